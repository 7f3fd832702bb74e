//! What commands do that are no symbols: a table of names, and what each of them means.
//!
//! A new command is a line in [`COMMANDS`]; where it takes more than its name says, a function in `special`.

use super::alphabet::Font;
use super::lexer::{Kind, Token};
use super::parser::{Atom, Limits, Parser, symbol};
use super::symbol::{self as symbols, Class};
use super::{Fault, Math, bracket, chemistry, environment, special, text, unit};
use crate::nearest::did_you_mean;

/// What a command means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// One over another.
    Fraction(Fraction),
    Root,
    /// A function with the name that is printed, and where its scripts stand.
    Function(&'static str, Limits),
    /// A limit with a sign over or under it.
    Limit(&'static str, Side),
    /// Many integrals, or a small one.
    Integral(bool),
    /// The letters of its argument in a font.
    Letters(Font),
    /// Words in a font.
    Words(Font),
    /// A space of this width.
    Space(&'static str),
    /// A sign over its argument, which may grow with it.
    Accent(&'static str, Grows),
    /// A sign under its argument.
    Under(&'static str, Grows),
    /// A sign over or under its argument, with what is said of it beyond.
    Brace(&'static str, Side),
    /// An arrow as long as what stands over and under it.
    Arrow(&'static str),
    /// Its argument as an atom of a class.
    As(Class),
    /// Its first argument over or under the second.
    Stack(Side, bool),
    /// A bracket of this size.
    Big(&'static str, Class),
    /// Something drawn around or through its argument.
    Enclose(&'static str),
    /// The room that its argument takes, or only some of it.
    Phantom(&'static [&'static str]),
    /// Its argument, of which only some takes room.
    Padded(&'static [&'static str]),
    /// A sign of its own.
    Sign(Class, &'static str),
    /// Nothing that a page of a book would show.
    Nothing,
    /// What no reader can be counted on to show; what to do instead.
    Refused(&'static str),
    Special(fn(&mut Parser<'_>, &Token<'_>) -> Result<Option<Atom>, Fault>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grows {
    No,
    Yes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Over,
    Below,
}

/// A kind of fraction.
#[derive(Clone, Copy)]
pub(super) struct Fraction {
    pub has_line: bool,
    pub fence: Option<(&'static str, &'static str)>,
    /// Whether it is set as on lines of its own, or as in a line; else as what is around it.
    pub display: Option<bool>,
}

const FRACTION: Fraction = Fraction { has_line: true, fence: None, display: None };
const BINOMIAL: Fraction = Fraction { has_line: false, fence: Some(("(", ")")), display: None };

use Limits::{InDisplay, Never};
use Meaning::{
    Accent, Arrow, As, Big, Brace, Enclose, Function, Integral, Letters, Limit, Nothing, Padded, Phantom, Refused,
    Root, Sign, Space, Special, Stack, Under, Words,
};

const REFER: &str = "give the formula an id, `$$ … $$ {#eq-name}`, and refer to it in the text: `[@eq-name]`";
const COLOUR: &str = "leave it out: readers turn pages dark, and many show no colours";
const PICTURE: &str = "use a picture with an alternative text";

/// Every command that is no symbol.
#[rustfmt::skip]
const COMMANDS: &[(&str, Meaning)] = &[
    // Fractions and roots.
    ("frac", Meaning::Fraction(FRACTION)),
    ("dfrac", Meaning::Fraction(Fraction { display: Some(true), ..FRACTION })),
    ("tfrac", Meaning::Fraction(Fraction { display: Some(false), ..FRACTION })),
    ("binom", Meaning::Fraction(BINOMIAL)),
    ("dbinom", Meaning::Fraction(Fraction { display: Some(true), ..BINOMIAL })),
    ("tbinom", Meaning::Fraction(Fraction { display: Some(false), ..BINOMIAL })),
    ("cfrac", Special(special::continued)), ("genfrac", Special(special::general_fraction)), ("sqrt", Root),
    // Functions.
    ("arccos", Function("arccos", Never)), ("arcsin", Function("arcsin", Never)), ("arctan", Function("arctan", Never)),
    ("arg", Function("arg", Never)), ("cos", Function("cos", Never)), ("cosh", Function("cosh", Never)),
    ("cot", Function("cot", Never)), ("coth", Function("coth", Never)), ("csc", Function("csc", Never)),
    ("deg", Function("deg", Never)), ("dim", Function("dim", Never)), ("exp", Function("exp", Never)),
    ("hom", Function("hom", Never)), ("ker", Function("ker", Never)), ("lg", Function("lg", Never)),
    ("ln", Function("ln", Never)), ("log", Function("log", Never)), ("sec", Function("sec", Never)),
    ("sin", Function("sin", Never)), ("sinh", Function("sinh", Never)), ("tan", Function("tan", Never)),
    ("tanh", Function("tanh", Never)), ("det", Function("det", InDisplay)), ("gcd", Function("gcd", InDisplay)),
    ("inf", Function("inf", InDisplay)), ("lim", Function("lim", InDisplay)),
    ("liminf", Function("lim inf", InDisplay)), ("limsup", Function("lim sup", InDisplay)),
    ("max", Function("max", InDisplay)), ("min", Function("min", InDisplay)), ("Pr", Function("Pr", InDisplay)),
    ("sup", Function("sup", InDisplay)), ("injlim", Function("inj lim", InDisplay)),
    ("projlim", Function("proj lim", InDisplay)), ("varlimsup", Limit("¯", Side::Over)),
    ("varliminf", Limit("_", Side::Below)), ("varinjlim", Limit("→", Side::Below)),
    ("varprojlim", Limit("←", Side::Below)), ("operatorname", Special(special::operator_name)),
    ("operatornamewithlimits", Special(special::operator_name)), ("mathop", Special(special::large)),
    ("bmod", Sign(Class::Binary, "mod")), ("pmod", Special(special::modulo)), ("mod", Special(special::modulo)),
    ("pod", Special(special::modulo)), ("idotsint", Integral(false)),
    ("smallint", Integral(true)),
    // Alphabets and words.
    ("mathrm", Letters(Font::Roman)), ("mathup", Letters(Font::Roman)), ("mathbf", Letters(Font::Bold)),
    ("mathit", Letters(Font::Italic)), ("mathnormal", Letters(Font::Plain)), ("mathsf", Letters(Font::Sans)),
    ("mathtt", Letters(Font::Mono)), ("mathcal", Letters(Font::Script)), ("mathscr", Letters(Font::Script)),
    ("mathfrak", Letters(Font::Fraktur)), ("mathbb", Letters(Font::Blackboard)), ("Bbb", Letters(Font::Blackboard)),
    ("boldsymbol", Letters(Font::BoldItalic)), ("bm", Letters(Font::BoldItalic)),
    ("pmb", Letters(Font::BoldItalic)), ("frak", Letters(Font::Fraktur)), ("symbf", Letters(Font::Bold)),
    ("symbb", Letters(Font::Blackboard)), ("symcal", Letters(Font::Script)), ("symrm", Letters(Font::Roman)),
    ("text", Words(Font::Plain)), ("textrm", Words(Font::Plain)), ("textnormal", Words(Font::Plain)),
    ("textup", Words(Font::Plain)), ("mbox", Words(Font::Plain)), ("hbox", Words(Font::Plain)),
    ("fbox", Special(special::framed_words)), ("textbf", Words(Font::Bold)), ("textit", Words(Font::Italic)),
    ("textsl", Words(Font::Italic)), ("emph", Words(Font::Italic)), ("textsf", Words(Font::Sans)),
    ("texttt", Words(Font::Mono)), ("textsc", Words(Font::Plain)),
    // Spaces.
    (",", Space("0.167em")), ("thinspace", Space("0.167em")), (":", Space("0.222em")), (">", Space("0.222em")),
    ("medspace", Space("0.222em")), (";", Space("0.278em")), ("thickspace", Space("0.278em")), ("!", Space("-0.167em")),
    ("negthinspace", Space("-0.167em")), ("negmedspace", Space("-0.222em")), ("negthickspace", Space("-0.278em")),
    (" ", Space("0.333em")), ("\n", Space("0.333em")), ("space", Space("0.333em")), ("nobreakspace", Space("0.333em")),
    ("enspace", Space("0.5em")), ("enskip", Space("0.5em")), ("quad", Space("1em")), ("qquad", Space("2em")),
    ("hspace", Special(special::length)), ("hskip", Special(special::length)), ("kern", Special(special::length)),
    ("mspace", Special(special::length)), ("mkern", Special(special::length)), ("mskip", Special(special::length)),
    // Accents, and what goes over or under.
    ("hat", Accent("^", Grows::No)), ("widehat", Accent("^", Grows::Yes)), ("check", Accent("ˇ", Grows::No)),
    ("widecheck", Accent("ˇ", Grows::Yes)), ("tilde", Accent("~", Grows::No)), ("widetilde", Accent("~", Grows::Yes)),
    ("acute", Accent("´", Grows::No)), ("grave", Accent("`", Grows::No)), ("dot", Accent("˙", Grows::No)),
    ("ddot", Accent("¨", Grows::No)), ("dddot", Accent("⃛", Grows::No)), ("ddddot", Accent("⃜", Grows::No)),
    ("breve", Accent("˘", Grows::No)), ("bar", Accent("¯", Grows::No)), ("vec", Accent("→", Grows::No)),
    ("mathring", Accent("˚", Grows::No)), ("overline", Accent("¯", Grows::Yes)),
    ("overrightarrow", Accent("→", Grows::Yes)), ("overleftarrow", Accent("←", Grows::Yes)),
    ("overleftrightarrow", Accent("↔", Grows::Yes)), ("underline", Under("_", Grows::Yes)),
    ("underbar", Under("_", Grows::Yes)), ("underrightarrow", Under("→", Grows::Yes)),
    ("underleftarrow", Under("←", Grows::Yes)), ("underleftrightarrow", Under("↔", Grows::Yes)),
    ("utilde", Under("~", Grows::Yes)), ("overbrace", Brace("⏞", Side::Over)), ("underbrace", Brace("⏟", Side::Below)),
    ("overparen", Brace("⏜", Side::Over)), ("underparen", Brace("⏝", Side::Below)),
    ("overbracket", Brace("⎴", Side::Over)), ("underbracket", Brace("⎵", Side::Below)),
    ("overset", Stack(Side::Over, false)), ("underset", Stack(Side::Below, false)), ("stackrel", Stack(Side::Over, true)),
    ("xrightarrow", Arrow("→")), ("xleftarrow", Arrow("←")), ("xleftrightarrow", Arrow("↔")),
    ("xRightarrow", Arrow("⇒")), ("xLeftarrow", Arrow("⇐")), ("xLeftrightarrow", Arrow("⇔")), ("xmapsto", Arrow("↦")),
    ("xhookrightarrow", Arrow("↪")), ("xhookleftarrow", Arrow("↩")), ("xrightharpoonup", Arrow("⇀")),
    ("xrightharpoondown", Arrow("⇁")), ("xleftharpoonup", Arrow("↼")), ("xleftharpoondown", Arrow("↽")),
    ("xrightleftharpoons", Arrow("⇌")), ("xlongequal", Arrow("=")), ("overunderset", Special(special::over_and_under)),
    ("sideset", Special(special::side_set)), ("prescript", Special(special::prescript)),
    ("substack", Special(special::sub_stack)),
    // Brackets.
    ("left", Special(bracket::left)), ("middle", Special(bracket::middle)),
    ("big", Big("1.2em", Class::Ordinary)), ("Big", Big("1.8em", Class::Ordinary)), ("bigg", Big("2.4em", Class::Ordinary)),
    ("Bigg", Big("3em", Class::Ordinary)), ("bigl", Big("1.2em", Class::Open)), ("Bigl", Big("1.8em", Class::Open)),
    ("biggl", Big("2.4em", Class::Open)), ("Biggl", Big("3em", Class::Open)), ("bigr", Big("1.2em", Class::Close)),
    ("Bigr", Big("1.8em", Class::Close)), ("biggr", Big("2.4em", Class::Close)), ("Biggr", Big("3em", Class::Close)),
    ("bigm", Big("1.2em", Class::Relation)), ("Bigm", Big("1.8em", Class::Relation)),
    ("biggm", Big("2.4em", Class::Relation)), ("Biggm", Big("3em", Class::Relation)),
    ("|", Sign(Class::Ordinary, "‖")), ("Vert", Sign(Class::Ordinary, "‖")), ("vert", Sign(Class::Ordinary, "|")),
    // What an atom counts as.
    ("mathord", As(Class::Ordinary)), ("mathbin", As(Class::Binary)), ("mathrel", As(Class::Relation)),
    ("mathopen", As(Class::Open)), ("mathclose", As(Class::Close)), ("mathpunct", As(Class::Punctuation)),
    ("mathinner", As(Class::Fenced)), ("not", Special(special::not)), ("mathchoice", Special(special::choice)),
    ("vcenter", As(Class::Ordinary)), ("mathstrut", Nothing), ("strut", Nothing), ("relax", Nothing),
    // What is drawn around, or not at all.
    ("boxed", Enclose("box")), ("cancel", Enclose("updiagonalstrike")), ("bcancel", Enclose("downdiagonalstrike")),
    ("xcancel", Enclose("updiagonalstrike downdiagonalstrike")), ("phantom", Phantom(&[])),
    ("hphantom", Phantom(&["height", "depth"])), ("vphantom", Phantom(&["width"])),
    ("smash", Special(special::smash)), ("mathllap", Padded(&["width"])), ("mathrlap", Padded(&["width"])),
    ("mathclap", Padded(&["width"])), ("rlap", Padded(&["width"])), ("llap", Padded(&["width"])),
    // Tables, definitions, numbers.
    ("begin", Special(environment::begin)), ("tag", Special(special::tag)), ("notag", Nothing), ("nonumber", Nothing),
    ("newcommand", Special(special::define)), ("renewcommand", Special(special::define)),
    ("providecommand", Special(special::define)), ("def", Special(special::define)),
    ("DeclareMathOperator", Special(special::declare)), ("hfill", Nothing), ("allowbreak", Nothing), ("nobreak", Nothing),
    ("displaybreak", Nothing), ("allowdisplaybreaks", Nothing),
    // Chemistry as mhchem has it; numbers and units as siunitx has them.
    ("ce", Special(chemistry::formula)), ("pu", Special(unit::physical)), ("num", Special(unit::number)), ("ang", Special(unit::angle)),
    ("qty", Special(unit::quantity)), ("SI", Special(unit::quantity)), ("unit", Special(unit::unit)),
    ("si", Special(unit::unit)), ("numrange", Special(unit::range)), ("qtyrange", Special(unit::range)),
    ("SIrange", Special(unit::range)),
    // Words of TeX that make no sense where a formula is a tree.
    ("label", Refused(REFER)), ("ref", Refused(REFER)), ("eqref", Refused(REFER)), ("color", Refused(COLOUR)),
    ("textcolor", Refused(COLOUR)), ("colorbox", Refused(COLOUR)), ("fcolorbox", Refused(COLOUR)),
    ("includegraphics", Refused(PICTURE)), ("tikz", Refused(PICTURE)), ("rule", Refused(PICTURE)),
    ("cite", Refused("put it into the text beside the formula")),
    ("footnote", Refused("put it into the text beside the formula: `[^1]`")),
    ("href", Refused("put the link into the text beside the formula")),
    ("raisebox", Refused("use a superscript or a subscript")),
    ("verb", Refused("use `\\texttt{…}`")),
];

/// Returns what a command means.
fn meaning(name: &str) -> Option<Meaning> {
    COMMANDS.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
}

/// Returns the fraction of a command that stands between its parts.
pub(super) fn infix(kind: Kind<'_>) -> Option<Fraction> {
    let fenced = |open, close| Fraction { fence: Some((open, close)), ..BINOMIAL };
    Some(match kind {
        Kind::Command("over") => FRACTION,
        Kind::Command("atop") => Fraction { fence: None, ..BINOMIAL },
        Kind::Command("choose") => BINOMIAL,
        Kind::Command("brack") => fenced("[", "]"),
        Kind::Command("brace") => fenced("{", "}"),
        _ => return None,
    })
}

/// Returns the style of a command that sets it: as on lines of its own or not, and how small.
pub(super) fn style(kind: Kind<'_>) -> Option<(bool, &'static str)> {
    Some(match kind {
        Kind::Command("displaystyle") => (true, "0"),
        Kind::Command("textstyle") => (false, "0"),
        Kind::Command("scriptstyle") => (false, "1"),
        Kind::Command("scriptscriptstyle") => (false, "2"),
        _ => return None,
    })
}

/// Returns the font of a command that sets it for what follows.
pub(super) fn switch(kind: Kind<'_>) -> Option<Font> {
    Some(match kind {
        Kind::Command("rm") => Font::Roman,
        Kind::Command("bf") => Font::Bold,
        Kind::Command("it" | "mit") => Font::Italic,
        Kind::Command("sf") => Font::Sans,
        Kind::Command("tt") => Font::Mono,
        Kind::Command("cal") => Font::Script,
        Kind::Command("boldmath") => Font::BoldItalic,
        _ => return None,
    })
}

/// Returns what a command makes; nothing where it only sets something.
pub(super) fn run(parser: &mut Parser<'_>, name: &str, token: &Token<'_>) -> Result<Option<Atom>, Fault> {
    if let Some((class, sign)) = symbols::named(name) {
        return Ok(Some(named_symbol(parser, name, class, sign, token)));
    }
    let Some(meaning) = meaning(name) else {
        if matches!(name, "right" | "end") {
            return Err(super::parser::stray(token));
        }
        parser.faults.push(unknown(name, token));
        return Ok(None);
    };
    if let Refused(help) = meaning {
        return refuse(parser, name, help, token);
    }
    match meaning {
        Nothing => Ok(None),
        Special(run) => run(parser, token),
        meaning => make(parser, meaning, token).map(Some),
    }
}

/// Notes a command that no reader can be counted on to show.
fn refuse(parser: &mut Parser<'_>, name: &str, help: &str, token: &Token<'_>) -> Result<Option<Atom>, Fault> {
    let what = format!("`\\{name}` means nothing in a formula of a book");
    parser.faults.push(Fault::new(what, token.range.clone()).help(help));
    // What it would have taken is no part of the formula.
    while parser.peek()? == Some(Kind::Open) {
        parser.lexer.argument(token)?;
    }
    Ok(None)
}

/// Makes the atom of a command that always makes one.
fn make(parser: &mut Parser<'_>, meaning: Meaning, token: &Token<'_>) -> Result<Atom, Fault> {
    let range = token.range.clone();
    Ok(match meaning {
        Meaning::Fraction(kind) => {
            let above = parser.styled(false, |parser| parser.argument(token))?;
            let below = parser.styled(false, |parser| parser.argument(token))?;
            parser.fraction(kind, above, below, token)
        }
        Root => special::root(parser, token)?,
        Function(text, limits) => {
            let text = text.replace(' ', "\u{a0}");
            Atom { limits, ..Atom::new(Math::token("mi", text, range), Class::Function) }
        }
        Limit(sign, side) => special::limit(token, sign, side),
        Integral(is_small) => special::integral(token, is_small),
        Letters(font) => special::letters(parser, font, token)?,
        Words(font) => Atom::ordinary(text::words(parser, font, token)?),
        Space(width) => Atom::new(Math::space(width, range), Class::Space),
        Accent(sign, grows) => special::accent(parser, sign, grows, Side::Over, token)?,
        Under(sign, grows) => special::accent(parser, sign, grows, Side::Below, token)?,
        Brace(sign, side) => {
            let atom = special::accent(parser, sign, Grows::Yes, side, token)?;
            Atom { limits: Limits::Always, ..atom }
        }
        Arrow(sign) => special::arrow(parser, sign, token)?,
        As(class) => special::count_as(parser, class, token)?,
        Stack(side, is_relation) => special::stack(parser, side, is_relation, token)?,
        Big(size, class) => bracket::big(parser, size, class, token)?,
        Enclose(notation) => {
            let inner = parser.argument(token)?;
            Atom::ordinary(Math::element("menclose", vec![inner], range).with("notation", notation))
        }
        Phantom(none) => {
            let inner = parser.argument(token)?;
            let phantom = Math::element("mphantom", vec![inner], range.clone());
            Atom::ordinary(if none.is_empty() { phantom } else { special::padded(phantom, none, range) })
        }
        Padded(none) => {
            let inner = parser.argument(token)?;
            Atom::ordinary(special::padded(inner, none, range))
        }
        Sign(Class::Ordinary, text) => {
            let sign = Math::token("mo", text, range).with("stretchy", "false");
            Atom::ordinary(super::parser::unspaced(sign))
        }
        Sign(class, text) => symbol(class, text, range),
        Nothing | Refused(_) | Special(_) => Atom::ordinary(Math::element("mrow", Vec::new(), range)),
    })
}

/// Returns the atom of a symbol in the present font.
fn named_symbol(parser: &Parser<'_>, name: &str, class: Class, sign: &'static str, token: &Token<'_>) -> Atom {
    let range = token.range.clone();
    let letter = sign.chars().next().unwrap_or_default();
    match class {
        Class::Ordinary if letter.is_alphabetic() || matches!(sign, "∂" | "∇") => {
            let atom = parser.letter(letter, range);
            // Greek letters are none of a word.
            Atom { is_of_word: false, ..atom }
        }
        Class::Ordinary => Atom::ordinary(Math::token("mi", sign, range)),
        Class::Large => {
            let limits = if name.ends_with("int") { Limits::Never } else { Limits::InDisplay };
            Atom { limits, ..symbol(class, sign, range) }
        }
        Class::Relation if matches!(name, "iff" | "implies" | "impliedby") => {
            let mut atom = symbol(class, sign, range);
            atom.math.set("lspace", "0.556em");
            atom.math.set("rspace", "0.556em");
            atom
        }
        Class::Punctuation if name == "colon" => {
            let mut atom = symbol(class, sign, range);
            atom.math.set("lspace", "0");
            atom.math.set("rspace", "0.278em");
            atom
        }
        _ => symbol(class, sign, range),
    }
}

fn unknown(name: &str, token: &Token<'_>) -> Fault {
    let what = if name.is_empty() {
        "a backslash stands at the end".to_owned()
    } else {
        format!("there is no command `\\{name}`")
    };
    let known = COMMANDS.iter().map(|(name, _)| *name).chain(symbols::names()).filter(|known| known.len() > 1);
    let meant = did_you_mean(name, known).filter(|_| name.len() > 1);
    let help = meant.map(|meant| meant.replacen('`', "`\\", 1));
    let usual = "write it otherwise, or say what it stands for: `[formulas] macros`";
    Fault::new(what, token.range.clone()).help(help.unwrap_or_else(|| usual.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_has_one_meaning() {
        let mut seen = BTreeSet::new();
        for name in COMMANDS.iter().map(|(name, _)| *name).chain(symbols::names()) {
            assert!(seen.insert(name), "{name}");
        }
    }
}
