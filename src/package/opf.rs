//! The package document as a typed view, written to a tree and computed from anybody's. EPUB 3.3, section 5.
//!
//! The view holds what is there, with the node that says it, and leaves out what it does not know.
//! Whether that is right and whole is for `check` to say.

use super::markup::Markup;
use super::ns;
use crate::xml::{self, NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// What a package document says. Absent is what it does not say; `node` is absent in one that was not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageDocument {
    pub node: Option<NodeId>,
    pub version: Option<String>,
    /// The id of the `dc:identifier` that is the unique one.
    pub unique_identifier: Option<String>,
    pub language: Option<String>,
    pub direction: Option<String>,
    pub prefix: Option<String>,
    pub metadata: Vec<Metadatum>,
    pub manifest: Vec<Item>,
    pub spine: Spine,
    pub guide: Vec<GuideReference>,
}

/// An entry of `<metadata>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadatum {
    pub node: Option<NodeId>,
    pub kind: MetadatumKind,
    /// What it tells: the local name of a Dublin Core element, a property, a name, or a relation.
    pub name: String,
    /// What that is: text, or the address of a link. With white space at the ends trimmed.
    pub value: String,
    pub id: Option<String>,
    /// The id of what it says more of, without `#`.
    pub refines: Option<String>,
    pub scheme: Option<String>,
    pub language: Option<String>,
}

/// The form of an entry of `<metadata>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MetadatumKind {
    /// `<dc:name>value</dc:name>`
    #[default]
    DublinCore,
    /// `<meta property="name">value</meta>`
    Meta,
    /// `<meta name="name" content="value"/>`, the form of EPUB 2.
    NamedMeta,
    /// `<link rel="name" href="value"/>`
    Link,
}

/// An `<item>` of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    pub node: Option<NodeId>,
    pub id: Option<String>,
    /// As written, relative to the package document.
    pub href: Option<String>,
    pub media_type: Option<String>,
    pub properties: Vec<String>,
    pub fallback: Option<String>,
    pub media_overlay: Option<String>,
}

/// The `<spine>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spine {
    pub node: Option<NodeId>,
    /// The id of the NCX.
    pub toc: Option<String>,
    pub page_progression_direction: Option<String>,
    pub itemrefs: Vec<ItemRef>,
}

/// An `<itemref>` of the spine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemRef {
    pub node: Option<NodeId>,
    pub idref: Option<String>,
    /// `yes` or `no`, where said.
    pub linear: Option<String>,
    pub properties: Vec<String>,
}

/// A `<reference>` of the guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideReference {
    pub node: Option<NodeId>,
    pub kind: Option<String>,
    pub title: Option<String>,
    pub href: Option<String>,
}

impl PackageDocument {
    /// Returns the first item of each id.
    pub fn items_by_id(&self) -> HashMap<&str, &Item> {
        let mut items = HashMap::with_capacity(self.manifest.len());
        for item in &self.manifest {
            if let Some(id) = &item.id {
                items.entry(id.as_str()).or_insert(item);
            }
        }
        items
    }

    /// Returns the values of a Dublin Core element, in order.
    pub fn dc(&self, name: &str) -> impl Iterator<Item = &Metadatum> {
        self.metadata.iter().filter(move |entry| entry.kind == MetadatumKind::DublinCore && entry.name == name)
    }

    /// Returns the value of the unique identifier.
    pub fn identifier(&self) -> Option<&str> {
        let id = self.unique_identifier.as_deref()?;
        self.dc("identifier").find(|entry| entry.id.as_deref() == Some(id)).map(|entry| entry.value.as_str())
    }
}

impl Item {
    /// Tells whether it has a property.
    pub fn has_property(&self, property: &str) -> bool {
        self.properties.iter().any(|known| known == property)
    }
}

impl Metadatum {
    /// Returns a Dublin Core element.
    pub fn dc(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), ..Self::default() }
    }

    /// Returns a property.
    pub fn meta(property: &str, value: &str) -> Self {
        Self { kind: MetadatumKind::Meta, ..Self::dc(property, value) }
    }

    /// Returns a property in the form of EPUB 2.
    pub fn named_meta(name: &str, content: &str) -> Self {
        Self { kind: MetadatumKind::NamedMeta, ..Self::dc(name, content) }
    }

    /// Gives it an id.
    #[must_use]
    pub fn named(self, id: &str) -> Self {
        Self { id: Some(id.to_owned()), ..self }
    }

    /// Says what it says more of.
    #[must_use]
    pub fn refining(self, id: &str) -> Self {
        Self { refines: Some(id.to_owned()), ..self }
    }

    /// Says where its value is defined.
    #[must_use]
    pub fn in_scheme(self, scheme: &str) -> Self {
        Self { scheme: Some(scheme.to_owned()), ..self }
    }
}

/// Writes a package document.
pub fn write(document: &PackageDocument) -> Tree {
    let mut markup = Markup::new(ns::OPF);
    let attributes = [
        ("version", &document.version),
        ("unique-identifier", &document.unique_identifier),
        ("xml:lang", &document.language),
        ("dir", &document.direction),
        ("prefix", &document.prefix),
    ];
    markup.open("package", &present(&attributes));
    markup.open("metadata", &[("xmlns:dc", ns::DC)]);
    for entry in &document.metadata {
        write_metadatum(&mut markup, entry);
    }
    markup.close();
    markup.open("manifest", &[]);
    for item in &document.manifest {
        let properties = joined(&item.properties);
        let attributes = [
            ("id", &item.id),
            ("href", &item.href),
            ("media-type", &item.media_type),
            ("properties", &properties),
            ("fallback", &item.fallback),
            ("media-overlay", &item.media_overlay),
        ];
        markup.empty("item", &present(&attributes));
    }
    markup.close();
    write_spine(&mut markup, &document.spine);
    if !document.guide.is_empty() {
        markup.open("guide", &[]);
        for reference in &document.guide {
            let attributes = [("type", &reference.kind), ("title", &reference.title), ("href", &reference.href)];
            markup.empty("reference", &present(&attributes));
        }
        markup.close();
    }
    markup.close();
    markup.finish()
}

fn write_metadatum(markup: &mut Markup, entry: &Metadatum) {
    let (name, value) = (Some(entry.name.clone()), Some(entry.value.clone()));
    let refines = entry.refines.as_ref().map(|id| format!("#{id}"));
    let common = [("id", &entry.id), ("refines", &refines), ("scheme", &entry.scheme), ("xml:lang", &entry.language)];
    match entry.kind {
        MetadatumKind::DublinCore => markup.line(&format!("dc:{}", entry.name), &present(&common), &entry.value),
        MetadatumKind::Meta => {
            markup.line("meta", &[&present(&[("property", &name)])[..], &present(&common)].concat(), &entry.value);
        }
        MetadatumKind::NamedMeta => markup.empty("meta", &present(&[("name", &name), ("content", &value)])),
        MetadatumKind::Link => {
            markup.empty("link", &[&present(&[("rel", &name), ("href", &value)])[..], &present(&common)].concat());
        }
    }
}

fn write_spine(markup: &mut Markup, spine: &Spine) {
    let direction = ("page-progression-direction", &spine.page_progression_direction);
    markup.open("spine", &present(&[("toc", &spine.toc), direction]));
    for itemref in &spine.itemrefs {
        let properties = joined(&itemref.properties);
        let attributes = [("idref", &itemref.idref), ("linear", &itemref.linear), ("properties", &properties)];
        markup.empty("itemref", &present(&attributes));
    }
    markup.close();
}

fn present<'a>(attributes: &[(&'a str, &'a Option<String>)]) -> Vec<(&'a str, &'a str)> {
    attributes.iter().filter_map(|(name, value)| value.as_deref().map(|value| (*name, value))).collect()
}

fn joined(properties: &[String]) -> Option<String> {
    (!properties.is_empty()).then(|| properties.join(" "))
}

/// Returns what a tree says, if it is a package document at all; empty where it is not.
pub fn read(tree: &Tree) -> PackageDocument {
    let Some(package) = tree.root().elements().find(|node| is(*node, "package")) else {
        return PackageDocument::default();
    };
    let within =
        |name: &'static str| package.elements().filter(move |node| is(*node, name)).flat_map(NodeRef::elements);
    PackageDocument {
        node: Some(package.id()),
        version: owned(package, "version"),
        unique_identifier: owned(package, "unique-identifier"),
        language: package.attribute_in(xml::ns::XML, "lang").map(str::to_owned),
        direction: owned(package, "dir"),
        prefix: owned(package, "prefix"),
        metadata: within("metadata").filter_map(read_metadatum).collect(),
        // Whoever reads a stranger's package as it comes takes these wherever they stand.
        manifest: package.descendants().filter(|node| is(*node, "item")).map(read_item).collect(),
        spine: read_spine(package),
        guide: within("guide").filter(|node| is(*node, "reference")).map(read_reference).collect(),
    }
}

fn read_metadatum(node: NodeRef<'_>) -> Option<Metadatum> {
    let text = || node.text_content().trim_ascii().to_owned();
    let (kind, name, value) = if let Some(local) = node.local_in(ns::DC) {
        (MetadatumKind::DublinCore, local.to_owned(), text())
    } else if is(node, "link") {
        (MetadatumKind::Link, owned(node, "rel").unwrap_or_default(), owned(node, "href").unwrap_or_default())
    } else if is(node, "meta") {
        match (owned(node, "property"), owned(node, "name")) {
            (None, Some(name)) => (MetadatumKind::NamedMeta, name, owned(node, "content").unwrap_or_default()),
            (property, _) => (MetadatumKind::Meta, property.unwrap_or_default(), text()),
        }
    } else {
        return None;
    };
    Some(Metadatum {
        node: Some(node.id()),
        kind,
        name,
        value,
        id: owned(node, "id"),
        refines: node.attribute("refines").map(|id| id.trim_ascii().trim_start_matches('#').to_owned()),
        scheme: owned(node, "scheme"),
        language: node.attribute_in(xml::ns::XML, "lang").map(str::to_owned),
    })
}

fn read_item(node: NodeRef<'_>) -> Item {
    Item {
        node: Some(node.id()),
        id: owned(node, "id"),
        href: owned(node, "href"),
        media_type: owned(node, "media-type"),
        properties: words(node, "properties"),
        fallback: owned(node, "fallback"),
        media_overlay: owned(node, "media-overlay"),
    }
}

fn read_spine(package: NodeRef<'_>) -> Spine {
    let itemrefs = package.descendants().filter(|node| is(*node, "itemref")).map(|itemref| ItemRef {
        node: Some(itemref.id()),
        idref: owned(itemref, "idref"),
        linear: owned(itemref, "linear"),
        properties: words(itemref, "properties"),
    });
    let spine = package.elements().find(|node| is(*node, "spine"));
    let said = |attribute| spine.and_then(|spine| owned(spine, attribute));
    Spine {
        node: spine.map(NodeRef::id),
        toc: said("toc"),
        page_progression_direction: said("page-progression-direction"),
        itemrefs: itemrefs.collect(),
    }
}

fn read_reference(node: NodeRef<'_>) -> GuideReference {
    GuideReference {
        node: Some(node.id()),
        kind: owned(node, "type"),
        title: owned(node, "title"),
        href: owned(node, "href"),
    }
}

fn is(node: NodeRef<'_>, name: &str) -> bool {
    node.local_in(ns::OPF).or(node.local_in(ns::OEBPS)) == Some(name)
}

fn owned(node: NodeRef<'_>, attribute: &str) -> Option<String> {
    node.attribute(attribute).map(|value| value.trim_ascii().to_owned())
}

fn words(node: NodeRef<'_>, attribute: &str) -> Vec<String> {
    node.attribute(attribute).unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_xml;

    /// Takes the nodes out of a view that was read, so that it can be compared with one that was written.
    fn without_nodes(mut document: PackageDocument) -> PackageDocument {
        document.node = None;
        document.spine.node = None;
        document.metadata.iter_mut().for_each(|entry| entry.node = None);
        document.manifest.iter_mut().for_each(|item| item.node = None);
        document.spine.itemrefs.iter_mut().for_each(|itemref| itemref.node = None);
        document.guide.iter_mut().for_each(|reference| reference.node = None);
        document
    }

    #[test]
    fn what_is_written_is_read_again() {
        let document = PackageDocument {
            version: Some("3.0".to_owned()),
            unique_identifier: Some("uid".to_owned()),
            language: Some("ar".to_owned()),
            direction: Some("rtl".to_owned()),
            metadata: vec![
                Metadatum::dc("identifier", "urn:x:1").named("uid"),
                Metadatum::meta("role", "aut").refining("a").in_scheme("marc:relators"),
                Metadatum::named_meta("cover", "c & d"),
                Metadatum { kind: MetadatumKind::Link, ..Metadatum::dc("record", "https://example.org/") },
            ],
            manifest: vec![Item {
                id: Some("a".to_owned()),
                href: Some("a.xhtml".to_owned()),
                media_type: Some("application/xhtml+xml".to_owned()),
                properties: vec!["svg".to_owned(), "mathml".to_owned()],
                ..Item::default()
            }],
            spine: Spine {
                toc: Some("ncx".to_owned()),
                itemrefs: vec![ItemRef { idref: Some("a".to_owned()), ..ItemRef::default() }],
                ..Spine::default()
            },
            guide: vec![GuideReference {
                kind: Some("text".to_owned()),
                href: Some("a.xhtml".to_owned()),
                ..GuideReference::default()
            }],
            ..PackageDocument::default()
        };
        let again = read(&write(&document));
        assert_eq!(again.identifier(), Some("urn:x:1"));
        assert_eq!(without_nodes(again), document);
    }

    #[test]
    fn a_document_with_holes_gives_a_view_with_holes() {
        let text = format!("<package xmlns='{}'><metadata><meta/></metadata><spine><x/></spine></package>", ns::OPF);
        let view = read(&parse_xml(&text.as_str().into(), None).unwrap());
        assert_eq!((view.metadata.len(), view.manifest.len(), view.spine.itemrefs.len()), (1, 0, 0));
        assert_eq!(read(&parse_xml(&"<x/>".into(), None).unwrap()), PackageDocument::default());
    }
}
