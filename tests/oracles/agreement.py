#!/usr/bin/env python3
"""Does `bindery check` say what EPUBCheck says? `tests/oracles/agreement.py BOOK_OR_FOLDER...`

Compared are the verdict and the set of the ids of fatal errors, errors and warnings, each once.
Prints each book of which the two think otherwise, with what only one of them says, and at last `N passed, N failed`.
"""

import hashlib
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from epubcheck import epubcheck
from oracles import ORACLES, enter_venv

GRAVE = ("FATAL", "ERROR", "WARNING")
# What EPUBCheck said of a book it has seen, by the digest of the book: most books of one run are those of the last.
JUDGED = ORACLES / "judged"


@dataclass
class Finding:
    """What one of the two says, of whichever place."""

    severity: str
    id: str | None
    text: str

    def __str__(self):
        return f"{self.severity} {self.id}: {self.text}"


@dataclass
class Comparison:
    """What both say of one book."""

    theirs: list[Finding]
    ours: list[Finding]

    @property
    def same_verdict(self):
        return rejects(self.theirs) == rejects(self.ours)

    @property
    def same_ids(self):
        return ids(self.theirs) == ids(self.ours)

    def only(self):
        """The findings of ids that only one of them has: a line each, and one for each text."""
        missing, excess = ids(self.theirs) - ids(self.ours), ids(self.ours) - ids(self.theirs)
        lines = [f"  only EPUBCheck: {finding}" for finding in self.theirs if finding.id in missing]
        lines += [f"  only bindery:   {finding}" for finding in self.ours if finding.id in excess]
        return list(dict.fromkeys(lines))


def rejects(findings):
    return any(finding.severity in GRAVE[:2] for finding in findings)


def ids(findings):
    return {finding.id for finding in findings if finding.id and finding.severity in GRAVE}


@contextmanager
def comparer():
    """Gives a function from a book's path to a Comparison."""
    bindery = program()
    JUDGED.mkdir(exist_ok=True)
    with epubcheck() as judge:
        yield lambda book: Comparison(judged(judge, book), checked(bindery, book))


def program():
    """The checker: that which BINDERY names, or else the one that `cargo build --release` made."""
    return os.environ.get("BINDERY") or str(ORACLES.parent / "release/bindery")


def judged(judge, book):
    """What EPUBCheck says, now or before."""
    # Its messages tell of the file's name too.
    digest = hashlib.sha256(book.name.encode() + b"\0" + book.read_bytes()).hexdigest()
    kept = JUDGED / f"{digest[:32]}.json"
    if kept.exists():
        return [Finding(*fields) for fields in json.loads(kept.read_text("utf-8"))]
    findings = [Finding(message.severity, message.id, message.text) for message in judge(book)]
    kept.write_text(json.dumps([[f.severity, f.id, f.text] for f in findings], ensure_ascii=False), "utf-8")
    return findings


def checked(bindery, book):
    """What bindery says; whatever is no answer, a crash or silence for long, is a fatal finding of no id."""
    try:
        run = subprocess.run([bindery, "check", "--format", "json", book], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return [Finding("FATAL", "TIMEOUT", "no answer")]
    if run.returncode not in (0, 1):
        return [Finding("FATAL", "CRASH", run.stderr.decode("utf-8", "replace"))]
    rows = map(json.loads, run.stdout.decode("utf-8").splitlines())
    return [Finding(row["severity"].upper(), row["epubcheck"], f"{row['code']}: {row['message']}") for row in rows]


def main(paths):
    books = [book for path in paths for book in (sorted(path.glob("*.epub")) if path.is_dir() else [path])]
    failed = 0
    with comparer() as compare:
        for book in books:
            both = compare(book)
            if not (both.same_verdict and both.same_ids):
                failed += 1
                print(f"{book.name}: EPUBCheck {sorted(ids(both.theirs))}, bindery {sorted(ids(both.ours))}")
                print("\n".join(both.only()), flush=True)
    print(f"{len(books) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    enter_venv()
    sys.exit(main([Path(path) for path in sys.argv[1:]]))
