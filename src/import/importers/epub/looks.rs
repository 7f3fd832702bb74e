//! What the stylesheets of an EPUB say of stress: the classes that make words italic, bold or small capitals, and set
//! paragraphs in the middle. All else that they say stays behind with them.

use crate::css::{Found, scan, scan_declarations};
use crate::package::{Body, Package};
use crate::resource::Content;
use crate::xml::NodeRef;
use std::collections::HashMap;

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each look is there or is not, whatever the others are")]
pub(super) struct Look {
    pub is_italic: bool,
    pub is_bold: bool,
    pub is_small_caps: bool,
    pub is_centred: bool,
}

impl Look {
    fn declare(&mut self, property: &str, value: &str) {
        let value = value.trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "font-style" => self.is_italic = matches!(&*value, "italic" | "oblique"),
            "font-weight" => self.is_bold = matches!(&*value, "bold" | "bolder" | "600" | "700" | "800" | "900"),
            "font-variant" | "font-variant-caps" => self.is_small_caps = value.contains("small-caps"),
            "text-align" => self.is_centred = value == "center",
            _ => {}
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            is_italic: self.is_italic || other.is_italic,
            is_bold: self.is_bold || other.is_bold,
            is_small_caps: self.is_small_caps || other.is_small_caps,
            is_centred: self.is_centred || other.is_centred,
        }
    }
}

/// How classes look.
#[derive(Debug, Default)]
pub(super) struct Looks {
    by_class: HashMap<String, Look>,
}

impl Looks {
    /// Reads all stylesheets of a package.
    pub(super) fn of(package: &Package) -> Self {
        let mut looks = Self::default();
        for entry in package.entries.iter().filter(|entry| entry.path.to_ascii_lowercase().ends_with(".css")) {
            if let Body::Other(Content::Bytes(bytes)) = &entry.body {
                looks.read(&String::from_utf8_lossy(bytes));
            }
        }
        looks
    }

    fn read(&mut self, css: &str) {
        for found in scan(css) {
            let Found::Declaration { selector, property, value, .. } = found else { continue };
            for class in selector.split(',').filter_map(class_alone) {
                self.by_class.entry(class.to_owned()).or_default().declare(property, value);
            }
        }
    }

    /// Returns how an element looks by its classes and its own style.
    pub(super) fn of_element(&self, node: NodeRef<'_>) -> Look {
        let classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace();
        let mut look =
            classes.filter_map(|class| self.by_class.get(class)).fold(Look::default(), |all, look| all.or(*look));
        for found in node.attribute("style").map(scan_declarations).unwrap_or_default() {
            if let Found::Declaration { property, value, .. } = found {
                look.declare(property, value);
            }
        }
        look
    }
}

/// Returns the class of a selector that names nothing more than one, and perhaps an element.
fn class_alone(selector: &str) -> Option<&str> {
    let (element, class) = selector.trim().split_once('.')?;
    let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (is_word(element) && is_word(class) && !class.is_empty()).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_stress_words_are_known() {
        let mut looks = Looks::default();
        looks.read(
            ".a, span.b { font-style: italic; color: red } .c .d { font-weight: bold } p.c { text-align: center }",
        );
        assert!(looks.by_class["a"].is_italic && looks.by_class["b"].is_italic && looks.by_class["c"].is_centred);
        assert!(!looks.by_class.contains_key("d"));
    }
}
