//! The faces that a book can have: each a stylesheet after the default one, and what it chooses where the book does not.
//!
//! A theme keeps to what readers let a book decide: it sets no size, family or colour of the text, and no line height.

/// A face.
#[derive(Debug)]
pub struct Theme {
    /// As `theme = "…"` writes it.
    pub name: &'static str,
    pub summary: &'static str,
    pub css: &'static str,
    /// As `scene-break = "…"` writes it.
    pub scene_break: &'static str,
    /// As `opening = "…"` writes it.
    pub opening: &'static str,
}

/// The colours of code, for books that have some.
pub const CODE: &str = include_str!("theme/code.css");

/// Every theme; a book that names none has the first.
pub const THEMES: &[Theme] = &[
    Theme {
        name: "classic",
        summary: "a novel as printers set it: centred titles in capitals and small capitals, indented paragraphs",
        css: include_str!("theme/classic.css"),
        scene_break: "asterisks",
        opening: "none",
    },
    Theme {
        name: "modern",
        summary: "plain and airy: titles to the left without serifs, a space between paragraphs",
        css: include_str!("theme/modern.css"),
        scene_break: "line",
        opening: "none",
    },
    Theme {
        name: "technical",
        summary: "for manuals: ruled titles that are found at a glance, framed code, ruled tables",
        css: include_str!("theme/technical.css"),
        scene_break: "line",
        opening: "none",
    },
];

impl Theme {
    /// Returns the theme of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        THEMES.iter().find(|theme| theme.name == name)
    }
}
