//! How words are pronounced: SSML attributes. EPUB 3.3, section 6.1.3.3.

use super::attributes::{SSML, place};
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::{Attribute, NodeRef};

pub(super) const EMPTY_PRONUNCIATION: Rule = Rule {
    name: "empty-pronunciation",
    severity: Severity::Warning,
    summary: "`ssml:ph` says no pronunciation",
    explanation: r#"
A voice that reads the book aloud would say nothing at all.

Wrong:

    <p xmlns:ssml="http://www.w3.org/2001/10/synthesis"><span ssml:ph="">Worcester</span></p>

Right:

    <p xmlns:ssml="http://www.w3.org/2001/10/synthesis"><span ssml:ph="wUst@r">Worcester</span></p>
"#,
    epubcheck: &["HTM-007"],
};

pub(super) const NESTED_PRONUNCIATION: Rule = Rule {
    name: "nested-pronunciation",
    severity: Severity::Error,
    summary: "`ssml:ph` stands within an element that has a pronunciation already",
    explanation: r#"
The pronunciation of an element is that of all its text; there is nothing left within it to pronounce.

Wrong:

    <p xmlns:ssml="http://www.w3.org/2001/10/synthesis" ssml:ph="x"><span ssml:ph="wUst@r">Worcester</span></p>

Right:

    <p xmlns:ssml="http://www.w3.org/2001/10/synthesis"><span ssml:ph="wUst@r">Worcester</span></p>
"#,
    epubcheck: &["RSC-005"],
};

/// Looks at a pronunciation.
pub(super) fn look(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    if attribute.value.trim_ascii().is_empty() {
        let finding = Diagnostic::new(&EMPTY_PRONUNCIATION, "`ssml:ph` is empty").at(place(node, attribute));
        resource.report(finding.help("write the pronunciation, or take the attribute out"));
    }
    if node.ancestors().any(|above| above.attribute_in(SSML, "ph").is_some()) {
        let message = "`ssml:ph` stands within an element that has one";
        let finding = Diagnostic::new(&NESTED_PRONUNCIATION, message).at(place(node, attribute));
        resource.report(finding.help("keep one of the two"));
    }
}
