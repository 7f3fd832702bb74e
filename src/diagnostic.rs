//! What is said to the author: one mistake, its place, and what to do about it.
//!
//! A `Diagnostic` is a value: collected, never thrown, never logged.
//! Showing it is the work of `report`; deciding how much it weighs in this book is that of `Levels`.

mod fix;

pub use fix::{Change, Fix};

use crate::source::{SourceId, Sources, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How much a finding weighs, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rest of the file or book could not be looked at.
    Fatal,
    /// The book cannot be made, or would not be valid.
    Error,
    /// The book is valid, but probably not as its author meant.
    Warning,
    /// Something was done that the author may want to know.
    Info,
    /// Good practice.
    Usage,
}

impl Severity {
    /// Returns the word for it, as reports and JSON write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fatal => "fatal",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Usage => "usage",
        }
    }

    /// Tells whether a book with such a finding is not written.
    pub fn is_error(self) -> bool {
        self <= Self::Error
    }
}

/// A kind of finding: what `bindery explain` prints and `[diagnostics]` names.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, and reads well after "allow": `missing-image`.
    pub name: &'static str,
    /// The weight where the book says nothing else.
    pub severity: Severity,
    /// What is wrong, in one line without a full stop.
    pub summary: &'static str,
    /// Why it matters and what to do, with a wrong and a right example.
    pub explanation: &'static str,
    /// EPUBCheck's ids for the same fault.
    pub epubcheck: &'static [&'static str],
}

/// Where a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the book as a whole.
    Nowhere,
    /// In a file as a whole, or in one that is not text.
    File(SourceId),
    /// At these bytes.
    At(Span),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::At(span)
    }
}

impl From<Option<Span>> for Place {
    fn from(span: Option<Span>) -> Self {
        span.map_or(Self::Nowhere, Self::At)
    }
}

impl Place {
    /// Returns what sorts findings as one reads: by file, and by where in it they begin; a file as a whole comes first.
    pub fn in_reading_order(self) -> (Option<SourceId>, u32) {
        match self {
            Self::Nowhere => (None, 0),
            Self::File(source) => (Some(source), 0),
            Self::At(span) => (Some(span.source), span.start),
        }
    }
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub severity: Severity,
    /// Lower-case, one line, no full stop; names the thing in backticks.
    pub message: String,
    pub place: Place,
    pub label: Option<Box<Label>>,
    /// The profiles of the editions that it concerns; none where it concerns all that are made.
    pub editions: Box<[&'static str]>,
    /// What to do.
    pub help: Option<Box<str>>,
    /// EPUBCheck's id for this fault: of those of the rule, the one that fits.
    pub epubcheck: Option<&'static str>,
    /// How it can be mended, where there is one right way.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// Returns a finding of `rule`, weighing as much as the rule does.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            place: Place::Nowhere,
            label: None,
            editions: Box::default(),
            help: None,
            epubcheck: rule.epubcheck.first().copied(),
            fix: None,
        }
    }

    /// Makes it a finding of another rule, weighing as much as that does.
    #[must_use]
    pub fn under(mut self, rule: &'static Rule) -> Self {
        (self.rule, self.severity) = (rule, rule.severity);
        self.epubcheck = rule.epubcheck.first().copied();
        self
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, place: impl Into<Place>) -> Self {
        self.place = place.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Box<str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which of EPUBCheck's ids fits, where it is not the first of its rule.
    #[must_use]
    pub fn epubcheck(mut self, id: &'static str) -> Self {
        self.epubcheck = Some(id);
        self
    }

    /// Says how it can be mended, where that is known.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }

    /// Returns it twice: EPUBCheck reports this fault under two ids. People are told once: see [`once`].
    pub fn under_two_ids(self, second: &'static str) -> [Self; 2] {
        [self.clone(), self.epubcheck(second)]
    }

    /// Returns where it points: its place, and the second one.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let place = match &mut self.place {
            Place::At(span) => Some(span),
            Place::File(_) | Place::Nowhere => None,
        };
        place.into_iter().chain(self.label.as_mut().map(|label| &mut label.span))
    }

    /// Points into the files that a text was put together from, and no more into that text.
    pub fn find_origin(&mut self, sources: &Sources) {
        for span in self.spans_mut() {
            *span = sources.origin(*span);
        }
    }

    /// Tells whether it is said of the edition for a profile.
    pub fn concerns(&self, profile: &str) -> bool {
        self.editions.is_empty() || self.editions.contains(&profile)
    }

    /// Points at a second place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.label = Some(Box::new(Label { span, message: message.into() }));
        self
    }
}

/// The findings of one stage or piece, in the order in which they were made.
pub type Diagnostics = Vec<Diagnostic>;

/// Returns findings without those that say of a place what another has said of it already.
pub fn once(diagnostics: &[Diagnostic]) -> Diagnostics {
    let mut known = HashSet::new();
    let mut found = Diagnostics::new();
    for finding in diagnostics {
        if known.insert((finding.rule.name, finding.place, finding.message.as_str())) {
            found.push(finding.clone());
        }
    }
    found
}

/// Joins the findings of editions, which have most of them in common: each is said once, and of which editions.
pub fn of_editions(editions: impl IntoIterator<Item = (&'static str, Diagnostics)>) -> Diagnostics {
    let mut known = HashMap::new();
    let mut found: Vec<(Diagnostic, Vec<&'static str>)> = Vec::new();
    let mut count = 0;
    for (profile, findings) in editions {
        count += 1;
        for finding in findings {
            let at = *known.entry((finding.rule.name, finding.place, finding.message.clone())).or_insert(found.len());
            match found.get_mut(at) {
                None => found.push((finding, vec![profile])),
                Some((_, profiles)) if !profiles.contains(&profile) => profiles.push(profile),
                Some(_) => {}
            }
        }
    }
    let of = |(mut finding, profiles): (Diagnostic, Vec<_>)| {
        if profiles.len() < count {
            finding.editions = profiles.into();
        }
        finding
    };
    found.into_iter().map(of).collect()
}

/// How much a book lets a rule weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Allow,
    Warn,
    Error,
}

impl Level {
    /// Returns the level of that name, as `[diagnostics]` writes it.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warn),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

/// The levels that a book, or a piece of it, sets for rules by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub BTreeMap<String, Level>);

/// The levels of a book, and over them those that its pieces set for themselves.
#[derive(Clone, Debug, Default)]
pub struct Scale {
    pub book: Levels,
    /// By the texts of the pieces.
    pub pieces: BTreeMap<SourceId, Levels>,
}

impl Scale {
    /// Returns `diagnostics` as this book weighs them.
    ///
    /// A rule that is an error by itself stays one: what is not valid cannot be allowed.
    pub fn weigh(&self, diagnostics: Diagnostics) -> Diagnostics {
        diagnostics.into_iter().filter_map(|diagnostic| self.weigh_one(diagnostic)).collect()
    }

    fn weigh_one(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        if diagnostic.severity.is_error() {
            return Some(diagnostic);
        }
        let source = match diagnostic.place {
            Place::Nowhere => None,
            Place::File(source) => Some(source),
            Place::At(span) => Some(span.source),
        };
        let piece = source.and_then(|source| self.pieces.get(&source));
        let level = piece.into_iter().chain([&self.book]).find_map(|levels| levels.0.get(diagnostic.rule.name));
        match level {
            Some(Level::Allow) => return None,
            Some(Level::Warn) => diagnostic.severity = Severity::Warning,
            Some(Level::Error) => diagnostic.severity = Severity::Error,
            None => {}
        }
        Some(diagnostic)
    }
}
