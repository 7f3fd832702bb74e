//! What is said of a text points at the line and column where the fault is, in the file that its author wrote.
//!
//! `positions/faults.txt` holds the faults: the rule, the column, and the text, a line each, with `↵` for a line's end
//! (and the column counted from the first line, or `line:column` where the fault is in a later one). Each is put into a
//! chapter in several surroundings.

mod support;

use bindery::diagnostic::Place;
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
    let place = |place| match place {
        Place::At(span) => {
            let source = build.sources.get(span.source);
            let (line, column) = source.line_column(span.range().start);
            if source.name.ends_with("one.md") { (line, column) } else { (0, 0) }
        }
        _ => (0, 0),
    };
    build
        .diagnostics
        .iter()
        .map(|finding| {
            let (line, column) = place(finding.place);
            (finding.rule.name, line, column)
        })
        .collect()
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
