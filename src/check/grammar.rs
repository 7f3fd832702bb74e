//! Documents that a small grammar tells all about: which elements stand where, with which attributes and values.
//!
//! A vocabulary is a table of [`Element`]s, written from its specification. XHTML, SVG and MathML are too large for
//! this and have tables of their own.

mod value;

pub(super) use value::Value;

use super::checks::{Check, Example, Look};
use super::content::data_fault;
use super::resource::tag;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::xml::{Name, NodeRef, Tree, ns};
use std::collections::HashMap;

/// The rules of every grammar; each room looks at its own documents.
pub(super) const CHECK: Check = Check {
    rules: &[
        &UNEXPECTED_ELEMENT,
        &INCOMPLETE_ELEMENT,
        &UNEXPECTED_ATTRIBUTE,
        &MISSING_ATTRIBUTE,
        &WRONG_ATTRIBUTE_VALUE,
        &UNEXPECTED_TEXT,
        &WRONG_TEXT,
        &REPEATED_ID,
    ],
    section: "5",
    example: Example::Manifest,
    look: Look::Publication(|_, _| {}),
};

pub(super) const UNEXPECTED_ELEMENT: Rule = Rule {
    name: "unexpected-element",
    severity: Severity::Error,
    summary: "an element of the package stands where it may not",
    explanation: r#"
The package document, the container's documents and the NCX have a fixed form: which elements there are, in which order.

Wrong:

    <file path="page.xhtml"/>

Right:

    <item id="page" href="page.xhtml" media-type="application/xhtml+xml"/>
"#,
    epubcheck: &["RSC-005"],
};

const INCOMPLETE_ELEMENT: Rule = Rule {
    name: "incomplete-element",
    severity: Severity::Error,
    summary: "an element of the package lacks another that it must hold",
    explanation: "
Every book has an identifier, a title and a language, at least one item in its manifest and one in its spine.

Wrong: `<metadata>` without `<dc:language>`.

Right: `<metadata>` with `<dc:language>en</dc:language>`.
",
    epubcheck: &["RSC-005"],
};

const UNEXPECTED_ATTRIBUTE: Rule = Rule {
    name: "unexpected-attribute",
    severity: Severity::Error,
    summary: "an element of the package has an attribute that it may not have",
    explanation: r#"
It may be misspelt, or from another version: `opf:role` and `opf:file-as` are of EPUB 2.

Wrong:

    <item id="map" href="images/map.png" media-type="image/png" linear="no"/>

Right:

    <item id="map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-005"],
};

pub(super) const MISSING_ATTRIBUTE: Rule = Rule {
    name: "missing-attribute",
    severity: Severity::Error,
    summary: "an element of the package lacks an attribute that it must have",
    explanation: r#"
Readers cannot use the element without it.

Wrong:

    <item href="images/map.png" media-type="image/png"/>

Right:

    <item id="map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-005"],
};

pub(super) const WRONG_ATTRIBUTE_VALUE: Rule = Rule {
    name: "wrong-attribute-value",
    severity: Severity::Error,
    summary: "an attribute of the package has a value that it may not have",
    explanation: r#"
An id begins with a letter or `_` and holds no spaces and no colon; a media type is two words with `/` between them.

Wrong:

    <item id="the map" href="images/map.png" media-type="image/png"/>

Right:

    <item id="the-map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-005"],
};

const UNEXPECTED_TEXT: Rule = Rule {
    name: "unexpected-text",
    severity: Severity::Error,
    summary: "text stands in an element of the package that holds none",
    explanation: r#"
What the elements mean is in their attributes; text between them is probably a slip.

Wrong:

    the map <item id="map" href="images/map.png" media-type="image/png"/>

Right:

    <!-- the map --> <item id="map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-005"],
};

const WRONG_TEXT: Rule = Rule {
    name: "wrong-text",
    severity: Severity::Error,
    summary: "an element of the package holds no text, or not what it should",
    explanation: "
An empty title or name says nothing, and readers show a gap.

Wrong: `<dc:title></dc:title>`.

Right: `<dc:title>The Sea</dc:title>`.
",
    epubcheck: &["RSC-005"],
};

const REPEATED_ID: Rule = Rule {
    name: "repeated-id",
    severity: Severity::Error,
    summary: "two elements of a document of the package have the same id",
    explanation: r#"
Who refers to the id means one of them, and nobody knows which.

Wrong:

    <item id="title" href="images/map.png" media-type="image/png"/>

Right, where `title` is the id of `dc:title`:

    <item id="map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-005"],
};

/// A vocabulary.
pub(super) struct Grammar {
    /// What the document is called in findings.
    pub(super) title: &'static str,
    pub(super) namespace: &'static str,
    pub(super) root: &'static str,
    /// The prefixes of names of other namespaces in the table, and the namespaces.
    pub(super) prefixes: &'static [(&'static str, &'static str)],
    pub(super) elements: &'static [Element],
    /// Whether elements and attributes of namespaces that are not in the table may stand anywhere.
    pub(super) is_open: bool,
}

/// An element.
pub(super) struct Element {
    /// Its name; with that of its parent before it, as `collection/link`, where it differs from others of the name.
    pub(super) name: &'static str,
    /// A name that begins with `!` is of one that must be there.
    pub(super) attributes: &'static [(&'static str, Value)],
    pub(super) content: Content,
}

/// What an element holds.
#[derive(Clone, Copy)]
pub(super) enum Content {
    Empty,
    /// Text, perhaps none.
    Text,
    /// Text of this form.
    Of(Value),
    /// These elements in this order.
    Sequence(&'static [Particle]),
    /// These elements in any order.
    Mixed(&'static [Particle]),
    /// Whatever there is.
    Any,
}

/// An element in another: its name, the fewest and the most there may be.
pub(super) type Particle = (&'static str, usize, usize);

/// As many as there are.
pub(super) const MANY: usize = usize::MAX;

/// A name with the prefix that a table has for its namespace.
#[derive(Clone, Copy)]
struct QName<'a> {
    prefix: &'static str,
    local: &'a str,
}

impl QName<'_> {
    /// Tells whether the table writes it so: `item`, `dc:title`.
    fn is(self, written: &str) -> bool {
        match written.split_once(':') {
            None => self.prefix.is_empty() && written == self.local,
            Some((prefix, local)) => self.prefix == prefix && self.local == local,
        }
    }
}

impl Grammar {
    /// Checks a document of this vocabulary.
    pub(super) fn check(&self, tree: &Tree, place: Place, diagnostics: &mut Diagnostics) {
        let Some(root) = tree.root().elements().next() else { return };
        let reading = Reading::new(self, tree);
        if reading.name(root) != Some(self.root) {
            let finding = Diagnostic::new(&UNEXPECTED_ELEMENT, format!("{} begins with `{}`", self.title, self.root));
            let place = if tag(root) == Place::Nowhere { place } else { tag(root) };
            diagnostics.push(finding.at(place).help(format!("write `{}` of `{}`", self.root, self.namespace)));
            return;
        }
        let mut next = Some(root);
        while let Some(node) = next {
            let is_known = !node.is_element() || reading.look_at(node, diagnostics);
            next = if is_known { node.following_within(root.id()) } else { node.following_beyond(root.id()) };
        }
        repeated_ids(root, diagnostics);
    }

    /// Returns the prefix that the table has for a namespace; nothing for one that is not there.
    fn prefix(&self, namespace: &str) -> Option<&'static str> {
        if namespace == self.namespace {
            return Some("");
        }
        self.prefixes.iter().find(|(_, known)| *known == namespace).map(|(prefix, _)| *prefix)
    }
}

/// A document read by a grammar: what each of its names is in the table.
struct Reading<'a> {
    grammar: &'a Grammar,
    /// By the names' numbers: as the table writes it, such as `dc:title`; nothing for one of a strange namespace.
    written: Vec<Option<String>>,
    /// By the names' numbers: the elements of that name, each with the parent that it wants.
    elements: Vec<Vec<(Option<&'static str>, &'static Element)>>,
}

impl<'a> Reading<'a> {
    fn new(grammar: &'a Grammar, tree: &Tree) -> Self {
        let write = |name: &Name| match grammar.prefix(&name.namespace)? {
            "" => Some(name.local.to_string()),
            prefix => Some(format!("{prefix}:{}", name.local)),
        };
        let written: Vec<Option<String>> = tree.names().iter().map(write).collect();
        let split = |element: &'static Element| match element.name.split_once('/') {
            Some((parent, own)) => (Some(parent), own, element),
            None => (None, element.name, element),
        };
        let of_name = |name: &Option<String>| {
            let all = grammar.elements.iter().map(split);
            let same = all.filter(|(_, own, _)| name.as_deref() == Some(*own));
            same.map(|(parent, _, element)| (parent, element)).collect()
        };
        Self { grammar, elements: written.iter().map(of_name).collect(), written }
    }

    /// Returns a name as the table writes it; nothing for one of a namespace that is not there.
    fn name(&self, node: NodeRef<'_>) -> Option<&str> {
        self.written[node.name_number()?].as_deref()
    }

    fn element(&self, node: NodeRef<'_>) -> Option<&'static Element> {
        let of_name = &self.elements[node.name_number()?];
        let parent = || node.parent().and_then(|above| self.name(above));
        let special = of_name.iter().find(|(wanted, _)| wanted.is_some() && *wanted == parent());
        special.or_else(|| of_name.iter().find(|(wanted, _)| wanted.is_none())).map(|(_, element)| *element)
    }

    /// Looks at an element; tells whether what is in it is to be looked at too.
    fn look_at(&self, node: NodeRef<'_>, diagnostics: &mut Diagnostics) -> bool {
        let Some(element) = self.element(node) else { return false };
        self.attributes(node, element, diagnostics);
        match element.content {
            Content::Any => return false,
            Content::Sequence(particles) => self.sequence(node, particles, diagnostics),
            Content::Mixed(particles) => self.mixed(node, particles, diagnostics),
            Content::Empty => self.mixed(node, &[], diagnostics),
            Content::Text | Content::Of(_) => {
                self.mixed(node, &[], diagnostics);
                if let Content::Of(value) = element.content
                    && let Some(wanted) = value.fault(node.text_content().trim_ascii())
                {
                    let message = format!("`{}` must be {wanted}", shown(node));
                    let finding = Diagnostic::new(&WRONG_TEXT, message).at(tag(node));
                    diagnostics.push(finding.help("write it, or take the element out where it may be absent"));
                }
                return true;
            }
        }
        let text = node.children().find(|child| child.is_text() && !child.text().trim_ascii().is_empty());
        if let Some(text) = text {
            let finding = Diagnostic::new(&UNEXPECTED_TEXT, format!("`{}` holds no text", shown(node)));
            diagnostics.push(finding.at(text.span()).help("take it out"));
        }
        true
    }

    fn attributes(&self, node: NodeRef<'_>, element: &Element, diagnostics: &mut Diagnostics) {
        for attribute in node.attributes() {
            let prefix = match &*attribute.name.namespace {
                // What a tool keeps for itself is nobody's mistake, as in a page.
                ns::NONE if attribute.name.local.starts_with("data-") => {
                    diagnostics.extend(data_fault(node, attribute));
                    continue;
                }
                ns::NONE => "",
                ns::XMLNS => continue,
                ns::XML => "xml",
                // In the vocabulary's own namespace an attribute has a prefix too, as `opf:role`.
                other => match self.grammar.prefixes.iter().find(|(_, namespace)| *namespace == other) {
                    Some((prefix, _)) => prefix,
                    None if self.grammar.is_open => continue,
                    // A prefix that no table has.
                    None => "?",
                },
            };
            let name = QName { prefix, local: &attribute.name.local };
            let known = element.attributes.iter().find(|(known, _)| name.is(known.trim_start_matches('!')));
            let place = attribute.span.map_or_else(|| tag(node), Place::At);
            let Some((_, value)) = known else {
                let message = format!("`{}` has no attribute `{}`", shown(node), attribute.name);
                let finding = Diagnostic::new(&UNEXPECTED_ATTRIBUTE, message).at(place);
                diagnostics.push(finding.help("take it out, or correct its name"));
                continue;
            };
            if let Some(wanted) = value.fault(attribute.value.trim_ascii()) {
                let message = format!("`{}` of `{}` must be {wanted}", attribute.name, shown(node));
                let finding = Diagnostic::new(&WRONG_ATTRIBUTE_VALUE, message).at(place);
                diagnostics.push(finding.help("correct the value"));
            }
        }
        let required = element.attributes.iter().filter_map(|(name, _)| name.strip_prefix('!'));
        let missing: Vec<String> =
            required.filter(|name| !self.has(node, name)).map(|name| format!("`{name}`")).collect();
        if !missing.is_empty() {
            let message = format!("`{}` has no {}", shown(node), missing.join(" and no "));
            diagnostics.push(Diagnostic::new(&MISSING_ATTRIBUTE, message).at(tag(node)).help("add the attribute"));
        }
    }

    fn sequence(&self, node: NodeRef<'_>, particles: &[Particle], diagnostics: &mut Diagnostics) {
        let (mut at, mut count) = (0, 0);
        for child in node.elements() {
            let Some(name) = self.name(child) else {
                self.foreign(child, node, diagnostics);
                continue;
            };
            let found = (at..particles.len()).find(|&index| {
                let (wanted, _, most) = particles[index];
                wanted == name && (index > at || count < most)
            });
            let Some(found) = found else {
                unexpected(child, node, diagnostics);
                continue;
            };
            if found > at {
                let skipped = particles[at..found].iter().enumerate();
                let missing = skipped.filter(|(index, (_, least, _))| *least > if *index == 0 { count } else { 0 });
                incomplete(child, &missing.map(|(_, particle)| particle.0).collect::<Vec<_>>(), diagnostics);
                (at, count) = (found, 0);
            }
            count += 1;
        }
        let rest = particles[at..].iter().enumerate();
        let missing = rest.filter(|(index, (_, least, _))| *least > if *index == 0 { count } else { 0 });
        incomplete(node, &missing.map(|(_, particle)| particle.0).collect::<Vec<_>>(), diagnostics);
    }

    fn mixed(&self, node: NodeRef<'_>, particles: &[Particle], diagnostics: &mut Diagnostics) {
        let mut counts = vec![0; particles.len()];
        for child in node.elements() {
            let Some(name) = self.name(child) else {
                self.foreign(child, node, diagnostics);
                continue;
            };
            let Some(known) = particles.iter().position(|(known, _, _)| *known == name) else {
                unexpected(child, node, diagnostics);
                continue;
            };
            counts[known] += 1;
            if counts[known] > particles[known].2 {
                unexpected(child, node, diagnostics);
            }
        }
        let missing = particles.iter().zip(&counts).filter(|((_, least, _), count)| *least > **count);
        incomplete(node, &missing.map(|(particle, _)| particle.0).collect::<Vec<_>>(), diagnostics);
    }

    fn has(&self, node: NodeRef<'_>, name: &str) -> bool {
        let Some((prefix, local)) = name.split_once(':') else { return node.attribute(name).is_some() };
        let known = self.grammar.prefixes.iter().chain(&[("xml", ns::XML)]).find(|(known, _)| *known == prefix);
        known.is_some_and(|(_, namespace)| node.attribute_in(namespace, local).is_some())
    }

    fn foreign(&self, child: NodeRef<'_>, parent: NodeRef<'_>, diagnostics: &mut Diagnostics) {
        if !self.grammar.is_open {
            unexpected(child, parent, diagnostics);
        }
    }
}

/// Tells of every element that shares its id with another.
pub(super) fn repeated_ids(root: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let with_ids = || {
        let all = std::iter::once(root).chain(root.descendants());
        all.filter_map(|node| Some((node, node.attribute_entry(ns::NONE, "id")?)))
    };
    for (_, id) in with_ids() {
        *by_id.entry(id.value.trim_ascii()).or_default() += 1;
    }
    for (node, id) in with_ids().filter(|(_, id)| by_id[id.value.trim_ascii()] > 1) {
        let place = id.span.map_or_else(|| tag(node), Place::At);
        let finding =
            Diagnostic::new(&REPEATED_ID, format!("several elements have the id `{}`", id.value.trim_ascii()));
        diagnostics.push(finding.at(place).help("give each an id of its own"));
    }
}

fn shown(node: NodeRef<'_>) -> String {
    node.name().map(ToString::to_string).unwrap_or_default()
}

fn unexpected(child: NodeRef<'_>, parent: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` may not stand here in `{}`", shown(child), shown(parent));
    let finding = Diagnostic::new(&UNEXPECTED_ELEMENT, message).at(tag(child));
    diagnostics.push(finding.help("take it out, or put it where it belongs"));
}

/// Tells of elements that an element lacks.
pub(super) fn incomplete(node: NodeRef<'_>, missing: &[&str], diagnostics: &mut Diagnostics) {
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("{} is missing", names.join(" and "));
    diagnostics.push(Diagnostic::new(&INCOMPLETE_ELEMENT, message).at(tag(node)).help("add it"));
}
