//! Languages of keys and values, and style sheets.

use super::language::Language;
use super::words::{Reader, part};
use super::{Class, Part};

/// Reads JSON, TOML, YAML and their like: what stands before a colon or a sign of equality is a key.
pub(super) fn keyed(text: &str, language: &Language, parts: &mut Vec<Part>) {
    let mut reader = Reader { text, language, at: 0, end: 0 };
    let mut starts_line = true;
    while reader.at < text.len() {
        let start = reader.at;
        reader.end = reader.line_end();
        let line = &text[start..reader.end];
        let indent = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        if let Some(length) = key_length(&line[indent..]).filter(|_| starts_line) {
            parts.push(Part { range: start + indent..start + indent + length, class: Class::Name });
            reader.at = start + indent + length;
        }
        while let Some(found) = reader.next() {
            let after = text[found.range.end..].trim_start_matches([' ', '\t']);
            let is_key = found.class == Class::String && after.starts_with(':');
            parts.push(if is_key { Part { class: Class::Name, ..found } } else { found });
        }
        // A text may have gone over the end of its line: what follows it begins none.
        starts_line = text[reader.at..].starts_with('\n');
        reader.at += usize::from(starts_line);
    }
}

/// Returns how long the key is that a line begins with, or the head of a table.
fn key_length(line: &str) -> Option<usize> {
    if line.starts_with('[') {
        return line.find(']').map(|end| end + 1 + usize::from(line[end + 1..].starts_with(']')));
    }
    let is_of_key = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ' ' | '/');
    let end = line.find(|sign| !is_of_key(sign))?;
    let key = line[..end].trim_end();
    let is_key = line[end..].starts_with('=') || line[end..].starts_with(": ") || &line[end..] == ":";
    (is_key && !key.is_empty()).then_some(key.len())
}

/// Reads a style sheet: selectors are plain, properties are keys.
pub(super) fn css(text: &str, language: &Language, parts: &mut Vec<Part>) {
    let mut reader = Reader { text, language, at: 0, end: text.len() };
    let mut depth = 0usize;
    let mut is_value = false;
    while let Some(first) = text[reader.at..].chars().next() {
        let start = reader.at;
        let rest = &text[start..];
        if rest.starts_with("/*") {
            reader.at = rest.find("*/").map_or(text.len(), |end| start + end + 2);
            parts.push(Part { range: start..reader.at, class: Class::Comment });
        } else if let Some(end) = reader.string() {
            parts.push(Part { range: start..end, class: Class::String });
            reader.at = end;
        } else if first == '@' {
            let length = rest[1..].find(|sign| !reader.is_of_word(sign)).map_or(rest.len(), |length| length + 1);
            parts.push(Part { range: start..start + length, class: Class::Keyword });
            reader.at = start + length;
        } else if is_value && (first.is_ascii_digit() || first == '#') {
            let length = rest[1..].find(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '.' | '%'));
            reader.at = length.map_or(text.len(), |length| start + 1 + length);
            parts.push(Part { range: start..reader.at, class: Class::Number });
        } else if reader.is_of_word(first) {
            let length = rest.find(|sign| !reader.is_of_word(sign)).unwrap_or(rest.len());
            reader.at = start + length;
            let is_property = depth > 0 && !is_value && text[reader.at..].trim_start().starts_with(':');
            parts.extend(part(start..reader.at, Class::Name).filter(|_| is_property));
        } else {
            match first {
                '{' => (depth, is_value) = (depth + 1, false),
                '}' => (depth, is_value) = (depth.saturating_sub(1), false),
                ':' => is_value = depth > 0,
                ';' => is_value = false,
                _ => {}
            }
            reader.at += first.len_utf8();
        }
    }
}
