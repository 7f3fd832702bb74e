//! What the fragment of an address may be: what stands behind its `#`. EPUB 3.3, section 4.1.5; SVG 1.1, section 17.3.

use super::hyperlink::is_cfi;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Publication, Reached, Rendition};
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::Body;
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_ID, &FRAGMENT_OF_IMAGE, &FRAGMENT_OF_STYLESHEET, &WRONG_ELEMENT, &MISSING_FRAGMENT],
    section: "4.1.5",
    example: Example::Body,
    look: Look::Rendition(look),
};

const MISSING_ID: Rule = Rule {
    name: "missing-id",
    severity: Severity::Error,
    summary: "a fragment names an id that the document does not have",
    explanation: r##"
Readers go to the top of the page, or nowhere.

Wrong:

    <p id="Dawn"><a href="#dawn">To the dawn</a></p>

Right:

    <p id="dawn"><a href="#dawn">To the dawn</a></p>
"##,
    epubcheck: &["RSC-012"],
};

const FRAGMENT_OF_IMAGE: Rule = Rule {
    name: "fragment-of-image",
    severity: Severity::Warning,
    summary: "the address of a picture has a fragment, and the picture is no SVG",
    explanation: r#"
Only a drawing has parts that can be named; a picture of pixels is shown as a whole.

Wrong:

    <p><img src="images/map.png#north" alt="The north"/></p>

Right:

    <p><img src="images/map.png" alt="The map"/></p>
"#,
    epubcheck: &["RSC-009"],
};

const FRAGMENT_OF_STYLESHEET: Rule = Rule {
    name: "fragment-of-stylesheet",
    severity: Severity::Error,
    summary: "the address of a stylesheet has a fragment",
    explanation: r#"
A stylesheet has no parts that can be named.

Wrong: `<link rel="stylesheet" href="style.css#print"/>`.

Right: `<link rel="stylesheet" href="style.css"/>`.
"#,
    epubcheck: &["RSC-013"],
};

const WRONG_ELEMENT: Rule = Rule {
    name: "wrong-element-of-fragment",
    severity: Severity::Error,
    summary: "a fragment names an element that is not of the kind wanted",
    explanation: "
A link goes to what is shown, not to a gradient, a clipping path or a symbol; `fill` wants a gradient or a pattern, and
`clip-path` a clipping path.

Wrong: a link to `drawing.svg#gradient`, where that is a `linearGradient`.

Right: a link to `drawing.svg#house`, where that is a `g` or a `path`.
",
    epubcheck: &["RSC-014"],
};

const MISSING_FRAGMENT: Rule = Rule {
    name: "missing-fragment",
    severity: Severity::Error,
    summary: "the address in `use` of an SVG has no fragment",
    explanation: "
`use` draws one element of a document again, and says which by the fragment.

Wrong: `drawing.svg`.

Right: `drawing.svg#house`.
",
    epubcheck: &["RSC-015"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for (from, link) in rendition.links() {
        if let Reached::Listed(listed) = rendition.reach(link) {
            diagnostics.extend(look_at(rendition, from, link, listed));
        }
    }
}

fn look_at(rendition: &Rendition<'_>, from: &Listed<'_>, link: &Link<'_>, to: &Listed<'_>) -> Option<Diagnostic> {
    let Target::Inside { fragment, .. } = &link.target else { return None };
    let fragment = fragment.as_deref();
    match link.kind {
        // A part of the page itself is a drawing, if anything.
        LinkKind::Image if link.href.starts_with('#') => {}
        LinkKind::Image if link.node.is_some() && fragment.is_some() && !to.is_svg() && !is_cfi(&link.target) => {
            let message = format!("`{}` names a part of a picture that has none", link.href);
            let finding = Diagnostic::new(&FRAGMENT_OF_IMAGE, message).at(link.place);
            return Some(finding.help("take out what begins with `#`"));
        }
        LinkKind::Stylesheet if fragment.is_some() => {
            let message = format!("`{}` names a part of a stylesheet", link.href);
            let finding = Diagnostic::new(&FRAGMENT_OF_STYLESHEET, message).at(link.place);
            return Some(finding.help("take out what begins with `#`"));
        }
        LinkKind::Part | LinkKind::Paint if fragment.is_none() => {
            let message = format!("`{}` does not say which element it means", link.href);
            let finding = Diagnostic::new(&MISSING_FRAGMENT, message).at(link.place);
            return Some(finding.help("add `#` and the id of the element"));
        }
        // That it leads nowhere is said already.
        LinkKind::Hyperlink if to.spine.is_none() => return None,
        LinkKind::Related => return None,
        _ => {}
    }
    let id = fragment.filter(|fragment| is_id(fragment))?;
    if !to.is_xhtml() && !to.is_svg() {
        return None;
    }
    let Some(entry) = to.entry else {
        let finding = Diagnostic::new(&MISSING_ID, format!("`{}` is not there, nor is its `{id}`", link.href));
        return Some(finding.at(link.place).help("add the file, or correct the address"));
    };
    let tree = match &entry.body {
        Body::Document(tree) => tree,
        Body::Broken { .. } if !rendition.survey(to).ids.contains_key(id) => {
            let message = format!("`{}` cannot be read as far as its `{id}`", link.href);
            let finding = Diagnostic::new(&MISSING_ID, message).at(link.place);
            return Some(finding.help("make that page well-formed"));
        }
        _ => return None,
    };
    let Some(anchor) = rendition.survey(to).ids.get(id) else {
        let message = format!("`{}` has no element with the id `{id}`", to.path().unwrap_or_default());
        let finding = Diagnostic::new(&MISSING_ID, message).at(link.place);
        return Some(finding.help(if from.index == to.index {
            "give the element this id, or correct the fragment"
        } else {
            "give the element of that page this id, or correct the fragment"
        }));
    };
    (!suits(link.kind, tree.get(anchor.node))).then(|| {
        let message =
            format!("`{}` names an element that is not shown by itself, or not of the kind wanted", link.href);
        let finding = Diagnostic::new(&WRONG_ELEMENT, message).at(link.place);
        finding.help("name an element of the right kind")
    })
}

/// Tells whether a fragment is an id: not a place counted out, a passage of text, a view, a region or a time.
fn is_id(fragment: &str) -> bool {
    let is_scheme = fragment.split_once('(').is_some_and(|(name, rest)| {
        rest.ends_with(')') && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    !fragment.is_empty() && !is_scheme && !fragment.contains('=') && !fragment.starts_with(":~:")
}

fn suits(kind: LinkKind, node: NodeRef<'_>) -> bool {
    let svg = node.local_in(ns::SVG).unwrap_or_default();
    let is_paint = matches!(svg, "linearGradient" | "radialGradient" | "pattern");
    match kind {
        LinkKind::Paint => is_paint,
        LinkKind::Part => !is_paint && svg != "clipPath",
        LinkKind::Hyperlink | LinkKind::Cited | LinkKind::OverlayText => {
            !is_paint && !matches!(svg, "clipPath" | "symbol")
        }
        _ => true,
    }
}
