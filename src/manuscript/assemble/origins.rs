//! What texts were put together from, as sources of the run: each file is one of them once, however many include it.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Segment, SourceId, Sources, Span};
use crate::world::BookPath;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a text was put together from.
pub(in crate::manuscript) struct Parts {
    /// The files, the text's own first.
    pub(super) files: Vec<(BookPath, Arc<str>)>,
    pub(super) parts: Vec<Part>,
}

/// A part of a text.
pub(in crate::manuscript) struct Part {
    /// Where it begins in the text.
    pub(super) start: usize,
    pub(super) file: usize,
    /// Where in the file it is from.
    pub(super) range: Range<usize>,
    /// Whether it stands there word for word.
    pub(super) is_verbatim: bool,
}

impl Parts {
    /// Moves what was said of a text before it was put together to where that stands now.
    pub(in crate::manuscript) fn follow(&self, diagnostics: &mut [Diagnostic]) {
        for diagnostic in diagnostics {
            if let Place::At(span) = diagnostic.place {
                let now = self.place(span.start as usize).map(|at| Span::new(span.source, at..at));
                diagnostic.place = now.map_or(Place::File(span.source), Place::At);
            }
        }
    }

    /// Returns where a place of the text's own file stands.
    fn place(&self, offset: usize) -> Option<usize> {
        let own = self.parts.iter().find(|part| part.is_verbatim && part.file == 0 && part.range.contains(&offset))?;
        Some(own.start + offset - own.range.start)
    }
}

/// The sources that texts were put together from.
pub(in crate::manuscript) struct Origins {
    first: SourceId,
    known: BTreeMap<BookPath, SourceId>,
    /// In the order of their ids.
    files: Vec<(BookPath, Arc<str>)>,
}

impl Origins {
    /// Begins a list of sources of which `first` is the first.
    pub(in crate::manuscript) fn after(first: SourceId) -> Self {
        Self { first, known: BTreeMap::new(), files: Vec::new() }
    }

    /// Returns the segments of a text.
    pub(in crate::manuscript) fn segments(&mut self, parts: Parts) -> Vec<Segment> {
        let ids: Vec<SourceId> = parts.files.into_iter().map(|file| self.id(file)).collect();
        let segment = |part: Part| Segment {
            start: part.start,
            origin: Span::new(ids[part.file], part.range),
            is_verbatim: part.is_verbatim,
        };
        parts.parts.into_iter().map(segment).collect()
    }

    fn id(&mut self, file: (BookPath, Arc<str>)) -> SourceId {
        let next = self.first.after(self.files.len());
        let id = *self.known.entry(file.0.clone()).or_insert(next);
        if id == next {
            self.files.push(file);
        }
        id
    }

    /// Adds the files to the sources, which have come to the first of them.
    pub(in crate::manuscript) fn finish(self, sources: &mut Sources) {
        for (path, text) in self.files {
            sources.add(path.as_str(), text);
        }
    }
}
