//! Moments in a recording, as timing files and captions write them.

use std::time::Duration;

/// No recording is longer.
const LONGEST: f64 = 1_000.0 * 3_600.0;

/// Reads seconds: `12.5`, or `12,5` where a comma parts decimals.
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    let text = text.trim().replace(',', ".");
    let is_number = text.starts_with(|first: char| first.is_ascii_digit()) && !text.contains(['e', 'E']);
    let seconds: f64 = text.parse().ok().filter(|seconds| is_number && *seconds < LONGEST)?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// Reads hours, minutes and seconds, the hours where there are any: `1:02:03.500`, `02:03,5`.
pub(crate) fn clock(text: &str) -> Option<Duration> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    let (hours, minutes, rest) = match parts[..] {
        [hours, minutes, rest] => (hours, minutes, rest),
        [minutes, rest] => ("0", minutes, rest),
        _ => return None,
    };
    let whole = |part: &str| part.parse::<u64>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let (hours, minutes, rest) = (whole(hours)?, whole(minutes)?, seconds(rest)?);
    let is_sane = hours < 1_000 && minutes < 60 && rest < Duration::from_mins(1);
    is_sane.then(|| Duration::from_secs(hours * 3_600 + minutes * 60) + rest)
}
