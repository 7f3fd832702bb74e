//! `[style]`: the stylesheets, and what they draw by choice.

use super::fields::Fields;
use super::files::Files;
use super::findings::{Findings, excerpt};
use super::rules::BAD_VALUE;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::Located;
use crate::world::BookPath;

/// `[style]`.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The book's own stylesheets, after the default one.
    pub css: Vec<Located<BookPath>>,
    /// Whether the default stylesheet is left out.
    pub bare: bool,
    pub scene_break: Ornament,
    pub opening: Opening,
    pub writing: Writing,
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

/// Reads `[style]`.
pub(super) fn style(fields: &Fields<'_>, files: &mut Files<'_>, findings: &mut Findings) -> Style {
    let said = fields.texts("css", findings);
    let css = said.iter().filter_map(|said| files.existing(said, findings)).collect();
    Style {
        css,
        bare: fields.boolean("bare").unwrap_or(false),
        scene_break: fields.text("scene-break", findings).map(|said| ornament(&said, findings)).unwrap_or_default(),
        opening: choice(
            fields,
            "opening",
            &[("none", Opening::Plain), ("drop-cap", Opening::DropCap), ("small-caps", Opening::SmallCaps)],
            findings,
        ),
        writing: choice(
            fields,
            "writing",
            &[("horizontal", Writing::Horizontal), ("vertical", Writing::Vertical)],
            findings,
        ),
    }
}

fn choice<T: Copy + Default>(fields: &Fields<'_>, key: &str, choices: &[(&str, T)], findings: &mut Findings) -> T {
    let Some(said) = fields.text(key, findings) else { return T::default() };
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == said.value) {
        return *choice;
    }
    findings.refuse(&BAD_VALUE, key, &said, choices.iter().map(|(name, _)| *name));
    T::default()
}

/// Reads the name of an ornament, or signs of the author's own.
fn ornament(said: &Located<String>, findings: &mut Findings) -> Ornament {
    const LONGEST: usize = 40;
    let name = said.value.as_str();
    if BLANKS.contains(&name) {
        return Ornament::Blank;
    }
    if name == LINE {
        return Ornament::Line;
    }
    if let Some((_, signs)) = ORNAMENTS.iter().find(|(known, _)| *known == name) {
        return Ornament::Text((*signs).to_owned());
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
