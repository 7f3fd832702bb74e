//! Lists that a program for documents writes as paragraphs, each with the sign of its item in a run that it marks.

use super::clutter::shown;
use crate::import::Removed;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// What marks such a run: the sign is shown, and read as none of the words.
const SIGN: &str = "mso-list:ignore";

/// Makes lists of such paragraphs; returns the signs, which lists write by themselves.
pub(super) fn make(tree: &mut Tree) -> Option<Removed> {
    let signs: Vec<NodeId> = tree.root().descendants().filter(|node| is_sign(*node)).map(NodeRef::id).collect();
    let mut said = Vec::new();
    // The list that the last item stands in.
    let mut open: Option<(NodeId, bool)> = None;
    for sign in signs {
        let Some(item) = tree.get(sign).ancestors().find(|above| above.is_html("p")).map(NodeRef::id) else { continue };
        let text = shown(tree.get(sign)).join(" ");
        let is_counted = text.contains(char::is_alphanumeric) && text != "o";
        let before = tree.get(item).previous_element().map(NodeRef::id);
        let goes_on = open.filter(|(list, counted)| Some(*list) == before && *counted == is_counted);
        let (list, _) = *open.insert(goes_on.unwrap_or_else(|| {
            let list = tree.create_element(&Name::html(if is_counted { "ol" } else { "ul" }), None);
            tree.insert_before(item, list);
            (list, is_counted)
        }));
        said.push(text);
        tree.detach(sign);
        tree.detach(item);
        tree.rename(item, &Name::html("li"));
        tree.append(list, item);
    }
    let what = "the signs of the items of lists, which are lists now".to_owned();
    (!said.is_empty()).then(|| Removed { what, text: said.join("\n") })
}

fn is_sign(node: NodeRef<'_>) -> bool {
    let style = || node.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    node.is_html("span") && style().contains(SIGN)
}
