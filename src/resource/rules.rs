//! What can be wrong with pictures, the cover and stylesheets.

use crate::diagnostic::{Rule, Severity};

/// Every rule of this room.
pub const RULES: &[&Rule] = &[
    &MISSING_IMAGE,
    &BROKEN_IMAGE,
    &MISNAMED_IMAGE,
    &UNKNOWN_IMAGE_KIND,
    &MOVING_IMAGE,
    &UNSAFE_IMAGE,
    &MENDED_IMAGE,
    &SMALL_COVER,
    &COVER_SHAPE,
    &COVER_KIND,
    &COVER_FONT,
    &COVER_CHARACTERS,
    &COVER_NOT_DRAWN,
    &COVER_SCRIPT,
    &UNREADABLE_FONT,
    &CSS_ENCODING,
    &CSS_SYNTAX,
    &CSS_ADDRESS,
    &CSS_DIRECTION,
    &CSS_COLOUR_SCHEME,
    &CSS_HIDDEN,
    &CSS_LAYOUT,
    &CSS_READERS_OWN,
];

pub(crate) const MISSING_IMAGE: Rule = Rule {
    name: "missing-image",
    severity: Severity::Warning,
    summary: "a picture that is not there",
    explanation: "
A chapter shows a picture whose file does not exist.
The page then shows the alternative text in its place.

Paths count from the file that names the picture, here `chapters/one.md`.

Wrong:

    ![A map](images/map.png)

Right:

    ![A map](../images/map.png)
",
    epubcheck: &["RSC-007"],
};

pub(crate) const BROKEN_IMAGE: Rule = Rule {
    name: "broken-image",
    severity: Severity::Error,
    summary: "a picture that is damaged, cut short, empty, or larger than any reader can show",
    explanation: "
The file begins as a picture and then breaks off or makes no sense.
Some readers would show a part of it, others a grey box, and stores refuse the book.
Each JPEG, PNG and GIF is decoded once to see that, even where it is packed as it is.

Often a download was broken off, or a version-control system changed line ends inside the file.
Get the file anew, or open it in a program that still shows it and save it under a new name.

Wrong:

    images/map.png     0 bytes

Right:

    images/map.png     48,213 bytes
",
    epubcheck: &["MED-004", "PKG-021"],
};

pub(crate) const MISNAMED_IMAGE: Rule = Rule {
    name: "misnamed-image",
    severity: Severity::Warning,
    summary: "a picture whose name says another kind than it is",
    explanation: "
The kind of a picture is told by its content.
Here the extension of the file says something else, which confuses other programs.
The book gets the picture under its true kind.

Wrong, where the file holds a JPEG:

    ![A map](map.png)

Right:

    ![A map](map.jpg)
",
    epubcheck: &["OPF-029", "PKG-022"],
};

pub(crate) const UNKNOWN_IMAGE_KIND: Rule = Rule {
    name: "unknown-image-kind",
    severity: Severity::Error,
    summary: "a file that is no picture of a kind that can be shown",
    explanation: "
A book shows JPEG, PNG, GIF and SVG.
WebP, TIFF and BMP are turned into JPEG or PNG when the book is built; other kinds, among them AVIF, HEIC and JPEG XL,
are not, nor are a few rare kinds of JPEG and TIFF.

Wrong:

    ![A map](map.avif)

Right, after saving the picture as PNG:

    ![A map](map.png)
",
    epubcheck: &["RSC-032"],
};

pub(crate) const MOVING_IMAGE: Rule = Rule {
    name: "moving-image",
    severity: Severity::Warning,
    summary: "a picture that moves, and will not as it is, or cannot be what is asked of it",
    explanation: "
A GIF that moves is packed as it is, whatever its size, and whatever `format` is asked of it.
A moving WebP or PNG that has to be changed becomes a still picture: its first frame.

Wrong:

    ![A ferry leaves](ferry.webp)

Right, after saving it as GIF:

    ![A ferry leaves](ferry.gif)
",
    epubcheck: &[],
};

pub(crate) const UNSAFE_IMAGE: Rule = Rule {
    name: "unsafe-image",
    severity: Severity::Warning,
    summary: "an SVG picture with scripts, event handlers, foreign objects or addresses outside it",
    explanation: r#"
A picture in a book runs no scripts and loads nothing from elsewhere.
What does so is left out of the copy that is packed; look whether the picture still shows what it should.
A picture that lies beside the file, inside the book's folder, is put into that copy, up to 4 MB of them.

Wrong:

    <image href="https://example.org/photo.jpg"/>

Right, with the photograph beside the file:

    <image href="photo.jpg"/>
"#,
    epubcheck: &["OPF-014", "RSC-006"],
};

pub(crate) const MENDED_IMAGE: Rule = Rule {
    name: "mended-image",
    severity: Severity::Info,
    summary: "an SVG picture with faults of which a copy is packed without them",
    explanation: r#"
Programs that draw leave ids that are no names of XML or stand twice, and references to what was deleted.
Readers pass over them, and stores refuse the book.
The copy that is packed has other ids, each once, and no such references.
Labels that are HTML in a `foreignObject`, as some programs for diagrams make them, become `text` in the middle of their
place, or that of the text which stands in their stead.

Wrong:

    <g id="Layer 1"/>
    <rect fill="url(#deleted)"/>

Right:

    <g id="Layer_1"/>
    <rect fill="none"/>
"#,
    epubcheck: &["RSC-005", "RSC-012", "RSC-014"],
};

pub(crate) const SMALL_COVER: Rule = Rule {
    name: "small-cover",
    severity: Severity::Warning,
    summary: "a cover of fewer pixels than stores take",
    explanation: "
Kindle shows no cover whose shorter side has under 500 pixels, and the smallest that stores take is 625 × 1000.

Wrong:

    400 × 600 pixels

Right:

    1600 × 2400 pixels
",
    epubcheck: &[],
};

pub(crate) const COVER_SHAPE: Rule = Rule {
    name: "cover-shape",
    severity: Severity::Warning,
    summary: "a cover that is not shaped like a book",
    explanation: "
Shelves show covers in an upright frame, between 1.25 and 2 times as high as wide; others stand in it between bars.

Wrong:

    2400 × 1600 pixels

Right:

    1600 × 2400 pixels
",
    epubcheck: &[],
};

pub(crate) const COVER_KIND: Rule = Rule {
    name: "cover-kind",
    severity: Severity::Warning,
    summary: "a cover that moves",
    explanation: r#"
Kobo refuses a GIF as a cover, and others show its first frame or nothing.
A still GIF becomes a PNG, and WebP, TIFF and BMP become JPEG or PNG; what moves is left as it is.

Wrong:

    cover = "moving.gif"

Right:

    cover = "cover.jpg"
"#,
    epubcheck: &[],
};

pub(crate) const COVER_FONT: Rule = Rule {
    name: "cover-font",
    severity: Severity::Warning,
    summary: "a font of an SVG cover that is not here",
    explanation: r#"
An SVG cover is drawn into a picture when the book is built.
So that it looks the same on every machine, its text is drawn only with the fonts that bindery brings (Libertinus
Serif for `serif`, Noto Sans for `sans-serif`, DejaVu Sans Mono for `monospace`) and those that the file declares with
`@font-face`.
A text whose families are all others is drawn with Libertinus Serif, and may then be wider or narrower than meant.

Wrong, if the font lies nowhere in the book:

    <text font-family="Garamond">Leave-Takings</text>

Right:

    <text font-family="Garamond, serif">Leave-Takings</text>
"#,
    epubcheck: &[],
};

pub(crate) const COVER_CHARACTERS: Rule = Rule {
    name: "cover-characters",
    severity: Severity::Error,
    summary: "characters of an SVG cover that no font has",
    explanation: r#"
An SVG cover is drawn into a picture with the fonts that bindery brings, which hold Latin, Greek and Cyrillic letters,
and those that the file declares.
A character that none of them has would be drawn as a box, or not at all.

Wrong, without a Japanese font:

    <text font-family="serif">別れ</text>

Right, with the file of a font beside the cover:

    <style>@font-face { font-family: Mincho; src: url(mincho.otf) }</style>
    <text font-family="Mincho">別れ</text>
"#,
    epubcheck: &[],
};

pub(crate) const COVER_NOT_DRAWN: Rule = Rule {
    name: "cover-not-drawn",
    severity: Severity::Error,
    summary: "an SVG cover that cannot be drawn as it is meant",
    explanation: r#"
An SVG cover is drawn into a picture when the book is built.
A JPEG or PNG that lies in the book's folder is drawn with it; what lies elsewhere, or is no picture of pixels, cannot
be, nor a drawing that would take minutes.
Of HTML inside the drawing the words are drawn, without their look, where `x`, `y`, `width` and `height` say their
place.

Wrong:

    <image href="https://example.org/photo.jpg"/>

Right, with the picture beside the cover:

    <image href="photo.jpg"/>
"#,
    epubcheck: &[],
};

pub(crate) const COVER_SCRIPT: Rule = Rule {
    name: "cover-script",
    severity: Severity::Warning,
    summary: "no cover could be drawn from the title",
    explanation: r#"
A book without a cover gets one that is drawn from its title, authors and series.
The fonts that bindery brings hold Latin, Greek, Cyrillic and Hebrew letters.
A title in another script needs a font of the book's own; without it the book is made without a cover, since boxes would
be worse than none.

Wrong, without a Japanese font:

    [book]
    title = "別れ"

Right:

    [book]
    title = "別れ"

    [cover]
    font = "fonts/NotoSerifJP-Regular.otf"
"#,
    epubcheck: &[],
};

pub(crate) const UNREADABLE_FONT: Rule = Rule {
    name: "unreadable-cover-font",
    severity: Severity::Error,
    summary: "a font of a cover that is not there or is no font",
    explanation: "
An SVG cover may bring its own fonts, as TrueType, OpenType or WOFF files in the book's folder.

Wrong:

    @font-face { font-family: Mine; src: url(https://example.org/mine.woff2) }

Right:

    @font-face { font-family: Mine; src: url(mine.ttf) }
",
    epubcheck: &[],
};

pub(crate) const CSS_ENCODING: Rule = Rule {
    name: "css-encoding",
    severity: Severity::Error,
    summary: "a stylesheet that is not in UTF-8",
    explanation: r#"
Readers take every stylesheet for UTF-8, and skip one that is not.
An editor that saves in another encoding must be told to use UTF-8.

Wrong:

    @charset "ISO-8859-1";

Right:

    @charset "UTF-8";
"#,
    epubcheck: &["CSS-003", "CSS-004"],
};

pub(crate) const CSS_SYNTAX: Rule = Rule {
    name: "css-syntax",
    severity: Severity::Error,
    summary: "a stylesheet that breaks the grammar of CSS",
    explanation: "
A bracket, a colon, a semicolon or a quote is missing, or there is one too many.
Readers then skip what follows; shops refuse the book, whose checker knows no more of CSS than this grammar: no nested
rules, no `;` after another, none of the hacks that browsers step over.

Wrong:

    p { text-indent: 1em;
    h1 { text-align: center }

Right:

    p { text-indent: 1em }
    h1 { text-align: center }
",
    epubcheck: &["CSS-008"],
};

pub(crate) const CSS_ADDRESS: Rule = Rule {
    name: "css-address",
    severity: Severity::Error,
    summary: "an address in a stylesheet that leads to nothing in the book",
    explanation: r#"
A book loads nothing from elsewhere, and files that a stylesheet names are not packed yet.

Wrong:

    @import url(https://example.org/fonts.css);

Right, in the manifest:

    css = ["fonts.css", "house.css"]
"#,
    epubcheck: &["RSC-006", "RSC-007", "CSS-002", "CSS-015"],
};

pub(crate) const CSS_DIRECTION: Rule = Rule {
    name: "css-direction",
    severity: Severity::Error,
    summary: "a direction of writing set in a stylesheet",
    explanation: r#"
EPUB 3.3, section 6.3.1, forbids `direction` and `unicode-bidi` in stylesheets: the direction is part of the text, and
must stay when a reader sets its styles aside.

Wrong:

    body { direction: rtl }

Right, in the manifest: `direction = "rtl"`; in a page: `<html dir="rtl">`.
"#,
    epubcheck: &["CSS-001"],
};

pub(crate) const CSS_COLOUR_SCHEME: Rule = Rule {
    name: "css-colour-scheme",
    severity: Severity::Warning,
    summary: "colours for dark pages in a stylesheet",
    explanation: "
Readers turn their pages dark by themselves.
Converters on the way to some of them put the colours of such a block on every page, and then light text stands on
white.

Wrong:

    @media (prefers-color-scheme: dark) { body { color: #eee } }

Right: nothing.
",
    epubcheck: &[],
};

pub(crate) const CSS_HIDDEN: Rule = Rule {
    name: "css-hidden-text",
    severity: Severity::Warning,
    summary: "text hidden by a stylesheet",
    explanation: "
Some readers show what `display: none` should hide, Kindle among them where much is hidden, and searching finds it
everywhere.

Wrong:

    .draft { display: none }

Right: take the text out of the chapter.
",
    epubcheck: &[],
};

pub(crate) const CSS_LAYOUT: Rule = Rule {
    name: "css-layout",
    severity: Severity::Warning,
    summary: "a layout that readers of books cannot follow",
    explanation: "
The text of a book flows from page to page in any size.
What is taken out of that flow, or pulled over its edge, covers other text or is cut off.

Wrong:

    h1 { margin-left: -2em }

Right:

    h1 { margin-left: 0 }
",
    epubcheck: &["CSS-006"],
};

pub(crate) const CSS_READERS_OWN: Rule = Rule {
    name: "css-readers-own",
    severity: Severity::Warning,
    summary: "a stylesheet that sets what the reader sets for the whole text",
    explanation: "
Size, family and colour of the text, its line height and its alignment are settings of the reading system.
A book that overrides them cannot be read by those who need others, and Amazon refuses it.

Wrong:

    body { font-size: 14px; color: black }

Right:

    blockquote { font-size: 0.9em }
",
    epubcheck: &[],
};
