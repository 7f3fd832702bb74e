//! Selectors of a drawing's stylesheet: which elements they mean, and how much they weigh.
//!
//! Selectors Level 3 with `:is`, `:where` and `:not` of Level 4. What a still picture never is (`:hover`) means no
//! element; what is not known here is no selector, so that whoever asks can leave its rule alone.

mod reader;

pub(super) use reader::{read, without_comments};

use crate::xml::{NodeRef, ns};
use std::cell::Cell;

/// The most compounds of a selector: matching goes as deep.
const MAX_COMPOUNDS: usize = 24;

/// A selector without commas.
#[derive(Debug)]
pub(super) struct Selector {
    /// The compounds from right to left, each with what leads from it to the next.
    compounds: Vec<(Compound, Relation)>,
    pub(super) specificity: Specificity,
}

/// How many ids, classes and types a selector names.
pub(super) type Specificity = [u16; 3];

type Compound = Vec<Part>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Within,
    Child,
    Next,
    Later,
}

#[derive(Debug)]
enum Part {
    Type(String),
    Class(String),
    Id(String),
    Attribute {
        name: String,
        test: u8,
        value: String,
        ignores_case: bool,
    },
    Root,
    Empty,
    /// `:nth-child(an+b)`, from the front or the end, of all or of its own type.
    Nth {
        step: i32,
        offset: i32,
        from_end: bool,
        of_type: bool,
    },
    Only {
        of_type: bool,
    },
    Any(Vec<Selector>),
    Not(Vec<Selector>),
    Never,
}

/// How many bytes of an attribute are looked through for what a step costs.
const BYTES_A_STEP: usize = 32;

/// What matching may still cost.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    /// Takes so many steps; tells whether there are any left.
    pub(super) fn take(&self, steps: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(steps));
        !self.is_spent()
    }
}

/// The rightmost part that an element must have, by which rules are found.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'a> {
    Id(&'a str),
    Class(&'a str),
    Type(&'a str),
    All,
}

impl Selector {
    pub(super) fn key(&self) -> Key<'_> {
        let parts = self.compounds.first().map_or(&[][..], |(parts, _)| parts);
        let keys = parts.iter().map(|part| match part {
            Part::Id(id) => Key::Id(id),
            Part::Class(class) => Key::Class(class),
            Part::Type(local) => Key::Type(local),
            _ => Key::All,
        });
        keys.min().unwrap_or(Key::All)
    }

    /// Tells whether it means an element.
    pub(super) fn matches(&self, node: NodeRef<'_>, budget: &Budget) -> bool {
        self.matches_from(0, node, budget)
    }

    fn matches_from(&self, index: usize, node: NodeRef<'_>, budget: &Budget) -> bool {
        let Some((compound, relation)) = self.compounds.get(index) else { return true };
        let fits = budget.take(1) && node.is_element() && compound.iter().all(|part| part.matches(node, budget));
        if !fits || index + 1 == self.compounds.len() {
            return fits;
        }
        let rest = |node: NodeRef<'_>| self.matches_from(index + 1, node, budget);
        match relation {
            Relation::Within => node.ancestors().any(rest),
            Relation::Child => node.parent().is_some_and(rest),
            Relation::Next => node.previous_element().is_some_and(rest),
            Relation::Later => std::iter::successors(node.previous_element(), |node| node.previous_element()).any(rest),
        }
    }
}

impl Part {
    fn matches(&self, node: NodeRef<'_>, budget: &Budget) -> bool {
        match self {
            Self::Type(wanted) => node.name().is_some_and(|name| *name.local == **wanted),
            Self::Class(class) => {
                let found = node.attribute("class").unwrap_or_default();
                budget.take(found.len() / BYTES_A_STEP) && found.split_ascii_whitespace().any(|token| token == class)
            }
            Self::Id(id) => node.attribute("id") == Some(id),
            Self::Attribute { name, test, value, ignores_case } => {
                node.attribute(name).is_some_and(|found| match ignores_case {
                    _ if !budget.take(found.len() / BYTES_A_STEP) => false,
                    true => holds(&found.to_lowercase(), *test, &value.to_lowercase()),
                    false => holds(found, *test, value),
                })
            }
            Self::Root => is_svg(node) && !node.ancestors().any(is_svg),
            Self::Empty => node.first_child().is_none(),
            Self::Nth { step, offset, from_end, of_type } => {
                place(node, *from_end, *of_type, budget).is_some_and(|place| {
                    let beyond = place - offset;
                    if *step == 0 { beyond == 0 } else { beyond % step == 0 && beyond / step >= 0 }
                })
            }
            Self::Only { of_type } => [false, true].iter().all(|end| place(node, *end, *of_type, budget) == Some(1)),
            Self::Any(selectors) => selectors.iter().any(|selector| selector.matches(node, budget)),
            Self::Not(selectors) => !selectors.iter().any(|selector| selector.matches(node, budget)),
            Self::Never => false,
        }
    }
}

/// Returns the number of an element among those beside it; nothing where it would cost too much.
fn place(node: NodeRef<'_>, from_end: bool, of_type: bool, budget: &Budget) -> Option<i32> {
    let mut place = 1;
    let mut other = node;
    while let Some(next) = if from_end { other.next_element() } else { other.previous_element() } {
        budget.take(1).then_some(())?;
        place += i32::from(!of_type || next.name() == node.name());
        other = next;
    }
    Some(place)
}

fn is_svg(node: NodeRef<'_>) -> bool {
    node.local_in(ns::SVG) == Some("svg")
}

/// Tells whether the value of an attribute is as the sign before `=` asks.
fn holds(found: &str, test: u8, value: &str) -> bool {
    match test {
        b'~' => !value.is_empty() && found.split_ascii_whitespace().any(|token| token == value),
        b'|' => found.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
        b'^' => !value.is_empty() && found.starts_with(value),
        b'$' => !value.is_empty() && found.ends_with(value),
        b'*' => !value.is_empty() && found.contains(value),
        b'=' => found == value,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_xml;

    const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' id='r'><g id='a' class='x y'><rect id='b' \
        fill='Red'/><path id='c' class='y'/><rect id='d' lang='de-CH'/></g><g id='1'><g><path id='e'/></g></g></svg>";

    /// Returns the ids of what a selector means.
    fn meant(selector: &str) -> Option<String> {
        let tree = parse_xml(&DRAWING.into(), None).unwrap();
        let (selectors, budget) = (read(selector)?, Budget::new(10_000));
        let is_meant = |node: &NodeRef<'_>| selectors.iter().any(|selector| selector.matches(*node, &budget));
        let ids = tree.root().descendants().filter(is_meant).filter_map(|node| node.attribute("id"));
        Some(ids.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_selector_means_what_it_says() {
        let cases = [
            ("rect", "b d"),
            ("*", "r a b c d 1 e"),
            (".y", "a c"),
            ("g.x.y", "a"),
            ("#c, #b", "b c"),
            ("#\\31 ", "1"),
            ("svg path", "c e"),
            ("g > path", "c e"),
            ("#\\31 > path", ""),
            (".x>path/* not e */", "c"),
            ("rect + path", "c"),
            ("rect ~ rect", "d"),
            ("svg g g path", "e"),
            ("[fill]", "b"),
            ("[fill=red]", ""),
            ("[fill='red' i]", "b"),
            ("[class~=y]", "a c"),
            ("[lang|=de]", "d"),
            ("[id^=a],[id$=b],[id*=c]", "a b c"),
            (":root", "r"),
            ("rect:first-child", "b"),
            ("g :last-child", "d e"),
            ("rect:last-of-type", "d"),
            (":only-child", "r e"),
            ("#a > :nth-child(2n+1)", "b d"),
            ("#a > :nth-last-child(-n + 2)", "c d"),
            ("rect:nth-of-type(2)", "d"),
            ("rect:not([fill]), :is(#a, #e):not(g)", "d e"),
            ("rect:hover, rect::before", ""),
            (":empty", "b c d e"),
        ];
        for (selector, expected) in cases {
            assert_eq!(meant(selector).as_deref(), Some(expected), "{selector}");
        }
    }

    #[test]
    fn what_is_no_selector_here_is_none() {
        for selector in ["", "a,", "svg|g", ":lang(de)", "g >", "..a", "[x", ":not(", "1a", "a{", "g:nth-child(x)"] {
            assert_eq!(meant(selector), None, "{selector}");
        }
    }

    #[test]
    fn ids_weigh_more_than_classes_and_those_more_than_types() {
        let cases =
            [("g#a.b[c] d", [1, 2, 2]), (":where(#a) b", [0, 0, 1]), (":not(.a, #b)", [1, 0, 0]), ("*", [0; 3])];
        for (selector, expected) in cases {
            assert_eq!(read(selector).unwrap()[0].specificity, expected, "{selector}");
        }
    }

    #[test]
    fn matching_costs_no_more_than_it_may() {
        let tree = parse_xml(&DRAWING.into(), None).unwrap();
        let (selectors, budget) = (read("svg g g path").unwrap(), Budget::new(5));
        assert!(!tree.root().descendants().any(|node| selectors[0].matches(node, &budget)) && budget.is_spent());
    }
}
