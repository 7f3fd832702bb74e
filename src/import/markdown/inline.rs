//! Words with their marks: emphasis, links, notes, pictures, code.

use super::escape;
use crate::manuscript::markdown::{FORMULA, NOTE};
use crate::xml::{NodeRef, escape_attribute};

/// What becomes of a line end in the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    /// A `br` is a backslash at the end of a line.
    Marked,
    /// A `br` is a line end.
    Plain,
    /// A `br` is HTML, since the line may not end.
    Html,
}

/// Writes the words of a paragraph.
pub(super) fn line<'a>(nodes: impl Iterator<Item = NodeRef<'a>>) -> String {
    let written = write(nodes, LineEnds::Marked);
    let lines: Vec<String> = written.split('\n').map(escape::line_start).collect();
    let text = lines.join("\n");
    let text = text.trim_end();
    // A backslash at the very end ends no line.
    text.strip_suffix('\\').filter(|_| written.ends_with("\\\n")).unwrap_or(text).trim_end().to_owned()
}

/// Writes the words of lines that stay lines, with the spaces that do not break at their start.
pub(super) fn lines<'a>(nodes: impl Iterator<Item = NodeRef<'a>>) -> String {
    write(nodes, LineEnds::Plain)
}

/// Writes words that must stay on one line.
pub(super) fn heading<'a>(nodes: impl Iterator<Item = NodeRef<'a>>) -> String {
    write(nodes, LineEnds::Html).trim().to_owned()
}

/// Writes attributes in braces, but for those in `given`.
pub(super) fn braces(node: NodeRef<'_>, given: &[&str]) -> Option<String> {
    super::attributes(node, given)
}

fn write<'a>(nodes: impl Iterator<Item = NodeRef<'a>>, line_ends: LineEnds) -> String {
    let mut writer = Writer { out: String::new(), outer: '\n', line_ends };
    for node in nodes {
        writer.node(node);
    }
    writer.out
}

struct Writer {
    out: String,
    /// What stands before all that `out` holds.
    outer: char,
    line_ends: LineEnds,
}

impl Writer {
    fn node(&mut self, node: NodeRef<'_>) {
        if node.is_text() {
            return self.text(node);
        }
        if !node.is_element() {
            return;
        }
        let is_bare = node.attributes().next().is_none();
        match node.html().unwrap_or_default() {
            "br" => self.line_end(),
            // Where an address may break, the build says again.
            "wbr" => {}
            "em" | "i" if is_bare => self.marked(node, "*"),
            "strong" | "b" if is_bare => self.marked(node, "**"),
            "del" if is_bare => self.marked(node, "~~"),
            "code" if node.attribute(FORMULA).is_some() => self.formula(node),
            "code" if is_bare && node.elements().next().is_none() => self.code(node),
            "a" if node.attribute("role") == Some("doc-noteref") => self.note(node),
            "a" if node.attribute("href").is_some() => self.link(node),
            "img" => self.image(node),
            "span" => self.span(node),
            _ => self.html(node),
        }
    }

    fn text(&mut self, node: NodeRef<'_>) {
        let mut words = String::with_capacity(node.text().len());
        for letter in node.text().chars() {
            // Only white space of HTML runs together; spaces that do not break stay.
            if !matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                words.push(letter);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        let mut words = words.as_str();
        let before = self.before();
        if matches!(before, ' ' | '\n') {
            words = words.trim_start_matches(' ');
        }
        let after = character_after(node).unwrap_or(' ');
        self.out.push_str(&escape::text(words, before, after));
    }

    fn line_end(&mut self) {
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        match self.line_ends {
            LineEnds::Marked if self.out.is_empty() => {}
            LineEnds::Marked => self.out.push_str("\\\n"),
            LineEnds::Plain => self.out.push('\n'),
            LineEnds::Html => self.out.push_str("<br/>"),
        }
    }

    /// Returns the character before what is written next.
    fn before(&self) -> char {
        self.out.chars().next_back().unwrap_or(self.outer)
    }

    fn inner(&mut self, node: NodeRef<'_>) -> String {
        // What is inside must know what stands before it, which a mark hides.
        let before = self.before();
        let outer = std::mem::replace(&mut self.outer, before);
        let out = std::mem::take(&mut self.out);
        for child in node.children() {
            self.node(child);
        }
        self.outer = outer;
        std::mem::replace(&mut self.out, out)
    }

    /// Writes words between two marks, or as HTML where the marks would not be read as such.
    fn marked(&mut self, node: NodeRef<'_>, mark: &str) {
        let inner = self.inner(node);
        let words = inner.trim_matches([' ', '\n']);
        if words.is_empty() {
            return self.out.push_str(&inner);
        }
        let start = inner.len() - inner.trim_start_matches([' ', '\n']).len();
        let (leading, trailing) = (&inner[..start], &inner[start + words.len()..]);
        if !leading.is_empty() && !matches!(self.before(), ' ' | '\n') {
            self.out.push(' ');
        }
        let before = self.before();
        let after = if trailing.is_empty() { character_after(node).unwrap_or(' ') } else { ' ' };
        if may_stand(words, before, after) && !words.contains('\n') {
            self.out.extend([mark, words, mark]);
        } else if let Some(name) = node.html() {
            self.out.extend(["<", name, ">", words, "</", name, ">"]);
        }
        self.out.push_str(trailing);
    }

    /// Writes TeX between dollars; alone in its paragraph, it stands alone.
    ///
    /// A dollar that touches a letter, another formula or code would be money: what shows nothing stands between them.
    fn formula(&mut self, node: NodeRef<'_>) {
        const NOTHING: &str = "<!-- -->";
        let is_alone = node.previous().is_none() && node.next().is_none();
        let mark = if is_alone && node.parent().is_some_and(|parent| parent.is_html("p")) { "$$" } else { "$" };
        let touches = |beside: char| beside.is_alphanumeric() || matches!(beside, '$' | '`');
        if touches(self.before()) {
            self.out.push_str(NOTHING);
        }
        self.out.extend([mark, &node.text_content(), mark]);
        if character_after(node).is_some_and(touches) {
            self.out.push_str(NOTHING);
        }
    }

    fn code(&mut self, node: NodeRef<'_>) {
        let text = node.text_content().replace(['\n', '\r'], " ");
        let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let is_padded = text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
        let pad = if is_padded && !text.trim().is_empty() { " " } else { "" };
        self.out.extend([&fence, pad, &text, pad, &fence]);
    }

    fn note(&mut self, node: NodeRef<'_>) {
        let is_note = node.attribute("href").is_some_and(|to| to.starts_with('#') && to[1..].starts_with(NOTE));
        if is_note { self.out.extend(["[^", &node.text_content(), "]"]) } else { self.link(node) }
    }

    fn link(&mut self, node: NodeRef<'_>) {
        let words = self.inner(node).replace(']', "\\]");
        let Some(attributes) = braces(node, &["href", "title"]) else { return self.html(node) };
        if words.contains("](") {
            return self.html(node);
        }
        let target = target(node.attribute("href").unwrap_or_default(), node.attribute("title"));
        self.out.extend(["[", &words, "](", &target, ")", &attributes]);
    }

    fn image(&mut self, node: NodeRef<'_>) {
        let Some(attributes) = braces(node, &["src", "alt", "title"]) else { return self.html(node) };
        let alternative = node.attribute("alt").unwrap_or_default();
        let alternative = escape::text(&alternative.replace('\n', " "), ' ', ' ').replace(']', "\\]");
        let target = target(node.attribute("src").unwrap_or_default(), node.attribute("title"));
        self.out.extend(["![", &alternative, "](", &target, ")", &attributes]);
    }

    fn span(&mut self, node: NodeRef<'_>) {
        match braces(node, &[]) {
            Some(attributes) if attributes.is_empty() => node.children().for_each(|child| self.node(child)),
            Some(attributes) => {
                let words = self.inner(node).replace(']', "\\]");
                if words.contains("](") {
                    return self.html(node);
                }
                self.out.extend(["[", &words, "]", &attributes]);
            }
            None => self.html(node),
        }
    }

    /// Writes the tags of an element as HTML has them, with Markdown between.
    fn html(&mut self, node: NodeRef<'_>) {
        let Some(name) = node.name() else { return };
        self.out.extend(["<", &name.local]);
        for attribute in node.attributes() {
            self.out.extend([" ", &super::qualified(attribute.name), "=\""]);
            escape_attribute(attribute.value, &mut self.out);
            self.out.push('"');
        }
        if matches!(&*name.local, "area" | "br" | "col" | "embed" | "hr" | "img" | "input" | "source" | "track") {
            return self.out.push_str("/>");
        }
        self.out.push('>');
        let inner = self.inner(node);
        self.out.extend([&inner, "</", &name.local, ">"]);
    }
}

/// Returns where a link leads, as Markdown writes it.
pub(super) fn target(address: &str, title: Option<&str>) -> String {
    let is_plain = !address.contains([' ', '(', ')', '<', '>', '\n']) && !address.is_empty();
    let address = if is_plain { address.to_owned() } else { format!("<{}>", address.replace(['<', '>', '\n'], "")) };
    match title.filter(|title| !title.is_empty()) {
        Some(title) => format!("{address} \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")),
        None => address,
    }
}

/// Returns the first character that a reader sees after a node in its block.
fn character_after(node: NodeRef<'_>) -> Option<char> {
    let block = node.ancestors().find(|above| !super::is_inline(*above) || above.parent().is_none())?;
    let mut next = node.following_beyond(block.id());
    while let Some(after) = next {
        if let Some(first) = after.text().chars().next().filter(|_| after.is_text()) {
            return Some(first);
        }
        if after.is_element() && (after.is_html("br") || !super::is_inline(after)) {
            return Some('\n');
        }
        next = after.following_within(block.id());
    }
    None
}

/// Tells whether marks around words open and close there, as CommonMark has it.
fn may_stand(words: &str, before: char, after: char) -> bool {
    let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return false };
    let is_mark = |letter: char| letter.is_ascii_punctuation() || !letter.is_alphanumeric() && !letter.is_whitespace();
    let is_apart = |letter: char| letter.is_whitespace() || is_mark(letter);
    let opens = !first.is_whitespace() && (!is_mark(first) || is_apart(before));
    let closes = !last.is_whitespace() && (!is_mark(last) || is_apart(after));
    let is_clear = |letter: char| !matches!(letter, '*' | '~');
    opens && closes && is_clear(before) && is_clear(after)
}
