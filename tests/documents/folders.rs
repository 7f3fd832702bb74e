//! Folders of other tools, and what the import makes of them.

use super::{assert_builds, assert_has, chapters, file, import_all, support};
use bindery::import::Order;

#[test]
fn a_folder_of_pandoc_is_the_book_that_its_metadata_tell_of() {
    let files = [
        ("p/defaults.yaml", "input-files:\n- two.md\n- one.md\nmetadata-file: about.yaml\n"),
        (
            "p/about.yaml",
            "title: The Ferry\nauthor: Ann Author\nlang: de\ndate: 2026-05-03\ndescription: |\n  A boat.\n",
        ),
        ("p/one.md", "# One\n\nIt left.\n"),
        ("p/two.md", "# Two\n\nIt came.\n"),
        ("p/three.md", "# Three\n\nIt sank.\n"),
    ];
    let files = files.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let draft = import_all(&files, &["p"], Order::default());
    assert_builds(&draft);
    let book = "title = \"The Ferry\"\nauthors = [\"Ann Author\"]\nlanguage = \"de\"\ndate = \"2026-05-03\"\n\
        description = \"A boat.\"\nchapters = [\n  \"chapters/two.md\",\n  \"chapters/one.md\",\n]";
    assert_has(&file(&draft, "book.toml"), &[book]);
    assert_has(&file(&draft, "IMPORT.md"), &["it is none of the book's files"]);
}

#[test]
fn folders_of_other_tools_keep_their_order_parts_and_links() {
    let text = |text: &str| text.as_bytes().to_vec();
    let draft = import_all(
        &[
            ("book/manuscript/Book.txt", text("b.md\npart.md\na.md\nlast.txt\nz.md\n")),
            ("book/manuscript/part.md", text("-# Later\n")),
            (
                "book/manuscript/a.md",
                text("# A\n\nSee [B](b.md) and [Z](#zed).\n\nA> Aside.\n\n{title=\"X\"}\n    x\n"),
            ),
            ("book/manuscript/last.txt", text("-# Last\n\nAt last.\n")),
            ("book/manuscript/z.md", text("# Z {#zed}\n\nx\n")),
            ("book/manuscript/b.md", text("# Bee\n\nx\n")),
            ("book/manuscript/c.md", text("# C\n")),
        ],
        &["book"],
        Order::default(),
    );
    assert_builds(&draft);
    assert_has(
        &file(&draft, "book.toml"),
        &["  \"chapters/bee.md\",\n  { part = \"Later\", chapters = [\n    \"chapters/a.md\","],
    );
    assert_has(
        &file(&draft, "book.toml"),
        &["{ part = \"Last\", file = \"chapters/last.md\", chapters = [\n    \"chapters/z.md\","],
    );
    assert_has(&file(&draft, "chapters/last.md"), &["# Last\n\nAt last.\n"]);
    assert_has(&file(&draft, "chapters/a.md"), &["See [B](bee.md) and [Z](z.md#zed)."]);
    assert_has(
        &file(&draft, "IMPORT.md"),
        &[
            "2 lines stand of Leanpub in it as typed",
            "## `book/manuscript/c.md`\n\nNot imported: `Book.txt` does not list it.",
        ],
    );
    let draft = import_all(
        &[
            ("site/hugo.toml", text("title = \"Site\"\n")),
            ("site/content/tales/_index.md", text("---\ntitle: Tales\n---\n")),
            ("site/content/tales/a.md", text("---\ntitle: A\nweight: 2\n---\nx {{< y >}}\n")),
            ("site/content/tales/b.md", text("---\ntitle: B\nweight: 1\n---\nx\n")),
            ("site/content/tales/c.md", text("---\ntitle: C\ndraft: true\n---\nx\n")),
        ],
        &["site"],
        Order::default(),
    );
    assert_has(
        &file(&draft, "book.toml"),
        &[
            "title = \"Site\"",
            "  { part = \"Tales\", chapters = [\n    \"chapters/b.md\",\n    \"chapters/a.md\",\n  ] },",
        ],
    );
    let draft = import_all(
        &[
            ("blog/_posts/2020-01-02-b.md", text("---\ntitle: B\n---\n![](/assets/b.png)\n")),
            ("blog/assets/b.png", support::picture::png(4, 3)),
            ("blog/_config.yml", text("title: A Blog\nauthor:\n  email: a@example.org\n  name: Ann Author\n")),
            ("blog/_posts/2019-03-20-a.md", text("# A\n\nx\n")),
            ("blog/about.md", text("# About\n")),
        ],
        &["blog"],
        Order::default(),
    );
    assert_eq!(chapters(&draft), ["a", "b"]);
    assert_has(&file(&draft, "book.toml"), &["title = \"A Blog\"\nauthors = [\"Ann Author\"]\n"]);
    assert_has(&file(&draft, "chapters/b.md"), &["![](../images/b.png)"]);
    assert_has(&file(&draft, "chapters/a.md"), &["---\ndate: \"2019-03-20\"\n---\n\n# A\n"]);
    let draft = import_all(
        &[
            (
                "notes/One.md",
                text("# One\n\nSee [[Two words|two]], [[Two words#Late Hours|late]] and ![[map.png|A map]].\n"),
            ),
            ("notes/Two words.md", text("# Two\n\n## Late Hours\n\nx\n")),
            ("notes/pics/map.png", support::picture::png(4, 3)),
        ],
        &["notes"],
        Order::default(),
    );
    assert_builds(&draft);
    assert_has(
        &file(&draft, "chapters/one.md"),
        &["See [two](<two.md>), [late](<two.md#late-hours>) and ![A map](<../images/map.png>)."],
    );
}

#[test]
fn an_mdbook_is_imported_by_its_summary() {
    let files = [
        ("book/book.toml", "[book]\ntitle = \"The Ferry\"\nauthors = [\"Ann Author\"]\n"),
        ("book/src/SUMMARY.md", "# Summary\n\n[Before](z.md)\n\n- [One](b.md)\n  - [Two](c.md)\n- [Three](a.md)\n"),
        ("book/src/z.md", "# Before\n\nSee [there][two].\n\n[two]: c.html#x\n"),
        ("book/src/a.md", "# Three\n\n{{#include x.rs}}\n"),
        ("book/src/b.md", "# One\n\nx\n"),
        ("book/src/c.md", "# Two\n\n## X\n\nx\n"),
        ("book/src/d.md", "# Four\n\nx\n"),
    ];
    let files = files.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let draft = import_all(&files, &["book"], Order::default());
    assert_builds(&draft);
    let book = "title = \"The Ferry\"\nauthors = [\"Ann Author\"]\nlanguage = \"en\"\nchapters = [\n  \"chapters/before.md\",\n  \
                { part = \"One\", file = \"chapters/one.md\", chapters = [\n    \"chapters/two.md\",\n  ] },\n  \"chapters/three.md\",";
    assert_has(&file(&draft, "book.toml"), &[book]);
    assert_has(&file(&draft, "chapters/before.md"), &["[two]: two.md#x"]);
    let report =
        ["1 directive stands of mdBook in it as typed", "d.md`\n\nNot imported: `SUMMARY.md` does not list it."];
    assert_has(&file(&draft, "IMPORT.md"), &report);
}

#[test]
fn the_first_text_of_bookdown_says_what_the_book_is_and_places_are_those_of_all_texts() {
    let files = [
        (
            "b/index.Rmd",
            "---\ntitle: The Ferry\nauthor: Ann Author\nsite: bookdown::bookdown_site\n---\n\n# Before {-}\n\nSee \\@ref(x).\n",
        ),
        ("b/01.Rmd", "# One {#one}\n\nSee [two](#two-boats), [one](#one) and [nothing](#nothing).\n"),
        ("b/02.Rmd", "# Two boats\n\nSee [one](#one).\n"),
    ];
    let files = files.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let draft = import_all(&files, &["b"], Order::default());
    assert_builds(&draft);
    assert_has(&file(&draft, "book.toml"), &["title = \"The Ferry\"\nauthors = [\"Ann Author\"]\n"]);
    assert!(file(&draft, "chapters/before.md").starts_with("# Before\n\nSee"));
    assert_has(
        &file(&draft, "chapters/one.md"),
        &["[two](two-boats.md#two-boats), [one](#one) and [nothing](#nothing)"],
    );
    assert_has(&file(&draft, "chapters/two-boats.md"), &["[one](one.md#one)"]);
    assert_has(&file(&draft, "IMPORT.md"), &["1 reference stands of bookdown", "what is said of the whole book"]);
}
