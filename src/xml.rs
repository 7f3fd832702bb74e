//! One namespaced tree for XHTML, SVG, MathML, OPF, NCX and SMIL: building, walking, parsing, writing.
//!
//! It knows the grammar of XML and how browsers read HTML, and nothing of EPUB.
//! Nothing here recurses over the depth of a tree, so that no input can exhaust the stack.

mod beginning;
mod copy;
mod html;
mod limits;
mod name;
mod node;
mod parse;
mod strict;
mod tree;
mod write;

pub use beginning::{Beginning, beginning};
pub use html::{HtmlBuilder, MAX_DEPTH, parse_html};
pub use name::{Name, ns};
pub use node::{Attribute, NodeRef};
pub use parse::{ParseFailure, doctype, parse_xml};
pub use tree::{Kind, NodeId, Tree};
pub use write::{escape_attribute, escape_text, write_xml};

/// Tells whether XML 1.0 can hold a character (production `Char`), leaving out the noncharacters that EPUB forbids.
pub fn is_xml_char(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => false,
        _ => true,
    }
}
