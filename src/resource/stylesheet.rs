//! The stylesheets of a book: the default one, and the author's own, which may say anything that readers can follow.
//!
//! The author's CSS is packed word for word. What would make the book invalid is an error, what spoils it on some
//! reader a warning, each at its place. It is not parsed as browsers do: whether a property exists is not asked.

use super::choices;
use super::rules::{
    CSS_ADDRESS, CSS_COLOUR_SCHEME, CSS_DIRECTION, CSS_ENCODING, CSS_HIDDEN, CSS_LAYOUT, CSS_READERS_OWN, CSS_SYNTAX,
};
use super::{Content, Names, Resource};
use crate::address::is_absolute;
use crate::css::{self, Found};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::file_findings::unreadable;
use crate::manifest::Style;
use crate::source::{Located, SourceId, Sources, Span};
use crate::world::{BookPath, World};
use std::ops::Range;

/// The default stylesheet, as it is packed before what a book chooses.
pub const DEFAULT: &str = include_str!("default.css");

const MEDIA_TYPE: &str = "text/css";

/// What shows which words are being read aloud: no reader gives the class to anything in a book without recordings.
const READ_ALOUD: &str = include_str!("read-aloud.css");

/// Returns the default stylesheet, with that of the theme and the rules for what a book chooses and for what it has.
pub fn default_stylesheet(style: &Style, is_read_aloud: bool, names: &mut Names) -> Resource {
    let name = names.give("styles", "book", "css");
    let read_aloud = if is_read_aloud { READ_ALOUD } else { "" };
    let text = [DEFAULT, style.theme.css, &choices::rules(style), read_aloud].concat();
    Resource { name, media_type: MEDIA_TYPE, content: Content::Bytes(text.into_bytes().into()) }
}

/// Returns a stylesheet that the manifest names, checked; its text becomes one of `sources`.
pub fn own_stylesheet(
    world: &dyn World,
    path: &Located<BookPath>,
    sources: &mut Sources,
    names: &mut Names,
) -> (Option<Resource>, Diagnostics) {
    let Located { value: path, span } = path;
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => return (None, vec![unreadable(path.as_str(), &error).at(*span)]),
    };
    let Ok(text) = String::from_utf8(bytes) else {
        let found = Diagnostic::new(&CSS_ENCODING, format!("`{path}` is not in UTF-8")).at(*span);
        return (None, vec![found.help("save the stylesheet as UTF-8")]);
    };
    let source = sources.add(path.as_str(), text.as_str());
    let diagnostics = check_css(&text, source);
    let name = names.give("styles", path.stem(), "css");
    (Some(Resource { name, media_type: MEDIA_TYPE, content: Content::File(path.clone()) }), diagnostics)
}

/// Says what in a stylesheet is invalid in a book, or spoils it on some reader.
pub fn check_css(text: &str, source: SourceId) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for found in css::scan(text) {
        let (diagnostic, range) = match found {
            Found::Fault { what, range } => {
                let help = "mend it: readers skip the rest of the stylesheet, or all of it";
                (Some(Diagnostic::new(&CSS_SYNTAX, what).help(help)), range)
            }
            Found::Import { address, range } | Found::Url { address, range } => (check_address(address), range),
            Found::Closing { .. } => continue,
            Found::Opening { prelude, range } => (check_prelude(prelude), range),
            Found::Declaration { selector, property, value, range } => {
                (check_declaration(selector, &property.to_ascii_lowercase(), &value.to_ascii_lowercase()), range)
            }
        };
        diagnostics.extend(diagnostic.map(|diagnostic| diagnostic.at(place(source, range))));
    }
    diagnostics
}

fn place(source: SourceId, range: Range<usize>) -> Place {
    Place::At(Span::new(source, range))
}

fn check_address(address: &str) -> Option<Diagnostic> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') || address.starts_with("data:") {
        return None;
    }
    if is_absolute(address) {
        let help = "a book loads nothing from elsewhere: take the line out";
        return Some(Diagnostic::new(&CSS_ADDRESS, format!("`{address}` is not in the book")).help(help));
    }
    let message = format!("`{address}` is not packed: files that a stylesheet names are not supported yet");
    let help = "name further stylesheets in the manifest, and write small pictures as `url(\"data:…\")`";
    Some(Diagnostic::new(&CSS_ADDRESS, message).help(help))
}

fn check_prelude(prelude: &str) -> Option<Diagnostic> {
    let is_dark = prelude.starts_with('@') && prelude.contains("prefers-color-scheme");
    let message = "colours for dark pages are best left to the reader";
    let help = "take the block out: converters put its colours on white pages";
    is_dark.then(|| Diagnostic::new(&CSS_COLOUR_SCHEME, message).help(help))
}

/// Properties that are the reader's to set for the whole text.
const READERS_OWN: &[&str] =
    &["color", "background", "background-color", "font-size", "font-family", "font", "line-height", "text-align"];

fn check_declaration(selector: &str, property: &str, value: &str) -> Option<Diagnostic> {
    let value = value.trim_end_matches("!important").trim();
    let is_whole = |part: &str| matches!(part.trim(), "body" | "html" | ":root" | "*" | "html body");
    let is_plain =
        matches!(value, "inherit" | "initial" | "unset" | "1em" | "100%" | "normal" | "transparent" | "none");
    match property {
        "direction" | "unicode-bidi" => Some(
            Diagnostic::new(&CSS_DIRECTION, format!("EPUB forbids `{property}` in stylesheets"))
                .help("say the direction in the manifest or the chapter: `direction = \"rtl\"`"),
        ),
        "position" if matches!(value, "fixed" | "absolute") => Some(
            Diagnostic::new(&CSS_LAYOUT, format!("`position: {value}` puts text over text on many readers"))
                .help("let it stand in the flow of the text"),
        ),
        // What is hidden in the document already may be hidden again, for readers that do not know `hidden`.
        "display" if value == "none" && !selector.ends_with("[hidden]") => Some(
            Diagnostic::new(&CSS_HIDDEN, "text hidden with `display: none` is shown by some readers")
                .help("take the text out of the chapter"),
        ),
        _ if property.starts_with("margin") && value.split_whitespace().any(is_negative) => Some(
            Diagnostic::new(&CSS_LAYOUT, "negative margins cut text off on Kindle")
                .help("use smaller margins around it"),
        ),
        _ if READERS_OWN.contains(&property) && !is_plain && selector.split(',').any(is_whole) => Some(
            Diagnostic::new(&CSS_READERS_OWN, format!("`{property}` of the whole text is the reader's to set"))
                .help("take the line out, or set it on the few elements that need it"),
        ),
        _ => None,
    }
}

fn is_negative(part: &str) -> bool {
    part.strip_prefix('-').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit() || first == '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    fn checked(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let source = sources.add("a.css", text);
        let one = |diagnostic: Diagnostic| {
            let Place::At(span) = diagnostic.place else { panic!("a finding without a place") };
            format!("{} `{}`", diagnostic.rule.name, &text[span.range()])
        };
        check_css(text, source).into_iter().map(one).collect()
    }

    #[test]
    fn the_default_stylesheet_has_no_findings_of_its_own() {
        assert_eq!(checked(DEFAULT), Vec::<String>::new());
    }

    #[test]
    fn what_readers_cannot_follow_is_told_at_its_place() {
        let cases: &[(&str, &[&str])] = &[
            ("@import 'b.css';", &["css-address `@import 'b.css'`"]),
            ("p{background:url(http://a.example/b.png)}", &["css-address `url(http://a.example/b.png)`"]),
            ("p{background:url(data:image/png;base64,AA)}", &[]),
            ("body, p { color: red; margin: 0 }", &["css-readers-own `color: red`"]),
            ("body { color: inherit; font-size: 1em }", &[]),
            ("p.a { color: red }", &[]),
            (".x{display:none}", &["css-hidden-text `display:none`"]),
            ("p { margin: 0 -1em }", &["css-layout `margin: 0 -1em`"]),
            ("p { POSITION: Fixed }", &["css-layout `POSITION: Fixed`"]),
            ("p { direction: rtl }", &["css-direction `direction: rtl`"]),
            ("@media (prefers-color-scheme: dark) { }", &["css-colour-scheme `@media (prefers-color-scheme: dark)`"]),
            ("p { color: red", &["css-syntax `{`"]),
        ];
        for (text, expected) in cases {
            assert_eq!(checked(text), *expected, "{text}");
        }
    }

    #[test]
    fn the_author_s_stylesheet_is_packed_word_for_word() {
        let world = Memory::new([("s/My House.css", "p{margin:0}")]);
        let (mut sources, mut names) = (Sources::default(), Names::default());
        assert_eq!(default_stylesheet(&Style::default(), false, &mut names).name, "styles/book.css");
        let path = Located { value: BookPath::own("s/My House.css"), span: None };
        let (resource, diagnostics) = own_stylesheet(&world, &path, &mut sources, &mut names);
        let resource = resource.unwrap();
        assert_eq!(resource.name, "styles/my-house.css");
        assert_eq!(resource.content, Content::File(path.value));
        assert!(diagnostics.is_empty());
        let missing = Located { value: BookPath::own("book.css"), span: None };
        let (resource, diagnostics) = own_stylesheet(&world, &missing, &mut sources, &mut names);
        assert!(resource.is_none());
        assert_eq!(diagnostics[0].message, "there is no file `book.css`");
    }
}
