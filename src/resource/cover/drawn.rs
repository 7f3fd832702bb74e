//! A cover from what the book says of itself: title, subtitle, authors and series.
//!
//! Its text is drawn only where a font has every character of it; otherwise there is no cover, and a finding that says
//! which font to give.

use super::CoverResource;
use super::designs::{DESIGNS, Design, Sheet};
use super::setting::Ruler;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file_findings::unreadable;
use crate::manifest::{DesignChoice, Direction, DrawnCover};
use crate::resource::Names;
use crate::resource::drawing::{Canvas, Drawing, Refusal, draw_as_said, font};
use crate::resource::font::{self as book_font, Fault};
use crate::resource::prepare::{Pixels, png};
use crate::resource::rules::{COVER_SCRIPT, UNREADABLE_FONT};
use crate::source::Span;
use crate::world::World;
use resvg::usvg::fontdb::{Database, Language, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What stands on a cover.
#[derive(Clone, Debug)]
pub struct CoverText {
    pub title: String,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    /// Who else is named, with what they did: `edited by Una Mabbutt`.
    pub credits: Vec<String>,
    pub series: Option<String>,
    /// BCP 47.
    pub language: String,
    pub direction: Direction,
    /// Where the manifest says the title.
    pub place: Option<Span>,
}

/// More authors than these do not get a line each.
const LINES: usize = 3;

/// More authors than these are not all named.
const MOST: usize = 12;

impl CoverText {
    /// Returns the title, without what follows a colon where there is no subtitle.
    pub(super) fn main_title(&self) -> &str {
        self.split_title().map_or(&self.title, |(title, _)| title)
    }

    /// Returns the subtitle, or what is one after a colon.
    pub(super) fn second_title(&self) -> Option<&str> {
        self.subtitle.as_deref().or_else(|| self.split_title().map(|(_, subtitle)| subtitle))
    }

    fn split_title(&self) -> Option<(&str, &str)> {
        let (title, rest) = self.title.split_once(':').filter(|_| self.subtitle.is_none())?;
        let subtitle = rest.strip_prefix([' ', '\u{A0}'])?.trim_start();
        (!subtitle.is_empty() && !title.trim().is_empty()).then_some((title.trim_end(), subtitle))
    }

    /// Returns the authors, or where there are none who else is named.
    pub(super) fn people(&self) -> String {
        match self.authors.as_slice() {
            [] => self.credits.join("\n"),
            few if few.len() <= LINES => few.join("\n"),
            many if many.len() <= MOST => row(many),
            crowd => row(&crowd[..MOST - 1]) + ", …",
        }
    }

    /// Returns what stands in small type: the series, and who is named beside the authors.
    pub(super) fn small_print(&self) -> String {
        let credits = self.credits.iter().filter(|_| !self.authors.is_empty());
        credits.chain(&self.series).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// Tells whether all is written in letters that have an italic and may stand apart.
    pub(super) fn is_european(&self) -> bool {
        let texts = [&self.title].into_iter().chain(&self.subtitle).chain(&self.authors).chain(&self.series);
        texts
            .flat_map(|text| text.chars())
            .all(|letter| !letter.is_alphabetic() || matches!(letter, '\0'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}'))
    }

    /// Returns all of it as one line, for those who do not see it.
    pub fn alternative(&self) -> String {
        self.all().collect::<Vec<_>>().join(", ")
    }

    /// Returns every text that stands on it.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let parts = [&self.title].into_iter().chain(&self.subtitle).chain(&self.authors).chain(&self.credits);
        parts.chain(&self.series).map(String::as_str)
    }

    /// Returns a number that is the same for the same title everywhere.
    fn seed(&self) -> u64 {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        self.title.bytes().fold(0xCBF2_9CE4_8422_2325, mix)
    }
}

/// Puts names beside each other, none of which is torn apart.
fn row(names: &[String]) -> String {
    names.iter().map(|name| name.replace(' ', "\u{A0}")).collect::<Vec<_>>().join(", ")
}

/// The size that every store takes inside a book, and the one that stores want of a cover by itself.
const INSIDE: (f32, f32) = (1600.0, 2400.0);
pub(super) const OUTSIDE: (f32, f32) = (1600.0, 2560.0);

/// The family that the book's own font is given.
const OWN: &str = "Cover";

/// Returns the cover of a book that brings none, as `images/cover.png`; nothing where the book wants none.
pub fn drawn(
    world: &dyn World,
    text: &CoverText,
    settings: &DrawnCover,
    names: &mut Names,
) -> (Option<CoverResource>, Diagnostics) {
    if settings.design == DesignChoice::None {
        return (None, Diagnostics::new());
    }
    let made = pixels(world, text, settings, INSIDE).and_then(|pixels| {
        let file = png(&pixels).map_err(|fault| Box::new(refused_by(text, &Refusal::Failed(fault.to_string()))))?;
        Ok(CoverResource::of_png(file, pixels.width, pixels.height, names))
    });
    match made {
        Ok(cover) => (Some(cover), doubted(world, settings).into_iter().collect()),
        Err(finding) => (None, vec![*finding]),
    }
}

/// Draws a cover of a size.
pub(super) fn pixels(
    world: &dyn World,
    text: &CoverText,
    settings: &DrawnCover,
    (width, height): (f32, f32),
) -> Result<Pixels, Box<Diagnostic>> {
    let mut fonts = font::bundled();
    let own_family = add_own(&mut fonts, world, settings)?;
    let fonts = Arc::new(fonts);
    let seed = text.seed();
    let design = design(settings.design, seed);
    let colours = design.palettes[usize::try_from(seed >> 32).unwrap_or_default() % design.palettes.len()];
    let ruler = Ruler { fonts: Arc::clone(&fonts) };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" xml:lang=\"{}\">",
        text.language
    );
    let mut sheet = Sheet { width, height, text, colours, seed, ruler, own_family, svg };
    (design.draw)(&mut sheet);
    let svg = sheet.svg + "</svg>";
    let canvas = Canvas { width: None, scale: 1.0, max_pixels: width * height * 1.01, is_white: true };
    let Drawing { pixels, .. } =
        draw_as_said(&svg, fonts, canvas).map_err(|refusal| Box::new(refused_by(text, &refusal)))?;
    Ok(pixels)
}

/// Returns the design that the manifest names, else the one of the title.
fn design(choice: DesignChoice, seed: u64) -> &'static Design {
    let by_title = usize::try_from(seed % DESIGNS.len() as u64).unwrap_or_default();
    match choice {
        DesignChoice::Named(name) => DESIGNS.iter().find(|design| design.name == name).unwrap_or(&DESIGNS[by_title]),
        DesignChoice::ByTitle | DesignChoice::None => &DESIGNS[by_title],
    }
}

/// Adds the book's own font; returns the family to ask for.
fn add_own(fonts: &mut Database, world: &dyn World, settings: &DrawnCover) -> Result<Option<String>, Box<Diagnostic>> {
    let Some(font) = &settings.font else { return Ok(None) };
    let path = &font.value;
    let bytes = world.read(path).map_err(|error| Box::new(unreadable(path.as_str(), &error).at(font.span)))?;
    // A font that may not be in a book, or is of a kind that readers do not know, may still be drawn with.
    if let Err(fault @ (Fault::Empty | Fault::Broken(_))) = book_font::read(&bytes) {
        return Err(Box::new(book_font::faulty(path, &fault).at(font.span)));
    }
    let faces = fonts.load_font_source(Source::Binary(Arc::new(book_font::unpacked(bytes))));
    if faces.is_empty() {
        let message = format!("`{path}` is no font that a cover can be drawn with");
        let help = "give a TrueType, OpenType or WOFF file: `font = \"fonts/my-font.otf\"`";
        return Err(Box::new(Diagnostic::new(&UNREADABLE_FONT, message).at(font.span).help(help)));
    }
    for face in faces {
        if let Some(mut face) = fonts.face(face).cloned() {
            face.families = vec![(OWN.to_owned(), Language::English_UnitedStates)];
            fonts.push_face_info(face);
        }
    }
    Ok(Some(OWN.to_owned()))
}

/// Says what is doubtful of the book's own font.
fn doubted(world: &dyn World, settings: &DrawnCover) -> Option<Diagnostic> {
    let font = settings.font.as_ref()?;
    let read = book_font::read(&world.read(&font.value).ok()?).ok()?;
    book_font::doubted(&font.value, &read).map(|finding| finding.at(font.span))
}

/// Says why there is no cover.
fn refused_by(text: &CoverText, refusal: &Refusal) -> Diagnostic {
    let Refusal::Characters(characters) = refusal else {
        let message = "the cover cannot be drawn from what the book says of itself";
        let help = "bring a cover, or say `design = \"none\"` in `[cover]`";
        return Diagnostic::new(&COVER_SCRIPT, message).at(text.place).help(help);
    };
    let shown: Vec<String> = characters.iter().take(8).map(|text| format!("`{text}`")).collect();
    let more = if characters.len() > shown.len() { " and others" } else { "" };
    let message = format!("no cover was drawn: no font here has {}{more}", shown.join(", "));
    let font = suggested(characters, &text.language);
    let help = format!("give {font}: `font = \"fonts/…\"` in `[cover]`; or bring a cover of your own");
    Diagnostic::new(&COVER_SCRIPT, message).at(text.place).help(help)
}

/// Scripts by their letters, with a free font that has them.
const SCRIPTS: &[(u32, u32, &str)] = &[
    (0x0100, 0x02FF, "Noto Serif"),
    (0x0530, 0x058F, "Noto Serif Armenian"),
    (0x0590, 0x05FF, "Noto Serif Hebrew"),
    (0x0600, 0x077F, "Noto Naskh Arabic"),
    (0x08A0, 0x08FF, "Noto Naskh Arabic"),
    (0x0900, 0x097F, "Noto Serif Devanagari"),
    (0x0980, 0x09FF, "Noto Serif Bengali"),
    (0x0A00, 0x0A7F, "Noto Serif Gurmukhi"),
    (0x0A80, 0x0AFF, "Noto Serif Gujarati"),
    (0x0B80, 0x0BFF, "Noto Serif Tamil"),
    (0x0C00, 0x0C7F, "Noto Serif Telugu"),
    (0x0C80, 0x0CFF, "Noto Serif Kannada"),
    (0x0D00, 0x0D7F, "Noto Serif Malayalam"),
    (0x0D80, 0x0DFF, "Noto Serif Sinhala"),
    (0x0E00, 0x0E7F, "Noto Serif Thai"),
    (0x0E80, 0x0EFF, "Noto Serif Lao"),
    (0x0F00, 0x0FFF, "Noto Serif Tibetan"),
    (0x1000, 0x109F, "Noto Serif Myanmar"),
    (0x10A0, 0x10FF, "Noto Serif Georgian"),
    (0x1100, 0x11FF, "Noto Serif KR"),
    (0x1200, 0x137F, "Noto Serif Ethiopic"),
    (0x1780, 0x17FF, "Noto Serif Khmer"),
    (0x1D00, 0x1DBF, "Noto Serif"),
    (0x2C60, 0x2C7F, "Noto Serif"),
    (0x3040, 0x30FF, "Noto Serif JP"),
    (0xA720, 0xA7FF, "Noto Serif"),
    (0xAC00, 0xD7FF, "Noto Serif KR"),
    (0xFB50, 0xFDFF, "Noto Naskh Arabic"),
    (0xFE70, 0xFEFE, "Noto Naskh Arabic"),
];

/// Names a font for characters that none here has.
fn suggested(characters: &BTreeSet<String>, language: &str) -> String {
    let of_script = |letter: char| {
        let number = u32::from(letter);
        SCRIPTS.iter().find(|(first, last, _)| (*first..=*last).contains(&number)).map(|(_, _, font)| *font)
    };
    let is_han =
        |letter: char| matches!(letter, '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    let letters = || characters.iter().flat_map(|text| text.chars());
    let han = || match language {
        _ if !letters().any(is_han) => None,
        _ if language.starts_with("ja") => Some("Noto Serif JP"),
        _ if language.starts_with("ko") => Some("Noto Serif KR"),
        _ if ["TW", "HK", "Hant"].iter().any(|region| language.contains(region)) => Some("Noto Serif TC"),
        _ => Some("Noto Serif SC"),
    };
    match letters().find_map(of_script).or_else(han) {
        Some(font) => format!("a font that has them, such as {font}"),
        None => "a font that has them".to_owned(),
    }
}
