//! Reading anybody's container into a package: whatever the bytes are, there is one, and a list of what is wrong.
//!
//! It parses XML but does not judge what the files say: that is for `check`.

use super::decode::{Decoded, declared_encoding, decode};
use super::directory::{self, Record, local, records};
use super::entities::with_known_entities;
use super::inflate::{self, MOST_BYTES, extract, is_suspect};
use super::{MIMETYPE, STORED, rules};
use crate::diagnostic::{Change, Diagnostic, Diagnostics, Fix, Place, Severity};
use crate::package::{Body, Entry, Package, Reference, ZipFacts, media_type, ocf, opf, resolve};
use crate::resource::Content;
use crate::source::{SourceId, Sources, Span};
use crate::xml::{beginning, parse_xml};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Reads a container; `name` is what people call it. Its entries become sources named after it: `book.epub/mimetype`.
pub fn read(bytes: &[u8], name: &str, sources: &mut Sources) -> (Package, Diagnostics) {
    let archive = Place::File(sources.add(name, ""));
    let mut diagnostics = Vec::new();
    let records = records(bytes).unwrap_or_else(|fault| {
        diagnostics.extend(broken(bytes, fault).into_iter().map(|finding| finding.at(archive)));
        Vec::new()
    });
    if diagnostics.is_empty() {
        let found = check_mimetype(bytes, &records).into_iter().chain(empty_folders(&records));
        diagnostics.extend(found.map(|finding| finding.at(archive)));
    }
    assemble(raw_entries(bytes, &records), name, sources, diagnostics)
}

/// Makes the package of what was taken out of a container, and a source of each entry.
pub(super) fn assemble(
    raw: Vec<Raw>,
    name: &str,
    sources: &mut Sources,
    mut diagnostics: Diagnostics,
) -> (Package, Diagnostics) {
    let opened = open(raw, |index| sources.upcoming(index));
    let mut entries = Vec::with_capacity(opened.len());
    let mut known = HashSet::new();
    for opened in opened {
        let place = Place::File(sources.add(format!("{name}/{}", opened.entry.path), opened.text));
        diagnostics.extend(opened.findings.into_iter().map(|finding| finding.at(place)));
        if !known.insert(opened.entry.path.clone()) {
            let message = format!("the container holds `{}` more than once", opened.entry.path);
            let finding = Diagnostic::new(&rules::DUPLICATE_ENTRY, message).at(place).help("keep one of them");
            let first = entries.iter().find(|entry: &&Entry| entry.path == opened.entry.path);
            let is_same = first.is_some_and(|first| first.body == opened.entry.body);
            let drop = opened.entry.source.filter(|_| is_same).map(Change::Drop);
            let title = format!("take the second `{}` out, which is the same", opened.entry.path);
            diagnostics.push(finding.fix(Fix::new(title, [drop])));
        }
        entries.push(opened.entry);
    }
    (Package { entries }, diagnostics)
}

/// Says why there is nothing to be read: of the file's beginning, and of its directory.
fn broken(bytes: &[u8], fault: directory::Fault) -> Vec<Diagnostic> {
    /// A zip whose only entry is an empty `mimetype` has as many bytes before its end record.
    const SHORTEST: usize = 58;
    let (message, help) = match fault {
        directory::Fault::NotZip => ("the file is not a zip", "make sure that it is an EPUB"),
        directory::Fault::Truncated => ("the zip has no readable directory at its end", "fetch or make the file again"),
        directory::Fault::TooMany => ("the zip claims more entries than a book can have", "make the file again"),
    };
    let whole = Diagnostic::new(&rules::BROKEN_CONTAINER, message).help(help);
    let beginning = if bytes.len() < SHORTEST {
        let finding = Diagnostic::new(&rules::BROKEN_BEGINNING, "the file is too short to be a zip").help(help);
        Some(Diagnostic { severity: Severity::Error, ..finding }.epubcheck("PKG-003"))
    } else if !bytes.starts_with(b"PK") {
        Some(Diagnostic::new(&rules::BROKEN_BEGINNING, "the file does not begin as a zip does").help(help))
    } else {
        None
    };
    beginning.into_iter().chain([whole]).collect()
}

fn check_mimetype(bytes: &[u8], records: &[Record<'_>]) -> Vec<Diagnostic> {
    let (name, wanted) = MIMETYPE;
    let fix = || Fix::new("write `mimetype` first, stored and bare", [Some(Change::Mimetype)]);
    let Some(record) = records.iter().find(|record| record.name == name.as_bytes()) else {
        let finding = Diagnostic::new(&rules::MISSING_MIMETYPE, "the container has no entry `mimetype`");
        let finding = finding.help("add it as the first entry, stored, with the content `application/epub+zip`");
        return vec![finding.fix(fix())];
    };
    let mut findings = Vec::new();
    if record.offset != 0 {
        let message = "`mimetype` is not the first entry of the container";
        findings.push(Diagnostic::new(&rules::MISSING_MIMETYPE, message).help("zip it first"));
    }
    if record.method != STORED {
        let message = "`mimetype` is compressed";
        findings.push(Diagnostic::new(&rules::WRONG_MIMETYPE, message).help("store it, as `zip -0` does"));
    } else if extract(bytes, record).is_ok_and(|extracted| extracted.content != wanted.as_bytes()) {
        let message = "`mimetype` does not hold exactly `application/epub+zip`";
        findings.push(Diagnostic::new(&rules::WRONG_MIMETYPE, message).help("write these 20 bytes and no line end"));
    }
    if local(bytes, record).is_some_and(|local| local.extra_length > 0) {
        let message = "the entry `mimetype` has an extra field";
        findings.push(Diagnostic::new(&rules::MIMETYPE_EXTRA_FIELD, message).help("zip it with `-X`"));
    }
    findings.into_iter().map(|finding| finding.fix(fix())).collect()
}

/// An entry as taken from the container.
pub(super) struct Raw {
    pub(super) path: String,
    /// Where it was in a zip.
    pub(super) facts: Option<ZipFacts>,
    pub(super) content: Option<Vec<u8>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Tells of folders in which there is nothing.
fn empty_folders(records: &[Record<'_>]) -> Vec<Diagnostic> {
    let names = || records.iter().map(|record| record.name);
    let is_empty = |folder: &&[u8]| !names().any(|name| name.len() > folder.len() && name.starts_with(folder));
    let empty = names().filter(|name| name.ends_with(b"/")).filter(is_empty).map(String::from_utf8_lossy);
    let tell = |name| Diagnostic::new(&rules::EMPTY_FOLDER, format!("the folder `{name}` is empty"));
    empty.map(|name| tell(name).help("take it out")).collect()
}

/// Takes every file but `mimetype` out of the zip. Folders are no files.
fn raw_entries(bytes: &[u8], records: &[Record<'_>]) -> Vec<Raw> {
    let mut total = 0u64;
    let planned: Vec<(&Record<'_>, bool)> = records
        .iter()
        .filter(|record| record.name != MIMETYPE.0.as_bytes() && !record.name.ends_with(b"/"))
        .map(|record| {
            let fits = total.saturating_add(record.size) <= MOST_BYTES && !is_suspect(record);
            total = if fits { total + record.size } else { total };
            (record, fits)
        })
        .collect();
    planned.into_par_iter().map(|(record, fits)| raw_entry(bytes, record, fits)).collect()
}

fn raw_entry(bytes: &[u8], record: &Record<'_>, fits: bool) -> Raw {
    let mut findings = Vec::new();
    let path = String::from_utf8_lossy(record.name).into_owned();
    if std::str::from_utf8(record.name).is_err() {
        let message = format!("the path `{path}` is not UTF-8");
        findings.push(Diagnostic::new(&rules::UNDECODABLE_ENTRY_NAME, message).help("rename the file"));
    }
    if is_unsafe(&path) {
        let message = format!("the path `{path}` leads out of the container");
        findings.push(Diagnostic::new(&rules::UNSAFE_ENTRY_NAME, message).help("rename the file"));
    }
    let content = if fits {
        let extracted = extract(bytes, record).map_err(|fault| findings.push(unreadable(&path, fault))).ok();
        if extracted.as_ref().is_some_and(|extracted| !extracted.is_whole) {
            let message = format!("the data of `{path}` does not fit its checksum");
            findings.push(Diagnostic::new(&rules::WRONG_CHECKSUM, message).help("make the container again"));
        }
        extracted.map(|extracted| extracted.content)
    } else {
        let message = format!("`{path}` claims {} bytes, too many to be read", record.size);
        let help = "divide it, or find out what filled it";
        findings.push(Diagnostic::new(&rules::OVERSIZED_ENTRY, message).help(help));
        None
    };
    let facts = ZipFacts {
        method: record.method,
        compressed_size: record.compressed_size,
        size: record.size,
        offset: record.offset,
        time: record.time,
    };
    Raw { path, facts: Some(facts), content, findings }
}

fn is_unsafe(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    drive || path.starts_with('/') || path.contains('\\') || path.split('/').any(|part| part == "..")
}

fn unreadable(path: &str, fault: inflate::Fault) -> Diagnostic {
    let message = match fault {
        inflate::Fault::Missing => format!("the data of `{path}` is not where the zip's directory says"),
        inflate::Fault::Encrypted => format!("`{path}` is encrypted by the zip"),
        inflate::Fault::Method(method) => {
            format!("`{path}` is compressed by method {method}, which EPUB does not know")
        }
        inflate::Fault::Damaged => format!("the data of `{path}` is damaged"),
    };
    let finding = Diagnostic::new(&rules::UNREADABLE_ENTRY, message).help("make the container again");
    match fault {
        // EPUBCheck opens no container that has such an entry, and takes its name for the reason.
        inflate::Fault::Encrypted | inflate::Fault::Method(_) => {
            Diagnostic { severity: Severity::Fatal, ..finding }.epubcheck("PKG-027")
        }
        inflate::Fault::Missing | inflate::Fault::Damaged => finding,
    }
}

/// An entry with what there is to say of it.
struct Opened {
    entry: Entry,
    text: Arc<str>,
    findings: Vec<Diagnostic>,
}

/// Parses what is XML, in parallel. `source` gives the id of the entry at an index.
fn open(raw: Vec<Raw>, source: impl Fn(usize) -> SourceId + Sync) -> Vec<Opened> {
    let hints = Hints::of(&raw);
    raw.into_par_iter().enumerate().map(|(index, raw)| open_entry(raw, &hints, source(index))).collect()
}

fn open_entry(raw: Raw, hints: &Hints, source: SourceId) -> Opened {
    let Raw { path, facts, content, mut findings } = raw;
    let entry = |body| Entry { path: path.clone(), body, source: Some(source), zip: facts, file: None };
    let Some(bytes) = content else {
        return Opened { entry: entry(Body::Unreadable), text: "".into(), findings };
    };
    if !hints.is_xml(&path, &bytes) {
        let text =
            if hints.is_text(&path) { String::from_utf8(bytes.clone()).unwrap_or_default() } else { String::new() };
        let body = Body::Other(Content::Bytes(bytes.into()));
        return Opened { entry: entry(body), text: text.into(), findings };
    }
    let Decoded { text, encoding } = decode(&bytes);
    let finding = check_encoding(&path, &encoding, hints.is_page(&path));
    findings.extend(finding.map(|finding| finding.fix(text.as_ref().ok().and_then(|text| as_utf_8(text, source)))));
    let (text, parsed): (Arc<str>, _) = match text {
        Ok(text) => {
            let text = Arc::from(if hints.is_old { with_known_entities(text) } else { text });
            let parsed = parse_xml(&text, Some(source));
            (text, parsed)
        }
        Err(failure) => (String::from_utf8_lossy(&bytes).into(), Err(failure)),
    };
    let body = match parsed {
        Ok(tree) => Body::Document(tree),
        Err(failure) => {
            let beginning = beginning(&text, &failure, Some(source)).map(Box::new);
            Body::Broken { bytes: bytes.into(), failure, beginning }
        }
    };
    Opened { entry: entry(body), text, findings }
}

fn check_encoding(path: &str, encoding: &str, is_page: bool) -> Option<Diagnostic> {
    if encoding == encoding_rs::UTF_8.name() {
        return None;
    }
    let message = format!("`{path}` is encoded in {encoding}");
    let finding = Diagnostic::new(&rules::FOREIGN_ENCODING, message).help("save it as UTF-8");
    let is_utf_16 = encoding.starts_with("UTF-16");
    Some(match (is_utf_16, is_page) {
        (false, _) => finding,
        (true, true) => finding.epubcheck("HTM-058"),
        (true, false) => Diagnostic { severity: Severity::Warning, ..finding }.epubcheck("RSC-027"),
    })
}

/// Writes a text in UTF-8, and says so in its XML declaration.
fn as_utf_8(text: &str, source: SourceId) -> Option<Fix> {
    let mut changes = vec![Some(Change::Utf8(source))];
    if let Some(range) = declared_encoding(text) {
        changes.push(Some(Change::Replace(Span::new(source, range), "UTF-8".to_owned())));
    }
    Fix::new("write it in UTF-8", changes)
}

/// What the package says of its files: needed to know which of them are XML.
#[derive(Default)]
struct Hints {
    media_types: HashMap<String, String>,
    /// Encrypted files, which nobody can parse.
    encrypted: HashSet<String>,
    /// Whether a package document is of EPUB 2, whose pages have document types that define entities.
    is_old: bool,
}

impl Hints {
    fn of(raw: &[Raw]) -> Self {
        let parse = |path: &str| {
            let raw = raw.iter().find(|raw| raw.path == path)?;
            parse_xml(&decode(raw.content.as_ref()?).text.ok()?.into(), None).ok()
        };
        let mut hints = Self::default();
        if let Some(encryption) = parse("META-INF/encryption.xml") {
            let references = encryption.root().descendants();
            let references = references.filter_map(|node| node.attribute("URI"));
            hints.encrypted = references.filter_map(|href| inside("", href)).collect();
        }
        let rootfiles = parse(ocf::PATH).map(|tree| ocf::read(&tree)).unwrap_or_default();
        let mut read: HashSet<String> = HashSet::new();
        for path in rootfiles.into_iter().filter_map(ocf::Rootfile::package_path) {
            if read.len() > MOST_RENDITIONS || !read.insert(path.clone()) {
                continue;
            }
            let Some(tree) = parse(&path) else { continue };
            hints.media_types.insert(path.clone(), media_type::PACKAGE.to_owned());
            let document = opf::read(&tree);
            hints.is_old |= document.version.is_some_and(|version| version.starts_with("2."));
            for item in document.manifest {
                let file = item.href.and_then(|href| inside(&path, &href));
                hints.media_types.extend(file.zip(item.media_type));
            }
        }
        hints
    }

    /// Tells whether an entry should be XML: by what the package says, else by its name, else by its looks.
    fn is_xml(&self, path: &str, bytes: &[u8]) -> bool {
        if self.encrypted.contains(path) {
            return false;
        }
        if let Some(media_type) = self.media_types.get(path) {
            return media_type.ends_with("+xml") || matches!(media_type.as_str(), "application/xml" | "text/xml");
        }
        match extension(path).as_str() {
            "xml" | "opf" | "ncx" | "xhtml" | "svg" | "smil" | "pls" => true,
            _ => bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).starts_with(b"<?xml"),
        }
    }

    /// Tells whether the package says that an entry is a page, which must be UTF-8.
    fn is_page(&self, path: &str) -> bool {
        self.media_types.get(path).is_some_and(|media_type| media_type == media_type::XHTML)
    }

    /// Tells whether an entry that is not XML is text that findings may point into.
    fn is_text(&self, path: &str) -> bool {
        let is_text = self.media_types.get(path).is_some_and(|media_type| media_type.starts_with("text/"));
        is_text || matches!(extension(path).as_str(), "css" | "js" | "txt" | "html" | "htm" | "json")
    }
}

/// More package documents than any book has.
const MOST_RENDITIONS: usize = 16;

fn inside(from: &str, href: &str) -> Option<String> {
    match resolve(from, href) {
        Reference::Inside { path, .. } => Some(path),
        _ => None,
    }
}

fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::write_to_vec;
    use crate::world::Memory;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    fn stored() -> SimpleFileOptions {
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
    }

    fn deflated() -> SimpleFileOptions {
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
    }

    /// Makes a zip as others make them.
    fn zipped(entries: &[(&str, &[u8], SimpleFileOptions)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content, options) in entries {
            writer.start_file(*path, *options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn mimetype() -> (&'static str, &'static [u8], SimpleFileOptions) {
        ("mimetype", b"application/epub+zip", stored())
    }

    /// Reads a container, and returns it with the names of the rules that it breaks.
    fn read_it(bytes: &[u8]) -> (Package, Vec<&'static str>) {
        let (package, diagnostics) = read(bytes, "book.epub", &mut Sources::default());
        (package, diagnostics.iter().map(|finding| finding.rule.name).collect())
    }

    fn broken_rules(bytes: &[u8]) -> Vec<&'static str> {
        read_it(bytes).1
    }

    #[test]
    fn every_fault_of_a_container_is_told() {
        let page: (&str, &[u8], _) = ("a.txt", b"text", deflated());
        let wrong: &[u8] = b"application/epub+zip\n";
        let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
            ("nothing wrong", zipped(&[mimetype(), page]), &[]),
            ("no bytes", Vec::new(), &["broken-beginning", "broken-container"]),
            ("a text", b"It was a dark night.".to_vec(), &["broken-beginning", "broken-container"]),
            ("no mimetype", zipped(&[page]), &["missing-mimetype"]),
            ("not first", zipped(&[page, mimetype()]), &["missing-mimetype"]),
            ("compressed", zipped(&[("mimetype", mimetype().1, deflated())]), &["wrong-mimetype"]),
            ("a line end", zipped(&[("mimetype", wrong, stored())]), &["wrong-mimetype"]),
            (
                "an extra field",
                zipped(&[("mimetype", mimetype().1, stored().large_file(true))]),
                &["mimetype-extra-field"],
            ),
            ("climbing", zipped(&[mimetype(), ("../a.txt", b"", stored())]), &["unsafe-entry-name"]),
            ("absolute", zipped(&[mimetype(), ("/a.txt", b"", stored())]), &["unsafe-entry-name"]),
            (
                "latin1",
                zipped(&[mimetype(), ("a.xml", b"<?xml version='1.0' encoding='latin1'?><a>\xE9</a>", stored())]),
                &["foreign-encoding"],
            ),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(broken_rules(&bytes), expected, "{name}");
        }
    }

    #[test]
    fn two_entries_of_one_path_are_both_kept_and_told() {
        let entry = |text: &[u8]| Entry::new("a.txt", Body::Other(Content::Bytes(text.into())));
        let package = Package { entries: vec![entry(b"1"), entry(b"2")] };
        let bytes = write_to_vec(&package, &Memory::default()).unwrap();
        let (again, rules) = read_it(&bytes);
        assert_eq!((again == package, rules), (true, vec!["duplicate-entry"]));
    }

    #[test]
    fn damage_is_told_and_the_rest_is_read() {
        let content = "words and words ".repeat(50);
        let bytes = zipped(&[mimetype(), ("a.txt", content.as_bytes(), deflated()), ("b.txt", b"whole", stored())]);
        let data = bytes.windows(5).position(|window| window == b"a.txt").unwrap() + 5;
        let central = |bytes: &[u8], name: &[u8]| {
            let at = |(index, window): (usize, &[u8])| (window == name).then_some(index);
            bytes.windows(name.len()).enumerate().filter_map(at).next_back().unwrap() - 46
        };
        let record = central(&bytes, b"a.txt");
        let spoilt = |at: usize, to: u8| {
            let mut bytes = bytes.clone();
            bytes[at] = to;
            bytes
        };
        for (name, at) in [("data", data + 5), ("checksum", record + 16)] {
            assert_eq!(broken_rules(&spoilt(at, bytes[at] ^ 0xFF)), ["wrong-checksum"], "{name}");
        }
        for (name, at, to) in [
            ("size", record + 24, bytes[record + 24] - 1),
            ("encrypted", record + 8, 1),
            ("method", record + 10, 12),
            ("offset", record + 42, 7),
        ] {
            let (package, rules) = read_it(&spoilt(at, to));
            assert_eq!(rules, ["unreadable-entry"], "{name}");
            assert!(matches!(package.entries[0].body, Body::Unreadable), "{name}");
            assert!(package.entries[1].body == Body::Other(Content::Bytes(b"whole"[..].into())), "{name}");
        }
        assert_eq!(broken_rules(&spoilt(record + 46, 0xFF)), ["undecodable-entry-name"]);
    }

    #[test]
    fn any_part_of_a_container_gives_a_package() {
        let bytes = zipped(&[mimetype(), ("META-INF/container.xml", b"<a/>", deflated()), ("b.txt", b"b", stored())]);
        for end in 0..bytes.len() {
            let expected: &[&str] =
                if end < 58 { &["broken-beginning", "broken-container"] } else { &["broken-container"] };
            assert_eq!(broken_rules(&bytes[..end]), expected, "{end} bytes");
        }
        for at in 0..bytes.len() {
            for to in [0, 1, 0x7F, 0xFF] {
                let mut bytes = bytes.clone();
                bytes[at] = to;
                read_it(&bytes);
            }
        }
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let mut bytes = zipped(&[mimetype(), ("a.txt", &[0; 1000], deflated())]);
        let size = bytes.windows(4).rposition(|window| window == 1000u32.to_le_bytes()).unwrap();
        bytes[size..size + 4].copy_from_slice(&(80u32 << 20).to_le_bytes());
        assert_eq!(broken_rules(&bytes), ["oversized-entry"]);
    }

    #[test]
    fn what_is_xml_is_parsed_and_points_into_its_own_text() {
        let opf = "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item href='a%20b' media-type='image/svg+xml'/>\
                   <item href='c.xml' media-type='text/plain'/></manifest></package>";
        let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile \
                         full-path='x/p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
        let bytes = zipped(&[
            mimetype(),
            ("META-INF/container.xml", container.as_bytes(), stored()),
            ("x/p.opf", opf.as_bytes(), stored()),
            ("x/a b", b"<svg/>", stored()),
            ("x/c.xml", b"<c/>", stored()),
            ("x/looks", b"\xEF\xBB\xBF<?xml version='1.0'?><d/>", stored()),
            ("x/bad.xhtml", b"<p>\n&nbsp;</p>", stored()),
            ("x/", b"", stored()),
        ]);
        let mut sources = Sources::default();
        let (package, diagnostics) = read(&bytes, "book.epub", &mut sources);
        assert_eq!(diagnostics.len(), 0);
        let kinds: Vec<(&str, bool)> =
            package.entries.iter().map(|entry| (entry.path.as_str(), entry.document().is_some())).collect();
        let expected = [
            ("META-INF/container.xml", true),
            ("x/p.opf", true),
            ("x/a b", true),
            ("x/c.xml", false),
            ("x/looks", true),
            ("x/bad.xhtml", false),
        ];
        assert_eq!(kinds, expected);
        let span = package.entries[2].document().unwrap().root().first_child().unwrap().span().unwrap();
        assert_eq!(sources.get(span.source).name, "book.epub/x/a b");
        assert_eq!(&sources.get(span.source).text[span.range()], "<svg/>");
        let Body::Broken { failure, .. } = &package.entries[5].body else { panic!("it is not XML") };
        assert_eq!(sources.get(package.entries[5].source.unwrap()).line_column(failure.offset), (2, 1));
        assert_eq!(package.package_document().unwrap().1.manifest.len(), 2);
    }

    #[test]
    fn elements_deep_in_each_other_do_no_harm() {
        let deep = "<a>".repeat(200_000) + &"</a>".repeat(200_000);
        let (package, _) = read_it(&zipped(&[mimetype(), ("a.xml", deep.as_bytes(), deflated())]));
        assert_eq!(package.entries.len(), 1);
    }
}
