//! Numbers, units and angles as the package siunitx writes them: `\qty{5.2e3}{\kilo\metre\per\second}`.
//!
//! What is asked for is written anew as TeX, which is then read as any. A number keeps the mark of its decimals; five
//! digits and more are parted in threes. What follows `\per` has a negative power, as siunitx has it by itself.

use super::lexer::{Kind, Token};
use super::parser::{Atom, Parser};
use super::{Fault, alphabet::Font};
use crate::nearest::did_you_mean;

/// What stands before a unit.
#[rustfmt::skip]
const PREFIXES: &[(&str, &str)] = &[
    ("quecto", "q"), ("ronto", "r"), ("yocto", "y"), ("zepto", "z"), ("atto", "a"), ("femto", "f"), ("pico", "p"),
    ("nano", "n"), ("micro", "µ"), ("milli", "m"), ("centi", "c"), ("deci", "d"), ("deca", "da"), ("deka", "da"),
    ("hecto", "h"), ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"), ("peta", "P"), ("exa", "E"),
    ("zetta", "Z"), ("yotta", "Y"), ("ronna", "R"), ("quetta", "Q"), ("kibi", "Ki"), ("mebi", "Mi"), ("gibi", "Gi"),
    ("tebi", "Ti"),
];

/// The units by their names; a few by the short names that siunitx has for them.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("ampere", "A"), ("candela", "cd"), ("kelvin", "K"), ("gram", "g"), ("kilogram", "kg"), ("metre", "m"),
    ("meter", "m"), ("mole", "mol"), ("second", "s"), ("becquerel", "Bq"), ("degreeCelsius", "°C"), ("celsius", "°C"),
    ("coulomb", "C"), ("farad", "F"), ("gray", "Gy"), ("hertz", "Hz"), ("henry", "H"), ("joule", "J"), ("katal", "kat"),
    ("lumen", "lm"), ("lux", "lx"), ("newton", "N"), ("ohm", "Ω"), ("pascal", "Pa"), ("radian", "rad"),
    ("siemens", "S"), ("sievert", "Sv"), ("steradian", "sr"), ("tesla", "T"), ("volt", "V"), ("watt", "W"),
    ("weber", "Wb"), ("astronomicalunit", "au"), ("bel", "B"), ("decibel", "dB"), ("dalton", "Da"), ("day", "d"),
    ("electronvolt", "eV"), ("hectare", "ha"), ("hour", "h"), ("litre", "L"), ("liter", "L"), ("minute", "min"),
    ("neper", "Np"), ("tonne", "t"), ("arcminute", "′"), ("arcsecond", "″"), ("degree", "°"), ("percent", "%"),
    ("angstrom", "Å"), ("bar", "bar"), ("atmosphere", "atm"), ("bit", "bit"), ("byte", "B"), ("gauss", "G"),
    ("atomicmassunit", "u"), ("fg", "fg"), ("pg", "pg"), ("ng", "ng"), ("ug", "µg"), ("mg", "mg"), ("g", "g"),
    ("kg", "kg"), ("pm", "pm"), ("nm", "nm"), ("um", "µm"), ("mm", "mm"), ("cm", "cm"), ("dm", "dm"), ("m", "m"),
    ("km", "km"), ("as", "as"), ("fs", "fs"), ("ps", "ps"), ("ns", "ns"), ("us", "µs"), ("ms", "ms"), ("s", "s"),
    ("mol", "mol"), ("mmol", "mmol"), ("kmol", "kmol"), ("pA", "pA"), ("nA", "nA"), ("uA", "µA"), ("mA", "mA"),
    ("A", "A"), ("kA", "kA"), ("ul", "µL"), ("ml", "mL"), ("l", "L"), ("uL", "µL"), ("mL", "mL"), ("L", "L"),
    ("mHz", "mHz"), ("Hz", "Hz"), ("kHz", "kHz"), ("MHz", "MHz"), ("GHz", "GHz"), ("THz", "THz"), ("mN", "mN"),
    ("N", "N"), ("kN", "kN"), ("MN", "MN"), ("Pa", "Pa"), ("kPa", "kPa"), ("MPa", "MPa"), ("GPa", "GPa"),
    ("mohm", "mΩ"), ("kohm", "kΩ"), ("Mohm", "MΩ"), ("mV", "mV"), ("V", "V"), ("kV", "kV"), ("W", "W"), ("mW", "mW"),
    ("uW", "µW"), ("kW", "kW"), ("MW", "MW"), ("GW", "GW"), ("J", "J"), ("kJ", "kJ"), ("MJ", "MJ"), ("eV", "eV"),
    ("meV", "meV"), ("keV", "keV"), ("MeV", "MeV"), ("GeV", "GeV"), ("TeV", "TeV"), ("kWh", "kWh"), ("F", "F"),
    ("nF", "nF"), ("uF", "µF"), ("pF", "pF"), ("K", "K"), ("dB", "dB"),
];

/// Powers that stand before a unit, and behind one.
const BEFORE: &[(&str, &str)] = &[("square", "2"), ("cubic", "3")];
const BEHIND: &[(&str, &str)] = &[("squared", "2"), ("cubed", "3")];

/// Units that follow their number without a space.
const TOUCHING: &[&str] = &["degree", "arcminute", "arcsecond"];

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
        let (mut is_per, mut power, mut prefix) = (false, None, "");
        let mut is_first = true;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let find = |table: &[(&'static str, &'static str)], name| {
                table.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
            };
            match token.kind {
                Kind::Command("per") => is_per = true,
                Kind::Command("," | "cdot") => self.put(&[token.kind]),
                Kind::Command("tothe" | "raiseto") => power = take_group(tokens, &mut at),
                Kind::Command(name) => {
                    if let Some(found) = find(BEFORE, name) {
                        power = Some(found.to_owned());
                    } else if let Some(found) = find(PREFIXES, name) {
                        prefix = found;
                    } else if let Some(found) = find(UNITS, name) {
                        if !std::mem::take(&mut is_first) {
                            self.put(&[Kind::Command(",")]);
                        }
                        self.upright(std::mem::take(&mut prefix), found);
                        let behind = power.take().or_else(|| behind(tokens, &mut at));
                        let minus = if std::mem::take(&mut is_per) { "-" } else { "" };
                        let power = behind.or_else(|| (minus == "-").then(|| "1".to_owned()));
                        if let Some(power) = power {
                            self.put(&[Kind::Sup, Kind::Open]);
                            self.put_digits(minus.chars().chain(power.chars()));
                            self.put(&[Kind::Close]);
                        }
                    } else {
                        return Err(unknown(name, token));
                    }
                }
                Kind::Char('.' | '~') | Kind::Space => self.put(&[Kind::Command(",")]),
                Kind::Char(sign) if sign.is_alphabetic() => {
                    let start = at - 1;
                    while tokens
                        .get(at)
                        .is_some_and(|next| matches!(next.kind, Kind::Char(sign) if sign.is_alphabetic()))
                    {
                        at += 1;
                    }
                    self.put(&[Kind::Command("text"), Kind::Open]);
                    self.out.extend(tokens[start..at].iter().cloned());
                    self.put(&[Kind::Close]);
                    is_first = false;
                }
                _ => self.out.push(token.clone()),
            }
        }
        Ok(())
    }

    fn upright(&mut self, prefix: &str, unit: &str) {
        self.put(&[Kind::Command("text"), Kind::Open]);
        self.put_digits(prefix.chars().chain(unit.chars()));
        self.put(&[Kind::Close]);
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
    if matches!(name, "tothe") {
        *at += 1;
        return take_group(tokens, at);
    }
    let (_, power) = BEHIND.iter().find(|(known, _)| *known == name)?;
    *at += 1;
    Some((*power).to_owned())
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

fn unknown(name: &str, token: &Token<'_>) -> Fault {
    let known = PREFIXES.iter().chain(UNITS).map(|(known, _)| *known).filter(|known| known.len() > 2);
    let help = did_you_mean(name, known).map(|meant| meant.replacen('`', "`\\", 1));
    let usual = "write the unit in letters: `\\qty{5}{km}`";
    Fault::new(format!("there is no unit `\\{name}`"), token.range.clone())
        .help(help.unwrap_or_else(|| usual.to_owned()))
}
