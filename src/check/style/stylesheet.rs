//! Every stylesheet of the manifest is UTF-8, keeps to the grammar of CSS, and says nothing that EPUB forbids.
//! EPUB 3.3, sections 6.3.1 and 6.3.2.

use super::judge;
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, file};
use crate::css::scan;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::package::media_type;
use crate::resource::rules::{CSS_DIRECTION, CSS_ENCODING, CSS_SYNTAX};
use crate::source::Span;
use encoding_rs::Encoding;
use std::ops::Range;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &CSS_SYNTAX,
        &CSS_ENCODING,
        &CSS_DIRECTION,
        &judge::EMPTY_CSS_ADDRESS,
        &judge::EMPTY_FONT_FACE,
        &judge::EMBEDDED_FONT,
        &judge::FOREIGN_FONT,
        &judge::FIXED_POSITION,
        &judge::UNDECLARED_OVERLAY_CLASS,
    ],
    section: "6.3.2",
    example: Example::Css,
    look: Look::Resource(look),
};

fn look(resource: &mut Resource<'_, '_>) {
    if resource.item.whole_media_type().trim_ascii() != media_type::CSS {
        return;
    }
    let Some(bytes) = resource.bytes() else { return };
    let (encoding, is_marked) = encoding(bytes);
    let utf_16 = encoding.to_ascii_lowercase().starts_with("utf-16");
    if utf_16 || !encoding.eq_ignore_ascii_case("utf-8") {
        resource.report(foreign(&encoding, utf_16).at(resource.place()));
    }
    let source = resource.entry.source;
    let place = |range: Range<usize>| source.map_or(Place::Nowhere, |source| Place::At(Span::new(source, range)));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let found = scan(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let place = |range: Range<usize>| place(range.start + mark..range.end + mark);
        judge::judge(&found, place, resource);
        judge::keep_links(&found, place, resource);
        return;
    }
    if !utf_16 && encoding.eq_ignore_ascii_case("utf-8") {
        // EPUBCheck reads what it can; so will readers, each in its own way.
        let finding = Diagnostic::new(&CSS_ENCODING, format!("`{}` is not in UTF-8", resource.entry.path));
        let finding = Diagnostic { severity: Severity::Warning, epubcheck: None, ..finding };
        resource.report(finding.at(resource.place()).help("save the stylesheet as UTF-8"));
    }
    // Places in a text that had to be decoded are not places in the file.
    if let Some(encoding) = Encoding::for_label(encoding.as_bytes()).filter(|_| is_marked || !utf_16) {
        let whole = file(resource.entry);
        judge::judge(&scan(&encoding.decode(bytes).0), |_| whole, resource);
    }
}

/// Returns what a stylesheet says it is encoded in, and whether by a mark at its beginning. CSS Syntax 3, section 3.2.
fn encoding(bytes: &[u8]) -> (String, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding.name().to_owned(), true);
    }
    let said = bytes.strip_prefix(b"@charset").map(<[u8]>::trim_ascii_start);
    let said = said.and_then(|rest| match rest {
        [quote @ (b'"' | b'\''), rest @ ..] => rest.iter().position(|byte| byte == quote).map(|end| &rest[..end]),
        _ => None,
    });
    // What can be no name of an encoding says nothing.
    let is_name = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'{' | b'}');
    let said = said.filter(|said| !said.is_empty() && said.iter().all(is_name));
    (said.map_or_else(|| "utf-8".to_owned(), |said| String::from_utf8_lossy(said).into_owned()), false)
}

fn foreign(encoding: &str, is_utf_16: bool) -> Diagnostic {
    let finding = Diagnostic::new(&CSS_ENCODING, format!("the stylesheet says that it is in {encoding}"));
    let finding = finding.help("save it as UTF-8, and take `@charset` out");
    if is_utf_16 {
        return Diagnostic { severity: Severity::Warning, ..finding }.epubcheck("CSS-003");
    }
    finding.epubcheck("CSS-004")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_that_of_the_mark_or_of_charset() {
        for (bytes, name) in [
            (&b"p {}"[..], "utf-8"),
            (b"\xEF\xBB\xBF@charset \"x\";", "UTF-8"),
            (b"\xFF\xFEp\0", "UTF-16LE"),
            (b"@charset 'iso-8859-1';", "iso-8859-1"),
            (b"@charset utf-16;", "utf-8"),
        ] {
            assert_eq!(encoding(bytes).0, name);
        }
    }
}
