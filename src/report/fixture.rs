//! The stock findings that every format is tried on: one of each kind of place, and what must be escaped.

use super::{FORMATS, Report};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::source::{Sources, Span};

const fn rule(name: &'static str, severity: Severity, epubcheck: &'static [&'static str]) -> Rule {
    Rule { name, severity, summary: "", explanation: "", epubcheck }
}

const UNKNOWN_KEY: Rule = rule("unknown-key", Severity::Error, &[]);
const LISTED_TWICE: Rule = rule("listed-twice", Severity::Warning, &["OPF-074", "OPF-061"]);
const NOT_TEXT: Rule = rule("not-text", Severity::Fatal, &[]);
const NO_COVER: Rule = rule("no-cover", Severity::Warning, &[]);
const CONTROL_CHARACTER: Rule = rule("control-character", Severity::Info, &[]);

/// Returns the stock findings and their sources.
pub(super) fn stock() -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let manifest = "[book]\ntittle = 'x'\nchapters = ['a.md',\n'a.md',\n]\n";
    let book = sources.add("book.toml", manifest);
    let piece = sources.add("a.md", "one \u{1B}[2J two");
    let at = |source, start: usize, end: usize| Span::new(source, start..end);
    let second = manifest.rfind("'a.md'").unwrap();
    let first = manifest.find("'a.md'").unwrap();
    let diagnostics = vec![
        Diagnostic::new(&UNKNOWN_KEY, "no key `tittle` in `[book]`").at(at(book, 7, 13)).help("did you mean `title`?"),
        Diagnostic::new(&LISTED_TWICE, "`a.md` is listed twice")
            .at(at(book, second, second + 9))
            .label(at(book, first, first + 6), "first here"),
        Diagnostic::new(&NOT_TEXT, "`a.md` is no text").at(Place::File(piece)),
        Diagnostic::new(&NO_COVER, "the book has no cover").help("draw one,\nand name it with `cover`"),
        Diagnostic::new(&CONTROL_CHARACTER, "a\u{1B}[2Jb, 100%: done").at(at(piece, 4, 5)),
    ];
    (diagnostics, sources)
}

/// Returns what a format makes of some findings.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, format: &str, colour: bool) -> String {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    let mut out = Vec::new();
    Report { diagnostics, sources, folder: "books/one", colour }.render(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Returns what a format makes of the stock findings, without colours.
pub(super) fn render_stock(format: &str) -> String {
    let (diagnostics, sources) = stock();
    render(&diagnostics, &sources, format, false)
}
