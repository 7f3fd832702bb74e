//! Holding a table against the list of its keys: what is not known, of a wrong type, or said twice is reported here;
//! what passes is handed out by name.

use super::Switch;
use super::findings::{Findings, excerpt, text};
use super::keys::{Key, Kind, Table};
use super::node::{Data, Member, Node};
use super::rules::{BAD_VALUE, REPEATED_KEY, UNKNOWN_KEY, WRONG_TYPE};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::{Located, Span};

/// A table whose keys are known and whose values have the right types.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    table: &'static Table,
    span: Option<Span>,
    found: Vec<Found<'a>>,
    /// The keys that misspelt ones were meant to be.
    meant: Vec<&'static str>,
}

#[derive(Debug)]
struct Found<'a> {
    key: &'static Key,
    member: &'a Member,
    /// Whether the value has the right type; if not, that has been said.
    is_good: bool,
}

impl<'a> Fields<'a> {
    /// Holds the members of `node` against `table`.
    pub(super) fn of(node: &'a Node, table: &'static Table, findings: &mut Findings) -> Self {
        let mut found: Vec<Found<'a>> = Vec::new();
        let mut meant = Vec::new();
        for member in node.members() {
            let Some(key) = find(table, &member.key, findings.front_matter) else {
                if !findings.front_matter {
                    let guess = nearest(&member.key, names(table));
                    meant.extend(guess);
                    findings.report(unknown(table, member, guess));
                }
                continue;
            };
            if let Some(first) = found.iter().find(|first| first.key.name == key.name) {
                findings.report(repeated(first.member, member));
                continue;
            }
            let is_good = fits(key, member, findings);
            found.push(Found { key, member, is_good });
        }
        Self { table, span: node.span, found, meant }
    }

    /// Returns the place of the table.
    pub(super) fn span(&self) -> Option<Span> {
        self.span
    }

    /// Tells whether a key is there, whatever its value and however misspelt.
    pub(super) fn has(&self, name: &str) -> bool {
        self.found(name).is_some() || self.meant.contains(&name)
    }

    /// Returns the place of a key itself.
    pub(super) fn key_span(&self, name: &str) -> Option<Span> {
        self.found(name)?.member.key_span
    }

    /// Returns a value of the right type.
    pub(super) fn get(&self, name: &str) -> Option<&'a Node> {
        self.found(name).filter(|found| found.is_good).map(|found| &found.member.value)
    }

    /// Returns a text without white space at its ends.
    pub(super) fn text(&self, name: &str, findings: &mut Findings) -> Option<Located<String>> {
        text(self.get(name)?, name, findings)
    }

    /// Returns one text or several.
    pub(super) fn texts(&self, name: &str, findings: &mut Findings) -> Vec<Located<String>> {
        match self.get(name) {
            None => Vec::new(),
            Some(Node { data: Data::List(items), .. }) => {
                items.iter().filter_map(|item| text(item, name, findings)).collect()
            }
            Some(node) => text(node, name, findings).into_iter().collect(),
        }
    }

    /// Returns a truth value.
    pub(super) fn boolean(&self, name: &str) -> Option<bool> {
        truth(&self.get(name)?.data)
    }

    /// Returns a whole number.
    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        integer(&self.get(name)?.data)
    }

    /// Returns one of the words that a key takes.
    pub(super) fn choice(&self, name: &str, findings: &mut Findings) -> Option<&'static str> {
        let said = self.text(name, findings)?;
        let Some(Found { key: Key { kind: Kind::Choice(words), .. }, .. }) = self.found(name) else { return None };
        let found = words.iter().find(|word| **word == said.value);
        if found.is_none() {
            findings.refuse(&BAD_VALUE, name, &said, words.iter().copied());
        }
        found.copied()
    }

    /// Returns a truth value, or that the book itself tells.
    pub(super) fn switch(&self, name: &str, findings: &mut Findings) -> Switch {
        let Some(node) = self.get(name) else { return Switch::Auto };
        match truth(&node.data) {
            Some(true) => Switch::On,
            Some(false) => Switch::Off,
            None => {
                if let Some(said) = text(node, name, findings).filter(|said| said.value != "auto") {
                    findings.refuse(&BAD_VALUE, name, &said, ["auto", "true", "false"].into_iter());
                }
                Switch::Auto
            }
        }
    }

    /// Returns a text and reports if it is not there.
    pub(super) fn required_text(&self, name: &str, findings: &mut Findings) -> Option<Located<String>> {
        if !self.has(name) {
            findings.missing(self.table, name, self.span);
        }
        self.text(name, findings)
    }

    fn found(&self, name: &str) -> Option<&Found<'a>> {
        debug_assert!(self.table.keys.iter().any(|key| key.name == name), "{} has no `{name}`", self.table.name);
        self.found.iter().find(|found| found.key.name == name)
    }
}

/// Returns the key of that name, or of which it is another name.
pub(super) fn find(table: &'static Table, name: &str, front_matter: bool) -> Option<&'static Key> {
    let folded;
    let name = if front_matter {
        folded = name.to_lowercase().replace(['_', ' '], "-");
        folded.as_str()
    } else {
        name
    };
    table
        .keys
        .iter()
        .find(|key| key.name == name || key.synonyms.contains(&name) || (front_matter && key.wild.contains(&name)))
}

/// Tells whether front matter has a key of that name.
pub(super) fn is_known(table: &'static Table, name: &str) -> bool {
    find(table, name, true).is_some()
}

/// Returns the names of a table's keys, in the order of the table.
fn names(table: &'static Table) -> impl Iterator<Item = &'static str> {
    table.keys.iter().map(|key| key.name)
}

fn unknown(table: &'static Table, member: &Member, meant: Option<&str>) -> Diagnostic {
    let message = format!("unknown key `{}` in {}", excerpt(&member.key), table.shown());
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => elsewhere(table, &member.key).unwrap_or_else(|| {
            let names: Vec<String> = names(table).map(|name| format!("`{name}`")).collect();
            format!("{} knows {}", table.shown(), names.join(", "))
        }),
    };
    Diagnostic::new(&UNKNOWN_KEY, message).at(member.key_span).help(help)
}

/// Returns the help for a key that another table knows.
fn elsewhere(table: &'static Table, name: &str) -> Option<String> {
    let is_it = |key: &Key| key.name == name || key.synonyms.contains(&name);
    let row = super::keys::keys().find(|row| is_it(row.key) && !std::ptr::eq(row.table, table))?;
    Some(format!("`{name}` belongs in {}", row.table.shown()))
}

fn repeated(first: &Member, second: &Member) -> Diagnostic {
    let message = if first.key == second.key {
        format!("`{}` stands here twice", first.key)
    } else {
        format!("`{}` and `{}` say the same thing", first.key, second.key)
    };
    let diagnostic = Diagnostic::new(&REPEATED_KEY, message).at(second.key_span).help("keep one of the two");
    match first.key_span {
        Some(span) => diagnostic.label(span, "the first is here"),
        None => diagnostic,
    }
}

/// Tells whether a value is of the type that its key takes, and reports it if it is not.
fn fits(key: &'static Key, member: &Member, findings: &mut Findings) -> bool {
    let value = &member.value;
    if matches!(value.data, Data::Broken) || (findings.front_matter && matches!(value.data, Data::Nothing)) {
        return false;
    }
    let mut wrong = vec![];
    match (key.kind, &value.data) {
        (Kind::Texts, Data::List(items)) => wrong.extend(items.iter().filter(|item| item.text().is_none())),
        (Kind::People, Data::List(items)) => {
            wrong.extend(items.iter().filter(|item| item.text().is_none() && !matches!(item.data, Data::Table(_))));
        }
        (kind, data) if !is_of(kind, data) => wrong.push(value),
        _ => {}
    }
    wrong.retain(|node| !matches!(node.data, Data::Broken));
    for node in &wrong {
        findings.report(wrong_type(key, node, findings.separator()));
    }
    // The good items of a list count, whatever the others are.
    wrong.is_empty() || (matches!(key.kind, Kind::Texts | Kind::People) && matches!(value.data, Data::List(_)))
}

fn is_of(kind: Kind, data: &Data) -> bool {
    let is_text = matches!(data, Data::Text(_) | Data::Plain(_));
    match kind {
        Kind::Text | Kind::Texts | Kind::Choice(_) => is_text,
        Kind::Boolean => truth(data).is_some(),
        Kind::Switch => is_text || truth(data).is_some(),
        Kind::Count => matches!(data, Data::Integer(_)),
        Kind::Level => integer(data).is_some() || truth(data) == Some(false),
        Kind::Number => is_text || matches!(data, Data::Integer(_) | Data::Float(_)),
        Kind::Date | Kind::LooseDate => is_text || matches!(data, Data::Date(_) | Data::Integer(_)),
        Kind::Moment => is_text || matches!(data, Data::Date(_)),
        Kind::People => is_text || matches!(data, Data::Table(_)),
        Kind::Table(_) | Kind::Levels | Kind::Words | Kind::Macros => matches!(data, Data::Table(_)),
        Kind::SwitchTable(_) => truth(data).is_some() || matches!(data, Data::Table(_)),
        Kind::Chapters => matches!(data, Data::List(_)),
    }
}

fn wrong_type(key: &'static Key, node: &Node, separator: &str) -> Diagnostic {
    let message = format!("`{}` takes {}, and this is {}", key.name, key.kind.wants(), node.kind());
    let help = match (key.kind, &node.data) {
        (Kind::Text | Kind::Texts | Kind::People, Data::Integer(number)) => format!("put it in quotes: `\"{number}\"`"),
        (Kind::Text | Kind::Texts | Kind::People, Data::Float(text) | Data::Date(text)) => {
            format!("put it in quotes: `\"{text}\"`")
        }
        (Kind::Boolean | Kind::SwitchTable(_), Data::Text(text)) if text == "true" || text == "false" => {
            format!("without quotes: `{text}`")
        }
        (Kind::Count, Data::Text(text)) if text.parse::<i64>().is_ok() => format!("without quotes: `{text}`"),
        (Kind::Table(_) | Kind::SwitchTable(_) | Kind::Levels | Kind::Words | Kind::Macros, Data::List(_)) => {
            format!("write the header with one pair of brackets: `[{}]`", key.name)
        }
        _ => format!("write it like this: `{}{separator}{}`", key.name, key.example),
    };
    Diagnostic::new(&WRONG_TYPE, message).at(node.span).help(help)
}

/// Returns a whole number, which YAML writes as any other word.
fn integer(data: &Data) -> Option<i64> {
    match data {
        Data::Integer(number) => Some(*number),
        Data::Plain(text) => text.parse().ok(),
        _ => None,
    }
}

fn truth(data: &Data) -> Option<bool> {
    match data {
        Data::Boolean(truth) => Some(*truth),
        Data::Plain(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}
