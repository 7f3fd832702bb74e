//! The attributes of one element: kept, mended, turned into a class, or left out.

use super::log::Log;
use super::rules::{DUPLICATE_ID, EVENT_HANDLER, INVALID_ID, INVALID_LANGUAGE, UNSAFE_LINK};
use super::style::{self, Style};
use super::url::{self, Address};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::vocabulary::OPS;
use crate::vocabulary::{self, Element, Value};
use crate::xml::{Name, NodeId, Tree, ns};
use std::collections::{BTreeMap, HashSet};

/// The ids of a piece.
#[derive(Default)]
pub(super) struct Ids {
    pub(super) seen: HashSet<String>,
    /// What ids became that were not one word.
    pub(super) renamed: BTreeMap<String, String>,
    /// The names of maps.
    maps: HashSet<String>,
}

impl Ids {
    /// Returns the form in which an id is written, or nothing where it is empty or taken.
    pub(super) fn claim(&mut self, id: &str, span: Option<Span>, log: &mut Log) -> Option<String> {
        let words: Vec<&str> =
            id.split(|character: char| character.is_whitespace()).filter(|word| !word.is_empty()).collect();
        let name = words.join("-");
        if name.is_empty() {
            return None;
        }
        if !self.seen.insert(name.clone()) {
            log.remark(&DUPLICATE_ID, &name, span, || format!("the id `{name}` is used more than once"));
            return None;
        }
        if name != id {
            log.remark(&INVALID_ID, id, span, || format!("the id `{}` became `{name}`", words.join(" ")));
            self.renamed.insert(id.to_owned(), name.clone());
            self.renamed.insert(words.join(" "), name.clone());
        }
        Some(name)
    }
}

/// What HTML allows and a book has no use for.
const USELESS: &[&str] = &[
    "style",
    "hidden",
    "accesskey",
    "autocapitalize",
    "autofocus",
    "contenteditable",
    "draggable",
    "enterkeyhint",
    "inert",
    "inputmode",
    "nonce",
    "popover",
    "spellcheck",
    "tabindex",
    "aria-controls",
    "aria-owns",
    "aria-flowto",
    "aria-live",
    "aria-atomic",
    "aria-busy",
    "aria-disabled",
    "aria-keyshortcuts",
    "target",
    "rel",
    "download",
    "ping",
    "referrerpolicy",
    "srcset",
    "sizes",
    "loading",
    "decoding",
    "fetchpriority",
    "crossorigin",
    "ismap",
    "autoplay",
    "playsinline",
    "border",
    "generator-unable-to-provide-required-alt",
    "media",
];

/// Cleans the attributes of an element that is, or has become, an `element`.
pub(super) fn clean(
    tree: &mut Tree,
    id: NodeId,
    element: &'static Element,
    style: Option<&Style>,
    ids: &mut Ids,
    log: &mut Log,
) {
    let mut given: Vec<(Name, String, Option<Span>)> = Vec::new();
    let place = tree.get(id).nearest_span();
    given.extend(
        tree.get(id).attributes().map(|found| (found.name.clone(), found.value.to_owned(), found.span.or(place))),
    );
    let mut cleaner =
        Cleaner { element, ids, log, classes: Vec::new(), kept: Vec::with_capacity(given.len()), anchor: None };
    for (name, value, span) in &given {
        cleaner.attribute(name, value, *span);
    }
    cleaner.apply_style(style);
    cleaner.add_classes();
    if element.name == "a" && cleaner.kept("href").is_none() {
        cleaner
            .kept
            .retain(|(name, ..)| !matches!(&*name.local, "hreflang" | "type" | "role") || &*name.prefix == "epub");
    }
    if element.name == "map" && cleaner.kept("id") != cleaner.kept("name") {
        cleaner.take("id");
    }
    let Cleaner { kept, anchor, .. } = cleaner;
    let same = kept.len() == given.len()
        && kept.iter().zip(&given).all(|(kept, given)| kept.0 == given.0 && kept.1 == given.1);
    if !same {
        for (name, ..) in &given {
            tree.unset_attribute(id, name);
        }
        for (name, value, span) in &kept {
            tree.set_attribute(id, name, value, *span);
        }
    }
    if let Some(anchor) = anchor {
        let span = tree.create_element(&Name::html("span"), None);
        tree.set(span, "id", &anchor);
        tree.insert_before(id, span);
    }
}

struct Cleaner<'a> {
    element: &'static Element,
    ids: &'a mut Ids,
    log: &'a mut Log,
    classes: Vec<&'static str>,
    kept: Vec<(Name, String, Option<Span>)>,
    /// A second name of the element.
    anchor: Option<String>,
}

impl Cleaner<'_> {
    fn attribute(&mut self, name: &Name, value: &str, span: Option<Span>) {
        match (&*name.namespace, &*name.local) {
            (ns::XML, "lang") | (ns::NONE, "lang" | "xml:lang") => self.language(value, span),
            (ns::NONE, "epub:type") | (OPS, "type") => self.structural_type(value, span),
            (ns::NONE, local) => self.plain(local, value, span),
            _ => {}
        }
    }

    fn plain(&mut self, local: &str, value: &str, span: Option<Span>) {
        match local {
            "id" if self.kept("id") == Some(value) => {}
            "id" => {
                if let Some(id) = self.ids.claim(value, span, self.log) {
                    // What was a second name is not one if the first comes after it.
                    self.anchor = self.take("id");
                    self.keep("id", id, span);
                }
            }
            "name" if self.element.name == "a" => self.name(value, span),
            "align" if !matches!(self.element.name, "table" | "img" | "hr" | "col" | "colgroup" | "caption") => {
                self.classes.extend(style::alignment(value));
            }
            "name" if self.element.name == "map" => {
                let name = Value::Id.mend(local, value).filter(|name| self.ids.maps.insert(name.to_string()));
                self.keep_some(local, name.map(Into::into), span);
            }
            "role" => {
                let role = value.split_ascii_whitespace().find(|role| self.element.roles.allow_static(role));
                self.keep_some("role", role.map(str::to_owned), span);
            }
            "href" => self.link(value, span),
            "cite" if self.element.attribute(local).is_some() => {
                if let Address::Remote(address) = url::read(value) {
                    self.keep("cite", address, span);
                }
            }
            "aria-level" if self.kept("role") == Some("heading") => {
                let level = Value::Span { least: 1, most: 9 }.mend(local, value).map(Into::into);
                self.keep_some(local, level, span);
            }
            _ if USELESS.contains(&local) => {}
            _ if local.starts_with("data-") => {
                if is_data_name(&local["data-".len()..]) {
                    self.keep(local, value.to_owned(), span);
                }
            }
            _ if local.starts_with("on") && local.len() > 2 => {
                self.log
                    .remark(&EVENT_HANDLER, local, span, || format!("`{local}` was left out: books run no scripts"));
            }
            _ => {
                let mended = self.element.attribute(local).and_then(|known| known.value.mend(local, value));
                let mended =
                    mended.filter(|mended| !mended.is_empty() || matches!(local, "alt" | "value" | "translate"));
                self.keep_some(local, mended.map(Into::into), span);
            }
        }
    }

    fn name(&mut self, value: &str, span: Option<Span>) {
        if self.kept("id") == Some(value) {
            return;
        }
        if let Some(id) = self.ids.claim(value, span, self.log) {
            if self.kept("id").is_some() {
                self.anchor = Some(id);
            } else {
                self.keep("id", id, span);
            }
        }
    }

    fn language(&mut self, value: &str, span: Option<Span>) {
        if value.trim().is_empty() || self.kept("lang").is_some() {
            return;
        }
        if let Some(tag) = Value::Language.mend("lang", value) {
            self.keep("lang", tag.into(), span);
        } else {
            let message = format!("`{}` is not a language tag", value.trim());
            let help = "name the language as BCP 47 does: `en`, `pt-BR`, `zh-Hant`";
            self.log.warn(Diagnostic::new(&INVALID_LANGUAGE, message).at(span).help(help));
        }
    }

    fn structural_type(&mut self, value: &str, span: Option<Span>) {
        let terms = value.split_ascii_whitespace().filter(|term| vocabulary::is_structural_term(term));
        let terms: Vec<&str> = terms.collect();
        if !terms.is_empty() && self.element.name != "col" {
            self.kept.push((Name::prefixed("epub", OPS, "type"), terms.join(" "), span));
        }
    }

    fn link(&mut self, value: &str, span: Option<Span>) {
        if !matches!(self.element.name, "a" | "area") {
            return;
        }
        match url::read(value) {
            // A link to its own page, which is how scripts are hung on links.
            Address::Local(address) if address.is_empty() || address == "#" => {}
            Address::Local(address) | Address::Remote(address) | Address::Other(address) => {
                self.keep("href", address, span);
            }
            Address::Data(_) => self.dead_link("a book cannot follow a `data:` link".to_owned(), span),
            Address::Nothing(Some(scheme)) if !matches!(&*scheme, "http" | "https" | "ftp") => {
                self.dead_link(format!("a book cannot follow a `{scheme}:` link"), span);
            }
            Address::Nothing(_) => self.dead_link(format!("`{}` is not an address", value.trim()), span),
        }
    }

    fn dead_link(&mut self, message: String, span: Option<Span>) {
        let help = "link to a file of the book, or to a page by `https:`; the text of the link was kept";
        self.log.warn(Diagnostic::new(&UNSAFE_LINK, message).at(span).help(help));
    }

    /// Turns what a style means into classes; on a `span`, some of it becomes elements elsewhere.
    fn apply_style(&mut self, style: Option<&Style>) {
        let Some(style) = style else { return };
        if !self.element.is_phrasing() {
            self.classes.extend(style.align);
        }
        if self.element.name != "span" {
            let classes = [
                (style.italic == Some(true) && !matches!(self.element.name, "i" | "em"), "italic"),
                (style.bold == Some(true) && !matches!(self.element.name, "b" | "strong" | "th"), "bold"),
                (style.strike && !matches!(self.element.name, "s" | "del"), "strike"),
            ];
            self.classes.extend(classes.iter().filter(|(holds, _)| *holds).map(|(_, class)| *class));
        }
        if style.small_capitals {
            self.classes.push("smallcaps");
        }
        if style.underline && !matches!(self.element.name, "u" | "a" | "ins") {
            self.classes.push("underline");
        }
        if let Some(direction) = style.direction
            && self.kept("dir").is_none()
        {
            self.keep("dir", direction.to_owned(), None);
        }
    }

    fn add_classes(&mut self) {
        if self.classes.is_empty() {
            return;
        }
        let mut value = self.take("class").unwrap_or_default();
        for class in std::mem::take(&mut self.classes) {
            if !value.split_ascii_whitespace().any(|known| known == class) {
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(class);
            }
        }
        self.keep("class", value, None);
    }

    fn kept(&self, local: &str) -> Option<&str> {
        let found = self.kept.iter().find(|(name, ..)| name.namespace.is_empty() && &*name.local == local);
        found.map(|(_, value, _)| value.as_str())
    }

    fn take(&mut self, local: &str) -> Option<String> {
        let index = self.kept.iter().position(|(name, ..)| name.namespace.is_empty() && &*name.local == local)?;
        Some(self.kept.remove(index).1)
    }

    fn keep(&mut self, local: &str, value: String, span: Option<Span>) {
        self.kept.push((Name::attribute(local), value, span));
    }

    fn keep_some(&mut self, local: &str, value: Option<String>, span: Option<Span>) {
        if let Some(value) = value {
            self.keep(local, value, span);
        }
    }
}

/// Tells whether `data-` and this make the name of an attribute both in HTML and in XML.
fn is_data_name(rest: &str) -> bool {
    rest.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte))
}
