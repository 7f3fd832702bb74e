//! No two files have names that some system takes for the same. EPUB 3.3, section 4.1.3.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::Publication;
use crate::check::resource::file;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use caseless::Caseless;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&SAME_NAME], section: "4.1.3", example: Example::None, look: Look::Publication(look) };

const SAME_NAME: Rule = Rule {
    name: "same-name",
    severity: Severity::Error,
    summary: "two files have names that differ only by case or by how accents are written",
    explanation: "
Many systems take such names for one, and one file overwrites the other.

Wrong:

    EPUB/Chapter.xhtml
    EPUB/chapter.xhtml

Right:

    EPUB/chapter-1.xhtml
    EPUB/chapter-2.xhtml
",
    epubcheck: &["OPF-060"],
};

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let mut known: HashMap<String, &str> = HashMap::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for entry in &publication.package.entries {
        if !seen.insert(&entry.path) {
            // The reader of the container has told of it.
            continue;
        }
        if let Some(other) = known.insert(folded(&entry.path), &entry.path) {
            let message = format!("some systems take `{}` and `{other}` for one name", entry.path);
            let finding = Diagnostic::new(&SAME_NAME, message).at(file(entry));
            diagnostics.push(finding.help("rename one of them"));
        }
    }
}

/// Returns a name as it compares with others: normalised, without case, and normalised again.
fn folded(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.chars().nfd().default_case_fold().nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_fold_and_compatible_letters_do_not() {
        assert_eq!(folded("content_Á.xhtml"), folded("CONTENT_A\u{301}.xhtml"));
        assert_eq!(folded("Strasse"), folded("STRAßE"));
        assert_ne!(folded("content_ℍ"), folded("content_H"));
    }
}
