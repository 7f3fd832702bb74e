//! Puts a text together from several files, as the directives in it ask: the work of mdBook's preprocessor `links`.
//!
//! Nothing is rewritten: the text is a list of parts, each with the file and the place that it is from, so that what is
//! said of included text points into its own file. A directive that cannot be followed is reported, and stays as typed.

mod directive;
mod origins;
mod rules;
mod selection;

pub(super) use origins::{Origins, Part, Parts};
pub(super) use rules::RULES;

use super::decode::{Declaration, decode};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file_findings::{Search, outside, unreadable};
use crate::source::{Located, SourceId, Span};
use crate::world::{BookPath, Roots, World};
use directive::{Directive, What};
use rules::{EMPTY_INCLUDE, ENDLESS_INCLUDE, MISSING_INCLUDE};
use selection::Selection;
use std::ops::Range;
use std::sync::Arc;

/// How deep includes may stand in each other.
const DEEPEST: usize = 32;

/// How long a text may become by includes, each counting at least [`LEAST`]: a few that take each other in many times
/// make more than any machine can hold.
const LONGEST: usize = 1 << 26;
const LEAST: usize = 1 << 10;

/// A text put together.
pub(super) struct Assembled {
    pub(super) text: String,
    pub(super) parts: Parts,
    /// The title that it gives its page.
    pub(super) title: Option<Located<String>>,
    pub(super) diagnostics: Diagnostics,
}

/// Follows the directives in the text of `path`, which is `id`; returns nothing where there are none.
pub(super) fn assemble(
    world: &dyn World,
    roots: &Roots,
    path: &BookPath,
    text: &Arc<str>,
    id: SourceId,
) -> Option<Assembled> {
    directive::next(text, 0)?;
    let assembled = Assembled {
        text: String::with_capacity(text.len()),
        parts: Parts { files: vec![(path.clone(), text.clone())], parts: Vec::new() },
        title: None,
        diagnostics: Diagnostics::new(),
    };
    let mut assembly =
        Assembly { world, roots, id, search: Search::new(world), assembled, open: Vec::new(), left: LONGEST };
    assembly.take(0, 0..text.len());
    Some(assembly.assembled)
}

struct Assembly<'a> {
    world: &'a dyn World,
    roots: &'a Roots,
    id: SourceId,
    search: Search<'a>,
    assembled: Assembled,
    /// The directives that are being followed, each by its file and place.
    open: Vec<(usize, usize)>,
    /// How many bytes may still be included.
    left: usize,
}

impl Assembly<'_> {
    /// Takes a range of a file with all that its directives ask for. Recurses over includes, of which depth is bounded.
    fn take(&mut self, file: usize, range: Range<usize>) {
        let text = self.text(file);
        let mut from = range.start;
        while let Some(directive) = directive::next(&text[..range.end], from) {
            self.copy(file, from..directive.range.start);
            from = directive.range.end;
            self.open.push((file, directive.range.start));
            if let Err(finding) = self.follow(file, &directive) {
                let start = self.assembled.text.len();
                self.copy(file, directive.range);
                let place = Span::new(self.id, start..self.assembled.text.len());
                self.assembled.diagnostics.push(finding.at(place));
            }
            self.open.pop();
        }
        self.copy(file, from..range.end);
    }

    fn text(&self, file: usize) -> Arc<str> {
        self.assembled.parts.files[file].1.clone()
    }

    fn copy(&mut self, file: usize, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let start = self.assembled.text.len();
        self.assembled.text.push_str(&self.assembled.parts.files[file].1[range.clone()]);
        self.assembled.parts.parts.push(Part { start, file, range, is_verbatim: true });
    }

    /// Writes what stands in no file, for the directive that asks for it.
    fn write(&mut self, file: usize, directive: &Directive<'_>, text: &str) {
        let start = self.assembled.text.len();
        self.assembled.text.push_str(text);
        self.assembled.parts.parts.push(Part { start, file, range: directive.range.clone(), is_verbatim: false });
    }

    fn follow(&mut self, file: usize, directive: &Directive<'_>) -> Result<(), Diagnostic> {
        match &directive.what {
            What::Escaped => self.copy(file, directive.range.start + 1..directive.range.end),
            What::Title(title) => {
                let at = self.assembled.text.len();
                let span = Some(Span::new(self.id, at..at));
                self.assembled.title = Some(Located { value: (*title).to_owned(), span });
            }
            What::Include { path, selection, every } => {
                let included = self.file(file, path)?;
                let runs = selection.of(&self.text(included), *every);
                if runs.is_empty() {
                    return Err(empty(path, selection, &self.text(included)));
                }
                self.allow(included, &runs, path)?;
                for run in runs {
                    self.take(included, run);
                }
            }
            What::Playground { path, words } => {
                let included = self.file(file, path)?;
                let text = self.text(included);
                self.allow(included, std::slice::from_ref(&(0..text.len())), path)?;
                let info = std::iter::once(&"rust").chain(words).copied().collect::<Vec<_>>().join(",");
                self.write(file, directive, &format!("```{info}\n"));
                self.take(included, 0..text.len());
                self.write(file, directive, if text.ends_with('\n') { "```\n" } else { "\n```\n" });
            }
        }
        Ok(())
    }

    /// Returns a file by the path that another one says.
    fn file(&mut self, from: usize, said: &str) -> Result<usize, Diagnostic> {
        let folder = self.assembled.parts.files[from].0.folder().to_owned();
        let path = self.roots.resolve(&folder, said).map_err(|error| {
            outside(said, error)
                .under(&MISSING_INCLUDE)
                .help("put the file into the book's folder, and include it there")
        })?;
        if let Some(known) = self.assembled.parts.files.iter().position(|(known, _)| *known == path) {
            return Ok(known);
        }
        let bytes = self.world.read(&path).map_err(|error| {
            let finding = unreadable(said, &error).under(&MISSING_INCLUDE);
            match self.search.suggest(&path, &folder) {
                Some(help) => finding.help(help),
                None => finding,
            }
        })?;
        let decoded = decode(bytes, Declaration::None, self.id);
        for mut finding in decoded.diagnostics {
            finding.message = format!("`{said}`: {}", finding.message);
            if finding.severity.is_error() {
                return Err(finding.under(&MISSING_INCLUDE));
            }
            let at = self.assembled.text.len();
            self.assembled.diagnostics.push(finding.at(Span::new(self.id, at..at)));
        }
        self.assembled.parts.files.push((path, decoded.text.into()));
        Ok(self.assembled.parts.files.len() - 1)
    }

    /// Tells whether some of a file may be included here.
    fn allow(&mut self, file: usize, runs: &[Range<usize>], said: &str) -> Result<(), Diagnostic> {
        let is_open = |(open, at): &(usize, usize)| *open == file && runs.iter().any(|run| run.contains(at));
        if self.open.iter().any(is_open) {
            let message = format!("`{said}` includes itself");
            let help = "include other lines of it, or take one of the directives out";
            return Err(Diagnostic::new(&ENDLESS_INCLUDE, message).help(help));
        }
        let help = "write the text where it belongs, and include less";
        if self.open.len() > DEEPEST {
            let message = format!("includes stand more than {DEEPEST} deep in each other");
            return Err(Diagnostic::new(&ENDLESS_INCLUDE, message).help(help));
        }
        let length = runs.iter().map(ExactSizeIterator::len).sum::<usize>().max(LEAST);
        let Some(left) = self.left.checked_sub(length) else {
            let message = "the includes of this text make it too long";
            return Err(Diagnostic::new(&ENDLESS_INCLUDE, message).help(help));
        };
        self.left = left;
        Ok(())
    }
}

/// Returns the finding about an include that takes nothing.
fn empty(path: &str, selection: &Selection<'_>, text: &str) -> Diagnostic {
    match selection {
        Selection::Anchor(name) => {
            let message = format!("`{path}` has no anchor `{name}` with lines in it");
            let help = format!("mark the lines: `ANCHOR: {name}` before them, `ANCHOR_END: {name}` after them");
            Diagnostic::new(&EMPTY_INCLUDE, message).help(help)
        }
        Selection::All | Selection::Lines(_) => {
            let message = format!("the include takes no line of `{path}`");
            let help = format!("lines count from 1, and the file has {}", text.lines().count());
            Diagnostic::new(&EMPTY_INCLUDE, message).help(help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    fn run(files: &[(&str, &str)]) -> Assembled {
        let world = Memory::new(files.iter().copied());
        let text: Arc<str> = files[0].1.into();
        let path = BookPath::own(files[0].0);
        assemble(&world, &Roots::default(), &path, &text, SourceId::new(0)).expect("a text with directives")
    }

    #[test]
    fn files_that_take_each_other_in_without_an_end_come_to_one() {
        let deep: Vec<(String, String)> = (0..40)
            .map(|number| (format!("{number}.md"), format!("{{{{#include {}.md}}}}\n", number + 1).repeat(2)))
            .collect();
        let deep: Vec<(&str, &str)> = deep.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let assembled = run(&deep);
        assert!(assembled.diagnostics.iter().all(|finding| finding.rule.name == "endless-include"));
        assert!(assembled.text.len() < LONGEST);
        let assembled = run(&[("a.md", "a {{#include b.md}}"), ("b.md", "b {{#include a.md}}")]);
        assert_eq!(assembled.text, "a b {{#include a.md}}");
        // Other lines of the same file make no circle.
        let assembled = run(&[("a.md", "{{#include a.md:2}}\nb")]);
        assert_eq!((assembled.text.as_str(), assembled.diagnostics.len()), ("b\nb", 0));
    }

    #[test]
    fn what_was_said_of_a_text_before_moves_with_it() {
        let assembled = run(&[("a.md", "{{#include b.md}} é"), ("b.md", "a longer line")]);
        let said = Span::new(SourceId::new(0), 18..20);
        let mut findings = vec![Diagnostic::new(&EMPTY_INCLUDE, "x").at(said)];
        assembled.parts.follow(&mut findings);
        assert_eq!(assembled.text, "a longer line é");
        assert_eq!(findings[0].place, Span::new(SourceId::new(0), 14..14).into());
    }
}
