//! `lang` and `xml:lang` agree where an element has both. HTML 3.2.6.2.

use super::attributes::place;
use crate::check::mend;
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Fix, Rule, Severity};
use crate::xml::{Attribute, NodeRef, ns};

pub(super) const LANGUAGES_DIFFER: Rule = Rule {
    name: "languages-differ",
    severity: Severity::Error,
    summary: "`lang` and `xml:lang` name two languages",
    explanation: r#"
Some readers look at one of the two, some at the other.

Wrong:

    <p lang="fr" xml:lang="en">Bonjour.</p>

Right:

    <p lang="fr" xml:lang="fr">Bonjour.</p>
"#,
    epubcheck: &["RSC-005"],
};

/// Looks at a `lang`.
pub(super) fn look(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    let Some(other) = node.attribute_in(ns::XML, "lang") else { return };
    if node.html().is_some() && !other.eq_ignore_ascii_case(attribute.value) {
        let message = format!("`lang` is `{}` and `xml:lang` is `{other}`", attribute.value);
        let finding = Diagnostic::new(&LANGUAGES_DIFFER, message).at(place(node, attribute));
        let change = mend::set(resource.entry, node, "xml:lang", attribute.value);
        let fix = Fix::new(format!("write `xml:lang=\"{}\"` too", attribute.value), [change]);
        resource.report(finding.help("let both say the same").fix(fix));
    }
}
