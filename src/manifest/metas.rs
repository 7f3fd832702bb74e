//! What a text says of itself in pairs of a name and a value: the metas of an HTML page, the header of a plain text.
//!
//! The names are the keys of a chapter and what other tools call them; foreign names are nobody's mistake.

use super::Facts;
use super::facts;
use super::fields::find;
use super::findings::Findings;
use super::keys::PIECE;
use super::node::{Data, Member, Node};
use crate::diagnostic::Diagnostics;
use crate::source::Span;

/// One pair.
#[derive(Clone, Debug)]
pub struct Meta {
    pub name: String,
    pub value: String,
    pub span: Option<Span>,
}

impl Meta {
    /// Tells whether the table of keys has its name.
    pub fn is_known(&self) -> bool {
        find(&PIECE, &self.name, true).is_some_and(|key| !matches!(key.name, "file" | "diagnostics"))
    }
}

/// Reads what pairs say of a piece: the first of each name, but all people.
pub fn read_metas(metas: Vec<Meta>) -> (Facts, Diagnostics) {
    let mut members: Vec<Member> = Vec::new();
    for meta in metas.into_iter().filter(Meta::is_known) {
        let Some(key) = find(&PIECE, &meta.name, true).map(|key| key.name) else { continue };
        let value = Node { data: Data::Plain(meta.value), span: meta.span };
        match members.iter_mut().find(|member| member.key == key) {
            Some(Member { value: Node { data: Data::List(people), .. }, .. }) => people.push(value),
            Some(_) => {}
            None => {
                let span = meta.span;
                let is_people = matches!(key, "authors" | "translators" | "narrators");
                let value = if is_people { Node { data: Data::List(vec![value]), span } } else { value };
                members.push(Member { key: key.to_owned(), key_span: span, value });
            }
        }
    }
    let mut findings = Findings::new(true);
    let facts = facts::read_front_matter(&Node { data: Data::Table(members), span: None }, &[], &mut findings);
    (facts, findings.list)
}
