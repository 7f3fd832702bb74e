//! Where a link may take the reader. EPUB 3.3, sections 5.7.2 and 7.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::{is_content_document, is_outdated_document};
use crate::check::publication::{Listed, Publication, Reached, Rendition};
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::media_type;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&LINK_TO_NO_DOCUMENT, &LINK_OUT_OF_SPINE, &EMPTY_ADDRESS],
    section: "5.7.2",
    example: Example::Body,
    look: Look::Rendition(look),
};

const LINK_TO_NO_DOCUMENT: Rule = Rule {
    name: "link-to-no-document",
    severity: Severity::Error,
    summary: "a link leads to a file that readers cannot open as a page",
    explanation: r#"
A link takes the reader to a page, which is XHTML or SVG, or has such a page for its fallback.

Wrong:

    <p><a href="style.css">The style</a></p>

Right:

    <p><a href="page.xhtml">The page</a></p>
"#,
    epubcheck: &["RSC-010"],
};

const LINK_OUT_OF_SPINE: Rule = Rule {
    name: "link-out-of-spine",
    severity: Severity::Error,
    summary: "a link leads to a page that is not in the spine",
    explanation: r#"
Readers know the way on and back only from pages of the spine.
A page that is not part of the text stands there with `linear="no"`.

Wrong, where the spine does not have the drawing:

    <p><a href="images/drawing.svg">The drawing</a></p>

Right:

    <p><a href="page.xhtml">The page</a></p>
"#,
    epubcheck: &["RSC-011"],
};

const EMPTY_ADDRESS: Rule = Rule {
    name: "empty-address",
    severity: Severity::Usage,
    summary: "the address of a link is empty",
    explanation: r#"
It leads to the page it stands in, which is probably not what was meant.

Wrong:

    <p><a href="">The page</a></p>

Right:

    <p><a href="page.xhtml">The page</a></p>
"#,
    epubcheck: &["HTM-045"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for (from, link) in rendition.links() {
        let is_page = from.is_xhtml() || from.is_svg();
        if is_page && link.kind == LinkKind::Hyperlink && link.href.trim_ascii().is_empty() {
            let finding = Diagnostic::new(&EMPTY_ADDRESS, "this link leads to its own page").at(link.place);
            diagnostics.push(finding.help("write where it leads, or take it out"));
            continue;
        }
        match rendition.reach(link) {
            Reached::Listed(listed) => diagnostics.extend(look_at(rendition, link, listed)),
            Reached::Unlisted if is_to_package(publication, link) && !is_cfi(&link.target) => {
                diagnostics.push(no_document(link, media_type::PACKAGE));
            }
            _ => {}
        }
    }
}

fn look_at(rendition: &Rendition<'_>, link: &Link<'_>, listed: &Listed<'_>) -> Option<Diagnostic> {
    let is_overlay = link.kind == LinkKind::OverlayText;
    if !is_overlay && (link.kind != LinkKind::Hyperlink || is_cfi(&link.target)) {
        return None;
    }
    let is_document = |listed: &Listed<'_>| is_content_document(listed.media_type(), rendition.version);
    let is_fine = if is_overlay {
        is_document(listed)
    } else {
        rendition.fallbacks(listed).any(is_document) || is_outdated_document(listed.media_type())
    };
    if !is_fine {
        return Some(no_document(link, listed.whole_media_type()));
    }
    (!is_overlay && listed.spine.is_none()).then(|| {
        let message = format!("`{}` is not in the spine", link.href);
        let finding = Diagnostic::new(&LINK_OUT_OF_SPINE, message).at(link.place);
        finding.help("add it to the spine, with `linear=\"no\"` if it is not part of the text")
    })
}

fn no_document(link: &Link<'_>, media_type: &str) -> Diagnostic {
    let message = format!("`{}` is no page: its media type is `{media_type}`", link.href);
    let finding = Diagnostic::new(&LINK_TO_NO_DOCUMENT, message).at(link.place);
    finding.help("link to a page, or give the item an XHTML fallback")
}

/// Tells whether a link leads to a package document, which no manifest lists.
pub(super) fn is_to_package(publication: &Publication<'_>, link: &Link<'_>) -> bool {
    matches!(&link.target, Target::Inside { path, .. } if publication.is_rootfile(path))
}

/// Tells whether an address ends in a fragment that names a place by counting: an EPUB CFI.
pub(super) fn is_cfi(target: &Target) -> bool {
    matches!(target, Target::Inside { fragment: Some(fragment), .. } if fragment.starts_with("epubcfi("))
}
