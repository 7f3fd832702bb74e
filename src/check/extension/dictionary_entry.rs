//! How the entries of a dictionary are built. EPUB Dictionaries and Glossaries 1.0, section 2.3.

use super::dictionary::is_dictionary;
use super::{fault, has_type, types};
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::check::survey::Features;
use crate::diagnostic::{Rule, Severity};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_ENTRY],
    section: "EPUB Dictionaries and Glossaries 1.0, 2.3",
    example: Example::None,
    look: Look::Resource(look),
};

const BROKEN_ENTRY: Rule = Rule {
    name: "broken-entry",
    severity: Severity::Error,
    summary: "an entry of a dictionary is not built as readers take it apart",
    explanation: r#"
A dictionary is a `body` or `section` of articles, each with the word that it explains in `dfn`.

Wrong:

    <section epub:type="dictionary">
      <h1>Words</h1>
      <p><b>dragon</b> an animal that breathes fire</p>
    </section>

Right:

    <section epub:type="dictionary">
      <h1>Words</h1>
      <article><dfn>dragon</dfn> <span epub:type="def">an animal that breathes fire</span></article>
    </section>
"#,
    epubcheck: &["RSC-005"],
};

fn look(resource: &mut Resource<'_, '_>) {
    if !resource.survey.features.has(Features::DICTIONARY) || !is_dictionary(resource.rendition) {
        return;
    }
    let Some(tree) = resource.tree().filter(|_| resource.item.is_xhtml()) else { return };
    for node in tree.root().descendants().filter(|node| node.is_element()) {
        let mut report = |message: String, help: &str| {
            resource.report(fault(&BROKEN_ENTRY, message, help).at(tag(node)));
        };
        for word in types(node) {
            if let Some(message) = misplaced(node, word) {
                report(message, "use the element that readers look for");
            }
            if let Some(message) = lacking(node, word) {
                report(message.to_owned(), "add it");
            }
        }
        // What is implied by its element: an article of a dictionary, an item of a list of parts of speech.
        let is_in = |word: &str| node.parent().is_some_and(|parent| has_type(parent, word));
        if node.is_html("article") && is_in("dictionary") && !has_word(node) {
            report("the entry has no `dfn` with the word that it explains".to_owned(), "add it");
        }
        for (list, item) in [("part-of-speech-list", "part-of-speech-group"), ("phrase-list", "phrase-group")] {
            if node.is_html("li")
                && is_in(list)
                && !has_type(node, item)
                && let Some(message) = lacking(node, item)
            {
                report(message.to_owned(), "add it");
            }
        }
    }
}

/// Says that a word stands on an element that it may not stand on.
fn misplaced(node: NodeRef<'_>, word: &str) -> Option<String> {
    let elements: &[&str] = match word {
        "dictionary" => &["body", "section"],
        "condensed-entry" => &["aside"],
        "part-of-speech-list" | "sense-list" => &["ol"],
        "phrase-list" => &["ol", "ul"],
        "idiom" => &["dfn"],
        _ => return None,
    };
    let is_right = node.html().is_some_and(|name| elements.contains(&name));
    (!is_right).then(|| {
        let elements = elements.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        format!("`{word}` is for {elements}")
    })
}

/// Says what an element of this kind must hold and does not.
fn lacking(node: NodeRef<'_>, word: &str) -> Option<&'static str> {
    let holds = |words: &[&str]| node.descendants().any(|inner| words.iter().any(|word| has_type(inner, word)));
    let is_sound = match word {
        "dictionary" => {
            !matches!(node.html(), Some("body" | "section")) || node.elements().any(|child| child.is_html("article"))
        }
        "condensed-entry" => !node.is_html("aside") || matches!(node.attribute("hidden"), Some("" | "hidden")),
        "part-of-speech-group" => holds(&["part-of-speech"]),
        "phrase-group" => holds(&["idiom", "example"]),
        "tran-info" => node.parent().is_some_and(|parent| parent.elements().any(|child| has_type(child, "tran"))),
        _ => true,
    };
    let message = match word {
        "dictionary" => "the dictionary has no `article`",
        "condensed-entry" => "the condensed entry is not `hidden`",
        "part-of-speech-group" => "the group has no part of speech",
        "phrase-group" => "the group has no idiom and no example",
        _ => "there is no translation beside this",
    };
    (!is_sound).then_some(message)
}

/// Tells whether an entry has the word that it explains, outside of its condensed form.
fn has_word(article: NodeRef<'_>) -> bool {
    let is_condensed = |node: NodeRef<'_>| node.is_html("aside") && has_type(node, "condensed-entry");
    let words = article.descendants().filter(|node| node.is_html("dfn"));
    words.into_iter().any(|word| !word.ancestors().take_while(|node| node.id() != article.id()).any(is_condensed))
}
