//! The elements of XHTML 1.1 that a page of EPUB 2 may hold. OPS 2.0.1, section 2.2, and XHTML Modularization, 5.

/// An element: its own attributes, those that must be there with `!` before them, and what it holds.
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) attributes: &'static [&'static str],
    pub(super) content: Content,
    /// Where it may stand.
    pub(super) kind: Kind,
    /// Whether it has the attributes that every element of a text has.
    pub(super) is_common: bool,
}

/// Where an element may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Block,
    Inline,
    Both,
    /// Only where another names it.
    Part,
}

/// What an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Empty,
    Text,
    /// Text and inline elements.
    Inline,
    /// Text, blocks and inline elements.
    Flow,
    /// Blocks, and no text; at least one.
    Blocks,
    /// These, in any order and number; at least one.
    Parts(&'static [&'static str]),
    /// These, in any order and number, or blocks and text.
    FlowAnd(&'static [&'static str]),
    /// These in this order, each at least and at most so often.
    Sequence(&'static [(&'static str, usize, usize)]),
    Head,
    Table,
    /// Blocks, or parts of a map.
    Map,
}

/// What every element of a text may have.
pub(super) const COMMON: &[&str] = &["class", "dir", "id", "lang", "style", "title"];

const fn of(kind: Kind, name: &'static str, attributes: &'static [&'static str], content: Content) -> Element {
    Element { name, attributes, content, kind, is_common: true }
}

const fn block(name: &'static str, attributes: &'static [&'static str], content: Content) -> Element {
    of(Kind::Block, name, attributes, content)
}

const fn inline(name: &'static str) -> Element {
    of(Kind::Inline, name, &[], Content::Inline)
}

const fn part(name: &'static str, attributes: &'static [&'static str], content: Content) -> Element {
    of(Kind::Part, name, attributes, content)
}

/// An element that has its own attributes and no others.
const fn bare(kind: Kind, name: &'static str, attributes: &'static [&'static str], content: Content) -> Element {
    Element { name, attributes, content, kind, is_common: false }
}

const ROW: &[&str] = &["align", "char", "charoff", "valign"];
const COLUMN: &[&str] = &["align", "char", "charoff", "valign", "span", "width"];
const CELL: &[&str] = &["abbr", "align", "axis", "char", "charoff", "colspan", "headers", "rowspan", "scope", "valign"];

pub(super) const ELEMENTS: &[Element] = &[
    bare(Kind::Part, "html", &["dir", "lang", "version"], Content::Sequence(&[("head", 1, 1), ("body", 1, 1)])),
    bare(Kind::Part, "head", &["dir", "lang", "profile"], Content::Head),
    bare(Kind::Part, "title", &["dir", "lang"], Content::Text),
    bare(Kind::Part, "base", &["!href"], Content::Empty),
    bare(Kind::Part, "meta", &["!content", "http-equiv", "name", "scheme", "dir", "lang"], Content::Empty),
    part("link", &["charset", "href", "hreflang", "media", "rel", "rev", "type"], Content::Empty),
    bare(Kind::Part, "style", &["!type", "media", "title", "dir", "lang"], Content::Text),
    bare(Kind::Both, "script", &["!type", "charset", "defer", "src"], Content::Text),
    part("body", &[], Content::Blocks),
    block("address", &[], Content::Inline),
    block("blockquote", &["cite"], Content::Blocks),
    of(Kind::Both, "del", &["cite", "datetime"], Content::Flow),
    block("div", &[], Content::Flow),
    block("dl", &[], Content::Parts(&["dt", "dd"])),
    part("dt", &[], Content::Inline),
    part("dd", &[], Content::Flow),
    block("h1", &[], Content::Inline),
    block("h2", &[], Content::Inline),
    block("h3", &[], Content::Inline),
    block("h4", &[], Content::Inline),
    block("h5", &[], Content::Inline),
    block("h6", &[], Content::Inline),
    block("hr", &[], Content::Empty),
    of(Kind::Both, "ins", &["cite", "datetime"], Content::Flow),
    of(Kind::Both, "noscript", &[], Content::Blocks),
    block("ol", &[], Content::Parts(&["li"])),
    block("ul", &[], Content::Parts(&["li"])),
    part("li", &[], Content::Flow),
    block("p", &[], Content::Inline),
    block("pre", &[], Content::Inline),
    block("table", &["border", "cellpadding", "cellspacing", "frame", "rules", "summary", "width"], Content::Table),
    part("caption", &[], Content::Inline),
    part("colgroup", COLUMN, Content::Sequence(&[("col", 0, usize::MAX)])),
    part("col", COLUMN, Content::Empty),
    part("thead", ROW, Content::Parts(&["tr"])),
    part("tfoot", ROW, Content::Parts(&["tr"])),
    part("tbody", ROW, Content::Parts(&["tr"])),
    part("tr", ROW, Content::Parts(&["th", "td"])),
    part("th", CELL, Content::Flow),
    part("td", CELL, Content::Flow),
    of(
        Kind::Inline,
        "a",
        &["accesskey", "charset", "coords", "href", "hreflang", "rel", "rev", "shape", "tabindex", "target", "type"],
        Content::Inline,
    ),
    inline("abbr"),
    inline("acronym"),
    of(
        Kind::Inline,
        "applet",
        &["!height", "!width", "alt", "archive", "code", "codebase", "object"],
        Content::FlowAnd(&["param"]),
    ),
    inline("b"),
    of(Kind::Inline, "bdo", &[], Content::Inline),
    inline("big"),
    bare(Kind::Inline, "br", &["class", "id", "style", "title"], Content::Empty),
    inline("cite"),
    inline("code"),
    inline("dfn"),
    inline("em"),
    inline("i"),
    of(
        Kind::Inline,
        "iframe",
        &["frameborder", "height", "longdesc", "marginheight", "marginwidth", "scrolling", "src", "width"],
        Content::Flow,
    ),
    of(Kind::Inline, "img", &["!src", "!alt", "height", "ismap", "longdesc", "usemap", "width"], Content::Empty),
    inline("kbd"),
    of(Kind::Inline, "map", &[], Content::Map),
    part("area", &["!alt", "accesskey", "coords", "href", "nohref", "shape", "tabindex", "target"], Content::Empty),
    of(
        Kind::Inline,
        "object",
        &[
            "archive", "classid", "codebase", "codetype", "data", "declare", "height", "name", "standby", "tabindex",
            "type", "usemap", "width",
        ],
        Content::FlowAnd(&["param"]),
    ),
    bare(Kind::Part, "param", &["!name", "id", "type", "value", "valuetype"], Content::Empty),
    of(Kind::Inline, "q", &["cite"], Content::Inline),
    inline("samp"),
    inline("small"),
    inline("span"),
    inline("strong"),
    inline("sub"),
    inline("sup"),
    inline("tt"),
    inline("var"),
];

/// Returns what the table says of an element.
pub(super) fn element(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.name == name)
}
