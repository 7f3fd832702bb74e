//! The text of an FB2 book. A section that has sections with titles in it is a part, any other a chapter.

use super::{child, is, target, words};
use crate::import::clean::label;
use crate::import::compose::{Composer, Content, Format, Run, shows};
use crate::import::importers::epub::renumber;
use crate::import::{Body, Chapter, Removed, Work, places};
use crate::manifest::Facts;
use crate::manuscript::ornament;
use crate::role::Role;
use crate::source::Located;
use crate::xml::{NodeRef, Tree};
use std::collections::{HashMap, HashSet};

/// Reads all bodies into chapters.
pub(super) fn read(book: NodeRef<'_>, pictures: &HashMap<String, usize>, work: &mut Work) {
    let is_notes = |body: &NodeRef<'_>| body.attribute("name").is_some_and(|name| !name.is_empty());
    let (notes, bodies): (Vec<NodeRef<'_>>, Vec<NodeRef<'_>>) =
        book.elements().filter(|node| is(*node, "body")).partition(is_notes);
    let sections = notes.iter().flat_map(|body| body.descendants()).filter(|node| is(*node, "section"));
    let by_id: HashMap<&str, NodeRef<'_>> = sections.filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let links = book.descendants().filter(|node| is(*node, "a"));
    let wanted: HashSet<String> = links.filter_map(target).map(str::to_owned).collect();
    let mut reader = Reader {
        pictures,
        notes: by_id,
        wanted,
        mentioned: HashSet::new(),
        marks: Vec::new(),
        starts: HashMap::new(),
        out: Composer::default(),
        work,
    };
    for body in bodies {
        reader.head_of_book(body);
        reader.sections(body, &[]);
    }
    reader.finish(&notes);
}

struct Reader<'a, 'w> {
    pictures: &'a HashMap<String, usize>,
    notes: HashMap<&'a str, NodeRef<'a>>,
    wanted: HashSet<String>,
    mentioned: HashSet<&'a str>,
    marks: Vec<String>,
    /// The chapters that begin at sections with an id.
    starts: HashMap<String, usize>,
    out: Composer,
    work: &'w mut Work,
}

impl<'a> Reader<'a, '_> {
    /// Takes what stands before all sections: the title, which the head says again, and mottoes.
    fn head_of_book(&mut self, body: NodeRef<'a>) {
        if let Some(title) = child(body, "title") {
            self.see(title);
            let what = "the title and who wrote it, which the book says by itself".to_owned();
            self.work.removed.push(Removed { what, text: lines(title).join("\n") });
        }
        let others: Vec<NodeRef<'a>> = body.elements().filter(is_text).collect();
        for node in &others {
            self.block(*node);
        }
        if !others.is_empty() {
            let is_motto = others.iter().all(|node| is(*node, "epigraph"));
            let role = is_motto.then(|| Role::named("epigraph")).flatten();
            self.end(Facts { role, ..Facts::default() }, &[], false);
        }
    }

    /// Recurses over sections in sections, whose depth the parser bounds.
    fn sections(&mut self, parent: NodeRef<'a>, parts: &[String]) {
        for section in parent.elements().filter(|node| is(*node, "section")) {
            let mut inner = section.elements().filter(|node| is(*node, "section"));
            let has_text = section.elements().any(|node| is(node, "p") || is(node, "poem") || is(node, "cite"));
            let is_part = !has_text && inner.any(|inner| child(inner, "title").is_some());
            let title = child(section, "title").map(|title| self.title(title)).filter(|title| !title.is_empty());
            let own_sections = section.descendants().filter(|node| !is_part && is(*node, "section"));
            for id in std::iter::once(section).chain(own_sections).filter_map(|node| node.attribute("id")) {
                self.starts.entry(id.to_owned()).or_insert(self.work.chapters.len());
            }
            let facts = Facts { title: title.clone().map(|value| Located { value, span: None }), ..Facts::default() };
            if !is_part {
                self.content(section, 2);
                self.end(facts, parts, false);
                continue;
            }
            let is_named = title.is_some();
            let own: Vec<String> = parts.iter().cloned().chain(title).collect();
            section.elements().filter(is_text).for_each(|node| self.block(node));
            if section.elements().any(|node| is_text(&node)) {
                self.end(facts, &own, is_named);
            }
            self.sections(section, &own);
        }
    }

    /// Reads what stands in a chapter; sections in it have headings, and those without titles are its scenes.
    fn content(&mut self, section: NodeRef<'a>, level: usize) {
        for node in section.elements().filter(|node| !is(*node, "title")) {
            if is(node, "section") {
                match child(node, "title").map(|title| self.title(title)) {
                    Some(title) => {
                        let runs = [Run::plain(Content::Text(title))];
                        self.out.block(&format!("h{}", level.min(6)), &runs);
                    }
                    None => self.out.scene_break(),
                }
                self.content(node, level + 1);
            } else {
                self.block(node);
            }
        }
    }

    /// Ends the chapter at hand.
    fn end(&mut self, facts: Facts, parts: &[String], is_part: bool) {
        let mut tree = std::mem::take(&mut self.out).finish();
        renumber(&mut tree);
        self.work.chapters.push(Chapter { facts, parts: parts.to_vec(), is_part, body: Body::Tree(tree) });
    }

    fn see(&mut self, node: NodeRef<'_>) {
        // What mentions a note is no part of the word before it.
        let is_mention =
            |node: NodeRef<'_>| is(node, "a") && target(node).is_some_and(|to| self.notes.contains_key(to));
        let words = |line: NodeRef<'_>| {
            let texts = line.descendants().filter(|inner| inner.is_text());
            texts.fold(String::new(), |words, text| {
                let around = if text.ancestors().any(is_mention) { " " } else { "" };
                words + around + text.text() + around
            })
        };
        self.work.seen.extend(lines_of(node).map(words));
    }

    /// Returns a title in one line.
    fn title(&mut self, title: NodeRef<'a>) -> String {
        self.see(title);
        let mut runs: Vec<Run> = Vec::new();
        for line in lines(title) {
            if !runs.is_empty() {
                runs.push(Run::plain(Content::LineEnd));
            }
            runs.push(Run::plain(Content::Text(line)));
        }
        let mut alone = Composer::default();
        let block = alone.block("p", &runs);
        label(alone.tree.get(block))
    }

    fn block(&mut self, node: NodeRef<'a>) {
        let local = node.name().map(|name| name.local.to_string()).unwrap_or_default();
        match &*local {
            "p" => self.line(node, "p", None),
            "subtitle" if ornament::is_break(&words(node), true) => {
                self.work.removed.extend(sign(node));
                self.see(node);
                self.out.scene_break();
            }
            "subtitle" => self.line(node, "h3", None),
            "empty-line" => self.out.scene_break(),
            "image" => {
                let picture = self.picture(node);
                if let Some(picture) = picture {
                    self.out.block("p", &[picture]);
                }
            }
            "poem" => self.within("div", Some("verse"), node),
            "stanza" => self.stanza(node),
            "cite" => self.within("blockquote", None, node),
            "epigraph" => self.within("blockquote", Some("epigraph"), node),
            "annotation" => self.within("aside", Some("aside"), node),
            "text-author" | "date" => self.line(node, "p", Some("attribution")),
            "title" => node.elements().for_each(|line| self.line(line, "p", None)),
            "table" => self.table(node),
            _ => node.elements().for_each(|inner| self.block(inner)),
        }
    }

    /// Recurses over blocks in blocks, whose depth the parser bounds.
    fn within(&mut self, name: &str, class: Option<&str>, node: NodeRef<'a>) {
        self.out.open(name, class);
        node.elements().for_each(|inner| self.block(inner));
        self.out.close();
    }

    fn stanza(&mut self, node: NodeRef<'a>) {
        let mut runs: Vec<Run> = Vec::new();
        for line in node.elements() {
            if is(line, "title") || is(line, "subtitle") {
                self.block(line);
                continue;
            }
            if !runs.is_empty() {
                runs.push(Run::plain(Content::LineEnd));
            }
            self.see(line);
            self.runs(line, Format::default(), None, &mut runs);
        }
        self.out.block("p", &runs);
    }

    fn table(&mut self, node: NodeRef<'a>) {
        self.out.open("table", None);
        for row in node.elements().filter(|row| is(*row, "tr")) {
            self.out.open("tr", None);
            for cell in row.elements() {
                self.line(cell, if is(cell, "th") { "th" } else { "td" }, None);
            }
            self.out.close();
        }
        self.out.close();
    }

    /// Adds a block of words.
    fn line(&mut self, node: NodeRef<'a>, name: &str, class: Option<&str>) {
        self.see(node);
        let mut runs = Vec::new();
        if let Some(id) = node.attribute("id").filter(|id| self.wanted.contains(*id)) {
            runs.push(Run::plain(Content::Anchor(id.to_owned())));
        }
        self.runs(node, Format::default(), None, &mut runs);
        if shows(&runs) || name != "p" {
            let block = self.out.block(name, &runs);
            if let Some(class) = class {
                self.out.tree.set(block, "class", class);
            }
        }
    }

    /// Recurses over words in words, whose depth the parser bounds.
    fn runs(&mut self, parent: NodeRef<'a>, format: Format, link: Option<&str>, out: &mut Vec<Run>) {
        for node in parent.children() {
            if node.is_text() {
                out.push(Run { format, link: link.map(str::to_owned), content: Content::Text(node.text().to_owned()) });
                continue;
            }
            let local = node.name().map(|name| name.local.to_string()).unwrap_or_default();
            let mut inner = format;
            match &*local {
                "strong" => inner.strong = true,
                "emphasis" => inner.em = true,
                "strikethrough" => inner.del = true,
                "sub" => inner.sub = true,
                "sup" => inner.sup = true,
                "code" => inner.code = true,
                "image" => {
                    out.extend(self.picture(node));
                    continue;
                }
                "a" => {
                    self.link(node, format, out);
                    continue;
                }
                _ => {}
            }
            self.runs(node, inner, link, out);
        }
    }

    fn link(&mut self, node: NodeRef<'a>, format: Format, out: &mut Vec<Run>) {
        let to = target(node).unwrap_or_default();
        if let Some((id, section)) = self.notes.get_key_value(to).map(|(id, section)| (*id, *section)) {
            return out.push(Run::plain(self.note(node, id, section)));
        }
        let to = if to.contains(':') { to.to_owned() } else { format!("#{to}") };
        self.runs(node, format, Some(&to), out);
    }

    fn picture(&self, node: NodeRef<'_>) -> Option<Run> {
        let number = self.pictures.get(target(node)?)?;
        let alternative = node.attribute("alt").or(node.attribute("title")).unwrap_or_default().to_owned();
        Some(Run::plain(Content::Picture { address: places::picture(*number), alternative }))
    }

    /// Reads a note where it is mentioned.
    fn note(&mut self, link: NodeRef<'_>, id: &'a str, section: NodeRef<'a>) -> Content {
        self.marks.push(words(link));
        self.mentioned.insert(id);
        self.marks.extend(child(section, "title").map(words));
        let open = self.out.open_note();
        section.elements().filter(|node| !is(*node, "title")).for_each(|block| self.block(block));
        Content::Note(self.out.close_note(open))
    }

    /// Reports the notes that nothing mentions, and makes the links lead to chapters.
    fn finish(self, notes: &[NodeRef<'_>]) {
        let mut left: Vec<String> = Vec::new();
        for body in notes {
            left.extend(child(*body, "title").map(words));
            let is_left = |node: &NodeRef<'_>| {
                let is_mentioned = node.attribute("id").is_some_and(|id| self.mentioned.contains(id));
                is(*node, "section") && !is_mentioned && !node.elements().any(|inner| is(inner, "section"))
            };
            left.extend(body.descendants().filter(is_left).flat_map(lines));
        }
        self.work.seen.extend(left.iter().cloned());
        let marks = "the marks of notes, which the book numbers by itself";
        for (what, texts) in [("notes that nothing mentions", left), (marks, self.marks)] {
            if !texts.is_empty() {
                self.work.removed.push(Removed { what: what.to_owned(), text: texts.join("\n") });
            }
        }
        let mut found: HashMap<String, (usize, Option<String>)> =
            self.starts.into_iter().map(|(id, chapter)| (id, (chapter, None))).collect();
        for (index, chapter) in self.work.chapters.iter().enumerate() {
            let Body::Tree(tree) = &chapter.body else { continue };
            for id in tree.root().descendants().filter_map(|node| node.attribute("id")) {
                found.entry(id.to_owned()).or_insert_with(|| (index, Some(id.to_owned())));
            }
        }
        for chapter in &mut self.work.chapters {
            if let Body::Tree(tree) = &mut chapter.body {
                resolve(tree, &found);
            }
        }
    }
}

fn resolve(tree: &mut Tree, found: &HashMap<String, (usize, Option<String>)>) {
    for id in tree.root().descendant_ids() {
        let node = tree.get(id);
        let is_note = node.attribute("role") == Some("doc-noteref");
        let place = node.attribute("href").and_then(|to| to.strip_prefix('#')).filter(|_| !is_note);
        let Some(place) = place else { continue };
        match found.get(place).map(|(chapter, id)| places::chapter(*chapter, id.as_deref())) {
            Some(to) => tree.set(id, "href", &to),
            None => tree.unwrap(id),
        }
    }
}

fn is_text(node: &NodeRef<'_>) -> bool {
    !is(*node, "title") && !is(*node, "section")
}

/// Returns a scene break that is written with letters, for the report.
fn sign(node: NodeRef<'_>) -> Option<Removed> {
    let text = words(node);
    let what = "the signs of scene breaks, which are breaks now".to_owned();
    text.contains(char::is_alphanumeric).then_some(Removed { what, text })
}

/// Returns the words of the lines of a block.
fn lines(node: NodeRef<'_>) -> Vec<String> {
    lines_of(node).map(words).collect()
}

/// Returns the lines of a block, which may be one itself.
fn lines_of(node: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let is_line = |node: &NodeRef<'_>| {
        ["p", "v", "subtitle", "text-author", "date", "td", "th"].iter().any(|name| is(*node, name))
    };
    let within = (!is_line(&node)).then(|| node.descendants().filter(is_line));
    within.is_none().then_some(node).into_iter().chain(within.into_iter().flatten())
}
