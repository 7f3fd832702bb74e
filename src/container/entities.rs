//! The entities of old document types, which name letters: `&nbsp;` in a page of XHTML 1.1.
//!
//! No DTD is fetched. Each reference is written as the letter that it means, and no byte after it moves, so that
//! findings point where they should.

use crate::xml::doctype;
use html5ever::data::NAMED_ENTITIES;

/// What stands in the document types that define the entities of XHTML.
const DEFINING: &[&str] = &["-//W3C//DTD XHTML 1.1", "-//NISO//DTD dtbook", "DTD OEB"];
/// The names that every XML document has.
const OWN: &[&str] = &["amp;", "lt;", "gt;", "quot;", "apos;"];
/// More than the longest name has.
const LONGEST: usize = 32;

/// Writes out the references in a document whose type defines their names.
pub(super) fn with_known_entities(text: String) -> String {
    let is_defining = |range: std::ops::Range<usize>| DEFINING.iter().any(|known| text[range.clone()].contains(known));
    if !text.contains("<!DOCTYPE") || !doctype(&text).is_some_and(is_defining) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let end = reference.bytes().take(LONGEST).position(|byte| byte == b';').map_or(1, |end| end + 1);
        match letter(&reference[1..end]) {
            Some(letter) => push(&mut out, letter, end),
            None => out.push_str(&reference[..end]),
        }
        rest = &reference[end..];
    }
    out.push_str(rest);
    out
}

fn letter(name: &str) -> Option<char> {
    let (first, second) = *NAMED_ENTITIES.get(name)?;
    char::from_u32(first).filter(|_| first != 0 && second == 0 && !OWN.contains(&name))
}

/// Writes a letter so that it takes `length` bytes: as a number with zeros before it, or itself with spaces behind.
fn push(out: &mut String, letter: char, length: usize) {
    let number = u32::from(letter).to_string();
    if number.len() + 3 <= length {
        out.push_str("&#");
        out.extend(std::iter::repeat_n('0', length - 3 - number.len()));
        out.push_str(&number);
        out.push(';');
    } else {
        out.push(letter);
        out.extend(std::iter::repeat_n(' ', length.saturating_sub(letter.len_utf8())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_xhtml_become_letters_and_nothing_moves() {
        let page =
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"x\"><p>a&nbsp;b&mdash;c &pi;&amp;&none; &</p>";
        let written = with_known_entities(page.to_owned());
        assert_eq!(written.len(), page.len());
        assert!(written.ends_with("<p>a&#160;b&#8212;c π  &amp;&none; &</p>"), "{written}");
        let other = "<!DOCTYPE html><p>&nbsp;</p>";
        assert_eq!(with_known_entities(other.to_owned()), other);
    }
}
