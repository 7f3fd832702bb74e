//! Which files are meant: files, folders and patterns to a list without doubles, in the order in which they were named.

use super::layouts::{self, Arranged};
use super::rules::{NOTHING_TO_IMPORT, SKIPPED_SOURCE};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manifest::{expand, natural_order};
use crate::world::{BookPath, ReadError, Roots, World};

/// What was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, or a folder for all that is in it.
    Path(BookPath),
    /// A pattern below a folder: `*`, `?` and `**`.
    Pattern { folder: String, pattern: String },
}

#[derive(Debug, Default)]
pub(super) struct Found {
    pub files: Vec<Arranged>,
    /// What a folder's tool does not count among the texts of the book, and why.
    pub left: Vec<(BookPath, String)>,
    /// What a folder's tool calls the book.
    pub title: Option<String>,
    /// What stands in folders beside texts and is none.
    pub passed: Vec<BookPath>,
    pub diagnostics: Diagnostics,
}

/// Files that stand in folders beside texts and are none to a reader: pictures, styles, programs, data.
#[rustfmt::skip]
const NO_TEXTS: &[&str] = &[
    "avif", "bmp", "css", "csv", "db", "gif", "ico", "jpeg", "jpg", "js", "json", "lock", "log", "mp3", "mp4", "png",
    "py", "rs", "sh", "svg", "tif", "tiff", "toml", "ts", "ttf", "webp", "woff", "woff2", "xml", "yaml", "yml",
];

/// Folders are not looked into deeper than this.
const DEEPEST: usize = 32;

/// Finds the files.
pub(super) fn find(world: &dyn World, wanted: &[Source], except: Option<&BookPath>) -> Found {
    let mut found = Found::default();
    let mut known = std::collections::HashSet::new();
    for source in wanted {
        let is_own = |path: &BookPath| except.is_some_and(|own| is_inside(path, own));
        let (files, shown) = match source {
            Source::Path(path) => match world.probe(path) {
                Err(ReadError::Folder) => (folder(world, path, &is_own, &mut found), path.to_string()),
                _ if !world.list(path).is_empty() => (folder(world, path, &is_own, &mut found), path.to_string()),
                _ => (vec![Arranged::plain(path.clone())], path.to_string()),
            },
            Source::Pattern { folder, pattern } => {
                let files = expand(world, folder, pattern).into_iter().filter(|path| !is_own(path));
                (files.map(Arranged::plain).collect(), pattern.clone())
            }
        };
        if files.is_empty() {
            let message = format!("`{shown}` holds no text");
            let help = "name a file, a folder with texts in it, or a pattern in quotes";
            found.diagnostics.push(Diagnostic::new(&SKIPPED_SOURCE, message).help(help));
        }
        found.files.extend(files.into_iter().filter(|file| known.insert(file.path.clone())));
    }
    found.passed.retain(|path| !except.is_some_and(|own| is_inside(path, own)));
    found.passed.sort_by(|one, other| natural_order(one.as_str(), other.as_str()));
    if found.files.is_empty() {
        let help = "name files, folders or patterns that hold Markdown, HTML or plain text";
        found.diagnostics.push(Diagnostic::new(&NOTHING_TO_IMPORT, "there is nothing to import").help(help));
    }
    found
}

/// Returns the texts of a folder as the tool that made it has them.
fn folder(world: &dyn World, path: &BookPath, is_own: &dyn Fn(&BookPath) -> bool, found: &mut Found) -> Vec<Arranged> {
    let files: Vec<BookPath> = below(world, path, found).into_iter().filter(|path| !is_own(path)).collect();
    let (_, arrangement) = layouts::arrange(world, path, files);
    found.left.extend(arrangement.left);
    found.title = std::mem::take(&mut found.title).or(arrangement.title);
    arrangement.texts
}

fn is_inside(path: &BookPath, folder: &BookPath) -> bool {
    path.as_str().strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
}

/// Tells whether a folder is that of a page beside it, in which browsers put what the page shows.
fn is_of_page(folder: &str, beside: &[String]) -> bool {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "files", "Dateien", "fichiers", "archivos", "file", "arquivos", "ficheiros", "bestanden", "filer", "tiedostot",
        "pliki", "soubory", "fájlok", "файлы", "ファイル", "文件",
    ];
    let stem = ENDS.iter().find_map(|end| folder.strip_suffix(end)?.strip_suffix(['_', '.', '-']));
    let is_page = |name: &String, stem: &str| {
        name.strip_prefix(stem).is_some_and(|rest| matches!(rest, ".html" | ".htm" | ".xhtml" | ".HTM" | ".HTML"))
    };
    stem.is_some_and(|stem| beside.iter().any(|name| is_page(name, stem)))
}

/// Returns the texts below a folder, numbers in their names in the order of numbers; hidden ones are not meant.
fn below(world: &dyn World, folder: &BookPath, found: &mut Found) -> Vec<BookPath> {
    let mut files: Vec<BookPath> = Vec::new();
    let mut waiting = vec![(folder.clone(), 0)];
    while let Some((folder, depth)) = waiting.pop() {
        let names = world.list(&folder);
        for name in names.iter().filter(|name| !name.starts_with('.')) {
            let is_folder = name.ends_with('/');
            let plain = name.trim_end_matches('/');
            // A letter and a colon begin a name here, and no disk.
            match Roots::default().resolve("", &format!("./{folder}/{plain}")) {
                Ok(path) if !is_folder && NO_TEXTS.contains(&path.extension().as_str()) => found.passed.push(path),
                Ok(path) if !is_folder => files.push(path),
                Ok(path) if is_of_page(plain, &names) => found.passed.push(path),
                Ok(path) if depth < DEEPEST => waiting.push((path, depth + 1)),
                Ok(_) => {}
                Err(_) => {
                    let message = format!("`{plain}` is a name that not every system can hold");
                    found.diagnostics.push(Diagnostic::new(&SKIPPED_SOURCE, message).help("rename it"));
                }
            }
        }
    }
    files.sort_by(|one, other| natural_order(one.as_str(), other.as_str()));
    files
}
