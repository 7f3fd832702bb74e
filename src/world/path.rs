//! Paths as a book writes them: relative to the book's folder, with `/`, inside a root that the book declares.

use std::fmt;
use std::sync::Arc;

/// A file inside a book, by its normalised path from the book's folder.
///
/// It may begin with `../` where the book declares a root above its own folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookPath {
    path: Arc<str>,
    root: Arc<str>,
}

/// Why a path is not one of the book's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathError {
    /// It begins with `/` or a drive letter.
    Absolute,
    /// It leads out of every root.
    Outside,
    Empty,
}

/// The folders that a book may take files from: its own, and those that `extends` declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roots {
    roots: Vec<Arc<str>>,
}

impl Default for Roots {
    fn default() -> Self {
        Self { roots: vec!["".into()] }
    }
}

impl Roots {
    /// Declares the folder `text`, relative to the book's, as a root.
    ///
    /// # Errors
    /// Where `text` is absolute.
    pub fn declare(&mut self, text: &str) -> Result<(), PathError> {
        let root = normalise("", text).ok_or(PathError::Absolute)?;
        if !self.roots.iter().any(|known| **known == *root) {
            self.roots.push(root.into());
        }
        Ok(())
    }

    /// Returns the path that `text` means where it stands in a file of `folder`.
    ///
    /// A backslash is a slash: books travel between systems.
    ///
    /// # Errors
    /// Where that is no path inside a root.
    pub fn resolve(&self, folder: &str, text: &str) -> Result<BookPath, PathError> {
        if text.is_empty() {
            return Err(PathError::Empty);
        }
        let path = normalise(folder, text).ok_or(PathError::Absolute)?;
        let root = self.roots.iter().find(|root| is_inside(&path, root)).ok_or(PathError::Outside)?;
        Ok(BookPath { path: path.into(), root: root.clone() })
    }
}

impl BookPath {
    /// Returns a path inside the book's own folder, for a text known to be one.
    ///
    /// # Panics
    /// Where `text` is absolute or leads out: callers pass names that they made themselves.
    pub fn own(text: &str) -> Self {
        Roots::default().resolve("", text).expect("a path inside the book's own folder")
    }

    /// Returns the path from the book's folder.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// Returns the declared root that holds it, relative to the book's folder; empty for that folder itself.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Returns the folder it is in, empty for the book's own.
    pub fn folder(&self) -> &str {
        self.path.rfind('/').map_or("", |slash| &self.path[..slash])
    }

    /// Returns the folder it is in, as a path; nothing above the root that holds it.
    pub fn parent(&self) -> Option<Self> {
        let folder = self.folder();
        let is_own = folder != &*self.path && is_inside(folder, &self.root);
        is_own.then(|| Self { path: folder.into(), root: self.root.clone() })
    }

    /// Returns the last part of the path.
    pub fn file_name(&self) -> &str {
        self.path.rfind('/').map_or(&*self.path, |slash| &self.path[slash + 1..])
    }

    /// Returns the file name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot])
    }

    /// Returns the extension in lower case, without the dot; empty where there is none.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        name.rfind('.').filter(|&dot| dot > 0).map_or(String::new(), |dot| name[dot + 1..].to_ascii_lowercase())
    }
}

impl fmt::Display for BookPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path)
    }
}

fn normalise(folder: &str, text: &str) -> Option<String> {
    let text = text.replace('\\', "/");
    let drive = text.as_bytes().get(1) == Some(&b':') && text.as_bytes()[0].is_ascii_alphabetic();
    if text.starts_with('/') || drive {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(text.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Tells whether a normalised path lies in a normalised root, both from the book's folder.
fn is_inside(path: &str, root: &str) -> bool {
    let climbs = |path: &str| path.split('/').take_while(|part| *part == "..").count();
    let root_is_above = root.split('/').all(|part| part == "..");
    if root.is_empty() || root_is_above {
        // The book's own folder, or one above it: all that climbs no higher is inside.
        return climbs(path) <= climbs(root);
    }
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(roots: &[&str], folder: &str, text: &str) -> Result<String, PathError> {
        let mut declared = Roots::default();
        for root in roots {
            declared.declare(root).unwrap();
        }
        declared.resolve(folder, text).map(|path| path.as_str().to_owned())
    }

    #[test]
    fn a_path_is_normalised_against_the_file_that_names_it() {
        assert_eq!(resolve(&[], "chapters", "../images/a.png").as_deref(), Ok("images/a.png"));
        assert_eq!(resolve(&[], "", "./a//b.md").as_deref(), Ok("a/b.md"));
        assert_eq!(resolve(&[], "", "a\\b.md").as_deref(), Ok("a/b.md"));
    }

    #[test]
    fn a_path_out_of_the_book_is_refused() {
        assert_eq!(resolve(&[], "chapters", "../../a.md"), Err(PathError::Outside));
        assert_eq!(resolve(&[], "", "/etc/passwd"), Err(PathError::Absolute));
        assert_eq!(resolve(&[], "", "C:\\a.md"), Err(PathError::Absolute));
        assert_eq!(resolve(&[], "", ""), Err(PathError::Empty));
    }

    #[test]
    fn a_declared_root_admits_what_is_below_it() {
        assert_eq!(resolve(&[".."], "", "../house.css").as_deref(), Ok("../house.css"));
        assert_eq!(resolve(&[".."], "", "../../house.css"), Err(PathError::Outside));
        assert_eq!(resolve(&["../style"], "", "../style/house.css").as_deref(), Ok("../style/house.css"));
        assert_eq!(resolve(&["../style"], "", "../styled/house.css"), Err(PathError::Outside));
        assert_eq!(resolve(&["../style"], "", "a.md").as_deref(), Ok("a.md"));
    }
}
