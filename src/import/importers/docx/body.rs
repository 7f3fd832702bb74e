//! The text of a document: paragraphs, lists and tables, with the runs in them.

use super::styles::{Kind, Style, Styles, format};
use super::words::{below, ruby, shown, sign, texts};
use super::{Read, Relations, attribute, child, is, value};
use crate::import::compose::{Composer, Content, Format, Run, shows, text_of};
use crate::import::zipped::Archive;
use crate::import::{Removed, compose, formulas, headed, places};
use crate::manifest::{Facts, Person};
use crate::source::Located;
use crate::xml::{NodeRef, Tree};
use std::collections::HashSet;

pub(super) struct Reader<'a> {
    archive: &'a mut Archive,
    styles: &'a Styles,
    /// Footnotes and endnotes.
    notes: &'a [Option<Tree>; 2],
    /// Where the links of the text, the footnotes and the endnotes lead.
    links: &'a [Relations; 3],
    /// Which of these the text at hand has.
    part: usize,
    out: Composer,
    facts: Facts,
    deleted: Vec<String>,
    contents: Vec<String>,
    moved: Vec<String>,
    formulas: usize,
    boxes: usize,
    /// The footnotes and endnotes that are mentioned.
    mentioned: HashSet<(usize, String)>,
    /// The places that links lead to.
    wanted: HashSet<String>,
    /// Bookmarks between two paragraphs.
    between: Vec<Run>,
    /// The address of the field that is open, and whether its text has begun.
    field: Option<(String, bool)>,
}

/// What holds the text of a box.
const BOX: &str = "txbxContent";

/// A paragraph as it is read.
#[derive(Default)]
struct Paragraph<'a> {
    runs: Vec<Run>,
    /// The boxes that stand beside it.
    boxes: Vec<NodeRef<'a>>,
    /// Whether a page begins before it, or after it.
    breaks_before: bool,
    breaks_after: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        archive: &'a mut Archive,
        styles: &'a Styles,
        notes: &'a [Option<Tree>; 2],
        links: &'a [Relations; 3],
    ) -> Self {
        Self {
            archive,
            styles,
            notes,
            links,
            part: 0,
            out: Composer::default(),
            facts: Facts::default(),
            deleted: Vec::new(),
            contents: Vec::new(),
            moved: Vec::new(),
            formulas: 0,
            boxes: 0,
            mentioned: HashSet::new(),
            wanted: HashSet::new(),
            between: Vec::new(),
            field: None,
        }
    }

    /// Reads the whole text.
    pub(super) fn document(&mut self, document: &Tree) -> Read {
        let trees = std::iter::once(document).chain(self.notes.iter().flatten());
        for node in trees.flat_map(|tree| tree.root().descendants()) {
            if is(node, "hyperlink") {
                self.wanted.extend(attribute(node, "anchor").map(str::to_owned));
            } else if is(node, "instrText") {
                self.wanted
                    .extend(field_target(&node.text_content()).and_then(|to| Some(to.strip_prefix('#')?.to_owned())));
            }
        }
        let body = document.root().descendants().find(|node| is(*node, "body"));
        if let Some(body) = body {
            self.blocks(body);
        }
        let mut removed = Vec::new();
        let unmentioned = self.unmentioned();
        for (what, texts) in [
            ("what tracked changes deleted", &self.deleted),
            ("the list of contents, which the book makes by itself", &self.contents),
            ("the title and who wrote it, which the book says by itself", &self.moved),
            ("notes that nothing mentions", &unmentioned),
        ] {
            if !texts.is_empty() {
                removed.push(Removed { what: what.to_owned(), text: texts.join("\n") });
            }
        }
        let mut remarks: Vec<String> = compose::boxes(self.boxes).into_iter().collect();
        if self.formulas > 0 {
            remarks.push(formulas::remark(self.formulas));
        }
        if !self.deleted.is_empty() {
            remarks
                .push("it has tracked changes: what was inserted is kept, what was deleted is listed below".to_owned());
        }
        Read { tree: std::mem::take(&mut self.out).finish(), facts: std::mem::take(&mut self.facts), removed, remarks }
    }

    /// Reads blocks. Recurses over tables in tables and boxes in boxes, whose depth the parser bounds.
    fn blocks(&mut self, parent: NodeRef<'_>) {
        let empty = |node: &NodeRef<'_>| is(*node, "p") && texts(*node).is_empty();
        let paragraphs = parent.elements().filter(|node| is(*node, "p")).count();
        let blank = parent.elements().filter(empty).count();
        // Where few are empty, one that is parts two scenes.
        let parts_scenes = blank > 0 && blank * 4 < paragraphs;
        for node in shown(parent) {
            if is(node, "p") {
                self.paragraph(node, parts_scenes);
            } else if is(node, "tbl") {
                self.table(node);
            } else if is(node, "sdt") {
                let gallery = node.descendants().find(|inner| is(*inner, "docPartGallery"));
                if gallery.and_then(|gallery| attribute(gallery, "val")) == Some("Table of Contents") {
                    self.contents.push(texts(node).join("\n"));
                } else if let Some(content) = child(node, "sdtContent") {
                    self.blocks(content);
                }
            } else if is(node, "del") || is(node, "moveFrom") {
                self.delete(node);
            } else if is(node, "bookmarkStart") {
                self.between.extend(self.bookmark(node));
            } else {
                // What was inserted, and what is marked for some program.
                self.blocks(node);
            }
        }
    }

    /// Returns the place that a bookmark is, where something leads to it.
    fn bookmark(&self, node: NodeRef<'_>) -> Option<Run> {
        let name = attribute(node, "name").filter(|name| self.wanted.contains(*name))?;
        Some(Run::plain(Content::Anchor(name.to_owned())))
    }

    fn delete(&mut self, node: NodeRef<'_>) {
        self.deleted.extend(texts(node));
    }

    fn paragraph(&mut self, node: NodeRef<'_>, parts_scenes: bool) {
        let properties = child(node, "pPr");
        let style = self.styles.get(value(properties, "pStyle"));
        let mut read = Paragraph {
            breaks_before: super::switch(properties, "pageBreakBefore") == Some(true),
            ..Paragraph::default()
        };
        read.runs.append(&mut self.between);
        // Headings are stressed by being headings.
        let base = if matches!(style.kind, Kind::Text | Kind::Quotation) { style.format } else { Format::default() };
        self.runs(node, base, None, &mut read);
        if read.breaks_before {
            self.page();
        }
        if shows(&read.runs) {
            self.block(properties, &style, &read.runs);
        } else {
            let has_anchor = read.runs.iter().any(|run| matches!(run.content, Content::Anchor(_)));
            if has_anchor {
                self.out.block("p", &read.runs);
            } else if parts_scenes && read.boxes.is_empty() && !read.breaks_after && !read.breaks_before {
                self.out.scene_break();
            }
        }
        self.boxes(&read.boxes);
        let section = properties.and_then(|properties| child(properties, "sectPr"));
        if read.breaks_after || section.is_some_and(|section| value(Some(section), "type") != Some("continuous")) {
            self.page();
        }
    }

    /// Reads boxes, each a text of its own.
    fn boxes(&mut self, boxes: &[NodeRef<'_>]) {
        let field = self.field.take();
        for node in boxes {
            self.boxes += 1;
            self.blocks(*node);
        }
        self.field = field;
    }

    fn page(&mut self) {
        let mark = self.out.mark("hr");
        self.out.tree.set(mark, "class", headed::PAGE);
    }

    fn block(&mut self, properties: Option<NodeRef<'_>>, style: &Style, runs: &[Run]) {
        let said = || Some(Located { value: text_of(runs).trim().to_owned(), span: None });
        let level =
            value(properties, "outlineLvl").and_then(|level| level.parse::<usize>().ok()).filter(|level| *level < 6);
        let kind = level.map_or(style.kind, |level| Kind::Heading(level + 1));
        match kind {
            Kind::Title if self.facts.title.is_none() => {
                self.facts.title = said();
                self.moved.push(text_of(runs));
            }
            Kind::Subtitle if self.facts.subtitle.is_none() => {
                self.facts.subtitle = said();
                self.moved.push(text_of(runs));
            }
            Kind::Author => {
                self.facts.authors.push(Person::author(text_of(runs).trim()));
                self.moved.push(text_of(runs));
            }
            Kind::Date if self.facts.date.is_none() => {
                self.facts.date = said();
                self.moved.push(text_of(runs));
            }
            Kind::Contents => self.contents.push(text_of(runs)),
            Kind::Title => drop(self.out.block("h2", runs)),
            Kind::Heading(level) => drop(self.out.block(&format!("h{}", (level + 1).min(6)), runs)),
            Kind::Quotation => {
                self.out.open_again("blockquote");
                self.out.block("p", runs);
                self.out.close();
            }
            Kind::Code => self.out.code(&text_of(runs)),
            _ => self.text(properties, style, runs),
        }
    }

    /// Adds a paragraph of plain text, or an item of a list.
    fn text(&mut self, properties: Option<NodeRef<'_>>, style: &Style, runs: &[Run]) {
        let numbers = properties.and_then(|properties| child(properties, "numPr"));
        let list = value(numbers, "numId")
            .map(|list| (list.to_owned(), value(numbers, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)));
        let list = list.or_else(|| style.list.clone()).filter(|(list, _)| list != "0");
        if let Some((list, level)) = list
            && let Some(is_numbered) = self.styles.is_numbered(&list, level)
        {
            return self.out.item(level.min(8), is_numbered, runs);
        }
        let side = value(properties, "jc");
        let paragraph = self.out.block("p", runs);
        match side {
            Some("center") => self.out.tree.set(paragraph, "class", "center"),
            Some("right" | "end") => self.out.tree.set(paragraph, "class", "right"),
            None if style.is_centred => self.out.tree.set(paragraph, "class", "center"),
            _ => {}
        }
    }

    fn table(&mut self, node: NodeRef<'_>) {
        let look = child(node, "tblPr").and_then(|properties| child(properties, "tblLook"));
        let has_head = look.is_some_and(|look| attribute(look, "firstRow") == Some("1"));
        self.out.open("table", None);
        for (number, row) in within(node, "tr").into_iter().enumerate() {
            let says = child(row, "trPr").is_some_and(|properties| child(properties, "tblHeader").is_some());
            let is_head = says || has_head && number == 0;
            self.out.open("tr", None);
            for cell in within(row, "tc") {
                self.cell(cell, is_head);
            }
            self.out.close();
        }
        self.out.close();
    }

    fn cell(&mut self, cell: NodeRef<'_>, is_head: bool) {
        let properties = child(cell, "tcPr");
        let block = self.out.open(if is_head { "th" } else { "td" }, None);
        if let Some(span) = value(properties, "gridSpan").filter(|span| *span != "1") {
            self.out.tree.set(block, "colspan", span);
        }
        let inner: Vec<NodeRef<'_>> = cell.elements().filter(|inner| !is(*inner, "tcPr")).collect();
        match inner[..] {
            [only] if is(only, "p") => {
                let mut read = Paragraph::default();
                self.runs(only, Format::default(), None, &mut read);
                self.out.fill(block, &read.runs);
                self.boxes(&read.boxes);
            }
            _ => self.blocks(cell),
        }
        self.out.close();
    }

    /// Reads what stands in a paragraph. Recurses over links and insertions.
    fn runs<'n>(&mut self, parent: NodeRef<'n>, base: Format, link: Option<&str>, read: &mut Paragraph<'n>) {
        for node in shown(parent) {
            if is(node, "r") {
                self.run(node, base, link, read);
            } else if is(node, "hyperlink") {
                let to = self.target(node);
                self.runs(node, base, to.as_deref().or(link), read);
            } else if is(node, "fldSimple") {
                let to = attribute(node, "instr").and_then(field_target);
                self.runs(node, base, to.as_deref().or(link), read);
            } else if is(node, "del") || is(node, "moveFrom") {
                self.delete(node);
            } else if is(node, "bookmarkStart") {
                read.runs.extend(self.bookmark(node));
            } else if is(node, "sdt") {
                if let Some(content) = child(node, "sdtContent") {
                    self.runs(content, base, link, read);
                }
            } else if node.name().is_some_and(|name| matches!(&*name.local, "oMath" | "oMathPara")) {
                if let Some(tex) = formulas::of_omml(node) {
                    read.runs.push(Run::plain(Content::Formula(tex)));
                    continue;
                }
                self.formulas += 1;
                let texts = node.descendants().filter(|node| node.name().is_some_and(|name| &*name.local == "t"));
                let text: String = texts.map(NodeRef::text_content).collect();
                read.runs.push(Run::plain(Content::Text(text)));
            } else if !is(node, "pPr") {
                self.runs(node, base, link, read);
            }
        }
    }

    fn target(&self, node: NodeRef<'_>) -> Option<String> {
        if let Some(anchor) = attribute(node, "anchor") {
            return Some(format!("#{anchor}"));
        }
        let id = node.attributes().find(|attribute| &*attribute.name.local == "id")?.value;
        self.links[self.part].get(id).map(|(target, _)| target.clone())
    }

    fn run<'n>(&mut self, node: NodeRef<'n>, base: Format, link: Option<&str>, read: &mut Paragraph<'n>) {
        let properties = child(node, "rPr");
        let style = self.styles.get(value(properties, "rStyle")).format;
        let with_style = Format {
            strong: base.strong | style.strong,
            em: base.em | style.em,
            code: base.code | style.code,
            small_caps: base.small_caps | style.small_caps,
            del: base.del | style.del,
            sup: base.sup,
            sub: base.sub,
        };
        let look = format(properties, with_style);
        let field =
            self.field.as_ref().filter(|(_, has_text)| *has_text).map(|(to, _)| to.clone()).filter(|to| !to.is_empty());
        let link = field.or_else(|| link.map(str::to_owned));
        for inner in shown(node) {
            let content = self.content(inner, read);
            read.runs.extend(content.map(|content| Run { format: look, link: link.clone(), content }));
        }
    }

    fn content<'n>(&mut self, node: NodeRef<'n>, read: &mut Paragraph<'n>) -> Option<Content> {
        let local = node.name().map(|name| name.local.to_string())?;
        Some(match &*local {
            "br" if attribute(node, "type") == Some("page") => {
                if shows(&read.runs) {
                    read.breaks_after = true;
                } else {
                    read.breaks_before = true;
                }
                return None;
            }
            "br" | "cr" => Content::LineEnd,
            "pict" if is_rule(node) => {
                self.out.scene_break();
                return None;
            }
            "drawing" | "pict" | "object" => {
                read.boxes.extend(within(node, BOX));
                self.picture(node)?
            }
            "ruby" => {
                let (base, reading) = ruby(node);
                Content::Ruby { base, reading }
            }
            "footnoteReference" => Content::Note(self.note(0, attribute(node, "id")?)?),
            "endnoteReference" => Content::Note(self.note(1, attribute(node, "id")?)?),
            "fldChar" => {
                match (attribute(node, "fldCharType"), &mut self.field) {
                    (Some("begin"), _) => self.field = Some((String::new(), false)),
                    (Some("separate"), Some((_, has_text))) => *has_text = true,
                    (Some("end"), _) => self.field = None,
                    _ => {}
                }
                return None;
            }
            "instrText" => {
                let to = field_target(&node.text_content());
                if let (Some(to), Some((field, _))) = (to, &mut self.field) {
                    *field = to;
                }
                return None;
            }
            _ => Content::Text(sign(node)?),
        })
    }

    fn picture(&mut self, node: NodeRef<'_>) -> Option<Content> {
        // A picture in a box comes with the box.
        let drawn = below(node, BOX);
        let said = drawn.iter().find(|inner| inner.name().is_some_and(|name| &*name.local == "docPr"));
        let alternative = said.and_then(|said| said.attribute("descr")).unwrap_or_default().to_owned();
        let embedded = drawn.iter().find_map(|inner| {
            let local = inner.name().map(|name| name.local.to_string())?;
            let wanted = match &*local {
                "blip" => "embed",
                "imagedata" => "id",
                _ => return None,
            };
            inner
                .attributes()
                .find(|attribute| &*attribute.name.local == wanted && !attribute.name.namespace.is_empty())
                .map(|attribute| attribute.value.to_owned())
        })?;
        let (target, is_outside) = self.links[self.part].get(&embedded)?.clone();
        let path = if let Some(path) = target.strip_prefix('/') { path.to_owned() } else { format!("word/{target}") };
        let address = if is_outside { target } else { places::picture(self.archive.picture(&path)?) };
        Some(Content::Picture { address, alternative })
    }

    /// Reads a footnote or an endnote where it is mentioned.
    fn note(&mut self, part: usize, id: &str) -> Option<usize> {
        let notes = self.notes;
        let all = notes[part].as_ref()?.root().descendants();
        let mut all = all.filter(|node| is(*node, "footnote") || is(*node, "endnote"));
        let note = all.find(|note| attribute(*note, "id") == Some(id))?;
        self.mentioned.insert((part, id.to_owned()));
        let before = std::mem::replace(&mut self.part, part + 1);
        let open = self.out.open_note();
        self.blocks(note);
        self.part = before;
        Some(self.out.close_note(open))
    }

    /// Returns the words of the notes that nothing mentions.
    fn unmentioned(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (part, notes) in self.notes.iter().enumerate() {
            let nodes = notes.iter().flat_map(|notes| notes.root().descendants());
            for note in nodes.filter(|node| is(*node, "footnote") || is(*node, "endnote")) {
                let id = attribute(note, "id").unwrap_or_default().to_owned();
                if !self.mentioned.contains(&(part, id)) {
                    found.extend(texts(note));
                }
            }
        }
        found
    }
}

/// Returns the elements of that name in a node, whatever is around each of them.
fn within<'n>(node: NodeRef<'n>, name: &str) -> Vec<NodeRef<'n>> {
    below(node, name).into_iter().filter(|inner| is(*inner, name)).collect()
}

/// Tells whether a drawing is a line from side to side.
fn is_rule(drawing: NodeRef<'_>) -> bool {
    let mut said = drawing.elements().flat_map(NodeRef::attributes);
    said.any(|attribute| &*attribute.name.local == "hr" && matches!(attribute.value, "t" | "true" | "1"))
}

/// Returns where a field leads: `HYPERLINK "https://…"` or `HYPERLINK \l "place"`.
fn field_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?;
    let quoted = rest.split('"').nth(1)?;
    Some(if rest.contains("\\l") { format!("#{quoted}") } else { quoted.to_owned() })
}
