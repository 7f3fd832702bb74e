//! Addresses within a source that is being imported: its chapters and pictures by number, until their files are named.

/// A chapter, and perhaps a place in it.
pub(super) fn chapter(index: usize, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("{CHAPTER}{index}#{id}"),
        None => format!("{CHAPTER}{index}"),
    }
}

/// A picture.
pub(super) fn picture(index: usize) -> String {
    format!("{PICTURE}{index}")
}

/// Returns the number of a chapter that an address means, and the place in it.
pub(super) fn as_chapter(address: &str) -> Option<(usize, Option<&str>)> {
    let rest = address.strip_prefix(CHAPTER)?;
    let (index, id) = rest.split_once('#').map_or((rest, None), |(index, id)| (index, Some(id)));
    Some((index.parse().ok()?, id))
}

/// Returns the number of a picture that an address means.
pub(super) fn as_picture(address: &str) -> Option<usize> {
    address.strip_prefix(PICTURE)?.parse().ok()
}

const CHAPTER: &str = "import:chapter/";
const PICTURE: &str = "import:picture/";
