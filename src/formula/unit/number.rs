//! Numbers: sign, digits with the mark of their decimals, what is uncertain, a power of ten.

use super::Writer;
use crate::formula::Fault;
use crate::formula::lexer::{Kind, Token};

impl<'a> Writer<'a, '_> {
    /// Writes a number: sign, digits, uncertainty, power of ten.
    pub(super) fn number(&mut self, tokens: &[Token<'a>]) -> Result<(), Fault> {
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
}

/// Tells whether a text is a number without its power of ten; nothing at all is one, too.
fn is_decimal(text: &str) -> bool {
    let (digits, uncertain) = text.split_once('(').unwrap_or((text, ")"));
    let digits = digits.trim_start_matches(['-', '+']);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    is_digits(whole) && is_digits(decimals) && uncertain.strip_suffix(')').is_some_and(is_digits)
}
