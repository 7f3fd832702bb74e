//! Tables that a narrow page, or large type, has no room for: there each row becomes an entry of a list.
//!
//! The stylesheet does it, where an engine can measure the room; here every cell learns what the head of its column
//! says, and the table its frame, whose width is measured. A table whose cells span others, or whose columns have no
//! heads or heads with notes, stays as it is.

use super::{Context, classes, label};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::manuscript::east_asian::is_wide;
use crate::xml::{Name, NodeId, NodeRef};

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !piece.tree.has_name("table") {
        return Diagnostics::new();
    }
    let tree = &mut piece.tree;
    let tables: Vec<NodeId> = tree.root().descendants().filter(|node| node.is_html("table")).map(NodeRef::id).collect();
    for table in tables {
        // In a cell, a frame that is measured would have no width of its own.
        let is_inner = tree.get(table).ancestors().any(|above| above.is_html("table"));
        let Some(grid) = Grid::read(tree.get(table)).filter(|_| !is_inner) else { continue };
        for (cell, column) in grid.cells {
            tree.set(cell, "data-label", &grid.heads[column]);
        }
        if grid.longest.iter().sum::<usize>() > SPREAD {
            classes::add(tree, table, "spread");
        }
        let frame = tree.wrap(table, &Name::html("div"));
        tree.set(frame, "class", "table-box");
    }
    Diagnostics::new()
}

/// How many letters the longest words of all columns have together, with the room between them, in a table that a
/// page of the usual width just holds.
const SPREAD: usize = 46;

/// A table of rows that all have the columns of its only row of heads.
struct Grid {
    heads: Vec<String>,
    /// The cells that are shown behind the head of their column, with its number: all but the first of each row.
    cells: Vec<(NodeId, usize)>,
    /// How many letters the longest word of each column has, with the room beside it.
    longest: Vec<usize>,
}

impl Grid {
    /// Fewer columns fit any page.
    const FEWEST: usize = 3;

    /// The room between two columns, in letters.
    const BETWEEN: usize = 2;

    fn read(table: NodeRef<'_>) -> Option<Self> {
        let mut parts = table.elements().filter(|part| !part.is_html("caption"));
        let head = parts.next().filter(|part| part.is_html("thead"))?;
        let mut head_rows = head.elements();
        let row = head_rows.next()?;
        let heads: Vec<String> = row.elements().map(label::label).collect();
        // A link in a head is seen nowhere else.
        let has_link = head.descendants_named(&["a"]).next().is_some();
        if head_rows.next().is_some() || heads.len() < Self::FEWEST || has_link {
            return None;
        }
        let longest = row.elements().map(|cell| longest_word(cell) + Self::BETWEEN).collect();
        let mut grid = Self { heads, cells: Vec::new(), longest };
        for row in parts.flat_map(NodeRef::elements) {
            grid.add(row)?;
        }
        Some(grid)
    }

    fn add(&mut self, row: NodeRef<'_>) -> Option<()> {
        let columns = self.heads.len();
        let mut count = 0;
        for (column, cell) in row.elements().enumerate() {
            let spans = cell.attribute("colspan").is_some() || cell.attribute("rowspan").is_some();
            if spans || column >= columns {
                return None;
            }
            self.longest[column] = self.longest[column].max(longest_word(cell) + Self::BETWEEN);
            if column > 0 && !self.heads[column].is_empty() {
                self.cells.push((cell.id(), column));
            }
            count = column + 1;
        }
        (count == columns).then_some(())
    }
}

/// Returns how many letters the longest word of a cell has, and a picture that of a long word.
fn longest_word(cell: NodeRef<'_>) -> usize {
    const PICTURE: usize = 12;
    let of_text = |node: NodeRef<'_>| {
        let words = node.text().split(|letter: char| letter.is_whitespace() || letter == '-' || is_wide(letter));
        words.map(|word| word.chars().count()).max().unwrap_or(0)
    };
    let of_node = |node: NodeRef<'_>| if node.is_html("img") { PICTURE } else { of_text(node) };
    cell.descendants().filter(|node| node.is_text() || node.is_html("img")).map(of_node).max().unwrap_or(0)
}
