//! `[book]`: what the shelf shows.

use super::facts;
use super::fields::Fields;
use super::files::Files;
use super::findings::{Findings, excerpt};
use super::keys::SERIES;
use super::node::{Data, Node};
use super::rules::{BAD_DATE, BAD_IDENTIFIER, BAD_VALUE};
use super::{Metadata, Series, date, identifier, language, relator};
use crate::diagnostic::Diagnostic;
use crate::source::Located;
use crate::world::Timestamp;

/// Reads the metadata. What is missing or wrong has been reported, and has a stand-in.
pub(super) fn read(fields: &Fields<'_>, files: &mut Files<'_>, findings: &mut Findings) -> Metadata {
    let title = fields.required_text("title", findings);
    let tag = facts::tag(fields, findings);
    if !fields.has("language") {
        findings.missing(&super::keys::BOOK, "language", fields.span());
    }
    let title = title.unwrap_or(Located { value: "Untitled".into(), span: None });
    let language = tag.unwrap_or(Located { value: "und".into(), span: None });
    let direction = facts::direction(fields, findings).unwrap_or_else(|| language::direction(&language.value));
    let authors = facts::people(fields, "authors", relator::AUTHOR, findings);
    let mut identifiers = identifiers(fields, findings);
    if identifiers.is_empty() {
        let names = authors.iter().map(|author| author.name.as_str());
        identifiers.push(identifier::made(&title.value, names, &language.value));
    }
    let plain = |name: &str, findings: &mut Findings| fields.text(name, findings).map(|said| said.value);
    let list = |name: &str, findings: &mut Findings| -> Vec<String> {
        fields.texts(name, findings).into_iter().map(|said| said.value).collect()
    };
    Metadata {
        title,
        subtitle: plain("subtitle", findings),
        authors,
        shelf_author: plain("shelf-author", findings),
        contributors: facts::people(fields, "contributors", relator::CONTRIBUTOR, findings),
        language,
        direction,
        identifiers,
        publisher: plain("publisher", findings),
        date: date(fields, findings),
        modified: modified(fields, findings),
        description: plain("description", findings),
        subjects: list("subjects", findings),
        rights: plain("rights", findings),
        sources: list("source", findings),
        series: fields.get("series").and_then(|node| series(node, findings)),
        dedication: fields.text("dedication", findings),
        epigraph: fields.text("epigraph", findings),
        cover: fields.text("cover", findings).and_then(|said| files.existing(&said, findings)),
    }
}

fn identifiers(fields: &Fields<'_>, findings: &mut Findings) -> Vec<String> {
    let mut identifiers: Vec<String> = Vec::new();
    for said in fields.texts("identifier", findings) {
        match identifier::check(&said.value) {
            Ok(identifier) if identifiers.contains(&identifier) => {}
            Ok(identifier) => identifiers.push(identifier),
            Err(bad) => {
                findings.report(Diagnostic::new(&BAD_IDENTIFIER, bad.message).at(said.span).help(bad.help));
            }
        }
    }
    identifiers
}

fn date(fields: &Fields<'_>, findings: &mut Findings) -> Option<String> {
    let said = facts::date_text(fields, "date", findings)?;
    if date::parse(&said.value).is_none() {
        let why = if date::is_in_figures(&said.value) { "no calendar has it" } else { "it begins with the year" };
        findings.report(facts::bad_date(&said, why));
        return None;
    }
    Some(date::as_epub_writes(&said.value))
}

fn modified(fields: &Fields<'_>, findings: &mut Findings) -> Option<Timestamp> {
    let said = facts::date_text(fields, "modified", findings)?;
    if let Some(date::Date::Day(moment) | date::Date::Moment(moment)) = date::parse(&said.value) {
        return Some(moment);
    }
    let message = format!("`{}` is not a moment", excerpt(&said.value));
    let help = "write a day or a moment: `2026-11-22` or `2026-11-22T10:00:00Z`";
    findings.report(Diagnostic::new(&BAD_DATE, message).at(said.span).help(help));
    None
}

fn series(node: &Node, findings: &mut Findings) -> Option<Series> {
    let fields = Fields::of(node, &SERIES, findings);
    let name = fields.required_text("name", findings);
    let number = fields.get("number").and_then(|node| series_number(node, findings));
    Some(Series { name: name?.value, number })
}

/// Returns a place in a series: whole, or with decimals as in `2.5`.
fn series_number(node: &Node, findings: &mut Findings) -> Option<String> {
    let number = match &node.data {
        Data::Integer(number) => number.to_string(),
        Data::Float(text) => text.clone(),
        _ => node.text()?.trim().to_owned(),
    };
    let figures = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = match number.split_once('.') {
        Some((whole, decimals)) => figures(whole) && figures(decimals),
        None => figures(&number),
    };
    if !is_number {
        let message = format!("`{}` is no place in a series", excerpt(&number));
        let help = "write a number: `number = 3`, or `number = 2.5` between two books";
        findings.report(Diagnostic::new(&BAD_VALUE, message).at(node.span).help(help));
    }
    is_number.then_some(number)
}
