//! A saved page: its article without what surrounds it, and what the page says of it.
//!
//! What is hidden and what readers answered leaves first; then the article is found (`root`), by the marks of its site
//! (`sites`) or by its weight; what is clutter in it goes (`clutter`), and the rest is cleaned and divided as any text.
//! What goes is listed word for word, and where much of an article goes, that is an error (see `loss`).

mod address;
mod article;
mod asides;
mod breaks;
mod clutter;
mod comments;
mod credits;
mod facts;
mod header;
mod hidden;
mod json;
mod lists;
mod looks;
mod marks;
mod notes;
mod pictures;
mod places;
mod refusals;
mod root;
mod select;
mod sites;
mod weight;

use super::clean;
use super::front::Book;
use super::{Comments, Removed, Text, Work, chapters};
use crate::address::{has_scheme, is_absolute};
use crate::manifest::Facts;
use crate::manuscript::keep_body;
use crate::slug::key;
use crate::source::Located;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Imports a page; `known` is what its reader made of its head.
pub(super) fn import(mut tree: Tree, known: Facts, text: &Text) -> Work {
    let mut said = facts::read(tree.root());
    said.source = said.source.or_else(|| text.location.clone());
    let looks = looks::read(tree.root());
    let hidden_classes = hidden::classes(tree.root());
    keep_body(&mut tree);
    let mut work = Work { seen: seen(&tree), ..Work::default() };
    let has_password = tree.root().descendants().any(|node| {
        node.is_html("input") && node.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
    });
    work.removed.extend(hidden::take(&mut tree, &hidden_classes));
    looks::apply(&mut tree, &looks);
    let base = web_base(&said);
    let pictures = pictures::settle(&mut tree, base.as_deref(), text);
    absolute_links(&mut tree, base.as_deref());
    let comments = comments::take(&mut tree);
    let (footnotes, marks) = notes::take(&mut tree);
    work.removed.extend(marks);
    let cut = article::cut(&mut tree, &said, &mut work);
    breaks::rules(&mut tree);
    breaks::paragraphs(&mut tree);
    work.removed.extend(lists::make(&mut tree));
    places::settle(&mut tree);
    clean::clean(&mut tree);
    work.removed.extend(breaks::signs(&mut tree));
    let ends = clutter::trim(&mut tree);
    if !ends.is_empty() {
        let what = "links and labels at the ends of the article".to_owned();
        work.removed.push(Removed { what, text: ends.join("\n") });
    }
    if let Some(why) = refusals::find(&cut, &said.titles, &tree, has_password) {
        return Work { refused: Some(why), ..work };
    }
    footnotes.put_into(&mut tree);
    if let Some(comments) = comments {
        readers(comments, text.options.comments, &mut tree, &mut work);
    }
    let mut facts = settled(cut.facts, known, said, &tree);
    work.removed.extend(header::take(&mut tree, &mut facts));
    if cut.of_chapters.is_empty() {
        keep_heading(&mut tree, facts.title.as_ref());
    }
    let mut work = divide(tree, facts, cut.of_chapters, work);
    if let Some(story) = cut.story {
        put_into(story, &mut work);
    }
    if !pictures.is_empty() {
        work.pictures = pictures::keep_shown(pictures, &mut work.chapters);
    }
    work
}

/// Returns the texts of a page that a reader sees.
pub(super) fn seen(tree: &Tree) -> Vec<String> {
    let is_hidden = |node: &NodeRef<'_>| {
        matches!(node.html(), Some("script" | "style" | "template" | "iframe" | "object" | "title"))
    };
    let texts = tree.root().descendants().filter(|node| node.is_text());
    texts.filter(|node| !node.ancestors().any(|above| is_hidden(&above))).map(|node| node.text().to_owned()).collect()
}

/// Keeps what readers said behind the text, or says that it is left out.
fn readers(comments: comments::Comments, choice: Comments, tree: &mut Tree, work: &mut Work) {
    match choice {
        Comments::Keep => {
            let gone = comments.append_to(tree);
            let what = "forms and buttons among what readers said".to_owned();
            work.removed.push(Removed { what, text: gone.join("\n") });
        }
        Comments::Drop => {
            let count = if comments.count > 0 { format!(", {} in all", comments.count) } else { String::new() };
            let what = format!("what readers of the page said{count} (`--comments keep` keeps it behind the text)");
            work.removed.push(Removed { what, text: comments.text });
        }
    }
}

/// Returns where the page was on the web, or what its addresses begin with.
fn web_base(said: &facts::Said) -> Option<String> {
    match (&said.base, &said.source) {
        (Some(base), _) if base.contains("://") => Some(base.clone()),
        (Some(base), Some(source)) => address::join(source, base).or_else(|| Some(source.clone())),
        (_, source) => source.clone(),
    }
}

/// Makes links lead to where they led on the web.
fn absolute_links(tree: &mut Tree, base: Option<&str>) {
    let links: Vec<NodeId> = tree.root().descendants().filter(|node| node.is_html("a")).map(NodeRef::id).collect();
    for link in links {
        let address = tree.get(link).attribute("href").unwrap_or_default().trim().to_owned();
        let is_action = ["javascript:", "data:", "about:", "blob:"].iter().any(|scheme| address.starts_with(scheme));
        if is_action {
            tree.unset(link, "href");
        } else if let Some(whole) =
            base.filter(|_| !has_scheme(&address)).and_then(|base| address::join(base, &address))
        {
            tree.set(link, "href", &whole);
        }
    }
}

/// Joins all that is known of a text.
fn settled(own: Facts, known: Facts, said: facts::Said, tree: &Tree) -> Facts {
    let located = |value: Option<String>| value.map(|value| Located { value, span: None });
    let language =
        said.language.map(|tag| tag.replace('_', "-")).filter(|tag| oxilangtag::LanguageTag::parse(&**tag).is_ok());
    let first: String = tree.root().descendants().filter(|node| node.is_text()).map(NodeRef::text).take(40).collect();
    let first = key(&first);
    // What merely repeats the beginning of the text is no summary of it.
    let repeats = |summary: &String| {
        let own: String = key(summary).chars().take(50).collect();
        own.is_empty() || first.contains(&own)
    };
    let subtitle = own.subtitle.as_ref().map(|subtitle| key(&subtitle.value));
    let summary = said.summary.filter(|summary| !repeats(summary) && subtitle != Some(key(summary)));
    let from_head = Facts {
        source: located(said.source),
        language: located(language),
        summary: located(summary),
        direction: said.direction,
        ..Facts::default()
    };
    let mut facts = own.or(from_head).or(Facts { summary: None, ..known });
    // Some sites name themselves for the author, or the author's page.
    let site = said.site.as_deref().map(key);
    facts.authors.retain(|person| !is_absolute(&person.name) && site != Some(key(&person.name)));
    facts
}

/// Makes the only heading of the first order one of the second, where it is not the title: it heads the text still.
fn keep_heading(tree: &mut Tree, title: Option<&Located<String>>) {
    let firsts: Vec<NodeRef<'_>> = tree.root().elements().filter(|block| block.is_html("h1")).collect();
    let Some((only, title)) = firsts.first().zip(title).filter(|_| firsts.len() == 1) else { return };
    let is_title = key(&title.value).contains(&key(&clean::label(*only)));
    let id = only.id();
    if !is_title {
        tree.rename(id, &Name::html("h2"));
    }
}

/// Makes a page one chapter of a story.
fn put_into(story: String, work: &mut Work) {
    for chapter in &mut work.chapters {
        chapter.parts.insert(0, story.clone());
    }
    let said = |said: &Option<Located<String>>| said.as_ref().map(|said| said.value.clone());
    work.book = Some(Box::new(Book {
        title: story,
        authors: work.facts.authors.clone(),
        rights: said(&work.facts.rights),
        description: said(&work.facts.summary),
        sources: said(&work.facts.source).into_iter().collect(),
        ..Book::default()
    }));
}

/// Divides a text, at its headings of the first order where something is said of each chapter.
fn divide(tree: Tree, facts: Facts, of_chapters: Vec<(String, Facts)>, mut work: Work) -> Work {
    let has_chapters = !of_chapters.is_empty();
    let divided = if has_chapters { chapters::divide_at_chapters(tree, facts) } else { chapters::divide(tree, facts) };
    work.facts = divided.facts;
    work.chapters = divided.chapters;
    work.removed.extend(asides::give(of_chapters, &mut work.chapters));
    // What is said before the first of several chapters, and behind the last, stands there.
    if let [first, .., last] = &mut *work.chapters {
        first.facts.notes_before = asides::both(work.facts.notes_before.take(), first.facts.notes_before.take());
        first.facts.summary = asides::both(work.facts.summary.clone(), first.facts.summary.take());
        last.facts.notes_after = asides::both(last.facts.notes_after.take(), work.facts.notes_after.take());
    }
    work.removed.extend(divided.removed);
    work.remarks.extend(divided.remarks);
    work
}
