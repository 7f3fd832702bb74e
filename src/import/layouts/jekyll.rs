//! Jekyll: posts in `_posts`, with their dates in their names; what is not published stays out.

use super::yaml::book;
use super::{Arranged, Arrangement, Folder, is_markdown, key, said};
use crate::manifest::{Facts, Person};
use crate::world::BookPath;

pub(super) fn recognises(folder: &Folder<'_>) -> bool {
    folder.has("_posts") || folder.path.file_name() == "_posts"
}

pub(super) fn arrange(folder: &Folder<'_>) -> Arrangement {
    let mut arrangement = Arrangement::default();
    let mut posts: Vec<(String, Arranged)> = Vec::new();
    for path in folder.files {
        let date = date_of(path);
        let is_post = format!("/{path}").contains("/_posts/") && date.is_some();
        let is_page = matches!(path.extension().as_str(), "html" | "htm");
        if !is_post || !(is_markdown(path) || is_page) {
            arrangement.left.push((path.clone(), "it is no post".to_owned()));
            continue;
        }
        let bytes = folder.world.read(path).unwrap_or_default();
        if key(&String::from_utf8_lossy(&bytes), "published").as_deref() == Some("false") {
            arrangement.left.push((path.clone(), "it says that it is not published".to_owned()));
            continue;
        }
        let date = date.unwrap_or_default();
        let facts = Facts { date: Some(said(&date)), ..Facts::default() };
        posts.push((date, Arranged { said: facts.into(), ..Arranged::plain(path.clone()) }));
    }
    posts.sort_by(|(one, _), (other, _)| one.cmp(other));
    arrangement.texts = posts.into_iter().map(|(_, post)| post).collect();
    if let Some(settings) = folder.text("_config.yml") {
        let mut book = book(&settings);
        book.authors.extend(author_in(&settings).filter(|_| book.authors.is_empty()));
        arrangement.book(folder, book);
    }
    arrangement
}

/// Returns the author whose name is one of several things that settings say of him.
fn author_in(settings: &str) -> Option<Person> {
    let below = settings.lines().skip_while(|line| line.trim_end() != "author:").skip(1);
    let mut below = below.take_while(|line| line.starts_with([' ', '\t']));
    let name = below.find_map(|line| line.trim().strip_prefix("name:"))?;
    Some(Person::author(name.trim().trim_matches(['"', '\''])))
}

/// Returns the date that a name begins with: `2019-03-20-title.md`.
fn date_of(path: &BookPath) -> Option<String> {
    let date = path.file_name().get(..10)?;
    let is_date = date
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    (is_date && path.file_name()[10..].starts_with('-')).then(|| date.to_owned())
}
