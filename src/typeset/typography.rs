//! What a typesetter makes of the plain marks that a keyboard has, by the language of each passage.
//!
//! A [`Step`] is a file; the table of languages has a row for each. Code, formulas, drawings, attributes, addresses and
//! passages in a language without rules stay as they are.
//! Spelling is never touched: number words, capitals in titles and Roman numerals are their author's.

mod block;
mod dashes;
mod ellipses;
mod fractions;
mod french;
mod language;
mod languages;
mod line;
mod quotes;
mod ranges;
mod shield;
mod signs;
mod spaces;

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manifest::{FrenchSpace, Manifest, Typography};
use crate::manuscript::Piece;
use crate::source::Span;
use crate::xml::NodeId;
use language::Language;
use line::{Line, Wakes};
use std::ops::Range;

/// A step of typography.
struct Step {
    /// As `[typography]` names it.
    name: &'static str,
    /// Whether it runs where nothing is said.
    by_itself: bool,
    /// Names the bytes at which it may have something to do.
    wakes: fn(&Language, &mut Wakes),
    run: fn(&mut Line),
}

/// The steps, in order: where two would change the same place, the first one does.
const STEPS: &[Step] = &[
    Step { name: "quotes", by_itself: true, wakes: quotes::wakes, run: quotes::run },
    Step { name: "ellipses", by_itself: true, wakes: ellipses::wakes, run: ellipses::run },
    Step { name: "dashes", by_itself: true, wakes: dashes::wakes, run: dashes::run },
    Step { name: "fractions", by_itself: false, wakes: fractions::wakes, run: fractions::run },
    Step { name: "signs", by_itself: false, wakes: signs::wakes, run: signs::run },
    Step { name: "spaces", by_itself: true, wakes: spaces::wakes, run: spaces::run },
];

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let said = said(piece, context);
    let mut compositor = Compositor::new(&said, |_| true);
    if compositor.steps.is_empty() {
        return Diagnostics::new();
    }
    let top = piece.tree.document();
    block::set_tree(&mut piece.tree, top, &piece.language, &mut compositor);
    let facts = &mut piece.facts;
    let titles = [&mut facts.title, &mut facts.toc_title, &mut facts.subtitle];
    titles.into_iter().flatten().for_each(|title| compositor.set_text(&mut title.value, &piece.language));
    let mut shelf = Compositor::new(&said, is_for_shelves);
    piece.authors.iter_mut().for_each(|author| shelf.set_text(&mut author.name, &piece.language));
    compositor.finish()
}

/// Sets what another pass puts into a page later, as the page is set.
pub(super) fn set_block(piece: &mut Piece, block: NodeId, context: &Context<'_>) -> Diagnostics {
    let mut compositor = Compositor::new(&said(piece, context), |_| true);
    block::set_tree(&mut piece.tree, block, &piece.language, &mut compositor);
    compositor.finish()
}

fn said(piece: &Piece, context: &Context<'_>) -> Typography {
    piece.facts.typography.clone().or(context.manifest.typography.clone())
}

/// Sets what the shelf shows of a book.
pub(super) fn set_metadata(manifest: &mut Manifest) {
    let mut compositor = Compositor::new(&manifest.typography, is_for_shelves);
    let metadata = &mut manifest.metadata;
    let language = metadata.language.value.clone();
    let mut set = |text: &mut String| compositor.set_text(text, &language);
    set(&mut metadata.title.value);
    let texts = [&mut metadata.subtitle, &mut metadata.description, &mut metadata.publisher, &mut metadata.rights];
    texts.into_iter().flatten().for_each(&mut set);
    metadata.subjects.iter_mut().for_each(&mut set);
    metadata.series.iter_mut().for_each(|series| set(&mut series.name));
    let people = metadata.authors.iter_mut().chain(&mut metadata.contributors);
    people.for_each(|person| set(&mut person.name));
}

/// Tells whether a step is for what shelves show: there are no lines to hold together, and a search for a name finds
/// none that has other spaces.
fn is_for_shelves(step: &Step) -> bool {
    step.name != "spaces"
}

/// Sets lines: the steps that run, what they know of the languages met so far, and the line at hand.
struct Compositor {
    steps: Vec<&'static Step>,
    languages: Vec<(String, Option<Rules>)>,
    /// The languages of the elements that are open, as indices.
    open: Vec<usize>,
    line: Line,
    /// A mark that was open where its block ended: the next one goes on with it, or it has no partner.
    waiting: Option<(char, Diagnostic)>,
    diagnostics: Diagnostics,
}

/// A language with the bytes at which the steps wake in it.
struct Rules {
    language: &'static Language,
    wakes: Box<Wakes>,
}

impl Compositor {
    fn new(said: &Typography, is_wanted: impl Fn(&Step) -> bool) -> Self {
        let runs = |step: &&Step| is_wanted(step) && said.runs(step.name, step.by_itself);
        let french_space = match said.french_space.unwrap_or_default() {
            FrenchSpace::Full => "\u{a0}",
            FrenchSpace::Narrow => "\u{202f}",
        };
        Self {
            steps: STEPS.iter().filter(runs).collect(),
            languages: Vec::new(),
            open: Vec::new(),
            line: Line::new(french_space),
            waiting: None,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Goes on in a language.
    fn enter(&mut self, tag: &str) {
        let known = self.languages.iter().position(|(known, _)| known == tag);
        let index = known.unwrap_or_else(|| {
            let rules = language::language(tag).map(|language| {
                let mut wakes = Box::new(Wakes::new());
                self.steps.iter().for_each(|step| (step.wakes)(language, &mut wakes));
                Rules { language, wakes }
            });
            self.languages.push((tag.to_owned(), rules));
            self.languages.len() - 1
        });
        self.open.push(index);
    }

    /// Goes back to the language before.
    fn leave(&mut self) {
        self.open.pop();
    }

    /// Adds text to the line.
    fn push(&mut self, text: &str, is_escaped: bool) {
        match self.open.last().and_then(|&index| self.languages[index].1.as_ref()) {
            Some(rules) => self.line.push(text, rules.language, &rules.wakes, is_escaped),
            None => self.line.text.push_str(text),
        }
    }

    /// Runs the steps over the line. Tells whether they change it.
    fn set(&mut self) -> bool {
        if self.line.marks.is_empty() {
            return false;
        }
        shield::run(&mut self.line);
        for step in &self.steps {
            (step.run)(&mut self.line);
        }
        self.line.settle()
    }

    /// Says what was found in the line, and empties it.
    fn end_line(&mut self, place: impl Fn(Range<usize>) -> Option<Span>) {
        if self.line.text.trim_ascii().is_empty() {
            return self.line.clear();
        }
        // A dialogue goes on with the same mark, or with the dash of another voice.
        let is_other_voice = self.line.text.trim_start().starts_with(['-', '–', '—', '―']);
        let goes_on = |mark: char| is_other_voice || self.line.opens_with == Some(mark);
        let waiting = self.waiting.take().filter(|(mark, _)| !goes_on(*mark));
        self.diagnostics.extend(waiting.map(|(_, diagnostic)| diagnostic));
        for fault in std::mem::take(&mut self.line.faults) {
            let diagnostic = unbalanced(fault.mark, fault.opens).at(place(fault.range));
            // Of several that are open, the outermost stands for all.
            match self.waiting {
                None if fault.ends_open => self.waiting = Some((straight(fault.mark), diagnostic)),
                Some(_) if fault.ends_open => {}
                _ => self.diagnostics.push(diagnostic),
            }
        }
        self.line.clear();
    }

    /// Sets a text that stands by itself, such as a title, as one on a page is set.
    fn set_text(&mut self, text: &mut String, language: &str) {
        self.enter(language);
        self.push(text, false);
        self.leave();
        let mut changed = String::new();
        if self.set() && self.line.write(0..text.len(), &mut changed) {
            *text = changed;
        }
        self.line.clear();
    }

    fn finish(mut self) -> Diagnostics {
        self.diagnostics.extend(self.waiting.map(|(_, diagnostic)| diagnostic));
        self.diagnostics
    }
}

/// Returns the straight mark of a quotation mark.
fn straight(mark: char) -> char {
    if matches!(mark, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›') { '\'' } else { '"' }
}

fn unbalanced(mark: char, opens: bool) -> Diagnostic {
    let (message, help) = if opens {
        (format!("the quotation mark `{mark}` is never closed"), "close it, or begin the next paragraph with it")
    } else {
        (format!("the quotation mark `{mark}` closes nothing"), "open it where the quotation begins, or take it out")
    };
    Diagnostic::new(&UNBALANCED_QUOTES, message).help(help)
}

pub(super) const RULES: &[&Rule] = &[&UNBALANCED_QUOTES];

const UNBALANCED_QUOTES: Rule = Rule {
    name: "unbalanced-quotes",
    severity: Severity::Usage,
    summary: "a quotation mark without its partner",
    explanation: "
A quotation opens and never closes, or closes and was never opened.
The marks are set as well as can be, but which way they turn is a guess.

A speech of several paragraphs opens each of them and closes the last: that is no mistake.

It is reported only with `--strict`, or where `[diagnostics]` gives it a level.

Wrong:

    \"The ferry is late, she said.

Right:

    \"The ferry is late,\" she said.
",
    epubcheck: &[],
};
