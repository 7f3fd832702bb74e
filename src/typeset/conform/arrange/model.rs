//! Content models as the arranging step knows them: what an open element takes in, and what helps where it does not.

use crate::vocabulary::{Content, Element};

/// What a node asks of its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Phrasing,
    Block,
    /// Block, or a group of definitions.
    Division,
    Item,
    Term,
    TablePart,
    Row,
    Cell,
    Column,
    RubyText,
    Caption,
    Summary,
    Source,
}

/// Where a node may stand.
pub(super) enum Room {
    /// In the block or paragraph at this index of the stack.
    At(usize),
    /// Nowhere as what it is; it could as what asks for this.
    Nowhere(Need),
}

/// What keeps the words of two blocks apart where both became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Line,
    Space,
}

/// What a block takes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    Flow,
    Phrasing,
    Items,
    Definitions,
    /// A `div` in a list of definitions.
    Group,
    Table,
    Columns,
    Rows,
    Cells,
    Details,
    Figure,
    Ruby,
    /// A player, among blocks or among text.
    Media {
        flow: bool,
    },
}

impl Model {
    /// Tells whether it takes in text and blocks.
    pub(super) fn is_flow(self) -> bool {
        matches!(self, Self::Flow | Self::Details | Self::Figure | Self::Media { flow: true })
    }

    /// Tells whether it takes in text and no blocks.
    fn is_text(self) -> bool {
        matches!(self, Self::Phrasing | Self::Ruby | Self::Media { flow: false })
    }

    /// Tells whether what asks for `need` may stand in it.
    pub(super) fn accepts(self, need: Need) -> bool {
        match need {
            Need::Phrasing => self.is_flow() || self.is_text(),
            Need::Block => self.is_flow(),
            Need::Division => self.is_flow() || self == Self::Definitions,
            Need::Item => self == Self::Items,
            Need::Term => matches!(self, Self::Definitions | Self::Group),
            Need::TablePart => self == Self::Table,
            Need::Row => self == Self::Rows,
            Need::Cell => self == Self::Cells,
            Need::Column => self == Self::Columns,
            Need::RubyText => self == Self::Ruby,
            Need::Caption => self == Self::Figure,
            Need::Summary => self == Self::Details,
            Need::Source => matches!(self, Self::Media { .. }),
        }
    }

    /// Returns the element to put in it first so that it can take in something, or what that could be instead.
    pub(super) fn wrapper(self, need: Need) -> Result<&'static str, Need> {
        match (self, need) {
            (_, Need::Source) => Err(Need::Source),
            (Self::Items, _) => Ok("li"),
            (Self::Definitions | Self::Group, _) => Ok("dd"),
            (Self::Table, Need::Column) => Ok("colgroup"),
            (Self::Table | Self::Columns, _) => Ok("tbody"),
            (Self::Rows, _) => Ok("tr"),
            (Self::Cells, _) => Ok("td"),
            (_, Need::RubyText) => Err(Need::Phrasing),
            (model, Need::Item) if model.is_flow() => Ok("ul"),
            (model, Need::Term) if model.is_flow() => Ok("dl"),
            (model, _) if model.is_flow() => Err(Need::Block),
            _ => Err(Need::Phrasing),
        }
    }
}

/// Returns the content model of an element that holds others.
pub(super) fn model_of(element: &Element) -> Model {
    match element.content {
        Content::Items => Model::Items,
        Content::Definitions => Model::Definitions,
        Content::Table => Model::Table,
        Content::Columns => Model::Columns,
        Content::Rows => Model::Rows,
        Content::Cells => Model::Cells,
        Content::Details => Model::Details,
        Content::Figure => Model::Figure,
        Content::Ruby => Model::Ruby,
        Content::Phrasing | Content::Summary | Content::Nothing => Model::Phrasing,
        _ => Model::Flow,
    }
}

/// Returns what an element that is not phrasing asks of its parent.
pub(super) fn need_of(element: &Element) -> Need {
    match element.name {
        "li" => Need::Item,
        "dt" | "dd" => Need::Term,
        "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => Need::TablePart,
        "tr" => Need::Row,
        "td" | "th" => Need::Cell,
        "col" => Need::Column,
        "rt" => Need::RubyText,
        "figcaption" => Need::Caption,
        "summary" => Need::Summary,
        "source" | "track" => Need::Source,
        "div" => Need::Division,
        _ => Need::Block,
    }
}

/// Returns what keeps the words of a dissolved element apart from those around it.
pub(super) fn separator_of(element: &Element) -> Option<Separator> {
    match element.name {
        "td" | "th" | "rt" => Some(Separator::Space),
        "source" | "track" | "col" => None,
        _ => Some(Separator::Line),
    }
}
