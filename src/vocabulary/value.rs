//! What the value of an attribute may be, and how a browser reads one that is not quite that.

mod accept;

use std::borrow::Cow;

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Text,
    NonEmpty,
    /// One word.
    Id,
    /// The ids of elements in the same document.
    References,
    Tokens,
    Url,
    /// A language tag (BCP 47), or nothing.
    Language,
    Integer,
    NonNegative,
    /// At least 1 and at most so much: browsers stop there.
    Span {
        least: u32,
        most: u32,
    },
    Number,
    /// Nothing, or the attribute's own name.
    Boolean,
    /// One of these words, in lower case.
    OneOf(&'static [&'static str]),
    /// One of these words, as they stand.
    Exactly(&'static [&'static str]),
    /// Any number of these words.
    Words(&'static [&'static str]),
    /// One of these words or more.
    SomeOf(&'static [&'static str]),
    /// A length of MathML: a number with or without a unit, or a named space.
    Length,
    /// The same, or one of these words.
    LengthOr(&'static [&'static str]),
    /// A date, or a date with time and offset.
    Date,
    /// Anything that `time` may say: a date, a time, a month, a week, a year, a duration.
    Moment,
    MediaType,
    /// `#` and the name of a map.
    MapReference,
    /// A number that is not negative.
    Unsigned,
    /// A number above zero.
    Positive,
    /// The name of a window: any but those that begin with an underscore.
    Frame,
    /// The name of a window, or `_blank`, `_self`, `_parent`, `_top`.
    Target,
    /// Sizes such as `16x16`, or `any`.
    IconSizes,
    /// A value that looks like one of these: `d` is a digit, `x` a hexadecimal one, `y` a year, the rest itself.
    Like(&'static [&'static str]),
    /// A date and time without an offset.
    LocalMoment,
    /// A value of that kind, or nothing.
    OrEmpty(&'static Value),
    /// A value of that kind, or `-1`.
    OrMinusOne(&'static Value),
    /// A value of that kind, or `any`.
    OrAny(&'static Value),
    /// Addresses of mail, with commas between.
    Emails,
    /// One name or more, such as `chapter` or `z3998:poem`.
    Names,
    /// A name of XML without a colon.
    NcName,
    /// Addresses, with spaces between.
    Urls,
    /// Terms, compact addresses, or whole ones (RDFa Core 1.1, 7.4).
    Curies,
    /// An address, whole, or compact and in brackets.
    CurieOrUrl,
    /// Prefixes, each with the address that it stands for.
    Prefixes,
}

impl Value {
    /// Returns the value as it should be written, or nothing where no sense can be made of it.
    ///
    /// `name` is the attribute's. Addresses are not looked into.
    pub fn mend<'a>(self, name: &str, value: &'a str) -> Option<Cow<'a, str>> {
        let trimmed = value.trim_matches(is_space);
        let keep = |holds: bool| holds.then_some(Cow::Borrowed(trimmed));
        match self {
            Self::Text => Some(Cow::Borrowed(value)),
            Self::NonEmpty | Self::Url | Self::Tokens | Self::References => keep(!trimmed.is_empty()),
            Self::Id => keep(!trimmed.is_empty() && !trimmed.contains(char::is_whitespace)),
            Self::Language => language(trimmed),
            Self::Integer => number(trimmed, true).map(Cow::Owned),
            Self::NonNegative => number(trimmed, false).map(Cow::Owned),
            Self::Span { least, most } => {
                let number = number(trimmed, false)?;
                let number = if number.len() > 9 { most } else { number.parse().ok()? };
                (number >= least).then(|| Cow::Owned(number.min(most).to_string()))
            }
            Self::Number => keep(trimmed.parse::<f64>().is_ok_and(f64::is_finite)),
            Self::Boolean => Some(Cow::Owned(name.to_owned())),
            Self::OneOf(words) => words.iter().find(|word| word.eq_ignore_ascii_case(trimmed)).map(|&word| word.into()),
            Self::Exactly(words) => keep(words.contains(&trimmed)),
            Self::Words(words) => {
                keep(!trimmed.is_empty() && trimmed.split_ascii_whitespace().all(|word| words.contains(&word)))
            }
            Self::Length => keep(is_length(trimmed)),
            Self::Date => keep(is_date(trimmed) || is_date_time(trimmed)),
            Self::Moment => keep(is_moment(trimmed)),
            Self::MediaType => keep(is_media_type(trimmed)),
            Self::MapReference => keep(trimmed.len() > 1 && trimmed.starts_with('#')),
            // What no text says, and nobody has to mend.
            _ => keep(self.accepts(name, trimmed)),
        }
    }

    /// Tells whether a value is valid; what some writers get wrong and no reader minds counts as valid, as it does for
    /// EPUBCheck.
    pub fn accepts(self, name: &str, value: &str) -> bool {
        accept::accepts(self, name, value)
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{C}' | '\r')
}

/// Returns a well-formed tag, with the underscores of locales made hyphens.
fn language(tag: &str) -> Option<Cow<'_, str>> {
    let tag = if tag.contains('_') { Cow::Owned(tag.replace('_', "-")) } else { Cow::Borrowed(tag) };
    let well_formed = oxilangtag::LanguageTag::parse(&*tag).is_ok();
    well_formed.then_some(tag)
}

/// Returns the number that a value begins with, as browsers read it: `12px` is 12.
fn number(value: &str, signed: bool) -> Option<String> {
    let (sign, digits) = match value.as_bytes().first()? {
        b'-' if signed => ("-", &value[1..]),
        b'+' => ("", &value[1..]),
        _ => ("", value),
    };
    let end = digits.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    // Half a number and a share of the page are not numbers that can be kept.
    if end == 0 || digits[end..].trim_start().starts_with(['%', '*']) {
        return None;
    }
    let digits = digits[..end].trim_start_matches('0');
    match digits {
        "" => Some("0".to_owned()),
        _ if digits.len() > 9 => Some(format!("{sign}999999999")),
        _ => Some(format!("{sign}{digits}")),
    }
}

fn is_length(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '%');
    let digits = number.strip_prefix('-').unwrap_or(number);
    let unit = &value[number.len()..];
    let named =
        matches!(unit.strip_prefix("negative").unwrap_or(unit), "thinmathspace" | "mediummathspace" | "thickmathspace");
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let counted = !whole.is_empty() && is_digits(whole) && is_digits(fraction);
    number.is_empty() && named
        || counted && matches!(unit, "" | "em" | "ex" | "in" | "cm" | "mm" | "pt" | "px" | "pc" | "%")
}

/// Matches a value against a picture in which `d` is a digit and anything else itself; returns what is left.
fn after<'a>(value: &'a str, picture: &str) -> Option<&'a str> {
    let head = value.get(..picture.len())?;
    let fits = |(byte, wanted): (u8, u8)| if wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted };
    head.bytes().zip(picture.bytes()).all(fits).then(|| &value[picture.len()..])
}

fn is(value: &str, picture: &str) -> bool {
    after(value, picture) == Some("")
}

fn in_range(digits: &str, least: u32, most: u32) -> bool {
    digits.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number))
}

fn is_date(value: &str) -> bool {
    is(value, "dddd-dd-dd") && is_month(&value[..7]) && in_range(&value[8..], 1, 31)
}

fn is_month(value: &str) -> bool {
    is(value, "dddd-dd") && &value[..4] != "0000" && in_range(&value[5..], 1, 12)
}

fn is_time(value: &str) -> bool {
    let Some(rest) = after(value, "dd:dd") else { return false };
    let clock = in_range(&value[..2], 0, 23) && in_range(&value[3..5], 0, 59);
    let seconds = rest.is_empty() || after(rest, ":dd").is_some_and(is_fraction) && in_range(&rest[1..3], 0, 59);
    clock && seconds
}

fn is_fraction(value: &str) -> bool {
    matches!(value, "") || matches!(value.len(), 2..=4) && value.starts_with('.') && is_digits(&value[1..])
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a value is a date and a time, with or without an offset.
fn is_date_time(value: &str) -> bool {
    let Some((date, rest)) = value.split_once(['T', ' ']) else { return false };
    let end = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let offset = &rest[end..];
    let offset_fits = match offset.get(1..) {
        None => true,
        Some(clock) if !offset.starts_with('Z') => {
            (is(clock, "dd:dd") || is(clock, "dddd"))
                && in_range(&clock[..2], 0, 23)
                && in_range(&clock[clock.len() - 2..], 0, 59)
        }
        Some(rest) => rest.is_empty(),
    };
    is_date(date) && is_time(&rest[..end]) && offset_fits
}

fn is_moment(value: &str) -> bool {
    let year = is(value, "dddd") && value != "0000";
    let week = is(value, "dddd-Wdd") && in_range(&value[6..], 1, 53);
    let day = is(value, "dd-dd") && in_range(&value[..2], 1, 12) && in_range(&value[3..], 1, 31);
    year || week || day || is_month(value) || is_date(value) || is_time(value) || is_date_time(value) || {
        is_duration(value)
    }
}

/// Tells whether a value is a duration such as `P3DT4H30M`.
fn is_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    let days_fit = days.is_empty() || days.strip_suffix('D').is_some_and(is_digits);
    let time_fits = time.is_none_or(|time| {
        let mut left = time;
        for unit in ['H', 'M', 'S'] {
            if let Some((digits, after)) = left.split_once(unit) {
                let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
                let has_fraction = whole.len() < digits.len();
                if !is_digits(whole) || !is_digits(fraction) || fraction.len() > 3 || has_fraction && unit != 'S' {
                    return false;
                }
                left = after;
            }
        }
        left.is_empty() && !time.is_empty()
    });
    days_fit && time_fits && (time.is_some() || !days.is_empty())
}

fn is_media_type(value: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&+-^_.".contains(&byte))
    };
    let (essence, _) = value.split_once(';').unwrap_or((value, ""));
    essence
        .trim_end()
        .split_once('/')
        .is_some_and(|(kind, subtype)| word(kind) && word(subtype) && !kind.contains('.') && !subtype.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Value, cases: &[(&str, Option<&str>)]) {
        for (value, expected) in cases {
            assert_eq!(kind.mend("checked", value).as_deref(), *expected, "{kind:?} {value:?}");
        }
    }

    #[test]
    fn numbers_are_read_as_browsers_read_them() {
        check(Value::Integer, &[("-3", Some("-3")), (" 007 ", Some("7")), ("x", None), ("", None), ("-", None)]);
        check(Value::NonNegative, &[("120px", Some("120")), ("50%", None), ("-3", None), ("+4", Some("4"))]);
        let columns = Value::Span { least: 1, most: 1000 };
        check(columns, &[("2", Some("2")), ("0", None), ("99999999999999", Some("1000")), ("abc", None)]);
        check(Value::Number, &[("0.5", Some("0.5")), ("1e3", Some("1e3")), ("inf", None), ("NaN", None)]);
    }

    #[test]
    fn words_and_tags_are_put_in_their_proper_form() {
        check(Value::OneOf(&["ltr", "rtl"]), &[("RTL", Some("rtl")), (" ltr", Some("ltr")), ("up", None)]);
        check(Value::Exactly(&["a", "A"]), &[("A", Some("A")), ("b", None)]);
        check(Value::Boolean, &[("true", Some("checked")), ("", Some("checked")), ("checked", Some("checked"))]);
        check(Value::Language, &[("en_US", Some("en-US")), ("de", Some("de")), ("e n", None), ("english!", None)]);
        check(Value::Id, &[("a b", None), ("", None), (" a ", Some("a"))]);
        check(Value::MediaType, &[("audio/mpeg", Some("audio/mpeg")), ("mp3", None), ("a/b; c=d", Some("a/b; c=d"))]);
    }

    #[test]
    fn dates_are_checked_to_the_letter() {
        let good = ["2020-02-30", "2020-12-31T23:59", "2020-12-31 23:59:59.5Z", "2020-12-31T23:59+0100"];
        let moments = ["2020", "2020-11", "2020-W01", "12-24", "23:59", "P3D", "PT4H30M", "P1DT2S"];
        let bad = ["", "yesterday", "2020-13-01", "2020-1-1", "2020-12-31T", "2020-12-31T24:00", "P", "PT", "24:00"];
        let keeps = |kind: Value, value: &str| kind.mend("datetime", value).as_deref() == Some(value);
        assert!(good.iter().all(|value| keeps(Value::Date, value)));
        assert!(good.iter().chain(&moments).all(|value| keeps(Value::Moment, value)));
        assert!(bad.iter().chain(&moments).all(|value| !keeps(Value::Date, value)));
        assert!(bad.iter().all(|value| !keeps(Value::Moment, value)));
    }
}
