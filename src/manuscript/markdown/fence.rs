//! Fenced blocks: `::: verse`, `:::: {.class #id only=kindle}`, and the line of colons that ends them.
//!
//! What kinds there are is a table: a new one is a line here, and where it needs more than a class, a pass.

use super::attributes::{Attributes, Braces, read};
use std::ops::Range;

/// What the line of a fence begins with.
pub(super) const MARK: &str = ":::";

/// A kind of block.
#[derive(Debug)]
pub(super) struct Kind {
    pub name: &'static str,
    pub element: &'static str,
    pub class: &'static str,
    /// What it is to reading systems.
    pub semantics: &'static [(&'static str, &'static str)],
    pub lines: Lines,
}

/// What becomes of the line ends in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// They are spaces.
    Run,
    /// They stay.
    Stay,
    /// They stay where all lines of a paragraph are short, as in an address.
    StayIfShort,
}

/// Every kind of block.
pub(super) const FENCES: &[Kind] = &[
    Kind { lines: Lines::Stay, ..kind("verse", "div", "verse") },
    Kind { lines: Lines::StayIfShort, ..kind("letter", "div", "letter") },
    Kind { semantics: EPIGRAPH, lines: Lines::StayIfShort, ..kind("epigraph", "blockquote", "epigraph") },
    kind("quotation", "blockquote", ""),
    kind("aside", "aside", "aside"),
    kind("note", "aside", "alert alert-note"),
    kind("tip", "aside", "alert alert-tip"),
    kind("important", "aside", "alert alert-important"),
    kind("warning", "aside", "alert alert-warning"),
    kind("caution", "aside", "alert alert-caution"),
    Kind { semantics: &[("role", "figure")], ..kind("figure", "div", "figure") },
    kind("glossary", "div", "glossary"),
    Kind { lines: Lines::Stay, ..kind("center", "div", "center") },
    Kind { lines: Lines::Stay, ..kind("right", "div", "right") },
    Kind { lines: Lines::Stay, ..kind("dateline", "div", "dateline") },
    Kind { lines: Lines::Stay, ..kind("salutation", "div", "salutation") },
    Kind { lines: Lines::Stay, ..kind("closing", "div", "closing") },
    Kind { lines: Lines::Stay, ..kind("signature", "div", "signature") },
    Kind { lines: Lines::Stay, ..kind("attribution", "div", "attribution") },
];

/// A block of no known kind, or one that says only classes.
pub(super) const PLAIN: Kind = kind("", "div", "");

const EPIGRAPH: &[(&str, &str)] = &[("epub:type", "epigraph"), ("role", "doc-epigraph")];

const fn kind(name: &'static str, element: &'static str, class: &'static str) -> Kind {
    Kind { name, element, class, semantics: &[], lines: Lines::Run }
}

/// Returns the kind of that name.
pub(super) fn named(name: &str) -> Option<&'static Kind> {
    FENCES.iter().find(|kind| kind.name == name)
}

/// What the line of a fence says.
#[derive(Debug)]
pub(super) enum Line<'a> {
    Closing,
    Opening(Box<Opening<'a>>),
}

/// A line that begins a block.
#[derive(Debug)]
pub(super) struct Opening<'a> {
    /// The known kind; [`PLAIN`] where there is none.
    pub kind: &'static Kind,
    /// A name that is none of the known ones.
    pub unknown: Option<Range<usize>>,
    pub attributes: Attributes<'a>,
    /// Words that are no part of all this.
    pub rest: Option<Range<usize>>,
}

impl<'a> Line<'a> {
    /// Reads a line from its first colon to its end.
    pub(super) fn read(source: &'a str, line: &Range<usize>) -> Self {
        let text = source[line.clone()].trim_end();
        // Colons at the end of an opening line are decoration.
        let end = line.start + text.trim_end_matches(':').trim_end().len();
        let start = line.start + (text.len() - text.trim_start_matches(':').len());
        let start = start + (source[start..line.end].len() - source[start..line.end].trim_start().len());
        if start >= end {
            return Self::Closing;
        }
        let mut opening = Opening { kind: &PLAIN, unknown: None, attributes: Attributes::default(), rest: None };
        let length = source[start..end].find(|letter: char| letter.is_whitespace() || letter == '{');
        let name = start..length.map_or(end, |length| start + length);
        if !name.is_empty() {
            match named(&source[name.clone()]) {
                Some(kind) => opening.kind = kind,
                None => opening.unknown = Some(name.clone()),
            }
        }
        let mut rest = name.end + (source[name.end..end].len() - source[name.end..end].trim_start().len());
        if source[rest..end].starts_with('{')
            && let Braces::Attributes(mut attributes) = read(source, rest)
            && attributes.range.end <= end
        {
            rest = attributes.range.end;
            if name.is_empty()
                && let Some(class) = attributes.take_class(|class| named(class).is_some())
            {
                opening.kind = named(&class).unwrap_or(&PLAIN);
            }
            opening.attributes = attributes;
        }
        rest += source[rest..end].len() - source[rest..end].trim_start().len();
        opening.rest = (rest < end).then_some(rest..end);
        Self::Opening(Box::new(opening))
    }
}

impl Opening<'_> {
    /// Tells whether the lines in it, and how far in they begin, are kept.
    pub(super) fn keeps_lines(&self) -> bool {
        self.kind.lines == Lines::Stay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        match Line::read(text, &(0..text.len())) {
            Line::Closing => "closing".to_owned(),
            Line::Opening(opening) => {
                let show = |range: &Option<Range<usize>>| range.clone().map_or("", |range| &text[range]);
                let attributes: Vec<String> = opening
                    .attributes
                    .all
                    .iter()
                    .map(|attribute| format!("{}={}", attribute.name, attribute.value))
                    .collect();
                let (unknown, rest) = (show(&opening.unknown), show(&opening.rest));
                format!("{}|{unknown}|{}|{rest}", opening.kind.name, attributes.join(" "))
            }
        }
    }

    #[test]
    fn a_line_opens_a_block_or_closes_one() {
        for (text, expected) in [
            (":::", "closing"),
            ("::::::  ", "closing"),
            ("::: verse", "verse|||"),
            (":::verse :::", "verse|||"),
            ("::: vrese", "|vrese||"),
            ("::: {.verse #a only=kindle}", "verse||id=a only=kindle|"),
            (":::: {.mine .verse}", "verse||class=mine|"),
            ("::: aside {lang=fr}", "aside||lang=fr|"),
            ("::: note Mind the gap", "note|||Mind the gap"),
            ("::: {lang=fr", "|||{lang=fr"),
            ("::: é {", "|é||{"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}
