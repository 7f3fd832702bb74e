//! Stylesheets that people may choose between have names. EPUB 3.3, section 6.3; HTML, 4.6.7.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&UNNAMED_ALTERNATE, &CONTRARY_STYLE_TAGS],
    section: "6.3",
    example: Example::Head,
    look: Look::Element(ns::XHTML, &["link"], look),
};

const UNNAMED_ALTERNATE: Rule = Rule {
    name: "unnamed-alternate-stylesheet",
    severity: Severity::Error,
    summary: "a stylesheet to choose has no name",
    explanation: r#"
People choose an alternative stylesheet by its title.

Wrong:

    <link rel="alternate stylesheet" href="style.css"/>

Right:

    <link rel="alternate stylesheet" href="style.css" title="Large type"/>
"#,
    epubcheck: &["CSS-015"],
};

const CONTRARY_STYLE_TAGS: Rule = Rule {
    name: "contrary-style-tags",
    severity: Severity::Usage,
    summary: "a stylesheet is marked as being for two contrary ways to read",
    explanation: r#"
The classes `vertical` and `horizontal`, and `day` and `night`, tell readers when to use which of two stylesheets.

Wrong:

    <link rel="stylesheet" class="day night" href="style.css"/>

Right:

    <link rel="stylesheet" class="day" href="style.css"/>
"#,
    epubcheck: &["CSS-005"],
};

fn look(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let has = |attribute: &str, word: &str| {
        let value = node.attribute(attribute).unwrap_or_default();
        value.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case(word))
    };
    if !has("rel", "stylesheet") {
        return;
    }
    if has("rel", "alternate") && node.attribute("title").is_none_or(|title| title.trim_ascii().is_empty()) {
        let finding = Diagnostic::new(&UNNAMED_ALTERNATE, "an alternative stylesheet has no title").at(tag(node));
        resource.report(finding.help("name it with `title`"));
    }
    for (one, other) in [("vertical", "horizontal"), ("day", "night")] {
        if has("class", one) && has("class", other) {
            let message = format!("the stylesheet is marked as `{one}` and as `{other}`");
            let finding = Diagnostic::new(&CONTRARY_STYLE_TAGS, message).at(tag(node));
            resource.report(finding.help("divide it into two, or take the classes out"));
        }
    }
}
