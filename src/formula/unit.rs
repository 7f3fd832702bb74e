//! Numbers, units and angles as the package siunitx writes them, `\qty{5.2e3}{\kilo\metre\per\second}`, and as mhchem
//! does, `\pu{5.2e3 km/s}`.
//!
//! What is asked for is written anew as TeX, which is then read as any. A number keeps the mark of its decimals; five
//! digits and more are parted in threes. What follows `\per` has a negative power, as siunitx has it by itself, unless
//! the option `per-mode` says otherwise.

mod names;
mod number;
mod parts;
mod physical;

pub(super) use physical::quantity as physical;

use super::lexer::{Kind, Token};
use super::parser::{Atom, Parser};
use super::{Fault, alphabet::Font};

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
    per: Per,
}

/// How units are written that others are divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Per {
    /// With a negative power.
    Power,
    /// Behind a stroke.
    Symbol,
    /// Below the line of a fraction.
    Fraction,
}

/// What `per-mode` may say.
const PER_MODES: &[(&str, Per)] =
    &[("power", Per::Power), ("symbol", Per::Symbol), ("single-symbol", Per::Symbol), ("fraction", Per::Fraction)];

impl<'a, 'o> Writer<'a, 'o> {
    /// Reads the options that may stand before what is asked for.
    fn begin(parser: &mut Parser<'_>, of: &'o Token<'o>) -> Result<Self, Fault> {
        let mut writer = Self { of, out: Vec::new(), per: Per::Power };
        let options = parser.lexer.bracketed()?.unwrap_or_default();
        let text: String = options.iter().filter_map(Token::character).collect();
        for option in text.split(',').filter(|option| !option.is_empty()) {
            let mode = option.strip_prefix("per-mode=");
            let known = PER_MODES.iter().find(|(name, _)| Some(*name) == mode);
            let Some((_, per)) = known else {
                return Err(Fault::new(
                    format!("the option `{option}` of siunitx is not understood"),
                    of.range.clone(),
                )
                .help("leave it out; `per-mode=symbol` and `per-mode=fraction` are understood"));
            };
            writer.per = *per;
        }
        Ok(writer)
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
}
