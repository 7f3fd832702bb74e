//! `docs/manifest.md` lists every key of a manifest, as the table of keys has them.
//!
//! `UPDATE_EXPECT=1 cargo test --test manifest_page` rewrites the page.

use bindery::manifest::{Key, Row, keys};
use std::fmt::Write;

const PAGE: &str = "docs/manifest.md";

const OPENING: &str = "\
# The manifest, key by key

`book.toml` says what a book is made of.
One table must be there, `[book]`, with a `title`, a `language` and `chapters`.
Everything else has a default, and a key that is not in this list is an error, with the nearest one that is.
Chapters may say the keys of [a chapter](#a-chapter) themselves, as front matter: YAML between `---` or TOML between `+++`.

This page is made from the table that the reader of manifests uses (`src/manifest/keys.rs`), by
`UPDATE_EXPECT=1 cargo test --test manifest_page`.
";

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of a page on the disk")]
fn the_page_lists_every_key() {
    let expected = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(PAGE, &expected).expect("the folder of the page is there");
    }
    let found = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(found == expected, "{PAGE} is not what the table of keys says: rewrite it with UPDATE_EXPECT=1");
}

fn page() -> String {
    let mut page = OPENING.to_owned();
    let mut table = "";
    for Row { table: of, key } in keys() {
        if table != of.name {
            table = of.name;
            let title = if table.starts_with('[') { format!("`{table}`") } else { capitalised(table) };
            let _ = write!(page, "\n## {title}\n\n{}\n\n", of.doc);
        }
        page.push_str(&row(key));
    }
    page
}

/// Returns an entry of a list: a table of so much would be too wide for an e-reader.
fn row(key: &Key) -> String {
    let names: Vec<String> = [key.name].iter().chain(key.synonyms).map(|name| format!("`{name}`")).collect();
    let (wants, doc, name, example) = (key.kind.wants(), key.doc, key.name, key.example);
    format!("- **{}**: {wants}.\\\n  {doc}\\\n  `{name} = {example}`\n", names.join(" or "))
}

fn capitalised(name: &str) -> String {
    let name = name.replace('`', "");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
