//! HTML as bad as it gets, the same for the same seed: any element in any other, with attributes good and bad.
//!
//! Its words are `w1;`, `w2;`, … in document order, each once, so that a test can tell which arrived. It needs nothing
//! but the standard library: include it with `#[path = "…/tests/support/nasty.rs"] mod nasty;`.

/// Returns the content of a `<body>`. An even seed leaves out what browsers do not show in document order.
pub fn nasty_html(seed: u64) -> String {
    let mut writer = Writer {
        random: Random(seed),
        out: String::new(),
        words: 0,
        open: Vec::new(),
        ordered: seed.is_multiple_of(2),
    };
    for _ in 0..30 + writer.random.below(120) {
        writer.token();
    }
    writer.out
}

/// The numbers of `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap_or(0)
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

struct Writer {
    random: Random,
    out: String,
    words: usize,
    open: Vec<&'static str>,
    /// Whether words must be shown in the order in which they stand.
    ordered: bool,
}

impl Writer {
    fn token(&mut self) {
        match self.random.below(100) {
            0..35 => self.start_tag(),
            35..60 => self.text(),
            60..85 => self.end_tag(),
            85..90 => self.void(),
            90..95 => self.snippet(),
            _ => {
                let group = self.random.one_of(GROUPS);
                for tag in group.split(' ') {
                    if self.ordered && DISORDERLY.contains(&tag) {
                        continue;
                    }
                    if let Some(tag) = ELEMENTS.iter().find(|known| **known == tag) {
                        self.open(tag);
                        if self.random.chance(60) {
                            self.text();
                        }
                        if self.random.chance(20) {
                            self.end_tag();
                        }
                    }
                }
            }
        }
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{};", self.words)
    }

    fn text(&mut self) {
        for _ in 0..=self.random.below(2) {
            let word = self.word();
            self.out.push_str(&word);
            let after = self.random.one_of(&["", " ", "\n", " &amp; ", " & ", " &lt; ", " < ", "&nbsp;", " é "]);
            self.out.push_str(after);
        }
    }

    fn start_tag(&mut self) {
        let tag = self.random.one_of(ELEMENTS);
        if !(self.ordered && DISORDERLY.contains(&tag)) {
            self.open(tag);
        }
    }

    fn open(&mut self, tag: &'static str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.attributes();
        self.out.push_str(self.random.one_of(&[">", ">", ">", ">", "/>", " >"]));
        self.open.push(tag);
    }

    fn end_tag(&mut self) {
        let tag = if self.random.chance(80) { self.open.pop() } else { Some(self.random.one_of(ELEMENTS)) };
        if let Some(tag) = tag {
            self.out.extend(["</", tag, ">"]);
        }
    }

    fn void(&mut self) {
        let tag = self.random.one_of(VOID);
        self.out.push('<');
        self.out.push_str(tag);
        self.attributes();
        self.out.push('>');
    }

    fn snippet(&mut self) {
        let snippet = self.random.one_of(SNIPPETS);
        let mut parts = snippet.split('@');
        self.out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let word = self.word();
            self.out.push_str(&word);
            self.out.push_str(part);
        }
    }

    fn attributes(&mut self) {
        if self.random.chance(50) {
            return;
        }
        for _ in 0..=self.random.below(4) {
            let (name, values) = self.random.one_of(ATTRIBUTES);
            let value = self.random.one_of(values);
            let quote = self.random.one_of(&["\"", "\"", "'"]);
            self.out.extend([" ", name, "=", quote, value, quote]);
        }
    }
}

/// What browsers show above or below where it stands, or not before it is opened.
const DISORDERLY: &[&str] = &["caption", "thead", "tfoot", "summary", "details"];

const VOID: &[&str] = &[
    "br", "hr", "img", "wbr", "input", "col", "area", "source", "track", "embed", "param", "link", "meta", "base",
    "bgsound", "basefont", "keygen", "frame", "image", "isindex",
];

const GROUPS: &[&str] = &[
    "table caption colgroup thead tr th td",
    "table tr td table tbody tr th",
    "table tbody tr td p ul li",
    "ul li ul li p",
    "ol li",
    "dl dt dd dl dd",
    "dl div dt dd",
    "figure figcaption p",
    "details summary h2 div",
    "ruby rb rt rp",
    "ruby rt b rtc",
    "a span div a",
    "b i u p table",
    "h1 div p b",
    "h2 ul li",
    "pre div p code",
    "header header footer",
    "address header section",
    "picture source img",
    "video source p audio",
    "svg g text foreignObject div a",
    "math mrow mi mn",
    "math mfrac mi mn",
    "select optgroup option",
    "form fieldset legend label button",
    "hgroup h1 p",
    "map a p",
    "object p",
    "span p b div",
    "center font b p",
    "custom-element o:p div",
    "del p ins li",
    "nav main article aside",
    "li dd td",
];

const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "colgroup",
    "custom-element",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "foreignObject",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h6",
    "head",
    "header",
    "hgroup",
    "html",
    "i",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "listing",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meter",
    "mfrac",
    "mi",
    "mn",
    "mrow",
    "nav",
    "nobr",
    "noscript",
    "o:p",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "v:shape",
    "var",
    "video",
];

/// Each `@` becomes a word.
const SNIPPETS: &[&str] = &[
    "<!-- -- @ --->",
    "<?php @ ?>",
    "<![CDATA[ @ ]]>",
    "<script>if (a < b) '@'</script>",
    "<style>p { color: red } /* @ */</style>",
    "<title>@</title>",
    "<textarea>@ <b></textarea>",
    "<iframe src=\"https://example.com/x\">@</iframe>",
    "<noframes>@</noframes>",
    "<select><option>@<option selected>@</select>",
    "<a href=\"#one\" name=two>@</a>",
    "<a name=\"three\"></a>",
    "<svg viewBox=\"0 0 1 1\" onload=\"x()\"><script>@</script><rect width=\"1\" fill=\"url(http://x/y)\"/><text>@</text>\
     <a xlink:href=\"javascript:x\"><text>@</text></a><use xlink:href=\"#none\"/><image href=\"https://example.com/a.png\"/>\
     <foreignObject><p>@<div>@</div></foreignObject><title>@</title><style>x{}</style><unknown a:b=\"c\">@</unknown></svg>",
    "<math><mfrac><mn>@</mn><mi>@</mi></mfrac></math>",
    "<math display=block onclick=x href=y><mfrac><mn>@</mn></mfrac></math>",
    "<math><semantics><mrow><mi>@</mi><mo lspace=\"1em\">@</mo></mrow><annotation encoding=x>@</annotation></semantics></math>",
    "<math><mtext>@ <b>@</b></mtext><mtable><mtr><mtd>@</mtd></mtr></mtable></math>",
    "<math><munknown>@</munknown><msup><mi>@</mi><mn>@</mn></msup><annotation-xml encoding=\"text/html\"><p>@</p></annotation-xml></math>",
    "<video src=\"film.mp4\" autoplay>@</video>",
    "<video><source src=\"https://example.com/a.mp4\">@</video>",
    "<object data=\"x.swf\"><param name=a value=b>@<embed src=\"https://example.com/y\"></object>",
    "<map name=m><area shape=rect coords=\"0,0,1,1\" href=\"#a\" alt=x><area coords=\"1\">@</map><img src=a.png usemap=\"#m\" alt>",
    "<ruby>@<rp>(</rp><rt>@</rt><rp>)</rp>@</ruby>",
    "<p>@<table><tr>@<td>@</table>",
    "<table><td headers=\"h x\">@<th id=h scope=Row abbr=x>@<tr>@",
    "<ul>@<li>@</ul>@<b><ul><li>@</b></ul>",
    "<dl><dd>@<dt>@</dl>",
    "<h2><p>@</p><div>@</div></h2>",
    "<p style=\"display:none\">@</p>",
    "<div hidden>@</div>",
    "<b>@<i>@<p>@</b>@</i>@</p>",
    "</p></br>@",
    "&#x80;&notit;&bogus;@",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("id", &["one", "two", "", "a b", "ü/(%", "x\ty", "1"]),
    ("class", &["", "a b", "center", " x "]),
    (
        "style",
        &[
            "text-align:center",
            "font-style: italic; font-weight:bold",
            "color: red; x",
            "vertical-align: super",
            "direction: rtl",
            ";:",
            "text-decoration: line-through underline",
        ],
    ),
    ("lang", &["en", "en_US", "e n", "", "xx-invalid-!"]),
    ("xml:lang", &["de", "??"]),
    ("dir", &["rtl", "RTL", "sideways", ""]),
    ("title", &["", "a title", "&quot;<&amp;"]),
    ("hidden-not", &["x"]),
    (
        "href",
        &[
            "#one",
            "#a b",
            "https://example.com/a b?c=[d]#e#f",
            "javascript:x()",
            "data:text/html,x",
            "mailto:a@b c",
            "http://",
            "//example.com",
            "file:///x",
            "",
            "http://exa mple.com/",
            "%zz",
            "#",
        ],
    ),
    (
        "src",
        &[
            "a.png",
            "https://example.com/a.png",
            "",
            "data:image/png;base64,iVBORw0KGgo=",
            "data:text/html,x",
            "a b.png",
            "//x.example/y.jpg",
        ],
    ),
    ("alt", &["", "an alternative"]),
    ("name", &["three", "one", "", "m", "a b"]),
    ("width", &["10", "50%", "-1", "3px", "x"]),
    ("height", &["10", "1.5em", ""]),
    ("colspan", &["2", "0", "abc", "-1", "99999999999"]),
    ("rowspan", &["2", "0", "1.5"]),
    ("span", &["2", "0", "x"]),
    ("headers", &["one", "h nothing", ""]),
    ("scope", &["row", "ROW", "x"]),
    ("align", &["center", "RIGHT", "left", "char"]),
    ("valign", &["top"]),
    ("bgcolor", &["#fff"]),
    ("border", &["1", "0", "2"]),
    ("cite", &["https://example.com/", "x y", "javascript:y"]),
    ("datetime", &["2020-01-01", "yesterday", "12:00", "", "2020-13-40", "P1D", "2020-01-01T10:00Z"]),
    ("start", &["3", "x", "-2", ""]),
    ("value", &["3", "x", "", "0.5"]),
    ("type", &["a", "disc", "checkbox", "hidden", "text/html", "image/png", "I", "x y"]),
    ("reversed", &["", "true"]),
    ("open", &["", "open", "yes"]),
    ("controls", &["", "x"]),
    ("role", &["note", "button", "presentation", "doc-footnote", "doc-endnote", "heading", "x y", "", "none note"]),
    ("aria-label", &["label", ""]),
    ("aria-labelledby", &["one", "nothing here"]),
    ("aria-level", &["2", "x"]),
    ("aria-hidden", &["true", "yes"]),
    ("aria-expanded", &["true"]),
    ("epub:type", &["footnote", "chapter part", "unknown", "z3998:poem", ""]),
    ("data-x", &["1", ""]),
    ("data-X.y_z", &["1"]),
    ("data-", &["1"]),
    ("data-a:b", &["1"]),
    ("onclick", &["x()"]),
    ("onanything", &["y"]),
    ("tabindex", &["0", "x"]),
    ("contenteditable", &["true"]),
    ("usemap", &["#m", "#nothing", "x", "#"]),
    ("ismap", &[""]),
    ("srcset", &["a.png 1x, b.png 2x"]),
    ("shape", &["rect", "circle", "x"]),
    ("coords", &["0,0,1,1", "a", "1,2"]),
    ("target", &["_blank"]),
    ("rel", &["nofollow"]),
    ("hreflang", &["en", "?"]),
    ("download", &["x"]),
    ("translate", &["no", "maybe"]),
    ("is", &["x-y"]),
    ("slot", &["x"]),
    ("itemscope", &[""]),
    ("itemprop", &["name"]),
    ("property", &["og:title"]),
    ("xmlns", &["http://www.w3.org/1999/xhtml", "urn:x"]),
    ("xmlns:o", &["urn:o"]),
    ("xlink:href", &["#one", "https://example.com/"]),
    ("o:gfxdata", &["x"]),
    ("mathvariant", &["bold", "x"]),
    ("face", &["Arial"]),
    ("size", &["+1", "3"]),
    ("clear", &["all"]),
    ("compact", &[""]),
    ("summary", &["x"]),
    ("multiple", &[""]),
    ("placeholder", &["type here"]),
    ("poster", &["a.png", "https://example.com/p.png"]),
    ("preload", &["auto", "x"]),
    ("usermap\"", &["x"]),
    ("<b", &["x"]),
    ("1a", &["x"]),
];
