#!/usr/bin/env python3
"""DAISY Ace: `tests/oracles/ace.py BOOK.epub...` prints its findings of any impact, each of which fails the book."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from oracles import ORACLES, Message, judge_all

# The form that drives Chromium through Puppeteer; the program `ace` is another.
PROGRAM = ORACLES / "ace/node_modules/.bin/ace-puppeteer"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def judge(book):
    """Ace's findings, with the rule as id and the impact as severity."""
    with tempfile.TemporaryDirectory(prefix="ace-") as scratch:
        # Ace and Chromium leave logs and profiles in the home folder, and Ace gives Chromium 5 seconds to start.
        surroundings = {"HOME": scratch, "TMPDIR": scratch, "ACE_TIMEOUT_INITIAL": "60000"}
        chromium = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or next(filter(None, map(shutil.which, CHROMIUM)), "")
        environment = os.environ | surroundings | {"PUPPETEER_EXECUTABLE_PATH": chromium}
        command = [PROGRAM, "--force", "--outdir", scratch, book]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        try:
            report = json.loads(Path(scratch, "report.json").read_text("utf-8"))
        except (OSError, ValueError):
            return [Message("FATAL", "ACE", f"no report: {run.stdout}{run.stderr}".strip())]
    return [message(document, finding) for document in report["assertions"] for finding in document["assertions"]]


def message(document, finding):
    """Ace's JSON for one finding in one document."""
    test, result = finding["earl:test"], finding["earl:result"]
    where = result.get("earl:pointer", {}).get("css", [])
    text = " ".join([*where, result["dct:description"]]).replace("\n", " ")
    return Message(test["earl:impact"], test["dct:title"], text, document["earl:testSubject"]["url"])


if __name__ == "__main__":
    if not PROGRAM.exists():
        sys.exit("Ace is not installed: run `sh tests/oracles/install.sh ace`")
    sys.exit(judge_all([Path(book) for book in sys.argv[1:]], [judge]))
