//! bookdown: `_bookdown.yml` may list the files; else `index.Rmd` comes first, and the others by their names.

use super::yaml::{book, list};
use super::{Arranged, Arrangement, Folder, is_markdown};
use crate::import::front::Book;

pub(super) fn recognises(folder: &Folder<'_>) -> bool {
    folder.has("_bookdown.yml") || folder.has("index.Rmd")
}

pub(super) fn arrange(folder: &Folder<'_>) -> Arrangement {
    let settings = folder.text("_bookdown.yml").unwrap_or_default();
    let listed = list(&settings, "rmd_files");
    let mut arrangement = Arrangement::default();
    if listed.is_empty() {
        let own = |path: &&crate::world::BookPath| {
            is_markdown(path) && !folder.below(path).contains('/') && !path.file_name().starts_with('_')
        };
        let mut texts: Vec<_> = folder.files.iter().filter(own).cloned().collect();
        texts.sort_by_key(|path| !path.stem().eq_ignore_ascii_case("index"));
        arrangement.texts = texts.into_iter().map(Arranged::plain).collect();
    } else {
        arrangement.texts = listed.iter().filter_map(|name| folder.file(name)).map(Arranged::plain).collect();
    }
    let mut part: Vec<String> = Vec::new();
    for text in &mut arrangement.texts {
        let bytes = folder.world.read(&text.path).unwrap_or_default();
        if let Some(title) = String::from_utf8_lossy(&bytes).lines().find_map(part_of) {
            part = vec![title];
        }
        text.parts.clone_from(&part);
    }
    arrangement.share_places(folder.world);
    let index = folder.text("index.Rmd").filter(|index| index.starts_with("---"));
    if let Some(index) = index {
        arrangement.book(folder, book(&index));
    }
    let is_listed = |path: &str| arrangement.texts.iter().any(|text| text.path.as_str() == path);
    let others: Vec<_> = folder.files.iter().filter(|path| !is_listed(path.as_str())).cloned().collect();
    arrangement.left = others.into_iter().map(|path| (path, "it is none of the book's files".to_owned())).collect();
    arrangement
}

/// Returns what front matter says of a whole book, which stands in the first text of it.
pub(in crate::import) fn of_book(front_matter: &str) -> Option<Book> {
    front_matter.lines().any(|line| line.contains("bookdown::")).then(|| book(front_matter))
}

/// Returns the title of the part that a heading begins: `# (PART) Basics {-}`.
pub(in crate::import) fn part_of(line: &str) -> Option<String> {
    let rest = line.strip_prefix("# (PART")?.trim_start_matches(['*', '\\']).strip_prefix(')')?;
    Some(rest.trim().trim_end_matches("{-}").trim().to_owned())
}
