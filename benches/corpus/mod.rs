//! The books that are measured: a synthetic anthology, and a real novel where there is one.

use std::fmt::Write;
use std::path::{Path, PathBuf};

#[allow(dead_code, reason = "each benchmark reads some of it")]
pub(crate) struct Book {
    pub title: String,
    pub folder: PathBuf,
    pub bytes: usize,
    pub words: usize,
}

/// Bytes of a chapter of the anthology.
const BYTES: usize = 20_300;

/// Writes a book of 60 chapters and 546,000 words below the target folder.
#[allow(dead_code, reason = "one benchmark wants it, the other not")]
pub(crate) fn long_book() -> Book {
    const LONG: usize = 50_590;
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    book("a book of 60 chapters", &target.join("long"), (0..60).map(|number| chapter(number, LONG)).collect())
}

/// Writes the books to be measured below the target folder.
#[allow(dead_code, reason = "one benchmark wants them, the other not")]
pub(crate) fn books() -> Vec<Book> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut books = vec![
        book(
            "Anthology, 1,000 chapters",
            &target.join("anthology"),
            (0..1000).map(|number| chapter(number, BYTES)).collect(),
        ),
        book("Anthology, 100 chapters", &target.join("small"), (0..100).map(|number| chapter(number, BYTES)).collect()),
    ];
    if let Some(novel) = novel() {
        books.push(book("Pride and Prejudice, one file", &target.join("novel"), vec![novel]));
    }
    books
}

/// Writes a pile of 10,000 plain texts of about 5 KB.
#[allow(dead_code, reason = "one benchmark wants it, the other not")]
pub(crate) fn pile() -> Book {
    const BYTES: usize = 5_000;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pile");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("chapters")).unwrap();
    let (mut bytes, mut words) = (0, 0);
    for number in 0..10_000 {
        let mut random = Random(number + 1);
        let mut text = format!("Piece {}\n\n", number + 1);
        while text.len() < BYTES {
            for _ in 0..2 + random.below(4) {
                write!(text, "{}. ", sentence(&mut random, 9)).unwrap();
            }
            text.push_str("\n\n");
        }
        bytes += text.len();
        words += text.split_whitespace().count();
        std::fs::write(folder.join(format!("chapters/{number:05}.txt")), text).unwrap();
    }
    Book { title: "Pile of 10,000 plain texts".to_owned(), folder, bytes, words }
}

fn book(title: &str, folder: &Path, chapters: Vec<String>) -> Book {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder.join("chapters")).unwrap();
    let manifest = "[book]\ntitle = \"Anthology\"\nauthors = [\"A. Author\"]\nlanguage = \"en\"\n\
        modified = \"2026-01-01T00:00:00Z\"\nchapters = [\"chapters/*.md\"]\n\n[cover]\ndesign = \"none\"\n";
    std::fs::write(folder.join("book.toml"), manifest).unwrap();
    let bytes = chapters.iter().map(String::len).sum();
    let words = chapters.iter().map(|chapter| chapter.split_whitespace().count()).sum();
    for (index, chapter) in chapters.into_iter().enumerate() {
        std::fs::write(folder.join(format!("chapters/chapter-{index:04}.md")), chapter).unwrap();
    }
    Book { title: title.to_owned(), folder: folder.to_owned(), bytes, words }
}

fn novel() -> Option<String> {
    let neighbours = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).ok()?;
    let novels =
        neighbours.filter_map(Result::ok).map(|entry| entry.path().join("corpora/markdown/pride-and-prejudice.md"));
    novels.map(std::fs::read_to_string).find_map(Result::ok)
}

const WORDS: &[&str] = &[
    "harbour", "the", "evening", "a", "letter", "she", "waited", "under", "lamp", "nobody", "came", "back", "with",
    "his", "coat", "over", "one", "arm", "and", "rain", "on", "tin", "roof", "of", "ferry", "house", "said", "quietly",
    "that", "it", "would", "not", "matter", "window", "door", "morning", "they", "left", "before", "tide", "turned",
    "grey", "along", "wall", "where", "nets", "hung", "drying", "in", "wind", "from", "north", "again", "always",
];

/// A generator of numbers that gives the same text everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }
}

/// Writes a chapter of so many bytes: dialogue, emphasis, headings, three notes.
fn chapter(number: usize, bytes: usize) -> String {
    let mut random = Random(number as u64 + 1);
    let mut text = format!("# Chapter {}\n\n", number + 1);
    let mut notes = 0;
    while text.len() < bytes {
        match random.below(12) {
            0 => writeln!(text, "## {}\n", sentence(&mut random, 3)).unwrap(),
            1..=5 => writeln!(
                text,
                "\"{},\" {} said, \"{}.\"\n",
                sentence(&mut random, 9),
                WORDS[5],
                sentence(&mut random, 7)
            )
            .unwrap(),
            _ => {
                for _ in 0..2 + random.below(4) {
                    write!(
                        text,
                        "{} *{}* {}. ",
                        sentence(&mut random, 8),
                        sentence(&mut random, 2),
                        sentence(&mut random, 6)
                    )
                    .unwrap();
                }
                if notes < 3 && text.len() > bytes * notes / 4 {
                    notes += 1;
                    write!(text, "{}.[^{notes}]", sentence(&mut random, 4)).unwrap();
                }
                text.push_str("\n\n");
            }
        }
    }
    for note in 1..=notes {
        writeln!(text, "[^{note}]: {}.\n", sentence(&mut random, 12)).unwrap();
    }
    text
}

fn sentence(random: &mut Random, words: usize) -> String {
    let mut words: Vec<String> = (0..words).map(|_| WORDS[random.below(WORDS.len())].to_owned()).collect();
    words[0][..1].make_ascii_uppercase();
    words.join(" ")
}
