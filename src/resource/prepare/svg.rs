//! What an SVG shows from files beside it: a reader loads no file from within a picture, so they are put inside.

use super::{Budget, prepare};
use crate::address::{is_absolute, split_path, write_base64};
use crate::diagnostic::Diagnostic;
use crate::file_findings::{outside, unreadable};
use crate::manifest::Images;
use crate::resource::font::{self, FONT_NOT_EMBEDDED};
use crate::resource::image::svg::{Embed, Lost, SafeCopy, Tally, safe_copy};
use crate::world::{BookPath, PathError, Roots, World};
use crate::xml::Tree;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The most bytes that are put inside one SVG which is packed.
const MOST_BYTES: usize = 4 << 20;

/// How many drawings may lie in each other.
const MOST_DEEP: usize = 3;

/// The files beside an SVG, each prepared as any other of a book.
pub struct Beside<'a> {
    world: &'a dyn World,
    file: &'a BookPath,
    wanted: &'a Images,
    budget: &'a Budget,
    language: Option<&'a str>,
    /// In how many drawings this one is shown as a picture.
    depth: usize,
    /// The drawings beside it that were asked for.
    drawings: RefCell<BTreeMap<BookPath, Option<Rc<[u8]>>>>,
    /// What was taken out of those.
    taken_out: RefCell<(Tally, Vec<Lost>)>,
    /// How many bytes may still be put inside.
    left: Cell<usize>,
}

impl<'a> Beside<'a> {
    pub fn new(world: &'a dyn World, file: &'a BookPath, wanted: &'a Images, budget: &'a Budget) -> Self {
        let (drawings, taken_out, left) = (RefCell::default(), RefCell::default(), Cell::new(MOST_BYTES));
        Self { world, file, wanted, budget, language: None, depth: 0, drawings, taken_out, left }
    }

    /// Returns the same for an SVG that is drawn and not packed, and may hold more.
    #[must_use]
    pub fn with_room_for(self, bytes: usize) -> Self {
        Self { left: Cell::new(bytes), ..self }
    }

    /// Returns the same for people who read a language.
    #[must_use]
    pub fn for_readers_of(self, language: Option<&'a str>) -> Self {
        Self { language, ..self }
    }

    fn resolve(&self, address: &str) -> Result<BookPath, PathError> {
        let mut roots = Roots::default();
        roots.declare(self.file.root())?;
        roots.resolve(self.file.folder(), &split_path(address).0)
    }

    /// Returns a drawing beside the SVG with what lies beside it in it; nothing for one that lies too deep.
    fn drawing(&self, path: &BookPath, bytes: Vec<u8>) -> Option<Rc<[u8]>> {
        if let Some(known) = self.drawings.borrow().get(path) {
            return known.clone();
        }
        let made = (self.depth < MOST_DEEP).then(|| {
            let beside = Beside {
                file: path,
                depth: self.depth + 1,
                drawings: RefCell::default(),
                taken_out: RefCell::default(),
                left: Cell::new(MOST_BYTES),
                ..*self
            };
            let SafeCopy { copy, removed, lost, .. } = safe_copy(&bytes, &beside).ok()?;
            let mut taken_out = self.taken_out.borrow_mut();
            for (thing, count) in removed {
                *taken_out.0.entry(thing).or_default() += count;
            }
            taken_out.1.extend(lost);
            Some(Rc::from(copy.unwrap_or(bytes)))
        });
        self.drawings.borrow_mut().insert(path.clone(), made.clone().flatten());
        made.flatten()
    }

    /// Returns an address that holds these bytes; nothing where there are too many.
    fn address(&self, media_type: &str, bytes: &[u8]) -> Option<String> {
        self.left.set(self.left.get().checked_sub(bytes.len())?);
        Some(format!("data:{media_type};base64,{}", write_base64(bytes)))
    }
}

impl Embed for Beside<'_> {
    fn picture(&self, address: &str) -> Option<String> {
        let path = self.resolve(address).ok()?;
        let bytes = self.world.read(&path).ok()?;
        let prepared = prepare(&bytes, self.wanted, self.world, self.budget).ok()?;
        if prepared.picture.extension == "svg" {
            let copy = self.drawing(&path, bytes)?;
            return self.address(prepared.picture.media_type, &copy);
        }
        let made = prepared.made.map(|content| content.read(self.world).map(std::borrow::Cow::into_owned));
        self.address(prepared.picture.media_type, &made.unwrap_or(Ok(bytes)).ok()?)
    }

    fn font(&self, address: &str, drawing: &Tree) -> Result<String, Box<Diagnostic>> {
        if is_absolute(address) {
            let help = "put the file of the font beside the drawing: `src: url(my-font.ttf)`";
            return Err(Box::new(Diagnostic::new(&FONT_NOT_EMBEDDED, format!("`{address}` is not a file")).help(help)));
        }
        let path = self.resolve(address).map_err(|error| Box::new(outside(address, error)))?;
        let bytes = self.world.read(&path).map_err(|error| Box::new(unreadable(path.as_str(), &error)))?;
        let font = font::read(&bytes).map_err(|fault| Box::new(font::faulty(&path, &fault)))?;
        self.address("font/woff", &font.woff(&font::characters_of_drawing(drawing))).ok_or_else(|| {
            let message = format!("`{path}` is too large to be put into a drawing");
            Box::new(Diagnostic::new(&FONT_NOT_EMBEDDED, message).help("turn the text into paths"))
        })
    }

    fn taken_out(&self) -> (Tally, Vec<Lost>) {
        self.taken_out.take()
    }

    fn language(&self) -> Option<&str> {
        self.language
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::image::tests::png;
    use crate::world::Memory;
    use crate::xml::{ns, parse_xml};

    #[test]
    fn a_picture_beside_an_svg_is_found_and_nothing_outside_the_book() {
        let world = Memory::new([("a/x.png", png(2, 2)), ("a/b.svg", b"<svg/>".to_vec())]);
        let (file, wanted, budget) = (BookPath::own("a/b.svg"), Images::default(), Budget::default());
        let beside = Beside::new(&world, &file, &wanted, &budget);
        let found = beside.picture("x.png");
        assert!(found.is_some_and(|found| found.starts_with("data:image/png;base64,iVBORw0KGgo")));
        for address in ["../../x.png", "y.png", "https://example.org/x.png", "b.svg", "/a/x.png"] {
            assert_eq!(beside.picture(address), None, "{address}");
        }
        assert_eq!(beside.with_room_for(9).picture("x.png"), None);
    }

    #[test]
    fn a_drawing_beside_an_svg_comes_with_what_lies_beside_it_and_one_in_itself_ends() {
        let svg =
            |content: &str| format!("<svg xmlns=\"{}\" viewBox=\"0 0 9 9\">{content}</svg>", ns::SVG).into_bytes();
        let itself = "<image href=\"c.svg\" width=\"9\" height=\"9\"/><g/>";
        let world = Memory::new([
            ("a/b.svg", svg("<image href=\"x.png\"/>")),
            ("a/x.png", png(2, 2)),
            ("a/c.svg", svg(itself)),
        ]);
        let (file, wanted, budget) = (BookPath::own("a/d.svg"), Images::default(), Budget::default());
        let beside = Beside::new(&world, &file, &wanted, &budget);
        let text = |address: &str| {
            let found = beside.picture(address)?;
            Some(String::from_utf8(crate::address::data(&found)?).unwrap())
        };
        assert!(text("b.svg").unwrap().contains("<image href=\"data:image/png;base64,iVBORw0KGgo"));
        assert_eq!(text("c.svg").unwrap().matches("<g/>").count(), MOST_DEEP);
    }

    #[test]
    fn a_font_beside_an_svg_is_cut_to_its_letters_and_what_is_none_is_told_of() {
        let world = Memory::new([("a/f.ttf", notosans::REGULAR_TTF.to_vec()), ("a/x.png", png(2, 2))]);
        let (file, wanted, budget) = (BookPath::own("a/b.svg"), Images::default(), Budget::default());
        let beside = Beside::new(&world, &file, &wanted, &budget);
        let drawing =
            parse_xml(&"<svg xmlns='http://www.w3.org/2000/svg'><text>Words</text></svg>".into(), None).unwrap();
        let font = beside.font("f.ttf", &drawing).unwrap();
        assert!(font.starts_with("data:font/woff;base64,d09GR") && font.len() < 80_000, "{}", font.len());
        let cases = [
            ("x.png", "`a/x.png` is no font for a book"),
            ("g.ttf", "there is no file `a/g.ttf`"),
            ("../../f.ttf", "`../../f.ttf` leads out of the book's folder"),
            ("https://example.org/f.ttf", "`https://example.org/f.ttf` is not a file"),
        ];
        for (address, message) in cases {
            assert_eq!(beside.font(address, &drawing).unwrap_err().message, message);
        }
    }
}
