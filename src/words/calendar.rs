//! Names of months and of days of the week, as texts have them: in any language that dates are written in, months also cut
//! short. Days that are cut short are words of other meanings: sat, sun.

use super::dates::months;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Tells whether a word in small letters is the name of a month.
pub fn is_month(word: &str) -> bool {
    static MONTHS: LazyLock<HashSet<String>> =
        LazyLock::new(|| months().map(str::to_lowercase).chain(SHORT.iter().map(|&month| month.to_owned())).collect());
    MONTHS.contains(word)
}

/// Tells whether a word in small letters is the name of a day of the week.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// What months are also called.
const SHORT: &[&str] =
    &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "jänner", "feber"];

#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_known_in_many_languages() {
        for month in ["may", "sept", "märz", "août", "марта", "październik", "januari"] {
            assert!(is_month(month), "{month}");
        }
        for word in ["mark", "5", "", "1", "mo", "spring"] {
            assert!(!is_month(word), "{word}");
        }
        assert!(is_weekday("sonnabend") && is_weekday("jeudi") && !is_weekday("day"));
    }
}
