//! `[cover]`: the cover that is drawn where the book brings none.

use super::fields::Fields;
use super::files::Files;
use super::findings::Findings;
use crate::source::Located;
use crate::world::BookPath;

/// `[cover]`.
#[derive(Clone, Debug, Default)]
pub struct DrawnCover {
    pub design: DesignChoice,
    /// The font that its text is drawn with.
    pub font: Option<Located<BookPath>>,
}

/// What the manifest says of the design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DesignChoice {
    /// The title decides.
    #[default]
    ByTitle,
    /// The book has no cover.
    None,
    /// This one.
    Named(&'static str),
}

const NONE: &str = "none";

/// Every name that `design` takes; how each looks is known where covers are drawn.
pub(super) const DESIGNS: &[&str] = &["banner", "frame", "grid", "horizon", "poster", NONE];

/// Reads `[cover]`.
pub(super) fn drawn_cover(fields: &Fields<'_>, files: &mut Files<'_>, findings: &mut Findings) -> DrawnCover {
    let design = match fields.choice("design", findings) {
        None => DesignChoice::ByTitle,
        Some(NONE) => DesignChoice::None,
        Some(name) => DesignChoice::Named(name),
    };
    let font = fields.text("font", findings).and_then(|said| files.existing(&said, findings));
    DrawnCover { design, font }
}
