//! What pages are made of, brought down to what books are made of: headings, paragraphs, verse, breaks, emphasis.
//!
//! Boxes are opened, so that blocks stand side by side; fonts and colours leave; words stay, each in its place.

use super::verse;
use crate::manuscript::ornament;
use crate::xml::{Kind, Name, NodeId, NodeRef, Tree, ns};

/// Elements whose text no reader sees.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "iframe", "noembed", "noframes", "title", "link", "meta", "base", "head", "object",
    "embed",
];

/// What the names of places begin with that links of the same text lead to.
pub(super) const PLACE: &str = "place-";

/// Boxes around blocks.
const BOXES: &[&str] = &[
    "address",
    "article",
    "body",
    "center",
    "details",
    "dir",
    "div",
    "fieldset",
    "figure",
    "figcaption",
    "footer",
    "form",
    "header",
    "hgroup",
    "legend",
    "main",
    "menu",
    "nav",
    "search",
    "section",
    "summary",
];

/// Elements that say how words look and nothing of what they mean.
const LOOKS: &[&str] = &[
    "acronym", "basefont", "big", "blink", "button", "font", "label", "marquee", "nobr", "small", "span", "tt",
    "noscript", "time", "data",
];

/// Makes plain blocks of the tree of a page.
pub(super) fn clean(tree: &mut Tree) {
    for id in tree.root().descendant_ids().into_iter().rev() {
        element(tree, id);
    }
    paragraphs(tree, tree.document());
    for id in tree.root().descendant_ids() {
        let node = tree.get(id);
        if node.is_html("p") && node.parent().is_some() {
            split_at_empty_lines(tree, id);
        }
    }
    for id in tree.root().descendant_ids().into_iter().rev() {
        tidy(tree, id);
    }
}

/// Cleans one element, all in it being clean already.
fn element(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    if matches!(node.kind(), Kind::Comment | Kind::Doctype | Kind::Instruction) {
        return tree.detach(id);
    }
    let Some(name) = node.html().map(str::to_owned) else { return };
    if UNSEEN.contains(&&*name) {
        return tree.detach(id);
    }
    let style = node.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let leads = |to: &str| to.strip_prefix('#').map_or(!to.is_empty(), |place| place.starts_with(PLACE));
    let is_link = name == "a" && node.attribute("href").is_some_and(leads);
    match &*name {
        // What leads to a note of the text does so still.
        "a" if node.attribute("role") == Some("doc-noteref") => return,
        "pre" if node.elements().any(is_block) => {
            paragraphs(tree, id);
            return tree.unwrap(id);
        }
        "pre" => return verse::of_preformatted(tree, id),
        "b" => tree.rename(id, &Name::html("strong")),
        "i" => tree.rename(id, &Name::html("em")),
        "strike" | "s" => tree.rename(id, &Name::html("del")),
        "span" | "font" if style.contains("font-style:italic") => tree.rename(id, &Name::html("em")),
        "span" | "font" if style.contains("font-weight:bold") => tree.rename(id, &Name::html("strong")),
        "a" if !is_link => return tree.unwrap(id),
        // Elements of other vocabularies, such as `o:p` of Word, say nothing here.
        name if LOOKS.contains(&name) || name.contains(':') => return tree.unwrap(id),
        name if BOXES.contains(&name) => {
            paragraphs(tree, id);
            return tree.unwrap(id);
        }
        "blockquote" | "li" | "dd" if node.elements().any(is_block) => paragraphs(tree, id),
        "blockquote" => paragraphs(tree, id),
        "ul" | "ol" | "dl" => items(tree, id),
        _ => {}
    }
    strip(tree, id);
}

/// Makes items of what stands in a list and in none of its items; a list without items only stood further in.
fn items(tree: &mut Tree, id: NodeId) {
    let list = tree.get(id);
    let (item, other) = if list.is_html("dl") { ("dd", "dt") } else { ("li", "li") };
    let is_item = |node: NodeRef<'_>| matches!(node.html(), Some(name) if name == item || name == other);
    if !list.elements().any(is_item) {
        tree.rename(id, &Name::html("blockquote"));
        return paragraphs(tree, id);
    }
    let children: Vec<NodeId> = list.children().map(NodeRef::id).collect();
    let mut open = None;
    for child in children {
        let node = tree.get(child);
        if is_item(node) {
            open = None;
        } else if node.is_text() && node.text().trim().is_empty() && open.is_none() {
            tree.detach(child);
        } else {
            let holder = *open.get_or_insert_with(|| {
                let holder = tree.create_element(&Name::html(item), None);
                tree.insert_before(child, holder);
                holder
            });
            tree.detach(child);
            tree.append(holder, child);
        }
    }
}

/// Takes away what is said of an element, but for what a book needs of it.
fn strip(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    let is_place = node.attribute("id").is_some_and(|id| id.starts_with(PLACE));
    let is_kept = |local: &str| match node.html().unwrap_or_default() {
        _ if local == "id" => is_place,
        "a" => matches!(local, "href" | "title"),
        "img" => matches!(local, "src" | "alt" | "title"),
        "ol" => local == "start",
        "td" | "th" => matches!(local, "colspan" | "rowspan"),
        _ => false,
    };
    let gone: Vec<Name> =
        node.attributes().map(|said| said.name.clone()).filter(|name| !is_kept(&name.local)).collect();
    for name in gone {
        tree.unset_attribute(id, &name);
    }
}

/// Puts the words that stand among the blocks of a box into paragraphs.
pub(super) fn paragraphs(tree: &mut Tree, id: NodeId) {
    let mut run: Vec<NodeId> = Vec::new();
    let children: Vec<NodeId> = tree.get(id).children().map(NodeRef::id).collect();
    for child in children {
        if is_block(tree.get(child)) {
            wrap(tree, &mut run);
        } else {
            run.push(child);
        }
    }
    wrap(tree, &mut run);
}

fn wrap(tree: &mut Tree, run: &mut Vec<NodeId>) {
    let shows = |node: NodeRef<'_>| node.is_element() && !node.is_html("br") || !node.text().trim().is_empty();
    let run = std::mem::take(run);
    let Some(&first) = run.first().filter(|_| run.iter().any(|id| shows(tree.get(*id)))) else {
        return run.into_iter().for_each(|id| tree.detach(id));
    };
    let paragraph = tree.create_element(&Name::html("p"), None);
    tree.insert_before(first, paragraph);
    for id in run {
        tree.detach(id);
        tree.append(paragraph, id);
    }
}

/// Makes several paragraphs of one that has empty lines in it; a line end at either end of one goes.
pub(super) fn split_at_empty_lines(tree: &mut Tree, id: NodeId) {
    let name = tree.get(id).name().cloned().unwrap_or_else(|| Name::html("p"));
    let class = tree.get(id).attribute("class").map(str::to_owned);
    let children: Vec<NodeId> = tree.get(id).children().map(NodeRef::id).collect();
    let mut here = id;
    let mut line_ends: Vec<NodeId> = Vec::new();
    let mut has_words = false;
    for child in children {
        let node = tree.get(child);
        let is_blank = node.is_text() && node.text().trim_matches([' ', '\t', '\n', '\r']).is_empty();
        if node.is_html("br") {
            line_ends.push(child);
        } else if is_blank && !line_ends.is_empty() {
            tree.detach(child);
            continue;
        } else {
            if line_ends.len() > 1 && has_words {
                let next = tree.create_element(&name, None);
                if let Some(class) = &class {
                    tree.set(next, "class", class);
                }
                tree.insert_after(here, next);
                here = next;
            }
            if line_ends.len() > 1 || !has_words {
                line_ends.drain(..).for_each(|line_end| tree.detach(line_end));
            }
            line_ends.clear();
            has_words |= !is_blank;
        }
        if here != id {
            tree.detach(child);
            tree.append(here, child);
        }
    }
    for line_end in line_ends {
        tree.detach(line_end);
    }
}

/// Takes away what shows nothing, and makes scene breaks of rows of marks.
pub(super) fn tidy(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    let Some(name) = node.html() else { return };
    let is_shown = |node: NodeRef<'_>| {
        matches!(node.html(), Some("img" | "hr" | "audio" | "video"))
            || node.local_in(ns::SVG).is_some()
            || node.attribute("id").is_some()
    };
    let has_words = || node.descendants().any(|node| node.is_text() && !node.text().trim().is_empty());
    let is_empty = || !has_words() && !node.descendants().any(is_shown);
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "li" | "aside" | "table"
            if is_empty() =>
        {
            tree.detach(id);
        }
        "em" | "strong" | "a" if is_empty() => tree.unwrap(id),
        "p" if has_words() && ornament::is_break(node.text_content().trim(), true) => {
            let is_plain = !node.descendants().any(is_shown);
            if is_plain && !node.text_content().chars().any(char::is_alphanumeric) {
                let rule = tree.create_element(&Name::html("hr"), None);
                tree.insert_before(id, rule);
                tree.detach(id);
            }
        }
        _ => {}
    }
}

/// Tells whether an element is a block.
pub(super) fn is_block(node: NodeRef<'_>) -> bool {
    const BLOCKS: &[&str] = &[
        "aside",
        "blockquote",
        "dd",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ];
    node.html().is_some_and(|name| BLOCKS.contains(&name) || BOXES.contains(&name))
}

/// Returns the words of a block in one line.
pub(super) fn label(block: NodeRef<'_>) -> String {
    let lines = lines(block);
    let mut label = String::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !label.is_empty() {
            // A number and the title under it: a colon parts them where nothing else does.
            let is_ended = label.ends_with(|last: char| !last.is_alphanumeric()) || !label.contains(' ');
            label.push_str(if is_ended { " " } else { ": " });
        }
        label.push_str(line);
    }
    label
}

/// Returns the lines that a reader sees of a block.
pub(super) fn lines(block: NodeRef<'_>) -> Vec<String> {
    let mut text = String::new();
    let mut next = block.first_child();
    while let Some(node) = next {
        if node.is_text() {
            // Lines that keep their spaces are lines.
            let kept = if block.is_html("pre") { &['\r', '\t'][..] } else { &['\n', '\r', '\t'][..] };
            text.push_str(&node.text().replace(kept, " "));
        } else if node.is_html("br") || is_block(node) {
            text.push('\n');
        }
        next = node.first_child().or_else(|| {
            let mut node = node;
            loop {
                if is_block(node) {
                    text.push('\n');
                }
                if let Some(next) = node.next() {
                    return Some(next);
                }
                node = node.parent().filter(|parent| parent.id() != block.id())?;
            }
        });
    }
    text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}
