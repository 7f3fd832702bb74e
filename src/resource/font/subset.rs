//! Cutting a font: the outlines that no character of the book needs are emptied, and no character leads to them any more.
//!
//! Glyphs keep their numbers, so that every table which names them (substitution, kerning, variation) stays true as it
//! is. What is needed is found as shapers go: from characters to glyphs, through substitutions, to the parts of
//! composite glyphs. Fonts that draw otherwise than by outlines, or that find glyphs in ways not followed here, stay
//! whole.

use super::Characters;
use super::cmap;
use super::sfnt::{Sfnt, u16_at, u32_at};
use read_fonts::collections::IntSet;
use read_fonts::tables::cmap::CmapSubtable;
use read_fonts::tables::glyf::Glyph;
use read_fonts::types::{GlyphId, Tag};
use read_fonts::{FontRef, TableProvider};

/// Tables whose glyphs are found in ways that are not followed: colours, pictures, mathematics, Apple's own shaping.
const WHOLE: &[&[u8; 4]] =
    &[b"COLR", b"CBDT", b"sbix", b"SVG ", b"EBDT", b"MATH", b"morx", b"mort", b"CFF2", b"VARC", b"JSTF"];

/// Tables that are of no use in a book, or not true of a font that was cut.
const DROPPED: &[&[u8; 4]] = &[b"DSIG", b"hdmx", b"VDMX", b"LTSH", b"FFTM"];

/// The features that readers turn on by themselves or by ordinary CSS.
const FEATURES: &[&[u8; 4]] = &[
    b"abvm", b"abvs", b"afrc", b"akhn", b"blwf", b"blwm", b"blws", b"c2sc", b"calt", b"ccmp", b"cfar", b"cjct",
    b"clig", b"curs", b"dlig", b"dnom", b"fin2", b"fin3", b"fina", b"frac", b"half", b"haln", b"hist", b"hlig",
    b"init", b"isol", b"jp78", b"jp83", b"jp90", b"jp04", b"kern", b"liga", b"ljmo", b"lnum", b"locl", b"ltra",
    b"ltrm", b"mark", b"med2", b"medi", b"mkmk", b"mset", b"nukt", b"numr", b"onum", b"ordn", b"pcap", b"c2pc",
    b"pnum", b"pref", b"pres", b"pstf", b"psts", b"rand", b"rclt", b"rkrf", b"rlig", b"rphf", b"rtla", b"rtlm",
    b"ruby", b"rvrn", b"smcp", b"smpl", b"stch", b"subs", b"sups", b"titl", b"tjmo", b"tnum", b"trad", b"unic",
    b"valt", b"vatu", b"vert", b"vjmo", b"vrt2", b"zero",
];

/// Returns the font with the outlines that the characters need; nothing where it is to stay whole.
pub(super) fn subset(sfnt: &Sfnt, characters: &Characters, any_feature: bool) -> Option<Sfnt> {
    if WHOLE.iter().any(|tag| sfnt.tables.contains_key(*tag)) {
        return None;
    }
    let file = sfnt.write();
    let font = FontRef::new(&file).ok()?;
    let count = usize::from(font.maxp().ok()?.num_glyphs());
    let glyphs = needed(&font, characters, any_feature)?;
    let keeps = |index: usize| u32::try_from(index).is_ok_and(|index| glyphs.contains(GlyphId::new(index)));
    let mut cut = sfnt.clone();
    cut.tables.retain(|tag, _| !DROPPED.contains(&tag));
    cut.tables.insert(*b"cmap", cmap::cut(&font, sfnt.tables.get(b"cmap")?, &keeps)?);
    if sfnt.tables.contains_key(b"glyf") {
        let is_long = font.head().ok()?.index_to_loc_format() == 1;
        let (glyf, loca) = cut_glyf(&sfnt.tables[b"glyf"], sfnt.tables.get(b"loca")?, is_long, count, &keeps)?;
        cut.tables.insert(*b"glyf", glyf);
        cut.tables.insert(*b"loca", loca);
        if let Some(gvar) = sfnt.tables.get(b"gvar") {
            cut.tables.insert(*b"gvar", cut_gvar(gvar, &keeps)?);
        }
    } else {
        cut.tables.insert(*b"CFF ", cut_cff(&font, sfnt.tables.get(b"CFF ")?, &keeps)?);
    }
    Some(cut)
}

/// Returns the glyphs that the characters need.
fn needed(font: &FontRef<'_>, characters: &Characters, any_feature: bool) -> Option<IntSet<GlyphId>> {
    let mut glyphs: IntSet<GlyphId> = IntSet::empty();
    glyphs.insert(GlyphId::NOTDEF);
    let cmap = font.cmap().ok()?;
    for record in cmap.encoding_records() {
        match record.subtable(cmap.offset_data()) {
            Ok(CmapSubtable::Format14(_)) | Err(_) => {}
            Ok(table) => glyphs.extend(characters.iter().filter_map(|character| table.map_codepoint(character))),
        }
    }
    cmap.closure_glyphs(characters, &mut glyphs);
    if let Ok(gsub) = font.gsub() {
        let features: IntSet<Tag> = FEATURES.iter().map(|tag| Tag::new(tag)).collect();
        let features = if any_feature { IntSet::all() } else { features };
        let indices = gsub.collect_features(&IntSet::all(), &IntSet::all(), &features).ok()?;
        let lookups = gsub.collect_lookups(&indices).ok()?;
        gsub.closure_glyphs(&lookups, &mut glyphs).ok()?;
    }
    if let (Ok(glyf), Ok(loca)) = (font.glyf(), font.loca(None)) {
        let mut waiting: Vec<GlyphId> = glyphs.iter().collect();
        while let Some(glyph) = waiting.pop() {
            if let Ok(Some(Glyph::Composite(composite))) = loca.get_glyf(glyph, &glyf) {
                for part in composite.components() {
                    if glyphs.insert(part.glyph.into()) {
                        waiting.push(part.glyph.into());
                    }
                }
            }
        }
    }
    Some(glyphs)
}

/// Returns `glyf` with the outlines that are kept, and the `loca` that says where they are.
fn cut_glyf(
    glyf: &[u8],
    loca: &[u8],
    is_long: bool,
    count: usize,
    keeps: &dyn Fn(usize) -> bool,
) -> Option<(Vec<u8>, Vec<u8>)> {
    let offset = |index: usize| {
        if is_long { u32_at(loca, 4 * index) } else { u16_at(loca, 2 * index).map(|half| 2 * u32::from(half)) }
    };
    let (mut data, mut offsets) = (Vec::new(), Vec::new());
    let mut put = |at: usize| {
        let at = u32::try_from(at).unwrap_or(0);
        if is_long {
            offsets.extend(at.to_be_bytes());
        } else {
            offsets.extend(u16::try_from(at / 2).unwrap_or(0).to_be_bytes());
        }
    };
    for index in 0..count {
        put(data.len());
        if keeps(index) {
            data.extend(glyf.get(offset(index)? as usize..offset(index + 1)? as usize)?);
            data.resize(data.len().next_multiple_of(if is_long { 4 } else { 2 }), 0);
        }
    }
    put(data.len());
    Some((data, offsets))
}

/// Returns `gvar` without the variation of outlines that are gone.
fn cut_gvar(gvar: &[u8], keeps: &dyn Fn(usize) -> bool) -> Option<Vec<u8>> {
    const HEADER: usize = 20;
    let count = usize::from(u16_at(gvar, 12)?);
    let is_long = u16_at(gvar, 14)? & 1 == 1;
    let data = u32_at(gvar, 16)? as usize;
    let offset = |index: usize| {
        let at = HEADER + if is_long { 4 * index } else { 2 * index };
        if is_long { u32_at(gvar, at) } else { u16_at(gvar, at).map(|half| 2 * u32::from(half)) }
    };
    let mut cut = gvar.get(..data)?.to_vec();
    let mut length = 0usize;
    for index in 0..=count {
        let at = HEADER + if is_long { 4 * index } else { 2 * index };
        if is_long {
            cut.get_mut(at..at + 4)?.copy_from_slice(&u32::try_from(length).ok()?.to_be_bytes());
        } else {
            cut.get_mut(at..at + 2)?.copy_from_slice(&u16::try_from(length / 2).ok()?.to_be_bytes());
        }
        if index < count && keeps(index) {
            let range = data + offset(index)? as usize..data + offset(index + 1)? as usize;
            cut.extend(gvar.get(range)?);
            length = (cut.len() - data).next_multiple_of(2);
            cut.resize(data + length, 0);
        }
    }
    Some(cut)
}

/// Returns `CFF ` with the outlines that are kept, as long as it was: what is free behind them is nothing but zeros,
/// which deflate to nothing, and every offset in the table stays true.
fn cut_cff(font: &FontRef<'_>, table: &[u8], keeps: &dyn Fn(usize) -> bool) -> Option<Vec<u8>> {
    const END: &[u8] = &[14];
    let cff = font.cff().ok()?;
    let start = char_strings(cff.top_dicts().get(0).ok()?)?;
    let count = usize::from(u16_at(table, start)?);
    let size = usize::from(*table.get(start + 2)?);
    if count == 0 || !(1..=4).contains(&size) {
        return None;
    }
    let offset = |index: usize| {
        let at = start + 3 + size * index;
        table.get(at..at + size).map(|bytes| bytes.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    let data = start + 3 + size * (count + 1) - 1;
    let (mut offsets, mut outlines) = (Vec::new(), Vec::new());
    let mut put = |at: usize| offsets.extend(&(at + 1).to_be_bytes()[size_of::<usize>() - size..]);
    for index in 0..count {
        put(outlines.len());
        let outline = table.get(data + offset(index)?..data + offset(index + 1)?)?;
        // What is no longer than an empty one stays, and so nothing ever grows.
        outlines.extend(if keeps(index) || outline.len() <= END.len() { outline } else { END });
    }
    put(outlines.len());
    let end = data + offset(count)?;
    let mut cut = table.to_vec();
    let first = start + 3;
    cut.get_mut(first..first + offsets.len())?.copy_from_slice(&offsets);
    let at = first + offsets.len();
    cut.get_mut(at..at + outlines.len())?.copy_from_slice(&outlines);
    cut.get_mut(at + outlines.len()..end)?.fill(0);
    Some(cut)
}

/// Reads from a top dictionary where the outlines are (operator 17 of Adobe's Technical Note 5176).
pub(super) fn char_strings(dictionary: &[u8]) -> Option<usize> {
    const CHAR_STRINGS: u8 = 17;
    let mut at = 0;
    let mut last: Option<usize> = None;
    while let Some(&byte) = dictionary.get(at) {
        at += 1;
        match byte {
            CHAR_STRINGS => return last,
            0..=11 | 13..=21 => last = None,
            28 => (at, last) = (at + 2, u16_at(dictionary, at).map(usize::from)),
            29 => (at, last) = (at + 4, u32_at(dictionary, at).map(|number| number as usize)),
            // A real number ends with a half byte of ones.
            30 => {
                while dictionary.get(at).is_some_and(|byte| byte & 0x0f != 0x0f && byte >> 4 != 0x0f) {
                    at += 1;
                }
                at += 1;
            }
            32..=246 => last = usize::from(byte).checked_sub(139),
            247..=250 => {
                let low = usize::from(*dictionary.get(at)?);
                (at, last) = (at + 1, Some((usize::from(byte) - 247) * 256 + low + 108));
            }
            12 | 251..=254 => (at, last) = (at + 1, None),
            _ => return None,
        }
    }
    None
}
