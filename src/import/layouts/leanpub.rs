//! Leanpub: `Book.txt` lists the files of `manuscript`, a line each.

use super::{Arranged, Arrangement, Folder};
use crate::world::Roots;

pub(super) fn recognises(folder: &Folder<'_>) -> bool {
    list(folder).is_some()
}

/// Returns the folder of the texts below this one, and the list.
fn list(folder: &Folder<'_>) -> Option<(&'static str, String)> {
    ["", "manuscript/"].iter().find_map(|inner| Some((*inner, folder.text(&format!("{inner}Book.txt"))?)))
}

pub(super) fn arrange(folder: &Folder<'_>) -> Arrangement {
    let Some((inner, list)) = list(folder) else { return Arrangement::default() };
    let mut arrangement = Arrangement::default();
    let mut parts: Vec<String> = Vec::new();
    let names = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    // `{frontmatter}` and `frontmatter:` say where in the book the files below stand.
    for name in names.filter(|line| !line.starts_with('{') && !line.ends_with(':')) {
        let Some(path) = folder.file(&format!("{inner}{name}")) else { continue };
        let text = folder.world.read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let part = text.as_deref().ok().and_then(part);
        let is_part = part.is_some();
        if let Some((title, has_text)) = part {
            parts = vec![title];
            if !has_text {
                arrangement.left.push((path, "it is the title of a part, which `chapters` has now".to_owned()));
                continue;
            }
        }
        arrangement.texts.push(Arranged { parts: parts.clone(), is_part, ..Arranged::plain(path) });
    }
    arrangement.share_places(folder.world);
    let listed: Vec<&str> = arrangement.texts.iter().map(|text| text.path.as_str()).collect();
    let is_listed =
        |path: &str| listed.contains(&path) || arrangement.left.iter().any(|(left, _)| left.as_str() == path);
    let lists = ["Book.txt", "Sample.txt", "Subset.txt"]
        .map(|name| Roots::default().resolve(folder.path.as_str(), &format!("{inner}{name}")));
    let others: Vec<_> = folder.files.iter().filter(|path| !is_listed(path.as_str())).cloned().collect();
    for path in others {
        let is_list = lists.iter().flatten().any(|list| *list == path);
        let why = if is_list { "it is a list of files" } else { "`Book.txt` does not list it" };
        arrangement.left.push((path, why.to_owned()));
    }
    arrangement
}

/// Returns the title of the part that a file begins, `-# Title`, or `# Title` below `{class: part}`, and whether it holds
/// more.
fn part(text: &str) -> Option<(String, bool)> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let heading = if first.starts_with('{') && first.contains("part") { lines.next()? } else { first };
    let is_marked = heading.starts_with("-# ") || heading != first;
    let title = heading.trim_start_matches('-').strip_prefix("# ")?.trim();
    is_marked.then(|| (title.to_owned(), lines.next().is_some()))
}
