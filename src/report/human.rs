//! For a person: what is wrong, the line it is in with carets under the place, and what to do.
//!
//! The look is the Rust compiler's. What is shown of a line is bounded ([`Excerpt`]), and so is the number of findings
//! of one rule: a person reads fifty of a kind, or none.

use super::excerpt::Excerpt;
use super::harmless::line;
use super::positions::Position;
use super::{Findings, span_of};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{SourceId, Span};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Most findings of one rule that are shown.
const MOST_OF_A_RULE: usize = 50;

const BOLD: &str = "\x1B[1m";
const BOLD_RED: &str = "\x1B[1;91m";
const BOLD_YELLOW: &str = "\x1B[1;33m";
const BOLD_BLUE: &str = "\x1B[1;94m";
const BOLD_CYAN: &str = "\x1B[1;96m";
const RESET: &str = "\x1B[0m";

pub(super) fn render(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in findings.report.diagnostics {
        let count = shown.entry(diagnostic.rule.name).or_default();
        *count += 1;
        if *count <= MOST_OF_A_RULE {
            Page { findings, out }.finding(diagnostic)?;
        }
    }
    for (rule, count) in shown.into_iter().filter(|(_, count)| *count > MOST_OF_A_RULE) {
        let more = count - MOST_OF_A_RULE;
        writeln!(out, "note: {more} more of `{rule}` are not shown; `--format short` shows all\n")?;
    }
    Ok(())
}

/// Something marked in a source: the place of the finding, or a label.
struct Mark<'a> {
    span: Span,
    start: Position,
    label: &'a str,
    is_primary: bool,
}

struct Page<'a, 'out> {
    findings: &'a Findings<'a>,
    out: &'out mut dyn Write,
}

impl<'a> Page<'a, '_> {
    fn finding(&mut self, diagnostic: &'a Diagnostic) -> io::Result<()> {
        let title = format!("{}[{}]", diagnostic.severity.word(), diagnostic.rule.name);
        let title = self.paint(colour_of(diagnostic.severity), &title);
        let message = self.paint(BOLD, &format!(": {}", line(&diagnostic.message)));
        writeln!(self.out, "{title}{message}")?;
        let marks = self.marks(diagnostic);
        let gutter = marks.iter().map(|mark| mark.start.line.to_string().len()).max().unwrap_or(1);
        if let Place::File(source) = diagnostic.place {
            self.arrow(gutter, "-->", source, None)?;
        }
        for source in sources_of(&marks) {
            let of_source: Vec<&Mark<'_>> = marks.iter().filter(|mark| mark.span.source == source).collect();
            self.snippet(gutter, &of_source, colour_of(diagnostic.severity))?;
        }
        let editions = Findings::editions(diagnostic);
        if !marks.is_empty() && (diagnostic.help.is_some() || editions.is_some()) {
            self.bar(gutter)?;
        }
        if let Some(help) = &diagnostic.help {
            self.help(gutter, help)?;
        }
        if let Some(editions) = editions {
            self.note(gutter, &editions)?;
        }
        if diagnostic.fix.is_some() {
            self.note(gutter, "`bindery check --fix` does it")?;
        }
        writeln!(self.out)
    }

    fn marks(&self, diagnostic: &'a Diagnostic) -> Vec<Mark<'a>> {
        let place = span_of(diagnostic.place).map(|span| (span, "", true));
        let label = diagnostic.label.as_ref().map(|label| (label.span, label.message.as_str(), false));
        let mark = |(span, label, is_primary): (Span, &'a str, bool)| {
            let start = self.findings.positions(span.source).of(span.range().start);
            Mark { span, start, label, is_primary }
        };
        place.into_iter().chain(label).map(mark).collect()
    }

    /// Shows the marks of one source; the first of them names the place.
    fn snippet(&mut self, gutter: usize, marks: &[&Mark<'_>], colour: &str) -> io::Result<()> {
        let arrow = if marks[0].is_primary { "-->" } else { ":::" };
        self.arrow(gutter, arrow, marks[0].span.source, Some(marks[0].start))?;
        self.bar(gutter)?;
        let mut marks = marks.to_vec();
        marks.sort_by_key(|mark| (mark.start.line, !mark.is_primary));
        let text = self.findings.positions(marks[0].span.source).text();
        let mut shown: Option<(usize, Excerpt<'_>)> = None;
        for mark in marks {
            let Position { line: number, line_start, .. } = mark.start;
            let range = mark.span.range();
            let is_shown = |(known, excerpt): &(usize, Excerpt<'_>)| *known == number && excerpt.holds(range.start);
            if !shown.as_ref().is_some_and(is_shown) {
                if shown.as_ref().is_some_and(|(known, _)| number > known + 1) {
                    let dots = self.paint(BOLD_BLUE, "...");
                    writeln!(self.out, "{dots}")?;
                }
                let excerpt = Excerpt::around(text, line_start, range.start);
                let edge = self.paint(BOLD_BLUE, &format!("{number:>gutter$} |"));
                writeln!(self.out, "{}", format!("{edge} {}", excerpt.text()).trim_end())?;
                shown = Some((number, excerpt));
            }
            let columns = shown.as_ref().map_or(0..1, |(_, excerpt)| excerpt.columns(&range));
            let (sign, colour) = if mark.is_primary { ("^", colour) } else { ("-", BOLD_BLUE) };
            let label = if mark.label.is_empty() { String::new() } else { format!(" {}", line(mark.label)) };
            let signs = self.paint(colour, &(sign.repeat(columns.len()) + &label));
            let edge = self.paint(BOLD_BLUE, &format!("{:gutter$} |", ""));
            writeln!(self.out, "{edge} {:1$}{signs}", "", columns.start)?;
        }
        Ok(())
    }

    fn arrow(&mut self, gutter: usize, arrow: &str, file: SourceId, start: Option<Position>) -> io::Result<()> {
        let arrow = self.paint(BOLD_BLUE, &format!("{:gutter$}{arrow}", ""));
        let file = self.findings.file(file);
        write!(self.out, "{arrow} {}", line(&file))?;
        if let Some(Position { line, column, .. }) = start {
            write!(self.out, ":{line}:{column}")?;
        }
        writeln!(self.out)
    }

    fn bar(&mut self, gutter: usize) -> io::Result<()> {
        let bar = self.paint(BOLD_BLUE, &format!("{:gutter$} |", ""));
        writeln!(self.out, "{bar}")
    }

    fn help(&mut self, gutter: usize, help: &str) -> io::Result<()> {
        let mut edge = format!("{:gutter$} {} {}", "", self.paint(BOLD_BLUE, "="), self.paint(BOLD_CYAN, "help:"));
        for part in help.lines() {
            writeln!(self.out, "{edge} {}", line(part))?;
            edge = format!("{:1$}", "", gutter + "  = help:".len() - 1);
        }
        Ok(())
    }

    fn note(&mut self, gutter: usize, note: &str) -> io::Result<()> {
        let sign = self.paint(BOLD_BLUE, &format!("{:gutter$} =", ""));
        writeln!(self.out, "{sign} {} {note}", self.paint(BOLD, "note:"))
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.findings.report.colour { format!("{colour}{text}{RESET}") } else { text.to_owned() }
    }
}

/// Returns the sources that are marked, each once, in the order in which they are first met.
fn sources_of(marks: &[Mark<'_>]) -> Vec<SourceId> {
    let mut sources = Vec::new();
    for mark in marks {
        if !sources.contains(&mark.span.source) {
            sources.push(mark.span.source);
        }
    }
    sources
}

fn colour_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Fatal | Severity::Error => BOLD_RED,
        Severity::Warning => BOLD_YELLOW,
        Severity::Info | Severity::Usage => BOLD_CYAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FORMATS;
    use crate::report::fixture::{render as render_with, render_stock, stock};
    use crate::source::Sources;

    #[test]
    fn each_finding_is_shown_with_its_line_and_help() {
        assert_eq!(
            render_stock("human"),
            "\
error[unknown-key]: no key `tittle` in `[book]`
 --> books/one/book.toml:2:1
  |
2 | tittle = 'x'
  | ^^^^^^
  |
  = help: did you mean `title`?

warning[listed-twice]: `a.md` is listed twice
 --> books/one/book.toml:4:1
  |
3 | chapters = ['a.md',
  |             ------ first here
4 | 'a.md',
  | ^^^^^^^

fatal[not-text]: `a.md` is no text
 --> books/one/a.md

warning[no-cover]: the book has no cover
  = help: draw one,
          and name it with `cover`

info[control-character]: a␛[2Jb, 100%: done
 --> books/one/a.md:1:5
  |
1 | one ␛[2J two
  |     ^

"
        );
    }

    /// Returns a warning with its place at `place` and a label at `label`, in two sources of ten lines each.
    fn with_label(place: (usize, usize), label: (usize, usize)) -> String {
        let mut sources = Sources::default();
        let text = (1..=10).map(|number| format!("line {number}\n")).collect::<Vec<_>>().concat();
        let ids = [sources.add("a.md", text.as_str()), sources.add("b.md", text.as_str())];
        let line = |(source, number): (usize, usize)| {
            let start = text.find(&format!("line {number}\n")).unwrap();
            Span::new(ids[source], start..start + 4)
        };
        let rule = stock().0[1].rule;
        let diagnostics = [Diagnostic::new(rule, "twice").at(line(place)).label(line(label), "here too")];
        render_with(&diagnostics, &sources, "human", false)
    }

    #[test]
    fn lines_between_two_marks_are_left_out() {
        assert_eq!(
            with_label((0, 2), (0, 10)),
            "\
warning[listed-twice]: twice
  --> books/one/a.md:2:1
   |
 2 | line 2
   | ^^^^
...
10 | line 10
   | ---- here too

"
        );
    }

    #[test]
    fn a_label_in_another_file_has_its_own_snippet() {
        assert_eq!(
            with_label((1, 1), (0, 3)),
            "\
warning[listed-twice]: twice
 --> books/one/b.md:1:1
  |
1 | line 1
  | ^^^^
 ::: books/one/a.md:3:1
  |
3 | line 3
  | ---- here too

"
        );
    }

    #[test]
    fn two_marks_in_one_line_share_it() {
        assert_eq!(
            with_label((0, 3), (0, 3)).lines().skip(3).collect::<Vec<_>>(),
            ["3 | line 3", "  | ^^^^", "  | ---- here too", ""]
        );
    }

    #[test]
    fn colours_are_only_for_those_who_can_see_them() {
        let (diagnostics, sources) = stock();
        let coloured = render_with(&diagnostics, &sources, "human", true);
        assert!(coloured.starts_with("\x1B[1;91merror[unknown-key]\x1B[0m\x1B[1m: no key"), "{coloured}");
        assert!(!render_with(&diagnostics, &sources, "human", false).contains('\x1B'));
    }

    #[test]
    fn the_many_of_a_rule_are_counted() {
        let (stock, sources) = stock();
        let many = vec![stock[3].clone(); MOST_OF_A_RULE + 7];
        let shown = render_with(&[many, vec![stock[0].clone()]].concat(), &sources, "human", false);
        assert_eq!(shown.matches("warning[no-cover]").count(), MOST_OF_A_RULE);
        assert!(shown.contains("error[unknown-key]"));
        assert!(
            shown.ends_with("\n\nnote: 7 more of `no-cover` are not shown; `--format short` shows all\n\n"),
            "{shown}"
        );
    }

    #[test]
    fn findings_in_a_line_without_end_stay_small() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "é".repeat(5_000_000));
        let rule = stock().0[1].rule;
        let diagnostics: Vec<Diagnostic> =
            (0..4000).map(|place| Diagnostic::new(rule, "x").at(Span::new(id, place * 2000..9_999_999))).collect();
        let shown = render_with(&diagnostics, &sources, "human", false);
        assert!(shown.len() < 30_000, "{} bytes", shown.len());
        let all = render_with(&diagnostics, &sources, "short", false);
        assert!(all.ends_with("books/one/a.md:1:3999001: warning[listed-twice]: x\n"));
    }

    #[test]
    fn any_place_in_any_text_can_be_shown() {
        let mut sources = Sources::default();
        let text = "\u{FEFF}é\r\n\t日本\u{301}\u{202E}\0\r\u{2028}👩\u{200D}🚀\n\n".repeat(9);
        let id = sources.add("a.md", text.as_str());
        let rule = stock().0[1].rule;
        for start in 0..text.len() + 2 {
            for end in (start..text.len() + 2).step_by(13) {
                let span = Span::new(id, start..end);
                let diagnostics = [Diagnostic::new(rule, "x").at(span).label(span, "y")];
                for format in FORMATS {
                    let shown = render_with(&diagnostics, &sources, format.name, false);
                    assert!(!shown.contains(['\0', '\r', '\t', '\u{202E}']), "{shown}");
                }
            }
        }
    }
}
