//! Selectors of a drawing's stylesheet: which elements they mean, and how much they weigh.
//!
//! Selectors Level 3 with `:is`, `:where` and `:not` of Level 4. What a still picture never is (`:hover`) means no
//! element; what is not known here is no selector, so that whoever asks can leave its rule alone.

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

/// What matching may still cost.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    fn take(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
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
        let fits = budget.take() && node.is_element() && compound.iter().all(|part| part.matches(node, budget));
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
            Self::Class(class) => node.has_token("class", class),
            Self::Id(id) => node.attribute("id") == Some(id),
            Self::Attribute { name, test, value, ignores_case } => {
                node.attribute(name).is_some_and(|found| match ignores_case {
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
        budget.take().then_some(())?;
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

/// Reads a list of selectors; nothing where one of them is not known.
pub(super) fn read(text: &str) -> Option<Vec<Selector>> {
    let text = without_comments(text);
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    let list = reader.list()?;
    reader.rest.is_empty().then_some(list)
}

/// Returns CSS with a space for each comment.
pub(super) fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push(' ');
        out.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    out
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    fn list(&mut self) -> Option<Vec<Selector>> {
        let mut list = Vec::new();
        loop {
            self.space();
            list.push(self.selector()?);
            if !self.takes(',') {
                return Some(list);
            }
        }
    }

    fn selector(&mut self) -> Option<Selector> {
        let (mut compounds, mut specificity) = (Vec::new(), [0; 3]);
        // What leads from a compound to the one before it.
        let mut relation = Relation::Within;
        loop {
            compounds.push((self.compound(&mut specificity)?, relation));
            let is_apart = self.space();
            relation = match self.rest.bytes().next() {
                None | Some(b',' | b')') => break,
                Some(b'>') => Relation::Child,
                Some(b'+') => Relation::Next,
                Some(b'~') => Relation::Later,
                Some(_) if is_apart => Relation::Within,
                Some(_) => return None,
            };
            if relation != Relation::Within {
                self.rest = &self.rest[1..];
                self.space();
            }
            if compounds.len() == MAX_COMPOUNDS {
                return None;
            }
        }
        compounds.reverse();
        Some(Selector { compounds, specificity })
    }

    fn compound(&mut self, specificity: &mut Specificity) -> Option<Compound> {
        let mut parts = Vec::new();
        let mut is_bare = true;
        if self.takes('*') {
            is_bare = false;
        } else if let Some(name) = self.name() {
            specificity[2] = specificity[2].saturating_add(1);
            parts.push(Part::Type(name));
            is_bare = false;
        }
        loop {
            let (part, weight) = match self.rest.bytes().next() {
                Some(b'.') => (Part::Class(self.after(1)?), 1),
                Some(b'#') => (Part::Id(self.after(1)?), 0),
                Some(b'[') => (self.attribute()?, 1),
                Some(b':') => {
                    parts.push(self.pseudo(specificity)?);
                    is_bare = false;
                    continue;
                }
                // A namespace.
                Some(b'|') => return None,
                _ if is_bare => return None,
                _ => return Some(parts),
            };
            specificity[weight] = specificity[weight].saturating_add(1);
            parts.push(part);
            is_bare = false;
        }
    }

    fn attribute(&mut self) -> Option<Part> {
        let name = self.after(1)?;
        self.space();
        let sign = self.rest.bytes().next()?;
        let test = if sign == b']' { b' ' } else { sign };
        if matches!(sign, b'~' | b'|' | b'^' | b'$' | b'*') {
            self.rest = &self.rest[1..];
        }
        let (mut value, mut ignores_case) = (String::new(), false);
        if test != b' ' {
            self.takes('=').then_some(())?;
            self.space();
            let quote = self.rest.chars().next()?;
            value = if matches!(quote, '"' | '\'') {
                let (value, rest) = self.rest[1..].split_once(quote)?;
                // An escape may hide a quote.
                if value.contains('\\') {
                    return None;
                }
                self.rest = rest;
                value.to_owned()
            } else {
                self.name()?
            };
            self.space();
            ignores_case = self.takes('i') || self.takes('I');
            self.space();
        }
        self.takes(']').then_some(Part::Attribute { name, test, value, ignores_case })
    }

    fn pseudo(&mut self, specificity: &mut Specificity) -> Option<Part> {
        let is_element = self.rest.starts_with("::");
        let name = self.after(if is_element { 2 } else { 1 })?.to_ascii_lowercase();
        let nth = |offset, from_end, of_type| Part::Nth { step: 0, offset, from_end, of_type };
        let part = match &*name {
            // A drawing has none of them to show.
            _ if is_element => Part::Never,
            "before" | "after" | "first-line" | "first-letter" => Part::Never,
            "hover" | "focus" | "focus-within" | "focus-visible" | "active" | "visited" | "target" => Part::Never,
            "root" => Part::Root,
            "empty" => Part::Empty,
            "first-child" => nth(1, false, false),
            "last-child" => nth(1, true, false),
            "first-of-type" => nth(1, false, true),
            "last-of-type" => nth(1, true, true),
            "only-child" => Part::Only { of_type: false },
            "only-of-type" => Part::Only { of_type: true },
            "nth-child" | "nth-last-child" | "nth-of-type" | "nth-last-of-type" => {
                let (step, offset) = self.nth()?;
                Part::Nth { step, offset, from_end: name.contains("last"), of_type: name.ends_with("type") }
            }
            "not" | "is" | "where" => return self.function(&name, specificity),
            _ => return None,
        };
        let weight = if is_element { 2 } else { 1 };
        specificity[weight] = specificity[weight].saturating_add(1);
        Some(part)
    }

    fn function(&mut self, name: &str, specificity: &mut Specificity) -> Option<Part> {
        self.depth += 1;
        let is_open = self.depth < 8 && self.takes('(');
        let list = is_open.then(|| self.list())??;
        self.space();
        self.takes(')').then_some(())?;
        self.depth -= 1;
        if name != "where" {
            let most = list.iter().map(|selector| selector.specificity).max().unwrap_or_default();
            for (sum, more) in specificity.iter_mut().zip(most) {
                *sum = sum.saturating_add(more);
            }
        }
        Some(if name == "not" { Part::Not(list) } else { Part::Any(list) })
    }

    /// Reads the brackets of `:nth-child(2n + 1)`.
    fn nth(&mut self) -> Option<(i32, i32)> {
        let (inside, rest) = self.rest.strip_prefix('(')?.split_once(')')?;
        self.rest = rest;
        let text: String = inside.chars().filter(|character| !character.is_whitespace()).collect();
        let text = text.to_ascii_lowercase();
        match &*text {
            "odd" => return Some((2, 1)),
            "even" => return Some((2, 0)),
            _ => {}
        }
        let number = |text: &str| text.strip_prefix('+').unwrap_or(text).parse::<i16>().ok().map(i32::from);
        let Some((step, offset)) = text.split_once('n') else { return Some((0, number(&text)?)) };
        let step = match step {
            "" | "+" => 1,
            "-" => -1,
            step => number(step)?,
        };
        Some((step, if offset.is_empty() { 0 } else { number(offset)? }))
    }

    /// Passes some signs and reads the name behind them.
    fn after(&mut self, signs: usize) -> Option<String> {
        self.rest = self.rest.get(signs..)?;
        self.name()
    }

    fn name(&mut self) -> Option<String> {
        let mut name = String::new();
        let mut rest = self.rest;
        while let Some(next) = rest.chars().next() {
            if next == '\\' {
                let (character, length) = unescaped(&rest[1..])?;
                name.push(character);
                rest = &rest[1 + length..];
            } else if next.is_alphanumeric() || matches!(next, '-' | '_') || !next.is_ascii() {
                name.push(next);
                rest = &rest[next.len_utf8()..];
            } else {
                break;
            }
        }
        let has_begun = !self.rest.starts_with(|first: char| first.is_ascii_digit());
        if name.is_empty() || !has_begun {
            return None;
        }
        self.rest = rest;
        Some(name)
    }

    fn takes(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let is_space = rest.len() < self.rest.len();
        self.rest = rest;
        is_space
    }
}

/// Returns the character of an escape behind its stroke, and how many bytes it is written with.
fn unescaped(text: &str) -> Option<(char, usize)> {
    let digits = text.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 {
        return text.chars().next().map(|character| (character, character.len_utf8()));
    }
    let character = u32::from_str_radix(&text[..digits], 16).ok().and_then(char::from_u32)?;
    let has_space = text[digits..].starts_with(|next: char| next.is_ascii_whitespace());
    Some((character, digits + usize::from(has_space)))
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
