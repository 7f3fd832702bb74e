//! Words in a formula: `\text{if $x$ is even}`.

use super::alphabet::Font;
use super::lexer::{Kind, Token};
use super::parser::Parser;
use super::symbol as symbols;
use super::{Fault, Math};
use std::ops::Range;

/// Reads an argument as words, and the formulas between dollars in it.
pub(super) fn words(parser: &mut Parser<'_>, font: Font, of: &Token<'_>) -> Result<Math, Fault> {
    let argument = parser.lexer.argument(of)?;
    let mut parts: Vec<Math> = Vec::new();
    let mut run: Vec<Token<'_>> = Vec::new();
    let mut tokens = argument.into_iter();
    while let Some(token) = tokens.next() {
        let end = match token.kind {
            Kind::Char('$') => Kind::Char('$'),
            Kind::Command("(") => Kind::Command(")"),
            Kind::Command("textbf" | "textit" | "emph" | "textrm" | "text" | "mbox" | "textnormal") => continue,
            _ => {
                run.push(token);
                continue;
            }
        };
        parts.extend(token_of(&std::mem::take(&mut run), font, &mut parser.faults));
        let mut inner = Vec::new();
        let close = loop {
            match tokens.next() {
                Some(token) if token.kind == end => break token.range,
                Some(token) => inner.push(token),
                None => return Err(Fault::new("a formula in words is not ended", token.range)),
            }
        };
        parser.lexer.put_back_group(inner, close);
        let before = std::mem::replace(&mut parser.font, Font::Plain);
        let math = parser.styled(false, |parser| parser.group(&token));
        parser.font = before;
        parts.push(math?);
    }
    parts.extend(token_of(&run, font, &mut parser.faults));
    if parts.len() == 1 {
        return Ok(parts.remove(0));
    }
    Ok(Math::element("mrow", parts, of.range.clone()))
}

/// Returns words as a token of MathML; nothing where there are none.
fn token_of(tokens: &[Token<'_>], font: Font, faults: &mut Vec<Fault>) -> Option<Math> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let range: Range<usize> = first.range.start..last.range.end.max(first.range.end);
    let text = plain(tokens, faults);
    // White space at an end would be nothing.
    let inner = text.trim_matches(' ');
    let (before, after) =
        (text.len() - text.trim_start_matches(' ').len(), text.len() - text.trim_end_matches(' ').len());
    let edge = |count: usize| if count > 0 { "\u{a0}" } else { "" };
    let text = if inner.is_empty() { edge(before).to_owned() } else { [edge(before), inner, edge(after)].concat() };
    let math = Math::token("mtext", text, range);
    Some(match font {
        Font::Bold => math.with("mathvariant", "bold"),
        Font::Italic => math.with("mathvariant", "italic"),
        Font::Sans => math.with("mathvariant", "sans-serif"),
        Font::Mono => math.with("mathvariant", "monospace"),
        _ => math,
    })
}

/// Returns the words that some tokens are.
pub(super) fn plain(tokens: &[Token<'_>], faults: &mut Vec<Fault>) -> String {
    let mut text = String::new();
    for token in tokens {
        match token.kind {
            Kind::Char('~') => text.push('\u{a0}'),
            Kind::Char('`') if text.ends_with('‘') => {
                text.pop();
                text.push('“');
            }
            Kind::Char('`') => text.push('‘'),
            Kind::Char('\'') if text.ends_with('’') => {
                text.pop();
                text.push('”');
            }
            Kind::Char('\'') => text.push('’'),
            Kind::Char('-') if text.ends_with('-') => {
                text.pop();
                text.push('–');
            }
            Kind::Char('-') if text.ends_with('–') => {
                text.pop();
                text.push('—');
            }
            Kind::Char(sign) => text.push(sign),
            Kind::Sup => text.push('^'),
            Kind::Sub => text.push('_'),
            Kind::Align => text.push('&'),
            Kind::Argument(number) => text.extend(["#", &number.to_string()]),
            Kind::Space | Kind::Command(" " | "space" | "\n") => text.push(' '),
            Kind::Command("," | "thinspace" | ":" | ";" | ">") => text.push('\u{2009}'),
            Kind::Command("quad" | "qquad" | "enspace") => text.push('\u{2003}'),
            Kind::Open | Kind::Close | Kind::Command("/" | "-" | "!") => {}
            Kind::Command("textbackslash") => text.push('\\'),
            Kind::Command("TeX") => text.push_str("TeX"),
            Kind::Command("LaTeX") => text.push_str("LaTeX"),
            Kind::Command(name) => {
                if let Some((_, sign)) = symbols::named(name) {
                    text.push_str(sign);
                } else {
                    let help = "put dollars around what is no words: `\\text{if $x$ is even}`";
                    let what = format!("there is no command `\\{name}` among words");
                    faults.push(Fault::new(what, token.range.clone()).help(help));
                }
            }
        }
    }
    text
}
