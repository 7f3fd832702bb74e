//! Looking at one resource: the one walk over its tree, then the looks at the whole of it.

use super::checks::Dispatch;
use super::publication::{Listed, Publication, Rendition};
use super::survey::Survey;
use super::{content, grammar};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::package::{Body, Entry, media_type};
use crate::resource::Content;
use crate::resource::image::examine;
use crate::xml::{Beginning, Kind, NodeRef, Tree};

/// A resource while it is looked at: `'a` is the package's life, `'r` that of the look.
pub(super) struct Resource<'r, 'a> {
    pub(super) publication: &'r Publication<'a>,
    pub(super) rendition: &'r Rendition<'a>,
    pub(super) item: &'r Listed<'a>,
    pub(super) entry: &'a Entry,
    pub(super) survey: Survey<'a>,
    diagnostics: Diagnostics,
}

impl<'a> Resource<'_, 'a> {
    /// Returns its tree; of a document that is not well-formed, that of what stands before its fault.
    pub(super) fn tree(&self) -> Option<&'a Tree> {
        self.entry.document().or_else(|| self.entry.beginning().map(|beginning| &beginning.tree))
    }

    /// Returns its bytes, where it is no document and they are in memory.
    pub(super) fn bytes(&self) -> Option<&'a [u8]> {
        bytes(self.entry)
    }

    /// Keeps a finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }

    /// Keeps several findings.
    pub(super) fn report_all(&mut self, findings: Diagnostics) {
        self.diagnostics.extend(findings);
    }

    /// Returns the place of the whole file.
    pub(super) fn place(&self) -> Place {
        file(self.entry)
    }

    fn walk(&mut self, tree: &'a Tree, dispatch: &Dispatch) {
        let (looks, attribute_looks) = (dispatch.of_tree(tree), dispatch.of_attributes(tree));
        for node in tree.root().descendants() {
            let Some(number) = node.name_number() else {
                if node.kind() == Kind::Instruction && self.item.is_svg() {
                    self.survey.see_instruction(node);
                }
                continue;
            };
            self.survey.see(node);
            for look in &looks[number] {
                look(node, self);
            }
            if attribute_looks.is_empty() {
                continue;
            }
            for attribute in node.attributes() {
                for (_, look) in attribute_looks.iter().filter(|(name, _)| *name == attribute.name) {
                    look(node, attribute, self);
                }
            }
        }
    }
}

/// Looks at an item's file.
pub(super) fn look_at<'a>(
    publication: &Publication<'a>,
    rendition: &Rendition<'a>,
    item: &Listed<'a>,
    dispatch: &Dispatch,
) -> (Survey<'a>, Diagnostics) {
    let (survey, diagnostics) = (Survey::new(item.path().unwrap_or_default()), Diagnostics::new());
    // Nobody reads an NCX that the spine does not name.
    let is_unread = item.media_type() == media_type::NCX && rendition.document.spine.toc != item.item.id;
    let Some(entry) = item.entry.filter(|_| !is_unread) else { return (survey, diagnostics) };
    let mut resource = Resource { publication, rendition, item, entry, survey, diagnostics };
    if let Some(tree) = resource.tree() {
        resource.walk(tree, dispatch);
    }
    let is_broken = matches!(entry.body, Body::Broken { .. });
    for look in if is_broken { &dispatch.beginnings } else { &dispatch.resources } {
        look(&mut resource);
    }
    resource.survey.finish();
    if let Some(beginning) = entry.beginning() {
        resource.diagnostics.retain(|finding| is_before_fault(finding, beginning));
    }
    (resource.survey, resource.diagnostics)
}

/// Tells whether a finding holds of a document that is not well-formed: what an element that had not ended at the fault
/// should hold may come after it.
fn is_before_fault(finding: &Diagnostic, beginning: &Beginning) -> bool {
    let is_of_tag = OF_TAGS.iter().any(|rule| rule.name == finding.rule.name);
    let is_open = |span| beginning.open.iter().any(|&id| beginning.tree.get(id).tag_span() == Some(span));
    is_of_tag || !matches!(finding.place, Place::At(span) if is_open(span))
}

/// What may be said of an element before its end.
const OF_TAGS: &[&Rule] = &[
    &grammar::UNEXPECTED_ELEMENT,
    &grammar::MISSING_ATTRIBUTE,
    &content::MISPLACED_CONTENT,
    &content::UNKNOWN_HTML,
    &content::MISSING_HTML_ATTRIBUTE,
];

/// Returns the bytes of an entry that is no document and is in memory.
pub(super) fn bytes(entry: &Entry) -> Option<&[u8]> {
    match &entry.body {
        Body::Other(Content::Bytes(bytes)) => Some(bytes),
        _ => None,
    }
}

/// Returns how wide and how high a picture made of pixels is; what is wrong with one that has no size is said elsewhere.
pub(super) fn pixels(entry: &Entry) -> Option<(u32, u32)> {
    let facts = entry.file.or_else(|| Some(examine(bytes(entry)?).ok()?.into()));
    facts?.pixels
}

/// Returns the place of a whole file; of one that a book names which is being built, where it does.
pub(super) fn file(entry: &Entry) -> Place {
    entry.source.map_or_else(|| entry.file.and_then(|facts| facts.place).into(), Place::File)
}

/// Returns the place of an element's start tag; else of the nearest element above that has one.
pub(super) fn tag(node: NodeRef<'_>) -> Place {
    node.tag_span().or_else(|| node.ancestors().find_map(NodeRef::tag_span)).into()
}

/// Returns the place of an attribute without namespace; that of the start tag where it has none.
pub(super) fn attribute(node: NodeRef<'_>, name: &str) -> Place {
    let span = node.attribute_entry("", name).and_then(|attribute| attribute.span);
    span.map_or_else(|| tag(node), Place::At)
}
