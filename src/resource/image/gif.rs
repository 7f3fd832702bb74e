//! GIF: blocks up to the trailer (`GIF89a` specification, sections 15 to 27).

use super::{Bytes, Fault, Format, Size};

pub(super) const FORMAT: Format = Format {
    name: "GIF",
    media_type: "image/gif",
    extension: "gif",
    extensions: &["gif"],
    recognises: |bytes| bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
    walk,
};

fn walk(bytes: &[u8]) -> Result<Size, Fault> {
    let mut bytes = Bytes::new(bytes);
    bytes.take(6)?;
    let [w0, w1, h0, h1, flags, _background, _aspect] = bytes.array()?;
    skip_colours(&mut bytes, flags)?;
    let mut size = Size { width: u16::from_le_bytes([w0, w1]).into(), height: u16::from_le_bytes([h0, h1]).into() };
    let mut frames = 0;
    loop {
        match bytes.byte()? {
            0x2C => {
                let [_, _, _, _, w0, w1, h0, h1, flags] = bytes.array()?;
                // Some old files leave the screen's size out: then the first frame's counts.
                if size.width == 0 || size.height == 0 {
                    size.width = u16::from_le_bytes([w0, w1]).into();
                    size.height = u16::from_le_bytes([h0, h1]).into();
                }
                skip_colours(&mut bytes, flags)?;
                bytes.byte()?;
                skip_blocks(&mut bytes)?;
                frames += 1;
            }
            0x21 => {
                bytes.byte()?;
                skip_blocks(&mut bytes)?;
            }
            0x3B if frames == 0 => return Err(bytes.broken("it holds no picture data")),
            0x3B => return Ok(size),
            _ => {
                bytes.at -= 1;
                return Err(bytes.broken("an unknown block"));
            }
        }
    }
}

/// Skips a colour table, where the flags of a descriptor announce one.
fn skip_colours(bytes: &mut Bytes<'_>, flags: u8) -> Result<(), Fault> {
    if flags & 0x80 != 0 {
        bytes.take(3 << ((flags & 7) + 1))?;
    }
    Ok(())
}

/// Skips sub-blocks up to the empty one.
fn skip_blocks(bytes: &mut Bytes<'_>) -> Result<(), Fault> {
    loop {
        match bytes.byte()? {
            0 => return Ok(()),
            length => drop(bytes.take(length.into())?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::GIF;
    use super::*;

    #[test]
    fn a_gif_without_its_trailer_is_cut_short() {
        let end = GIF.len() - 1;
        assert_eq!(walk(&GIF[..end]), Err(Fault::Truncated(end)));
    }

    #[test]
    fn the_first_frame_gives_the_size_where_the_screen_has_none() {
        let mut bytes = GIF.to_vec();
        bytes[6..10].fill(0);
        assert_eq!(walk(&bytes), Ok(Size { width: 3, height: 2 }));
    }
}
