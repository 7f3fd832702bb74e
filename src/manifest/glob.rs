//! Patterns for files: `*` and `?` inside a name, `**` for any folders between; and the order in which people expect
//! to find files, where `chapter-10` comes after `chapter-9`.

use super::files::Files;
use crate::world::{BookPath, World};
use std::cmp::Ordering;

/// Tells whether a text is a pattern and not the name of one file.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// How many folders `**` goes down.
const DEEPEST: usize = 32;

/// Returns the paths of the files that match a pattern below `folder`, in natural order.
///
/// Hidden files and folders are found only where the pattern says their dot.
pub(super) fn expand(files: &mut Files<'_>, folder: &str, pattern: &str) -> Vec<BookPath> {
    let pattern = pattern.replace('\\', "/");
    let steps: Vec<&str> = pattern.split('/').filter(|step| !step.is_empty() && *step != ".").collect();
    let fixed = steps.iter().take_while(|step| !is_pattern(step)).count().min(steps.len().saturating_sub(1));
    let start = steps[..fixed].iter().fold(folder.to_owned(), |folder, step| join(&folder, step));
    let mut found = Vec::new();
    // Each entry: a folder, and how far in the steps it is; a stack, since folders may be deep.
    let mut waiting = vec![(start, fixed, 0)];
    while let Some((folder, step, depth)) = waiting.pop() {
        let Some(wanted) = steps.get(step) else { continue };
        let is_last = step + 1 == steps.len();
        if *wanted == "**" && !is_last {
            waiting.push((folder.clone(), step + 1, depth));
        }
        for name in files.list(&folder) {
            let is_hidden = name.starts_with('.') && !wanted.starts_with('.');
            match (name.strip_suffix('/'), *wanted) {
                _ if is_hidden => {}
                (Some(name), "**") if depth < DEEPEST => waiting.push((join(&folder, name), step, depth + 1)),
                (Some(name), wanted) if !is_last && wanted != "**" && matches(wanted, name) => {
                    waiting.push((join(&folder, name), step + 1, depth));
                }
                (None, wanted) if is_last && matches(wanted, name) => found.push(join(&folder, name)),
                _ => {}
            }
        }
    }
    let mut paths: Vec<BookPath> = found.iter().filter_map(|path| files.roots.resolve("", path).ok()).collect();
    paths.sort_by(|one, other| natural_order(one.as_str(), other.as_str()));
    paths.dedup();
    paths
}

/// Returns the paths of the files of a world that match a pattern below `folder`, in natural order.
pub(crate) fn expand_below(world: &dyn World, folder: &str, pattern: &str) -> Vec<BookPath> {
    expand(&mut Files::new(world, &[]), folder, pattern)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Tells whether a name matches a pattern without folders, in time of the product of their lengths.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut in_pattern) = (0, 0);
    // Where the last star stands, and how much of the name it has taken.
    let mut star = None;
    while at < name.len() {
        match pattern.get(in_pattern) {
            Some('*') => {
                star = Some((in_pattern, at));
                in_pattern += 1;
            }
            Some(&letter) if letter == '?' || letter == name[at] => {
                at += 1;
                in_pattern += 1;
            }
            _ => {
                let Some((in_star, taken)) = star else { return false };
                star = Some((in_star, taken + 1));
                (in_pattern, at) = (in_star + 1, taken + 1);
            }
        }
    }
    pattern[in_pattern..].iter().all(|&letter| letter == '*')
}

/// Compares names as people do: figures by their number, letters whatever their case, and last by bytes.
pub(crate) fn natural_order(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let (first, second) = match (left.chars().next(), right.chars().next()) {
            (Some(first), Some(second)) => (first, second),
            (None, None) => return one.cmp(other),
            (first, _) => return if first.is_none() { Ordering::Less } else { Ordering::Greater },
        };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, rest) = figures(left);
            let (other_number, other_rest) = figures(right);
            (left, right) = (rest, other_rest);
            number.len().cmp(&other_number.len()).then_with(|| number.cmp(other_number))
        } else {
            (left, right) = (&left[first.len_utf8()..], &right[second.len_utf8()..]);
            weight(first).cmp(&weight(second))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Returns the number at the beginning of a text, without leading zeros, and what follows.
fn figures(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

/// A folder's files come before those of a folder whose name goes on.
fn weight(letter: char) -> (bool, char) {
    (letter != '/', letter.to_lowercase().next().unwrap_or(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn names_are_ordered_as_people_count() {
        let mut names = ["b10.md", "B9.md", "a.md", "b9.md", "b010.md", "b1/z.md", "b1-a/a.md", "é.md", "Z.md"];
        names.sort_by(|one, other| natural_order(one, other));
        assert_eq!(names, ["a.md", "b1/z.md", "b1-a/a.md", "B9.md", "b9.md", "b010.md", "b10.md", "Z.md", "é.md"]);
    }

    #[test]
    fn stars_and_marks_match_inside_a_name() {
        for (pattern, name, expected) in [
            ("*.md", "a.md", true),
            ("*.md", "a.mdx", false),
            ("a*b*c", "axxbxxbxc", true),
            ("a*b*c", "axxbxx", false),
            ("?.md", "é.md", true),
            ("?.md", "ab.md", false),
            ("*", "", true),
            ("", "", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
        let hostile = "a*".repeat(40) + "b";
        assert!(!matches(&hostile, &"a".repeat(200)));
    }

    #[test]
    fn a_pattern_finds_files_in_folders() {
        let files = ["a.md", "c/1.md", "c/10.md", "c/2.md", "c/.x.md", "c/d/3.md", "c/d/e/4.md", "c/5.txt", ".h/6.md"];
        let world = Memory::new(files.map(|file| (file, "")));
        let mut files = Files::new(&world, &[]);
        let mut expand = |folder: &str, pattern: &str| -> Vec<String> {
            expand(&mut files, folder, pattern).iter().map(BookPath::to_string).collect()
        };
        for (pattern, expected) in [
            ("*.md", vec!["a.md"]),
            ("c/*.md", vec!["c/1.md", "c/2.md", "c/10.md"]),
            ("./c/?.md", vec!["c/1.md", "c/2.md"]),
            ("**/*.md", vec!["a.md", "c/1.md", "c/2.md", "c/10.md", "c/d/3.md", "c/d/e/4.md"]),
            ("c/**/3.md", vec!["c/d/3.md"]),
            ("*/d/*.md", vec!["c/d/3.md"]),
            ("**", vec!["a.md", "c/1.md", "c/2.md", "c/5.txt", "c/10.md", "c/d/3.md", "c/d/e/4.md"]),
            ("x/*.md", vec![]),
        ] {
            assert_eq!(expand("", pattern), expected, "{pattern}");
        }
        assert_eq!(expand("c", "*/*.md"), ["c/d/3.md"]);
        assert_eq!(expand("c", "../*.md"), ["a.md"]);
    }
}
