//! What an element must be as a whole, seen to when all of it is there: tables, definitions, figures, details, ruby.

use crate::typeset::classes;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Puts the children of an element in order that has just got its last one.
pub(super) fn close(tree: &mut Tree, id: NodeId) {
    let Some(local) = tree.get(id).html().map(str::to_owned) else { return };
    match local.as_str() {
        "table" => table(tree, id),
        "colgroup" => columns(tree, id),
        "dl" => definitions(tree, id),
        "figure" => figure(tree, id),
        "details" => details(tree, id),
        "hgroup" => heading_group(tree, id),
        "ruby" => ruby(tree, id),
        "audio" | "video" => player(tree, id),
        _ => {}
    }
}

fn children(tree: &Tree, id: NodeId, local: &str) -> Vec<NodeId> {
    tree.get(id).elements().filter(|child| child.is_html(local)).map(NodeRef::id).collect()
}

fn is_blank(node: NodeRef<'_>) -> bool {
    node.is_text() && super::is_blank(node.text())
}

/// Sorts the parts of a table: caption, columns, head, bodies, foot, of which only columns and bodies may be many.
fn table(tree: &mut Tree, id: NodeId) {
    let rank = |node: NodeRef<'_>| match node.html() {
        Some("caption") => 0,
        Some("colgroup") => 1,
        Some("thead") => 2,
        Some("tfoot") => 4,
        _ => 3,
    };
    let mut parts: Vec<(u8, NodeId)> = tree.get(id).elements().map(|part| (rank(part), part.id())).collect();
    let in_order =
        parts.windows(2).all(|pair| pair[0].0 < pair[1].0 || pair[0].0 == pair[1].0 && matches!(pair[0].0, 1 | 3));
    if in_order {
        return;
    }
    for single in [0, 2, 4] {
        let mut of_kind: Vec<usize> = (0..parts.len()).filter(|index| parts[*index].0 == single).collect();
        let first = if of_kind.is_empty() { continue } else { of_kind.remove(0) };
        for index in of_kind {
            let part = parts[index].1;
            if single == 0 {
                // Browsers show every caption above the table.
                tree.rename(part, &Name::html("div"));
                tree.append(parts[first].1, part);
            } else {
                tree.rename(part, &Name::html("tbody"));
                parts[index].0 = 3;
            }
        }
    }
    parts.retain(|(_, part)| tree.get(*part).parent().is_some_and(|parent| parent.id() == id));
    parts.sort_by_key(|(rank, _)| *rank);
    for (_, part) in parts {
        tree.append(id, part);
    }
}

/// A group of columns says how many they are, or holds them.
fn columns(tree: &mut Tree, id: NodeId) {
    if tree.get(id).elements().next().is_some() {
        tree.unset(id, "span");
    }
}

/// Gives every group of definitions its terms and its text.
fn definitions(tree: &mut Tree, id: NodeId) {
    let groups = children(tree, id, "div");
    let all = tree.get(id).elements().count();
    let whole = groups.len() == all && groups.iter().all(|group| is_group(tree.get(*group)));
    if whole {
        return;
    }
    for group in groups {
        tree.unwrap(group);
    }
    let mut entries = tree.get(id).elements();
    let (first, last) =
        (entries.next().map(NodeRef::id), entries.last().or_else(|| tree.get(id).elements().next()).map(NodeRef::id));
    if let Some(first) = first.filter(|first| tree.get(*first).is_html("dd")) {
        let term = tree.create_element(&Name::html("dt"), None);
        tree.insert_before(first, term);
    }
    if let Some(last) = last.filter(|last| tree.get(*last).is_html("dt")) {
        let text = tree.create_element(&Name::html("dd"), None);
        tree.insert_after(last, text);
    }
}

/// Tells whether a `div` holds terms and then text, once.
fn is_group(group: NodeRef<'_>) -> bool {
    let names: Vec<bool> = group.elements().map(|entry| entry.is_html("dt")).collect();
    names.first() == Some(&true) && names.last() == Some(&false) && names.is_sorted_by(|left, right| left >= right)
}

/// Leaves one caption, first or last.
fn figure(tree: &mut Tree, id: NodeId) {
    let captions = children(tree, id, "figcaption");
    let mut content = tree.get(id).children().filter(|child| !is_blank(*child)).map(NodeRef::id);
    let first = content.next();
    let last = content.last().or(first);
    let kept = [last, first].into_iter().flatten().find(|edge| captions.contains(edge));
    for caption in captions.into_iter().filter(|caption| Some(*caption) != kept) {
        to_division(tree, caption, Some("figcaption"));
    }
}

fn to_division(tree: &mut Tree, id: NodeId, class: Option<&str>) {
    tree.rename(id, &Name::html("div"));
    if let Some(class) = class {
        classes::add(tree, id, class);
    }
}

/// Puts the summary first, where browsers show it; without one, nothing opens or closes.
fn details(tree: &mut Tree, id: NodeId) {
    let summaries = children(tree, id, "summary");
    let Some((first, others)) = summaries.split_first() else {
        tree.unset(id, "open");
        if tree.get(id).attribute("role").is_some_and(|role| role != "group") {
            tree.unset(id, "role");
        }
        return to_division(tree, id, None);
    };
    if tree.get(id).children().find(|child| !is_blank(*child)).map(NodeRef::id) != Some(*first) {
        tree.prepend(id, *first);
    }
    for other in others {
        to_division(tree, *other, None);
    }
}

/// A group of headings has one, and paragraphs.
fn heading_group(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    let headings =
        node.elements().filter(|child| matches!(child.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))).count();
    let paragraphs = node.elements().filter(|child| child.is_html("p")).count();
    let nothing_else = node.children().all(|child| child.is_element() || is_blank(child));
    if headings != 1 || headings + paragraphs != node.elements().count() || !nothing_else {
        to_division(tree, id, None);
    }
}

/// Ends a ruby with its last reading; what follows that is no base of anything.
fn ruby(tree: &mut Tree, id: NodeId) {
    let Some(last) = tree.get(id).elements().filter(|child| child.is_html("rt")).last().map(NodeRef::id) else {
        return tree.rename(id, &Name::html("span"));
    };
    let after: Vec<NodeId> =
        std::iter::successors(tree.get(last).next(), |node| node.next()).map(NodeRef::id).collect();
    for node in after.into_iter().rev() {
        tree.insert_after(id, node);
    }
}

/// Puts the sources of a player before what stands in for it, unless it names its file itself.
fn player(tree: &mut Tree, id: NodeId) {
    for track in children(tree, id, "track").into_iter().rev() {
        tree.prepend(id, track);
    }
    let names_file = tree.get(id).attribute("src").is_some();
    for source in children(tree, id, "source").into_iter().rev() {
        if names_file {
            tree.detach(source);
        } else {
            tree.prepend(id, source);
        }
    }
}
