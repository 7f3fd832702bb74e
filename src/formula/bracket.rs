//! Brackets: those that grow with what is in them, and those of a size.

use super::lexer::{Kind, Token};
use super::parser::{Atom, Parser, unspaced};
use super::row;
use super::symbol::{self as symbols, Class};
use super::{Fault, Math};
use std::borrow::Cow;
use std::ops::Range;

pub(super) fn fence(sign: impl Into<Cow<'static, str>>, form: &'static str, range: Range<usize>) -> Math {
    Math::token("mo", sign, range).with("fence", "true").with("form", form).with("stretchy", "true")
}

/// `\left( … \right)`
pub(super) fn left(parser: &mut Parser<'_>, token: &Token<'_>) -> Result<Option<Atom>, Fault> {
    let open = delimiter(parser, token)?;
    parser.fences += 1;
    let inner = parser.unbracketed(|parser| parser.deeper(&token.range, Parser::row));
    parser.fences -= 1;
    let inner = row::set(inner?);
    let right = match parser.next()? {
        Some(right) if right.kind == Kind::Command("right") => right,
        _ => {
            let help = "write `\\right` and a bracket before whatever it stands in ends, or `\\right.` for none";
            return Err(Fault::new("a `\\left` without its `\\right`", token.range.clone()).help(help));
        }
    };
    let close = delimiter(parser, &right)?;
    let mut parts = Vec::with_capacity(inner.len() + 2);
    parts.extend(open.map(|sign| fence(sign, "prefix", token.range.clone())));
    parts.extend(inner);
    parts.extend(close.map(|sign| fence(sign, "postfix", right.range.clone())));
    let range = token.range.start..right.range.end.max(token.range.end);
    Ok(Some(Atom::new(Math::element("mrow", parts, range), Class::Fenced)))
}

pub(super) fn middle(parser: &mut Parser<'_>, token: &Token<'_>) -> Result<Option<Atom>, Fault> {
    if parser.fences == 0 {
        let help = "write `\\left` and `\\right` around it, in the same braces";
        return Err(Fault::new("a `\\middle` outside of `\\left` and `\\right`", token.range.clone()).help(help));
    }
    let Some(sign) = delimiter(parser, token)? else { return Ok(None) };
    let math = Math::token("mo", sign, token.range.clone()).with("stretchy", "true").with("lspace", "0.278em");
    Ok(Some(Atom::new(math.with("rspace", "0.278em"), Class::Relation)))
}

pub(super) fn big(parser: &mut Parser<'_>, size: &'static str, class: Class, token: &Token<'_>) -> Result<Atom, Fault> {
    let sign = delimiter(parser, token)?.unwrap_or_default();
    let math = Math::token("mo", sign, token.range.clone()).with("minsize", size).with("maxsize", size);
    let math = math.with("stretchy", "true");
    let math = match class {
        Class::Open => math.with("form", "prefix"),
        Class::Close => math.with("form", "postfix"),
        Class::Relation => math,
        _ => unspaced(math),
    };
    Ok(Atom::new(math, class))
}

/// Reads a bracket; nothing for the point that stands for none.
fn delimiter(parser: &mut Parser<'_>, of: &Token<'_>) -> Result<Option<Cow<'static, str>>, Fault> {
    let missing = || {
        let name = if let Kind::Command(name) = of.kind { name } else { "left" };
        let help = format!("write the bracket behind it, `\\{name}(`, or `\\{name}.` for none");
        Fault::new(format!("`\\{name}` has no bracket"), of.range.clone()).help(help)
    };
    let token = parser.next()?.ok_or_else(missing)?;
    if token.kind == Kind::Char('.') {
        return Ok(None);
    }
    let sign = delimiter_of(std::slice::from_ref(&token));
    sign.map(Some).ok_or_else(missing)
}

pub(super) fn delimiter_of(tokens: &[Token<'_>]) -> Option<Cow<'static, str>> {
    let token = tokens.iter().find(|token| token.kind != Kind::Space)?;
    match token.kind {
        Kind::Char('<') => Some("⟨".into()),
        Kind::Char('>') => Some("⟩".into()),
        Kind::Char(sign @ ('(' | ')' | '[' | ']' | '|' | '/' | '⟨' | '⟩' | '⌈' | '⌉' | '⌊' | '⌋' | '‖')) => {
            Some(String::from(sign).into())
        }
        Kind::Command("|" | "Vert") => Some("‖".into()),
        Kind::Command("vert") => Some("|".into()),
        Kind::Command("backslash") => Some("\\".into()),
        Kind::Command(name) => {
            let (class, sign) = symbols::named(name)?;
            let is_arrow = matches!(sign, "↑" | "↓" | "↕" | "⇑" | "⇓" | "⇕");
            (matches!(class, Class::Open | Class::Close) || is_arrow).then_some(sign.into())
        }
        _ => None,
    }
}
