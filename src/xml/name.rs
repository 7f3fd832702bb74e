//! Names of elements and attributes.

use html5ever::{LocalName, Namespace, Prefix};
use std::fmt;

/// Namespaces that several rooms need.
pub mod ns {
    pub const XHTML: &str = "http://www.w3.org/1999/xhtml";
    pub const SVG: &str = "http://www.w3.org/2000/svg";
    pub const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
    pub const XLINK: &str = "http://www.w3.org/1999/xlink";
    pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
    pub const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
    pub const NONE: &str = "";
}

/// The name of an element or attribute. Two names are equal whatever their prefixes.
#[derive(Clone, Eq)]
pub struct Name {
    /// Empty where there is none.
    pub prefix: Prefix,
    /// Empty where there is none.
    pub namespace: Namespace,
    pub local: LocalName,
}

impl Name {
    /// Returns a name without prefix.
    pub fn new(namespace: &str, local: &str) -> Self {
        Self::prefixed("", namespace, local)
    }

    /// Returns a name with a prefix.
    pub fn prefixed(prefix: &str, namespace: &str, local: &str) -> Self {
        Self { prefix: Prefix::from(prefix), namespace: Namespace::from(namespace), local: LocalName::from(local) }
    }

    /// Returns the name of an XHTML element.
    pub fn html(local: &str) -> Self {
        Self { prefix: Prefix::from(""), namespace: html5ever::ns!(html), local: LocalName::from(local) }
    }

    /// Returns the name of an attribute in no namespace.
    pub fn attribute(local: &str) -> Self {
        Self { prefix: Prefix::from(""), namespace: html5ever::ns!(), local: LocalName::from(local) }
    }

    /// Returns the name of an attribute in the `xml` namespace, such as `xml:lang`.
    pub fn xml(local: &str) -> Self {
        Self::prefixed("xml", ns::XML, local)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local && self.namespace == other.namespace
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{{{}}}{self}", &*self.namespace)
    }
}

impl fmt::Display for Name {
    /// Writes the name as XML does: `dc:title`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.prefix.is_empty() {
            write!(formatter, "{}:", &*self.prefix)?;
        }
        formatter.write_str(&self.local)
    }
}
