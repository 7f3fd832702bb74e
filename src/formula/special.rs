//! The commands that take more than their name says: fractions, accents, stacks, limits, lengths.

use super::alphabet::Font;
use super::bracket::{delimiter_of, fence};
use super::command::{Fraction, Grows, Side};
use super::lexer::{Kind, Token};
use super::parser::{Atom, Limits, Parser, unspaced};
use super::row;
use super::symbol::{self as symbols, Class};
use super::text;
use super::{Fault, Math};
use std::borrow::Cow;
use std::ops::Range;

type Made = Result<Option<Atom>, Fault>;

impl Parser<'_> {
    /// Returns one over another.
    pub(super) fn fraction(&self, kind: Fraction, above: Math, below: Math, token: &Token<'_>) -> Atom {
        let range = token.range.start..below.range.end.max(token.range.end);
        let mut math = Math::element("mfrac", vec![above, below], range.clone());
        if !kind.has_line {
            math.set("linethickness", "0");
        }
        if let Some((open, close)) = kind.fence {
            let fence = |sign, form| fence(sign, form, token.range.clone());
            math = Math::element("mrow", vec![fence(open, "prefix"), math, fence(close, "postfix")], range.clone());
        }
        if let Some(display) = kind.display.filter(|display| *display != self.display) {
            let style = Math::element("mstyle", vec![math], range);
            math = style.with("displaystyle", if display { "true" } else { "false" }).with("scriptlevel", "0");
        }
        Atom::ordinary(math)
    }
}

/// `\cfrac[l]{a}{b}`
pub(super) fn continued(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let side = parser.lexer.bracketed()?;
    let side = side.and_then(|side| side.first().map(|token| token.kind == Kind::Char('l')));
    let above = parser.styled(true, |parser| parser.argument(token))?;
    let below = parser.styled(true, |parser| parser.argument(token))?;
    let kind = Fraction { has_line: true, fence: None, display: Some(true) };
    let mut atom = parser.styled(false, |parser| parser.fraction(kind, above, below, token));
    if let (Some(is_left), Some(fraction)) = (side, atom.math.children.first_mut()) {
        fraction.set("numalign", if is_left { "left" } else { "right" });
    }
    Ok(Some(atom))
}

/// `\genfrac{(}{)}{0pt}{}{a}{b}`
pub(super) fn general_fraction(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let mut fences = [None, None];
    for fence in &mut fences {
        *fence = delimiter_of(&parser.lexer.argument(token)?);
    }
    let thickness = raw(&parser.lexer.argument(token)?);
    let style = raw(&parser.lexer.argument(token)?);
    let above = parser.styled(false, |parser| parser.argument(token))?;
    let below = parser.styled(false, |parser| parser.argument(token))?;
    let has_line = !thickness.trim_start().starts_with('0');
    let display = match style.trim() {
        "0" => Some(true),
        "1" => Some(false),
        _ => None,
    };
    let mut atom = parser.fraction(Fraction { has_line, fence: None, display }, above, below, token);
    if fences.iter().any(Option::is_some) {
        let [open, close] = fences;
        let fence = |sign: Option<Cow<'static, str>>, form| sign.map(|sign| fence(sign, form, token.range.clone()));
        let parts = [fence(open, "prefix"), Some(atom.math), fence(close, "postfix")];
        atom.math = Math::element("mrow", parts.into_iter().flatten().collect(), token.range.clone());
    }
    Ok(Some(atom))
}

/// `\sqrt[n]{x}`
pub(super) fn root(parser: &mut Parser<'_>, token: &Token<'_>) -> Result<Atom, Fault> {
    let index = parser.styled(false, super::parser::Parser::optional)?;
    let inner = parser.argument(token)?;
    let range = token.range.start..inner.range.end.max(token.range.end);
    Ok(Atom::ordinary(match index {
        Some(index) => Math::element("mroot", vec![inner, index], range),
        None => Math::element("msqrt", vec![inner], range),
    }))
}

/// Reads an argument in a font.
pub(super) fn letters(parser: &mut Parser<'_>, font: Font, token: &Token<'_>) -> Result<Atom, Fault> {
    let before = std::mem::replace(&mut parser.font, font);
    let inner = parser.argument(token);
    parser.font = before;
    let inner = inner?;
    let class = match inner.name {
        "mo" => symbols::class_of(inner.text.chars().next().unwrap_or_default()).unwrap_or(Class::Ordinary),
        _ => Class::Ordinary,
    };
    Ok(Atom::new(inner, class))
}

// Functions.

/// `\operatorname*{arg\,max}`
pub(super) fn operator_name(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let has_limits = parser.peek()? == Some(Kind::Char('*')) && parser.next()?.is_some();
    let has_limits = has_limits || token.kind == Kind::Command("operatornamewithlimits");
    let atom = letters(parser, Font::Roman, token)?;
    let limits = if has_limits { Limits::InDisplay } else { Limits::Never };
    let mut math = atom.math;
    // What is a sign elsewhere is a hyphen in a name.
    let parts = if math.name == "mrow" { &mut math.children[..] } else { std::slice::from_mut(&mut math) };
    for part in parts.iter_mut().filter(|part| part.name == "mo") {
        if part.text == "−" {
            part.text = "-".into();
        }
        *part = unspaced(std::mem::take(part));
    }
    Ok(Some(Atom { limits, ..Atom::new(math, Class::Function) }))
}

/// `\mathop{X}`
pub(super) fn large(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let inner = parser.argument(token)?;
    Ok(Some(Atom { limits: Limits::InDisplay, ..Atom::new(inner, Class::Function) }))
}

/// Returns a limit with a sign over or under it.
pub(super) fn limit(token: &Token<'_>, sign: &'static str, side: Side) -> Atom {
    let name = Math::token("mi", "lim", token.range.clone());
    let math = over_or_under(name, sign, Grows::Yes, side, token.range.clone());
    Atom { limits: Limits::InDisplay, ..Atom::new(math, Class::Function) }
}

/// `\pmod{n}`, `\mod{n}`, `\pod{n}`
pub(super) fn modulo(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let argument = parser.argument(token)?;
    let range = token.range.clone();
    let Kind::Command(name) = token.kind else { return Ok(None) };
    let bracket = |sign| Math::token("mo", sign, range.clone()).with("stretchy", "false");
    let mut parts = vec![Math::space(if parser.display { "1em" } else { "0.444em" }, range.clone())];
    if name != "mod" {
        parts.push(bracket("("));
    }
    if name != "pod" {
        parts.push(Math::token("mi", "mod", range.clone()));
        parts.push(Math::space("0.333em", range.clone()));
    }
    parts.push(argument);
    if name != "mod" {
        parts.push(bracket(")"));
    }
    Ok(Some(Atom::ordinary(Math::element("mrow", parts, range))))
}

/// Returns many integrals, or a small one.
pub(super) fn integral(token: &Token<'_>, is_small: bool) -> Atom {
    let range = token.range.clone();
    let sign = || Math::token("mo", "∫", range.clone());
    if is_small {
        return Atom::new(sign().with("largeop", "false"), Class::Large);
    }
    let dots = Math::token("mi", "⋯", range.clone());
    Atom::new(Math::element("mrow", vec![sign(), dots, sign()], range.clone()), Class::Large)
}

// Signs over and under.

/// Reads an argument and puts a sign over or under it.
pub(super) fn accent(
    parser: &mut Parser<'_>,
    sign: &'static str,
    grows: Grows,
    side: Side,
    token: &Token<'_>,
) -> Result<Atom, Fault> {
    let inner = parser.argument(token)?;
    let range = token.range.start..inner.range.end.max(token.range.end);
    Ok(Atom::ordinary(over_or_under(inner, sign, grows, side, range)))
}

fn over_or_under(inner: Math, sign: &'static str, grows: Grows, side: Side, range: Range<usize>) -> Math {
    let sign = Math::token("mo", sign, range.clone());
    let sign = sign.with("stretchy", if grows == Grows::Yes { "true" } else { "false" });
    let (name, attribute) = if side == Side::Over { ("mover", "accent") } else { ("munder", "accentunder") };
    Math::element(name, vec![inner, sign], range).with(attribute, "true")
}

/// `\xrightarrow[below]{above}`
pub(super) fn arrow(parser: &mut Parser<'_>, sign: &'static str, token: &Token<'_>) -> Result<Atom, Fault> {
    let below = parser.styled(false, super::parser::Parser::optional)?;
    let above = parser.styled(false, |parser| parser.argument(token))?;
    let range = token.range.clone();
    let arrow = Math::token("mo", sign, range.clone()).with("stretchy", "true").with("minsize", "1.5em");
    let is_empty = |math: &Math| math.name == "mrow" && math.children.is_empty();
    let math = match below {
        Some(below) if is_empty(&above) => Math::element("munder", vec![arrow, below], range),
        Some(below) => Math::element("munderover", vec![arrow, below, above], range),
        None => Math::element("mover", vec![arrow, above], range),
    };
    Ok(Atom::new(math, Class::Relation))
}

/// Reads what stands over or under, then what it belongs to.
pub(super) fn stack(parser: &mut Parser<'_>, side: Side, is_relation: bool, token: &Token<'_>) -> Result<Atom, Fault> {
    let script = parser.styled(false, |parser| parser.argument(token))?;
    let base = parser.argument(token)?;
    let class = if is_relation { Class::Relation } else { class_of(&base) };
    let range = token.range.start..base.range.end.max(token.range.end);
    let base = spaced_again(base);
    let name = if side == Side::Over { "mover" } else { "munder" };
    Ok(Atom::new(Math::element(name, vec![base, script], range), class))
}

/// `\overunderset{above}{below}{base}`
pub(super) fn over_and_under(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let above = parser.styled(false, |parser| parser.argument(token))?;
    let below = parser.styled(false, |parser| parser.argument(token))?;
    let base = parser.argument(token)?;
    let class = class_of(&base);
    let parts = vec![spaced_again(base), below, above];
    Ok(Some(Atom::new(Math::element("munderover", parts, token.range.clone()), class)))
}

/// Returns what an argument counts as, which is an operator perhaps.
fn class_of(base: &Math) -> Class {
    let sign = base.text.chars().next().unwrap_or_default();
    match base.name {
        "mo" => match sign {
            '=' | '<' | '>' | ':' => Class::Relation,
            '+' | '−' | '∗' => Class::Binary,
            _ => symbols::class_of(sign).unwrap_or(Class::Ordinary),
        },
        _ => Class::Ordinary,
    }
}

/// Gives an operator back the space that it lost in braces of its own.
fn spaced_again(mut base: Math) -> Math {
    if matches!(class_of(&base), Class::Relation | Class::Binary) {
        base.attributes.retain(|(name, _)| !matches!(*name, "lspace" | "rspace"));
    }
    base
}

/// `\sideset{_a^b}{_c^d}\prod`
pub(super) fn side_set(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let before = parser.argument(token)?;
    let after = parser.argument(token)?;
    let base = parser.argument(token)?;
    let range = token.range.clone();
    let mut parts = vec![base];
    parts.extend(pair(after));
    parts.push(Math::element("mprescripts", Vec::new(), range.clone()));
    parts.extend(pair(before));
    let math = Math::element("mmultiscripts", parts, range);
    Ok(Some(Atom { limits: Limits::InDisplay, ..Atom::new(math, Class::Large) }))
}

/// Returns the subscript and the superscript on nothing.
fn pair(scripts: Math) -> [Math; 2] {
    let range = scripts.range.clone();
    let none = || Math::element("none", Vec::new(), range.clone());
    let mut children = scripts.children.into_iter().skip(1);
    let mut next = || children.next().unwrap_or_else(none);
    match scripts.name {
        "msub" => [next(), none()],
        "msup" => [none(), next()],
        "msubsup" => [next(), next()],
        _ => [none(), none()],
    }
}

/// `\prescript{14}{6}{C}`
pub(super) fn prescript(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let above = parser.styled(false, |parser| parser.argument(token))?;
    let below = parser.styled(false, |parser| parser.argument(token))?;
    let base = parser.argument(token)?;
    let range = token.range.clone();
    let parts = vec![base, Math::element("mprescripts", Vec::new(), range.clone()), below, above];
    Ok(Some(Atom::ordinary(Math::element("mmultiscripts", parts, range))))
}

/// `\substack{a \\ b}`
pub(super) fn sub_stack(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let Some(open) = parser.next()?.filter(|open| open.kind == Kind::Open) else {
        return Err(Fault::new("`\\substack` has no lines", token.range.clone()).help("write `\\substack{a \\\\ b}`"));
    };
    let mut rows = Vec::new();
    loop {
        let row = parser.unbracketed(|parser| parser.deeper(&open.range, Parser::row))?;
        rows.push(vec![row::one(row, token.range.clone())]);
        match parser.next()? {
            Some(line) if matches!(line.kind, Kind::Command("\\" | "cr")) => parser.after_line()?,
            Some(Token { kind: Kind::Close, .. }) => break,
            Some(other) => return Err(super::parser::stray(&other)),
            None => return Err(Fault::new("a `{` is not closed", open.range)),
        }
    }
    Ok(Some(Atom::ordinary(super::environment::table(rows, token.range.clone()).with("rowspacing", "0.1em"))))
}

// What an atom counts as.

pub(super) fn count_as(parser: &mut Parser<'_>, class: Class, token: &Token<'_>) -> Result<Atom, Fault> {
    let mut inner = parser.argument(token)?;
    let space = match class {
        Class::Binary => "0.222em",
        Class::Relation => "0.278em",
        _ => "0",
    };
    if inner.name == "mo" {
        inner.set("lspace", space);
        inner.set("rspace", if class == Class::Punctuation { "0.167em" } else { space });
    } else if space != "0" {
        let range = token.range.clone();
        let around = || Math::space(space, range.clone());
        inner = Math::element("mrow", vec![around(), inner, around()], range.clone());
    }
    // The space is there already: no sign before or after it takes it away.
    let class = if class == Class::Binary { Class::Relation } else { class };
    Ok(Atom::new(inner, class))
}

/// `\not=`
pub(super) fn not(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let base = parser.argument(token)?;
    let class = class_of(&base);
    let mut base = spaced_again(base);
    let mut innermost = &mut base;
    while innermost.text.is_empty() && !innermost.children.is_empty() {
        innermost = &mut innermost.children[0];
    }
    innermost.text = match symbols::negated(&innermost.text) {
        Some(crossed) => crossed.into(),
        None => format!("{}\u{338}", innermost.text).into(),
    };
    Ok(Some(Atom::new(base, if class == Class::Ordinary { Class::Ordinary } else { Class::Relation })))
}

/// `\mathchoice{display}{text}{script}{scriptscript}`
pub(super) fn choice(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let choices = [parser.argument(token)?, parser.argument(token)?];
    parser.argument(token)?;
    parser.argument(token)?;
    let [display, text] = choices;
    Ok(Some(Atom::ordinary(if parser.display { display } else { text })))
}

pub(super) fn padded(inner: Math, none: &[&'static str], range: Range<usize>) -> Math {
    let padded = Math::element("mpadded", vec![inner], range);
    none.iter().fold(padded, |padded, name| padded.with(name, "0"))
}

/// `\smash[b]{x}`
pub(super) fn smash(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let side = parser.lexer.bracketed()?.map(|side| raw(&side));
    let inner = parser.argument(token)?;
    let none: &[&str] = match side.as_deref().map(str::trim) {
        Some("b") => &["depth"],
        Some("t") => &["height"],
        _ => &["height", "depth"],
    };
    Ok(Some(Atom::ordinary(padded(inner, none, token.range.clone()))))
}

pub(super) fn framed_words(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let words = text::words(parser, Font::Plain, token)?;
    Ok(Some(Atom::ordinary(Math::element("menclose", vec![words], token.range.clone()).with("notation", "box"))))
}

// Lengths, numbers, definitions.

/// `\hspace{1cm}`, `\kern 3mu`
pub(super) fn length(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    if let Some(star) = parser.lexer.raw().filter(|star| star.kind != Kind::Char('*')) {
        parser.lexer.put_back(star);
    }
    let text =
        if parser.peek()? == Some(Kind::Open) { raw(&parser.lexer.argument(token)?) } else { bare_length(parser) };
    let text = text.split("plus").next().unwrap_or_default().split("minus").next().unwrap_or_default().trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || "+-. ".contains(c)).len();
    let (number, unit) = text.split_at(digits);
    let number = number.replace(' ', "").parse::<f64>().ok().filter(|number| number.abs() <= 1000.0);
    let scale = match unit.trim() {
        "em" => 1.0,
        "ex" => 0.5,
        "mu" => 1.0 / 18.0,
        "pt" => 0.1,
        "px" => 0.0625,
        "cm" => 2.85,
        "mm" => 0.285,
        "in" => 7.2,
        "pc" => 1.2,
        _ => 0.0,
    };
    match number.filter(|_| scale > 0.0) {
        Some(number) => {
            let width = (number * scale * 1000.0).round() / 1000.0;
            Ok(Some(Atom::new(Math::space(format!("{width}em"), token.range.clone()), Class::Space)))
        }
        None => Err(Fault::new(format!("`{text}` is no length"), token.range.clone())
            .help("write a number and a unit: `1em`, `3mu`, `5pt`")),
    }
}

/// Reads a length without braces.
fn bare_length(parser: &mut Parser<'_>) -> String {
    let mut text = String::new();
    parser.lexer.skip_space();
    while let Some(token) = parser.lexer.raw() {
        let is_over = text.len() > 2
            && text.ends_with(|last: char| last.is_ascii_alphabetic())
            && text[..text.len() - 1].ends_with(|last: char| last.is_ascii_alphabetic());
        match token.kind {
            Kind::Char(sign) if !is_over && sign.is_ascii() => text.push(sign),
            _ => {
                parser.lexer.put_back(token);
                break;
            }
        }
    }
    text
}

/// `\tag{1'}`, `\tag*{Euler}`
pub(super) fn tag(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let is_bare = parser.peek()? == Some(Kind::Char('*')) && parser.next()?.is_some();
    let words = text::plain(&parser.lexer.argument(token)?, &mut parser.faults);
    parser.tag = Some(if is_bare { words } else { format!("({words})") });
    Ok(None)
}

pub(super) fn define(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    parser.lexer.define(token)?;
    Ok(None)
}

/// `\DeclareMathOperator{\name}{text}`
pub(super) fn declare(parser: &mut Parser<'_>, token: &Token<'_>) -> Made {
    let has_limits = parser.peek()? == Some(Kind::Char('*')) && parser.next()?.is_some();
    parser.lexer.declare(token, if has_limits { "operatornamewithlimits" } else { "operatorname" })?;
    Ok(None)
}

/// Returns the characters of some tokens.
pub(super) fn raw(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        match token.kind {
            Kind::Char(sign) => text.push(sign),
            Kind::Space => text.push(' '),
            Kind::Command(name) => {
                text.push('\\');
                text.push_str(name);
            }
            Kind::Open => text.push('{'),
            Kind::Close => text.push('}'),
            Kind::Sup => text.push('^'),
            Kind::Sub => text.push('_'),
            Kind::Align => text.push('&'),
            Kind::Argument(_) => text.push('#'),
        }
    }
    text
}
