//! Which lines of a file an include takes: all, from one to another, or those between the marks of an anchor.

use std::ops::Range;

/// What is taken of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selection<'a> {
    All,
    /// Lines, counted from 0.
    Lines(Range<usize>),
    /// What stands between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'a str),
}

const ANCHOR: &str = "ANCHOR:";
const ANCHOR_END: &str = "ANCHOR_END:";

impl<'a> Selection<'a> {
    /// Reads what follows the colon after a path: `3`, `3:`, `:9`, `3:9`, or the name of an anchor. Lines count from 1.
    pub(super) fn read(text: &'a str) -> Self {
        let mut parts = text.split(':');
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        let start = match first.parse::<usize>() {
            Ok(line) => Some(line.saturating_sub(1)),
            Err(_) if !first.is_empty() => return Self::Anchor(first),
            Err(_) => None,
        };
        let end = second.map(str::parse::<usize>);
        match (start, end) {
            (Some(start), None) => Self::Lines(start..start.saturating_add(1)),
            (start, Some(Ok(end))) => Self::Lines(start.unwrap_or(0)..end),
            (Some(start), Some(Err(_))) => Self::Lines(start..usize::MAX),
            (None, _) => Self::All,
        }
    }

    /// Returns the ranges of a text that it takes, whole lines without the last line end; none where it finds nothing.
    pub(super) fn of(&self, text: &str, every: bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut section = Section::Before;
        let mut start = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let is_taken = match self {
                Self::All => true,
                Self::Lines(lines) => lines.contains(&number),
                Self::Anchor(name) => section.takes(line, name, every),
            };
            let end = start + line.len();
            match runs.last_mut().filter(|run| run.end == start) {
                Some(run) if is_taken => run.end = end,
                _ if is_taken => runs.push(start..end),
                _ => {}
            }
            start = end;
        }
        if let Some(last) = runs.last_mut() {
            let lines = &text[last.clone()];
            let lines = lines.strip_suffix('\n').unwrap_or(lines);
            last.end = last.start + lines.strip_suffix('\r').unwrap_or(lines).len();
        }
        if runs.is_empty() && *self == Self::All {
            // To take all of nothing finds what it looks for.
            runs.push(0..0);
        }
        runs
    }
}

/// Where a line stands, as seen from an anchor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Before,
    Within,
    After,
}

impl Section {
    /// Tells whether a line belongs to the anchor: lines that mark anchors never do.
    fn takes(&mut self, line: &str, anchor: &str, every: bool) -> bool {
        match (*self, name(line, ANCHOR), name(line, ANCHOR_END)) {
            (Self::Within, _, Some(name)) if name == anchor => {
                *self = if every { Self::Before } else { Self::After };
            }
            (Self::Before, Some(name), _) if name == anchor => *self = Self::Within,
            (Self::Within, None, None) => return true,
            _ => {}
        }
        false
    }
}

/// Returns the name after a mark in a line.
fn name<'t>(line: &'t str, mark: &str) -> Option<&'t str> {
    let rest = line[line.find(mark)? + mark.len()..].trim_start();
    let end = rest.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '-')));
    Some(&rest[..end.unwrap_or(rest.len())]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "0\n// ANCHOR: a\n1\n// ANCHOR: b-c\n2\n// ANCHOR_END: b-c\n3\n// ANCHOR_END: a\n4\n\
                        # ANCHOR:b-c\n5\r\n# ANCHOR_END:b-c";

    #[test]
    fn lines_are_taken_as_mdbook_takes_them() {
        let text = "1\n2\r\n\n4\n";
        for (selection, expected) in [
            ("", Some("1\n2\r\n\n4")),
            ("2", Some("2")),
            ("3", Some("")),
            ("2:", Some("2\r\n\n4")),
            (":2", Some("1\n2")),
            ("2:3", Some("2\r\n")),
            ("2:x", Some("2\r\n\n4")),
            ("0", Some("1")),
            (":", Some("1\n2\r\n\n4")),
            ("5", None),
            ("3:2", None),
            ("99999999999999999999", None),
        ] {
            let runs = Selection::read(selection).of(text, false);
            let taken = (!runs.is_empty()).then(|| runs.into_iter().map(|run| &text[run]).collect::<String>());
            assert_eq!(taken.as_deref(), expected, "{selection}");
        }
    }

    #[test]
    fn an_anchor_holds_what_stands_between_its_marks_without_other_marks() {
        for (anchor, every, expected) in
            [("a", false, Some("1\n2\n3")), ("b-c", false, Some("2")), ("b-c", true, Some("2\n5")), ("b", false, None)]
        {
            let runs = Selection::read(anchor).of(TEXT, every);
            let taken = (!runs.is_empty()).then(|| runs.into_iter().map(|run| &TEXT[run]).collect::<String>());
            assert_eq!(taken.as_deref(), expected, "{anchor}");
        }
    }
}
