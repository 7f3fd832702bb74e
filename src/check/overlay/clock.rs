//! Clock values: moments and lengths of time. EPUB 3.3, appendix H; SMIL 3.0, section 5.4.4.

use std::time::Duration;

/// Returns the time that a text says: `1:02:03.4`, `02:03`, `3.4s`, `5min`, `6` (seconds).
pub(in crate::check) fn parse(text: &str) -> Option<Duration> {
    let text = text.trim_ascii();
    let parts: Vec<&str> = text.split(':').collect();
    let nanoseconds = match parts[..] {
        [hours, minutes, seconds] => whole(hours)? * HOUR + below_60(minutes)? * MINUTE + seconds_below_60(seconds)?,
        [minutes, seconds] => below_60(minutes)? * MINUTE + seconds_below_60(seconds)?,
        [count] => {
            let (number, unit) = [("min", MINUTE), ("ms", SECOND / 1000), ("h", HOUR), ("s", SECOND)]
                .into_iter()
                .find_map(|(name, unit)| Some((count.strip_suffix(name)?, unit)))
                .unwrap_or((count, SECOND));
            decimal(number, unit)?
        }
        _ => return None,
    };
    let seconds = u64::try_from(nanoseconds / SECOND).ok()?;
    Some(Duration::new(seconds, u32::try_from(nanoseconds % SECOND).ok()?))
}

const SECOND: u128 = 1_000_000_000;
const MINUTE: u128 = 60 * SECOND;
const HOUR: u128 = 60 * MINUTE;

fn whole(text: &str) -> Option<u128> {
    let is_number = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn below_60(text: &str) -> Option<u128> {
    whole(text).filter(|number| text.len() == 2 && *number < 60)
}

fn seconds_below_60(text: &str) -> Option<u128> {
    below_60(text.split('.').next()?)?;
    decimal(text, SECOND)
}

/// Returns a number of units, as nanoseconds.
fn decimal(text: &str, unit: u128) -> Option<u128> {
    let (before, after) = text.split_once('.').map_or((text, None), |(before, after)| (before, Some(after)));
    let mut nanoseconds = whole(before)? * unit;
    let mut place = unit;
    for digit in after.unwrap_or_default().chars() {
        place /= 10;
        nanoseconds += place * u128::from(digit.to_digit(10)?);
    }
    (after != Some("")).then_some(nanoseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_values_are_read_in_every_form() {
        for (text, milliseconds) in [
            ("0", 0),
            (" 1s ", 1000),
            ("1.5h", 5_400_000),
            ("5ms", 5),
            ("2min", 120_000),
            ("00:02.5", 2500),
            ("100:00:01", 360_001_000),
            ("7.25", 7250),
        ] {
            assert_eq!(parse(text), Some(Duration::from_millis(milliseconds)), "{text}");
        }
        for text in
            ["", "0:01", "1:2:3", "00:60", "1.s", ".5s", "1 s", "-1s", "npt=1s", "1e1s", "foo", "1S", "1:00:00:00"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
