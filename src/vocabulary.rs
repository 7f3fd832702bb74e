//! The vocabulary of EPUB content documents: which elements there are, what may stand in them, what they may say.
//!
//! Facts only, as HTML, ARIA in HTML and EPUB 3.3 (6.1, "XHTML content documents") give them; what to do about a
//! document that breaks them is for others to decide. Obsolete elements are not here: they are not allowed.

mod annotations;
mod aria;
mod attributes;
mod elements;
mod forms;
mod math_attributes;
mod mathml;
mod meaning;
mod roles;
mod semantics;
mod value;

pub use annotations::{ANNOTATIONS, is_event_handler};
pub use aria::{Property, implicit_properties, property, required_properties, supports};
pub use attributes::{Attribute, GLOBAL};
pub use elements::ELEMENTS;
pub use forms::{input_has, input_roles, input_value};
pub use math_attributes::{is_math_attribute, math_value};
pub use mathml::{MathContent, MathElement, math_element};
pub use meaning::{Meaning, MeaningElement, is_meaning_expression, is_qualifier, meaning_element};
pub use roles::{Roles, is_deprecated_role, is_static_role};
pub use semantics::{is_note_term, is_structural_term};
pub use value::Value;

/// The namespace of `epub:type`.
pub const OPS: &str = "http://www.idpf.org/2007/ops";

/// An element of XHTML.
#[derive(Debug)]
pub struct Element {
    pub name: &'static str,
    pub categories: Categories,
    pub content: Content,
    /// Those beside the global ones.
    pub attributes: &'static [Attribute],
    pub roles: Roles,
}

impl Element {
    /// Tells whether it stands among text.
    pub fn is_phrasing(&self) -> bool {
        self.categories.has(Categories::PHRASING)
    }

    /// Tells whether it stands among blocks, but not among text.
    pub fn is_block(&self) -> bool {
        self.categories.has(Categories::FLOW) && !self.is_phrasing()
    }

    /// Returns what is known of an attribute without namespace, its own or a global one.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().chain(GLOBAL).find(|attribute| attribute.name == name)
    }

    /// Returns what is known of one of its own attributes.
    pub fn own_attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// A set of content categories (HTML 3.2.4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Categories(u8);

impl Categories {
    /// Of elements that only stand in places of their own, such as `li`.
    pub const NONE: Self = Self(0);
    pub const FLOW: Self = Self(1);
    pub const PHRASING: Self = Self(2);
    pub const HEADING: Self = Self(4);
    pub const SECTIONING: Self = Self(8);
    pub const INTERACTIVE: Self = Self(16);
    pub const METADATA: Self = Self(32);

    /// Returns the categories of either set.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether it holds all of `other`.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What may stand in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Nothing,
    Text,
    Phrasing,
    Flow,
    /// What may stand in its parent.
    Transparent,
    /// `li`.
    Items,
    /// Groups of `dt` and `dd`, all bare or each in a `div`.
    Definitions,
    /// `caption`, `colgroup`, `thead`, `tbody`, `tfoot`, in this order.
    Table,
    /// `col`.
    Columns,
    /// `tr`.
    Rows,
    /// `td`, `th`.
    Cells,
    /// A `summary`, then flow.
    Details,
    /// Phrasing and headings.
    Summary,
    /// Flow, with at most one `figcaption`, first or last.
    Figure,
    /// One heading, and paragraphs.
    HeadingGroup,
    /// Phrasing, each run of it followed by `rt`.
    Ruby,
    /// Phrasing, `rt` and `rp`.
    RubyTexts,
    /// `source`, then an `img`.
    Picture,
    /// `source`, `track`, then what may stand in its parent.
    Media,
    /// `param`, then what may stand in its parent.
    Object,
    /// A `legend`, then flow.
    Fieldset,
    /// `option`, `optgroup`.
    Select,
    /// `option`.
    OptionGroup,
    /// `option`, or phrasing.
    Options,
    /// `head`, `body`.
    Page,
    /// `title`, and what else says something of the document.
    Head,
    /// What might stand anywhere.
    Template,
    /// Nothing that is looked into: scripts, styles.
    Anything,
    /// SVG or MathML.
    Foreign,
}

/// Returns the XHTML element of that name.
pub fn element(name: &str) -> Option<&'static Element> {
    let letter = name.bytes().next()?.checked_sub(b'a')?;
    let start = usize::from(*STARTS.get(usize::from(letter))?);
    let end = usize::from(*STARTS.get(usize::from(letter) + 1)?);
    ELEMENTS[start..end].iter().find(|element| element.name == name)
}

/// Where the elements begin whose names begin with each letter, and where those of `z` end.
const STARTS: [u8; 27] = {
    let mut starts = [0; 27];
    let mut letter = 0;
    while letter < 27 {
        let mut index = 0;
        while index < ELEMENTS.len() && ELEMENTS[index].name.as_bytes()[0] - b'a' < letter {
            index += 1;
        }
        #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 256 elements")]
        {
            starts[letter as usize] = index as u8;
        }
        letter += 1;
    }
    starts
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_found_by_its_name_and_no_other_name_is() {
        for listed in ELEMENTS {
            assert_eq!(element(listed.name).map(|found| found.name), Some(listed.name));
        }
        for name in ["", "A", "blink", "o:p", "x-y", "zz", "{", "é"] {
            assert!(element(name).is_none(), "{name}");
        }
    }

    #[test]
    fn the_table_is_in_the_order_of_the_alphabet() {
        assert!(ELEMENTS.is_sorted_by(|left, right| left.name < right.name));
    }

    #[test]
    fn phrasing_content_is_flow_content() {
        let wrong = ELEMENTS.iter().find(|element| element.is_phrasing() && !element.categories.has(Categories::FLOW));
        assert!(wrong.is_none(), "{wrong:?}");
    }
}
