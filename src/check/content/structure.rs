//! Elements that hold certain others in a certain order: lists, tables, `ruby`, players, `head` …
//!
//! Each is one function that goes through the children once. A child that is out of place is said to be, and the rest
//! is judged as if it were not there. Scripts and templates may stand between the parts of lists and tables.

use super::known::Known;
use super::placement::{Room, local, report_misplaced, report_missing, report_text, room_of};
use crate::check::resource::Resource;
use crate::vocabulary::{Content, Element};
use crate::xml::{NodeRef, Tree};

/// A child that matters.
#[derive(Clone, Copy)]
enum Child<'a> {
    Element(NodeRef<'a>, Known),
    /// Words, in one node or several in a row.
    Text(NodeRef<'a>),
}

impl<'a> Child<'a> {
    /// Returns the local name of an element of HTML that there is; empty for all else.
    fn html(self) -> &'static str {
        match self {
            Self::Element(_, Known::Html(element)) => element.name,
            _ => "",
        }
    }

    fn is_in(self, room: Room) -> bool {
        match self {
            Self::Element(node, known) => room.takes(known, local(node)),
            Self::Text(_) => true,
        }
    }

    fn is_script(self) -> bool {
        matches!(self.html(), "script" | "template")
    }

    fn report(self, resource: &mut Resource<'_, 'a>) {
        match self {
            Self::Element(node, known) => report_misplaced(node, known, resource),
            Self::Text(node) => report_text(node, resource),
        }
    }
}

/// Goes through the children of a node, and tells them to `see`.
fn each<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>, mut see: impl FnMut(Child<'a>, &mut Resource<'_, 'a>)) {
    let Some(tree) = resource.tree() else { return };
    let mut in_text = false;
    for child in node.children() {
        if child.is_element() {
            in_text = false;
            let known = known(child, tree, resource);
            see(Child::Element(child, known), resource);
        } else if child.is_text() && !in_text && !is_blank(child.text()) {
            in_text = true;
            see(Child::Text(child), resource);
        }
    }
}

fn known<'a>(node: NodeRef<'a>, tree: &'a Tree, resource: &mut Resource<'_, 'a>) -> Known {
    resource.survey.content.known(node, tree)
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

/// Reports each child that `fits` does not let in.
fn only<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>, mut fits: impl FnMut(Child<'a>) -> bool) {
    each(node, resource, |child, resource| {
        if !fits(child) {
            child.report(resource);
        }
    });
}

/// Looks at what an element with such a content holds.
pub(super) fn look<'a>(node: NodeRef<'a>, content: Content, resource: &mut Resource<'_, 'a>) {
    match content {
        Content::Nothing => only(node, resource, |_| false),
        Content::Text => only(node, resource, |child| matches!(child, Child::Text(_))),
        Content::Items => items(node, &["li"], resource),
        Content::Rows => items(node, &["tr"], resource),
        Content::Cells => items(node, &["td", "th"], resource),
        Content::Select => items(node, &["option", "optgroup"], resource),
        Content::OptionGroup => items(node, &["option"], resource),
        Content::Columns => {
            let columns: &[&str] = if node.attribute("span").is_some() { &[] } else { &["col"] };
            items(node, columns, resource);
        }
        Content::Options => only(node, resource, |child| child.html() == "option" || child.is_in(Room::Phrasing)),
        Content::RubyTexts => {
            only(node, resource, |child| matches!(child.html(), "rt" | "rp") || child.is_in(Room::Phrasing));
        }
        Content::Summary => only(node, resource, |child| {
            matches!(child.html(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup") || child.is_in(Room::Phrasing)
        }),
        Content::Table => table(node, resource),
        Content::Definitions => definitions(node, resource),
        Content::Details => details(node, resource),
        Content::Fieldset => first_then_flow(node, "legend", resource),
        Content::Figure => figure(node, resource),
        Content::HeadingGroup => heading_group(node, resource),
        Content::Ruby => ruby(node, resource),
        Content::Picture => picture(node, resource),
        Content::Media => media(node, resource),
        Content::Object => object(node, resource),
        Content::Page => page(node, resource),
        Content::Head => head(node, resource),
        Content::Template => template(node, resource),
        Content::Phrasing | Content::Flow | Content::Transparent | Content::Anything | Content::Foreign => {}
    }
}

fn items<'a>(node: NodeRef<'a>, names: &[&str], resource: &mut Resource<'_, 'a>) {
    only(node, resource, |child| names.contains(&child.html()) || child.is_script());
}

fn table<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let (mut reached, mut body) = (0, "");
    only(node, resource, |child| {
        if child.is_script() {
            return true;
        }
        let (rank, may_repeat) = match child.html() {
            "caption" => (1, false),
            "colgroup" => (2, true),
            "thead" => (3, false),
            "tbody" | "tr" => (4, true),
            "tfoot" => (5, false),
            _ => return false,
        };
        // Rows stand all in groups or all bare.
        let is_body = rank == 4;
        let fits = (rank > reached || rank == reached && may_repeat)
            && (!is_body || matches!(body, "" | _ if body.is_empty() || body == child.html()));
        if fits {
            reached = rank;
            if is_body {
                body = child.html();
            }
        }
        fits
    });
}

/// What the last part of a list of definitions was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Definition {
    None,
    Term,
    Description,
    Group,
}

fn definitions<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut last = Definition::None;
    only(node, resource, |child| {
        let next = match child.html() {
            "dt" => Definition::Term,
            "dd" => Definition::Description,
            "div" => Definition::Group,
            _ => return child.is_script(),
        };
        let fits = match (last, next) {
            (Definition::None, Definition::Description) => false,
            (Definition::None, _) => true,
            (Definition::Group, next) => next == Definition::Group,
            (_, next) => next != Definition::Group,
        };
        // A description without a term is wrong once, and not again at the next.
        if fits || last == Definition::None {
            last = next;
        }
        fits
    });
    if last == Definition::Term {
        report_missing(node, "`dd` for its last `dt`", resource);
    }
}

/// Looks at a `div` in a list of definitions: terms, and then what describes them.
pub(super) fn definition_group<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut last = Definition::None;
    only(node, resource, |child| {
        let next = match child.html() {
            "dt" => Definition::Term,
            "dd" => Definition::Description,
            _ => return child.is_script(),
        };
        let fits = !matches!(
            (last, next),
            (Definition::None, Definition::Description) | (Definition::Description, Definition::Term)
        );
        if fits || last == Definition::None {
            last = next;
        }
        fits
    });
    match last {
        Definition::Description => {}
        Definition::Term => report_missing(node, "`dd`", resource),
        _ => report_missing(node, "`dt`", resource),
    }
}

fn details<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut has_summary = false;
    only(node, resource, |child| {
        let is_summary = child.html() == "summary";
        let fits = is_summary != has_summary && (is_summary || child.is_in(Room::Flow));
        // What might stand after the summary shows that there is none.
        has_summary |= is_summary || matches!(child, Child::Element(..)) && child.is_in(Room::Flow);
        fits
    });
    if !has_summary {
        report_missing(node, "`summary`", resource);
    }
}

fn first_then_flow<'a>(node: NodeRef<'a>, first: &str, resource: &mut Resource<'_, 'a>) {
    let mut is_first = true;
    only(node, resource, |child| {
        let fits = is_first && child.html() == first || child.is_in(Room::Flow);
        is_first = false;
        fits
    });
}

fn figure<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let (mut is_first, mut captioned, mut is_over) = (true, false, false);
    only(node, resource, |child| {
        let is_caption = child.html() == "figcaption";
        let fits = !is_over && if is_caption { !captioned } else { child.is_in(Room::Flow) };
        if is_caption && fits {
            captioned = true;
            is_over = !is_first;
        }
        is_first = false;
        fits
    });
}

fn heading_group<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut has_heading = false;
    only(node, resource, |child| match child.html() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => !std::mem::replace(&mut has_heading, true),
        "p" => true,
        _ => child.is_script(),
    });
    if !has_heading {
        report_missing(node, "heading", resource);
    }
}

/// What the last part of a `ruby` was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ruby {
    Base,
    Annotated,
    /// In parentheses: the first, then the text.
    Opened,
    Enclosed,
}

fn ruby<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut last = Ruby::Base;
    only(node, resource, |child| {
        last = match (child.html(), last) {
            ("rp", Ruby::Base | Ruby::Annotated) => Ruby::Opened,
            ("rt", Ruby::Opened) => Ruby::Enclosed,
            ("rp", Ruby::Enclosed) | ("rt" | "rtc", Ruby::Base | Ruby::Annotated) => Ruby::Annotated,
            ("rb", Ruby::Base | Ruby::Annotated) => Ruby::Base,
            (_, Ruby::Base | Ruby::Annotated) if child.is_in(Room::Phrasing) => Ruby::Base,
            _ => return false,
        };
        true
    });
    match last {
        Ruby::Annotated => {}
        Ruby::Base => report_missing(node, "`rt` at its end", resource),
        Ruby::Opened | Ruby::Enclosed => report_missing(node, "second `rp`", resource),
    }
}

fn picture<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut has_image = false;
    only(node, resource, |child| match child.html() {
        "img" => !std::mem::replace(&mut has_image, true),
        "source" => !has_image,
        _ => child.is_script(),
    });
    if !has_image {
        report_missing(node, "`img`", resource);
    }
}

fn media<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let room = room_of(node);
    // A player with a source of its own has no others.
    let mut reached = u8::from(node.attribute("src").is_some());
    only(node, resource, |child| {
        let rank = match child.html() {
            "source" => 0,
            "track" => 1,
            _ if child.is_in(room) => 2,
            _ => return false,
        };
        let fits = rank >= reached;
        reached = reached.max(rank);
        fits
    });
}

fn object<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let room = room_of(node);
    let mut is_over = false;
    only(node, resource, |child| {
        let is_parameter = child.html() == "param";
        let fits = if is_parameter { !is_over } else { child.is_in(room) };
        is_over |= !is_parameter;
        fits
    });
}

fn page<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let (mut has_head, mut has_body) = (false, false);
    only(node, resource, |child| match child.html() {
        "head" if !has_body => !std::mem::replace(&mut has_head, true),
        "body" => {
            let fits = has_head && !has_body;
            has_body = true;
            fits
        }
        _ => false,
    });
    if !has_body {
        let what = if has_head { "`body`" } else { "`head`" };
        report_missing(node, what, resource);
    }
}

fn head<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let (mut has_title, mut has_base) = (false, false);
    only(node, resource, |child| match child {
        Child::Element(_, Known::Html(Element { name: "title", .. })) => !std::mem::replace(&mut has_title, true),
        Child::Element(_, Known::Html(Element { name: "base", .. })) => !std::mem::replace(&mut has_base, true),
        Child::Element(_, Known::Epub("trigger")) => true,
        _ => matches!(child.html(), "link" | "meta" | "script" | "style" | "template"),
    });
}

/// Looks at a template: what it holds stands somewhere else in the end.
fn template<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    only(node, resource, |child| match child {
        Child::Element(_, Known::Html(element)) => {
            !matches!(element.name, "html" | "head" | "body" | "title" | "base" | "noscript")
        }
        _ => child.is_in(Room::Flow),
    });
}
