//! Folders that other tools keep their books in: which of their files are texts, in which order, and in which parts.
//!
//! What is to be done for one tool is a file in `layouts/` and a line in [`LAYOUTS`]. What its texts say in words that
//! only it understands is for `dialects`.

mod bookdown;
mod hugo;
mod jekyll;
mod leanpub;
mod mdbook;
mod pandoc;
mod yaml;

pub(super) use bookdown::{of_book as of_bookdown, part_of as bookdown_part};
pub(super) use pandoc::{TitleBlock, of_whole_book};

use super::front::Book;
use super::said::Said;
use super::{Picture, Work};
use crate::manifest::Facts;
use crate::slug::slug;
use crate::source::Located;
use crate::world::{BookPath, Roots, World};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A tool whose folders are known.
pub(super) struct Layout {
    pub name: &'static str,
    /// Tells whether a folder with these files is one of this tool's.
    recognises: fn(&Folder<'_>) -> bool,
    arrange: fn(&Folder<'_>) -> Arrangement,
}

/// Every tool; the first that recognises a folder arranges it.
pub(super) const LAYOUTS: &[Layout] = &[
    Layout { name: "Leanpub", recognises: leanpub::recognises, arrange: leanpub::arrange },
    Layout { name: "mdBook", recognises: mdbook::recognises, arrange: mdbook::arrange },
    Layout { name: "bookdown", recognises: bookdown::recognises, arrange: bookdown::arrange },
    Layout { name: "Jekyll", recognises: jekyll::recognises, arrange: jekyll::arrange },
    Layout { name: "Hugo", recognises: hugo::recognises, arrange: hugo::arrange },
    Layout { name: "pandoc", recognises: pandoc::recognises, arrange: pandoc::arrange },
];

/// A folder with the texts below it.
pub(super) struct Folder<'a> {
    pub world: &'a dyn World,
    pub path: &'a BookPath,
    pub files: &'a [BookPath],
}

/// What is imported of a folder, in its order.
#[derive(Default)]
pub(super) struct Arrangement {
    pub texts: Vec<Arranged>,
    /// What the book is called.
    pub title: Option<String>,
    /// What is left where it is, and why.
    pub left: Vec<(BookPath, String)>,
}

/// A text in its place.
#[derive(Clone, Debug)]
pub(super) struct Arranged {
    pub path: BookPath,
    /// The titles of the parts that it stands in.
    pub parts: Vec<String>,
    /// Whether it is the page of the innermost of them.
    pub is_part: bool,
    /// What the folder says of it, where the text says nothing.
    pub said: Said,
    /// What the folder says of the book, where this is its first text.
    book: Option<Box<Book>>,
    /// The picture on its front.
    cover: Option<Box<Picture>>,
    /// Where links lead that name a place alone, for a tool to which all texts are one.
    pub places: Option<Arc<Places>>,
}

/// Places by their names, and the texts that have them.
pub(super) type Places = BTreeMap<String, BookPath>;

impl Arrangement {
    /// Lets links find their places in all texts, of which the first that has a name keeps it.
    fn share_places(&mut self, world: &dyn World) {
        let mut places = Places::new();
        for text in &self.texts {
            let bytes = world.read(&text.path).unwrap_or_default();
            for heading in String::from_utf8_lossy(&bytes).lines().filter(|line| line.starts_with('#')) {
                let place = match heading.split_once("{#") {
                    Some((_, rest)) => rest.split(['}', ' ']).next().unwrap_or_default().to_owned(),
                    None => slug(heading.trim_start_matches('#').trim_end_matches("{-}")),
                };
                places.entry(place).or_insert_with(|| text.path.clone());
            }
        }
        let places = Arc::new(places);
        self.texts.iter_mut().for_each(|text| text.places = Some(Arc::clone(&places)));
    }

    /// Takes what the folder says of the book; its language is that of the texts.
    fn book(&mut self, folder: &Folder<'_>, mut book: Book) {
        let cover = book.cover.take().and_then(|name| {
            let path = folder.file(&name)?;
            Some(Box::new(Picture { name: path.file_name().to_owned(), bytes: folder.world.read(&path).ok()? }))
        });
        self.title = Some(book.title.clone()).filter(|title| !title.is_empty());
        for text in &mut self.texts {
            let language = Some(said(&book.language)).filter(|language| !language.value.is_empty());
            text.said = Facts { language, ..text.said.facts() }.into();
        }
        if let Some(first) = self.texts.first_mut() {
            first.cover = cover;
            first.book = Some(Box::new(book));
        }
    }
}

impl Arranged {
    /// Tells what became of it what the folder says of it.
    pub(super) fn inform(self, work: &mut Work) {
        (work.parts, work.is_part) = (self.parts, self.is_part);
        work.know(self.said.facts());
        work.of_folder = self.book;
        if let Some(cover) = self.cover {
            work.cover = Some(work.pictures.len());
            work.pictures.push(*cover);
        }
    }

    /// Returns a text that stands in no part, and of which the folder says nothing.
    pub(super) fn plain(path: BookPath) -> Self {
        Self { path, parts: Vec::new(), is_part: false, said: Said::default(), book: None, cover: None, places: None }
    }
}

impl Folder<'_> {
    /// Returns a file of the folder as text.
    fn text(&self, name: &str) -> Option<String> {
        let path = self.file(name)?;
        let bytes = self.world.read(&path).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Returns the path of a file of the folder.
    fn file(&self, name: &str) -> Option<BookPath> {
        Roots::default().resolve(self.path.as_str(), name).ok()
    }

    fn has(&self, name: &str) -> bool {
        self.file(name).is_some_and(|path| self.world.probe(&path).is_ok() || !self.world.list(&path).is_empty())
    }

    /// Returns where a file stands below the folder.
    fn below<'p>(&self, path: &'p BookPath) -> &'p str {
        let folder = self.path.as_str();
        let rest = if folder.is_empty() { Some(path.as_str()) } else { path.as_str().strip_prefix(folder) };
        rest.unwrap_or(path.as_str()).trim_start_matches('/')
    }
}

/// Arranges the texts of a folder as its tool has them; by their names, where no tool is known.
pub(super) fn arrange(world: &dyn World, path: &BookPath, files: Vec<BookPath>) -> (Option<&'static str>, Arrangement) {
    let folder = Folder { world, path, files: &files };
    match LAYOUTS.iter().find(|layout| (layout.recognises)(&folder)) {
        Some(layout) => (Some(layout.name), (layout.arrange)(&folder)),
        None => {
            (None, Arrangement { texts: files.into_iter().map(Arranged::plain).collect(), ..Arrangement::default() })
        }
    }
}

/// Returns the title in settings of a site, YAML or TOML.
fn title_in(settings: &str) -> Option<String> {
    let values = settings.lines().filter_map(|line| {
        let rest = line.strip_prefix("title")?.trim_start();
        Some(rest.strip_prefix(':').or(rest.strip_prefix('='))?.trim().trim_matches(['"', '\'']).to_owned())
    });
    values.into_iter().find(|title| !title.is_empty())
}

fn said(text: &str) -> Located<String> {
    Located { value: text.to_owned(), span: None }
}

fn is_markdown(path: &BookPath) -> bool {
    matches!(path.extension().as_str(), "md" | "markdown" | "mdown" | "mkd" | "rmd" | "qmd")
}

/// Returns the value of a key of front matter that is no key of a book's: `weight`, `draft`.
fn key(text: &str, wanted: &str) -> Option<String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let fence = lines.next().map(str::trim_end).filter(|first| matches!(*first, "---" | "+++"))?;
    let lines = lines.take_while(|line| line.trim_end() != fence);
    let values = lines.filter_map(|line| {
        let rest = line.strip_prefix(wanted)?.trim_start();
        let value = rest.strip_prefix(':').or(rest.strip_prefix('='))?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned())
    });
    values.into_iter().next()
}
