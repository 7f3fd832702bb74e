//! The rules that a book's choices in `[style]` add to the default stylesheet.

use crate::manifest::{Ornament, Style, Writing};
use std::fmt::Write;

/// Returns the rules for what a book chooses.
pub(super) fn rules(style: &Style) -> String {
    let writing = if style.writing == Writing::Vertical { VERTICAL } else { "" };
    writing.to_owned() + &ornament(&style.scene_break)
}

/// Draws scene breaks.
///
/// The sign is no text of the page: a reader aloud says "separator", and no search stumbles over it. Engines too old to
/// draw it know no `@supports` either, and draw the short line that any rule is.
fn ornament(ornament: &Ornament) -> String {
    match ornament {
        Ornament::Line => String::new(),
        Ornament::Blank => "\nhr.scene-break {\n  border: 0;\n  margin: 1em 0;\n}\n".to_owned(),
        Ornament::Text(text) => format!(
            "
@supports (display: block) {{
  hr.scene-break {{
    border: 0;
    color: inherit;
    height: auto;
    line-height: 1.25;
    margin: 1.3em 0 {after};
    margin-block: 1.3em {after};
    margin-inline: 0;
    overflow: visible;
    text-align: center;
  }}

  hr.scene-break::before {{
    content: \"{}\";
  }}
}}
",
            quoted(text),
            // Asterisks stand high in their line.
            after = if text.chars().all(|sign| matches!(sign, '*' | ' ' | '\u{a0}')) { "0.8em" } else { "1.3em" },
        ),
    }
}

/// Returns a text as a string of CSS holds it.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            // A blank ends an escape.
            '\0'..=' ' if letter != ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\{:x} ", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

/// Lines from top to bottom, as the package's `page-progression-direction` says too.
const VERTICAL: &str = include_str!("vertical.css");

#[cfg(test)]
mod tests {
    use super::super::stylesheet::check_css;
    use super::*;
    use crate::source::SourceId;
    use crate::theme::THEMES;

    #[test]
    fn themes_are_sound_and_leave_the_text_to_its_reader() {
        for theme in THEMES {
            assert!(check_css(theme.css, SourceId::new(0)).is_empty(), "{}", theme.name);
            assert!(!theme.css.contains("color") && !theme.css.contains("\nbody"), "{}", theme.name);
            assert_eq!(Style::of(theme).theme.name, theme.name);
        }
    }

    #[test]
    fn what_is_added_is_sound() {
        for scene_break in [Ornament::Blank, Ornament::Line, Ornament::Text("\" \\ }\n❦".to_owned())] {
            let style = Style { scene_break, writing: Writing::Vertical, ..Style::default() };
            assert!(check_css(&rules(&style), SourceId::new(0)).is_empty(), "{}", rules(&style));
        }
        assert_eq!(quoted("\"a\n❦"), "\\\"a\\a ❦");
    }
}
