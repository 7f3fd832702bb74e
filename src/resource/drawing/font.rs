//! The fonts that text is drawn with: bundled ones, and those that an SVG itself has in it or names beside it.
//!
//! No font of the machine is ever used: the same drawing must come out everywhere. Latin, Greek and Cyrillic are covered,
//! in Libertinus Serif also Hebrew.

use crate::address::split_path;
use crate::css::{self, Found};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::resource::font::unpacked;
use crate::resource::image::svg::Lean;
use crate::resource::rules::UNREADABLE_FONT;
use crate::source::Span;
use crate::world::{BookPath, Roots, World};
use crate::xml::{Tree, ns};
use read_fonts::types::GlyphId;
use read_fonts::{FontRef, TableProvider};
use resvg::usvg::FontResolver;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Language, Source};
use std::sync::Arc;

/// What `serif`, and a family that nobody knows, is drawn with.
pub(in super::super) const SERIF: &str = "Libertinus Serif";
pub(in super::super) const SANS: &str = "Noto Sans";
pub(in super::super) const MONOSPACE: &str = "DejaVu Sans Mono";

/// Returns the bundled fonts.
pub(in super::super) fn bundled() -> Database {
    let mut database = Database::new();
    // Taken one by one, so that the linker sees which of the crate's fonts are used, and drops the others: 7 MB.
    let mut serifs = typst_assets::fonts();
    let (regular, bold, italic) = (serifs.next(), serifs.next(), serifs.next());
    let (bold_italic, semibold, semibold_italic) = (serifs.next(), serifs.next(), serifs.next());
    let mono = serifs.last();
    let serifs = [regular, bold, italic, bold_italic, semibold, semibold_italic, mono];
    let sans = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    for font in serifs.into_iter().flatten().chain(sans) {
        database.load_font_source(Source::Binary(Arc::new(font)));
    }
    database.set_serif_family(SERIF);
    database.set_sans_serif_family(SANS);
    database.set_monospace_family(MONOSPACE);
    database.set_cursive_family(SERIF);
    database.set_fantasy_family(SERIF);
    database
}

/// Returns what chooses fonts as an SVG says, and none for a letter that they lack.
pub(in super::super) fn as_said<'a>() -> FontResolver<'a> {
    let select_font = FontResolver::default_font_selector();
    FontResolver { select_font, select_fallback: Box::new(|_, _, _| None) }
}

/// Returns the font for a letter that none of the fonts tried so far has: one of the same style and weight, if any, and
/// a monospaced one last unless the text is set in such.
pub(super) fn fallback(letter: char, tried: &[ID], database: &Database) -> Option<ID> {
    let base = database.face(*tried.first()?)?;
    let unlike = |face: &&FaceInfo| {
        let is_typewriter = face.monospaced && !base.monospaced;
        (is_typewriter, face.style != base.style, face.weight.0.abs_diff(base.weight.0))
    };
    let faces = database.faces().filter(|face| !tried.contains(&face.id));
    faces.filter(|face| has_character(database, face.id, letter)).min_by_key(unlike).map(|face| face.id)
}

/// Tells whether a font has a character.
pub(in super::super) fn has_character(database: &Database, font: ID, letter: char) -> bool {
    let has = |data: &[u8], index| {
        let glyph = FontRef::from_index(data, index).ok()?.cmap().ok()?.best_subtable()?.2.map_codepoint(letter)?;
        (glyph != GlyphId::NOTDEF).then_some(())
    };
    database.with_face_data(font, has).flatten().is_some()
}

/// A font that the SVG declares with `@font-face`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Declared {
    family: String,
    address: String,
}

/// Adds the fonts that an SVG has in it; those that are none are passed over, as readers do.
pub(super) fn add_inside(database: &mut Arc<Database>, text: &Lean<'_>, tree: &Tree) {
    for Declared { family, address } in declared(tree) {
        if let Some(bytes) = text.data(&address) {
            add(Arc::make_mut(database), bytes, &family);
        }
    }
}

/// Adds the fonts that a cover declares with `@font-face` and that are in it, or lie in the book.
pub(in super::super) fn add_own(
    database: &mut Database,
    world: &dyn World,
    cover: &BookPath,
    (text, tree): (&Lean<'_>, &Tree),
    place: Option<Span>,
) -> Diagnostics {
    let mut roots = Roots::default();
    let mut diagnostics = Diagnostics::new();
    // A root that is no path cannot be: the cover lies in it.
    let _ = roots.declare(cover.root());
    for Declared { family, address } in declared(tree) {
        let help = "put a TrueType, OpenType or WOFF file beside the cover: `src: url(my-font.ttf)`";
        let beside = || roots.resolve(cover.folder(), &split_path(&address).0).ok();
        let bytes = text.data(&address).or_else(|| world.read(&beside()?).ok());
        // What holds its data is long.
        let name = if address.starts_with("data:") { "the data in it" } else { &*format!("`{address}`") };
        let Some(bytes) = bytes else {
            let message = format!("{name}, the font `{family}` of the cover, is not a file of the book");
            diagnostics.push(Diagnostic::new(&UNREADABLE_FONT, message).help(help).at(place));
            continue;
        };
        if !add(database, bytes, &family) {
            let message = format!("{name} is no font that a cover can be drawn with");
            diagnostics.push(Diagnostic::new(&UNREADABLE_FONT, message).help(help).at(place));
        }
    }
    diagnostics
}

/// Adds a font under the name that an SVG gives it, which need not be the one in the file; tells whether it is one.
fn add(database: &mut Database, bytes: Vec<u8>, family: &str) -> bool {
    let faces = database.load_font_source(Source::Binary(Arc::new(unpacked(bytes))));
    for face in &faces {
        if let Some(mut face) = database.face(*face).cloned() {
            face.families = vec![(family.to_owned(), Language::English_UnitedStates)];
            database.push_face_info(face);
        }
    }
    !faces.is_empty()
}

fn declared(tree: &Tree) -> Vec<Declared> {
    let mut all = Vec::new();
    let is_style = |local: Option<&str>| local == Some("style");
    for style in tree.root().descendants().filter(|node| is_style(node.local_in(ns::SVG))) {
        let text = style.text_content();
        let mut current: Option<Declared> = None;
        for found in css::scan(&text) {
            match (found, &mut current) {
                (Found::Opening { prelude, .. }, current) => {
                    all.extend(current.take());
                    *current = prelude.eq_ignore_ascii_case("@font-face").then(Declared::default);
                }
                (Found::Url { address, .. }, Some(current)) if current.address.is_empty() => {
                    address.clone_into(&mut current.address);
                }
                (Found::Declaration { property, value, .. }, Some(current))
                    if property.eq_ignore_ascii_case("font-family") =>
                {
                    value.trim_matches(['"', '\'']).clone_into(&mut current.family);
                }
                _ => {}
            }
        }
        all.extend(current);
    }
    all.retain(|declared| !declared.family.is_empty() && !declared.address.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_xml;

    #[test]
    fn the_bundled_fonts_are_those_that_the_generic_families_name() {
        let database = bundled();
        for (family, faces) in [(SERIF, 6), (SANS, 4), (MONOSPACE, 1)] {
            let count = database.faces().filter(|face| face.families.iter().any(|(name, _)| name == family)).count();
            assert_eq!(count, faces, "{family}");
        }
    }

    #[test]
    fn font_faces_are_read_from_the_style() {
        let text = "<svg xmlns='http://www.w3.org/2000/svg'><style>@font-face { font-family: \"My Font\"; \
                    src: url(a.ttf), url(b.woff) } text { font-family: x }</style></svg>";
        let tree = parse_xml(&text.into(), None).unwrap();
        assert_eq!(declared(&tree), [Declared { family: "My Font".to_owned(), address: "a.ttf".to_owned() }]);
    }
}
