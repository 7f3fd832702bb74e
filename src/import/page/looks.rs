//! What stylesheets and `style` attributes say of words: slanted ones are emphasis, bold ones are strong.
//!
//! Word, Google Docs and their like say it nowhere else.

use crate::css::{Found, scan};
use crate::import::clean::is_block;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// What words look like; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    slanted: Option<bool>,
    bold: Option<bool>,
}

/// What classes look like, as the stylesheets of a whole page say.
pub(super) type Looks = HashMap<String, Look>;

/// Reads the stylesheets of a page, as far as they speak of single classes.
pub(super) fn read(root: NodeRef<'_>) -> Looks {
    let mut looks = Looks::new();
    for style in root.descendants().filter(|node| node.is_html("style") && node.attribute("media") != Some("print")) {
        let text = style.text_content();
        for found in scan(&text) {
            let Found::Declaration { selector, property, value, .. } = found else { continue };
            if !matches!(property, "font-style" | "font-weight") {
                continue;
            }
            for one in selector.split(',').map(str::trim) {
                let class = one.strip_prefix("span.").or_else(|| one.strip_prefix('.'));
                let is_class = |class: &&str| class.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                if let Some(class) = class.filter(is_class) {
                    looks.entry(class.to_owned()).or_default().read(property, value);
                }
            }
        }
    }
    looks
}

impl Look {
    fn read(&mut self, property: &str, value: &str) {
        let value = value.trim().to_ascii_lowercase();
        match property {
            "font-style" => self.slanted = Some(value.starts_with("italic") || value.starts_with("oblique")),
            "font-weight" => {
                let weight = value.split_whitespace().next().and_then(|weight| weight.parse::<u32>().ok());
                self.bold = Some(value.starts_with("bold") || weight.is_some_and(|weight| weight >= 600));
            }
            _ => {}
        }
    }
}

/// Makes emphasis of what looks so.
pub(super) fn apply(tree: &mut Tree, looks: &Looks) {
    let is_run = |node: &NodeRef<'_>| {
        let is_such = matches!(node.html(), Some("span" | "font" | "p"));
        is_such && (node.attribute("style").is_some() || !looks.is_empty() && node.attribute("class").is_some())
    };
    let runs: Vec<NodeId> = tree.root().descendants().filter(is_run).map(NodeRef::id).collect();
    for id in runs {
        let node = tree.get(id);
        let mut look = Look::default();
        for class in node.attribute("class").unwrap_or_default().split_ascii_whitespace() {
            let known = looks.get(class).copied().unwrap_or_default();
            look = Look { slanted: known.slanted.or(look.slanted), bold: known.bold.or(look.bold) };
        }
        for said in node.attribute("style").unwrap_or_default().split(';').filter_map(|said| said.split_once(':')) {
            look.read(said.0.trim(), said.1);
        }
        let names = [(look.slanted, "em"), (look.bold, "strong")];
        let names: Vec<&str> = names.iter().filter(|(is_so, _)| *is_so == Some(true)).map(|(_, name)| *name).collect();
        if names.is_empty() || node.descendants().any(is_block) || node.text_content().trim().is_empty() {
            continue;
        }
        // What is said of a paragraph holds for its words; a heading is bold already, and so is what stands in one.
        for name in names {
            let inner = tree.create_element(&Name::html(name), None);
            tree.move_children(id, inner);
            tree.append(id, inner);
        }
        tree.unset(id, "style");
    }
}
