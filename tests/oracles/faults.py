"""Single faults, made by chance from a seed: each kind takes a book apart at one place, and never mends anything.

A kind is a function in FAULTS, with how often it is taken: from a chance and a Book to a Book, and a word on the place.
It returns None where the book has nothing to break so; then another is tried.
"""

import io
import random
import re
import struct
import zipfile
from dataclasses import dataclass, field, replace

TAG = re.compile(r"<([\w:.-]+)((?:\s+[\w:.-]+=\"[^\"]*\")*)\s*(/?)>")
ATTRIBUTE = re.compile(r"\s+([\w:.-]+)=\"([^\"]*)\"")
TEXT = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
ADDRESSES = ("href", "src", "idref", "full-path", "toc", "fallback", "refines", "poster", "data", "cite", "xlink:href")


@dataclass
class Book:
    """The entries of an EPUB in order, without `mimetype`, and what is done to the zip."""

    entries: list[tuple[str, bytes]]
    mimetype: tuple[str, bytes] | None = ("mimetype", b"application/epub+zip")
    mimetype_last: bool = False
    compressed: bool = False
    extra: bytes = b""
    damage: list = field(default_factory=list)

    def pack(self):
        out = io.BytesIO()
        entries = [(name, data, zipfile.ZIP_DEFLATED) for name, data in self.entries]
        if self.mimetype:
            method = zipfile.ZIP_DEFLATED if self.compressed else zipfile.ZIP_STORED
            entries.insert(len(entries) if self.mimetype_last else 0, (*self.mimetype, method))
        with zipfile.ZipFile(out, "w") as archive:
            for name, data, method in entries:
                facts = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                facts.extra = self.extra if self.mimetype and name == self.mimetype[0] else b""
                archive.writestr(facts, data, method)
        data = bytearray(out.getvalue())
        for damage in self.damage:
            damage(data)
        return bytes(data)

    def with_file(self, name, data):
        return replace(self, entries=[(known, data if known == name else old) for known, old in self.entries])

    def named(self, suffix):
        return [name for name, _ in self.entries if name.endswith(suffix)]

    def data(self, name):
        return dict(self.entries)[name]

    def text(self, name):
        return self.data(name).decode("utf-8")


def books(path, seed, count):
    """The kind and place of each fault, and the book that has it."""
    chance = random.Random(seed)
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist() if name != "mimetype"]
    book = Book(entries)
    kinds, weights = zip(*FAULTS)
    made = 0
    while made < count:
        kind = chance.choices(kinds, weights)[0]
        broken = kind(chance, book)
        if broken and (packed := broken[0].pack()) != book.pack():
            made += 1
            yield f"{kind.__name__.replace('_', ' ')}: {broken[1]}", packed


# In markup.


def document(chance, book):
    """One of the XML documents: each of the few that every book has counts as much as half of all its pages."""
    few = [book.named(".opf"), book.named("nav.xhtml"), book.named(".ncx")]
    pages = [name for name in book.named(".xhtml") if not name.endswith("nav.xhtml")] + book.named(".svg")
    few = [files for files in few if files]
    kinds = few + [pages, pages] + ([book.named("container.xml")] if chance.random() < 0.3 else [])
    return chance.choice(chance.choice(kinds))


def at(name, text, place):
    line = text.count("\n", 0, place) + 1
    return f"{name.rsplit('/')[-1]}:{line} {text[place:place + 60].splitlines()[0]}"


def spliced(book, name, text, start, end, new):
    """The book with other characters in a place of a file."""
    changed = text[:start] + new + text[end:]
    return book.with_file(name, changed.encode("utf-8")), f"{at(name, text, start)} -> {new[:60]!r}"


def a_tag(chance, book):
    """A start tag somewhere."""
    name = document(chance, book)
    text = book.text(name)
    return name, text, chance.choice(list(TAG.finditer(text)))


def an_attribute(chance, book, *names):
    """An attribute somewhere, of one of these names if any are given, with where it stands in the text."""
    name = document(chance, book)
    text = book.text(name)
    places = []
    for tag in TAG.finditer(text):
        for attribute in ATTRIBUTE.finditer(text, tag.start(2), tag.end(2)):
            if attribute[1].split(":")[0] != "xmlns" and (not names or attribute[1] in names):
                places.append(attribute)
    return (name, text, chance.choice(places)) if places else None


def end_of(text, tag):
    """Where the element that a start tag begins ends."""
    if tag[3]:
        return tag.end()
    depth = 0
    for other in re.finditer(rf"<(/?){re.escape(tag[1])}(?=[\s>/])[^>]*?(/?)>", text[tag.start() :]):
        depth += -1 if other[1] else 0 if other[2] else 1
        if depth == 0:
            return tag.start() + other.end()
    return tag.end()


def drop_element(chance, book):
    name, text, tag = a_tag(chance, book)
    return spliced(book, name, text, tag.start(), end_of(text, tag), "")


def drop_tags(chance, book):
    name, text, tag = a_tag(chance, book)
    end = end_of(text, tag)
    inner = text[tag.end() : end].rsplit("</", 1)[0] if not tag[3] else ""
    return spliced(book, name, text, tag.start(), end, inner)


def duplicate_element(chance, book):
    name, text, tag = a_tag(chance, book)
    end = end_of(text, tag)
    return spliced(book, name, text, end, end, text[tag.start() : end])


def rename_element(chance, book):
    name, text, tag = a_tag(chance, book)
    end = end_of(text, tag)
    new = chance.choice(["foo", "div", "p", "item", "meta", "span", "li", "ol", "a", "table", tag[1].upper(), tag[1] + "s"])
    whole = f"<{new}" + text[tag.start() + len(tag[1]) + 1 : end]
    if not tag[3]:
        whole = whole[: whole.rindex("</")] + f"</{new}>"
    return spliced(book, name, text, tag.start(), end, whole)


def move_element(chance, book):
    """To before another element of the same file."""
    name, text, tag = a_tag(chance, book)
    end = end_of(text, tag)
    whole, rest = text[tag.start() : end], text[: tag.start()] + text[end:]
    others = list(TAG.finditer(rest))
    if not others:
        return None
    place = chance.choice(others).start()
    return book.with_file(name, (rest[:place] + whole + rest[place:]).encode()), f"{at(name, text, tag.start())} moved"


def insert_element(chance, book):
    name, text, tag = a_tag(chance, book)
    new = chance.choice(
        ["<foo/>", "<p>text</p>", "<img src='x.png'/>", "<a href='#nowhere'>x</a>", "<script>1</script>", "<li>x</li>"]
        + ["<x:y xmlns:x='urn:x'/>", "<style>p { color: red }</style>", "<div><h1>x</h1></div>", "<br/>", "<td>x</td>"]
        + ["<meta name='a' content='b'/>", "<title>x</title>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "stray text"]
        + ["<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math>", "<!-- a -- b -->", "<center>x</center>"]
        + ["<input type='text'/>", "<video src='x.mp4'/>", "<object data='x.bin'/>", "<iframe src='x.xhtml'/>", "<?pi x?>"]
    )
    place = chance.choice([tag.start(), tag.end()])
    return spliced(book, name, text, place, place, new)


def drop_attribute(chance, book):
    name, text, attribute = an_attribute(chance, book)
    return spliced(book, name, text, attribute.start(), attribute.end(), "")


def rename_attribute(chance, book):
    name, text, attribute = an_attribute(chance, book)
    new = chance.choice(["foo", "title", "class", "id", "onclick", "data-x", "x:y", attribute[1].upper(), attribute[1] + "s"])
    return spliced(book, name, text, attribute.start(1), attribute.end(1), new)


def add_attribute(chance, book):
    name, text, tag = a_tag(chance, book)
    new = chance.choice(
        ["foo='x'", "id='x1'", "id='a b'", "class='x'", "style='color: red'", "style='x'", "xml:lang='en_GB'", "dir='up'"]
        + ["epub:type='bogus'", "epub:type='footnote'", "role='nothing'", "role='doc-part'", "onclick='x()'", "hidden=''"]
        + ["aria-label='x'", "aria-bogus='x'", "data-X='x'", "data-x='x'", "align='left'", "width='1'", "lang='x y'"]
        + ["properties='nav'", "properties='bogus'", "linear='no'", "fallback='nav'", "href='x'", "title='x'", "tabindex='x'"]
        + ["media-type='text/plain'", "refines='#nowhere'", "xml:base='x/'", "itemprop='x'", "property='x'", "alt='x'"]
    )
    return spliced(book, name, text, tag.end(1), tag.end(1), " " + new)


def duplicate_attribute(chance, book):
    name, text, attribute = an_attribute(chance, book)
    return spliced(book, name, text, attribute.end(), attribute.end(), attribute[0])


def change_value(chance, book):
    name, text, attribute = an_attribute(chance, book)
    old = attribute[2]
    new = chance.choice(["", " ", "x", "0", "-1", old + "x", old.upper(), old[1:], f" {old} ", f"{old} {old}", "a:b", "é", "#"])
    return spliced(book, name, text, attribute.start(2), attribute.end(2), new)


def swap_values(chance, book):
    """The value of another attribute of the same name."""
    found = an_attribute(chance, book)
    name, text, attribute = found
    others = {other[2] for other in ATTRIBUTE.finditer(text) if other[1] == attribute[1]} - {attribute[2]}
    if not others:
        return None
    return spliced(book, name, text, attribute.start(2), attribute.end(2), chance.choice(sorted(others)))


def repoint(chance, book):
    found = an_attribute(chance, book, *ADDRESSES)
    if not found:
        return None
    name, text, attribute = found
    old = attribute[2]
    inside = chance.choice(book.entries)[0].rsplit("/", 1)[-1]
    new = chance.choice(
        [inside, inside, inside, inside + "#nowhere", "missing.xhtml", "missing.png", old + "#nowhere", old.split("#")[0]]
        + ["https://example.org/", "https://example.org/x.png", "../" + old, "../../" + old, "/" + old, "data:,x", "#"]
        + ["file:///x", "mailto:a@b.org", "x y", "%zz", "http://", "//example.org/x", "?x", old + "?x", "javascript:x()"]
        + [old.upper(), old.replace("/", "\\") + "\\", "nav.xhtml", "package.opf", "toc.ncx", "https:x", "../META-INF/container.xml"]
    )
    return spliced(book, name, text, attribute.start(2), attribute.end(2), new)


def retype(chance, book):
    found = an_attribute(chance, book, "media-type", "type", "epub:type", "properties", "role", "rel", "property", "name")
    if not found:
        return None
    name, text, attribute = found
    new = chance.choice(
        ["application/xhtml+xml", "text/html", "image/jpeg", "image/png", "image/svg+xml", "text/css", "text/plain"]
        + ["application/x-dtbncx+xml", "application/octet-stream", "text/x-oeb1-document", "nav", "cover-image", "scripted"]
        + ["svg", "mathml", "remote-resources", "switch", "toc", "landmarks", "page-list", "bogus", "dcterms:modified", "dcterms:x"]
        + ["schema:x", "rendition:layout", "stylesheet", "alternate stylesheet", "cover", "noteref", "x:y", "doc-toc"]
    )
    return spliced(book, name, text, attribute.start(2), attribute.end(2), new)


def change_text(chance, book):
    name = document(chance, book)
    text = book.text(name)
    places = list(TEXT.finditer(text))
    if not places:
        return None
    place = chance.choice(places)
    new = chance.choice(["", " ", "x", "2026-13-01", "2026-01-01T00:00:00Z", "en_GB", "urn:uuid:x", "\u00a0", "-1", "true", "<b>x</b>"])
    return spliced(book, name, text, place.start(1), place.end(1), new)


def corrupt_markup(chance, book):
    """What is no XML any more, mostly."""
    name = document(chance, book)
    text = book.text(name)
    place = chance.randrange(len(text))
    new = chance.choice(["&", "<", ">", "&nbsp;", "&#0;", "&#x110000;", "\x01", "]]>", "\"", "</p>", "<p>", "<!--", "\ufffe"])
    return spliced(book, name, text, place, place, new)


def drop_end_tag(chance, book):
    name = document(chance, book)
    text = book.text(name)
    tag = chance.choice(list(re.finditer(r"</[^>]*>", text)))
    return spliced(book, name, text, tag.start(), tag.end(), "")


def truncate_file(chance, book):
    name = chance.choice([document(chance, book), chance.choice(book.entries)[0]])
    data = book.data(name)
    cut = chance.randrange(len(data))
    return book.with_file(name, data[:cut]), f"{name} at {cut} of {len(data)}"


def corrupt_bytes(chance, book):
    name = document(chance, book)
    data = bytearray(book.data(name))
    place = chance.randrange(len(data))
    data[place] = chance.randrange(256)
    return book.with_file(name, bytes(data)), f"{name} byte {place} is {data[place]:#x}"


def reencode(chance, book):
    name = document(chance, book)
    text = book.text(name)
    code = chance.choice(["utf-16", "latin-1", "utf-8-sig", "utf-16-be"])
    said = chance.choice(["UTF-8", "ISO-8859-1", "UTF-16", "x"])
    text = text.replace('encoding="UTF-8"', f'encoding="{said}"')
    return book.with_file(name, text.encode(code, "replace")), f"{name} in {code}, said to be {said}"


def change_prolog(chance, book):
    name = document(chance, book)
    text = book.text(name)
    old = re.match(r"\s*<\?xml[^>]*\?>\s*(<!DOCTYPE[^>]*>)?", text)[0]
    new = chance.choice(
        ["", "\n" + old, "<?xml version=\"1.1\"?>", "<?xml version=\"1.0\"?><!DOCTYPE html SYSTEM \"x.dtd\">", old + "<x/>", "x" + old]
        + ["<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">"]
        + ["<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e \"x\">]>", "<!DOCTYPE html [<!ENTITY e SYSTEM \"x.txt\">]>"]
        + ["<!DOCTYPE html SYSTEM \"about:legacy-compat\">", "<!DOCTYPE foo>"]
    )
    return spliced(book, name, text, 0, len(old), new)


def change_namespace(chance, book):
    name = document(chance, book)
    text = book.text(name)
    places = list(re.finditer(r" xmlns(:\w+)?=\"([^\"]*)\"", text))
    if not places:
        return None
    place = chance.choice(places)
    if chance.random() < 0.4:
        return spliced(book, name, text, place.start(), place.end(), "")
    return spliced(book, name, text, place.start(2), place.end(2), chance.choice(["", "urn:x", place[2] + "x"]))


# In stylesheets.


def break_style(chance, book):
    sheets = book.named(".css")
    if not sheets:
        return None
    name = chance.choice(sheets)
    text = book.text(name)
    place = chance.choice([match.end() for match in re.finditer(r"[{};:]|\*/|\n", text)])
    new = chance.choice(
        ["{", "}", ";", ":", "(", ")", "\"", "'", "/*", "*/", "<", "@", "\\", "!", "\x01", "x", "{}", "@import 'x.css';"]
        + ["@import url(missing.css);", "@charset \"x\";", "p { color: }", "p { : red }", "p { position: fixed }", "p,{}"]
        + ["p { background: url(missing.png) }", "p { background: url(https://example.org/x.png) }", "p { direction: rtl }"]
        + ["@font-face { font-family: x; src: url(x.ttf) }", "@font-face {}", "@namespace x url(urn:x);", "@media { p {} }"]
        + ["p { src: url(file:///x) }", "p { background: url('../../x.png') }", "p { background: url() }", "@page { margin: 0 }"]
        + ["a:hover::x {}", "p[x=] {}", "p > {}", "1p {}", "p { background: url(data:image/png;base64,x) }", "@import 'https://e.org/x';"]
    )
    return spliced(book, name, text, place, place, new)


def cut_style(chance, book):
    sheets = book.named(".css")
    if not sheets:
        return None
    name = chance.choice(sheets)
    text = book.text(name)
    start = chance.randrange(len(text))
    return spliced(book, name, text, start, start + chance.choice([1, 1, 1, 5, 40]), "")


# In pictures.


def break_picture(chance, book):
    pictures = [name for name, _ in book.entries if name.endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))]
    if not pictures:
        return None
    name = chance.choice(pictures)
    data = book.data(name)
    heads = [b"", b"GIF89a" + data[6:], b"\xff\xd8\xff\xe0" + data[4:], b"RIFF\0\0\0\0WEBP" + data[12:], b"<svg/>", b"\0" + data[1:]]
    new = chance.choice(heads + [data[:10], data[: len(data) // 2], data[:30] + b"\0" * 8 + data[38:], b"text", data + b"x"])
    return book.with_file(name, new), f"{name} begins {new[:12]}"


# In the container.


def drop_entry(chance, book):
    name = chance.choice([chance.choice(book.entries)[0], document(chance, book)])
    return replace(book, entries=[entry for entry in book.entries if entry[0] != name]), name


def rename_entry(chance, book):
    name = chance.choice([chance.choice(book.entries)[0], document(chance, book)])
    folder, file = name.rsplit("/", 1)
    new = chance.choice([file.upper(), "x" + file, file + " ", file.replace(".", ".."), f"x/{file}", f"../{file}", "é" + file, "a:b"])
    new = f"{folder}/{new}"
    return replace(book, entries=[(new if known == name else known, data) for known, data in book.entries]), f"{name} -> {new}"


def add_entry(chance, book):
    page = book.named(".xhtml")[0]
    name = chance.choice(
        ["x.txt", "OEBPS/x.xhtml", "META-INF/x.xml", "META-INF/encryption.xml", "META-INF/signatures.xml", "META-INF/rights.xml"]
        + ["META-INF/metadata.xml", "META-INF/manifest.xml", "../x", "/x", "OEBPS/a b.png", "OEBPS/a?.png", "OEBPS/x/", "x/", "a*b"]
        + ["OEBPS/a.", "OEBPS/" + "x" * 300, page.upper(), page, "OEBPS/\u202ex", ".DS_Store", "__MACOSX/x", "OEBPS\\x.png", "thumbs.db"]
        + ["META-INF/com.apple.ibooks.display-options.xml", "META-INF/calibre_bookmarks.txt"]
    )
    data = chance.choice([b"", b"x", b"<x/>", book.data(page)])
    return replace(book, entries=[*book.entries, (name, data)]), f"{name} with {data[:8]}"


def empty_entry(chance, book):
    name = chance.choice([chance.choice(book.entries)[0], document(chance, book)])
    return book.with_file(name, chance.choice([b"", b"\n", b"\0"])), name


def swap_entries(chance, book):
    (one, first), (two, second) = chance.sample(book.entries, 2)
    return book.with_file(one, second).with_file(two, first), f"{one} and {two}"


def change_mimetype(chance, book):
    kind = chance.randrange(7)
    if kind == 0:
        return replace(book, compressed=True), "compressed"
    if kind == 1:
        return replace(book, mimetype_last=True), "last"
    if kind == 2:
        return replace(book, mimetype=None), "missing"
    if kind == 3:
        return replace(book, extra=struct.pack("<HHB", 0x6666, 1, 0)), "extra field"
    if kind == 4:
        return replace(book, mimetype=("MIMETYPE", b"application/epub+zip")), "upper case"
    data = chance.choice([b"application/epub+zip\n", b"", b"application/zip", b" application/epub+zip", b"APPLICATION/EPUB+ZIP", b"application/epub+zip "])
    return replace(book, mimetype=("mimetype", data)), repr(data)


def break_archive(chance, book):
    """Damage to the bytes of the zip."""
    kind, place, value = chance.randrange(5), chance.random(), chance.randrange(256)

    def damage(data):
        directory = data.index(b"PK\1\2")
        headers = [match.start() for match in re.finditer(b"PK\1\2", bytes(data[directory:]))]
        header = directory + headers[int(place * len(headers))]
        if kind == 0:
            del data[int(place * len(data)) :]
        elif kind == 1:
            data[header + 16] ^= 0xFF
        elif kind == 2:
            data[header + 10] = 99
        elif kind == 3:
            data[header + 8] |= 1
        else:
            data[int(place * len(data))] = value

    words = ["cut off", "checksum", "method", "encrypted", "a byte"]
    return replace(book, damage=[damage]), f"{words[kind]} at {place:.3f}, {value}"


FAULTS = [
    (drop_element, 8),
    (drop_tags, 5),
    (duplicate_element, 6),
    (rename_element, 8),
    (move_element, 5),
    (insert_element, 7),
    (drop_attribute, 8),
    (rename_attribute, 7),
    (add_attribute, 8),
    (duplicate_attribute, 1),
    (change_value, 9),
    (swap_values, 5),
    (repoint, 12),
    (retype, 8),
    (change_text, 5),
    (corrupt_markup, 3),
    (drop_end_tag, 1),
    (truncate_file, 2),
    (corrupt_bytes, 2),
    (reencode, 2),
    (change_prolog, 3),
    (change_namespace, 2),
    (break_style, 8),
    (cut_style, 2),
    (break_picture, 4),
    (drop_entry, 4),
    (rename_entry, 3),
    (add_entry, 3),
    (empty_entry, 2),
    (swap_entries, 2),
    (change_mimetype, 2),
    (break_archive, 3),
]
