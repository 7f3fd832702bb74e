//! The media types that items should not have any more. EPUB 3.3, section 3.2; OPF 2.0.1, section 2.3.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Listed, Publication, Rendition, Version};
use crate::check::resource::attribute;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::package::media_type;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&OLDER_MEDIA_TYPE, &OUTDATED_MEDIA_TYPE],
    section: "3.2",
    example: Example::Manifest,
    look: Look::Rendition(look),
};

const OLDER_MEDIA_TYPE: Rule = Rule {
    name: "older-media-type",
    severity: Severity::Usage,
    summary: "a core media type is given by one of its older names",
    explanation: r#"
All of them are understood, but one is preferred.

Wrong:

    <item id="font" href="style.css" media-type="application/font-woff"/>

Right: `<item id="font" href="font.woff" media-type="font/woff"/>`.
"#,
    epubcheck: &["OPF-090"],
};

const OUTDATED_MEDIA_TYPE: Rule = Rule {
    name: "outdated-media-type",
    severity: Severity::Warning,
    summary: "an EPUB 2 has an item of a type for other versions",
    explanation: r#"
`text/html` is not for XHTML, and the types that begin with `text/x-oeb1` are for books older than EPUB.

Wrong: `<item id="page" href="page.html" media-type="text/html"/>`.

Right: `<item id="page" href="page.html" media-type="application/xhtml+xml"/>`.
"#,
    epubcheck: &["OPF-035", "OPF-037", "OPF-038", "OPF-039"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for listed in &rendition.items {
        let finding = match rendition.version {
            Version::Three => older(listed),
            Version::Two => outdated(listed, rendition.is_oebps()),
        };
        let finding = finding.map(|(finding, better)| {
            let item = rendition.node(listed.item.node);
            let change = item.and_then(|item| mend::set(rendition.entry, item, "media-type", better));
            finding.fix(Fix::new(format!("write `{better}`"), [change]))
        });
        let place = rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "media-type"));
        diagnostics.extend(finding.map(|finding| finding.at(place)));
    }
}

/// The finding, and the type that is better.
type Better = (Diagnostic, &'static str);

fn older(listed: &Listed<'_>) -> Option<Better> {
    let media_type = listed.media_type();
    let path = listed.path().unwrap_or_default();
    let extension = path.rsplit('.').next().unwrap_or_default();
    let preferred = match media_type {
        "application/font-sfnt" | "application/x-font-ttf" if extension == "ttf" => "font/ttf",
        "application/font-sfnt" | "application/vnd.ms-opentype" | "application/x-font-otf" if extension == "otf" => {
            "font/otf"
        }
        "application/vnd.ms-opentype" => "font/otf",
        "application/x-font-ttf" => "font/ttf",
        "application/font-woff" => "font/woff",
        _ => return None,
    };
    let finding = Diagnostic::new(&OLDER_MEDIA_TYPE, format!("`{media_type}` is an older name of `{preferred}`"));
    Some((finding.help(format!("write `{preferred}`")), preferred))
}

fn outdated(listed: &Listed<'_>, is_oebps: bool) -> Option<Better> {
    let media_type = listed.media_type();
    let (id, better) = match media_type {
        "text/html" if !is_oebps => ("OPF-035", media_type::XHTML),
        "text/html" => ("OPF-038", "text/x-oeb1-document"),
        "text/x-oeb1-document" if !is_oebps => ("OPF-037", media_type::XHTML),
        "text/x-oeb1-css" if !is_oebps => ("OPF-037", media_type::CSS),
        media_type::XHTML if is_oebps && listed.item.fallback.is_none() => ("OPF-038", "text/x-oeb1-document"),
        media_type::CSS if is_oebps && listed.item.fallback.is_none() => ("OPF-039", "text/x-oeb1-css"),
        _ => return None,
    };
    let finding = Diagnostic::new(&OUTDATED_MEDIA_TYPE, format!("`{media_type}` is not for this version"));
    Some((finding.epubcheck(id).help(format!("write `{better}`")), better))
}
