//! What `picture` may choose from. EPUB 3.3, section 3.5.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::{essence, is_core_image};
use crate::check::publication::{Publication, Reached, Rendition, Version};
use crate::check::survey::LinkKind;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&FOREIGN_PICTURE, &UNTYPED_FOREIGN_SOURCE],
    section: "3.5.2",
    example: Example::Body,
    look: Look::Rendition(look),
};

const FOREIGN_PICTURE: Rule = Rule {
    name: "foreign-picture",
    severity: Severity::Error,
    summary: "`img` in a `picture` shows a foreign resource",
    explanation: r#"
The `img` of a `picture` is what a reader falls back on, so it must be of a core media type.

Wrong: `<picture><img src="map.tiff" alt="A map"/></picture>`.

Right: `<picture><source srcset="map.tiff" type="image/tiff"/><img src="map.png" alt="A map"/></picture>`.
"#,
    epubcheck: &["MED-003"],
};

const UNTYPED_FOREIGN_SOURCE: Rule = Rule {
    name: "untyped-foreign-source",
    severity: Severity::Error,
    summary: "`source` in a `picture` leads to a foreign resource and does not say its type",
    explanation: r#"
A reader chooses by `type` and takes the first that it knows; without a type it takes what it may not be able to show.

Wrong: `<source srcset="map.tiff"/>`.

Right: `<source srcset="map.tiff" type="image/tiff"/>`.
"#,
    epubcheck: &["MED-007"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    for (from, link) in rendition.links().filter(|(_, link)| link.kind == LinkKind::Image) {
        let tree = from.entry.and_then(|entry| entry.document());
        let Some(node) = tree.zip(link.node).map(|(tree, node)| tree.get(node)) else { continue };
        let Reached::Listed(to) = rendition.reach(link) else { continue };
        let in_picture = node.parent().is_some_and(|parent| parent.is_html("picture"));
        if !in_picture || is_core_image(to.media_type()) {
            continue;
        }
        let media_type = to.whole_media_type();
        let says_foreign = node.attribute("type").is_some_and(|written| !is_core_image(essence(written)));
        if node.is_html("img") {
            let message = format!("`{}` is of the foreign type `{media_type}`", link.href);
            let finding = Diagnostic::new(&FOREIGN_PICTURE, message).at(link.place);
            diagnostics.push(finding.help("show a picture of a core media type, and offer this one in a `source`"));
        } else if !says_foreign {
            let message =
                format!("`{}` is of the foreign type `{media_type}`, and `source` does not say so", link.href);
            let finding = Diagnostic::new(&UNTYPED_FOREIGN_SOURCE, message).at(link.place);
            diagnostics.push(finding.help(format!("add `type=\"{media_type}\"`")));
        }
    }
}
