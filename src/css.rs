//! Finding in CSS what a book has to know of: addresses, declarations, and where it breaks the grammar.
//!
//! Whether a property or a value exists is not asked. The grammar is that of CSS Syntax Level 3 and Selectors Level 3,
//! as strict as EPUBCheck is: nested rules, the stray semicolons and the hacks that browsers step over are faults.
//! `resource` judges what is found in an author's stylesheet, `check` what is in anybody's.

mod selector;
mod tokens;

use std::ops::Range;
use tokens::{Kind, Token, Tokens};

/// Something in a stylesheet, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// `@import`, up to its semicolon.
    Import { address: &'a str, range: Range<usize> },
    /// `url(…)`; those of a declaration come before it.
    Url { address: &'a str, range: Range<usize> },
    /// `property: value`, with the selector (or at-rule) of the block that it stands in.
    Declaration { selector: &'a str, property: &'a str, value: &'a str, range: Range<usize> },
    /// What stands before a `{`.
    Opening { prelude: &'a str, range: Range<usize> },
    /// The `}` of a block, or the end of the text where that comes first.
    Closing { prelude: &'a str },
    /// Where the grammar is broken.
    Fault { what: &'static str, range: Range<usize> },
}

/// Returns what is in a stylesheet, in order.
pub(crate) fn scan(text: &str) -> Vec<Found<'_>> {
    let mut parser = Parser::new(text, Vec::new());
    parser.run();
    parser.found
}

/// Returns what is in the value of a `style` attribute, where no block is open.
pub(crate) fn scan_declarations(text: &str) -> Vec<Found<'_>> {
    let block = Block { prelude: "", at: None, is_of_rules: false };
    let mut parser = Parser::new(text, vec![block]);
    parser.run();
    parser.found.retain(|found| !matches!(found, Found::Closing { .. }));
    parser.found
}

/// Returns what a `style` attribute says of a property, as written, without its importance.
pub(crate) fn said<'a>(style: &'a str, property: &str) -> Option<&'a str> {
    let found = scan_declarations(style).into_iter().rev();
    let mut values = found.filter_map(|found| match found {
        Found::Declaration { property: said, value, .. } if said.eq_ignore_ascii_case(property) => Some(value),
        _ => None,
    });
    values.next().map(|value| value.trim_end_matches("!important").trim())
}

struct Parser<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    /// The token that comes next; it stands at the end of the text where there is none.
    next: Option<Token>,
    open: Vec<Block<'a>>,
    /// Whether a `url()` that is passed now is the address of a file.
    keeps_addresses: bool,
    found: Vec<Found<'a>>,
}

struct Block<'a> {
    prelude: &'a str,
    /// Where its `{` is; nowhere for a `style` attribute.
    at: Option<usize>,
    is_of_rules: bool,
}

/// The at-rules whose `url()` are no files, and the one that tells of its file itself.
const NO_FILES: &[&str] = &["@namespace", "@document", "@-moz-document", "@import"];

impl<'a> Parser<'a> {
    fn new(text: &'a str, open: Vec<Block<'a>>) -> Self {
        let mut tokens = Tokens::new(text);
        let next = tokens.next();
        Self { text, tokens, next, open, keeps_addresses: true, found: Vec::new() }
    }

    fn run(&mut self) {
        loop {
            self.skip_space();
            let Some(token) = self.next else { break };
            match (self.open.last(), token.kind) {
                (Some(Block { at: Some(_), .. }), Kind::Sign(b'}')) => self.close(),
                (Some(_), Kind::Sign(b'}')) => self.stray("a `}` without a `{`", token),
                (Some(block), _) if !block.is_of_rules => self.declaration(token),
                _ => self.statement(token),
            }
        }
        self.end();
    }

    /// Closes what the end of the text leaves open, and says so unless something else there was never closed either.
    fn end(&mut self) {
        let ends_open = matches!(self.found.iter().rev().find(|found| !matches!(found, Found::Declaration { .. })),
            Some(Found::Fault { what, .. }) if what.ends_with("never closed"));
        let innermost = self.open.last().and_then(|block| block.at);
        while let Some(block) = self.open.pop() {
            self.found.push(Found::Closing { prelude: block.prelude });
        }
        if let Some(at) = innermost.filter(|_| !ends_open) {
            self.fault("a `{` is never closed", at..at + 1);
        }
    }

    // Below: statements, which are rules and at-rules.

    fn statement(&mut self, token: Token) {
        match token.kind {
            Kind::Dash => self.step(),
            Kind::At => self.at_rule(token),
            Kind::Sign(b'}') => self.stray("a `}` without a `{`", token),
            Kind::Sign(b';') => self.stray("a `;` stands where a rule should begin", token),
            _ => self.rule(token),
        }
    }

    fn rule(&mut self, first: Token) {
        let start = first.start;
        let mut checker = selector::Checker::new(self.is_in_keyframes());
        let mut fault = None;
        let mut end = start;
        loop {
            let Some(token) = self.next else {
                return self.fault("a selector is followed by no `{`", start..end);
            };
            match token.kind {
                Kind::Sign(b'{') => break,
                Kind::Sign(b'}') => {
                    // No block was opened: this one ends what should have been it, or the block around.
                    let (what, range) = fault.unwrap_or(("a selector is followed by no `{`", start..end));
                    self.fault(what, range);
                    if self.open.is_empty() {
                        self.step();
                    }
                    return;
                }
                _ => {}
            }
            if let Some(what) = checker.take(token, self.text).filter(|_| fault.is_none()) {
                fault = Some((what, token.start..token.end));
            }
            if token.kind != Kind::Space {
                end = token.end;
            }
            self.step();
        }
        if let Some((what, range)) = fault.or_else(|| checker.end().map(|what| (what, end..end + 1))) {
            self.fault(what, range);
        }
        self.open(start..end, false);
    }

    fn is_in_keyframes(&self) -> bool {
        self.open.last().is_some_and(|block| block.prelude.to_ascii_lowercase().contains("keyframes"))
    }

    fn at_rule(&mut self, word: Token) {
        let name = self.text[word.start..word.end].to_ascii_lowercase();
        self.keeps_addresses = !NO_FILES.contains(&name.as_str());
        self.step();
        let (mut end, mut address) = (word.end, None);
        let last = loop {
            let Some(token) = self.next else { break None };
            match token.kind {
                Kind::Sign(sign @ (b';' | b'{' | b'}')) => break Some(sign),
                Kind::At => self.fault("this cannot stand in an at-rule", token.start..token.end),
                Kind::String | Kind::Url if address.is_none() => address = Some(self.inner(token)),
                Kind::OpenString | Kind::OpenUrl | Kind::OpenComment => self.fault_of(token),
                _ => {}
            }
            if token.kind != Kind::Space {
                end = token.end;
            }
            self.step();
        };
        self.keeps_addresses = true;
        if name == "@import" {
            self.found.push(Found::Import { address: address.unwrap_or_default(), range: word.start..end });
        }
        match last {
            Some(b';') => self.step(),
            Some(b'{') => self.open(word.start..end, self.holds_rules(&name)),
            _ => self.fault("an at-rule is followed by no `;` and no `{`", word.start..end),
        }
    }

    /// Tells whether the block that begins here holds rules: a `{` comes before any `;` or `}`.
    fn holds_rules(&self, name: &str) -> bool {
        if matches!(name, "@font-face" | "@counter-style" | "@property") {
            return false;
        }
        let mut ahead = self.tokens.clone();
        let found = ahead.find(|token| matches!(token.kind, Kind::Sign(b'{' | b'}' | b';')));
        found.is_none_or(|token| token.kind == Kind::Sign(b'{'))
    }

    // Below: declarations.

    fn declaration(&mut self, first: Token) {
        match first.kind {
            Kind::Ident => {}
            Kind::Sign(b';') => return self.stray("a `;` stands where a property should", first),
            _ => return self.recover("a property should begin here", first),
        }
        let property = &self.text[first.start..first.end];
        self.step();
        self.skip_space();
        match self.next {
            Some(Token { kind: Kind::Sign(b':'), .. }) => self.step(),
            Some(token) => return self.recover("a property is followed by no `:`", token),
            None => return self.fault("a property is followed by no `:`", first.start..first.end),
        }
        self.skip_space();
        let Some(start) = self.next.map(|token| token.start) else {
            return self.fault("a property has no value", first.start..first.end);
        };
        let Some(end) = self.value(start) else { return };
        if end == start {
            return self.fault("a property has no value", first.start..first.end);
        }
        let selector = self.open.last().map_or("", |block| block.prelude);
        let range = first.start..end;
        self.found.push(Found::Declaration { selector, property, value: &self.text[start..end], range });
    }

    /// Reads a value up to its `;`, which it takes, or to the `}` after it; returns where it ends unless it is broken.
    fn value(&mut self, start: usize) -> Option<usize> {
        let (mut end, mut depth) = (start, 0usize);
        while let Some(token) = self.next {
            match token.kind {
                Kind::Sign(b';') if depth == 0 => {
                    self.step();
                    return Some(end);
                }
                Kind::Sign(b'}') if depth == 0 => return Some(end),
                Kind::Sign(b';' | b'}') => {
                    self.recover("a bracket is never closed", token);
                    return None;
                }
                Kind::Sign(b'{') | Kind::At => {
                    self.recover("this cannot stand in a value", token);
                    return None;
                }
                Kind::Function | Kind::Sign(b'(' | b'[') => depth += 1,
                Kind::Sign(b')' | b']') => depth = depth.saturating_sub(1),
                Kind::OpenString | Kind::OpenUrl | Kind::OpenComment => self.fault_of(token),
                _ => {}
            }
            if token.kind != Kind::Space {
                end = token.end;
            }
            self.step();
        }
        Some(end)
    }

    /// Says what is wrong and goes on behind the next `;`, or before the next `}` of this block.
    fn recover(&mut self, what: &'static str, at: Token) {
        self.fault(what, at.start..at.end);
        let mut depth = 0usize;
        while let Some(token) = self.next {
            match token.kind {
                Kind::Sign(b'{') => depth += 1,
                Kind::Sign(b'}') if depth == 0 => return,
                Kind::Sign(b'}') => {
                    depth -= 1;
                    if depth == 0 {
                        return self.step();
                    }
                }
                Kind::Sign(b';') if depth == 0 => return self.step(),
                _ => {}
            }
            self.step();
        }
    }

    // Below: steps.

    /// Passes a token. An address in it is kept wherever it stands: what reads the text may understand more of it.
    fn step(&mut self) {
        if let Some(token) = self.next.filter(|token| matches!(token.kind, Kind::Url | Kind::OpenUrl))
            && self.keeps_addresses
        {
            self.found.push(Found::Url { address: self.inner(token), range: token.start..token.end });
        }
        self.next = self.tokens.next();
    }

    fn skip_space(&mut self) {
        while let Some(token) = self.next.filter(|token| matches!(token.kind, Kind::Space | Kind::OpenComment)) {
            if token.kind == Kind::OpenComment {
                self.fault_of(token);
            }
            self.step();
        }
    }

    fn stray(&mut self, what: &'static str, token: Token) {
        self.fault(what, token.start..token.end);
        self.step();
    }

    fn open(&mut self, range: Range<usize>, is_of_rules: bool) {
        let prelude = &self.text[range.clone()];
        self.open.push(Block { prelude, at: self.next.map(|token| token.start), is_of_rules });
        self.found.push(Found::Opening { prelude, range });
        self.step();
    }

    fn close(&mut self) {
        if let Some(block) = self.open.pop() {
            self.found.push(Found::Closing { prelude: block.prelude });
        }
        self.step();
    }

    fn inner(&self, token: Token) -> &'a str {
        self.text[token.inner.0..token.inner.1].trim()
    }

    fn fault_of(&mut self, token: Token) {
        let (what, length) = match token.kind {
            Kind::OpenString => ("a string is never closed", 1),
            Kind::OpenUrl => ("a `url(` is never closed", 4),
            _ => ("a comment is never closed", 2),
        };
        let opening = self.text[token.start..token.end].find("/*").filter(|_| length == 2).unwrap_or(0);
        let start = token.start + opening;
        self.fault(what, start..start + length);
    }

    fn fault(&mut self, what: &'static str, range: Range<usize>) {
        self.found.push(Found::Fault { what, range });
    }
}

#[cfg(test)]
mod tests;
