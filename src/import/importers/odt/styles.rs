//! What the styles of a document mean.

use super::ns;
use crate::import::compose::Format;
use crate::xml::{NodeRef, Tree};
use std::collections::HashMap;

/// What a paragraph is by its style.
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
    /// A line that is drawn.
    Rule,
}

/// A style with what it has from those that it goes back to.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is there or is not, whatever the others are")]
pub(super) struct Style {
    pub kind: Kind,
    pub format: Format,
    pub is_centred: bool,
    pub is_right: bool,
    pub breaks_before: bool,
    pub breaks_after: bool,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<String, Style>,
    /// Whether a level of a list is numbered.
    lists: HashMap<(String, usize), bool>,
    pub language: Option<String>,
}

impl Styles {
    /// Reads the styles of several files; those of later ones win.
    pub(super) fn read<'a>(trees: impl Iterator<Item = &'a Tree>) -> Self {
        let mut read = Self::default();
        let mut all: HashMap<&str, NodeRef<'_>> = HashMap::new();
        for tree in trees {
            for node in tree.root().descendants() {
                match (node.local_in(ns::STYLE), node.local_in(ns::TEXT)) {
                    (Some("style"), _) => {
                        all.extend(node.attribute_in(ns::STYLE, "name").map(|name| (name, node)));
                    }
                    (Some("default-style"), _) if read.language.is_none() => read.language = language(node),
                    (_, Some("list-style")) => read.list(node),
                    _ => {}
                }
            }
        }
        read.by_name = all.keys().map(|name| ((*name).to_owned(), style(name, &all))).collect();
        read
    }

    fn list(&mut self, list: NodeRef<'_>) {
        let Some(name) = list.attribute_in(ns::STYLE, "name") else { return };
        for level in list.elements() {
            let Some(at) = level.attribute_in(ns::TEXT, "level").and_then(|level| level.parse::<usize>().ok()) else {
                continue;
            };
            self.lists.insert((name.to_owned(), at - at.min(1)), super::is(level, "list-level-style-number"));
        }
    }

    pub(super) fn get(&self, name: Option<&str>) -> Style {
        let Some(name) = name else { return Style::default() };
        // A style that is only named means what its name says.
        let by_name = || Style { kind: kind(&shown(name)).unwrap_or_default(), ..Style::default() };
        self.by_name.get(name).cloned().unwrap_or_else(by_name)
    }

    /// Tells whether a level of a list is numbered.
    pub(super) fn is_numbered(&self, list: Option<&str>, level: usize) -> bool {
        list.and_then(|list| self.lists.get(&(list.to_owned(), level))).copied().unwrap_or(false)
    }
}

fn language(node: NodeRef<'_>) -> Option<String> {
    let said = node.elements().find(|inner| inner.attribute_in(ns::FO, "language").is_some())?;
    let language =
        said.attribute_in(ns::FO, "language").filter(|language| !matches!(*language, "none" | "zxx" | ""))?;
    let country = said.attribute_in(ns::FO, "country").filter(|country| country.len() == 2);
    Some(country.map_or_else(|| language.to_owned(), |country| format!("{language}-{country}")))
}

fn style(name: &str, all: &HashMap<&str, NodeRef<'_>>) -> Style {
    const DEEPEST: usize = 16;
    let mut chain = Vec::new();
    let mut next = all.get(name).copied();
    while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
        chain.push(style);
        next = style.attribute_in(ns::STYLE, "parent-style-name").and_then(|name| all.get(name).copied());
    }
    let mut read = Style::default();
    for style in chain.into_iter().rev() {
        let name = style.attribute_in(ns::STYLE, "name").unwrap_or_default();
        let shown = shown(style.attribute_in(ns::STYLE, "display-name").unwrap_or(name));
        let level = style.attribute_in(ns::STYLE, "default-outline-level").and_then(|level| level.parse().ok());
        let is_character = style.attribute_in(ns::STYLE, "family") == Some("text");
        if let Some(kind) = kind(&shown).filter(|_| !is_character) {
            read.kind = kind;
        } else if let Some(level) = level {
            read.kind = Kind::Heading(level);
        }
        read.format.em |= is_character && shown == "emphasis";
        read.format.strong |= is_character && shown == "strong emphasis";
        read.format.code |= is_character && matches!(&*shown, "source text" | "teletype" | "source_text");
        for properties in style.elements() {
            look(properties, &mut read);
        }
    }
    read
}

/// Reads what properties say.
fn look(properties: NodeRef<'_>, style: &mut Style) {
    let fo = |name: &str| properties.attribute_in(ns::FO, name);
    let of_style = |name: &str| properties.attribute_in(ns::STYLE, name);
    let format = &mut style.format;
    if let Some(slope) = fo("font-style") {
        format.em = slope != "normal";
    }
    if let Some(weight) = fo("font-weight") {
        format.strong = weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
    }
    if let Some(variant) = fo("font-variant") {
        format.small_caps = variant == "small-caps";
    }
    if let Some(line) = of_style("text-line-through-style").or(of_style("text-line-through-type")) {
        format.del = line != "none";
    }
    if let Some(position) = of_style("text-position") {
        let shift = position.split(' ').next().unwrap_or_default();
        let number = shift.trim_end_matches('%').parse::<i32>().unwrap_or(0);
        (format.sup, format.sub) = (shift == "super" || number > 0, shift == "sub" || number < 0);
    }
    if let Some(side) = fo("text-align") {
        (style.is_centred, style.is_right) = (side == "center", matches!(side, "end" | "right"));
    }
    if let Some(place) = fo("break-before") {
        style.breaks_before = place == "page";
    }
    if let Some(place) = fo("break-after") {
        style.breaks_after = place == "page";
    }
}

/// Returns the name of a style as programs show it, in lower case.
fn shown(name: &str) -> String {
    name.replace("_20_", " ").to_ascii_lowercase()
}

fn kind(name: &str) -> Option<Kind> {
    let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
    if let Some(level) = level.filter(|level| (1..=10).contains(level)) {
        return Some(Kind::Heading(level));
    }
    Some(match name {
        "title" => Kind::Title,
        "subtitle" => Kind::Subtitle,
        "author" => Kind::Author,
        "date" => Kind::Date,
        "quotations" | "block quotation" | "quote" => Kind::Quotation,
        "preformatted text" | "source code" => Kind::Code,
        "horizontal line" => Kind::Rule,
        _ => return None,
    })
}
