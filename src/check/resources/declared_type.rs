//! The media type that a page gives a resource is the one that the manifest gives it. EPUB 3.3, section 5.6.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::essence;
use crate::check::mend;
use crate::check::publication::{Publication, Reached, Rendition};
use crate::check::resource::attribute;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&CONTRADICTED_TYPE], section: "5.6.2", example: Example::Body, look: Look::Rendition(look) };

const CONTRADICTED_TYPE: Rule = Rule {
    name: "contradicted-type",
    severity: Severity::Warning,
    summary: "a page gives a resource another media type than the manifest does",
    explanation: r#"
Some readers go by the one, some by the other.

Wrong, since the manifest says `image/png`:

    <p><object data="images/map.png" type="image/jpeg">A map</object></p>

Right:

    <p><object data="images/map.png" type="image/png">A map</object></p>
"#,
    epubcheck: &["OPF-013"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for (from, link) in rendition.links() {
        let tree = from.entry.and_then(|entry| entry.document());
        let Some(node) = tree.zip(link.node).map(|(tree, node)| tree.get(node)) else { continue };
        if !matches!(node.html(), Some("object" | "embed" | "source")) {
            continue;
        }
        let (Some(written), Reached::Listed(to)) = (node.attribute("type"), rendition.reach(link)) else {
            continue;
        };
        if !to.media_type().contains('/') || essence(written).eq_ignore_ascii_case(to.media_type()) {
            continue;
        }
        let message = format!("`{}` is `{written}` here and `{}` in the manifest", link.href, to.whole_media_type());
        let finding = Diagnostic::new(&CONTRADICTED_TYPE, message).at(attribute(node, "type"));
        let change = from.entry.and_then(|entry| mend::set(entry, node, "type", to.whole_media_type()));
        let fix = Fix::new(format!("write `{}` here", to.whole_media_type()), [change]);
        diagnostics.push(finding.help("write the same in both places").fix(fix));
    }
}
