//! What a piece says of itself before its text: YAML between lines of `---`, or TOML between lines of `+++`.
//!
//! The keys are those of a chapter in the manifest and what other tools call them; foreign keys are kept in silence.
//! Nothing of a text is lost: what is not surely front matter stays text, such as a piece that begins with a rule.

use super::facts;
use super::fields::is_known;
use super::findings::Findings;
use super::keys::PIECE;
use super::node::{Data, Node};
use super::rules::FRONT_MATTER_SYNTAX;
use super::{Facts, toml, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::source::Span;
use std::ops::Range;

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
    let finding = Diagnostic::new(&FRONT_MATTER_SYNTAX, message).at(first.place);
    Parsed::Broken(Diagnostic { help: first.help, ..finding })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::manifest::RULES;
    use crate::source::Located;
    use crate::source::{SourceId, Sources};

    fn parse(text: &str) -> FrontMatter {
        let source = SourceId::new(0);
        super::read(text, RULES, |range| Some(Span::new(source, range)))
    }

    fn value<T: Clone>(fact: Option<&Located<T>>) -> Option<T> {
        fact.map(|fact| fact.value.clone())
    }

    /// Returns each finding with its line and column.
    fn findings(text: &str, front_matter: &FrontMatter) -> Vec<(&'static str, usize, usize, String)> {
        let mut sources = Sources::default();
        let id = sources.add("a.md", text);
        let place = |diagnostic: &Diagnostic| match diagnostic.place {
            crate::diagnostic::Place::At(span) => sources.get(id).line_column(span.start as usize),
            _ => (0, 0),
        };
        front_matter
            .diagnostics
            .iter()
            .map(|diagnostic| {
                assert_eq!(diagnostic.severity, Severity::Warning, "{diagnostic:?}");
                (diagnostic.rule.name, place(diagnostic).0, place(diagnostic).1, diagnostic.message.clone())
            })
            .collect()
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        for text in [
            "---\ntitle: \"A: B\"\nauthor: Ann\nlang: en-gb\ndate: 2026-11-22\ntoc: no\nrole: dedication\n---\nBody",
            "\u{feff}---\r\nTitle: 'A: B'\r\nauthors: [Ann]\r\nlanguage: en-GB\r\ndate: \"2026-11-22\"\r\ntoc: false\r\n\
             role: dedication\r\n...\r\nBody",
            "+++\ntitle = \"A: B\"\nauthors = [{ name = \"Ann\" }]\nlang = \"en-GB\"\ndate = 2026-11-22\ntoc = false\n\
             role = \"dedication\"\n+++\nBody",
        ] {
            let found = parse(text);
            assert_eq!(findings(text, &found), [], "{text}");
            assert_eq!(&text[found.end..], "Body", "{text}");
            let facts = found.facts;
            assert_eq!(value(facts.title.as_ref()).as_deref(), Some("A: B"));
            assert_eq!((facts.authors.len(), facts.authors[0].name.as_str()), (1, "Ann"));
            assert_eq!(value(facts.language.as_ref()).as_deref(), Some("en-GB"));
            assert_eq!(value(facts.date.as_ref()).as_deref(), Some("2026-11-22"));
            assert_eq!((facts.toc, facts.role.map(|role| role.name)), (Some(false), Some("dedication")));
        }
    }

    #[test]
    fn the_words_of_other_tools_are_understood_and_foreign_keys_kept_in_silence() {
        let text = "---\nlayout: post\ntitle: 1984\ntags: [a, b]\ncreator:\n- role: translator\n  text: Bo\nurl: https://e.org/\n\
                    licence: CC0\ntoc_title: T\nsubtitle:\ndraft: true\ndiagnostics: {empty-part: allow}\n---\n";
        let found = parse(text);
        assert_eq!(findings(text, &found), []);
        assert_eq!(found.end, text.len());
        let facts = found.facts;
        assert_eq!(value(facts.title.as_ref()).as_deref(), Some("1984"));
        assert!(facts.authors.is_empty());
        assert_eq!((facts.translators[0].name.as_str(), facts.translators[0].role.as_str()), ("Bo", "trl"));
        assert_eq!(value(facts.source.as_ref()).as_deref(), Some("https://e.org/"));
        assert_eq!(value(facts.rights.as_ref()).as_deref(), Some("CC0"));
        assert_eq!(value(facts.toc_title.as_ref()).as_deref(), Some("T"));
        assert!(facts.subtitle.is_none());
        assert_eq!(facts.levels.0.len(), 1);
    }

    #[test]
    fn what_is_not_surely_front_matter_stays_text() {
        for text in [
            "",
            "---",
            "---\n",
            "---\n\nA rule began this.\n\n---\n",
            "---\nJust a line\n---\n",
            "---\n# Heading\n---\n",
            "---\ntitle: never closed\n",
            "---\n- a\n- b\n---\n",
            "----\ntitle: T\n----\n",
            " ---\ntitle: T\n---\n",
            "---\nDear John: I am leaving.\n---\n",
            "---\n\nNote: so it was.\n\n---\n",
            "+++\nplus\n+++\n",
            "\n---\ntitle: T\n---\n",
            "---\n\n---\n",
            "***\ntitle: T\n***\n",
            "---\n\n\"He said: *no\"\n---\n",
            "---\n42\n---\n",
            "+++",
            "---\n&a *a\n---\n",
        ] {
            let found = parse(text);
            assert_eq!((found.end, found.diagnostics.len()), (0, 0), "{text}");
        }
    }

    #[test]
    fn empty_front_matter_is_taken_away() {
        assert_eq!(parse("---\n---\nBody").end, 8);
        assert_eq!(parse("+++\n+++\nBody").end, 8);
        assert_eq!(parse("---\n\ntitle: T\n---\nBody").end, 18);
    }

    #[test]
    fn what_cannot_be_read_is_reported_at_its_place_and_stays_text() {
        for (text, line, column, fragment) in [
            ("---\ntitle: Winter: A Tale\n---\nBody", 2, 14, "not YAML"),
            ("---\ntitle: \"Winter\nauthor: Ann\n---\nBody", 2, 8, "not YAML"),
            ("---\ntitle: [é, \n---\nBody", 0, 0, "not YAML"),
            ("+++\ntitle = \"é\" x\n+++\nBody", 2, 13, "not TOML"),
            ("+++\ntitle = Winter\n+++\nBody", 2, 9, "not TOML: `Winter` is not a value"),
        ] {
            let found = parse(text);
            let said = findings(text, &found);
            assert_eq!((found.end, said.len()), (0, 1), "{text}");
            assert_eq!(said[0].0, "front-matter-syntax");
            assert!(said[0].3.contains(fragment), "{said:?}");
            if line > 0 {
                assert_eq!((said[0].1, said[0].2), (line, column), "{said:?}");
            }
        }
    }

    #[test]
    fn a_wrong_value_is_a_warning_at_its_place() {
        for (text, expected) in [
            ("---\ntitle: [a, b]\n---\n", ("wrong-type", 2, 8)),
            ("---\né: 1\ntoc: perhaps\n---\n", ("wrong-type", 3, 6)),
            ("---\r\né: ü\r\nlang: english\r\n---\r\n", ("bad-language", 3, 7)),
            ("---\ntitle: T\nauthor: {role: boss, name: A}\n---\n", ("unknown-relator", 3, 16)),
            ("---\ntitle: T\nTITLE: U\n---\n", ("repeated-key", 3, 1)),
            ("---\ntitle: T\ndate: 2026-02-30\n---\n", ("bad-date", 3, 7)),
            ("---\ntitle: T\nrole: villain\n---\n", ("bad-value", 3, 7)),
            ("---\ntitle: T\ndiagnostics: {empty-prat: allow}\n---\n", ("unknown-key", 3, 15)),
            ("+++\ntitle = 3\n+++\n", ("wrong-type", 2, 9)),
        ] {
            let found = parse(text);
            let said = findings(text, &found);
            assert_eq!(said.iter().map(|said| (said.0, said.1, said.2)).collect::<Vec<_>>(), [expected], "{text}");
            assert_eq!(found.end, text.len());
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic() {
        #[rustfmt::skip]
        const PIECES: &[&str] = &[
            "title", ":", ": ", "\n", "- ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "&a", "*a", "!!str ", "!", "#", "%TAG", "?",
            "\t", "  ", "é", "\u{2028}", "\r\n", "\0", "@", "`", "author", "date: ", "---", "...", "~", "\u{feff}", "<<: ", "|-\n ", "💥",
        ];
        let mut state: u64 = 11;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits")
        };
        for round in 0..20_000 {
            let fence = if round % 4 == 0 { "+++" } else { "---" };
            let inside: String = (0..next() % 30).map(|_| PIECES[next() % PIECES.len()]).collect();
            let text = format!("{fence}\n{inside}\n{fence}\n{inside}");
            let found = parse(&text);
            assert!(text.get(found.end..).is_some());
            for diagnostic in &found.diagnostics {
                if let crate::diagnostic::Place::At(span) = diagnostic.place {
                    assert!(text.get(span.range()).is_some(), "{text:?} {diagnostic:?}");
                }
            }
        }
    }

    #[test]
    fn depth_length_and_aliases_do_no_harm() {
        let alias = |level: usize| format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
        let aliases: Vec<String> = (1..30).map(alias).collect();
        for inside in [
            format!("title: {}", "[".repeat(60_000)),
            format!("title: {}", "{a: ".repeat(15_000)),
            "- ".repeat(30_000),
            "? ".repeat(30_000),
            format!("a0: &a0 x\n{}", aliases.concat()),
            "a: b\n".repeat(10_000),
            format!("title: {}", "x ".repeat(30_000)),
            "# c\n".repeat(1_000_000),
            "x\n".repeat(32_000),
        ] {
            let text = format!("---\n{inside}\n---\nBody");
            parse(&text);
        }
    }
}
