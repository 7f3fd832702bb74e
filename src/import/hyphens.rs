//! Words that a line end parts: `exam-` and `ple` are one word again, `well-` and `known` keep their hyphen.
//!
//! The rest of the text decides: a word that stands elsewhere without its hyphen has none, one that stands there with
//! it keeps it; and where neither does, two words that both stand elsewhere keep it.

use super::Removed;
use super::lines::has_line_end;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashSet;

/// Joins the words of a text; returns what was joined.
pub(super) fn join(tree: &mut Tree) -> Option<Removed> {
    let is_prose = |node: &NodeRef<'_>| node.is_html("p") && !node.has_token("class", "verse");
    let blocks: Vec<NodeId> = tree.root().descendants().filter(is_prose).map(NodeRef::id).collect();
    let is_parted = |id: &NodeId| {
        let block = tree.get(*id);
        has_line_end(block) && parted(&block.text_content()).next().is_some()
    };
    let blocks: Vec<NodeId> = blocks.into_iter().filter(is_parted).collect();
    if blocks.is_empty() {
        return None;
    }
    let known = words(tree);
    let mut joined = Vec::new();
    for block in blocks {
        for run in runs(tree, block) {
            let text: String = run.iter().map(|id| tree.get(*id).text()).collect();
            let mended = mend(&text, &known, &mut joined);
            if let Some((first, others)) = run.split_first().filter(|_| mended != text) {
                tree.set_text(*first, &mended);
                for other in others {
                    tree.detach(*other);
                }
            }
        }
    }
    let what = "hyphens at the ends of lines, with the words that they parted".to_owned();
    (!joined.is_empty()).then(|| Removed { what, text: joined.join("\n") })
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

fn mend(text: &str, known: &HashSet<String>, joined: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut start = 0;
    for (hyphen, next) in parted(text) {
        let first = &text[..hyphen];
        let first = first
            [first.rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |at| at + letter_length(first, at))..]
            .to_lowercase();
        let rest = &text[next..];
        let second = rest[..rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())].to_lowercase();
        let is_known = |word: String| known.contains(&word);
        let is_one = is_known(format!("{first}{second}"))
            || !(is_known(format!("{first}-{second}")) || known.contains(&first) && known.contains(&second));
        out.push_str(&text[start..hyphen]);
        if is_one {
            joined.push(format!("{first}-\n{second}"));
        } else {
            out.push('-');
        }
        start = next;
    }
    out.push_str(&text[start..]);
    out
}

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
        let mut joined = Vec::new();
        let text = "An exam-\nple of a well-\n known thing: twenty-\none, un-\nheard of, and a moon-\nShip—\nno.";
        let expected = "An example of a well-known thing: twenty-one, unheard of, and a moon-\nShip—\nno.";
        assert_eq!(mend(text, &known, &mut joined), expected);
        assert_eq!(joined, ["exam-\nple", "un-\nheard"]);
    }
}
