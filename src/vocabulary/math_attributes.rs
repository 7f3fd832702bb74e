//! The attributes of MathML, element by element (MathML 3, chapters 2, 3 and 5).
//!
//! `mathml` has those that books use, with their values; these are all that are valid, deprecated ones too.

use super::Value;

/// Tells whether an element of MathML may have an attribute in no namespace, beside states and properties of ARIA.
pub fn is_math_attribute(element: &str, name: &str) -> bool {
    const COMMON: &[&str] = &["class", "href", "id", "other", "style", "xref"];
    match name {
        _ if COMMON.contains(&name) => true,
        "mathbackground" | "mathcolor" => !matches!(element, "annotation" | "annotation-xml" | "semantics"),
        "dir" => matches!(element, "math" | "mi" | "mn" | "mo" | "mrow" | "ms" | "mspace" | "mstyle" | "mtext"),
        _ => own(element).any(|names| names.contains(&name)),
    }
}

fn own(element: &str) -> impl Iterator<Item = &'static &'static [&'static str]> {
    let rows = OWN.iter().filter(move |(elements, _)| elements.contains(&element));
    rows.flat_map(|(_, attributes)| *attributes)
}

/// Elements, and the attributes that they have beside the common ones.
type Row = (&'static [&'static str], &'static [&'static [&'static str]]);

const OWN: &[Row] = &[
    (&["annotation"], &[&["cd", "definitionURL", "encoding", "name", "src"]]),
    (&["annotation-xml"], &[&["cd", "encoding", "name", "src"]]),
    (&["maction"], &[&["actiontype", "selection"]]),
    (&["maligngroup"], &[&["groupalign"]]),
    (&["malignmark"], &[&["edge"]]),
    (
        &["math"],
        &[
            INDENT,
            OPERATOR,
            STYLE,
            &[
                "altimg",
                "altimg-height",
                "altimg-valign",
                "altimg-width",
                "alttext",
                "cdgroup",
                "display",
                "macros",
                "mathsize",
                "mathvariant",
                "maxwidth",
                "mode",
                "overflow",
            ],
        ],
    ),
    (&["menclose"], &[&["notation"]]),
    (&["mfenced"], &[&["close", "open", "separators"]]),
    (&["mfrac"], &[&["bevelled", "denomalign", "linethickness", "numalign"]]),
    (&["mglyph"], &[TOKEN, &["alt", "height", "index", "src", "valign", "width"]]),
    (&["mi", "mn", "mtext"], &[TOKEN]),
    (&["mlabeledtr", "mtr"], &[&["columnalign", "groupalign", "rowalign"]]),
    (&["mlongdiv"], &[&["longdivstyle", "position", "shift"]]),
    (&["mmultiscripts", "msubsup"], &[&["subscriptshift", "superscriptshift"]]),
    (&["mo"], &[TOKEN, INDENT, OPERATOR]),
    (&["mover"], &[&["accent", "align"]]),
    (&["mpadded"], &[&["depth", "height", "lspace", "voffset", "width"]]),
    (&["ms"], &[TOKEN, &["lquote", "rquote"]]),
    (&["mscarries"], &[&["crossout", "location", "position", "scriptsizemultiplier"]]),
    (&["mscarry"], &[&["crossout", "location"]]),
    (&["msgroup"], &[&["position", "shift"]]),
    (&["msline"], &[&["leftoverhang", "length", "mslinethickness", "position", "rightoverhang"]]),
    (&["mspace"], &[TOKEN, INDENT, &["depth", "height", "linebreak", "width"]]),
    (&["msrow"], &[&["position"]]),
    (&["mstack"], &[&["align", "charalign", "charspacing", "stackalign"]]),
    (
        &["mstyle"],
        &[
            TOKEN,
            INDENT,
            OPERATOR,
            STYLE,
            &[
                "mediummathspace",
                "thickmathspace",
                "thinmathspace",
                "verythickmathspace",
                "verythinmathspace",
                "veryverythickmathspace",
                "veryverythinmathspace",
            ],
        ],
    ),
    (&["msub"], &[&["subscriptshift"]]),
    (&["msup"], &[&["superscriptshift"]]),
    (
        &["mtable"],
        &[&[
            "align",
            "alignmentscope",
            "columnalign",
            "columnlines",
            "columnspacing",
            "columnwidth",
            "displaystyle",
            "equalcolumns",
            "equalrows",
            "frame",
            "framespacing",
            "groupalign",
            "minlabelspacing",
            "rowalign",
            "rowlines",
            "rowspacing",
            "side",
            "width",
        ]],
    ),
    (&["mtd"], &[&["columnalign", "columnspan", "groupalign", "rowalign", "rowspan"]]),
    (&["munder"], &[&["accentunder", "align"]]),
    (&["munderover"], &[&["accent", "accentunder", "align"]]),
    (&["semantics"], &[&["cd", "definitionURL", "encoding", "name"]]),
];

/// Those of tokens: how the text looks.
const TOKEN: &[&str] =
    &["background", "color", "fontfamily", "fontsize", "fontstyle", "fontweight", "mathsize", "mathvariant"];

/// Where lines of a broken formula begin.
const INDENT: &[&str] = &[
    "indentalign",
    "indentalignfirst",
    "indentalignlast",
    "indentshift",
    "indentshiftfirst",
    "indentshiftlast",
    "indenttarget",
];

/// Those of operators.
const OPERATOR: &[&str] = &[
    "accent",
    "fence",
    "form",
    "largeop",
    "linebreak",
    "linebreakmultchar",
    "linebreakstyle",
    "lineleading",
    "lspace",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "separator",
    "stretchy",
    "symmetric",
];

/// What `mstyle` sets for all that is in it.
const STYLE: &[&str] = &[
    "accentunder",
    "align",
    "alignmentscope",
    "bevelled",
    "charalign",
    "charspacing",
    "close",
    "columnalign",
    "columnlines",
    "columnspacing",
    "columnspan",
    "columnwidth",
    "crossout",
    "decimalpoint",
    "denomalign",
    "depth",
    "displaystyle",
    "edge",
    "equalcolumns",
    "equalrows",
    "frame",
    "framespacing",
    "groupalign",
    "height",
    "infixlinebreakstyle",
    "leftoverhang",
    "length",
    "linethickness",
    "location",
    "longdivstyle",
    "lquote",
    "minlabelspacing",
    "mslinethickness",
    "notation",
    "numalign",
    "open",
    "position",
    "rightoverhang",
    "rowalign",
    "rowlines",
    "rowspacing",
    "rowspan",
    "rquote",
    "scriptlevel",
    "scriptminsize",
    "scriptsizemultiplier",
    "selection",
    "separators",
    "shift",
    "side",
    "stackalign",
    "subscriptshift",
    "superscriptshift",
    "valign",
    "width",
];

/// Returns what an attribute of MathML may say, where only some words or numbers make sense.
pub fn math_value(element: &str, name: &str) -> Option<Value> {
    const YES_NO: Value = Value::Exactly(&["true", "false"]);
    const SIDE: Value = Value::Exactly(&["left", "center", "right"]);
    Some(match name {
        "accent" | "accentunder" | "bevelled" | "displaystyle" | "equalcolumns" | "equalrows" | "fence" | "largeop"
        | "movablelimits" | "separator" | "stretchy" | "symmetric" => YES_NO,
        "dir" => Value::Exactly(&["ltr", "rtl"]),
        "display" => Value::Exactly(&["block", "inline"]),
        "form" => Value::Exactly(&["prefix", "infix", "postfix"]),
        "linebreak" if element != "mspace" => Value::Exactly(&["auto", "newline", "nobreak", "goodbreak", "badbreak"]),
        "numalign" | "denomalign" => SIDE,
        "columnalign" => Value::Words(&["left", "center", "right"]),
        "frame" => Value::Exactly(&["none", "solid", "dashed"]),
        "side" => Value::Exactly(&["left", "right", "leftoverlap", "rightoverlap"]),
        "selection" | "columnspan" | "rowspan" => Value::Span { least: 1, most: u32::MAX },
        "id" => Value::Id,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attribute_that_books_use_is_valid() {
        for element in super::super::mathml::ELEMENTS {
            for attribute in element.attributes {
                assert!(is_math_attribute(element.name, attribute.name), "{} {}", element.name, attribute.name);
            }
        }
        assert!(!is_math_attribute("mi", "lang") && !is_math_attribute("mfrac", "dir"));
    }
}
