//! What points at something in the same piece: headers of cells, labels, maps, parts of drawings, changed ids.
//!
//! Whether ordinary links lead anywhere is settled later, when all pieces are known.

use super::attributes::Ids;
use crate::address::decode;
use crate::xml::{NodeId, NodeRef, Tree, ns};
use std::collections::{HashMap, HashSet};

/// Attributes that list ids which must be there.
const LISTS: &[&str] = &["aria-labelledby", "aria-describedby", "aria-details"];

/// Takes away references to what is not there, and follows ids that were changed.
pub(super) fn settle(tree: &mut Tree, ids: &Ids) {
    let present = Present::of(tree);
    let elements: Vec<NodeId> = tree.root().descendants().filter(|node| node.is_element()).map(NodeRef::id).collect();
    for id in elements {
        if tree.get(id).attributes().next().is_some() {
            references(tree, id, ids, &present);
        }
        // What only said what is not so says nothing now.
        if matches!(tree.get(id).html(), Some("a" | "span")) && tree.get(id).attributes().next().is_none() {
            tree.unwrap(id);
        }
    }
}

fn references(tree: &mut Tree, id: NodeId, ids: &Ids, present: &Present) {
    labels(tree, id, present);
    headers(tree, id, present);
    if let Some(address) = renamed(tree.get(id), ids) {
        tree.set(id, "href", &address);
    }
    let dead_map = tree.get(id).attribute("usemap").is_some_and(|name| !present.maps.contains(&name[1..]));
    if dead_map {
        tree.unset(id, "usemap");
    }
    unused_part(tree, id, present);
    // Only the items of a numbered list have numbers.
    if tree.get(id).is_html("li") && !tree.get(id).parent().is_some_and(|list| list.is_html("ol")) {
        tree.unset(id, "value");
    }
}

/// What a piece holds that others may point at.
struct Present {
    ids: HashSet<String>,
    maps: HashSet<String>,
    /// The table in which each header cell stands, by its id.
    header_cells: HashMap<String, Option<NodeId>>,
}

impl Present {
    fn of(tree: &Tree) -> Self {
        let mut present = Self { ids: HashSet::new(), maps: HashSet::new(), header_cells: HashMap::new() };
        for node in tree.root().descendants() {
            if node.is_html("map") {
                present.maps.extend(node.attribute("name").map(str::to_owned));
            }
            if let Some(id) = node.attribute("id") {
                present.ids.insert(id.to_owned());
                if node.is_html("th") {
                    present.header_cells.insert(id.to_owned(), table_of(node));
                }
            }
        }
        present
    }
}

fn table_of(node: NodeRef<'_>) -> Option<NodeId> {
    node.ancestors().find(|above| above.is_html("table")).map(NodeRef::id)
}

fn labels(tree: &mut Tree, id: NodeId, present: &Present) {
    for name in LISTS {
        let dead = tree.get(id).attribute(name).is_some_and(|list| {
            // What describes something in detail is one element.
            (*name == "aria-details" && list.split_ascii_whitespace().count() > 1)
                || list.split_ascii_whitespace().any(|id| !present.ids.contains(id))
        });
        if dead {
            tree.unset(id, name);
        }
    }
}

fn headers(tree: &mut Tree, id: NodeId, present: &Present) {
    let node = tree.get(id);
    let Some(list) = node.attribute("headers") else { return };
    let table = table_of(node);
    let dead = list.split_ascii_whitespace().any(|id| present.header_cells.get(id).is_none_or(|found| *found != table));
    if dead {
        tree.unset(id, "headers");
    }
}

/// Returns the address of a link within the piece to an id that was changed.
fn renamed(node: NodeRef<'_>, ids: &Ids) -> Option<String> {
    if ids.renamed.is_empty() {
        return None;
    }
    let fragment = decode(node.attribute("href")?.strip_prefix('#')?);
    ids.renamed.get(&fragment).map(|id| format!("#{id}"))
}

/// Takes away the address of a part of a drawing that is not there.
fn unused_part(tree: &mut Tree, id: NodeId, present: &Present) {
    let node = tree.get(id);
    if node.local_in(ns::SVG).is_none_or(|local| local == "a") {
        return;
    }
    for namespace in [ns::NONE, ns::XLINK] {
        let Some(found) = tree.get(id).attribute_entry(namespace, "href") else { continue };
        let dead = found.value.strip_prefix('#').is_some_and(|part| !present.ids.contains(&decode(part)));
        let name = found.name.clone();
        if dead && tree.get(id).local_in(ns::SVG) == Some("use") {
            return tree.detach(id);
        }
        if dead {
            tree.unset_attribute(id, &name);
        }
    }
}
