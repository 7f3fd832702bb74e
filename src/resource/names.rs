//! Names of resources in the package: `[a-z0-9-]`, each once, the same from build to build.

use std::collections::BTreeSet;

/// The names given out so far.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

/// Longer stems are cut: some readers unpack books into deep folders of file systems with short paths.
const LONGEST: usize = 60;

impl Names {
    /// Returns a name such as `images/map.png`, with a number where `map` is taken, whatever its extension.
    pub fn give(&mut self, folder: &str, stem: &str, extension: &str) -> String {
        let slug = slug(stem);
        let slug = if slug.is_empty() { folder.trim_end_matches('s').to_owned() } else { slug };
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        let free = std::iter::once(slug.clone()).chain(numbered);
        let stem = free.map(|stem| format!("{folder}/{stem}")).find(|stem| !self.taken.contains(stem));
        let stem = stem.expect("numbers do not end");
        let name = format!("{stem}.{extension}");
        self.taken.insert(stem);
        name
    }
}

/// Returns `text` in lower-case letters without accents, digits, and single hyphens for all the rest.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in deunicode::deunicode(text).chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_plain_letters_and_come_once() {
        let mut names = Names::default();
        assert_eq!(names.give("images", "Das Große  Bild!", "png"), "images/das-grosse-bild.png");
        assert_eq!(names.give("images", "map", "png"), "images/map.png");
        assert_eq!(names.give("images", "Map", "jpg"), "images/map-2.jpg");
        assert_eq!(names.give("images", "map-2", "jpg"), "images/map-2-2.jpg");
        assert_eq!(names.give("images", "…", "png"), "images/image.png");
        assert_eq!(names.give("styles", "map", "css"), "styles/map.css");
        assert_eq!(names.give("images", &"long".repeat(100), "png").len(), "images/.png".len() + LONGEST);
    }
}
