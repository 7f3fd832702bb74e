//! Reading a manifest's text and, by `extends`, those of the house styles behind it; laying one over the other.

use super::files::Files;
use super::findings::{Findings, excerpt, text};
use super::node::{Data, Node};
use super::rules::{EXTENDS_IN_CIRCLES, INHERITED_IDENTIFIER, UNREADABLE_MANIFEST, WRONG_TYPE};
use super::toml;
use crate::diagnostic::Diagnostic;
use crate::file_findings::{outside, unreadable};
use crate::source::{Located, SourceId, Sources, Span};
use crate::world::{BookPath, PathError, ReadError};
use std::borrow::Cow;

/// A manifest over all that it extends.
pub(super) struct Loaded {
    pub(super) root: Node,
    pub(super) source: SourceId,
}

/// Loads the manifest at `path`, and declares the folders of its house styles as roots.
pub(super) fn load(
    path: &BookPath,
    sources: &mut Sources,
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> Option<Loaded> {
    let bytes = match files.world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.report(unreadable_manifest(path, &error));
            return None;
        }
    };
    let (own, source) = parse(path, &bytes, sources, files, findings);
    let mut layers = vec![own];
    let mut read = vec![path.clone()];
    while let Some(said) = layers.last_mut().and_then(|layer| take_extends(layer, findings)) {
        let Some(house) = house_path(&said, files, findings) else { break };
        if read.contains(&house) {
            let message = format!("`{}` extends itself", house.file_name());
            let help = "let the last house style extend none";
            findings.report(Diagnostic::new(&EXTENDS_IN_CIRCLES, message).at(said.span).help(help));
            break;
        }
        match files.world.read(&house) {
            Ok(bytes) => {
                let mut layer = parse(&house, &bytes, sources, files, findings).0;
                refuse_identifier(&mut layer, findings);
                layers.push(layer);
                read.push(house);
            }
            Err(error) => {
                let diagnostic = files.explain(&house, &said, &error);
                findings.report(diagnostic);
                break;
            }
        }
    }
    let root = layers.into_iter().rev().reduce(|defaults, layer| layer.over(defaults))?;
    Some(Loaded { root, source })
}

fn parse(
    path: &BookPath,
    bytes: &[u8],
    sources: &mut Sources,
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> (Node, SourceId) {
    let (text, fault) = decode(bytes);
    let source = sources.add(path.as_str(), &*text);
    files.folders.insert(source, path.folder().to_owned());
    if let Some((at, message)) = fault {
        let length = text[at..].chars().next().map_or(0, char::len_utf8);
        let place = Span::new(source, at..at + length);
        findings.report(Diagnostic::new(&UNREADABLE_MANIFEST, message).at(place).help("save it as UTF-8"));
    }
    let parsed = toml::parse(&text, &|range| Some(Span::new(source, range)));
    findings.lost.absorb(parsed.lost);
    for diagnostic in parsed.diagnostics {
        findings.report(diagnostic);
    }
    (parsed.root, source)
}

/// Returns the text of a manifest as well as it can be told, and where and why it is not UTF-8.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<(usize, &'static str)>) {
    let utf16 = match bytes {
        [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(encoding_rs::UTF_16LE),
        [0, second, ..] if *second != 0 => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    match (utf16, std::str::from_utf8(bytes)) {
        (Some(encoding), _) => {
            (encoding.decode_with_bom_removal(bytes).0, Some((0, "the manifest is UTF-16 and not UTF-8")))
        }
        (None, Ok(text)) => (text.into(), None),
        (None, Err(error)) => {
            (String::from_utf8_lossy(bytes), Some((error.valid_up_to(), "the manifest is not UTF-8")))
        }
    }
}

fn unreadable_manifest(path: &BookPath, error: &ReadError) -> Diagnostic {
    match error {
        ReadError::Missing => Diagnostic::new(&UNREADABLE_MANIFEST, format!("there is no `{path}`"))
            .help("write one with a `[book]` table: title, language and chapters"),
        _ => unreadable(path.as_str(), error).under(&UNREADABLE_MANIFEST),
    }
}

/// Takes `extends` out of a manifest.
fn take_extends(layer: &mut Node, findings: &mut Findings) -> Option<Located<String>> {
    let Data::Table(members) = &mut layer.data else { return None };
    let at = members.iter().position(|member| member.key == "extends")?;
    let value = members.remove(at).value;
    if value.text().is_none() && !matches!(value.data, Data::Broken) {
        let message = format!("`extends` takes the path of a manifest, and this is {}", value.kind());
        let help = "write it like this: `extends = \"../house.toml\"`";
        findings.report(Diagnostic::new(&WRONG_TYPE, message).at(value.span).help(help));
    }
    text(&value, "extends", findings)
}

/// Returns the path of a house style, whose folder becomes a root of the book.
fn house_path(said: &Located<String>, files: &mut Files<'_>, findings: &mut Findings) -> Option<BookPath> {
    let folder = files.folder(said.span);
    let resolved = files.roots.resolve(&folder, &said.value).or_else(|error| {
        if error != PathError::Outside {
            return Err(error);
        }
        let from_book = if folder.is_empty() { said.value.clone() } else { format!("{folder}/{}", said.value) };
        let from_book = from_book.replace('\\', "/");
        files.roots.declare(from_book.rsplit_once('/').map_or("", |(folder, _)| folder))?;
        files.roots.resolve(&folder, &said.value)
    });
    resolved.map_err(|error| findings.report(outside(&excerpt(&said.value), error).at(said.span))).ok()
}

fn refuse_identifier(layer: &mut Node, findings: &mut Findings) {
    let Data::Table(tables) = &mut layer.data else { return };
    let book = tables.iter_mut().find(|member| member.key == "book").map(|member| &mut member.value.data);
    let Some(Data::Table(members)) = book else { return };
    if let Some(at) = members.iter().position(|member| member.key == "identifier") {
        let message = "a house style gives every book the same `identifier`";
        let help = "move it into the manifest of the one book that it names";
        findings.report(Diagnostic::new(&INHERITED_IDENTIFIER, message).at(members[at].key_span).help(help));
        members.remove(at);
    }
}
