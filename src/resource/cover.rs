//! The cover: packed as it is where it is made of pixels, drawn where it is an SVG.
//!
//! What stores ask of a cover is checked here, and only warned of: the book itself is valid without. The page that
//! shows the cover is the work of `typeset`.

mod cuts;
mod designs;
mod drawn;
mod export;
mod letters;
mod setting;

pub use drawn::{CoverText, drawn};
pub use export::{Front, export};

use super::collect::{faulty, misnamed};
use super::drawing::{Canvas, Drawing, Refusal, draw, font};
use super::image::svg::{self, Lost, SafeCopy, safe_copy};
use super::image::{Fault, Picture, examine};
use super::prepare::{Budget, FilesBeside, png, prepare};
use super::rules::{COVER_CHARACTERS, COVER_FONT, COVER_KIND, COVER_NOT_DRAWN, COVER_SHAPE, SMALL_COVER};
use super::{Content, FileFacts, Names, Resource};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::file_findings::unreadable;
use crate::manifest::{ImageFormat, Images};
use crate::source::{Located, Span};
use crate::world::{BookPath, World};
use std::sync::Arc;

/// The cover as it goes into the package.
#[derive(Clone, Debug)]
pub struct CoverResource {
    pub resource: Resource,
    pub width: u32,
    pub height: u32,
}

impl CoverResource {
    fn of_png(file: Vec<u8>, width: u32, height: u32, names: &mut Names) -> Self {
        let name = names.give("images", "cover", "png");
        Self {
            resource: Resource {
                name,
                media_type: "image/png",
                facts: FileFacts { bytes: file.len(), pixels: Some((width, height)), place: None },
                content: Content::Bytes(file.into()),
            },
            width,
            height,
        }
    }
}

/// How wide a cover is drawn.
const WIDTH: f32 = 1600.0;

/// The most bytes of pictures beside a cover that are put into it.
const MOST_BESIDE: usize = 32 << 20;

/// The most pixels of a picture inside a book that every store takes.
const MAX_PIXELS: u32 = 4_000_000;

/// Returns the cover that the manifest names, as `images/cover.…`; `images` says how pictures are made.
pub fn cover(
    world: &dyn World,
    path: &Located<BookPath>,
    images: &Images,
    names: &mut Names,
) -> (Option<CoverResource>, Diagnostics) {
    let Located { value: path, span: place } = path;
    let mut diagnostics = Diagnostics::new();
    let made = make(world, path, *place, images, names, &mut diagnostics);
    let mut made = made.map_err(|diagnostic| diagnostics.push(diagnostic.at(*place))).ok();
    if let Some(cover) = &mut made {
        cover.resource.facts.place = *place;
        diagnostics.extend(store_rules(path, cover).into_iter().map(|diagnostic| diagnostic.at(*place)));
    }
    (made, diagnostics)
}

fn make(
    world: &dyn World,
    path: &BookPath,
    place: Option<Span>,
    images: &Images,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) -> Result<CoverResource, Box<Diagnostic>> {
    let bytes = world.read(path).map_err(|error| Box::new(unreadable(path.as_str(), &error)))?;
    let prepared = prepare(&bytes, &wanted(&bytes, images), world, &Budget::default());
    let prepared = prepared.map_err(|fault| Box::new(faulty(path, &fault)))?;
    let Picture { media_type, extension, width, height, .. } = prepared.picture;
    diagnostics.extend(misnamed(path, &prepared.source, &prepared.picture).map(|diagnostic| diagnostic.at(place)));
    if extension != "svg" {
        let name = names.give("images", "cover", extension);
        let content = prepared.made.unwrap_or_else(|| Content::File(path.clone()));
        let resource = Resource { name, media_type, content, facts: prepared.picture.into() };
        return Ok(CoverResource { resource, width, height });
    }
    let canvas = Canvas { width: Some(WIDTH), scale: 1.0, max_pixels: 4e6, is_white: true };
    let Drawing { pixels, unknown_families } = draw_given(world, path, place, bytes, canvas, diagnostics)?;
    for family in unknown_families {
        let message = format!("no font here is called `{family}`: the cover is drawn with {}", font::SERIF);
        let help = "name `serif` or `sans-serif`, declare the font with `@font-face`, or turn the text into paths";
        diagnostics.push(Diagnostic::new(&COVER_FONT, message).help(help).at(place));
    }
    let file = png(&pixels).map_err(|fault| Box::new(faulty(path, &fault)))?;
    Ok(CoverResource::of_png(file, pixels.width, pixels.height, names))
}

/// Draws a cover that is an SVG, with what it shows from files beside it.
fn draw_given(
    world: &dyn World,
    path: &BookPath,
    place: Option<Span>,
    bytes: Vec<u8>,
    canvas: Canvas,
    diagnostics: &mut Diagnostics,
) -> Result<Drawing, Box<Diagnostic>> {
    let broken = |fault: Fault| Box::new(faulty(path, &fault));
    let budget = Budget::default();
    let mut fonts = font::bundled();
    {
        let (text, tree) = svg::read(&bytes).map_err(broken)?;
        diagnostics.extend(font::add_own(&mut fonts, world, path, (&text, &tree), place));
    }
    let wanted = Images { max_pixels: MAX_PIXELS, ..Images::default() };
    let beside = FilesBeside::new(world, path, &wanted, &budget).with_room_for(MOST_BESIDE);
    let SafeCopy { copy, lost, mended, .. } = safe_copy(&bytes, &beside).map_err(broken)?;
    if mended.contains_key(&svg::LABEL) {
        let message = format!("the words in a `foreignObject` of `{path}` are drawn as plain text");
        let help = "use `text` with the font, the size and the colour that they are to have";
        let warning = Diagnostic { severity: Severity::Warning, ..Diagnostic::new(&COVER_NOT_DRAWN, message) };
        diagnostics.push(warning.help(help).at(place));
    }
    if let Some(refusal) = lost.iter().find_map(|lost| not_drawn(path, lost)) {
        return Err(Box::new(refusal));
    }
    // No more than one of the two is held while it is drawn.
    let bytes = copy.unwrap_or(bytes);
    let (text, tree) = svg::read(&bytes).map_err(broken)?;
    draw(&text, tree, Arc::new(fonts), canvas, &budget).map_err(|refusal| Box::new(refused(path, &refusal)))
}

/// Returns what is to be done to a cover: the sizes of `[images]` are for pictures in the text, and stores refuse a GIF.
fn wanted(bytes: &[u8], images: &Images) -> Images {
    let is_gif = examine(bytes).is_ok_and(|picture| picture.media_type == "image/gif");
    Images {
        max_width: None,
        max_height: None,
        max_pixels: images.max_pixels.min(MAX_PIXELS),
        format: if is_gif { ImageFormat::Png } else { ImageFormat::Auto },
        ..images.clone()
    }
}

/// Refuses what would be missing from the drawing without a word.
fn not_drawn(path: &BookPath, lost: &Lost) -> Option<Diagnostic> {
    let (message, help) = match lost {
        Lost::Address(address) => (
            format!("`{path}` shows `{address}`, which cannot be put into it"),
            "put a JPEG or PNG beside the cover, in the book's folder, and name it as the cover's own folder has it",
        ),
        Lost::Object(_) => (
            format!("`{path}` holds a `foreignObject`, which is not drawn"),
            "use `text` for words and `image` for pictures",
        ),
        // The cover is drawn with the whole font.
        Lost::Font(_) => return None,
    };
    Some(Diagnostic::new(&COVER_NOT_DRAWN, message).help(help))
}

fn refused(path: &BookPath, refusal: &Refusal) -> Diagnostic {
    match refusal {
        Refusal::Characters(characters) => {
            let shown: Vec<String> = characters.iter().take(12).map(|text| format!("`{}`", named(text))).collect();
            let message = format!("no font here has {} of `{path}`", shown.join(", "));
            let help = "declare a font that has them with `@font-face`, or turn the text into paths";
            Diagnostic::new(&COVER_CHARACTERS, message).help(help)
        }
        Refusal::Picture(fault) => Diagnostic::new(&COVER_NOT_DRAWN, format!("a picture inside `{path}` {fault}"))
            .help("put the picture into the SVG anew"),
        Refusal::TooCostly => Diagnostic::new(&COVER_NOT_DRAWN, format!("`{path}` has too much in it to be drawn"))
            .help("export the cover as PNG, 1600 pixels wide and 2400 high"),
        Refusal::Failed(what) => Diagnostic::new(&COVER_NOT_DRAWN, format!("`{path}` cannot be drawn: {what}"))
            .help("export the cover as PNG, 1600 pixels wide and 2400 high"),
    }
}

/// Returns text as it can be shown: characters that most fonts lack by their numbers too.
fn named(text: &str) -> String {
    let numbers: Vec<String> = text.chars().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    format!("{text} ({})", numbers.join(" "))
}

/// Checks what stores ask of a cover.
fn store_rules(path: &BookPath, cover: &CoverResource) -> Diagnostics {
    let (width, height) = (cover.width, cover.height);
    let (longer, shorter) = (width.max(height), width.min(height));
    let size = format!("`{path}` is {width} × {height} pixels");
    let mut diagnostics = Diagnostics::new();
    if shorter < 500 || longer < 1000 {
        let message = format!("{size}: stores want at least 625 × 1000, and Kindle shows none under 500");
        diagnostics.push(Diagnostic::new(&SMALL_COVER, message).help("save it 1600 pixels wide and 2400 high"));
    }
    let (width, height) = (u64::from(width), u64::from(height));
    if height * 4 < width * 5 || height > width * 2 {
        let message = format!("{size}, which is not the shape of a book");
        let help = "make it about one and a half times as high as wide: 1600 × 2400";
        diagnostics.push(Diagnostic::new(&COVER_SHAPE, message).help(help));
    }
    if cover.resource.media_type == "image/gif" {
        let message = format!("`{path}` moves: stores refuse it, and older readers do not show it");
        diagnostics.push(Diagnostic::new(&COVER_KIND, message).help("save the cover as JPEG or PNG"));
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::super::image::tests::{GIF, png};
    use super::*;
    use crate::world::Memory;

    fn made(name: &str, bytes: &[u8]) -> (Option<CoverResource>, Vec<String>) {
        let world = Memory::new([(name, bytes.to_vec())]);
        let path = Located { value: BookPath::own(name), span: None };
        let (cover, diagnostics) = cover(&world, &path, &Images::default(), &mut Names::default());
        let said =
            diagnostics.iter().map(|d| format!("{} {}: {}", d.severity.word(), d.rule.name, d.message)).collect();
        (cover, said)
    }

    fn svg(content: &str) -> (Option<CoverResource>, Vec<String>) {
        let svg = "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 300\"";
        made("cover.svg", format!("<svg {svg}>{content}</svg>").as_bytes())
    }

    /// Returns the share of pixels that are not white.
    fn ink(cover: &CoverResource) -> f64 {
        let Content::Bytes(bytes) = &cover.resource.content else { panic!("a drawn cover is in memory") };
        let pixels = super::super::prepare::pixels(bytes, &Images::default(), &Budget::default()).unwrap();
        assert!(!pixels.has_alpha());
        let step = pixels.channels;
        let inked = pixels.data.chunks(step).filter(|pixel| pixel.iter().any(|value| *value != 255)).count();
        f64::from(u32::try_from(inked).unwrap()) / f64::from(cover.width * cover.height)
    }

    #[test]
    fn a_cover_of_pixels_is_packed_as_it_is() {
        let (cover, said) = made("front.png", &png(1600, 2400));
        assert_eq!(said, Vec::<String>::new());
        let cover = cover.unwrap();
        assert_eq!(cover.resource.name, "images/cover.png");
        assert_eq!(cover.resource.content, Content::File(BookPath::own("front.png")));
    }

    #[test]
    fn a_cover_that_is_too_large_is_scaled_and_a_gif_becomes_a_png() {
        let (cover, said) = made("front.png", &png(2400, 3600));
        assert_eq!(said, Vec::<String>::new());
        let cover = cover.unwrap();
        assert_eq!((cover.width, cover.height), (1632, 2449));
        assert!(matches!(cover.resource.content, Content::Bytes(_)));
        let (cover, _) = made("front.gif", GIF);
        assert_eq!(cover.unwrap().resource.name, "images/cover.png");
    }

    #[test]
    fn store_rules_are_warned_of() {
        let cases: [(&[u8], &str, &[&str]); 4] = [
            (&png(1600, 2560), "a.png", &[]),
            (&png(499, 998), "a.png", &["small-cover"]),
            (&png(1200, 1200), "a.png", &["cover-shape"]),
            (GIF, "a.gif", &["small-cover", "cover-shape"]),
        ];
        for (bytes, name, rules) in cases {
            let (cover, said) = made(name, bytes);
            assert!(cover.is_some());
            let warned: Vec<&str> = said.iter().filter_map(|said| said.split([' ', ':']).nth(1)).collect();
            assert_eq!(warned, rules);
        }
    }

    #[test]
    fn an_svg_is_drawn_opaque_and_within_the_limit_of_stores() {
        let (cover, said) = svg("<rect width=\"100\" height=\"300\" fill-opacity=\"0.5\"/>");
        assert_eq!(said, Vec::<String>::new());
        let cover = cover.unwrap();
        assert_eq!((cover.width, cover.height, cover.resource.media_type), (1600, 2400, "image/png"));
        assert!((ink(&cover) - 0.5).abs() < 0.01);
        let tall = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 160\"/>";
        let cover = made("cover.svg", tall.as_bytes()).0.unwrap();
        assert!(cover.width * cover.height <= MAX_PIXELS && cover.width > 1500, "{cover:?}");
    }

    #[test]
    fn text_is_drawn_with_bundled_fonts() {
        let text = "Abschied Прощание Αποχαιρετισμός — ‘fi’ “é”\u{AD}\u{200D}";
        let families = ["serif", "sans-serif", "monospace", "cursive", "Georgia, serif", "Libertinus Serif"];
        let line = |(index, family)| {
            format!("<text y=\"{}\" font-size=\"9\" font-family=\"{family}\">{text}</text>", index * 20 + 20)
        };
        let (cover, said) = svg(&families.into_iter().enumerate().map(line).collect::<String>());
        assert_eq!(said, Vec::<String>::new());
        let ink = ink(&cover.unwrap());
        assert!(ink > 0.015, "{ink}");
    }

    #[test]
    fn an_unknown_family_is_told_of_and_drawn_with_the_serif() {
        let (cover, said) = svg("<text y=\"50\" font-family=\"Garamond\">Word</text>");
        assert_eq!(
            said,
            ["warning cover-font: no font here is called `Garamond`: the cover is drawn with Libertinus Serif"]
        );
        assert!(ink(&cover.unwrap()) > 0.001);
    }

    #[test]
    fn characters_without_a_font_are_an_error_and_never_boxes() {
        for content in [
            "<text y=\"50\">別れ a</text>",
            "<pattern id=\"p\" width=\"9\" height=\"9\"><text>別れ</text></pattern><rect width=\"9\" height=\"9\" fill=\"url(#p)\"/>",
        ] {
            let (cover, said) = svg(content);
            assert!(cover.is_none());
            assert_eq!(
                said,
                ["error cover-characters: no font here has `れ (U+308C)`, `別 (U+5225)` of `cover.svg`"],
                "{content}"
            );
        }
    }

    #[test]
    fn what_is_not_drawn_is_an_error() {
        let cases = [
            (
                "<image href=\"photo.jpg\" width=\"9\" height=\"9\"/>",
                "`cover.svg` shows `photo.jpg`, which cannot be put into it",
            ),
            (
                "<use href=\"http://a.example/b.svg#c\"/>",
                "`cover.svg` shows `http://a.example/b.svg#c`, which cannot be put into it",
            ),
            ("<foreignObject/>", "`cover.svg` holds a `foreignObject`, which is not drawn"),
            (
                "<image href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"9\" height=\"9\"/>",
                "a picture inside `cover.svg` is cut short: it ends at byte 8, before the picture does",
            ),
        ];
        for (content, message) in cases {
            let (cover, said) = svg(content);
            assert!(cover.is_none());
            assert_eq!(said, [format!("error cover-not-drawn: {message}")], "{content}");
        }
    }

    #[test]
    fn a_cover_shows_the_pictures_beside_it_and_the_words_in_foreign_objects() {
        let content = "<image href=\"p/black.png\" width=\"100\" height=\"300\" preserveAspectRatio=\"none\"/>\
                       <foreignObject x=\"100\" width=\"90\" height=\"40\"><p xmlns=\"http://www.w3.org/1999/xhtml\">Word</p>\
                       </foreignObject><switch><foreignObject/><g/></switch>";
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 300\">{content}</svg>");
        let mut black = Vec::new();
        ::png::Encoder::new(&mut black, 1, 1).write_header().unwrap().write_image_data(&[0]).unwrap();
        let world = Memory::new([("c/cover.svg", text.into_bytes()), ("c/p/black.png", black)]);
        let path = Located { value: BookPath::own("c/cover.svg"), span: None };
        let (cover, said) = cover(&world, &path, &Images::default(), &mut Names::default());
        let said: Vec<&str> = said.iter().map(|finding| &*finding.message).collect();
        assert_eq!(said, ["the words in a `foreignObject` of `c/cover.svg` are drawn as plain text"]);
        let ink = ink(&cover.unwrap());
        assert!(ink > 0.501 && ink < 0.52, "{ink}");
    }

    #[test]
    fn the_book_s_own_font_is_used() {
        let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 300\"><style>@font-face { font-family: Mine; \
                    src: url('mine.ttf') }</style><text y=\"50\" font-family=\"Mine\">Word</text></svg>";
        let made = |font: &[u8]| {
            let world = Memory::new([("c/cover.svg", text.as_bytes().to_vec()), ("c/mine.ttf", font.to_vec())]);
            let path = Located { value: BookPath::own("c/cover.svg"), span: None };
            cover(&world, &path, &Images::default(), &mut Names::default())
                .1
                .iter()
                .map(|d| d.message.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(made(notosans::BOLD_TTF), Vec::<String>::new());
        assert_eq!(made(b"no font")[0], "`mine.ttf` is no font that a cover can be drawn with");
    }

    #[test]
    fn hostile_covers_are_refused_in_bounded_time() {
        let bomb = |level: usize| {
            let uses = format!("<use href=\"#a{level}\"/>").repeat(10);
            format!("<g id=\"a{}\">{uses}</g>", level + 1)
        };
        let uses: String = (0..4).map(bomb).collect();
        let layers = "<g opacity=\"0.5\">".repeat(40);
        let cases = [
            format!("<defs><rect id=\"a0\" width=\"200\" height=\"300\"/>{uses}</defs><use href=\"#a4\"/>"),
            format!("{layers}<rect width=\"9\" height=\"9\"/><circle r=\"9\"/>{}", "</g>".repeat(40)),
            "<filter id=\"f\"><feTurbulence baseFrequency=\"1\" numOctaves=\"100000000\"/></filter>\
             <rect width=\"200\" height=\"300\" filter=\"url(#f)\"/>"
                .to_owned(),
            "<rect width=\"200\" height=\"300\" opacity=\"0.5\"/>".repeat(3000),
        ];
        for content in cases {
            let (cover, said) = svg(&content);
            assert!(cover.is_none(), "{}", &content[..80]);
            assert!(said[0].starts_with("error cover-not-drawn"), "{said:?}");
        }
    }
}
