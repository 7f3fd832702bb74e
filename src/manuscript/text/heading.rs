//! Chapter headings: `CHAPTER XII`, `Part One: The Road`, `Prologue`, a number on a line of its own.

use super::line::{Line, Start, ends_sentence, start, starts_speech};
use super::speeches::is_scene_of_film;

/// Words that a number follows.
const NUMBERED: &[&str] = &[
    "chapter",
    "part",
    "book",
    "volume",
    "section",
    "act",
    "scene",
    "canto",
    "letter",
    "stave",
    "episode",
    "day",
    "chap.",
    "kapitel",
    "teil",
    "buch",
    "band",
    "chapitre",
    "partie",
    "livre",
    "tome",
    "capítulo",
    "capitulo",
    "parte",
    "libro",
    "capitolo",
    "hoofdstuk",
    "deel",
    "boek",
    "kapittel",
    "del",
    "глава",
    "часть",
    "акт",
    "сцена",
    "akt",
    "aufzug",
    "auftritt",
    "szene",
    "acte",
    "scène",
    "acto",
    "escena",
    "atto",
    "scena",
    "книга",
    "том",
    "rozdział",
    "część",
];

/// Words that stand alone.
const NAMED: &[&str] = &[
    "prologue",
    "epilogue",
    "introduction",
    "preface",
    "foreword",
    "afterword",
    "interlude",
    "intermission",
    "dedication",
    "acknowledgements",
    "acknowledgments",
    "synopsis",
    "appendix",
    "conclusion",
    "postscript",
    "contents",
    "table of contents",
    "author's note",
    "author’s note",
    "prolog",
    "epilog",
    "épilogue",
    "prólogo",
    "epílogo",
    "prologo",
    "epilogo",
    "proloog",
    "epiloog",
    "vorwort",
    "nachwort",
    "avant-propos",
    "пролог",
    "эпилог",
];

/// Numbers in words, as far as chapters usually go.
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "last",
    "final",
    "eins",
    "zwei",
    "drei",
    "erstes",
    "zweites",
    "premier",
    "première",
    "deux",
    "uno",
    "due",
    "primera",
    "primero",
    "segunda",
    "un",
    "een",
    "twee",
    "первая",
    "вторая",
];

/// Numbers in words that stand before what they count, `Erstes Kapitel`; English ones are among the others.
#[rustfmt::skip]
const ORDINALS: &[&str] = &[
    "erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "siebente", "achte", "neunte", "zehnte",
    "elfte", "zwölfte", "letzte", "premier", "première", "deuxième", "seconde", "troisième", "quatrième", "cinquième",
    "dernier", "dernière", "primer", "primera", "segundo", "segunda", "tercer", "tercera", "cuarta", "última", "primo",
    "prima", "secondo", "terza", "terzo", "eerste", "tweede", "derde", "vierde", "vijfde", "laatste", "första", "andra",
];

/// No heading is wider.
const WIDEST: u16 = 72;

/// What a line is as a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, with or without its word: a title may follow on the next line.
    Number,
    /// A heading that is whole.
    Whole,
}

/// Tells whether a line is the heading of a chapter by its words.
pub(super) fn by_words(text: &str) -> Option<Kind> {
    if text.len() > 4 * usize::from(WIDEST) || text.chars().count() > WIDEST.into() {
        return None;
    }
    let text = text.trim_matches(['*', '_', '=', '-', '~', '[', ']', ' ']);
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches(['.', ':']);
    if NAMED.contains(&bare) {
        return Some(Kind::Whole);
    }
    if is_east_asian(text) {
        return Some(Kind::Whole);
    }
    let is_apart = |rest: &str| rest.starts_with([':', '.', '—', '–', '-', ' ']);
    let named = NAMED.iter().find_map(|word| lower.strip_prefix(word)).filter(|rest| is_apart(rest));
    if let Some(rest) = named.filter(|rest| rest.starts_with([':', '—', '–']) || rest.starts_with(" -")) {
        return (!rest.ends_with('.')).then_some(Kind::Whole);
    }
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let word = word.to_lowercase();
    if is_ordinal(&word) && NUMBERED.contains(&rest.trim().trim_end_matches(['.', ':']).to_lowercase().as_str()) {
        return text.starts_with(char::is_uppercase).then_some(Kind::Number);
    }
    if !NUMBERED.contains(&word.as_str()) || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("THE ")).unwrap_or(rest);
    after_number(rest, text)
}

/// Tells whether a word in small letters counts what stands after it: `first`, `erstes`.
fn is_ordinal(word: &str) -> bool {
    let is_english =
        || NUMBERS.contains(&word) && (word.ends_with("th") || matches!(word, "first" | "second" | "third" | "final"));
    let bare = word.trim_end_matches(['r', 's']);
    is_english() || ORDINALS.contains(&word) || ORDINALS.contains(&bare)
}

/// Judges what stands after "Chapter".
fn after_number(rest: &str, whole: &str) -> Option<Kind> {
    let end = rest.find(|character: char| !character.is_alphanumeric() && character != '-').unwrap_or(rest.len());
    let (number, title) = rest.split_at(end);
    let number = number.trim_end_matches('-');
    if !is_number(number) {
        return None;
    }
    let bare = title
        .trim_matches(|character: char| matches!(character, '.' | ':' | '-' | '—' | '–') || character.is_whitespace());
    if bare.is_empty() {
        return Some(Kind::Number);
    }
    let is_separated = title.trim_start().starts_with(['.', ':', '-', '—', '–', ',', '(']);
    let is_capitals = !whole.chars().any(char::is_lowercase);
    let reads_on = !is_separated && !is_capitals && start(bare) == Start::Lower;
    // No sentence begins like `SCENE II. The inn.`
    let is_loud = |word: &str| !word.contains(char::is_lowercase);
    let is_marked = is_separated && whole.split(' ').next().is_some_and(is_loud);
    let is_sentence = whole.ends_with(['.', ',', ';']) && !is_capitals && !(is_marked && whole.ends_with('.'));
    (!reads_on && !is_sentence && (is_separated || is_capitals || is_title_case(bare))).then_some(Kind::Whole)
}

fn is_number(text: &str) -> bool {
    let is_digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let spelt = || text.to_lowercase().split('-').all(|part| NUMBERS.contains(&part));
    is_digits || roman(&text.to_ascii_uppercase()).is_some() || spelt()
}

/// Recognises `第十二章`.
fn is_east_asian(text: &str) -> bool {
    let unit =
        text.strip_prefix('第').and_then(|rest| rest.chars().take(8).find(|c| "章回節节部話话卷篇幕".contains(*c)));
    unit.is_some() && !ends_sentence(text)
}

/// Tells whether a line that stands alone is no more than a number: `XII`, `12.`, `3)`, `- 4 -`.
pub(super) fn is_lone_number(text: &str) -> bool {
    let bare = text.trim_matches(['.', ')', '(', '-', '~', '*', '[', ']', '—', '–', ' ', '_']);
    let is_small = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit());
    is_small && bare != "0" || roman(bare).is_some_and(|value| value < 200)
}

/// Reads a Roman numeral in capitals, written as it should be.
pub(super) fn roman(text: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut rest, mut value) = (text, 0);
    for (part, worth) in PARTS {
        let most = if part.len() == 1 && !matches!(part, "D" | "L" | "V") { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(part) else { break };
            (rest, value) = (after, value + worth);
        }
    }
    // Old printers wrote IIII.
    let rest = if text.ends_with("IIII") { rest.strip_prefix('I').unwrap_or(rest) } else { rest };
    (rest.is_empty() && value > 0).then_some(value)
}

/// Tells whether a line that stands alone looks like a heading in its place: `gap` blank lines stand before it.
pub(super) fn by_place(line: Line, text: &str, gap: u32, usual_gap: u32) -> bool {
    if line.width - line.indent > WIDEST || starts_speech(text) || start(text) == Start::Lower || is_closing(text) {
        return false;
    }
    if !text.chars().any(char::is_alphabetic) || text.ends_with([',', ';', '.', '”', '"']) {
        return false;
    }
    let is_capitals = is_capitals(text);
    let needed = if is_capitals { usual_gap + 1 } else { usual_gap + 2 };
    gap >= needed
        && (is_capitals
            || !ends_sentence(text) && !text.ends_with(':') && line.width - line.indent <= 60 && is_title_case(text))
}

/// Tells whether a line may be the title under a chapter's number.
pub(super) fn is_subtitle(line: Line, text: &str) -> bool {
    let is_plain = !starts_speech(text) && !text.ends_with([',', ';', ':', '.', '”', '"']);
    let is_short = line.width - line.indent <= 60;
    is_plain
        && is_short
        && (is_capitals(text) || is_title_case(text))
        && by_words(text).is_none()
        && !is_lone_number(text)
}

/// Tells whether a line has the capitals of a title.
pub(super) fn is_styled(text: &str) -> bool {
    is_capitals(text) || is_title_case(text)
}

/// Tells whether a line has capitals and no small letters.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|character| character.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().any(char::is_uppercase) && !letters.clone().any(char::is_lowercase)
}

/// Tells whether the words of a title begin with capitals, the small ones left aside.
fn is_title_case(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).peekable();
    let first_is_big = words.peek().is_some_and(|word| start(word) != Start::Lower);
    let (mut big, mut small) = (0, 0);
    for word in words {
        match start(word) {
            Start::Lower if word.chars().count() > 3 => small += 1,
            Start::Upper | Start::Other => big += 1,
            Start::Lower => {}
        }
    }
    first_is_big && big > 2 * small
}

/// Tells whether a line that looks like a heading is none: it ends the text, names somebody, or is of a film.
pub(super) fn is_closing(text: &str) -> bool {
    is_end(text) || is_credit(text) || is_scene_of_film(text)
}

/// Tells whether a line names somebody: `By Ann Author`, `Produced by Bo Other`.
fn is_credit(text: &str) -> bool {
    text.split_whitespace().take(3).any(|word| word.eq_ignore_ascii_case("by"))
}

fn is_end(text: &str) -> bool {
    const ENDS: [&str; 6] = ["the end", "end", "fin", "finis", "ende", "to be continued"];
    let bare = text.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
    ENDS.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words() {
        for text in [
            "CHAPTER XII",
            "Chapter 3",
            "Chapter Twenty-One",
            "PART THE FIRST",
            "Part the Second",
            "Chapter 3.",
            "BOOK I.",
            "Kapitel 4",
            "Глава первая",
            "chapter 3".to_uppercase().as_str(),
            "FIRST ACT",
            "Erstes Kapitel",
            "Zweiter Aufzug.",
            "Première partie",
            "Acte II",
        ] {
            assert_eq!(by_words(text), Some(Kind::Number), "{text}");
        }
        for text in [
            "Chapter 3: The Road",
            "CHAPTER I. Down the Rabbit-Hole",
            "CHAPTER TWO THE RETURN",
            "Prologue",
            "EPILOGUE.",
            "Prologue: Before",
            "第十二章 雪国",
            "Chapter One — In Which Nothing Happens",
            "Chapter 4 A New Day",
            "SCENE II. The inn.",
            "CHAPTER I. The Road is Long.",
        ] {
            assert_eq!(by_words(text), Some(Kind::Whole), "{text}");
        }
        for text in [
            "Part one of the plan was simple",
            "Book 3 was the best.",
            "Chapter and verse",
            "Chapter",
            "Letter to a friend",
            "Introduction to the Art of War was on the table.",
            "Part of him knew",
            "chapter two begins here",
            "Day after day",
            "First day at school",
            "First things",
            "Scene II. The inn.",
        ] {
            assert_eq!(by_words(text), None, "{text}");
        }
    }

    #[test]
    fn lone_numbers_are_small() {
        for text in ["I", "IV.", "XII", "12", "3)", "- 4 -", "[7]", "LXXIX", "XIIII"] {
            assert!(is_lone_number(text), "{text}");
        }
        for text in ["MIX", "DI", "1984", "iv", "IIX", "", "0", "I am", "CIVIL", "..."] {
            assert!(!is_lone_number(text), "{text}");
        }
    }
}
