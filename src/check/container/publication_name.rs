//! The name of the publication's own file. EPUB 3.3, section 4.2.2 and appendix H.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Version};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&ODD_EXTENSION], section: "H.2", example: Example::None, look: Look::Publication(look) };

const ODD_EXTENSION: Rule = Rule {
    name: "odd-extension",
    severity: Severity::Warning,
    summary: "the file of the book does not end in `.epub`",
    explanation: "
Systems choose the program for a file by the end of its name, and some by its letters exactly.

Wrong:

    book.ePub

Right:

    book.epub
",
    epubcheck: &["PKG-016", "PKG-017", "PKG-024"],
};

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let Some(name) = publication.name else { return };
    let Some((_, extension)) = name.rsplit(['/', '\\']).next().unwrap_or_default().rsplit_once('.') else { return };
    if extension == "epub" {
        return;
    }
    let finding = Diagnostic::new(&ODD_EXTENSION, format!("the file ends in `.{extension}`"));
    let finding = finding.help("rename it so that it ends in `.epub`");
    diagnostics.push(match publication.version() {
        _ if extension.eq_ignore_ascii_case("epub") => finding,
        Version::Two => finding.epubcheck("PKG-017"),
        Version::Three => Diagnostic { severity: Severity::Usage, ..finding }.epubcheck("PKG-024"),
    });
}
