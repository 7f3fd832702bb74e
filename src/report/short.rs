//! One finding a line: `file:line:column: severity[rule]: message (help)`, as editors and `grep` read it.

use super::Findings;
use super::harmless::line;
use std::io::{self, Write};

pub(super) fn render(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in findings.report.diagnostics {
        if let Some(location) = findings.locate(diagnostic) {
            write!(out, "{}:", line(&location.file))?;
            if let Some(extent) = location.extent {
                write!(out, "{}:{}:", extent.line, extent.column)?;
            }
            write!(out, " ")?;
        }
        write!(out, "{}[{}]: {}", diagnostic.severity.word(), diagnostic.rule.name, line(&diagnostic.message))?;
        if let Some(editions) = Findings::editions(diagnostic) {
            write!(out, ", {editions}")?;
        }
        if let Some(help) = &diagnostic.help {
            write!(out, " ({})", line(&help.replace('\n', " ")))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::report::fixture::render_stock;

    #[test]
    fn each_finding_is_a_line() {
        assert_eq!(
            render_stock("short"),
            "\
books/one/book.toml:2:1: error[unknown-key]: no key `tittle` in `[book]` (did you mean `title`?)
books/one/book.toml:4:1: warning[listed-twice]: `a.md` is listed twice
books/one/a.md: fatal[not-text]: `a.md` is no text
warning[no-cover]: the book has no cover (draw one, and name it with `cover`)
books/one/a.md:1:5: info[control-character]: a␛[2Jb, 100%: done
"
        );
    }
}
