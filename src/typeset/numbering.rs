//! Numbers parts and chapters, as `[numbering]` asks; front and back matter have none.
//!
//! Numbers are given out before the pieces are set, since a piece without a title is called by its number; they are put
//! on the pages after links and outline are made, since both go by the author's own words.

use super::Context;
use super::label::level;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::{Manuscript, Number, Piece, Section};
use crate::role::{Matter, Role};
use crate::slug::key;
use crate::words::{self, Style, Word};
use crate::xml::{Name, NodeRef};

/// Gives every piece that counts its number.
pub(super) fn run(manuscript: &mut Manuscript, context: &Context<'_>) -> Diagnostics {
    let wanted = context.manifest.numbering;
    let mut diagnostics = Diagnostics::new();
    if let Some(style) = wanted.chapters {
        let is_chapter = |piece: &Piece| piece.role == Role::chapter();
        let counted: Vec<usize> = (0..manuscript.pieces.len())
            .filter(|index| {
                let piece = &manuscript.pieces[*index];
                let may_count = piece.role.matter == Matter::Body && piece.role.name != "part";
                may_count && piece.facts.numbered.unwrap_or(is_chapter(piece))
            })
            .collect();
        let numbers: Vec<(usize, usize)> = counted.into_iter().zip(1..).collect();
        diagnostics.extend(give(&numbers, Word::Chapter, style, manuscript, context));
    }
    if let Some(style) = wanted.parts {
        let mut numbers = Vec::new();
        parts(&manuscript.sections, &manuscript.pieces, &mut numbers);
        diagnostics.extend(give(&numbers, Word::Part, style, manuscript, context));
    }
    diagnostics
}

/// Numbers parts, those in a part from one on. Recurses over parts in parts, which the manifest's reader bounds.
fn parts(sections: &[Section], pieces: &[Piece], numbers: &mut Vec<(usize, usize)>) {
    let mut last = 0;
    for section in sections {
        let Section::Part { page, sections } = section else { continue };
        if pieces[*page].facts.numbered != Some(false) {
            last += 1;
            numbers.push((*page, last));
        }
        parts(sections, pieces, numbers);
    }
}

/// Writes numbers in a style; in figures, where the language has no word for the highest.
fn give(
    numbers: &[(usize, usize)],
    of: Word,
    style: Style,
    manuscript: &mut Manuscript,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let manifest = context.manifest;
    let language = &manifest.metadata.language.value;
    let write = |number: usize, style: Style| words::number(of, number, style, language, &manifest.words);
    let highest = numbers.iter().map(|(_, number)| *number).max()?;
    let has_words = write(highest, style).is_some();
    let style = if has_words { style } else { Style::Numerals };
    for (index, number) in numbers {
        let short = match style {
            _ if of == Word::Part => None,
            Style::Numerals => Some(number.to_string()),
            Style::Roman => Some(words::roman(*number)),
            Style::Words => None,
        };
        manuscript.pieces[*index].number = write(*number, style).map(|label| Number { value: *number, label, short });
    }
    (!has_words).then(|| {
        let message = format!("the numbers go to {highest}, for which `{language}` has no word here");
        let help = "all are written in figures; say `numerals` or `roman`";
        Diagnostic::new(&NUMBER_WITHOUT_WORD, message).at(manifest.numbering.span).help(help)
    })
}

/// Puts the number of a piece over its title.
pub(super) fn show(piece: &mut Piece) {
    let Some(number) = &piece.number else { return };
    let heading = piece.tree.root().descendants().find(|node| level(*node).is_some()).map(NodeRef::id);
    let Some(heading) = heading else { return };
    let tree = &mut piece.tree;
    let mark = tree.create_element(&Name::html("span"), None);
    tree.set(mark, "class", "title-number");
    tree.append_text(mark, number.short.as_ref().unwrap_or(&number.label), None);
    let line_end = tree.create_element(&Name::html("br"), None);
    tree.prepend(heading, line_end);
    tree.prepend(heading, mark);
}

/// Takes the number from a piece whose author wrote one: `Chapter 3`, `III`, `3. The Ferry`.
pub(super) fn keep_the_authors_own(piece: &mut Piece, context: &Context<'_>) {
    let Some(number) = &piece.number else { return };
    let title = piece.title.trim();
    let first = title.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let rest = &title[first.len()..];
    let is_number =
        first.bytes().all(|byte| byte.is_ascii_digit()) || first.bytes().all(|byte| b"IVXLC".contains(&byte));
    let is_whole = title == number.value.to_string() || title == words::roman(number.value);
    let begins_with_number = !first.is_empty() && is_number && rest.starts_with(['.', ':', ')']);
    let says_word = first == context.word(Word::Chapter, &piece.language) && !rest.is_empty();
    if is_whole || begins_with_number || says_word || key(title) == key(&number.label) {
        piece.number = None;
    }
}

pub(super) const RULES: &[&Rule] = &[&NUMBER_WITHOUT_WORD];

const NUMBER_WITHOUT_WORD: Rule = Rule {
    name: "number-without-word",
    severity: Severity::Info,
    summary: "a book has more chapters than can be numbered in words",
    explanation: "
In some languages the numbers are written out only so far; a book that goes beyond has all of them in figures.

Wrong:

    [numbering]
    chapters = \"words\"     # and 40 chapters in Polish

Right:

    [numbering]
    chapters = \"roman\"
",
    epubcheck: &[],
};
