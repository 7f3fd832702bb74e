//! What a `style` attribute means beyond looks: the little that a book keeps of it.

/// The meaning of some declarations.
#[derive(Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub(super) struct Style {
    pub(super) hidden: bool,
    /// The class for its alignment.
    pub(super) align: Option<&'static str>,
    pub(super) italic: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) small_capitals: bool,
    pub(super) underline: bool,
    pub(super) strike: bool,
    /// `sup` or `sub`.
    pub(super) raised: Option<&'static str>,
    pub(super) direction: Option<&'static str>,
}

/// Reads the value of a `style` attribute.
pub(super) fn read(text: &str) -> Style {
    let mut style = Style::default();
    for declaration in text.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim_end();
        declare(&mut style, &property.trim().to_ascii_lowercase(), value);
    }
    style
}

fn declare(style: &mut Style, property: &str, value: &str) {
    match property {
        "display" => style.hidden |= value == "none",
        "visibility" => style.hidden |= matches!(value, "hidden" | "collapse"),
        "text-align" => style.align = alignment(value),
        "font-style" => style.italic = Some(matches!(value, "italic" | "oblique")),
        "font-weight" => {
            style.bold =
                Some(matches!(value, "bold" | "bolder") || value.parse().is_ok_and(|weight: f32| weight >= 600.0));
        }
        "font-variant" | "font-variant-caps" => style.small_capitals = value.contains("small-caps"),
        "text-decoration" | "text-decoration-line" => {
            style.underline = value.contains("underline");
            style.strike = value.contains("line-through");
        }
        "vertical-align" => {
            style.raised = match value {
                "super" => Some("sup"),
                "sub" => Some("sub"),
                _ => None,
            };
        }
        "direction" => style.direction = ["rtl", "ltr"].into_iter().find(|direction| *direction == value),
        _ => {}
    }
}

/// Returns the class for a value of `text-align` or `align`; the rest is as a text is anyway.
pub(super) fn alignment(value: &str) -> Option<&'static str> {
    let value = value.trim();
    let is = |word: &str| value.eq_ignore_ascii_case(word);
    match () {
        () if is("center") || is("middle") || is("-webkit-center") => Some("center"),
        () if is("right") || is("end") => Some("right"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meaning_is_read_and_looks_are_not() {
        let expected = Style {
            hidden: false,
            align: Some("center"),
            italic: Some(true),
            bold: Some(false),
            small_capitals: true,
            underline: true,
            strike: false,
            raised: Some("sup"),
            direction: Some("rtl"),
        };
        let text = "color:red; TEXT-ALIGN: Center !important; font-style:italic;font-weight:400; \
                    font-variant: small-caps; text-decoration: underline dotted; vertical-align: super; direction:rtl; x";
        assert_eq!(read(text), expected);
        assert!(read("display:none").hidden && !read("display:block").hidden);
        assert_eq!(read(";;:"), Style::default());
    }
}
