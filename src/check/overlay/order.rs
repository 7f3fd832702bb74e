//! An overlay reads a book in the order in which it is read by eye. EPUB 3.3, section 9.2.2.

use super::is_overlay;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Reached, Rendition};
use crate::check::survey::LinkKind;
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&OVERLAY_OUT_OF_ORDER], section: "9.2.2", example: Example::None, look: Look::Rendition(look) };

const OVERLAY_OUT_OF_ORDER: Rule = Rule {
    name: "overlay-out-of-order",
    severity: Severity::Usage,
    summary: "an overlay goes back in the text",
    explanation: r#"
Who listens and reads along is thrown back.

Wrong: `<text src="page.xhtml#second"/>` before `<text src="page.xhtml#first"/>`.

Right: in the order of the page.
"#,
    epubcheck: &["MED-015"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for overlay in rendition.items.iter().filter(|item| is_overlay(item)) {
        let mut last = None;
        let links = rendition.survey(overlay).links.iter().filter(|link| link.kind == LinkKind::OverlayText);
        for link in links {
            let Reached::Listed(to) = rendition.reach(link) else { continue };
            let (Some(spine), Target::Inside { fragment, .. }) = (to.spine, &link.target) else { continue };
            let id = fragment.as_deref().unwrap_or_default();
            let order = rendition.survey(to).ids.get(id).map(|anchor| anchor.order);
            // The page as a whole begins before everything in it; what is not there has no place.
            let Some(place) = order.or(id.is_empty().then_some(0)) else { continue };
            if last.is_some_and(|last| (spine, place) < last) {
                let message = format!("`{}` stands before what was read last", link.href);
                let finding = Diagnostic::new(&OVERLAY_OUT_OF_ORDER, message).at(link.place);
                diagnostics.push(finding.help("put it where it belongs in the order of the text"));
            }
            last = Some((spine, place));
        }
    }
}
