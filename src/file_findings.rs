//! What is said of a file that a book names and that cannot be had, whoever names it: a manifest, a chapter.
//!
//! Whether that leaves the book without the file, and where the finding stands, is for those to say who wanted it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::nearest::nearest;
use crate::world::{BookPath, PathError, ReadError, World};
use std::collections::BTreeMap;

/// Every rule about files as such.
pub(crate) const RULES: &[&Rule] = &[&MISSING_FILE, &FOLDER_AS_FILE, &PATH_OUTSIDE_BOOK, &UNREADABLE_FILE];

/// Returns the finding about a file that cannot be read, by the path as people know it.
pub(crate) fn unreadable(shown: &str, error: &ReadError) -> Diagnostic {
    let (rule, help) = match error {
        ReadError::Missing => {
            return Diagnostic::new(&MISSING_FILE, format!("there is no file `{shown}`"))
                .help("write the file, or take out what names it");
        }
        ReadError::Folder => (&FOLDER_AS_FILE, "name a file inside it"),
        ReadError::Outside => (&PATH_OUTSIDE_BOOK, "put the file itself into the book's folder"),
        ReadError::TooLarge => (&UNREADABLE_FILE, "make it smaller, or divide it into several files"),
        ReadError::Failed(_) => (&UNREADABLE_FILE, "see that it is a file which you may read"),
    };
    Diagnostic::new(rule, format!("`{shown}` {error}")).help(help)
}

/// Returns the finding about a path that is not one of the book's.
pub(crate) fn outside(shown: &str, error: PathError) -> Diagnostic {
    let (message, help) = match error {
        PathError::Absolute => (
            format!("`{shown}` is an absolute path"),
            "put the file into the book's folder, and write the path from the file that names it",
        ),
        PathError::Outside => (
            format!("`{shown}` leads out of the book's folder"),
            "put the file into the book's folder, or into that of the house style it `extends`",
        ),
        PathError::Empty => ("the path is empty".to_owned(), "write the name of a file"),
    };
    Diagnostic::new(&PATH_OUTSIDE_BOOK, message).help(help)
}

/// Looks for what was meant by files that are not there, and lists each folder once.
pub(crate) struct Search<'a> {
    world: &'a dyn World,
    listed: BTreeMap<BookPath, Vec<String>>,
    /// How many files were looked for in vain.
    missed: usize,
}

/// After so many missing files, nearby names are no longer looked for: each costs a walk through a folder.
const MOST_SUGGESTIONS: usize = 20;

impl<'a> Search<'a> {
    pub(crate) fn new(world: &'a dyn World) -> Self {
        Self { world, listed: BTreeMap::new(), missed: 0 }
    }

    /// Returns the names in a folder; folders' names end with `/`.
    pub(crate) fn names(&mut self, folder: &BookPath) -> &[String] {
        self.listed.entry(folder.clone()).or_insert_with(|| self.world.list(folder))
    }

    /// Returns the help that names the nearest file that is there, as a file of the folder `from` writes its path.
    pub(crate) fn suggest(&mut self, path: &BookPath, from: &str) -> Option<String> {
        self.missed += 1;
        if self.missed > MOST_SUGGESTIONS {
            return None;
        }
        let folder = path.parent()?;
        if self.names(&folder).is_empty() && !folder.as_str().is_empty() {
            let above = folder.parent().map(|above| self.names(&above)).unwrap_or_default();
            let folders = above.iter().filter_map(|name| name.strip_suffix('/'));
            let meant = nearest(folder.file_name(), folders).map(|meant| format!(": did you mean `{meant}`?"));
            return Some(format!("there is no folder `{folder}`{}", meant.unwrap_or_default()));
        }
        let files = self.names(&folder).iter().map(String::as_str).filter(|name| !name.ends_with('/'));
        let meant = nearest(path.file_name(), files)?;
        Some(format!("did you mean `{}{meant}`?", way(from, folder.as_str())))
    }
}

/// Returns what a file of the folder `from` writes before the name of one of the folder `to`.
fn way(from: &str, to: &str) -> String {
    let parts = |folder: &'_ str| folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (from, to): (Vec<String>, Vec<String>) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[shared..].iter().map(|_| "../".to_owned());
    up.chain(to[shared..].iter().map(|part| format!("{part}/"))).collect()
}

pub(crate) const MISSING_FILE: Rule = Rule {
    name: "missing-file",
    severity: Severity::Error,
    summary: "the manifest names a file that is not there",
    explanation: r#"
A chapter, cover, stylesheet or house style is not where the manifest says.
Paths are written from the folder of the manifest that names them, with `/` between folders.
A missing chapter is never left out in silence.

Wrong:

    chapters = ["chapters/platfrom-nine.md"]

Right:

    chapters = ["chapters/platform-nine.md"]
"#,
    epubcheck: &["RSC-001", "RSC-007"],
};

pub(crate) const FOLDER_AS_FILE: Rule = Rule {
    name: "folder-as-file",
    severity: Severity::Error,
    summary: "a path leads to a folder where a file is wanted",
    explanation: r#"
A chapter, a picture, a cover and a stylesheet are files.
To take every chapter of a folder, write a pattern.

Wrong:

    chapters = ["chapters"]

Right:

    chapters = ["chapters/*.md"]
"#,
    epubcheck: &[],
};

pub(crate) const PATH_OUTSIDE_BOOK: Rule = Rule {
    name: "path-outside-book",
    severity: Severity::Error,
    summary: "a path leads out of the book",
    explanation: r#"
A book takes files from its own folder and from that of the house style it extends, never from elsewhere, whether by
`..`, by an absolute path or by a symbolic link.
So it builds the same on every machine, and a stranger's book cannot pack your files.
Of a picture outside, only a warning is made, and its alternative text stands in the book.

Wrong:

    chapters = ["/home/ann/letter.md"]

Right:

    chapters = ["chapters/letter.md"]
"#,
    epubcheck: &["RSC-026"],
};

pub(crate) const UNREADABLE_FILE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "a file of the book cannot be read",
    explanation: "
The file is there, but the system does not hand it out, or it is larger than 4 GiB.
See to its permissions.

Wrong: a chapter that only another user may read.

Right: one that you may read.
",
    epubcheck: &["PKG-015"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Memory, Roots};

    #[test]
    fn what_was_meant_is_looked_for_where_the_file_should_be() {
        let files = ["a.md", "images/the-map.png", "images/sub/x.png", "../style/house.css"];
        let world = Memory::new(files.map(|file| (file, "")));
        let mut roots = Roots::default();
        roots.declare("../style").unwrap();
        for (from, path, expected) in [
            ("", "images/The_Map.png", Some("did you mean `images/the-map.png`?")),
            ("chapters/late", "images/The_Map.png", Some("did you mean `../../images/the-map.png`?")),
            ("images/sub", "images/The_Map.png", Some("did you mean `../the-map.png`?")),
            ("images", "images/The_Map.png", Some("did you mean `the-map.png`?")),
            ("", "a.dm", Some("did you mean `a.md`?")),
            ("", "imges/a.png", Some("there is no folder `imges`: did you mean `images`?")),
            ("", "images/sbu/x.png", Some("there is no folder `images/sbu`: did you mean `sub`?")),
            ("", "elsewhere/a.png", Some("there is no folder `elsewhere`")),
            ("", "../style/hose.css", Some("did you mean `../style/house.css`?")),
            ("", "weather.md", None),
        ] {
            let path = roots.resolve("", path).unwrap();
            assert_eq!(Search::new(&world).suggest(&path, from).as_deref(), expected, "{path} from {from}");
        }
    }

    #[test]
    fn after_many_missing_files_no_more_are_looked_for() {
        let world = Memory::new([("a.md", "")]);
        let mut search = Search::new(&world);
        let suggested = (0..100).filter(|_| search.suggest(&BookPath::own("b.md"), "").is_some()).count();
        assert_eq!(suggested, MOST_SUGGESTIONS);
    }
}
