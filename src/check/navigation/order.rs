//! Links that go through a book in the order of reading. EPUB 3.3, sections 7.4.1 and 9.3.2.4.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Reached, Rendition};
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::vocabulary::OPS;
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&CONTENTS_OUT_OF_ORDER], section: "7.4.1", example: Example::None, look: Look::Rendition(look) };

const CONTENTS_OUT_OF_ORDER: Rule = Rule {
    name: "contents-out-of-order",
    severity: Severity::Warning,
    summary: "the table of contents is not in the order of reading",
    explanation: r#"
Readers tell by it how far a chapter reaches, and which comes next.

Wrong, where the spine has `one` before `two`:

    <li><a href="two.xhtml">Two</a></li>
    <li><a href="one.xhtml">One</a></li>

Right:

    <li><a href="one.xhtml">One</a></li>
    <li><a href="two.xhtml">Two</a></li>
"#,
    epubcheck: &["NAV-011"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for listed in rendition.items.iter().filter(|listed| listed.item.has_property("nav")) {
        let Some(tree) = listed.entry.and_then(|entry| entry.document()) else { continue };
        let is_contents = |link: &&Link<'_>| {
            let node = link.node.map(|node| tree.get(node));
            link.kind == LinkKind::Hyperlink && node.is_some_and(|node| nav_kind(node) == Some("toc"))
        };
        let links = rendition.survey(listed).links.iter().filter(is_contents);
        for link in out_of_order(rendition, links) {
            let message = format!("`{}` comes before what is listed above it", link.href);
            let finding = Diagnostic::new(&CONTENTS_OUT_OF_ORDER, message).at(link.place);
            diagnostics.push(finding.help("list it where it is read, or change the order of the spine"));
        }
    }
}

/// Returns which of the three lists that readers know a link stands in.
pub(super) fn nav_kind(node: NodeRef<'_>) -> Option<&'static str> {
    let nav = node.ancestors().find(|above| above.is_html("nav"))?;
    let kinds = nav.attribute_in(OPS, "type")?;
    ["toc", "page-list", "landmarks"]
        .into_iter()
        .find(|kind| kinds.split_ascii_whitespace().any(|known| known == *kind))
}

/// Returns those links that lead to something before what the link before them leads to.
pub(in crate::check) fn out_of_order<'r, 'a: 'r>(
    rendition: &'r Rendition<'a>,
    links: impl Iterator<Item = &'r Link<'a>>,
) -> Vec<&'r Link<'a>> {
    let (mut last, mut found) = ((0, 0), Vec::new());
    for link in links {
        let Reached::Listed(to) = rendition.reach(link) else { continue };
        let Some(spine) = to.spine else { continue };
        let id = match &link.target {
            Target::Inside { fragment: Some(fragment), .. } => Some(fragment.as_str()),
            _ => None,
        };
        let anchor = id.and_then(|id| rendition.survey(to).ids.get(id)).map_or(0, |anchor| anchor.order);
        if (spine, anchor) < last {
            found.push(link);
        }
        last = (spine, anchor);
    }
    found
}
