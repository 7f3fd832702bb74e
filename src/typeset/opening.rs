//! The first words of a chapter, where the book wants them set off: a drop cap, or small capitals.
//!
//! They stay the words they are, in a `span` that no engine needs to understand. A letter is taken out of its word for a
//! drop cap only in scripts with capitals: elsewhere letters join, or stand in fields.

use super::{Context, classes, spans};
use crate::diagnostic::Diagnostics;
use crate::manifest::Opening;
use crate::manuscript::Piece;
use crate::role::Matter;
use crate::xml::{Name, NodeId, NodeRef, Tree};

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let opening = piece.facts.opening.unwrap_or(context.manifest.style.opening);
    if opening == Opening::Plain || piece.role.matter != Matter::Body {
        return Diagnostics::new();
    }
    let Some(paragraph) = first_paragraph(piece.tree.root()).map(NodeRef::id) else { return Diagnostics::new() };
    let tree = &mut piece.tree;
    match opening {
        Opening::Plain => {}
        Opening::DropCap => drop_cap(tree, paragraph),
        Opening::SmallCaps => small_caps(tree, paragraph),
    }
    Diagnostics::new()
}

/// The classes of what may stand between a title and the text, beside paragraphs that have one.
const BEFORE_TEXT: &[&str] = &["figure", "piece-dedication", "epigraph", "summary"];

/// Returns the paragraph that begins the text proper, where nothing but a heading and what belongs to it is before.
fn first_paragraph(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    for node in root.elements() {
        match node.html()? {
            "p" if node.attribute("class").is_none() => return Some(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup" | "header" | "blockquote" | "aside" | "hr" | "p" => {}
            "div" if BEFORE_TEXT.iter().any(|class| classes::has(node, class)) => {}
            _ => return None,
        }
    }
    None
}

/// Elements that words may begin in.
const STRESSED: &[&str] = &["em", "i", "strong", "b", "cite", "q", "dfn"];

/// Returns the text that a paragraph begins with, where it does.
fn first_text(paragraph: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut first = paragraph.first_child()?;
    while first.html().is_some_and(|name| STRESSED.contains(&name)) {
        first = first.first_child()?;
    }
    (first.is_text() && !first.text().starts_with(char::is_whitespace)).then_some(first)
}

fn drop_cap(tree: &mut Tree, paragraph: NodeId) {
    // Beside fewer words, the letter would hang into the next paragraph.
    const FEWEST: usize = 150;
    let node = tree.get(paragraph);
    let Some(text) = first_text(node) else { return };
    let Some(end) = capital_end(text.text()) else { return };
    if node.text_content().chars().nth(FEWEST).is_none() {
        return;
    }
    let first = text.id();
    wrap_start(tree, first, end, "drop-cap");
    classes::add(tree, paragraph, "first");
}

/// Returns where the first letter ends, with the quotation mark before it and the accents on it.
fn capital_end(text: &str) -> Option<usize> {
    let mark = text.len()
        - text
            .trim_start_matches(['"', '\'', '“', '‘', '«', '„', '‹', '¿', '¡', '\u{A0}', '\u{202F}', '\u{200A}'])
            .len();
    let mut letters = text[mark..].char_indices();
    let (_, first) = letters.next()?;
    if !first.is_uppercase() {
        return None;
    }
    let is_accent = |letter: char| matches!(letter, '\u{300}'..='\u{36F}');
    let end = letters.find(|(_, letter)| !is_accent(*letter)).map_or(text.len(), |(offset, _)| mark + offset);
    Some(end)
}

fn small_caps(tree: &mut Tree, paragraph: NodeId) {
    let Some(text) = first_text(tree.get(paragraph)) else { return };
    let Some(end) = phrase_end(text.text()) else { return };
    let first = text.id();
    wrap_start(tree, first, end, "opening");
    classes::add(tree, paragraph, "first");
}

/// Returns where the first words end: at most four of them, and before the first mark that ends a phrase.
fn phrase_end(text: &str) -> Option<usize> {
    const WORDS: usize = 4;
    const LONGEST: usize = 30;
    if !text.chars().any(char::is_lowercase) {
        return None;
    }
    let mut end = 0;
    for (count, word) in text.split_inclusive(char::is_whitespace).enumerate() {
        let bare = word.trim_end();
        if count == WORDS || end + bare.len() > LONGEST && count > 0 {
            break;
        }
        let phrase = bare.trim_end_matches([',', ';', ':', '.', '!', '?', '—', '–', '…', '”', '’', '"', '»']);
        // `M.` and `Mrs.` end no phrase.
        let is_short = bare.ends_with('.') && phrase.chars().count() <= 3;
        if phrase.len() < bare.len() && !is_short {
            return (end + phrase.len() > 0).then_some(end + phrase.len());
        }
        end += word.len();
    }
    let end = text[..end].trim_end().len();
    (end > 0).then_some(end)
}

/// Puts the beginning of a text into a span.
fn wrap_start(tree: &mut Tree, text: NodeId, end: usize, class: &str) {
    spans::cut(tree, text, end);
    let span = tree.wrap(text, &Name::html("span"));
    tree.set(span, "class", class);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_end_where_words_do() {
        for (text, expected) in [
            ("It was late, and cold", Some("It was late")),
            ("The ferry had not come in yet", Some("The ferry had not")),
            ("Unwahrscheinlichkeitsberechnungen sind", Some("Unwahrscheinlichkeitsberechnungen")),
            ("“No,” she said", Some("“No")),
            ("Quand M. Astier a fermé", Some("Quand M. Astier a")),
            ("漢字", None),
        ] {
            assert_eq!(phrase_end(text).map(|end| &text[..end]), expected, "{text}");
        }
        for (text, expected) in
            [("It", Some("I")), ("“It", Some("“I")), ("E\u{301}t", Some("E\u{301}")), ("שלום", None), ("3 men", None)]
        {
            assert_eq!(capital_end(text).map(|end| &text[..end]), expected, "{text}");
        }
    }
}
