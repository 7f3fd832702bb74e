//! What is said about a manifest: the kinds of findings that any table may raise, and how they are put.

use super::keys::Table;
use super::node::Node;
use super::rules::{EMPTY_VALUE, FORBIDDEN_CHARACTER, MISSING_KEY};
use super::toml::Lost;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::nearest::did_you_mean;
use crate::source::{Located, Span};

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
        let help = did_you_mean(&said.value, choices.clone()).unwrap_or_else(|| {
            let choices: Vec<String> = choices.map(|choice| format!("`{choice}`")).collect();
            format!("write one of {}", choices.join(", "))
        });
        let message = format!("`{}` is no `{key}`", excerpt(&said.value));
        self.report(Diagnostic::new(rule, message).at(said.span).help(help));
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
    if text.chars().all(is_unseen) {
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

/// Tells whether a character shows nothing by itself: a joiner, a mark of direction, a space without width.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Tells whether XML 1.0 (section 2.2) has no place for a character.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
