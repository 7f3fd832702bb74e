#!/usr/bin/env python3
"""Faults put into a good book, one at a time: does bindery find what EPUBCheck finds?

`tests/oracles/mutations.py BOOK.epub [--count N] [--seed N] [--keep FOLDER]` makes N books with a fault each, always
the same ones of a seed, and compares what the two say of them. It fails where they agree on the verdict for fewer than
98 %, or on the set of ids for fewer than 90 %; whatever they do not agree on is listed by the kind of the fault.
What does the damage is in faults.py.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

import faults
from agreement import comparer, ids
from oracles import enter_venv

VERDICTS, IDS = 0.98, 0.90


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the books that the two do not agree on")
    options = parser.parse_args()
    enter_venv()

    made, verdicts, sets, kinds = 0, 0, 0, Counter()
    with comparer() as compare, tempfile.TemporaryDirectory(prefix="mutations-") as scratch:
        for number, (kind, book) in enumerate(faults.books(options.book, options.seed, options.count)):
            path = Path(scratch, "book.epub")
            path.write_bytes(book)
            both = compare(path)
            made += 1
            verdicts += both.same_verdict
            sets += both.same_ids
            if both.same_verdict and both.same_ids:
                continue
            kinds[kind.split(":")[0]] += 1
            sign = "" if both.same_verdict else "VERDICT "
            print(f"{sign}{number:04} {kind}: EPUBCheck {sorted(ids(both.theirs))}, bindery {sorted(ids(both.ours))}")
            print("\n".join(both.only()), flush=True)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{options.seed}-{number:04}.epub").write_bytes(book)
    for kind, count in kinds.most_common():
        print(f"{count:4}  {kind}")
    print(f"{made} faults: verdict {verdicts / made:.1%}, ids {sets / made:.1%}")
    return 0 if verdicts >= VERDICTS * made and sets >= IDS * made else 1


if __name__ == "__main__":
    sys.exit(main())
