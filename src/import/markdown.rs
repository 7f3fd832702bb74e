//! Trees as Markdown that reads back as the same trees, and that people like to mend.
//!
//! A paragraph is a line; words that would be marks are escaped where they would be, and nowhere else if that can be
//! told. What Markdown cannot say stands as HTML. It recurses over blocks in blocks, which [`MAX_DEPTH`] bounds.
//!
//! [`MAX_DEPTH`]: crate::xml::MAX_DEPTH

mod escape;
mod inline;
mod table;

use crate::manuscript::markdown::NOTE_LABEL;
use crate::xml::{Name, NodeRef, write_xml};
use std::fmt::Write;

/// Returns what stands below a node as Markdown; ends with a newline, unless there is nothing.
pub fn write(top: NodeRef<'_>) -> String {
    let mut text = blocks(top);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Returns the words of a node as they stand in a line of Markdown.
pub(super) fn words(node: NodeRef<'_>) -> String {
    inline::line(node.children())
}

/// Returns an address as it stands in a link or before a picture, in angle brackets where it must.
pub(super) fn address(address: &str) -> String {
    inline::target(address, None)
}

/// Returns one block.
pub(super) fn block_of(node: NodeRef<'_>) -> String {
    block(node)
}

/// Returns a text as it stands in a line of Markdown, nothing in it marked up.
pub(super) fn plain(text: &str) -> String {
    escape::line_start(&escape::text(text, ' ', ' '))
}

/// Returns the blocks of a node, an empty line between each two.
fn blocks(top: NodeRef<'_>) -> String {
    let mut out = String::new();
    let mut last: Option<NodeRef<'_>> = None;
    let mut next = top.first_child();
    while let Some(node) = next {
        let (text, after) = if is_inline(node) { stray(node) } else { (block(node), node.next()) };
        next = after;
        if text.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if goes_on(last, node) { "\n<!-- -->\n\n" } else { "\n" });
        }
        out.push_str(&text);
        out.push('\n');
        last = Some(node);
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

/// Tells whether two blocks would be read as one: two lists, or two quotations.
fn goes_on(last: Option<NodeRef<'_>>, node: NodeRef<'_>) -> bool {
    let is_list = matches!(node.html(), Some("ul" | "ol" | "dl"));
    is_list && last.is_some_and(|last| last.html() == node.html())
}

/// Writes words that stand among blocks as a paragraph; returns what follows them.
fn stray(first: NodeRef<'_>) -> (String, Option<NodeRef<'_>>) {
    let run = || std::iter::successors(Some(first), |node| node.next()).take_while(|node| is_inline(*node));
    let text = inline::line(run());
    (text, run().last().and_then(NodeRef::next))
}

/// Tells whether a node stands among words.
pub(super) fn is_inline(node: NodeRef<'_>) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "details",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ];
    !node.is_element() || !node.html().is_some_and(|name| BLOCKS.contains(&name))
}

fn block(node: NodeRef<'_>) -> String {
    let has_attributes = node.attributes().next().is_some();
    match node.html().unwrap_or_default() {
        "p" if is_verse(node) => fenced("verse", "", &verse(node)),
        "p" if !has_attributes => inline::line(node.children()),
        "p" => paragraph_with_attributes(node),
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => heading(node, name),
        "hr" if !has_attributes || node.has_token("class", "scene-break") => "* * *".to_owned(),
        "blockquote" if !has_attributes => prefixed(&blocks(node), "> ", "> "),
        "ul" if !has_attributes => list(node, None),
        "ol" if is_plain_list(node) => list(node, Some(first_number(node))),
        "pre" => code(node).unwrap_or_else(|| raw(node)),
        "dl" if !has_attributes => definitions(node).unwrap_or_else(|| raw(node)),
        "table" if !has_attributes => table::write(node).unwrap_or_else(|| raw(node)),
        "div" if node.attribute("role") == Some("doc-footnote") => note(node),
        "div" | "section" | "article" | "main" if !has_attributes => blocks(node),
        "div" | "aside" | "blockquote" | "section" => fence(node).unwrap_or_else(|| raw(node)),
        _ => raw(node),
    }
}

fn is_verse(node: NodeRef<'_>) -> bool {
    node.attributes().count() == 1 && node.attribute("class") == Some("verse")
}

/// Writes lines that stay lines, as far in as they stand.
fn verse(node: NodeRef<'_>) -> String {
    let written = inline::lines(node.children());
    let lines = written.split('\n').map(|line| {
        let inner = line.trim_start_matches('\u{A0}');
        let columns = (line.len() - inner.len()) / '\u{A0}'.len_utf8();
        format!("{}{}", " ".repeat(columns), escape::line_start(inner.trim_end()))
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Writes a fenced block of a kind.
fn fenced(kind: &str, attributes: &str, inner: &str) -> String {
    let space = if kind.is_empty() || attributes.is_empty() { "" } else { " " };
    format!("::: {kind}{space}{attributes}\n{inner}\n:::")
}

/// Writes a division that only its class, id and language tell from others as a fenced block.
fn fence(node: NodeRef<'_>) -> Option<String> {
    // What kinds of fences the reader knows by more than a class.
    const KINDS: &[(&str, &str, &str)] = &[
        ("blockquote", "epigraph", "epigraph"),
        ("aside", "aside", "aside"),
        ("aside", "alert alert-note", "note"),
        ("aside", "alert alert-tip", "tip"),
        ("aside", "alert alert-important", "important"),
        ("aside", "alert alert-warning", "warning"),
        ("aside", "alert alert-caution", "caution"),
        ("div", "verse", "verse"),
        ("div", "letter", "letter"),
        ("div", "figure", "figure"),
        ("div", "glossary", "glossary"),
        ("div", "center", "center"),
        ("div", "right", "right"),
        ("div", "dateline", "dateline"),
        ("div", "salutation", "salutation"),
        ("div", "closing", "closing"),
        ("div", "signature", "signature"),
        ("div", "attribution", "attribution"),
    ];
    const KEEP_LINES: &[&str] = &[
        "verse",
        "center",
        "right",
        "dateline",
        "salutation",
        "closing",
        "signature",
        "attribution",
        "letter",
        "epigraph",
    ];
    let (element, class) = (node.html()?, node.attribute("class").unwrap_or_default());
    let kind = KINDS.iter().find(|(name, known, _)| *name == element && *known == class).map(|(_, _, kind)| *kind);
    let kind = kind.or((element == "div").then_some(""))?;
    let given: &[&str] = match kind {
        "" => &[],
        "figure" => &["class", "role"],
        _ => &["class", "role", "epub:type"],
    };
    let attributes = inline::braces(node, given)?;
    if kind.is_empty() && attributes.is_empty() {
        return Some(blocks(node));
    }
    let inner = if KEEP_LINES.contains(&kind) { stanzas(node) } else { blocks(node) };
    Some(fenced(kind, &attributes, &inner))
}

/// Writes the blocks of a fence whose lines stay lines.
fn stanzas(node: NodeRef<'_>) -> String {
    let block_or_verse = |node: NodeRef<'_>| {
        if node.is_html("p") && node.attributes().next().is_none() { verse(node) } else { block(node) }
    };
    let written = node.children().map(|child| {
        if is_inline(child) { inline::lines(std::iter::once(child)).trim().to_owned() } else { block_or_verse(child) }
    });
    written.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Writes a paragraph that has a class, an id or a language of its own.
fn paragraph_with_attributes(node: NodeRef<'_>) -> String {
    let inner = inline::line(node.children());
    match inline::braces(node, &[]) {
        Some(attributes) if !inner.is_empty() => fenced("", &attributes, &inner),
        _ => inner,
    }
}

fn heading(node: NodeRef<'_>, name: &str) -> String {
    let level = usize::from(name.as_bytes()[1] - b'0');
    let mut words = inline::heading(node.children());
    if words.ends_with('#') || words.ends_with('}') {
        let last = words.pop().unwrap_or_default();
        words.push('\\');
        words.push(last);
    }
    match inline::braces(node, &[]) {
        Some(attributes) if !attributes.is_empty() => format!("{} {words} {attributes}", "#".repeat(level)),
        _ if words.is_empty() => "#".repeat(level),
        _ => format!("{} {words}", "#".repeat(level)),
    }
}

/// Puts something before the first line of a block, and something before the others that say anything.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for (number, line) in text.split('\n').enumerate() {
        let prefix = if number == 0 { first } else { others };
        if number > 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

fn is_plain_list(node: NodeRef<'_>) -> bool {
    let is_number = |value: &str| value.parse::<u32>().is_ok();
    node.attributes().all(|attribute| &*attribute.name.local == "start" && is_number(attribute.value))
}

fn first_number(node: NodeRef<'_>) -> usize {
    node.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1)
}

/// Writes a list; its items have room between them where one of them holds paragraphs.
fn list(node: NodeRef<'_>, number: Option<usize>) -> String {
    let is_loose = node.elements().any(|item| item.elements().any(|child| child.is_html("p")));
    let mut written = Vec::new();
    for (index, item) in node.elements().enumerate() {
        let mark = number.map_or("- ".to_owned(), |first| format!("{}. ", first + index));
        let inner = if is_loose { blocks(item) } else { tight(item) };
        written.push(prefixed(&inner, &mark, &" ".repeat(mark.len())).trim_end().to_owned());
    }
    written.join(if is_loose { "\n\n" } else { "\n" })
}

/// Writes an item of a list without room: its words, and lists right below them.
fn tight(item: NodeRef<'_>) -> String {
    let mut parts = Vec::new();
    let mut next = item.first_child();
    while let Some(node) = next {
        let (text, after) = if is_inline(node) { stray(node) } else { (block(node), node.next()) };
        next = after;
        if !text.is_empty() {
            parts.push(text);
        }
    }
    parts.join("\n")
}

/// Writes code, where nothing in it is marked up.
fn code(node: NodeRef<'_>) -> Option<String> {
    let only = node.first_child().filter(|child| child.next().is_none())?;
    let holder = if only.is_html("code") { only } else { node };
    if holder.elements().next().is_some() || node.attributes().next().is_some() {
        return None;
    }
    let language = match holder.attribute("class") {
        Some(class) => class.strip_prefix("language-").filter(|name| !name.contains([' ', '`', '{']))?,
        None => "",
    };
    let text = holder.text_content();
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let newline = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
    Some(format!("{fence}{language}\n{text}{newline}{fence}"))
}

/// Writes a list of terms and what they mean.
fn definitions(node: NodeRef<'_>) -> Option<String> {
    let mut out = String::new();
    for item in node.elements() {
        let text = match item.html()? {
            "dt" => inline::line(item.children()),
            "dd" => prefixed(&blocks(item), ": ", "  "),
            _ => return None,
        };
        if !out.is_empty() {
            out.push_str(if item.is_html("dt") { "\n\n" } else { "\n" });
        }
        out.push_str(&text);
    }
    Some(out)
}

fn note(node: NodeRef<'_>) -> String {
    let label = node.attribute(NOTE_LABEL).unwrap_or_default();
    prefixed(&blocks(node), &format!("[^{label}]: "), "    ")
}

/// Writes what Markdown has no words for as HTML, in which no line is empty: that would end it.
fn raw(node: NodeRef<'_>) -> String {
    let mut html = String::new();
    write_xml(node, &mut html);
    let html = html.replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", "");
    let lines: Vec<&str> = html.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

/// Returns a name with its prefix.
fn qualified(name: &Name) -> String {
    if name.prefix.is_empty() { name.local.to_string() } else { format!("{}:{}", name.prefix, name.local) }
}

/// Writes attributes in braces, but for those in `given`; `None` where one cannot be written so.
fn attributes(node: NodeRef<'_>, given: &[&str]) -> Option<String> {
    let mut out = String::new();
    for attribute in node.attributes() {
        let value = attribute.value;
        let name = qualified(attribute.name);
        if given.contains(&&*name) {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let is_mark = |word: &str| {
            !word.is_empty() && !word.contains(|c: char| c.is_ascii_whitespace() || "{}=\"'<>&.#".contains(c))
        };
        match &*name {
            "id" if is_mark(value) => out.extend(["#", value]),
            "class" if value.split_ascii_whitespace().all(is_mark) => {
                let classes: Vec<String> = value.split_ascii_whitespace().map(|class| format!(".{class}")).collect();
                out.push_str(&classes.join(" "));
            }
            "style" => return None,
            name => {
                let name = match name {
                    "data-only" => "only",
                    "data-key" => "key",
                    name => name,
                };
                let value = value.replace('\\', "\\\\").replace('"', "\\\"");
                // What would be read as a reference to a character has a semicolon.
                let value = if value.contains(';') { value.replace('&', "\\&") } else { value };
                // Writing to a string cannot fail.
                let _ = write!(out, "{name}=\"{value}\"");
            }
        }
    }
    Some(if out.is_empty() { out } else { format!("{{{out}}}") })
}
