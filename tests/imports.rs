//! Imports as data: a file in `tests/imports/` holds sources, what is asked for, and what is expected of the draft.
//!
//! Its first lines say what behaviour it shows. Then come sections, each after a line `==> name`: a source;
//! `options` with arguments of the command line; `expected findings`; and `expected` with the path of a file of the draft.
//! `UPDATE_EXPECT=1` writes down what is. Whatever is expected, each word that a source shows is in the draft or in
//! its report, and the draft builds.

#![allow(clippy::disallowed_methods, reason = "these tests read real files")]

mod support;

use bindery::import::{Comments, Draft, IMPORTERS, Options, Request, Source};
use bindery::world::{BookPath, Memory};
use bindery::xml::parse_html;
use std::path::{Path, PathBuf};

struct Case {
    path: PathBuf,
    about: String,
    sections: Vec<(String, String)>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parts = text.split("==> ");
        let about = parts.next().unwrap_or_default().to_owned();
        let sections = parts.map(|part| part.split_once('\n').unwrap_or((part, "")));
        let sections = sections.map(|(name, body)| (name.to_owned(), body.to_owned())).collect();
        Case { path, about, sections }
    };
    paths.into_iter().map(read).collect()
}

fn is_named(name: &str, extension: &str) -> bool {
    BookPath::own(name).extension() == extension
}

impl Case {
    fn sources(&self) -> impl Iterator<Item = &(String, String)> {
        self.sections.iter().filter(|(name, _)| !name.starts_with("expected ") && name != "options")
    }

    fn options(&self) -> Options {
        let said = self.sections.iter().find(|(name, _)| name == "options").map_or("", |(_, said)| said);
        let comments = if said.contains("--comments keep") { Comments::Keep } else { Comments::Drop };
        Options { comments, allow_loss: said.contains("--allow-loss") }
    }

    fn import(&self) -> Draft {
        let world = Memory::new(self.sources().map(|(name, body)| (name.clone(), body.as_bytes().to_vec())));
        let is_text = |name: &&(String, String)| !is_named(&name.0, "png");
        let sources = self.sources().filter(is_text).map(|(name, _)| Source::Path(BookPath::own(name))).collect();
        let request = Request { sources, title: "A Pile".to_owned(), options: self.options(), ..Request::default() };
        bindery::import::run(&world, &request, IMPORTERS)
    }

    /// Returns what is, in the form of the file.
    fn actual(&self, draft: &Draft) -> String {
        let mut sections = self.sections.clone();
        sections.retain(|(name, _)| name != "expected findings");
        let found = support::findings(&draft.diagnostics, &draft.sources);
        if !found.is_empty() {
            let at = sections.iter().position(|(name, _)| name.starts_with("expected ")).unwrap_or(sections.len());
            sections.insert(at, ("expected findings".to_owned(), found));
        }
        for (name, body) in &mut sections {
            if let Some(wanted) = name.strip_prefix("expected ").filter(|wanted| *wanted != "findings") {
                let file = draft.files.iter().find(|file| file.path.as_str() == wanted);
                *body =
                    file.map_or("nothing\n".to_owned(), |file| String::from_utf8(draft.bytes(file).unwrap()).unwrap());
            }
        }
        let sections = sections.iter().map(|(name, body)| format!("==> {name}\n{body}"));
        self.about.clone() + &sections.collect::<String>()
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Returns what a reader sees of a source.
fn seen(name: &str, text: &str) -> String {
    if !is_named(name, "html") {
        return text.to_owned();
    }
    let tree = parse_html(&text.into(), |_| None).unwrap();
    let body = tree.root().descendants().find(|node| node.is_html("body")).unwrap();
    let is_unseen = |name: Option<&str>| matches!(name, Some("script" | "style" | "template" | "iframe" | "title"));
    let texts = body.descendants().filter(|node| node.is_text());
    let texts = texts.filter(|node| !node.ancestors().any(|above| is_unseen(above.html())));
    texts.map(|node| node.text().to_owned() + "\n").collect()
}

/// Returns the words of the sources that are nowhere in a draft.
fn lost(case: &Case, draft: &Draft) -> Vec<String> {
    let whole: String = support::drafted(draft)
        .files
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes).replace("\\n", " "))
        .collect();
    let mut kept = words(&whole).into_iter().peekable();
    let sources: String =
        case.sources().filter(|(name, _)| !is_named(name, "mht")).map(|(name, text)| seen(name, text)).collect();
    let is_lost = |word: &String| {
        while kept.next_if(|known| known < word).is_some() {}
        kept.next_if(|known| known == word).is_none()
    };
    words(&sources).into_iter().filter(is_lost).collect()
}

#[test]
fn every_import_is_as_expected_and_loses_no_word() {
    let mut wrong = Vec::new();
    for case in cases() {
        let draft = case.import();
        let (expected, actual) = (std::fs::read_to_string(&case.path).unwrap(), case.actual(&draft));
        if expected != actual {
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                std::fs::write(&case.path, &actual).unwrap();
            } else {
                wrong.push(format!("=== {} is expected:\n{expected}\n=== and is:\n{actual}", case.path.display()));
            }
        }
        let is_stopped = draft.diagnostics.iter().any(|finding| finding.severity.is_error());
        // Sources that are left out as a whole are named, and nothing is written where an import stops.
        let is_whole = draft.diagnostics.iter().all(|finding| finding.rule.name != "skipped-source");
        if !is_stopped {
            let lost = lost(&case, &draft);
            assert!(lost.is_empty() || !is_whole, "{}: {lost:?} are lost", case.path.display());
            let book = support::drafted(&draft);
            let build = support::build(&book);
            let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", case.path.display());
            let name = format!("import-{}", case.path.file_stem().unwrap().to_string_lossy());
            support::hand_over(&name, &build.packages[0], &book);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What random pages are made of.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "<div>", "</div>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<ol><li>", "</ol>", "<table><tr><td>", "<td>",
    "</table>", "<a href=/x>", "<a href=#n1>1</a>", "<li id=n1>", "<p id=n1>", "</a>", "<b>", "</b>", "<i>", "</i>",
    "<br>", "<br><br>", "<h1>", "</h1>", "<h2>", "</h2>", "<h3>", "</h3>", "<div class=share>",
    "<div class=entry-content>", "<article>", "</article>", "<section>", "</section>", "<div id=comments>",
    "<div class=comment>", "<form>", "</form>", "<nav>", "</nav>", "<aside>", "</aside>", "<pre>", "</pre>",
    "<blockquote>", "</blockquote>", "<span style='font-style:italic'>", "</span>", "<p style='display:none'>",
    "<dl><dt>", "<dd>", "</dl>", "<hr>", "<p class=byline>", "<time datetime=2020-01-02>", "</time>", "<center>",
    "</center>", "<noscript>", "</noscript>", "<button>", "</button>", "<img src=a.png>", "<sup>", "</sup>",
    "<footer>", "</footer>", "<header>", "</header>", "<main>", "</main>", "<h1 class=entry-title>", "<code>",
    "</code>", "<div role=separator>", "<div class=footnotes>", "<script>x</script>", "<svg><text>", "</svg>",
    "<math><mi>", "</math>", "<label>", "<select><option>", "</select>", "<textarea>", "</textarea>",
    "<details><summary>", "</details>", "<o:p>",
];

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "ferry", "It was late, and she had not come.", "“Yes.”", "by Ann Author", "* * *", "xXx", "1", "[1]",
    "Share this:", "A/N: late", "Contents", "Chapter 1", "CHAPTER TWO", "é", "&amp;", "&nbsp;", "_a_", "*b*", "x-",
    "The Ferry", "3 Comments",
    "At noon the boat came back without her, and the man at the ropes said that he had seen no one leave.", "Notes",
    "The End", "a_b", "`c`", "# d", "- e", "1. f", "<g", "h|i", "~", "[j](k)", "::: l", "\n\n",
];

/// Returns numbers that seem random, and are the same in each run.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % below
    }
}

/// Imports a source of random parts; asserts that no word is lost, and that what is made builds.
#[track_caller]
fn keeps_its_promises(name: &str, text: &str, comments: Comments) {
    let options = Options { comments, allow_loss: true };
    let world = Memory::new([(name, text)]);
    let sources = vec![Source::Path(BookPath::own(name))];
    let request = Request { sources, title: "A Pile".to_owned(), options, ..Request::default() };
    let draft = bindery::import::run(&world, &request, IMPORTERS);
    let lost = draft.diagnostics.iter().find(|finding| finding.rule.name == "lost-words");
    assert!(lost.is_none(), "{lost:#?} of {text}");
    if draft.chapters > 0 {
        let book = support::drafted(&draft);
        let build = support::build(&book);
        let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
        assert!(errors.is_empty(), "{errors:#?} of {text}");
    }
}

#[test]
fn no_page_loses_a_word_whatever_its_markup() {
    let mut random = numbers();
    for round in 0..400 {
        let length = random(60) + 4;
        let part = |_| if random(2) == 0 { TAGS[random(TAGS.len())] } else { WORDS[random(WORDS.len())] };
        let body: Vec<&str> = (0..length).map(part).collect();
        let page = format!("<html lang=en><head><title>The Ferry</title></head><body>{}</body></html>", body.join(" "));
        keeps_its_promises("a.html", &page, if round % 2 == 0 { Comments::Keep } else { Comments::Drop });
    }
}

#[test]
fn no_text_loses_a_word_whatever_is_typed() {
    #[rustfmt::skip]
    const PARTS: &[&str] = &[
        "\n", "\n", "\n\n", "\n\n\n\n", "\r\n", "    ", "Title: The Ferry\n", "Rating: PG\n", "> ", "exam-\nple", "well-\nknown", "/so late/",
        "and/or", "[1]", "[1] A note.", "[Footnote 1: A note", "A note.]", "[*]", "3 Responses to it\n", "Leave a Reply\n",
        "by Ann Author • March 4, 2020 • Fiction\n", "oOo\n", "CONTENTS\n", "CHAPTER I\n", "I. Out\n", "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n",
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***\n", "Produced by Bo\n", "<p>", "é-\nü", "THE END\n", "A/N: late\n\n",
        "\n\nANN\n", "\n: ", "\n\n- ", "\n\n1. One\n\n", "\n\n2. Two\n\n", "\n\nThe Ferry\nby Ann Author\n\n", "THE FERRY    12\n",
        "The Ferry / ", "\n\n3 May 1913\n\n", "G  C7\n",
    ];
    let mut random = numbers();
    for round in 0..400 {
        let length = random(60) + 4;
        let part = |_| if random(2) == 0 { PARTS[random(PARTS.len())] } else { WORDS[random(WORDS.len())] };
        // Marks of Markdown would make it another kind of text.
        let words: Vec<&str> =
            (0..length).map(part).filter(|part| !part.contains(['#', '`']) && !part.contains("](")).collect();
        keeps_its_promises("a.txt", &words.join(" "), if round % 2 == 0 { Comments::Keep } else { Comments::Drop });
    }
}
