//! Scene breaks that are written: `***`, `~~~`, `-x-`, `oOo`, `⁂`.

/// Tells whether a line is an ornament; `alone` says that blank lines stand around it.
pub(crate) fn is_break(line: &str, alone: bool) -> bool {
    let mut seen = Seen::default();
    for character in line.chars() {
        if !seen.add(character) {
            return alone && is_worded(line);
        }
    }
    let is_ellipsis = seen.dots > 0 && seen.marks == 0 && seen.letters() == 0;
    if is_ellipsis {
        // Three dots are a silence; a row of them is a break.
        return alone && seen.dots > 3;
    }
    if seen.letters() == 0 && seen.zeros == 0 {
        return seen.marks > 2 || alone;
    }
    let is_decorated = seen.marks > 0 && seen.letters() > 0;
    alone && (is_decorated || seen.is_row_of_letters(line))
}

/// Tells whether a line is a rule that underlines the one before it: `=====`, `-----`.
pub(crate) fn is_underline(line: &str) -> bool {
    line.len() > 2 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// What an ornament may be made of, counted.
#[derive(Default)]
struct Seen {
    marks: usize,
    dots: usize,
    small_o: usize,
    big_o: usize,
    small_x: usize,
    big_x: usize,
    zeros: usize,
}

impl Seen {
    /// Counts a character; `false` if no ornament has it.
    fn add(&mut self, character: char) -> bool {
        match character {
            '*' | '-' | '_' | '=' | '~' | '#' | '+' | '<' | '>' | '⁂' | '⁎' | '⁑' | '❦' | '❧' | '☙' | '❀' | '❖'
            | '❈' | '•' | '·' | '◦' | '●' | '○' | '■' | '□' | '◆' | '◇' | '◊' | '★' | '☆' | '✦' | '✧' | '✱' | '✲'
            | '✳' | '✴' | '✶' | '✷' | '✻' | '✽' | '§' | '—' | '–' | '―' | '─' | '━' | '⸻' | '∗' | '∞' | '†' =>
            {
                self.marks += 1;
            }
            '.' | '…' => self.dots += 1,
            'o' => self.small_o += 1,
            'O' => self.big_o += 1,
            'x' => self.small_x += 1,
            'X' => self.big_x += 1,
            '0' => self.zeros += 1,
            _ => return character.is_whitespace(),
        }
        true
    }

    fn letters(&self) -> usize {
        self.small_o + self.big_o + self.small_x + self.big_x
    }

    /// Tells `oOo`, `xXx`, `o0o`, `O O O` and `xxx` from kisses (`xoxo`), animals (`ox`) and numbers (`XXX`, `000`).
    fn is_row_of_letters(&self, line: &str) -> bool {
        let round = self.small_o + self.big_o;
        let crossed = self.small_x + self.big_x;
        let is_one_kind = (round == 0) != (crossed == 0) && (crossed == 0 || self.zeros == 0) && self.dots == 0;
        let is_numeral = self.small_x == 0 && round == 0 && !line.contains(' ');
        is_one_kind && round + crossed + self.zeros >= 3 && !is_numeral
    }
}

/// Tells whether a line says in words that the scene ends.
fn is_worded(line: &str) -> bool {
    const WORDS: [&str; 5] = ["break", "scene break", "section break", "line break", "tb"];
    let inner = line.strip_prefix(['[', '(', '<']).and_then(|rest| rest.strip_suffix([']', ')', '>']));
    inner.is_some_and(|inner| WORDS.iter().any(|word| inner.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_marks_are_breaks_and_words_are_not() {
        for line in [
            "***",
            "* * *",
            "*",
            "#",
            "~",
            "~~~",
            "---",
            "- - -",
            "___",
            "=====",
            "+",
            "-x-",
            "oOo",
            "xXx",
            "o0o",
            "-0-o-",
            "x x x",
            "X X X",
            "xxx",
            "XxXxX",
            "<<<>>>",
            "⁂",
            "❦",
            "~o~O~o~",
            "....",
            ". . . . .",
            "• • •",
            "-o-o-",
            "·",
            "[break]",
            "(Scene Break)",
            "<tb>",
            "—",
        ] {
            assert!(is_break(line, true), "{line}");
        }
        for line in [
            "...", "…", ". . .", "X", "XX", "XXX", "ox", "xoxo", "0", "000", "1", "* a", "o", "x", "break", "[stop]",
            "X.",
        ] {
            assert!(!is_break(line, true), "{line}");
        }
        for line in ["*", "oOo", "--", "....", "[break]", "-x-"] {
            assert!(!is_break(line, false), "{line}");
        }
        assert!(is_break("***", false));
    }
}
