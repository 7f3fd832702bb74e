//! Going through the marks of a line with a stack, deciding what each is, and writing it.

use super::super::line::{Fault, Line};
use super::token::{APOSTROPHE, Elides, Kind, Shape, Strength, Token};

pub(super) fn run(line: &mut Line, tokens: &[Token]) {
    let mut settler = Settler { line, tokens, open: Vec::new(), last: None };
    for index in 0..tokens.len() {
        settler.token(index);
    }
    settler.finish();
}

/// A mark that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    token: usize,
}

/// What a mark turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opens,
    Closes { opener: Option<usize> },
    Other(&'static str),
    Kept,
}

struct Settler<'a> {
    line: &'a mut Line,
    tokens: &'a [Token],
    open: Vec<Open>,
    /// Where the last mark ends, and what it is, where it may clash with one beside it.
    last: Option<(usize, Kind, Role)>,
}

/// Most marks that are open at a time: a text that opens more is no prose.
const DEEPEST: usize = 32;

const HAIR_SPACE: &str = "\u{200A}";
const NBSP: char = '\u{a0}';

impl Settler<'_> {
    fn token(&mut self, index: usize) {
        let token = &self.tokens[index];
        let role = self.role(token);
        match role {
            Role::Opens => {
                if index == 0 {
                    let is_first = !self.line.text[..token.range.start].contains(char::is_alphanumeric);
                    self.line.opens_with = is_first.then_some(plain(token.kind));
                }
                if self.open.len() == DEEPEST {
                    self.open.remove(0);
                }
                self.open.push(Open { kind: token.kind, token: index });
            }
            Role::Closes { opener: None } if token.curly.is_none() => self.fault(index, false),
            _ => {}
        }
        self.write(index, role);
    }

    fn role(&mut self, token: &Token) -> Role {
        let reach = self.reach(token.kind);
        let open = reach.open;
        let is_open = open > 0;
        let later = if reach.in_speech && token.kind == Kind::Single {
            token.outlook.closers_within
        } else {
            token.outlook.closers
        };
        match token.shape {
            Shape::Fixed(sign) => Role::Other(sign),
            Shape::Opens(elides) => {
                let may_elide = match elides {
                    Elides::Never => false,
                    Elides::InSpeech => reach.in_speech && token.outlook.speech_closes,
                    Elides::Anywhere => true,
                };
                if may_elide && later <= open { Role::Other(APOSTROPHE) } else { Role::Opens }
            }
            Shape::OpensIfClosed | Shape::Elision if later > open => Role::Opens,
            Shape::OpensIfClosed | Shape::Kept => Role::Kept,
            Shape::Elision => Role::Other(APOSTROPHE),
            Shape::Either => {
                if is_open {
                    self.close(token.kind)
                } else {
                    Role::Opens
                }
            }
            Shape::Closes(Strength::Doubtful | Strength::Fair) if !is_open || token.outlook.closers >= open => {
                Role::Other(token.otherwise)
            }
            Shape::ClosesOrElse if !is_open || later >= open => Role::Other(token.otherwise),
            Shape::ClosesOrElse => self.close(token.kind),
            Shape::Closes(_) if is_open => self.close(token.kind),
            // Two apostrophes that no double mark waits for: one, and the end of what is in single marks.
            Shape::Closes(_) if token.kind == Kind::Double && token.range.len() == 2 && token.curly.is_none() => {
                self.close_single()
            }
            Shape::Closes(Strength::Sure) => self.close_beneath(token),
            Shape::Closes(_) => Role::Other(token.otherwise),
        }
    }

    /// Counts what is open of a kind: of single marks, those inside the speech that is open.
    fn reach(&self, kind: Kind) -> Reach {
        let double = self.open.iter().rposition(|open| open.kind == Kind::Double);
        let from = match kind {
            Kind::Double => 0,
            Kind::Single => double.map_or(0, |at| at + 1),
        };
        let open = self.open[from..].iter().filter(|open| open.kind == kind).count();
        Reach { open, in_speech: double.is_some() }
    }

    /// Closes the innermost mark of a kind; what is open inside it was none, or is forgotten.
    fn close(&mut self, kind: Kind) -> Role {
        let Some(at) = self.open.iter().rposition(|open| open.kind == kind) else {
            return Role::Closes { opener: None };
        };
        let opener = self.open[at].token;
        let inner: Vec<usize> = self.open.drain(at..).skip(1).map(|open| open.token).collect();
        for token in inner {
            self.fault(token, true);
        }
        Role::Closes { opener: Some(opener) }
    }

    /// Closes a single mark that a speech in double marks was opened in, where nothing closes that speech.
    fn close_beneath(&mut self, token: &Token) -> Role {
        let is_beneath = self.open.iter().any(|open| open.kind == token.kind);
        if token.kind == Kind::Double || is_beneath && !token.outlook.speech_closes {
            return self.close(token.kind);
        }
        if is_beneath { Role::Other(token.otherwise) } else { Role::Closes { opener: None } }
    }

    fn close_single(&mut self) -> Role {
        if self.reach(Kind::Single).open == 0 {
            return Role::Closes { opener: None };
        }
        self.close(Kind::Single);
        Role::Other("’’")
    }

    fn write(&mut self, index: usize, role: Role) {
        let token = &self.tokens[index];
        let is_quote = !matches!(role, Role::Kept | Role::Other("′" | "″" | "״" | "׳"));
        let last = self.last.filter(|(end, kind, last)| {
            let clashes = match (last, role) {
                (Role::Opens, Role::Other(_)) => true,
                (Role::Closes { .. }, Role::Other(_)) => false,
                _ => *kind != token.kind,
            };
            *end == token.range.start && is_quote && clashes
        });
        self.last = is_quote.then_some((token.range.end, token.kind, role));
        if token.curly.is_some() {
            return;
        }
        let spot = token.range.clone();
        let (sign, range) = match role {
            Role::Kept => return,
            Role::Other(mark) => (Sign { space_before: false, mark, space_after: false }, spot),
            Role::Opens => {
                let sign = Sign::of(token.kind.pair(token.language).open);
                let end = if sign.space_after { self.line.spaces_after(spot.end) } else { spot.end };
                (sign, spot.start..self.free(end, spot.end, index))
            }
            Role::Closes { opener } => {
                let sign = self.closing(token, opener);
                let start = if sign.space_before { self.line.spaces_before(spot.start) } else { spot.start };
                (sign, start..spot.end)
            }
        };
        let hair = if last.is_some() && is_comma(sign.mark) && self.clashes(index) { HAIR_SPACE } else { "" };
        let space = self.line.french_space;
        let (before, after) = (if sign.space_before { space } else { "" }, if sign.space_after { space } else { "" });
        self.line.replace(range, &[hair, before, sign.mark, after]);
    }

    /// Returns where the spaces after an opening mark end, if the next mark needs none of them.
    fn free(&self, end: usize, least: usize, index: usize) -> usize {
        let is_taken = self.tokens.get(index + 1).is_some_and(|next| next.range.start < end);
        if is_taken || end == self.line.text.len() { least } else { end }
    }

    /// Tells whether the mark before this one becomes, or is, of the same form.
    fn clashes(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let marks = before.kind.pair(before.language);
        before.curly.map_or_else(|| is_comma(marks.open) || is_comma(marks.close), is_comma_sign)
    }

    /// Returns the closing mark of an opening one.
    fn closing(&self, token: &Token, opener: Option<usize>) -> Sign {
        let Some(opener) = opener.map(|opener| &self.tokens[opener]) else {
            return Sign::of(token.kind.pair(token.language).close);
        };
        let pair = opener.kind.pair(opener.language);
        match opener.curly {
            Some(curly) if !pair.open.starts_with(curly) => Sign::of(partner(curly).unwrap_or(pair.close)),
            _ => Sign::of(pair.close),
        }
    }

    fn fault(&mut self, index: usize, opens: bool) {
        let token = &self.tokens[index];
        let mark = token.curly.unwrap_or(plain(token.kind));
        self.line.faults.push(Fault { range: token.range.clone(), mark, opens, ends_open: false });
    }

    fn finish(mut self) {
        for open in std::mem::take(&mut self.open) {
            self.fault(open.token, true);
            if let Some(fault) = self.line.faults.last_mut() {
                fault.ends_open = true;
            }
        }
    }
}

/// What is open of a kind.
#[derive(Clone, Copy, Debug)]
struct Reach {
    open: usize,
    /// Whether a speech in double marks is open.
    in_speech: bool,
}

/// A mark and whether it has its spaces.
#[derive(Clone, Copy, Debug)]
struct Sign {
    space_before: bool,
    mark: &'static str,
    space_after: bool,
}

impl Sign {
    fn of(mark: &'static str) -> Self {
        let bare = mark.trim_matches(NBSP);
        Self { space_before: mark.starts_with(NBSP), mark: bare, space_after: mark.ends_with(NBSP) }
    }
}

/// Returns the mark as a keyboard has it.
fn plain(kind: Kind) -> char {
    match kind {
        Kind::Double => '"',
        Kind::Single => '\'',
    }
}

/// Tells whether a mark has the form of commas, which run together.
fn is_comma(mark: &str) -> bool {
    mark.chars().next().is_some_and(is_comma_sign)
}

fn is_comma_sign(mark: char) -> bool {
    matches!(mark, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛')
}

/// Returns the mark that closes what another opened.
fn partner(open: char) -> Option<&'static str> {
    Some(match open {
        // Some languages have one mark for both ends.
        '“' | '”' => "”",
        '‘' | '’' => "’",
        '„' => "“",
        '‚' => "‘",
        '«' => "»",
        '»' => "«",
        '‹' => "›",
        '›' => "‹",
        _ => return None,
    })
}
