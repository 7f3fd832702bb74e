//! Pages to chapters: the table of contents says where chapters begin, which of them stand in parts, and what they are
//! called there. A page that it does not name goes on with the one before, unless it says that it is something else.

use super::chunks::{Chunk, Outline, chunks, is_plain};
use super::publication::Publication;
use super::{head, notes, removed};
use crate::import::chapters::lift;
use crate::import::clean::lines;
use crate::import::contents::is_heading;
use crate::import::front::Book;
use crate::import::{Body, Chapter, Removed, places};
use crate::manifest::{Facts, Person};
use crate::manuscript::is_chapter_heading;
use crate::role::{ROLES, Role};
use crate::slug::key;
use crate::source::Located;
use crate::xml::{NodeId, Tree};
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Divided {
    pub chapters: Vec<Chapter>,
    pub removed: Vec<Removed>,
    pub settings: Vec<(&'static str, &'static str, String)>,
}

/// Makes chapters of the pages.
pub(super) fn divide(publication: &mut Publication, book: &mut Book) -> Divided {
    let outline = Outline::of(&publication.points);
    let chunks = chunks(publication, &outline);
    let mut divider = Divider {
        publication,
        book,
        outline,
        divided: Divided::default(),
        titles: HashMap::new(),
        places: HashMap::new(),
        firsts: HashMap::new(),
        known_kinds: HashSet::new(),
    };
    for chunk in chunks {
        divider.chunk(&chunk);
    }
    divider.finish()
}

fn role_of(kind: &str) -> Option<&'static Role> {
    kind.split_ascii_whitespace()
        .filter(|kind| !is_plain(kind))
        .find_map(|kind| Role::named(kind).or_else(|| ROLES.iter().find(|role| role.epub_type == kind)))
}

struct Divider<'a> {
    publication: &'a mut Publication,
    book: &'a mut Book,
    outline: Outline,
    divided: Divided,
    /// What the points of parts are called.
    titles: HashMap<usize, String>,
    /// Where ids of pages are now; nothing for the beginning of a chapter.
    places: HashMap<(usize, String), (usize, Option<String>)>,
    /// The chapters that pages begin.
    firsts: HashMap<usize, usize>,
    /// What pages said that they are.
    known_kinds: HashSet<&'static str>,
}

impl Divider<'_> {
    /// Makes a chapter of a chunk, unless the book makes such a page by itself.
    fn chunk(&mut self, chunk: &Chunk) {
        let first = chunk.pages[0].0;
        let kinds = self.publication.pages[first].kinds.clone();
        let role = kinds.iter().find_map(|kind| role_of(kind)).filter(|role| *role != Role::chapter());
        let mut tree = self.tree(chunk);
        let is_empty = tree.root().elements().next().is_none() && tree.root().text_content().trim().is_empty();
        if is_empty || self.is_made_again(&tree, role, &kinds, first, chunk.point.is_some()) {
            return;
        }
        trim_rules(&mut tree);
        let language = self.publication.pages[first].language.clone();
        let language = language.filter(|language| *language != self.book.language);
        let mut facts = Facts { role, language: language.as_deref().map(located), ..Facts::default() };
        self.contents_say(chunk.point, &mut facts);
        let taken = head::take(&mut tree, &mut facts, language.as_ref().unwrap_or(&self.book.language));
        self.divided.removed.extend(removed("lines under titles, which the book writes by itself", &taken.words));
        let is_the_books = |own: &Person| self.book.authors.iter().any(|known| known.name == own.name);
        if taken.has_byline && facts.authors.iter().all(is_the_books) {
            self.divided.settings.push(("pieces", "byline", "true".to_owned()));
        }
        let is_of_notes = role.is_some_and(|role| role.name == "endnotes");
        if is_of_notes && tree.root().elements().all(is_heading) {
            let title = facts.title.map(|title| title.value).into_iter();
            let left: Vec<String> = title.chain(lines(tree.root())).collect();
            self.divided.removed.extend(removed("the title over notes, which stand where they are mentioned", &left));
            return;
        }
        self.chapter(chunk, tree, facts, &taken.ids);
    }

    /// Puts a chapter in its place.
    fn chapter(&mut self, chunk: &Chunk, mut tree: Tree, mut facts: Facts, title_ids: &[String]) {
        let has_number = facts.title.as_ref().is_some_and(|title| says_number(&title.value));
        let is_odd = !has_number && self.is_numbered_otherwise(facts.role, chunk.pages[0].0);
        facts.numbered = is_odd.then_some(false);
        self.toc_title(chunk.point, &mut facts);
        let mut parts = self.parts(chunk.point);
        let part = chunk.point.filter(|point| self.outline.is_part[*point]);
        if let Some(point) = part {
            let title = facts.title.as_ref().or(facts.toc_title.as_ref()).map_or("", |title| &title.value).to_owned();
            self.titles.insert(point, title.clone());
            parts.push(title);
            facts.role = None;
        }
        // A part in which no chapters stand is a chapter.
        facts.role = facts.role.filter(|role| role.name != "part");
        self.note_places(chunk, &tree, title_ids, self.divided.chapters.len());
        notes::renumber(&mut tree);
        lift(&mut tree);
        tree.shrink();
        self.divided.chapters.push(Chapter { facts, parts, is_part: part.is_some(), body: Body::Tree(tree) });
    }

    /// Copies the blocks of a chapter into a tree of their own.
    fn tree(&self, chunk: &Chunk) -> Tree {
        let mut tree = Tree::default();
        let document = tree.document();
        for (page, blocks) in &chunk.pages {
            for block in blocks {
                tree.append_copy(document, self.publication.pages[*page].tree.get(*block));
            }
        }
        tree
    }

    /// Tells whether a page is one that the book makes by itself, and says so in the report and the manifest.
    fn is_made_again(
        &mut self,
        tree: &Tree,
        role: Option<&'static Role>,
        kinds: &[String],
        page: usize,
        is_listed: bool,
    ) -> bool {
        let words = lines(tree.root()).join("\n");
        let pictures: Vec<usize> =
            tree.root().descendants().filter_map(|node| node.attribute("src").and_then(places::as_picture)).collect();
        let is_cover = kinds.iter().any(|kind| kind == "cover")
            || page == 0 && pictures.len() == 1 && self.publication.cover == pictures.first().copied();
        let is_early = page < 3 && !is_listed && words.contains(&self.book.title) && !self.book.title.is_empty();
        let role_name = role.map_or(if is_early { "titlepage" } else { "" }, |role| role.name);
        let known = [&self.book.title, self.book.subtitle.as_ref().unwrap_or(&self.book.title)];
        let is_repeated = repeats(&words, known.into_iter().cloned().chain(self.said()));
        let letters = key(&words);
        let names_all = self.book.authors.iter().all(|author| letters.contains(&key(&author.name)));
        let what = if is_cover && pictures.len() == 1 && words.split_whitespace().count() <= 12 {
            self.publication.cover.get_or_insert(pictures[0]);
            "the page of the cover, which the book makes by itself"
        } else if self.publication.pages[page].is_nav || role_name == "contents" {
            if !self.publication.pages[page].is_nav {
                self.divided.settings.push(("pages", "contents", "true".to_owned()));
            }
            "the list of contents, which the book makes by itself"
        } else if pictures.is_empty()
            && (role_name == "halftitlepage" || role_name == "titlepage" && names_all)
            && is_repeated
        {
            if role_name == "halftitlepage" {
                self.divided.settings.push(("pages", "half-title", "true".to_owned()));
            }
            self.known_kinds.insert(role_name);
            "the title page, which the book makes by itself"
        } else if role_name == "about-the-authors" && head::about(tree, self.book) {
            "the page about the authors, which the book makes of what `about` says of them"
        } else {
            self.known_kinds.extend(role.map(|role| role.name));
            return false;
        };
        self.divided.removed.extend(removed(what, &[words]));
        true
    }

    /// Returns what the metadata say in words.
    fn said(&self) -> Vec<String> {
        let book = &self.book;
        let people = book.authors.iter().chain(&book.contributors).map(|person| person.name.clone());
        let texts = [&book.publisher, &book.date, &book.rights].into_iter().flatten().cloned();
        people.chain(texts).chain(book.series.iter().map(|series| series.name.clone())).collect()
    }

    /// Takes from the table of contents who wrote a chapter, and whether it is listed.
    fn contents_say(&self, point: Option<usize>, facts: &mut Facts) {
        let Some(point) = point else {
            facts.toc = (!self.publication.points.is_empty()).then_some(false);
            return;
        };
        let label = &self.publication.points[point].label;
        let people = self.book.authors.iter().chain(&self.book.contributors);
        let author =
            people.filter(|person| label.ends_with(&suffix(&person.name))).max_by_key(|person| person.name.len());
        facts.authors = author.map(|person| Person::author(&person.name)).into_iter().collect();
    }

    /// Says what a chapter is called in the table of contents, where that is not its title.
    fn toc_title(&self, point: Option<usize>, facts: &mut Facts) {
        let Some(point) = point else { return };
        let mut label = self.publication.points[point].label.as_str();
        for author in &facts.authors {
            label = label.strip_suffix(suffix(&author.name).as_str()).unwrap_or(label);
        }
        let title = facts.title.as_ref().map(|title| key(&title.value)).unwrap_or_default();
        let own = key(label);
        if own == title
            && let Some(title) = &mut facts.title
        {
            // Where the lines of a title end, the table of contents may have a mark.
            let is_marked = [": ", " – ", " — ", " - "].iter().any(|mark| label.replace(mark, " ") == title.value);
            if is_marked {
                label.clone_into(&mut title.value);
            }
        }
        // A number before the title comes from the numbering of the book.
        let is_same = own == title || !title.is_empty() && own.ends_with(&title) && self.is_numbered();
        if !is_same && !label.is_empty() {
            facts.toc_title = Some(located(label));
        }
    }

    /// Tells whether a page has no number where its like have one.
    fn is_numbered_otherwise(&self, role: Option<&'static Role>, page: usize) -> bool {
        let key = match role.map(|role| role.name) {
            None => "chapters",
            Some("part") => "parts",
            Some(_) => return false,
        };
        let is_used = self.book.settings.iter().any(|(table, name, _)| *table == "numbering" && *name == key);
        is_used && !self.publication.pages[page].has_number
    }

    fn is_numbered(&self) -> bool {
        self.book.settings.iter().any(|(table, _, _)| *table == "numbering")
    }

    /// Returns the titles of the parts that a point stands in.
    fn parts(&self, point: Option<usize>) -> Vec<String> {
        let above = point.map(|point| self.outline.above[point].clone()).unwrap_or_default();
        above
            .iter()
            .map(|point| self.titles.get(point).unwrap_or(&self.publication.points[*point].label).clone())
            .collect()
    }

    /// Remembers where the places of pages are.
    fn note_places(&mut self, chunk: &Chunk, tree: &Tree, of_title: &[String], chapter: usize) {
        let ids: HashSet<&str> = tree.root().descendants().filter_map(|node| node.attribute("id")).collect();
        for (page, blocks) in &chunk.pages {
            self.firsts.entry(*page).or_insert(chapter);
            let source = &self.publication.pages[*page].tree;
            for block in blocks {
                let node = source.get(*block);
                for id in std::iter::once(node).chain(node.descendants()).filter_map(|node| node.attribute("id")) {
                    let place = ids.contains(id).then(|| id.to_owned()).filter(|id| !of_title.contains(id));
                    self.places.insert((*page, id.to_owned()), (chapter, place));
                }
            }
        }
    }

    /// Makes the links lead to chapters, and says the rest of how the book is made.
    fn finish(mut self) -> Divided {
        for chapter in &mut self.divided.chapters {
            let Body::Tree(tree) = &mut chapter.body else { continue };
            for id in tree.root().descendant_ids() {
                let Some((page, fragment)) = tree.get(id).attribute("href").and_then(places::as_chapter) else {
                    continue;
                };
                let place = fragment.and_then(|id| self.places.get(&(page, id.to_owned())));
                let place = place
                    .map(|(chapter, id)| (*chapter, id.as_deref()))
                    .or_else(|| Some((*self.firsts.get(&page)?, None)));
                match place.map(|(chapter, id)| places::chapter(chapter, id)) {
                    Some(to) => tree.set(id, "href", &to),
                    None => tree.unwrap(id),
                }
            }
        }
        self.forget_known_people();
        for (kind, page) in [("titlepage", "title-page"), ("copyright-page", "copyright-page")] {
            if !self.known_kinds.contains(kind) {
                self.divided.settings.push(("pages", page, "false".to_owned()));
            }
        }
        let depth = self.publication.points.iter().map(|point| point.level).max();
        if let Some(depth) = depth.filter(|depth| *depth != 3) {
            self.divided.settings.push(("contents", "depth", depth.to_string()));
        }
        self.divided
    }
}

impl Divider<'_> {
    /// Takes from the book's contributors whom a chapter names, since the book finds them there.
    fn forget_known_people(&mut self) {
        let chapters = &self.divided.chapters;
        let people = |facts: &Facts| {
            facts
                .authors
                .iter()
                .chain(&facts.translators)
                .map(|person| (person.name.clone(), person.role.clone()))
                .collect::<Vec<_>>()
        };
        let known: HashSet<(String, String)> = chapters.iter().flat_map(|chapter| people(&chapter.facts)).collect();
        let is_known = |person: &Person| known.contains(&(person.name.clone(), person.role.clone()));
        // How a name is sorted is said once, of whatever else its bearer did.
        let mut sorted: HashSet<(String, Option<String>)> =
            self.book.authors.iter().map(|person| (person.name.clone(), person.file_as.clone())).collect();
        self.book.contributors.retain(|person| {
            let says_how = person.file_as.is_some() && sorted.insert((person.name.clone(), person.file_as.clone()));
            says_how || person.about.is_some() || !is_known(person)
        });
    }
}

/// Takes away the rules at either end of a chapter, which part nothing.
fn trim_rules(tree: &mut Tree) {
    let blocks: Vec<(NodeId, bool)> = tree.root().elements().map(|block| (block.id(), block.is_html("hr"))).collect();
    let leading = blocks.iter().take_while(|(_, is_rule)| *is_rule);
    let trailing = blocks.iter().rev().take_while(|(_, is_rule)| *is_rule);
    for (rule, _) in leading.chain(trailing) {
        tree.detach(*rule);
    }
}

/// What stands after a title in a table of contents that names authors.
fn suffix(author: &str) -> String {
    format!(" \u{2013} {author}")
}

fn located(text: &str) -> Located<String> {
    Located { value: text.to_owned(), span: None }
}

/// Tells whether a title has its number in its own words.
fn says_number(title: &str) -> bool {
    is_chapter_heading(title) || title.starts_with(|first: char| first.is_ascii_digit())
}

/// Tells whether a text says hardly more than others do.
fn repeats(text: &str, known: impl Iterator<Item = String>) -> bool {
    const MORE: usize = 2;
    let words = |text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let known: HashSet<String> = known.flat_map(|text| words(&text)).collect();
    words(text).into_iter().filter(|word| !known.contains(word)).count() <= MORE
}
