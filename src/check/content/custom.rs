//! Attributes that authors make up: `data-…`, and those of namespaces of their own. EPUB 3.3, section 6.1.3.5; HTML
//! 3.2.6.6.

use super::attributes::{SSML, place};
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::vocabulary::OPS;
use crate::xml::{Attribute, NodeRef, ns};

pub(super) const WRONG_DATA_NAME: Rule = Rule {
    name: "wrong-data-name",
    severity: Severity::Error,
    summary: "the name of a `data-` attribute is not one",
    explanation: r#"
After `data-` stands a name in lower case that begins with a letter.

Wrong:

    <p data-="1">Text.</p>

Right:

    <p data-verse="1">Text.</p>
"#,
    epubcheck: &["HTM-061"],
};

pub(super) const RESERVED_NAMESPACE: Rule = Rule {
    name: "reserved-namespace",
    severity: Severity::Error,
    summary: "an attribute of one's own is in a namespace of W3C or IDPF",
    explanation: r#"
Attributes of your own belong to a namespace of your own: others may give those of `w3.org` and `idpf.org` a meaning.

Wrong:

    <p xmlns:my="http://www.w3.org/my" my:mood="glad">Text.</p>

Right:

    <p xmlns:my="https://example.org/my" my:mood="glad">Text.</p>
"#,
    epubcheck: &["HTM-054"],
};

pub(super) const XML_EVENTS: &str = "http://www.w3.org/2001/xml-events";

/// Tells whether attributes of a namespace are of nobody's vocabulary.
pub(super) fn is_custom(namespace: &str) -> bool {
    !matches!(
        namespace,
        ns::NONE | ns::XHTML | ns::SVG | ns::MATHML | ns::XLINK | ns::XML | ns::XMLNS | OPS | SSML | XML_EVENTS
    )
}

/// Looks at the name of a `data-` attribute.
pub(super) fn data(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    resource.report_all(data_fault(node, attribute).into_iter().collect());
}

/// Says what is wrong with the name of a `data-` attribute, whatever document it stands in.
pub(in crate::check) fn data_fault(node: NodeRef<'_>, attribute: Attribute<'_>) -> Option<Diagnostic> {
    let name = attribute.name.local.strip_prefix("data-")?;
    (!is_data_name(name)).then(|| {
        let message = format!("`{}` is not a name of a `data-` attribute", attribute.name);
        let finding = Diagnostic::new(&WRONG_DATA_NAME, message).at(place(node, attribute));
        finding.help("write `data-` and a name in lower case that begins with a letter")
    })
}

/// Looks at the namespace of an attribute that has one.
pub(super) fn namespaced(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    let namespace = &*attribute.name.namespace;
    if let Some(owner) = reserved(namespace).filter(|_| is_custom(namespace)) {
        let message = format!("`{}` is in the namespace `{namespace}`, which belongs to {owner}", attribute.name);
        let finding = Diagnostic::new(&RESERVED_NAMESPACE, message).at(place(node, attribute));
        resource.report(finding.help("use a namespace under a domain of your own"));
    }
}

fn is_data_name(name: &str) -> bool {
    let starts_well = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    starts_well && !name.contains(|character: char| character.is_ascii_uppercase() || character == ':')
}

/// Returns to whom a namespace belongs, where that is W3C or IDPF.
fn reserved(namespace: &str) -> Option<&'static str> {
    let (_, rest) = namespace.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    ["w3.org", "idpf.org"].into_iter().find(|owner| host.contains(owner))
}
