//! Chemistry as the package mhchem writes it: `\ce{2H2 + O2 -> 2H2O}`.
//!
//! What stands in the braces is written anew as TeX, which is then read as any: letters upright, numbers behind them
//! low, charges high, bonds without space, arrows as long as what is said over them. Of mhchem this is the part that
//! textbooks use; the places of scripts before a symbol, dashed arrows and colours are not told apart.

use super::lexer::{Kind, Token};
use super::parser::{Atom, Parser};
use super::{Fault, alphabet::Font};
use std::ops::Range;

/// The arrows, those first whose beginning is another: how they are typed, and the commands that draw them with and
/// without something said at them.
const ARROWS: &[(&str, &str, &str)] = &[
    ("<=>>", "xrightleftharpoons", "rightleftharpoons"),
    ("<<=>", "xrightleftharpoons", "rightleftharpoons"),
    ("<-->", "xleftrightarrow", "longleftrightarrow"),
    ("<=>", "xrightleftharpoons", "rightleftharpoons"),
    ("<->", "xleftrightarrow", "longleftrightarrow"),
    ("-->", "xrightarrow", "longrightarrow"),
    ("->", "xrightarrow", "longrightarrow"),
    ("<-", "xleftarrow", "longleftarrow"),
];

/// The bonds that `\bond{…}` names.
const BONDS: &[(&str, &str)] = &[
    ("-", "-"),
    ("1", "-"),
    ("=", "="),
    ("2", "="),
    ("#", "equiv"),
    ("3", "equiv"),
    ("...", "cdots"),
    ("....", "cdots"),
    ("->", "rightarrow"),
    ("<-", "leftarrow"),
    ("~", "sim"),
    ("~-", "sim"),
];

/// States of matter, which stand off from what is in them.
const STATES: &[&str] = &["(s)", "(l)", "(g)", "(aq)", "(cr)", "(am)", "(sln)"];

/// What stands before a place in a formula.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// White space, or nothing.
    Gap,
    /// How much there is of what follows.
    Amount,
    /// A sign between two formulas.
    Sign,
    /// Something that may have numbers and charges behind it.
    Atom,
}

/// `\ce{…}`
pub(super) fn formula(parser: &mut Parser<'_>, of: &Token<'_>) -> Result<Option<Atom>, Fault> {
    let argument = parser.lexer.argument(of)?;
    let tokens = Writer { tokens: &argument, at: 0, before: Before::Gap, out: Vec::new() }.write()?;
    parser.lexer.put_back_group(tokens, of.range.clone());
    let font = std::mem::replace(&mut parser.font, Font::Plain);
    let math = parser.group(of);
    parser.font = font;
    math.map(|math| Some(Atom::ordinary(math)))
}

/// Writes a formula as TeX.
struct Writer<'a, 't> {
    tokens: &'t [Token<'a>],
    at: usize,
    before: Before,
    out: Vec<Token<'a>>,
}

impl<'a> Writer<'a, '_> {
    fn write(mut self) -> Result<Vec<Token<'a>>, Fault> {
        while let Some(token) = self.tokens.get(self.at) {
            let range = token.range.clone();
            match token.kind {
                Kind::Space => self.gap(&range),
                Kind::Char('$') => self.mathematics(&range)?,
                Kind::Char('<' | '-') if self.arrow(&range) => {}
                Kind::Char('+' | '-' | '=' | '#') => self.sign(&range),
                Kind::Char(digit) if digit.is_ascii_digit() => self.number(&range),
                Kind::Char('.' | '*' | '·') if self.before == Before::Atom => {
                    self.put(&range, &[Kind::Open, Kind::Command("cdot"), Kind::Close]);
                    (self.at, self.before) = (self.at + 1, Before::Gap);
                }
                Kind::Char('(') if self.state(&range) => {}
                Kind::Char(letter) if letter.is_alphabetic() => self.letters(&range),
                Kind::Char(_) => {
                    self.put(&range, &[token.kind]);
                    (self.at, self.before) = (self.at + 1, Before::Atom);
                }
                Kind::Sup | Kind::Sub => self.script(&range)?,
                Kind::Open => {
                    self.put(&range, &[Kind::Command("ce")]);
                    self.group();
                    self.before = Before::Atom;
                }
                Kind::Command("bond") => self.bond(&range)?,
                Kind::Command(_) => {
                    self.put(&range, &[token.kind]);
                    self.at += 1;
                    while self.kind(0) == Some(Kind::Open) {
                        self.group();
                    }
                    self.before = Before::Atom;
                }
                Kind::Close | Kind::Align | Kind::Argument(_) => {
                    return Err(Fault::new("this means nothing in chemistry", range));
                }
            }
        }
        Ok(self.out)
    }

    fn kind(&self, ahead: usize) -> Option<Kind<'a>> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    fn put(&mut self, range: &Range<usize>, kinds: &[Kind<'a>]) {
        self.out.extend(kinds.iter().map(|kind| Token { kind: *kind, range: range.clone() }));
    }

    /// Tells whether these characters come next.
    fn begins(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, sign)| self.kind(ahead) == Some(Kind::Char(sign)))
    }

    /// Tells whether nothing more of a word follows.
    fn ends_after(&self, ahead: usize) -> bool {
        matches!(self.kind(ahead), None | Some(Kind::Space))
    }

    /// Writes the space between two formulas; beside signs and arrows there is enough of it.
    fn gap(&mut self, range: &Range<usize>) {
        self.at += 1;
        let is_before_sign = matches!(self.kind(0), Some(Kind::Char('+' | '-' | '=' | '<')) | None);
        if self.before == Before::Atom && !is_before_sign {
            self.put(range, &[Kind::Command(",")]);
        }
        if self.before != Before::Amount {
            self.before = Before::Gap;
        }
    }

    /// Copies what stands between dollars.
    fn mathematics(&mut self, range: &Range<usize>) -> Result<(), Fault> {
        let rest = &self.tokens[self.at + 1..];
        let length = rest.iter().position(|token| token.kind == Kind::Char('$'));
        let length = length.ok_or_else(|| Fault::new("a formula in chemistry is not ended", range.clone()))?;
        self.put(range, &[Kind::Open]);
        self.out.extend(rest[..length].iter().cloned());
        self.put(range, &[Kind::Close]);
        self.at += length + 2;
        self.before = Before::Atom;
        Ok(())
    }

    /// Writes an arrow with what is said over and under it, if there is one.
    fn arrow(&mut self, range: &Range<usize>) -> bool {
        let known = ARROWS.iter().find(|(typed, ..)| self.begins(typed));
        let Some((typed, growing, plain)) = known else { return false };
        self.at += typed.len();
        let (above, below) = (self.bracketed(), self.bracketed());
        self.before = Before::Sign;
        if above.is_none() && below.is_none() {
            self.put(range, &[Kind::Command(plain)]);
            return true;
        }
        self.put(range, &[Kind::Command(growing)]);
        if let Some(below) = below {
            self.put(range, &[Kind::Char('['), Kind::Open]);
            self.said(range, below);
            self.put(range, &[Kind::Close, Kind::Char(']')]);
        }
        self.put(range, &[Kind::Open]);
        self.said(range, above.unwrap_or_default());
        self.put(range, &[Kind::Close]);
        true
    }

    /// Writes what is said at an arrow, which is chemistry, too.
    fn said(&mut self, range: &Range<usize>, tokens: Vec<Token<'a>>) {
        self.put(range, &[Kind::Command("ce"), Kind::Open]);
        self.out.extend(tokens);
        self.put(range, &[Kind::Close]);
    }

    fn bracketed(&mut self) -> Option<Vec<Token<'a>>> {
        if self.kind(0) != Some(Kind::Char('[')) {
            return None;
        }
        let rest = &self.tokens[self.at + 1..];
        let length = rest.iter().position(|token| token.kind == Kind::Char(']'))?;
        self.at += length + 2;
        Some(rest[..length].to_vec())
    }

    /// Writes a sign: a charge behind an atom, a bond between two, else one between formulas.
    fn sign(&mut self, range: &Range<usize>) {
        let Some(kind) = self.kind(0) else { return };
        let is_charge = matches!(kind, Kind::Char('+' | '-'));
        let ends = !matches!(self.kind(1), Some(Kind::Char(next)) if next.is_alphanumeric() || next == '(');
        let drawn = if kind == Kind::Char('#') { Kind::Command("equiv") } else { kind };
        match self.before {
            Before::Atom if is_charge && ends && !matches!(self.kind(1), Some(Kind::Command(_) | Kind::Open)) => {
                self.put(range, &[Kind::Sup, Kind::Open, kind, Kind::Close]);
                self.before = Before::Atom;
            }
            Before::Atom => {
                self.put(range, &[Kind::Open, drawn, Kind::Close]);
                self.before = Before::Atom;
            }
            _ => {
                self.put(range, &[drawn]);
                self.before = Before::Sign;
            }
        }
        self.at += 1;
    }

    /// Writes a number: low behind an atom, else as the amount of what follows.
    fn number(&mut self, range: &Range<usize>) {
        let is_low = self.before == Before::Atom;
        let mut digits = self.digits();
        if is_low {
            self.put(range, &[Kind::Sub, Kind::Open]);
            self.out.append(&mut digits);
            self.put(range, &[Kind::Close]);
            return;
        }
        if self.kind(0) == Some(Kind::Char('/')) && matches!(self.kind(1), Some(Kind::Char('0'..='9'))) {
            self.at += 1;
            let mut below = self.digits();
            self.put(range, &[Kind::Command("frac"), Kind::Open]);
            self.out.append(&mut digits);
            self.put(range, &[Kind::Close, Kind::Open]);
            self.out.append(&mut below);
            self.put(range, &[Kind::Close]);
        } else {
            self.out.append(&mut digits);
        }
        self.put(range, &[Kind::Command(",")]);
        self.before = Before::Amount;
    }

    /// Takes digits, and a point between them.
    fn digits(&mut self) -> Vec<Token<'a>> {
        let start = self.at;
        while let Some(Kind::Char(sign)) = self.kind(0) {
            let is_point =
                sign == '.' && matches!(self.kind(1), Some(Kind::Char('0'..='9'))) && self.before != Before::Atom;
            if !sign.is_ascii_digit() && !is_point {
                break;
            }
            self.at += 1;
        }
        self.tokens[start..self.at].to_vec()
    }

    /// Writes a state of matter, if one comes next.
    fn state(&mut self, range: &Range<usize>) -> bool {
        let Some(state) = STATES.iter().find(|state| self.begins(state)) else { return false };
        if self.before == Before::Atom {
            self.put(range, &[Kind::Command(",")]);
        }
        let name = &self.tokens[self.at + 1..self.at + state.len() - 1];
        self.put(range, &[Kind::Char('('), Kind::Command("mathrm"), Kind::Open]);
        self.out.extend(name.iter().cloned());
        self.put(range, &[Kind::Close, Kind::Char(')')]);
        self.at += state.len();
        self.before = Before::Atom;
        true
    }

    /// Writes symbols of elements, upright; a small letter alone stands for a number, and `v` for what falls out.
    fn letters(&mut self, range: &Range<usize>) {
        let start = self.at;
        while matches!(self.kind(0), Some(Kind::Char(letter)) if letter.is_alphabetic()) {
            self.at += 1;
        }
        let letters = &self.tokens[start..self.at];
        let is_gap = self.before != Before::Atom;
        let alone = match letters {
            [Token { kind: Kind::Char(letter), .. }] if is_gap && letter.is_lowercase() => Some(*letter),
            _ => None,
        };
        match alone {
            Some('v') if self.ends_after(0) => {
                self.put(range, &[Kind::Open, Kind::Command("downarrow"), Kind::Close]);
                self.before = Before::Atom;
            }
            Some(letter) if letter != 'e' && !matches!(self.kind(0), Some(Kind::Char('+' | '-' | '^'))) => {
                self.put(range, &[Kind::Char(letter), Kind::Command(",")]);
                self.before = Before::Amount;
            }
            _ => {
                self.put(range, &[Kind::Command("mathrm"), Kind::Open]);
                self.out.extend(letters.iter().cloned());
                self.put(range, &[Kind::Close]);
                self.before = Before::Atom;
            }
        }
    }

    /// Writes what stands high or low: before a symbol on nothing; a `^` alone is a gas that goes off.
    fn script(&mut self, range: &Range<usize>) -> Result<(), Fault> {
        let Some(kind) = self.kind(0) else { return Ok(()) };
        self.at += 1;
        if kind == Kind::Sup && self.before != Before::Atom && self.ends_after(0) {
            self.put(range, &[Kind::Open, Kind::Command("uparrow"), Kind::Close]);
            self.before = Before::Atom;
            return Ok(());
        }
        let is_before = self.before != Before::Atom;
        if is_before {
            self.put(range, &[Kind::Open, Kind::Close]);
        }
        self.put(range, &[kind]);
        if self.kind(0) == Some(Kind::Open) {
            self.group();
        } else {
            let start = self.at;
            let belongs =
                |kind| matches!(kind, Some(Kind::Char(sign)) if sign.is_ascii_digit() || "+-.".contains(sign));
            while belongs(self.kind(0)) {
                self.at += 1;
            }
            if start == self.at && !self.ends_after(0) {
                self.at += 1;
            }
            if start == self.at {
                let what = "a number or a charge is missing here";
                return Err(Fault::new(what, range.clone()).help("write it behind the sign: `^2-`, `_3`"));
            }
            self.put(range, &[Kind::Open]);
            self.out.extend(self.tokens[start..self.at].iter().cloned());
            self.put(range, &[Kind::Close]);
        }
        // Both numbers of a nuclide stand before its symbol.
        if matches!(self.kind(0), Some(Kind::Sup | Kind::Sub)) {
            self.before = Before::Atom;
            return self.script(range);
        }
        self.before = if is_before { Before::Gap } else { Before::Atom };
        Ok(())
    }

    /// Copies a group as it stands there.
    fn group(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.tokens.get(self.at) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            self.out.push(token.clone());
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// `\bond{…}`
    fn bond(&mut self, range: &Range<usize>) -> Result<(), Fault> {
        self.at += 1;
        let start = self.out.len();
        if self.kind(0) == Some(Kind::Open) {
            self.group();
        }
        let named: String = self
            .out
            .drain(start..)
            .filter_map(|token| match token.kind {
                Kind::Char(sign) => Some(sign),
                Kind::Argument(number) => char::from_digit(u32::try_from(number).ok()?, 10),
                _ => None,
            })
            .collect();
        let known = BONDS.iter().find(|(name, _)| *name == named);
        let Some((_, drawn)) = known else {
            let help = "there are `-`, `=`, `#`, `~`, `...`, `->` and `<-`";
            return Err(Fault::new(format!("there is no bond `{named}`"), range.clone()).help(help));
        };
        let drawn = match *drawn {
            "-" => Kind::Char('-'),
            "=" => Kind::Char('='),
            command => Kind::Command(command),
        };
        self.put(range, &[Kind::Open, drawn, Kind::Close]);
        self.before = Before::Atom;
        Ok(())
    }
}
