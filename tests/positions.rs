//! What is said of a text points at the line and column where the fault is, in the file that its author wrote.
//!
//! `positions/faults.txt` holds the faults: the rule, the column, and the text, a line each, with `↵` for a line's end
//! (and the column counted from the first line, or `line:column` where the fault is in a later one). Each is put into a
//! chapter in several surroundings.

mod support;

use bindery::diagnostic::{Diagnostic, Place};
use bindery::source::Sources;
use bindery::world::Memory;
use support::picture;

const FAULTS: &str = include_str!("positions/faults.txt");

/// Where a fault is put: what comes before it, before each of its lines, and after it.
struct Surroundings {
    name: &'static str,
    before: &'static str,
    indent: &'static str,
    after: &'static str,
}

const SURROUNDINGS: &[Surroundings] = &[
    Surroundings { name: "a paragraph", before: "# One\n\nText.\n\n", indent: "", after: "\n\nMore.\n" },
    Surroundings {
        name: "after front matter",
        before: "---\ntitle: One\nauthor: A. Author\n---\n\nÉté 漢字 — “text”.\n\n",
        indent: "",
        after: "\n\nMore.\n",
    },
    Surroundings { name: "a quotation", before: "# One\n\n> Text.\n>\n", indent: "> ", after: "\n\nMore.\n" },
    Surroundings { name: "a list", before: "# One\n\n- Text.\n\n", indent: "  ", after: "\n\nMore.\n" },
];

/// One line of the table.
struct Fault {
    rule: &'static str,
    line: usize,
    column: usize,
    text: String,
    /// Whether it must stand by itself, in no list and no quotation.
    is_alone: bool,
}

fn faults() -> Vec<Fault> {
    let lines = FAULTS.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines
        .map(|line| {
            let mut fields = line.splitn(3, ' ');
            let (rule, place) = (fields.next().unwrap(), fields.next().unwrap());
            let (line, column) = place.split_once(':').unwrap_or(("1", place));
            let (column, is_alone) = match column.strip_suffix('!') {
                Some(column) => (column, true),
                None => (column, false),
            };
            let text = fields.next().unwrap().replace('↵', "\n").replace('␇', "\u{7}");
            Fault { rule, line: line.parse().unwrap(), column: column.parse().unwrap(), text, is_alone }
        })
        .collect()
}

/// Builds a book with this chapter, and returns what is said of it: rule, line and column.
fn findings(chapter: &str) -> Vec<(&'static str, usize, usize)> {
    let world = Memory::new([
        ("book.toml".to_owned(), support::STOCK_MANIFEST.as_bytes().to_vec()),
        ("chapters/one.md".to_owned(), chapter.as_bytes().to_vec()),
        ("chapters/two.md".to_owned(), b"# Two {#two}\n\nText.\n".to_vec()),
        ("chapters/map.png".to_owned(), picture::png(4, 4)),
        ("chapters/broken.png".to_owned(), b"\x89PNG\r\n\x1a\n".to_vec()),
    ]);
    let build = support::build(&world);
    let located = |finding: &Diagnostic| {
        let (line, column) = place(finding, "one.md", &build.sources).unwrap_or((0, 0));
        (finding.rule.name, line, column)
    };
    build.diagnostics.iter().map(located).collect()
}

/// Returns the line and column of a finding, where it points into a file of that name.
fn place(finding: &Diagnostic, file: &str, sources: &Sources) -> Option<(usize, usize)> {
    let Place::At(span) = finding.place else { return None };
    let source = sources.get(span.source);
    source.name.ends_with(file).then(|| source.line_column(span.range().start))
}

#[test]
fn faults_in_markdown_are_told_at_their_places() {
    let (mut count, mut wrong) = (0, Vec::new());
    for fault in faults() {
        for surroundings in SURROUNDINGS.iter().filter(|one| one.indent.is_empty() || !fault.is_alone) {
            let Surroundings { name, before, indent, after } = surroundings;
            let text = fault.text.replace('\n', &format!("\n{indent}"));
            let chapter = format!("{before}{indent}{text}{after}");
            let line = before.matches('\n').count() + fault.line;
            let expected = (fault.rule, line, fault.column + indent.len());
            let found = findings(&chapter);
            count += 1;
            if !found.contains(&expected) {
                wrong.push(format!("{} in {name}: {expected:?} is not in {found:?}\n{chapter}", fault.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 100, "only {count} faults");
}

/// Keys of the manifest that say something in words, each in the line where it may stand; `@` is what it says.
const KEYS: &[&str] = &[
    "title = @",
    "subtitle = @",
    "shelf-author = @",
    "authors = [{ name = @ }]",
    "authors = [{ name = \"A\", file-as = @, about = \"Text.\" }]",
    "authors = [{ name = \"A\", about = @ }]",
    "contributors = [{ name = @, role = \"editor\" }]",
    "contributors = [{ name = \"C\", role = @ }]",
    "language = @",
    "direction = @",
    "identifier = @",
    "identifier = [\"urn:x\", @]",
    "publisher = @",
    "date = @",
    "modified = @",
    "description = @",
    "subjects = [@]",
    "rights = @",
    "source = @",
    "series = { name = @, number = 3 }",
    "dedication = @",
    "epigraph = @",
    "chapters = [{ file = \"chapters/one.md\", title = @ }]",
    "chapters = [{ file = \"chapters/one.md\", subtitle = @ }]",
    "chapters = [{ file = \"chapters/one.md\", authors = [@] }]",
    "chapters = [{ file = \"chapters/one.md\", language = @ }]",
    "chapters = [{ file = \"chapters/one.md\", source = @, rights = \"Free.\" }]",
    "chapters = [{ file = \"chapters/one.md\", rights = @ }]",
    "chapters = [{ file = \"chapters/one.md\", summary = @ }]",
    "chapters = [{ file = \"chapters/one.md\", notes-after = @ }]",
    "chapters = [{ part = @, chapters = [\"chapters/one.md\"] }]",
    "accessibility = { summary = @ }",
    "accessibility = { claim = @, certified-by = \"A\" }",
    "accessibility = { claim = \"EPUB Accessibility 1.1 - WCAG 2.1 Level A\", certified-by = @ }",
    "accessibility = { contact = @ }",
    "accessibility = { page-source = @ }",
];

/// What a key may be made to say by an author who has something else in mind, as TOML.
const SAYINGS: &[&str] = &[
    "''",
    "'  '",
    "\"\\u200B\"",
    "\"\\u0007\"",
    "'http://[x'",
    "'https://example.org/a%zz'",
    "'https://example.org/#a#b'",
    "'<b>x'",
    "'<time><b>x</b></time> & ]]>'",
    "'[x](none.md)'",
    "'![](none.png)'",
    "'<p id=\"a\"></p><p id=\"a\"></p>'",
    "'a b'",
    "'zzzz'",
    "3",
];

#[test]
fn what_is_said_of_a_value_of_the_manifest_points_at_it() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (key, saying) in KEYS.iter().flat_map(|key| SAYINGS.iter().map(move |saying| (key, saying))) {
        let manifest = manifest(&key.replace('@', saying));
        let build = support::build(&Memory::new([
            ("book.toml".to_owned(), manifest.clone().into_bytes()),
            ("chapters/one.md".to_owned(), b"# One\n\nText.\n".to_vec()),
        ]));
        // The line of the key is the second.
        for finding in &build.diagnostics {
            count += 1;
            if place(finding, "book.toml", &build.sources).is_none_or(|(line, _)| line != 2) {
                wrong.push(format!("{}: {} at {:?}\n{manifest}", finding.rule.name, finding.message, finding.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 100, "only {count} findings");
}

/// A manifest with a line of its own, after which stands what it lacks.
fn manifest(line: &str) -> String {
    let (table, line) = match line.strip_prefix("accessibility = ") {
        Some(_) => ("", line.to_owned()),
        None => ("book.", format!("book.{line}")),
    };
    let has = |key: &str| table == "book." && line.starts_with(&format!("book.{key} ="));
    let rest =
        [("title", "\"T\""), ("authors", "[\"A\"]"), ("language", "\"en\""), ("chapters", "[\"chapters/one.md\"]")];
    let rest = rest.iter().filter(|(key, _)| !has(key)).map(|(key, value)| format!("book.{key} = {value}\n"));
    let pages =
        "pages = { copyright-page = true, sources = true, about-the-authors = true }\ncover = { design = \"none\" }";
    format!("# A book.\n{line}\n{}{pages}\n", rest.collect::<String>())
}
