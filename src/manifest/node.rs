//! What a TOML or YAML text says, before anybody asks what it means: one kind of tree for both.
//!
//! Its depth is bounded by the parsers (TOML's by the `toml` crate, YAML's by `yaml`), so walking may recurse.

use crate::source::Span;
use std::collections::BTreeMap;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) data: Data,
    pub(super) span: Option<Span>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Text(String),
    /// A YAML scalar without quotes: a text, a number or a truth value, as its reader wishes.
    Plain(String),
    Integer(i64),
    Float(String),
    Boolean(bool),
    /// A date, a time or both, in the letters of RFC 3339.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Member>),
    /// YAML's null.
    Nothing,
    /// What a syntax error left: nobody complains about it again.
    Broken,
}

/// A key of a table with its value.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) key_span: Option<Span>,
    pub(super) value: Node,
}

impl Node {
    /// Returns a table of nothing.
    pub(super) fn empty_table() -> Self {
        Self { data: Data::Table(Vec::new()), span: None }
    }

    /// Returns the members of a table; none of anything else.
    pub(super) fn members(&self) -> &[Member] {
        match &self.data {
            Data::Table(members) => members,
            _ => &[],
        }
    }

    /// Returns the member of that name.
    pub(super) fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.key == key)
    }

    /// Returns what stands in a table in a table, by the keys that lead to it.
    pub(super) fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.member(key).map(|member| &member.value))
    }

    /// Returns the text of a text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) | Data::Plain(text) => Some(text),
            _ => None,
        }
    }

    /// Returns what it is, as messages say it.
    pub(super) fn kind(&self) -> &'static str {
        match self.data {
            Data::Text(_) | Data::Plain(_) => "a text",
            Data::Integer(_) | Data::Float(_) => "a number",
            Data::Boolean(_) => "a truth value",
            Data::Date(_) => "a date",
            Data::List(_) => "a list",
            Data::Table(_) => "a table",
            Data::Nothing | Data::Broken => "nothing",
        }
    }

    /// Lays `self` over `defaults`: tables key by key, everything else whole.
    pub(super) fn over(self, defaults: Self) -> Self {
        let span = self.span.or(defaults.span);
        match (self.data, defaults.data) {
            (Data::Table(own), Data::Table(defaults)) => Self { data: Data::Table(overlay(own, defaults)), span },
            (data, _) => Self { data, span },
        }
    }
}

fn overlay(own: Vec<Member>, defaults: Vec<Member>) -> Vec<Member> {
    let mut waiting: BTreeMap<String, Member> = BTreeMap::new();
    let mut order = Vec::new();
    for member in defaults {
        order.push(member.key.clone());
        waiting.insert(member.key.clone(), member);
    }
    let mut members: Vec<Member> = own
        .into_iter()
        .map(|member| match waiting.remove(&member.key) {
            Some(default) => Member { value: member.value.over(default.value), ..member },
            None => member,
        })
        .collect();
    members.extend(order.iter().filter_map(|key| waiting.remove(key)));
    members
}
