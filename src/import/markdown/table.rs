//! Tables of plain cells as rows of bars.

use super::inline;
use crate::xml::NodeRef;

/// Writes a table, where it has one row of heads and its cells hold nothing but words.
pub(super) fn write(table: NodeRef<'_>) -> Option<String> {
    let mut rows: Vec<NodeRef<'_>> = Vec::new();
    for child in table.elements() {
        match child.html()? {
            "thead" | "tbody" => rows.extend(child.elements()),
            "tr" => rows.push(child),
            _ => return None,
        }
    }
    let (head, body) = rows.split_first()?;
    let columns = head.elements().count();
    let is_head = columns > 0 && head.elements().all(|cell| cell.is_html("th"));
    let fits = |row: &NodeRef<'_>| row.elements().count() == columns && row.elements().all(is_plain);
    if !is_head || !rows.iter().all(fits) || body.iter().any(|row| row.elements().any(|cell| cell.is_html("th"))) {
        return None;
    }
    let rule: Vec<&str> = head.elements().map(|cell| alignment(cell.attribute("class"))).collect();
    let mut lines = vec![row(*head), format!("|{}|", rule.join("|"))];
    lines.extend(body.iter().map(|body| row(*body)));
    Some(lines.join("\n"))
}

fn alignment(class: Option<&str>) -> &'static str {
    match class {
        Some("left") => ":--",
        Some("center") => ":-:",
        Some("right") => "--:",
        _ => "---",
    }
}

fn is_plain(cell: NodeRef<'_>) -> bool {
    let is_aligned = |class: &str| matches!(class, "left" | "center" | "right");
    let says_no_more = cell.attributes().all(|said| &*said.name.local == "class" && is_aligned(said.value));
    says_no_more && cell.descendants().all(|node| super::is_inline(node) && !node.is_html("br"))
}

fn row(row: NodeRef<'_>) -> String {
    let cells: Vec<String> = row.elements().map(|cell| inline::heading(cell.children()).replace('|', "\\|")).collect();
    format!("| {} |", cells.join(" | "))
}
