//! A chapter as the Markdown that it stays, with the places of addresses that wait for the names of files.
//!
//! A chapter is written when its source was read, and what its links lead to is known when all were. So the writer is given
//! addresses between marks, which then leave: a noncharacter of Unicode that the chapter has nowhere.

use super::front::with_date;
use super::layouts::Arranged;
use super::said::Field;
use super::{Body, Chapter, Work, markdown, places};
use crate::address::{decode, has_scheme};
use crate::manifest::front_matter;
use crate::manuscript::{Input, READERS};
use crate::source::SourceId;
use crate::xml::{NodeId, NodeRef, Tree, escape_attribute};
use pulldown_cmark::Parser;
use std::collections::HashMap;
use std::ops::Range;

/// A chapter that is written but for some addresses.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub text: String,
    /// In their order.
    pub waiting: Vec<Waiting>,
}

/// An address that may become another.
#[derive(Debug)]
pub(super) struct Waiting {
    /// Where it stands in the text, as it is written there.
    pub place: Range<usize>,
    form: Form,
    pub to: To,
}

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// A chapter of the same source, and perhaps a place in it.
    Chapter(usize, Option<String>),
    /// A picture of the same source.
    Picture(usize),
    /// Perhaps another source.
    Text(String),
    /// Perhaps a picture beside the source.
    Beside(String),
}

/// How an address is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As Markdown has it, in angle brackets where it must.
    Markdown,
    Html,
    /// As its author wrote it, whatever stands around it.
    AsItIs,
}

impl Waiting {
    /// Returns another address as it is written in its place.
    pub(super) fn write(&self, address: String) -> String {
        match self.form {
            Form::Markdown => markdown::address(&address),
            Form::Html => {
                let mut out = String::new();
                escape_attribute(&address, &mut out);
                out
            }
            Form::AsItIs => address,
        }
    }
}

impl Written {
    /// Returns the text without the addresses.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        words(&self.text, &self.waiting)
    }
}

/// Returns what a text has beside the addresses in it.
pub(super) fn words<'a>(text: &'a str, waiting: &'a [Waiting]) -> impl Iterator<Item = &'a str> {
    let starts = std::iter::once(0).chain(waiting.iter().map(|waiting| waiting.place.end));
    let ends = waiting.iter().map(|waiting| waiting.place.start).chain([text.len()]);
    starts.zip(ends).filter_map(|(start, end)| text.get(start..end))
}

/// Writes the chapters of a work; its folder says the rest of what is known of it. The addresses in its trees are of no
/// use afterwards.
pub(super) fn write(work: &mut Work, arranged: &Arranged) -> Vec<Written> {
    let date = arranged.said.text(Field::Date);
    let (chapters, pictures) = (work.chapters.len(), work.pictures.len());
    let write = |(index, Chapter { facts, body, .. }): (usize, &mut Chapter)| match body {
        Body::Verbatim(text) => {
            let text = std::mem::take(text);
            let text = match date.filter(|_| facts.date.is_none()) {
                Some(date) => with_date(text, date),
                None => text,
            };
            of_markdown(text, arranged)
        }
        Body::Tree(tree) => of_tree(tree, &Own { index, chapters, pictures }),
    };
    work.chapters.iter_mut().enumerate().map(write).collect()
}

/// What a source has of its own: chapters, one of which it is about, and pictures.
struct Own {
    index: usize,
    chapters: usize,
    pictures: usize,
}

/// Writes a tree.
fn of_tree(tree: &mut Tree, own: &Own) -> Written {
    let found = if ["a", "img", "audio", "video"].iter().any(|name| tree.has_name(name)) {
        addresses(tree, own)
    } else {
        Vec::new()
    };
    if found.is_empty() {
        return Written { text: markdown::write(tree.root()), waiting: Vec::new() };
    }
    let mark = mark_for(tree);
    for (index, (id, attribute, _)) in found.iter().enumerate() {
        let address = tree.get(*id).attribute(attribute).unwrap_or_default();
        let marked = format!("{mark}{index}{mark}{address}{mark}");
        tree.set(*id, attribute, &marked);
    }
    unmark(&markdown::write(tree.root()), mark, found.into_iter().map(|(_, _, to)| to).collect())
}

/// Returns the addresses of a tree that may become others; those that lead nowhere leave.
fn addresses(tree: &mut Tree, own: &Own) -> Vec<(NodeId, &'static str, To)> {
    let mut found = Vec::new();
    for id in tree.root().descendant_ids() {
        for attribute in ["href", "src", "poster"] {
            let node = tree.get(id);
            let Some(address) = node.attribute(attribute) else { continue };
            let to = match (places::as_chapter(address), places::as_picture(address)) {
                (Some((chapter, Some(place))), _) if chapter == own.index => {
                    let address = format!("#{place}");
                    tree.set(id, attribute, &address);
                    continue;
                }
                (Some((chapter, place)), _) if chapter < own.chapters => To::Chapter(chapter, place.map(str::to_owned)),
                (_, Some(picture)) if picture < own.pictures => To::Picture(picture),
                (Some(_), _) | (_, Some(_)) => {
                    tree.unset(id, attribute);
                    continue;
                }
                _ if attribute == "href" && node.is_html("a") && may_lead_to_text(address) => {
                    To::Text(address.to_owned())
                }
                _ if attribute == "src" && node.is_html("img") && !address.is_empty() => To::Beside(address.to_owned()),
                _ => continue,
            };
            found.push((id, attribute, to));
        }
    }
    found
}

fn may_lead_to_text(address: &str) -> bool {
    let is_web = || address.starts_with("https:") || address.starts_with("http:");
    !address.is_empty() && !address.starts_with('#') && (!has_scheme(address) || is_web())
}

/// Returns a character that stands nowhere in a tree.
fn mark_for(tree: &Tree) -> char {
    let is_free = |mark: &char| {
        tree.root().descendants().all(|node| {
            !node.text().contains(*mark) && node.attributes().all(|attribute| !attribute.value.contains(*mark))
        })
    };
    ('\u{FDD0}'..='\u{FDEF}').find(is_free).unwrap_or('\u{FFFF}')
}

/// Takes the marks out of a text.
fn unmark(marked: &str, mark: char, found: Vec<To>) -> Written {
    let mut found: Vec<Option<To>> = found.into_iter().map(Some).collect();
    let mut written = Written { text: String::with_capacity(marked.len()), waiting: Vec::new() };
    let mut parts = marked.split(mark);
    written.text.push_str(parts.next().unwrap_or_default());
    // A number, an address, and what follows it.
    while let (Some(number), Some(address)) = (parts.next(), parts.next()) {
        let after = parts.next().unwrap_or_default();
        let mut place = written.text.len()..written.text.len() + address.len();
        let is_bracketed = written.text.ends_with("(<") && after.starts_with('>');
        let form = if written.text.ends_with('"') { Form::Html } else { Form::Markdown };
        written.text.extend([address, after]);
        if is_bracketed {
            place = place.start - 1..place.end + 1;
        }
        if let Some(to) = number.parse().ok().and_then(|number: usize| found.get_mut(number)?.take()) {
            written.waiting.push(Waiting { place, form, to });
        }
    }
    written
}

/// Finds the addresses in Markdown that stays as it is otherwise.
fn of_markdown(text: String, arranged: &Arranged) -> Written {
    let has_pictures = text.contains("![") || text.contains("<img");
    if !has_pictures && !text.contains("](") && !has_definitions(&text) {
        return Written { text, waiting: Vec::new() };
    }
    let start = front_matter::read(&text, &[], |_| None).end;
    let tree = (READERS[0].read)(&Input::new(text.as_str().into(), SourceId::new(0), start)).tree;
    let mut waiting: Vec<Waiting> =
        tree.root().descendants().filter_map(|node| waiting(node, &text, arranged)).collect();
    waiting.extend(definitions(&tree, &text, start, arranged));
    waiting.sort_by_key(|waiting| (waiting.place.start, waiting.place.end));
    let mut end = 0;
    waiting.retain(|waiting| {
        let is_apart = waiting.place.start >= end;
        end = end.max(waiting.place.end);
        is_apart
    });
    Written { text, waiting }
}

/// Returns what a link or a picture leads to, where that may be a source or stand beside one.
fn lead<'n>(node: NodeRef<'n>, arranged: &Arranged) -> Option<(&'n str, To)> {
    let (address, to) = match node.html()? {
        "a" => {
            let address = node.attribute("href")?;
            let to =
                in_other_text(address, arranged).or_else(|| may_lead_to_text(address).then(|| address.to_owned()))?;
            (address, To::Text(to))
        }
        "img" => node.attribute("src").filter(|to| !has_scheme(to)).map(|to| (to, To::Beside(to.to_owned())))?,
        _ => return None,
    };
    (!address.is_empty()).then_some((address, to))
}

/// Returns the address of a place that another text of the same folder has.
fn in_other_text(address: &str, arranged: &Arranged) -> Option<String> {
    let place = address.strip_prefix('#')?;
    let path = arranged.places.as_ref()?.get(place).filter(|path| **path != arranged.path)?;
    Some(format!("{}{address}", path.file_name()))
}

/// Tells whether a text may define what names in brackets lead to; those of notes lead nowhere else.
fn has_definitions(text: &str) -> bool {
    let mut starts = text.lines().map(str::trim_start).filter(|line| line.starts_with('[') && !line.starts_with("[^"));
    starts.any(|line| line.contains("]:"))
}

/// Finds the addresses that stand below the text and are named in it: `[name]: address`.
fn definitions(tree: &Tree, text: &str, start: usize, arranged: &Arranged) -> Vec<Waiting> {
    if !has_definitions(text) {
        return Vec::new();
    }
    let leads = tree.root().descendants().filter_map(|node| lead(node, arranged));
    let to: HashMap<String, To> = leads.map(|(address, to)| (decode(address), to)).collect();
    let parser = Parser::new(&text[start..]);
    let definitions = parser.reference_definitions().iter().filter_map(|(_, definition)| {
        let to = to.get(&decode(&definition.dest))?.clone();
        let whole = &text[start..][definition.span.clone()];
        let name = whole.find("]:")? + 2;
        let at = start + definition.span.start + name + whole[name..].find(&*definition.dest)?;
        Some(Waiting { place: at..at + definition.dest.len(), form: Form::AsItIs, to })
    });
    definitions.collect()
}

fn waiting(node: NodeRef<'_>, text: &str, arranged: &Arranged) -> Option<Waiting> {
    let (address, to) = lead(node, arranged)?;
    let range = node.span()?.range();
    // What stands before it tells it from the same words in a title or a text.
    let whole = text.get(range.clone())?;
    // That of a name in brackets stands below the text.
    if !whole.contains("](") && !whole.starts_with('<') {
        return None;
    }
    let find = |address: &str| {
        let before = |before: &&str| Some(whole.rfind(&format!("{before}{address}"))? + before.len());
        let at = ["](", "](<", "=\"", "='", ""].iter().find_map(before)? + range.start;
        Some(at..at + address.len())
    };
    let place = find(address).or_else(|| find(&decode(address)))?;
    Some(Waiting { place, form: Form::AsItIs, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_html;

    fn written(page: &str) -> Written {
        let mut tree = parse_html(&page.into(), |_| None).expect("a page");
        crate::manuscript::keep_body(&mut tree);
        of_tree(&mut tree, &Own { index: 0, chapters: 2, pictures: 1 })
    }

    fn replaced(written: &Written, address: &str) -> String {
        let mut text = written.text.clone();
        for waiting in written.waiting.iter().rev() {
            text.replace_range(waiting.place.clone(), &waiting.write(address.to_owned()));
        }
        text
    }

    #[test]
    fn addresses_are_found_where_they_are_written() {
        let page = "<p><a href='a (b).html'>A</a> <img src=c.png> <a href='#d'>D</a> <a href=import:chapter/0#e>E</a> \
                    <a href=import:chapter/1#f>F</a> <img src=import:picture/0> <a href=import:chapter/7>G</a> \
                    &#xFDD0;</p><figure><img src='h&amp;i.png'></figure>";
        let written = written(page);
        assert_eq!(
            written.text,
            "[A](<a (b).html>) ![](c.png) [D](#d) [E](#e) [F](import:chapter/1#f) ![](import:picture/0) <a>G</a> \u{FDD0}\n\n\
             <figure><img src=\"h&amp;i.png\"/></figure>\n"
        );
        assert_eq!(
            replaced(&written, "x&y"),
            "[A](x&y) ![](x&y) [D](#d) [E](#e) [F](x&y) ![](x&y) <a>G</a> \u{FDD0}\n\n\
             <figure><img src=\"x&amp;y\"/></figure>\n"
        );
        let to: Vec<&To> = written.waiting.iter().map(|waiting| &waiting.to).collect();
        assert_eq!(to[2], &To::Chapter(1, Some("f".to_owned())));
        assert_eq!((to[3], to[4]), (&To::Picture(0), &To::Beside("h&i.png".to_owned())));
    }

    #[test]
    fn addresses_in_markdown_are_found_in_their_elements() {
        let text = "---\ntitle: a.md\n---\n[a.md](a.md \"a.md\") ![](<b c.png>) [x](https://example.org/y) [z](mailto:z) \
             ![d][] [e.md]\n\n[d]: <d d.png> 'd d.png'\n[e.md]: e.md\n[f]: f.md\n";
        let written = of_markdown(text.to_owned(), &Arranged::plain(crate::world::BookPath::own("a.md")));
        assert_eq!(
            replaced(&written, "NEW"),
            "---\ntitle: a.md\n---\n[a.md](NEW \"a.md\") ![](<NEW>) [x](NEW) [z](mailto:z) \
             ![d][] [e.md]\n\n[d]: <NEW> 'd d.png'\n[e.md]: NEW\n[f]: f.md\n"
        );
        assert_eq!(written.words().count(), written.waiting.len() + 1);
    }
}
