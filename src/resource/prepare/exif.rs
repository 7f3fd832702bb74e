//! EXIF: which way up a picture is (CIPA DC-008, section 4.6.5, tag 274), and saying so anew.

/// How a picture must be turned to stand upright: flipped left to right first, then turned by quarters to the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) is_mirrored: bool,
    pub(super) quarters: u8,
}

impl Turn {
    /// Returns what a number of EXIF means; nothing to do where it means nothing.
    pub(super) fn of(orientation: u16) -> Self {
        let (is_mirrored, quarters) = match orientation {
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => (false, 0),
        };
        Self { is_mirrored, quarters }
    }

    /// Tells whether width and height change places.
    pub(super) fn is_across(self) -> bool {
        self.quarters % 2 == 1
    }
}

/// The tag that says which way up a picture is.
const ORIENTATION: u16 = 274;

/// Returns how a picture must be turned, as its EXIF data say, which begin like a TIFF file.
pub(super) fn turn(exif: &[u8]) -> Turn {
    let number = place(exif).and_then(|(at, is_little)| {
        let bytes = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    });
    number.map(Turn::of).unwrap_or_default()
}

/// Says in EXIF data that the picture stands upright.
pub(super) fn set_upright(exif: &mut [u8]) {
    if let Some((at, is_little)) = place(exif)
        && let Some(value) = exif.get_mut(at..at + 2)
    {
        value.copy_from_slice(if is_little { &[1, 0] } else { &[0, 1] });
    }
}

/// Returns where the number of the orientation stands, and whether its lower byte is the first.
fn place(exif: &[u8]) -> Option<(usize, bool)> {
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let bytes = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes = exif.get(4..8)?.try_into().ok()?;
    let directory = if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) } as usize;
    let entries = usize::from(two(directory)?);
    let entry = (0..entries).map(|index| directory + 2 + index * 12).find(|at| two(*at) == Some(ORIENTATION))?;
    Some((entry + 8, is_little))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns EXIF data that say no more than which way up a picture is.
    pub(in super::super) fn exif(orientation: u8) -> Vec<u8> {
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif
    }

    #[test]
    fn the_orientation_is_read_and_set() {
        for orientation in 0..10 {
            let mut big = exif(orientation);
            let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".iter().copied();
            let little: Vec<u8> = little.chain([orientation, 0, 0, 0]).collect();
            assert_eq!((turn(&big), turn(&little)), (Turn::of(orientation.into()), Turn::of(orientation.into())));
            set_upright(&mut big);
            assert_eq!(turn(&big), Turn::default());
        }
    }

    #[test]
    fn data_cut_short_say_nothing() {
        let whole = exif(6);
        for end in 0..20 {
            assert_eq!(turn(&whole[..end]), if end < 20 { Turn::default() } else { Turn::of(6) }, "{end}");
        }
        let mut far = whole.clone();
        far[4..8].fill(0xFF);
        assert_eq!(turn(&far), Turn::default());
    }
}
