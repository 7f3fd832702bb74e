//! The tables beside `[book]`: contents, accessibility, output, words; `[style]` has a file of its own.

use super::fields::Fields;
use super::findings::{Findings, excerpt, text};
use super::node::{Data, Node};
use super::rules::{BAD_CLAIM, BAD_IDENTIFIER, BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use super::{Accessibility, Contents, Entry, Output, identifier};
use crate::diagnostic::Diagnostic;
use crate::nearest::did_you_mean;
use crate::source::Located;
use crate::words::Word;
use std::collections::BTreeMap;

/// Reads `[contents]`; a table of contents of which nothing is said shows every chapter, however deep it stands in others.
pub(super) fn contents(fields: &Fields<'_>, entries: &[Entry], findings: &mut Findings) -> Contents {
    let default = Contents::default();
    let default = Contents { authors: fields.switch("authors", findings), depth: default.depth.max(depth_of(entries)) };
    let Some(node) = fields.get("depth") else { return default };
    if let Data::Integer(depth @ 1..=6) = node.data {
        return Contents { depth: usize::try_from(depth).expect("six at the most"), ..default };
    }
    let message = "`depth` is a number from 1 to 6";
    let help = "a table of contents rarely needs more than 3 levels";
    findings.report(Diagnostic::new(&BAD_VALUE, message).at(node.span).help(help));
    default
}

/// Returns how deep chapters stand in parts. Recurses over entries, whose depth their readers bound.
fn depth_of(entries: &[Entry]) -> usize {
    let depth = |entry: &Entry| match entry {
        Entry::Piece(_) => 1,
        Entry::Part(part) => 1 + depth_of(&part.entries),
    };
    entries.iter().map(depth).max().unwrap_or(0)
}

/// Reads `[output]`.
pub(super) fn output(fields: &Fields<'_>, findings: &mut Findings) -> Output {
    let said = fields.text("name", findings);
    let name = said.and_then(|said| {
        let name = said.value.strip_suffix(".epub").unwrap_or(&said.value);
        let is_plain = !name.is_empty() && !name.starts_with('.') && !name.contains(is_unfit);
        if !is_plain {
            let message = format!("`{}` is no name for a file", excerpt(&said.value));
            let help = "write a name without folders and without any of `/ \\ : * ? \" < > |`";
            findings.report(Diagnostic::new(&BAD_VALUE, message).at(said.span).help(help));
        }
        is_plain.then(|| name.to_owned())
    });
    Output { name, cover_page: fields.boolean("cover-page").unwrap_or(Output::default().cover_page) }
}

/// Tells whether some file system does not let a name hold a character.
fn is_unfit(letter: char) -> bool {
    letter.is_control() || "/\\:*?\"<>|".contains(letter)
}

/// Reads `[accessibility]`.
pub(super) fn accessibility(fields: &Fields<'_>, findings: &mut Findings) -> Accessibility {
    let claim = fields.text("claim", findings).filter(|said| check_claim(said, findings));
    let certified_by = fields.text("certified-by", findings);
    if fields.has("claim") && !fields.has("certified-by") && !findings.lost.holds("certified-by") {
        let message = "a claim of accessibility has no `certified-by`";
        let help = "say who stands behind it: `certified-by = \"Small Press\"`";
        findings.report(Diagnostic::new(&MISSING_KEY, message).at(fields.key_span("claim")).help(help));
    }
    Accessibility {
        summary: fields.text("summary", findings).map(|said| said.value),
        claim: claim.map(|said| said.value),
        certified_by: certified_by.map(|said| said.value),
        hazards: hazards(fields, findings),
        exemption: fields.choice("exemption", findings),
        contact: fields.text("contact", findings).filter(|said| check_contact(said, findings)).map(|said| said.value),
        page_source: fields.text("page-source", findings).and_then(|said| page_source(&said, findings)),
    }
}

fn check_contact(said: &Located<String>, findings: &mut Findings) -> bool {
    let is_address = said
        .value
        .split_once('@')
        .is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !said.value.contains(char::is_whitespace));
    if !is_address {
        let message = format!("`{}` is no e-mail address", excerpt(&said.value));
        let help = "write it like this: `contact = \"access@example.org\"`";
        findings.report(Diagnostic::new(&BAD_VALUE, message).at(said.span).help(help));
    }
    is_address
}

/// Returns the printed edition as metadata names it.
fn page_source(said: &Located<String>, findings: &mut Findings) -> Option<String> {
    match identifier::check(&said.value) {
        Ok(identifier) => Some(identifier),
        Err(bad) => {
            findings.report(Diagnostic::new(&BAD_IDENTIFIER, bad.message).at(said.span).help(bad.help));
            None
        }
    }
}

fn check_claim(said: &Located<String>, findings: &mut Findings) -> bool {
    let claims: Vec<String> = claims().collect();
    let is_known = claims.contains(&said.value);
    if !is_known {
        let message = format!("`{}` is not a claim of the specification", excerpt(&said.value));
        let meant = meant_claim(&said.value);
        let help = format!("write it to the letter: `{meant}`");
        findings.report(Diagnostic::new(&BAD_CLAIM, message).at(said.span).help(help));
    }
    is_known
}

/// Returns every claim there is.
fn claims() -> impl Iterator<Item = String> {
    ["1.1", "1.2"].into_iter().flat_map(|epub| {
        ["2.0", "2.1", "2.2"].into_iter().flat_map(move |wcag| {
            let claim = move |level| format!("EPUB Accessibility {epub} - WCAG {wcag} Level {level}");
            ["A", "AA", "AAA"].into_iter().map(claim)
        })
    })
}

/// Returns the claim that somebody meant who wrote `text`: by the versions and the level in it.
fn meant_claim(text: &str) -> String {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.').collect();
    let pick = |choices: &[&str], default: &str| -> String {
        words.iter().rev().find(|word| choices.contains(word)).map_or(default, |word| *word).to_owned()
    };
    let epub = pick(&["1.1", "1.2"], "1.1");
    let wcag = pick(&["2.0", "2.1", "2.2"], "2.2");
    let level = pick(&["A", "AA", "AAA"], "AA");
    format!("EPUB Accessibility {epub} - WCAG {wcag} Level {level}")
}

/// The hazards of the schema.org vocabulary: each with what denies it.
const HAZARDS: &[(&str, &str, &str)] = &[
    ("flashing", "noFlashingHazard", "unknownFlashingHazard"),
    ("motionSimulation", "noMotionSimulationHazard", "unknownMotionSimulationHazard"),
    ("sound", "noSoundHazard", "unknownSoundHazard"),
];

fn hazards(fields: &Fields<'_>, findings: &mut Findings) -> Vec<String> {
    let mut hazards: Vec<String> = Vec::new();
    let names =
        ["none", "unknown"].into_iter().chain(HAZARDS.iter().flat_map(|(yes, no, unknown)| [*yes, *no, *unknown]));
    for said in fields.texts("hazards", findings) {
        if !names.clone().any(|name| name == said.value) {
            findings.refuse(&BAD_VALUE, "hazard", &said, names.clone());
            continue;
        }
        if let Some(other) = hazards.iter().find(|other| contradict(other, &said.value)) {
            let message = format!("the hazards `{other}` and `{}` contradict each other", said.value);
            let help = "keep one of the two; `none` and `unknown` stand alone";
            findings.report(Diagnostic::new(&BAD_VALUE, message).at(said.span).help(help));
            continue;
        }
        if !hazards.contains(&said.value) {
            hazards.push(said.value);
        }
    }
    hazards
}

fn contradict(one: &str, other: &str) -> bool {
    let alone = |name: &str| matches!(name, "none" | "unknown");
    let row = |name: &str| HAZARDS.iter().position(|(yes, no, unknown)| [*yes, *no, *unknown].contains(&name));
    one != other && (alone(one) || alone(other) || row(one) == row(other))
}

/// Reads `[words]`.
pub(super) fn words(node: &Node, findings: &mut Findings) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for member in node.members() {
        let Some(word) = Word::named(&member.key) else {
            let names = Word::all().map(Word::name);
            let message = format!("unknown key `{}` in `[words]`", excerpt(&member.key));
            let help = did_you_mean(&member.key, names.clone()).unwrap_or_else(|| {
                let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
                format!("`[words]` knows {}", names.join(", "))
            });
            findings.report(Diagnostic::new(&UNKNOWN_KEY, message).at(member.key_span).help(help));
            continue;
        };
        let value = &member.value;
        if value.text().is_none() {
            if !matches!(value.data, Data::Broken) {
                let message = format!("`{}` takes a text, and this is {}", member.key, value.kind());
                let help = "put it in quotes";
                findings.report(Diagnostic::new(&WRONG_TYPE, message).at(value.span).help(help));
            }
            continue;
        }
        let Some(said) = text(value, &member.key, findings) else { continue };
        if let Some((what, place)) = word.placeholder().filter(|(_, place)| !said.value.contains(place)) {
            let message = format!("`{}` does not say where the {what} goes: it has no `{place}`", member.key);
            let help = format!("write it like this: `{} = \"{} {place}\"`", member.key, excerpt(&said.value));
            findings.report(Diagnostic::new(&BAD_VALUE, message).at(said.span).help(help));
            continue;
        }
        words.insert(member.key.clone(), said.value);
    }
    words
}
