//! Real texts and pages, imported and built with nothing done by hand: the right pieces in the right order, and no word
//! of a source lost.

#![allow(clippy::disallowed_methods, reason = "these tests read real files")]

mod support;

use bindery::import::{Draft, IMPORTERS, Request, Source};
use bindery::world::{BookPath, Memory};
use std::path::Path;

/// Imports files, and builds the book that comes of it.
#[track_caller]
fn import(files: &[(String, Vec<u8>)]) -> Draft {
    let world = Memory::new(files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    let sources = files.iter().map(|(name, _)| Source::Path(BookPath::own(name))).collect();
    let request = Request { sources, except: None, title: "A Pile".to_owned(), ..Request::default() };
    // That no word is lost is a finding of the import itself.
    let draft = bindery::import::run(&world, &request, IMPORTERS);
    let errors: Vec<_> = draft.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let book = support::drafted(&draft);
    let build = support::build(&book);
    let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
    assert!(errors.is_empty() && !build.packages.is_empty(), "{errors:#?}");
    let name = bindery::slug::slug(&format!("imported {}", files[0].0.replace(['/', '.'], " ")));
    support::hand_over(&name, &build.packages[0], &book);
    draft
}

/// Returns the titles of the chapters, as their files say them.
fn titles(draft: &Draft) -> Vec<String> {
    let title = |text: String| {
        text.lines().find_map(|line| Some(line.strip_prefix("title: \"")?.trim_end_matches('"').to_owned()))
    };
    let chapters = draft.files.iter().filter(|file| file.path.as_str().starts_with("chapters/"));
    chapters.filter_map(|file| title(String::from_utf8(draft.bytes(file).unwrap()).unwrap())).collect()
}

fn file(folder: &Path, name: &str) -> (String, Vec<u8>) {
    (name.to_owned(), std::fs::read(folder.join(name)).unwrap())
}

#[test]
fn the_text_and_the_page_of_one_work_give_the_same_pieces() {
    let (Some(texts), Some(pages)) = (support::corpora("text"), support::corpora("html")) else { return };
    for (name, count, first, last) in [
        ("grimms-fairy-tales", 63, "PREPARER’S NOTE", "SNOW-WHITE AND ROSE-RED"),
        ("just-so-stories", 12, "HOW THE WHALE GOT HIS THROAT", "THE BUTTERFLY THAT STAMPED"),
    ] {
        let text = import(&[file(&texts, &format!("{name}.txt"))]);
        let page = import(&[file(&pages, &format!("{name}.htm"))]);
        let (titles, others) = (titles(&text), titles(&page));
        assert_eq!(titles, others);
        assert_eq!((titles.len(), &*titles[0], &*titles[count - 1]), (count, first, last));
    }
}

#[test]
fn saved_pages_and_markdown_books_are_imported_and_built() {
    let Some(pages) = support::corpora("html/saved-pages") else { return };
    let mut names: Vec<String> =
        std::fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let files: Vec<(String, Vec<u8>)> = names.iter().map(|name| file(&pages, &format!("{name}/source.html"))).collect();
    assert_eq!(import(&files).chapters, files.len());
    let Some(books) = support::corpora("markdown") else { return };
    for name in ["pride-and-prejudice.md", "dickinson-poems.md"] {
        import(&[file(&books, name)]);
    }
}
