//! Quantities as mhchem writes them: `\pu{123 kJ}`, `\pu{1.2e3 mol-1 s2}`, `\pu{J//K}`.
//!
//! A number behind letters is their power; `*` and `.` stand between units, `/` divides them, and `//` makes a fraction.

use super::{Made, Per, Writer};
use crate::formula::lexer::{Kind, Token};
use crate::formula::parser::Parser;

/// `\pu{…}`
pub(in crate::formula) fn quantity(parser: &mut Parser<'_>, of: &Token<'_>) -> Made {
    let argument = parser.lexer.argument(of)?;
    let mut out = Writer { of, out: Vec::new(), per: Per::Fraction };
    let (number, unit) = argument.split_at(number_length(&argument));
    let unit = &unit[unit.iter().take_while(|token| token.kind == Kind::Space).count()..];
    if !number.is_empty() || unit.is_empty() {
        out.number(number)?;
    }
    let is_stroke = |pair: &[Token<'_>]| pair.iter().all(|token| token.kind == Kind::Char('/'));
    let (above, below) = match unit.windows(2).position(is_stroke) {
        Some(at) => (&unit[..at], &unit[at + 2..]),
        None => (unit, &[][..]),
    };
    if !number.is_empty() && !unit.is_empty() {
        out.put(&[Kind::Command(",")]);
    }
    let start = out.out.len();
    out.unit(&with_powers(above))?;
    if !below.is_empty() {
        let above = out.out.split_off(start);
        out.unit(&with_powers(below))?;
        let below = out.out.split_off(start);
        out.out.extend(above);
        out.divide(start, vec![below]);
    }
    out.read(parser)
}

/// Returns how many tokens the number has that stands before the unit.
fn number_length(tokens: &[Token<'_>]) -> usize {
    let character = |at: usize| tokens.get(at).and_then(Token::character);
    let is_digit = |at: usize| character(at).is_some_and(|digit| digit.is_ascii_digit());
    let is_exponent = |at: usize| is_digit(at + 1) || matches!(character(at + 1), Some('+' | '-')) && is_digit(at + 2);
    let is_of_number = |at: &usize| match tokens[*at].kind {
        Kind::Char('e' | 'E') => *at > 0 && is_exponent(*at),
        Kind::Char(sign) => sign.is_ascii_digit() || "+-−±.,()".contains(sign),
        Kind::Command("pm") => true,
        _ => false,
    };
    (0..tokens.len()).take_while(is_of_number).count()
}

/// Makes powers of the numbers that stand right behind letters, and signs of what stands between units.
fn with_powers<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::new();
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        let with = |kind| Token { kind, range: token.range.clone() };
        let is_behind_letter = out.last().and_then(Token::character).is_some_and(char::is_alphabetic);
        let is_of_power = |token: &Token<'_>| {
            token.character().is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '-' | '+'))
        };
        if token.kind == Kind::Char('*') {
            out.push(with(Kind::Command("cdot")));
        } else if is_behind_letter && is_of_power(token) {
            out.extend([with(Kind::Sup), with(Kind::Open), token.clone()]);
            while let Some(digit) = rest.next_if(|next| is_of_power(next)) {
                out.push(digit.clone());
            }
            out.push(with(Kind::Close));
        } else {
            out.push(token.clone());
        }
    }
    out
}
