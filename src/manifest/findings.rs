//! What is said about a manifest: the kinds of findings that any table may raise, and how they are put.

use super::Located;
use super::keys::Table;
use super::node::Node;
use super::toml::Lost;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::nearest::did_you_mean;
use crate::source::Span;

/// A key that no table of that name has.
pub(super) const UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    summary: "the manifest has a key that means nothing",
    explanation: "A key that bindery does not know would change nothing in the book, and its author would not learn \
                  that it is misspelt. Keys that front matter has for other tools are kept in silence.\n\nWrong:\n\n\
                  \x20   [book]\n    titel = \"Winter Tales\"\n\nRight:\n\n    [book]\n    title = \"Winter Tales\"",
    epubcheck: &[],
};

/// A value of another type than its key takes.
pub(super) const WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a key has a value of the wrong type",
    explanation: "Each key takes one type of value: a text in quotes, a number, `true` or `false`, a date, a list or \
                  a table.\n\nWrong:\n\n    title = 1984\n\nRight:\n\n    title = \"1984\"",
    epubcheck: &[],
};

/// A value of the right type that its key cannot take.
pub(super) const BAD_VALUE: Rule = Rule {
    name: "bad-value",
    severity: Severity::Error,
    summary: "a key has a value that it cannot take",
    explanation: "Some keys take a few words or a range of numbers only; the message says which.\n\nWrong:\n\n    \
                  direction = \"left\"\n\nRight:\n\n    direction = \"rtl\"",
    epubcheck: &[],
};

/// A key that must be there and is not.
pub(super) const MISSING_KEY: Rule = Rule {
    name: "missing-key",
    severity: Severity::Error,
    summary: "a key that must be there is not",
    explanation: "A book must have a title, a language and chapters; a person and a series a name; a claim of \
                  accessibility somebody who stands behind it. They cannot be guessed: a language taken from the \
                  computer would make another book on another one.\n\nWrong:\n\n    [book]\n    title = \"Winter Tales\"\n\n\
                  Right:\n\n    [book]\n    \
                  title = \"Winter Tales\"\n    language = \"en-GB\"\n    chapters = [\"chapters/*.md\"]",
    epubcheck: &["RSC-005"],
};

/// One thing said twice in a table.
pub(super) const REPEATED_KEY: Rule = Rule {
    name: "repeated-key",
    severity: Severity::Error,
    summary: "a table says one thing twice",
    explanation: "Two keys of one name, or two that mean the same: only the first could count.\n\nWrong:\n\n    \
                  { file = \"a.md\", author = \"Ann\", authors = [\"Bo\"] }\n\nRight:\n\n    \
                  { file = \"a.md\", authors = [\"Ann\", \"Bo\"] }",
    epubcheck: &[],
};

/// A text without letters.
pub(super) const EMPTY_VALUE: Rule = Rule {
    name: "empty-value",
    severity: Severity::Error,
    summary: "a key has an empty value",
    explanation: "An empty title, name or publisher would stand in the package as an empty element, which readers \
                  refuse. What there is nothing to say about is left out.\n\nWrong:\n\n    publisher = \"\"\n\n\
                  Right:\n\n    publisher = \"Small Press\"",
    epubcheck: &["RSC-005"],
};

/// A character that XML cannot hold.
pub(super) const FORBIDDEN_CHARACTER: Rule = Rule {
    name: "forbidden-character",
    severity: Severity::Error,
    summary: "a value holds a character that no EPUB can hold",
    explanation: "An EPUB is made of XML, which has no place for control characters. They come from bad copies and \
                  show nothing: take them out.\n\nWrong:\n\n    title = \"Winter\\u0007 Tales\"\n\nRight:\n\n    \
                  title = \"Winter Tales\"",
    epubcheck: &["RSC-016"],
};

/// Who listens to the reader: findings, and how they are put.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) list: Diagnostics,
    /// Whether this is a piece's front matter: foreign keys pass, nothing is an error, keys end with a colon.
    pub(super) front_matter: bool,
    /// The keys that mistakes of syntax took away: they are not said to be missing.
    pub(super) lost: Lost,
}

impl Findings {
    pub(super) fn new(front_matter: bool) -> Self {
        Self { list: Vec::new(), front_matter, lost: Lost::default() }
    }

    /// Adds a finding; in front matter, errors are warnings.
    pub(super) fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.front_matter && diagnostic.severity.is_error() {
            diagnostic.severity = Severity::Warning;
        }
        self.list.push(diagnostic);
    }

    /// Reports that a word is none of those that a key takes.
    pub(super) fn refuse<'a>(
        &mut self,
        rule: &'static Rule,
        key: &str,
        said: &Located<String>,
        choices: impl Iterator<Item = &'a str> + Clone,
    ) {
        let mut diagnostic = Diagnostic::new(rule, format!("`{}` is no `{key}`", excerpt(&said.value))).at(said.span);
        diagnostic.help = Some(did_you_mean(&said.value, choices.clone()).unwrap_or_else(|| {
            let choices: Vec<String> = choices.map(|choice| format!("`{choice}`")).collect();
            format!("write one of {}", choices.join(", "))
        }));
        self.report(diagnostic);
    }

    /// Reports that a table lacks a key.
    pub(super) fn missing(&mut self, table: &Table, name: &str, span: Option<Span>) {
        if self.lost.holds(name) {
            return;
        }
        let example = table.keys.iter().find(|key| key.name == name).map_or("", |key| key.example);
        let separator = self.separator();
        self.report(
            Diagnostic::new(&MISSING_KEY, format!("{} has no `{name}`", table.shown()))
                .at(span)
                .help(format!("add a line such as `{name}{separator}{example}`")),
        );
    }

    /// Returns what stands between a key and its value.
    pub(super) fn separator(&self) -> &'static str {
        if self.front_matter { ": " } else { " = " }
    }
}

/// Returns the beginning of a text, short enough for a message, in one line.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

/// Returns the text of a node, fit for XML and without white space at its ends; nothing if that leaves nothing.
pub(super) fn text(node: &Node, name: &str, findings: &mut Findings) -> Option<Located<String>> {
    let text = node.text()?.trim();
    let span = node.span;
    if text.is_empty() {
        if !findings.front_matter {
            let help = "say something, or leave the key out";
            findings.report(Diagnostic::new(&EMPTY_VALUE, format!("`{name}` is empty")).at(span).help(help));
        }
        return None;
    }
    if text.contains(is_forbidden) {
        let message = format!("`{name}` holds a control character");
        let help = "take it out: it shows nothing";
        findings.report(Diagnostic::new(&FORBIDDEN_CHARACTER, message).at(span).help(help));
        return Some(Located { value: text.replace(is_forbidden, "\u{fffd}"), span });
    }
    Some(Located { value: text.to_owned(), span })
}

/// Tells whether XML 1.0 (section 2.2) has no place for a character.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
