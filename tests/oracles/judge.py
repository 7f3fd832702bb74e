#!/usr/bin/env python3
"""Judges EPUBs, files or all those of a folder, by EPUBCheck and MuPDF, or by those that options name.

Prints each finding and at last `N passed, N failed`; with --json one line of JSON a book, and no summary.
What ends in .foreign.epub was not made by bindery: a folder's are passed over.
"""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

import mupdf_reader
from epubcheck import epubcheck
from oracles import enter_venv, judge_all


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="BOOK_OR_FOLDER")
    parser.add_argument("--epubcheck", action="store_true", help="judge by EPUBCheck")
    parser.add_argument("--mupdf", action="store_true", help="judge by MuPDF, and by NAME.text beside NAME.epub")
    parser.add_argument("--json", action="store_true", help="print one JSON object a book")
    options = parser.parse_args()
    enter_venv()

    books = []
    for path in options.paths:
        inside = sorted(book for book in path.glob("*.epub") if not book.name.endswith(".foreign.epub"))
        books += inside if path.is_dir() else [path]
    every = not (options.epubcheck or options.mupdf)
    with ExitStack() as stack:
        judges = [stack.enter_context(epubcheck())] if options.epubcheck or every else []
        judges += [mupdf_reader.judge] if options.mupdf or every else []
        return judge_all(books, judges, options.json)


if __name__ == "__main__":
    sys.exit(main())
