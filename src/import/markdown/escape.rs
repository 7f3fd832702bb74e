//! Words that would be marks, written so that they stay words.

/// Escapes the marks in a text that stands between two characters.
pub(super) fn text(text: &str, before: char, after: char) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut last = before;
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        let next = rest.peek().copied().unwrap_or(after);
        let is_mark = match letter {
            '\\' => next.is_ascii_punctuation() || next == '\n',
            '*' | '`' | '[' | '{' | '^' | '~' => true,
            // Within a word it is a letter.
            '_' => !(last.is_alphanumeric() && next.is_alphanumeric()),
            // What might end a formula; without an end there is none.
            '$' => !last.is_whitespace() && !next.is_alphanumeric(),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphabetic() || next == '#',
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(letter);
        last = letter;
    }
    out
}

/// Escapes what would make something else than words of a line: a heading, a list, a quotation, a rule.
pub(super) fn line_start(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let mut letters = line.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let ends_word = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\n']);
    let is_row = || line.chars().all(|letter| matches!(letter, '-' | '=' | '|' | ':' | ' ' | '\t' | '+'));
    let is_mark = match first {
        '#' => ends_word(rest.trim_start_matches('#')),
        '>' => true,
        '+' | '-' => ends_word(rest) || is_row(),
        ':' => ends_word(rest) || rest.starts_with("::"),
        '=' | '|' => is_row(),
        _ => false,
    };
    if is_mark {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) && ends_word(&line[digits + 1..]) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}
