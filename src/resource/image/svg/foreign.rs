//! Words that stand in an SVG as HTML, as labels of diagrams do: they become text of the drawing, where their place is
//! known. What the words look like, and all but words, is lost.

use super::length;
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};

/// How wide a letter is at the least, so that lines which fit are never divided.
const LETTER: f64 = 7.0;

/// The same as a share of the size of the text.
const LETTER_SHARE: f64 = 0.5;

/// The distance of lines, and how far below its middle a line stands on its ground, in the size of the text.
const LINE: f64 = 1.2;
const GROUND: f64 = 0.35;

const BLOCKS: &[&str] =
    &["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "dt", "dd"];

/// Returns the words of an element, line by line.
pub(super) fn lines(node: NodeRef<'_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for inner in node.descendants() {
        if inner.html().is_some_and(|name| BLOCKS.contains(&name)) {
            lines.push(String::new());
        }
        let is_unseen = || inner.ancestors().any(|above| matches!(above.html(), Some("script" | "style" | "head")));
        if let Some(line) = lines.last_mut().filter(|_| inner.is_text() && !is_unseen()) {
            line.push_str(inner.text());
        }
    }
    let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Puts a text with the words of a `foreignObject` before it, in the middle of its place; tells whether it could.
pub(super) fn put_text_before(tree: &mut Tree, id: NodeId, lines: &[String]) -> bool {
    let node = tree.get(id);
    let number = |name| node.attribute(name).map_or(Some(0.0), length_or_negative);
    let (Some(x), Some(y), Some(width), Some(height)) = (number("x"), number("y"), number("width"), number("height"))
    else {
        return false;
    };
    if width < 1.0 || height < 1.0 {
        return false;
    }
    let lines: Vec<String> = lines.iter().flat_map(|line| divide(line, width / LETTER)).collect();
    let (x, y) = ((x + width / 2.0).to_string(), (y + height / 2.0).to_string());
    let text = tree.create_element(&named(node, "text"), None);
    let attributes = [("y", &*y), ("text-anchor", "middle"), ("fill", "currentColor"), ("stroke", "none")];
    for (name, value) in attributes {
        tree.set(text, name, value);
    }
    append_lines(tree, text, &lines, &x, GROUND);
    tree.insert_before(id, text);
    true
}

/// Makes the words of a `foreignObject` those of the text in its stead, in lines as wide as its HTML.
pub(super) fn replace_words(tree: &mut Tree, text: NodeId, object: NodeId, lines: &[String]) {
    let styles = tree.get(object).descendants().filter_map(|inner| inner.attribute("style"));
    let styles: String = styles.flat_map(|style| [style, ";"]).collect();
    let said = |property: &str| {
        let mut said = styles.split(';').filter_map(|said| said.split_once(':'));
        said.find(|(name, _)| name.trim() == property).map(|(_, value)| value.trim())
    };
    let size = tree.get(text).attribute("font-size").and_then(length).unwrap_or(LETTER / LETTER_SHARE);
    let width = said("width").and_then(length).filter(|_| said("white-space") != Some("nowrap"));
    let fitting = width.map_or(f64::INFINITY, |width| width / (size * LETTER_SHARE));
    let lines: Vec<String> = lines.iter().flat_map(|line| divide(line, fitting)).collect();
    let x = tree.get(text).attribute("x").unwrap_or("0").to_owned();
    while let Some(child) = tree.get(text).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    match lines.as_slice() {
        [line] => tree.append_text(text, line, None),
        lines => append_lines(tree, text, lines, &x, 0.0),
    }
}

/// Puts lines into a text, around the middle that it has.
fn append_lines(tree: &mut Tree, text: NodeId, lines: &[String], x: &str, ground: f64) {
    let name = named(tree.get(text), "tspan");
    let mut down = ground;
    for _ in 1..lines.len() {
        down -= LINE / 2.0;
    }
    for line in lines {
        let part = tree.append_element(text, &name, None);
        tree.set(part, "x", x);
        tree.set(part, "dy", &format!("{down:.2}em"));
        tree.append_text(part, line, None);
        down = LINE;
    }
}

/// Returns a name of SVG with the prefix of an element.
fn named(node: NodeRef<'_>, local: &str) -> Name {
    Name::prefixed(node.name().map_or("", |name| &name.prefix), ns::SVG, local)
}

fn length_or_negative(text: &str) -> Option<f64> {
    match text.trim().strip_prefix('-') {
        Some(positive) => length(positive).map(|length| -length),
        None => length(text),
    }
}

/// Divides a line between words where it has more letters than fit.
fn divide(line: &str, fitting: f64) -> Vec<String> {
    let mut lines: Vec<(String, f64)> = Vec::new();
    for word in line.split(' ') {
        let length = word.chars().fold(0.0, |length, _| length + 1.0);
        match lines.last_mut() {
            Some((line, so_far)) if *so_far + 1.0 + length <= fitting => {
                line.extend([" ", word]);
                *so_far += 1.0 + length;
            }
            _ => lines.push((word.to_owned(), length)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::safe;

    const LABEL: &str = "<p xmlns=\"http://www.w3.org/1999/xhtml\">Start <b>here</b><br/>now</p>";

    #[test]
    fn a_label_becomes_text_in_the_middle_of_its_place() {
        let (copy, _) = safe(&format!("<foreignObject x=\"-10\" width=\"100\" height=\"40\">{LABEL}</foreignObject>"));
        let expected = "<text y=\"20\" text-anchor=\"middle\" fill=\"currentColor\" stroke=\"none\">\
                        <tspan x=\"40\" dy=\"-0.25em\">Start here</tspan><tspan x=\"40\" dy=\"1.20em\">now</tspan></text>";
        assert_eq!(copy.as_deref(), Some(expected));
        let long = LABEL.replace("now", "and then go on");
        let (copy, _) = safe(&format!("<foreignObject width=\"70\" height=\"40\">{long}</foreignObject>"));
        assert!(copy.unwrap().contains("<tspan x=\"35\" dy=\"1.20em\">go on</tspan>"));
    }

    #[test]
    fn one_whose_place_nobody_knows_leaves_its_words_to_the_finding() {
        let label = format!("<foreignObject width=\"100%\" height=\"100%\">{LABEL}</foreignObject>");
        assert_eq!(safe(&label).0.as_deref(), Some(""));
        // What stands in its stead is shown instead.
        let instead = format!("<switch>{label}<text>Start here now</text></switch>");
        assert_eq!(safe(&instead).0.as_deref(), Some("<text>Start here now</text>"));
    }
}
