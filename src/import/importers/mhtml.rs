//! Web archives: the page in them, with the pictures that it shows.

use crate::import::{Picture, Text, Work, mime};

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
    for part in archive.pictures {
        let stem = part.location.as_deref().map(stem).unwrap_or_default();
        let Some(extension) = mime::extension(&part.kind) else { continue };
        let picture = Picture { name: format!("{stem}.{extension}"), bytes: part.bytes };
        let id = part.id.map(|id| (format!("cid:{id}"), picture.clone()));
        pictures.extend(id);
        pictures.extend(part.location.map(|location| (location, picture)));
    }
    let page = Text { content: archive.page.into(), location: archive.location, pictures, ..text.clone() };
    super::html::import(&page)
}

/// Returns the name of a file without its folder and its extension.
fn stem(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
