//! The text of a document: headings, paragraphs, lists and tables, with what stands in them.

use super::styles::{Kind, Style, Styles};
use super::words::texts;
use super::{is, ns};
use crate::address::base64;
use crate::import::compose::{Composer, Content, Format, Run, shows, text_of};
use crate::import::zipped::Archive;
use crate::import::{Picture, Removed, compose, formulas, headed, places};
use crate::manifest::{Facts, Person};
use crate::resource::image::beginning;
use crate::source::Located;
use crate::xml::{self, NodeRef, Tree};
use std::collections::HashSet;

/// What was read.
pub(super) struct Read {
    pub tree: Tree,
    pub facts: Facts,
    pub seen: Vec<String>,
    pub removed: Vec<Removed>,
    pub remarks: Vec<String>,
}

pub(super) struct Reader<'a> {
    archive: &'a mut Archive,
    styles: &'a Styles,
    out: Composer,
    facts: Facts,
    deleted: Vec<String>,
    contents: Vec<String>,
    comments: Vec<String>,
    moved: Vec<String>,
    covered: Vec<String>,
    formulas: usize,
    objects: usize,
    boxes: usize,
    wanted: HashSet<String>,
    /// Whether an empty paragraph parts two scenes.
    parts_scenes: bool,
}

/// The list that is open, and how far in.
#[derive(Clone, Copy)]
struct List<'a> {
    style: Option<&'a str>,
    level: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(archive: &'a mut Archive, styles: &'a Styles) -> Self {
        Self {
            archive,
            styles,
            out: Composer::default(),
            facts: Facts::default(),
            deleted: Vec::new(),
            contents: Vec::new(),
            comments: Vec::new(),
            moved: Vec::new(),
            covered: Vec::new(),
            formulas: 0,
            objects: 0,
            boxes: 0,
            wanted: HashSet::new(),
            parts_scenes: false,
        }
    }

    /// Reads the whole text.
    pub(super) fn document(mut self, content: &Tree) -> Read {
        let nodes = || content.root().descendants();
        let links = nodes().filter_map(|node| node.attribute_in(xml::ns::XLINK, "href")?.strip_prefix('#'));
        self.wanted = links.map(|to| to.split('|').next().unwrap_or(to).to_owned()).collect();
        let paragraphs: Vec<NodeRef<'_>> = nodes().filter(|node| is(*node, "p")).collect();
        let blank = paragraphs.iter().filter(|node| node.first_child().is_none()).count();
        self.parts_scenes = blank > 0 && blank * 4 < paragraphs.len();
        let text = nodes().find(|node| node.local_in(ns::OFFICE) == Some("text"));
        let seen = text.map(texts).unwrap_or_default();
        if let Some(text) = text {
            self.blocks(text);
        }
        let mut remarks: Vec<String> = compose::boxes(self.boxes).into_iter().collect();
        if self.formulas > 0 {
            remarks.push(formulas::remark(self.formulas));
        }
        if self.objects > 0 {
            remarks.push(format!("{} objects of other programs are left out: save them as pictures", self.objects));
        }
        if !self.deleted.is_empty() {
            remarks
                .push("it has tracked changes: what was inserted is kept, what was deleted is listed below".to_owned());
        }
        let mut removed = Vec::new();
        for (what, texts) in [
            ("what tracked changes deleted", self.deleted),
            ("the list of contents, which the book makes by itself", self.contents),
            ("comments", self.comments),
            ("the title and who wrote it, which the book says by itself", self.moved),
            ("what stands in cells of tables that others cover", self.covered),
        ] {
            if !texts.is_empty() {
                removed.push(Removed { what: what.to_owned(), text: texts.join("\n") });
            }
        }
        Read { tree: self.out.finish(), facts: self.facts, seen, removed, remarks }
    }

    /// Reads blocks. Recurses over lists, sections, tables and boxes, whose depth the parser bounds.
    fn blocks(&mut self, parent: NodeRef<'_>) {
        for node in parent.elements() {
            self.any_block(node);
        }
    }

    fn any_block(&mut self, node: NodeRef<'_>) {
        match (node.local_in(ns::TEXT), node.local_in(ns::TABLE), node.local_in(ns::DRAW)) {
            (Some("h"), _, _) => self.paragraph(node, true),
            (Some("p"), _, _) => self.paragraph(node, false),
            (Some("list"), _, _) => self.list(node, None),
            (Some("numbered-paragraph"), _, _) => self.numbered(node),
            (Some("tracked-changes"), _, _) => self.deleted.extend(texts(node)),
            (Some(name), _, _) if name == "table-of-content" || name.ends_with("-index") => {
                self.contents.push(texts(node).join("\n"));
            }
            (_, Some("table"), _) => self.table(node),
            (_, _, Some("frame")) => {
                let run = self.frame(node);
                if let Some(run) = run {
                    self.out.block("p", &[run]);
                }
            }
            // What holds blocks and is not known here, such as sections and shapes.
            _ => self.blocks(node),
        }
    }

    /// Reads an item of a list that says by itself how far in it stands.
    fn numbered(&mut self, node: NodeRef<'_>) {
        let style = node.attribute_in(ns::TEXT, "style-name");
        let level = node.attribute_in(ns::TEXT, "level").and_then(|level| level.parse::<usize>().ok());
        let level = level.unwrap_or(1).saturating_sub(1);
        for block in node.elements() {
            if is(block, "p") {
                let base = self.styles.get(block.attribute_in(ns::TEXT, "style-name")).format;
                let runs = self.words_of(block, base);
                self.out.item(level.min(8), self.styles.is_numbered(style, level), &runs);
            } else if !is(block, "number") {
                self.any_block(block);
            }
        }
    }

    fn list<'n>(&mut self, node: NodeRef<'n>, outer: Option<List<'n>>) {
        let style = node.attribute_in(ns::TEXT, "style-name").or(outer.and_then(|outer| outer.style));
        let level = outer.map_or(0, |outer| outer.level + 1);
        let items = node.elements().filter(|item| is(*item, "list-item") || is(*item, "list-header"));
        for item in items {
            // A heading that is numbered stands in a list.
            let has_heading = item.elements().any(|inner| is(inner, "h"));
            if has_heading {
                self.blocks(item);
                continue;
            }
            let mut is_first = true;
            for block in item.elements() {
                if is(block, "list") {
                    self.list(block, Some(List { style, level }));
                } else if is(block, "p") {
                    let base = self.styles.get(block.attribute_in(ns::TEXT, "style-name")).format;
                    let runs = self.words_of(block, base);
                    if is_first {
                        self.out.item(level.min(8), self.styles.is_numbered(style, level), &runs);
                    } else if shows(&runs) {
                        self.out.more_of_item(&runs);
                    }
                    is_first = false;
                } else {
                    self.any_block(block);
                }
            }
        }
    }

    fn paragraph(&mut self, node: NodeRef<'_>, is_heading: bool) {
        let style = self.styles.get(node.attribute_in(ns::TEXT, "style-name"));
        let level = node.attribute_in(ns::TEXT, "outline-level").and_then(|level| level.parse().ok());
        let kind = match (is_heading, style.kind) {
            (true, Kind::Title | Kind::Subtitle) => style.kind,
            (true, _) => Kind::Heading(level.unwrap_or(1)),
            // Only what the text itself calls a heading is one; a style of that name may be a mere look.
            (false, kind) => kind,
        };
        let base = if matches!(kind, Kind::Text | Kind::Quotation) { style.format } else { Format::default() };
        let runs = self.words_of(node, base);
        let has_box = || node.descendants().any(|inner| inner.local_in(ns::DRAW).is_some());
        if style.breaks_before {
            self.page();
        }
        if kind == Kind::Rule && !shows(&runs) {
            self.out.scene_break();
        } else if shows(&runs) {
            self.block(kind, &style, &runs);
        } else if runs.iter().any(|run| matches!(run.content, Content::Anchor(_))) {
            self.out.block("p", &runs);
        } else if self.parts_scenes && !has_box() && !style.breaks_before && !style.breaks_after {
            self.out.scene_break();
        }
        if style.breaks_after {
            self.page();
        }
    }

    fn page(&mut self) {
        let mark = self.out.mark("hr");
        self.out.tree.set(mark, "class", headed::PAGE);
    }

    fn block(&mut self, kind: Kind, style: &Style, runs: &[Run]) {
        let text = text_of(runs);
        let said = || Some(Located { value: text.trim().to_owned(), span: None });
        match kind {
            Kind::Title if self.facts.title.is_none() => {
                self.facts.title = said();
                self.moved.push(text);
            }
            Kind::Subtitle if self.facts.subtitle.is_none() => {
                self.facts.subtitle = said();
                self.moved.push(text);
            }
            Kind::Author => {
                self.facts.authors.push(Person::author(text.trim()));
                self.moved.push(text);
            }
            Kind::Date if self.facts.date.is_none() => {
                self.facts.date = said();
                self.moved.push(text);
            }
            Kind::Title => drop(self.out.block("h2", runs)),
            Kind::Heading(level) => drop(self.out.block(&format!("h{}", (level + 1).min(6)), runs)),
            Kind::Quotation => {
                self.out.open_again("blockquote");
                self.out.block("p", runs);
                self.out.close();
            }
            Kind::Code => self.out.code(&text),
            _ => {
                let paragraph = self.out.block("p", runs);
                let class = if style.is_centred { Some("center") } else { style.is_right.then_some("right") };
                if let Some(class) = class {
                    self.out.tree.set(paragraph, "class", class);
                }
            }
        }
    }

    fn table(&mut self, node: NodeRef<'_>) {
        self.out.open("table", None);
        self.rows(node, false);
        self.out.close();
    }

    fn rows(&mut self, parent: NodeRef<'_>, is_head: bool) {
        for node in parent.elements() {
            match node.local_in(ns::TABLE) {
                Some("table-header-rows") => self.rows(node, true),
                Some("table-rows" | "table-row-group") => self.rows(node, is_head),
                Some("table-row") => {
                    self.out.open("tr", None);
                    for cell in node.elements() {
                        match cell.local_in(ns::TABLE) {
                            Some("table-cell") => self.cell(cell, is_head),
                            _ => self.covered.extend(texts(cell)),
                        }
                    }
                    self.out.close();
                }
                _ => {}
            }
        }
    }

    fn cell(&mut self, cell: NodeRef<'_>, is_head: bool) {
        let block = self.out.open(if is_head { "th" } else { "td" }, None);
        for (said, name) in [("number-columns-spanned", "colspan"), ("number-rows-spanned", "rowspan")] {
            if let Some(span) = cell.attribute_in(ns::TABLE, said).filter(|span| *span != "1") {
                self.out.tree.set(block, name, span);
            }
        }
        let inner: Vec<NodeRef<'_>> = cell.elements().collect();
        match inner[..] {
            [only] if is(only, "p") => {
                let runs = self.words_of(only, Format::default());
                self.out.fill(block, &runs);
            }
            _ => self.blocks(cell),
        }
        self.out.close();
    }

    fn words_of(&mut self, node: NodeRef<'_>, format: Format) -> Vec<Run> {
        let mut runs = Vec::new();
        self.runs(node, format, None, &mut runs);
        runs
    }

    /// Reads what stands in a paragraph. Recurses over spans and links.
    fn runs(&mut self, parent: NodeRef<'_>, format: Format, link: Option<&str>, out: &mut Vec<Run>) {
        let run = |content: Content| Run { format, link: link.map(str::to_owned), content };
        for node in parent.children() {
            if node.is_text() {
                out.push(run(Content::Text(node.text().to_owned())));
                continue;
            }
            match node.local_in(ns::TEXT) {
                Some("span") => {
                    let style = self.styles.get(node.attribute_in(ns::TEXT, "style-name")).format;
                    self.runs(node, over(format, style), link, out);
                }
                Some("a") => {
                    let to = node.attribute_in(xml::ns::XLINK, "href").map(|to| match to.strip_prefix('#') {
                        Some(place) => format!("#{}", place.split('|').next().unwrap_or(place)),
                        None => to.to_owned(),
                    });
                    self.runs(node, format, to.as_deref().or(link), out);
                }
                Some("s") => {
                    let count = node.attribute_in(ns::TEXT, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    out.push(run(Content::Text(" ".repeat(usize::min(count, 80)))));
                }
                Some("tab") => out.push(run(Content::Text(" ".to_owned()))),
                Some("line-break") => out.push(run(Content::LineEnd)),
                Some("script" | "soft-page-break" | "change" | "change-start" | "change-end" | "bookmark-end") => {}
                Some("bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start") => {
                    let name = node.attribute_in(ns::TEXT, "name").filter(|name| self.wanted.contains(*name));
                    out.extend(name.map(|name| run(Content::Anchor(name.to_owned()))));
                }
                Some("note") => out.extend(self.note(node).map(run)),
                Some("ruby") => {
                    let of = |name: &str| {
                        node.elements().filter(|inner| is(*inner, name)).map(NodeRef::text_content).collect()
                    };
                    out.push(run(Content::Ruby { base: of("ruby-base"), reading: of("ruby-text") }));
                }
                _ if node.local_in(ns::OFFICE).is_some_and(|name| name.starts_with("annotation")) => {
                    self.comments.extend(texts(node));
                }
                _ => match node.local_in(ns::DRAW) {
                    Some("frame") => out.extend(self.frame(node)),
                    // What is drawn together, or leads somewhere.
                    None | Some("g" | "a") => self.runs(node, format, link, out),
                    Some(_) => self.text_box(node),
                },
            }
        }
    }

    /// Reads a box or a shape with text in it.
    fn text_box(&mut self, node: NodeRef<'_>) {
        self.boxes += usize::from(!texts(node).is_empty());
        self.blocks(node);
    }

    fn note(&mut self, node: NodeRef<'_>) -> Option<Content> {
        let body = node.elements().find(|inner| is(*inner, "note-body"))?;
        let open = self.out.open_note();
        self.blocks(body);
        Some(Content::Note(self.out.close_note(open)))
    }

    /// Reads a frame: a picture, or a box with a picture and its caption.
    fn frame(&mut self, node: NodeRef<'_>) -> Option<Run> {
        let of = |name: &'static str| node.elements().find(move |inner| inner.local_in(ns::DRAW) == Some(name));
        if let Some(formula) = of("object").and_then(|object| self.formula(object)) {
            return Some(Run::plain(formula));
        }
        if of("object").is_some() && of("image").is_none() {
            self.objects += 1;
            return None;
        }
        if let Some(text_box) = of("text-box") {
            self.text_box(text_box);
            return None;
        }
        let image = of("image")?;
        let said = node.elements().find(|inner| matches!(inner.local_in(ns::SVG), Some("desc" | "title")));
        let alternative = said.map(|said| said.text_content().trim().to_owned()).unwrap_or_default();
        let address = match image.attribute_in(xml::ns::XLINK, "href") {
            Some(address) => {
                let address = address.trim_start_matches("./");
                self.archive.picture(address).map_or_else(|| address.to_owned(), places::picture)
            }
            None => self.embedded(image)?,
        };
        Some(Run { format: Format::default(), link: None, content: Content::Picture { address, alternative } })
    }
}

impl Reader<'_> {
    /// Returns the formula that an object is, wherever its document has it.
    fn formula(&mut self, object: NodeRef<'_>) -> Option<Content> {
        let is_math = |node: &NodeRef<'_>| node.local_in(xml::ns::MATHML) == Some("math");
        let path = object.attribute_in(xml::ns::XLINK, "href").map(|path| path.trim_start_matches("./"));
        let tree = path.and_then(|path| self.archive.tree(&format!("{path}/content.xml")));
        let within = tree.as_ref().map_or(object, |tree| tree.root());
        let math = within.descendants().find(is_math)?;
        if let Some(tex) = formulas::of_mathml(math) {
            return Some(Content::Formula(tex));
        }
        let is_note =
            |node: NodeRef<'_>| node.ancestors().any(|above| above.local_in(xml::ns::MATHML) == Some("annotation"));
        let texts = math.descendants().filter(|node| node.is_text() && !is_note(*node));
        let plain: String = texts.map(|node| node.text().trim()).collect();
        self.formulas += 1;
        Some(Content::Text(plain))
    }

    /// Takes a picture that stands in the text itself; returns its address.
    fn embedded(&mut self, image: NodeRef<'_>) -> Option<String> {
        let data = image.elements().find(|inner| inner.local_in(ns::OFFICE) == Some("binary-data"))?;
        let bytes = base64(&data.text_content());
        let number = self.archive.pictures.len();
        // What is none of the kinds that a beginning tells is drawn in words.
        let extension = beginning(&bytes).and_then(|(_, extensions)| extensions.first()).unwrap_or(&"svg");
        self.archive.pictures.push(Picture { name: format!("picture-{}.{extension}", number + 1), bytes });
        Some(places::picture(number))
    }
}

fn over(outer: Format, inner: Format) -> Format {
    Format {
        strong: outer.strong | inner.strong,
        em: outer.em | inner.em,
        del: outer.del | inner.del,
        code: outer.code | inner.code,
        small_caps: outer.small_caps | inner.small_caps,
        sup: outer.sup | inner.sup,
        sub: outer.sub | inner.sub,
    }
}
