#!/usr/bin/env python3
"""Draws a book's pages with MuPDF, to be looked at: `tests/oracles/pages.py BOOK.epub OUTDIR` writes 001.png and on."""

import argparse
from pathlib import Path

from mupdf_reader import open_book
from oracles import enter_venv

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("book", type=Path)
parser.add_argument("outdir", type=Path)
parser.add_argument("--width", type=int, default=400, help="of a page, in points")
parser.add_argument("--height", type=int, default=600, help="of a page, in points")
options = parser.parse_args()
enter_venv()

options.outdir.mkdir(parents=True, exist_ok=True)
for number, page in enumerate(open_book(options.book, options.width, options.height), 1):
    page.get_pixmap(dpi=96).save(options.outdir / f"{number:03}.png")
