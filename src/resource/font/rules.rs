//! What can be wrong with fonts.

use crate::diagnostic::{Rule, Severity};

/// Every rule of this room.
pub const RULES: &[&Rule] = &[&BROKEN_FONT, &FONT_CHECKSUM, &UNKNOWN_FONT_KIND, &RESTRICTED_FONT, &FONT_NOT_EMBEDDED];

pub(super) const BROKEN_FONT: Rule = Rule {
    name: "broken-font",
    severity: Severity::Error,
    summary: "a font that is damaged, cut short or empty",
    explanation: "
The file begins as a font and then breaks off or makes no sense.
Some readers would show the text in another font, others none of it.

Often a download was broken off, or a version-control system changed line ends inside the file.
Get the file anew.

Wrong:

    [style]
    fonts = \"fonts/half.ttf\"        # the download was broken off

Right:

    [style]
    fonts = \"fonts/whole.ttf\"
",
    epubcheck: &[],
};

pub(super) const FONT_CHECKSUM: Rule = Rule {
    name: "font-checksum",
    severity: Severity::Warning,
    summary: "a font that is not what its own checksums say",
    explanation: "
A font holds a checksum of each of its tables, and one of them is wrong.
The tables that letters are found, drawn and joined by have been looked through, and hold together: were one of them
damaged so that it does not, the font would be refused.
So readers will show it; but some of its bytes may have been changed on the way, and letters may stand too wide or too
narrow.
A tool that changed the font and left its checksums is harmless.

Wrong:

    [style]
    fonts = \"fonts/damaged.ttf\"     # some bytes were lost in a copy

Right:

    [style]
    fonts = \"fonts/whole.ttf\"
",
    epubcheck: &[],
};

pub(super) const UNKNOWN_FONT_KIND: Rule = Rule {
    name: "unknown-font-kind",
    severity: Severity::Error,
    summary: "a font of a kind that is not packed",
    explanation: "
Fonts for books are TTF, OTF or WOFF files, each with one font in it.
WOFF 2 is not read yet, and collections hold several fonts.
Fonts whose letters are pictures, and those without the tables or the list of characters that browsers ask for, are
shown by few readers.

Wrong:

    [style]
    fonts = \"fonts/garamond.woff2\"

Right:

    [style]
    fonts = \"fonts/garamond.otf\"
",
    epubcheck: &[],
};

pub(super) const RESTRICTED_FONT: Rule = Rule {
    name: "restricted-font",
    severity: Severity::Error,
    summary: "a font that may not be embedded",
    explanation: "
A font says in itself whether its licence lets it be embedded, and this one says no.
A licence for books may come with another file of the same font.
One that may be embedded, and not be cut to the characters of a book, is packed whole.

Wrong:

    [style]
    fonts = \"fonts/desktop-only.otf\"

Right:

    [style]
    fonts = \"fonts/for-books.otf\"
",
    epubcheck: &[],
};

pub(in crate::resource) const FONT_NOT_EMBEDDED: Rule = Rule {
    name: "font-not-embedded",
    severity: Severity::Warning,
    summary: "a stylesheet or a drawing names a font that is not in the book",
    explanation: "
A reader that does not have the font takes another one, perhaps for all of the text.
A drawing's own font lies beside it, as a TrueType, OpenType or WOFF file whose licence lets it be embedded: then it is
put into the drawing.
Only the words for kinds of fonts, such as `serif` and `monospace`, mean something to every reader.

Wrong:

    h1 {
      font-family: Garamond, serif;
    }

Right:

    @font-face {
      font-family: Garamond;
      src: url(\"fonts/garamond.otf\");
    }

    h1 {
      font-family: Garamond, serif;
    }
",
    epubcheck: &[],
};
