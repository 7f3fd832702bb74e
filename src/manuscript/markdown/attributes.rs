//! Attributes in braces: `{.smallcaps #id lang=fr key="a b"}`, after a span, link, picture, heading or fence.
//!
//! What is written is told from what it means: `read` parses, `Attributes::settle` holds each name against what the
//! element may have and reports what is misspelt.

use super::rules::{REPEATED_ATTRIBUTE, UNKNOWN_ATTRIBUTE, UNKNOWN_CLASS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::{did_you_mean, nearest};
use crate::resource::classes;
use crate::source::Span;
use crate::vocabulary;
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// What stands between braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    /// The braces and what is in them.
    pub range: Range<usize>,
    pub all: Vec<Attribute<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub name: &'a str,
    pub value: Cow<'a, str>,
    /// The whole of it, as it is written.
    pub range: Range<usize>,
}

impl Attribute<'_> {
    /// Tells whether it is a word alone.
    pub(super) fn is_flag(&self) -> bool {
        self.range.len() == self.name.len() && self.value.is_empty()
    }
}

/// What a brace begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Braces<'a> {
    Attributes(Attributes<'a>),
    /// Braces with something else in them.
    Other(Range<usize>),
    /// Nothing that ends.
    Open,
}

/// Attributes are no longer than this, so that no text can make looking for their end slow.
pub(super) const LONGEST: usize = 1000;

/// Reads the braces that begin at `at`.
pub(super) fn read(source: &str, at: usize) -> Braces<'_> {
    read_braces(source, at, false)
}

/// Reads the braces of a block of code, in which a word alone says yes: `{numbered start=10}`.
pub(super) fn read_of_code(source: &str, at: usize) -> Braces<'_> {
    read_braces(source, at, true)
}

fn read_braces(source: &str, at: usize, has_flags: bool) -> Braces<'_> {
    let mut reader = Reader { source, at: at + 1, end: source.len().min(at + LONGEST), has_flags };
    let mut all = Vec::new();
    loop {
        if !reader.blank() {
            return Braces::Open;
        }
        match reader.byte() {
            Some(b'}') => {
                return Braces::Attributes(Attributes { range: at..reader.at + 1, all });
            }
            Some(_) => match reader.attribute() {
                Some(attribute) => all.push(attribute),
                None => return other(source, at),
            },
            None => return Braces::Open,
        }
    }
}

/// Returns braces that hold something else, where they end on their line.
fn other(source: &str, at: usize) -> Braces<'_> {
    let line = source[at..].bytes().take(LONGEST).take_while(|&byte| byte != b'\n');
    let end = line.enumerate().find(|(_, byte)| *byte == b'}').map(|(length, _)| at + length + 1);
    end.filter(|end| end - at > 2).map_or(Braces::Open, |end| Braces::Other(at..end))
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    /// Whether a word alone is an attribute.
    has_flags: bool,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied().filter(|_| self.at < self.end)
    }

    /// Goes over white space; `false` at an empty line, which ends whatever it stands in.
    fn blank(&mut self) -> bool {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        self.source[start..self.at].matches('\n').count() < 2
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        let start = self.at;
        let (name, value) = match self.byte()? {
            b'#' => ("id", Cow::Borrowed(self.mark(|byte| byte != b'#')?)),
            b'.' => ("class", Cow::Borrowed(self.mark(|byte| !matches!(byte, b'.' | b'#'))?)),
            _ => {
                let name = self.word(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'));
                let is_flag =
                    self.has_flags && self.byte().is_some_and(|byte| byte == b'}' || byte.is_ascii_whitespace());
                match self.byte() {
                    _ if name.is_empty() => return None,
                    Some(b'=') => {
                        self.at += 1;
                        (name, self.value()?)
                    }
                    _ if is_flag => (name, Cow::Borrowed("")),
                    _ => return None,
                }
            }
        };
        Some(Attribute { name, value, range: start..self.at })
    }

    /// Reads what follows a `#` or `.`.
    fn mark(&mut self, belongs: impl Fn(u8) -> bool) -> Option<&'a str> {
        self.at += 1;
        let name = self.word(|byte| belongs(byte) && !byte.is_ascii_whitespace() && !b"{}=\"'<>&".contains(&byte));
        (!name.is_empty()).then_some(name)
    }

    fn word(&mut self, belongs: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.byte().is_some_and(&belongs) {
            self.at += 1;
        }
        // A text that is cut at its longest may be cut inside a character.
        self.source.get(start..self.at).unwrap_or_default()
    }

    /// Reads a value: what stands in quotation marks, or what stands before the next space.
    fn value(&mut self) -> Option<Cow<'a, str>> {
        let quote = self.byte().filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(quote.is_some());
        let start = self.at;
        let is_end = |byte: u8| quote.map_or(byte.is_ascii_whitespace() || byte == b'}', |quote| byte == quote);
        while !is_end(self.byte()?) {
            self.at += if self.byte()? == b'\\' { 2 } else { 1 };
        }
        let inner = self.source.get(start..self.at)?;
        self.at += usize::from(quote.is_some());
        // An empty line ends whatever it stands in.
        let has_empty_line = inner.lines().skip(1).any(|line| line.trim_ascii().is_empty());
        (!has_empty_line).then(|| plain(inner, if quote == Some(b'\'') { '\'' } else { '"' }))
    }
}

/// Returns what is written with escapes and references to characters, as the title of a link is, on one line.
fn plain(written: &str, quote: char) -> Cow<'_, str> {
    let means_more = |byte| matches!(byte, b'\\' | b'&' | b'\n' | b'\r');
    if !written.bytes().any(means_more) {
        return Cow::Borrowed(written);
    }
    let line = written.lines().collect::<Vec<_>>().join(" ");
    let title = Parser::new(&format!("[](x {quote}{line}{quote})")).find_map(|event| match event {
        Event::Start(Tag::Link { title, .. }) => Some(title.into_string()),
        _ => None,
    });
    Cow::Owned(title.unwrap_or(line))
}

/// What an author may say anywhere that HTML has no attribute for, and how it stands in the tree until passes read it.
const OWN: &[(&str, &str)] = &[("only", ONLY), ("key", KEY)];

/// What may be said of a picture alone, in the same way.
pub(crate) const PICTURE_WISHES: &[(&str, &str)] = &[
    ("max-width", "data-image-max-width"),
    ("max-height", "data-image-max-height"),
    ("quality", "data-image-quality"),
    ("format", "data-image-format"),
];

/// The attribute that names the profiles a passage is for.
pub(crate) const ONLY: &str = "data-only";

/// The attribute that says under what an index mark is listed.
pub(crate) const KEY: &str = "data-key";

/// Returns what may be said of an element of a kind besides what may be said of all, with the attributes that hold it.
fn of_element(element: &str) -> &'static [(&'static str, &'static str)] {
    match element {
        "pre" => OF_CODE,
        "img" => PICTURE_WISHES,
        _ => &[],
    }
}

/// What an author may say of a block of code.
const OF_CODE: &[(&str, &str)] = &[("title", CODE_TITLE), ("numbered", NUMBERED), ("start", START)];

/// The attribute that holds what stands over a block of code.
pub(crate) const CODE_TITLE: &str = "data-title";

/// The attribute of a block of code whose lines are numbered.
pub(crate) const NUMBERED: &str = "data-numbered";

/// The attribute that says with which number its lines begin.
pub(crate) const START: &str = "data-start";

/// The attribute that holds declarations of CSS in HTML.
const STYLE: &str = "style";

/// The attributes that a suggestion names first.
const USUAL: &[&str] = &["lang", "dir", "title", "only", "key"];

impl<'a> Attributes<'a> {
    /// Returns the attributes that `element` may have as the tree holds them, classes joined after `class`; what it may
    /// not have is reported.
    pub(super) fn settle(
        &self,
        element: &str,
        class: &str,
        span: impl Fn(Range<usize>) -> Span,
        findings: &mut Diagnostics,
    ) -> Vec<(&'a str, Cow<'a, str>)> {
        let mut classes = class.to_owned();
        let mut settled: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for attribute in &self.all {
            let place = span(attribute.range.clone());
            if attribute.name == "class" {
                for class in attribute.value.split_ascii_whitespace() {
                    findings.extend(misspelt_class(class).map(|finding| finding.at(place)));
                    classes.push_str(if classes.is_empty() { "" } else { " " });
                    classes.push_str(class);
                }
                continue;
            }
            match meaning(element, attribute.name) {
                Some(name) if !is_length(element, name, &attribute.value) => {
                    findings.push(not_pixels(name, &attribute.value).at(place));
                }
                Some(name) => {
                    if let Some(at) = settled.iter().position(|(known, _)| *known == name) {
                        findings.push(repeated(attribute.name).at(place));
                        settled.remove(at);
                    }
                    settled.push((name, attribute.value.clone()));
                }
                None => findings.push(unknown(element, attribute.name).at(place)),
            }
        }
        if !classes.is_empty() {
            settled.insert(0, ("class", Cow::Owned(classes)));
        }
        settled
    }

    /// Takes the first class away and returns it: that of a fence or of code says what it is.
    pub(super) fn take_class(&mut self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let at = self.all.iter().position(|attribute| attribute.name == "class" && fits(&attribute.value))?;
        Some(self.all.remove(at).value.into_owned())
    }
}

/// Returns the name under which the tree holds an attribute that an element may have.
fn meaning<'a>(element: &str, name: &'a str) -> Option<&'a str> {
    if let Some((_, own)) = OWN.iter().chain(of_element(element)).find(|(own, _)| *own == name) {
        return Some(own);
    }
    // No book keeps declarations in its pages: a stylesheet has them.
    let is_known =
        name != STYLE && vocabulary::element(element).is_some_and(|element| element.attribute(name).is_some());
    (is_known || matches!(name, "role" | "epub:type") || name.starts_with("data-")).then_some(name)
}

/// Tells whether a value is none of a length, or a number of pixels, as lengths in HTML are.
fn is_length(element: &str, name: &str, value: &str) -> bool {
    let attribute = vocabulary::element(element).and_then(|element| element.attribute(name));
    let is_number = |attribute: &vocabulary::Attribute| attribute.value.mend(name, value).is_some();
    !matches!(name, "width" | "height") || attribute.is_none_or(is_number)
}

/// Reports a part of the page for a length, as other tools have it.
fn not_pixels(name: &str, value: &str) -> Diagnostic {
    let help = format!("for a part of the page, give it a class, and say `{name}: {value}` for that in a stylesheet");
    Diagnostic::new(&UNKNOWN_ATTRIBUTE, format!("`{value}` is no number of pixels")).help(help)
}

fn unknown(element: &str, name: &str) -> Diagnostic {
    let thing = match element {
        "a" => "a link",
        "img" => "a picture",
        "span" => "a span",
        "code" | "pre" => "code",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "a heading",
        _ => "a block",
    };
    let message = format!("`{name}` is no attribute of {thing}");
    if name == STYLE {
        let help = "give it a class, and say in a stylesheet of the book's own how that looks";
        return Diagnostic::new(&UNKNOWN_ATTRIBUTE, message).help(help);
    }
    let own = vocabulary::element(element).into_iter().flat_map(|element| element.attributes);
    let of_element = of_element(element).iter().map(|(name, _)| *name);
    let known = USUAL.iter().copied().chain(of_element).chain(own.map(|attribute| attribute.name));
    let help = did_you_mean(name, known.chain(["id", "class"]));
    let usual = || format!("the usual ones are `{}`", USUAL.join("`, `"));
    Diagnostic::new(&UNKNOWN_ATTRIBUTE, message).help(help.unwrap_or_else(usual))
}

/// Reports an attribute that was given before.
fn repeated(name: &str) -> Diagnostic {
    let message = format!("`{name}` is given a second time");
    Diagnostic::new(&REPEATED_ATTRIBUTE, message).help("take one of them out: the last counts")
}

/// Reports a class that differs by a slip from one that the stylesheet knows.
fn misspelt_class(class: &str) -> Option<Diagnostic> {
    let names = || classes::all().map(|class| class.name);
    // Most classes are none of a slip: their lengths tell, and are compared first.
    let is_close = |known: &str| {
        class.len() > 4 && class.len().abs_diff(known.len()) < 2 && strsim::damerau_levenshtein(class, known) == 1
    };
    if names().any(|known| known == class) {
        return None;
    }
    let meant = names().find(|known| is_close(known))?;
    let message = format!("the stylesheet has no class `{class}`");
    Some(Diagnostic::new(&UNKNOWN_CLASS, message).help(format!("did you mean `{meant}`?")))
}

/// Reports braces that begin as attributes at `at` and do not end, with their place.
pub(super) fn unended(source: &str, at: usize) -> Option<(Diagnostic, Range<usize>)> {
    let line = source[at..].lines().next()?.trim_end();
    let inner = line.strip_prefix('{')?.trim_start();
    let name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':');
    let is_meant = match inner.strip_prefix(['.', '#']) {
        Some(rest) => rest.starts_with(name),
        None => inner.starts_with(name) && inner.trim_start_matches(name).starts_with('='),
    };
    let shown: String = line.chars().take(40).collect();
    let help = "end it with `}`, and each quotation mark with another";
    let finding = Diagnostic::new(&UNKNOWN_ATTRIBUTE, format!("`{shown}` is not ended")).help(help);
    is_meant.then_some((finding, at..at + line.len()))
}

/// Reports braces after a span, link or picture that do not hold attributes.
pub(super) fn not_attributes(source: &str, range: &Range<usize>) -> Diagnostic {
    let text = &source[range.clone()];
    let word = text.trim_matches(['{', '}']).trim();
    let help = match nearest(word, classes::all().map(|class| class.name)) {
        Some(class) => format!("did you mean `{{.{class}}}`? It was kept as text"),
        None => "write `{.class #id name=value}`, or `\\{` for a brace; it was kept as text".to_owned(),
    };
    let shown: String = text.chars().take(40).collect();
    Diagnostic::new(&UNKNOWN_ATTRIBUTE, format!("`{shown}` holds no attributes")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        match read(text, 0) {
            Braces::Attributes(found) => {
                let all: Vec<String> =
                    found.all.iter().map(|attribute| format!("{}={}", attribute.name, attribute.value)).collect();
                format!("{} | {}", all.join(" "), &text[found.range])
            }
            Braces::Other(range) => format!("other {}", &text[range]),
            Braces::Open => "open".to_owned(),
        }
    }

    #[test]
    fn braces_hold_classes_ids_and_values() {
        let cases = [
            ("{.a.b #c} d", "class=a class=b id=c | {.a.b #c}"),
            (
                "{lang=fr title=\"a \\\"b\\\" }\" k='x y'}",
                "lang=fr title=a \"b\" } k=x y | {lang=fr title=\"a \\\"b\\\" }\" k='x y'}",
            ),
            ("{ }", " | { }"),
            ("{.a\n.b}", "class=a class=b | {.a\n.b}"),
            ("{.a\n\n.b}", "open"),
            ("{small caps} {", "other {small caps}"),
            ("{a", "open"),
            ("{}", " | {}"),
            ("{漢字|かんじ}", "other {漢字|かんじ}"),
            ("{k=\"a", "open"),
            ("{k=\"a\\", "open"),
            ("{k='a \\' \"b\"' l=\"it's\"}", "k=a ' \"b\" l=it's | {k='a \\' \"b\"' l=\"it's\"}"),
            ("{k=\"C:\\new \\\\ \\}\"}", "k=C:\\new \\ } | {k=\"C:\\new \\\\ \\}\"}"),
            ("{k=\"a &amp; &#x62; &b c\"}", "k=a & b &b c | {k=\"a &amp; &#x62; &b c\"}"),
            (
                "{href=https://x.example/?a=b&c=d\"e}",
                "href=https://x.example/?a=b&c=d\"e | {href=https://x.example/?a=b&c=d\"e}",
            ),
            ("{k=é§→ l= m=}", "k=é§→ l= m= | {k=é§→ l= m=}"),
            ("{k=\"a\r\n b\"\r\n.c}", "k=a  b class=c | {k=\"a\r\n b\"\r\n.c}"),
            ("{k=\"a\n\nb\"}", "open"),
            ("{k=\"\"}", "k= | {k=\"\"}"),
        ];
        for (text, expected) in cases {
            assert_eq!(written(text), expected, "{text}");
        }
        let long = format!("{{.{}}}", "é".repeat(LONGEST));
        assert_eq!(written(&long), "open");
    }
}
