//! Languages that are text with marks in it: HTML and XML, Markdown, TeX, and differences between files.

use super::language::Language;
use super::words::part;
use super::{Class, Part};

/// Reads HTML and XML.
pub(super) fn tags(text: &str, _language: &Language, parts: &mut Vec<Part>) {
    let mut at = 0;
    while let Some(start) = text[at..].find(['<', '&']).map(|length| at + length) {
        let rest = &text[start..];
        let end = |close: &str| rest.find(close).map_or(text.len(), |length| start + length + close.len());
        at = if rest.starts_with("<!--") {
            let end = end("-->");
            parts.push(Part { range: start..end, class: Class::Comment });
            end
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = end(">");
            parts.push(Part { range: start..end, class: Class::Meta });
            end
        } else if let Some(entity) = rest.strip_prefix('&') {
            let length = entity.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '#');
            match length.filter(|length| entity[*length..].starts_with(';')) {
                Some(length) => {
                    parts.push(Part { range: start..start + length + 2, class: Class::Number });
                    start + length + 2
                }
                None => start + 1,
            }
        } else {
            tag(text, start, parts)
        };
    }
}

/// Reads a tag; returns where it ends.
fn tag(text: &str, start: usize, parts: &mut Vec<Part>) -> usize {
    let name = start + 1 + usize::from(text[start + 1..].starts_with('/'));
    let is_of_name = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ':' | '.' | '@');
    let word_end = |at: usize| text[at..].find(|sign| !is_of_name(sign)).map_or(text.len(), |length| at + length);
    let mut at = word_end(name);
    if at == name {
        return name;
    }
    parts.push(Part { range: name..at, class: Class::Keyword });
    while let Some(sign) = text[at..].chars().next() {
        match sign {
            '>' => return at + 1,
            '"' | '\'' => {
                let end = text[at + 1..].find(sign).map_or(text.len(), |length| at + length + 2);
                parts.push(Part { range: at..end, class: Class::String });
                at = end;
            }
            _ if is_of_name(sign) => {
                let end = word_end(at);
                parts.push(Part { range: at..end, class: Class::Name });
                at = end;
            }
            _ => at += sign.len_utf8(),
        }
    }
    at
}

/// Reads differences between files.
pub(super) fn diff(text: &str, _language: &Language, parts: &mut Vec<Part>) {
    let mut start = 0;
    let mut is_head = false;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches('\n').len();
        let next = &text[start + line.len()..];
        // The names of both files stand together; elsewhere it is a line that begins with the sign itself.
        let is_name = line.starts_with("---") && next.starts_with("+++") || is_head && line.starts_with("+++");
        is_head = is_name && line.starts_with("---");
        let class = match line.as_bytes().first() {
            _ if is_name || ["@@", "diff ", "index "].iter().any(|mark| line.starts_with(mark)) => Some(Class::Meta),
            Some(b'+') => Some(Class::Inserted),
            Some(b'-') => Some(Class::Deleted),
            _ => None,
        };
        parts.extend(class.and_then(|class| part(start..start + length, class)));
        start += line.len();
    }
}

/// Reads what stands in a terminal: prompts, and what was typed behind them.
pub(super) fn session(text: &str, _language: &Language, parts: &mut Vec<Part>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n').len();
        if ["$ ", "% ", "> ", "# "].iter().any(|prompt| line.starts_with(prompt)) {
            parts.push(Part { range: start..start + 1, class: Class::Meta });
            parts.extend(part(start + 2..start + words.max(2), Class::Keyword));
        }
        start += line.len();
    }
}

/// Reads Markdown: headings, quotations, code, fences, and the marks of lists.
pub(super) fn markdown(text: &str, _language: &Language, parts: &mut Vec<Part>) {
    let mut start = 0;
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        let inner = words.trim_start();
        let is_fence = inner.starts_with("```") || inner.starts_with("~~~");
        let class = match () {
            () if is_fence || inner.starts_with(":::") => Some(Class::Meta),
            () if is_code => Some(Class::String),
            () if inner.starts_with('#') => Some(Class::Keyword),
            () if inner.starts_with('>') => Some(Class::Comment),
            () => None,
        };
        match class {
            Some(class) => parts.extend(part(start..start + words.len(), class)),
            None => code_spans(words, start, parts),
        }
        is_code ^= is_fence;
        start += line.len();
    }
}

fn code_spans(line: &str, start: usize, parts: &mut Vec<Part>) {
    let mut marks = line.match_indices('`').map(|(at, _)| at);
    while let (Some(open), Some(close)) = (marks.next(), marks.next()) {
        parts.push(Part { range: start + open..start + close + 1, class: Class::String });
    }
}

/// Reads TeX.
pub(super) fn tex(text: &str, _language: &Language, parts: &mut Vec<Part>) {
    let mut at = 0;
    while let Some(start) = text[at..].find(['\\', '%', '$']).map(|length| at + length) {
        let rest = &text[start..];
        let (length, class) = match rest.as_bytes()[0] {
            b'%' => (rest.find('\n').unwrap_or(rest.len()), Class::Comment),
            b'$' => (rest.bytes().take_while(|byte| *byte == b'$').count(), Class::String),
            _ => {
                let letters = rest[1..].find(|sign: char| !sign.is_ascii_alphabetic() && sign != '@');
                let letters = letters.unwrap_or(rest.len() - 1);
                let other = rest[1..].chars().next().map_or(0, char::len_utf8);
                (1 + if letters > 0 { letters } else { other }, Class::Keyword)
            }
        };
        parts.push(Part { range: start..start + length, class });
        at = start + length;
    }
}
