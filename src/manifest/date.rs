//! Dates: a year, a month or a day, or a moment, after ISO 8601 as the Web writes it (RFC 3339).

use crate::world::Timestamp;

/// What a text says of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    Year,
    Month,
    Day(Timestamp),
    Moment(Timestamp),
}

/// Reads a date; nothing if it is not one.
pub(super) fn parse(text: &str) -> Option<Date> {
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let mut parts = day.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2)).map_or(Some(None), |month| month.map(Some))?;
    let day = parts.next().map(|part| number(part, 2)).map_or(Some(None), |day| day.map(Some))?;
    if parts.next().is_some() || year == 0 {
        return None;
    }
    match (month, day, time) {
        (None, None, None) => Some(Date::Year),
        (Some(1..=12), None, None) => Some(Date::Month),
        (Some(month @ 1..=12), Some(day), time) if (1..=days_in(year, month)).contains(&day) => {
            let midnight = days_since_1970(year, month, day) * 86_400;
            match time {
                None => Some(Date::Day(Timestamp(midnight))),
                Some(time) => Some(Date::Moment(Timestamp(midnight + seconds(time)?))),
            }
        }
        _ => None,
    }
}

/// Tells whether a text tries to be a date in figures: then it ought to be a right one.
pub(super) fn is_in_figures(text: &str) -> bool {
    let mut parts = text.split('-');
    let year = parts.next().is_some_and(|year| number(year, 4).is_some());
    year && parts.all(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}

/// Returns a date that [`parse`] takes in the letters that EPUB wants: `T` before the time, and a zone after it.
pub(super) fn as_epub_writes(text: &str) -> String {
    let mut written = text.to_uppercase().replacen(' ', "T", 1);
    if written.split_once('T').is_some_and(|(_, time)| !time.contains(['Z', '+', '-'])) {
        written.push('Z');
    }
    written
}

/// Returns the seconds since midnight in universal time of `10:00:00.5+01:00`.
fn seconds(time: &str) -> Option<i64> {
    let zone = time.find(['Z', 'z', '+', '-']);
    let (clock, zone) = time.split_at(zone.unwrap_or(time.len()));
    let whole = match clock.split_once('.') {
        Some((whole, fraction)) => {
            let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
            digits.then_some(whole)?
        }
        None => clock,
    };
    let mut parts = whole.split(':');
    let hour = number(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = number(parts.next()?, 2).filter(|minute| *minute < 60)?;
    // A leap second is the last of its minute.
    let second = parts.next().map_or(Some(0), |second| number(second, 2)).filter(|second| *second <= 60)?.min(59);
    if parts.next().is_some() {
        return None;
    }
    Some(hour * 3600 + minute * 60 + second - offset(zone)?)
}

/// Returns the seconds by which a zone is ahead of universal time; a time without zone is in universal time.
fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.bytes().next() {
        None => return Some(0),
        Some(b'Z' | b'z') => return (zone.len() == 1).then_some(0),
        Some(b'-') => -1,
        Some(_) => 1,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    let hours = number(hours, 2).filter(|hours| *hours < 24)?;
    let minutes = number(minutes, 2).filter(|minutes| *minutes < 60)?;
    Some(sign * (hours * 3600 + minutes * 60))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let leap_days = |year: i64| year / 4 - year / 100 + year / 400;
    let before_year = 365 * (year - 1970) + leap_days(year - 1) - leap_days(1969);
    before_year + (1..month).map(|month| days_in(year, month)).sum::<i64>() + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_web_writes_them() {
        for (text, expected) in [
            ("2026", Date::Year),
            ("2026-11", Date::Month),
            ("1970-01-01", Date::Day(Timestamp(0))),
            ("2024-02-29", Date::Day(Timestamp(1_709_164_800))),
            ("1969-12-31", Date::Day(Timestamp(-86_400))),
            ("0001-01-01", Date::Day(Timestamp(-62_135_596_800))),
            ("2001-09-09T01:46:40Z", Date::Moment(Timestamp(1_000_000_000))),
            ("2001-09-09t03:46:40.25+02:00", Date::Moment(Timestamp(1_000_000_000))),
            ("2001-09-08 19:46:40-06:00", Date::Moment(Timestamp(1_000_000_000))),
            ("1970-01-01T00:01", Date::Moment(Timestamp(60))),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_with_its_zone() {
        for (text, expected) in [
            ("2026-11-22", "2026-11-22"),
            ("2026-11-22 10:00:00", "2026-11-22T10:00:00Z"),
            ("2026-11-22t10:00:00z", "2026-11-22T10:00:00Z"),
            ("2026-11-22T10:00-05:00", "2026-11-22T10:00-05:00"),
        ] {
            assert_eq!(as_epub_writes(text), expected);
        }
    }

    #[test]
    fn what_no_calendar_has_is_no_date() {
        for text in [
            "",
            "26",
            "2026-13",
            "2026-00",
            "2026-02-30",
            "2023-02-29",
            "0000",
            "2026-1-1",
            "22/11/2026",
            "2026-11-22-1",
            "2026-11-22T25:00:00Z",
            "2026-11-22T10:00:00Zulu",
            "2026-11-22T10:00:00+1",
            "2026T10:00:00Z",
            "-2026",
            "2026-11-22T",
            "2026-11-22T10:00:00.Z",
            "２０２６",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
