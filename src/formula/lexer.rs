//! From characters to tokens, and from macros to what they stand for.
//!
//! Commands are a backslash with letters, or with one other character; `%` begins a comment; white space is one token,
//! which only text and raw arguments look at. What a macro gives has the place at which the macro is used.

use super::Fault;
use super::macros::Macros;
use std::ops::Range;
use std::rc::Rc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Char(char),
    /// Without its backslash.
    Command(&'a str),
    /// `{`
    Open,
    /// `}`
    Close,
    /// `^`
    Sup,
    /// `_`
    Sub,
    /// `&`
    Align,
    Space,
    /// The argument of a macro, in its text.
    Argument(usize),
}

#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind<'a>,
    pub range: Range<usize>,
}

impl Token<'_> {
    /// Returns the character that it is.
    pub(super) fn character(&self) -> Option<char> {
        match self.kind {
            Kind::Char(character) => Some(character),
            _ => None,
        }
    }
}

/// How many tokens macros may give in one formula, so that none that uses itself goes on for ever.
const MOST: usize = 20_000;

pub(super) struct Lexer<'a> {
    tex: &'a str,
    at: usize,
    /// What macros have given and what was put back, the next last.
    pending: Vec<Token<'a>>,
    given: usize,
    macros: &'a Macros,
    /// The macros that the formula defines itself, the newest last.
    own: Vec<(&'a str, Rc<Definition<'a>>)>,
}

/// What a macro stands for.
#[derive(Debug)]
struct Definition<'a> {
    arguments: usize,
    /// What the first argument is where none stands in brackets; without it, that is one as the others are.
    default: Option<Vec<Token<'a>>>,
    body: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(tex: &'a str, macros: &'a Macros) -> Self {
        Self { tex, at: 0, pending: Vec::new(), given: 0, macros, own: Vec::new() }
    }

    /// Puts a token back, to come next.
    pub(super) fn put_back(&mut self, token: Token<'a>) {
        self.pending.push(token);
    }

    /// Returns the next token; macros are what they stand for.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        while let Some(token) = self.raw() {
            let Kind::Command(name) = token.kind else { return Ok(Some(token)) };
            let Some(definition) = self.definition(name) else { return Ok(Some(token)) };
            self.expand(&token, &definition)?;
        }
        Ok(None)
    }

    /// Returns the next token as it stands there.
    pub(super) fn raw(&mut self) -> Option<Token<'a>> {
        if let Some(token) = self.pending.pop() {
            return Some(token);
        }
        let (kind, start, end) = scan(self.tex, self.at)?;
        self.at = end;
        Some(Token { kind, range: start..end })
    }

    fn definition(&self, name: &str) -> Option<Rc<Definition<'a>>> {
        if let Some((_, own)) = self.own.iter().rev().find(|(known, _)| *known == name) {
            return Some(Rc::clone(own));
        }
        let known = self.macros.get(name)?;
        Some(Rc::new(Definition { arguments: known.arguments, default: None, body: tokens(&known.body) }))
    }

    /// Puts what a macro stands for in its place.
    fn expand(&mut self, token: &Token<'_>, definition: &Definition<'a>) -> Result<(), Fault> {
        let mut arguments: Vec<Vec<Token<'a>>> = Vec::new();
        if let Some(default) = &definition.default {
            arguments.push(self.bracketed()?.unwrap_or_else(|| default.clone()));
        }
        while arguments.len() < definition.arguments {
            arguments.push(self.argument(token)?);
        }
        let start = self.pending.len();
        for inner in &definition.body {
            match inner.kind {
                Kind::Argument(number) => {
                    self.pending.extend(arguments.get(number.wrapping_sub(1)).into_iter().flatten().cloned());
                }
                kind => self.pending.push(Token { kind, range: token.range.clone() }),
            }
        }
        self.given += self.pending.len() - start;
        self.pending[start..].reverse();
        if self.given > MOST {
            let what = "a macro uses itself without end";
            return Err(Fault::new(what, token.range.clone()).help("give the macro a meaning that does without it"));
        }
        Ok(())
    }

    /// Returns the tokens of an argument as they stand there, without braces around it.
    pub(super) fn argument(&mut self, of: &Token<'_>) -> Result<Vec<Token<'a>>, Fault> {
        self.skip_space();
        let missing = || Fault::new("an argument is missing here", of.range.clone()).help("write it in braces");
        let first = self.raw().ok_or_else(missing)?;
        match first.kind {
            Kind::Open => self.up_to_brace(&first),
            Kind::Close | Kind::Align => Err(missing()),
            _ => Ok(vec![first]),
        }
    }

    /// Returns the tokens of an argument in brackets, if there is one.
    pub(super) fn bracketed(&mut self) -> Result<Option<Vec<Token<'a>>>, Fault> {
        let space = self.skip_space();
        let Some(open) = self.raw() else { return Ok(None) };
        if open.kind != Kind::Char('[') {
            self.pending.push(open);
            self.pending.extend(space);
            return Ok(None);
        }
        let (mut depth, mut inner) = (0usize, Vec::new());
        while let Some(token) = self.raw() {
            match token.kind {
                Kind::Char(']') if depth == 0 => return Ok(Some(inner)),
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => break,
                Kind::Close => depth -= 1,
                _ => {}
            }
            inner.push(token);
        }
        Err(Fault::new("a `[` is not closed", open.range))
    }

    fn up_to_brace(&mut self, open: &Token<'_>) -> Result<Vec<Token<'a>>, Fault> {
        let (mut depth, mut inner) = (0usize, Vec::new());
        while let Some(token) = self.raw() {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => return Ok(inner),
                Kind::Close => depth -= 1,
                _ => {}
            }
            inner.push(token);
        }
        Err(Fault::new("a `{` is not closed", open.range.clone()).help("write a `}` where what it holds ends"))
    }

    /// Goes over white space; returns the last of it.
    pub(super) fn skip_space(&mut self) -> Option<Token<'a>> {
        let mut space = None;
        while let Some(token) = self.raw() {
            if token.kind != Kind::Space {
                self.pending.push(token);
                break;
            }
            space = Some(token);
        }
        space
    }

    /// Reads what follows `\DeclareMathOperator`, and keeps it as `by` of its text.
    pub(super) fn declare(&mut self, of: &Token<'_>, by: &'static str) -> Result<(), Fault> {
        let named = self.argument(of)?;
        let text = self.argument(of)?;
        let Some(Token { kind: Kind::Command(name), .. }) = named.first() else {
            let help = "write `\\DeclareMathOperator{\\name}{text}`";
            return Err(Fault::new("a definition names no command", of.range.clone()).help(help));
        };
        let token = |kind| Token { kind, range: of.range.clone() };
        let mut body = vec![token(Kind::Command(by)), token(Kind::Open)];
        body.extend(text);
        body.push(token(Kind::Close));
        self.own.push((name, Rc::new(Definition { arguments: 0, default: None, body })));
        Ok(())
    }

    /// Lets tokens come next, and a `}` behind them.
    pub(super) fn put_back_group(&mut self, tokens: Vec<Token<'a>>, close: Range<usize>) {
        self.pending.push(Token { kind: Kind::Close, range: close });
        self.pending.extend(tokens.into_iter().rev());
    }

    /// Reads what follows `\newcommand` or `\def`, and keeps it.
    pub(super) fn define(&mut self, by: &Token<'_>) -> Result<(), Fault> {
        let is_def = by.kind == Kind::Command("def");
        if let Some(token) = self.raw().filter(|token| token.kind != Kind::Char('*')) {
            self.pending.push(token);
        }
        let named = self.argument(by)?;
        let Some(name) = named.iter().find_map(|token| match token.kind {
            Kind::Command(name) => Some(name),
            _ => None,
        }) else {
            return Err(Fault::new("a definition names no command", by.range.clone())
                .help("write `\\newcommand{\\name}{meaning}`"));
        };
        let (mut arguments, mut default) = (0, None);
        if is_def {
            while let Some(token) = self.raw() {
                if !matches!(token.kind, Kind::Argument(_) | Kind::Space) {
                    self.pending.push(token);
                    break;
                }
                arguments += usize::from(token.kind != Kind::Space);
            }
        } else if let Some(count) = self.bracketed()? {
            let digit = count.iter().find_map(|token| match token.kind {
                Kind::Char(digit) => digit.to_digit(10),
                _ => None,
            });
            arguments = digit.map_or(0, |digit| digit as usize);
            default = self.bracketed()?;
        }
        let body = self.argument(by)?;
        self.own.push((name, Rc::new(Definition { arguments, default, body })));
        Ok(())
    }
}

/// Returns the tokens of a text.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut at = 0;
    let mut all = Vec::new();
    while let Some((kind, start, end)) = scan(text, at) {
        all.push(Token { kind, range: start..end });
        at = end;
    }
    all
}

/// Returns the token at `at`, and where it begins and ends: comments before it are left out.
fn scan(text: &str, mut at: usize) -> Option<(Kind<'_>, usize, usize)> {
    // A comment takes the end of its line and the white space after it with it.
    while text[at..].starts_with('%') {
        at += text[at..].find('\n').map_or(text.len() - at, |length| length + 1);
        at += text[at..].len() - text[at..].trim_start().len();
    }
    let first = text[at..].chars().next()?;
    let end = at + first.len_utf8();
    let kind = match first {
        '\\' => return Some(command(text, at)),
        '{' => Kind::Open,
        '}' => Kind::Close,
        '^' => Kind::Sup,
        '_' => Kind::Sub,
        '&' => Kind::Align,
        '#' if text[end..].starts_with(|next: char| next.is_ascii_digit()) => {
            let digit = usize::from(text.as_bytes()[end] - b'0');
            return Some((Kind::Argument(digit), at, end + 1));
        }
        _ if first.is_whitespace() && first != '\u{a0}' => {
            let length = text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\n', '\r']).len();
            return Some((Kind::Space, at, at + length.max(first.len_utf8())));
        }
        _ => Kind::Char(first),
    };
    Some((kind, at, end))
}

fn command(text: &str, at: usize) -> (Kind<'_>, usize, usize) {
    let rest = &text[at + 1..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
    (Kind::Command(&rest[..length]), at, at + 1 + length)
}
