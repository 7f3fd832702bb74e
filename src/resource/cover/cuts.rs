//! Where a line may end inside a word: between characters in scripts that have no spaces, behind hyphens, and, where
//! nothing else helps, between syllables or anywhere.

use unicode_width::UnicodeWidthChar;

/// How far a text may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Words,
    Hyphens,
    /// Before a consonant that a vowel follows, as most languages of Europe would have it.
    Syllables,
    Letters,
}

/// Cuts a word where a line may end inside it; tells of each part whether it then gets a hyphen.
pub(super) fn parts(word: &str, cut: Cut) -> Vec<(String, bool)> {
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut last: Option<char> = None;
    for (at, letter) in word.char_indices() {
        let is_between_letters = last.is_some_and(char::is_alphabetic) && letter.is_alphabetic();
        let ends = last.is_some_and(|last| match cut {
            _ if is_square(last) || is_square(letter) => !opens(last) && !closes(letter),
            Cut::Words => false,
            Cut::Hyphens => matches!(last, '-' | '‐' | '–' | '—' | '/' | SOFT_HYPHEN | '\u{A0}' | '\u{202F}'),
            Cut::Syllables => begins_syllable(&word[..at], &word[at..]),
            Cut::Letters => letter.width().is_some_and(|width| width > 0),
        });
        if ends
            && matches!(cut, Cut::Syllables | Cut::Letters)
            && let Some((_, is_hyphened)) = parts.last_mut()
        {
            *is_hyphened = is_between_letters;
        }
        if ends
            && last == Some(SOFT_HYPHEN)
            && let Some((_, is_hyphened)) = parts.last_mut()
        {
            *is_hyphened = true;
        }
        last = Some(letter);
        let shown = Some(letter).filter(|letter| *letter != SOFT_HYPHEN);
        match parts.last_mut() {
            Some((part, _)) if !ends => part.extend(shown),
            _ => parts.push((shown.into_iter().collect(), false)),
        }
    }
    parts
}

/// Says where a word may be cut, and is not seen where it is not.
const SOFT_HYPHEN: char = '\u{AD}';

/// Letters that are one sound, and stay together.
const SOUNDS: &[&str] = &["sch", "ch", "ph", "th", "sh", "qu"];

/// Tells whether a syllable begins between two parts of a word, with enough letters on both sides.
fn begins_syllable(before: &str, after: &str) -> bool {
    const FEWEST: usize = 3;
    let is_vowel = |letter: char| "aeiouyäöüáàâãåæéèêëíìîïóòôõøœúùûý".contains(letter);
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let is_joined =
        |sound: &&str| (1..sound.len()).any(|at| before.ends_with(&sound[..at]) && after.starts_with(&sound[at..]));
    let sound = SOUNDS.iter().find_map(|sound| after.strip_prefix(sound));
    let rest = sound.or_else(|| after.strip_prefix(|first: char| first.is_alphabetic() && !is_vowel(first)));
    before.chars().count() >= FEWEST
        && after.chars().count() >= FEWEST
        && before.contains(is_vowel)
        && !SOUNDS.iter().any(is_joined)
        && rest.is_some_and(|rest| rest.starts_with(is_vowel))
}

/// Tells whether a letter is one of those that are written without spaces; Korean has them.
fn is_square(letter: char) -> bool {
    letter.width() == Some(2) && !matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}')
}

fn opens(letter: char) -> bool {
    "「『（〔［｛〈《【“‘(".contains(letter)
}

/// Tells whether no line begins with a letter: what closes, and the small kana that go with the one before.
fn closes(letter: char) -> bool {
    "、。，．・：；？！」』）〕］｝〉》】”’)…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.!?:;".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(word: &str, cut: Cut) -> Vec<String> {
        parts(word, cut).into_iter().map(|(part, _)| part).collect()
    }

    #[test]
    fn scripts_without_spaces_are_broken_between_characters_and_never_before_a_stop() {
        assert_eq!(cut("「雪国」、の", Cut::Words), ["「雪", "国」、", "の"]);
        assert_eq!(cut("서울의", Cut::Words), ["서울의"]);
        assert_eq!(cut("Ende", Cut::Words), ["Ende"]);
    }

    #[test]
    fn syllables_begin_with_what_one_can_say() {
        for (word, expected) in [
            ("Dampfschifffahrtsgesellschaft", "Dampf-schiff-fahrts-ge-sell-schaft"),
            ("Responsibilities", "Res-pon-si-bi-li-ties"),
            ("Cathedral", "Cathed-ral"),
            ("Ende", "Ende"),
        ] {
            assert_eq!(cut(word, Cut::Syllables).join("-"), expected);
        }
    }
}
