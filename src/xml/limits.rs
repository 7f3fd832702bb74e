//! What is looked at before an XML document is parsed: that nothing in it takes time or memory out of all proportion.
//!
//! It is one look at the bytes, and knows of XML only where tags, comments and entities begin and end.

use super::html::MAX_DEPTH;
use super::parse::{ParseFailure, doctype};
use std::collections::HashMap;

/// More attributes than any element has: telling doubles takes the square of it.
const MOST_ATTRIBUTES: usize = 1000;
/// The bytes that entities may add to a document.
const MOST_EXPANSION: usize = 8 << 20;

/// Refuses a document that goes too deep, has too many attributes in one tag, or whose entities would swell it.
pub(super) fn check(text: &str) -> Result<(), ParseFailure> {
    shape(text.as_bytes())?;
    if doctype(text).is_some_and(|range| text[range].contains("<!ENTITY")) { entities(text) } else { Ok(()) }
}

fn failure(message: String, offset: usize) -> Result<(), ParseFailure> {
    Err(ParseFailure { message, offset })
}

fn shape(bytes: &[u8]) -> Result<(), ParseFailure> {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == b'<') {
        at += found;
        let rest = &bytes[at + 1..];
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') => at += skipped(rest),
            _ => {
                let (length, attributes) = start_tag(rest);
                if attributes > MOST_ATTRIBUTES {
                    return failure(format!("an element has more than {MOST_ATTRIBUTES} attributes"), at);
                }
                let is_empty = length > 0 && rest.get(length - 1) == Some(&b'/');
                depth += usize::from(!is_empty);
                if depth > MAX_DEPTH {
                    return failure(format!("elements are more than {MAX_DEPTH} deep"), at);
                }
                at += length;
            }
        }
        at = (at + 1).min(bytes.len());
    }
    Ok(())
}

/// Returns how many bytes a comment or a CDATA section takes, in which `<` means nothing.
fn skipped(rest: &[u8]) -> usize {
    let until = |end: &[u8]| rest.windows(end.len()).position(|window| window == end).unwrap_or(rest.len());
    if rest.starts_with(b"!--") {
        until(b"-->")
    } else if rest.starts_with(b"![CDATA[") {
        until(b"]]>")
    } else {
        0
    }
}

/// Returns where a start tag's `>` stands, and how many quoted values come before it.
fn start_tag(rest: &[u8]) -> (usize, usize) {
    let (mut quote, mut values) = (None, 0);
    let end = rest.iter().position(|&byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                values += 1;
            }
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    });
    (end.unwrap_or(rest.len()), values)
}

/// Adds up what references to the document's own entities come to.
fn entities(text: &str) -> Result<(), ParseFailure> {
    let Some(range) = doctype(text) else { return Ok(()) };
    let mut lengths: HashMap<&str, usize> = HashMap::new();
    for declaration in text[range.clone()].split("<!ENTITY").skip(1) {
        let Some(name) = declaration.split_whitespace().next() else { continue };
        let Some(open) = declaration.find(['"', '\'']) else { continue };
        let value = &declaration[open + 1..];
        let value = value.split(char::from(declaration.as_bytes()[open])).next().unwrap_or_default();
        let length = expanded(value, &lengths);
        lengths.entry(name).or_insert(length);
    }
    let added = expanded(&text[range.end..], &lengths).saturating_sub(text.len());
    if added > MOST_EXPANSION {
        return failure("the entities would make the document many times as long".to_owned(), range.start);
    }
    Ok(())
}

fn expanded(text: &str, lengths: &HashMap<&str, usize>) -> usize {
    let references = text.split('&').skip(1).filter_map(|rest| lengths.get(rest.split(';').next()?));
    references.fold(text.len(), |sum, length| sum.saturating_add(*length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_documents_pass() {
        let deep = format!("<a>{}</a>", "<b c='>'><d/><!-- <x> --><![CDATA[<y>]]></b>".repeat(2000));
        for fine in ["", "<a/>", "<", "<a", "&", &deep, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"] {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn what_would_swell_is_refused() {
        let entity = |at: usize| format!("<!ENTITY e{at} '{}'>", format!("&e{};", at - 1).repeat(10));
        let nested = (1..9).map(entity).collect::<Vec<_>>().concat();
        let attributes = (0..2000).map(|at| format!(" a{at}='x'")).collect::<Vec<_>>().concat();
        for wrong in [
            format!("<!DOCTYPE a [<!ENTITY e0 'lol'>{nested}]><a>&e8;</a>"),
            format!("<!DOCTYPE a [<!ENTITY b '{}'>]><a>{}</a>", "x".repeat(10_000), "&b;".repeat(10_000)),
            format!("<a{attributes}/>"),
            "<a>".repeat(1000),
        ] {
            assert!(check(&wrong).is_err());
        }
    }
}
