//! Element by element: what a book cannot have is taken out, renamed, or turned into what is left of its meaning.
//!
//! After this step every element is one that EPUB allows in a body, with attributes that it may have; where it stands
//! is for `arrange` to see to.

use super::attributes::{self, Ids};
use super::log::Log;
use super::rules::{HIDDEN_CONTENT, OBSOLETE_ELEMENT, SCRIPT_REMOVED, STYLE_ELEMENT, UNKNOWN_ELEMENT};
use super::style::{self, Style};
use super::{controls, foreign, inline, media, player};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;
use crate::typeset::classes;
use crate::vocabulary::OPS;
use crate::vocabulary::{self, Content, Element};
use crate::xml::{Kind, Name, NodeId, NodeRef, Tree, ns};

/// Cleans a whole tree; returns its ids.
pub(super) fn clean(tree: &mut Tree, log: &mut Log) -> Ids {
    let mut cleaner = Cleaner { tree, log, ids: Ids::default() };
    let mut next = cleaner.tree.root().first_child().map(NodeRef::id);
    while let Some(id) = next {
        next = cleaner.visit(id);
    }
    cleaner.ids
}

/// What becomes of an element.
enum Treatment {
    Keep,
    /// It is obsolete, and has a successor, perhaps with a class.
    Succeed(&'static str, Option<&'static str>),
    /// It becomes another element that holds the same, perhaps with a class.
    Become(&'static str, Option<&'static str>),
    /// It goes, and its content stays; in a `span` or `div` where it has an id, a language or a class.
    Loosen(Option<&'static Rule>),
    /// It goes with all that is in it, which nobody saw.
    Drop(Option<&'static Rule>),
    Script,
    Special(fn(&mut Cleaner<'_>, NodeId) -> Option<NodeId>),
}

fn treatment(local: &str) -> Treatment {
    use Treatment::{Become, Drop, Keep, Loosen, Script, Special, Succeed};
    match local {
        "script" => Script,
        "style" => Drop(Some(&STYLE_ELEMENT)),
        "base" | "basefont" | "bgsound" | "head" | "link" | "meta" | "param" | "rp" | "title" => Drop(None),
        "datalist" | "noembed" | "noframes" | "template" => Drop(Some(&HIDDEN_CONTENT)),
        "acronym" => Succeed("abbr", None),
        "big" => Succeed("span", Some("large")),
        "center" => Succeed("div", Some("center")),
        "dir" => Succeed("ul", None),
        "listing" | "plaintext" | "xmp" => Succeed("pre", None),
        "marquee" => Succeed("div", None),
        "rtc" => Succeed("rt", None),
        "strike" => Succeed("s", None),
        "tt" => Succeed("code", None),
        "blink" | "font" | "frameset" | "isindex" | "keygen" | "multicol" | "nobr" | "nolayer" | "rb" | "spacer" => {
            Loosen(Some(&OBSOLETE_ELEMENT))
        }
        "body" | "dialog" | "fieldset" | "form" | "html" | "main" | "optgroup" | "option" | "search" => {
            Become("div", None)
        }
        "legend" => Become("p", Some("legend")),
        "menu" => Become("ul", None),
        "canvas" | "label" | "meter" | "noscript" | "output" | "picture" | "progress" | "slot" => Loosen(None),
        "button" | "input" | "select" | "textarea" => Special(controls::replace),
        "applet" | "embed" | "frame" | "iframe" | "object" => Special(media::embedded),
        "img" => Special(media::image),
        "audio" | "video" => Special(player::player),
        "source" => Special(player::source),
        "track" => Special(player::track),
        "area" => Special(media::area),
        _ if vocabulary::element(local).is_some() => Keep,
        _ => Loosen(Some(&UNKNOWN_ELEMENT)),
    }
}

/// The step at work.
pub(super) struct Cleaner<'a> {
    pub(super) tree: &'a mut Tree,
    pub(super) log: &'a mut Log,
    pub(super) ids: Ids,
}

impl Cleaner<'_> {
    /// Cleans one node and returns the next one to be cleaned.
    fn visit(&mut self, id: NodeId) -> Option<NodeId> {
        let node = self.tree.get(id);
        match node.kind() {
            Kind::Document => None,
            Kind::Text => self.beyond(id),
            Kind::Comment | Kind::Instruction | Kind::Doctype => self.remove(id),
            Kind::Element => {
                let name = node.name().cloned()?;
                match &*name.namespace {
                    ns::XHTML => self.html(id, &name.local),
                    ns::SVG => foreign::svg(self, id, &name.local),
                    ns::MATHML => foreign::math(self, id),
                    _ => self.unwrap(id),
                }
            }
        }
    }

    fn html(&mut self, id: NodeId, local: &str) -> Option<NodeId> {
        let node = self.tree.get(id);
        let style = node.attribute("style").map(style::read);
        if is_hidden(node, local, style.as_ref()) {
            let span = node.nearest_span();
            self.log.remark(&HIDDEN_CONTENT, local, span, || format!("`<{local}>` that no browser shows was left out"));
            return self.remove(id);
        }
        let span = node.span();
        if node.first_child().is_some() && holds_nothing(local) {
            self.empty(id);
        }
        match treatment(local) {
            Treatment::Keep => self.keep(id, local, style.as_ref()),
            Treatment::Succeed(successor, class) => {
                self.remark(&OBSOLETE_ELEMENT, local, span);
                self.succeed(id, successor, class, style.as_ref())
            }
            Treatment::Become(successor, class) => self.succeed(id, successor, class, style.as_ref()),
            Treatment::Loosen(rule) => {
                if let Some(rule) = rule {
                    self.remark(rule, local, span);
                }
                self.loosen(id, style.as_ref())
            }
            Treatment::Drop(rule) => {
                if let Some(rule) = rule {
                    self.remark(rule, local, span);
                }
                self.remove(id)
            }
            Treatment::Script => self.script(id),
            Treatment::Special(replace) => replace(self, id),
        }
    }

    fn keep(&mut self, id: NodeId, local: &str, style: Option<&Style>) -> Option<NodeId> {
        let effective = style.map_or(local, |style| inline::effective_name(local, style));
        if effective != local {
            return self.succeed(id, effective, None, style);
        }
        let Some(element) = vocabulary::element(local) else { return self.unwrap(id) };
        self.finish(id, element, style)
    }

    fn succeed(&mut self, id: NodeId, to: &str, class: Option<&str>, style: Option<&Style>) -> Option<NodeId> {
        let Some(element) = vocabulary::element(to) else { return self.unwrap(id) };
        self.tree.rename(id, &Name::html(to));
        if let Some(class) = class {
            classes::add(self.tree, id, class);
        }
        self.finish(id, element, style)
    }

    /// Leaves the content of an element that means nothing, in a plain one where its attributes say something.
    fn loosen(&mut self, id: NodeId, style: Option<&Style>) -> Option<NodeId> {
        let holds_block = self.tree.get(id).elements().any(|child| child.html().is_some_and(is_block));
        let plain = if holds_block { "div" } else { "span" };
        let next = self.succeed(id, plain, None, style);
        let bare = holds_block && self.tree.get(id).attributes().next().is_none();
        if bare { self.unwrap(id) } else { next }
    }

    /// Cleans the attributes of an element that stays, unless without them it means nothing.
    pub(super) fn finish(&mut self, id: NodeId, element: &'static Element, style: Option<&Style>) -> Option<NodeId> {
        attributes::clean(self.tree, id, element, style, &mut self.ids, self.log);
        if element.name == "span"
            && let Some(style) = style
        {
            inline::wrap_span(self.tree, id, style);
        }
        if self.says_nothing(id, element.name) {
            return self.unwrap(id);
        }
        self.within(id)
    }

    fn says_nothing(&self, id: NodeId, local: &str) -> bool {
        let node = self.tree.get(id);
        match local {
            "a" | "span" => node.attributes().next().is_none(),
            "bdo" => node.attribute("dir").is_none_or(|direction| direction == "auto"),
            "data" => node.attribute("value").is_none(),
            "map" => node.attribute("name").is_none(),
            "time" => node.attribute("datetime").is_none(),
            _ => false,
        }
    }

    fn script(&mut self, id: NodeId) -> Option<NodeId> {
        let node = self.tree.get(id);
        let is_data = node.attribute("type").is_some_and(|kind| kind.contains("json") || kind.contains("template"));
        if !is_data {
            let help = "write what the script would show; few reading systems run scripts";
            let found = Diagnostic::new(&SCRIPT_REMOVED, "a script was left out").at(node.nearest_span()).help(help);
            self.log.warn(found);
        }
        self.remove(id)
    }

    fn remark(&mut self, rule: &'static Rule, local: &str, span: Option<Span>) {
        let shown: String = local.chars().take(40).filter(|character| !character.is_control()).collect();
        self.log.remark(rule, local, span, || {
            let what = match rule.name {
                name if name == UNKNOWN_ELEMENT.name => "is not an element of HTML",
                name if name == OBSOLETE_ELEMENT.name => "is obsolete",
                _ => "was left out",
            };
            format!("`<{shown}>` {what}")
        });
    }

    /// Returns the node to be cleaned after `id`, what is in it first.
    pub(super) fn within(&self, id: NodeId) -> Option<NodeId> {
        self.tree.get(id).following_within(self.tree.document()).map(NodeRef::id)
    }

    /// Returns the node to be cleaned after `id` and all that is in it.
    pub(super) fn beyond(&self, id: NodeId) -> Option<NodeId> {
        self.tree.get(id).following_beyond(self.tree.document()).map(NodeRef::id)
    }

    /// Takes out a node and all that is in it.
    pub(super) fn remove(&mut self, id: NodeId) -> Option<NodeId> {
        let next = self.beyond(id);
        self.tree.detach(id);
        next
    }

    /// Puts what stands in an element that holds nothing after it. No parser of HTML leaves anything there.
    fn empty(&mut self, id: NodeId) {
        while let Some(child) = self.tree.get(id).last_child().map(NodeRef::id) {
            self.tree.insert_after(id, child);
        }
    }

    /// Takes a node away from around its content.
    pub(super) fn unwrap(&mut self, id: NodeId) -> Option<NodeId> {
        let next = self.within(id);
        self.tree.unwrap(id);
        next
    }

    /// Puts text in the place of a node and of all that is in it.
    pub(super) fn replace_by_text(&mut self, id: NodeId, text: &str) -> Option<NodeId> {
        let next = self.beyond(id);
        if !text.is_empty() {
            let text = self.tree.create_text(text, self.tree.get(id).span());
            self.tree.insert_before(id, text);
        }
        self.tree.detach(id);
        next
    }
}

fn holds_nothing(local: &str) -> bool {
    // What is in an `iframe` has been read as text, and is dropped with it.
    local != "iframe" && vocabulary::element(local).is_some_and(|element| element.content == Content::Nothing)
}

fn is_block(local: &str) -> bool {
    vocabulary::element(local)
        .is_none_or(|element| element.categories == vocabulary::Categories::NONE || element.is_block())
        && !matches!(local, "source" | "track" | "param" | "option")
}

/// Tells whether a browser would not show an element: notes that readers show elsewhere are not meant.
fn is_hidden(node: NodeRef<'_>, local: &str, style: Option<&Style>) -> bool {
    let hidden = node.attribute("hidden").is_some()
        || style.is_some_and(|style| style.hidden)
        || local == "dialog" && node.attribute("open").is_none();
    let term = node.attribute("epub:type").or_else(|| node.attribute_in(OPS, "type")).unwrap_or_default();
    hidden
        && node.attribute("role") != Some("doc-footnote")
        && !term.split_ascii_whitespace().any(vocabulary::is_note_term)
}
