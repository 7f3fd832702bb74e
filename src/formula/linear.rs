//! Formulas on a line: for tables of contents, and for readers that flatten MathML to its bare signs.
//!
//! A fraction gets its stroke, a root its sign, a table its rows; brackets stand wherever leaving them out would mean
//! something else. Any MathML is read, an author's own too, no deeper than a document may be.

use super::alphabet::{self, Font};
use super::symbol::{self, Class};
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A letter that stands for something, which slants.
    Variable(String),
    /// What is bold, and so is another thing than the same letter is elsewhere.
    Strong(Vec<Piece>),
    Above(Vec<Piece>),
    Below(Vec<Piece>),
}

/// Returns a formula as plain text.
pub fn plain_text(math: NodeRef<'_>) -> String {
    let mut text = String::new();
    write_plain(&pieces(math), &mut text);
    text.replace(WIDE, " ").split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// What parts two formulas on one line: spaces side by side would show as one, and the two as a product.
const WIDE: &str = "\u{2003}";

/// Appends a formula to `parent` as letters, signs, superscripts and subscripts of HTML.
pub fn append_html(tree: &mut Tree, parent: NodeId, math: NodeId) {
    let span = tree.get(math).span();
    let pieces = pieces(tree.get(math));
    write_html(&pieces, tree, parent, span);
}

fn pieces(math: NodeRef<'_>) -> Vec<Piece> {
    let mut line = Line { pieces: Vec::new() };
    line.children(math);
    line.pieces
}

impl Piece {
    fn length(&self) -> usize {
        match self {
            Self::Text(text) | Self::Variable(text) => text.chars().count(),
            Self::Strong(inner) | Self::Above(inner) | Self::Below(inner) => inner.iter().map(Self::length).sum(),
        }
    }
}

struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn children(&mut self, node: NodeRef<'_>) {
        node.elements().for_each(|child| self.node(child));
    }

    fn node(&mut self, node: NodeRef<'_>) {
        let children: Vec<NodeRef<'_>> = node.elements().collect();
        match (node.local_in(ns::MATHML).unwrap_or_default(), &children[..]) {
            ("mi", _) => self.identifier(node),
            ("mn" | "ms", _) => self.letters(node),
            ("mtext", _) => self.text(&node.text_content().replace('\u{a0}', " ")),
            ("mo", _) => self.operator(node),
            ("mspace", _) => {
                let width = node.attribute("width").unwrap_or_default();
                let number = width.trim_end_matches(|unit: char| unit.is_ascii_alphabetic() || unit == '%');
                let number: f32 = number.parse().unwrap_or(0.0);
                self.text(match () {
                    () if number >= 1.0 && width.ends_with("em") => WIDE,
                    () if number > 0.0 => " ",
                    () => "",
                });
            }
            ("mphantom" | "none" | "mprescripts" | "annotation" | "annotation-xml", _) => {}
            ("semantics", [first, ..]) => self.node(*first),
            ("mfrac", [above, below]) => self.fraction(node, *above, *below),
            ("msqrt", _) => {
                self.text("√");
                self.bracketed(node, children.len() == 1 && is_atomic(children[0]));
            }
            ("mroot", [base, index]) => {
                self.script(*index, Piece::Above);
                self.text("√");
                self.base(*base);
            }
            ("msub" | "munder", [base, below]) => self.scripts(node, *base, Some(*below), None),
            ("msup" | "mover", [base, above]) => self.scripts(node, *base, None, Some(*above)),
            ("msubsup" | "munderover", [base, below, above]) => self.scripts(node, *base, Some(*below), Some(*above)),
            ("mmultiscripts", [base, rest @ ..]) => self.multiscripts(*base, rest),
            ("menclose", _) if node.attribute("notation").is_some_and(|notation| notation.contains("strike")) => {
                let mut inner = Self { pieces: Vec::new() };
                inner.children(node);
                inner.combine(Some('\u{336}'));
                self.pieces.extend(inner.pieces);
            }
            ("mtable", rows) => self.table(node, rows),
            ("mfenced", inner) => {
                self.text(node.attribute("open").unwrap_or("("));
                for (index, child) in inner.iter().enumerate() {
                    self.text(if index == 0 { "" } else { ", " });
                    self.node(*child);
                }
                self.text(node.attribute("close").unwrap_or(")"));
            }
            _ => self.children(node),
        }
    }

    fn identifier(&mut self, node: NodeRef<'_>) {
        let text = node.text_content();
        let mut letters = text.trim_matches(' ').chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if slants(letter) && node.attribute("mathvariant") != Some("normal") => {
                match alphabet::read(letter) {
                    (Font::Plain | Font::Italic, plain) => self.pieces.push(Piece::Variable(plain.to_string())),
                    (Font::BoldItalic, plain) => {
                        self.pieces.push(Piece::Strong(vec![Piece::Variable(plain.to_string())]));
                    }
                    _ => self.letters(node),
                }
            }
            _ => self.letters(node),
        }
    }

    /// Writes the letters of a token upright, those of an alphabet that says something by itself as they are.
    fn letters(&mut self, node: NodeRef<'_>) {
        let text = node.text_content().trim_matches(' ').replace('\u{a0}', " ");
        let letters: Vec<(Font, char, char)> = text
            .chars()
            .map(|letter| {
                let (font, plain) = alphabet::read(letter);
                (font, letter, plain)
            })
            .collect();
        for same in letters.chunk_by(|one, other| one.0 == other.0) {
            let plain = || same.iter().map(|(_, _, plain)| *plain).collect::<String>();
            match same[0].0 {
                Font::Script | Font::Fraktur | Font::Blackboard => {
                    self.text(&same.iter().map(|(_, letter, _)| *letter).collect::<String>());
                }
                Font::Bold | Font::BoldItalic => self.pieces.push(Piece::Strong(vec![Piece::Text(plain())])),
                _ => self.text(&plain()),
            }
        }
    }

    fn operator(&mut self, node: NodeRef<'_>) {
        let text = node.text_content();
        let sign = text.trim().chars().next().unwrap_or_default();
        let is_bare = node.attribute("lspace") == Some("0") || node.has_token("form", "prefix");
        let class = match sign {
            '+' | '−' | '-' | '*' | '∗' => Some(Class::Binary),
            '=' | '<' | '>' | ':' => Some(Class::Relation),
            ',' | ';' => Some(Class::Punctuation),
            _ => symbol::class_of(sign),
        };
        let sign = match text.trim() {
            "∗" => "*",
            "∣" => "|",
            // Signs that mean nothing on a line, or are not seen at all.
            "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" | "⏞" | "⏟" => "",
            sign => sign,
        };
        match class {
            // An operation that is a word.
            None if sign.chars().nth(1).is_some() && sign.chars().all(char::is_alphabetic) => {
                self.text(&[" ", sign, " "].concat());
            }
            Some(Class::Relation) if is_bare && node.attribute("rspace") == Some("0") => self.text(sign),
            Some(Class::Binary) if is_bare => self.text(sign),
            Some(Class::Binary | Class::Relation)
                if node.previous_element().is_some() || node.next_element().is_some() =>
            {
                self.text(&[" ", sign, " "].concat());
            }
            Some(Class::Punctuation) if !is_bare => self.text(&[sign, " "].concat()),
            Some(Class::Large) => self.text(&[" ", sign].concat()),
            _ => self.text(sign),
        }
    }

    fn fraction(&mut self, node: NodeRef<'_>, above: NodeRef<'_>, below: NodeRef<'_>) {
        let has_line = !node.attribute("linethickness").is_some_and(|thickness| thickness.starts_with('0'));
        if has_line {
            self.base(above);
            self.text("/");
            self.base(below);
            return;
        }
        // What has no line is a column, as a matrix may be.
        let is_fenced = node.previous_element().is_some_and(is_fence);
        self.text(if is_fenced { "" } else { "(" });
        self.node(above);
        self.text("; ");
        self.node(below);
        self.text(if is_fenced { "" } else { ")" });
    }

    fn base(&mut self, node: NodeRef<'_>) {
        if is_atomic(node) {
            return self.node(node);
        }
        self.text("(");
        self.node(node);
        self.text(")");
    }

    fn bracketed(&mut self, node: NodeRef<'_>, is_bare: bool) {
        self.text(if is_bare { "" } else { "(" });
        self.children(node);
        self.text(if is_bare { "" } else { ")" });
    }

    fn script(&mut self, node: NodeRef<'_>, wrap: fn(Vec<Piece>) -> Piece) {
        let mut inner = Line { pieces: Vec::new() };
        inner.node(node);
        if !inner.pieces.is_empty() {
            self.pieces.push(wrap(inner.pieces));
        }
    }

    fn scripts(
        &mut self,
        node: NodeRef<'_>,
        base: NodeRef<'_>,
        below: Option<NodeRef<'_>>,
        above: Option<NodeRef<'_>>,
    ) {
        let is_accent = |name| node.attribute(name) == Some("true");
        if is_accent("accent") && below.is_none() {
            return self.accented(base, above.map(NodeRef::text_content).unwrap_or_default().trim());
        }
        if is_accent("accentunder") && above.is_none() {
            return self.accented(base, below.map(NodeRef::text_content).unwrap_or_default().trim());
        }
        if is_base(base) {
            self.node(base);
        } else {
            self.bracketed(base, false);
        }
        // The space behind an arrow stands behind what is written on it.
        let space = match self.pieces.last_mut() {
            Some(Piece::Text(text)) if text.ends_with(' ') && text.len() > 1 => {
                text.pop();
                " "
            }
            _ => "",
        };
        let above = above.and_then(|above| self.primes(above));
        if let Some(below) = below {
            self.script(below, Piece::Below);
        }
        if let Some(above) = above {
            self.script(above, Piece::Above);
        }
        let is_large = base.text_content().chars().next().and_then(symbol::class_of) == Some(Class::Large);
        self.text(if is_large { " " } else { space });
    }

    /// Writes the primes that a superscript begins with; returns the rest of it.
    fn primes<'a>(&mut self, above: NodeRef<'a>) -> Option<NodeRef<'a>> {
        let is_prime =
            |node: NodeRef<'_>| node.text_content().chars().all(|sign| matches!(sign, '′' | '″' | '‴' | '⁗'));
        let first = above.elements().next().filter(|_| above.local_in(ns::MATHML) == Some("mrow")).unwrap_or(above);
        if first.local_in(ns::MATHML) != Some("mo") || !is_prime(first) {
            return Some(above);
        }
        self.node(first);
        first.next_element().filter(|_| first.id() != above.id())
    }

    /// Writes an accent as what combines with the letter before it.
    fn accented(&mut self, base: NodeRef<'_>, sign: &str) {
        const COMBINING: &[(&str, char)] = &[
            ("^", '\u{302}'),
            ("~", '\u{303}'),
            ("¯", '\u{304}'),
            ("→", '\u{20d7}'),
            ("˙", '\u{307}'),
            ("¨", '\u{308}'),
            ("ˇ", '\u{30c}'),
            ("˘", '\u{306}'),
            ("´", '\u{301}'),
            ("`", '\u{300}'),
            ("˚", '\u{30a}'),
            ("_", '\u{332}'),
            ("←", '\u{20d6}'),
            ("↔", '\u{20e1}'),
            ("\u{20db}", '\u{20db}'),
            ("\u{20dc}", '\u{20dc}'),
        ];
        let mut inner = Self { pieces: Vec::new() };
        inner.node(base);
        let found = COMBINING.iter().find(|(known, _)| *known == sign).map(|(_, mark)| *mark);
        let is_long = inner.pieces.iter().map(Piece::length).sum::<usize>() > 1;
        inner.combine(if sign == "¯" && is_long { Some('\u{305}') } else { found });
        // One text stays one, whatever is set on it.
        for piece in inner.pieces {
            if let Piece::Text(text) = piece { self.text(&text) } else { self.pieces.push(piece) }
        }
    }

    /// Puts a mark on every letter.
    fn combine(&mut self, mark: Option<char>) {
        if let Some(mark) = mark {
            combine(&mut self.pieces, mark);
        }
    }

    fn multiscripts(&mut self, base: NodeRef<'_>, rest: &[NodeRef<'_>]) {
        let is_divider = |node: &NodeRef<'_>| node.local_in(ns::MATHML) == Some("mprescripts");
        let divider = rest.iter().position(is_divider).unwrap_or(rest.len());
        let write = |line: &mut Self, scripts: &[NodeRef<'_>]| {
            for pair in scripts.chunks(2) {
                line.script(pair[0], Piece::Below);
                pair.get(1).into_iter().for_each(|above| line.script(*above, Piece::Above));
            }
        };
        write(self, rest.get(divider + 1..).unwrap_or_default());
        self.base(base);
        write(self, &rest[..divider]);
    }

    /// Takes the mark from the end of a row, behind which another stands here.
    fn end_row(&mut self) {
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            let end = last.trim_end_matches([',', ';', ' ']).len();
            last.truncate(end);
        }
    }

    fn table(&mut self, node: NodeRef<'_>, rows: &[NodeRef<'_>]) {
        let is_matrix = node.attribute("class").is_none() && node.previous_element().is_some_and(is_fence);
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.end_row();
                self.text("; ");
            }
            for (index, cell) in row.elements().enumerate() {
                let is_empty = cell.elements().next().is_none();
                self.text(if index == 0 || is_empty && !is_matrix {
                    ""
                } else if is_matrix {
                    ", "
                } else {
                    " "
                });
                self.node(cell);
            }
        }
    }
}

/// Tells whether a letter slants that stands for something: not so signs such as ℏ and ℵ.
fn slants(letter: char) -> bool {
    letter.is_alphabetic() && (!('\u{2100}'..='\u{214f}').contains(&letter) || alphabet::read(letter).0 == Font::Italic)
}

/// Puts a mark on every letter that is neither above nor below the line.
fn combine(pieces: &mut [Piece], mark: char) {
    let marked = |sign: char| std::iter::once(sign).chain((!sign.is_whitespace()).then_some(mark));
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Variable(text) => *text = text.chars().flat_map(marked).collect(),
            Piece::Strong(inner) => combine(inner, mark),
            Piece::Above(_) | Piece::Below(_) => {}
        }
    }
}

/// Tells whether scripts beside something could belong to nothing less than all of it.
fn is_base(node: NodeRef<'_>) -> bool {
    let is_accent = |name| node.attribute(name) == Some("true");
    match node.local_in(ns::MATHML).unwrap_or_default() {
        "msub" | "msup" | "msubsup" | "munderover" => false,
        "munder" | "mover" if !is_accent("accent") && !is_accent("accentunder") => false,
        "mrow" => is_atomic(node) || node.last_child().is_some_and(is_fence),
        _ => is_atomic(node),
    }
}

/// Tells whether leaving brackets out around something could mean nothing else.
fn is_atomic(node: NodeRef<'_>) -> bool {
    let children: Vec<NodeRef<'_>> = node.elements().collect();
    match (node.local_in(ns::MATHML).unwrap_or_default(), &children[..]) {
        ("mi" | "mn" | "mo" | "mtext" | "ms" | "mspace" | "msqrt" | "mfenced", _) | ("mrow", []) => true,
        ("mrow" | "mstyle" | "mpadded" | "mtd" | "menclose", [one]) => is_atomic(*one),
        ("mrow", [first, .., last]) => is_fence(*first) && is_fence(*last),
        ("msub" | "msup" | "msubsup" | "mover" | "munder" | "munderover", [base, ..]) => is_atomic(*base),
        _ => false,
    }
}

pub(super) fn is_fence(node: NodeRef<'_>) -> bool {
    let text = node.text_content();
    let sign = text.trim().chars().next().unwrap_or_default();
    let is_bracket = matches!(sign, '(' | '[' | ')' | ']' | '|' | '‖' | '{' | '}')
        || matches!(symbol::class_of(sign), Some(Class::Open | Class::Close));
    node.local_in(ns::MATHML) == Some("mo") && is_bracket
}

const SCRIPTS: &[(char, char, char)] = &[
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('−', '⁻', '₋'),
    ('n', 'ⁿ', 'ₙ'),
    ('i', 'ⁱ', 'ᵢ'),
];

/// Returns a letter that fonts for text have too: those beyond the basic plane they have not.
fn in_every_font(letter: char) -> char {
    if u32::from(letter) > 0xffff { alphabet::plain(letter) } else { letter }
}

fn write_plain(pieces: &[Piece], text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(words) | Piece::Variable(words) => text.extend(words.chars().map(in_every_font)),
            Piece::Strong(inner) => write_plain(inner, text),
            Piece::Above(inner) => write_script(inner, true, text),
            Piece::Below(inner) => write_script(inner, false, text),
        }
    }
}

fn write_script(pieces: &[Piece], is_above: bool, text: &mut String) {
    let mut inner = String::new();
    write_plain(pieces, &mut inner);
    let small = |letter: char| {
        let (_, above, below) = SCRIPTS.iter().find(|(plain, ..)| *plain == letter)?;
        Some(if is_above { *above } else { *below })
    };
    if let Some(small) = inner.chars().map(small).collect::<Option<String>>() {
        text.push_str(&small);
        return;
    }
    text.push(if is_above { '^' } else { '_' });
    let inner = inner.trim();
    if inner.chars().count() == 1 {
        text.push_str(inner);
    } else {
        text.extend(["(", inner, ")"]);
    }
}

fn write_html(pieces: &[Piece], tree: &mut Tree, parent: NodeId, span: Option<crate::source::Span>) {
    for piece in pieces {
        let (name, inner) = match piece {
            Piece::Text(words) => {
                tree.append_text(parent, words, span);
                continue;
            }
            Piece::Variable(letter) => {
                let element = tree.append_element(parent, &Name::html("i"), span);
                tree.append_text(element, letter, span);
                continue;
            }
            Piece::Strong(inner) => ("b", inner),
            Piece::Above(inner) => ("sup", inner),
            Piece::Below(inner) => ("sub", inner),
        };
        let element = tree.append_element(parent, &Name::html(name), span);
        write_html(inner, tree, element, span);
    }
}
