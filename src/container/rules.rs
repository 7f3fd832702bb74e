//! What can be wrong with a container, apart from what is in its files. EPUB 3.3, section 4.3.

use crate::diagnostic::{Rule, Severity};

/// Every kind of finding that reading a container may make.
pub const RULES: &[&Rule] = &[
    &BROKEN_CONTAINER,
    &BROKEN_BEGINNING,
    &MISSING_MIMETYPE,
    &WRONG_MIMETYPE,
    &MIMETYPE_EXTRA_FIELD,
    &DUPLICATE_ENTRY,
    &EMPTY_FOLDER,
    &UNREADABLE_ENTRY,
    &WRONG_CHECKSUM,
    &OVERSIZED_ENTRY,
    &UNSAFE_ENTRY_NAME,
    &UNDECODABLE_ENTRY_NAME,
    &FOREIGN_ENCODING,
];

pub(super) const BROKEN_CONTAINER: Rule = Rule {
    name: "broken-container",
    severity: Severity::Fatal,
    summary: "the file is not a zip that can be opened",
    explanation: "
An EPUB is a zip file, and a zip's directory stands at its end.
A download that broke off has lost it, and a file of another kind never had one.
Nothing inside can be looked at.

Wrong, the first 1,000 bytes of a book:

    head -c 1000 book.epub > part.epub

Right, the whole of it:

    cp book.epub part.epub
",
    epubcheck: &["PKG-008"],
};

pub(super) const BROKEN_BEGINNING: Rule = Rule {
    name: "broken-beginning",
    severity: Severity::Fatal,
    summary: "the file does not begin as a zip does",
    explanation: "
A zip begins with the letters `PK`.
What begins otherwise is another kind of file, or was spoilt on its way.

Wrong, a picture by another name:

    mv cover.jpg book.epub

Right, a zip with the picture in it:

    zip -Xr book.epub META-INF OEBPS
",
    epubcheck: &["PKG-004", "PKG-003"],
};

pub(super) const MISSING_MIMETYPE: Rule = Rule {
    name: "missing-mimetype",
    severity: Severity::Error,
    summary: "`mimetype` is not the first entry of the container",
    explanation: "
Readers and systems tell an EPUB from any other zip by its first entry, a file `mimetype`.

Wrong:

    zip -r book.epub META-INF OEBPS mimetype

Right:

    zip -X0 book.epub mimetype
    zip -Xr book.epub META-INF OEBPS
",
    epubcheck: &["PKG-006"],
};

pub(super) const WRONG_MIMETYPE: Rule = Rule {
    name: "wrong-mimetype",
    severity: Severity::Error,
    summary: "`mimetype` is compressed or does not hold exactly `application/epub+zip`",
    explanation: "
The content must be those 20 bytes, without a line end, and stored, so that it can be read in its place without
knowing how to unzip.

Wrong, since `echo` ends the line and `zip` compresses:

    echo application/epub+zip > mimetype
    zip book.epub mimetype

Right:

    printf application/epub+zip > mimetype
    zip -X0 book.epub mimetype
",
    epubcheck: &["PKG-007"],
};

pub(super) const MIMETYPE_EXTRA_FIELD: Rule = Rule {
    name: "mimetype-extra-field",
    severity: Severity::Error,
    summary: "the entry `mimetype` has an extra field",
    explanation: "
An extra field, in which `zip` keeps times and owners, moves the content of `mimetype` away from byte 38, where
readers look for it.

Wrong:

    zip -0 book.epub mimetype

Right:

    zip -X0 book.epub mimetype
",
    epubcheck: &["PKG-005"],
};

pub(super) const DUPLICATE_ENTRY: Rule = Rule {
    name: "duplicate-entry",
    severity: Severity::Error,
    summary: "two entries of the container have the same path",
    explanation: "
Which of them a reader shows is chance.
Such containers come from tools that add a file where they should replace it.

Wrong:

    OEBPS/one.xhtml
    OEBPS/one.xhtml

Right:

    OEBPS/one.xhtml
    OEBPS/two.xhtml
",
    epubcheck: &["OPF-060"],
};

pub(super) const EMPTY_FOLDER: Rule = Rule {
    name: "empty-folder",
    severity: Severity::Warning,
    summary: "the container holds a folder in which there is nothing",
    explanation: "
It does no harm, but something may be missing that should be in it.

Wrong:

    OEBPS/fonts/

Right, the folder with a file, or neither:

    OEBPS/fonts/serif.woff2
",
    epubcheck: &["PKG-014"],
};

pub(super) const UNREADABLE_ENTRY: Rule = Rule {
    name: "unreadable-entry",
    severity: Severity::Error,
    summary: "an entry of the container cannot be read",
    explanation: "
The entry's data is missing or damaged, is encrypted by the zip itself, or is compressed in another way than by
Deflate, the only one that EPUB knows.
What is in it could not be looked at.

Wrong:

    zip -X --encrypt book.epub OEBPS/one.xhtml
    zip -X -Z bzip2 book.epub OEBPS/one.xhtml

Right:

    zip -X book.epub OEBPS/one.xhtml
",
    epubcheck: &["PKG-008", "PKG-027"],
};

pub(super) const WRONG_CHECKSUM: Rule = Rule {
    name: "wrong-checksum",
    severity: Severity::Warning,
    summary: "the data of an entry does not fit the checksum beside it",
    explanation: "
A zip keeps a checksum of every entry.
Where the two do not fit, bytes were changed on the way, or a tool wrote the wrong number.
Many readers refuse such an entry; those written in Java, EPUBCheck among them, do not look.
What was read is looked at as it is.

Wrong, a byte of the zip changed by hand or by a bad disk:

    OEBPS/cover.png  CRC 5d41402a, said to be 5d41402b

Right, the book zipped again from its files:

    zip -Xr book.epub META-INF OEBPS
",
    epubcheck: &[],
};

pub(super) const OVERSIZED_ENTRY: Rule = Rule {
    name: "oversized-entry",
    severity: Severity::Error,
    summary: "an entry would take more memory than a book should",
    explanation: "
All entries together may come to 1 GiB, and an entry over 64 MiB may not be more than 200 times as large as its
compressed data: nothing that people read is so empty.
What is over the limit is not looked at.

Wrong, a file of 300 MB that holds one letter over and over:

    OEBPS/one.xhtml   300,000,000 bytes, 290,000 compressed

Right, what the letters stood for:

    OEBPS/one.xhtml        30,000 bytes,   9,000 compressed
",
    epubcheck: &[],
};

pub(super) const UNSAFE_ENTRY_NAME: Rule = Rule {
    name: "unsafe-entry-name",
    severity: Severity::Error,
    summary: "the path of an entry leads out of the container",
    explanation: r"
A path must be relative, with `/` between its parts and without `..`; with another, a careless reader would write over
files outside the book.

Wrong:

    ../cover.jpg
    /OEBPS/cover.jpg
    OEBPS\cover.jpg

Right:

    OEBPS/cover.jpg
",
    epubcheck: &["PKG-009"],
};

pub(super) const UNDECODABLE_ENTRY_NAME: Rule = Rule {
    name: "undecodable-entry-name",
    severity: Severity::Fatal,
    summary: "the path of an entry is not UTF-8",
    explanation: r"
Paths inside an EPUB are UTF-8.
Old zip tools write them in the encoding of the system they run on, and then no link leads to the file.

Wrong, `é` as the one byte E9:

    OEBPS/caf\xE9.xhtml

Right, or better without the accent:

    OEBPS/caf\xC3\xA9.xhtml
    OEBPS/cafe.xhtml
",
    epubcheck: &["PKG-027"],
};

pub(super) const FOREIGN_ENCODING: Rule = Rule {
    name: "foreign-encoding",
    severity: Severity::Error,
    summary: "an XML file is not encoded in UTF-8",
    explanation: r#"
XML in an EPUB must be UTF-8; UTF-16 is allowed but not wise, since few readers have been tried with it.

Wrong:

    <?xml version="1.0" encoding="ISO-8859-1"?>

Right, with the bytes of the file to match:

    <?xml version="1.0" encoding="UTF-8"?>
"#,
    epubcheck: &["RSC-028", "RSC-027", "HTM-058"],
};
