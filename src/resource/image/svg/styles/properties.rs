//! The properties of SVG: which of them are attributes, too, and what becomes of a value there.
//!
//! SVG 1.1, section 6.1, lists the presentation attributes that every reader of SVG knows.

/// The properties that may stand as attributes on any element.
const ATTRIBUTES: &[&str] = &[
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "letter-spacing",
    "lighting-color",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "opacity",
    "overflow",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "unicode-bidi",
    "visibility",
    "word-spacing",
    "writing-mode",
];

/// Those that nothing of a still picture depends on.
const USELESS: &[&str] =
    &["cursor", "outline", "pointer-events", "touch-action", "transition", "user-select", "will-change"];

const COLOURS: &[&str] = &["color", "fill", "flood-color", "lighting-color", "stop-color", "stroke"];

/// Those whose lengths want a unit, which an attribute does not.
const LENGTHS: &[&str] = &["font-size", "letter-spacing", "word-spacing", "baseline-shift"];

/// Those that what is in an element takes from it.
const INHERITED: &[&str] = &[
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "direction",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "shape-rendering",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-rendering",
    "visibility",
    "word-spacing",
    "writing-mode",
];

/// Tells whether a property may stand as an attribute.
pub(super) fn is_attribute(property: &str) -> bool {
    ATTRIBUTES.contains(&property)
}

/// Values that depend on those around.
const KEYWORDS: &[&str] =
    &["inherit", "initial", "unset", "revert", "larger", "smaller", "bolder", "lighter", "currentcolor"];

/// Tells whether a value comes to what is in an element as it is, and need not be said there again.
pub(super) fn is_inherited(property: &str, value: &str) -> bool {
    let is_relative = |end: &str| value.ends_with(end);
    INHERITED.contains(&property)
        && !["em", "ex", "ch", "%"].into_iter().any(is_relative)
        && !KEYWORDS.contains(&&*value.to_ascii_lowercase())
}

/// What a declaration can become.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An attribute, with its value.
    Attribute(String),
    /// A declaration in `style`: a property that is no attribute, or a value that only some readers know.
    Style,
    /// Nothing: browsers pass over it, or it shows nothing.
    Nothing,
}

/// Returns what becomes of a declaration.
pub(super) fn form(property: &str, value: &str) -> Form {
    let is_foreign = ["-inkscape-", "-moz-", "-ms-", "-o-"].iter().any(|prefix| property.starts_with(prefix));
    if is_foreign || property.starts_with("--") || USELESS.iter().any(|useless| property.starts_with(useless)) {
        return Form::Nothing;
    }
    if !is_attribute(property) {
        return Form::Style;
    }
    let is_number = value.parse::<f64>().is_ok_and(|number| number != 0.0);
    if LENGTHS.contains(&property) && is_number {
        return Form::Nothing;
    }
    if COLOURS.contains(&property) {
        return colour(value);
    }
    if functions(value).all(|name| matches!(name, "url" | "rgb" | "rgba")) {
        Form::Attribute(plain_addresses(value))
    } else {
        Form::Style
    }
}

fn colour(value: &str) -> Form {
    if let Some(digits) = value.strip_prefix('#') {
        return match digits.len() {
            _ if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => Form::Nothing,
            3 | 6 => Form::Attribute(value.to_owned()),
            4 | 8 => Form::Style,
            _ => Form::Nothing,
        };
    }
    if !value.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Form::Nothing;
    }
    if let Some(colour) = from_hue(value) {
        return Form::Attribute(colour);
    }
    let known = |name: &str| matches!(name, "url" | "rgb" | "rgba");
    if functions(value).all(known) { Form::Attribute(plain_addresses(value)) } else { Form::Style }
}

/// Returns the names of the functions in a value.
fn functions(value: &str) -> impl Iterator<Item = &str> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let before = value.match_indices('(').map(|(at, _)| &value[..at]);
    before.map(move |before| before.rsplit(|character| !is_name(character)).next().unwrap_or_default())
}

/// Returns a value whose `url()` have no quotes, which some readers take for part of the address.
fn plain_addresses(value: &str) -> String {
    value.replace("url('", "url(").replace("url(\"", "url(").replace("')", ")").replace("\")", ")")
}

/// Returns `hsl(120, 50%, 50%)` as readers know it that know three colours only; nothing for what is not that.
fn from_hue(value: &str) -> Option<String> {
    let inside = value.strip_prefix("hsl(")?.strip_suffix(')')?;
    let parts: Vec<&str> = inside.split([',', ' ']).filter(|part| !part.is_empty()).collect();
    let [hue, saturation, lightness] = parts.as_slice() else { return None };
    let hue = hue.strip_suffix("deg").unwrap_or(hue).parse::<f64>().ok().filter(|hue| hue.is_finite())?;
    let share = |text: &str| Some(text.strip_suffix('%')?.parse::<f64>().ok()?.clamp(0.0, 100.0) / 100.0);
    let (saturation, lightness) = (share(saturation)?, share(lightness)?);
    let channel = |number: f64| {
        let turn = (number + hue.rem_euclid(360.0) / 30.0) % 12.0;
        let part =
            lightness - saturation * lightness.min(1.0 - lightness) * (turn - 3.0).min(9.0 - turn).clamp(-1.0, 1.0);
        (part * 255.0).round()
    };
    Some(format!("rgb({}, {}, {})", channel(0.0), channel(8.0), channel(4.0)))
}

/// Returns the parts of a property that stands for several; nothing for one that does not, or a value not known here.
pub(super) fn parts(property: &str, value: &str) -> Option<Vec<(&'static str, String)>> {
    match property {
        "marker" => Some(["marker-start", "marker-mid", "marker-end"].map(|part| (part, value.to_owned())).to_vec()),
        "font" => font(value),
        _ => None,
    }
}

/// Reads `font: italic bold 12px/30px Georgia, serif`.
fn font(value: &str) -> Option<Vec<(&'static str, String)>> {
    let mut rest = value.trim();
    let (mut style, mut variant, mut weight) = ("normal", "normal", "normal");
    loop {
        let (word, after) = rest.split_once(char::is_whitespace)?;
        match word {
            "italic" | "oblique" => style = word,
            "small-caps" => variant = word,
            "bold" | "bolder" | "lighter" => weight = word,
            "normal" => {}
            _ if word.len() == 3 && word.ends_with("00") && word.parse::<u16>().is_ok() => weight = word,
            _ => break,
        }
        rest = after.trim_start();
    }
    let (size, family) = rest.split_once(char::is_whitespace)?;
    let size = size.split('/').next()?;
    let has_unit = size.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && size.ends_with(|last: char| last.is_ascii_alphabetic() || last == '%');
    if !has_unit || family.contains(['(', '/']) {
        return None;
    }
    let parts = [("style", style), ("variant", variant), ("weight", weight), ("size", size), ("family", family.trim())];
    let names = ["font-style", "font-variant", "font-weight", "font-size", "font-family"];
    Some(names.into_iter().zip(parts.map(|(_, value)| value.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_of_svg_know_is_an_attribute() {
        let attribute = |value: &str| Form::Attribute(value.to_owned());
        let cases = [
            ("fill", "#468", attribute("#468")),
            ("fill", "none", attribute("none")),
            ("fill", "url(\"#a\") red", attribute("url(#a) red")),
            ("stroke", "hsl(120, 100%, 25%)", attribute("rgb(0, 128, 0)")),
            ("fill", "hsl(-30deg 50% 50%)", attribute("rgb(191, 64, 128)")),
            ("fill", "color(display-p3 1 0 0)", Form::Style),
            ("fill", "#46f8", Form::Style),
            ("fill", "3px", Form::Nothing),
            ("stroke-width", "2px", attribute("2px")),
            ("stroke-width", "calc(1px + 2px)", Form::Style),
            ("font-size", "12", Form::Nothing),
            ("font-size", "12px", attribute("12px")),
            ("mix-blend-mode", "multiply", Form::Style),
            ("transform", "rotate(3deg)", Form::Style),
            ("transition-delay", "1s", Form::Nothing),
            ("-inkscape-font-specification", "Sans", Form::Nothing),
        ];
        for (property, value, expected) in cases {
            assert_eq!(form(property, value), expected, "{property}: {value}");
        }
    }

    #[test]
    fn a_font_is_read_part_by_part() {
        let said = |value: &str| {
            parts("font", value).map(|parts| parts.into_iter().map(|(_, value)| value).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(said("italic 700 12px/2 'My Face', serif").unwrap(), "italic|normal|700|12px|'My Face', serif");
        assert_eq!(said("1.5em A").unwrap(), "normal|normal|normal|1.5em|A");
        assert_eq!((said("inherit"), said("bold 12 A"), said("caption")), (None, None, None));
    }
}
