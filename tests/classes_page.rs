//! `docs/classes.md` lists every class that stylesheets may count on, as the table of classes has them.
//!
//! `UPDATE_EXPECT=1 cargo test --test classes_page` rewrites the page.

use bindery::resource::classes::{CLASSES, Class};

const PAGE: &str = "docs/classes.md";

const OPENING: &str = "\
# The classes, for stylesheets

Every page of a book has these classes and no others of the tool's making.
The default stylesheet sets them, and a stylesheet of your own may set them otherwise.

This page is made from `src/resource/classes.rs`, by `UPDATE_EXPECT=1 cargo test --test classes_page`.
";

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of a page on the disk")]
fn the_page_lists_every_class() {
    let expected = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(PAGE, &expected).expect("the folder of the page is there");
    }
    let found = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(found == expected, "{PAGE} is not what the table of classes says: rewrite it with UPDATE_EXPECT=1");
}

fn page() -> String {
    let mut page = OPENING.to_owned();
    let parts = [
        ("Classes that you write", "In Markdown: `[word]{.smallcaps}`, `::: {.letter}`.", true),
        ("Classes that the tool gives", "By what a text is, wherever it comes from.", false),
    ];
    for (title, about, is_authors) in parts {
        let heading = format!("\n## {title}\n\n{about}\n\n| class | on | what it is |\n|---|---|---|\n");
        page.push_str(&heading);
        page.extend(CLASSES.iter().filter(|class| class.is_authors == is_authors).map(row));
    }
    page
}

fn row(class: &Class) -> String {
    format!("| `{}` | {} | {} |\n", class.name, class.on, class.doc)
}
