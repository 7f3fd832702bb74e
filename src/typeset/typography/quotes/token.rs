//! What each quotation mark of a line may be, by what stands beside it.

use super::super::language::{Language, Pair};
use super::super::line::{Line, Mark, Side, is_wide, side};
use super::words;
use std::ops::Range;

/// A quotation mark.
#[derive(Debug)]
pub(super) struct Token {
    pub range: Range<usize>,
    pub kind: Kind,
    pub shape: Shape,
    /// The mark itself where it is curly already; it stays.
    pub curly: Option<char>,
    /// What stands for it where it turns out to be no quotation mark.
    pub otherwise: &'static str,
    pub language: &'static Language,
    pub outlook: Outlook,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `"` and its kin.
    Double,
    /// `'` and its kin.
    Single,
}

impl Kind {
    pub(super) fn pair(self, language: &Language) -> Pair {
        match self {
            Self::Double => language.double,
            Self::Single => language.single,
        }
    }
}

/// What a mark may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No quotation mark: an apostrophe, a prime, a sign of the language.
    Fixed(&'static str),
    /// It opens, unless the word after it has lost its beginning.
    Opens(Elides),
    /// It opens where something closes it, and is kept else: a backtick, two commas.
    OpensIfClosed,
    /// The word after it has lost its beginning, unless something closes it.
    Elision,
    /// It closes what is open.
    Closes(Strength),
    /// It closes what is open, and opens else.
    Either,
    /// It closes what is open, and is what it is otherwise: a prime, an apostrophe.
    ClosesOrElse,
    /// It stays as it is.
    Kept,
}

impl Shape {
    fn opens(self) -> bool {
        matches!(self, Self::Opens(_) | Self::OpensIfClosed)
    }
}

/// Whether an opening mark may be an apostrophe before a word that no list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elides {
    Never,
    /// Inside a speech in double marks.
    InSpeech,
    Anywhere,
}

/// How surely a mark closes something, and is no apostrophe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// After a sign that ends a sentence or a part of one.
    Sure,
    /// After a word.
    Likely,
    /// After a word in s: it closes, unless a later one does.
    Fair,
    /// After a word that may well end in an apostrophe.
    Doubtful,
}

/// What follows a token in its line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outlook {
    /// How many marks of its kind close something that is open before it.
    pub closers: usize,
    /// The same, up to the next double mark.
    pub closers_within: usize,
    /// Whether the next double mark closes.
    pub speech_closes: bool,
}

pub(super) const APOSTROPHE: &str = "’";

/// Finds the quotation marks of a line.
pub(super) fn tokens(line: &Line) -> Vec<Token> {
    let mut finder = Finder { line, tokens: Vec::new(), apostrophe_at: None };
    for mark in &line.marks {
        finder.mark(*mark);
    }
    finder.tokens
}

struct Finder<'a> {
    line: &'a Line,
    tokens: Vec<Token>,
    /// The second mark of `'n'`.
    apostrophe_at: Option<usize>,
}

/// A mark's neighbourhood.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub at: usize,
    pub end: usize,
    /// What stands before it; an opening mark before it is as a bracket.
    pub before: Side,
    /// What stands right after it.
    pub next: Side,
    /// What stands after it and all marks that follow it.
    pub beyond: Side,
}

impl Finder<'_> {
    fn mark(&mut self, mark: Mark) {
        let is_done = self.tokens.last().is_some_and(|last| mark.at < last.range.end);
        if mark.is_escaped || is_done {
            return;
        }
        match mark.byte {
            b'"' => {
                let place = self.place(mark.at, 1);
                let shape = gershayim(self.line, place).unwrap_or_else(|| double(self.line, place));
                self.push(mark, place, Kind::Double, shape, "″");
            }
            b'\'' => self.apostrophe(mark),
            b'`' => self.backtick(mark),
            b',' => self.commas(mark),
            0xC2 | 0xE2 => self.curly(mark),
            _ => {}
        }
    }

    fn place(&self, at: usize, length: usize) -> Place {
        let end = at + length;
        let last = self.tokens.last().filter(|last| last.range.end == at);
        let before = match last {
            Some(last) if last.shape.opens() => Side::Opens,
            Some(Token { shape: Shape::Fixed(_) | Shape::Elision, .. }) => Side::Word,
            Some(_) => Side::Closes,
            None => match self.line.side_before(at) {
                Side::Quote => Side::Closes,
                side => side,
            },
        };
        let next = self.line.side_after(end);
        let is_mark = |sign: char| matches!(sign, '"' | '\'' | '“' | '”' | '‘' | '’' | '`');
        let beyond = if next == Side::Quote {
            // More marks than this are no quotation.
            side(self.line.text[end..].chars().take(8).find(|&sign| !is_mark(sign)))
        } else {
            next
        };
        Place { at, end, before, next, beyond }
    }

    fn push(&mut self, mark: Mark, place: Place, kind: Kind, shape: Shape, otherwise: &'static str) {
        self.tokens.push(Token {
            range: place.at..place.end,
            kind,
            shape,
            curly: None,
            otherwise,
            language: mark.language,
            outlook: Outlook::default(),
        });
    }

    /// Looks at `'`, or two of them.
    fn apostrophe(&mut self, mark: Mark) {
        if self.apostrophe_at == Some(mark.at) {
            let place = self.place(mark.at, 1);
            return self.push(mark, place, Kind::Single, Shape::Fixed(APOSTROPHE), APOSTROPHE);
        }
        if self.line.has_at(mark.at, "''") && !self.line.has_at(mark.at, "'''") && self.two_apostrophes(mark) {
            return;
        }
        let place = self.place(mark.at, 1);
        let hebrew = geresh(self.line, place);
        let otherwise = if hebrew {
            "׳"
        } else if place.before == Side::Digit {
            "′"
        } else {
            APOSTROPHE
        };
        let shape =
            if hebrew && place.next.is_wordlike() { Shape::Fixed("׳") } else { self.single(place, mark.language) };
        self.push(mark, place, Kind::Single, shape, otherwise);
    }

    /// Looks at two apostrophes, which some type for a double mark. Tells whether they are one.
    fn two_apostrophes(&mut self, mark: Mark) -> bool {
        let place = self.place(mark.at, 2);
        let shape = match place.before {
            Side::Digit if !place.next.is_wordlike() => Shape::ClosesOrElse,
            Side::Edge | Side::Space | Side::Opens | Side::Dash if place.next.is_wordlike() => {
                // Else the first opens, and the second stands for a letter.
                let is_closed = self.line.text[place.end..].contains("''");
                if !is_closed || words::has_lost_its_beginning(self.line, place.end, mark.language) {
                    return false;
                }
                Shape::Opens(Elides::Never)
            }
            Side::Word | Side::Digit | Side::Closes | Side::Dash if !place.next.is_wordlike() => {
                Shape::Closes(Strength::Sure)
            }
            _ => return false,
        };
        self.push(mark, place, Kind::Double, shape, "″");
        true
    }

    /// Returns what an apostrophe's sign may be.
    fn single(&mut self, place: Place, language: &Language) -> Shape {
        let line = self.line;
        if is_emoticon(line, place) {
            return Shape::Kept;
        }
        let is_inside = place.before.is_wordlike() && place.next.is_wordlike();
        if is_inside && (is_wide(line.before(place.at)) || is_wide(line.after(place.end))) {
            return Shape::Either;
        }
        match place.before {
            Side::Digit if place.next == Side::Digit => {
                // Switzerland parts thousands with it; minutes and inches have no three digits.
                let digits = line.text[place.end..].bytes().take_while(u8::is_ascii_digit).count();
                Shape::Fixed(if digits == 3 { APOSTROPHE } else { "′" })
            }
            Side::Word | Side::Digit if place.next.is_wordlike() => Shape::Fixed(APOSTROPHE),
            Side::Digit => Shape::ClosesOrElse,
            Side::Word => words::ending(line, place, language),
            Side::Closes | Side::Quote if place.next.is_wordlike() => {
                // `(it)'s` goes on, `said.'Then` lacks a space.
                let goes_on = line.word_after(place.end).len() <= 2;
                if goes_on { Shape::Fixed(APOSTROPHE) } else { Shape::Either }
            }
            Side::Closes | Side::Quote => Shape::Closes(Strength::Sure),
            Side::Edge | Side::Space | Side::Opens | Side::Dash => self.opening(place, language),
        }
    }

    /// Returns what an apostrophe's sign may be where something may begin.
    fn opening(&mut self, place: Place, language: &Language) -> Shape {
        let line = self.line;
        let last = self.tokens.last().filter(|last| last.range.end == place.at);
        if place.next == Side::Word && last.is_some_and(|last| last.kind == Kind::Single && last.shape.opens()) {
            return Shape::Fixed(APOSTROPHE);
        }
        let ends = if place.before == Side::Dash { Shape::Closes(Strength::Sure) } else { Shape::ClosesOrElse };
        match place.next {
            Side::Digit => words::decade(line, place),
            Side::Word => {
                let shape = words::beginning(line, place, language);
                if words::is_and(line, place, language) {
                    self.apostrophe_at = Some(place.end + 1);
                }
                shape
            }
            Side::Edge | Side::Space => ends,
            Side::Closes | Side::Dash if place.before == Side::Dash => ends,
            Side::Closes => match line.after(place.end) {
                Some(',' | ';' | ':' | '!' | '?' | ')' | ']') => ends,
                Some('.') if !line.has_at(place.end, "..") => ends,
                _ => Shape::Opens(Elides::Never),
            },
            Side::Quote if place.beyond.is_blank() => ends,
            Side::Dash | Side::Opens | Side::Quote => Shape::Opens(Elides::Never),
        }
    }

    /// Looks at backticks that stand for opening marks.
    fn backtick(&mut self, mark: Mark) {
        let length = self.line.text.as_bytes()[mark.at..].iter().take_while(|&&byte| byte == b'`').count();
        let place = self.place(mark.at, length);
        let begins = matches!(place.before, Side::Edge | Side::Space | Side::Opens | Side::Dash);
        let shape = if begins && !place.beyond.is_blank() { Shape::OpensIfClosed } else { Shape::Kept };
        match length {
            1 => self.push(mark, place, Kind::Single, shape, "`"),
            2 => self.push(mark, place, Kind::Double, shape, "``"),
            _ => self.push(mark, place, Kind::Double, Shape::Kept, "`"),
        }
    }

    /// Looks at two commas, which some type for a low mark.
    fn commas(&mut self, mark: Mark) {
        let place = self.place(mark.at, 2);
        let begins = matches!(place.before, Side::Edge | Side::Space | Side::Opens);
        if begins && matches!(place.beyond, Side::Word | Side::Digit | Side::Closes | Side::Opens) {
            self.push(mark, place, Kind::Double, Shape::OpensIfClosed, ",,");
        }
    }

    /// Looks at a mark that is curly already.
    fn curly(&mut self, mark: Mark) {
        let Some(sign) = self.line.after(mark.at) else { return };
        let kind = match sign {
            '“' | '”' | '„' | '‟' | '«' | '»' => Kind::Double,
            '‘' | '’' | '‚' | '‛' | '‹' | '›' => Kind::Single,
            _ => return,
        };
        let place = self.place(mark.at, sign.len_utf8());
        let shape = curly_shape(sign, kind, place, mark.language);
        self.push(mark, place, kind, shape, "");
        if let Some(token) = self.tokens.last_mut() {
            token.curly = Some(sign);
        }
    }
}

/// Returns what a double mark may be.
fn double(line: &Line, place: Place) -> Shape {
    let closes = Shape::Closes(Strength::Sure);
    let opens = Shape::Opens(Elides::Never);
    match (place.before, place.beyond) {
        (Side::Digit, _) => Shape::ClosesOrElse,
        (Side::Space, Side::Edge) => closes,
        (Side::Space | Side::Opens, Side::Edge | Side::Space) => Shape::Either,
        (Side::Space, Side::Closes) => match line.after(place.end) {
            Some(',' | ';' | ':' | '!' | '?' | ')' | ']') => Shape::Either,
            Some('.') if !line.has_at(place.end, "..") => Shape::Either,
            _ => opens,
        },
        // After a dash, a word begins a speech; anything else ends one that broke off.
        (Side::Edge | Side::Space | Side::Opens, _) | (Side::Dash, Side::Word | Side::Digit | Side::Opens) => opens,
        (Side::Dash, _) => closes,
        (_, Side::Word | Side::Digit | Side::Opens) => Shape::Either,
        _ => closes,
    }
}

/// Returns what a curly mark does: by its place where that is plain, else by its form in this language.
fn curly_shape(sign: char, kind: Kind, place: Place, language: &Language) -> Shape {
    let is_apostrophe = sign == '’' && place.before.is_wordlike() && place.next.is_wordlike();
    if is_apostrophe {
        return Shape::Fixed(APOSTROPHE);
    }
    let closes = || Shape::Closes(if sign == '’' { Strength::Doubtful } else { Strength::Sure });
    let is_after_blank = matches!(place.before, Side::Edge | Side::Space | Side::Opens);
    let is_before_word = matches!(place.beyond, Side::Word | Side::Digit | Side::Opens);
    // What begins a word is no closing mark, whatever its form: `’tis`, or the `»` of German books.
    if is_after_blank == is_before_word && place.next != Side::Quote {
        return match (is_after_blank, sign) {
            (true, '’') if language.single.open != "’" => Shape::Fixed(APOSTROPHE),
            (true, _) => Shape::Opens(Elides::Never),
            (false, _) => closes(),
        };
    }
    let is = |mark: &str| mark.trim_matches('\u{a0}').starts_with(sign);
    let pair = kind.pair(language);
    match (is(pair.open), is(pair.close)) {
        (true, false) => Shape::Opens(Elides::Never),
        (true, true) => Shape::Either,
        (false, false) if matches!(sign, '“' | '„' | '‟' | '«' | '‘' | '‚' | '‛' | '‹') => {
            Shape::Opens(Elides::Never)
        }
        (false, _) => closes(),
    }
}

/// Tells whether a mark is the tear of a face such as `:')`.
fn is_emoticon(line: &Line, place: Place) -> bool {
    let before = line.text[..place.at].trim_end_matches([':', ';', '=', '>']);
    let is_face = before.len() < place.at && place.at - before.len() <= 2;
    let begins = before.is_empty() || before.ends_with(char::is_whitespace);
    let mouth = line.text[place.end..].trim_start_matches('-');
    let is_mouth = mouth.starts_with(['(', ')', '[', ']', '|', '/'])
        || mouth.starts_with(['D', 'P', 'O']) && !mouth[1..].starts_with(char::is_alphanumeric);
    is_face && begins && is_mouth
}

fn is_hebrew(character: Option<char>) -> bool {
    matches!(character, Some('\u{5D0}'..='\u{5F2}'))
}

/// Returns the sign inside a Hebrew acronym.
fn gershayim(line: &Line, place: Place) -> Option<Shape> {
    let is_inside = is_hebrew(line.before(place.at)) && is_hebrew(line.after(place.end));
    is_inside.then_some(Shape::Fixed("״"))
}

/// Tells whether an apostrophe follows a Hebrew letter, whose sound it changes or which it cuts short.
fn geresh(line: &Line, place: Place) -> bool {
    is_hebrew(line.before(place.at))
}
