//! Telling whether a value is valid, in one look at its bytes and without mending anything.
//!
//! Where the specifications say more than any checker in use does, as for the days of a month, this says no more than
//! EPUBCheck does.

use super::{Value, is_digits, is_duration, is_space};

pub(super) fn accepts(kind: Value, name: &str, value: &str) -> bool {
    let trimmed = value.trim_matches(is_space);
    match kind {
        Value::Text | Value::Tokens | Value::References => true,
        Value::NonEmpty => !trimmed.is_empty(),
        Value::Id => is_one_word(value),
        Value::Url => is_url(trimmed),
        Value::Urls => !trimmed.is_empty() && trimmed.split_ascii_whitespace().all(is_url),
        Value::Language => trimmed.is_empty() || is_language(trimmed),
        Value::Integer => is_integer(trimmed),
        Value::NonNegative => is_integer(trimmed) && !is_below_zero(trimmed),
        Value::Span { least, .. } => {
            let digits = trimmed.strip_prefix('+').unwrap_or(trimmed);
            is_digits(digits) && (least == 0 || digits.len() > 9 || digits.parse::<u32>().is_ok_and(|n| n >= least))
        }
        Value::Number => number(trimmed).is_some(),
        Value::Unsigned => number(trimmed).is_some_and(|number| number >= 0.0),
        Value::Positive => number(trimmed).is_some_and(|number| number > 0.0),
        Value::Boolean => value.is_empty() || trimmed.eq_ignore_ascii_case(name),
        Value::OneOf(words) => words.iter().any(|word| word.eq_ignore_ascii_case(trimmed)),
        Value::Exactly(words) => words.contains(&trimmed),
        Value::Words(words) => trimmed.split_ascii_whitespace().all(|word| words.contains(&word)),
        Value::SomeOf(words) => {
            !trimmed.is_empty() && trimmed.split_ascii_whitespace().all(|word| words.contains(&word))
        }
        Value::Length => super::is_length(trimmed),
        Value::LengthOr(words) => words.contains(&trimmed) || super::is_length(trimmed),
        Value::Date => is_like(trimmed, "y-dd-dd") || is_moment_with_time(trimmed, true),
        Value::Moment => is_moment(trimmed),
        Value::LocalMoment => is_moment_with_time(trimmed, false),
        Value::MediaType => is_media_type(value),
        Value::MapReference => value.len() > 1 && value.starts_with('#'),
        Value::Frame => !value.starts_with('_'),
        Value::Target => {
            let known = |word: &&str| word.eq_ignore_ascii_case(value);
            !value.starts_with('_') || ["_blank", "_self", "_parent", "_top"].iter().any(known)
        }
        Value::IconSizes => trimmed.split_ascii_whitespace().all(|size| size == "any" || is_icon_size(size)),
        Value::Like(pictures) => pictures.iter().any(|picture| is_like(trimmed, picture)),
        Value::OrEmpty(other) => value.is_empty() || accepts(*other, name, value),
        Value::OrMinusOne(other) => trimmed == "-1" || accepts(*other, name, value),
        Value::OrAny(other) => trimmed.eq_ignore_ascii_case("any") || accepts(*other, name, value),
        Value::Emails => value.is_empty() || value.split(',').all(is_email),
        Value::Names => !trimmed.is_empty() && trimmed.split_ascii_whitespace().all(|word| word.chars().all(is_name)),
        Value::NcName => !value.is_empty() && !value.contains(':') && value.chars().all(is_name) && starts_name(value),
        Value::Curies => trimmed.split_ascii_whitespace().all(|term| is_curie(term) || is_url(term)),
        Value::CurieOrUrl => is_url(trimmed) || is_curie(trimmed) || trimmed.starts_with('[') && trimmed.ends_with(']'),
        Value::Prefixes => are_prefixes(trimmed),
    }
}

/// XML counts four characters as white space; others make a word, if an odd one.
fn is_one_word(value: &str) -> bool {
    !value.is_empty() && !value.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

/// Tells whether a value is an address as far as its shape goes. Spaces and the like are left to browsers to escape.
fn is_url(value: &str) -> bool {
    let escaped = |(at, _): (usize, _)| {
        value.as_bytes().get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    };
    if value.contains('%') && !value.match_indices('%').all(escaped) {
        return false;
    }
    let mut parts = value.split('#');
    let (address, fragment) = (parts.next().unwrap_or_default(), parts.next());
    if parts.next().is_some() || fragment.is_some_and(|fragment| fragment.contains(['[', ']'])) {
        return false;
    }
    let first = address.split(['/', '?']).next().unwrap_or_default();
    let rest = match first.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => {
            let rest = &address[scheme.len() + 1..];
            if rest.is_empty() || rest == "//" {
                return false;
            }
            rest
        }
        Some(_) => return false,
        None => address,
    };
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len())),
        None => ("", rest),
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host_fits = !host.contains(['[', ']']) || host.starts_with('[') && host.contains(']');
    let path = path.split('?').next().unwrap_or_default();
    host_fits && !path.contains(['[', ']'])
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Tells whether a value has the form that language tags have had since RFC 3066.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let fits = |part: &str| (1..=8).contains(&part.len());
    parts.next().is_some_and(|first| fits(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && parts.all(|part| fits(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_integer(value: &str) -> bool {
    is_digits(value.strip_prefix(['+', '-']).unwrap_or(value))
}

fn is_below_zero(value: &str) -> bool {
    value.strip_prefix('-').is_some_and(|digits| digits.bytes().any(|digit| digit != b'0'))
}

/// Reads a number as XML Schema writes it, infinity among them.
fn number(value: &str) -> Option<f64> {
    match value {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        _ if value.bytes().any(|byte| byte.is_ascii_alphabetic() && !byte.eq_ignore_ascii_case(&b'e')) => None,
        _ => value.parse().ok(),
    }
}

/// Matches a value against a picture: see [`Value::Like`].
fn is_like(value: &str, picture: &str) -> bool {
    rest_after(value, picture) == Some("")
}

/// Returns what follows the part of a value that fits a picture.
fn rest_after<'a>(value: &'a str, picture: &str) -> Option<&'a str> {
    let mut rest = value;
    for wanted in picture.bytes() {
        if wanted == b'y' {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            rest = (digits >= 4).then(|| &rest[digits..])?;
            continue;
        }
        let byte = *rest.as_bytes().first()?;
        let fits = match wanted {
            b'd' => byte.is_ascii_digit(),
            b'x' => byte.is_ascii_hexdigit(),
            _ => byte == wanted,
        };
        rest = fits.then(|| &rest[1..])?;
    }
    Some(rest)
}

/// Tells whether a value is a date and a time, with an offset or not, or never with one.
fn is_moment_with_time(value: &str, may_have_offset: bool) -> bool {
    let Some(time) = rest_after(value, "y-dd-dd").and_then(|rest| rest.strip_prefix(['T', ' '])) else { return false };
    let Some(rest) = after_time(time) else { return false };
    rest.is_empty()
        || may_have_offset
            && (rest == "Z" || ["+dd:dd", "-dd:dd", "+dddd", "-dddd"].iter().any(|offset| is_like(rest, offset)))
}

/// Returns what follows the time that a value begins with.
fn after_time(value: &str) -> Option<&str> {
    let rest = rest_after(value, "dd:dd")?;
    let Some(rest) = rest_after(rest, ":dd") else { return Some(rest) };
    let Some(fraction) = rest.strip_prefix('.') else { return Some(rest) };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then(|| &fraction[digits..])
}

/// Tells whether a value is anything that `time` may say.
fn is_moment(value: &str) -> bool {
    const PICTURES: &[&str] = &["dddd", "y-dd", "y-Wdd", "y-dd-dd"];
    let day = value.strip_prefix("--").unwrap_or(value);
    let in_year = |day: &str| is_like(day, "dd-dd") && &day[..2] <= "12" && &day[3..] <= "31";
    PICTURES.iter().any(|picture| is_like(value, picture))
        || in_year(day)
        || after_time(value) == Some("")
        || is_moment_with_time(value, true)
        || is_duration(value)
}

fn is_media_type(value: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-^_".contains(&byte);
    let Some((kind, rest)) = value.split_once('/') else { return false };
    !kind.is_empty() && kind.bytes().all(word) && rest.bytes().next().is_some_and(word)
}

fn is_icon_size(value: &str) -> bool {
    let side = |side: &str| is_digits(side) && !side.starts_with('0');
    value.split_once('x').is_some_and(|(width, height)| side(width) && side(height))
}

fn is_email(value: &str) -> bool {
    value.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty() && !right.contains('@'))
}

/// Tells whether a character may stand in a name, wherever in it.
fn is_name(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | ':' | '.' | '\u{B7}' => true,
        '\u{2000}'..='\u{206F}' => matches!(character, '\u{200C}' | '\u{200D}' | '\u{203F}' | '\u{2040}'),
        '\0'..='\u{BF}' | '\u{D7}' | '\u{F7}' | '\u{37E}' => false,
        _ => !matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{2FF0}'..='\u{3000}' | '\u{E000}'..='\u{F8FF}'),
    }
}

fn starts_name(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '.' | '\u{B7}'))
}

fn is_curie(term: &str) -> bool {
    let (prefix, _) = term.split_once(':').unwrap_or((term, ""));
    prefix.chars().all(is_name) && starts_name(prefix)
}

fn are_prefixes(value: &str) -> bool {
    let mut words = value.split_ascii_whitespace();
    while let Some(prefix) = words.next() {
        let named = prefix.strip_suffix(':').is_some_and(|prefix| !prefix.is_empty() && is_curie(prefix));
        if !named || words.next().is_none() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Value, good: &[&str], bad: &[&str]) {
        for value in good {
            assert!(accepts(kind, "checked", value), "{kind:?} {value:?}");
        }
        for value in bad {
            assert!(!accepts(kind, "checked", value), "{kind:?} {value:?}");
        }
    }

    #[test]
    fn addresses_are_told_by_their_shape() {
        let good = ["", "a b", "a|b\\c^d`{}<>\"", "http://a b/", "//a", "http:///x", "http://[::1]/x", "?", "x#y", "é"];
        let bad = ["a%zz", "a%", "a#b#c", "a[b]", ":foo", "1a:foo", "foo:", "http:", "http://", "http://[x"];
        check(Value::Url, &good, &bad);
        check(Value::Urls, &["http://a http://b"], &["", "a%zz"]);
    }

    #[test]
    fn numbers_are_those_of_schemas() {
        check(Value::Integer, &["-3", "+1", " 1", "007"], &["", "a", "1.5", "1e3"]);
        check(Value::NonNegative, &["0", "-0", "+1"], &["-1", "10%"]);
        check(Value::Span { least: 1, most: 1000 }, &["1", "1001"], &["0", "-1", "x"]);
        check(Value::Number, &["1.", ".5", "-1", "1e3", "INF", " 1"], &["", "x", "NaN", "inf"]);
        check(Value::Positive, &["0.1"], &["0", "-1"]);
    }

    #[test]
    fn words_are_compared_as_their_attributes_want() {
        check(Value::OneOf(&["ltr"]), &["LTR", " ltr"], &["", "rtl"]);
        check(Value::Exactly(&["get"]), &["get"], &["GET", ""]);
        check(Value::Boolean, &["", "CHECKED"], &["true"]);
        check(Value::Language, &["", "en", " en", "de-1996", "x-foo"], &["x y", "en_US", "12", "en-", "abcdefghi"]);
        check(Value::Target, &["", "a", "_BLANK"], &["_foo"]);
        check(Value::Names, &["a", "a b:c", "é", "1"], &["", " ", "a,b", "(x)"]);
        check(Value::MediaType, &["a/b", "a/b c"], &["x", " a/b", "a/", "a.b/c"]);
        check(Value::Curies, &["a:b c", "", "foo:%zz"], &["%zz", "[x"]);
        check(Value::Prefixes, &["", "foo: http://x bar: http://y"], &["foo", "foo:http://x"]);
        check(Value::CurieOrUrl, &["", "_:x", "[]", "a b"], &["a%zz", "[foo"]);
    }

    #[test]
    fn moments_are_told_by_their_digits() {
        let dates = ["2020-99-99", "12345-01-01", "2020-01-01T12:00", "2020-01-01 12:00:00.123-05:00"];
        let moments = ["2020", "12-31", "--12-01", "99:99", "12:00:00.12", "2020-W99", "P1D", "PT3.5S", "PT1H2M3.5S"];
        let bad = ["12345", "123", "13-01", "12:00Z", "P", "PT", "P1Y", "P1DT", "PT1M1H", "2020-01-01T12:00 +0100"];
        check(Value::Date, &dates, &moments);
        check(Value::Moment, &moments, &bad);
        check(Value::Moment, &dates, &["2020-01-01T12:00:00.1234", "T12:00", ""]);
    }
}
