//! Plain text: the reader of the manuscript finds paragraphs, verse and headings; here the wrapper around it is cut off,
//! with what a copied text has of its page, and headings are told from the headings below them.

mod pieces;

use crate::import::clean::{self, label};
use crate::import::copied::{self, Part};
use crate::import::{Body, Comments, Removed, Text, Work};
use crate::import::{chapters, furniture, gutenberg, hyphens, letters, notes, slashes, verse};
use crate::manuscript::{Input, READERS, Reader, is_chapter_heading};
use crate::source::SourceId;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::sync::Arc;

/// Imports a text.
pub(in crate::import) fn import(text: &Text) -> Work {
    match pieces::find(&text.content) {
        Some(pieces) => pieces::import(text, pieces, piece),
        None => piece(text),
    }
}

/// Imports a text that is one piece, or whose pieces have no headers.
fn piece(text: &Text) -> Work {
    let wrapper = gutenberg::find(&text.content);
    let body: Arc<str> = match &wrapper {
        Some(wrapper) => text.content[wrapper.body.clone()].into(),
        None => text.content.clone(),
    };
    let copied = copied::find(&body);
    let whole = body;
    let body: Arc<str> = match &copied {
        Some(copied) => copied::body(&whole, copied).into(),
        None => whole.clone(),
    };
    let furniture = furniture::take(&body);
    let body: Arc<str> = furniture.as_ref().map_or(body, |furniture| furniture.text.as_str().into());
    let soft = hyphens::join_soft(&body);
    let (body, soft) = soft.map_or((body, None), |(text, removed)| (text.into(), Some(removed)));
    let reader = READERS.iter().find(|reader| reader.name == "plain text").expect("the table holds it");
    let reading = (reader.read)(&Input::new(body.clone(), text.source, 0));
    let mut tree = reading.tree;
    lower_close_headings(&mut tree, &body);
    let (known, mut removed) = wrapper.map(|wrapper| (wrapper.facts, wrapper.removed)).unwrap_or_default();
    removed.extend(soft);
    removed.extend(furniture.map(|furniture| furniture.removed));
    if let Some(header) = header(&body) {
        take_rest_of_header(&mut tree, &header.text);
        removed.push(header);
    }
    let (copied_facts, copied_parts) = copied.map(|copied| copied::taken(&whole, copied)).unwrap_or_default();
    let comments = sort(copied_parts, text.options.comments, &mut removed);
    let hyphens = hyphens::join(&mut tree);
    removed.extend(hyphens.removed);
    slashes::emphasise(&mut tree);
    removed.extend(notes::gather(&mut tree));
    let taken = letters::gather(&mut tree);
    let mut facts = reading.facts;
    facts.title = facts.title.filter(|title| taken.is_none() || title.span != taken);
    removed.extend(signs(&tree, &body));
    removed.extend(numbers(&tree));
    if !comments.is_empty() {
        // Their places are those of another text: whatever looks at places has done so.
        append_comments(&mut tree, &comments, reader, &mut removed);
    }
    let mut work = chapters::divide(tree, known.or(copied_facts).or(facts));
    for chapter in &mut work.chapters {
        if let Body::Tree(tree) = &mut chapter.body {
            verse::gather_stanzas(tree);
        }
    }
    work.removed.splice(0..0, removed);
    work.remarks.extend(hyphens.remark);
    work.seen = vec![text.content.to_string()];
    work.diagnostics = reading.diagnostics;
    work
}

/// Sorts what a copied text has of its page: returns the comments, where they are wanted; the rest goes to the report.
fn sort(parts: Vec<Part>, wanted: Comments, removed: &mut Vec<Removed>) -> String {
    let mut comments = String::new();
    for part in parts {
        match part {
            Part::Comments(said) if said.trim().is_empty() => {}
            Part::Comments(said) if wanted == Comments::Keep => comments = said,
            Part::Comments(said) => removed.push(Removed { what: copied::COMMENTS.to_owned(), text: said }),
            Part::Form(said) => {
                removed.push(Removed { what: "the form of the page for answers".to_owned(), text: said });
            }
            Part::Credit(line) => removed.push(Removed { what: copied::CREDIT.to_owned(), text: line }),
        }
    }
    comments
}

/// Puts what readers answered behind a text; its first line is its heading.
fn append_comments(tree: &mut Tree, said: &str, reader: &Reader, removed: &mut Vec<Removed>) {
    let said = said.trim_start();
    let (first, rest) = said.split_once('\n').unwrap_or((said, ""));
    let document = tree.document();
    let heading = tree.append_element(document, &Name::html("h2"), None);
    tree.append_text(heading, first.trim(), None);
    let comments = (reader.read)(&Input::new(rest.into(), SourceId::new(0), 0)).tree;
    removed.extend(header(rest));
    removed.extend(signs(&comments, rest));
    removed.extend(numbers(&comments));
    for block in comments.root().children() {
        tree.append_copy(document, block);
    }
}

/// Returns the header of a text, `Title: The Ferry` and the lines after it, which is front matter now.
fn header(text: &str) -> Option<Removed> {
    let text = text.trim_start();
    let is_of_header = |line: &&str| !line.trim().is_empty() && !is_chapter_heading(line.trim());
    let lines: Vec<&str> = text.lines().take_while(is_of_header).collect();
    let what = "the header, which is front matter now".to_owned();
    lines
        .first()?
        .trim_start_matches(['>', ' '])
        .to_lowercase()
        .starts_with("title:")
        .then(|| Removed { what, text: lines.join("\n") })
}

/// Takes out of the text what stands in its header and has no place in front matter: `Rating: …`, `E-mail: …`.
fn take_rest_of_header(tree: &mut Tree, header: &str) {
    let Some(first) = tree.root().elements().find(|block| !block.is_html("hr")) else { return };
    let lines = label(first);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let header = words(header);
    // Its lines stand one after the other in the header.
    let is_in_header = clean::lines(first).iter().all(|line| header.contains(&words(line)));
    let id = first.id();
    if is_in_header && lines.contains(':') {
        tree.detach(id);
    }
}

/// Returns the scene breaks that are written with letters, such as `oOo`.
fn signs(tree: &Tree, text: &str) -> Option<Removed> {
    let rules = tree.root().descendants().filter(|node| node.is_html("hr"));
    let signs = rules.filter_map(|rule| Some(&text[rule.span()?.range()]));
    let signs: Vec<&str> = signs.filter(|sign| sign.contains(char::is_alphanumeric)).collect();
    let what = "the signs of scene breaks, which are breaks now".to_owned();
    (!signs.is_empty()).then(|| Removed { what, text: signs.join("\n") })
}

/// Returns the numbers of lists, which are written anew.
fn numbers(tree: &Tree) -> Option<Removed> {
    let lists = tree.root().descendants().filter(|node| node.is_html("ol"));
    let of_list = |list: NodeRef<'_>| {
        let first = list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let numbers: Vec<String> =
            (first..).zip(list.elements()).map(|(number, _): (usize, _)| number.to_string()).collect();
        numbers.join(" ")
    };
    let lists: Vec<String> = lists.map(of_list).collect();
    let what = "the numbers of lists, which the book counts by itself".to_owned();
    (!lists.is_empty()).then(|| Removed { what, text: lists.join("\n") })
}

/// Makes headings of a lower level of those that stand nearer to the text before them than others do.
///
/// Old books and those who transcribe them leave four empty lines before a chapter, and two before a section.
fn lower_close_headings(tree: &mut Tree, text: &str) {
    const WIDE: usize = 3;
    let headings: Vec<(NodeId, usize)> = tree
        .root()
        .elements()
        .filter(|block| block.is_html("h2"))
        .filter_map(|heading| Some((heading.id(), empty_lines_before(text, heading.span()?.start as usize))))
        .collect();
    let wide = headings.iter().filter(|(_, gap)| *gap >= WIDE).count();
    if wide < 2 || wide == headings.len() {
        return;
    }
    for (heading, _) in headings.into_iter().filter(|(_, gap)| *gap < WIDE) {
        tree.rename(heading, &Name::html("h3"));
    }
}

fn empty_lines_before(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let blank = &before[before.trim_end().len()..];
    let ends = blank.replace("\r\n", "\n").matches(['\n', '\r']).count();
    ends.saturating_sub(1)
}
