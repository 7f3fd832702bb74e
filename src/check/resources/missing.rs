//! Every item of the manifest that lies in the container is there. EPUB 3.3, section 5.6.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::attribute;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&MISSING_ITEM], section: "5.6.2", example: Example::Manifest, look: Look::Rendition(look) };

const MISSING_ITEM: Rule = Rule {
    name: "missing-item",
    severity: Severity::Error,
    summary: "a file that the manifest lists is not in the container",
    explanation: r#"
A path in the manifest begins at the folder of the package document, and upper and lower case are not the same.

Wrong, where the file is `EPUB/images/map.png`:

    <item id="map" href="Images/map.png" media-type="image/png"/>

Right:

    <item id="map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-001"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for listed in rendition.items.iter().filter(|listed| listed.entry.is_none()) {
        let Some(path) = listed.path() else { continue };
        let message = format!("the manifest lists `{path}`, which is not in the container");
        let place = rendition.node(listed.item.node).map(|node| attribute(node, "href"));
        let finding = Diagnostic::new(&MISSING_ITEM, message).at(place.unwrap_or(rendition.place()));
        diagnostics.push(finding.help("add the file, correct the path, or take the item out"));
    }
}
