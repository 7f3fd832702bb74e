//! The book's own fonts: read, judged, cut to the characters that the book has, and packed.
//!
//! TrueType and OpenType as they are, or in WOFF 1, which EPUB 3.3 (3.2, "Core media types") lets any reader expect.
//! Nothing is believed of a file: a table that is not where it says, or not what it says, is a fault, found before
//! anything is cut. Whether a font may be embedded, and cut, its `OS/2` table says (`fsType`), and it is obeyed.

mod characters;
mod cmap;
mod collect;
mod css;
mod damage;
mod layout;
mod rules;
mod sfnt;
mod subset;
mod woff;

#[cfg(test)]
mod tests;

pub use characters::{Characters, characters, characters_of_drawing};
pub use collect::{Face, Fonts};
pub(super) use collect::{doubted, faulty};
pub use css::families;
pub(super) use css::{named_fonts, urls};
pub(super) use rules::FONT_NOT_EMBEDDED;
pub use rules::RULES;

use read_fonts::tables::cmap::{CmapSubtable, EncodingRecord, PlatformId};
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider};
use sfnt::Sfnt;

/// A font that may be in a book.
#[derive(Debug)]
pub struct Font {
    /// Its tables.
    sfnt: Sfnt,
    is_woff: bool,
    /// Whether its licence lets it be cut.
    may_be_cut: bool,
    pub family: String,
    /// The weights it has, one or a range of them.
    pub weight: (u16, u16),
    pub is_italic: bool,
}

/// Why a file is no font for a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// It is no font, or of a kind that readers cannot be counted on to show; what to do.
    Unknown(&'static str),
    /// What is broken.
    Broken(&'static str),
    /// Its licence keeps it from being embedded.
    Restricted,
}

/// Reads a font.
///
/// # Errors
/// Why it is none for a book.
pub fn read(bytes: &[u8]) -> Result<Font, Fault> {
    let is_woff = bytes.starts_with(b"wOFF");
    let sfnt = match bytes.get(..4) {
        None if bytes.is_empty() => return Err(Fault::Empty),
        Some(b"wOFF") => woff::read(bytes)?,
        Some(b"wOF2") => return Err(Fault::Unknown("convert it to WOFF, TTF or OTF: WOFF 2 is not read yet")),
        Some(b"ttcf") => return Err(Fault::Unknown("it is a collection: take the one font that you need out of it")),
        Some(b"OTTO" | b"true" | [0, 1, 0, 0]) => Sfnt::read(bytes)?,
        _ => return Err(Fault::Unknown("fonts for books are TTF, OTF or WOFF files")),
    };
    let file = sfnt.write();
    let font = FontRef::new(&file).map_err(|_| Fault::Broken("its list of tables"))?;
    check(&font)?;
    damage::check(&font, &sfnt.doubtful)?;
    check_for_browsers(&font)?;
    let embedding = font.os2().map_or(0, |table| table.fs_type());
    // Of several marks, the one that allows the most counts.
    if embedding & 0x000e == 0x0002 || embedding & 0x0200 != 0 {
        return Err(Fault::Restricted);
    }
    let (family, weight, is_italic) = describe(&font);
    Ok(Font { is_woff, may_be_cut: embedding & 0x0100 == 0, family, weight, is_italic, sfnt })
}

/// Returns the tables of a WOFF as a file that programs take which know none; any other file as it is.
pub(super) fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.starts_with(b"wOFF") {
        return bytes;
    }
    woff::read(&bytes).map_or(bytes, |sfnt| sfnt.write())
}

/// Finds whether what every reader reads of a font is there, and whole.
fn check(font: &FontRef<'_>) -> Result<(), Fault> {
    let head = font.head().map_err(|_| Fault::Broken("its table `head`"))?;
    let maxp = font.maxp().map_err(|_| Fault::Broken("its table `maxp`"))?;
    let cmap = font.cmap().map_err(|_| Fault::Broken("its table `cmap`"))?;
    if cmap.encoding_records().len() > MOST_LISTS {
        return Err(Fault::Broken("its table `cmap`"));
    }
    font.hhea().map_err(|_| Fault::Broken("its table `hhea`"))?;
    font.hmtx().map_err(|_| Fault::Broken("its table `hmtx`"))?;
    if head.magic_number() != 0x5f0f_3cf5 || !(16..=16384).contains(&head.units_per_em()) || maxp.num_glyphs() == 0 {
        return Err(Fault::Broken("its table `head`"));
    }
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    if has(b"glyf") {
        let loca = font.loca(None).map_err(|_| Fault::Broken("its table `loca`"))?;
        let length = font.table_data(Tag::new(b"glyf")).map_or(0, |data| data.len());
        let offsets = (0..=usize::from(maxp.num_glyphs())).map(|index| loca.get_raw(index));
        let mut last = 0;
        for offset in offsets {
            let offset = offset.ok_or(Fault::Broken("its table `loca`"))?;
            if offset < last || offset as usize > length {
                return Err(Fault::Broken("its table `loca`"));
            }
            last = offset;
        }
        return Ok(());
    }
    if has(b"CFF ") {
        return font.cff().map(|_| ()).map_err(|_| Fault::Broken("its table `CFF `"));
    }
    if has(b"CFF2") {
        return Ok(());
    }
    if [b"CBDT", b"sbix", b"EBDT", b"SVG "].into_iter().any(has) {
        return Err(Fault::Unknown("its letters are pictures, which few readers show: take a font with outlines"));
    }
    Err(Fault::Broken("its outlines, which are missing"))
}

/// No font has more lists of characters.
const MOST_LISTS: usize = 64;

/// Finds whether a sound font is one that browsers show, and so most readers: they refuse one that lacks what systems ask
/// of fonts, or that lists its characters as only old ones did.
fn check_for_browsers(font: &FontRef<'_>) -> Result<(), Fault> {
    for (tag, help) in [
        (b"OS/2", "browsers refuse a font without the table `OS/2`: take another version of it"),
        (b"name", "browsers refuse a font without the table `name`: take another version of it"),
        (b"post", "browsers refuse a font without the table `post`: take another version of it"),
    ] {
        if font.table_data(Tag::new(tag)).is_none() {
            return Err(Fault::Unknown(help));
        }
    }
    let Ok(cmap) = font.cmap() else { return Ok(()) };
    let is_known = |record: &EncodingRecord| {
        let list = record.subtable(cmap.offset_data());
        matches!(record.platform_id(), PlatformId::Unicode | PlatformId::Windows)
            && matches!(list, Ok(CmapSubtable::Format4(_) | CmapSubtable::Format12(_) | CmapSubtable::Format13(_)))
    };
    if cmap.encoding_records().iter().any(is_known) {
        return Ok(());
    }
    Err(Fault::Unknown("browsers refuse a font that lists no characters of Unicode: take another version of it"))
}

/// Returns what a font is called, how heavy it is, and whether it slants.
fn describe(font: &FontRef<'_>) -> (String, (u16, u16), bool) {
    let family = font.name().ok().and_then(|table| {
        let data = table.string_data();
        let records = table.name_record();
        let named = |wanted: u16| {
            let record = records.iter().find(|record| record.name_id().to_u16() == wanted && record.is_unicode())?;
            record.string(data).ok().map(|name| name.chars().filter(|letter| !letter.is_control()).collect::<String>())
        };
        named(16).or_else(|| named(1))
    });
    let os2 = font.os2().ok();
    let is_italic = os2.as_ref().is_some_and(|table| table.fs_selection().bits() & 0x0201 != 0);
    let weight = os2.map_or(400, |table| table.us_weight_class()).clamp(1, 1000);
    let weights = font.fvar().ok().and_then(|table| {
        let axes = table.axes().ok()?;
        let heaviness = axes.iter().find(|axis| axis.axis_tag() == Tag::new(b"wght"))?;
        let whole = |value: i32| u16::try_from(value).ok().filter(|value| (1..=1000).contains(value)).unwrap_or(weight);
        Some((whole(heaviness.min_value().to_i32()), whole(heaviness.max_value().to_i32())))
    });
    (family.unwrap_or_default(), weights.unwrap_or((weight, weight)), is_italic)
}

impl Font {
    /// Returns the media type of the file that is packed, and the extension: a WOFF is unpacked, which small readers
    /// cannot do, and the book's own container packs it again.
    pub fn kind(&self) -> (&'static str, &'static str) {
        if self.sfnt.is_truetype() { ("font/ttf", "ttf") } else { ("font/otf", "otf") }
    }

    /// Returns the tables that are not what their checksums say, though nothing in them is broken.
    pub fn doubtful(&self) -> Vec<String> {
        self.sfnt.doubtful.iter().map(|tag| String::from_utf8_lossy(tag).into_owned()).collect()
    }

    /// Returns a WOFF file with the outlines of what `characters` need, or with all where it may not be cut.
    pub fn woff(&self, characters: &Characters) -> Vec<u8> {
        let cut = self.may_be_cut.then(|| subset::subset(&self.sfnt, characters, false)).flatten();
        woff::write(cut.as_ref().unwrap_or(&self.sfnt))
    }

    /// Returns the file with the outlines of what `characters` need; nothing where it is to be packed as it is, which may
    /// be as large as `length`.
    ///
    /// With `any_feature`, whatever features of the font could make of them is needed, too.
    pub fn cut(&self, characters: &Characters, any_feature: bool, length: usize) -> Option<Vec<u8>> {
        let cut = self.may_be_cut.then(|| subset::subset(&self.sfnt, characters, any_feature)).flatten();
        if self.is_woff {
            return Some(cut.as_ref().unwrap_or(&self.sfnt).write());
        }
        cut.map(|sfnt| sfnt.write()).filter(|file| file.len() <= length)
    }
}
