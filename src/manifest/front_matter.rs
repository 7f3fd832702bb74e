//! What a piece says of itself before its text: YAML between lines of `---`, or TOML between lines of `+++`.
//!
//! The keys are those of a chapter in the manifest and what other tools call them; foreign keys are kept in silence.
//! Nothing of a text is lost: what is not surely front matter stays text, such as a piece that begins with a rule.

use super::facts;
use super::fields::{Findings, is_known};
use super::keys::PIECE;
use super::node::{Data, Node};
use super::{Facts, toml, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::source::Span;
use std::ops::Range;

/// Front matter that is neither YAML nor TOML.
pub const FRONT_MATTER_SYNTAX: Rule = Rule {
    name: "front-matter-syntax",
    severity: Severity::Warning,
    summary: "front matter cannot be read and stays in the text",
    explanation: "A text may begin with what is said of it: YAML between two lines of `---`, or TOML between two \
                  lines of `+++`. What cannot be read stays in the text, so that nothing is lost. In YAML, a text \
                  with a colon in it needs quotes.\n\nWrong:\n\n    ---\n    title: Winter: A Tale\n    ---\n\n\
                  Right:\n\n    ---\n    title: \"Winter: A Tale\"\n    ---",
    epubcheck: &[],
};

/// The head of a text.
#[derive(Debug, Default)]
pub struct FrontMatter {
    pub facts: Facts,
    /// The byte at which the body begins: 0 where there is no front matter.
    pub end: usize,
    pub diagnostics: Diagnostics,
}

/// The longest front matter that is looked for, in bytes.
const LONGEST: usize = 64 * 1024;

/// Reads the front matter of `text`, whose bytes `span` finds in a source.
///
/// `rules` are all that its `diagnostics` may name.
pub fn read(text: &str, rules: &[&'static Rule], span: impl Fn(Range<usize>) -> Option<Span>) -> FrontMatter {
    let Some(block) = Block::find(text) else { return FrontMatter::default() };
    let inside = &text[block.inside.clone()];
    let start = block.inside.start;
    let place = |range: Range<usize>| span(range.start + start..range.end + start);
    let parsed = if block.is_yaml { read_yaml(inside, &place) } else { read_toml(inside, &place) };
    match parsed {
        Parsed::Text => FrontMatter::default(),
        Parsed::Broken(diagnostic) => FrontMatter { diagnostics: vec![diagnostic], ..FrontMatter::default() },
        Parsed::Said(node) => {
            let mut findings = Findings::new(true);
            let facts = facts::read_front_matter(&node, rules, &mut findings);
            FrontMatter { facts, end: block.end, diagnostics: findings.list }
        }
    }
}

/// What stands between two fences.
enum Parsed {
    /// Text that only looks fenced.
    Text,
    /// Meant as front matter, and not readable.
    Broken(Diagnostic),
    Said(Node),
}

/// A stretch between two fences at the beginning of a text.
struct Block {
    is_yaml: bool,
    inside: Range<usize>,
    /// Where the text goes on.
    end: usize,
}

impl Block {
    fn find(text: &str) -> Option<Self> {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let first = text[start..].split_inclusive('\n').next()?;
        let is_yaml = match first.trim_end() {
            "---" => true,
            "+++" => false,
            _ => return None,
        };
        let inside = start + first.len();
        let mut at = inside;
        for line in text[inside..].split_inclusive('\n') {
            let end = at + line.len();
            let is_fence = match line.trim_end() {
                "---" | "..." => is_yaml,
                "+++" => !is_yaml,
                _ => false,
            };
            if is_fence {
                return Some(Self { is_yaml, inside: inside..at, end });
            }
            if end - inside > LONGEST {
                return None;
            }
            at = end;
        }
        None
    }
}

fn read_yaml(text: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Parsed {
    // Two fences with nothing between are empty front matter; with a blank line they are two rules.
    if text.is_empty() {
        return Parsed::Said(Node::empty_table());
    }
    let begins_blank = text.lines().next().is_none_or(|line| line.trim().is_empty());
    match yaml::parse(text, place) {
        Ok(node) if is_meant(&node, begins_blank) => Parsed::Said(node),
        Err(error) if !begins_blank && begins_with_key(text, ':') => Parsed::Broken(
            Diagnostic::new(&FRONT_MATTER_SYNTAX, format!("the front matter is not YAML: {}", error.message))
                .at(place(error.at))
                .help("put a text with a colon or another sign in quotes"),
        ),
        _ => Parsed::Text,
    }
}

/// Tells whether a tree is front matter: a table with a key that we know, or all of whose keys are words.
fn is_meant(node: &Node, begins_blank: bool) -> bool {
    let Data::Table(members) = &node.data else { return false };
    let is_word = |key: &str| {
        key.starts_with(char::is_alphabetic)
            && key.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter))
    };
    members.iter().any(|member| is_known(&PIECE, &member.key))
        || (!begins_blank && !members.is_empty() && members.iter().all(|member| is_word(&member.key)))
}

fn read_toml(text: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Parsed {
    let parsed = toml::parse(text, place);
    let Some(first) = parsed.diagnostics.into_iter().next() else { return Parsed::Said(parsed.root) };
    if !begins_with_key(text, '=') && !text.trim_start().starts_with('[') {
        return Parsed::Text;
    }
    let message = format!("the front matter is not TOML: {}", first.message);
    let mut diagnostic = Diagnostic::new(&FRONT_MATTER_SYNTAX, message).at(first.place);
    diagnostic.help = first.help;
    Parsed::Broken(diagnostic)
}

/// Tells whether the first line that says something is a word and a sign after it.
fn begins_with_key(text: &str, sign: char) -> bool {
    let line = text.lines().map(str::trim_end).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.and_then(|line| line.split_once(sign)).is_some_and(|(key, rest)| {
        let key = key.trim_end();
        let is_word = !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "-_.\"".contains(letter));
        is_word && (sign != ':' || rest.is_empty() || rest.starts_with(' '))
    })
}
