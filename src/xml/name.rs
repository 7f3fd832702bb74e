//! Names of elements and attributes.

use html5ever::{LocalName, Namespace, Prefix};
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};

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

/// The highest number of a name.
pub(super) const LAST_NAME: u16 = (1 << 15) - 6;

/// The names of a tree, each once, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) all: Vec<Name>,
    /// The numbers of names beyond the first few, which are looked through faster than hashed.
    further: HashMap<(Prefix, Name), u16>,
}

impl Names {
    const FEW: usize = 48;

    /// Returns the number of a name, which is new or known. With another prefix it is another name here.
    ///
    /// A tree has room for some 32,760 names, thousands of times what any vocabulary has; beyond, all share the last number,
    /// so that no text can make looking them up slow.
    pub(super) fn intern(&mut self, name: &Name) -> u16 {
        let is_same = |known: &Name| known == name && known.prefix == name.prefix;
        if let Some(index) = self.all.iter().take(Self::FEW).position(is_same) {
            return u16::try_from(index).unwrap_or(LAST_NAME);
        }
        let key = || (name.prefix.clone(), name.clone());
        if let Some(&index) = self.further.get(&key()) {
            return index;
        }
        let Some(index) = u16::try_from(self.all.len()).ok().filter(|index| *index <= LAST_NAME) else {
            return LAST_NAME;
        };
        self.all.push(name.clone());
        if self.all.len() > Self::FEW {
            self.further.insert(key(), index);
        }
        index
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local && self.namespace == other.namespace
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.local.hash(state);
        self.namespace.hash(state);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_number_each_and_prefixes_tell_them_apart() {
        let mut names = Names::default();
        let many: Vec<Name> = (0..200).map(|number| Name::new("urn:a", &format!("n{number}"))).collect();
        let numbers: Vec<u16> = many.iter().map(|name| names.intern(name)).collect();
        assert_eq!(numbers, many.iter().map(|name| names.intern(name)).collect::<Vec<_>>());
        let prefixed = Name::prefixed("p", "urn:a", "n199");
        assert_eq!(names.intern(&prefixed), 200);
        assert_eq!([names.intern(&many[199]), names.intern(&prefixed)], [199, 200]);
    }
}
