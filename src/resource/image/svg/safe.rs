//! Taking out of an SVG what a book may not hold: scripts, event handlers, foreign objects, and addresses outside it.
//! Pictures and fonts beside it are put into it, since a reader loads no file from within a picture.
//!
//! EPUB 3.3, sections 3.6 (remote resources), 6.2 (SVG content documents) and 6.3 (scripting). A file that holds none
//! of these is packed byte for byte.

use super::super::Fault;
use super::{declared_encoding, foreign, nested, read, references, small, stylesheet};
use crate::css::{self, Found};
use crate::diagnostic::Diagnostic;
use crate::resource::font::FONT_NOT_EMBEDDED;
use crate::xml::{Attribute, Kind, Name, NodeId, NodeRef, Tree, ns, write_xml};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is to be packed of an SVG file.
#[derive(Debug, Default)]
pub struct SafeCopy {
    /// The file written anew; nothing where it can stay as it is.
    pub copy: Option<Vec<u8>>,
    /// What was taken out, and how often.
    pub removed: Tally,
    /// What was put right, so that nothing is lost of what a reader would show.
    pub mended: Tally,
    /// What a reader would have shown of what was taken out.
    pub lost: Vec<Lost>,
}

/// Something of a drawing that its copy does not show.
#[derive(Debug)]
pub enum Lost {
    /// What is at an address outside the file.
    Address(String),
    /// A foreign object, with the lines of words in it.
    Object(Vec<String>),
    /// The letters of a font, and why it cannot be had.
    Font(Diagnostic),
}

impl Lost {
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let lines = if let Self::Object(lines) = self { lines.as_slice() } else { &[] };
        lines.iter().map(String::as_str)
    }

    pub fn address(&self) -> Option<&str> {
        if let Self::Address(address) = self { Some(address) } else { None }
    }

    pub fn font(&self) -> Option<&Diagnostic> {
        if let Self::Font(fault) = self { Some(fault) } else { None }
    }
}

/// Things of a kind that are counted, as a finding names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    pub one: &'static str,
    pub many: &'static str,
}

/// How many there are of some things.
pub type Tally = BTreeMap<Thing, usize>;

/// What knows the files beside an SVG, and gives each as an address that holds its data.
pub trait Embed {
    /// Returns a picture; nothing where it cannot be had.
    fn picture(&self, address: &str) -> Option<String>;

    /// Returns a font with what the letters of a drawing need.
    ///
    /// # Errors
    /// Why it cannot be had.
    fn font(&self, address: &str, drawing: &Tree) -> Result<String, Box<Diagnostic>>;

    /// Returns what was taken out of the drawings that were put in as pictures.
    fn taken_out(&self) -> (Tally, Vec<Lost>) {
        (Tally::new(), Vec::new())
    }

    /// Returns the language of those who will see the drawing.
    fn language(&self) -> Option<&str> {
        None
    }
}

const SCRIPT: Thing = Thing { one: "script", many: "scripts" };
const HANDLER: Thing = Thing { one: "event handler", many: "event handlers" };
const FOREIGN: Thing = Thing { one: "foreign object", many: "foreign objects" };
pub const LABEL: Thing =
    Thing { one: "foreign object, whose words are text now", many: "foreign objects, whose words are text now" };
pub const ADDRESS: Thing = Thing { one: "address outside the file", many: "addresses outside the file" };

/// The only document type that EPUB allows for SVG, and that needs no writing anew.
const ALLOWED_DOCTYPE: &str =
    "svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"";

/// Returns what is to be packed of a file; `embed` knows what lies beside it.
///
/// # Errors
/// Where it is no sound SVG.
pub fn safe_copy(bytes: &[u8], embed: &dyn Embed) -> Result<SafeCopy, Fault> {
    let (lean, mut tree) = read(bytes)?;
    let mut cleaner = Cleaner { made: SafeCopy::default(), embed, has_embedded: false };
    let said = small::say_simply(&mut tree, embed.language());
    if said.labels > 0 {
        cleaner.made.mended.insert(LABEL, said.labels);
    }
    if !said.lost_words.is_empty() {
        cleaner.made.removed.insert(FOREIGN, 1);
        cleaner.made.lost.push(Lost::Object(said.lost_words));
    }
    cleaner.clean(&mut tree);
    let Cleaner { made: mut safe, mut has_embedded, .. } = cleaner;
    has_embedded |= nested::put_in(&mut tree);
    let (removed, lost) = embed.taken_out();
    for (thing, count) in removed {
        *safe.removed.entry(thing).or_default() += count;
    }
    safe.lost.extend(lost);
    references::mend(&mut tree, &mut safe.mended);
    let doctype = tree.root().children().find(|node| node.kind() == Kind::Doctype);
    let plain_doctype = doctype.is_none_or(|doctype| normal_space(doctype.text()) == ALLOWED_DOCTYPE);
    let is_clean = safe.removed.is_empty() && safe.mended.is_empty() && safe.lost.is_empty();
    if is_clean && !has_embedded && !said.is_changed && plain_doctype && is_utf_8(bytes) {
        return Ok(safe);
    }
    if let Some(doctype) = doctype.map(NodeRef::id) {
        tree.detach(doctype);
    }
    let mut copy = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    write_xml(tree.root(), &mut copy);
    safe.copy = Some(lean.with_data(&copy));
    Ok(safe)
}

/// Tells whether a file is UTF-8 and does not say otherwise, as EPUB wants.
fn is_utf_8(bytes: &[u8]) -> bool {
    let declared = declared_encoding(bytes).unwrap_or(encoding_rs::UTF_8);
    declared == encoding_rs::UTF_8 && str::from_utf8(bytes).is_ok()
}

fn normal_space(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

struct Cleaner<'a> {
    made: SafeCopy,
    embed: &'a dyn Embed,
    has_embedded: bool,
}

impl Cleaner<'_> {
    fn clean(&mut self, tree: &mut Tree) {
        let mut next = tree.root().first_child().map(NodeRef::id);
        while let Some(id) = next {
            self.embed_picture(tree, id);
            let node = tree.get(id);
            let beyond = node.following_beyond(tree.document()).map(NodeRef::id);
            if let Some(what) = refused_node(node) {
                if what == FOREIGN {
                    self.save_words(tree, id);
                } else {
                    let address = outside_address(node).map(|address| Lost::Address(address.to_owned()));
                    self.made.lost.extend(address);
                    *self.made.removed.entry(what).or_default() += 1;
                }
                tree.detach(id);
                next = beyond;
                continue;
            }
            self.clean_attributes(tree, id);
            self.clean_style(tree, id);
            // Only now: cleaning a style replaces what is in it.
            next = tree.get(id).following_within(tree.document()).map(NodeRef::id);
        }
    }

    /// Puts a picture beside the file into it.
    fn embed_picture(&mut self, tree: &mut Tree, id: NodeId) {
        let node = tree.get(id);
        if !matches!(node.local_in(ns::SVG), Some("image" | "feImage")) {
            return;
        }
        let outside = |attribute: &Attribute<'_>| is_href(*attribute) && !is_inside(attribute.value);
        let found: Vec<(Name, String)> = node
            .attributes()
            .filter(outside)
            .filter_map(|attribute| Some((attribute.name.clone(), self.embed.picture(attribute.value)?)))
            .collect();
        for (name, data) in found {
            tree.set_attribute(id, &name, &data, None);
            self.has_embedded = true;
        }
    }

    /// Makes text of the words in a foreign object that will be taken out, or notes that they are lost.
    fn save_words(&mut self, tree: &mut Tree, id: NodeId) {
        let node = tree.get(id);
        let is_shown = !node.ancestors().any(|above| matches!(above.local_in(ns::SVG), Some("desc" | "metadata")));
        let lines = if is_shown { foreign::lines(node) } else { Vec::new() };
        let is_object = node.local_in(ns::SVG).is_some();
        if !lines.is_empty() && is_object && foreign::put_text_before(tree, id, &lines) {
            *self.made.mended.entry(LABEL).or_default() += 1;
            return;
        }
        if is_shown {
            self.made.lost.push(Lost::Object(lines));
        }
        *self.made.removed.entry(FOREIGN).or_default() += 1;
    }

    fn clean_attributes(&mut self, tree: &mut Tree, id: NodeId) {
        let node = tree.get(id);
        let is_link = node.local_in(ns::SVG) == Some("a");
        let refused: Vec<(Name, Thing, Option<String>)> = node
            .attributes()
            .filter_map(|attribute| {
                let (what, instead) = refused_attribute(attribute, is_link)?;
                Some((attribute.name.clone(), what, instead))
            })
            .collect();
        for (name, what, instead) in refused {
            *self.made.removed.entry(what).or_default() += 1;
            match instead {
                Some(value) => tree.set_attribute(id, &name, &value, None),
                None => tree.unset_attribute(id, &name),
            }
        }
    }

    fn clean_style(&mut self, tree: &mut Tree, id: NodeId) {
        if tree.get(id).local_in(ns::SVG) != Some("style") {
            return;
        }
        let text = tree.get(id).text_content();
        let cleaned = stylesheet::clean(&text, &|address| self.embed.font(address, tree));
        self.made.lost.extend(cleaned.lost_fonts.into_iter().map(Lost::Font));
        self.has_embedded |= cleaned.has_embedded;
        let Some(clean) = cleaned.text else { return };
        if cleaned.dropped > 0 {
            *self.made.removed.entry(ADDRESS).or_default() += cleaned.dropped;
        }
        references::replace_text(tree, id, &clean);
    }
}

/// Returns why a node cannot stay.
fn refused_node(node: NodeRef<'_>) -> Option<Thing> {
    if node.kind() == Kind::Instruction && node.text().starts_with("xml-stylesheet") {
        return Some(ADDRESS);
    }
    if node.html().is_some() {
        return Some(FOREIGN);
    }
    match node.local_in(ns::SVG)? {
        "script" | "handler" | "listener" => Some(SCRIPT),
        "foreignObject" => Some(FOREIGN),
        // An animation of an address could bring back what is taken out.
        "set" | "animate" if node.attribute("attributeName").is_some_and(|name| name.ends_with("href")) => {
            Some(ADDRESS)
        }
        _ if outside_address(node).is_some() => Some(ADDRESS),
        _ => None,
    }
}

/// Returns the address outside the file that an element would show.
pub(crate) fn outside_address(node: NodeRef<'_>) -> Option<&str> {
    let shows =
        matches!(node.local_in(ns::SVG)?, "image" | "use" | "feImage" | "audio" | "video" | "iframe" | "canvas");
    let outside = |attribute: &Attribute<'_>| shows && is_href(*attribute) && !is_inside(attribute.value);
    node.attributes().find(outside).map(|attribute| attribute.value)
}

/// Returns why an attribute cannot stay as it is, and what may stay of it.
fn refused_attribute(attribute: Attribute<'_>, is_link: bool) -> Option<(Thing, Option<String>)> {
    let Attribute { name, value, .. } = attribute;
    if &*name.namespace == ns::NONE && name.local.starts_with("on") {
        return Some((HANDLER, None));
    }
    if is_href(attribute) {
        let leads_out = ["https://", "http://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
        let may_stay = is_inside(value) || is_link && leads_out;
        return (!may_stay).then_some((ADDRESS, None));
    }
    if &*name.namespace == ns::XML && &*name.local == "base" {
        return Some((ADDRESS, None));
    }
    if !value.contains('(') {
        return None;
    }
    let clean = edited(value, css::scan_declarations(value).into_iter().filter_map(without_address))?;
    Some((ADDRESS, Some(clean)))
}

/// Returns what a `url()` outside the file becomes: what a reader makes of one that it cannot load.
pub(super) fn without_address(found: Found<'_>) -> Option<(Range<usize>, String)> {
    match found {
        Found::Url { address, range } if !is_inside(address) => Some((range, "none".to_owned())),
        _ => None,
    }
}

/// Returns `text` with other words at some places, which come in order; nothing where there are none.
pub(super) fn edited(text: &str, edits: impl Iterator<Item = (Range<usize>, String)>) -> Option<String> {
    let (mut out, mut kept) = (String::new(), 0);
    let mut is_edited = false;
    for (range, instead) in edits {
        out.push_str(&text[kept..range.start]);
        out.push_str(&instead);
        kept = range.end;
        is_edited = true;
    }
    out.push_str(&text[kept..]);
    is_edited.then_some(out)
}

pub(super) fn is_href(attribute: Attribute<'_>) -> bool {
    &*attribute.name.local == "href" && matches!(&*attribute.name.namespace, ns::NONE | ns::XLINK)
}

/// Tells whether an address leads into the file itself or holds its own data.
pub(super) fn is_inside(address: &str) -> bool {
    let address = address.trim();
    address.is_empty()
        || address.starts_with('#')
        || address.starts_with("data:image/")
        || address.starts_with("data:font/")
}

/// Where nothing lies beside a drawing.
pub struct NothingBeside;

impl Embed for NothingBeside {
    fn picture(&self, _: &str) -> Option<String> {
        None
    }

    fn font(&self, address: &str, _: &Tree) -> Result<String, Box<Diagnostic>> {
        let message = format!("`{address}` is not in the drawing");
        let help = "write the drawing into a file of its own, with the font beside it";
        Err(Box::new(Diagnostic::new(&FONT_NOT_EMBEDDED, message).help(help)))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    fn copied(content: &str) -> (Option<String>, SafeCopy) {
        let mut safe = safe_copy(format!("{OPEN}{content}</svg>").as_bytes(), &NothingBeside).unwrap();
        let strip = |text: String| {
            let inside = text.split_once(OPEN).map(|(_, text)| text.trim_end().trim_end_matches("</svg>"));
            inside.unwrap_or_default().to_owned()
        };
        (safe.copy.take().map(|copy| strip(String::from_utf8(copy).unwrap())), safe)
    }

    /// Returns what is in the copy of a file, and what was taken out.
    pub(in super::super) fn safe(content: &str) -> (Option<String>, Vec<(Thing, usize)>) {
        let (copy, safe) = copied(content);
        (copy, safe.removed.into_iter().collect())
    }

    /// Returns what is in the copy of a file, and what was put right.
    pub(in super::super) fn mended(content: &str) -> (Option<String>, Vec<(Thing, usize)>) {
        let (copy, safe) = copied(content);
        (copy, safe.mended.into_iter().collect())
    }

    #[test]
    fn what_a_book_may_not_hold_is_taken_out() {
        let cases = [
            ("<script>x</script><g/>", "<g/>", (SCRIPT, 1)),
            ("<g onclick=\"x\" id=\"a\"/>", "<g id=\"a\"/>", (HANDLER, 1)),
            (
                "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject><g/>",
                "<g/>",
                (FOREIGN, 1),
            ),
            ("<image href=\"https://a.example/b.png\"/><g/>", "<g/>", (ADDRESS, 1)),
            ("<use xlink:href=\"other.svg#a\"/><g/>", "<g/>", (ADDRESS, 1)),
            ("<g fill=\"url(https://a.example/#b)\"/>", "<g fill=\"none\"/>", (ADDRESS, 1)),
            ("<g style=\"fill: url('a.svg#b'); x: y\"/>", "<g style=\"fill: none; x: y\"/>", (ADDRESS, 1)),
            (
                "<style>@import 'a.css'; @media (width: 0){g{fill:url(a.png)}}</style>",
                "<style> @media (width: 0){g{fill:none}}</style>",
                (ADDRESS, 2),
            ),
            (
                "<foreignObject><img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"a.png\"/></foreignObject><g/>",
                "<g/>",
                (FOREIGN, 1),
            ),
            ("<a><set attributeName=\"href\" to=\"javascript:x\"/></a>", "<g/>", (ADDRESS, 1)),
        ];
        for (content, clean, removed) in cases {
            assert_eq!(safe(content), (Some(clean.to_owned()), vec![removed]), "{content}");
        }
    }

    #[test]
    fn nothing_is_overlooked_after_a_style() {
        let (copy, _) = safe("<style>g:x{fill:url(a.png)}</style><g><script/></g><g onload=\"x\"/><script/>");
        assert_eq!(copy.as_deref(), Some("<style>g:x{fill:none}</style><g/><g/>"));
    }

    #[test]
    fn a_plain_file_stays_as_it_is() {
        let plain = "<g id=\"a\"/><pattern id=\"b\"/><use xlink:href=\"#a\" fill=\"url(#b)\"/>\
                     <image href=\"data:image/png;base64,AA==\"/>";
        assert_eq!(safe(plain), (None, vec![]));
        let with_doctype = format!("<!DOCTYPE {ALLOWED_DOCTYPE}>{OPEN}</svg>");
        assert!(safe_copy(with_doctype.as_bytes(), &NothingBeside).unwrap().copy.is_none());
    }

    #[test]
    fn entities_are_written_out_and_another_encoding_becomes_utf_8() {
        let text = "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
        let copy = safe_copy(text.as_bytes(), &NothingBeside).unwrap().copy.unwrap();
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">b</svg>\n";
        assert_eq!(String::from_utf8(copy).unwrap(), expected);
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><svg xmlns='http://www.w3.org/2000/svg'>\xE9</svg>";
        let copy = String::from_utf8(safe_copy(latin, &NothingBeside).unwrap().copy.unwrap()).unwrap();
        assert!(copy.contains('é') && copy.contains("encoding=\"UTF-8\""));
    }
}
