//! Words that have lost a letter, and the apostrophe that says so: `'tis`, `o'`, `'90s`, `the dogs'`.

use super::super::language::Language;
use super::super::line::{Line, Side};
use super::token::{APOSTROPHE, Elides, Place, Shape, Strength};

/// Returns what a mark before a word is.
pub(super) fn beginning(line: &Line, place: Place, language: &Language) -> Shape {
    let word = word_at(line, place.end);
    let lower = word.to_lowercase();
    // One letter or word between two marks is quoted, such as 's' and 'em'.
    let is_quoted = is_quoted(line, place.end + word.len());
    if is_quoted && !is_and(line, place, language) {
        return if language.elisions.contains(&lower.as_str()) { Shape::Elision } else { Shape::Opens(Elides::Never) };
    }
    // `'N-no!` is a stammer.
    let after = line.text[place.end + word.len()..].strip_prefix('-');
    let stammers = after.is_some_and(|after| {
        word.len() == 1 && after.as_bytes().first().is_some_and(|next| next.eq_ignore_ascii_case(&word.as_bytes()[0]))
    });
    if stammers {
        return Shape::Opens(Elides::Never);
    }
    if language.elisions.contains(&lower.as_str()) {
        return Shape::Fixed(APOSTROPHE);
    }
    if language.doubtful_elisions.contains(&lower.as_str()) {
        return Shape::Elision;
    }
    // Punctuation leads into a speech, which may go on in the next paragraph; in the middle of a sentence, a mark that
    // nothing closes stands for a letter.
    let before = line.text[..place.at].trim_end();
    let leads_in = place.before != Side::Space || before.ends_with(|sign: char| !sign.is_alphanumeric());
    let is_lower = word.starts_with(char::is_lowercase);
    Shape::Opens(match (place.before, is_lower && !leads_in) {
        (Side::Edge, _) => Elides::Never,
        (_, true) => Elides::Anywhere,
        (_, false) => Elides::InSpeech,
    })
}

/// Tells whether the word at a place is one of those that have lost their beginning.
pub(super) fn has_lost_its_beginning(line: &Line, at: usize, language: &Language) -> bool {
    let lower = word_at(line, at).to_lowercase();
    language.elisions.contains(&lower.as_str()) || language.doubtful_elisions.contains(&lower.as_str())
}

/// Returns the word at a place, with the apostrophes in it.
fn word_at(line: &Line, at: usize) -> &str {
    let rest = &line.text[at..];
    let mut end = line.word_after(at).len();
    while let Some(more) = rest[end..].strip_prefix('\'').or_else(|| rest[end..].strip_prefix('’')) {
        let length = more.find(|letter: char| !letter.is_alphabetic()).unwrap_or(more.len());
        if length == 0 {
            break;
        }
        end = rest.len() - more.len() + length;
    }
    &rest[..end]
}

/// Tells whether a mark stands at a place, and no letter after it.
fn is_quoted(line: &Line, at: usize) -> bool {
    line.has_at(at, "'") && !line.side_after(at + 1).is_wordlike()
}

/// Words after which a letter in marks is that letter.
const SPELLING: &[&str] = &["letter", "letters", "an", "the", "a", "character", "called", "named", "and", "or", "of"];

/// Tells whether a mark begins the `'n'` of `rock 'n' roll`, and not the letter n in quotation marks.
pub(super) fn is_and(line: &Line, place: Place, language: &Language) -> bool {
    let is_n = line.has_at(place.end, "n'") || line.has_at(place.end, "N'");
    if !is_n || !language.elisions.contains(&"n") || line.side_after(place.end + 2).is_wordlike() {
        return false;
    }
    let before = line.text[..place.at].trim_end_matches([' ', '\n', '-']);
    let word = line.word_before(before.len());
    let after = line.text[place.end + 2..].trim_start_matches([' ', '\n', '-']);
    !word.is_empty() && !SPELLING.contains(&word) && after.starts_with(char::is_alphabetic)
}

/// Returns what a mark before digits is: the beginning of `'90s`, or of a quotation.
pub(super) fn decade(line: &Line, place: Place) -> Shape {
    let digits = line.text[place.end..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line.text[place.end + digits..];
    let ends_word = |text: &str| !text.starts_with(|next: char| next.is_alphanumeric());
    if digits != 2 || is_quoted(line, place.end + digits) {
        return Shape::Opens(Elides::Never);
    }
    let is_decade = rest.strip_prefix('s').or_else(|| rest.strip_prefix("er")).is_some_and(ends_word);
    match (is_decade, ends_word(rest)) {
        (true, _) => Shape::Fixed(APOSTROPHE),
        (false, true) => Shape::Elision,
        (false, false) => Shape::Opens(Elides::Never),
    }
}

/// Returns what a mark after a word is.
pub(super) fn ending(line: &Line, place: Place, language: &Language) -> Shape {
    let word = line.word_before(place.at);
    let is_clipped = word.len() < 8 && language.clipped.contains(&word.to_lowercase().as_str());
    if is_clipped && place.next == Side::Quote && place.beyond.is_wordlike() {
        // The article before a title: l'"Iliade".
        return Shape::Fixed(APOSTROPHE);
    }
    // A genitive has its noun after it, mostly.
    let ends_in_s = word.ends_with(['s', 'x', 'z', 'ß', 'S']);
    let is_before_word = place.next == Side::Space && line.side_after(line.spaces_after(place.end)) == Side::Word;
    let is_dropped = word.len() > 3 && word.ends_with("in") && matches!(language.tag, "en" | "en-US" | "en-GB");
    if is_clipped && place.next != Side::Quote || is_dropped || ends_in_s && is_before_word {
        Shape::Closes(Strength::Doubtful)
    } else if ends_in_s {
        Shape::Closes(Strength::Fair)
    } else {
        Shape::Closes(Strength::Likely)
    }
}
