//! Where elements and text may stand (HTML 3.2.5.2, "Content models").
//!
//! Each element is asked what it holds. What is in the wrong place is still looked into; what nobody knows is not.

use super::known::Known;
use super::structure;
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::vocabulary::{Content, Element, OPS};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const MISPLACED_CONTENT: Rule = Rule {
    name: "misplaced-content",
    severity: Severity::Error,
    summary: "an element of a page stands where HTML does not allow it",
    explanation: "
Each element of HTML holds certain others: a paragraph holds text and no lists, a list holds items.
Readers mend what is wrong, each in its own way, and then show something else than was meant.

Wrong:

    <ul><p>One</p></ul>

Right:

    <ul><li><p>One</p></li></ul>
",
    epubcheck: &["RSC-005"],
};

pub(in crate::check) const UNKNOWN_HTML: Rule = Rule {
    name: "unknown-html",
    severity: Severity::Error,
    summary: "an element of a page is not of HTML, or no longer",
    explanation: "
A reader ignores the tags of elements that it does not know.
What HTML has given up (`center`, `font`, `tt`) has its successors in stylesheets and in elements that say more.

Wrong:

    <p><tt>x</tt></p>

Right:

    <p><code>x</code></p>
",
    epubcheck: &["RSC-005"],
};

pub(super) const MISPLACED_TEXT: Rule = Rule {
    name: "misplaced-text",
    severity: Severity::Error,
    summary: "text of a page stands where only elements may",
    explanation: "
Lists, tables and the like hold elements that hold the text.

Wrong:

    <ul>One<li>Two</li></ul>

Right:

    <ul><li>One</li><li>Two</li></ul>
",
    epubcheck: &["RSC-005"],
};

pub(super) const MISSING_CONTENT: Rule = Rule {
    name: "missing-content",
    severity: Severity::Error,
    summary: "an element of a page lacks another that it must hold",
    explanation: "
Some elements mean nothing without a certain other: a term needs its description, `details` their `summary`.

Wrong:

    <dl><dt>Ink</dt></dl>

Right:

    <dl><dt>Ink</dt><dd>What writers spill</dd></dl>
",
    epubcheck: &["RSC-005"],
};

/// What an element takes in where no order matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    Flow,
    Phrasing,
}

impl Room {
    /// Tells whether an element may stand in it.
    pub(super) fn takes(self, known: Known, name: &str) -> bool {
        match self {
            Self::Flow => known.is_flow(name),
            Self::Phrasing => known.is_phrasing(name),
        }
    }
}

/// Looks at what an element holds.
pub(super) fn look<'a>(node: NodeRef<'a>, element: &'static Element, resource: &mut Resource<'_, 'a>) {
    match element.content {
        Content::Anything => skip_children(node, resource),
        // It says itself when it is.
        Content::Phrasing if element.name == "time" && node.attribute("datetime").is_none() => {
            structure::look(node, Content::Text, resource);
        }
        Content::Phrasing => fill(node, Room::Phrasing, resource),
        Content::Flow if element.name == "div" && node.parent().is_some_and(|parent| parent.is_html("dl")) => {
            // After bare terms it is out of place, and no more is said of it.
            let mut before = std::iter::successors(node.previous(), |node| node.previous());
            if !before.any(|node| node.is_html("dt") || node.is_html("dd")) {
                structure::definition_group(node, resource);
            }
        }
        Content::Flow => fill(node, Room::Flow, resource),
        Content::Transparent => fill(node, room_of(node), resource),
        content => structure::look(node, content, resource),
    }
}

/// Looks at what a custom element holds: what may stand where it stands.
pub(super) fn look_at_custom<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    fill(node, room_of(node), resource);
}

/// Looks at what an element holds that takes in text and other elements in any order.
pub(super) fn fill<'a>(node: NodeRef<'a>, room: Room, resource: &mut Resource<'_, 'a>) {
    let Some(tree) = resource.tree() else { return };
    for child in node.elements() {
        let known = resource.survey.content.known(child, tree);
        if !room.takes(known, local(child)) {
            report_misplaced(child, known, resource);
        }
    }
}

/// Looks at an element that holds nothing.
pub(super) fn hold_nothing<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    for child in node.elements() {
        report_child(child, resource);
    }
}

/// Tells whether an element may stand in a room.
pub(super) fn fits<'a>(node: NodeRef<'a>, room: Room, resource: &mut Resource<'_, 'a>) -> bool {
    let Some(tree) = resource.tree() else { return true };
    room.takes(resource.survey.content.known(node, tree), local(node))
}

/// Says that an element may not stand where it does, whatever it is.
pub(super) fn report_child<'a>(child: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let Some(tree) = resource.tree() else { return };
    let known = resource.survey.content.known(child, tree);
    report_misplaced(child, known, resource);
}

/// Returns what an element takes in that takes in what its parent does.
pub(super) fn room_of(node: NodeRef<'_>) -> Room {
    for above in node.ancestors() {
        let Some(name) = above.name() else { break };
        match &*name.namespace {
            ns::XHTML => match crate::vocabulary::element(&name.local).map(|element| element.content) {
                Some(Content::Transparent | Content::Media | Content::Object) => {}
                Some(Content::Phrasing | Content::Ruby | Content::RubyTexts | Content::Summary | Content::Options) => {
                    return Room::Phrasing;
                }
                None if name.local.contains('-') => {}
                _ => return Room::Flow,
            },
            ns::MATHML if &*name.local == "mtext" => return Room::Phrasing,
            OPS => {}
            _ => return Room::Flow,
        }
    }
    Room::Flow
}

fn skip_children(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    if let Some(tree) = resource.tree()
        && node.elements().next().is_some()
    {
        resource.survey.content.skip(node, tree);
    }
}

/// Returns an element's local name.
pub(super) fn local(node: NodeRef<'_>) -> &str {
    node.name().map_or("", |name| &*name.local)
}

/// Says that an element may not stand where it does.
pub(super) fn report_misplaced(node: NodeRef<'_>, known: Known, resource: &mut Resource<'_, '_>) {
    let Some(name) = node.name() else { return };
    let parent = node.parent().and_then(NodeRef::name).map(ToString::to_string);
    let finding = match known {
        Known::Unknown => {
            let help = match successor(&name.local) {
                Some(successor) => format!("use {successor}"),
                None => "use an element of HTML, such as `span` or `div` with a class".to_owned(),
            };
            Diagnostic::new(&UNKNOWN_HTML, format!("`{name}` is not an element of HTML")).help(help)
        }
        Known::Foreign => {
            let message = format!("`{name}` is in the namespace `{}`, which no page holds", &*name.namespace);
            Diagnostic::new(&UNKNOWN_HTML, message).help("use an element of HTML, SVG or MathML")
        }
        _ => {
            let message = match parent {
                Some(parent) => format!("`{name}` may not stand in `{parent}`, or not here"),
                None => format!("`{name}` may not be the outermost element of a page"),
            };
            Diagnostic::new(&MISPLACED_CONTENT, message).help("move it, or use another element in its place")
        }
    };
    resource.report(finding.at(tag(node)));
}

/// Returns what has taken the place of an element that HTML has given up.
fn successor(name: &str) -> Option<&'static str> {
    Some(match name {
        "acronym" => "`abbr`",
        "big" | "font" | "basefont" => "a class, and `font-size`, `font-family` or `color` in a stylesheet",
        "center" => "a class, and `text-align: center` in a stylesheet",
        "dir" => "`ul`",
        "strike" => "`s` or `del`",
        "tt" => "`code`, `kbd` or `samp`",
        "applet" | "bgsound" | "noembed" => "`object`, `audio` or `video`",
        "frame" | "frameset" | "noframes" => "a page for each frame",
        "listing" | "plaintext" | "xmp" => "`pre`",
        "nobr" => "a class, and `white-space: nowrap` in a stylesheet",
        "marquee" | "blink" => "a class, if it must stand out",
        _ => return None,
    })
}

/// Says that text may not stand where it does.
pub(super) fn report_text(text: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let parent = text.parent().and_then(NodeRef::name).map(ToString::to_string).unwrap_or_default();
    let place = text.nearest_span().map_or(Place::Nowhere, Place::At);
    let finding = Diagnostic::new(&MISPLACED_TEXT, format!("text may not stand in `{parent}` itself"));
    resource.report(finding.at(place).help("put it into an element that may stand here"));
}

/// Says that an element lacks another.
pub(super) fn report_missing(node: NodeRef<'_>, what: &str, resource: &mut Resource<'_, '_>) {
    let Some(name) = node.name() else { return };
    let finding = Diagnostic::new(&MISSING_CONTENT, format!("`{name}` has no {what}"));
    resource.report(finding.at(tag(node)).help(format!("add the {what}, or use another element than `{name}`")));
}
