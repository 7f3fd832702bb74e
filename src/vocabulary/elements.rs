//! The elements of XHTML, in the order of the alphabet (HTML 4.1 to 4.12).

use super::attributes::{Attribute, may, must};
use super::forms;
use super::roles::{self, Roles};
use super::{Categories, Content, Element, Value};

const NONE: Categories = Categories::NONE;
const FLOW: Categories = Categories::FLOW;
const PHRASING: Categories = FLOW.and(Categories::PHRASING);
const HEADING: Categories = FLOW.and(Categories::HEADING);
const SECTIONING: Categories = FLOW.and(Categories::SECTIONING);
const INTERACTIVE: Categories = PHRASING.and(Categories::INTERACTIVE);
const METADATA: Categories = Categories::METADATA;
/// Of what says something of the document, wherever it stands: EPUB lets RDFa and microdata be among the text.
const ANYWHERE: Categories = METADATA.and(PHRASING);

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
const TARGET: Attribute = may("target", Value::Target);
const DOWNLOAD: Attribute = may("download", Value::Text);
const PING: Attribute = may("ping", Value::Text);
pub(super) const POLICY: Attribute = may(
    "referrerpolicy",
    Value::Exactly(&[
        "",
        "no-referrer",
        "no-referrer-when-downgrade",
        "same-origin",
        "origin",
        "strict-origin",
        "origin-when-cross-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url",
    ]),
);
/// Their addresses may be missing, but not be empty.
const SOURCE: Attribute = may("src", Value::NonEmpty);
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

const PRIORITY: Attribute = may("fetchpriority", Value::Exactly(&["high", "low", "auto"]));
const BLOCKING: Attribute = may("blocking", Value::Words(&["render"]));
const PLAYER: Roles = Roles::Only(&["application"]);
const LOADING: Attribute = may("loading", Value::Exactly(&["lazy", "eager"]));
const MEDIA: Attribute = may("media", Value::Text);
const FRAME_NAME: Attribute = may("name", Value::Frame);

/// What a link may fetch something as.
const DESTINATIONS: &[&str] = &[
    "",
    "audio",
    "audioworklet",
    "document",
    "embed",
    "fetch",
    "font",
    "frame",
    "iframe",
    "image",
    "json",
    "manifest",
    "object",
    "paintworklet",
    "report",
    "script",
    "serviceworker",
    "sharedworker",
    "style",
    "track",
    "video",
    "webidentity",
    "worker",
    "xslt",
];

/// What `http-equiv` may say.
const PRAGMAS: &[&str] = &["content-security-policy", "content-type", "default-style", "refresh", "x-ua-compatible"];

/// All of them.
pub const ELEMENTS: &[Element] = &[
    new(
        "a",
        INTERACTIVE,
        Content::Transparent,
        &[HREF, HREFLANG, TYPE, REL, TARGET, DOWNLOAD, PING, POLICY, may("name", Value::Id)],
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
            may("alt", Value::Text),
            may("coords", Value::Text),
            may("shape", Value::OneOf(&["rect", "circle", "poly", "default"])),
        ],
        Roles::None,
    ),
    new("article", SECTIONING, Content::Flow, &[], roles::ARTICLE),
    new("aside", SECTIONING, Content::Flow, &[], roles::ASIDE),
    new("audio", PHRASING, Content::Media, &[SOURCE, CONTROLS, LOOP, MUTED, AUTOPLAY, PRELOAD, ORIGIN], PLAYER),
    inline("b"),
    new("base", METADATA, Content::Nothing, &[may("href", Value::Url), TARGET], Roles::None),
    inline("bdi"),
    new("bdo", PHRASING, Content::Phrasing, &[must("dir", Value::OneOf(&["ltr", "rtl", "auto"]))], Roles::Any),
    new("blockquote", FLOW, Content::Flow, CITED, Roles::Any),
    new("body", NONE, Content::Flow, &[], roles::BODY),
    new("br", PHRASING, Content::Nothing, &[], roles::NOTHING),
    new("button", INTERACTIVE, Content::Phrasing, forms::BUTTON, roles::BUTTON),
    new("canvas", PHRASING, Content::Transparent, &[WIDTH, HEIGHT], Roles::Any),
    new("caption", NONE, Content::Flow, &[], Roles::None),
    inline("cite"),
    inline("code"),
    new("col", NONE, Content::Nothing, COLUMNS, Roles::None),
    new("colgroup", NONE, Content::Columns, COLUMNS, Roles::None),
    new("data", PHRASING, Content::Phrasing, &[must("value", Value::Text)], Roles::Any),
    new("datalist", PHRASING, Content::Options, &[], Roles::None),
    new("dd", NONE, Content::Flow, &[], Roles::Only(&["definition"])),
    new("del", PHRASING, Content::Transparent, EDIT, Roles::Any),
    new(
        "details",
        FLOW.and(Categories::INTERACTIVE),
        Content::Details,
        &[may("open", Value::Boolean)],
        Roles::Only(&["group"]),
    ),
    inline("dfn"),
    new("dialog", FLOW, Content::Flow, &[may("open", Value::Boolean)], Roles::Only(&["alertdialog"])),
    new("div", FLOW, Content::Flow, &[], Roles::Any),
    new("dl", FLOW, Content::Definitions, &[], Roles::Only(&["group", "list", "none", "presentation"])),
    new("dt", NONE, Content::Flow, &[], Roles::Only(&["listitem", "term"])),
    inline("em"),
    new("embed", INTERACTIVE, Content::Nothing, &[may("src", Value::NonEmpty), TYPE, WIDTH, HEIGHT], roles::FRAME),
    new(
        "fieldset",
        FLOW,
        Content::Fieldset,
        &[forms::DISABLED, forms::FORM_OWNER, forms::NAME],
        Roles::Only(&["group", "none", "presentation", "radiogroup"]),
    ),
    new("figcaption", NONE, Content::Flow, &[], Roles::Only(&["group", "presentation", "none"])),
    new("figure", FLOW, Content::Figure, &[], Roles::Any),
    new("footer", FLOW, Content::Flow, &[], roles::FOOTER),
    new("form", FLOW, Content::Flow, forms::FORM, roles::FORM),
    heading("h1"),
    heading("h2"),
    heading("h3"),
    heading("h4"),
    heading("h5"),
    heading("h6"),
    new("head", NONE, Content::Head, &[], Roles::None),
    new("header", FLOW, Content::Flow, &[], roles::HEADER),
    new("hgroup", HEADING, Content::HeadingGroup, &[], Roles::Any),
    new("hr", FLOW, Content::Nothing, &[], roles::SEPARATOR),
    new("html", NONE, Content::Page, &[], Roles::None),
    inline("i"),
    new(
        "iframe",
        INTERACTIVE,
        Content::Nothing,
        &[
            SOURCE,
            may("srcdoc", Value::Text),
            FRAME_NAME,
            may(
                "sandbox",
                Value::Words(&["allow-forms", "allow-same-origin", "allow-scripts", "allow-top-navigation"]),
            ),
            may("allow", Value::Text),
            may("allowfullscreen", Value::Boolean),
            LOADING,
            POLICY,
            WIDTH,
            HEIGHT,
        ],
        roles::FRAME,
    ),
    new(
        "img",
        PHRASING,
        Content::Nothing,
        &[
            must("src", Value::NonEmpty),
            may("alt", Value::Text),
            WIDTH,
            HEIGHT,
            may("usemap", Value::MapReference),
            may("ismap", Value::Boolean),
            may("srcset", Value::Text),
            may("sizes", Value::Text),
            LOADING,
            may("decoding", Value::Exactly(&["sync", "async", "auto"])),
            PRIORITY,
            may("border", Value::Exactly(&["0"])),
            may("generator-unable-to-provide-required-alt", Value::Text),
            ORIGIN,
            POLICY,
        ],
        roles::IMAGE,
    ),
    new("input", INTERACTIVE, Content::Nothing, forms::INPUT, Roles::Any),
    new("ins", PHRASING, Content::Transparent, EDIT, Roles::Any),
    inline("kbd"),
    new("label", INTERACTIVE, Content::Phrasing, &[may("for", Value::Id)], Roles::None),
    new("legend", NONE, Content::Summary, &[], Roles::None),
    new("li", NONE, Content::Flow, &[may("value", Value::Integer)], roles::ITEM),
    new(
        "link",
        ANYWHERE,
        Content::Nothing,
        &[
            may("href", Value::NonEmpty),
            REL,
            may("rev", Value::Text),
            HREFLANG,
            TYPE,
            MEDIA,
            may("sizes", Value::IconSizes),
            may("as", Value::Exactly(DESTINATIONS)),
            may("color", Value::Like(&["#xxxxxx"])),
            may("imagesrcset", Value::Text),
            may("imagesizes", Value::Text),
            may("integrity", Value::Text),
            may("disabled", Value::Boolean),
            may("scope", Value::Text),
            may("updateviacache", Value::Text),
            may("workertype", Value::Text),
            BLOCKING,
            ORIGIN,
            PRIORITY,
            POLICY,
        ],
        Roles::Only(&["link", "menuitem", "none", "presentation"]),
    ),
    new("main", FLOW, Content::Flow, &[], Roles::Only(&["main"])),
    new("map", PHRASING, Content::Transparent, &[must("name", Value::Id)], Roles::None),
    inline("mark"),
    new("math", PHRASING, Content::Foreign, &[], Roles::None),
    list("menu", &[]),
    new(
        "meta",
        ANYWHERE,
        Content::Nothing,
        &[
            may("name", Value::NonEmpty),
            may("content", Value::Text),
            may("http-equiv", Value::OneOf(PRAGMAS)),
            may("charset", Value::OneOf(&["utf-8"])),
            MEDIA,
        ],
        Roles::None,
    ),
    new("meter", PHRASING, Content::Phrasing, forms::METER, Roles::None),
    new("nav", SECTIONING, Content::Flow, &[], roles::NAVIGATION),
    // In HTML only: a parser of XML cannot tell whether there are scripts.
    new("noscript", METADATA, Content::Anything, &[], Roles::None),
    new(
        "object",
        PHRASING,
        Content::Object,
        &[
            may("data", Value::NonEmpty),
            TYPE,
            FRAME_NAME,
            may("usemap", Value::MapReference),
            forms::FORM_OWNER,
            WIDTH,
            HEIGHT,
        ],
        roles::OBJECT,
    ),
    list(
        "ol",
        &[
            may("start", Value::Integer),
            may("reversed", Value::Boolean),
            may("type", Value::Exactly(&["1", "a", "A", "i", "I"])),
        ],
    ),
    new(
        "optgroup",
        NONE,
        Content::OptionGroup,
        &[must("label", Value::Text), forms::DISABLED],
        Roles::Only(&["group"]),
    ),
    new("option", NONE, Content::Text, forms::OPTION, Roles::Only(&["option"])),
    new(
        "output",
        PHRASING,
        Content::Phrasing,
        &[may("for", Value::References), forms::FORM_OWNER, forms::NAME],
        Roles::Any,
    ),
    new("p", FLOW, Content::Phrasing, &[], Roles::Any),
    new("param", NONE, Content::Nothing, &[must("name", Value::Text), must("value", Value::Text)], Roles::None),
    new("picture", PHRASING, Content::Picture, &[], Roles::None),
    new("pre", FLOW, Content::Phrasing, &[], Roles::Any),
    new(
        "progress",
        PHRASING,
        Content::Phrasing,
        &[may("value", Value::Unsigned), may("max", Value::Positive)],
        Roles::Only(&["progressbar"]),
    ),
    new("q", PHRASING, Content::Phrasing, CITED, Roles::Any),
    new("rb", NONE, Content::Phrasing, &[], Roles::Any),
    new("rp", NONE, Content::Text, &[], Roles::Any),
    new("rt", NONE, Content::Phrasing, &[], Roles::Any),
    new("rtc", NONE, Content::RubyTexts, &[], Roles::Any),
    new("ruby", PHRASING, Content::Ruby, &[], Roles::Any),
    inline("s"),
    inline("samp"),
    new(
        "script",
        ANYWHERE,
        Content::Anything,
        &[
            SOURCE,
            may("type", Value::Text),
            may("charset", Value::Text),
            may("language", Value::Text),
            may("async", Value::Boolean),
            may("defer", Value::Boolean),
            may("nomodule", Value::Boolean),
            may("integrity", Value::Text),
            BLOCKING,
            ORIGIN,
            PRIORITY,
            POLICY,
        ],
        Roles::None,
    ),
    new(
        "search",
        FLOW,
        Content::Flow,
        &[],
        Roles::Only(&["form", "group", "none", "presentation", "region", "search"]),
    ),
    new("section", SECTIONING, Content::Flow, &[], roles::SECTION),
    new("select", INTERACTIVE, Content::Select, forms::SELECT, Roles::Only(&["combobox", "listbox", "menu"])),
    new("slot", PHRASING, Content::Transparent, &[may("name", Value::Text)], Roles::Any),
    inline("small"),
    new(
        "source",
        NONE,
        Content::Nothing,
        &[
            may("src", Value::NonEmpty),
            TYPE,
            MEDIA,
            may("srcset", Value::Text),
            may("sizes", Value::Text),
            WIDTH,
            HEIGHT,
        ],
        Roles::None,
    ),
    inline("span"),
    inline("strong"),
    new("style", METADATA, Content::Anything, &[may("type", Value::Text), MEDIA, BLOCKING], Roles::None),
    inline("sub"),
    new("summary", NONE, Content::Summary, &[], Roles::Only(&["button"])),
    inline("sup"),
    new("svg", PHRASING, Content::Foreign, &[], Roles::None),
    new("table", FLOW, Content::Table, &[may("border", Value::Exactly(&["", "1"]))], Roles::Any),
    new("tbody", NONE, Content::Rows, &[], Roles::Any),
    new("td", NONE, Content::Flow, &[COLSPAN, ROWSPAN, HEADERS], Roles::Any),
    new(
        "template",
        ANYWHERE,
        Content::Template,
        &[may("span", Value::Span { least: 1, most: 1000 }), may("src", Value::NonEmpty)],
        Roles::None,
    ),
    new("textarea", INTERACTIVE, Content::Text, forms::TEXT_AREA, Roles::Only(&["textbox"])),
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
    new("title", METADATA, Content::Text, &[], Roles::None),
    new("tr", NONE, Content::Cells, &[], Roles::Any),
    new(
        "track",
        NONE,
        Content::Nothing,
        &[
            must("src", Value::NonEmpty),
            may("kind", Value::OneOf(&["subtitles", "captions", "descriptions", "chapters", "metadata"])),
            may("srclang", Value::Language),
            may("label", Value::Text),
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
            may("poster", Value::NonEmpty),
            may("playsinline", Value::Boolean),
        ],
        PLAYER,
    ),
    new("wbr", PHRASING, Content::Nothing, &[], roles::NOTHING),
];
