//! Hugo: folders of `content` are parts, `_index.md` says what they are called, and `weight` orders what is in them.

use super::{Arranged, Arrangement, Folder, is_markdown, key, title_in};
use crate::manifest::{front_matter, natural_order};
use crate::world::BookPath;
use std::collections::BTreeMap;

pub(super) fn recognises(folder: &Folder<'_>) -> bool {
    let has_index = folder.files.iter().any(|path| path.file_name() == "_index.md");
    let has_settings = ["hugo.toml", "hugo.yaml", "hugo.json", "config.toml"].iter().any(|name| folder.has(name));
    has_index || has_settings && folder.has("content")
}

/// A text or a folder of texts.
struct Entry {
    weight: i64,
    date: String,
    name: String,
    what: What,
}

enum What {
    Text(Box<Arranged>),
    Folder(Vec<Arranged>),
}

pub(super) fn arrange(folder: &Folder<'_>) -> Arrangement {
    let title =
        ["hugo.toml", "hugo.yaml", "config.toml", "config.yaml"].iter().find_map(|name| title_in(&folder.text(name)?));
    let mut arrangement = Arrangement { title, ..Arrangement::default() };
    let top = if folder.has("content") { "content" } else { "" };
    let mut by_folder: BTreeMap<String, Vec<(BookPath, String)>> = BTreeMap::new();
    for path in folder.files {
        let below = folder.below(path);
        let below = if top.is_empty() { Some(below) } else { below.strip_prefix("content/") };
        let is_text = is_markdown(path) || matches!(path.extension().as_str(), "html" | "htm");
        let Some(below) = below.filter(|_| is_text) else {
            arrangement.left.push((path.clone(), "it is no page of the site".to_owned()));
            continue;
        };
        let bytes = folder.world.read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if key(&text, "draft").as_deref() == Some("true") {
            arrangement.left.push((path.clone(), "it says that it is a draft".to_owned()));
            continue;
        }
        // A bundle is a folder with a text and its pictures.
        let own = below.rsplit_once('/').map_or("", |(own, _)| own);
        let own = if path.stem() == "index" { own.rsplit_once('/').map_or("", |(own, _)| own) } else { own };
        by_folder.entry(own.to_owned()).or_default().push((path.clone(), text));
    }
    arrangement.texts = level(&by_folder, "", &[]).1;
    arrangement
}

/// Returns the texts of a folder in order, with the weight of the folder. Recurses over folders in folders.
fn level(all: &BTreeMap<String, Vec<(BookPath, String)>>, folder: &str, parts: &[String]) -> (i64, Vec<Arranged>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut own_weight = i64::MAX;
    let mut page = None;
    let is_index = |path: &BookPath| path.file_name() == "_index.md";
    for (path, text) in all.get(folder).into_iter().flatten() {
        let weight = key(text, "weight")
            .and_then(|weight| weight.parse().ok())
            .filter(|weight| *weight != 0)
            .unwrap_or(i64::MAX);
        if is_index(path) {
            own_weight = weight;
            let end = front_matter::read(text, &[], |_| None).end;
            let has_text = !text[end..].trim().is_empty();
            page = has_text.then(|| Arranged {
                parts: parts.to_vec(),
                is_part: !parts.is_empty(),
                ..Arranged::plain(path.clone())
            });
            continue;
        }
        let date = key(text, "date").unwrap_or_default();
        let arranged = Arranged { parts: parts.to_vec(), ..Arranged::plain(path.clone()) };
        entries.push(Entry { weight, date, name: path.to_string(), what: What::Text(Box::new(arranged)) });
    }
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut inner: Vec<&str> = all
        .keys()
        .filter_map(|name| name.strip_prefix(&prefix))
        .filter(|name| !name.is_empty())
        .map(|name| name.split('/').next().unwrap_or(name))
        .collect();
    inner.dedup();
    for name in inner {
        let path = format!("{prefix}{name}");
        let index = all.get(&path).into_iter().flatten().find(|(path, _)| is_index(path));
        let title =
            index.and_then(|(_, text)| front_matter::read(text, &[], |_| None).facts.title).map(|title| title.value);
        let title = title.unwrap_or_else(|| crate::import::title_of(name));
        let (weight, texts) = level(all, &path, &[parts, &[title]].concat());
        entries.push(Entry { weight, date: String::new(), name: path, what: What::Folder(texts) });
    }
    entries.sort_by(|one, other| {
        let by_weight = one.weight.cmp(&other.weight);
        by_weight.then_with(|| one.date.cmp(&other.date)).then_with(|| natural_order(&one.name, &other.name))
    });
    let texts = entries.into_iter().flat_map(|entry| match entry.what {
        What::Text(text) => vec![*text],
        What::Folder(texts) => texts,
    });
    (own_weight, page.into_iter().chain(texts).collect())
}
