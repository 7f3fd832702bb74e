//! What XML forbids and the parser lets pass: a declaration out of order, a document type of what is none, entities
//! of what is no character, references to none, prefixes of nothing. XML 1.0, sections 2.2, 2.8 and 4.1, and Namespaces
//! in XML, section 5.

use super::is_xml_char;
use super::parse::{ParseFailure, doctype};

/// Refuses a document that breaks one of these.
pub(super) fn check(text: &str) -> Result<(), ParseFailure> {
    declaration(text)?;
    document_type(text)?;
    entities(text)?;
    references(text)?;
    prefixes(text)
}

fn failure(message: impl Into<String>, offset: usize) -> Result<(), ParseFailure> {
    Err(ParseFailure { message: message.into(), offset })
}

/// The XML declaration names a version, then perhaps an encoding, then perhaps whether it stands alone.
fn declaration(text: &str) -> Result<(), ParseFailure> {
    const START: &str = "<?xml";
    // Another instruction may begin with the same letters.
    let is_longer = |rest: &&str| rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'));
    let Some(rest) = text.strip_prefix(START).filter(|rest| !is_longer(rest)) else { return Ok(()) };
    let Some(length) = rest.find("?>") else { return failure("the XML declaration does not end", 0) };
    let (mut rest, mut names) = (&rest[..length], Vec::new());
    while !rest.trim_ascii_start().is_empty() {
        let Some((name, after)) = pseudo_attribute(rest) else {
            return failure("the XML declaration is not well-formed", START.len());
        };
        names.push(name);
        rest = after;
    }
    let fits = match names.as_slice() {
        ["version", rest @ ..] => matches!(rest, [] | ["encoding" | "standalone"] | ["encoding", "standalone"]),
        // The parser and every reader take it, and what it says is said of the encoding.
        names => names == ["encoding"],
    };
    if fits { Ok(()) } else { failure("the XML declaration does not hold what it should", START.len()) }
}

/// Parts ` name="value"` from what follows.
fn pseudo_attribute(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix(|c: char| c.is_ascii_whitespace())?.split_once('=')?;
    let rest = rest.trim_ascii_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (_, after) = rest[1..].split_once(quote)?;
    Some((name.trim_ascii(), after))
}

/// What a document type declares in brackets are declarations, with comments, instructions and references between them.
fn document_type(text: &str) -> Result<(), ParseFailure> {
    const DECLARATIONS: &[&str] = &["<!ENTITY", "<!ELEMENT", "<!ATTLIST", "<!NOTATION"];
    let Some(range) = doctype(text) else { return Ok(()) };
    let whole = &text[range.clone()];
    let Some(bracket) = outside_quotes(whole, b'[') else { return Ok(()) };
    let mut rest = whole[bracket + 1..].trim_ascii_start();
    loop {
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if let Some(name) = rest.strip_prefix('%') {
            name.find(';')
                .filter(|end| !name[..*end].contains(|c: char| c.is_whitespace() || c == '<'))
                .map(|end| end + 2)
        } else if DECLARATIONS.iter().any(|start| rest.starts_with(start)) {
            outside_quotes(rest, b'>').map(|end| end + 1)
        } else {
            None
        };
        match length {
            Some(length) => rest = rest[length..].trim_ascii_start(),
            None if rest.strip_prefix(']').is_some_and(|after| after.trim_ascii().is_empty()) => return Ok(()),
            None => return failure("the document type holds what is no declaration", range.end - rest.len()),
        }
    }
}

/// Finds a byte that stands in no quotation marks.
fn outside_quotes(text: &str, wanted: u8) -> Option<usize> {
    let mut quote = None;
    text.bytes().position(|byte| {
        match quote {
            Some(open) if open == byte => quote = None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
        quote.is_none() && byte == wanted
    })
}

/// What an entity stands for is made of characters that XML knows: the parser looks at the others alone.
fn entities(text: &str) -> Result<(), ParseFailure> {
    if !text.contains("<!ENTITY") {
        return Ok(());
    }
    match text.char_indices().find(|(_, character)| !is_xml_char(*character)) {
        Some((at, character)) => failure(format!("U+{:04X} is no character that XML knows", u32::from(character)), at),
        None => Ok(()),
    }
}

/// A reference by number is to a character that XML knows.
fn references(text: &str) -> Result<(), ParseFailure> {
    let mut from = 0;
    while let Some(found) = text[from..].find("&#") {
        let at = from + found;
        let reference = text[at + 2..].split(';').next().unwrap_or_default();
        let number = match reference.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => reference.parse(),
        };
        // What is no number is refused by the parser.
        let is_wrong = number.is_ok_and(|number| !char::from_u32(number).is_some_and(is_xml_char));
        if is_wrong && !is_in_comment(text, at) {
            return failure(format!("`&#{reference};` is no character that XML knows"), at);
        }
        from = at + 2;
    }
    Ok(())
}

fn is_in_comment(text: &str, at: usize) -> bool {
    let last = |open: &str, close: &str| text[..at].rfind(open) > text[..at].rfind(close);
    last("<!--", "-->") || last("<![CDATA[", "]]>")
}

/// Only the namespace without a prefix can be taken back.
fn prefixes(text: &str) -> Result<(), ParseFailure> {
    let mut from = 0;
    while let Some(found) = text[from..].find("xmlns:") {
        let at = from + found;
        let rest = text[at..].split_once('=').map_or("", |(_, rest)| rest).trim_ascii_start();
        let name = text[at..].split(|c: char| c == '=' || c.is_ascii_whitespace()).next().unwrap_or_default();
        let is_declaration = at > 0 && text.as_bytes()[at - 1].is_ascii_whitespace();
        let is_tag = text[..at].rfind('<') > text[..at].rfind('>');
        if is_declaration && is_tag && (rest.starts_with("\"\"") || rest.starts_with("''")) && !is_in_comment(text, at)
        {
            return failure(format!("the prefix of `{name}` stands for nothing"), at);
        }
        from = at + 6;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_allows_passes() {
        for fine in [
            "",
            "<a/>",
            "<?xml version='1.0'?><a/>",
            "<?xml version=\"1.0\" encoding='UTF-8' standalone=\"yes\" ?>\n<a/>",
            "<?xml-stylesheet href='a'?><a/>",
            "<a b='&#65;&#x10FFFF;'>&#xd;<!-- &#0; xmlns:b='' --></a>",
            "<a xmlns='' xmlns:b='c'>xmlns:d=''</a>",
            "<!DOCTYPE a SYSTEM '['><a/>",
            "<!DOCTYPE a [\n<!ENTITY b '>]'><!-- ' ]> --><?c it's ?>\n%d;<!ATTLIST a b CDATA #IMPLIED> ] ><a/>",
        ] {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn what_xml_forbids_is_refused() {
        for wrong in [
            "<?xml > version='1.0'?><a/>",
            "<?xml encoding='UTF-8' version='1.0'?><a/>",
            "<?xml version='1.0'encoding='UTF-8'?><a/>",
            "<?xml version=1.0?><a/>",
            "<a>&#0;</a>",
            "<a b='&#x110000;'/>",
            "<a xmlns:b=''/>",
            "<!DOCTYPE a [<!ENTITY b 'c\u{1}'>]><a/>",
            "<!DOCTYPE a [b]><a/>",
            "<!DOCTYPE a [b <!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
            "<!DOCTYPE a [<!ENTITY b 'c'>] d><a/>",
        ] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }
}
