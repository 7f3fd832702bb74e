//! How pages are to be laid out, turned and shown in pairs: the properties of the book and of its parts.
//! EPUB 3.3, sections 8.2 and 8.3, and appendix D.7.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::vocabulary::{only_of_the_whole, properties, wrong_value};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[], section: "8.2", example: Example::Metadata, look: Look::Rendition(look) };

pub(in crate::check) const SPINE_CHECK: Check = Check {
    rules: &[&CONTRARY_RENDERING],
    section: "8.2.2",
    example: Example::Spine,
    look: Look::Rendition(look_at_spine),
};

const CONTRARY_RENDERING: Rule = Rule {
    name: "contrary-rendering",
    severity: Severity::Error,
    summary: "a page is to be shown in two ways at once",
    explanation: r#"
Of the properties of one kind, a page has one.

Wrong:

    <itemref idref="page" properties="page-spread-left page-spread-right"/>

Right:

    <itemref idref="page" properties="page-spread-left"/>
"#,
    epubcheck: &["RSC-005"],
};

/// The properties of the whole book, with their values.
const PROPERTIES: &[(&str, &[&str])] = &[
    ("rendition:layout", &["reflowable", "pre-paginated"]),
    ("rendition:orientation", &["landscape", "portrait", "auto"]),
    ("rendition:spread", &["none", "landscape", "portrait", "both", "auto"]),
    ("rendition:flow", &["paginated", "scrolled-continuous", "scrolled-doc", "auto"]),
];

/// The size of all pages, as older books give it.
const VIEWPORT: &str = "rendition:viewport";

/// The properties of parts of the book, of which each part has one of a kind.
const KINDS: &[&[&str]] = &[
    &["rendition:layout-reflowable", "rendition:layout-pre-paginated"],
    &["rendition:orientation-landscape", "rendition:orientation-portrait", "rendition:orientation-auto"],
    &[
        "rendition:spread-none",
        "rendition:spread-landscape",
        "rendition:spread-portrait",
        "rendition:spread-both",
        "rendition:spread-auto",
    ],
    &[
        "rendition:flow-paginated",
        "rendition:flow-scrolled-continuous",
        "rendition:flow-scrolled-doc",
        "rendition:flow-auto",
    ],
    &["page-spread-left", "page-spread-right", "rendition:page-spread-center"],
];

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    for (property, values) in PROPERTIES {
        only_of_the_whole(rendition, property, diagnostics);
        for entry in properties(rendition, property).filter(|entry| !values.contains(&entry.value.as_str())) {
            let wanted = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(" or ");
            let place = rendition.node(entry.node).map_or(rendition.place(), tag);
            diagnostics.push(wrong_value(property, &entry.value, &wanted).at(place));
        }
    }
    for entry in properties(rendition, VIEWPORT).filter(|entry| !is_viewport(&entry.value)) {
        let place = rendition.node(entry.node).map_or(rendition.place(), tag);
        diagnostics.push(wrong_value(VIEWPORT, &entry.value, "`width=…, height=…`").at(place));
    }
    if properties(rendition, VIEWPORT).filter(|entry| entry.refines.is_none()).count() > 1 {
        only_of_the_whole(rendition, VIEWPORT, diagnostics);
    }
}

fn is_viewport(value: &str) -> bool {
    let side = |part: &str, name: &str| {
        let number = part.trim_ascii().strip_prefix(name).and_then(|rest| rest.strip_prefix('='));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let sides = value.split_once(',');
    sides.is_some_and(|(one, other)| {
        (side(one, "width") && side(other, "height")) || (side(one, "height") && side(other, "width"))
    })
}

fn look_at_spine(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    for itemref in &rendition.document.spine.itemrefs {
        for kind in KINDS {
            let of_kind = itemref.properties.iter().filter(|property| kind.contains(&property.as_str()));
            if of_kind.clone().count() < 2 {
                continue;
            }
            let words = of_kind.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" and ");
            let place = rendition.node(itemref.node).map_or(rendition.place(), |node| attribute(node, "properties"));
            let finding = Diagnostic::new(&CONTRARY_RENDERING, format!("{words} exclude each other")).at(place);
            diagnostics.push(finding.help("keep one of them"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_viewport_has_two_sides() {
        assert!(is_viewport("width=1200, height=900") && is_viewport("height=9,width=12"));
        assert!(!is_viewport("width=12") && !is_viewport("width=a, height=9") && !is_viewport("width=1, width=2"));
    }
}
