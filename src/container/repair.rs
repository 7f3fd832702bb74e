//! Mending a container: fixes are made on the bytes they are about, and every other entry is copied as it is packed.
//!
//! Fixes that touch the same bytes shut each other out; what is left can be mended after the book has been read again.

use super::MIMETYPE;
use super::decode::decode;
use super::directory::{Record, local, records};
use super::inflate::extract;
use super::pack::{Packed, Packer, crc};
use super::write::Archive;
use crate::diagnostic::{Change, Fix};
use crate::package::Package;
use crate::source::{SourceId, Sources};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::ops::Range;

/// Makes as many of the fixes as go together; returns the new container, and which were made.
///
/// `package` and `sources` are what the container was read as.
///
/// # Errors
/// Where an entry cannot be copied, since the container is damaged.
pub fn repair<'f>(
    bytes: &[u8],
    package: &Package,
    sources: &Sources,
    fixes: impl IntoIterator<Item = &'f Fix>,
) -> io::Result<(Vec<u8>, Vec<&'f Fix>)> {
    let records = records(bytes).map_err(|_| damaged("the zip has no readable directory"))?;
    let mut plan = Plan::default();
    let mut made = Vec::new();
    for fix in fixes {
        if plan.take(fix, sources) {
            made.push(fix);
        }
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut archive = Archive::new(&mut out);
    if plan.mimetype {
        let (name, content) = (MIMETYPE.0, MIMETYPE.1.as_bytes());
        archive.add(
            name,
            &Packed { data: content.to_vec(), method: super::STORED, crc: crc(content), size: content.len() },
        )?;
    }
    for record in &records {
        if plan.mimetype && record.name == MIMETYPE.0.as_bytes() {
            continue;
        }
        let mut entries = package.entries.iter();
        let entry = entries.find(|entry| entry.zip.is_some_and(|zip| zip.offset == record.offset));
        let source = entry.and_then(|entry| entry.source);
        if source.is_some_and(|source| plan.dropped.contains(&source)) {
            continue;
        }
        let name = std::str::from_utf8(record.name).map_err(|_| damaged("the path of an entry is not UTF-8"))?;
        let edited = source.and_then(|source| plan.edited(source, bytes, record));
        let packed = match edited {
            Some(content) => Packer::default().pack_bytes(&content)?,
            None => copied(bytes, record).ok_or_else(|| damaged(&format!("`{name}` cannot be copied")))?,
        };
        archive.add(name, &packed)?;
    }
    archive.finish()?;
    Ok((out, made))
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// Returns an entry as it is packed.
fn copied(bytes: &[u8], record: &Record<'_>) -> Option<Packed> {
    let length = usize::try_from(record.compressed_size).ok()?;
    let data = local(bytes, record)?.data.get(..length)?.to_vec();
    Some(Packed { data, method: record.method, crc: record.crc, size: usize::try_from(record.size).ok()? })
}

/// What is to be done to a container.
#[derive(Default)]
struct Plan<'f> {
    /// By the text: which bytes become what, in order.
    edits: BTreeMap<SourceId, Vec<(Range<usize>, String)>>,
    utf_8: HashSet<SourceId>,
    dropped: HashSet<SourceId>,
    mimetype: bool,
    known: HashSet<&'f [Change]>,
}

impl<'f> Plan<'f> {
    /// Takes a fix, unless one of its changes cannot be made beside those before it.
    fn take(&mut self, fix: &'f Fix, sources: &Sources) -> bool {
        // Another finding may have the same cause.
        if !self.known.insert(&fix.changes) {
            return false;
        }
        let mut edits = Vec::new();
        for change in &fix.changes {
            let Some(edit) = edit(change, sources) else { continue };
            let taken = self.edits.get(&edit.0).into_iter().flatten().map(|(range, _)| range);
            if taken.into_iter().any(|taken| collide(taken, &edit.1)) {
                return false;
            }
            edits.push(edit);
        }
        for change in &fix.changes {
            match change {
                Change::Utf8(source) => drop(self.utf_8.insert(*source)),
                Change::Drop(source) => drop(self.dropped.insert(*source)),
                Change::Mimetype => self.mimetype = true,
                _ => {}
            }
        }
        for (source, range, text) in edits {
            self.edits.entry(source).or_default().push((range, text));
        }
        true
    }

    /// Returns the content of an entry with all that is to be changed in it; nothing where nothing is.
    fn edited(&self, source: SourceId, bytes: &[u8], record: &Record<'_>) -> Option<Vec<u8>> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let is_reencoded = self.utf_8.contains(&source);
        let mut edits = self.edits.get(&source).cloned().unwrap_or_default();
        if edits.is_empty() && !is_reencoded {
            return None;
        }
        let raw = extract(bytes, record).ok()?.content;
        // Places are of the decoded text, which has no mark.
        let (mark, mut content) = if is_reencoded {
            (&b""[..], decode(&raw).text.ok()?.into_bytes())
        } else {
            match raw.strip_prefix(MARK) {
                Some(rest) => (MARK, rest.to_vec()),
                None => (&b""[..], raw),
            }
        };
        // What is inserted in one place stays in order.
        edits.sort_by_key(|(range, _)| range.start);
        for (range, text) in edits.into_iter().rev() {
            content.get(range.clone())?;
            content.splice(range, text.into_bytes());
        }
        Some([mark, &content].concat())
    }
}

/// Tells whether two changes touch the same bytes. Two insertions in one place do, since each may say what the other does.
fn collide(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
        || one == other
        || one.contains(&other.start)
        || other.contains(&one.start)
}

/// Returns which bytes of which text a change is about, and what comes in their place.
fn edit(change: &Change, sources: &Sources) -> Option<(SourceId, Range<usize>, String)> {
    let text = |source: SourceId| &*sources.get(source).text;
    Some(match change {
        Change::Replace(span, new) => (span.source, span.range(), new.clone()),
        Change::Remove(span) => {
            let before = text(span.source).get(..span.range().start)?.trim_end().len();
            (span.source, before..span.range().end, String::new())
        }
        Change::Attribute(span, attribute) => {
            let tag = text(span.source).get(span.range())?;
            let at = span.range().start + tag.strip_suffix("/>").or(tag.strip_suffix('>'))?.trim_end().len();
            (span.source, at..at, format!(" {attribute}"))
        }
        Change::First(span, element) => {
            let at = span.range().end;
            text(span.source).get(span.range())?.strip_suffix('>').filter(|tag| !tag.ends_with('/'))?;
            (span.source, at..at, element.clone())
        }
        Change::Last(span, element) => {
            let whole = text(span.source).get(span.range())?;
            let inner = whole.get(..whole.rfind("</")?)?;
            let at = span.range().start + inner.trim_end().len();
            (span.source, at..at, format!("{}{element}", indentation(inner)))
        }
        Change::Utf8(_) | Change::Drop(_) | Change::Mimetype => return None,
    })
}

/// Returns the white space that stands before the first element in another.
fn indentation(inner: &str) -> &str {
    let after = inner.split_once('>').map_or("", |(_, rest)| rest);
    &after[..after.len() - after.trim_start().len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn changes_are_made_where_they_belong() {
        let mut sources = Sources::default();
        let text = "<a b='1'>\n  <c/>\n</a>";
        let source = sources.add("a.xml", text);
        let span = |range| Span::new(source, range);
        for (change, expected) in [
            (Change::Replace(span(3..8), "b='2'".to_owned()), "<a b='2'>\n  <c/>\n</a>"),
            (Change::Remove(span(3..8)), "<a>\n  <c/>\n</a>"),
            (Change::Remove(span(12..16)), "<a b='1'>\n</a>"),
            (Change::Attribute(span(0..9), "d='3'".to_owned()), "<a b='1' d='3'>\n  <c/>\n</a>"),
            (Change::Attribute(span(12..16), "d='3'".to_owned()), "<a b='1'>\n  <c d='3'/>\n</a>"),
            (Change::First(span(0..9), "<d/>".to_owned()), "<a b='1'><d/>\n  <c/>\n</a>"),
            (Change::Last(span(0..21), "<d/>".to_owned()), "<a b='1'>\n  <c/>\n  <d/>\n</a>"),
        ] {
            let (_, range, new) = edit(&change, &sources).unwrap();
            assert_eq!(format!("{}{new}{}", &text[..range.start], &text[range.end..]), expected);
        }
    }

    #[test]
    fn what_touches_the_same_bytes_waits() {
        let mut sources = Sources::default();
        let source = sources.add("a.xml", "<a b='1' c='2'/>");
        let fix = |change| Fix { title: String::new(), changes: vec![change] };
        let span = |range| Span::new(source, range);
        let fixes = [
            fix(Change::Remove(span(3..8))),
            fix(Change::Replace(span(3..8), "b='3'".to_owned())),
            fix(Change::Attribute(span(0..16), "d='1'".to_owned())),
            fix(Change::Attribute(span(0..16), "d='2'".to_owned())),
            fix(Change::Remove(span(3..8))),
        ];
        let mut plan = Plan::default();
        let taken: Vec<bool> = fixes.iter().map(|fix| plan.take(fix, &sources)).collect();
        assert_eq!(taken, [true, false, true, false, false]);
    }
}
