//! Names of resources in the package: `[a-z0-9-]`, each once, the same from build to build.

use crate::slug::{Unique, slug};

/// The names given out so far.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: Unique,
}

impl Names {
    /// Returns a name such as `images/map.png`, with a number where `map` is taken, whatever its extension.
    pub fn give(&mut self, folder: &str, stem: &str, extension: &str) -> String {
        let slug = slug(stem);
        let stem = if slug.is_empty() { folder.trim_end_matches('s') } else { &slug };
        format!("{}.{extension}", self.taken.fresh(&format!("{folder}/{stem}")))
    }
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
    }
}
