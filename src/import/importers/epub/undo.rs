//! What this tool made of a text, taken back: drop caps, stanzas of verse, the numbers over titles and in captions, the
//! words over alerts. A book that it built comes back as its author wrote it.

use crate::import::Removed;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// What was taken back, and how the manifest says that it be made again.
#[derive(Default)]
pub(super) struct Undone {
    pub settings: Vec<(&'static str, &'static str, String)>,
    pub removed: Option<Removed>,
    /// Whether there was a number over the title.
    pub has_number: bool,
    /// The ids of figures and tables that were numbered, and are by these.
    pub numbered: Vec<String>,
}

/// Takes back what it can in a page.
pub(super) fn run(tree: &mut Tree) -> Undone {
    let mut undone = Undone::default();
    let mut words: Vec<String> = Vec::new();
    for id in tree.root().descendant_ids() {
        let node = tree.get(id);
        if node.parent().is_none() {
            continue;
        }
        let has = |class: &str| node.has_token("class", class);
        match node.html() {
            Some("span") if has("opening") || has("drop-cap") => {
                let how = if has("opening") { "small-caps" } else { "drop-cap" };
                undone.settings.push(("style", "opening", format!("\"{how}\"")));
                tree.unwrap(id);
            }
            Some("span") if has("title-number") => {
                words.push(node.text_content());
                undone.has_number = true;
                undone.settings.extend(numbering(node));
                take_number(tree, id);
            }
            Some("span") if has("label") => {
                let of = node.ancestors().find_map(numbered_id);
                if let Some(of) = of {
                    undone.numbered.push(of);
                    words.push(node.text_content());
                    tree.detach(id);
                }
            }
            Some("dfn") if node.parent().is_some_and(|above| above.is_html("dt")) => tree.unwrap(id),
            Some("p") if has("alert-title") => {
                words.push(node.text_content());
                tree.detach(id);
            }
            Some("p") if has("attribution") => tree.unset(id, "class"),
            Some("div") if has("stanza") => stanza(tree, id),
            _ => {}
        }
    }
    undone.removed = super::removed("numbers and words that the book makes by itself", &words);
    undone
}

/// Returns the id of a figure or table that is numbered by it.
fn numbered_id(node: NodeRef<'_>) -> Option<String> {
    let id = node.attribute("id").filter(|id| id.starts_with("fig-") || id.starts_with("tbl-"))?;
    matches!(node.html(), Some("div" | "table")).then(|| id.to_owned())
}

/// Says how the parts or the chapters are numbered, by the number over one title.
fn numbering(number: NodeRef<'_>) -> Option<(&'static str, &'static str, String)> {
    let is_part = number.ancestors().any(|above| above.attribute("role") == Some("doc-part"));
    let text = number.text_content();
    let last = text.split_whitespace().last()?;
    let style = if last.bytes().all(|byte| byte.is_ascii_digit()) {
        "numerals"
    } else if last.bytes().all(|byte| b"IVXLCDM".contains(&byte)) {
        "roman"
    } else {
        "words"
    };
    Some(("numbering", if is_part { "parts" } else { "chapters" }, format!("\"{style}\"")))
}

/// Takes a number from over a title, with the line end after it.
fn take_number(tree: &mut Tree, number: NodeId) {
    let next = tree.get(number).next().filter(|next| next.is_html("br")).map(NodeRef::id);
    tree.detach(number);
    if let Some(line_end) = next {
        tree.detach(line_end);
    }
}

/// Makes a paragraph of a stanza, its lines ended by `br` and begun by spaces that do not break.
fn stanza(tree: &mut Tree, stanza: NodeId) {
    const DEEPEST: usize = 8;
    let lines: Vec<NodeId> = tree.get(stanza).elements().filter(|line| line.is_html("p")).map(NodeRef::id).collect();
    let between: Vec<NodeId> = tree.get(stanza).children().filter(|node| node.is_text()).map(NodeRef::id).collect();
    for blank in between {
        tree.detach(blank);
    }
    for (index, line) in lines.iter().enumerate() {
        let depth = (1..=DEEPEST).find(|depth| tree.get(*line).has_token("class", &format!("indent-{depth}")));
        if let Some(depth) = depth {
            let space = tree.create_text(&"\u{A0}".repeat(depth * 2), None);
            tree.prepend(*line, space);
        }
        if index > 0 {
            let end = tree.create_element(&Name::html("br"), None);
            tree.insert_before(*line, end);
        }
        tree.unwrap(*line);
    }
    tree.rename(stanza, &Name::html("p"));
    tree.unset(stanza, "class");
}
