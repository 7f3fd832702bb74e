//! Web archives: the page in them, with the pictures that it shows.

use crate::import::mime::{self, Part};
use crate::import::{Picture, Removed, Text, Work, page};
use crate::manuscript::{Input, keep_body, read_page};
use std::collections::HashMap;

/// Tells whether a text is an archive.
pub(in crate::import) fn recognises(text: &Text) -> bool {
    mime::recognises(&text.content)
}

/// Imports the page of an archive.
pub(in crate::import) fn import(text: &Text) -> Work {
    let Some(archive) = mime::read(&text.content) else {
        return Work { refused: Some("there is no page in it".to_owned()), ..Work::default() };
    };
    let mut pictures = Vec::new();
    let mut addresses: HashMap<String, String> = HashMap::new();
    for part in archive.pictures {
        let stem = part.location.as_deref().map(stem).unwrap_or_default();
        let Some(extension) = mime::extension(&part.kind) else { continue };
        let picture = Picture { name: format!("{stem}.{extension}"), bytes: part.bytes };
        match (part.location, part.id) {
            (Some(location), id) => {
                let id = id.filter(|_| !location.contains(['"', '\'']));
                addresses.extend(id.map(|id| (id, location.clone())));
                pictures.push((location, picture));
            }
            (None, Some(id)) => pictures.push((format!("{ID}{id}"), picture)),
            (None, None) => {}
        }
    }
    let resolved = |content: String| by_address(&content, &addresses).unwrap_or(content).into();
    let content = resolved(archive.page);
    let page = Text { content, location: archive.location, pictures, ..text.clone() };
    let frame = |part: Part| Text { content: resolved(part.decoded()), location: part.location, ..text.clone() };
    let mut frames: Vec<Text> = archive.frames.into_iter().map(frame).collect();
    let mut work = super::html::import(&page);
    // A page may be nothing but its frames.
    if work.refused.is_some()
        && let Some(at) = longest(&frames)
    {
        let frame = Text { pictures: page.pictures, ..frames.remove(at) };
        work = super::html::import(&frame);
    }
    for frame in &frames {
        add_frame(frame, &mut work);
    }
    work
}

/// Returns which of some pages has most to read, of those that have a text.
fn longest(pages: &[Text]) -> Option<usize> {
    let letters = |work: &Work| work.seen.iter().map(String::len).sum::<usize>();
    let works = pages.iter().map(super::html::import).enumerate().filter(|(_, work)| work.refused.is_none());
    works.max_by_key(|(_, work)| letters(work)).map(|(at, _)| at)
}

/// Reports what a frame of the page says, and adds it to what a reader would see.
fn add_frame(frame: &Text, work: &mut Work) {
    let mut tree = read_page(&Input::new(frame.content.clone(), frame.source, 0)).tree;
    keep_body(&mut tree);
    let mut seen = page::seen(&tree);
    seen.retain(|text| !text.trim().is_empty());
    if seen.is_empty() {
        return;
    }
    let what = "a frame of the page: what it shows may be a page of its own, or an advertisement".to_owned();
    work.removed.push(Removed { what, text: seen.join("\n") });
    let remark = "a frame of the page has a text: look at what is taken out";
    if !work.remarks.iter().any(|known| known == remark) {
        work.remarks.push(remark.to_owned());
    }
    work.seen.append(&mut seen);
}

/// What stands before the id of a part where a page shows it (RFC 2392).
const ID: &str = "cid:";

/// Writes the addresses of parts that have one in place of their ids, so that each picture goes by one name.
fn by_address(page: &str, addresses: &HashMap<String, String>) -> Option<String> {
    if addresses.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(page.len());
    let mut written = 0;
    for (at, _) in page.match_indices(ID) {
        let begins = page[..at].chars().next_back().filter(|quote| matches!(quote, '"' | '\''));
        let id = begins.and_then(|quote| page[at + ID.len()..].split(quote).next());
        if let Some((id, address)) = id.and_then(|id| Some((id, addresses.get(id)?))) {
            out.extend([&page[written..at], address]);
            written = at + ID.len() + id.len();
        }
    }
    out.push_str(&page[written..]);
    Some(out)
}

/// Returns the name of a file without its folder and its extension.
fn stem(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
