//! The order of reading that an NCX counts out. ANSI/NISO Z39.86-2005, section 8.4.3.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, attribute, tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::{media_type, ns};
use crate::xml::NodeRef;
use std::collections::HashMap;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&WRONG_PLAY_ORDER, &REPEATED_PAGE_TARGET],
    section: "OPF 2.0.1, 2.4.1",
    example: Example::None,
    look: Look::Resource(look),
};

const WRONG_PLAY_ORDER: Rule = Rule {
    name: "wrong-play-order",
    severity: Severity::Error,
    summary: "the numbers in `playOrder` do not count the places of the NCX",
    explanation: r#"
They begin with 1 and leave none out; points that lead to one place have one number, and others have others.
`playOrder` may be left out altogether.

Wrong:

    <navPoint id="a" playOrder="2">

Right, for the first:

    <navPoint id="a" playOrder="1">
"#,
    epubcheck: &["RSC-005"],
};

const REPEATED_PAGE_TARGET: Rule = Rule {
    name: "repeated-page-target",
    severity: Severity::Error,
    summary: "two pages of the NCX have the same number and type",
    explanation: r#"
A number that the reader asks for must lead to one page.

Wrong: two `<pageTarget type="normal" value="1">`.

Right: `<pageTarget type="normal" value="1">` and `<pageTarget type="normal" value="2">`.
"#,
    epubcheck: &["RSC-005"],
};

fn look(resource: &mut Resource<'_, '_>) {
    let Some(tree) = resource.tree().filter(|_| resource.item.media_type() == media_type::NCX) else { return };
    let mut found = Diagnostics::new();
    play_order(tree.root(), &mut found);
    pages(tree.root(), &mut found);
    resource.report_all(found);
}

fn play_order(root: NodeRef<'_>, found: &mut Diagnostics) {
    let numbered: Vec<(NodeRef<'_>, u64, Option<&str>)> = root
        .descendants()
        .filter_map(|node| Some((node, node.attribute("playOrder")?.trim_ascii().parse().ok()?, place(node))))
        .collect();
    // The place of each number and the number of each place, and whether there are several.
    let mut places: HashMap<u64, (Option<&str>, bool)> = HashMap::with_capacity(numbered.len());
    let mut numbers: HashMap<&str, (u64, bool)> = HashMap::with_capacity(numbered.len());
    for &(_, number, place) in &numbered {
        let known = places.entry(number).or_insert((place, false));
        known.1 |= known.0 != place;
        if let Some(place) = place {
            let known = numbers.entry(place).or_insert((number, false));
            known.1 |= known.0 != number;
        }
    }
    for (node, number, place) in numbered {
        let faults = [
            (!places.contains_key(&1), "no place has the number 1"),
            (number > 1 && !places.contains_key(&(number - 1)), "the number before this one is left out"),
            (places[&number].1, "this number stands at another place as well"),
            (place.is_some_and(|place| numbers[place].1), "the same place has another number as well"),
        ];
        for (_, message) in faults.into_iter().filter(|(is_wrong, _)| *is_wrong) {
            let finding = Diagnostic::new(&WRONG_PLAY_ORDER, message).at(attribute(node, "playOrder"));
            found.push(finding.help("number the places from 1 on, or take `playOrder` out everywhere"));
        }
    }
}

/// Returns where a point leads.
fn place(node: NodeRef<'_>) -> Option<&str> {
    node.elements().find(|child| child.local_in(ns::NCX) == Some("content"))?.attribute("src")
}

fn pages(root: NodeRef<'_>, found: &mut Diagnostics) {
    let pages = || root.descendants().filter(|node| node.local_in(ns::NCX) == Some("pageTarget"));
    let key = |node: NodeRef<'_>| Some((node.attribute("value")?.to_owned(), node.attribute("type")?.to_owned()));
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    for key in pages().filter_map(key) {
        *counts.entry(key).or_default() += 1;
    }
    for page in pages().filter(|page| key(*page).is_some_and(|key| counts[&key] > 1)) {
        let finding = Diagnostic::new(&REPEATED_PAGE_TARGET, "another page has the same number and type");
        found.push(finding.at(tag(page)).help("give each page a number of its own"));
    }
}
