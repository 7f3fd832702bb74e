"""MuPDF as a reader: does a book open, is no page blank, do its words stand in order, does it list its contents?"""

import unicodedata

from oracles import Message

# MuPDF sets captions below their tables, and readings of ruby and their brackets after each character.
SOURCE_ORDER = "table, caption { display: block } rt, rp { display: none }"


def open_book(path, width=400, height=600, css=""):
    """The book laid out on pages of that size, in points; the style sheet goes before its own."""
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf.mupdf.fz_set_user_css(css)
    document = pymupdf.open(path, filetype="epub")
    document.layout(width=width, height=height, fontsize=12)
    return document


def judge(path):
    """What is wrong with the book; where NAME.text stands beside NAME.epub, the pages must show its words in order."""
    messages, shown = [], []
    try:
        document = open_book(path, css=SOURCE_ORDER)
        for number, page in enumerate(document, 1):
            shown.append(page.get_text())
            if not shown[-1].strip() and page.get_pixmap().is_unicolor:
                messages.append(Message("ERROR", "MUPDF-BLANK", f"page {number} of {len(document)} is blank"))
        if not document.get_toc():
            messages.append(Message("ERROR", "MUPDF-CONTENTS", "the table of contents is empty"))
    except (RuntimeError, ValueError) as failure:
        return [Message("FATAL", "MUPDF-OPEN", str(failure))]
    wanted = path.with_suffix(".text")
    if wanted.exists() and (missing := missing_words(wanted.read_text("utf-8").split(), "\n".join(shown))):
        messages.append(Message("ERROR", "MUPDF-TEXT", missing))
    return messages


def missing_words(words, shown):
    """None if the shown text has the words in this order, others between them or not; else where they go astray.

    A word begins where one begins on the page, or right after the word before it, and may go on into the next line.
    What is cut off at the edge of a page is missing.

    >>> missing_words(["a", "well-known", "word"], "A note, a well-\\nknown (and old) wo\\u00adrd")
    >>> missing_words(["one", "two", "three"], "one three two")
    'the pages do not go on so: “one two | three”'
    """
    text, beginnings = "", set()
    for word in shown.split():
        beginnings.add(len(text))
        text += letters(word)
    end, suspect = 0, None
    for number, word in enumerate(map(letters, words)):
        place = text.find(word, end)
        while place > end and place not in beginnings and text[place - 1].isalnum():
            place = text.find(word, place + 1)
        # A missing word is found too late, and so are those after it, until one is not found at all.
        strayed = place > end + 20 and not text.startswith("".join(map(letters, words[number : number + 4])), place)
        if suspect is None and (strayed or place < 0):
            suspect = number
        if place < 0:
            before, after = words[max(suspect - 6, 0) : suspect], words[suspect : suspect + 6]
            return f"the pages do not go on so: “{' '.join(before)} | {' '.join(after)}”"
        end = place + len(word)
    return None


def letters(word):
    """The word as compared: without case, ligatures, hyphens and characters that have no shape."""
    word = unicodedata.normalize("NFKC", word).casefold()
    return "".join(c for c in word if c not in "-\u2010 " and unicodedata.category(c) != "Cf")
