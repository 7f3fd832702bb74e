//! Puts under a piece's title what is said of it: subtitle, authors, translators, date; then dedication, epigraph,
//! summary and the author's note. And after the text, the note that belongs there.
//!
//! What the first lines of the text say already is not said again. A piece without a title has its authors at its head,
//! where it is a story; a dedication or an epigraph without one needs none.

use super::classes::set_epub_type;
use super::fragment::Fragment;
use super::label::label;
use super::{Context, author_notes, quotations, title, typography};
use crate::diagnostic::Diagnostics;
use crate::manifest::{Entry, Facts, Person, Shown, Switch};
use crate::manuscript::Piece;
use crate::role::Matter;
use crate::slug::key;
use crate::source::{Located, Span};
use crate::words::{self, Word};
use crate::xml::{Name, NodeId, NodeRef};

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    if !says_anything(&piece.facts) {
        return Diagnostics::new();
    }
    let mut head = Head::of(piece);
    head.subtitle(piece, context);
    head.byline(piece, context);
    head.translators(piece, context);
    head.date(piece, context);
    let mut diagnostics = Diagnostics::new();
    for (index, block) in apparatus(piece, context).iter().enumerate() {
        diagnostics.extend(head.block(piece, context, block, index));
    }
    diagnostics.extend(author_notes::put(piece, context, head.last));
    diagnostics
}

/// Tells whether there is anything to put beside the text: most chapters of a novel have nothing.
fn says_anything(facts: &Facts) -> bool {
    let texts = [
        &facts.subtitle,
        &facts.date,
        &facts.dedication,
        &facts.epigraph,
        &facts.summary,
        &facts.notes_before,
        &facts.notes_after,
    ];
    let has_people = !facts.authors.is_empty() || !facts.translators.is_empty();
    has_people || texts.into_iter().any(Option::is_some)
}

/// Where the head of a piece stands.
struct Head {
    heading: Option<NodeId>,
    /// What the next line comes after; nothing where it comes first.
    last: Option<NodeId>,
    /// The first lines of the text, by their letters.
    lines: Vec<String>,
}

impl Head {
    fn of(piece: &Piece) -> Self {
        let root = piece.tree.root();
        let heading = title::heading(root);
        Self { heading, last: heading, lines: first_lines(root) }
    }

    /// Tells whether one of the first lines holds all of these.
    fn says<'a>(&self, mut texts: impl Iterator<Item = &'a str> + Clone) -> bool {
        self.lines.iter().any(|line| texts.clone().all(|text| line.contains(&key(text)))) || texts.next().is_none()
    }

    fn line(&mut self, piece: &mut Piece, class: &str, text: &str, span: Option<Span>) -> NodeId {
        let line = piece.tree.create_element(&Name::html("p"), span);
        piece.tree.set(line, "class", class);
        piece.tree.append_text(line, text, span);
        self.put(piece, line);
        line
    }

    fn put(&mut self, piece: &mut Piece, node: NodeId) {
        match self.last {
            Some(last) => piece.tree.insert_after(last, node),
            None => piece.tree.prepend(piece.tree.document(), node),
        }
        self.last = Some(node);
    }

    fn subtitle(&mut self, piece: &mut Piece, context: &Context<'_>) {
        let Some(subtitle) = piece.facts.subtitle.clone().filter(|_| context.manifest.pieces.show(Shown::Subtitle))
        else {
            return;
        };
        if self.heading.is_some() && !self.says([subtitle.value.as_str()].into_iter()) {
            let line = self.line(piece, "subtitle", &subtitle.value, subtitle.span);
            set_epub_type(&mut piece.tree, line, "subtitle");
            piece.tree.set(line, "role", "doc-subtitle");
        }
    }

    fn byline(&mut self, piece: &mut Piece, context: &Context<'_>) {
        let names = names(&piece.authors);
        if !names.is_empty() && self.says(names.iter().copied()) {
            self.last = existing_byline(piece, self.last).or(self.last);
            return;
        }
        let book = &context.manifest.metadata.authors;
        let are_the_books = names.iter().all(|name| book.iter().any(|author| author.name == *name));
        let may_have_none = self.heading.is_none() && piece.role.matter != Matter::Body;
        let is_shown = match context.manifest.pieces.byline {
            Switch::On => !names.is_empty(),
            Switch::Off => false,
            Switch::Auto => {
                let names_it = is_alone(context) || piece.role.name == "titlepage";
                !names.is_empty() && (!are_the_books || names_it) && !may_have_none
            }
        };
        if is_shown {
            let text = words::credit(Word::By, &names, &piece.language, &context.manifest.words);
            let span = piece.facts.title.as_ref().and_then(|title| title.span);
            self.line(piece, "byline", &text, span);
        }
    }

    fn translators(&mut self, piece: &mut Piece, context: &Context<'_>) {
        let names = names(&piece.facts.translators);
        if !names.is_empty() && context.manifest.pieces.show(Shown::Translator) && !self.says(names.iter().copied()) {
            let text = words::credit(Word::TranslatedBy, &names, &piece.language, &context.manifest.words);
            self.line(piece, "translator", &text, None);
        }
    }

    fn date(&mut self, piece: &mut Piece, context: &Context<'_>) {
        let Some(date) = piece.facts.date.clone().filter(|_| context.manifest.pieces.show(Shown::Date)) else { return };
        let text = words::date(&date.value, &piece.language);
        if self.heading.is_some() && !self.says([text.as_str()].into_iter()) {
            self.line(piece, "date", &text, date.span);
        }
    }

    fn block(
        &mut self,
        piece: &mut Piece,
        context: &Context<'_>,
        (of, text): &(Apparatus, Located<String>),
        index: usize,
    ) -> Diagnostics {
        let block = piece.tree.create_element(&Name::html("div"), text.span);
        piece.tree.set(block, "class", of.class);
        set_epub_type(&mut piece.tree, block, of.epub_type);
        piece.tree.set(block, "role", of.role);
        self.put(piece, block);
        let mut diagnostics = Fragment::of(text).append_to(&mut piece.tree, block, index);
        if of.class == EPIGRAPH.class {
            quotations::attribute_epigraph(&mut piece.tree, block);
        }
        diagnostics.extend(typography::set_block(piece, block, context));
        diagnostics
    }
}

/// A block between the title and the text.
#[derive(Clone, Copy)]
struct Apparatus {
    class: &'static str,
    epub_type: &'static str,
    role: &'static str,
}

const DEDICATION: Apparatus = Apparatus { class: "piece-dedication", epub_type: "dedication", role: "doc-dedication" };
const EPIGRAPH: Apparatus = Apparatus { class: "epigraph", epub_type: "epigraph", role: "doc-epigraph" };
const SUMMARY: Apparatus = Apparatus { class: "summary", epub_type: "abstract", role: "doc-abstract" };

/// Returns what stands before the text, in order.
fn apparatus(piece: &Piece, context: &Context<'_>) -> Vec<(Apparatus, Located<String>)> {
    let (facts, shown) = (&piece.facts, &context.manifest.pieces);
    let all = [
        (DEDICATION, &facts.dedication, Shown::Dedication),
        (EPIGRAPH, &facts.epigraph, Shown::Epigraph),
        (SUMMARY, &facts.summary, Shown::Summary),
    ];
    all.into_iter()
        .filter(|(_, _, what)| shown.show(*what))
        .filter_map(|(of, text, _)| Some((of, text.clone()?)))
        .collect()
}

/// Tells whether the piece is all of a book without a title page, so that nothing else names its author.
fn is_alone(context: &Context<'_>) -> bool {
    let manifest = context.manifest;
    matches!(manifest.entries[..], [Entry::Piece(_)]) && manifest.pages.wants("title-page") == Some(false)
}

fn names(people: &[Person]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

/// Returns the first lines of a text that may say who wrote it, by their letters.
fn first_lines(root: NodeRef<'_>) -> Vec<String> {
    const LINES: usize = 4;
    const LONGEST: usize = 120;
    let lines = root.descendants().filter(|node| matches!(node.html(), Some("p" | "h1" | "h2" | "h3" | "h4")));
    let lines = lines.take(LINES).map(label).filter(|line| line.chars().count() <= LONGEST);
    lines.map(|line| key(&line)).collect()
}

/// Returns the byline that the text has right after its title.
fn existing_byline(piece: &Piece, after: Option<NodeId>) -> Option<NodeId> {
    let after = piece.tree.get(after?);
    let next = std::iter::successors(after.next(), |node| node.next()).find(|node| node.is_element())?;
    next.has_token("class", "byline").then(|| next.id())
}
