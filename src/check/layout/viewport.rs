//! Pages of fixed layout say how large they are. EPUB 3.3, section 8.2.2.6.

use super::is_fixed;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::Version;
use crate::check::resource::{Resource, attribute, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_VIEWPORT, &BROKEN_VIEWPORT, &INCOMPLETE_VIEWPORT, &WRONG_DIMENSION, &IGNORED_VIEWPORT],
    section: "8.2.2.6",
    example: Example::FixedHead,
    look: Look::Resource(look),
};

pub(in crate::check) const SVG_CHECK: Check = Check {
    rules: &[&MISSING_VIEW_BOX],
    section: "8.2.2.6",
    example: Example::None,
    look: Look::Resource(look_at_svg),
};

const MISSING_VIEWPORT: Rule = Rule {
    name: "missing-viewport",
    severity: Severity::Error,
    summary: "a page of fixed layout does not say how large it is",
    explanation: r#"
Readers scale such a page to the screen, for which they must know its size.

Wrong:

    <meta name="author" content="A. Author"/>

Right:

    <meta name="viewport" content="width=1200, height=1600"/>
"#,
    epubcheck: &["HTM-046"],
};

const BROKEN_VIEWPORT: Rule = Rule {
    name: "broken-viewport",
    severity: Severity::Error,
    summary: "the size of a page is not written as it should be",
    explanation: r#"
It is a list of names with values, divided by commas.

Wrong:

    <meta name="viewport" content="width=, height=1600"/>

Right:

    <meta name="viewport" content="width=1200, height=1600"/>
"#,
    epubcheck: &["HTM-047"],
};

const INCOMPLETE_VIEWPORT: Rule = Rule {
    name: "incomplete-viewport",
    severity: Severity::Error,
    summary: "a page of fixed layout says its width or its height, not both",
    explanation: r#"
Readers need both to scale the page.

Wrong:

    <meta name="viewport" content="width=1200"/>

Right:

    <meta name="viewport" content="width=1200, height=1600"/>
"#,
    epubcheck: &["HTM-056"],
};

const WRONG_DIMENSION: Rule = Rule {
    name: "wrong-dimension",
    severity: Severity::Error,
    summary: "the width or height of a page is no number, or there are two of it",
    explanation: r#"
They are numbers of pixels without a unit.

Wrong:

    <meta name="viewport" content="width=12cm, height=1600"/>

Right:

    <meta name="viewport" content="width=1200, height=1600"/>
"#,
    epubcheck: &["HTM-057", "HTM-059"],
};

const IGNORED_VIEWPORT: Rule = Rule {
    name: "ignored-viewport",
    severity: Severity::Usage,
    summary: "readers take no notice of a size that a page gives",
    explanation: r#"
A page whose text flows has no size; of several sizes of a page of fixed layout, the first counts.

Wrong:

    <meta name="viewport" content="width=1200, height=1600"/>
    <meta name="viewport" content="width=600, height=800"/>

Right:

    <meta name="viewport" content="width=1200, height=1600"/>
"#,
    epubcheck: &["HTM-060a", "HTM-060b"],
};

const MISSING_VIEW_BOX: Rule = Rule {
    name: "missing-view-box",
    severity: Severity::Error,
    summary: "a drawing of fixed layout has no `viewBox`",
    explanation: r#"
Readers scale a drawing that is a page by its `viewBox`.

Wrong: `<svg xmlns="http://www.w3.org/2000/svg" width="12cm" height="16cm">` as a page of fixed layout.

Right: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1600">`.
"#,
    epubcheck: &["HTM-048"],
};

fn look(resource: &mut Resource<'_, '_>) {
    if !resource.item.is_xhtml() || resource.rendition.version == Version::Two {
        return;
    }
    let Some(html) = resource.tree().and_then(|tree| tree.root().elements().find(|node| node.is_html("html"))) else {
        return;
    };
    let Some(head) = html.elements().find(|node| node.is_html("head")) else { return };
    let is_fixed = is_fixed(resource.rendition, resource.item);
    let viewports = head.elements().filter(|node| node.is_html("meta") && node.attribute("name") == Some("viewport"));
    let mut has_any = false;
    for viewport in viewports {
        if !is_fixed {
            ignored(viewport, "HTM-060b", "the text of this page flows: it has no size", resource);
        } else if has_any {
            ignored(viewport, "HTM-060a", "the page has given its size before", resource);
        } else {
            look_at(viewport, resource);
        }
        has_any = true;
    }
    if is_fixed && !has_any {
        let finding = Diagnostic::new(&MISSING_VIEWPORT, "this page of fixed layout does not say how large it is");
        let help = "add `<meta name=\"viewport\" content=\"width=…, height=…\"/>` to its head";
        resource.report(finding.at(tag(head)).help(help));
    }
}

fn ignored(viewport: NodeRef<'_>, id: &'static str, message: &str, resource: &mut Resource<'_, '_>) {
    let finding = Diagnostic::new(&IGNORED_VIEWPORT, message).epubcheck(id).at(tag(viewport));
    resource.report(finding.help("take it out"));
}

fn look_at(viewport: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let place = attribute(viewport, "content");
    let Some(pairs) = parse(viewport.attribute("content").unwrap_or_default()) else {
        let finding = Diagnostic::new(&BROKEN_VIEWPORT, "the size is not written as it should be").at(place);
        return resource.report(finding.help("write `width=…, height=…`"));
    };
    for side in ["width", "height"] {
        let mut values = pairs.iter().filter(|(name, _)| *name == side).map(|(_, value)| *value);
        let (rule, id, message) = match (values.next(), values.next()) {
            (None, _) => (&INCOMPLETE_VIEWPORT, "HTM-056", format!("the page has no {side}")),
            (Some(_), Some(_)) => (&WRONG_DIMENSION, "HTM-059", format!("the page has two values of `{side}`")),
            (Some(value), None) if is_dimension(value, side) => continue,
            (Some(value), None) => {
                let message = format!("`{}` is no {side} in pixels", value.unwrap_or_default());
                (&WRONG_DIMENSION, "HTM-057", message)
            }
        };
        let finding = Diagnostic::new(rule, message).epubcheck(id).at(place);
        resource.report(finding.help(format!("write `{side}=` and a number")));
    }
}

/// Takes the description of a viewport apart; nothing where it is not well-formed. A name may be without value.
fn parse(text: &str) -> Option<Vec<(&str, Option<&str>)>> {
    let is_space = |c: char| c.is_ascii_whitespace();
    let is_divider = |c: char| matches!(c, ',' | ';') || c.is_ascii_whitespace();
    if text.is_empty() || text.trim_ascii().ends_with([',', ';']) {
        return None;
    }
    let (mut pairs, mut rest) = (Vec::new(), text.trim_start_matches(is_divider));
    while !rest.is_empty() {
        let end = rest.find(|c| c == '=' || is_divider(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            return None;
        }
        rest = after.trim_start_matches(is_space);
        let mut value = None;
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start_matches(is_space);
            let end = after.find(|c| c == '=' || is_divider(c)).unwrap_or(after.len());
            let (found, after) = after.split_at(end);
            if found.is_empty() || after.trim_start_matches(is_space).starts_with('=') {
                return None;
            }
            (value, rest) = (Some(found), after);
        }
        pairs.push((name, value));
        rest = rest.trim_start_matches(is_divider);
    }
    Some(pairs)
}

fn is_dimension(value: Option<&str>, side: &str) -> bool {
    let Some(value) = value else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = value.split_once('.');
    value.strip_prefix("device-") == Some(side)
        || parts.map_or_else(|| is_number(value), |(whole, part)| is_number(whole) && is_number(part))
}

fn look_at_svg(resource: &mut Resource<'_, '_>) {
    if !resource.item.is_svg() || !is_fixed(resource.rendition, resource.item) {
        return;
    }
    let root = resource.tree().and_then(|tree| tree.root().elements().next());
    let Some(svg) = root.filter(|root| root.local_in(ns::SVG) == Some("svg")) else { return };
    if svg.attribute("viewBox").is_none() {
        let finding = Diagnostic::new(&MISSING_VIEW_BOX, "this page of fixed layout has no `viewBox`").at(tag(svg));
        resource.report(finding.help("add `viewBox=\"0 0 width height\"`"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viewports_are_taken_apart_as_browsers_do() {
        for (text, pairs) in [
            ("width=600,height=400", &[("width", Some("600")), ("height", Some("400"))][..]),
            (" width = 600 ;; height=400 ", &[("width", Some("600")), ("height", Some("400"))]),
            ("width, a b=c", &[("width", None), ("a", None), ("b", Some("c"))]),
            ("  ", &[]),
        ] {
            assert_eq!(parse(text).as_deref(), Some(pairs), "{text}");
        }
        for text in ["", "width=", "width=,height=1", "=1", "width=1,", "width=1==2", "width=1="] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_dimension_is_a_number_or_that_of_the_device() {
        for value in ["0", "600", "600.5", "device-width"] {
            assert!(is_dimension(Some(value), "width"), "{value}");
        }
        for value in [".5", "5.", "-1", "600px", "1e2", "device-height", ""] {
            assert!(!is_dimension(Some(value), "width"), "{value}");
        }
    }
}
