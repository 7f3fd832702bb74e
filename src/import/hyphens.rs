//! Words that a line end parts: `exam-` and `ple` are one word again, `well-` and `known` keep their hyphen.
//!
//! The rest of the text decides: a word that stands elsewhere without its hyphen has none, one that stands there with
//! it keeps it. Where neither does, numbers keep it and what begins words of two parts, as `well-` does, or goes on with
//! another hyphen; a part that is no word of the text has none. What is left, two words that both stand elsewhere, keeps
//! it, unless they are often one, as `out-` and `side` are; and its owner is told to look.

use super::Removed;
use super::lines::has_line_end;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashSet;

/// What became of words that lines part.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub removed: Option<Removed>,
    /// What its owner should look at.
    pub remark: Option<String>,
}

/// The words that lines part, as they were typed.
#[derive(Debug, Default)]
struct Parted {
    joined: Vec<String>,
    /// Those that may be one word as well as two.
    doubtful: Vec<String>,
}

/// Joins the words of a text; returns what was joined.
pub(super) fn join(tree: &mut Tree) -> Joined {
    let is_prose = |node: &NodeRef<'_>| node.is_html("p") && !node.has_token("class", "verse");
    let blocks: Vec<NodeId> = tree.root().descendants().filter(is_prose).map(NodeRef::id).collect();
    let is_parted = |id: &NodeId| {
        let block = tree.get(*id);
        has_line_end(block) && parted(&block.text_content()).next().is_some()
    };
    let blocks: Vec<NodeId> = blocks.into_iter().filter(is_parted).collect();
    if blocks.is_empty() {
        return Joined::default();
    }
    let known = words(tree);
    let mut found = Parted::default();
    for block in blocks {
        for run in runs(tree, block) {
            let text: String = run.iter().map(|id| tree.get(*id).text()).collect();
            let mended = mend(&text, &known, &mut found);
            if let Some((first, others)) = run.split_first().filter(|_| mended != text) {
                tree.set_text(*first, &mended);
                for other in others {
                    tree.detach(*other);
                }
            }
        }
    }
    let what = "hyphens at the ends of lines, with the words that they parted".to_owned();
    let Parted { joined, doubtful } = found;
    Joined {
        removed: (!joined.is_empty()).then(|| Removed { what, text: joined.join("\n") }),
        remark: (!doubtful.is_empty()).then(|| remark(doubtful)),
    }
}

/// Says which words may be one.
fn remark(mut words: Vec<String>) -> String {
    const MOST: usize = 24;
    words.sort_unstable();
    words.dedup();
    let more = words.len().saturating_sub(MOST);
    words.truncate(MOST);
    let listed: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("words that lines part have kept their hyphens, and may have none: {}{and_more}", listed.join(", "))
}

/// Returns the texts right in a block, those side by side together.
fn runs(tree: &Tree, block: NodeId) -> Vec<Vec<NodeId>> {
    let mut runs: Vec<Vec<NodeId>> = vec![Vec::new()];
    for node in tree.get(block).descendants() {
        match runs.last_mut() {
            Some(run) if node.is_text() && node.previous().is_none_or(|before| Some(&before.id()) == run.last()) => {
                run.push(node.id());
            }
            _ if node.is_text() => runs.push(vec![node.id()]),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Returns where hyphens part words at the end of a line: where each stands, and where the next line begins.
fn parted(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices('\n').filter_map(|(at, _)| {
        let line = text[..at].trim_end();
        let hyphen = line.strip_suffix(['-', '\u{2010}'])?;
        let next = at + 1 + (text[at + 1..].len() - text[at + 1..].trim_start().len());
        let is_word = hyphen.chars().next_back().is_some_and(char::is_alphabetic);
        let goes_on = text[next..].chars().next().is_some_and(char::is_lowercase);
        (is_word && goes_on).then_some((hyphen.len(), next))
    })
}

/// Returns the words of a text, in lower case; those with a hyphen as one.
fn words(tree: &Tree) -> HashSet<String> {
    let mut words = HashSet::new();
    // The two halves of a word that a line end parts are none.
    let mut is_half = false;
    for text in tree.root().descendants().filter(|node| node.is_text()) {
        for typed in text.text().split(|letter: char| !letter.is_alphabetic() && letter != '-' && letter != '\'') {
            let word = typed.trim_matches(['-', '\'']);
            if word.is_empty() {
                continue;
            }
            let is_parted = typed.ends_with('-') && !typed.ends_with("--");
            if !is_parted && !is_half {
                words.insert(word.to_lowercase());
            }
            is_half = is_parted;
        }
    }
    words
}

fn mend(text: &str, known: &HashSet<String>, found: &mut Parted) -> String {
    let mut out = String::new();
    let mut start = 0;
    for (hyphen, next) in parted(text) {
        let first = &text[..hyphen];
        let begin = first.rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |at| at + letter_length(first, at));
        let first = first[begin..].to_lowercase();
        let rest = &text[next..];
        let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        let (goes_on, second) = (rest[end..].starts_with('-'), rest[..end].to_lowercase());
        out.push_str(&text[start..hyphen]);
        match is_one(&first, &second, goes_on, known) {
            Some(true) => found.joined.push(format!("{first}-\n{second}")),
            Some(false) => out.push('-'),
            None => {
                found.doubtful.push(format!("{first}-{second}"));
                out.push('-');
            }
        }
        start = next;
    }
    out.push_str(&text[start..]);
    out
}

/// Tells whether two parts are one word; nothing where that is not certain. `goes_on` is whether other hyphens follow.
fn is_one(first: &str, second: &str, goes_on: bool, known: &HashSet<String>) -> Option<bool> {
    let is_known = |word: String| known.contains(&word);
    if is_known(format!("{first}{second}")) {
        return Some(true);
    }
    let is_number = TENS.contains(&first) && UNITS.contains(&second);
    if is_known(format!("{first}-{second}")) || is_number || goes_on && LINKS.contains(&second) {
        return Some(false);
    }
    if OF_TWO.contains(&first) && !ENDINGS.contains(&second) {
        return known.contains(second).then_some(false);
    }
    let are_words = known.contains(first) && known.contains(second);
    let are_often_one = OF_ONE.iter().any(|(begin, ends)| *begin == first && ends.contains(&second));
    if are_often_one || !are_words { Some(true) } else { None }
}

/// What begins words of two parts that a hyphen joins.
const OF_TWO: [&str; 3] = ["well", "self", "half"];

/// What makes one word of them.
const ENDINGS: [&str; 6] = ["s", "ed", "ing", "ish", "less", "ness"];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

#[rustfmt::skip]
const UNITS: [&str; 18] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "first", "second", "third", "fourth",
    "fifth", "sixth", "seventh", "eighth", "ninth",
];

/// What stands between the hyphens of a word of three: `mother-in-law`.
const LINKS: [&str; 12] = ["in", "of", "the", "to", "and", "at", "on", "by", "a", "o", "de", "la"];

/// Words that are one though both parts are words, and lines part them between the two.
const OF_ONE: [(&str, &[&str]); 16] = [
    ("out", &["side", "door", "doors", "come", "going", "look", "right", "set", "line", "ward", "wards"]),
    ("in", &["side", "to", "deed", "stead", "sight", "land", "come", "ward", "wards"]),
    ("grand", &["father", "mother", "son", "daughter", "child", "children", "parents", "pa", "ma"]),
    ("up", &["on", "stairs", "right", "ward", "wards", "per", "set"]),
    ("down", &["stairs", "ward", "wards", "fall", "hill"]),
    ("under", &["stand", "stood", "standing", "neath", "ground", "taken", "took"]),
    ("with", &["out", "in", "draw", "drew", "hold", "stand", "stood"]),
    ("some", &["thing", "body", "one", "what", "times", "time", "where", "how"]),
    ("any", &["thing", "body", "one", "where", "how", "way"]),
    ("every", &["thing", "body", "one", "where", "day"]),
    ("no", &["thing", "body", "where"]),
    ("him", &["self"]),
    ("her", &["self"]),
    ("my", &["self"]),
    ("them", &["selves"]),
    ("an", &["other"]),
];

fn letter_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Joins the words that lines part at soft hyphens, which show only there; returns what was parted.
pub(super) fn join_soft(text: &str) -> Option<(String, Removed)> {
    const HYPHEN: char = '\u{AD}';
    let mut out = String::with_capacity(text.len());
    let mut parted = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(HYPHEN) {
        let after = &rest[at + HYPHEN.len_utf8()..];
        let line_end = after.strip_prefix('\r').unwrap_or(after).strip_prefix('\n');
        let goes_on = line_end
            .map(|next| next.trim_start_matches([' ', '\t']))
            .filter(|next| next.starts_with(char::is_alphabetic));
        let kept = if goes_on.is_some() { at } else { at + HYPHEN.len_utf8() };
        out.push_str(&rest[..kept]);
        if let Some(next) = goes_on {
            let begin = out.rsplit(char::is_whitespace).next().unwrap_or_default();
            let end = next.split(char::is_whitespace).next().unwrap_or_default();
            parted.push(format!("{begin}{HYPHEN} {end}"));
        }
        rest = goes_on.unwrap_or(after);
    }
    out.push_str(rest);
    let what = "words that lines part at soft hyphens, which are one again".to_owned();
    (!parted.is_empty()).then(|| (out, Removed { what, text: parted.join("\n") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_hyphens_at_line_ends_go() {
        let joined =
            join_soft("The fer\u{AD}ry left un\u{AD}\r\n  til noon.\n").map(|(text, removed)| (text, removed.text));
        let expected = ("The fer\u{AD}ry left until noon.\n".to_owned(), "un\u{AD} til".to_owned());
        assert_eq!(joined, Some(expected));
        assert!(join_soft("The fer\u{AD}ry left.\n").is_none());
    }

    #[test]
    fn halves_of_words_are_no_words() {
        let tree = crate::xml::parse_html(&"<p>It was morn-\ning. A well-known ing--</p>".into(), |_| None).unwrap();
        let mut words: Vec<String> = words(&tree).into_iter().collect();
        words.sort_unstable();
        assert_eq!(words, ["a", "ing", "it", "was", "well-known"]);
    }

    #[test]
    fn the_rest_of_the_text_decides() {
        let known = ["example", "well-known", "twenty", "one", "moon"].map(str::to_owned).into();
        let mut found = Parted::default();
        let text = "An exam-\nple of a well-\n known thing: twenty-\none, un-\nheard of, and a moon-\nShip—\nno.";
        let expected = "An example of a well-known thing: twenty-one, unheard of, and a moon-\nShip—\nno.";
        assert_eq!(mend(text, &known, &mut found), expected);
        assert_eq!(found.joined, ["exam-\nple", "un-\nheard"]);
    }

    #[test]
    fn what_may_be_two_words_is_named() {
        let known = ["out", "side", "moon", "light", "in", "law", "known"].map(str::to_owned).into();
        let mut found = Parted::default();
        let text =
            "out-\nside a cas-\ntle, by moon-\nlight, a well-\nknown, twenty-\none brother-\nin-law and law-in-\nside";
        let expected = "outside a castle, by moon-light, a well-known, twenty-one brother-in-law and law-inside";
        assert_eq!(mend(text, &known, &mut found), expected);
        assert_eq!(found.doubtful, ["moon-light"]);
    }
}
