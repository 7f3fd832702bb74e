//! Sub- and superscript inside words, as in `H~2~O` and `x^2^`.
//!
//! pulldown-cmark opens them only where a word begins, and there is hardly a use for them there.
//! What stands between the marks is short and has no white space, so that `~5 to ~10` stays what it is.

use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::ops::Range;

/// Makes elements of marked letters and digits; `source` is the text that spans point into.
pub(super) fn run(tree: &mut Tree, source: &str) {
    let is_candidate =
        |node: &NodeRef<'_>| node.is_text() && node.text().bytes().any(|byte| matches!(byte, b'~' | b'^'));
    let candidates: Vec<NodeId> = tree.root().descendants().filter(is_candidate).map(NodeRef::id).collect();
    for id in candidates {
        let node = tree.get(id);
        let is_literal =
            node.ancestors().any(|above| matches!(above.html(), Some("code" | "pre" | "script" | "style")));
        if !is_literal {
            mark(tree, id, source);
        }
    }
}

/// A letter or two set lower or higher: the range of its marks, in the bytes of a text node.
struct Script {
    element: &'static str,
    range: Range<usize>,
}

fn mark(tree: &mut Tree, id: NodeId, source: &str) {
    let node = tree.get(id);
    let text = node.text().to_owned();
    // Only text that stands in the source word for word has places for its parts.
    let span = node.span().filter(|span| source.get(span.range()) == Some(&text));
    let is_escaped = span.is_some_and(|span| source[..span.start as usize].ends_with('\\'));
    let scripts = find(&text, is_escaped);
    if scripts.is_empty() {
        return;
    }
    let part = |range: &Range<usize>| span.map(|span| within(span, range));
    let mut from = 0;
    for script in &scripts {
        let before = from..script.range.start;
        insert_text(tree, id, &text[before.clone()], part(&before));
        let element = tree.create_element(&Name::html(script.element), part(&script.range));
        let inner = script.range.start + 1..script.range.end - 1;
        tree.append_text(element, &text[inner.clone()], part(&inner));
        tree.insert_before(id, element);
        from = script.range.end;
    }
    let rest = from..text.len();
    insert_text(tree, id, &text[rest.clone()], part(&rest));
    tree.detach(id);
}

fn within(span: Span, range: &Range<usize>) -> Span {
    Span::new(span.source, span.start as usize + range.start..span.start as usize + range.end)
}

fn insert_text(tree: &mut Tree, before: NodeId, text: &str, span: Option<Span>) {
    if !text.is_empty() {
        let node = tree.create_text(text, span);
        tree.insert_before(before, node);
    }
}

/// Finds the scripts of a text; where its first character is escaped, it marks nothing.
fn find(text: &str, is_escaped: bool) -> Vec<Script> {
    const LONGEST: usize = 40;
    let mut scripts = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(['~', '^']).map(|at| from + at) {
        from = start + 1;
        let mark = text.as_bytes()[start];
        let after_word = text[..start].ends_with(|before: char| before.is_alphanumeric() || before == ')');
        if !after_word || (start == 0 && is_escaped) {
            continue;
        }
        let ends = |byte: u8| byte == mark || byte.is_ascii_whitespace();
        let Some(length) = text.as_bytes()[from..].iter().take(LONGEST).position(|&byte| ends(byte)) else { continue };
        let end = from + length;
        let is_doubled = text.as_bytes().get(end + 1) == Some(&mark);
        if text.as_bytes()[end] != mark || is_doubled || !text[from..end].contains(char::is_alphanumeric) {
            continue;
        }
        let element = if mark == b'~' { "sub" } else { "sup" };
        scripts.push(Script { element, range: start..end + 1 });
        from = end + 1;
    }
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_words_are_found_and_other_uses_are_left() {
        let cases = [
            ("H~2~O", vec!["~2~"]),
            ("x^2^ + y^10^", vec!["^2^", "^10^"]),
            ("(a+b)^n^", vec!["^n^"]),
            ("~5 to ~10", vec![]),
            ("a ^_^ b", vec![]),
            ("so~ on ~", vec![]),
            ("x^ 2^", vec![]),
            ("a~~b~~", vec![]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = find(text, false).iter().map(|script| &text[script.range.clone()]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
