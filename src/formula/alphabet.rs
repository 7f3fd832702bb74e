//! The alphabets of mathematics: bold, script, Fraktur and so on, as characters of their own.
//!
//! MathML Core draws `mathvariant="normal"` alone; the other alphabets are the Mathematical Alphanumeric Symbols of
//! Unicode, with the letters that were encoded before them at other places.

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    /// As mathematics has them: letters slant.
    Plain,
    Roman,
    Bold,
    Italic,
    BoldItalic,
    Sans,
    Mono,
    Script,
    Fraktur,
    Blackboard,
}

/// Where an alphabet begins: capitals, small letters, digits, capital and small Greek; zero where it has none.
struct Block {
    font: Font,
    capitals: u32,
    small: u32,
    digits: u32,
    greek_capitals: u32,
    greek_small: u32,
}

#[rustfmt::skip]
const BLOCKS: &[Block] = &[
    Block { font: Font::Bold, capitals: 0x1d400, small: 0x1d41a, digits: 0x1d7ce, greek_capitals: 0x1d6a8, greek_small: 0x1d6c2 },
    Block { font: Font::Italic, capitals: 0x1d434, small: 0x1d44e, digits: 0, greek_capitals: 0x1d6e2, greek_small: 0x1d6fc },
    Block { font: Font::BoldItalic, capitals: 0x1d468, small: 0x1d482, digits: 0x1d7ce, greek_capitals: 0x1d71c, greek_small: 0x1d736 },
    Block { font: Font::Sans, capitals: 0x1d5a0, small: 0x1d5ba, digits: 0x1d7e2, greek_capitals: 0, greek_small: 0 },
    Block { font: Font::Mono, capitals: 0x1d670, small: 0x1d68a, digits: 0x1d7f6, greek_capitals: 0, greek_small: 0 },
    Block { font: Font::Script, capitals: 0x1d49c, small: 0x1d4b6, digits: 0, greek_capitals: 0, greek_small: 0 },
    Block { font: Font::Fraktur, capitals: 0x1d504, small: 0x1d51e, digits: 0, greek_capitals: 0, greek_small: 0 },
    Block { font: Font::Blackboard, capitals: 0x1d538, small: 0x1d552, digits: 0x1d7d8, greek_capitals: 0, greek_small: 0 },
];

/// Letters that have a place of their own.
const ELSEWHERE: &[(Font, &str, &str)] = &[
    (Font::Italic, "h", "ℎ"),
    (Font::Script, "BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ"),
    (Font::Fraktur, "CHIRZ", "ℭℌℑℜℨ"),
    (Font::Blackboard, "CHNPQRZ", "ℂℍℕℙℚℝℤ"),
];

/// Greek letters that look otherwise, behind the small ones of an alphabet.
const GREEK_VARIANTS: &str = "∂ϵϑϰϕϱϖ";

/// Returns a letter or digit of an alphabet; itself where that does not have it.
pub(super) fn letter(font: Font, letter: char) -> char {
    for (known, plain, there) in ELSEWHERE {
        if *known == font
            && let Some(at) = plain.chars().position(|known| known == letter)
        {
            return there.chars().nth(at).unwrap_or(letter);
        }
    }
    let Some(block) = BLOCKS.iter().find(|block| block.font == font) else { return letter };
    let code = u32::from(letter);
    let (start, offset) = match letter {
        'A'..='Z' => (block.capitals, code - 0x41),
        'a'..='z' => (block.small, code - 0x61),
        '0'..='9' => (block.digits, code - 0x30),
        'Α'..='Ω' => (block.greek_capitals, code - 0x391),
        '∇' => (block.greek_capitals, 25),
        'α'..='ω' => (block.greek_small, code - 0x3b1),
        _ => match GREEK_VARIANTS.chars().position(|known| known == letter) {
            Some(at) => (block.greek_small, 25 + u32::try_from(at).unwrap_or(0)),
            None => return letter,
        },
    };
    if start == 0 { letter } else { char::from_u32(start + offset).unwrap_or(letter) }
}

/// Returns what a letter of any alphabet is in the plain one.
pub(super) fn plain(letter: char) -> char {
    read(letter).1
}

/// Returns the alphabet of a letter, and what it is in the plain one.
pub(super) fn read(letter: char) -> (Font, char) {
    if letter.is_ascii() {
        return (Font::Plain, letter);
    }
    for (font, plain, there) in ELSEWHERE {
        if let Some(at) = there.chars().position(|known| known == letter) {
            return (*font, plain.chars().nth(at).unwrap_or(letter));
        }
    }
    let code = u32::from(letter);
    let within = |start: u32, count: u32, base: u32| {
        (start != 0 && (start..start + count).contains(&code)).then(|| char::from_u32(base + code - start)).flatten()
    };
    let found = BLOCKS.iter().find_map(|block| {
        let plain = within(block.capitals, 26, 0x41)
            .or_else(|| within(block.small, 26, 0x61))
            .or_else(|| within(block.digits, 10, 0x30))
            .or_else(|| within(block.greek_capitals, 25, 0x391))
            .or_else(|| within(block.greek_small, 25, 0x3b1));
        Some((block.font, plain?))
    });
    found.unwrap_or((Font::Plain, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_alphabets_come_back_plain() {
        for (font, from, to) in [
            (Font::Blackboard, 'R', 'ℝ'),
            (Font::Blackboard, 'A', '𝔸'),
            (Font::Bold, 'x', '𝐱'),
            (Font::Bold, '1', '𝟏'),
            (Font::BoldItalic, 'α', '𝜶'),
            (Font::Script, 'L', 'ℒ'),
            (Font::Fraktur, 'g', '𝔤'),
            (Font::Mono, '0', '𝟶'),
        ] {
            assert_eq!(letter(font, from), to);
            assert_eq!(read(to), (font, from));
        }
        assert_eq!(letter(Font::Script, '1'), '1');
        assert_eq!(letter(Font::Plain, 'x'), 'x');
    }
}
