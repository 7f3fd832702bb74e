//! The words that the tool itself writes into a book, term by language.
//!
//! One row a language; a book may say other words in `[words]`. What has no row falls back on a wider tag
//! (`de-CH` on `de`) and in the end on English.

use std::collections::BTreeMap;

/// Something that the tool has a word for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Over the table of contents.
    Contents,
    Cover,
    /// Over the notes of a piece.
    Notes,
    /// One note.
    Note,
    /// Over the list of landmarks, which only reading systems show.
    Landmarks,
    TitlePage,
    Part,
    Chapter,
    /// A byline, with `{name}` where the name goes.
    By,
    /// Where reading begins.
    Start,
    /// A link from a note to where it was called.
    Back,
}

impl Word {
    /// Every word, in the order of the table's columns.
    pub const ALL: [Self; COUNT] = [
        Self::Contents,
        Self::Cover,
        Self::Notes,
        Self::Note,
        Self::Landmarks,
        Self::TitlePage,
        Self::Part,
        Self::Chapter,
        Self::By,
        Self::Start,
        Self::Back,
    ];

    /// Returns its name, as `[words]` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contents => "contents",
            Self::Cover => "cover",
            Self::Notes => "notes",
            Self::Note => "note",
            Self::Landmarks => "landmarks",
            Self::TitlePage => "title-page",
            Self::Part => "part",
            Self::Chapter => "chapter",
            Self::By => "by",
            Self::Start => "start",
            Self::Back => "back",
        }
    }

    /// Returns the word of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.name() == name)
    }
}

/// Where a byline's name goes.
pub const NAME: &str = "{name}";

/// Returns a word in a language (BCP 47), or as the book's `[words]` says it.
pub fn lookup<'a>(word: Word, language: &str, overrides: &'a BTreeMap<String, String>) -> &'a str {
    overrides.get(word.name()).map_or_else(|| row(language)[word as usize], String::as_str)
}

/// Returns a byline: `by Ann Author`.
pub fn byline(names: &str, language: &str, overrides: &BTreeMap<String, String>) -> String {
    lookup(Word::By, language, overrides).replace(NAME, names)
}

fn row(language: &str) -> &'static [&'static str; COUNT] {
    let mut tag = language.to_ascii_lowercase();
    loop {
        let known = SAME.iter().find(|(other, _)| *other == tag).map_or(tag.as_str(), |(_, known)| known);
        if let Some((_, words)) = TERMS.iter().find(|(language, _)| language.eq_ignore_ascii_case(known)) {
            return words;
        }
        match tag.rfind('-') {
            Some(hyphen) => tag.truncate(hyphen),
            None => return &TERMS[0].1,
        }
    }
}

const COUNT: usize = 11;

/// Tags whose words stand under another.
const SAME: &[(&str, &str)] =
    &[("no", "nb"), ("nn", "nb"), ("zh-tw", "zh-Hant"), ("zh-hk", "zh-Hant"), ("zh-mo", "zh-Hant")];

/// The words of each language, in the order of [`Word::ALL`]; English first, on which all fall back.
#[rustfmt::skip]
const TERMS: &[(&str, [&str; COUNT])] = &[
    ("en", ["Contents", "Cover", "Notes", "Note", "Landmarks", "Title page", "Part", "Chapter",
        "by {name}", "Begin reading", "Back to the text"]),
    ("de", ["Inhalt", "Umschlag", "Anmerkungen", "Anmerkung", "Orientierungspunkte", "Titelseite", "Teil", "Kapitel",
        "von {name}", "Textbeginn", "Zurück zum Text"]),
    ("fr", ["Table des matières", "Couverture", "Notes", "Note", "Points de repère", "Page de titre", "Partie",
        "Chapitre", "par {name}", "Début du texte", "Retour au texte"]),
    ("es", ["Índice", "Cubierta", "Notas", "Nota", "Puntos de referencia", "Portada", "Parte", "Capítulo",
        "por {name}", "Comienzo del texto", "Volver al texto"]),
    ("it", ["Indice", "Copertina", "Note", "Nota", "Punti di riferimento", "Frontespizio", "Parte", "Capitolo",
        "di {name}", "Inizio del testo", "Torna al testo"]),
    ("pt", ["Índice", "Capa", "Notas", "Nota", "Pontos de referência", "Página de rosto", "Parte", "Capítulo",
        "por {name}", "Início do texto", "Voltar ao texto"]),
    ("nl", ["Inhoud", "Omslag", "Noten", "Noot", "Oriëntatiepunten", "Titelpagina", "Deel", "Hoofdstuk",
        "door {name}", "Begin van de tekst", "Terug naar de tekst"]),
    ("sv", ["Innehåll", "Omslag", "Noter", "Not", "Landmärken", "Titelsida", "Del", "Kapitel",
        "av {name}", "Textens början", "Tillbaka till texten"]),
    ("da", ["Indhold", "Omslag", "Noter", "Note", "Pejlemærker", "Titelblad", "Del", "Kapitel",
        "af {name}", "Tekstens begyndelse", "Tilbage til teksten"]),
    ("nb", ["Innhold", "Omslag", "Noter", "Note", "Landemerker", "Tittelside", "Del", "Kapittel",
        "av {name}", "Tekstens begynnelse", "Tilbake til teksten"]),
    ("fi", ["Sisällys", "Kansi", "Viitteet", "Viite", "Maamerkit", "Nimiölehti", "Osa", "Luku",
        "kirjoittanut {name}", "Tekstin alku", "Takaisin tekstiin"]),
    ("pl", ["Spis treści", "Okładka", "Przypisy", "Przypis", "Punkty orientacyjne", "Strona tytułowa", "Część",
        "Rozdział", "autor: {name}", "Początek tekstu", "Powrót do tekstu"]),
    ("cs", ["Obsah", "Obálka", "Poznámky", "Poznámka", "Orientační body", "Titulní strana", "Část", "Kapitola",
        "autor: {name}", "Začátek textu", "Zpět k textu"]),
    ("hu", ["Tartalom", "Borító", "Jegyzetek", "Jegyzet", "Tájékozódási pontok", "Címoldal", "Rész", "Fejezet",
        "írta: {name}", "A szöveg kezdete", "Vissza a szöveghez"]),
    ("ru", ["Содержание", "Обложка", "Примечания", "Примечание", "Ориентиры", "Титульная страница", "Часть", "Глава",
        "автор: {name}", "Начало текста", "Вернуться к тексту"]),
    ("uk", ["Зміст", "Обкладинка", "Примітки", "Примітка", "Орієнтири", "Титульна сторінка", "Частина", "Розділ",
        "автор: {name}", "Початок тексту", "Повернутися до тексту"]),
    ("el", ["Περιεχόμενα", "Εξώφυλλο", "Σημειώσεις", "Σημείωση", "Ορόσημα", "Σελίδα τίτλου", "Μέρος", "Κεφάλαιο",
        "συγγραφή: {name}", "Αρχή του κειμένου", "Επιστροφή στο κείμενο"]),
    ("he", ["תוכן העניינים", "כריכה", "הערות", "הערה", "נקודות ציון", "עמוד השער", "חלק", "פרק",
        "מאת {name}", "תחילת הטקסט", "חזרה לטקסט"]),
    ("ar", ["المحتويات", "الغلاف", "الهوامش", "هامش", "معالم الكتاب", "صفحة العنوان", "الجزء", "الفصل",
        "بقلم {name}", "بداية النص", "العودة إلى النص"]),
    ("ja", ["目次", "表紙", "注", "注", "ランドマーク", "扉", "部", "章",
        "{name} 著", "本文の始まり", "本文に戻る"]),
    ("zh", ["目录", "封面", "注释", "注", "导航点", "扉页", "部", "章",
        "{name} 著", "正文开始", "返回正文"]),
    ("zh-Hant", ["目錄", "封面", "註釋", "註", "導航點", "扉頁", "部", "章",
        "{name} 著", "正文開始", "返回正文"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(language: &str) -> &'static str {
        row(language)[Word::Contents as usize]
    }

    #[test]
    fn a_language_falls_back_on_a_wider_tag_and_then_on_english() {
        for (language, expected) in [
            ("de-CH", "Inhalt"),
            ("DE", "Inhalt"),
            ("nn-NO", "Innhold"),
            ("zh-Hans-SG", "目录"),
            ("zh-Hant-TW", "目錄"),
            ("zh-HK", "目錄"),
            ("eo", "Contents"),
            ("", "Contents"),
        ] {
            assert_eq!(contents(language), expected, "{language}");
        }
    }

    #[test]
    fn a_book_may_say_another_word() {
        let overrides = BTreeMap::from([("by".to_owned(), "told by {name}".to_owned())]);
        assert_eq!(byline("Ann", "en", &overrides), "told by Ann");
        assert_eq!(byline("Ann", "ja", &BTreeMap::new()), "Ann 著");
        assert_eq!(lookup(Word::Notes, "fr", &overrides), "Notes");
    }

    #[test]
    fn the_table_is_whole() {
        for (index, word) in Word::ALL.into_iter().enumerate() {
            assert_eq!(word as usize, index);
            assert_eq!(Word::named(word.name()), Some(word));
        }
        for (language, words) in TERMS {
            assert!(words.iter().all(|word| !word.is_empty()), "{language}");
            assert!(words[Word::By as usize].contains(NAME), "{language}");
        }
    }
}
