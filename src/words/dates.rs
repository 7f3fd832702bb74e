//! Dates as people write them: `20 March 2019`, `20. März 2019`, `2019年3月20日`.

use super::row;

/// How a language writes dates.
struct Dates {
    /// With `{d}`, `{m}` and `{y}`.
    day: &'static str,
    month: &'static str,
    /// The months in a date with a day.
    of_day: &'static [&'static str; 12],
    /// The months alone, where they have another form.
    alone: Option<&'static [&'static str; 12]>,
}

/// Returns a date that is written in figures (`2019`, `2019-03`, `2019-03-20`, or with a time) as a page shows it; what
/// is no such date as it stands.
pub fn date(text: &str, language: &str) -> String {
    in_figures(text).map_or_else(|| text.to_owned(), |parts| written(parts, language))
}

/// Returns a date that is written in words (`3 May 1999`, `November 22nd, 2026, 11:02 pm`, `20. März 2019`) in figures.
pub fn in_words(text: &str) -> Option<String> {
    let words: Vec<String> = text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    let year = words.iter().find(|word| word.len() == 4 && word.parse().is_ok_and(|year: u16| year >= 1000))?;
    let month = words.iter().find_map(|word| month(word))?;
    let is_ordinal = |rest: &str| matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er");
    // What follows the date may be the time of day.
    let day = words.iter().find_map(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let day = word[..digits].parse().ok().filter(|day: &usize| (1..=31).contains(day));
        day.filter(|_| is_ordinal(&word[digits..]))
    });
    Some(match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    })
}

/// Returns the number of a month that is called so in any language, or is cut short to three letters or more.
fn month(word: &str) -> Option<usize> {
    const SHORTEST: usize = 3;
    if word.chars().count() < SHORTEST || !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let find = |fits: fn(&str, &str) -> bool| {
        tables().find_map(|months| months.iter().position(|month| fits(&month.to_lowercase(), word)))
    };
    let whole = find(|month, word| month == word).or_else(|| find(|month, word| month.starts_with(word)));
    whole.map(|month| month + 1)
}

/// Returns the names of the months in all languages, those of a year together.
fn tables() -> impl Iterator<Item = &'static [&'static str; 12]> {
    DATES.iter().flat_map(|(_, dates)| std::iter::once(dates.of_day).chain(dates.alone))
}

/// Returns the names of all months in all languages.
pub(super) fn months() -> impl Iterator<Item = &'static str> {
    tables().filter(|months| !std::ptr::eq(*months, &raw const NUMBERED)).flatten().copied()
}

/// Year, month and day, as far as they are told.
type Parts<'a> = (&'a str, Option<usize>, Option<usize>);

fn in_figures(text: &str) -> Option<Parts<'_>> {
    let day = text.split(['T', 't', ' ']).next().unwrap_or_default();
    if text.contains(' ') && !text[day.len()..].starts_with(|c: char| c == ' ' && text.contains(':')) {
        return None;
    }
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = day.split('-');
    let year = parts.next().filter(|year| is_number(year, 4))?;
    let mut next = |most: usize| match parts.next() {
        None => Some(None),
        Some(part) if is_number(part, 2) => part.parse().ok().filter(|number| (1..=most).contains(number)).map(Some),
        Some(_) => None,
    };
    let (month, day) = (next(12)?, next(31)?);
    parts.next().is_none().then_some((year, month, day))
}

fn written((year, month, day): Parts<'_>, language: &str) -> String {
    let Some(month) = month else { return year.to_owned() };
    let dates = row(DATES, language);
    let (form, months) = match day {
        Some(_) => (dates.day, dates.of_day),
        None => (dates.month, dates.alone.unwrap_or(dates.of_day)),
    };
    let day = match day.unwrap_or_default() {
        1 if std::ptr::eq(dates.of_day, &raw const FRENCH) => "1er".to_owned(),
        day => day.to_string(),
    };
    form.replace("{d}", &day).replace("{m}", months[month - 1]).replace("{y}", year)
}

const fn plain(day: &'static str, months: &'static [&'static str; 12]) -> Dates {
    Dates { day, month: "{m} {y}", of_day: months, alone: None }
}

static NUMBERED: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

#[rustfmt::skip]
static ENGLISH: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

#[rustfmt::skip]
static FRENCH: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
];

const HAN: Dates = Dates { day: "{y}年{m}月{d}日", month: "{y}年{m}月", of_day: &NUMBERED, alone: None };

/// The table: English first, on which all fall back.
#[rustfmt::skip]
static DATES: &[(&str, Dates)] = &[
    ("en", plain("{d} {m} {y}", &ENGLISH)),
    ("en-US", plain("{m} {d}, {y}", &ENGLISH)),
    ("de", plain("{d}. {m} {y}", &[
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ])),
    ("fr", plain("{d} {m} {y}", &FRENCH)),
    ("es", Dates { month: "{m} de {y}", ..plain("{d} de {m} de {y}", &[
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ]) }),
    ("it", plain("{d} {m} {y}", &[
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        "novembre", "dicembre",
    ])),
    ("pt", Dates { month: "{m} de {y}", ..plain("{d} de {m} de {y}", &[
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
        "novembro", "dezembro",
    ]) }),
    ("nl", plain("{d} {m} {y}", &[
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ])),
    ("sv", plain("{d} {m} {y}", &[
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
    ])),
    ("da", plain("{d}. {m} {y}", &[
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ])),
    ("nb", plain("{d}. {m} {y}", &[
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
        "desember",
    ])),
    ("fi", plain("{d}. {m}ta {y}", &[
        "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu",
        "lokakuu", "marraskuu", "joulukuu",
    ])),
    ("pl", Dates { alone: Some(&[
        "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
        "listopad", "grudzień",
    ]), ..plain("{d} {m} {y}", &[
        "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
        "października", "listopada", "grudnia",
    ]) }),
    ("cs", Dates { alone: Some(&[
        "leden", "únor", "březen", "duben", "květen", "červen", "červenec", "srpen", "září", "říjen", "listopad",
        "prosinec",
    ]), ..plain("{d}. {m} {y}", &[
        "ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
        "prosince",
    ]) }),
    ("hu", Dates { month: "{y}. {m}", ..plain("{y}. {m} {d}.", &[
        "január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október",
        "november", "december",
    ]) }),
    ("ru", Dates { alone: Some(&[
        "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
        "декабрь",
    ]), ..plain("{d} {m} {y}", &[
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
    ]) }),
    ("uk", Dates { alone: Some(&[
        "січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень",
        "листопад", "грудень",
    ]), ..plain("{d} {m} {y}", &[
        "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
        "листопада", "грудня",
    ]) }),
    ("el", Dates { alone: Some(&[
        "Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος", "Ιούλιος", "Αύγουστος",
        "Σεπτέμβριος", "Οκτώβριος", "Νοέμβριος", "Δεκέμβριος",
    ]), ..plain("{d} {m} {y}", &[
        "Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου",
        "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου",
    ]) }),
    ("he", plain("{d} ב{m} {y}", &[
        "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
    ])),
    ("ar", plain("{d} {m} {y}", &[
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ])),
    ("ja", HAN),
    ("zh", HAN),
    ("zh-Hant", HAN),
];

#[cfg(test)]
mod tests {
    use super::super::TERMS;
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        for (text, language, expected) in [
            ("2019", "en", "2019"),
            ("2019-03", "en-GB", "March 2019"),
            ("2019-03-20", "en-GB", "20 March 2019"),
            ("2019-03-20", "en-US", "March 20, 2019"),
            ("2019-03-20T21:41:00+01:00", "de", "20. März 2019"),
            ("2019-03-20 21:41", "de", "20. März 2019"),
            ("2019-05-01", "fr", "1er mai 2019"),
            ("2019-03-20", "fi", "20. maaliskuuta 2019"),
            ("2019-03", "cs", "březen 2019"),
            ("2019-03-20", "hu", "2019. március 20."),
            ("2019-03-20", "zh-TW", "2019年3月20日"),
            ("2019-03-20", "eo", "20 March 2019"),
        ] {
            assert_eq!(date(text, language), expected);
        }
    }

    #[test]
    fn dates_in_words_are_read() {
        for (text, expected) in [
            ("3 May 1999", Some("1999-05-03")),
            ("November 22, 2026", Some("2026-11-22")),
            ("March 3rd, 2008, 11:02 pm", Some("2008-03-03")),
            ("Sept. 1912", Some("1912-09")),
            ("20. März 2019", Some("2019-03-20")),
            ("1er août 1999", Some("1999-08-01")),
            ("20 марта 2019", Some("2019-03-20")),
            ("Michaelmas 1912", None),
            ("May day", None),
            ("2019-03-20", None),
        ] {
            assert_eq!(in_words(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_in_figures_stays() {
        for text in ["Michaelmas 1912", "c. 1890", "2019-13", "1890-1894", "2019-03-20-4", "2019 or later", "", "é-1"]
        {
            assert_eq!(date(text, "en"), text);
        }
    }

    #[test]
    fn every_language_that_has_words_has_dates() {
        for (language, _) in TERMS {
            assert!(DATES.iter().any(|(known, _)| known == language), "{language}");
        }
    }
}
