//! Fixtures: a small book and what is expected of it, in one file for people to read.
//!
//! The first lines say what behaviour it shows. Then come sections, each after a line `==> name`:
//! a file of the book; `name: png 4x3` for a generated picture; `name: mp3 2.5` for a recording of so many seconds;
//! `name: escaped` for bytes written as `\xff`;
//! `expected findings`; and `expected one.xhtml` for the content of a page, or for the whole of another file;
//! `expected one.xhtml for kobo` for that of an edition, which is then built beside the default one.
//! Without a `book.toml`, the stock manifest takes every file in `chapters`.

use super::{STOCK_MANIFEST, build_for, findings, picture, recording};
use bindery::edition::{PROFILES, Profile};
use bindery::package::{Body, Package};
use bindery::world::Memory;
use bindery::xml::{NodeRef, write_xml};
use std::path::{Path, PathBuf};

pub(crate) struct Fixture {
    pub name: String,
    path: PathBuf,
    about: String,
    sections: Vec<(String, String)>,
}

const EXPECTED: &str = "expected ";
const FINDINGS: &str = "expected findings";
const FOR: &str = " for ";

/// Reads every fixture of a folder, by name.
pub(crate) fn all(folder: &str) -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(Fixture::read).collect()
}

impl Fixture {
    fn read(path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parts = text.split("==> ");
        let about = parts.next().unwrap_or_default().to_owned();
        let sections = parts.map(|part| {
            let (name, body) = part.split_once('\n').unwrap_or((part, ""));
            (name.to_owned(), body.to_owned())
        });
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let sections = sections.collect();
        Self { name, path, about, sections }
    }

    /// Returns the files of its book.
    pub(crate) fn world(&self) -> Memory {
        let mut files = vec![("book.toml".to_owned(), STOCK_MANIFEST.as_bytes().to_vec())];
        for (name, body) in self.sections.iter().filter(|(name, _)| !name.starts_with(EXPECTED)) {
            let (path, kind) = name.split_once(": ").unwrap_or((name, ""));
            let whole = if name == "book.toml" { super::without_cover(body) } else { body.clone() };
            let bytes = match kind.split_once(' ').unwrap_or((kind, "")) {
                ("", _) => whole.into_bytes(),
                ("escaped", _) => unescape(body.trim_end_matches('\n')),
                (kind, size) => recording::make(kind, size).unwrap_or_else(|| picture::make(kind, size)),
            };
            files.push((path.to_owned(), bytes));
        }
        Memory::new(files)
    }

    /// Tells whether it has a manifest of its own.
    pub(crate) fn has_manifest(&self) -> bool {
        self.sections.iter().any(|(name, _)| name == "book.toml")
    }

    /// Builds its book and returns what is not as expected; or, with `UPDATE_EXPECT=1`, writes down what is.
    pub(crate) fn check(&self) -> Option<String> {
        let profiles = self.profiles();
        let build = build_for(&self.world(), &profiles);
        let mut given = self.sections.clone();
        given.retain(|(name, _)| name != FINDINGS);
        let found = findings(&build.diagnostics, &build.sources);
        if !found.is_empty() {
            let at = given.iter().position(|(name, _)| name.starts_with(EXPECTED)).unwrap_or(given.len());
            given.insert(at, (FINDINGS.to_owned(), found));
        }
        for (name, body) in &mut given {
            if let Some(file) = name.strip_prefix(EXPECTED).filter(|_| name != FINDINGS) {
                let (file, profile) = file.split_once(FOR).unwrap_or((file, PROFILES[0].name));
                let package = build.packages.iter().zip(&profiles).find(|(_, known)| known.name == profile);
                let body_shown = package.and_then(|(package, _)| shown(package, file));
                *body = body_shown.unwrap_or_else(|| "nothing\n".to_owned());
            }
        }
        for (package, profile) in build.packages.iter().zip(&profiles) {
            let name = profile.extension.replace("epub", "");
            super::hand_over(format!("{}.{name}", self.name).trim_end_matches('.'), package, &self.world());
        }
        if given == self.sections {
            return None;
        }
        let text = self.text(&given);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&self.path, &text).unwrap();
            return None;
        }
        Some(format!("=== {} is expected:\n{}\n=== and is:\n{text}", self.path.display(), self.text(&self.sections)))
    }

    /// Returns the default profile, and those of the other editions that something is expected of.
    fn profiles(&self) -> Vec<&'static Profile> {
        let named = self.sections.iter().filter_map(|(name, _)| name.strip_prefix(EXPECTED)?.split_once(FOR));
        let mut profiles = vec![&PROFILES[0]];
        for (_, name) in named {
            let profile = Profile::named(name).expect("a fixture names a profile that there is");
            if profiles.iter().all(|known| known.name != name) {
                profiles.push(profile);
            }
        }
        profiles
    }

    fn text(&self, sections: &[(String, String)]) -> String {
        let sections = sections.iter().map(|(name, body)| format!("==> {name}\n{body}"));
        self.about.clone() + &sections.collect::<String>()
    }
}

/// Returns the content of a page's section, or the whole of another file.
fn shown(package: &Package, file: &str) -> Option<String> {
    let path = format!("OEBPS/{file}");
    let entry = package.entries.iter().find(|entry| entry.path == path || entry.path == file)?;
    let mut text = String::new();
    match &entry.body {
        Body::Document(tree) => match tree.root().descendants().find(|node| node.is_html("body")) {
            Some(body) => {
                let top = body.elements().next().filter(|top| top.is_html("section")).unwrap_or(body);
                for child in top.children() {
                    inner(child, &mut text);
                }
            }
            None => write_xml(tree.root(), &mut text),
        },
        Body::Broken { failure, .. } => text = format!("{failure:?}"),
        Body::Other(content) => text = format!("{content:?}"),
        Body::Unreadable => return None,
    }
    Some(text.trim().to_owned() + "\n")
}

/// Writes a node without the namespace declarations that its page makes for it.
fn inner(node: NodeRef<'_>, out: &mut String) {
    let mut text = String::new();
    write_xml(node, &mut text);
    let declarations = [
        " xmlns=\"http://www.w3.org/1999/xhtml\"",
        " xmlns:epub=\"http://www.idpf.org/2007/ops\"",
        " xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
    ];
    for declaration in declarations {
        text = text.replace(declaration, "");
    }
    out.push_str(&text);
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        bytes.extend(rest[..at].bytes());
        bytes.push(u8::from_str_radix(&rest[at + 2..at + 4], 16).expect("two hexadecimal digits"));
        rest = &rest[at + 4..];
    }
    bytes.extend(rest.bytes());
    bytes
}
