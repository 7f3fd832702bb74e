//! A book to begin with: a manifest, and a chapter to write over. It builds as it is.

use super::front::value;
use crate::world::BookPath;

/// Returns the files of an empty book.
pub fn empty(title: &str) -> Vec<(BookPath, String)> {
    let manifest = format!(
        "[book]\ntitle = {}\n# authors = [\"Ann Author\"]\n# The language of the texts, such as \"en-GB\", \"de\" or \"fr\".\n\
         language = \"en\"\n# Every file in the folder, in the order of their names; or list them one by one.\n\
         chapters = [\"chapters/*\"]\n",
        value(title)
    );
    let chapter =
        "# Chapter One\n\nWrite here. A line that is empty parts two paragraphs, and *stars* make emphasis.\n";
    vec![(BookPath::own("book.toml"), manifest), (BookPath::own("chapters/01-chapter-one.md"), chapter.to_owned())]
}

/// Returns the title of a book that is called as its folder is: `winter-tales` is “Winter Tales”.
pub fn title_of(folder: &str) -> String {
    let words: Vec<String> = folder
        .split([' ', '-', '_'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect();
    if words.is_empty() { "Untitled".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_name_their_books() {
        for (folder, title) in [("winter-tales", "Winter Tales"), ("a_b c", "A B C"), ("", "Untitled"), ("été", "Été")]
        {
            assert_eq!(title_of(folder), title);
        }
    }
}
