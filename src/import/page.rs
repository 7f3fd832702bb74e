//! A saved page: its article without what surrounds it, and what the page says of it.
//!
//! What is hidden and what readers answered leaves first; then the article is found (`root`), by the marks of its site
//! (`sites`) or by its weight; what is clutter in it goes (`clutter`), and the rest is cleaned and divided as any text.
//! What goes is listed word for word, and where much of an article goes, that is an error (see `loss`).

mod address;
mod clutter;
mod comments;
mod credits;
mod facts;
mod hidden;
mod json;
mod looks;
mod marks;
mod notes;
mod pictures;
mod places;
mod root;
mod select;
mod sites;
mod weight;

use super::clean;
use super::{Comments, Removed, Text, Work, chapters, markdown};
use crate::address::has_scheme;
use crate::manifest::{Direction, Facts};
use crate::manuscript::{keep_body, ornament};
use crate::slug::key;
use crate::source::Located;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use select::Index;
use weight::Weights;

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
    work.embedded = pictures::settle(&mut tree, base.as_deref());
    work.embedded.extend(text.embedded.iter().cloned());
    absolute_links(&mut tree, base.as_deref());
    let comments = comments::take(&mut tree);
    let (footnotes, marks) = notes::take(&mut tree);
    work.removed.extend(marks);
    let cut = cut(&mut tree, &said, &mut work);
    rules(&mut tree);
    places::settle(&mut tree);
    clean::clean(&mut tree);
    work.removed.extend(signs(&mut tree));
    let ends = clutter::trim(&mut tree);
    if !ends.is_empty() {
        let what = "links and labels at the ends of the article".to_owned();
        work.removed.push(Removed { what, text: ends.join("\n") });
    }
    if let Some(why) = no_article(&cut, &tree, has_password) {
        return Work { refused: Some(why), ..work };
    }
    footnotes.put_into(&mut tree);
    if let Some(comments) = comments {
        readers(comments, text.options.comments, &mut tree, &mut work);
    }
    let facts = settled(cut.facts, known, said, &tree);
    if !cut.has_chapters {
        keep_heading(&mut tree, facts.title.as_ref());
    }
    divide(tree, facts, cut.has_chapters, work)
}

/// Returns the texts of a page that a reader sees.
pub(super) fn seen(tree: &Tree) -> Vec<String> {
    let is_hidden = |node: &NodeRef<'_>| {
        matches!(node.html(), Some("script" | "style" | "template" | "iframe" | "object" | "title"))
    };
    let texts = tree.root().descendants().filter(|node| node.is_text());
    texts.filter(|node| !node.ancestors().any(|above| is_hidden(&above))).map(|node| node.text().to_owned()).collect()
}

/// What was cut out of a page.
#[derive(Debug, Default)]
struct Cut {
    facts: Facts,
    has_chapters: bool,
    /// How many letters of links the page has, and how many others.
    linked: f32,
    plain: f32,
}

/// Leaves nothing but the article in a tree.
fn cut(tree: &mut Tree, said: &facts::Said, work: &mut Work) -> Cut {
    let index = Index::new(tree);
    let weights = Weights::of(tree);
    let article = root::find(tree, &index, &weights);
    let roots: Vec<NodeRef<'_>> = article.roots.iter().map(|id| tree.get(*id)).collect();
    let mut credits = credits::decide(&index, said, &article, &roots);
    credits.facts.direction = roots.iter().find_map(|root| direction(*root));
    let mut cut = Cut { facts: credits.facts, ..Cut::default() };
    for top in tree.root().elements() {
        let weight = weights.get(top);
        cut.linked += weight.linked;
        cut.plain += weight.plain;
    }
    let site = article.site;
    // Where a page has several texts, the title of each begins a chapter.
    let titles =
        if article.roots.len() > 1 && site.chapters.is_empty() { titles(&index, &article) } else { Vec::new() };
    let marked_chapters = index.all(site.chapters).into_iter().map(NodeRef::id);
    let marked_chapters: Vec<NodeId> = marked_chapters.chain(titles).collect();
    let notes: Vec<NodeId> = index.all(site.notes).into_iter().map(NodeRef::id).collect();
    let summary = index.first(site.summary).map(NodeRef::id);
    drop(index);
    cut.has_chapters = marked_chapters.len() > 1 && set_chapters(tree, &marked_chapters, &article.roots);
    said_by_author(tree, &notes, summary, &article.roots, &mut cut.facts);
    if article.is_marked && !site.marks.is_empty() {
        work.remarks.push(format!("the text was found by the marks of {}", site.name));
    }
    let mut shown: Vec<String> = Vec::new();
    for id in credits.shown {
        shown.extend(clutter::shown(tree.get(id)));
        tree.detach(id);
    }
    if !shown.is_empty() {
        let what = "the title, who wrote it and when, which the book says by itself".to_owned();
        work.removed.push(Removed { what, text: shown.join("\n") });
    }
    let pruned = clutter::prune(tree, &article.roots, &site, &weights);
    work.removed.extend(pruned.removed);
    work.omitted = pruned.omitted;
    let around = keep_only(tree, &article.roots);
    if !around.is_empty() {
        let what = "what stands around the article".to_owned();
        work.removed.push(Removed { what, text: around.join("\n") });
    }
    cut
}

/// Makes rules of what parts scenes by its role alone.
fn rules(tree: &mut Tree) {
    let is_rule = |node: &NodeRef<'_>| {
        node.attribute("role") == Some("separator") && !node.is_html("hr") && clutter::shown(*node).is_empty()
    };
    for id in tree.root().descendants().filter(is_rule).map(NodeRef::id).collect::<Vec<_>>() {
        let rule = tree.create_element(&Name::html("hr"), None);
        tree.insert_before(id, rule);
        tree.detach(id);
    }
}

/// Makes rules of scene breaks that are written with letters, such as `xXx`, and one of several; returns the letters.
fn signs(tree: &mut Tree) -> Option<Removed> {
    let mut said = Vec::new();
    let blocks: Vec<NodeId> = tree.root().elements().map(NodeRef::id).collect();
    let mut after_rule = false;
    for id in blocks {
        let node = tree.get(id);
        let text = node.text_content();
        let is_sign = node.is_html("p")
            && ornament::is_break(text.trim(), true)
            && !node.descendants().any(|inner| inner.is_html("img"));
        let is_rule = node.is_html("hr") || is_sign;
        if is_sign {
            said.push(text);
        }
        if is_rule && after_rule {
            tree.detach(id);
        } else if is_sign {
            let rule = tree.create_element(&Name::html("hr"), None);
            tree.insert_before(id, rule);
            tree.detach(id);
        }
        after_rule = is_rule;
    }
    let what = "the signs of scene breaks, which are breaks now".to_owned();
    (!said.is_empty()).then(|| Removed { what, text: said.join("\n") })
}

/// Returns the titles of several texts, one for each.
fn titles(index: &Index<'_>, article: &root::Article) -> Vec<NodeId> {
    let titles = article.site.title.iter().map(|selector| index.select(selector));
    let titles = titles.into_iter().find(|found| found.len() == article.roots.len());
    titles.into_iter().flatten().map(NodeRef::id).collect()
}

/// Returns which way an element is read.
fn direction(root: NodeRef<'_>) -> Option<Direction> {
    let said = std::iter::once(root).chain(root.ancestors()).find_map(|node| node.attribute("dir"))?;
    match said.to_ascii_lowercase().as_str() {
        "rtl" => Some(Direction::RightToLeft),
        "ltr" => Some(Direction::LeftToRight),
        _ => None,
    }
}

/// Leaves the content of some elements, one after the other; returns the words of all else.
fn keep_only(tree: &mut Tree, roots: &[NodeId]) -> Vec<String> {
    let document = tree.document();
    if roots == [document] {
        return Vec::new();
    }
    let kept = tree.create_element(&Name::html("div"), None);
    for root in roots {
        let mark = tree.create_element(&Name::html("div"), None);
        tree.move_children(*root, mark);
        tree.append(kept, mark);
    }
    let around = tree.root().children().flat_map(clutter::shown).collect();
    let others: Vec<NodeId> = tree.root().children().map(NodeRef::id).collect();
    for other in others {
        tree.detach(other);
    }
    tree.move_children(kept, document);
    around
}

/// Makes headings of the first order of what chapters begin with; tells whether each is at its place.
fn set_chapters(tree: &mut Tree, headings: &[NodeId], roots: &[NodeId]) -> bool {
    for heading in headings {
        let node = tree.get(*heading);
        let is_in = |root: &&NodeId| node.ancestors().any(|above| above.id() == **root);
        if roots.iter().any(|root| is_in(&root)) {
            tree.rename(*heading, &Name::html("h1"));
            continue;
        }
        // It stands beside the box of its post: the nearest that holds both is the post.
        let post = node.ancestors().find_map(|above| {
            roots.iter().copied().find(|root| tree.get(*root).ancestors().any(|up| up.id() == above.id()))
        });
        let Some(post) = post else { return false };
        let copy = tree.create_element(&Name::html("h1"), None);
        let words = clean::label(tree.get(*heading));
        tree.append_text(copy, &words, None);
        tree.detach(*heading);
        tree.prepend(post, copy);
    }
    true
}

/// Takes the notes of the author and the summary, wherever they stand, for what is said of the text.
fn said_by_author(tree: &mut Tree, notes: &[NodeId], summary: Option<NodeId>, roots: &[NodeId], facts: &mut Facts) {
    let middle = roots.first().map(|root| {
        let inner: Vec<NodeId> = tree.get(*root).descendants().map(NodeRef::id).collect();
        inner.get(inner.len() / 2).copied().unwrap_or(*root)
    });
    let (mut before, mut after): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for note in notes {
        if tree.get(*note).parent().is_none() || Some(*note) == summary {
            continue;
        }
        let words = as_markdown(tree, *note);
        let is_before = middle.is_some_and(|middle| *note < middle);
        if is_before {
            before.push(words);
        } else {
            after.push(words);
        }
        tree.detach(*note);
    }
    let said = |texts: Vec<String>| {
        let value = texts.join("\n\n");
        (!value.trim().is_empty()).then_some(Located { value, span: None })
    };
    facts.notes_before = said(before);
    facts.notes_after = said(after);
    if let Some(summary) = summary.filter(|summary| tree.get(*summary).parent().is_some()) {
        facts.summary = said(vec![as_markdown(tree, summary)]);
        tree.detach(summary);
    }
}

fn as_markdown(tree: &Tree, id: NodeId) -> String {
    let mut part = tree.for_part();
    let document = part.document();
    for child in tree.get(id).children() {
        part.append_copy(document, child);
    }
    clean::clean(&mut part);
    markdown::write(part.root()).trim().to_owned()
}

/// Says why there is no article on a page, where there is none.
fn no_article(cut: &Cut, tree: &Tree, has_password: bool) -> Option<String> {
    const FEW: usize = 200;
    let texts = tree.root().descendants().filter(|node| node.is_text());
    let left: usize = texts.map(|node| node.text().chars().filter(|letter| letter.is_alphanumeric()).count()).sum();
    let is_empty = left == 0 && !tree.root().descendants().any(|node| node.is_html("img"));
    if has_password && left < FEW {
        return Some("it asks for a password: it was saved before anybody had logged in".to_owned());
    }
    if is_empty {
        return Some("there is no article on the page".to_owned());
    }
    let is_list = cut.linked > 200.0 && cut.plain < cut.linked / 3.0 && cut.plain < 400.0;
    is_list.then(|| "there is no article on the page, but links to other pages".to_owned())
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
    let from_head = Facts {
        source: located(said.source),
        language: located(language),
        summary: located(said.summary.filter(|summary| !repeats(summary))),
        direction: said.direction,
        ..Facts::default()
    };
    let is_subtitle = |summary: &Located<String>| {
        own.subtitle.as_ref().is_some_and(|subtitle| key(&subtitle.value) == key(&summary.value))
    };
    let from_head = Facts { summary: from_head.summary.clone().filter(|summary| !is_subtitle(summary)), ..from_head };
    let own_authors = !own.authors.is_empty();
    let mut facts = own.or(from_head).or(Facts { summary: None, ..known });
    if !own_authors {
        facts.authors.retain(|person| !crate::address::is_absolute(&person.name));
    }
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

fn divide(tree: Tree, facts: Facts, has_chapters: bool, mut work: Work) -> Work {
    let divided = if has_chapters { chapters::divide_at_chapters(&tree, facts) } else { chapters::divide(tree, facts) };
    work.facts = divided.facts;
    work.chapters = divided.chapters;
    // What is said before the first of several chapters, and behind the last, stands there.
    if let [first, .., last] = &mut *work.chapters {
        first.facts.notes_before = work.facts.notes_before.take().or(first.facts.notes_before.take());
        first.facts.summary = first.facts.summary.take().or(work.facts.summary.clone());
        last.facts.notes_after = work.facts.notes_after.take().or(last.facts.notes_after.take());
    }
    work.removed.extend(divided.removed);
    work.remarks.extend(divided.remarks);
    work
}
