//! The known word nearest to one that is not known: "did you mean".

/// Returns the candidate that `word` was probably meant to be, if any is near enough.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Beyond this no key, role or file name is a slip of the finger, and comparing costs the product of lengths.
    if word.len() > 200 {
        return None;
    }
    let folded = fold(word);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 200)
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= allowance(word, candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the help that names the nearest candidate.
pub(super) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|found| format!("did you mean `{found}`?"))
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}

fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// Returns how many letters may differ: one in three, of the longer word.
fn allowance(word: &str, candidate: &str) -> usize {
    (word.chars().count().max(candidate.chars().count()) / 3).max(1)
}

#[cfg(test)]
mod tests {
    use super::nearest;

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
}
