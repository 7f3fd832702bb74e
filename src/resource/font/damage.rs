//! What bytes that were changed by chance do to a font, beyond what breaks its structure.
//!
//! Only tables that are not what their checksum says are looked through: an odd outline in a font that is as its maker
//! left it is the maker's business. A checksum alone proves no harm, since some tools change a table and leave it.

use super::{Fault, layout};
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::cs::CommandSink;
use read_fonts::tables::glyf::{Glyph, PointFlags, SimpleGlyph};
use read_fonts::tables::hmtx::LongMetric;
use read_fonts::types::{BigEndian, Fixed, GlyphId, Point, Tag};
use read_fonts::{FontRef, TableProvider};

/// Looks through the tables whose checksums are wrong.
///
/// # Errors
/// The first that cannot be what it was.
pub(super) fn check(font: &FontRef<'_>, doubtful: &[[u8; 4]]) -> Result<(), Fault> {
    for tag in doubtful {
        let (is_sound, table) = match tag {
            b"cmap" => (has_sound_characters(font), "its table `cmap`"),
            b"hmtx" | b"hhea" => (has_sound_widths(font), "its table `hmtx`"),
            b"glyf" | b"loca" => (has_sound_outlines(font), "its table `glyf`"),
            b"CFF " => (has_sound_programs(font), "its table `CFF `"),
            b"GSUB" => (has_sound_rules(font, *tag), "its table `GSUB`"),
            b"GPOS" => (has_sound_rules(font, *tag), "its table `GPOS`"),
            _ => continue,
        };
        // What cannot be read is broken, too.
        if is_sound != Some(true) {
            return Err(Fault::Broken(table));
        }
    }
    Ok(())
}

/// Tells whether the rules that text is shaped by lead to glyphs. Browsers drop a table that does not hold together,
/// others follow it: letters would be other letters.
fn has_sound_rules(font: &FontRef<'_>, tag: [u8; 4]) -> Option<bool> {
    let table = font.table_data(Tag::new(&tag))?;
    Some(layout::is_sound(table.as_bytes(), tag, font.maxp().ok()?.num_glyphs()))
}

/// Tells whether every character has a glyph that there is.
fn has_sound_characters(font: &FontRef<'_>) -> Option<bool> {
    let cmap = font.cmap().ok()?;
    let glyphs = u32::from(font.maxp().ok()?.num_glyphs());
    for record in cmap.encoding_records() {
        let list = record.subtable(cmap.offset_data()).ok()?;
        // A list cannot say more of characters than there are, however it is broken.
        let mut pairs = list.iter().take(char::MAX as usize);
        if !pairs.all(|(character, glyph)| glyph.to_u32() < glyphs && character <= char::MAX.into()) {
            return Some(false);
        }
    }
    Some(true)
}

/// Tells whether no glyph is wider than the widest is said to be, and each begins near where it stands.
fn has_sound_widths(font: &FontRef<'_>) -> Option<bool> {
    let (head, hmtx) = (font.head().ok()?, font.hmtx().ok()?);
    let widest = font.hhea().ok()?.advance_width_max().to_u16();
    let em = i32::from(head.units_per_em());
    let across = i32::from(head.x_min()) - em..=i32::from(head.x_max()) + em;
    let metrics = hmtx.h_metrics();
    let starts = metrics.iter().map(LongMetric::side_bearing);
    let mut starts = starts.chain(hmtx.left_side_bearings().iter().map(BigEndian::get));
    let is_wide = metrics.iter().any(|metric| metric.advance() > widest);
    Some(!is_wide && starts.all(|start| across.contains(&start.into())))
}

/// Tells whether every outline can be read, and lies where outlines of the font do.
fn has_sound_outlines(font: &FontRef<'_>) -> Option<bool> {
    let (head, glyf, loca) = (font.head().ok()?, font.glyf().ok()?, font.loca(None).ok()?);
    let count = u32::from(font.maxp().ok()?.num_glyphs());
    // Hints and hands make outlines a little larger than is said.
    let em = i32::from(head.units_per_em());
    let across = i32::from(head.x_min()) - em..=i32::from(head.x_max()) + em;
    let along = i32::from(head.y_min()) - em..=i32::from(head.y_max()) + em;
    for glyph in 0..count {
        let is_sound = match loca.get_glyf(GlyphId::new(glyph), &glyf).ok()? {
            None => true,
            Some(Glyph::Simple(outline)) => {
                points(&outline)?.iter().all(|point| across.contains(&point.x) && along.contains(&point.y))
            }
            Some(Glyph::Composite(composite)) => composite.components().all(|part| part.glyph.to_u32() < count),
        };
        if !is_sound {
            return Some(false);
        }
    }
    Some(true)
}

/// Returns the points of an outline whose contours end one after the other.
fn points(outline: &SimpleGlyph<'_>) -> Option<Vec<Point<i32>>> {
    let ends = outline.end_pts_of_contours();
    if !ends.windows(2).all(|pair| pair[0].get() <= pair[1].get()) {
        return None;
    }
    let mut points = vec![Point::default(); outline.num_points()];
    let mut flags = vec![PointFlags::default(); points.len()];
    outline.read_points_fast(&mut points, &mut flags).ok()?;
    Some(points)
}

/// Tells whether the program of every outline runs to its end.
fn has_sound_programs(font: &FontRef<'_>) -> Option<bool> {
    let data = font.table_data(Tag::new(b"CFF "))?;
    let cff = CffFontRef::new_cff(data.as_bytes(), 0, None).ok()?;
    let draws = |glyph: u32| {
        let glyph = GlyphId::new(glyph);
        let part = cff.subfont(cff.subfont_index(glyph)?, &[]).ok()?;
        cff.evaluate_charstring(&part, glyph, &[], &mut Nowhere).ok()
    };
    Some((0..u32::from(font.maxp().ok()?.num_glyphs())).all(|glyph| draws(glyph).is_some()))
}

/// Where programs draw that are only tried.
struct Nowhere;

impl CommandSink for Nowhere {
    fn move_to(&mut self, _: Fixed, _: Fixed) {}
    fn line_to(&mut self, _: Fixed, _: Fixed) {}
    fn curve_to(&mut self, _: Fixed, _: Fixed, _: Fixed, _: Fixed, _: Fixed, _: Fixed) {}
    fn close(&mut self) {}
}
