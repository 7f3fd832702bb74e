//! What the collection of a dictionary, one of several in a book, holds. EPUB Dictionaries and Glossaries 1.0,
//! section 2.6.

use super::collection::{collections, links, roles, target};
use super::fault;
use super::profile::DICTIONARY;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::{attribute, tag};
use crate::check::survey::Features;
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_DICTIONARY_COLLECTION],
    section: "EPUB Dictionaries and Glossaries 1.0, 2.6",
    example: Example::None,
    look: Look::Rendition(look),
};

const BROKEN_DICTIONARY_COLLECTION: Rule = Rule {
    name: "broken-dictionary-collection",
    severity: Severity::Error,
    summary: "the collection of a dictionary does not hold its pages and its one map",
    explanation: r#"
A book of several dictionaries says by collections which page and which map belong to which.

Wrong: a collection of pages alone.

Right:

    <collection role="dictionary">
      <link href="search.xml"/>
      <link href="words.xhtml"/>
    </collection>
"#,
    epubcheck: &["OPF-078", "OPF-081", "OPF-082", "OPF-083", "OPF-084"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(package) = rendition.node(rendition.document.node) else { return };
    for collection in collections(package).filter(|node| roles(*node).any(|role| role == DICTIONARY)) {
        look_at(rendition, collection, diagnostics);
    }
}

fn look_at(rendition: &Rendition<'_>, collection: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let (mut maps, mut has_entries) = (0, false);
    let mut report = |id, message: &str, help: &str, place| {
        diagnostics.push(fault(&BROKEN_DICTIONARY_COLLECTION, message, help).epubcheck(id).at(place));
    };
    for link in links(collection) {
        let place = attribute(link, "href");
        match target(rendition, link).0 {
            None => report("OPF-081", "the manifest does not list this file", "list it, or take the link out", place),
            Some(item) if item.media_type() == super::search_key_map::MEDIA_TYPE => maps += 1,
            Some(item) if item.is_xhtml() => has_entries |= rendition.survey(item).features.has(Features::DICTIONARY),
            Some(_) => {
                let message = "this is neither a page of XHTML nor the map of a dictionary";
                report("OPF-084", message, "take the link out", place);
            }
        }
    }
    let place = tag(collection);
    match maps {
        0 => report("OPF-083", "the dictionary has no map by which words are looked up", "add a link to it", place),
        1 => {}
        _ => report("OPF-082", "the dictionary has more than one map", "keep one of them", place),
    }
    if !has_entries {
        let help = "add a link to a page with `epub:type=\"dictionary\"`";
        report("OPF-078", "no page of the dictionary holds entries", help, place);
    }
}
