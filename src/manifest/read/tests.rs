//! Manifests as they are written, and what is made or said of them.

use super::*;
use crate::diagnostic::Level;
use crate::manifest::{Direction, Entry, RULES};
use crate::world::{Memory, Timestamp};

/// A rule's name, line, column, and a piece of the message and of the help.
type Expected<'a> = (&'a str, usize, usize, &'a str, &'a str);

const FILES: &[&str] = &["a.md", "b.md", "c/1.md", "c/2.md", "c/10.md", "cover.svg", "book.css"];

fn world(manifests: &[(&str, &str)]) -> Memory {
    let files = FILES.iter().map(|file| (*file, "text")).chain(manifests.iter().copied());
    Memory::new(files)
}

fn read_all(manifests: &[(&str, &str)]) -> (Option<Manifest>, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let (manifest, diagnostics) = read(&world(manifests), &BookPath::own("book.toml"), &mut sources, RULES, &["md"]);
    (manifest, diagnostics, sources)
}

fn read_one(text: &str) -> (Option<Manifest>, Diagnostics, Sources) {
    read_all(&[("book.toml", text)])
}

/// Reads a manifest that has nothing wrong in it.
fn good(text: &str) -> Manifest {
    let (manifest, diagnostics, _) = read_one(text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    manifest.expect("a manifest")
}

fn check(text: &str, expected: &[Expected<'_>]) {
    let (_, diagnostics, sources) = read_one(text);
    let found: Vec<(&str, usize, usize, &str, &str)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let (line, column) = match diagnostic.place {
                Place::At(span) => sources.get(span.source).line_column(span.start as usize),
                Place::File(_) | Place::Nowhere => (0, 0),
            };
            let help = diagnostic.help.as_deref().unwrap_or_default();
            (diagnostic.rule.name, line, column, diagnostic.message.as_str(), help)
        })
        .collect();
    let fits = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| {
            (found.0, found.1, found.2) == (expected.0, expected.1, expected.2)
                && found.3.contains(expected.3)
                && found.4.contains(expected.4)
        });
    assert!(fits, "{text}\nfound: {found:#?}\nexpected: {expected:#?}");
}

fn paths(entries: &[Entry]) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Entry::Piece(piece) => paths.push(piece.file.value.to_string()),
            Entry::Part(part) => {
                paths.push(format!("[{}]", part.title.value));
                paths.extend(self::paths(&part.entries));
            }
        }
    }
    paths
}

const HEAD: &str = "[book]\ntitle = \"T\"\nlanguage = \"en\"\n";

#[test]
fn every_mistake_of_one_manifest_is_reported_at_its_place() {
    check(
        r#"[book]
titel = "Winter Tales"
langauge = "en"
language = "english"
authors = ["Ann", 3]
identifier = "isbn:978-0-306-40615-8"
publisher = Small Press
date = 2026-02-30
cover = true
chapters = ["a.md"
modified = "22/11/2026"

[contens]
depth = 2

[contents]
depth = 9

[output]
cover-page = "yes"
"#,
        &[
            ("unknown-key", 2, 1, "`titel`", "did you mean `title`?"),
            ("unknown-key", 3, 1, "`langauge`", "did you mean `language`?"),
            ("bad-language", 4, 12, "`english`", "did you mean `en`?"),
            ("wrong-type", 5, 19, "a number", "`\"3\"`"),
            ("bad-identifier", 6, 14, "978-0-306-40615-8", "would be 7"),
            ("manifest-syntax", 7, 13, "`Small Press` is not a value", "`\"Small Press\"`"),
            ("manifest-syntax", 8, 8, "invalid date", "day between 01 and 28"),
            ("wrong-type", 9, 9, "a truth value", "cover = "),
            ("manifest-syntax", 10, 12, "never closed", "add `]`"),
            ("bad-date", 11, 12, "`22/11/2026`", "2026-11-22T10:00:00Z"),
            ("unknown-key", 13, 2, "`contens`", "did you mean `contents`?"),
            ("bad-value", 17, 9, "from 1 to 6", ""),
            ("wrong-type", 20, 14, "`true` or `false`", "cover-page = true"),
        ],
    );
}

#[test]
fn a_manifest_in_utf16_is_one_mistake_and_read_all_the_same() {
    let text = "[book]\r\ntitle = \"É\"\nlanguage = \"english\"\nchapters = [\"a.md\"]\n";
    let (little, big) =
        (text.encode_utf16().flat_map(u16::to_le_bytes), text.encode_utf16().flat_map(u16::to_be_bytes));
    let (little, big): (Vec<u8>, Vec<u8>) = (little.collect(), big.collect());
    let marked = [b"\xFE\xFF".as_slice(), &big].concat();
    for bytes in [little, big, marked] {
        let world = Memory::new([("book.toml", bytes), ("a.md", b"A".to_vec())]);
        let mut sources = Sources::default();
        let diagnostics = super::super::read(&world, &BookPath::own("book.toml"), &mut sources, RULES, &["md"]).1;
        let rules: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
        assert_eq!(rules, ["unreadable-manifest", "bad-language"], "{diagnostics:#?}");
        assert_eq!(diagnostics[0].message, "the manifest is UTF-16 and not UTF-8");
    }
}

#[test]
fn each_mistake_is_said_once_with_what_was_meant() {
    let cases: &[(&str, &[Expected<'_>])] = &[
        ("", &[("missing-key", 0, 0, "no `[book]`", "begin with `[book]`")]),
        ("[[book]]\ntitle = \"T\"\n", &[("wrong-type", 1, 1, "`book` takes a table", "`[book]`")]),
        (
            "[book]\nauthors = [\"A\"]\n",
            &[
                ("missing-key", 1, 1, "`[book]` has no `title`", "title = \"Leave-Takings\""),
                ("missing-key", 1, 1, "`[book]` has no `language`", "language = \"en-GB\""),
                ("no-chapters", 1, 1, "no `chapters`", "chapters = [\"chapters/*.md\"]"),
            ],
        ),
        (
            "[book]\ntitle = \" \"\nlanguage = \"\"\nchapters = [\"a.md\"]",
            &[("empty-value", 2, 9, "`title` is empty", ""), ("empty-value", 3, 12, "`language` is empty", "")],
        ),
        (
            "author = \"A\"\n[book]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"a.md\"]",
            &[("unknown-key", 1, 1, "`author` in the manifest", "belongs in `[book]`")],
        ),
        (
            "[book of mine\ntitle = \"T\"\n[contents]\ndepht = 2",
            &[
                ("manifest-syntax", 1, 1, "no `[name]`", "one name in square brackets"),
                ("unknown-key", 4, 1, "`depht` in `[contents]`", "`depth`"),
            ],
        ),
        (
            "[book\ntitel = \"T\"\nlanguage = \"english\"\r\nchapters = [\"é.md\"]\n[contents\r\ndepht = 2\n[output",
            &[
                ("manifest-syntax", 1, 1, "never closed", "add `]`"),
                ("unknown-key", 2, 1, "`titel`", "`title`"),
                ("bad-language", 3, 12, "`english`", "`en`"),
                ("missing-file", 4, 13, "`é.md`", ""),
                ("manifest-syntax", 5, 1, "never closed", "add `]`"),
                ("unknown-key", 6, 1, "`depht` in `[contents]`", "`depth`"),
                ("manifest-syntax", 7, 1, "never closed", "add `]`"),
            ],
        ),
        (
            "[book]\ntitle\nlanguage = \"en\"\nchapters = [\"a.md\"]\ntitle = \"é\" x",
            &[
                ("manifest-syntax", 2, 1, "a key without a value", "`key = value`"),
                ("manifest-syntax", 5, 13, "unexpected key or value", "expected newline"),
            ],
        ),
        (
            "[book]\ntitle = “T”\nlanguage = en\nchapters = [\n\"a.md\"\n\"b.md\",\nc.md]",
            &[
                ("manifest-syntax", 2, 9, "`“T”` is in curly quotes", "straight quotes"),
                ("manifest-syntax", 3, 12, "`en` is not a value", "`\"en\"`"),
                ("manifest-syntax", 6, 1, "missing comma", "expected `,`"),
                ("manifest-syntax", 7, 1, "`c.md` is not a value", "`\"c.md\"`"),
            ],
        ),
        (
            "[typography]\nquots = true\nfrench-space = \"thin\"\n[images]\nquotes = true",
            &[
                ("missing-key", 0, 0, "no `[book]`", ""),
                ("unknown-key", 2, 1, "`quots` in `[typography]`", "did you mean `quotes`?"),
                ("bad-value", 3, 16, "`thin` is no `french-space`", "`nnbsp`"),
                ("unknown-key", 5, 1, "`quotes` in `[images]`", "belongs in `[typography]`"),
            ],
        ),
        (
            "typography = \"off\"\n[book]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"a.md\"]",
            &[("wrong-type", 1, 14, "`typography` takes `true`, `false` or a table", "{ dashes = false }")],
        ),
        (
            "[book]\ntitle = 1984\nlanguage = \"en\"\nchapters = [\"a.md\"]",
            &[("wrong-type", 2, 9, "`title` takes a text, and this is a number", "`\"1984\"`")],
        ),
        (
            "[book]\ntitle = \"T\\u0007\"\nlanguage = \"en\"\nchapters = [\"a.md\"]",
            &[("forbidden-character", 2, 9, "control character", "take it out")],
        ),
    ];
    for (text, expected) in cases {
        check(text, expected);
    }
}

#[test]
fn each_value_of_the_book_is_checked() {
    let cases: &[(&str, Expected<'_>)] = &[
        ("direction = \"left\"", ("bad-value", 5, 13, "`left` is no `direction`", "`ltr`, `rtl`")),
        ("authors = [{ nmae = \"A\" }]", ("unknown-key", 5, 14, "`nmae` in a person", "`name`")),
        ("authors = [{ role = \"aut\" }]", ("missing-key", 5, 12, "a person has no `name`", "name = ")),
        ("authors = [\"\"]", ("empty-value", 5, 12, "`authors` is empty", "")),
        ("authors = \"\u{200B}\"", ("empty-value", 5, 11, "`authors` is empty", "")),
        (
            "contributors = [{ name = \"A\", role = \"translater\" }]",
            ("unknown-relator", 5, 38, "`translater`", "`translator`"),
        ),
        ("author = \"A\"\nauthors = \"B\"", ("repeated-key", 6, 1, "`author` and `authors`", "keep one")),
        ("identifier = [\"x\", \"doi:11/x\"]", ("bad-identifier", 5, 20, "`doi:11/x`", "10.1000")),
        ("date = \"May 2026\"", ("bad-date", 5, 8, "`May 2026`", "`2026-11`")),
        ("date = 20261", ("bad-date", 5, 8, "`20261`", "")),
        ("modified = 2026-11", ("manifest-syntax", 5, 12, "invalid", "")),
        ("modified = \"2026\"", ("bad-date", 5, 12, "not a moment", "2026-11-22T10:00:00Z")),
        ("modified = 10:00:00", ("bad-date", 5, 12, "not a moment", "")),
        ("series = { number = 3 }", ("missing-key", 5, 10, "`series` has no `name`", "Winter Annuals")),
        ("series = { name = \"S\", number = \"three\" }", ("bad-value", 5, 33, "`three`", "2.5")),
        ("series = \"S\"", ("wrong-type", 5, 10, "`series` takes a table", "series = {")),
        ("cover = \"covr.svg\"", ("missing-file", 5, 9, "`covr.svg`", "did you mean `cover.svg`?")),
        ("cover = \"/etc/x.svg\"", ("path-outside-book", 5, 9, "absolute", "")),
        ("subjects = [\"a\", 2]", ("wrong-type", 5, 18, "a number", "`\"2\"`")),
        ("weather = 1", ("unknown-key", 5, 1, "`weather` in `[book]`", "`[book]` knows `title`")),
        ("[contents]\ndepth = \"2\"", ("wrong-type", 6, 9, "a whole number", "without quotes: `2`")),
        ("[style]\ncss = [\"bok.css\"]", ("missing-file", 6, 8, "`bok.css`", "`book.css`")),
        ("[output]\nname = \"a/b\"", ("bad-value", 6, 8, "`a/b` is no name", "without folders")),
        ("[words]\ncontent = \"X\"", ("unknown-key", 6, 1, "`content`", "`contents`")),
        ("[words]\nby = \"von\"", ("bad-value", 6, 6, "`{name}`", "by = \"von {name}\"")),
        ("[words]\nnotes = 1", ("wrong-type", 6, 9, "a number", "in quotes")),
        ("[diagnostics]\nmising-key = \"warn\"", ("unknown-key", 6, 1, "`mising-key`", "`missing-key`")),
        ("[diagnostics]\nempty-part = \"off\"", ("bad-value", 6, 14, "`empty-part`", "`allow`")),
        (
            "[accessibility]\nclaim = \"WCAG 2.1 AAA\"\ncertified-by = \"P\"",
            ("bad-claim", 6, 9, "`WCAG 2.1 AAA`", "`EPUB Accessibility 1.1 - WCAG 2.1 Level AAA`"),
        ),
        (
            "[accessibility]\nclaim = \"EPUB Accessibility 1.1 - WCAG 2.2 Level AA\"",
            ("missing-key", 6, 1, "no `certified-by`", "certified-by = "),
        ),
        ("[accessibility]\nhazards = \"flashes\"", ("bad-value", 6, 11, "`flashes`", "`flashing`")),
        ("[accessibility]\nhazards = [\"none\", \"sound\"]", ("bad-value", 6, 20, "`none` and `sound`", "keep one")),
    ];
    for (text, expected) in cases {
        check(&format!("{HEAD}chapters = [\"a.md\"]\n{text}\n"), &[*expected]);
    }
}

#[test]
fn each_chapter_is_there_once_and_inside_the_book() {
    let cases: &[(&str, &[Expected<'_>])] = &[
        ("[]", &[("no-chapters", 4, 12, "`chapters` is empty", "")]),
        ("[\"a.dm\"]", &[("missing-file", 4, 13, "`a.dm`", "`a.md`")]),
        ("[\"c/3.md\"]", &[("missing-file", 4, 13, "`c/3.md`", "`c/1.md`")]),
        ("[\"d/1.md\"]", &[("missing-file", 4, 13, "`d/1.md`", "no folder `d`: did you mean `c`?")]),
        ("[\"c\"]", &[("folder-as-file", 4, 13, "`c` is a folder", "`c/*.md`")]),
        ("[\"../x.md\"]", &[("path-outside-book", 4, 13, "leads out", "`extends`")]),
        ("[\"../*.md\"]", &[("path-outside-book", 4, 13, "leads out", "")]),
        ("[\"\"]", &[("empty-value", 4, 13, "`file` is empty", "")]),
        ("[\"a.md\", \"b.md\", \"./a.md\"]", &[("repeated-chapter", 4, 29, "`./a.md` is listed twice", "")]),
        ("[\"a.md\", \"x/*.md\"]", &[("pattern-without-match", 4, 21, "`x/*.md`", "")]),
        (
            "[\"x/*.md\"]",
            &[("no-chapters", 4, 12, "finds no file", ""), ("pattern-without-match", 4, 13, "`x/*.md`", "")],
        ),
        ("[3]", &[("wrong-type", 4, 13, "this is a number", "{ file = ")]),
        ("\"a.md\"", &[("wrong-type", 4, 12, "a list of files", "chapters = [")]),
        ("[{ fiel = \"a.md\" }]", &[("unclear-chapter", 4, 15, "neither", "`file`")]),
        (
            "[{ file = \"a.md\", part = \"P\" }, \"b.md\"]",
            &[("missing-key", 4, 13, "a part has no `chapters`", ""), ("empty-part", 4, 37, "`P`", "")],
        ),
        (
            "[{ part = \"P\", file = \"a.md\", chapters = [\"b.md\", \"a.md\"] }]",
            &[("repeated-chapter", 4, 62, "`a.md` is listed twice", "")],
        ),
        ("[{ title = \"A\" }]", &[("unclear-chapter", 4, 13, "neither", "`{ file = ")]),
        ("[{ part = \"\", chapters = [\"a.md\"] }]", &[("empty-value", 4, 22, "`part` is empty", "")]),
        (
            "[{ part = \"P\" }, \"a.md\"]",
            &[("missing-key", 4, 13, "a part has no `chapters`", ""), ("empty-part", 4, 22, "`P`", "")],
        ),
        ("[{ file = \"a.md\", role = \"deication\" }]", &[("bad-value", 4, 37, "`deication`", "`dedication`")]),
        ("[{ file = \"a.md\", tilte = \"X\" }]", &[("unknown-key", 4, 30, "`tilte` in a chapter", "`title`")]),
        ("[{ file = \"a.md\", language = \"jp\" }]", &[("bad-language", 4, 41, "`jp`", "`ja`")]),
        ("[{ file = \"a.md\", date = \"2026-02-30\" }]", &[("bad-date", 4, 37, "no calendar", "")]),
    ];
    for (chapters, expected) in cases {
        check(&format!("{HEAD}chapters = {chapters}\n"), expected);
    }
}

#[test]
fn a_whole_manifest_is_read_as_meant() {
    let manifest = good(
        r#"
[book]
title = "Leave-Takings"
authors = ["A. Author", { name = "Bo Other", file-as = "Other, Bo" }]
contributors = [{ name = "C. Editor", role = "Editor" }, "D. Helper"]
language = "ar-eg"
identifier = ["isbn:0-306-40615-2", "9780306406157", "my-own"]
date = 2026
modified = 2001-09-09T03:46:40+02:00
series = { name = "Tales", number = 2.5 }
cover = "cover.svg"
chapters = ["a.md", { part = "P", chapters = ["c/*.md"] }, { file = "b.md", author = "X", date = "Michaelmas" }]
[contents]
depth = 2
[style]
css = "book.css"
bare = true
[accessibility]
hazards = ["flashing", "noSoundHazard"]
[output]
name = "tales.epub"
cover-page = false
[words]
by = "{name} wrote"
[diagnostics]
empty-part = "allow"
"#,
    );
    let metadata = &manifest.metadata;
    let people = |people: &[crate::manifest::Person]| -> Vec<String> {
        people.iter().map(|person| format!("{} {:?} {}", person.name, person.file_as, person.role)).collect()
    };
    assert_eq!(people(&metadata.authors), ["A. Author None aut", "Bo Other Some(\"Other, Bo\") aut"]);
    assert_eq!(people(&metadata.contributors), ["C. Editor None edt", "D. Helper None ctb"]);
    assert_eq!(metadata.language.value, "ar-EG");
    assert_eq!(metadata.direction, Direction::RightToLeft);
    assert_eq!(metadata.identifiers, ["urn:isbn:9780306406157", "my-own"]);
    assert_eq!(metadata.date.as_deref(), Some("2026"));
    assert_eq!(metadata.modified, Some(Timestamp(1_000_000_000)));
    assert_eq!(metadata.series.as_ref().and_then(|series| series.number.as_deref()), Some("2.5"));
    assert_eq!(metadata.cover.as_ref().map(|cover| cover.value.as_str()), Some("cover.svg"));
    assert_eq!(paths(&manifest.entries), ["a.md", "[P]", "c/1.md", "c/2.md", "c/10.md", "b.md"]);
    assert_eq!((manifest.contents.depth, manifest.style.bare), (2, true));
    assert_eq!(manifest.style.css[0].value.as_str(), "book.css");
    assert_eq!(manifest.accessibility.hazards, ["flashing", "noSoundHazard"]);
    assert_eq!((manifest.output.name.as_deref(), manifest.output.cover_page), (Some("tales"), false));
    assert_eq!(manifest.words["by"], "{name} wrote");
    assert_eq!(manifest.levels.0["empty-part"], Level::Allow);
}

#[test]
fn a_pattern_leaves_out_what_is_listed_by_name_anywhere() {
    let chapters = "[\"c/*.md\", \"**/*.md\", { part = \"P\", chapters = [\"c/2.md\"] }]";
    let manifest = good(&format!("{HEAD}chapters = {chapters}"));
    assert_eq!(paths(&manifest.entries), ["c/1.md", "c/10.md", "a.md", "b.md", "[P]", "c/2.md"]);
}

#[test]
fn a_book_without_identifier_gets_one_that_stays() {
    let identifiers = |rest: &str| good(&format!("{HEAD}{rest}")).metadata.identifiers;
    let one = identifiers("chapters = [\"a.md\"]");
    assert_eq!(one, identifiers("publisher = \"P\"\nchapters = [\"b.md\"]"));
    assert_ne!(one, identifiers("authors = [\"A\"]\nchapters = [\"a.md\"]"));
}

#[test]
fn a_house_style_gives_defaults_from_its_own_folder() {
    let own = format!("extends = \"../house/house.toml\"\n{HEAD}rights = \"Own\"\nchapters = [\"a.md\"]\n[contents]\n");
    let house = "extends = \"base/base.toml\"\n[book]\npublisher = \"House\"\nrights = \"R\"\n\
                 [style]\ncss = \"house.css\"\n[words]\nnotes = \"N\"\n";
    let base = "[book]\npublisher = \"Base\"\n[words]\nnotes = \"B\"\ncontents = \"C\"\n[contents]\ndepth = 1\n";
    let (manifest, diagnostics, _) = read_all(&[
        ("book.toml", own.as_str()),
        ("../house/house.toml", house),
        ("../house/base/base.toml", base),
        ("../house/house.css", ""),
    ]);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let manifest = manifest.expect("a manifest");
    assert_eq!(manifest.metadata.publisher.as_deref(), Some("House"));
    assert_eq!(manifest.metadata.rights.as_deref(), Some("Own"));
    assert_eq!(manifest.style.css[0].value.as_str(), "../house/house.css");
    assert_eq!(manifest.contents.depth, 1);
    assert_eq!((manifest.words["notes"].as_str(), manifest.words["contents"].as_str()), ("N", "C"));
    assert!(manifest.roots.resolve("", "../house/a.png").is_ok());
    assert!(manifest.roots.resolve("", "../other/a.png").is_err());
}

#[test]
fn a_house_style_that_cannot_serve_is_reported_where_it_is_named() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("\"house.toml\"", "extends = \"book.toml\"", &["extends-in-circles"]),
        ("\"hose.toml\"", "", &["missing-file"]),
        ("\"/house.toml\"", "", &["path-outside-book"]),
        ("3", "", &["wrong-type"]),
        ("\"house.toml\"", "[book]\nidentifier = \"x\"\ntitel = \"T\"", &["inherited-identifier", "unknown-key"]),
        ("\"house.toml\"", "extends = true", &["wrong-type"]),
        ("\"c\"", "", &["folder-as-file"]),
    ];
    for (extends, house, expected) in cases {
        let own = format!("extends = {extends}\n{HEAD}chapters = [\"a.md\"]");
        let (_, diagnostics, _) = read_all(&[("book.toml", &own), ("house.toml", house)]);
        let found: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
        assert_eq!(found, *expected, "{extends} {house}");
    }
}

#[test]
fn a_manifest_that_cannot_be_read_is_none() {
    for files in [("other.toml", b"".as_slice()), ("book.toml", b"\xff\xfe\0"), ("book.toml/x", b"")] {
        let world = Memory::new([files]);
        let (manifest, diagnostics) =
            read(&world, &BookPath::own("book.toml"), &mut Sources::default(), RULES, &["md"]);
        assert!(manifest.is_none());
        assert_eq!(diagnostics[0].rule.name, "unreadable-manifest", "{files:?}");
    }
}

/// A small generator, so that the same inputs are tried everywhere.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).expect("31 bits")
}

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "[book]\n", "title = ", "\"x\"", "language = \"en\"\n", "[", "]", "{", "}", ",", "\n", "=", ".", "\"", "'''",
    "\"\"\"", "chapters = [", "\"a.md\"", "\"*/**\"", "part = ", "file = ", "#", "2026-11-22", "1e9", "é", "\u{feff}",
    "\r\n", " ", "extends = \"book.toml\"\n", "[[", "]]", "\\u0000", "identifier = ", "\"isbn:é\"", "[words]\n", "\0",
    "date = ", "\"2026-é\"", "series = ", "authors = ", "true", "\"\u{202e}\"", "[a.b.c]\n", "x.y = 1\n",
];

#[test]
fn any_bytes_are_read_without_a_panic() {
    let mut state = 7;
    for _ in 0..3000 {
        let mut text: Vec<u8> = Vec::new();
        for _ in 0..next(&mut state) % 40 {
            match next(&mut state) % 20 {
                0 => text.push(u8::try_from(next(&mut state) % 256).expect("a byte")),
                _ => text.extend(PIECES[next(&mut state) % PIECES.len()].as_bytes()),
            }
        }
        let mut world = world(&[]);
        world.files.insert("book.toml".into(), text);
        let mut sources = Sources::default();
        let (_, diagnostics) = read(&world, &BookPath::own("book.toml"), &mut sources, RULES, &["md"]);
        for diagnostic in diagnostics {
            if let Place::At(span) = diagnostic.place {
                assert!(sources.get(span.source).text.get(span.range()).is_some(), "{diagnostic:?}");
            }
            assert!(!diagnostic.message.contains('\n') && !diagnostic.message.ends_with('.'), "{diagnostic:?}");
            assert!(diagnostic.help.is_some(), "{diagnostic:?}");
        }
    }
}

#[test]
fn depth_and_length_do_no_harm() {
    for text in [
        format!("{HEAD}chapters = {}\n", "[".repeat(100_000)),
        format!("{HEAD}chapters = [{}]\n", "{ part = \"P\", chapters = [".repeat(50_000)),
        format!("{HEAD}chapters = [\"a.md\"]\n{}", "x = \n".repeat(5000)),
        format!("{HEAD}chapters = [\"a.md\"]\n{}", "x\n".repeat(5000)),
        format!("{HEAD}chapters = [{}]\n", "\"nothing.md\",\n".repeat(65_000)),
        format!("{}=1", "a.".repeat(100_000)),
    ] {
        assert!(!read_one(&text).1.is_empty());
    }
}
