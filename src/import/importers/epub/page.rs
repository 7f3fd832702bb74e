//! A page brought down to what Markdown can say: boxes are opened, looks become stress, and of what is said of elements
//! only that stays which a book needs: where links lead, the language, and the classes that authors write.

use super::looks::Looks;
use crate::import::clean::{self, is_block, paragraphs};
use crate::package::ns;
use crate::resource::classes;
use crate::xml::{self, Kind, Name, NodeId, NodeRef, Tree};
use std::collections::HashSet;

pub(super) struct Context<'a> {
    /// The ids that something leads to.
    pub wanted: &'a HashSet<String>,
    pub looks: &'a Looks,
}

/// Elements that no reader sees.
const UNSEEN: &[&str] = &["base", "head", "link", "meta", "script", "style", "template", "title"];

/// Elements that are opened among words.
const LOOKS: &[&str] = &["acronym", "basefont", "big", "button", "font", "label", "nobr", "noscript", "small", "tt"];

/// Boxes among blocks, opened unless they say something.
const BOXES: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "center",
    "details",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "iframe",
    "main",
    "nav",
    "object",
    "search",
    "section",
    "summary",
];

/// What marks a note, by `epub:type` or by role.
const NOTES: &[&str] = &["footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"];

/// Tidies a page.
pub(super) fn tidy(tree: &mut Tree, context: &Context<'_>) {
    for id in tree.root().descendant_ids().into_iter().rev() {
        element(tree, id, context);
    }
    let document = tree.document();
    paragraphs(tree, document);
    for id in tree.root().descendant_ids().into_iter().rev() {
        clean::tidy(tree, id);
    }
}

/// Tells whether an element is a note by what it says of itself.
pub(super) fn is_note(node: NodeRef<'_>) -> bool {
    let of =
        |said: Option<&str>| said.is_some_and(|said| said.split_ascii_whitespace().any(|kind| NOTES.contains(&kind)));
    of(node.attribute_in(ns::OPS, "type")) || of(node.attribute("role").filter(|role| role.starts_with("doc-")))
}

/// Tidies an element, all in it being tidy already.
fn element(tree: &mut Tree, id: NodeId, context: &Context<'_>) {
    let node = tree.get(id);
    if matches!(node.kind(), Kind::Comment | Kind::Doctype | Kind::Instruction) {
        return tree.detach(id);
    }
    let Some(name) = node.html().map(str::to_owned) else { return picture_in_svg(tree, id) };
    if UNSEEN.contains(&&*name) {
        return tree.detach(id);
    }
    language(tree, id);
    stress(tree, id, context.looks);
    let node = tree.get(id);
    match &*name {
        "pre" => return code(tree, id, context),
        "b" => tree.rename(id, &Name::html("strong")),
        "i" => tree.rename(id, &Name::html("em")),
        "strike" | "s" => tree.rename(id, &Name::html("del")),
        "img" if node.attribute("alt").is_none() => tree.set(id, "alt", ""),
        "a" if node.attribute("href").is_none() => tree.rename(id, &Name::html("span")),
        // Lists right below the words of an item leave those without room.
        "li" if node.elements().any(|inner| is_block(inner) && !matches!(inner.html(), Some("ul" | "ol"))) => {
            paragraphs(tree, id);
        }
        "dd" | "td" | "th" if node.elements().any(is_block) => paragraphs(tree, id),
        "blockquote" => paragraphs(tree, id),
        "figure" => figure(tree, id),
        _ => {}
    }
    strip(tree, id, context);
    let node = tree.get(id);
    let is_bare = node.attributes().next().is_none();
    match node.html().unwrap_or_default() {
        "span" if is_bare => tree.unwrap(id),
        "span" if node.attributes().count() == 1 && node.attribute("id").is_some() && node.first_child().is_some() => {
            let id_of = node.attribute("id").unwrap_or_default().to_owned();
            anchor(tree, id, &id_of);
            tree.unwrap(id);
        }
        name if LOOKS.contains(&name) => open(tree, id),
        "aside" if !is_note(node) && node.attribute("class").is_none() => tree.set(id, "class", "aside"),
        name if BOXES.contains(&name) => {
            paragraphs(tree, id);
            if !says_something(tree.get(id)) {
                open(tree, id);
            }
        }
        _ => {}
    }
}

/// Tells whether a box stays.
fn says_something(node: NodeRef<'_>) -> bool {
    let is_language = node.attribute("lang").is_some() && node.is_html("div");
    // What leads to a box may be the mention of a note; `notes` opens it if it is none.
    let may_be_note = node.is_html("div") && node.attribute("id").is_some() && !node.descendants().any(is_heading);
    is_note(node) || node.attribute("class").is_some() || is_language || may_be_note
}

/// Opens an element; whatever leads to it leads to what stood in it.
pub(super) fn open(tree: &mut Tree, id: NodeId) {
    if let Some(anchor_of) = tree.get(id).attribute("id").map(str::to_owned) {
        anchor(tree, id, &anchor_of);
    }
    tree.unwrap(id);
}

/// Gives an id of an element that is opened to the first block in it, or puts an empty span there.
fn anchor(tree: &mut Tree, id: NodeId, anchor: &str) {
    let is_text = |node: &NodeRef<'_>| matches!(node.html(), Some("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    let first = tree.get(id).descendants().find(is_text).map(|node| (node.id(), is_heading(node)));
    tree.unset(id, "id");
    match first {
        Some((heading, true)) if tree.get(heading).attribute("id").is_none() => tree.set(heading, "id", anchor),
        first => {
            let span = tree.create_element(&Name::html("span"), None);
            tree.set(span, "id", anchor);
            tree.prepend(first.map_or(id, |(block, _)| block), span);
        }
    }
}

fn is_heading(node: NodeRef<'_>) -> bool {
    matches!(node.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Says the language in the attribute that Markdown has.
fn language(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    let said = node.attribute_in(xml::ns::XML, "lang").map(str::to_owned);
    if let Some(said) = said.filter(|_| node.attribute("lang").is_none()) {
        tree.set(id, "lang", &said);
    }
}

/// Makes elements of looks: italics in a `span` are stress.
fn stress(tree: &mut Tree, id: NodeId, looks: &Looks) {
    let node = tree.get(id);
    let (is_span, is_paragraph) = (matches!(node.html(), Some("span" | "font")), node.is_html("p"));
    let has_looks = node.attribute("class").is_some() || node.attribute("style").is_some();
    if !(is_span || is_paragraph) || !has_looks {
        return;
    }
    // What this tool's own stylesheet says of its classes, it will say again.
    let is_ours = |class: &str| classes::all().any(|known| known.name == class);
    if node.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(is_ours)) {
        return;
    }
    let look = looks.of_element(node);
    let (is_center, is_small) = (node.has_token("class", "center"), node.has_token("class", "smallcaps"));
    if is_paragraph && look.is_centred && !is_center {
        tree.set(id, "class", "center");
    }
    if is_span && look.is_small_caps && !is_small {
        tree.set(id, "class", "smallcaps");
    }
    for (wanted, name) in [(look.is_italic, "em"), (look.is_bold, "strong")] {
        if wanted && tree.get(id).first_child().is_some() {
            let stress = tree.create_element(&Name::html(name), None);
            tree.move_children(id, stress);
            tree.append(id, stress);
        }
    }
}

/// Takes away what is said of an element, but for what a book needs of it.
fn strip(tree: &mut Tree, id: NodeId, context: &Context<'_>) {
    let node = tree.get(id);
    let name = node.html().unwrap_or_default();
    let is_in_note = is_note(node) || name == "a";
    let is_kept = |attribute: &xml::Attribute<'_>| {
        let local = &*attribute.name.local;
        if *attribute.name.namespace == *ns::OPS {
            return local == "type" && is_in_note;
        }
        match local {
            "id" => context.wanted.contains(attribute.value),
            "lang" => !matches!(name, "html" | "body"),
            "class" => true,
            "role" => is_in_note || name == "div" && attribute.value == "figure",
            "href" => name == "a",
            "src" | "alt" => matches!(name, "img" | "audio" | "video" | "source" | "track"),
            "controls" => matches!(name, "audio" | "video"),
            "title" => matches!(name, "a" | "img" | "abbr" | "dfn"),
            "start" | "reversed" => name == "ol",
            "colspan" | "rowspan" => matches!(name, "td" | "th"),
            "datetime" => name == "time",
            "dir" => name == "bdo" || name == "bdi",
            "aria-label" => is_page_break(node),
            _ => false,
        }
    };
    let gone: Vec<Name> =
        node.attributes().filter(|attribute| !is_kept(attribute)).map(|attribute| attribute.name.clone()).collect();
    let page = is_page_break(node)
        .then(|| node.attribute("aria-label").or(node.attribute("title")).unwrap_or_default().to_owned());
    for name in gone {
        tree.unset_attribute(id, &name);
    }
    if let Some(page) = page.filter(|page| !page.is_empty()) {
        tree.rename(id, &Name::html("span"));
        tree.set(id, "data-page", &page);
        return tree.unset(id, "class");
    }
    classes(tree, id);
}

/// Tells whether an element marks where a page of a printed edition begins.
fn is_page_break(node: NodeRef<'_>) -> bool {
    node.attribute("role") == Some("doc-pagebreak") || node.attribute_in(ns::OPS, "type") == Some("pagebreak")
}

/// Leaves an element the classes that authors write.
fn classes(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    let Some(all) = node.attribute("class") else { return };
    let is_title = is_heading(node);
    let is_kept = |class: &&str| match node.html().unwrap_or_default() {
        "code" => class.starts_with("language-"),
        "th" | "td" => matches!(*class, "left" | "right" | "center"),
        "aside" | "div" if *class == "alert" || class.starts_with("alert-") => true,
        "p" if HEAD.contains(class) => true,
        "div" | "aside" | "section" if matches!(*class, "piece-dedication" | "summary" | "author-note" | "person") => {
            true
        }
        "span" | "a" | "p" | "div" | "blockquote" | "aside" | "dl" => {
            classes::all().any(|known| known.is_authors && known.name == *class)
        }
        _ => false,
    };
    let kept: Vec<&str> = all.split_ascii_whitespace().filter(is_kept).filter(|_| !is_title).collect();
    let kept = kept.join(" ");
    if kept.is_empty() { tree.unset(id, "class") } else { tree.set(id, "class", &kept) }
}

/// The classes of lines under a title, which `head` takes.
pub(super) const HEAD: &[&str] = &["subtitle", "byline", "translator", "date", "note-title"];

/// Makes code of preformatted text, which nothing in it marks up.
fn code(tree: &mut Tree, id: NodeId, context: &Context<'_>) {
    let node = tree.get(id);
    let text = node.text_content();
    let language = node.descendants().chain([node]).find_map(|node| {
        let class = node.attribute("class")?;
        class.split_ascii_whitespace().find(|class| class.starts_with("language-")).map(str::to_owned)
    });
    let anchor_of = node.attribute("id").filter(|id| context.wanted.contains(*id)).map(str::to_owned);
    let names: Vec<Name> = node.attributes().map(|attribute| attribute.name.clone()).collect();
    for name in &names {
        tree.unset_attribute(id, name);
    }
    while let Some(child) = tree.get(id).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    let code = tree.append_element(id, &Name::html("code"), None);
    if let Some(language) = language {
        tree.set(code, "class", &language);
    }
    tree.append_text(code, text.trim_matches('\n'), None);
    if let Some(anchor_of) = anchor_of {
        let span = tree.create_element(&Name::html("span"), None);
        tree.set(span, "id", &anchor_of);
        tree.insert_before(id, span);
    }
}

/// Makes a figure of a `figure`.
fn figure(tree: &mut Tree, id: NodeId) {
    tree.rename(id, &Name::html("div"));
    if tree.get(id).descendants().any(|node| node.is_html("img")) {
        tree.set(id, "class", "figure");
        tree.set(id, "role", "figure");
    }
}

/// Makes a picture of a drawing that holds nothing but one.
fn picture_in_svg(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    if node.local_in(xml::ns::SVG) != Some("svg") {
        return;
    }
    let shown =
        |node: &NodeRef<'_>| node.is_element() && !matches!(node.local_in(xml::ns::SVG), Some("title" | "desc" | "g"));
    let parts: Vec<NodeRef<'_>> = node.descendants().filter(shown).collect();
    let [only] = parts[..] else { return };
    if only.local_in(xml::ns::SVG) != Some("image") || !node.text_content().trim().is_empty() {
        return;
    }
    let address = only.attribute("href").or(only.attribute_in(xml::ns::XLINK, "href")).unwrap_or_default().to_owned();
    let image = tree.create_element(&Name::html("img"), None);
    tree.set(image, "src", &address);
    tree.set(image, "alt", "");
    tree.insert_before(id, image);
    tree.detach(id);
}
