//! The elements of XHTML, in the order of the alphabet (HTML 4.1 to 4.12).

use super::attributes::{Attribute, may, must};
use super::roles::{self, Roles};
use super::{Categories, Content, Element, Value};

const NONE: Categories = Categories::NONE;
const FLOW: Categories = Categories::FLOW;
const PHRASING: Categories = FLOW.and(Categories::PHRASING);
const HEADING: Categories = FLOW.and(Categories::HEADING);
const SECTIONING: Categories = FLOW.and(Categories::SECTIONING);
const INTERACTIVE: Categories = PHRASING.and(Categories::INTERACTIVE);
const METADATA: Categories = Categories::METADATA;

const WIDTH: Attribute = may("width", Value::NonNegative);
const HEIGHT: Attribute = may("height", Value::NonNegative);
const CITED: &[Attribute] = &[may("cite", Value::Url)];
const EDIT: &[Attribute] = &[may("cite", Value::Url), may("datetime", Value::Date)];
const COLSPAN: Attribute = may("colspan", Value::Span { least: 1, most: 1000 });
const ROWSPAN: Attribute = may("rowspan", Value::Span { least: 0, most: 65534 });
const HEADERS: Attribute = may("headers", Value::References);
const COLUMNS: &[Attribute] = &[may("span", Value::Span { least: 1, most: 1000 })];
const HREF: Attribute = may("href", Value::Url);
const HREFLANG: Attribute = may("hreflang", Value::Language);
const TYPE: Attribute = may("type", Value::MediaType);
const REL: Attribute = may("rel", Value::Text);
const TARGET: Attribute = may("target", Value::Text);
const DOWNLOAD: Attribute = may("download", Value::Text);
const PING: Attribute = may("ping", Value::Text);
const POLICY: Attribute = may("referrerpolicy", Value::Text);
const SOURCE: Attribute = may("src", Value::Url);
const CONTROLS: Attribute = may("controls", Value::Boolean);
const LOOP: Attribute = may("loop", Value::Boolean);
const MUTED: Attribute = may("muted", Value::Boolean);
const AUTOPLAY: Attribute = may("autoplay", Value::Boolean);
const PRELOAD: Attribute = may("preload", Value::OneOf(&["none", "metadata", "auto", ""]));
const ORIGIN: Attribute = may("crossorigin", Value::OneOf(&["anonymous", "use-credentials", ""]));

const fn new(
    name: &'static str,
    categories: Categories,
    content: Content,
    attributes: &'static [Attribute],
    roles: Roles,
) -> Element {
    Element { name, categories, content, attributes, roles }
}

/// Returns an element that says something of the text in it, and nothing more.
const fn inline(name: &'static str) -> Element {
    new(name, PHRASING, Content::Phrasing, &[], Roles::Any)
}

const fn heading(name: &'static str) -> Element {
    new(name, HEADING, Content::Phrasing, &[], roles::HEADING)
}

const fn list(name: &'static str, attributes: &'static [Attribute]) -> Element {
    new(name, FLOW, Content::Items, attributes, roles::LIST)
}

/// Returns an element with rules of its own that no book needs.
const fn special(name: &'static str, categories: Categories) -> Element {
    new(name, categories, Content::Special, &[], Roles::None)
}

/// All of them.
pub const ELEMENTS: &[Element] = &[
    new(
        "a",
        INTERACTIVE,
        Content::Transparent,
        &[HREF, HREFLANG, TYPE, REL, TARGET, DOWNLOAD, PING, POLICY],
        roles::LINK,
    ),
    inline("abbr"),
    new("address", FLOW, Content::Flow, &[], Roles::Any),
    new(
        "area",
        PHRASING,
        Content::Nothing,
        &[
            HREF,
            HREFLANG,
            TYPE,
            REL,
            TARGET,
            DOWNLOAD,
            PING,
            POLICY,
            may("alt", Value::Text),
            may("coords", Value::Text),
            may("shape", Value::OneOf(&["rect", "circle", "poly", "default"])),
        ],
        Roles::Only(&["link"]),
    ),
    new("article", SECTIONING, Content::Flow, &[], roles::ARTICLE),
    new("aside", SECTIONING, Content::Flow, &[], roles::ASIDE),
    new("audio", PHRASING, Content::Media, &[SOURCE, CONTROLS, LOOP, MUTED, AUTOPLAY, PRELOAD, ORIGIN], Roles::None),
    inline("b"),
    special("base", METADATA),
    inline("bdi"),
    inline("bdo"),
    new("blockquote", FLOW, Content::Flow, CITED, Roles::Any),
    special("body", NONE),
    new("br", PHRASING, Content::Nothing, &[], roles::NOTHING),
    special("button", INTERACTIVE),
    new("canvas", PHRASING, Content::Transparent, &[WIDTH, HEIGHT], Roles::Any),
    new("caption", NONE, Content::Flow, &[], Roles::None),
    inline("cite"),
    inline("code"),
    new("col", NONE, Content::Nothing, COLUMNS, Roles::None),
    new("colgroup", NONE, Content::Columns, COLUMNS, Roles::None),
    new("data", PHRASING, Content::Phrasing, &[must("value", Value::Text)], Roles::Any),
    special("datalist", PHRASING),
    new("dd", NONE, Content::Flow, &[], Roles::None),
    new("del", PHRASING, Content::Transparent, EDIT, Roles::Any),
    new(
        "details",
        FLOW.and(Categories::INTERACTIVE),
        Content::Details,
        &[may("open", Value::Boolean)],
        Roles::Only(&["group"]),
    ),
    inline("dfn"),
    new("dialog", FLOW, Content::Flow, &[may("open", Value::Boolean)], Roles::None),
    new("div", FLOW, Content::Flow, &[], Roles::Any),
    new("dl", FLOW, Content::Definitions, &[], Roles::Only(&["group", "list", "presentation", "none"])),
    new("dt", NONE, Content::Flow, &[], Roles::Only(&["listitem", "term"])),
    inline("em"),
    special("embed", INTERACTIVE),
    special("fieldset", FLOW),
    new("figcaption", NONE, Content::Flow, &[], Roles::Only(&["group", "presentation", "none"])),
    new("figure", FLOW, Content::Figure, &[], Roles::Any),
    new("footer", FLOW, Content::Flow, &[], roles::EDGE),
    special("form", FLOW),
    heading("h1"),
    heading("h2"),
    heading("h3"),
    heading("h4"),
    heading("h5"),
    heading("h6"),
    special("head", NONE),
    new("header", FLOW, Content::Flow, &[], roles::EDGE),
    new("hgroup", HEADING, Content::HeadingGroup, &[], Roles::Any),
    new("hr", FLOW, Content::Nothing, &[], roles::SEPARATOR),
    special("html", NONE),
    inline("i"),
    special("iframe", INTERACTIVE),
    new(
        "img",
        PHRASING,
        Content::Nothing,
        &[
            must("src", Value::Url),
            may("alt", Value::Text),
            WIDTH,
            HEIGHT,
            may("usemap", Value::MapReference),
            may("ismap", Value::Boolean),
            may("srcset", Value::Text),
            may("sizes", Value::Text),
            may("loading", Value::OneOf(&["lazy", "eager"])),
            may("decoding", Value::OneOf(&["sync", "async", "auto"])),
            may("fetchpriority", Value::OneOf(&["high", "low", "auto"])),
            ORIGIN,
            POLICY,
        ],
        roles::IMAGE,
    ),
    special("input", INTERACTIVE),
    new("ins", PHRASING, Content::Transparent, EDIT, Roles::Any),
    inline("kbd"),
    special("label", INTERACTIVE),
    special("legend", NONE),
    new("li", NONE, Content::Flow, &[may("value", Value::Integer)], roles::ITEM),
    special("link", METADATA),
    new("main", FLOW, Content::Flow, &[], Roles::Only(&["main"])),
    new("map", PHRASING, Content::Transparent, &[must("name", Value::Id)], Roles::None),
    inline("mark"),
    new("math", PHRASING, Content::Foreign, &[], Roles::None),
    list("menu", &[]),
    special("meta", METADATA),
    special("meter", PHRASING),
    new("nav", SECTIONING, Content::Flow, &[], roles::NAVIGATION),
    special("noscript", METADATA),
    special("object", PHRASING),
    list(
        "ol",
        &[
            may("start", Value::Integer),
            may("reversed", Value::Boolean),
            may("type", Value::Exactly(&["1", "a", "A", "i", "I"])),
        ],
    ),
    special("optgroup", NONE),
    special("option", NONE),
    special("output", PHRASING),
    new("p", FLOW, Content::Phrasing, &[], Roles::Any),
    special("param", NONE),
    new("picture", PHRASING, Content::Picture, &[], Roles::None),
    new("pre", FLOW, Content::Phrasing, &[], Roles::Any),
    special("progress", PHRASING),
    new("q", PHRASING, Content::Phrasing, CITED, Roles::Any),
    new("rp", NONE, Content::Text, &[], Roles::None),
    new("rt", NONE, Content::Phrasing, &[], Roles::Any),
    new("ruby", PHRASING, Content::Ruby, &[], Roles::Any),
    inline("s"),
    inline("samp"),
    special("script", METADATA),
    new("search", FLOW, Content::Flow, &[], Roles::Only(&["search", "group", "region", "none", "presentation"])),
    new("section", SECTIONING, Content::Flow, &[], roles::SECTION),
    special("select", INTERACTIVE),
    special("slot", PHRASING),
    inline("small"),
    new(
        "source",
        NONE,
        Content::Nothing,
        &[
            may("src", Value::Url),
            may("type", Value::MediaType),
            may("media", Value::Text),
            may("srcset", Value::Text),
            may("sizes", Value::Text),
            WIDTH,
            HEIGHT,
        ],
        Roles::None,
    ),
    inline("span"),
    inline("strong"),
    special("style", METADATA),
    inline("sub"),
    new("summary", NONE, Content::Summary, &[], Roles::None),
    inline("sup"),
    new("svg", PHRASING, Content::Foreign, &[], Roles::None),
    new("table", FLOW, Content::Table, &[], Roles::Any),
    new("tbody", NONE, Content::Rows, &[], Roles::Any),
    new("td", NONE, Content::Flow, &[COLSPAN, ROWSPAN, HEADERS], Roles::Any),
    special("template", METADATA),
    special("textarea", INTERACTIVE),
    new("tfoot", NONE, Content::Rows, &[], Roles::Any),
    new(
        "th",
        NONE,
        Content::Flow,
        &[COLSPAN, ROWSPAN, HEADERS, may("scope", Value::OneOf(&["row", "col", "rowgroup", "colgroup"]))],
        Roles::Any,
    ),
    new("thead", NONE, Content::Rows, &[], Roles::Any),
    new("time", PHRASING, Content::Phrasing, &[may("datetime", Value::Moment)], Roles::Any),
    special("title", METADATA),
    new("tr", NONE, Content::Cells, &[], Roles::Any),
    new(
        "track",
        NONE,
        Content::Nothing,
        &[
            must("src", Value::Url),
            may("kind", Value::OneOf(&["subtitles", "captions", "descriptions", "chapters", "metadata"])),
            may("srclang", Value::Language),
            may("label", Value::NonEmpty),
            may("default", Value::Boolean),
        ],
        Roles::None,
    ),
    inline("u"),
    list("ul", &[]),
    inline("var"),
    new(
        "video",
        PHRASING,
        Content::Media,
        &[
            SOURCE,
            CONTROLS,
            LOOP,
            MUTED,
            AUTOPLAY,
            PRELOAD,
            ORIGIN,
            WIDTH,
            HEIGHT,
            may("poster", Value::Url),
            may("playsinline", Value::Boolean),
        ],
        Roles::None,
    ),
    new("wbr", PHRASING, Content::Nothing, &[], roles::NOTHING),
];
