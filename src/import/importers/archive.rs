//! Web archives: the page in them, with the pictures that it shows.

use crate::import::{Embedded, Text, Work, mime};

/// Tells whether a text is an archive.
pub(in crate::import) fn recognises(text: &Text) -> bool {
    mime::recognises(&text.content)
}

/// Imports the page of an archive.
pub(in crate::import) fn import(text: &Text) -> Work {
    let Some(archive) = mime::read(&text.content) else {
        return Work { refused: Some("there is no page in it".to_owned()), ..Work::default() };
    };
    let mut embedded = Vec::new();
    for part in archive.pictures {
        let name = part.location.as_deref().map(stem).unwrap_or_default().to_owned();
        let Some(extension) = mime::extension(&part.kind) else { continue };
        let ids = part.id.iter().map(|id| format!("cid:{id}"));
        for address in part.location.clone().into_iter().chain(ids) {
            embedded.push(Embedded { address, name: name.clone(), extension, bytes: part.bytes.clone() });
        }
    }
    let page = Text { content: archive.page.into(), location: archive.location, embedded, ..text.clone() };
    super::html::import(&page)
}

/// Returns the name of a file without its folder and its extension.
fn stem(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
