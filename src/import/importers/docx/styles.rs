//! What the styles of a document mean: which are headings, which stress words, and which lists are numbered.

use super::{attribute, child, is, switch, value};
use crate::import::compose::Format;
use crate::xml::{NodeRef, Tree};
use std::collections::HashMap;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Text,
    Title,
    Subtitle,
    Author,
    Date,
    Heading(usize),
    Quotation,
    Code,
    Caption,
    /// A line of a list of contents.
    Contents,
}

/// A style with what it has from those that it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub kind: Kind,
    pub format: Format,
    /// The list of its paragraphs, and how far in they stand.
    pub list: Option<(String, usize)>,
    pub is_centred: bool,
}

/// The styles and lists of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// Whether a level of a list is numbered.
    lists: HashMap<(String, usize), bool>,
    pub language: Option<String>,
}

impl Styles {
    pub(super) fn read(styles: Option<&Tree>, numbering: Option<&Tree>) -> Self {
        let mut read = Self::default();
        if let Some(styles) = styles {
            let all: HashMap<&str, NodeRef<'_>> = styles
                .root()
                .descendants()
                .filter(|node| is(*node, "style"))
                .filter_map(|style| Some((attribute(style, "styleId")?, style)))
                .collect();
            read.by_id = all.keys().map(|id| ((*id).to_owned(), style(id, &all))).collect();
            let language = styles.root().descendants().find(|node| is(*node, "lang"));
            read.language = language.and_then(|node| attribute(node, "val")).map(str::to_owned);
        }
        if let Some(numbering) = numbering {
            read.lists = lists(numbering);
        }
        read
    }

    pub(super) fn get(&self, id: Option<&str>) -> Style {
        id.and_then(|id| self.by_id.get(id)).cloned().unwrap_or_default()
    }

    /// Tells whether a level of a list is numbered; nothing where there is no such list.
    pub(super) fn is_numbered(&self, list: &str, level: usize) -> Option<bool> {
        self.lists.get(&(list.to_owned(), level)).copied()
    }
}

/// Reads a style, the ones below it first.
fn style(id: &str, all: &HashMap<&str, NodeRef<'_>>) -> Style {
    const DEEPEST: usize = 16;
    let mut chain = Vec::new();
    let mut next = all.get(id).copied();
    while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
        chain.push(style);
        next = value(Some(style), "basedOn").and_then(|id| all.get(id).copied());
    }
    let mut read = Style::default();
    for style in chain.into_iter().rev() {
        let name = value(Some(style), "name").unwrap_or_default().to_ascii_lowercase();
        let paragraph = child(style, "pPr");
        if let Some(kind) = kind(&name, id) {
            read.kind = kind;
        } else if let Some(level) = value(paragraph, "outlineLvl").and_then(|level| level.parse::<usize>().ok()) {
            read.kind = if level < 6 { Kind::Heading(level + 1) } else { read.kind };
        }
        read.format = format(child(style, "rPr"), read.format);
        if matches!(&*name, "emphasis" | "subtle emphasis" | "intense emphasis" | "book title") {
            read.format.em = true;
        }
        read.format.strong |= name == "strong";
        read.format.code |= matches!(&*name, "verbatim char" | "html code" | "source code" | "html typewriter");
        let numbers = paragraph.and_then(|paragraph| child(paragraph, "numPr"));
        if let Some(list) = value(numbers, "numId") {
            let level = value(numbers, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
            read.list = (list != "0").then(|| (list.to_owned(), level));
        }
        if let Some(side) = value(paragraph, "jc") {
            read.is_centred = side == "center";
        }
    }
    read
}

fn kind(name: &str, id: &str) -> Option<Kind> {
    let level =
        name.strip_prefix("heading ").or_else(|| id.strip_prefix("Heading")).and_then(|level| level.parse().ok());
    if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
        return Some(Kind::Heading(level));
    }
    Some(match name {
        "title" => Kind::Title,
        "subtitle" => Kind::Subtitle,
        "author" | "authors" => Kind::Author,
        "date" => Kind::Date,
        "quote" | "intense quote" | "block text" | "block quote" | "quotations" => Kind::Quotation,
        "source code" | "html preformatted" | "preformatted text" | "plain text" => Kind::Code,
        "caption" | "image caption" | "table caption" => Kind::Caption,
        name if name.starts_with("toc ") || name == "toc heading" => Kind::Contents,
        _ => return None,
    })
}

/// Reads how runs look, over what they look like already.
pub(super) fn format(properties: Option<NodeRef<'_>>, before: Format) -> Format {
    let mut format = before;
    let set = |name: &str, said: &mut bool| *said = switch(properties, name).unwrap_or(*said);
    set("b", &mut format.strong);
    set("i", &mut format.em);
    set("strike", &mut format.del);
    set("dstrike", &mut format.del);
    set("smallCaps", &mut format.small_caps);
    match value(properties, "vertAlign") {
        Some("superscript") => format.sup = true,
        Some("subscript") => format.sub = true,
        Some(_) => (format.sup, format.sub) = (false, false),
        None => {}
    }
    format
}

/// Reads which levels of which lists are numbered.
fn lists(numbering: &Tree) -> HashMap<(String, usize), bool> {
    let mut kinds: HashMap<(&str, usize), bool> = HashMap::new();
    let mut found = HashMap::new();
    let nodes = || numbering.root().descendants();
    for list in nodes().filter(|node| is(*node, "abstractNum")) {
        let Some(id) = attribute(list, "abstractNumId") else { continue };
        for level in list.elements().filter(|node| is(*node, "lvl")) {
            let Some(at) = attribute(level, "ilvl").and_then(|level| level.parse().ok()) else { continue };
            kinds.insert((id, at), !matches!(value(Some(level), "numFmt"), Some("bullet" | "none") | None));
        }
    }
    for list in nodes().filter(|node| is(*node, "num")) {
        let (Some(id), Some(of)) = (attribute(list, "numId"), value(Some(list), "abstractNumId")) else { continue };
        for ((_, level), is_numbered) in kinds.iter().filter(|((known, _), _)| *known == of) {
            found.insert((id.to_owned(), *level), *is_numbered);
        }
    }
    found
}
