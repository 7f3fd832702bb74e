//! SVG: well-formed XML whose root is `svg`, with its size, and with bounds on what a parser may be made to do.
//!
//! What a book may not hold of an SVG is taken out by [`safe_copy`]; drawing one is the work of `cover`.

mod foreign;
pub(crate) mod frame;
mod hidden;
mod lean;
mod links;
mod nested;
mod references;
mod safe;
mod small;
pub(crate) mod styles;
mod stylesheet;
mod switch;

pub(crate) use lean::Lean;
pub use safe::{ADDRESS, Embed, LABEL, Lost, NothingBeside, SafeCopy, Tally, safe_copy};

use super::{Fault, Format, Size};
use crate::xml::{NodeRef, ParseFailure, Tree, ns, parse_xml};
use std::borrow::Cow;
use std::sync::Arc;

pub(super) const FORMAT: Format = Format {
    name: "SVG",
    media_type: "image/svg+xml",
    extension: "svg",
    extensions: &["svg"],
    recognises: |bytes| {
        begins_as_markup(bytes) && decode(bytes).is_some_and(|text| root_tag(&text).is_some_and(is_svg_tag))
    },
    walk: |bytes| parse(bytes).map(|tree| size(&tree)),
};

/// Tells whether the first sign is one of markup, in whatever encoding: to decode a large picture of another kind as text
/// takes several times its size.
fn begins_as_markup(bytes: &[u8]) -> bool {
    let is_before = |byte: &&u8| byte.is_ascii_whitespace() || matches!(**byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
    bytes.iter().find(|byte| !is_before(byte)) == Some(&b'<')
}

/// The most elements inside each other.
const MAX_DEPTH: usize = 256;

/// The most attributes of one element: parsers compare each with each.
const MAX_ATTRIBUTES: usize = 1000;

/// The most bytes that the entities of a document type may grow into.
const MAX_EXPANSION: usize = 8 << 20;

/// Parses a sound SVG file; long data stand in the tree as their marks.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse(bytes: &[u8]) -> Result<Tree, Fault> {
    Ok(read(bytes)?.1)
}

/// Reads a sound SVG file.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(bytes: &[u8]) -> Result<(Lean<'_>, Tree), Fault> {
    let lean = Lean::read(bytes)?;
    match tree(&lean.text) {
        Ok(tree) => Ok((lean, tree)),
        Err(Fault::Truncated(at)) => Err(Fault::Truncated(lean.place(at))),
        Err(Fault::Broken(what, at)) => Err(Fault::Broken(what, lean.place(at))),
        Err(fault) => Err(fault),
    }
}

fn tree(text: &Arc<str>) -> Result<Tree, Fault> {
    bound(text)?;
    bound_entities(text)?;
    let tree = parse_xml(text, None).map_err(|failure| fault(text, failure))?;
    let root = tree.root().elements().next();
    if root.and_then(|root| root.local_in(ns::SVG)) != Some("svg") {
        let what = format!("its root is not in the namespace of SVG: write `<svg xmlns=\"{}\" …>`", ns::SVG);
        return Err(Fault::Broken(what, 0));
    }
    Ok(tree)
}

fn fault(text: &str, failure: ParseFailure) -> Fault {
    let root_ends = text.trim_end().ends_with("svg>") || text.trim_end().ends_with("/>");
    if failure.offset >= text.trim_end().len() || !root_ends {
        return Fault::Truncated(text.len());
    }
    Fault::Broken(failure.message, failure.offset)
}

/// Returns the text of a file as its byte order mark or its XML declaration says; nothing if it has no such text.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared_encoding(bytes).unwrap_or(encoding_rs::UTF_8),
    };
    let (text, _, malformed) = encoding.decode(bytes);
    (!malformed).then_some(text)
}

/// Returns the encoding that the XML declaration names; nothing where there is none or nobody knows it.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(256)];
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..declaration.windows(2).position(|end| end == b"?>")?];
    let declaration = str::from_utf8(declaration).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    encoding_rs::Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}

/// Returns the name in the first start tag, past declarations, comments and the document type.
fn root_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let after = rest.strip_prefix('<')?;
        rest = if after.starts_with('?') {
            &after[after.find("?>")? + 2..]
        } else if after.starts_with("!--") {
            &after[after.find("-->")? + 3..]
        } else if after.starts_with('!') {
            let subset = after.find('[').filter(|&open| after.find('>').is_some_and(|close| open < close));
            let from = subset.map_or(Some(0), |open| after[open..].find(']').map(|length| open + length))?;
            &after[from + after[from..].find('>')? + 1..]
        } else {
            let end = after.find(|character: char| character.is_whitespace() || matches!(character, '>' | '/'));
            return Some(&after[..end.unwrap_or(after.len())]);
        };
        rest = rest.trim_start();
    }
}

fn is_svg_tag(name: &str) -> bool {
    name == "svg" || name.ends_with(":svg")
}

/// Refuses depths and numbers of attributes that would cost a parser more than the file is long.
fn bound(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(length) = bytes[at..].iter().position(|&byte| byte == b'<') {
        let start = at + length;
        let skip = |end: &str| text[start..].find(end).map_or(bytes.len(), |length| start + length + end.len());
        match bytes.get(start + 1) {
            Some(b'!') if text[start..].starts_with("<!--") => at = skip("-->"),
            Some(b'!') if text[start..].starts_with("<![CDATA[") => at = skip("]]>"),
            Some(b'?') => at = skip("?>"),
            Some(b'!') => at = start + 1,
            Some(b'/') => {
                depth = depth.saturating_sub(1);
                at = start + 1;
            }
            _ => {
                let (end, attributes) = tag_end(bytes, start);
                if attributes > MAX_ATTRIBUTES {
                    return Err(Fault::Broken("an element has too many attributes".to_owned(), start));
                }
                let is_empty = bytes[..end].ends_with(b"/");
                depth += usize::from(!is_empty);
                at = end;
            }
        }
        if depth > MAX_DEPTH {
            return Err(Fault::Broken(format!("elements stand over {MAX_DEPTH} deep in each other"), start));
        }
    }
    Ok(())
}

/// Returns where the `>` of a start tag is, and how many attributes the tag has.
fn tag_end(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (index, &byte) in bytes.iter().enumerate().skip(start) {
        match (quote, byte) {
            (Some(open), _) => quote = Some(open).filter(|&open| open != byte),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return (index, attributes),
            (None, _) => {}
        }
    }
    (bytes.len(), attributes)
}

/// Refuses entities that would grow into more than a picture needs.
fn bound_entities(text: &str) -> Result<(), Fault> {
    const DECLARATION: &str = "<!ENTITY";
    let Some(first) = text.find(DECLARATION) else { return Ok(()) };
    let declarations = text[first..].split(DECLARATION);
    let values = declarations.filter_map(|declaration| {
        let opening = declaration.find(['"', '\''])?;
        let (quote, value) = declaration[opening..].split_at(1);
        value.split(quote).next()
    });
    let (mut longest, mut is_nested) = (0, false);
    for value in values {
        longest = longest.max(value.len());
        is_nested |= value.contains('&');
    }
    // The parser follows at most 255 references inside each reference.
    let growth = longest.saturating_mul(if is_nested { 256 } else { 1 });
    let references = text[first..].bytes().filter(|&byte| byte == b'&').count();
    if references.saturating_mul(growth) > MAX_EXPANSION {
        return Err(Fault::Broken("its entities would grow beyond all measure".to_owned(), first));
    }
    Ok(())
}

/// Returns the size that the root gives: its own, else that of its view box, else what browsers take.
fn size(tree: &Tree) -> Size {
    let root = tree.root().elements().next().expect("a parsed document has a root");
    let own = |name| root.attribute(name).and_then(length);
    let (width, height) = match (own("width"), own("height"), view_box(root)) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (None, None, Some(view)) => view,
        (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
    };
    Size { width: pixels(width), height: pixels(height) }
}

fn view_box(root: NodeRef<'_>) -> Option<(f64, f64)> {
    view_box_numbers(root).map(|[_, _, width, height]| (width, height))
}

fn view_box_numbers(root: NodeRef<'_>) -> Option<[f64; 4]> {
    let value = root.attribute("viewBox")?;
    let mut numbers = value.split(|character: char| character.is_whitespace() || character == ',');
    let mut next = || numbers.find(|part| !part.is_empty()).and_then(|part| part.parse::<f64>().ok());
    let numbers = [next()?, next()?, next()?, next()?];
    (numbers.iter().all(|number| number.is_finite()) && numbers[2] > 0.0 && numbers[3] > 0.0).then_some(numbers)
}

/// Returns an absolute length in pixels; nothing for one that depends on where the picture stands.
fn length(text: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 7] = [
        ("px", 1.0),
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 96.0 / 25.4),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("", 1.0),
    ];
    let text = text.trim();
    UNITS.iter().find_map(|(unit, pixels)| {
        let number = text.strip_suffix(unit)?.trim_end().parse::<f64>().ok()?;
        (number.is_finite() && number >= 0.0).then_some(number * pixels)
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float beyond the range becomes its end")]
fn pixels(length: f64) -> u32 {
    length.ceil() as u32
}

#[cfg(test)]
mod tests {
    use super::super::examine;
    use super::*;

    fn svg(attributes: &str, content: &str) -> String {
        format!("<svg xmlns=\"{}\" {attributes}>{content}</svg>", ns::SVG)
    }

    #[test]
    fn the_size_comes_from_the_root() {
        let cases = [
            ("width='100' height='50px'", (100, 50)),
            ("width='1in' height='72pt'", (96, 96)),
            ("viewBox='0 0 640,480'", (640, 480)),
            ("width='100%' height='100%' viewBox='0 0 30 40'", (30, 40)),
            ("width='60' viewBox='0 0 30 40'", (60, 80)),
            ("", (300, 150)),
        ];
        for (attributes, expected) in cases {
            let picture = examine(svg(attributes, "").as_bytes()).unwrap();
            assert_eq!((picture.width, picture.height), expected, "{attributes}");
        }
    }

    #[test]
    fn an_svg_is_recognised_past_what_stands_before_its_root() {
        let before = "\u{FEFF}<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE svg [<!ENTITY a 'b>c'>]>\n";
        assert!(examine(format!("{before}{}", svg("", "")).as_bytes()).is_ok());
        let prefixed = format!("<s:svg xmlns:s=\"{}\"/>", ns::SVG);
        assert!(examine(prefixed.as_bytes()).is_ok());
        let utf_16: Vec<u8> =
            "\u{FEFF}".chars().chain(svg("", "").chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
        assert!(examine(&utf_16).is_ok());
    }

    #[test]
    fn hostile_files_are_refused_in_bounded_time() {
        let laughs =
            "<!DOCTYPE svg [<!ENTITY a 'ha ha ha ha ha ha ha ha ha ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
        let cases = [
            svg("", &"<g>".repeat(100_000)),
            svg("", &format!("{}{}", "<g>".repeat(1000), "</g>".repeat(1000))),
            format!("{laughs}{}", svg("", &"&b;".repeat(100_000))),
            format!("{}{}", laughs.replace("]>", "<!ENTITY c ']>'>] >"), svg("", &"&b;".repeat(100_000))),
            svg(&(0..100_000).fold(String::new(), |all, n| all + &format!(" a{n}=''")), ""),
            svg("width='2147483647' height='2147483647'", ""),
            svg("width='1e300' height='1e300'", ""),
            "<svg/>".to_owned(),
            svg("", "<g></svg>"),
        ];
        for text in cases {
            assert!(examine(text.as_bytes()).is_err(), "{}", &text[..100.min(text.len())]);
        }
    }
}
