//! Real fonts, cut and broken.

use super::sfnt::Sfnt;
use super::*;

/// A font with TrueType outlines, and one with those of PostScript.
fn fonts() -> [Vec<u8>; 2] {
    let of = |name: &str| {
        let fits = |data: &&[u8]| {
            read(data).is_ok_and(|font| font.family == name && font.weight == (400, 400) && !font.is_italic)
        };
        typst_assets::fonts().find(fits).expect("a bundled font").to_vec()
    };
    [of("DejaVu Sans Mono"), of("Libertinus Serif")]
}

fn needed(text: &str) -> Characters {
    text.chars().map(u32::from).collect()
}

/// Returns the bytes of each outline.
fn outlines(file: &[u8]) -> Vec<Vec<u8>> {
    let font = FontRef::new(file).unwrap();
    let count = u32::from(font.maxp().unwrap().num_glyphs());
    if let Ok(loca) = font.loca(None) {
        let glyf = font.table_data(Tag::new(b"glyf")).unwrap();
        let at = |index: u32| loca.get_raw(index as usize).unwrap() as usize;
        return (0..count).map(|index| glyf.as_bytes()[at(index)..at(index + 1)].to_vec()).collect();
    }
    let table = font.table_data(Tag::new(b"CFF ")).unwrap();
    let cff = font.cff().unwrap();
    let start = super::subset::char_strings(cff.top_dicts().get(0).unwrap()).unwrap();
    let size = usize::from(table.as_bytes()[start + 2]);
    let at = |index: usize| {
        let at = start + 3 + size * index;
        table.as_bytes()[at..at + size].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let data = start + 2 + size * (count as usize + 1);
    let outline = |index: usize| table.as_bytes()[data + at(index)..data + at(index + 1)].to_vec();
    (0..count as usize).map(outline).collect()
}

#[test]
fn a_font_keeps_the_outlines_that_its_characters_need() {
    for file in fonts() {
        let font = read(&file).unwrap();
        let cut = font.cut(&needed("fi Ä"), false, usize::MAX).unwrap();
        assert!(read(&cut).is_ok());
        let (before, after) = (outlines(&file), outlines(&cut));
        let parsed = FontRef::new(&file).unwrap();
        let glyph = |letter: char| parsed.cmap().unwrap().map_codepoint(letter).unwrap().to_u32() as usize;
        for letter in "fiÄ".chars() {
            let length = before[glyph(letter)].len();
            assert_eq!(after[glyph(letter)][..length], before[glyph(letter)], "{letter}");
        }
        assert!(after[glyph('Q')].len() <= 1, "{}", font.family);
        let kept = after.iter().filter(|outline| outline.len() > 1).count();
        assert!((3..60).contains(&kept), "{kept} of {} in {}", before.len(), font.family);
        assert_eq!(cut, font.cut(&needed("fi Ä"), false, usize::MAX).unwrap());
        // What is in a composite is there, too.
        assert!(kept > 3 || font.sfnt.is_truetype());
    }
}

/// Returns what a font maps characters to.
fn mapped(file: &[u8]) -> std::collections::BTreeMap<u32, usize> {
    let font = FontRef::new(file).unwrap();
    let cmap = font.cmap().unwrap();
    let lists = cmap.encoding_records().iter().map(|record| record.subtable(cmap.offset_data()).unwrap());
    lists.flat_map(|list| list.iter().collect::<Vec<_>>()).map(|(c, glyph)| (c, glyph.to_u32() as usize)).collect()
}

#[test]
fn no_character_leads_to_an_outline_that_was_emptied() {
    for file in fonts() {
        // Some beyond what 16 bits hold, where the font has them.
        for text in ["fi Ä\u{2010}", "a\u{1D49C}\u{1D538}"] {
            let cut = read(&file).unwrap().cut(&needed(text), false, usize::MAX).unwrap();
            let (before, after) = (outlines(&file), outlines(&cut));
            let (known, left) = (mapped(&file), mapped(&cut));
            assert!(left.iter().all(|(c, glyph)| known[c] == *glyph && after[*glyph].len() >= before[*glyph].len()));
            let mut wanted = text.chars().map(u32::from).filter(|letter| known.contains_key(letter));
            assert!(wanted.all(|letter| left.contains_key(&letter)), "{left:?}");
            assert!((1..60).contains(&left.len()) && !left.contains_key(&u32::from('Q')), "{left:?}");
        }
    }
}

#[test]
fn a_font_of_signs_by_numbers_stays_whole() {
    let [file, _] = fonts();
    let mut font = Sfnt::read(&file).unwrap();
    let cmap = font.tables.get_mut(b"cmap").unwrap();
    // The last record becomes that of signs.
    let at = 4 + 8 * (usize::from(sfnt::u16_at(cmap, 2).unwrap()) - 1);
    cmap[at..at + 4].copy_from_slice(&[0, 3, 0, 0]);
    assert!(read(&font.write()).unwrap().cut(&needed("a"), false, usize::MAX).is_none());
}

#[test]
fn a_woff_is_read_and_packed_as_what_is_in_it() {
    for file in fonts() {
        let plain = Sfnt::read(&file).unwrap();
        let packed = woff::write(&plain);
        assert!(packed.len() < file.len());
        assert_eq!(
            woff::read(&packed).unwrap().tables.keys().collect::<Vec<_>>(),
            plain.tables.keys().collect::<Vec<_>>()
        );
        let font = read(&packed).unwrap();
        // It is packed as a reader takes it that knows no WOFF.
        assert_eq!(font.kind(), read(&file).unwrap().kind());
        let cut = font.cut(&needed("abc"), false, 0).unwrap();
        assert!(!cut.starts_with(b"wOFF") && cut.len() < file.len() && read(&cut).is_ok());
        assert!(font.woff(&needed("abc")).starts_with(b"wOFF"));
    }
}

#[test]
fn a_licence_is_obeyed() {
    let [file, _] = fonts();
    let marked = |mark: u16| {
        let mut font = Sfnt::read(&file).unwrap();
        font.tables.get_mut(b"OS/2").unwrap()[8..10].copy_from_slice(&mark.to_be_bytes());
        read(&font.write())
    };
    assert_eq!(marked(0x0002).unwrap_err(), Fault::Restricted);
    assert_eq!(marked(0x0200).unwrap_err(), Fault::Restricted);
    assert!(marked(0x0006).unwrap().may_be_cut);
    assert!(marked(0x0104).unwrap().cut(&needed("a"), false, usize::MAX).is_none());
}

#[test]
fn a_table_that_is_not_what_its_checksum_says_is_a_fault_where_it_does_harm() {
    for file in fonts() {
        let whole = Sfnt::read(&file).unwrap();
        assert!(whole.doubtful.is_empty());
        for tag in whole.tables.keys() {
            let list = (0..whole.tables.len()).map(|index| 12 + 16 * index);
            let at = list.into_iter().find(|at| file[*at..*at + 4] == *tag).unwrap();
            let mut other = file.clone();
            other[at + 4] ^= 1;
            let font = read(&other).unwrap();
            let tag = String::from_utf8_lossy(tag).into_owned();
            assert_eq!(font.doubtful(), if tag == "head" { vec![] } else { vec![tag.clone()] });
            // Two bytes of five are others.
            let start = sfnt::u32_at(&file, at + 8).unwrap() as usize;
            let length = sfnt::u32_at(&file, at + 12).unwrap() as usize;
            let mut state = 1u32;
            for byte in &mut other[start + length / 4..start + length] {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if state >> 24 < 102 {
                    *byte = state.to_be_bytes()[1];
                }
            }
            let is_needed = ["cmap", "hmtx", "glyf", "loca", "CFF ", "GSUB", "GPOS"].contains(&&*tag);
            assert!(!is_needed || matches!(read(&other), Err(Fault::Broken(_))), "{tag}");
        }
    }
}

#[test]
fn the_rules_of_every_bundled_font_lead_to_glyphs() {
    for file in typst_assets::fonts().chain([notosans::REGULAR_TTF]) {
        let font = Sfnt::read(file).unwrap();
        let glyphs = sfnt::u16_at(&font.tables[b"maxp"], 4).unwrap();
        for tag in [b"GSUB", b"GPOS"] {
            let table = font.tables.get(tag);
            assert!(table.is_none_or(|table| layout::is_sound(table, *tag, glyphs)), "{tag:?}");
        }
    }
}

#[test]
fn a_broken_font_is_a_fault_and_never_more() {
    for file in fonts() {
        for length in (0..file.len()).step_by(file.len() / 40 + 1) {
            assert!(read(&file[..length]).is_err());
        }
        // Bytes anywhere that are not what they were.
        let mut state = 1u32;
        for _ in 0..40 {
            let mut broken = file.clone();
            for _ in 0..8 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let far = if state & 0x100 == 0 { 4096 } else { broken.len() };
                let at = (state >> 8) as usize % far.min(broken.len());
                broken[at] = state.to_be_bytes()[1];
            }
            if let Ok(font) = read(&broken) {
                font.cut(&needed("fi Ä"), true, usize::MAX);
            }
        }
    }
    assert_eq!(read(b"").unwrap_err(), Fault::Empty);
    assert!(matches!(read(b"wOF2 and more").unwrap_err(), Fault::Unknown(_)));
    assert!(matches!(read(b"no font").unwrap_err(), Fault::Unknown(_)));
}

#[test]
fn a_font_of_pictures_alone_is_of_another_kind_and_not_broken() {
    let [file, _] = fonts();
    let mut font = Sfnt::read(&file).unwrap();
    font.tables.remove(b"glyf");
    assert_eq!(read(&font.write()).unwrap_err(), Fault::Broken("its outlines, which are missing"));
    font.tables.insert(*b"CBDT", vec![0; 4]);
    assert!(matches!(read(&font.write()).unwrap_err(), Fault::Unknown(_)));
}

#[test]
fn a_font_that_browsers_refuse_is_none_for_a_book() {
    for file in fonts() {
        for tag in [b"OS/2", b"name", b"post"] {
            let mut font = Sfnt::read(&file).unwrap();
            font.tables.remove(tag);
            assert!(matches!(read(&font.write()).unwrap_err(), Fault::Unknown(help) if help.contains("browsers")));
        }
        // One list, in format 6, of a Macintosh.
        let mut font = Sfnt::read(&file).unwrap();
        let old = [0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 12, 0, 6, 0, 12, 0, 0, 0, 65, 0, 1, 0, 1];
        font.tables.insert(*b"cmap", old.to_vec());
        assert!(matches!(read(&font.write()).unwrap_err(), Fault::Unknown(help) if help.contains("Unicode")));
        let many = [vec![0, 0, 255, 255], vec![0; 8 * 0xffff]].concat();
        font.tables.insert(*b"cmap", many);
        assert_eq!(read(&font.write()).unwrap_err(), Fault::Broken("its table `cmap`"));
    }
}

#[test]
fn a_woff_is_unpacked_for_programs_that_know_none() {
    let [file, _] = fonts();
    let packed = woff::write(&Sfnt::read(&file).unwrap());
    assert!(FontRef::new(&unpacked(packed)).unwrap().cmap().is_ok());
    assert_eq!(unpacked(b"wOFF and no more".to_vec()), b"wOFF and no more");
}
