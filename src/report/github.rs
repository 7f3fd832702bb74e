//! Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`.
//!
//! GitHub knows three weights, and takes columns only where a finding begins and ends on one line.

use super::Findings;
use super::harmless::line;
use crate::diagnostic::{Diagnostic, Severity};
use std::io::{self, Write};

pub(super) fn render(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in findings.report.diagnostics {
        writeln!(out, "{}", command(findings, diagnostic))?;
    }
    Ok(())
}

fn command(findings: &Findings<'_>, diagnostic: &Diagnostic) -> String {
    let mut properties = Vec::new();
    if let Some(location) = findings.locate(diagnostic) {
        properties.push(format!("file={}", property(&location.file)));
        if let Some(extent) = location.extent {
            properties.push(format!("line={},endLine={}", extent.line, extent.end_line));
            if extent.line == extent.end_line {
                properties.push(format!("col={},endColumn={}", extent.column, extent.end_column));
            }
        }
    }
    properties.push(format!("title={}", property(diagnostic.rule.name)));
    let mut message = line(&diagnostic.message).into_owned();
    if let Some(editions) = Findings::editions(diagnostic) {
        message = format!("{message}, {editions}");
    }
    if let Some(help) = &diagnostic.help {
        let help: Vec<_> = help.lines().map(line).collect();
        message = format!("{message}\nhelp: {}", help.join("\n"));
    }
    format!("::{} {}::{}", word(diagnostic.severity), properties.join(","), data(&message))
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Fatal | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Usage => "notice",
    }
}

/// Escapes a message: the end of the line ends the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property: `:` and `,` end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::property;
    use crate::report::fixture::render_stock;

    #[test]
    fn each_finding_is_a_command() {
        assert_eq!(
            render_stock("github"),
            "\
::error file=books/one/book.toml,line=2,endLine=2,col=1,endColumn=7,title=unknown-key\
::no key `tittle` in `[book]`%0Ahelp: did you mean `title`?
::warning file=books/one/book.toml,line=4,endLine=5,title=listed-twice::`a.md` is listed twice
::error file=books/one/a.md,title=not-text::`a.md` is no text
::warning title=no-cover::the book has no cover%0Ahelp: draw one,%0Aand name it with `cover`
::notice file=books/one/a.md,line=1,endLine=1,col=5,endColumn=6,title=control-character::a␛[2Jb, 100%25: done
"
        );
    }

    #[test]
    fn a_property_cannot_end_itself() {
        assert_eq!(property("C:\\a,b\n100%"), "C%3A\\a%2Cb%0A100%25");
    }
}
