//! Controls of forms, which become the text that they show.

use super::clean::Cleaner;
use super::media;
use super::rules::FORM_CONTROL;
use crate::diagnostic::Diagnostic;
use crate::xml::{Name, NodeId, NodeRef};

/// Replaces a `button`, `input`, `select` or `textarea`.
pub(super) fn replace(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let local = node.html().unwrap_or_default().to_owned();
    let kind = node.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    let is_task = kind == "checkbox" && node.attribute("disabled").is_some();
    if local == "input" && kind == "hidden" {
        return cleaner.remove(id);
    }
    if !is_task {
        let message = format!("a book cannot have the `<{local}>` of a form");
        let help = "the text that it shows was kept; say what the reader should do in words";
        cleaner.log.warn(Diagnostic::new(&FORM_CONTROL, message).at(node.nearest_span()).help(help));
    }
    match local.as_str() {
        "button" => unwrap_apart(cleaner, id),
        "input" if kind == "image" => {
            cleaner.tree.rename(id, &Name::html("img"));
            media::image(cleaner, id)
        }
        _ => {
            let text = match local.as_str() {
                "input" => input_text(node, &kind),
                "select" => chosen(node),
                _ => node.text_content(),
            };
            let text = if text.trim().is_empty() { String::new() } else { format!(" {} ", text.trim()) };
            cleaner.replace_by_text(id, &text)
        }
    }
}

/// Leaves the content of a button, with a space before and after it: buttons touch nothing on a screen.
fn unwrap_apart(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    for (first, space) in [(true, " "), (false, " ")] {
        let space = cleaner.tree.create_text(space, None);
        if first {
            cleaner.tree.prepend(id, space);
        } else {
            cleaner.tree.append(id, space);
        }
    }
    cleaner.unwrap(id)
}

/// Returns what an `input` of that type shows.
fn input_text(node: NodeRef<'_>, kind: &str) -> String {
    let checked = node.attribute("checked").is_some();
    match kind {
        "checkbox" => if checked { "[x]" } else { "[ ]" }.to_owned(),
        "radio" => if checked { "(x)" } else { "( )" }.to_owned(),
        "password" | "file" | "color" | "range" => String::new(),
        "submit" | "reset" | "button" => node.attribute("value").unwrap_or_default().to_owned(),
        _ => {
            let value = node.attribute("value").filter(|value| !value.trim().is_empty());
            value.or_else(|| node.attribute("placeholder")).unwrap_or_default().to_owned()
        }
    }
}

/// Returns what a `select` shows: what is chosen, or every choice where it is a box of several lines.
fn chosen(node: NodeRef<'_>) -> String {
    let options: Vec<NodeRef<'_>> = node.descendants().filter(|node| node.is_html("option")).collect();
    let size = node.attribute("size").and_then(|size| size.trim().parse::<u32>().ok()).unwrap_or(0);
    let shown: Vec<NodeRef<'_>> = if node.attribute("multiple").is_some() || size > 1 {
        options
    } else {
        let selected = options.iter().rev().find(|option| option.attribute("selected").is_some());
        let first = || options.iter().find(|option| option.attribute("disabled").is_none());
        selected.or_else(first).copied().into_iter().collect()
    };
    let text = |option: &NodeRef<'_>| {
        let words = option.text_content();
        words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    };
    shown.iter().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}
