//! What the head of an FB2 book says of it.

use super::{child, is, target, words};
use crate::import::front::{Book, is_date};
use crate::manifest::{Person, Series};
use crate::xml::NodeRef;

pub(super) struct Described {
    pub book: Book,
    /// The id of the picture on the front.
    pub cover: Option<String>,
    /// What concerns the file and not the book.
    pub about_the_file: String,
}

/// Reads the head.
pub(super) fn read(whole: NodeRef<'_>) -> Described {
    let description = child(whole, "description");
    let part = |name: &str| description.and_then(|description| child(description, name));
    let (title, publishing, document) = (part("title-info"), part("publish-info"), part("document-info"));
    let of = |part: Option<NodeRef<'_>>, name: &str| {
        part.and_then(|part| child(part, name)).map(words).filter(|text| !text.is_empty())
    };
    let people = |name: &'static str, role: &'static str| {
        let all = title.into_iter().flat_map(NodeRef::elements).filter(move |node| is(*node, name));
        all.filter_map(move |node| person(node, role)).collect::<Vec<_>>()
    };
    let keywords = of(title, "keywords").unwrap_or_default();
    let date = title.and_then(|title| child(title, "date"));
    let date = date.and_then(|date| date.attribute("value").map(str::to_owned).or_else(|| Some(words(date))));
    let book = Book {
        title: of(title, "book-title").unwrap_or_default(),
        authors: people("author", "aut"),
        contributors: people("translator", "trl"),
        language: of(title, "lang").unwrap_or_default(),
        identifiers: of(publishing, "isbn").and_then(|isbn| isbn_of(&isbn)).into_iter().collect(),
        publisher: of(publishing, "publisher"),
        date: of(publishing, "year").or(date).filter(|date| is_date(date)),
        description: of(title, "annotation"),
        subjects: keywords.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect(),
        series: title.and_then(|title| child(title, "sequence")).and_then(series),
        ..Book::default()
    };
    let cover = title.and_then(|title| child(title, "coverpage")).and_then(|cover| cover.elements().next());
    let cover = cover.and_then(target).map(str::to_owned);
    let about_the_file = document.map(|document| document.elements().map(words).collect::<Vec<_>>().join("\n"));
    Described { book, cover, about_the_file: about_the_file.unwrap_or_default() }
}

fn person(node: NodeRef<'_>, role: &str) -> Option<Person> {
    let part = |name: &str| child(node, name).map(words).filter(|text| !text.is_empty());
    let (first, middle, last) = (part("first-name"), part("middle-name"), part("last-name"));
    let names: Vec<&str> = [&first, &middle, &last].into_iter().flatten().map(String::as_str).collect();
    if names.is_empty() {
        return part("nickname").map(|name| Person::new(name, role));
    }
    let given: Vec<&str> = [&first, &middle].into_iter().flatten().map(String::as_str).collect();
    let file_as = last.as_ref().filter(|_| !given.is_empty()).map(|last| format!("{last}, {}", given.join(" ")));
    Some(Person { file_as, ..Person::new(names.join(" "), role) })
}

fn series(node: NodeRef<'_>) -> Option<Series> {
    let name = node.attribute("name").filter(|name| !name.is_empty())?.to_owned();
    let number = node.attribute("number").filter(|number| number.parse::<f64>().is_ok()).map(str::to_owned);
    Some(Series { name, number })
}

/// Returns an ISBN as manifests have it, where its digits are as many as one has.
fn isbn_of(text: &str) -> Option<String> {
    let digits = text.chars().filter(char::is_ascii_alphanumeric).count();
    matches!(digits, 10 | 13).then(|| format!("isbn:{text}"))
}
