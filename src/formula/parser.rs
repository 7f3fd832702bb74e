//! From tokens to atoms: rows, groups, arguments and scripts.
//!
//! It goes down once for what stands in something else, no deeper than [`DEEPEST`]. A command that is not known is noted
//! and passed, so that all of them are told at once; where a formula loses its shape, the rest of it is not read.

use super::alphabet::{Font, letter};
use super::lexer::{Kind, Lexer, Token};
use super::row;
use super::symbol::{self, Class};
use super::{Fault, Formula, Macros, Math, Style};
use std::borrow::Cow;
use std::ops::Range;

/// How deep what stands in something else may be.
const DEEPEST: usize = 60;

/// Something in a row, and what it is to those beside it.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub math: Math,
    pub class: Class,
    pub limits: Limits,
    /// Whether it is a letter of a word, as in `\mathrm{const}`.
    pub is_of_word: bool,
}

/// Whether scripts stand over and under an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limits {
    Never,
    /// In formulas on lines of their own.
    InDisplay,
    Always,
}

impl Atom {
    pub(super) fn new(math: Math, class: Class) -> Self {
        Self { math, class, limits: Limits::Never, is_of_word: false }
    }

    pub(super) fn ordinary(math: Math) -> Self {
        Self::new(math, Class::Ordinary)
    }
}

pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    /// Whether it is set as on lines of its own: with limits, and with fractions in full size.
    pub(super) display: bool,
    pub(super) font: Font,
    pub(super) tag: Option<String>,
    pub(super) faults: Vec<Fault>,
    depth: usize,
    /// How many `\left` are open in the present group.
    pub(super) fences: usize,
    /// Whether a `]` ends the present row.
    in_brackets: bool,
}

/// Reads a formula.
pub(super) fn read(tex: &str, style: Style, macros: &Macros) -> Result<Formula, Vec<Fault>> {
    let display = style == Style::Display;
    let mut parser = Parser {
        lexer: Lexer::new(tex, macros),
        display,
        font: Font::Plain,
        tag: None,
        faults: Vec::new(),
        depth: 0,
        fences: 0,
        in_brackets: false,
    };
    let content = parser.whole(0..tex.len());
    let mut faults = std::mem::take(&mut parser.faults);
    let content = match content {
        Ok(content) if faults.is_empty() => content,
        Ok(_) => return Err(faults),
        Err(fault) => {
            faults.push(fault);
            return Err(faults);
        }
    };
    let words = tex.split_whitespace().collect::<Vec<_>>().join(" ");
    let math = Math::element("math", content, 0..tex.len()).with("alttext", words);
    let math = if display { math.with("display", "block") } else { math };
    Ok(Formula { math, tag: parser.tag })
}

impl<'a> Parser<'a> {
    /// Reads all there is: a row, or lines of them.
    fn whole(&mut self, range: Range<usize>) -> Result<Vec<Math>, Fault> {
        let mut lines = vec![self.row()?];
        while let Some(token) = self.next()? {
            match token.kind {
                Kind::Command("\\" | "cr" | "newline") => {
                    self.after_line()?;
                    lines.push(self.row()?);
                }
                _ => return Err(stray(&token)),
            }
        }
        if lines.len() > 1 && lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        if lines.len() == 1 {
            let content = row::set(lines.remove(0));
            if content.is_empty() && self.faults.is_empty() {
                return Err(Fault::new("the formula is empty", range).help("write it, or take the marks around it out"));
            }
            return Ok(content);
        }
        let rows = lines.into_iter().map(|line| vec![row::one(line, range.clone())]).collect();
        Ok(vec![
            super::environment::table(rows, range).with("displaystyle", if self.display { "true" } else { "false" }),
        ])
    }

    /// Reads what may follow the end of a line: a star, and a distance that is of no use here.
    pub(super) fn after_line(&mut self) -> Result<(), Fault> {
        if let Some(token) = self.lexer.raw().filter(|token| token.kind != Kind::Char('*')) {
            self.lexer.put_back(token);
        }
        // A bracket on a line of its own begins an interval, and no distance.
        if let Some(token) = self.lexer.raw() {
            let is_bracket = token.kind == Kind::Char('[');
            self.lexer.put_back(token);
            if is_bracket {
                self.lexer.bracketed()?;
            }
        }
        Ok(())
    }

    /// Returns the next token that is no space.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        loop {
            match self.lexer.next()? {
                Some(token) if token.kind == Kind::Space => {}
                token => return Ok(token),
            }
        }
    }

    /// Returns the kind of the next token that is no space, which stays to come.
    pub(super) fn peek(&mut self) -> Result<Option<Kind<'a>>, Fault> {
        let token = self.next()?;
        let kind = token.as_ref().map(|token| token.kind);
        if let Some(token) = token {
            self.lexer.put_back(token);
        }
        Ok(kind)
    }

    /// Runs `read` one step further down.
    pub(super) fn deeper<T>(
        &mut self,
        at: &Range<usize>,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if self.depth >= DEEPEST {
            return Err(Fault::new(format!("the formula is more than {DEEPEST} steps deep"), at.clone())
                .help("take its inner parts out, and give them names"));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Runs `read` with fractions and limits as they are in a line of text, or not.
    pub(super) fn styled<T>(&mut self, display: bool, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.display, display);
        let read = read(self);
        self.display = before;
        read
    }

    /// Reads a row up to what ends it, which stays to come.
    pub(super) fn row(&mut self) -> Result<Vec<Atom>, Fault> {
        let (font, display) = (self.font, self.display);
        let row = self.atoms();
        (self.font, self.display) = (font, display);
        row
    }

    fn atoms(&mut self) -> Result<Vec<Atom>, Fault> {
        let mut atoms = Vec::new();
        while let Some(token) = self.next()? {
            if self.ends_row(token.kind) {
                self.lexer.put_back(token);
                break;
            }
            if let Some(infix) = super::command::infix(token.kind) {
                let above = row::one(atoms, token.range.clone());
                let rest = self.deeper(&token.range, Self::atoms)?;
                let below = row::one(rest, token.range.clone());
                return Ok(vec![self.fraction(infix, above, below, &token)]);
            }
            if let Some((display, level)) = super::command::style(token.kind) {
                self.display = display;
                let rest = self.deeper(&token.range, Self::atoms)?;
                let style = Math::element("mstyle", row::set(rest), token.range.clone());
                let style = style.with("displaystyle", if display { "true" } else { "false" });
                atoms.push(Atom::ordinary(style.with("scriptlevel", level)));
                return Ok(atoms);
            }
            if let Some(font) = super::command::switch(token.kind) {
                self.font = font;
                continue;
            }
            self.lexer.put_back(token);
            atoms.extend(self.atom()?);
        }
        Ok(atoms)
    }

    fn ends_row(&self, kind: Kind<'_>) -> bool {
        match kind {
            Kind::Close | Kind::Align | Kind::Command("\\" | "cr" | "newline" | "right" | "end") => true,
            Kind::Char(']') => self.in_brackets,
            _ => false,
        }
    }

    /// Reads an atom with its scripts; nothing where a command only sets something.
    fn atom(&mut self) -> Result<Option<Atom>, Fault> {
        let Some(token) = self.next()? else { return Ok(None) };
        let nucleus = match token.kind {
            // Scripts without a base stand beside nothing.
            Kind::Sup | Kind::Sub | Kind::Char('\'') => {
                let nothing = Math::element("mrow", Vec::new(), token.range.clone());
                self.lexer.put_back(token);
                Some(Atom::ordinary(nothing))
            }
            _ => self.deeper(&token.range.clone(), |parser| parser.nucleus(&token, false))?,
        };
        let Some(nucleus) = nucleus else { return Ok(None) };
        self.scripts(nucleus).map(Some)
    }

    /// Reads what scripts belong to. With `is_alone`, one digit is a number, as in `x^23`.
    fn nucleus(&mut self, token: &Token<'a>, is_alone: bool) -> Result<Option<Atom>, Fault> {
        let range = token.range.clone();
        Ok(Some(match token.kind {
            Kind::Char(digit) if digit.is_ascii_digit() => self.number(digit, range, is_alone),
            Kind::Char('.') if !is_alone && self.next_is_digit() => self.number('.', range, false),
            Kind::Char('$') => {
                let help = "write `\\$` for the sign itself";
                return Err(Fault::new("a `$` stands in a formula", range).help(help));
            }
            Kind::Char(sign) => self.character(sign, range),
            Kind::Command(name) => return super::command::run(self, name, token),
            Kind::Open => Atom::ordinary(self.group(token)?),
            Kind::Argument(_) => {
                let help = "write `\\#` for the sign itself";
                return Err(Fault::new("a `#` with a number stands outside of a macro", range).help(help));
            }
            Kind::Close | Kind::Align | Kind::Sup | Kind::Sub => return Err(stray(token)),
            Kind::Space => return Ok(None),
        }))
    }

    /// Reads a group from behind its `{` to its `}`.
    pub(super) fn group(&mut self, open: &Token<'_>) -> Result<Math, Fault> {
        let atoms = self.within(false, Self::row, open)?;
        match self.next()? {
            Some(Token { kind: Kind::Close, .. }) => Ok(row::alone(atoms, open.range.clone())),
            Some(token) => Err(stray(&token)),
            None => Err(Fault::new("a `{` is not closed", open.range.clone())
                .help("write a `}` where what it holds ends, or `\\{` for the sign itself")),
        }
    }

    /// Runs `read` for what stands in braces or brackets.
    fn within<T>(
        &mut self,
        in_brackets: bool,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
        open: &Token<'_>,
    ) -> Result<T, Fault> {
        let before = (std::mem::replace(&mut self.in_brackets, in_brackets), std::mem::take(&mut self.fences));
        let read = self.deeper(&open.range, read);
        (self.in_brackets, self.fences) = before;
        read
    }

    /// Runs `read` for what a `]` does not end.
    pub(super) fn unbracketed<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        let before = std::mem::replace(&mut self.in_brackets, false);
        let read = read(self);
        self.in_brackets = before;
        read
    }

    /// Reads an argument: a group, or the one thing that comes next.
    pub(super) fn argument(&mut self, of: &Token<'_>) -> Result<Math, Fault> {
        let missing = || {
            let what = match of.kind {
                Kind::Command(name) => format!("`\\{name}` has no argument here"),
                Kind::Sup => "a superscript is missing".to_owned(),
                Kind::Sub => "a subscript is missing".to_owned(),
                _ => "an argument is missing".to_owned(),
            };
            Fault::new(what, of.range.clone()).help("write it in braces, which may be empty: `{}`")
        };
        let Some(token) = self.next()? else { return Err(missing()) };
        match token.kind {
            Kind::Open => self.group(&token),
            Kind::Close
            | Kind::Align
            | Kind::Sup
            | Kind::Sub
            | Kind::Command("\\" | "right" | "end" | "middle" | "limits" | "nolimits") => Err(missing()),
            _ => {
                let range = token.range.clone();
                let atom = self.deeper(&range.clone(), |parser| parser.nucleus(&token, true))?;
                Ok(row::alone(atom.into_iter().collect(), range))
            }
        }
    }

    /// Reads an argument in brackets, if there is one.
    pub(super) fn optional(&mut self) -> Result<Option<Math>, Fault> {
        let Some(open) = self.next()? else { return Ok(None) };
        if open.kind != Kind::Char('[') {
            self.lexer.put_back(open);
            return Ok(None);
        }
        let atoms = self.within(true, Self::row, &open)?;
        match self.next()? {
            Some(Token { kind: Kind::Char(']'), .. }) => Ok(Some(row::alone(atoms, open.range))),
            Some(token) => Err(stray(&token)),
            None => Err(Fault::new("a `[` is not closed", open.range)),
        }
    }

    fn next_is_digit(&mut self) -> bool {
        let Some(token) = self.lexer.raw() else { return false };
        let is_digit = matches!(token.kind, Kind::Char(digit) if digit.is_ascii_digit());
        self.lexer.put_back(token);
        is_digit
    }

    fn number(&mut self, first: char, mut range: Range<usize>, is_alone: bool) -> Atom {
        let font = self.font;
        let mut text = String::from(letter(font, first));
        if is_alone {
            return Atom::ordinary(Math::token("mn", text, range));
        }
        while let Some(token) = self.lexer.raw() {
            let Kind::Char(digit) = token.kind else {
                self.lexer.put_back(token);
                break;
            };
            let belongs = digit.is_ascii_digit() || digit == '.' && !text.contains('.') && self.next_is_digit();
            if !belongs {
                self.lexer.put_back(token);
                break;
            }
            range.end = token.range.end.max(range.end);
            text.push(letter(font, digit));
        }
        Atom::ordinary(Math::token("mn", text, range))
    }

    fn character(&mut self, sign: char, range: Range<usize>) -> Atom {
        let operator = |text: &'static str| Math::token("mo", text, range.clone());
        match sign {
            '+' => Atom::new(operator("+"), Class::Binary),
            '-' | '−' => Atom::new(operator("−"), Class::Binary),
            '*' => Atom::new(operator("∗"), Class::Binary),
            '=' => Atom::new(operator("="), Class::Relation),
            '<' => Atom::new(operator("<"), Class::Relation),
            '>' => Atom::new(operator(">"), Class::Relation),
            ':' => Atom::new(operator(":"), Class::Relation),
            ',' => Atom::new(operator(","), Class::Punctuation),
            ';' => Atom::new(operator(";"), Class::Punctuation),
            '(' => Atom::new(operator("(").with("stretchy", "false"), Class::Open),
            '[' => Atom::new(operator("[").with("stretchy", "false"), Class::Open),
            ')' => Atom::new(operator(")").with("stretchy", "false"), Class::Close),
            ']' => Atom::new(operator("]").with("stretchy", "false"), Class::Close),
            '!' => Atom::new(operator("!"), Class::Close),
            '?' => Atom::new(operator("?"), Class::Close),
            '/' => Atom::ordinary(unspaced(operator("/"))),
            '|' => Atom::ordinary(unspaced(operator("|")).with("stretchy", "false")),
            '~' | '\u{a0}' => Atom::new(Math::space("0.333em", range), Class::Space),
            '∞' | '∅' | '∂' | '∇' => {
                Atom::ordinary(Math::token("mi", String::from(letter(self.font, sign)), range))
            }
            _ if sign.is_alphabetic() => self.letter(sign, range),
            _ => match symbol::class_of(sign) {
                Some(class) if class != Class::Ordinary => symbol(class, String::from(sign), range),
                Some(_) => Atom::ordinary(Math::token("mi", String::from(sign), range)),
                None => Atom::ordinary(Math::token("mtext", String::from(sign), range)),
            },
        }
    }

    /// Returns a letter in the present font.
    pub(super) fn letter(&self, plain: char, range: Range<usize>) -> Atom {
        let is_capital_greek = ('Α'..='Ω').contains(&plain);
        let math = Math::token("mi", String::from(letter(self.font, plain)), range);
        match self.font {
            Font::Roman => Atom { is_of_word: true, ..Atom::ordinary(math.with("mathvariant", "normal")) },
            Font::Sans | Font::Mono => Atom { is_of_word: true, ..Atom::ordinary(math) },
            Font::Plain if is_capital_greek => Atom::ordinary(math.with("mathvariant", "normal")),
            _ => Atom::ordinary(math),
        }
    }

    // Scripts.

    fn scripts(&mut self, mut nucleus: Atom) -> Result<Atom, Fault> {
        let (mut below, mut above, mut primes): (Option<Math>, Option<Math>, Vec<Token<'a>>) = (None, None, Vec::new());
        while let Some(token) = self.next()? {
            match token.kind {
                Kind::Command("limits") => nucleus.limits = Limits::Always,
                Kind::Command("nolimits") => nucleus.limits = Limits::Never,
                Kind::Command("displaylimits") => nucleus.limits = Limits::InDisplay,
                Kind::Char('\'' | '’' | '′') if above.is_none() => primes.push(token),
                Kind::Sup if above.is_some() => return Err(double("superscript", &token)),
                Kind::Sub if below.is_some() => return Err(double("subscript", &token)),
                Kind::Sup => above = Some(self.styled(false, |parser| parser.argument(&token))?),
                Kind::Sub => below = Some(self.styled(false, |parser| parser.argument(&token))?),
                _ => {
                    self.lexer.put_back(token);
                    break;
                }
            }
        }
        if let (Some(first), Some(last)) = (primes.first(), primes.last()) {
            let range = first.range.start..last.range.end.max(first.range.end);
            let text = match primes.len() {
                1 => "′".into(),
                2 => "″".into(),
                3 => "‴".into(),
                4 => "⁗".into(),
                count => Cow::Owned("′".repeat(count)),
            };
            let primes = Math::token("mo", text, range.clone());
            above = Some(match above {
                Some(above) => Math::element("mrow", vec![primes, above], range),
                None => primes,
            });
        }
        Ok(self.script(nucleus, below, above))
    }

    fn script(&self, nucleus: Atom, below: Option<Math>, above: Option<Math>) -> Atom {
        let limits = match nucleus.limits {
            Limits::Never => false,
            Limits::InDisplay => self.display,
            Limits::Always => true,
        };
        let mut base = nucleus.math.clone();
        if limits && !self.display && base.name == "mo" {
            base.set("movablelimits", "false");
        }
        let mut range = base.range.clone();
        for script in below.iter().chain(&above) {
            range.end = range.end.max(script.range.end);
        }
        let (name, children) = match (below, above) {
            (None, None) => return nucleus,
            (Some(below), None) => (if limits { "munder" } else { "msub" }, vec![base, below]),
            (None, Some(above)) => (if limits { "mover" } else { "msup" }, vec![base, above]),
            (Some(below), Some(above)) => (if limits { "munderover" } else { "msubsup" }, vec![base, below, above]),
        };
        Atom { math: Math::element(name, children, range), is_of_word: false, ..nucleus }
    }
}

/// Returns the atom of a symbol that is no letter.
pub(super) fn symbol(class: Class, text: impl Into<Cow<'static, str>>, range: Range<usize>) -> Atom {
    let math = Math::token("mo", text, range);
    let math = match class {
        Class::Open | Class::Close => math.with("stretchy", "false"),
        // Arrows would grow with what stands beside them.
        Class::Relation if math.text.chars().all(|sign| ('←'..='⇿').contains(&sign) || ('⟰'..='⟿').contains(&sign)) => {
            math.with("stretchy", "false")
        }
        _ => math,
    };
    Atom::new(math, class)
}

/// Takes the space around an operator away.
pub(super) fn unspaced(math: Math) -> Math {
    math.with("lspace", "0").with("rspace", "0")
}

fn double(what: &str, token: &Token<'_>) -> Fault {
    let help = "put braces around what the second one belongs to: `{x_a}_b`";
    Fault::new(format!("a second {what} stands on one base"), token.range.clone()).help(help)
}

/// Says what is wrong with a token where it cannot stand.
pub(super) fn stray(token: &Token<'_>) -> Fault {
    let (what, help) = match token.kind {
        Kind::Close => ("a `}` closes nothing", "take it out, or write `\\}` for the sign itself"),
        Kind::Align => (
            "a `&` stands outside of a table",
            "put `\\begin{aligned}` and `\\end{aligned}` around the lines, or write `\\&`",
        ),
        Kind::Command("right") => ("a `\\right` without its `\\left`", "write `\\left.` where it should begin"),
        Kind::Command("end") => ("an `\\end` without its `\\begin`", "take it out, or write the `\\begin`"),
        Kind::Command("\\" | "cr" | "newline") => {
            ("a line ends inside of something", "put the lines into `\\begin{gathered}` and `\\end{gathered}`")
        }
        _ => ("this cannot stand here", "take it out"),
    };
    Fault::new(what, token.range.clone()).help(help)
}
