//! What pages have besides their text: numbers on lines of their own, and the titles at their heads.
//!
//! They are known by their counting on through the text, and by their standing in the middle of sentences: numbers of
//! chapters count on too, but part nothing.

use super::Removed;
use std::collections::HashMap;

/// Lines of a text that are taken out of it.
pub(super) struct Furniture {
    /// The text without them.
    pub text: String,
    pub removed: Removed,
}

/// Takes the numbers and the running heads of pages out of a text.
pub(super) fn take(text: &str) -> Option<Furniture> {
    let lines: Vec<&str> = text.lines().collect();
    let numbers = pages(&lines)?;
    let heads = heads(&lines, &numbers);
    // Both are in order.
    let is_gone = |at: &usize| numbers.binary_search(at).is_ok() || heads.binary_search(at).is_ok();
    let gone: Vec<&str> = (0..lines.len()).filter(is_gone).map(|at| lines[at].trim()).collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < lines.len() {
        // Room around what is gone is none of the text's.
        let end = (at..lines.len()).find(|at| !is_gone(at) && !lines[*at].trim().is_empty()).unwrap_or(lines.len());
        let has_gone = (at..end).any(|at| is_gone(&at));
        if has_gone {
            let goes_on = lines.get(end).is_some_and(|next| goes_on(&out, next));
            out.push_str(if goes_on || out.is_empty() { "" } else { "\n" });
        } else {
            out.extend((at..end).map(|_| "\n"));
        }
        if let Some(line) = lines.get(end) {
            out.extend([*line, "\n"]);
        }
        at = end + 1;
    }
    let what = "the numbers and the heads of pages".to_owned();
    Some(Furniture { text: out, removed: Removed { what, text: gone.join("\n") } })
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches(['"', '”', '’', '\'', ')', '_', '*', '»', '“'])
        .ends_with(['.', '!', '?', ':', '…'])
}

fn goes_on(before: &str, next: &str) -> bool {
    !ends_sentence(before) && !before.ends_with("\n\n") && next.trim_start().starts_with(char::is_lowercase)
}

/// Returns the number that a line is, with dashes or brackets around it.
fn number(line: &str) -> Option<u32> {
    const LONGEST: usize = 64;
    if line.len() > LONGEST {
        return None;
    }
    let bare = line.trim().trim_matches(['-', '–', '—', '[', ']', '(', ')', ' ']);
    let bare = bare.strip_prefix("Page ").or(bare.strip_prefix("page ")).unwrap_or(bare);
    let is_number = (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| bare.parse().ok()).flatten()
}

/// Returns the number and the words of a line that has both, with a wide gap between: `THE FERRY      13`.
fn numbered_head(line: &str) -> Option<(u32, &str)> {
    const LONGEST: usize = 60;
    let line = line.trim();
    let is_digit = |letter: char| letter.is_ascii_digit();
    let (number, words) = match (line.starts_with(is_digit), line.ends_with(is_digit)) {
        (true, false) => line.split_at(line.find(|letter| !is_digit(letter))?),
        (false, true) => {
            let (words, number) = line.split_at(line.trim_end_matches(is_digit).len());
            (number, words)
        }
        _ => return None,
    };
    let gap = words.len() - words.trim().len();
    let is_gap = gap > 2 || words.contains('\t');
    let words = words.trim();
    let is_head = is_gap && words.len() <= LONGEST && words.contains(char::is_alphabetic) && !words.contains("  ");
    (is_head && number.len() < 5).then(|| Some((number.parse().ok()?, words))).flatten()
}

/// Returns the lines that are numbers of pages.
fn pages(lines: &[&str]) -> Option<Vec<usize>> {
    const FEWEST: usize = 3;
    let headed: Vec<(usize, u32, &str)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| numbered_head(line).map(|(number, words)| (at, number, words)))
        .collect();
    // A head that shares the line of its number comes again; a line of a table or of contents does not.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, _, words) in &headed {
        *counts.entry(words).or_default() += 1;
    }
    let headed = headed.iter().filter(|(_, _, words)| counts[words] > 1).map(|(at, number, _)| (*at, *number));
    let mut found: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, number(line)?))).chain(headed).collect();
    found.sort_unstable();
    let counts_on = found.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    let parts = |at: usize| {
        let before = lines[..at].iter().rev().find(|line| !line.trim().is_empty());
        before.is_some_and(|line| line.len() > 20 && !ends_sentence(line))
    };
    let parting = found.iter().filter(|(at, _)| parts(*at)).count();
    let is_sure = found.len() >= FEWEST && counts_on && parting * 3 >= found.len();
    is_sure.then(|| found.into_iter().map(|(at, _)| at).collect())
}

/// Returns the lines next to numbers of pages that say the same again and again.
fn heads(lines: &[&str], numbers: &[usize]) -> Vec<usize> {
    const WIDEST: usize = 60;
    let next = |at: usize| (at + 1..lines.len()).find(|at| !lines[*at].trim().is_empty());
    let key = |at: usize| -> String {
        lines[at].chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect()
    };
    let below: Vec<(usize, String)> = numbers.iter().filter_map(|at| next(*at)).map(|at| (at, key(at))).collect();
    let is_head = |(at, words): &&(usize, String)| {
        let again = below.iter().filter(|(_, other)| other == words).count();
        let words_of_line = lines[*at].split_whitespace().count();
        !words.is_empty() && again > 1 && words_of_line <= 12 && lines[*at].trim().len() <= 2 * WIDEST
    };
    below.iter().filter(is_head).map(|(at, _)| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_heads_of_pages_leave_and_sentences_go_on() {
        let text = "The ferry left at six, as it did\n\n   12\n\nTHE FERRY   13\n\nevery morning. It was late, and nobody\n\
                    - 13 -\nTHE FERRY  14\nwas on it.\n\n\n  14\n\nIt came back.\n";
        let taken = take(text).unwrap();
        let expected =
            "The ferry left at six, as it did\nevery morning. It was late, and nobody\nwas on it.\n\nIt came back.\n";
        assert_eq!(taken.text, expected);
        assert_eq!(taken.removed.text, "12\nTHE FERRY   13\n- 13 -\nTHE FERRY  14\n14");
    }

    #[test]
    fn heads_that_share_the_line_of_a_number_leave() {
        let text = "               THE FERRY               13\n\nThe ferry left at six, as it did\n\n\
                    14             THE FERRY\n\nevery morning. It was late, and nobody\n\n\
                    THE FERRY               15\n\nwas on it.\n";
        let taken = take(text).unwrap();
        assert_eq!(
            taken.text,
            "The ferry left at six, as it did\nevery morning. It was late, and nobody\nwas on it.\n"
        );
        assert_eq!(taken.removed.text.lines().count(), 3);
        assert!(take("Monday     1\nTuesday     2\nSunday     3\nand so on it was, and then it\n").is_none());
    }

    #[test]
    fn numbers_of_chapters_stay() {
        for text in [
            "1\n\nThe ferry left at six, as it did.\n\n2\n\nIt came back.\n\n3\n\nIt sank.\n",
            "The ferry left at six, as it did\n\n7\n\nIt came back.\n",
            "1906\n\nThe ferry left at six, as it did\n\n1914\n\nIt came back.\n\n1939\n\nIt sank.\n",
        ] {
            assert!(take(text).is_none(), "{text}");
        }
    }
}
