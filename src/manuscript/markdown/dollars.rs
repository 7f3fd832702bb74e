//! Formulas in Markdown: `$…$` among words and `$$…$$` on lines of their own; in an mdBook, what `MathJax` takes for one.
//!
//! Money is no formula: a dollar begins one only where no white space follows and no letter or digit stands before it,
//! and ends one only where no white space stands before it and no letter or digit follows. Between two that might, words
//! are words: `$5 (or 10$)` stays what it is. Code and a backslash before the dollar keep it, too.

use crate::manifest::Delimiters;
use std::ops::Range;

/// A formula, with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    pub range: Range<usize>,
    /// What is between the marks.
    pub inner: Range<usize>,
    pub is_display: bool,
    /// Whether Markdown takes backslashes out of it, as `MathJax` sees it in an mdBook.
    pub is_escaped: bool,
    /// How many marks of quotations stand before its lines.
    pub quotations: usize,
}

/// Returns the formulas of a text, in order, and the marks that begin one which never ends.
pub(super) fn find(source: &str, delimiters: Delimiters) -> (Vec<Formula>, Vec<Range<usize>>) {
    let mut finder = Finder { source, delimiters, at: 0, found: Vec::new(), open: Vec::new() };
    let may_have = delimiters.dollars && source.as_bytes().contains(&b'$')
        || delimiters.mathjax && (source.contains("$$") || source.contains("\\\\(") || source.contains("\\\\["));
    if may_have {
        finder.run();
    }
    (finder.found, finder.open)
}

struct Finder<'a> {
    source: &'a str,
    delimiters: Delimiters,
    at: usize,
    found: Vec<Formula>,
    open: Vec<Range<usize>>,
}

impl Finder<'_> {
    fn run(&mut self) {
        let mut starts_line = true;
        while self.at < self.source.len() {
            if std::mem::take(&mut starts_line) && self.skip_fence() {
                starts_line = true;
                continue;
            }
            match self.source.as_bytes()[self.at] {
                b'\n' => {
                    starts_line = true;
                    self.at += 1;
                }
                b'`' => self.skip_code(),
                b'\\' if self.delimiters.mathjax && self.mathjax() => {}
                b'\\' => self.at += 2,
                b'$' => self.dollar(),
                _ => self.at += 1,
            }
            // A backslash may stand before a character of several bytes.
            while !self.source.is_char_boundary(self.at.min(self.source.len())) {
                self.at += 1;
            }
        }
    }

    /// Goes over a block of code that begins on this line.
    fn skip_fence(&mut self) -> bool {
        let (line, end) = self.line(self.at);
        let Some((mark, length)) = fence_mark(line) else { return false };
        if mark == '`' && line.trim_start_matches(is_prefix)[length..].contains('`') {
            return false;
        }
        let mut at = end;
        while at < self.source.len() {
            let (line, end) = self.line(at);
            at = end;
            let is_end = fence_mark(line).is_some_and(|(other, count)| other == mark && count >= length);
            if is_end && line.trim().trim_start_matches(is_prefix).chars().all(|sign| sign == mark) {
                break;
            }
        }
        self.at = at;
        true
    }

    /// Returns the line that begins at `at`, and where the next does.
    fn line(&self, at: usize) -> (&str, usize) {
        let end = self.source[at..].find('\n').map_or(self.source.len(), |length| at + length + 1);
        (self.source[at..end].trim_end_matches(['\n', '\r']), end)
    }

    fn skip_code(&mut self) {
        let bytes = self.source.as_bytes();
        let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        let length = run(self.at);
        let mut at = self.at + length;
        let start = at;
        while at < bytes.len() && at - start < LONGEST {
            match bytes[at] {
                b'`' => {
                    let other = run(at);
                    at += other;
                    if other == length {
                        self.at = at;
                        return;
                    }
                }
                b'\n' if self.is_blank_after(at) => break,
                _ => at += 1,
            }
        }
        self.at = start;
    }

    /// Tells whether the line after a line end is empty, which ends any paragraph.
    fn is_blank_after(&self, end: usize) -> bool {
        self.line(end + 1).0.trim_start_matches([' ', '\t', '>', '\r']).is_empty()
    }

    fn dollar(&mut self) {
        let bytes = self.source.as_bytes();
        let count = bytes[self.at..].iter().take_while(|byte| **byte == b'$').count();
        let start = self.at;
        let found = match count {
            1 if self.delimiters.dollars => self.inline(start),
            2 => self.display(start),
            _ => None,
        };
        self.at = found.as_ref().map_or(start + count, |formula| formula.range.end);
        self.found.extend(found);
    }

    fn inline(&self, start: usize) -> Option<Formula> {
        let before = self.source[..start].chars().next_back();
        let after = self.source[start + 1..].chars().next()?;
        if before.is_some_and(|before| before.is_alphanumeric() || before == '`') || after.is_whitespace() {
            return None;
        }
        let is_tex = |end: &usize| self.source[start + 1..*end].contains('\\');
        // A brace that is never closed is for whoever reads the formula to tell of.
        let end = self.end(start + 1, true).or_else(|| self.end(start + 1, false).filter(is_tex))?;
        let inner = start + 1..end;
        let last = self.source[inner.clone()].chars().next_back()?;
        let next = self.source[end + 1..].chars().next();
        let ends =
            !last.is_whitespace() && !next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '`' | '$'));
        (ends && !is_prose(&self.source[inner.clone()])).then(|| self.formula(start..end + 1, inner, false))
    }

    fn display(&mut self, start: usize) -> Option<Formula> {
        if self.source[..start].ends_with('`') {
            return None;
        }
        let Some(end) = self.display_end(start + 2) else {
            if self.quotations(start).is_some() {
                self.open.push(start..start + 2);
            }
            return None;
        };
        (!self.source[start + 2..end].trim().is_empty()).then(|| self.formula(start..end + 2, start + 2..end, true))
    }

    /// Reads what `MathJax` takes for a formula behind two backslashes, of which Markdown leaves one.
    fn mathjax(&mut self) -> bool {
        let rest = &self.source[self.at..];
        let (is_display, close) = match () {
            () if rest.starts_with("\\\\(") => (false, "\\\\)"),
            () if rest.starts_with("\\\\[") => (true, "\\\\]"),
            () => return false,
        };
        let start = self.at;
        let bytes = &self.source.as_bytes()[start + 3..];
        let near = &bytes[..bytes.len().min(LONGEST)];
        let found = near.windows(3).position(|window| window == close.as_bytes()).map(|length| start + 3 + length);
        let is_paragraph = |end: usize| {
            let inner = start + 3..end;
            !self.source[inner.clone()].match_indices('\n').any(|(line, _)| self.is_blank_after(inner.start + line))
        };
        let Some(end) = found.filter(|end| is_paragraph(*end)) else { return false };
        let formula = self.formula(start..end + 3, start + 3..end, is_display);
        self.at = end + 3;
        self.found.push(formula);
        true
    }

    /// Returns where a formula among words ends whose content begins at `start`: at the next dollar, or at the next that
    /// stands in no braces.
    fn end(&self, start: usize, minds_braces: bool) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let (mut at, mut depth) = (start, 0usize);
        while at < bytes.len() && at - start < LONGEST_INLINE {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'$' if depth == 0 || !minds_braces => return Some(at),
                b'\n' if self.is_blank_after(at) => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Returns where a formula on lines of its own ends whose content begins at `start`.
    fn display_end(&self, start: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut at = start;
        while at < bytes.len() && at - start < LONGEST {
            match bytes[at] {
                b'\\' => at += 1,
                b'$' if bytes.get(at + 1) == Some(&b'$') => return Some(at),
                b'\n' if self.is_blank_after(at) => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn formula(&self, range: Range<usize>, inner: Range<usize>, is_display: bool) -> Formula {
        let line = self.source[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.source[line..range.start];
        let quotations = before.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        let is_escaped = self.delimiters.mathjax;
        Formula { range, inner, is_display, is_escaped, quotations: quotations.filter(|byte| *byte == b'>').count() }
    }

    /// Tells whether a line begins at `at`.
    fn quotations(&self, at: usize) -> Option<usize> {
        let line = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
        self.source[line..at].chars().all(|sign| matches!(sign, ' ' | '\t' | '>')).then_some(line)
    }
}

/// No formula is longer, so that no text can make looking for its end slow.
const LONGEST: usize = 20_000;
const LONGEST_INLINE: usize = 1000;

fn is_prefix(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || sign.is_ascii_digit()
}

/// Returns the sign that a line of code begins or ends with, and how many of it.
fn fence_mark(line: &str) -> Option<(char, usize)> {
    let inner = line.trim_start_matches(is_prefix);
    let mark = inner.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = inner.chars().take_while(|sign| *sign == mark).count();
    (length >= 3).then_some((mark, length))
}

/// Tells whether what stands between two dollars is words: two of them in a row, or one behind a price.
fn is_prose(inner: &str) -> bool {
    let is_word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'\'');
    let mut depth = 0i32;
    let mut before = false;
    let begins_with_price = inner.starts_with(|first: char| first.is_ascii_digit());
    for part in inner.split(' ') {
        let word = part.trim_end_matches([',', '.', ';', ':', '!', '?']);
        let is_plain = depth == 0 && is_word(word);
        if is_plain && (before || begins_with_price) {
            return true;
        }
        before = is_plain;
        for byte in part.bytes() {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let delimiters = Delimiters { dollars: true, mathjax: false };
        find(text, delimiters).0.into_iter().map(|formula| text[formula.range].to_owned()).collect()
    }

    #[test]
    fn formulas_are_told_from_money_and_code() {
        for (text, expected) in [
            ("$a^2+b^2$ and $x$.", vec!["$a^2+b^2$", "$x$"]),
            ("It costs $5 and $10.", vec![]),
            ("It costs $5, or 10$ there.", vec![]),
            ("It costs $5 (or maybe 10$).", vec![]),
            ("US$5 and A$6", vec![]),
            ("from $5-$10 to $20/$30", vec![]),
            ("$2x+1$ is odd, $5$ too", vec!["$2x+1$", "$5$"]),
            ("`$a$` and `` $b` `` and $c$", vec!["$c$"]),
            ("\\$a$ and $b\\$ $", vec![]),
            ("$a\\$b$", vec!["$a\\$b$"]),
            ("```sh\necho $a $b$\n```\n$c$", vec!["$c$"]),
            ("$$\na\n$$ and $$b$$", vec!["$$\na\n$$", "$$b$$"]),
            ("$$\na\n\nb$$", vec![]),
            ("$\\text{if $x$ is}$", vec!["$\\text{if $x$ is}$"]),
            ("$\\text{two words here}$", vec!["$\\text{two words here}$"]),
            ("$PATH and $HOME", vec![]),
            ("${PATH} and ${HOME}", vec![]),
            ("$\\mathbb{R$.", vec!["$\\mathbb{R$"]),
            ("$$a{b$$", vec!["$$a{b$$"]),
            ("$$$ rich", vec![]),
            ("$é$ \\é$x$", vec!["$é$"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn an_mdbook_has_the_marks_of_mathjax() {
        let delimiters = Delimiters { dollars: false, mathjax: true };
        let text = "\\\\( a_1 \\\\) costs $5 and $$x$$ or\n\\\\[\nb\n\\\\]\n";
        let found: Vec<&str> = find(text, delimiters).0.into_iter().map(|formula| &text[formula.inner]).collect();
        assert_eq!(found, [" a_1 ", "x", "\nb\n"]);
    }
}
