//! Whether the tables that readers shape text by can be what they were: `GSUB` and `GPOS` (OpenType 1.9, "OpenType
//! Layout Common Table Formats").
//!
//! Their lists are followed down to the glyphs that each rule is for. Glyphs that are not in order, or not in the font,
//! and offsets that lead out of the table, are no maker's work.

use super::sfnt::{u16_at, u32_at};

/// How a rule says that it stands elsewhere, in either table.
const EXTENSIONS: [u16; 2] = [7, 9];

/// Tells whether a table can be what it was, in a font of so many glyphs.
pub(super) fn is_sound(table: &[u8], tag: [u8; 4], glyphs: u16) -> bool {
    let is_positions = &tag == b"GPOS";
    Layout { table, is_positions, glyphs }.check().is_some()
}

struct Layout<'a> {
    table: &'a [u8],
    is_positions: bool,
    glyphs: u16,
}

impl Layout<'_> {
    fn check(&self) -> Option<()> {
        let major = u16_at(self.table, 0)?;
        let (scripts, features, lookups) = (self.at(0, 4)?, self.at(0, 6)?, self.at(0, 8)?);
        (major == 1).then_some(())?;
        // The records of scripts and features are a tag of four letters, and where the rest is.
        for list in [scripts, features].into_iter().filter(|list| *list > 0) {
            for index in 0..usize::from(u16_at(self.table, list)?) {
                let record = list + 2 + 6 * index;
                let tag = self.table.get(record..record + 4)?;
                tag.iter().all(|byte| matches!(byte, b' '..=b'~')).then_some(())?;
                self.at(list, record + 4 - list)?;
            }
        }
        // A table without rules need not have their list.
        let count = if lookups > 0 { u16_at(self.table, lookups)? } else { 0 };
        for index in 0..usize::from(count) {
            self.lookup(self.at(lookups, 2 + 2 * index)?)?;
        }
        Some(())
    }

    fn lookup(&self, at: usize) -> Option<()> {
        let kind = u16_at(self.table, at)?;
        let most = if self.is_positions { 9 } else { 8 };
        (1..=most).contains(&kind).then_some(())?;
        for index in 0..usize::from(u16_at(self.table, at + 4)?) {
            let rule = self.at(at, 6 + 2 * index)?;
            if kind == EXTENSIONS[usize::from(self.is_positions)] {
                let actual = u16_at(self.table, rule + 2)?;
                self.rule(actual, rule.checked_add(u32_at(self.table, rule + 4)? as usize)?)?;
            } else {
                self.rule(kind, rule)?;
            }
        }
        Some(())
    }

    /// Follows a rule to the glyphs that it is for.
    fn rule(&self, kind: u16, at: usize) -> Option<()> {
        let format = u16_at(self.table, at)?;
        let context = if self.is_positions { 7 } else { 5 };
        let coverage = match (format, kind) {
            (1 | 2, _) => 2,
            // Rules that are for a row of glyphs have a list for each.
            (3, kind) if kind == context => 6,
            // Nothing before the glyphs is looked at first, but its number.
            (3, kind) if kind == context + 1 => return Some(()),
            _ => return None,
        };
        self.coverage(self.at(at, coverage)?)
    }

    fn coverage(&self, at: usize) -> Option<()> {
        let (format, count) = (u16_at(self.table, at)?, usize::from(u16_at(self.table, at + 2)?));
        let mut next = 0;
        for index in 0..count {
            let (first, last) = match format {
                1 => u16_at(self.table, at + 4 + 2 * index).map(|glyph| (glyph, glyph))?,
                2 => (u16_at(self.table, at + 4 + 6 * index)?, u16_at(self.table, at + 6 + 6 * index)?),
                _ => return None,
            };
            (next <= first && first <= last && last < self.glyphs).then_some(())?;
            next = last + 1;
        }
        matches!(format, 1 | 2).then_some(())
    }

    /// Returns where an offset leads that stands so far behind what it counts from.
    fn at(&self, base: usize, field: usize) -> Option<usize> {
        let place = base + usize::from(u16_at(self.table, base + field)?);
        (place < self.table.len()).then_some(place)
    }
}
