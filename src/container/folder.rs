//! Reading a container that is not zipped: a folder with what the zip would hold.

use super::read::{Raw, assemble};
use super::{MIMETYPE, rules};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::package::Package;
use crate::source::Sources;
use crate::world::{Roots, World};

/// Reads the folder of a world as a container; `name` is what people call it.
pub fn read_folder(world: &dyn World, name: &str, sources: &mut Sources) -> (Package, Diagnostics) {
    let folder = Place::File(sources.add(name, ""));
    let mut diagnostics = Diagnostics::new();
    let mut raw = Vec::new();
    for path in files(world) {
        if path == MIMETYPE.0 {
            continue;
        }
        raw.push(raw_file(world, path));
    }
    diagnostics.extend(mimetype(world).map(|finding| finding.at(folder)));
    assemble(raw, name, sources, diagnostics)
}

/// Returns the paths of all files, those of each folder before those of the folders in it.
fn files(world: &dyn World) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = folders.pop() {
        let Ok(path) = Roots::default().resolve("", if folder.is_empty() { "." } else { &folder }) else { continue };
        let names = world.list(&path);
        folders.extend(names.iter().rev().filter_map(|name| Some(format!("{folder}{}/", name.strip_suffix('/')?))));
        found.extend(names.iter().filter(|name| !name.ends_with('/')).map(|name| format!("{folder}{name}")));
    }
    found
}

fn raw_file(world: &dyn World, path: String) -> Raw {
    let read = match Roots::default().resolve("", &path) {
        Ok(book_path) if book_path.as_str() == path => world.read(&book_path).map_err(|error| error.to_string()),
        _ => Err("has a name that not every system can hold".to_owned()),
    };
    let (content, findings) = match read {
        Ok(content) => (Some(content), Vec::new()),
        Err(reason) => {
            let finding = Diagnostic::new(&rules::UNREADABLE_ENTRY, format!("`{path}` {reason}"));
            (None, vec![finding.help("make it a readable file of the folder, or take it out")])
        }
    };
    Raw { path, facts: None, content, findings }
}

fn mimetype(world: &dyn World) -> Option<Diagnostic> {
    let (name, wanted) = MIMETYPE;
    let help = "write the 20 bytes `application/epub+zip` into it, and no line end";
    let path = Roots::default().resolve("", name).ok()?;
    match world.read(&path) {
        Ok(content) if content == wanted.as_bytes() => None,
        Ok(_) => {
            let message = "`mimetype` does not hold exactly `application/epub+zip`";
            Some(Diagnostic::new(&rules::WRONG_MIMETYPE, message).help(help))
        }
        Err(_) => Some(Diagnostic::new(&rules::MISSING_MIMETYPE, "the folder has no file `mimetype`").help(help)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn a_folder_is_read_as_what_its_zip_would_be() {
        let files =
            [("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<container/>"), ("a/b/c.txt", "c")];
        let (package, diagnostics) = read_folder(&Memory::new(files), "book", &mut Sources::default());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let paths: Vec<&str> = package.entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["META-INF/container.xml", "a/b/c.txt"]);
        assert!(package.entries[0].document().is_some());
    }

    #[test]
    fn a_folder_without_mimetype_says_so() {
        let broken = |files: &[(&str, &str)]| {
            let world = Memory::new(files.iter().copied());
            let (_, diagnostics) = read_folder(&world, "book", &mut Sources::default());
            diagnostics.iter().map(|finding| finding.rule.name).collect::<Vec<_>>()
        };
        assert_eq!(broken(&[]), ["missing-mimetype"]);
        assert_eq!(broken(&[("mimetype", "application/epub+zip\n")]), ["wrong-mimetype"]);
    }
}
