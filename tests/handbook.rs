//! What the handbook shows is true: its examples are built, its commands are run.
//!
//! A code block in `docs/*.md` is tried by what it is called. `markdown`, `html`, `txt` and `yaml` (front matter) are a
//! chapter, `toml` is a manifest or a part of one, `css` a stylesheet: each makes a book of its own, in which nothing is
//! found but what `data-finds` names. With `data-file` a block is a file instead, and `console` runs commands over the
//! files of its page so far; what they print is what stands below them, but for sizes.
//! Files that an example only names are made for it. A block with `data-tried="no"` is not tried.

#![allow(clippy::disallowed_methods, reason = "these tests run the real program on real files")]

mod support;

use bindery::diagnostic::Severity;
use bindery::world::Memory;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A code block of a page.
struct Example {
    place: String,
    language: String,
    file: Option<String>,
    finds: BTreeSet<String>,
    /// It shows what this program cannot do yet, or another does.
    is_tried: bool,
    text: String,
}

fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn examples(page: &str, text: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut is_open = false;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = info.split([' ', '{']).next().unwrap_or_default().to_owned();
                let value = |name: &str| {
                    let rest = info.split_once(name)?.1.strip_prefix("=\"")?;
                    Some(rest.split_once('"').expect("a value has two quotation marks").0.to_owned())
                };
                let finds = value("data-finds").unwrap_or_default();
                let finds = finds.split_whitespace().map(str::to_owned).collect();
                let place = format!("docs/{page}:{}", text[..range.start].matches('\n').count() + 1);
                let is_tried = value("data-tried").is_none();
                found.push(Example { place, language, file: value("data-file"), finds, is_tried, text: String::new() });
                is_open = true;
            }
            Event::Text(words) if is_open => found.last_mut().unwrap().text.push_str(&words),
            Event::End(TagEnd::CodeBlock) => is_open = false,
            _ => {}
        }
    }
    found
}

#[test]
fn examples_are_built_without_a_finding() {
    let mut wrong = String::new();
    for (page, text) in pages() {
        for example in examples(&page, &text).iter().filter(|example| example.is_tried && example.file.is_none()) {
            let Some(world) = world(example) else { continue };
            let build = support::build(&world);
            let told = build.diagnostics.iter().filter(|finding| finding.severity <= Severity::Warning);
            let told: BTreeSet<String> = told.map(|finding| finding.rule.name.to_owned()).collect();
            if told != example.finds {
                let shown = support::findings(&build.diagnostics, &build.sources);
                writeln!(wrong, "{}: finds {told:?}, not {:?}\n{shown}", example.place, example.finds).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Returns the book that an example makes; none where it is not to be tried.
fn world(example: &Example) -> Option<Memory> {
    let mut files = BTreeMap::new();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.as_bytes().to_vec()));
    let text = &example.text;
    match example.language.as_str() {
        "markdown" => add("chapters/example.md", text),
        "html" => add("chapters/example.html", text),
        "txt" => add("chapters/example.txt", text),
        "yaml" => add("chapters/example.md", &format!("---\n{text}---\n\nText.\n")),
        "css" => add("book.css", text),
        "toml" => add("book.toml", &support::without_cover(&manifest(text))),
        _ => return None,
    }
    if example.language == "css" {
        add("book.toml", &support::without_cover(&manifest("[style]\ncss = \"book.css\"\n")));
        add("chapters/example.md", "# Example\n");
    }
    files.entry("book.toml".to_owned()).or_insert_with(|| support::STOCK_MANIFEST.as_bytes().to_vec());
    let folder = if example.language == "toml" { "" } else { "chapters/" };
    for name in named_files(text) {
        let (path, bytes) = stand_in(folder, &name);
        files.entry(path).or_insert(bytes);
    }
    if example.language == "toml" {
        files.entry("chapters/one.md".to_owned()).or_insert_with(|| b"# One\n\nText.\n".to_vec());
    }
    Some(Memory::new(files))
}

/// Adds to a part of a manifest what must be there.
fn manifest(part: &str) -> String {
    let (head, rest) = match part.split_once("[book]\n") {
        Some((head, rest)) => (head, rest),
        None => part.split_once("extends").map_or(("", part), |_| part.split_once('\n').unwrap_or((part, ""))),
    };
    let book = rest.split("\n[").next().unwrap_or_default();
    let book = if book.starts_with('[') { "" } else { book };
    let mut text = format!("{head}\n[book]\n");
    for (key, line) in [
        ("title", "title = \"Stock\""),
        ("language", "language = \"en\""),
        ("chapters", "chapters = [\"chapters/*.md\"]"),
    ] {
        if !book.lines().any(|line| line.split('=').next().unwrap_or_default().trim() == key) {
            writeln!(text, "{line}").unwrap();
        }
    }
    text + rest
}

/// Returns the names in quotation marks or brackets that end like those of files.
fn named_files(text: &str) -> BTreeSet<String> {
    const ENDINGS: [&str; 11] = ["md", "html", "txt", "svg", "png", "jpg", "css", "toml", "mp3", "mp4", "vtt"];
    let words = text.split(['"', '(', ')', '\n', ' ', '#', '<', '>']);
    let is_file = |word: &&str| word.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    words.filter(is_file).filter(|word| !word.contains("://")).map(str::to_owned).collect()
}

/// Makes a file that an example names.
fn stand_in(folder: &str, name: &str) -> (String, Vec<u8>) {
    let name = name.replace("**", "more").replace('*', "one");
    let above = name.strip_prefix("../").filter(|_| !folder.is_empty());
    let path = above.map_or_else(|| format!("{folder}{name}"), str::to_owned);
    let stem = Path::new(&name).file_stem().unwrap().to_string_lossy().into_owned();
    let bytes = match Path::new(&name).extension().and_then(|ending| ending.to_str()) {
        Some("md") => format!("# {stem}\n\nText.\n").into_bytes(),
        Some("html") => format!("<h1>{stem}</h1><p>Text.</p>").into_bytes(),
        Some("txt") => format!("{stem}\n\nText, in one line.\n").into_bytes(),
        Some("svg") => DRAWING.as_bytes().to_vec(),
        Some("jpg") => support::picture::jpeg(1600, 2400),
        Some("png") => support::picture::png(1600, 2400),
        Some(ending @ ("mp3" | "mp4")) => support::recording::make(ending, "60").expect("a kind that is made"),
        Some("vtt") => b"WEBVTT\n\n00:00.000 --> 00:01.000\nText.\n".to_vec(),
        Some("css") => b".mine { margin: 1em 0; }\n".to_vec(),
        _ => b"[book]\npublisher = \"Small Press\"\n".to_vec(),
    };
    (path, bytes)
}

const DRAWING: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2400"><rect width="1600" height="2400"/></svg>"#;

#[test]
fn commands_print_what_the_handbook_says() {
    let mut wrong = String::new();
    for (page, text) in pages() {
        let examples = examples(&page, &text);
        if !examples.iter().any(|example| example.language == "console") {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        for example in &examples {
            if let Some(file) = &example.file {
                let path = folder.path().join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, &example.text).unwrap();
            } else if example.is_tried && example.language == "console" {
                let printed = transcript(folder.path(), &example.text);
                if without_sizes(&printed) != without_sizes(&example.text) {
                    writeln!(wrong, "{} prints:\n{printed}", example.place).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Runs the commands after `$`, and returns them with what they print.
fn transcript(folder: &Path, shown: &str) -> String {
    let mut printed = String::new();
    for line in shown.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some("bindery"), "only our own commands are tried: {line}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        let answer = command.current_dir(folder).args(words).env_remove("SOURCE_DATE_EPOCH").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("all that is printed is UTF-8");
        write!(printed, "$ {line}\n{}{}", text(answer.stderr), text(answer.stdout)).unwrap();
    }
    printed
}

/// Takes the digits away before `KB`, and white space at the end of lines.
fn without_sizes(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let mut words = line.trim_end().split(' ').peekable();
        while let Some(word) = words.next() {
            let is_size = words.peek().is_some_and(|next| next.starts_with("KB"));
            shown.push_str(if is_size { "0" } else { word });
            shown.push(' ');
        }
        shown.push('\n');
    }
    shown
}

#[test]
fn every_page_is_in_the_handbook_and_nothing_is_wrong_with_it() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let manifest = std::fs::read_to_string(docs.join("book.toml")).unwrap();
    for (page, _) in pages() {
        assert!(manifest.contains(&format!("\"{page}\"")), "docs/book.toml does not list {page}");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    let output = folder.path().join("handbook.epub");
    let answer = command.args(["build", "--strict", "-o"]).arg(output).arg(&docs).output().unwrap();
    let told = String::from_utf8_lossy(&answer.stderr).into_owned();
    assert!(answer.status.success() && told.is_empty(), "{told}");
}
