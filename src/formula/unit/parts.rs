//! Units, by the names of their parts or by their letters.

use super::names::{BEFORE, BEHIND, PREFIXES, TOUCHING, UNITS, find, unknown};
use super::{Per, Writer};
use crate::formula::Fault;
use crate::formula::lexer::{Kind, Token};

impl<'a> Writer<'a, '_> {
    /// Writes a unit behind its number.
    pub(super) fn unit_of_number(&mut self, tokens: &[Token<'a>]) -> Result<(), Fault> {
        let touches = matches!(tokens, [Token { kind: Kind::Command(name), .. }] if TOUCHING.contains(name));
        if !touches {
            self.put(&[Kind::Command(",")]);
        }
        self.unit(tokens)
    }

    /// Writes a unit, by the names of its parts or by its letters.
    pub(super) fn unit(&mut self, tokens: &[Token<'a>]) -> Result<(), Fault> {
        let start = self.out.len();
        // What the others are divided by, each part by itself.
        let mut below: Vec<Vec<Token<'a>>> = Vec::new();
        let mut next = Next::default();
        let mut is_apart = true;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let symbol = match token.kind {
                Kind::Command("," | "cdot") => {
                    self.put(&[token.kind]);
                    is_apart = true;
                    continue;
                }
                Kind::Char('.' | '~') | Kind::Space => {
                    self.put(&[Kind::Command(",")]);
                    is_apart = true;
                    continue;
                }
                Kind::Command(name) => match next.named(name, token, tokens, &mut at)? {
                    Some(symbol) => symbol.to_owned(),
                    None => continue,
                },
                Kind::Char(letter) if is_of_unit(letter) => {
                    at -= 1;
                    take_letters(tokens, &mut at)
                }
                _ => {
                    self.out.push(token.clone());
                    is_apart = matches!(token.kind, Kind::Char('/' | '('));
                    continue;
                }
            };
            let mut next = std::mem::take(&mut next);
            next.power = next.power.or_else(|| behind(tokens, &mut at));
            if next.is_per && self.per != Per::Power {
                let before = std::mem::take(&mut self.out);
                self.symbol(&Next { is_per: false, ..next }, &symbol);
                below.push(std::mem::replace(&mut self.out, before));
                continue;
            }
            if !std::mem::replace(&mut is_apart, false) {
                self.put(&[Kind::Command(",")]);
            }
            self.symbol(&next, &symbol);
        }
        self.divide(start, below);
        match next.said_by {
            Some(token) => Err(Fault::new("no unit follows this", token.range)
                .help("write the unit behind it: `\\kilo\\metre`, `\\per\\second`")),
            None => Ok(()),
        }
    }

    /// Divides what stands from `start` on, or one where nothing does, by other parts.
    pub(super) fn divide(&mut self, start: usize, below: Vec<Vec<Token<'a>>>) {
        if below.is_empty() {
            return;
        }
        let mut above = self.out.split_off(start);
        if above.is_empty() {
            above.push(Token { kind: Kind::Char('1'), range: self.of.range.clone() });
        }
        let is_fraction = self.per == Per::Fraction;
        let (open, middle, close): (&[_], &[_], &[_]) = match (is_fraction, below.len()) {
            (true, _) => (&[Kind::Command("frac"), Kind::Open], &[Kind::Close, Kind::Open], &[Kind::Close]),
            (false, 1) => (&[], &[Kind::Char('/')], &[]),
            (false, _) => (&[], &[Kind::Char('/'), Kind::Char('(')], &[Kind::Char(')')]),
        };
        self.put(open);
        self.out.append(&mut above);
        self.put(middle);
        for (index, mut part) in below.into_iter().enumerate() {
            if index > 0 {
                self.put(&[Kind::Command(",")]);
            }
            self.out.append(&mut part);
        }
        self.put(close);
    }

    /// Writes a unit with its prefix and its power, upright.
    fn symbol(&mut self, said: &Next<'_>, unit: &str) {
        self.put(&[Kind::Command("text"), Kind::Open]);
        self.put_digits(said.prefix.chars().chain(unit.chars()));
        self.put(&[Kind::Close]);
        let minus = if said.is_per { "-" } else { "" };
        if let Some(power) = said.power.as_deref().or_else(|| said.is_per.then_some("1")) {
            self.put(&[Kind::Sup, Kind::Open]);
            self.put_digits(minus.chars().chain(power.chars()));
            self.put(&[Kind::Close]);
        }
    }
}

/// What has been said of the unit that comes next.
#[derive(Default)]
struct Next<'a> {
    prefix: &'static str,
    power: Option<String>,
    is_per: bool,
    /// The last command that said something of it.
    said_by: Option<Token<'a>>,
}

impl<'a> Next<'a> {
    /// Returns the symbol of the unit that a command names; nothing where it says something of the one that comes next.
    fn named(
        &mut self,
        name: &str,
        token: &Token<'a>,
        tokens: &[Token<'a>],
        at: &mut usize,
    ) -> Result<Option<&'static str>, Fault> {
        if let Some(symbol) = find(UNITS, name) {
            return Ok(Some(symbol));
        }
        if self.takes(name, tokens, at) {
            self.said_by = Some(token.clone());
            return Ok(None);
        }
        Err(match name {
            "tothe" | "squared" | "cubed" => Fault::new("no unit stands before this", token.range.clone())
                .help("write the power behind its unit: `\\metre\\squared`, `\\second\\tothe{-3}`"),
            _ => unknown(name, token),
        })
    }

    /// Notes what a command says of the unit; tells whether it says anything.
    fn takes(&mut self, name: &str, tokens: &[Token<'a>], at: &mut usize) -> bool {
        if name == "per" {
            self.is_per = true;
        } else if name == "raiseto" {
            self.power = take_group(tokens, at);
        } else if let Some(power) = find(BEFORE, name) {
            self.power = Some(power.to_owned());
        } else if let Some(prefix) = find(PREFIXES, name) {
            self.prefix = prefix;
        } else {
            return false;
        }
        true
    }
}

/// Takes the power that stands behind a unit.
fn behind(tokens: &[Token<'_>], at: &mut usize) -> Option<String> {
    let Some(Kind::Command(name)) = tokens.get(*at).map(|token| token.kind) else { return None };
    if name == "tothe" {
        *at += 1;
        return take_group(tokens, at);
    }
    let power = find(BEHIND, name)?;
    *at += 1;
    Some(power.to_owned())
}

/// Tells whether a character is of the symbol of a unit.
fn is_of_unit(letter: char) -> bool {
    letter.is_alphabetic() || letter == '°'
}

/// Takes the letters that stand side by side.
fn take_letters(tokens: &[Token<'_>], at: &mut usize) -> String {
    let mut letters = String::new();
    while let Some(Kind::Char(letter)) = tokens.get(*at).map(|token| token.kind)
        && is_of_unit(letter)
    {
        letters.push(letter);
        *at += 1;
    }
    letters
}

/// Takes the characters of a group.
fn take_group(tokens: &[Token<'_>], at: &mut usize) -> Option<String> {
    let mut text = String::new();
    let is_group = tokens.get(*at)?.kind == Kind::Open;
    while let Some(token) = tokens.get(*at) {
        *at += 1;
        match token.kind {
            Kind::Char(sign) => text.push(sign),
            Kind::Close => break,
            _ => {}
        }
        if !is_group {
            break;
        }
    }
    Some(text)
}
