//! Every key of a manifest and of front matter: one table that drives the reader, its suggestions and the
//! documentation.
//!
//! A new key is one line here, and one line where its table is read.

/// A table of the manifest with its keys.
#[derive(Debug)]
pub struct Table {
    /// As messages and documentation name it: `[book]`.
    pub name: &'static str,
    pub doc: &'static str,
    pub keys: &'static [Key],
}

impl Table {
    /// Returns its name as messages write it.
    pub fn shown(&self) -> String {
        if self.name.starts_with('[') { format!("`{}`", self.name) } else { self.name.to_owned() }
    }
}

/// A key with what it takes.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    /// Other names that mean the same.
    pub synonyms: &'static [&'static str],
    /// Names that front matter in the wild has for it.
    pub wild: &'static [&'static str],
    pub kind: Kind,
    pub doc: &'static str,
    /// A value as TOML writes it.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    /// A text or a list of texts.
    Texts,
    Boolean,
    /// A truth value, or `auto` where the book itself tells.
    Switch,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number.
    Count,
    /// A level of headings, or `false`.
    Level,
    Number,
    /// A year, a month, a day or a moment.
    Date,
    /// A date, or any text that a page may show as one.
    LooseDate,
    /// A moment, or a day as its beginning.
    Moment,
    /// A name, a person's table, or a list of them.
    People,
    Table(&'static Table),
    /// A table, or `true` or `false` for all that it holds.
    SwitchTable(&'static Table),
    /// Levels by the names of rules.
    Levels,
    /// Texts by the names of the tool's words.
    Words,
    /// Texts by the names of commands.
    Macros,
    /// Files, chapter tables and parts.
    Chapters,
}

impl Kind {
    /// Returns what it takes, as messages say it.
    pub fn wants(self) -> String {
        let wants = match self {
            Self::Choice(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                return words.join(", ");
            }
            Self::Text => "a text",
            Self::Texts => "a text or a list of texts",
            Self::Boolean => "`true` or `false`",
            Self::Switch => "`true`, `false` or `\"auto\"`",
            Self::Count => "a whole number",
            Self::Level => "a level of headings or `false`",
            Self::Number => "a number",
            Self::Date | Self::LooseDate => "a date",
            Self::Moment => "a date with a time",
            Self::People => "a name, a table with a `name`, or a list of them",
            Self::Table(_) | Self::Levels | Self::Words | Self::Macros => "a table",
            Self::SwitchTable(_) => "`true`, `false` or a table",
            Self::Chapters => "a list of files",
        };
        wants.to_owned()
    }
}

/// One row of the documentation: a key and where it stands.
#[derive(Debug)]
pub struct Row {
    pub table: &'static Table,
    pub key: &'static Key,
}

/// Returns every key with the table it stands in, tables in the order in which a manifest has them.
pub fn keys() -> impl Iterator<Item = Row> {
    TABLES.iter().flat_map(|&table| table.keys.iter().map(move |key| Row { table, key }))
}

#[rustfmt::skip]
const TABLES: &[&Table] = &[
    &ROOT, &BOOK, &PERSON, &SERIES, &PIECE, &PART, &PIECES, &PAGES, &NUMBERING, &TYPOGRAPHY, &STYLE, &CONTENTS, &IMAGES,
    &COVER, &FORMULAS, &CODE, &ACCESSIBILITY, &OUTPUT,
];

/// The manifest itself.
#[rustfmt::skip]
pub(super) static ROOT: Table = Table {
    name: "the manifest",
    doc: "What stands outside any table, and the tables.",
    keys: &[
        key("extends", Kind::Text, "A house style: another manifest, whose values hold where this one is silent.",
            "\"../house.toml\""),
        key("book", Kind::Table(&BOOK), "What the shelf shows, and the chapters.", "{ title = \"Winter Tales\" }"),
        key("pieces", Kind::Table(&PIECES), "What is shown of each chapter beside its text.", "{ date = false }"),
        key("pages", Kind::Table(&PAGES), "The pages that the tool makes.", "{ title-page = true }"),
        key("numbering", Kind::Table(&NUMBERING), "How parts and chapters are numbered.", "{ parts = \"words\" }"),
        key("typography", Kind::SwitchTable(&TYPOGRAPHY), "How the type is set; `false` leaves every mark as it was typed.",
            "{ dashes = false }"),
        key("style", Kind::Table(&STYLE), "The stylesheets, and what they draw by choice.", "{ css = \"book.css\" }"),
        key("contents", Kind::Table(&CONTENTS), "The table of contents.", "{ depth = 2 }"),
        key("images", Kind::Table(&IMAGES), "What is done to pictures.", "{ max-width = 1600 }"),
        key("cover", Kind::Table(&COVER), "The cover that is drawn where the book brings none.", "{ design = \"banner\" }"),
        key("formulas", Kind::Table(&FORMULAS), "The formulas in Markdown.", "{ macros = { R = \"\\\\mathbb{R}\" } }"),
        key("code", Kind::Table(&CODE), "How code is set.", "{ highlight = false }"),
        key("accessibility", Kind::Table(&ACCESSIBILITY), "What only a person can say of how accessible the book is.",
            "{ hazards = \"none\" }"),
        key("output", Kind::Table(&OUTPUT), "The file that is made.", "{ name = \"winter-tales\" }"),
        key("words", Kind::Words, "Other words than the tool's own for contents, notes, chapter and the like.",
            "{ contents = \"In this book\" }"),
        key("diagnostics", Kind::Levels, "How much a finding weighs in this book: `allow`, `warn` or `error`.",
            "{ missing-image = \"error\" }"),
    ],
};

/// `[book]`.
#[rustfmt::skip]
pub(super) static BOOK: Table = Table {
    name: "[book]",
    doc: "What the shelf shows, and the chapters.",
    keys: &[
        key("title", Kind::Text, "The title. Required.", "\"Leave-Takings\""),
        key("subtitle", Kind::Text, "What stands below the title.", "\"Four Partings\""),
        key("authors", Kind::People, "Who wrote the book.", "[\"Ann Author\"]").or(&["author"]),
        key("shelf-author", Kind::Text, "Who stands on the shelf as the author, where the authors are too many: they \
            count as contributors then. More than three give way to the editor by themselves.", "\"Various Authors\""),
        key("contributors", Kind::People, "Who else had a part in it, with a role of the MARC relators.",
            "[{ name = \"Ed Itor\", role = \"editor\" }]").or(&["contributor"]),
        key("language", Kind::Text, "The language, as a BCP 47 tag. Required.", "\"en-GB\""),
        key("direction", Kind::Text, "`ltr` or `rtl`, where the language does not tell.", "\"ltr\""),
        key("identifier", Kind::Texts, "An ISBN, UUID, DOI or address; the first is the book's own. Where there is \
            none, one is made of title, authors and language.", "\"isbn:978-0-306-40615-7\""),
        key("publisher", Kind::Text, "Who publishes it.", "\"Small Press\""),
        key("date", Kind::Date, "When it was published.", "2026-11-22"),
        key("modified", Kind::Moment, "When it was last changed; else the newest of its files tells.",
            "2026-11-22T10:00:00Z"),
        key("description", Kind::Text, "What it is about, for shops and shelves.", "\"Four people leave.\""),
        key("subjects", Kind::Texts, "What it is filed under.", "[\"Fiction\", \"Short stories\"]"),
        key("rights", Kind::Text, "Who holds the rights, or the licence.", "\"CC BY 4.0\""),
        key("source", Kind::Texts, "What the book was made from.", "\"https://example.org/tales\""),
        key("series", Kind::Table(&SERIES), "The series it belongs to.", "{ name = \"Tales\", number = 3 }"),
        key("dedication", Kind::Text, "To whom the book is dedicated, on a page of its own. Markdown.",
            "\"For those who stayed\""),
        key("epigraph", Kind::Text, "The motto of the book, on a page of its own. Markdown.",
            "\"> Call me Ishmael.\\n\\n— Melville\""),
        key("cover", Kind::Text, "The picture on the front; where there is none, one is drawn.", "\"covers/winter.svg\""),
        key("chapters", Kind::Chapters, "The files, in order. Required.", "[\"chapters/*.md\"]"),
    ],
};

/// An author or contributor.
#[rustfmt::skip]
pub(super) static PERSON: Table = Table {
    name: "a person",
    doc: "An author or contributor.",
    keys: &[
        key("name", Kind::Text, "The name as printed. Required.", "\"Ann Author\"").wild(&["text"]),
        key("file-as", Kind::Text, "The name as shelves sort it.", "\"Author, Ann\""),
        key("role", Kind::Text, "A relator of the MARC list, by term or code.", "\"translator\""),
        key("about", Kind::Text, "What the page about the authors says. Markdown.", "\"Ann Author drives a van.\""),
    ],
};

/// `series`.
#[rustfmt::skip]
pub(super) static SERIES: Table = Table {
    name: "`series`",
    doc: "The series a book belongs to.",
    keys: &[
        key("name", Kind::Text, "What the series is called. Required.", "\"Winter Annuals\""),
        key("number", Kind::Number, "The book's place in it.", "3"),
    ],
};

/// A chapter of `chapters`, and what front matter says.
#[rustfmt::skip]
pub(super) static PIECE: Table = Table {
    name: "a chapter",
    doc: "A chapter file with what is said of it; front matter says the same, without `file`.",
    keys: &[
        key("file", Kind::Text, "The file, or a pattern for several. Required.", "\"chapters/letter.html\""),
        key("title", Kind::Text, "The title, where the text's first heading is not it.", "\"A Letter\""),
        key("toc-title", Kind::Text, "The title in the table of contents, where it is another.", "\"Letter\""),
        key("toc", Kind::Boolean, "Whether it is in the table of contents.", "false"),
        key(
            "split",
            Kind::Level,
            "The level of the headings that begin chapters, in a file that holds many, or `false` for one that is to stay \
             whole. A long file that is a book by itself is divided without it.",
            "2",
        ),
        key("subtitle", Kind::Text, "What stands below the title.", "\"From Home\""),
        key("authors", Kind::People, "Who wrote it, where the book has several authors.", "[\"Bo Other\"]")
            .or(&["author"]).wild(&["creator", "creators", "by"]),
        key("translators", Kind::People, "Who translated it.", "[\"Cy Third\"]").or(&["translator"]),
        key("date", Kind::LooseDate, "When it was written or first published.", "\"2026-11\"")
            .wild(&["created", "published", "article-published-time", "year"]),
        key("source", Kind::Text, "Where it was first published.", "\"https://example.org/letter\"")
            .wild(&["url", "source-url", "original-url"]),
        key("rights", Kind::Text, "Who holds the rights, or the licence.", "\"CC BY 4.0\"")
            .wild(&["license", "licence", "copyright"]),
        key("summary", Kind::Text, "What it is about, for its readers. Markdown.", "\"A last letter.\"")
            .wild(&["abstract"]),
        key("dedication", Kind::Text, "To whom it is dedicated. Markdown.", "\"For Ann\""),
        key("epigraph", Kind::Text, "Its motto. Markdown.", "\"> Call me Ishmael.\\n\\n— Melville\""),
        key("notes-before", Kind::Text, "What its author says before it. Markdown.", "\"Written on a train.\"")
            .or(&["note-before"]).wild(&["author's-note", "author's-notes", "author’s-note", "author’s-notes", "a/n"]),
        key("notes-after", Kind::Text, "What its author says after it. Markdown.", "\"The van is real.\"")
            .or(&["note-after"]),
        key("recording", Kind::Text, "A sound in which somebody reads it aloud: MP3, M4A or Opus.", "\"audio/letter.mp3\""),
        key("timing", Kind::Text, "What tells when each sentence is read: WebVTT, SRT or the labels of Audacity. Without it, \
            the recording is of the chapter as a whole.", "\"audio/letter.vtt\""),
        key("narrators", Kind::People, "Who reads it aloud.", "[\"Di Fourth\"]").or(&["narrator"]),
        key("numbered", Kind::Boolean, "Whether it counts where chapters are numbered.", "false"),
        key("opening", Kind::Text, "How its first words are set, where not as in the rest of the book: `none`, `drop-cap` \
            or `small-caps`.", "\"drop-cap\""),
        key("language", Kind::Text, "Its language, where it is not the book's.", "\"fr\"").wild(&["lang"]),
        key("direction", Kind::Text, "`ltr` or `rtl`, where the language does not tell.", "\"ltr\"").wild(&["dir"]),
        key("role", Kind::Text, "What it is in the book: `dedication`, `preface`, `epilogue` …", "\"dedication\""),
        key("typography", Kind::SwitchTable(&TYPOGRAPHY), "How its type is set, where it is not as the book's.", "false"),
        key("diagnostics", Kind::Levels, "How much a finding weighs in this chapter.", "{ missing-alt = \"allow\" }"),
    ],
};

/// A part of `chapters`.
#[rustfmt::skip]
pub(super) static PART: Table = Table {
    name: "a part",
    doc: "A part of the book with chapters of its own.",
    keys: &[
        key("part", Kind::Text, "The title of the part. Required.", "\"Afterwards\""),
        key("file", Kind::Text, "A text for the part's own page.", "\"chapters/part-one.md\""),
        key("toc-title", Kind::Text, "The title in the table of contents, where it is another.", "\"After\""),
        key("subtitle", Kind::Text, "What stands below the title.", "\"1919 to 1926\""),
        key("summary", Kind::Text, "What it is about, for its readers. Markdown.", "\"Three who came back.\""),
        key("dedication", Kind::Text, "To whom it is dedicated. Markdown.", "\"For Ann\""),
        key("epigraph", Kind::Text, "Its motto. Markdown.", "\"> Call me Ishmael.\\n\\n— Melville\""),
        key("numbered", Kind::Boolean, "Whether it counts where parts are numbered.", "false"),
        key("chapters", Kind::Chapters, "The files of the part, in order. Required.", "[\"chapters/late/*.md\"]"),
    ],
};

/// `[pieces]`.
#[rustfmt::skip]
pub(super) static PIECES: Table = Table {
    name: "[pieces]",
    doc: "What is shown of each chapter beside its text; all of it where nothing is said.",
    keys: &[
        key("subtitle", Kind::Boolean, "Whether the subtitle stands under the title.", "false"),
        key("byline", Kind::Switch, "Whether the authors stand under the title; by itself, where they are not the \
            book's and the text does not name them.", "true"),
        key("translator", Kind::Boolean, "Whether the translator stands there.", "false"),
        key("date", Kind::Boolean, "Whether the date stands there.", "false"),
        key("summary", Kind::Boolean, "Whether the summary stands before the text.", "false"),
        key("dedication", Kind::Boolean, "Whether the dedication stands there.", "false"),
        key("epigraph", Kind::Boolean, "Whether the epigraph stands there.", "false"),
        key("author-notes", Kind::Choice(AUTHOR_NOTES), "Where the notes of authors go, before and after a text and of \
            the class `author-note` in it; `inline` where nothing is said.", "\"appendix\""),
        key("footnotes", Kind::Choice(FOOTNOTES), "Where footnotes go; `chapter` where nothing is said.",
            "\"appendix\""),
    ],
};

pub(super) const AUTHOR_NOTES: &[&str] = &["inline", "end-of-piece", "appendix", "drop"];
pub(super) const FOOTNOTES: &[&str] = &["chapter", "appendix"];

/// `[pages]`.
#[rustfmt::skip]
pub(super) static PAGES: Table = Table {
    name: "[pages]",
    doc: "The pages that the tool makes, each where printed books have it. A chapter of the same role replaces one.",
    keys: &[
        key("half-title", Kind::Boolean, "The title alone; not by itself.", "true"),
        key("title-page", Kind::Boolean, "Title, subtitle, authors and publisher; by itself.", "false"),
        key("copyright-page", Kind::Boolean, "Rights, publisher, date, ISBN and whom to write to; by itself where one of them is said.",
            "false"),
        key("dedication", Kind::Boolean, "The book's dedication; by itself where it has one.", "false"),
        key("epigraph", Kind::Boolean, "The book's epigraph; by itself where it has one.", "false"),
        key("contents", Kind::Boolean, "A table of contents with authors and subtitles, in place of the plain one; not \
            by itself.", "true"),
        key("sources", Kind::Boolean, "Where each chapter was first published, and its rights; by itself where chapters \
            say so.", "false"),
        key("index", Kind::Boolean, "What index marks name; by itself where there are any.", "false"),
        key("about-the-authors", Kind::Boolean, "What is said `about` people; by itself where something is.", "false"),
    ],
};

/// `[numbering]`.
#[rustfmt::skip]
pub(super) static NUMBERING: Table = Table {
    name: "[numbering]",
    doc: "How parts and chapters are numbered, on their pages and in the table of contents; front and back matter never.",
    keys: &[
        key("parts", Kind::Choice(NUMBERS), "How parts are numbered; `none` where nothing is said.", "\"words\""),
        key("chapters", Kind::Choice(NUMBERS), "How chapters are numbered, through all parts; `none` where nothing is \
            said.", "\"numerals\""),
    ],
};

pub(super) const NUMBERS: &[&str] = &["none", "numerals", "words", "roman"];

/// `[typography]`.
#[rustfmt::skip]
pub(super) static TYPOGRAPHY: Table = Table {
    name: "[typography]",
    doc: "What is made of the plain marks that a keyboard has, by the language of each passage. `typography = false` \
        turns all of it off; a chapter may say the same of itself, in `chapters` or in front matter.",
    keys: &[
        key("quotes", Kind::Boolean, "Whether quotation marks and apostrophes are set as the language has them; on \
            where nothing is said.", "true"),
        key("dashes", Kind::Boolean, "Whether `--`, `---`, a hyphen between spaces and one between numbers become \
            dashes; on where nothing is said.", "true"),
        key("ellipses", Kind::Boolean, "Whether three dots become an ellipsis; on where nothing is said.", "true"),
        key("spaces", Kind::Boolean, "Whether spaces become no-break ones where no line may end: after titles and \
            initials, before units and French punctuation; on where nothing is said.", "true"),
        key("fractions", Kind::Boolean, "Whether `1/2` becomes `½`. Off where nothing is said, because a slash also \
            stands in dates, scores and titles.", "false"),
        key("signs", Kind::Boolean, "Whether `-5` has a minus and `3 x 4` a times sign. Off where nothing is said, \
            because codes and names have the same hyphens and letters.", "false"),
        key("french-space", Kind::Text, "The space before French `; ! ?` and inside guillemets: `nnbsp`, the narrow \
            one of printed books, or `nbsp`, which holds where nothing is said: some readers show a box for the \
            other.", "\"nbsp\""),
    ],
};

/// `[style]`.
#[rustfmt::skip]
pub(super) static STYLE: Table = Table {
    name: "[style]",
    doc: "The stylesheets, and what they draw by choice.",
    keys: &[
        key("theme", Kind::Text, "The face of the book: `classic`, `modern` or `technical`; classic where nothing is said.",
            "\"modern\""),
        key("css", Kind::Texts, "The book's own stylesheets, after the default one.", "\"book.css\""),
        key("fonts", Kind::Texts, "The book's own fonts, as TTF, OTF or WOFF, for its stylesheets to name; they are cut to the \
            characters that the book has.", "[\"fonts/garamond.otf\"]"),
        key("bare", Kind::Boolean, "Whether the default stylesheet is left out.", "false"),
        key("scene-break", Kind::Text, "What a scene break is drawn as: `asterisks`, `asterism`, `fleuron`, `line`, `none`, \
            or signs of your own; where nothing is said, the theme decides.", "\"fleuron\""),
        key("opening", Kind::Text, "How a chapter's first words are set: `none`, `drop-cap` or `small-caps`.",
            "\"small-caps\""),
        key("writing", Kind::Text, "Which way lines run: `horizontal`, or `vertical` for Japanese and Chinese.",
            "\"vertical\""),
    ],
};

/// `[contents]`.
#[rustfmt::skip]
pub(super) static CONTENTS: Table = Table {
    name: "[contents]",
    doc: "The table of contents.",
    keys: &[
        key("depth", Kind::Count, "How many levels it shows, from 1 to 6; where nothing is said 3, or as many as show every chapter.", "2"),
        key("authors", Kind::Switch, "Whether it names the authors of chapters; by itself, where they differ.", "true"),
    ],
};

/// `[images]`.
#[rustfmt::skip]
pub(super) static IMAGES: Table = Table {
    name: "[images]",
    doc: "What is done to pictures. One that needs no change is packed byte for byte.",
    keys: &[
        key("max-width", Kind::Count, "The most pixels from side to side; wider pictures are scaled.", "1600"),
        key("max-height", Kind::Count, "The most pixels from top to bottom; higher pictures are scaled.", "2400"),
        key("max-pixels", Kind::Count, "The most pixels in all; 4000000 where nothing is said, since Apple Books takes no \
            more.", "3200000"),
        key("quality", Kind::Count, "How true a JPEG is that is made, from 1 to 100; 85 where nothing is said.", "75"),
        key("format", Kind::Choice(super::images::FORMATS), "What a picture becomes that is drawn anew; `auto` where nothing is \
            said: JPEG stays JPEG and PNG stays PNG, and other kinds become what is smaller. `jpeg` makes a JPEG of every \
            PNG, WebP, TIFF and BMP that one cannot see through.", "\"jpeg\""),
        key("keep-metadata", Kind::Boolean, "Whether pictures keep what they say of camera, place and owner; they do not \
            where nothing is said.", "true"),
    ],
};

/// `[cover]`.
#[rustfmt::skip]
pub(super) static COVER: Table = Table {
    name: "[cover]",
    doc: "The cover that is drawn where the book brings none.",
    keys: &[
        key("design", Kind::Choice(super::cover::DESIGNS), "How it is drawn, or `none` for a book without a cover; where nothing is \
            said, the title decides.", "\"banner\""),
        key("font", Kind::Text, "A TrueType or OpenType file that its text is drawn with.", "\"fonts/mincho.otf\""),
    ],
};

/// `[formulas]`.
#[rustfmt::skip]
pub(super) static FORMULAS: Table = Table {
    name: "[formulas]",
    doc: "The formulas in Markdown: TeX, between `$` and `$` among words, and between `$$` and `$$` on lines of their own.",
    keys: &[
        key("dollars", Kind::Boolean, "Whether dollars begin and end formulas; on where nothing is said, but not in an \
            mdBook. Prices stay prices either way.", "false"),
        key("macros", Kind::Macros, "Commands of your own, by name, with the TeX they stand for; `#1` to `#9` are their \
            arguments.", "{ R = \"\\\\mathbb{R}\", norm = \"\\\\lVert #1 \\\\rVert\" }"),
    ],
};

/// `[code]`.
#[rustfmt::skip]
pub(super) static CODE: Table = Table {
    name: "[code]",
    doc: "How code is set.",
    keys: &[
        key("highlight", Kind::Boolean, "Whether the words of code are set by what they are: comments, texts, keywords; \
            on where nothing is said.", "false"),
    ],
};

/// `[accessibility]`.
#[rustfmt::skip]
pub(super) static ACCESSIBILITY: Table = Table {
    name: "[accessibility]",
    doc: "What only a person can say of how accessible the book is.",
    keys: &[
        key("summary", Kind::Text, "One sentence for readers.", "\"Every picture is described.\""),
        key("claim", Kind::Text, "A conformance claim, word for word as the specification gives it.",
            "\"EPUB Accessibility 1.1 - WCAG 2.2 Level AA\""),
        key("certified-by", Kind::Text, "Who stands behind the claim.", "\"Small Press\""),
        key("hazards", Kind::Texts, "What may harm a reader; `none` where nothing is said.", "\"flashing\""),
        key("exemption", Kind::Choice(EXEMPTIONS), "Why the book need not be accessible under the European Accessibility \
            Act.", "\"eaa-microenterprise\""),
        key("contact", Kind::Text, "Whom to write to about it, by e-mail; it stands on the copyright page.", "\"access@example.org\""),
        key("page-source", Kind::Text, "The printed edition whose pages are marked in the text: its ISBN, or a name.",
            "\"isbn:978-0-306-40615-7\""),
    ],
};

pub(super) const EXEMPTIONS: &[&str] =
    &["eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration"];

/// `[output]`.
#[rustfmt::skip]
pub(super) static OUTPUT: Table = Table {
    name: "[output]",
    doc: "The file that is made.",
    keys: &[
        key("name", Kind::Text, "The name of the file, where the title does not give it.", "\"winter-tales\""),
        key("cover-page", Kind::Boolean, "Whether the book begins with a page that shows the cover.", "true"),
    ],
};

const fn key(name: &'static str, kind: Kind, doc: &'static str, example: &'static str) -> Key {
    Key { name, synonyms: &[], wild: &[], kind, doc, example }
}

impl Key {
    const fn or(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    const fn wild(mut self, wild: &'static [&'static str]) -> Self {
        self.wild = wild;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_table_has_two_keys_of_one_name() {
        for table in TABLES {
            let mut names = BTreeSet::new();
            for key in table.keys {
                for name in [key.name].iter().chain(key.synonyms).chain(key.wild) {
                    assert!(names.insert(*name), "{}: {name}", table.name);
                }
            }
        }
    }

    #[test]
    fn every_example_is_toml_and_every_doc_a_sentence() {
        for Row { table, key } in keys() {
            let line = format!("{} = {}", key.name, key.example);
            assert!(toml::de::DeTable::parse(&line).is_ok(), "{}: {line}", table.name);
            assert!(key.doc.ends_with(['.', '…']), "{}: {}", table.name, key.doc);
        }
    }
}
