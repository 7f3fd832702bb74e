//! One JSON object a line, always with the same keys; what is absent is null.
//!
//! Lines and columns count from 1, columns in characters (Unicode scalar values); the end is the character behind the
//! last. `epubcheck` is EPUBCheck's id for the same fault. The writer is ours: the object is flat, and
//! nothing else in the crate writes JSON.

use super::{Extent, Findings, harmless};
use crate::diagnostic::Diagnostic;
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) fn render(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in findings.report.diagnostics {
        writeln!(out, "{}", object(findings, diagnostic))?;
    }
    Ok(())
}

fn object(findings: &Findings<'_>, diagnostic: &Diagnostic) -> String {
    let location = findings.locate(diagnostic);
    let file = location.as_ref().map(|location| location.file.as_str());
    let extent = location.as_ref().and_then(|location| location.extent);
    let strings = [
        ("code", Some(diagnostic.rule.name)),
        ("epubcheck", diagnostic.epubcheck),
        ("severity", Some(diagnostic.severity.word())),
        ("message", Some(diagnostic.message.as_str())),
        ("help", diagnostic.help.as_deref()),
        ("fix", diagnostic.fix.as_ref().map(|fix| fix.title.as_str())),
        ("file", file),
    ];
    let number = |of: fn(Extent) -> usize| extent.map_or("null".to_owned(), |extent| of(extent).to_string());
    let numbers = [
        ("line", number(|extent| extent.line)),
        ("column", number(|extent| extent.column)),
        ("end_line", number(|extent| extent.end_line)),
        ("end_column", number(|extent| extent.end_column)),
    ];
    let strings = strings.map(|(key, value)| format!("\"{key}\":{}", value.map_or("null".to_owned(), string)));
    let numbers = numbers.map(|(key, value)| format!("\"{key}\":{value}"));
    let editions = diagnostic.editions.iter().map(|name| string(name)).collect::<Vec<_>>().join(",");
    let editions = if editions.is_empty() { "null".to_owned() } else { format!("[{editions}]") };
    format!("{{{},{},\"editions\":{editions}}}", strings.join(","), numbers.join(","))
}

/// Returns `text` as a JSON string; what a terminal would act on is escaped too.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // All of these are in the basic plane, so that one escape holds them.
            _ if harmless::is_harmful(character) => {
                write!(out, "\\u{:04x}", u32::from(character)).expect("a string takes whatever is written");
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::string;
    use crate::report::fixture::render_stock;

    #[test]
    fn each_finding_is_an_object_with_every_key() {
        let expected = [
            r#"{"code":"unknown-key","epubcheck":null,"severity":"error","message":"no key `tittle` in `[book]`","#,
            r#""help":"did you mean `title`?","fix":null,"file":"books/one/book.toml","#,
            r#""line":2,"column":1,"end_line":2,"end_column":7,"editions":null}"#,
            "\n",
            r#"{"code":"listed-twice","epubcheck":"OPF-074","severity":"warning","message":"`a.md` is listed twice","#,
            r#""help":null,"fix":null,"file":"books/one/book.toml","#,
            r#""line":4,"column":1,"end_line":5,"end_column":2,"editions":null}"#,
            "\n",
            r#"{"code":"not-text","epubcheck":null,"severity":"fatal","message":"`a.md` is no text","help":null,"fix":null,"#,
            r#""file":"books/one/a.md","line":null,"column":null,"end_line":null,"end_column":null,"editions":null}"#,
            "\n",
            r#"{"code":"no-cover","epubcheck":null,"severity":"warning","message":"the book has no cover","#,
            r#""help":"draw one,\nand name it with `cover`","fix":null,"file":null,"#,
            r#""line":null,"column":null,"end_line":null,"end_column":null,"editions":null}"#,
            "\n",
            r#"{"code":"control-character","epubcheck":null,"severity":"info","#,
            r#""message":"a\u001b[2Jb, 100%: done","help":null,"fix":null,"file":"books/one/a.md","#,
            r#""line":1,"column":5,"end_line":1,"end_column":6,"editions":null}"#,
            "\n",
        ];
        assert_eq!(render_stock("json"), expected.concat());
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(string("a\"\\\n\t\r\0\u{202E}é👩"), r#""a\"\\\n\t\u000d\u0000\u202eé👩""#);
    }
}
