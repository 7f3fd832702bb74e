//! The stylesheets of a book: the default one, and the author's own, which may say anything that readers can follow.
//!
//! The author's CSS is packed word for word. What would make the book invalid is an error, what spoils it on some
//! reader a warning, each at its place. It is not parsed as browsers do: whether a property exists is not asked.

use super::choices;
use super::font::{self, FONT_NOT_EMBEDDED, Face, Fonts};
use super::rules::{
    CSS_ADDRESS, CSS_COLOUR_SCHEME, CSS_DIRECTION, CSS_ENCODING, CSS_HIDDEN, CSS_LAYOUT, CSS_READERS_OWN, CSS_SYNTAX,
};
use super::{Names, Resource};
use crate::address::is_absolute;
use crate::css::{self, Found};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::file_findings::unreadable;
use crate::manifest::Style;
use crate::source::{Located, SourceId, Sources, Span};
use crate::theme::CODE;
use crate::world::{BookPath, World};
use std::ops::Range;

/// The default stylesheet, as it is packed before what a book chooses.
pub const DEFAULT: &str = include_str!("default.css");

const MEDIA_TYPE: &str = "text/css";

/// What shows which words are being read aloud: no reader gives the class to anything in a book without recordings.
const READ_ALOUD: &str = include_str!("read-aloud.css");

/// What makes lines of formulas where MathML is not drawn.
const FORMULAS: &str = include_str!("formulas.css");

/// What a book holds that not every book does, and that has rules of its own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// Code set by what its words are.
    pub code: bool,
    /// Formulas as MathML.
    pub formulas: bool,
    /// Pieces with recordings.
    pub reading_aloud: bool,
}

/// Returns the default stylesheet, with that of the theme, the rules for what a book chooses, and those for what it has.
pub fn default_stylesheet(style: &Style, needs: Needs, name: String) -> Resource {
    let code = if needs.code { CODE } else { "" };
    let formulas = if needs.formulas { FORMULAS } else { "" };
    let read_aloud = if needs.reading_aloud { READ_ALOUD } else { "" };
    let text = [DEFAULT, style.theme.css, code, formulas, &choices::rules(style), read_aloud].concat();
    Resource::in_memory(name, MEDIA_TYPE, text.into_bytes())
}

/// A stylesheet that the manifest names.
#[derive(Debug)]
pub struct OwnStylesheet {
    path: BookPath,
    source: SourceId,
    pub text: String,
}

/// Reads a stylesheet that the manifest names; its text becomes one of `sources`.
///
/// # Errors
/// Why it cannot be had.
pub fn read_own(
    world: &dyn World,
    path: &Located<BookPath>,
    sources: &mut Sources,
) -> Result<OwnStylesheet, Box<Diagnostic>> {
    let Located { value: path, span } = path;
    let bytes = world.read(path).map_err(|error| unreadable(path.as_str(), &error).at(*span))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let found = Diagnostic::new(&CSS_ENCODING, format!("`{path}` is not in UTF-8")).at(*span);
        found.help("save the stylesheet as UTF-8")
    })?;
    let source = sources.add(path.as_str(), text.as_str());
    Ok(OwnStylesheet { path: path.clone(), source, text })
}

impl OwnStylesheet {
    /// Returns the stylesheet as it is packed, with the fonts that it brings; `families` are those of the whole book.
    pub fn pack(
        &self,
        fonts: &mut Fonts<'_>,
        families: &[String],
        names: &mut Names,
        diagnostics: &mut Diagnostics,
    ) -> Resource {
        diagnostics.extend(check_css(&self.text, self.source));
        for (family, range) in font::named_fonts(&self.text) {
            if families.iter().all(|known| !known.eq_ignore_ascii_case(family)) {
                let message = format!("the font `{family}` is not in the book");
                let help = "embed it with `@font-face`, or name a kind of font, such as `serif`, alone";
                let finding = Diagnostic::new(&FONT_NOT_EMBEDDED, message).at(place(self.source, range));
                diagnostics.push(finding.help(help));
            }
        }
        let mut text = String::new();
        let mut at = 0;
        for (address, range) in font::urls(&self.text) {
            if is_elsewhere(address) {
                continue;
            }
            let span = Span::new(self.source, range.clone());
            let Some(face) = fonts.pack_address(self.path.folder(), address, Some(span), names) else { continue };
            text.push_str(&self.text[at..range.start]);
            text.extend(["url(\"../", &face.name, "\")"]);
            at = range.end;
        }
        let name = names.give("styles", self.path.stem(), "css");
        if at == 0 {
            return Resource::of_file(name, MEDIA_TYPE, self.path.clone(), self.text.len());
        }
        text.push_str(&self.text[at..]);
        Resource::in_memory(name, MEDIA_TYPE, text.into_bytes())
    }
}

/// Returns the stylesheet that brings the fonts which the manifest names.
pub fn font_stylesheet(faces: &[Face], names: &mut Names) -> Resource {
    let mut css = String::new();
    for face in faces {
        face.write(&mut css);
    }
    let name = names.give("styles", "fonts", "css");
    Resource::in_memory(name, MEDIA_TYPE, css.into_bytes())
}

/// Tells whether an address is of no file of the book.
fn is_elsewhere(address: &str) -> bool {
    let address = address.trim();
    address.is_empty() || address.starts_with(['#']) || is_absolute(address)
}

/// Says what in a stylesheet is invalid in a book, or spoils it on some reader.
pub fn check_css(text: &str, source: SourceId) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut is_font = false;
    for found in css::scan(text) {
        let (diagnostic, range) = match found {
            // Files of fonts are packed.
            Found::Url { address, .. } if is_font && !is_absolute(address.trim()) => continue,
            Found::Fault { what, range } => {
                let help = "mend it: readers skip the rest of the stylesheet, or all of it";
                (Some(Diagnostic::new(&CSS_SYNTAX, what).help(help)), range)
            }
            Found::Import { address, range } | Found::Url { address, range } => (check_address(address), range),
            Found::Closing { .. } => {
                is_font = false;
                continue;
            }
            Found::Opening { prelude, range } => {
                is_font = prelude.eq_ignore_ascii_case("@font-face");
                (check_prelude(prelude), range)
            }
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
    let message = format!("`{address}` is not packed: of the files that a stylesheet names, only fonts are");
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
    use crate::resource::Content;
    use crate::theme::THEMES;
    use crate::world::{Memory, Roots};

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
        let world = Memory::new([("s/My House.css", "p{margin:0; font-family: Georgia, serif}")]);
        let (mut sources, mut names) = (Sources::default(), Names::default());
        let path = Located { value: BookPath::own("s/My House.css"), span: None };
        let own = read_own(&world, &path, &mut sources).unwrap();
        let roots = Roots::default();
        let mut fonts = Fonts::new(&world, &roots, font::Characters::empty(), false);
        let mut diagnostics = Diagnostics::new();
        let resource = own.pack(&mut fonts, &[], &mut names, &mut diagnostics);
        assert_eq!(resource.name, "styles/my-house.css");
        assert_eq!(resource.content, Content::File(path.value));
        assert_eq!(diagnostics[0].message, "the font `Georgia` is not in the book");
        own.pack(&mut fonts, &["georgia".to_owned()], &mut names, &mut diagnostics);
        assert_eq!(diagnostics.len(), 1);
        let missing = Located { value: BookPath::own("book.css"), span: None };
        assert_eq!(read_own(&world, &missing, &mut sources).unwrap_err().message, "there is no file `book.css`");
    }

    /// Colours are read on white pages and, where a reader turns them dark and keeps colours, on black ones: 4.5 to 1 is
    /// what WCAG 2.2, 1.4.3, asks for at level AA.
    #[test]
    fn every_colour_can_be_read_on_white_and_on_black() {
        let luminance = |colour: &str| {
            let part = |at: usize| {
                let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let mut count = 0;
        let sheets = [DEFAULT, CODE].into_iter().chain(THEMES.iter().map(|theme| theme.css));
        for sheet in sheets {
            for found in css::scan(sheet) {
                let Found::Declaration { property, value, .. } = found else { continue };
                assert!(!property.starts_with("background"), "dark pages break {property}: {value}");
                if !property.contains("color") || value == "inherit" {
                    continue;
                }
                assert_eq!((value.len(), &value[..1]), (7, "#"), "{property}: {value}");
                let light = luminance(value);
                assert!(1.05 / (light + 0.05) >= 4.5 && (light + 0.05) / 0.05 >= 4.5, "{value}");
                count += 1;
            }
        }
        assert!(count > 5);
    }
}
