//! Findings, shown where their format belongs.

use super::{Failure, has_colours, printed};
use bindery::diagnostic::Diagnostic;
use bindery::report::{Format, Report};
use bindery::source::Sources;
use std::io::{self, Write};
use std::path::Path;

/// Shows findings on files of a folder.
pub(super) fn show(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: &Format,
    folder: &Path,
) -> Result<(), Failure> {
    let folder = folder.to_string_lossy();
    let report =
        Report { diagnostics, sources, folder: if folder == "." { "" } else { &folder }, colour: has_colours() };
    let mut page = Vec::new();
    printed(report.render(format, &mut page))?;
    let shown = if format.is_result { io::stdout().write_all(&page) } else { anstream::stderr().write_all(&page) };
    printed(shown)
}
