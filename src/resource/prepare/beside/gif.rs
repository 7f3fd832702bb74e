//! The blocks of a GIF (Graphics Interchange Format, version 89a).

use super::Beside;
use std::ops::Range;

enum Block {
    Frame,
    /// An extension, by its label, and the name of the program that an application's extension is for.
    Extension(u8, Option<Vec<u8>>),
    /// The header, and the trailer.
    Other,
}

const COMMENT: u8 = 0xFE;
const APPLICATION: u8 = 0xFF;
const CONTROL: u8 = 0xF9;

/// The extensions that say how often a film runs.
const LOOPS: &[&[u8]] = &[b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// Cuts a file into blocks, up to its trailer.
fn blocks(bytes: &[u8]) -> Vec<(Block, Range<usize>)> {
    let mut blocks = Vec::new();
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let Some(&flags) = bytes.get(10) else { return blocks };
    let mut at = 13 + colours(flags);
    blocks.push((Block::Other, 0..at));
    loop {
        let start = at;
        let block = match bytes.get(at) {
            Some(0x2C) => {
                let Some(&flags) = bytes.get(at + 9) else { break };
                // The frame, its colours, and how many bits its codes begin with.
                at += 10 + colours(flags) + 1;
                Block::Frame
            }
            Some(0x21) => {
                let Some(&label) = bytes.get(at + 1) else { break };
                let name = bytes.get(at + 3..at + 14).filter(|_| label == APPLICATION);
                at += 2;
                Block::Extension(label, name.map(<[u8]>::to_vec))
            }
            Some(0x3B) => {
                blocks.push((Block::Other, start..start + 1));
                break;
            }
            _ => break,
        };
        while let Some(&length @ 1..) = bytes.get(at) {
            at += 1 + usize::from(length);
        }
        at += 1;
        if at > bytes.len() {
            break;
        }
        blocks.push((block, start..at));
    }
    blocks
}

/// Returns the frames of a file, each from its separator on.
pub(in super::super) fn frames(bytes: &[u8]) -> Vec<&[u8]> {
    let frames = blocks(bytes).into_iter().filter(|(block, _)| matches!(block, Block::Frame));
    frames.filter_map(|(_, range)| bytes.get(range)).collect()
}

fn is_private(block: &Block) -> bool {
    match block {
        Block::Extension(COMMENT, _) => true,
        Block::Extension(APPLICATION, name) => !name.as_deref().is_some_and(|name| LOOPS.contains(&name)),
        _ => false,
    }
}

pub(super) fn look(bytes: &[u8]) -> Beside {
    let blocks = blocks(bytes);
    let frames = blocks.iter().filter(|(block, _)| matches!(block, Block::Frame)).count();
    let end = blocks.last().map_or(0, |(_, range)| range.end);
    let is_see_through = |(block, range): &(Block, Range<usize>)| {
        matches!(block, Block::Extension(CONTROL, _)) && bytes.get(range.start + 3).is_some_and(|flags| flags & 1 == 1)
    };
    Beside {
        is_moving: frames > 1,
        is_private: end < bytes.len() || blocks.iter().any(|(block, _)| is_private(block)),
        is_transparent: blocks.iter().any(is_see_through),
        ..Beside::default()
    }
}

pub(super) fn cut(bytes: &[u8]) -> Vec<u8> {
    let kept = blocks(bytes).into_iter().filter(|(block, _)| !is_private(block));
    kept.flat_map(|(_, range)| bytes.get(range).unwrap_or_default()).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::image::examine;
    use crate::resource::image::tests::GIF;

    #[test]
    fn comments_are_cut_out_and_how_often_a_film_runs_is_kept() {
        assert_eq!(look(GIF), Beside::default());
        assert_eq!(cut(GIF), GIF);
        let frame = &GIF[27..GIF.len() - 1];
        let loops = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
        let whole = [&GIF[..19], loops, b"\x21\xFE\x02me\0", frame, frame, b"\x3B", b"more"].concat();
        assert!(examine(&whole).is_ok());
        let beside = look(&whole);
        assert!(beside.is_private && beside.is_moving);
        let cut = cut(&whole);
        assert_eq!(cut, [&GIF[..19], loops, frame, frame, b"\x3B"].concat());
        assert!(!look(&cut).is_private);
    }

    #[test]
    fn anything_at_all_may_be_looked_at() {
        for end in 0..GIF.len() {
            let _ = (look(&GIF[..end]), cut(&GIF[..end]));
        }
    }
}
