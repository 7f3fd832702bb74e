//! A page that is read aloud has a style for the class that its elements get meanwhile. EPUB 3.3, section 9.3.3.

use super::pages;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Publication, Rendition};
use crate::check::resource::file;
use crate::check::survey::LinkKind;
use crate::check::vocabulary::properties;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::xml::{Kind, ns};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&UNSTYLED_OVERLAY], section: "9.3.3", example: Example::None, look: Look::Rendition(look) };

const UNSTYLED_OVERLAY: Rule = Rule {
    name: "unstyled-overlay",
    severity: Severity::Error,
    summary: "a page that is read aloud has no stylesheet for what is being read",
    explanation: "
The package document names a class for what is being read, and the page has no style at all.

Wrong: `<meta property=\"media:active-class\">active</meta>`, and a page without a stylesheet.

Right: a page with a stylesheet that says `.active { background-color: #ffc }`.
",
    epubcheck: &["CSS-030"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let classes = ["media:active-class", "media:playback-active-class"];
    if !classes.iter().any(|class| properties(rendition, class).next().is_some()) {
        return;
    }
    for (item, _) in pages(rendition).filter(|(item, _)| item.is_xhtml() || item.is_svg()) {
        let Some(entry) = item.entry.filter(|_| !is_styled(rendition, item)) else { continue };
        let message = format!("`{}` has no style for what is being read aloud", entry.path);
        let finding = Diagnostic::new(&UNSTYLED_OVERLAY, message).at(file(entry));
        diagnostics.push(finding.help("link a stylesheet that has a rule for the class"));
    }
}

fn is_styled(rendition: &Rendition<'_>, item: &Listed<'_>) -> bool {
    if rendition.survey(item).links.iter().any(|link| link.kind == LinkKind::Stylesheet) {
        return true;
    }
    let Some(tree) = item.entry.and_then(|entry| entry.document()) else { return true };
    let has_instruction = tree
        .root()
        .children()
        .any(|node| node.kind() == Kind::Instruction && node.text().starts_with("xml-stylesheet"));
    let is_style = |name: &crate::xml::Name| &*name.local == "style" && matches!(&*name.namespace, ns::XHTML | ns::SVG);
    // The attribute `style` has no namespace.
    has_instruction || tree.names().iter().any(is_style)
}
