//! Finding the book that a command means: a folder, a manifest, or a single text.

#![expect(clippy::disallowed_methods, reason = "only `cli` knows where it was called")]

use super::Failure;
use super::failure::reason;
use bindery::Input;
use bindery::manuscript::READERS;
use bindery::nearest::nearest;
use bindery::world::Roots;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The manifest's name.
const MANIFEST: &str = "book.toml";

/// A book on disk.
#[derive(Clone, Debug)]
pub(super) struct Book {
    /// The book's own folder; `.` where the command was called.
    pub(super) folder: PathBuf,
    pub(super) input: Input,
}

/// Returns the book that `named` means; without a name, that of the current folder.
pub(super) fn book(named: Option<&Path>) -> Result<Book, Failure> {
    let path = named.unwrap_or(Path::new("."));
    let facts = fs::metadata(path).map_err(|error| unreachable(path, &error))?;
    if facts.is_dir() {
        if fs::metadata(path.join(MANIFEST)).is_err() {
            return Err(no_manifest(path));
        }
        return Ok(Book { folder: path.to_owned(), input: input(MANIFEST, Input::Manifest)? });
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let name = path.file_name().unwrap_or_default();
    let name = name.to_str().ok_or_else(|| {
        Failure::new(format!("the name of `{}` is not UTF-8", path.display())).help("rename the file")
    })?;
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let input = match extension.as_str() {
        "toml" => input(name, Input::Manifest)?,
        extension if is_text_extension(extension) => input(name, Input::Text)?,
        _ => {
            return Err(Failure::new(format!("`{}` is neither a manifest nor a text", path.display()))
                .help(format!("name a folder, a `{MANIFEST}`, or a file that ends in {}", endings())));
        }
    };
    Ok(Book { folder, input })
}

fn input(name: &str, input: fn(bindery::world::BookPath) -> Input) -> Result<Input, Failure> {
    match Roots::default().resolve("", name) {
        Ok(path) if path.as_str() == name => Ok(input(path)),
        _ => Err(Failure::new(format!("`{name}` is a name that not every system can hold")).help("rename the file")),
    }
}

/// Says that a path leads to nothing, and what was probably meant.
fn unreachable(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    if error.kind() != io::ErrorKind::NotFound {
        return Failure::new(format!("cannot open `{shown}`: {}", reason(error)));
    }
    let failure = Failure::new(format!("there is no file or folder `{shown}`"));
    match neighbour(path) {
        Some(near) => failure.help(format!("did you mean `{}`?", path.with_file_name(near).display())),
        None => failure.help(format!("name a folder with a `{MANIFEST}`, or a Markdown, text or HTML file")),
    }
}

/// Returns the name in the same folder that is nearest to the one that is not there.
fn neighbour(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    nearest(name, names(folder).iter().map(String::as_str)).map(str::to_owned)
}

/// Says where the manifest was looked for, and what to do without one.
fn no_manifest(folder: &Path) -> Failure {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // A path such as `a/.` or `a/..` names its folder less well than the folder itself does.
    let full = fs::canonicalize(&full).unwrap_or(full);
    let texts: Vec<String> = names(folder).into_iter().filter(|name| is_text(name)).collect();
    let mut help = Vec::new();
    if let Some(above) = above(folder).filter(|above| fs::metadata(above.join(MANIFEST)).is_ok()) {
        help.push(format!("the folder above has one: `bindery build {}`", above.display()));
    }
    if let Some(text) = texts.first() {
        let text = if folder == Path::new(".") { PathBuf::from(text) } else { folder.join(text) };
        help.push(format!("make a book of one file: `bindery build {}`", text.display()));
    }
    let pattern = pattern(folder, &texts);
    let or = if help.is_empty() { "" } else { "or " };
    help.push(format!("{or}write a `{MANIFEST}` there, which begins so:\n"));
    help.push("    [book]".to_owned());
    help.push("    title = \"The Title\"".to_owned());
    help.push("    language = \"en\"".to_owned());
    help.push(format!("    chapters = [\"{pattern}\"]"));
    Failure::new(format!("no `{MANIFEST}` in `{}`", full.display())).help(help.join("\n"))
}

/// Returns a pattern for the texts in a folder; where it has none of its own, for those in the first folder below that
/// has some.
fn pattern(folder: &Path, texts: &[String]) -> String {
    let ending = |text: &String| Some(text.rsplit_once('.')?.1.to_owned());
    if let Some(extension) = texts.first().and_then(ending) {
        return format!("*.{extension}");
    }
    let below = names(folder).into_iter().find_map(|below| {
        let text = names(&folder.join(&below)).into_iter().find(|name| is_text(name))?;
        Some(format!("{below}/*.{}", ending(&text)?))
    });
    below.unwrap_or_else(|| "*.md".to_owned())
}

/// Returns the folder above, as it would be typed; nothing where that would need thought, as above `a/..`.
fn above(folder: &Path) -> Option<PathBuf> {
    if folder == Path::new(".") {
        return Some(PathBuf::from(".."));
    }
    folder.file_name()?;
    let above = folder.parent()?;
    Some(if above.as_os_str().is_empty() { PathBuf::from(".") } else { above.to_owned() })
}

/// Returns the names in a folder, sorted; hidden ones are not meant by anybody.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort_unstable();
    names
}

fn is_text(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    is_text_extension(&extension)
}

/// Tells whether a text with that extension is a book by itself.
fn is_text_extension(extension: &str) -> bool {
    READERS.iter().any(|reader| reader.extensions.contains(&extension))
}

fn endings() -> String {
    let endings: Vec<String> = READERS.iter().map(|reader| format!("`.{}`", reader.extensions[0])).collect();
    let (last, others) = endings.split_last().expect("the table is not empty");
    format!("{} or {last}", others.join(", "))
}
