//! Whether a selector keeps to the grammar. Selectors Level 3, with the functions of Level 4.

use super::tokens::{Kind, Token};

/// Takes the tokens of a selector one by one and tells the first that cannot stand where it does.
pub(super) struct Checker {
    state: State,
    /// Steps of an animation are percentages.
    allows_steps: bool,
    /// How many brackets of a function are open, and whether anything stands in them.
    depth: usize,
    is_empty: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning, or behind a comma.
    Start,
    /// Behind a part of a compound selector.
    Within,
    /// Behind white space that may be a combinator.
    Behind,
    /// Behind `>`, `+` or `~`.
    Combined,
    /// Behind `.`: a class.
    Class,
    /// Behind `|`: a name in a namespace.
    Qualified,
    /// Behind `:`: the name of a class or element, or another `:`.
    Pseudo,
    /// In `[]`: before the name, behind it, behind `=`, behind the value.
    Attribute,
    AttributeName,
    AttributeValue,
    AttributeEnd,
}

const WRONG: &str = "this cannot stand in a selector";

impl Checker {
    pub(super) fn new(allows_steps: bool) -> Self {
        Self { state: State::Start, allows_steps, depth: 0, is_empty: true }
    }

    /// Takes the next token; returns what is wrong with it.
    pub(super) fn take(&mut self, token: Token, text: &str) -> Option<&'static str> {
        if self.depth > 0 {
            return self.argument(token);
        }
        let next = match self.state {
            State::Class | State::Pseudo if token.kind == Kind::Ident => Ok(State::Within),
            State::Qualified if matches!(token.kind, Kind::Ident | Kind::Sign(b'*')) => Ok(State::Within),
            State::Class | State::Qualified => Err(WRONG),
            State::Attribute | State::AttributeName | State::AttributeValue | State::AttributeEnd => {
                self.attribute(token)
            }
            State::Pseudo if token.kind == Kind::Sign(b':') => Ok(State::Pseudo),
            State::Start | State::Within | State::Behind | State::Combined | State::Pseudo => self.part(token, text),
        };
        match next {
            Ok(state) => {
                self.state = state;
                None
            }
            Err(what) => Some(what),
        }
    }

    /// Returns what is missing at the end.
    pub(super) fn end(&self) -> Option<&'static str> {
        match self.state {
            _ if self.depth > 0 => Some("a bracket is never closed"),
            State::Within | State::Behind | State::Pseudo => None,
            State::Start => Some("a selector is missing here"),
            _ => Some("a selector is not whole"),
        }
    }

    /// Takes a token that may begin a part.
    fn part(&mut self, token: Token, text: &str) -> Result<State, &'static str> {
        let is_inside = self.state == State::Within;
        let is_behind = matches!(self.state, State::Within | State::Behind | State::Pseudo);
        match token.kind {
            Kind::Space if is_behind => Ok(State::Behind),
            Kind::Space => Ok(self.state),
            Kind::Ident | Kind::Sign(b'*') if !is_inside => Ok(State::Within),
            Kind::Hash => Ok(State::Within),
            Kind::Function if self.state == State::Pseudo => {
                (self.depth, self.is_empty) = (1, true);
                Ok(State::Within)
            }
            Kind::Number if self.allows_steps && text[token.start..token.end].ends_with('%') => Ok(State::Within),
            Kind::Sign(b'.') => Ok(State::Class),
            Kind::Sign(b'|') => Ok(State::Qualified),
            Kind::Sign(b':') => Ok(State::Pseudo),
            Kind::Sign(b'[') => Ok(State::Attribute),
            Kind::Sign(b'>' | b'+' | b'~') if is_behind => Ok(State::Combined),
            Kind::Sign(b',') if is_behind => Ok(State::Start),
            _ => Err(WRONG),
        }
    }

    fn argument(&mut self, token: Token) -> Option<&'static str> {
        match token.kind {
            Kind::Function | Kind::Sign(b'(') => self.depth += 1,
            Kind::Sign(b')') => {
                self.depth -= 1;
                return (self.depth == 0 && self.is_empty).then_some("there is nothing in the brackets");
            }
            Kind::Sign(b';') | Kind::OpenString | Kind::At => return Some(WRONG),
            Kind::Space => return None,
            _ => {}
        }
        self.is_empty = false;
        None
    }

    fn attribute(&mut self, token: Token) -> Result<State, &'static str> {
        match (self.state, token.kind) {
            (state, Kind::Space) => Ok(state),
            (State::Attribute, Kind::Ident) => Ok(State::AttributeName),
            (State::Attribute, Kind::Sign(b'*' | b'|')) => Ok(State::Attribute),
            // The name before was a namespace, or this is the beginning of `|=`.
            (State::AttributeName, Kind::Ident | Kind::Sign(b'|' | b'~' | b'^' | b'$' | b'*')) => {
                Ok(State::AttributeName)
            }
            (State::AttributeName, Kind::Sign(b'=')) => Ok(State::AttributeValue),
            (State::AttributeValue, Kind::Ident | Kind::String) => Ok(State::AttributeEnd),
            (State::AttributeName | State::AttributeEnd, Kind::Sign(b']')) => Ok(State::Within),
            _ => Err(WRONG),
        }
    }
}
