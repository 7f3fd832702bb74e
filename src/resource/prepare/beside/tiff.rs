//! What a TIFF says beside its pixels (TIFF revision 6.0, section 2; CIPA DC-008, section 4.6).
//!
//! EXIF is a TIFF without pixels. So of the first directory those entries are copied that tell of the picture, and not of
//! how it is stored here, with the directories of camera and place that they lead to.

use std::collections::BTreeMap;

/// The entries that tell of the picture: its description, camera, program, time, author, computer and rights.
const TOLD: &[u16] = &[270, 271, 272, 305, 306, 315, 316, 33_432, CAMERA, PLACE];

/// Where the directory of the camera stands, and that of the place.
const CAMERA: u16 = 34_665;
const PLACE: u16 = 34_853;

/// An entry that leads to one more directory, which tells how the file may be used.
const FURTHER: u16 = 40_965;

/// The most bytes that the entries of a directory may have: a JPEG has room for no more.
const LARGEST: usize = 1 << 16;

/// Returns what a TIFF tells as EXIF data.
pub(super) fn exif(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = File { bytes, is_little: bytes.starts_with(b"II") };
    let told = file.entries(file.long(4)?, |tag| TOLD.contains(&tag));
    let mut out = bytes.get(..4)?.to_vec();
    out.extend(file.long_bytes(8));
    file.write(&told, &mut out);
    (!told.is_empty()).then_some(out)
}

struct File<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

struct Entry<'a> {
    tag: u16,
    kind: u16,
    count: usize,
    data: &'a [u8],
}

impl<'a> File<'a> {
    fn short(&self, at: usize) -> Option<u16> {
        let two = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let four = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
    }

    fn short_bytes(&self, number: u16) -> [u8; 2] {
        if self.is_little { number.to_le_bytes() } else { number.to_be_bytes() }
    }

    fn long_bytes(&self, number: usize) -> [u8; 4] {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        if self.is_little { number.to_le_bytes() } else { number.to_be_bytes() }
    }

    /// Reads the entries of a directory that are wanted, as far as they make sense.
    fn entries(&self, at: usize, is_wanted: impl Fn(u16) -> bool) -> Vec<Entry<'a>> {
        let count = usize::from(self.short(at).unwrap_or(0));
        let read = |at: usize| {
            let (kind, count) = (self.short(at + 2)?, self.long(at + 4)?);
            let each = match kind {
                1 | 2 | 6 | 7 => 1,
                3 | 8 => 2,
                4 | 9 | 11 | 13 => 4,
                5 | 10 | 12 => 8,
                _ => return None,
            };
            let length = count.checked_mul(each)?;
            // What is no longer than four bytes stands in the entry itself.
            let start = if length <= 4 { at + 8 } else { self.long(at + 8)? };
            Some(Entry { tag: self.short(at)?, kind, count, data: self.bytes.get(start..start.checked_add(length)?)? })
        };
        let mut room = LARGEST;
        let mut entries = BTreeMap::new();
        let found = (0..count).filter_map(|index| read(at + 2 + index * 12));
        for entry in found.filter(|entry| is_wanted(entry.tag)) {
            if let Some(left) = room.checked_sub(entry.data.len()) {
                room = left;
                entries.entry(entry.tag).or_insert(entry);
            }
        }
        entries.into_values().collect()
    }

    /// Writes a directory at the end of what is written, and behind it what its entries lead to.
    fn write(&self, entries: &[Entry<'_>], out: &mut Vec<u8>) {
        let start = out.len();
        out.extend(self.short_bytes(u16::try_from(entries.len()).unwrap_or(u16::MAX)));
        out.resize(start + 2 + entries.len() * 12 + 4, 0);
        for (index, entry) in entries.iter().enumerate() {
            let at = start + 2 + index * 12;
            out[at..at + 2].copy_from_slice(&self.short_bytes(entry.tag));
            out[at + 2..at + 4].copy_from_slice(&self.short_bytes(entry.kind));
            out[at + 4..at + 8].copy_from_slice(&self.long_bytes(entry.count));
            if entry.data.len() <= 4 && !matches!(entry.tag, CAMERA | PLACE) {
                out[at + 8..at + 8 + entry.data.len()].copy_from_slice(entry.data);
                continue;
            }
            // Whatever an entry leads to begins at an even place.
            out.resize(out.len().next_multiple_of(2), 0);
            let place = self.long_bytes(out.len());
            out[at + 8..at + 12].copy_from_slice(&place);
            if matches!(entry.tag, CAMERA | PLACE) {
                self.write_further(entry, out);
            } else {
                out.extend(entry.data);
            }
        }
    }

    /// Writes the directory that an entry leads to; what that leads to in turn is left out.
    fn write_further(&self, entry: &Entry<'_>, out: &mut Vec<u8>) {
        let at = self.bytes.len().min(File { bytes: entry.data, ..*self }.long(0).unwrap_or(usize::MAX));
        self.write(&self.entries(at, |tag| !matches!(tag, CAMERA | PLACE | FURTHER)), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with a width, a description, a model, an orientation and a place.
    fn file(is_little: bool) -> Vec<u8> {
        let file = File { bytes: &[], is_little };
        let short = |number| file.short_bytes(number).to_vec();
        let long = |number| file.long_bytes(number).to_vec();
        let entry =
            |tag: u16, kind: u16, count: usize, value: Vec<u8>| [short(tag), short(kind), long(count), value].concat();
        let entries = [
            entry(256, 3, 1, [short(3), short(0)].concat()),
            entry(270, 2, 11, long(100)),
            entry(272, 2, 3, b"X1\0\0".to_vec()),
            entry(274, 3, 1, [short(6), short(0)].concat()),
            entry(PLACE, 4, 1, long(112)),
        ];
        let mut out =
            [if is_little { b"II*\0" } else { b"MM\0*" }.to_vec(), long(8), short(5), entries.concat()].concat();
        out.resize(100, 0);
        out.extend(b"my own door\0");
        out.extend([short(2), entry(1, 2, 2, b"N\0\0\0".to_vec()), entry(2, 5, 1, long(142)), long(0)].concat());
        out.extend([long(52), long(1)].concat());
        out
    }

    #[test]
    fn what_tells_of_the_picture_is_copied_and_nothing_of_how_it_is_stored() {
        for is_little in [true, false] {
            let told = exif(&file(is_little)).unwrap();
            let file = File { bytes: &told, is_little };
            let entries = file.entries(8, |_| true);
            let seen: Vec<(u16, &[u8])> = entries.iter().map(|entry| (entry.tag, entry.data)).collect();
            assert_eq!(seen[..2], [(270, &b"my own door"[..]), (272, b"X1\0")]);
            assert_eq!(seen.len(), 3);
            let place = file.entries(File { bytes: seen[2].1, is_little }.long(0).unwrap(), |_| true);
            assert_eq!(
                (place[0].data, place[1].data),
                (&b"N\0"[..], &[file.long_bytes(52), file.long_bytes(1)].concat()[..])
            );
        }
    }

    #[test]
    fn a_file_with_any_byte_changed_or_cut_short_does_no_harm() {
        let whole = file(true);
        for at in 0..whole.len() {
            let _ = exif(&whole[..at]);
            for value in [0, 1, 0x7F, 0xFF] {
                let mut changed = whole.clone();
                changed[at] = value;
                assert!(exif(&changed).is_none_or(|exif| exif.len() < 1 << 18));
            }
        }
    }
}
