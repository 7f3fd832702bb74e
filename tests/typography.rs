//! Typography as data: what is typed, what is printed, and why, in `tests/typography/*.txt`.
//!
//! A line is a case: language, input, expected, reason, with ` | ` between. The input is HTML, paragraphs parted by `¶`;
//! an expected `=` is the input itself. Spaces that nobody sees are written as signs: `␣` a no-break space, `⎵` a narrow
//! one, `⁞` a hair space, `↵` the end of a line in the source. `== { … }` gives `[typography]` for what follows.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

mod support;

use bindery::edition::PROFILES;
use bindery::world::{BookPath, Memory};
use bindery::xml::{NodeRef, write_xml};
use std::fmt::Write;
use std::path::Path;

struct Case {
    place: String,
    language: String,
    input: String,
    expected: String,
    reason: String,
}

/// The cases of one `[typography]`.
struct Group {
    typography: String,
    cases: Vec<Case>,
}

const SIGNS: [(char, char); 4] = [('␣', '\u{a0}'), ('⎵', '\u{202f}'), ('⁞', '\u{200a}'), ('↵', '\n')];

fn seen(text: &str) -> String {
    SIGNS.iter().fold(text.to_owned(), |text, (sign, meant)| text.replace(*meant, &sign.to_string()))
}

fn meant(text: &str) -> String {
    SIGNS.iter().fold(text.to_owned(), |text, (sign, meant)| text.replace(*sign, &meant.to_string()))
}

fn groups() -> Vec<Group> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/typography");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut groups = Vec::new();
    for path in paths {
        groups.push(Group { typography: "{}".to_owned(), cases: Vec::new() });
        let text = std::fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.file_name().unwrap().to_string_lossy(), index + 1);
            if let Some(typography) = line.strip_prefix("== ") {
                groups.push(Group { typography: typography.to_owned(), cases: Vec::new() });
            } else if !line.is_empty() && !line.starts_with('#') {
                groups.last_mut().unwrap().cases.push(case(place, line));
            }
        }
    }
    groups
}

fn case(place: String, line: &str) -> Case {
    let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let [language, input, expected, reason] = cells[..] else { panic!("{place}: not four cells: {line}") };
    let expected = if expected == "=" { input } else { expected };
    let [language, input, expected, reason] = [language, input, expected, reason].map(str::to_owned);
    Case { place, language, input, expected, reason }
}

/// Sets all cases of a group in one book; returns what each became.
fn set(group: &Group) -> Vec<String> {
    let mut page = String::from("<h1>Cases</h1>");
    for (index, case) in group.cases.iter().enumerate() {
        let paragraphs = meant(&case.input).replace('¶', "</p><p>");
        write!(page, "<section id='case-{index}' lang='{}'><p>{paragraphs}</p></section>", case.language).unwrap();
    }
    let manifest = format!("typography = {}\n{}", group.typography, support::STOCK_MANIFEST);
    let world = Memory::new([("book.toml", manifest), ("chapters/cases.html", page)]);
    let build = support::build(&world);
    let package = build.packages.first().unwrap_or_else(|| panic!("{:#?}", build.diagnostics));
    let (_, body) = support::pages(package).find(|(entry, _)| entry.path.ends_with("cases.xhtml")).unwrap();
    let found = |index: usize| {
        let id = format!("case-{index}");
        let section = body.descendants().find(|node| node.attribute("id") == Some(&id)).unwrap();
        let paragraphs: Vec<String> = section.elements().map(inner).collect();
        seen(&paragraphs.join("¶"))
    };
    (0..group.cases.len()).map(found).collect()
}

fn inner(node: NodeRef<'_>) -> String {
    let mut text = String::new();
    for child in node.children() {
        // What keeps a word and its dash in one line changes no text.
        let kept = child.attribute("class") == Some("nowrap");
        write_xml(child.first_child().filter(|_| kept).unwrap_or(child), &mut text);
    }
    text.replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn every_case_is_set_as_expected() {
    let mut wrong = String::new();
    let mut count = 0;
    for group in groups() {
        count += group.cases.len();
        for (case, found) in group.cases.iter().zip(set(&group)) {
            if found != case.expected {
                let Case { place, language, input, expected, reason } = case;
                writeln!(wrong, "{place} [{language}] {reason}\n  {input}\n  {expected}\n  {found}").unwrap();
            }
        }
    }
    assert!(count >= 300, "{count} cases");
    assert!(wrong.is_empty(), "input, expected, found:\n{wrong}");
}

#[test]
fn every_case_has_a_reason_and_keeps_its_letters() {
    for case in groups().into_iter().flat_map(|group| group.cases) {
        assert!(case.reason.len() > 3, "{}", case.place);
        let is_sign = case.reason.contains("times sign");
        assert!(is_sign || letters(&case.input) == letters(&case.expected), "{}: letters differ", case.place);
    }
}

/// Returns the letters of a text, without its elements.
fn letters(text: &str) -> String {
    let texts = text.split('<').map(|part| part.rsplit_once('>').map_or(part, |(_, text)| text));
    texts.flat_map(str::chars).filter(|letter| letter.is_alphabetic()).collect()
}

/// Returns the text of a book of one file, a paragraph a line.
fn text_of(file: &str, bytes: &[u8], typography: &str) -> String {
    let chapter = format!("chapters/{file}");
    let manifest = format!("typography = {typography}\n{}", support::STOCK_MANIFEST);
    let world = Memory::new([("book.toml", manifest.as_bytes().to_vec()), (&chapter, bytes.to_vec())]);
    let input = bindery::Input::Manifest(BookPath::own("book.toml"));
    let build = bindery::build(&world, &input, &[&PROFILES[0]], false);
    let package = build.packages.first().unwrap_or_else(|| panic!("{file}: {:#?}", build.diagnostics));
    let mut text = String::new();
    for (_, body) in support::pages(package) {
        for node in body.descendants() {
            if node.is_text() {
                text.push_str(node.text());
            } else if matches!(node.html(), Some("p" | "h1" | "h2" | "h3" | "li" | "div")) {
                text.push_str("\n\n");
            }
        }
    }
    text
}

/// Returns the texts of a folder of the corpora, by name.
fn corpus(folder: &str) -> Vec<(String, Vec<u8>)> {
    let Some(folder) = support::corpora(folder) else { return Vec::new() };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().replace([' ', '\''], "-");
    let files = paths.iter().filter(|path| path.is_file());
    files.map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

#[test]
fn no_letter_of_a_real_book_is_lost() {
    for (name, bytes) in ["markdown", "text", "html"].into_iter().flat_map(corpus) {
        let plain = text_of(&name, &bytes, "false");
        let set = text_of(&name, &bytes, "{}");
        let kept = |text: &str| -> String { text.chars().filter(|letter| letter.is_alphanumeric()).collect() };
        assert!(kept(&plain) == kept(&set), "{name}: letters differ");
        assert!(plain != set && !set.contains('\u{2060}'), "{name}");
    }
}

/// In each paragraph of the novel, double marks open and close in turn; a letter goes on over several.
#[test]
fn a_whole_novel_has_no_double_mark_turned_the_wrong_way() {
    let Some((name, bytes)) = corpus("markdown").into_iter().find(|(name, _)| name.starts_with("pride")) else {
        return;
    };
    let text = text_of(&name, &bytes, "{}");
    let mut count = 0;
    for paragraph in text.split("\n\n") {
        let marks: Vec<char> = paragraph.chars().filter(|mark| matches!(mark, '“' | '”')).collect();
        count += marks.len();
        assert!(marks.iter().zip(['“', '”'].iter().cycle()).all(|(mark, turn)| mark == turn), "{paragraph}");
    }
    assert_eq!((count, text.matches(['"', '\'']).count()), (3532, 0));
}

/// Books whose marks are curly already, made straight, become what they were; where they do not, the book is wrong.
#[test]
fn a_book_of_single_marks_comes_back() {
    let known = [("grimms-fairy-tales.txt", 3), ("just-so-stories.txt", 54)];
    for (name, bytes) in corpus("text") {
        let Some((_, differ)) = known.iter().find(|(known, _)| *known == name) else { continue };
        let straight = String::from_utf8(bytes.clone()).unwrap().replace(['‘', '’'], "'").replace(['“', '”'], "\"");
        let steps = "{ dashes = false, ellipses = false, spaces = false }";
        let (curly, again) = (text_of(&name, &bytes, "false"), text_of(&name, straight.as_bytes(), steps));
        let again = again.replace('\u{200a}', "");
        let different = curly.chars().zip(again.chars()).filter(|(one, other)| one != other).count();
        // A mark before a word that has lost its beginning is an apostrophe, and these editions turn it.
        assert_eq!(different, *differ, "{name}");
    }
}

#[test]
fn marks_without_a_partner_are_advice_for_those_who_ask() {
    let world =
        Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", "# One\n\n\"Open, she said.")]);
    let found = |strict: bool| {
        let input = bindery::Input::Manifest(BookPath::own("book.toml"));
        let build = bindery::build(&world, &input, &[&PROFILES[0]], strict);
        assert_eq!(build.packages.len(), 1);
        support::findings(&build.diagnostics, &build.sources)
    };
    assert_eq!(found(false), "");
    assert!(found(true).starts_with("chapters/one.md:3:1 usage[unbalanced-quotes]"), "{}", found(true));
}

/// Odd texts take a time that grows with their length, and no faster.
#[test]
fn no_text_is_slow() {
    const BYTES: usize = 50_000;
    let odd = [
        "\"", "'", "''", "'a ", "\"'", "`", ",,a ", "'round ", "s' ", "-", "- ", "a--b", ". ", ".", "1-", "1/", "1 ",
        "A. ", "@", "a@", "://", "a://", "www.", "« ", "\u{ad}", "'\u{ad}", "x", "5' ", ":'", "&", "…", "'n' ",
    ];
    for text in odd {
        let page = text.repeat(BYTES / text.len());
        for typography in ["{}", "{ fractions = true, signs = true }"] {
            text_of("one.html", format!("<p lang='fr'>{page}</p><p>{page}").as_bytes(), typography);
        }
    }
}
