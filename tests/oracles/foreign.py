#!/usr/bin/env python3
"""Makes EPUBs as other tools make them: `tests/oracles/foreign.py makers|calibre FOLDER`, for agreement.py.

The makers are pandoc, Sphinx and html-to-epub, as install.sh fetches them; calibre comes from the system. What fails is
told on standard error, and the exit status is 1. The books of epub-builder are made by tests/foreign.rs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from oracles import ORACLES, ROOT

MAKERS = ORACLES / "makers"

TEXT = """---
title: The *Sea* & the Shore
subtitle: Two Tides
author: [Ann Author, Bo Other]
lang: en-GB
date: 2026-02-01
rights: © 2026 Ann Author
subject: [Sea, Shore]
description: Of water.
---

# Ebb {#ebb}

A note[^1], a [link](#flood), a [site](https://example.org/?a=b&c=d), “quotes” -- and *more* **still**.

[^1]: The note, with `code`.

![A map of the bay](map.png){#fig:map width=50%}

| Left | Right |
|:-----|------:|
| 1    | 2     |

Table: What there is.

## Low water

1.  One
    a.  deeper
2.  Two

Term
:   What it means.

- [x] done
- [ ] open

> A quotation.

| A line of verse
|   and another

H~2~O, x^2^, ~~struck~~, $a^2 + b^2 = \\sqrt{c}$, and

$$\\int_0^1 x\\,dx = \\frac{1}{2}$$

```rust
fn main() { println!("<&>"); }
```

# Flood

::: {.aside role="note"}
Aside.
:::

<ruby>漢<rt>kan</rt></ruby> <kbd>x</kbd> <mark>y</mark>

***

A scene later.
"""

# What people write by hand, with the mistakes that they make.
SLOPPY = """<html><head><title>Sloppy</title></head><body bgcolor="#fff">
<h1>One</h1><p align=center>A <font color=red>red</font> word<br>and <center>another</center>
<p><a name="here">Here</a> <a href="#nowhere">there</a> <a href="other.html">elsewhere</a>
<img src="map.png"><img src="missing.png" alt=x>
<table border=1 width="100%"><tr><td nowrap>cell</table>
<ul><li>one<ul><li>two</ul><p>three</ul>
<div id=1><span><div>block in inline</div></span></div><div id=1>twice</div>
<h1>Two</h1><p>&nbsp;&copy; &mdash; <u>u</u> <tt>t</tt> <strike>s</strike> <b><i>crossed</b></i>
<script>alert(1)</script><iframe src="https://example.org/"></iframe><video src="https://example.org/a.mp4" controls></video>
<form><input type=text name=a></form><p onclick="x()">click</p><svg viewBox="0 0 1 1"><circle r=1 /></svg>
</body></html>
"""

RST = {
    "index.rst": """The Sea
=======

.. toctree::
   :maxdepth: 2
   :numbered:

   ebb
   flood

* :ref:`genindex`
""",
    "ebb.rst": """Ebb
===

A footnote [#f]_, :index:`tide`, *more* and ``code``, :math:`a^2`, and `a site <https://example.org/>`_.

.. [#f] The note.

.. figure:: map.png
   :alt: A map

   The bay.

.. note:: Mind the tide.

.. code-block:: python

   print("<&>")

.. math:: \\int_0^1 x

====  ====
Left  Right
====  ====
1     2
====  ====

Low water
---------

Term
   What it means.

.. py:function:: ebb(now)

   Goes out.
""",
    "flood.rst": "Flood\n=====\n\nSee :doc:`ebb` and :ref:`label`.\n\n.. _label:\n\nHigh water\n----------\n\n| A line\n| another\n",
}

HTML_TO_EPUB = """
import { EPub } from "@lesjoursfr/html-to-epub";
const [text, map, ...outputs] = process.argv.slice(2);
for (const [index, output] of outputs.entries()) {
    const book = new EPub({
        title: "The Sea & the Shore", author: ["Ann Author", "Bo Other"], description: "Of water.", lang: "en",
        publisher: "A House", cover: index ? map : undefined, version: index === 1 ? 2 : 3, css: "p { margin: 0 }",
        appendChapterTitles: index !== 2,
        content: [
            { title: "Ebb & Flood", data: `<p>One <i>and</i> <b>two</b>, <a href="#x">x</a>.</p><img src="file://${map}" alt="A map">` },
            { title: "Sloppy", author: "Bo", data: text, excludeFromToc: index === 2 },
            { title: "Before", data: "<h2>Table</h2><table><tr><td>1</td></tr></table>", beforeToc: true },
        ],
    }, output);
    await book.render();
}
"""


def run(*command, **options):
    """Runs a tool in silence, and tells what it said if it fails."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, **options)
    if result.returncode:
        raise OSError(f"{Path(command[0]).name} failed: {result.stderr or result.stdout}")


def pandoc(source, out):
    [program] = MAKERS.glob("venv/lib/python*/site-packages/pypandoc/files/pandoc")
    kinds = {
        "plain": [],
        "two": ["-t", "epub2"],
        "contents": ["--toc", "--toc-depth=1", "-N", "--epub-cover-image=map.png", "--css=book.css"],
        "mathml": ["--mathml", "--epub-title-page=false"],
        "mathml-two": ["-t", "epub2", "--mathml", "--toc"],
        "web-formulas": ["--webtex"],
        "pieces": ["--split-level=2", "--reference-location=section", "--section-divs", "--epub-subdirectory="],
    }
    for kind, options in kinds.items():
        run(program, "text.md", *options, "-o", out / f"pandoc-{kind}.foreign.epub", cwd=source)
    for kind, options in {"html": [], "html-two": ["-t", "epub2"]}.items():
        # As it stands in Markdown, raw HTML is passed on.
        for name in ("sloppy.html", "raw.md"):
            book = out / f"pandoc-{kind}-{Path(name).stem}.foreign.epub"
            run(program, name, *options, "--metadata=title:Sloppy", "-o", book, cwd=source)
    handbook = sorted((ROOT / "docs").glob("*.md"))
    run(program, *handbook, "--metadata=title:Handbook", "-o", out / "pandoc-handbook.foreign.epub", cwd=ROOT / "docs")


def sphinx(source, out):
    for name, text in RST.items():
        (source / name).write_text(text, "utf-8")
    for kind, options in {
        "plain": [],
        "theme": ["-Depub_theme=classic", "-Depub_tocdup=0", "-Depub_show_urls=footnote", "-Depub_use_index=0"],
        "mathml": ["-Dextensions=sphinx.ext.imgmath,sphinx.ext.todo", "-Dimgmath_image_format=svg", "-Dlanguage=fr"],
    }.items():
        made = source / f"sphinx-{kind}"
        build = MAKERS / "venv/bin/sphinx-build"
        run(build, "-C", "-Dproject=The Sea", "-Dauthor=Ann Author", "-b", "epub", *options, source, made)
        [book] = made.glob("*.epub")
        shutil.copy(book, out / f"sphinx-{kind}.foreign.epub")


def html_to_epub(source, out):
    folder = MAKERS / "node"
    (folder / "make.mjs").write_text(HTML_TO_EPUB, "utf-8")
    books = [out / f"html-to-epub-{kind}.foreign.epub" for kind in ("plain", "two", "cover")]
    text = SLOPPY.replace('<img src="map.png"><img src="missing.png" alt=x>', "")
    run("node", "make.mjs", text, source / "map.png", *books, cwd=folder)


def calibre(source, out):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox"}
    for kind, name, options in [
        ("html", "sloppy.html", ["--epub-version=3"]),
        ("html-two", "sloppy.html", ["--cover=map.png", "--authors=Ann Author"]),
        ("text", "text.md", ["--epub-version=3", "--epub-inline-toc", "--formatting-type=markdown"]),
        ("again", out / "calibre-text.foreign.epub", ["--epub-version=2", "--epub-flatten", "--no-default-epub-cover"]),
    ]:
        run("ebook-convert", name, out / f"calibre-{kind}.foreign.epub", *options, cwd=source, env=environment)


MAKERS_OF = {"makers": (pandoc, sphinx, html_to_epub), "calibre": (calibre,)}


def main(which, out):
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="foreign-") as scratch:
        source = Path(scratch)
        (source / "text.md").write_text(TEXT, "utf-8")
        (source / "sloppy.html").write_text(SLOPPY, "utf-8")
        (source / "raw.md").write_text(f"# Raw\n\n{SLOPPY}", "utf-8")
        (source / "book.css").write_text("p { margin: 0 } @media print { p { color: red } }", "utf-8")
        (source / "other.html").write_text("<p>Elsewhere.</p>", "utf-8")
        shutil.copy(ROOT / "chapters/images/afternoon-graph.png", source / "map.png")
        for maker in MAKERS_OF[which]:
            try:
                maker(source, out)
            except (OSError, ValueError, subprocess.TimeoutExpired) as failure:
                failed += 1
                print(f"no books of {maker.__name__.replace('_', '-')}: {failure}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).resolve()))
