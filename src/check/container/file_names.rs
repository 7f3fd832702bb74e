//! Which letters the names of files may hold. EPUB 3.3, section 4.1.3.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Version};
use crate::check::resource::file;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&FORBIDDEN_CHARACTER_IN_NAME, &SPACE_IN_NAME, &DOT_AT_END_OF_NAME, &LETTER_BEYOND_ASCII, &LONG_NAME],
    section: "4.1.3",
    example: Example::None,
    look: Look::Publication(look),
};

const FORBIDDEN_CHARACTER_IN_NAME: Rule = Rule {
    name: "forbidden-character-in-name",
    severity: Severity::Error,
    summary: "the name of a file holds a character that not every system can store",
    explanation: r#"
A book is unpacked on many systems, and one or the other forbids each of `"`, `*`, `:`, `<`, `>`, `?`, `\` and `|`,
control characters and those for private use.

Wrong:

    EPUB/what?.xhtml

Right:

    EPUB/what.xhtml
"#,
    epubcheck: &["PKG-009"],
};

const SPACE_IN_NAME: Rule = Rule {
    name: "space-in-name",
    severity: Severity::Warning,
    summary: "the name of a file holds a space",
    explanation: "
Old readers do not find such a file.

Wrong:

    EPUB/chapter one.xhtml

Right:

    EPUB/chapter-one.xhtml
",
    epubcheck: &["PKG-010"],
};

const DOT_AT_END_OF_NAME: Rule = Rule {
    name: "dot-at-end-of-name",
    severity: Severity::Error,
    summary: "the name of a file ends with a dot",
    explanation: "
Some systems take the dot away, and then no link leads to the file.

Wrong:

    EPUB/chapter.

Right:

    EPUB/chapter.xhtml
",
    epubcheck: &["PKG-011"],
};

const LETTER_BEYOND_ASCII: Rule = Rule {
    name: "letter-beyond-ascii",
    severity: Severity::Usage,
    summary: "the name of a file holds letters beyond ASCII",
    explanation: "
They are allowed, but some old readers and zip programs spoil them.

Wrong, for those:

    EPUB/été.xhtml

Right:

    EPUB/ete.xhtml
",
    epubcheck: &["PKG-012"],
};

const LONG_NAME: Rule = Rule {
    name: "long-name",
    severity: Severity::Warning,
    summary: "the name of a file is longer than 255 bytes",
    explanation: "
Most systems cannot store a longer one, and cut it.

Wrong: a name that is a whole sentence of 300 letters.

Right: `chapter-12.xhtml`.
",
    epubcheck: &[],
};

const RENAME: &str = "rename the file, and correct what leads to it";

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let is_three = publication.version() == Version::Three;
    for entry in &publication.package.entries {
        let mut found = Vec::new();
        let forbidden: Vec<char> = entry.path.chars().filter(|letter| is_forbidden(*letter)).collect();
        if let Some(letter) = forbidden.first() {
            let message = format!("the name `{}` holds U+{:04X}", entry.path, u32::from(*letter));
            found.push(Diagnostic::new(&FORBIDDEN_CHARACTER_IN_NAME, message).help(RENAME));
        }
        if entry.path.contains(char::is_whitespace) {
            found
                .push(Diagnostic::new(&SPACE_IN_NAME, format!("the name `{}` holds a space", entry.path)).help(RENAME));
        }
        if entry.path.split('/').any(|part| part.ends_with('.')) {
            found.push(
                Diagnostic::new(&DOT_AT_END_OF_NAME, format!("the name `{}` ends with a dot", entry.path)).help(RENAME),
            );
        }
        if is_three && !entry.path.is_ascii() {
            let message = format!("the name `{}` holds letters beyond ASCII", entry.path);
            found.push(Diagnostic::new(&LETTER_BEYOND_ASCII, message).help(RENAME));
        }
        if entry.path.split('/').any(|part| part.len() > 255) {
            found.push(Diagnostic::new(&LONG_NAME, "the name of this file is longer than 255 bytes").help(RENAME));
        }
        diagnostics.extend(found.into_iter().map(|finding| finding.at(file(entry))));
    }
}

/// Tells whether the specification forbids a character in names of files.
fn is_forbidden(letter: char) -> bool {
    let code = u32::from(letter);
    let is_tag = (0xE_0020..=0xE_007F).contains(&code);
    let is_noncharacter = code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code);
    let is_private = (0xE000..=0xF8FF).contains(&code) || code >= 0xF_0000;
    let is_deprecated = code == 0xE_0001;
    "\"*:<>?\\|".contains(letter)
        || letter.is_control()
        || is_private
        || is_noncharacter && !is_tag
        || (0xFFF0..=0xFFFF).contains(&code)
        || is_deprecated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_letters_and_private_use_is_not() {
        assert!("a/é+ℍ🏴\u{E0067}\u{E007F}".chars().all(|letter| !is_forbidden(letter)));
        assert!(
            "\"*:<>?\\|\u{7F}\u{85}\u{E000}\u{FDD0}\u{FFFE}\u{FFF9}\u{1FFFF}\u{F0000}\u{E0001}"
                .chars()
                .all(is_forbidden)
        );
    }
}
