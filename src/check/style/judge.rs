//! What is wrong with a stylesheet, or with the part of one that a document holds. EPUB 3.3, section 6.3.

use crate::check::media_types::is_core_font;
use crate::check::publication::Version;
use crate::check::resource::Resource;
use crate::check::survey::LinkKind;
use crate::check::target::{Target, resolve};
use crate::css::Found;
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::resource::rules::{CSS_DIRECTION, CSS_SYNTAX};
use std::ops::Range;

pub(super) const EMPTY_CSS_ADDRESS: Rule = Rule {
    name: "empty-css-address",
    severity: Severity::Error,
    summary: "a stylesheet names a file by nothing",
    explanation: r#"
An address with nothing in it is that of the stylesheet itself, which no property can use.

Wrong:

    body { background-image: url("") }

Right:

    body { background-image: url("images/map.png") }
"#,
    epubcheck: &["CSS-002", "CSS-008"],
};

pub(super) const EMPTY_FONT_FACE: Rule = Rule {
    name: "empty-font-face",
    severity: Severity::Warning,
    summary: "`@font-face` declares no font",
    explanation: r#"
It needs at least the name of the font and the file that holds it.

Wrong:

    @font-face { }

Right:

    @font-face { font-family: "Gentium"; src: local("Gentium") }
"#,
    epubcheck: &["CSS-019"],
};

pub(super) const EMBEDDED_FONT: Rule = Rule {
    name: "embedded-font",
    severity: Severity::Usage,
    summary: "a stylesheet brings a font of its own",
    explanation: "
Many readers let people choose the font, and then the book's own is not shown.
Make sure that its licence lets it be given away in a book.

Wrong where the font matters little: `@font-face { … }`.

Right where it matters: a font for signs that no other font has.
",
    epubcheck: &["CSS-028"],
};

pub(super) const FOREIGN_FONT: Rule = Rule {
    name: "foreign-font",
    severity: Severity::Info,
    summary: "`@font-face` names a file that the manifest does not call a font",
    explanation: r#"
Readers load fonts of the types `font/ttf`, `font/otf`, `font/woff` and `font/woff2`.

Wrong:

    @font-face { font-family: "Map"; src: url("images/map.png") }

Right:

    @font-face { font-family: "Map"; src: local("Map") }
"#,
    epubcheck: &["CSS-007"],
};

pub(super) const FIXED_POSITION: Rule = Rule {
    name: "fixed-position",
    severity: Severity::Usage,
    summary: "a stylesheet fixes something to the screen",
    explanation: "
A page of a book is no window: what is fixed to it stands over the text, on every page or on none.

Wrong:

    .note { position: fixed }

Right:

    .note { margin: 1em }
",
    epubcheck: &["CSS-006"],
};

pub(super) const UNDECLARED_OVERLAY_CLASS: Rule = Rule {
    name: "undeclared-overlay-class",
    severity: Severity::Usage,
    summary: "a style for what is being read aloud, whose class the package document does not name",
    explanation: "
Readers give that class to what they read aloud only where the package document names it.

Wrong:

    .-epub-media-overlay-active { color: red }

Right, with `<meta property=\"media:active-class\">-epub-media-overlay-active</meta>` in the package document: the same.
",
    epubcheck: &["CSS-029"],
};

/// Reports what is wrong in a stylesheet; `place` tells where its bytes are.
pub(super) fn judge(found: &[Found<'_>], place: impl Fn(Range<usize>) -> Place, resource: &mut Resource<'_, '_>) {
    let mut font_face: Option<(Range<usize>, bool)> = None;
    for one in found {
        match one {
            Found::Fault { what, range } => {
                let finding = Diagnostic::new(&CSS_SYNTAX, *what).at(place(range.clone()));
                resource.report(finding.help("mend it: readers skip the rest of the stylesheet, or all of it"));
            }
            Found::Import { address, range } => address_of(address, place(range.clone()), false, resource),
            Found::Url { address, range } => {
                address_of(address, place(range.clone()), font_face.is_some(), resource);
            }
            Found::Opening { prelude, range } => {
                overlay_classes(prelude, &place(range.clone()), resource);
                if is_font_face(prelude) {
                    font_face = Some((range.clone(), false));
                }
            }
            Found::Declaration { property, value, range, .. } => {
                if let Some((_, has_any)) = &mut font_face {
                    *has_any = true;
                }
                declaration(property, value, &place(range.clone()), resource);
            }
            Found::Closing { prelude } if is_font_face(prelude) => {
                if let Some((range, has_any)) = font_face.take() {
                    resource.report(font_face_finding(has_any).at(place(range)));
                }
            }
            Found::Closing { .. } => {}
        }
    }
}

/// Keeps the addresses of a stylesheet as links.
pub(super) fn keep_links<'a>(
    found: &[Found<'a>],
    place: impl Fn(Range<usize>) -> Place,
    resource: &mut Resource<'_, 'a>,
) {
    let mut is_font = false;
    for (index, one) in found.iter().enumerate() {
        let (address, range, kind) = match one {
            Found::Import { address, range } => (*address, range, LinkKind::Stylesheet),
            // What stands in no declaration is an address for nobody.
            Found::Url { range, .. } if !is_declared(range, &found[index + 1..]) => continue,
            Found::Url { address, range } if is_font => (*address, range, LinkKind::Font),
            Found::Url { address, range } => (*address, range, LinkKind::Image),
            Found::Opening { prelude, .. } => {
                is_font = is_font_face(prelude);
                continue;
            }
            _ => continue,
        };
        // A part of the stylesheet itself is no file; what is empty, or never ends, has been told.
        if !address.is_empty() && !address.starts_with('#') && !address.contains(['\\', '\n']) {
            resource.survey.link_of_style(kind, address, place(range.clone()));
        }
    }
}

/// Tells whether what comes next is the declaration that an address stands in.
fn is_declared(address: &Range<usize>, next: &[Found<'_>]) -> bool {
    let next = next.iter().find(|found| !matches!(found, Found::Url { .. } | Found::Fault { .. }));
    matches!(next, Some(Found::Declaration { range, .. }) if range.start <= address.start && address.end <= range.end)
}

fn is_font_face(prelude: &str) -> bool {
    prelude.eq_ignore_ascii_case("@font-face")
}

fn font_face_finding(has_any: bool) -> Diagnostic {
    if has_any {
        let finding = Diagnostic::new(&EMBEDDED_FONT, "this brings a font of its own");
        return finding.help("make sure that its licence allows it, and that the book reads well without");
    }
    Diagnostic::new(&EMPTY_FONT_FACE, "`@font-face` declares no font").help("give it `font-family` and `src`")
}

fn address_of(address: &str, place: Place, is_font: bool, resource: &mut Resource<'_, '_>) {
    if address.is_empty() {
        let mut finding = Diagnostic::new(&EMPTY_CSS_ADDRESS, "this names no file").at(place);
        if matches!(place, Place::At(span) if span.range().len() <= "url()".len()) {
            // Where nothing is quoted, EPUBCheck loses its way.
            finding = finding.epubcheck("CSS-008");
        }
        return resource.report(finding.help("name the file, or take it out"));
    }
    if !is_font {
        return;
    }
    let Target::Inside { path, .. } = resolve(&resource.survey.base, address) else { return };
    let listed = resource.rendition.item_listing(&path).filter(|_| !address.starts_with('#'));
    let Some(media_type) = listed.map(|listed| listed.media_type().to_owned()) else { return };
    // Fonts in SVG are pages of their own; the older name of TrueType is as good as the new one.
    if !is_core_font(&media_type) && !matches!(media_type.as_str(), "image/svg+xml" | "application/x-font-ttf") {
        let message = format!("the font `{address}` is declared to be `{media_type}`");
        let finding = Diagnostic::new(&FOREIGN_FONT, message).at(place);
        resource.report(finding.help("declare it as what it is, or use a font of a type that readers load"));
    }
}

fn declaration(property: &str, value: &str, place: &Place, resource: &mut Resource<'_, '_>) {
    let is = |name: &str| property.eq_ignore_ascii_case(name);
    if (is("direction") || is("unicode-bidi")) && resource.rendition.version == Version::Three {
        let message = format!("EPUB forbids `{}` in stylesheets", property.to_ascii_lowercase());
        let finding = Diagnostic::new(&CSS_DIRECTION, message).at(*place);
        resource.report(finding.help("say it with the attribute `dir` in the document"));
    } else if is("position") && value.to_ascii_lowercase().starts_with("fixed") {
        let finding = Diagnostic::new(&FIXED_POSITION, "`position: fixed` stands over the text").at(*place);
        resource.report(finding.help("let it stand in the flow of the text"));
    }
}

/// The classes that older readers give to what they read aloud, and the properties that name them.
const OVERLAY_CLASSES: &[(&str, &str)] = &[
    ("-epub-media-overlay-active", "media:active-class"),
    ("-epub-media-overlay-playing", "media:playback-active-class"),
];

fn overlay_classes(selector: &str, place: &Place, resource: &mut Resource<'_, '_>) {
    if !selector.contains("-epub-media-overlay-") {
        return;
    }
    for (class, property) in OVERLAY_CLASSES.iter().filter(|(class, _)| selector.contains(class)) {
        let metadata = &resource.rendition.document.metadata;
        if !metadata.iter().any(|entry| entry.name == *property) {
            let message = format!("`{class}` is styled, but the package document has no `{property}`");
            let finding = Diagnostic::new(&UNDECLARED_OVERLAY_CLASS, message).at(*place);
            resource.report(finding.help(format!("add `<meta property=\"{property}\">{class}</meta>`")));
        }
    }
}
