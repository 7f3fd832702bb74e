//! What stands in the first paragraph of a page and is said of the text: `Title: The Field` and lines like it, or a title
//! with a byline under it.

use crate::import::Removed;
use crate::import::clean;
use crate::manifest::Facts;
use crate::manuscript::{Input, READERS, byline};
use crate::slug::key;
use crate::source::{Located, SourceId};
use crate::xml::Tree;

/// Takes it from the beginning of a text that is clean.
pub(super) fn take(tree: &mut Tree, facts: &mut Facts) -> Option<Removed> {
    let first = tree.root().elements().find(|block| !block.is_html("hr"))?;
    // What is all there is, is the text.
    let lines: Vec<String> = clean::lines(first).into_iter().filter(|line| !line.is_empty()).collect();
    if !first.is_html("p") || lines.len() < 2 || first.next_element().is_none() {
        return None;
    }
    let (said, what) = match &*lines {
        lines if is_header(lines) => (read(lines), "the header, which is front matter now"),
        [title, by] => (credited(title, by, facts)?, "the title and who wrote it, which the book says by itself"),
        _ => return None,
    };
    let first = first.id();
    // Its author says it, and for the rest the program of a site.
    *facts = said.or(std::mem::take(facts));
    tree.detach(first);
    Some(Removed { what: what.to_owned(), text: lines.join("\n") })
}

/// Tells whether each line says something of a text, and one of them how it is called or who wrote it.
fn is_header(lines: &[String]) -> bool {
    const LONGEST: usize = 24;
    let name = |line: &str| {
        let (name, said) = line.split_once(':')?;
        let is_name = name.len() <= LONGEST && name.starts_with(char::is_uppercase) && !said.trim().is_empty();
        is_name.then(|| name.trim().to_lowercase())
    };
    let names: Option<Vec<String>> = lines.iter().map(|line| name(line)).collect();
    names.is_some_and(|names| names.iter().any(|name| matches!(&**name, "title" | "author" | "authors")))
}

/// Reads the lines as those of a text file are read.
fn read(lines: &[String]) -> Facts {
    let reader = READERS.iter().find(|reader| reader.name == "plain text").expect("the table holds it");
    (reader.read)(&Input::new((lines.join("\n") + "\n\n").into(), SourceId::new(0), 0)).facts
}

/// Reads a title with a byline under it; the title of the page may name the site as well.
fn credited(title: &str, by: &str, facts: &Facts) -> Option<Facts> {
    const LONGEST: usize = 80;
    let authors = byline(by)?;
    let is_known = facts.title.as_ref().is_some_and(|known| key(&known.value).contains(&key(title)));
    if title.chars().count() > LONGEST || title.ends_with(['.', ',', ';', ':']) || facts.title.is_some() && !is_known {
        return None;
    }
    Some(Facts { title: Some(Located { value: title.to_owned(), span: None }), authors, ..Facts::default() })
}
