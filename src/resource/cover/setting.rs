//! Setting lines of display type: measured, broken where one would break them, and even in length.
//!
//! A line is broken between words; between characters in scripts that have no spaces; inside a word only where nothing
//! else helps.

use super::super::drawing::font::as_said;
use super::cuts::{Cut, parts};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Node, Options, Text, Tree};
use std::fmt::Write;
use std::sync::Arc;

/// A face of type.
#[derive(Clone, Debug)]
pub(super) struct Face {
    pub(super) family: String,
    pub(super) weight: u16,
    pub(super) is_italic: bool,
    /// How much wider than usual letters stand apart, in sizes of the type.
    pub(super) spacing: f32,
}

impl Face {
    /// Returns its attributes in SVG at a size.
    pub(super) fn attributes(&self, size: f32) -> String {
        let mut attributes = format!("{} font-size=\"{size}\"", self.name_attributes());
        if self.spacing > 0.0 {
            let _ = write!(attributes, " letter-spacing=\"{}\"", self.spacing * size);
        }
        attributes
    }

    /// Returns what says in SVG which font it is.
    pub(super) fn name_attributes(&self) -> String {
        let style = if self.is_italic { "italic" } else { "normal" };
        let (family, weight) = (escape(&self.family), self.weight);
        format!("font-family=\"{family}\" font-weight=\"{weight}\" font-style=\"{style}\"")
    }
}

/// The room for a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The size of the type that is best, and the one that it should not fall below.
    pub(super) sizes: (f32, f32),
    /// From one line to the next, in sizes of the type.
    pub(super) leading: f32,
}

/// A text that has been set.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) excess: Excess,
}

/// How far letters of a script reach beyond those of Latin, in sizes of the type: above capitals with their accents, and
/// below descenders.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Excess {
    pub(super) above: f32,
    pub(super) below: f32,
}

impl Block {
    /// Returns how high it is, from the top of its letters to the foot of the last line.
    pub(super) fn height(&self) -> f32 {
        match self.lines.len() {
            0 => 0.0,
            count => self.size * high(count, self.leading, self.excess),
        }
    }
}

/// Returns how high so many lines are, in sizes of the type.
fn high(count: usize, leading: f32, excess: Excess) -> f32 {
    excess.above + CAPITAL + (length(count) - 1.0).max(0.0) * leading + excess.below
}

/// How high capitals stand, in sizes of the type.
pub(super) const CAPITAL: f32 = 0.7;

/// How much smaller each size is that is tried.
const STEP: f32 = 0.94;

/// How much smaller than they should be long words are set before they are cut.
const SHRUNK: f32 = 0.9;

/// The longer part of a word in two, which is not cut in its middle.
const HALF: f32 = 0.56;

/// How much smaller text may become for lines that are even.
const PATIENCE: f32 = 0.7;

/// How long the shortest of even lines is, as a part of the longest.
const LEAST: f32 = 0.4;

/// The size at which lines are cut however it looks.
const SMALLEST: f32 = 30.0;

/// What measures text: with the fonts that it is drawn with.
#[derive(Clone, Debug)]
pub(super) struct Ruler {
    pub(super) fonts: Arc<Database>,
}

impl Ruler {
    /// Sets a text as large as its room lets it be.
    pub(super) fn fit(&self, text: &str, face: &Face, room: Room) -> Block {
        let mut pieces = self.pieces(text, face, Cut::Words);
        let mut size = room.sizes.0;
        if widest(&pieces) * room.sizes.1 > room.width {
            pieces = self.pieces(text, face, Cut::Hyphens);
        }
        let smallest = room.sizes.1 * SHRUNK;
        let whole = widest(&pieces);
        if whole * smallest > room.width {
            // A word that is cut anywhere is set no larger than that two lines hold it.
            size = (room.width / (whole * HALF + HYPHEN)).clamp(smallest, room.sizes.0);
            pieces = self.pieces(text, face, Cut::Syllables);
            if widest(&pieces) * size > room.width {
                pieces = self.pieces(text, face, Cut::Letters);
            }
        }
        let excess = self.excess(&pieces, face);
        let mut found: Option<Block> = None;
        loop {
            let width = room.width / size;
            let count = broken(&pieces, width).len();
            let height = size * high(count, room.leading, excess);
            let fits = widest(&pieces) <= width && height <= room.height || size <= SMALLEST;
            if fits {
                let (lines, is_even) = even(&pieces, width, count);
                let block = Block { lines, size, leading: room.leading, excess };
                if is_even {
                    return block;
                }
                found.get_or_insert(block);
            }
            // A little smaller, and one word need not stand alone on a line.
            if let Some(block) = found.take_if(|block| size < block.size * PATIENCE || size <= SMALLEST) {
                return block;
            }
            size = (size * STEP).max(SMALLEST);
        }
    }

    /// Cuts a text where its lines may end, and measures what is between.
    fn pieces(&self, text: &str, face: &Face, cut: Cut) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (index, line) in text.lines().enumerate() {
            // A no-break space is one with the words beside it.
            let words = line.split([' ', '\t']).filter(|word| !word.is_empty());
            for (word_index, word) in words.enumerate() {
                for (part_index, (part, is_hyphened)) in parts(word, cut).into_iter().enumerate() {
                    let before = match (index, word_index, part_index) {
                        (1.., 0, 0) => Before::Line,
                        (_, 1.., 0) => Before::Space,
                        _ => Before::Nothing,
                    };
                    pieces.push(Piece { text: part, before, is_hyphened, width: 0.0, space: 0.0 });
                }
            }
        }
        let mut texts: Vec<&str> = pieces.iter().map(|piece| &*piece.text).collect();
        texts.extend(["n n", "nn"]);
        let widths = self.widths(&texts, face);
        let space = match widths.as_slice() {
            [.., with, without] => (with - without).max(0.15),
            _ => 0.25,
        };
        for (piece, width) in pieces.iter_mut().zip(widths) {
            (piece.width, piece.space) = (width, space);
        }
        pieces
    }

    /// Returns how wide texts are, in sizes of the type.
    fn widths(&self, texts: &[&str], face: &Face) -> Vec<f32> {
        self.measure(texts, face, |text| text.bounding_box().width())
    }

    /// Returns how far the letters of a text reach beyond those of Latin.
    fn excess(&self, pieces: &[Piece], face: &Face) -> Excess {
        const ACCENT: f32 = 0.95;
        const DESCENDER: f32 = 0.3;
        let texts: Vec<&str> = pieces.iter().map(|piece| &*piece.text).collect();
        let beyond = |known: f32, reach: &dyn Fn(&Text) -> f32| {
            self.measure(&texts, face, reach).into_iter().map(|reach| reach - known).fold(0.0, f32::max)
        };
        Excess {
            above: beyond(ACCENT, &|text| GROUND - text.flattened().bounding_box().top()),
            below: beyond(DESCENDER, &|text| text.flattened().bounding_box().bottom() - GROUND),
        }
    }

    /// Measures texts, in sizes of the type.
    fn measure(&self, texts: &[&str], face: &Face, measure: impl Fn(&Text) -> f32) -> Vec<f32> {
        const SIZE: f32 = 100.0;
        let mut svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">".to_owned();
        for (index, text) in texts.iter().enumerate() {
            let attributes = face.attributes(SIZE);
            let _ = write!(svg, "<text id=\"t{index}\" y=\"{GROUND}\" {attributes}>{}</text>", self.marked(text, face));
        }
        svg.push_str("</svg>");
        let options = Options { fontdb: Arc::clone(&self.fonts), font_resolver: as_said(), ..Options::default() };
        let mut measured = vec![0.0; texts.len()];
        let Ok(tree) = Tree::from_str(&svg, &options) else { return measured };
        for node in tree.root().children() {
            if let Node::Text(text) = node
                && let Some(index) = text.id().strip_prefix('t').and_then(|index| index.parse::<usize>().ok())
            {
                measured[index] = measure(text) / SIZE;
            }
        }
        measured
    }
}

/// Where lines stand that are measured.
const GROUND: f32 = 99.0;

/// Returns how wide the widest of pieces is.
fn widest(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| piece.width).fold(0.0, f32::max)
}

/// What stands before a piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    Space,
    /// A line that ends there in any case.
    Line,
}

#[derive(Clone, Debug)]
struct Piece {
    text: String,
    before: Before,
    /// Whether it gets a hyphen where a line ends after it.
    is_hyphened: bool,
    width: f32,
    /// How wide a space is.
    space: f32,
}

/// How wide a hyphen is, in sizes of the type: as wide as in any font here.
const HYPHEN: f32 = 0.36;

/// Breaks a text into lines no wider than `width`; returns where each begins.
fn broken(pieces: &[Piece], width: f32) -> Vec<usize> {
    let (mut starts, mut filled) = (Vec::new(), 0.0);
    for (index, piece) in pieces.iter().enumerate() {
        let space = if piece.before == Before::Space { piece.space } else { 0.0 };
        // A hair, since numbers that are added up are not what they were.
        let hyphen = if piece.is_hyphened { HYPHEN } else { 0.0 };
        let fits = filled + space + piece.width + hyphen <= width + 1e-3;
        if starts.is_empty() || piece.before == Before::Line || !fits {
            starts.push(index);
            filled = piece.width;
        } else {
            filled += space + piece.width;
        }
    }
    starts
}

/// Breaks a text into as many lines, which are as even as can be; tells whether they are.
fn even(pieces: &[Piece], width: f32, count: usize) -> (Vec<String>, bool) {
    let (mut low, mut high) = (0.0, width);
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        if middle >= widest(pieces) && broken(pieces, middle).len() <= count {
            high = middle;
        } else {
            low = middle;
        }
    }
    let mut starts = broken(pieces, high);
    starts.push(pieces.len());
    let lines = || starts.windows(2).map(|range| &pieces[range[0]..range[1]]);
    let length = |line: &[Piece]| line.iter().map(|piece| piece.width + piece.space).sum::<f32>();
    let is_forced = pieces.iter().any(|piece| piece.before == Before::Line);
    let is_even = is_forced || lines().all(|line| length(line) >= high * LEAST) || starts.len() < 3;
    (lines().map(joined).collect(), is_even)
}

fn joined(pieces: &[Piece]) -> String {
    let mut line = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 && piece.before == Before::Space {
            line.push(' ');
        }
        line.push_str(&piece.text);
    }
    if pieces.last().is_some_and(|piece| piece.is_hyphened) {
        line.push('-');
    }
    line.trim_matches(['\u{A0}', '\u{202F}']).to_owned()
}

/// Writes text as XML has it.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Returns a count as a length.
#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn length(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::super::super::drawing::font::{SERIF, bundled};
    use super::*;

    fn set(text: &str, width: f32, height: f32) -> Block {
        let ruler = Ruler { fonts: Arc::new(bundled()) };
        let face = Face { family: SERIF.to_owned(), weight: 400, is_italic: false, spacing: 0.0 };
        ruler.fit(text, &face, Room { width, height, sizes: (200.0, 80.0), leading: 1.1 })
    }

    #[test]
    fn lines_are_even_and_as_large_as_there_is_room() {
        let block = set("The Discovery of Slowness and Other Stories", 1000.0, 800.0);
        assert_eq!(block.lines, ["The Discovery", "of Slowness and", "Other Stories"]);
        assert!(block.size > 120.0);
        let short = set("It", 1000.0, 800.0);
        assert_eq!((short.lines.as_slice(), short.size), (&["It".to_owned()][..], 200.0));
        assert!(block.height() <= 800.0);
    }

    #[test]
    fn a_word_is_cut_only_where_nothing_else_helps() {
        assert_eq!(set("Leave-Takings", 1100.0, 800.0).lines, ["Leave-Takings"]);
        assert_eq!(set("Leave-Takings", 350.0, 800.0).lines, ["Leave-", "Takings"]);
        let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        let block = set(long, 900.0, 800.0);
        assert!(block.lines.len() > 1 && block.lines.concat().replace('-', "") == long);
        let soft = set("Donaudampf\u{AD}schifffahrt", 560.0, 800.0);
        assert_eq!(soft.lines, ["Donaudampf-", "schifffahrt"]);
        assert_eq!(set("Donau\u{AD}dampf", 1000.0, 800.0).lines, ["Donaudampf"]);
    }

    #[test]
    fn a_line_that_ends_stays_ended() {
        assert_eq!(set("A\nB C", 1000.0, 800.0).lines, ["A", "B C"]);
    }
}
