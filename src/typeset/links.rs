//! Links between pieces: by file, by file and heading, or by heading alone.
//!
//! In a first round every piece says what may be linked to in it; in a second, links find their targets.
//! A link to nothing in the book is reported, and its text stays without the link.

use super::label::{label, level};
use crate::address::{is_absolute, split_path};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manifest::Manifest;
use crate::manuscript::{Piece, Target};
use crate::nearest::nearest;
use crate::slug::key;
use crate::world::{BookPath, PathError};
use crate::xml::{NodeId, NodeRef};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Resolves the links of all pieces; returns the findings of each.
pub(super) fn run(pieces: &mut [Piece], manifest: &Manifest) -> Vec<Diagnostics> {
    let anchors: Vec<Anchors> = pieces.par_iter().map(Anchors::of).collect();
    let mut by_path = HashMap::new();
    let mut by_heading: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    let mut files: HashMap<usize, Range<usize>> = HashMap::new();
    for (index, (piece, anchors)) in pieces.iter().zip(&anchors).enumerate() {
        if let Some(path) = &piece.path {
            let first = *by_path.entry(path.as_str().to_owned()).or_insert(index);
            files.entry(first).or_insert(index..index).end = index + 1;
        }
        for (heading, id) in &anchors.headings {
            by_heading.entry(heading.clone()).or_default().push((index, id.clone()));
        }
    }
    let book = Places { anchors, by_path, files, by_heading, manifest };
    pieces.par_iter_mut().enumerate().map(|(index, piece)| resolve(index, piece, &book)).collect()
}

/// What may be linked to in a piece.
struct Anchors {
    ids: HashSet<String>,
    /// Ids of headings by their letters and digits.
    headings: BTreeMap<String, String>,
}

impl Anchors {
    fn of(piece: &Piece) -> Self {
        let mut anchors = Self { ids: HashSet::new(), headings: BTreeMap::new() };
        for node in piece.tree.root().descendants() {
            let Some(id) = node.attribute("id") else { continue };
            anchors.ids.insert(id.to_owned());
            if level(node).is_some() {
                anchors.headings.entry(key(&label(node))).or_insert_with(|| id.to_owned());
            }
        }
        anchors
    }

    fn find(&self, fragment: &str) -> Option<String> {
        match self.ids.get(fragment) {
            Some(id) => Some(id.clone()),
            None => self.headings.get(&key(fragment)).cloned(),
        }
    }
}

/// All that may be linked to in the book.
struct Places<'a> {
    anchors: Vec<Anchors>,
    /// The first piece of each file.
    by_path: HashMap<String, usize>,
    /// All pieces of a file, by the first of them: a file with many chapters has several.
    files: HashMap<usize, Range<usize>>,
    by_heading: BTreeMap<String, Vec<(usize, String)>>,
    manifest: &'a Manifest,
}

/// What a link turns out to be.
enum Link {
    /// It leads out of the book, or is resolved already.
    Outside,
    Inside(Target),
    /// The piece is there, the place in it is not.
    Near(Target, Diagnostic),
    Nowhere(Diagnostic),
}

fn resolve(index: usize, piece: &mut Piece, book: &Places<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let is_link = |node: &NodeRef<'_>| matches!(node.html(), Some("a" | "area")) && node.attribute("href").is_some();
    let links: Vec<NodeId> = piece.tree.root().descendants().filter(is_link).map(NodeRef::id).collect();
    for id in links {
        let node = piece.tree.get(id);
        let address = node.attribute("href").unwrap_or_default();
        match book.find(index, piece, address) {
            Link::Outside => {}
            Link::Inside(target) => piece.tree.set(id, "href", &target.to_string()),
            Link::Near(target, finding) => {
                diagnostics.push(finding.at(node.nearest_span()));
                piece.tree.set(id, "href", &target.to_string());
            }
            Link::Nowhere(finding) => {
                diagnostics.push(finding.at(node.nearest_span()));
                unlink(piece, id);
            }
        }
    }
    diagnostics
}

/// Takes the link away and keeps what it showed, and its id where others link to it.
fn unlink(piece: &mut Piece, id: NodeId) {
    let node = piece.tree.get(id);
    if node.attribute("id").is_some() || node.is_html("area") {
        for name in ["href", "role", "hreflang", "type", "alt"] {
            piece.tree.unset(id, name);
        }
    } else {
        piece.tree.unwrap(id);
    }
}

impl Places<'_> {
    fn find(&self, index: usize, piece: &Piece, address: &str) -> Link {
        if Target::parse(address).is_some() || is_absolute(address) {
            return Link::Outside;
        }
        let (path, fragment) = split_path(address);
        let linked = if path.is_empty() { Ok(index) } else { self.piece_at(piece, &path) };
        match (linked, fragment.filter(|fragment| !fragment.is_empty())) {
            (Ok(linked), None) => Link::Inside(Target::Piece { piece: linked, anchor: None }),
            (Ok(linked), Some(fragment)) => self.place_in(linked, piece, path.is_empty(), &fragment),
            (Err(finding), _) => Link::Nowhere(*finding),
        }
    }

    fn place_in(&self, linked: usize, from: &Piece, is_own: bool, fragment: &str) -> Link {
        let first = if is_own { from.path.as_ref().and_then(|path| self.by_path.get(path.as_str())) } else { None };
        let file = self.files.get(first.unwrap_or(&linked)).cloned().unwrap_or_default();
        for piece in std::iter::once(linked).chain(file) {
            if let Some(id) = self.anchors[piece].find(fragment) {
                return Link::Inside(Target::Piece { piece, anchor: Some(id) });
            }
        }
        let elsewhere = self.by_heading.get(&key(fragment)).map(Vec::as_slice);
        if let (true, Some([(piece, id)])) = (is_own, elsewhere) {
            return Link::Inside(Target::Piece { piece: *piece, anchor: Some(id.clone()) });
        }
        let nearest = nearest(fragment, self.anchors[linked].ids.iter().map(String::as_str));
        let message = format!("there is no place `#{fragment}` to link to");
        let help = match nearest {
            Some(nearest) => format!("did you mean `#{nearest}`?"),
            None => format!("give the place an id, such as `{{#{fragment}}}` after a heading"),
        };
        let finding = Diagnostic::new(&MISSING_ANCHOR, message).help(help);
        if is_own { Link::Nowhere(finding) } else { Link::Near(Target::Piece { piece: linked, anchor: None }, finding) }
    }

    fn piece_at(&self, piece: &Piece, path: &str) -> Result<usize, Box<Diagnostic>> {
        let folder = piece.path.as_ref().map_or("", BookPath::folder);
        let resolved = self.manifest.roots.resolve(folder, path).map_err(|error| {
            let message = match error {
                PathError::Absolute => format!("the link to `{path}` leads out of the book: it is absolute"),
                PathError::Outside | PathError::Empty => format!("the link to `{path}` leads out of the book's folder"),
            };
            let help = "link to a file that `chapters` lists, or to an address on the web";
            Box::new(Diagnostic::new(&BROKEN_LINK, message).help(help))
        })?;
        let known = self.by_path.get(resolved.as_str()).or_else(|| self.by_name(&resolved));
        known.copied().ok_or_else(|| {
            let message = format!("`{path}` is not in the book");
            let own = piece.path.as_ref().map_or("", BookPath::as_str);
            let names = self.by_path.keys().map(String::as_str).filter(|name| *name != own);
            let help = match nearest(resolved.as_str(), names) {
                Some(nearest) => format!("did you mean `{}`?", from_folder(folder, nearest)),
                None => "list it in `chapters`, or link to a piece that is there".to_owned(),
            };
            Box::new(Diagnostic::new(&BROKEN_LINK, message).help(help))
        })
    }

    /// Finds a piece whose file has another extension: collections link to the pages they were on the web.
    /// A folder is the page that stands for it.
    fn by_name(&self, path: &BookPath) -> Option<&usize> {
        if !matches!(path.extension().as_str(), "" | "html" | "htm" | "xhtml" | "md") {
            return None;
        }
        let stem = path.as_str().strip_suffix(&path.as_str()[path.as_str().len() - suffix(path)..])?;
        let in_folder = |folder: &str, name: &str| match folder {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        let (index, readme) = match path.extension().as_str() {
            "" => (Some(in_folder(path.as_str(), "index")), Some(in_folder(path.as_str(), "README"))),
            // A README is the index of its folder, as it is on the web.
            _ if path.stem() == "index" => (None, Some(in_folder(path.folder(), "README"))),
            _ => (None, None),
        };
        let stems = [Some(stem.to_owned()), index, readme];
        stems.into_iter().flatten().find_map(|stem| {
            let extensions = ["md", "markdown", "html", "htm", "txt", "xhtml"];
            extensions.iter().find_map(|extension| self.by_path.get(&format!("{stem}.{extension}")))
        })
    }
}

/// Returns the path as a file in `folder` writes it.
fn from_folder(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('/').filter(|(first, _)| steps.first() == Some(first)) {
        steps.remove(0);
        rest = after;
    }
    "../".repeat(steps.len()) + rest
}

fn suffix(path: &BookPath) -> usize {
    path.file_name().len() - path.stem().len()
}

pub(super) const RULES: &[&Rule] = &[&BROKEN_LINK, &MISSING_ANCHOR];

const BROKEN_LINK: Rule = Rule {
    name: "broken-link",
    severity: Severity::Warning,
    summary: "a link leads to a file that is not in the book",
    explanation: "
A link to another file works in the book where that file is one of its pieces.
Its text is kept, without the link, since a link to nothing makes an EPUB invalid.

Wrong:

    as she says in [her letter](lettre.md)      # the file is called letter.md

Right:

    as she says in [her letter](letter.md)
",
    epubcheck: &["RSC-007"],
};

const MISSING_ANCHOR: Rule = Rule {
    name: "missing-anchor",
    severity: Severity::Warning,
    summary: "a link leads to a place that its file does not have",
    explanation: "
The part of a link after `#` names an id or a heading of the piece it leads to.
A link to another piece then goes to its beginning; one within the piece loses the link and keeps its text.

Wrong:

    see [the last evening](letter.md#evning)

Right:

    see [the last evening](letter.md#evening)
",
    epubcheck: &["RSC-012"],
};
