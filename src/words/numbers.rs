//! The numbers of parts and chapters: `Part One`, `Chapitre premier`, `第一章`.
//!
//! One row a language. Words are written out as far as its lists go; whoever numbers a book asks for the last number
//! first, and takes numerals for all where that has no word.

use super::{Word, lookup, row};
use std::collections::BTreeMap;

/// How parts or chapters are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Numerals,
    Words,
    Roman,
}

/// Where the number goes in a form, and the title beside it.
const NUMBER: &str = "{n}";
const TITLE: &str = "{title}";

/// How a language numbers.
struct Numbers {
    /// With figures, where they are not put after the word for part or chapter.
    figures: Option<[&'static str; 2]>,
    /// With words: for parts, and for chapters.
    written: [&'static str; 2],
    /// What stands for the number in these, from one on.
    words: [&'static [&'static str]; 2],
    /// A number and a title on one line.
    line: &'static str,
}

/// Returns the number of a part (`Word::Part`) or chapter with its word: `Part One`, `Chapter 3`.
///
/// Nothing where the language has no word for the number.
pub fn number(
    of: Word,
    number: usize,
    style: Style,
    language: &str,
    overrides: &BTreeMap<String, String>,
) -> Option<String> {
    let numbers = row(NUMBERS, language);
    let kind = usize::from(of != Word::Part);
    let own = overrides.get(of.name()).map(|word| format!("{word} {NUMBER}"));
    let figures = || match numbers.figures.filter(|_| own.is_none()) {
        Some(forms) => forms[kind].to_owned(),
        None => format!("{} {NUMBER}", lookup(of, language, overrides)),
    };
    match style {
        Style::Numerals => Some(figures().replace(NUMBER, &number.to_string())),
        Style::Roman => Some(figures().replace(NUMBER, &roman(number))),
        Style::Words => {
            let word = match numbers.words[kind].get(number.checked_sub(1)?) {
                Some(word) => (*word).to_owned(),
                None if std::ptr::eq(numbers, &raw const NUMBERS[0].1) => english(number)?,
                None => return None,
            };
            let form = own.as_deref().unwrap_or(numbers.written[kind]);
            Some(capitalised(&form.replace(NUMBER, &word)))
        }
    }
}

/// Returns a number and a title on one line, as tables of contents show them.
///
/// `short` is the number alone, which does for figures: `3. The Ferry`, but `Chapter Three: The Ferry`.
pub fn numbered(label: &str, short: Option<&str>, title: &str, language: &str) -> String {
    match short {
        Some(short) => format!("{short}. {title}"),
        None => row(NUMBERS, language).line.replace(NUMBER, label).replace(TITLE, title),
    }
}

/// Returns a number in Roman numerals; those from 4000 on in figures, which Rome wrote with signs that fonts lack.
pub fn roman(number: usize) -> String {
    const NUMERALS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, numeral) in NUMERALS {
        while rest >= value {
            written.push_str(numeral);
            rest -= value;
        }
    }
    written
}

/// Returns an English number below a hundred that its list does not reach.
fn english(number: usize) -> Option<String> {
    const TENS: [&str; 8] = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];
    let ten = TENS.get((number / 10).checked_sub(2)?)?;
    Some(match number % 10 {
        0 => (*ten).to_owned(),
        one => format!("{ten}-{}", ENGLISH[one - 1]),
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

const fn same(written: [&'static str; 2], words: &'static [&'static str]) -> Numbers {
    Numbers { figures: None, written, words: [words, words], line: "{n}: {title}" }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen",
    "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
];

#[rustfmt::skip]
const CHINESE: &[&str] = &[
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八",
    "十九", "二十", "二十一", "二十二", "二十三", "二十四", "二十五", "二十六", "二十七", "二十八", "二十九", "三十",
];

const HAN: Numbers = Numbers {
    figures: Some(["第{n}部", "第{n}章"]),
    written: ["第{n}部", "第{n}章"],
    words: [CHINESE, CHINESE],
    line: "{n}　{title}",
};

/// The table: English first, on which all fall back. Words that take an ending have it in the form.
#[rustfmt::skip]
const NUMBERS: &[(&str, Numbers)] = &[
    ("en", same(["Part {n}", "Chapter {n}"], ENGLISH)),
    ("de", same(["{n}er Teil", "{n}es Kapitel"], &[
        "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft",
        "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
    ])),
    ("fr", Numbers {
        line: "{n} : {title}",
        words: [
            &["première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième",
              "neuvième", "dixième", "onzième", "douzième"],
            &["premier", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
              "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt", "vingt et un",
              "vingt-deux", "vingt-trois", "vingt-quatre", "vingt-cinq", "vingt-six", "vingt-sept", "vingt-huit",
              "vingt-neuf", "trente"],
        ],
        ..same(["{n} partie", "Chapitre {n}"], &[])
    }),
    ("es", same(["{n}a parte", "Capítulo {n}o"], &[
        "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim", "undécim",
        "duodécim", "decimotercer", "decimocuart", "decimoquint", "decimosext", "decimoséptim", "decimoctav",
        "decimonoven", "vigésim",
    ])),
    ("it", same(["Parte {n}a", "Capitolo {n}o"], &[
        "prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim", "undicesim",
        "dodicesim", "tredicesim", "quattordicesim", "quindicesim", "sedicesim", "diciassettesim", "diciottesim",
        "diciannovesim", "ventesim",
    ])),
    ("pt", Numbers {
        words: [
            &["primeira", "segunda", "terceira", "quarta", "quinta", "sexta", "sétima", "oitava", "nona", "décima"],
            &["um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze",
              "catorze", "quinze"],
        ],
        ..same(["{n} parte", "Capítulo {n}"], &[])
    }),
    ("nl", same(["Deel {n}", "Hoofdstuk {n}"], &[
        "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
        "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
    ])),
    ("sv", same(["{n} delen", "{n} kapitlet"], &[
        "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte",
        "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde",
    ])),
    ("da", Numbers {
        words: [
            &["første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende",
              "ellevte", "tolvte"],
            &["første", "andet", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende",
              "ellevte", "tolvte", "trettende", "fjortende", "femtende", "sekstende", "syttende", "attende",
              "nittende", "tyvende"],
        ],
        ..same(["{n} del", "{n} kapitel"], &[])
    }),
    ("nb", same(["{n} del", "{n} kapittel"], &[
        "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende", "ellevte",
        "tolvte", "trettende", "fjortende", "femtende", "sekstende", "syttende", "attende", "nittende", "tjuende",
    ])),
    ("fi", same(["{n} osa", "{n} luku"], &[
        "ensimmäinen", "toinen", "kolmas", "neljäs", "viides", "kuudes", "seitsemäs", "kahdeksas", "yhdeksäs",
        "kymmenes", "yhdestoista", "kahdestoista", "kolmastoista", "neljästoista", "viidestoista", "kuudestoista",
        "seitsemästoista", "kahdeksastoista", "yhdeksästoista", "kahdeskymmenes",
    ])),
    ("pl", Numbers {
        words: [
            &["pierwsza", "druga", "trzecia", "czwarta", "piąta", "szósta", "siódma", "ósma", "dziewiąta",
              "dziesiąta", "jedenasta", "dwunasta"],
            &["pierwszy", "drugi", "trzeci", "czwarty", "piąty", "szósty", "siódmy", "ósmy", "dziewiąty", "dziesiąty",
              "jedenasty", "dwunasty", "trzynasty", "czternasty", "piętnasty", "szesnasty", "siedemnasty",
              "osiemnasty", "dziewiętnasty", "dwudziesty"],
        ],
        ..same(["Część {n}", "Rozdział {n}"], &[])
    }),
    ("cs", same(["Část {n}", "Kapitola {n}"], &[
        "první", "druhá", "třetí", "čtvrtá", "pátá", "šestá", "sedmá", "osmá", "devátá", "desátá", "jedenáctá",
        "dvanáctá", "třináctá", "čtrnáctá", "patnáctá", "šestnáctá", "sedmnáctá", "osmnáctá", "devatenáctá",
        "dvacátá",
    ])),
    ("hu", Numbers {
        figures: Some(["{n}. rész", "{n}. fejezet"]),
        ..same(["{n} rész", "{n} fejezet"], &[
            "első", "második", "harmadik", "negyedik", "ötödik", "hatodik", "hetedik", "nyolcadik", "kilencedik",
            "tizedik", "tizenegyedik", "tizenkettedik", "tizenharmadik", "tizennegyedik", "tizenötödik",
            "tizenhatodik", "tizenhetedik", "tizennyolcadik", "tizenkilencedik", "huszadik",
        ])
    }),
    ("ru", same(["Часть {n}", "Глава {n}"], &[
        "первая", "вторая", "третья", "четвёртая", "пятая", "шестая", "седьмая", "восьмая", "девятая", "десятая",
        "одиннадцатая", "двенадцатая", "тринадцатая", "четырнадцатая", "пятнадцатая", "шестнадцатая", "семнадцатая",
        "восемнадцатая", "девятнадцатая", "двадцатая",
    ])),
    ("uk", Numbers {
        words: [
            &["перша", "друга", "третя", "четверта", "п’ята", "шоста", "сьома", "восьма", "дев’ята", "десята",
              "одинадцята", "дванадцята"],
            &["перший", "другий", "третій", "четвертий", "п’ятий", "шостий", "сьомий", "восьмий", "дев’ятий",
              "десятий", "одинадцятий", "дванадцятий", "тринадцятий", "чотирнадцятий", "п’ятнадцятий",
              "шістнадцятий", "сімнадцятий", "вісімнадцятий", "дев’ятнадцятий", "двадцятий"],
        ],
        ..same(["Частина {n}", "Розділ {n}"], &[])
    }),
    ("el", same(["Μέρος {n}", "Κεφάλαιο {n}"], &[
        "πρώτο", "δεύτερο", "τρίτο", "τέταρτο", "πέμπτο", "έκτο", "έβδομο", "όγδοο", "ένατο", "δέκατο", "ενδέκατο",
        "δωδέκατο",
    ])),
    ("he", same(["חלק {n}", "פרק {n}"], &[
        "ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שביעי", "שמיני", "תשיעי", "עשירי",
    ])),
    ("ar", same(["الجزء {n}", "الفصل {n}"], &[
        "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر",
        "الحادي عشر", "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر", "السادس عشر", "السابع عشر",
        "الثامن عشر", "التاسع عشر", "العشرون",
    ])),
    ("ja", HAN),
    ("zh", HAN),
    ("zh-Hant", HAN),
];

#[cfg(test)]
mod tests {
    use super::super::TERMS;
    use super::*;

    fn part(value: usize, style: Style, language: &str) -> Option<String> {
        number(Word::Part, value, style, language, &BTreeMap::new())
    }

    fn chapter(value: usize, style: Style, language: &str) -> Option<String> {
        number(Word::Chapter, value, style, language, &BTreeMap::new())
    }

    #[test]
    fn each_language_numbers_in_its_own_way() {
        for (language, part_2, chapter_1, chapter_12) in [
            ("en", "Part Two", "Chapter One", Some("Chapter Twelve")),
            ("de-AT", "Zweiter Teil", "Erstes Kapitel", Some("Zwölftes Kapitel")),
            ("fr", "Deuxième partie", "Chapitre premier", Some("Chapitre douze")),
            ("es", "Segunda parte", "Capítulo primero", Some("Capítulo duodécimo")),
            ("it", "Parte seconda", "Capitolo primo", Some("Capitolo dodicesimo")),
            ("da", "Anden del", "Første kapitel", Some("Tolvte kapitel")),
            ("hu", "Második rész", "Első fejezet", Some("Tizenkettedik fejezet")),
            ("he", "חלק שני", "פרק ראשון", None),
            ("ja", "第二部", "第一章", Some("第十二章")),
        ] {
            assert_eq!(part(2, Style::Words, language).as_deref(), Some(part_2));
            assert_eq!(chapter(1, Style::Words, language).as_deref(), Some(chapter_1));
            assert_eq!(chapter(12, Style::Words, language).as_deref(), chapter_12);
        }
        assert_eq!(chapter(3, Style::Numerals, "hu").as_deref(), Some("3. fejezet"));
        assert_eq!(part(4, Style::Roman, "de").as_deref(), Some("Teil IV"));
        assert_eq!(part(4, Style::Numerals, "zh").as_deref(), Some("第4部"));
    }

    #[test]
    fn english_words_go_to_ninety_nine() {
        for (value, expected) in [(19, "Nineteen"), (20, "Twenty"), (21, "Twenty-One"), (99, "Ninety-Nine")] {
            assert_eq!(chapter(value, Style::Words, "en"), Some(format!("Chapter {expected}")));
        }
        assert_eq!(chapter(100, Style::Words, "en"), None);
        assert_eq!(chapter(0, Style::Words, "en"), None);
    }

    #[test]
    fn roman_numerals_are_those_of_the_schools() {
        for (value, expected) in [(1, "I"), (4, "IV"), (9, "IX"), (1994, "MCMXCIV"), (0, "0"), (4000, "4000")] {
            assert_eq!(roman(value), expected);
        }
    }

    #[test]
    fn a_book_may_call_its_parts_otherwise() {
        let overrides = BTreeMap::from([("part".to_owned(), "Book".to_owned())]);
        assert_eq!(number(Word::Part, 2, Style::Words, "en", &overrides).as_deref(), Some("Book Two"));
        assert_eq!(number(Word::Part, 2, Style::Roman, "hu", &overrides).as_deref(), Some("Book II"));
    }

    #[test]
    fn a_number_and_a_title_make_a_line() {
        assert_eq!(numbered("Chapter 3", Some("3"), "The Ferry", "en"), "3. The Ferry");
        assert_eq!(numbered("Part One", None, "Notice Given", "en"), "Part One: Notice Given");
        assert_eq!(numbered("Première partie", None, "Adieux", "fr"), "Première partie : Adieux");
    }

    #[test]
    fn every_language_that_has_words_has_numbers() {
        for (language, _) in TERMS {
            assert!(NUMBERS.iter().any(|(known, _)| known == language), "{language}");
        }
    }
}
