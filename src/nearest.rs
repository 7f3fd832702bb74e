//! The known word nearest to one that is not known: "did you mean".

/// Returns the candidate that `word` was probably meant to be, if any is near enough; the first by name of several.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within_reach(word, candidates).min().map(|(_, candidate)| candidate)
}

/// Returns every candidate near enough to be meant, the nearest first.
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<(usize, &str)> = within_reach(word, candidates).collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Returns the help that names the nearest candidate.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|found| format!("did you mean `{found}`?"))
}

/// Returns the candidates near enough, with how far each is.
fn within_reach<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (usize, &'a str)> {
    // Beyond this nothing is a slip of the finger, and comparing costs the product of lengths.
    const LONGEST: usize = 200;
    let folded = fold(word);
    let is_short = word.len() <= LONGEST;
    let candidates = candidates.into_iter().filter(move |candidate| is_short && candidate.len() <= LONGEST);
    candidates.filter_map(move |candidate| {
        let other = fold(candidate);
        let distance = strsim::damerau_levenshtein(&folded, &other);
        (distance <= allowance(&folded, &other)).then_some((distance, candidate))
    })
}

/// Returns what is left of a word when case, and what parts its parts, do not count.
fn fold(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}

/// Returns how many letters may differ: one in three, of the longer word.
fn allowance(word: &str, candidate: &str) -> usize {
    (word.chars().count().max(candidate.chars().count()) / 3).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let keys = ["title", "subtitle", "language", "authors", "toc-title"];
        for (word, expected) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("langauge", Some("language")),
            ("toc_title", Some("toc-title")),
            ("author", Some("authors")),
            ("weather", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, keys), expected, "{word}");
        }
    }

    #[test]
    fn of_equals_the_first_by_name_is_meant_in_whatever_order_they_come() {
        assert_eq!(nearest("c.md", ["b.md", "a.md"]), Some("a.md"));
        assert_eq!(nearest("c.md", ["a.md", "b.md"]), Some("a.md"));
        assert_eq!(near("b.md", ["c.md", "b.md", "a.md", "a.md"]), ["b.md", "a.md", "c.md"]);
    }

    #[test]
    fn what_is_too_long_to_be_a_slip_is_not_compared() {
        let long = "a".repeat(100_000);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }
}
