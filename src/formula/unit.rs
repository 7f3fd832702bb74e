//! Numbers, units and angles as the package siunitx writes them: `\qty{5.2e3}{\kilo\metre\per\second}`.
//!
//! What is asked for is written anew as TeX, which is then read as any. A number keeps the mark of its decimals; five
//! digits and more are parted in threes. What follows `\per` has a negative power, as siunitx has it by itself.

mod names;

use super::lexer::{Kind, Token};
use super::parser::{Atom, Parser};
use super::{Fault, alphabet::Font};
use names::{BEFORE, BEHIND, PREFIXES, TOUCHING, UNITS, find, unknown};

type Made = Result<Option<Atom>, Fault>;

/// `\num{…}`
pub(super) fn number(parser: &mut Parser<'_>, of: &Token<'_>) -> Made {
    let mut out = Writer::begin(parser, of)?;
    let number = parser.lexer.argument(of)?;
    out.number(&number)?;
    out.read(parser)
}

/// `\unit{…}`, `\si{…}`
pub(super) fn unit(parser: &mut Parser<'_>, of: &Token<'_>) -> Made {
    let mut out = Writer::begin(parser, of)?;
    let unit = parser.lexer.argument(of)?;
    out.unit(&unit)?;
    out.read(parser)
}

/// `\qty{…}{…}`, `\SI{…}{…}`
pub(super) fn quantity(parser: &mut Parser<'_>, of: &Token<'_>) -> Made {
    let mut out = Writer::begin(parser, of)?;
    let (number, unit) = (parser.lexer.argument(of)?, parser.lexer.argument(of)?);
    out.number(&number)?;
    out.unit_of_number(&unit)?;
    out.read(parser)
}

/// `\numrange{…}{…}`, `\qtyrange{…}{…}{…}`, `\SIrange{…}{…}{…}`
pub(super) fn range(parser: &mut Parser<'_>, of: &Token<'_>) -> Made {
    let mut out = Writer::begin(parser, of)?;
    let (first, last) = (parser.lexer.argument(of)?, parser.lexer.argument(of)?);
    let unit = if of.kind == Kind::Command("numrange") { Vec::new() } else { parser.lexer.argument(of)? };
    out.number(&first)?;
    out.put(&[Kind::Command("text"), Kind::Open, Kind::Char('–'), Kind::Close]);
    out.number(&last)?;
    if !unit.is_empty() {
        out.unit_of_number(&unit)?;
    }
    out.read(parser)
}

/// `\ang{degrees;minutes;seconds}`
pub(super) fn angle(parser: &mut Parser<'_>, of: &Token<'_>) -> Made {
    let mut out = Writer::begin(parser, of)?;
    let argument = parser.lexer.argument(of)?;
    let parts: Vec<&[Token<'_>]> = argument.split(|token| token.kind == Kind::Char(';')).collect();
    if parts.len() > 3 {
        return Err(Fault::new("an angle has degrees, minutes and seconds", of.range.clone())
            .help("write it so: `\\ang{12;30;5}`"));
    }
    for (part, sign) in parts.into_iter().zip(['°', '′', '″']) {
        if part.iter().any(|token| token.kind != Kind::Space) {
            out.number(part)?;
            out.put(&[Kind::Command("text"), Kind::Open, Kind::Char(sign), Kind::Close]);
        }
    }
    out.read(parser)
}

/// Writes what is asked for as TeX.
struct Writer<'a, 'o> {
    of: &'o Token<'o>,
    out: Vec<Token<'a>>,
}

impl<'a, 'o> Writer<'a, 'o> {
    fn begin(parser: &mut Parser<'_>, of: &'o Token<'o>) -> Result<Self, Fault> {
        if parser.lexer.bracketed()?.is_some() {
            let what = "options of siunitx are not understood";
            return Err(Fault::new(what, of.range.clone()).help("leave them out: every number is set in the same way"));
        }
        Ok(Self { of, out: Vec::new() })
    }

    /// Reads what was written.
    fn read(self, parser: &mut Parser<'a>) -> Made {
        parser.lexer.put_back_group(self.out, self.of.range.clone());
        let font = std::mem::replace(&mut parser.font, Font::Plain);
        let math = parser.group(self.of);
        parser.font = font;
        math.map(|math| Some(Atom::ordinary(math)))
    }

    fn put(&mut self, kinds: &[Kind<'a>]) {
        self.out.extend(kinds.iter().map(|kind| Token { kind: *kind, range: self.of.range.clone() }));
    }

    fn put_digits(&mut self, digits: impl Iterator<Item = char>) {
        for digit in digits {
            self.put(&[Kind::Char(digit)]);
        }
    }

    /// Writes a number: sign, digits, uncertainty, power of ten.
    fn number(&mut self, tokens: &[Token<'a>]) -> Result<(), Fault> {
        let mut text = String::new();
        for token in tokens {
            match token.kind {
                Kind::Char(sign) => text.push(sign),
                Kind::Command("pm") => text.push('±'),
                Kind::Space | Kind::Command("," | "!") => {}
                _ => return Err(self.not_a_number(token)),
            }
        }
        let text = text.replace("+-", "±").replace('−', "-");
        let (main, power) = text.split_once(['e', 'E', 'd', 'D']).unwrap_or((&text, ""));
        let (main, uncertain) = main.split_once('±').unwrap_or((main, ""));
        let is_power = power.trim_start_matches(['-', '+']).bytes().all(|byte| byte.is_ascii_digit());
        let parts = [main, uncertain];
        if !is_power || text.is_empty() || !parts.iter().all(|part| is_decimal(part)) {
            return Err(self.not_a_number(tokens.first().unwrap_or(self.of)));
        }
        let in_brackets = !uncertain.is_empty() && !power.is_empty();
        if in_brackets {
            self.put(&[Kind::Char('(')]);
        }
        self.decimal(main);
        if !uncertain.is_empty() {
            self.put(&[Kind::Command("pm")]);
            self.decimal(uncertain);
        }
        if in_brackets {
            self.put(&[Kind::Char(')')]);
        }
        if !power.is_empty() {
            if !main.is_empty() {
                self.put(&[Kind::Command("times")]);
            }
            self.put(&[Kind::Char('1'), Kind::Char('0'), Kind::Sup, Kind::Open]);
            self.put_digits(power.trim_start_matches('+').chars());
            self.put(&[Kind::Close]);
        }
        Ok(())
    }

    fn not_a_number(&self, token: &Token<'_>) -> Fault {
        let Kind::Command(name) = self.of.kind else { return Fault::new("no number", token.range.clone()) };
        Fault::new(format!("`\\{name}` has no number here"), token.range.clone())
            .help("write it in digits: `12.5`, `-3e8`, `1.2(1)`, `5+-0.1`")
    }

    /// Writes digits with the mark of their decimals, in threes where there are many.
    fn decimal(&mut self, text: &str) {
        let digits = text.trim_start_matches(['-', '+']);
        self.put_digits(text[..text.len() - digits.len()].chars());
        let end = digits.find('(').unwrap_or(digits.len());
        let (digits, uncertain) = digits.split_at(end);
        let mark = digits.find(['.', ',']).unwrap_or(digits.len());
        let (whole, decimals) = digits.split_at(mark);
        for (index, digit) in whole.chars().enumerate() {
            if whole.len() > 4 && index > 0 && (whole.len() - index).is_multiple_of(3) {
                self.put(&[Kind::Command(",")]);
            }
            self.put(&[Kind::Char(digit)]);
        }
        let mut decimals = decimals.chars();
        match decimals.next() {
            // A comma in braces belongs to the number.
            Some(',') => self.put(&[Kind::Open, Kind::Char(','), Kind::Close]),
            Some(mark) if whole.is_empty() => self.put(&[Kind::Char('0'), Kind::Char(mark)]),
            Some(mark) => self.put(&[Kind::Char(mark)]),
            None => {}
        }
        let decimals = decimals.as_str();
        for (index, digit) in decimals.chars().enumerate() {
            if decimals.len() > 4 && index > 0 && index.is_multiple_of(3) {
                self.put(&[Kind::Command(",")]);
            }
            self.put(&[Kind::Char(digit)]);
        }
        self.put_digits(uncertain.chars());
    }

    /// Writes a unit behind its number.
    fn unit_of_number(&mut self, tokens: &[Token<'a>]) -> Result<(), Fault> {
        let touches = matches!(tokens, [Token { kind: Kind::Command(name), .. }] if TOUCHING.contains(name));
        if !touches {
            self.put(&[Kind::Command(",")]);
        }
        self.unit(tokens)
    }

    /// Writes a unit, by the names of its parts or by its letters.
    fn unit(&mut self, tokens: &[Token<'a>]) -> Result<(), Fault> {
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
                Kind::Command(name) => match find(UNITS, name) {
                    Some(symbol) => symbol.to_owned(),
                    None if next.takes(name, tokens, &mut at) => {
                        next.said_by = Some(token.clone());
                        continue;
                    }
                    None if matches!(name, "tothe" | "squared" | "cubed") => {
                        return Err(Fault::new("no unit stands before this", token.range.clone())
                            .help("write the power behind its unit: `\\metre\\squared`, `\\second\\tothe{-3}`"));
                    }
                    None => return Err(unknown(name, token)),
                },
                Kind::Char(letter) if letter.is_alphabetic() => {
                    at -= 1;
                    take_letters(tokens, &mut at)
                }
                _ => {
                    self.out.push(token.clone());
                    is_apart = matches!(token.kind, Kind::Char('/' | '('));
                    continue;
                }
            };
            if !std::mem::replace(&mut is_apart, false) {
                self.put(&[Kind::Command(",")]);
            }
            let Next { prefix, power, is_per, .. } = std::mem::take(&mut next);
            self.upright(prefix, &symbol);
            self.power(is_per, power.or_else(|| behind(tokens, &mut at)));
        }
        match next.said_by {
            Some(token) => Err(Fault::new("no unit follows this", token.range)
                .help("write the unit behind it: `\\kilo\\metre`, `\\per\\second`")),
            None => Ok(()),
        }
    }

    fn power(&mut self, is_per: bool, power: Option<String>) {
        let minus = if is_per { "-" } else { "" };
        if let Some(power) = power.or_else(|| is_per.then(|| "1".to_owned())) {
            self.put(&[Kind::Sup, Kind::Open]);
            self.put_digits(minus.chars().chain(power.chars()));
            self.put(&[Kind::Close]);
        }
    }

    fn upright(&mut self, prefix: &str, unit: &str) {
        self.put(&[Kind::Command("text"), Kind::Open]);
        self.put_digits(prefix.chars().chain(unit.chars()));
        self.put(&[Kind::Close]);
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

/// Tells whether a text is a number without its power of ten; nothing at all is one, too.
fn is_decimal(text: &str) -> bool {
    let (digits, uncertain) = text.split_once('(').unwrap_or((text, ")"));
    let digits = digits.trim_start_matches(['-', '+']);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    is_digits(whole) && is_digits(decimals) && uncertain.strip_suffix(')').is_some_and(is_digits)
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

/// Takes the letters that stand side by side.
fn take_letters(tokens: &[Token<'_>], at: &mut usize) -> String {
    let mut letters = String::new();
    while let Some(Kind::Char(letter)) = tokens.get(*at).map(|token| token.kind)
        && letter.is_alphabetic()
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
