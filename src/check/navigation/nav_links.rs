//! Where the links of the navigation document lead. EPUB 3.3, section 7.3.

use super::order::nav_kind;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&NAV_TO_NETWORK], section: "7.3", example: Example::Nav, look: Look::Rendition(look) };

const NAV_TO_NETWORK: Rule = Rule {
    name: "nav-to-network",
    severity: Severity::Error,
    summary: "the contents, the pages or the landmarks lead out of the book",
    explanation: r#"
They list what is in the book; lists of other kinds may lead elsewhere.

Wrong:

    <nav epub:type="toc"><ol><li><a href="https://example.org/">A site</a></li></ol></nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
"#,
    epubcheck: &["NAV-010"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for listed in rendition.items.iter().filter(|listed| listed.item.has_property("nav")) {
        let Some(tree) = listed.entry.and_then(|entry| entry.document()) else { continue };
        for link in &rendition.survey(listed).links {
            let kind = link.node.and_then(|node| nav_kind(tree.get(node)));
            let leads_out = matches!(link.target, Target::Remote { .. } | Target::File | Target::Other);
            let Some(kind) = kind.filter(|_| leads_out) else { continue };
            let message = format!("`{}` in the list `{kind}` leads out of the book", link.href);
            let finding = Diagnostic::new(&NAV_TO_NETWORK, message).at(link.place);
            diagnostics.push(finding.help("take it out, or put it into a list of another kind"));
        }
    }
}
