//! Writing a tree as XML 1.0 in UTF-8.
//!
//! Namespace declarations that the tree does not hold as attributes are added where they are first needed.
//! XHTML elements are closed as both XML and HTML parsers understand: `<br/>`, but `<p></p>`.

use super::name::{Name, ns};
use super::node::NodeRef;
use super::tree::{Kind, NodeId};
use html5ever::{Namespace, Prefix};

/// Writes a node and all below it at the end of `out`; of a document, its children, each on a line of its own.
pub fn write_xml(node: NodeRef<'_>, out: &mut String) {
    let mut writer = Writer { out, bindings: Vec::new() };
    if node.kind() == Kind::Document {
        for child in node.children() {
            writer.subtree(child);
            writer.out.push('\n');
        }
    } else {
        writer.subtree(node);
    }
}

/// Writes text with what XML needs escaped; a carriage return as a reference, since a bare one would be read as a newline.
pub fn escape_text(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#13;"),
        _ => None,
    });
}

/// Writes an attribute's value for double quotes.
pub fn escape_attribute(value: &str, out: &mut String) {
    escape(value, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#9;"),
        b'\n' => Some("&#10;"),
        b'\r' => Some("&#13;"),
        _ => None,
    });
}

/// Tells which bytes may need escaping; nearly none do, and one look-up says so.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut index = 0;
    while index < SPECIALS.len() {
        special[SPECIALS[index] as usize] = true;
        index += 1;
    }
    special
};

const SPECIALS: &[u8] = b"&<>\"\t\n\r";

fn escape(text: &str, out: &mut String, escaped: impl Fn(u8) -> Option<&'static str>) {
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        if SPECIAL[usize::from(byte)]
            && let Some(escaped) = escaped(byte)
        {
            out.push_str(&text[written..index]);
            out.push_str(escaped);
            written = index + 1;
        }
    }
    out.push_str(&text[written..]);
}

struct Writer<'a> {
    out: &'a mut String,
    /// The namespace declarations in force, the innermost last, each with the element that makes it.
    bindings: Vec<(Prefix, Namespace, NodeId)>,
}

impl Writer<'_> {
    fn subtree(&mut self, top: NodeRef<'_>) {
        let mut node = top;
        loop {
            self.open(node);
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            loop {
                self.close(node);
                if node.id() == top.id() {
                    return;
                }
                if let Some(next) = node.next() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return };
                node = parent;
            }
        }
    }

    fn open(&mut self, node: NodeRef<'_>) {
        match node.kind() {
            Kind::Document => {}
            Kind::Element => self.start_tag(node),
            Kind::Text => escape_text(node.text(), self.out),
            Kind::Comment => self.comment(node.text()),
            Kind::Instruction => self.wrapped("<?", node.text(), "?>"),
            Kind::Doctype => self.wrapped("<!DOCTYPE ", node.text(), ">"),
        }
    }

    fn close(&mut self, node: NodeRef<'_>) {
        if let Some(name) = node.name() {
            self.end_tag(node, name);
        }
        if node.ends_line() {
            self.out.push('\n');
        }
    }

    fn end_tag(&mut self, node: NodeRef<'_>, name: &Name) {
        if node.first_child().is_none() && !needs_end_tag(node) {
            self.out.push_str("/>");
        } else {
            if node.first_child().is_none() {
                self.out.push('>');
            }
            self.out.push_str("</");
            self.name(name);
            self.out.push('>');
        }
        while self.bindings.last().is_some_and(|(_, _, owner)| *owner == node.id()) {
            self.bindings.pop();
        }
    }

    /// Writes a start tag; its `>` only where children follow, so that `close` can choose the short form.
    fn start_tag(&mut self, node: NodeRef<'_>) {
        let Some(name) = node.name() else { return };
        self.out.push('<');
        self.name(name);
        for attribute in node.attributes().filter(|attribute| &*attribute.name.namespace == ns::XMLNS) {
            let is_default = attribute.name.prefix.is_empty();
            let prefix = if is_default { Prefix::from("") } else { Prefix::from(&*attribute.name.local) };
            self.bindings.push((prefix, Namespace::from(attribute.value), node.id()));
        }
        self.declare(name, node.id());
        for attribute in node.attributes() {
            if &*attribute.name.namespace != ns::NONE && &*attribute.name.namespace != ns::XMLNS {
                self.declare(attribute.name, node.id());
            }
            self.out.push(' ');
            self.name(attribute.name);
            self.out.push_str("=\"");
            escape_attribute(attribute.value, self.out);
            self.out.push('"');
        }
        if node.first_child().is_some() {
            self.out.push('>');
        }
    }

    /// Writes the declaration that `name` needs, unless one is in force.
    fn declare(&mut self, name: &Name, owner: NodeId) {
        if &*name.prefix == "xml" {
            return;
        }
        let bound = self.bindings.iter().rev().find(|(prefix, _, _)| *prefix == name.prefix);
        let in_force =
            bound.map_or(name.namespace.is_empty() && name.prefix.is_empty(), |bound| bound.1 == name.namespace);
        if in_force {
            return;
        }
        self.out.push_str(" xmlns");
        if !name.prefix.is_empty() {
            self.out.push(':');
            self.out.push_str(&name.prefix);
        }
        self.out.push_str("=\"");
        escape_attribute(&name.namespace, self.out);
        self.out.push('"');
        self.bindings.push((name.prefix.clone(), name.namespace.clone(), owner));
    }

    fn name(&mut self, name: &Name) {
        if !name.prefix.is_empty() {
            self.out.push_str(&name.prefix);
            self.out.push(':');
        }
        self.out.push_str(&name.local);
    }

    /// Writes a comment, with a space wherever its text would end it.
    fn comment(&mut self, text: &str) {
        self.out.push_str("<!--");
        self.out.push_str(&text.replace("--", "- -").replace("--", "- -"));
        if text.ends_with('-') {
            self.out.push(' ');
        }
        self.out.push_str("-->");
    }

    fn wrapped(&mut self, before: &str, text: &str, after: &str) {
        self.out.push_str(before);
        self.out.push_str(text);
        self.out.push_str(after);
    }
}

/// Tells whether an empty element is written with an end tag: HTML has a list of those that are not.
fn needs_end_tag(node: NodeRef<'_>) -> bool {
    node.html().is_some_and(|local| !is_void(local))
}

fn is_void(local: &str) -> bool {
    matches!(
        local,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Tree, parse_xml};
    use super::*;

    fn written(tree: &Tree) -> String {
        let mut out = String::new();
        write_xml(tree.root(), &mut out);
        out
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_document() {
        let text = "<?pi data?><a xmlns=\"urn:a\" xmlns:b=\"urn:b\" b:x=\"1 &lt; &quot;2&quot;&#10;\" y=\"&amp;\"><b:c/>t &lt;&#13;<!-- x --><d xmlns=\"\"/></a>";
        let tree = parse_xml(&text.into(), None).unwrap();
        let once = written(&tree);
        let again = parse_xml(&once.as_str().into(), None).expect(&once);
        assert_eq!(tree, again);
        assert_eq!(once, written(&again));
    }

    #[test]
    fn a_line_end_behind_a_node_is_written_counts_as_text_and_stays_where_it_was() {
        let mut tree = Tree::default();
        let document = tree.document();
        let div = tree.append_element(document, &Name::html("div"), None);
        let first = tree.append_element(div, &Name::html("p"), None);
        tree.append_text(first, "a", None);
        tree.end_line(first);
        let wrapper = tree.wrap(first, &Name::html("section"));
        let rule = tree.create_element(&Name::html("hr"), None);
        tree.insert_after(wrapper, rule);
        let html =
            r#"<div xmlns="http://www.w3.org/1999/xhtml"><section><p>a</p></section><hr/>"#.to_owned() + "\n</div>\n";
        assert_eq!(written(&tree), html);
        assert_eq!(tree.get(div).text_content(), "a\n");
        assert!(tree == parse_xml(&html.trim_end().into(), None).unwrap());
    }

    #[test]
    fn namespaces_are_declared_where_needed_and_empty_html_elements_keep_their_end_tag() {
        let mut tree = Tree::default();
        let document = tree.document();
        let body = tree.append_element(document, &Name::html("body"), None);
        tree.append_element(body, &Name::html("p"), None);
        tree.append_element(body, &Name::html("br"), None);
        let svg = tree.append_element(body, &Name::new(ns::SVG, "svg"), None);
        tree.set_attribute(svg, &Name::prefixed("xlink", ns::XLINK, "href"), "#a", None);
        assert_eq!(
            written(&tree),
            "<body xmlns=\"http://www.w3.org/1999/xhtml\"><p></p><br/><svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"#a\"/></body>\n"
        );
    }

    #[test]
    fn a_comment_never_ends_early() {
        let mut tree = Tree::default();
        let comment = tree.create_comment("a--b---c-", None);
        let document = tree.document();
        tree.append(document, comment);
        let text = format!("<r>{}</r>", written(&tree));
        assert!(parse_xml(&text.as_str().into(), None).is_ok(), "{text}");
    }
}
