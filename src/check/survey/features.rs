//! What a document uses that the manifest must tell of. EPUB 3.3, appendix D.4.

use super::Features;
use crate::check::media_types::{essence, is_script};
use crate::vocabulary::OPS;
use crate::xml::{NodeRef, ns};

/// Returns what an element brings, apart from its attributes for events.
pub(super) fn of(node: NodeRef<'_>) -> Features {
    let Some(name) = node.name() else { return Features::default() };
    match (&*name.namespace, &*name.local) {
        (ns::XHTML | ns::SVG, "script") => script(node),
        (ns::XHTML, "form") => Features::SCRIPTED,
        (ns::SVG, "svg") => Features::SVG,
        (ns::MATHML, "math") => Features::MATHML,
        (OPS, "switch") => Features::SWITCH,
        _ => Features::default(),
    }
}

/// Returns what the words of an `epub:type` bring.
pub(super) fn of_type(words: &str) -> Features {
    let mut features = Features::default();
    for word in words.split_ascii_whitespace() {
        match word {
            "index" => features.add(Features::INDEX),
            "glossary" => features.add(Features::GLOSSARY),
            "dictionary" => features.add(Features::DICTIONARY),
            "pagebreak" => features.add(Features::PAGE_BREAK),
            _ => {}
        }
    }
    features
}

/// Tells whether a `script` is run, and no mere data.
pub(in crate::check) fn is_run(node: NodeRef<'_>) -> bool {
    script(node) != Features::default()
}

/// Returns what a `script` brings: nothing where it is mere data.
fn script(node: NodeRef<'_>) -> Features {
    match node.attribute("type").map(str::trim) {
        None | Some("") => Features::SCRIPTED,
        Some(kind) if kind.eq_ignore_ascii_case("module") => Features::MODULE,
        Some(kind) if is_script(essence(kind)) => Features::SCRIPTED,
        Some(_) => Features::default(),
    }
}
