//! Piles of texts and the drafts that they become.

use super::*;
use crate::world::Memory;

fn import(files: &[(&str, &str)]) -> Draft {
    let world = Memory::new(files.iter().map(|(path, text)| (*path, *text)));
    let sources: Vec<Source> = files.iter().map(|(path, _)| Source::Path(BookPath::own(path))).collect();
    run(&world, &Request { sources, except: None, title: "A Pile".to_owned(), ..Request::default() }, IMPORTERS)
}

fn file(draft: &Draft, path: &str) -> String {
    let file = draft.files.iter().find(|file| file.path.as_str() == path);
    let paths: Vec<&str> = draft.files.iter().map(|file| file.path.as_str()).collect();
    String::from_utf8(draft.bytes(file.unwrap_or_else(|| panic!("{path} is not among {paths:?}"))).unwrap()).unwrap()
}

#[track_caller]
fn assert_fine(draft: &Draft) {
    let errors: Vec<_> = draft.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn a_pile_becomes_a_book() {
    let draft = import(&[
        ("ferry.txt", "The Ferry\nby Ann Author\n\nIt was _late_.\n\n* * *\n\nIt was later."),
        ("train.md", "---\nauthor: Bo Other\n---\n# The Train\n\nIt *was* early.\n"),
        (
            "page.html",
            "<!doctype html><html lang=\"en\"><head><title>The Van | A Site</title><meta name=author content='Cy Third'>\
             <link rel=canonical href='https://example.org/van'></head><body><h1>The Van</h1><div>One<br><br>Two \
             <b>three</b>.</div><script>no()</script></body></html>",
        ),
    ]);
    assert_fine(&draft);
    assert_eq!(
        file(&draft, "book.toml"),
        "[book]\ntitle = \"A Pile\"\nauthors = [\"Ann Author\", \"Bo Other\", \"Cy Third\"]\nlanguage = \"en\"\nchapters = [\n  \
         \"chapters/the-ferry.md\",\n  \"chapters/the-train.md\",\n  \"chapters/the-van.md\",\n]\n"
    );
    assert_eq!(
        file(&draft, "chapters/the-ferry.md"),
        "---\ntitle: \"The Ferry\"\nauthors: [\"Ann Author\"]\n---\n\nIt was *late*.\n\n* * *\n\nIt was later.\n"
    );
    assert_eq!(file(&draft, "chapters/the-train.md"), "---\nauthor: Bo Other\n---\n# The Train\n\nIt *was* early.\n");
    assert_eq!(
        file(&draft, "chapters/the-van.md"),
        "---\ntitle: \"The Van\"\nauthors: [\"Cy Third\"]\nsource: \"https://example.org/van\"\n---\n\nOne\n\nTwo **three**.\n"
    );
}

#[test]
fn a_book_in_one_file_is_divided_and_its_contents_list_leaves() {
    let chapter = "It was a dark night, and it went on and on, as such nights do.\n\n";
    let text = format!(
        "TALES\n\nBy Ann Author\n\n\n\nCONTENTS\n\n  THE FERRY\n  THE TRAIN\n\n\n\n\nTHE FERRY\n\n{chapter}{chapter}\n\n\n\nTHE TRAIN\n\n{chapter}{chapter}"
    );
    let draft = import(&[("tales.txt", &text)]);
    assert_fine(&draft);
    assert!(file(&draft, "chapters/the-ferry.md").starts_with("---\ntitle: \"THE FERRY\"\n"));
    assert_eq!(draft.chapters, 2);
    assert!(file(&draft, "book.toml").starts_with("[book]\ntitle = \"TALES\"\nauthors = [\"Ann Author\"]\n"));
    assert!(file(&draft, "IMPORT.md").contains("Taken out: the list of contents"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let draft = import(&[("a.txt", "It was late.\n\nIt was later."), ("b.txt", " \n"), ("c.txt", "%PDF-1.4 \u{1}")]);
    assert_fine(&draft);
    assert_eq!(draft.chapters, 1);
    let report = file(&draft, "IMPORT.md");
    assert!(report.contains("## `b.txt`\n\nNot imported: it has no text."), "{report}");
    let draft = import(&[("b.txt", " \n")]);
    assert!(draft.files.is_empty());
    assert!(draft.diagnostics.iter().any(|finding| finding.rule.name == "nothing-to-import"));
}

#[test]
fn what_is_lost_is_found() {
    let kept = ["one two".to_owned()];
    assert_eq!(loss::missing(&["two one, two".to_owned()], &kept), ["two"]);
    assert_eq!(loss::missing(&["*one*_two_".to_owned()], &kept), [""; 0]);
}

#[test]
fn footnotes_and_authors_notes_are_notes() {
    let draft = import(&[(
        "ferry.txt",
        "The Ferry\n\nA/N: Written on a train.\n\n***\n\nIt was late.[1] It was dark.[*]\n\nIt was later.\n\n\
         [1] As ferries are.\n\n[Footnote *: As _nights_ are.]\n\nIt was the end.",
    )]);
    assert_fine(&draft);
    assert_eq!(
        file(&draft, "chapters/the-ferry.md"),
        "---\ntitle: \"The Ferry\"\nnotes-before: \"Written on a train.\"\n---\n\nIt was late.[^1] It was dark.[^2]\n\n\
         [^1]: As ferries are.\n\n[^2]: As *nights* are.\n\nIt was later.\n\nIt was the end.\n"
    );
}

#[test]
fn pictures_come_with_their_text() {
    let draft = import(&[
        (
            "pages/one.html",
            "<html lang=en><body><p>A <img src='one_files/a%20map.png' alt='map'> and <img src=b.png>.</body>",
        ),
        ("pages/one_files/a map.png", "PNG"),
        (
            "pages/two.md",
            "# Two\n\n![](<one_files/a map.png>) ![x](one_files/a%20map.png \"y\") ![](https://example.org/c.png)\n",
        ),
    ]);
    assert_fine(&draft);
    assert_eq!(file(&draft, "images/a-map.png"), "PNG");
    let text = file(&draft, "chapters/one.md");
    assert!(text.contains("A ![map](../images/a-map.png) and ![](b.png)."), "{text}");
    let text = file(&draft, "chapters/two.md");
    assert!(
        text.ends_with("![](<../images/a-map.png>) ![x](../images/a-map.png \"y\") ![](https://example.org/c.png)\n"),
        "{text}"
    );
    assert!(file(&draft, "IMPORT.md").contains("the picture `b.png` is not beside the text"));
}

#[test]
fn the_folder_of_a_saved_page_is_its_own() {
    let world = Memory::new([
        ("pages/one.html", "<html lang=en><body><p>It was late. <img src='one_files/map.png'></p></body></html>"),
        ("pages/one_files/map.png", "PNG"),
        ("pages/one_files/saved_resource.html", "<html><body><p>An advertisement.</p></body></html>"),
        ("pages/two_files/two.txt", "It was later."),
    ]);
    let sources = vec![Source::Path(BookPath::own("pages"))];
    let draft = run(&world, &Request { sources, title: "A Pile".to_owned(), ..Request::default() }, IMPORTERS);
    assert_fine(&draft);
    assert_eq!(draft.chapters, 2);
    assert_eq!(file(&draft, "images/map.png"), "PNG");
    assert!(file(&draft, "IMPORT.md").contains("- `pages/one_files`"));
}

#[test]
fn what_a_folder_says_wins_over_what_is_guessed() {
    let text = "It was late, and the ferry had not come. She stood with her back to the wall that was there, and they \
        were not speaking of this. He had his coat with him, and the boat was not from here.";
    let work = |language: Option<&str>| {
        let mut work = Work { seen: vec![text.to_owned()], ..Work::default() };
        let language = language.map(|tag| Located { value: tag.to_owned(), span: None });
        work.know(Facts { language, ..Facts::default() });
        work.guess_language();
        (work.facts.language.map(|language| language.value), work.is_guess)
    };
    assert_eq!(work(None), (Some("en".to_owned()), true));
    assert_eq!(work(Some("sco")), (Some("sco".to_owned()), false));
}

#[test]
fn links_between_saved_pages_lead_to_chapters() {
    let page = |number: u8, body: &str| {
        format!(
            "<!doctype html><html lang=en><head><title>Page {number}</title>\
             <link rel=canonical href='https://example.org/p/{number}/'></head><body><article><h1>Page {number}</h1>\
             <p>It was late, and nobody came. {body}</p></article></body></html>"
        )
    };
    let own = "<a href='http://Example.org/p/2#part'>A</a> <a href='/p/2/'>B</a> <a href='../2'>C</a> \
        <a href='https://example.org/p/3'>D</a> <a href='two.html'>E</a> <a href='https://other.org/two.html'>F</a>";
    let draft = import(&[("one.html", &page(1, own)), ("two.html", &page(2, "")), ("three.txt", "It was _late_.")]);
    assert_fine(&draft);
    let text = file(&draft, "chapters/page-1.md");
    let links = "[A](page-2.md) [B](page-2.md) [C](page-2.md) [D](https://example.org/p/3) [E](page-2.md) \
        [F](https://other.org/two.html)";
    assert!(text.contains(links), "{text}");
}
