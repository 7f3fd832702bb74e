//! `docs/classes.md` lists every class that stylesheets may count on, as the table of classes has them.
//!
//! `UPDATE_EXPECT=1 cargo test --test classes_page` rewrites the page.

use bindery::resource::classes::{self, Class, GROUPS, Group};

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
    page.push_str("\n## Classes that you write\n\nIn Markdown: `[word]{.smallcaps}`, `::: {.letter}`.\n");
    page.push_str(&table(classes::all().filter(|class| class.is_authors)));
    page.push_str("\n## Classes that the tool gives\n\nBy what a text is, wherever it comes from.\n");
    for Group { about, classes } in GROUPS {
        let rows = table(classes.iter().filter(|class| !class.is_authors));
        page.extend(["\n### ", about, "\n", &rows]);
    }
    page
}

fn table<'c>(classes: impl Iterator<Item = &'c Class>) -> String {
    "\n| class | on | what it is |\n|---|---|---|\n".to_owned() + &classes.map(row).collect::<String>()
}

fn row(class: &Class) -> String {
    format!("| `{}` | {} | {} |\n", class.name, class.on, class.doc)
}
