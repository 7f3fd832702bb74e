//! Reading selectors.

use super::{Compound, MAX_COMPOUNDS, Part, Relation, Selector, Specificity};

/// What nothing in a drawing is while it stands still, and elements that it has none of.
const NEVER: &[&str] = &[
    "active",
    "after",
    "before",
    "first-letter",
    "first-line",
    "focus",
    "focus-visible",
    "focus-within",
    "hover",
    "target",
    "visited",
];

/// Reads a list of selectors; nothing where one of them is not known.
pub(in super::super) fn read(text: &str) -> Option<Vec<Selector>> {
    let text = without_comments(text);
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    let list = reader.list()?;
    reader.rest.is_empty().then_some(list)
}

/// Returns CSS with a space for each comment.
pub(in super::super) fn without_comments(text: &str) -> String {
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
            _ if is_element || NEVER.contains(&&*name) => Part::Never,
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
