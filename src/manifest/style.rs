//! `[style]`: the stylesheets, and what they draw by choice.

use super::fields::Fields;
use super::files::Files;
use super::findings::{Findings, excerpt};
use super::rules::BAD_VALUE;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::Located;
use crate::theme::{THEMES, Theme};
use crate::world::BookPath;

/// `[style]`.
#[derive(Clone, Debug)]
pub struct Style {
    /// The book's own stylesheets, after the default one.
    pub css: Vec<Located<BookPath>>,
    /// The book's own fonts, beside those that its stylesheets bring.
    pub fonts: Vec<Located<BookPath>>,
    /// Whether the default stylesheet is left out, and with it the theme.
    pub bare: bool,
    pub theme: &'static Theme,
    pub scene_break: Ornament,
    pub opening: Opening,
    pub writing: Writing,
}

impl Default for Style {
    fn default() -> Self {
        Self::of(&THEMES[0])
    }
}

impl Style {
    /// Returns the style of a book that chooses no more than a theme.
    pub fn of(theme: &'static Theme) -> Self {
        Self {
            css: Vec::new(),
            fonts: Vec::new(),
            bare: false,
            theme,
            scene_break: named_ornament(theme.scene_break).unwrap_or_default(),
            opening: named(OPENINGS, theme.opening).unwrap_or_default(),
            writing: Writing::default(),
        }
    }
}

/// What a scene break is drawn as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ornament {
    /// Nothing: an empty line.
    Blank,
    /// A short line.
    Line,
    /// Signs in the middle of a line.
    Text(String),
}

impl Default for Ornament {
    /// Returns asterisks, which every font has.
    fn default() -> Self {
        Self::Text("* * *".to_owned())
    }
}

/// How the first words of a piece are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// As any others.
    #[default]
    Plain,
    DropCap,
    SmallCaps,
}

/// Which way lines run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    #[default]
    Horizontal,
    /// From top to bottom, the first line on the right, as Japanese and Chinese may be.
    Vertical,
}

const ORNAMENTS: &[(&str, &str)] = &[("asterisks", "* * *"), ("asterism", "\u{2042}"), ("fleuron", "\u{2766}")];
const BLANKS: &[&str] = &["none", "blank"];
const LINE: &str = "line";

const OPENINGS: &[(&str, Opening)] =
    &[("none", Opening::Plain), ("drop-cap", Opening::DropCap), ("small-caps", Opening::SmallCaps)];
const WRITINGS: &[(&str, Writing)] = &[("horizontal", Writing::Horizontal), ("vertical", Writing::Vertical)];

/// Reads `[style]`.
pub(super) fn style(fields: &Fields<'_>, files: &mut Files<'_>, findings: &mut Findings) -> Style {
    let themes: Vec<(&str, &'static Theme)> = THEMES.iter().map(|theme| (theme.name, theme)).collect();
    let usual = Style::of(choice(fields, "theme", &themes, findings).unwrap_or(&THEMES[0]));
    let mut existing = |key: &str, findings: &mut Findings| {
        let said = fields.texts(key, findings);
        said.iter().filter_map(|said| files.existing(said, findings)).collect()
    };
    Style {
        css: existing("css", findings),
        fonts: existing("fonts", findings),
        bare: fields.boolean("bare").unwrap_or(usual.bare),
        theme: usual.theme,
        scene_break: fields.text("scene-break", findings).map_or(usual.scene_break, |said| ornament(&said, findings)),
        opening: opening(fields, findings).unwrap_or(usual.opening),
        writing: choice(fields, "writing", WRITINGS, findings).unwrap_or(usual.writing),
    }
}

/// Reads `opening`, of the book or of a piece.
pub(super) fn opening(fields: &Fields<'_>, findings: &mut Findings) -> Option<Opening> {
    choice(fields, "opening", OPENINGS, findings)
}

fn choice<T: Copy>(fields: &Fields<'_>, key: &str, choices: &[(&str, T)], findings: &mut Findings) -> Option<T> {
    let said = fields.text(key, findings)?;
    let choice = named(choices, &said.value);
    if choice.is_none() {
        findings.refuse(&BAD_VALUE, key, &said, choices.iter().map(|(name, _)| *name));
    }
    choice
}

fn named<T: Copy>(choices: &[(&str, T)], wanted: &str) -> Option<T> {
    choices.iter().find(|(name, _)| *name == wanted).map(|(_, choice)| *choice)
}

fn named_ornament(name: &str) -> Option<Ornament> {
    match name {
        LINE => Some(Ornament::Line),
        _ if BLANKS.contains(&name) => Some(Ornament::Blank),
        _ => named(ORNAMENTS, name).map(|signs| Ornament::Text(signs.to_owned())),
    }
}

/// Reads the name of an ornament, or signs of the author's own.
fn ornament(said: &Located<String>, findings: &mut Findings) -> Ornament {
    const LONGEST: usize = 40;
    let name = said.value.as_str();
    if let Some(known) = named_ornament(name) {
        return known;
    }
    let names = || ORNAMENTS.iter().map(|(name, _)| *name).chain(BLANKS.iter().copied()).chain([LINE]);
    let meant =
        nearest(name, names()).filter(|_| name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_long = name.chars().count() > LONGEST;
    if meant.is_none() && !is_long {
        return Ornament::Text(name.to_owned());
    }
    let message = format!("`{}` is no `scene-break`", excerpt(name));
    let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write one of {}, or a few signs of your own", names.join(", ")),
    };
    findings.report(Diagnostic::new(&BAD_VALUE, message).at(said.span).help(help));
    Ornament::default()
}
