//! The stylesheets of an SVG: fonts from files beside it are put into it, and whatever else leads out of it is dropped.

use super::safe::{edited, is_inside, without_address};
use crate::css::{self, Found};
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// What became of a stylesheet.
#[derive(Default)]
pub(super) struct Cleaned {
    /// The text, where it is another now.
    pub(super) text: Option<String>,
    /// How many addresses were dropped, beside those of fonts.
    pub(super) dropped: usize,
    pub(super) has_embedded: bool,
    /// Why a font cannot be had.
    pub(super) lost_fonts: Vec<Diagnostic>,
}

/// Cleans a stylesheet; `embed` knows the fonts beside the file.
pub(super) fn clean(text: &str, embed: &dyn Fn(&str) -> Result<String, Box<Diagnostic>>) -> Cleaned {
    let mut cleaned = Cleaned::default();
    let found = css::scan(text);
    let sources: Vec<(Range<usize>, String)> =
        found.iter().filter_map(|found| source(found, embed, &mut cleaned)).collect();
    let mut edits = sources;
    let is_in_source = |at: usize, edits: &[(Range<usize>, String)]| edits.iter().any(|(range, _)| range.contains(&at));
    for found in found {
        let edit = match found {
            // With its semicolon, which may not stand alone.
            Found::Import { range, .. } => (range.start..text.len().min(range.end + 1), String::new()),
            found => match without_address(found) {
                Some(edit) if !is_in_source(edit.0.start, &edits) => edit,
                _ => continue,
            },
        };
        cleaned.dropped += 1;
        edits.push(edit);
    }
    edits.sort_by_key(|(range, _)| range.start);
    cleaned.text = edited(text, edits.into_iter());
    cleaned
}

/// Returns what a declaration becomes that says where the file of a font is, outside the SVG: the first of those which
/// can be had, or none.
fn source(
    found: &Found<'_>,
    embed: &dyn Fn(&str) -> Result<String, Box<Diagnostic>>,
    cleaned: &mut Cleaned,
) -> Option<(Range<usize>, String)> {
    let Found::Declaration { selector, property, value, range } = found else { return None };
    let is_source = selector.eq_ignore_ascii_case("@font-face") && property.eq_ignore_ascii_case("src");
    if !is_source {
        return None;
    }
    let address = |found| match found {
        Found::Url { address, .. } => Some(address),
        _ => None,
    };
    let addresses: Vec<&str> = css::scan_declarations(value).into_iter().filter_map(address).collect();
    if addresses.iter().all(|address| is_inside(address)) {
        return None;
    }
    let mut faults = Vec::new();
    for address in addresses {
        match if is_inside(address) { Ok(address.to_owned()) } else { embed(address) } {
            Ok(data) => {
                cleaned.has_embedded = true;
                return Some((range.clone(), format!("src: url(\"{data}\")")));
            }
            Err(fault) => faults.push(*fault),
        }
    }
    // Of several files of one font, the first is the one that was meant to be shown.
    cleaned.lost_fonts.extend(faults.into_iter().next());
    Some((range.clone(), "src: none".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::rules::UNREADABLE_FONT;

    /// Returns a stylesheet cleaned where only `a.ttf` can be had, and how many fonts cannot.
    fn cleaned(text: &str) -> (Option<String>, usize, usize) {
        let embed = |address: &str| match address {
            "a.ttf" => Ok("data:font/woff;base64,AA".to_owned()),
            _ => Err(Box::new(Diagnostic::new(&UNREADABLE_FONT, address))),
        };
        let Cleaned { text, dropped, lost_fonts, .. } = clean(text, &embed);
        (text, dropped, lost_fonts.len())
    }

    #[test]
    fn a_font_beside_the_file_goes_in_and_one_that_is_not_there_is_told_of() {
        let face = |source: &str| format!("@font-face {{ font-family: A; {source} }} text {{ font-family: A }}");
        let inside = face("src: url(\"data:font/woff;base64,AA\")");
        let cases = [
            ("src: url(a.ttf)", Some(inside.clone()), 0),
            ("src: local('A'), url(b.woff2) format('woff2'), url('a.ttf') format('truetype')", Some(inside.clone()), 0),
            ("src: url(b.woff2), url(c.ttf)", Some(face("src: none")), 1),
            ("src: url(b.ttf), url(data:font/woff;base64,AA)", Some(inside), 0),
            ("src: url(data:font/woff;base64,AA)", None, 0),
            ("src: local(A)", None, 0),
        ];
        for (source, expected, lost) in cases {
            assert_eq!(cleaned(&face(source)), (expected, 0, lost), "{source}");
        }
    }

    #[test]
    fn what_else_leads_out_is_dropped() {
        let text = "@import 'x.css'; @font-face{font-family:A;src:url(a.ttf)} g{fill:url(b.svg#c)} h{fill:url(#d)}";
        let expected = " @font-face{font-family:A;src: url(\"data:font/woff;base64,AA\")} g{fill:none} h{fill:url(#d)}";
        assert_eq!(cleaned(text), (Some(expected.to_owned()), 2, 0));
    }
}
