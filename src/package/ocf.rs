//! `META-INF/container.xml`: which package document a container holds. EPUB 3.3, section 4.2.6.3.1.

use super::markup::Markup;
use super::reference::{Reference, resolve};
use super::{media_type, ns};
use crate::xml::{NodeId, Tree};

/// Where it stands in every container.
pub const PATH: &str = "META-INF/container.xml";

/// One `<rootfile>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rootfile {
    pub node: NodeId,
    /// From the root of the container, as written.
    pub path: Option<String>,
    pub media_type: Option<String>,
}

impl Rootfile {
    /// Returns the path, where it is that of a package document; as readers take it, who let nobody out.
    pub fn package_path(self) -> Option<String> {
        let is_package = self.media_type.is_some_and(|media_type| media_type.trim_ascii() == media_type::PACKAGE);
        let path = self.path.filter(|path| is_package && !path.is_empty())?;
        match resolve("", &path) {
            Reference::Inside { path, .. } | Reference::Leak { path, .. } => Some(path),
            // There is no such file, and that is to be told.
            Reference::Absolute => Some(path),
        }
    }
}

/// Writes the document that names one package document.
pub fn write(package_document: &str) -> Tree {
    let mut markup = Markup::new(ns::CONTAINER);
    markup.open("container", &[("version", "1.0")]);
    markup.open("rootfiles", &[]);
    markup.empty("rootfile", &[("full-path", package_document), ("media-type", media_type::PACKAGE)]);
    markup.close();
    markup.close();
    markup.finish()
}

/// Returns the rootfiles that the document names, in order.
pub fn read(tree: &Tree) -> Vec<Rootfile> {
    let rootfiles = tree.root().descendants().filter(|node| node.local_in(ns::CONTAINER) == Some("rootfile"));
    rootfiles
        .map(|node| Rootfile {
            node: node.id(),
            path: node.attribute("full-path").map(|path| path.trim_ascii().to_owned()),
            media_type: node.attribute("media-type").map(str::to_owned),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_document_is_named_and_found_again() {
        let rootfiles = read(&write("OEBPS/package.opf"));
        assert_eq!(rootfiles.len(), 1);
        assert_eq!(rootfiles[0].clone().package_path().as_deref(), Some("OEBPS/package.opf"));
    }
}
