//! The list of the characters that a font has, written anew for one that was cut (OpenType 1.9, `cmap`).
//!
//! A character whose outline is gone must not be found: readers then take it from another font, where they would else
//! draw nothing. One list of Unicode characters is written, in format 4 and, where that cannot hold it, in format 12;
//! the lists of older systems, which no reader asks beside it, go. That of variants stays as it is: it is asked only
//! for a character and a selector that stand in the text, and what those need is kept.

use super::sfnt::u32_at;
use read_fonts::tables::cmap::{Cmap, CmapIterLimits, CmapSubtable, PlatformId};
use read_fonts::types::GlyphId;
use read_fonts::{FontRef, TableProvider};
use std::collections::BTreeMap;

/// The first of a row of characters whose glyphs are in the same order, the last, and the glyph of the first.
type Row = (u32, u32, u32);

/// Where a list stands: for which platform, and as which of its encodings.
type Place = (u16, u16);

const UNICODE: u16 = 0;
const WINDOWS: u16 = 3;

/// Returns the table with the characters whose glyphs are kept; nothing where it finds them in ways not followed here.
pub(super) fn cut(font: &FontRef<'_>, table: &[u8], keeps: &dyn Fn(usize) -> bool) -> Option<Vec<u8>> {
    let cmap = font.cmap().ok()?;
    let glyphs = u32::from(font.maxp().ok()?.num_glyphs());
    let mut known = BTreeMap::new();
    for list in lists(&cmap)? {
        let limits = CmapIterLimits { max_char: char::MAX.into(), glyph_count: glyphs };
        for (character, glyph) in list.iter_with_limits(limits) {
            // Of two lists the one that readers prefer comes first.
            known.entry(character).or_insert(glyph.to_u32());
        }
    }
    known.retain(|_, glyph| *glyph != GlyphId::NOTDEF.to_u32() && keeps(*glyph as usize));
    let rows = rows(&known);
    let variants = cmap.encoding_records().iter().find_map(|record| match record.subtable(cmap.offset_data()) {
        Ok(CmapSubtable::Format14(_)) => {
            let start = record.subtable_offset().to_u32() as usize;
            let length = u32_at(table, start + 2)? as usize;
            table.get(start..start.checked_add(length)?)
        }
        _ => None,
    });
    let mut subtables: Vec<(Vec<Place>, Vec<u8>)> = Vec::new();
    let short = short(&rows);
    let is_all = short.is_some() && rows.iter().all(|(_, last, _)| *last <= 0xffff);
    subtables.extend(short.map(|data| (vec![(UNICODE, 3), (WINDOWS, 1)], data)));
    if !is_all {
        subtables.push((vec![(UNICODE, 4), (WINDOWS, 10)], long(&rows)));
    }
    subtables.extend(variants.map(|data| (vec![(UNICODE, 5)], data.to_vec())));
    Some(joined(subtables))
}

/// Returns the lists of Unicode characters, that which readers prefer first; nothing where there are none, or where a
/// list of signs by numbers is asked before them.
fn lists<'a>(cmap: &Cmap<'a>) -> Option<Vec<CmapSubtable<'a>>> {
    let mut lists = Vec::new();
    for record in cmap.encoding_records() {
        let rank = match (record.platform_id(), record.encoding_id()) {
            (PlatformId::Windows, 0) => return None,
            (PlatformId::Windows, 10) => 0,
            (PlatformId::Unicode, 4 | 6) => 1,
            (PlatformId::Windows, 1) => 2,
            (PlatformId::Unicode, 0..=3) => 3,
            _ => continue,
        };
        match record.subtable(cmap.offset_data()).ok()? {
            // These cannot be walked, and no font has had them for Unicode.
            CmapSubtable::Format0(_) | CmapSubtable::Format2(_) | CmapSubtable::Format8(_) => return None,
            list => lists.push((rank, list)),
        }
    }
    lists.sort_by_key(|(rank, _)| *rank);
    (!lists.is_empty()).then(|| lists.into_iter().map(|(_, list)| list).collect())
}

/// Joins characters that follow each other as their glyphs do; no row goes over the end of what 16 bits hold.
fn rows(known: &BTreeMap<u32, u32>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (&character, &glyph) in known {
        match rows.last_mut() {
            Some((first, last, start))
                if *last + 1 == character && *start + (character - *first) == glyph && character != 0x1_0000 =>
            {
                *last = character;
            }
            _ => rows.push((character, character, glyph)),
        }
    }
    rows
}

/// Returns the rows below U+FFFF in format 4; nothing where there are too many for its length.
fn short(rows: &[Row]) -> Option<Vec<u8>> {
    const END: u16 = 0xffff;
    let narrow = |number: u32| u16::try_from(number).ok();
    let mut segments: Vec<(u16, u16, u16)> = Vec::new();
    for &(first, last, glyph) in rows.iter().filter(|(_, last, _)| *last < END.into()) {
        segments.push((narrow(first)?, narrow(last)?, narrow(glyph)?.wrapping_sub(narrow(first)?)));
    }
    // The list ends with a segment that maps its only character to no glyph.
    segments.push((END, END, 1));
    let count = u16::try_from(segments.len()).ok()?;
    let length = count.checked_mul(8)?.checked_add(16)?;
    let power = count.ilog2();
    let search = 2u16 << power;
    let mut data = Vec::new();
    for value in [4, length, 0, 2 * count, search, u16::try_from(power).ok()?, 2 * count - search] {
        data.extend(value.to_be_bytes());
    }
    data.extend(segments.iter().flat_map(|(_, last, _)| last.to_be_bytes()));
    data.extend([0, 0]);
    data.extend(segments.iter().flat_map(|(first, _, _)| first.to_be_bytes()));
    data.extend(segments.iter().flat_map(|(_, _, delta)| delta.to_be_bytes()));
    data.resize(length.into(), 0);
    Some(data)
}

/// Returns the rows in format 12.
fn long(rows: &[Row]) -> Vec<u8> {
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let mut data = vec![0, 12, 0, 0];
    for value in [16 + 12 * count, 0, count] {
        data.extend(value.to_be_bytes());
    }
    for (first, last, glyph) in rows {
        data.extend([first, last, glyph].into_iter().flat_map(|value| value.to_be_bytes()));
    }
    data
}

/// Returns the table of these lists, each at every place that it stands at.
fn joined(subtables: Vec<(Vec<Place>, Vec<u8>)>) -> Vec<u8> {
    let count: usize = subtables.iter().map(|(places, _)| places.len()).sum();
    let mut records: Vec<(Place, usize)> = Vec::new();
    let mut body = Vec::new();
    for (places, data) in subtables {
        records.extend(places.into_iter().map(|place| (place, 4 + 8 * count + body.len())));
        body.extend(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    records.sort_unstable();
    let mut table = vec![0, 0];
    table.extend(u16::try_from(count).unwrap_or(0).to_be_bytes());
    for ((platform, encoding), offset) in records {
        table.extend(platform.to_be_bytes());
        table.extend(encoding.to_be_bytes());
        table.extend(u32::try_from(offset).unwrap_or(0).to_be_bytes());
    }
    table.extend(body);
    table
}
