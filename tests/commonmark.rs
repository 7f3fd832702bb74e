//! The Markdown reader gives the same document as the expected HTML of every example of the CommonMark specification.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]
#![allow(clippy::print_stderr, reason = "a test says which examples differ")]

mod support;

use bindery::manuscript::{Input, READERS};
use bindery::source::SourceId;
use bindery::xml::{HtmlBuilder, NodeRef, Tree};
use std::fmt::Write;

/// The examples whose document differs, each with its reason.
const DIFFERENT: &[(usize, &str)] = &[];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

#[test]
fn every_example_gives_the_expected_document() {
    let Some(path) = support::corpora("conformance/commonmark-spec.txt") else { return };
    let examples = examples(&std::fs::read_to_string(path).unwrap());
    assert_eq!(examples.len(), 655);
    let mut wrong = Vec::new();
    for example in &examples {
        let expected = outline(&parse(&example.html));
        let given = outline(&read(&example.markdown));
        let known = DIFFERENT.iter().any(|(number, _)| *number == example.number);
        if (expected == given) == known {
            eprintln!(
                "example {}:\n{}\n--- expected\n{expected}\n--- given\n{given}",
                example.number, example.markdown
            );
            wrong.push(example.number);
        }
    }
    assert!(wrong.is_empty(), "{} examples: {wrong:?}", wrong.len());
}

fn read(markdown: &str) -> Tree {
    let reader = READERS.iter().find(|reader| reader.name == "Markdown").unwrap();
    let reading = (reader.read)(&Input::new(markdown.into(), SourceId::new(0), 0));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.tree
}

fn parse(html: &str) -> Tree {
    let builder = HtmlBuilder::body("".into());
    builder.feed(html, None);
    builder.finish()
}

fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut rest = specification;
    while let Some(start) = rest.find(&format!("{fence} example\n")) {
        let body = &rest[start + fence.len() + " example\n".len()..];
        let end = body.find(&format!("\n{fence}\n")).unwrap();
        let example = format!("{}\n", &body[..end]).replace('\u{2192}', "\t");
        let (markdown, html) = example.split_once("\n.\n").or(example.split_once(".\n")).unwrap();
        let number = examples.len() + 1;
        examples.push(Example { number, markdown: format!("{markdown}\n"), html: html.to_owned() });
        rest = &body[end + 1 + fence.len()..];
    }
    examples
}

/// Writes a tree so that equal documents are equal texts: white space counts only where a browser would show it.
fn outline(tree: &Tree) -> String {
    let mut out = String::new();
    let mut last: Option<NodeRef<'_>> = None;
    for node in tree.root().descendants() {
        if let Some(last) = last {
            close(last, node, &mut out);
        }
        open(node, &mut out);
        last = Some(node);
    }
    if let Some(last) = last {
        close(last, tree.root(), &mut out);
    }
    out
}

fn open(node: NodeRef<'_>, out: &mut String) {
    if let Some(name) = node.name() {
        if is_block(node) {
            trim(out);
        }
        let mut attributes: Vec<String> =
            node.attributes().map(|attribute| format!(" {}={:?}", attribute.name, attribute.value)).collect();
        attributes.sort();
        write!(out, "<{name}{}>", attributes.concat()).unwrap();
    } else if node.is_text() {
        let verbatim =
            node.ancestors().any(|above| matches!(above.html(), Some("pre" | "textarea" | "script" | "style")));
        for character in node.text().chars() {
            let blank = !verbatim && matches!(character, ' ' | '\n' | '\t');
            let joined = out.ends_with([' ', '\n']) || ends_with_block_tag(out);
            match (blank, joined) {
                (true, true) => {}
                (true, false) => out.push(' '),
                (false, _) => out.push(character),
            }
        }
    } else {
        write!(out, "({:?} {})", node.kind(), node.text()).unwrap();
    }
}

/// Closes what ends between two nodes in document order.
fn close(last: NodeRef<'_>, next: NodeRef<'_>, out: &mut String) {
    let parent = next.parent().map(NodeRef::id);
    let mut node = Some(last);
    while let Some(open) = node.filter(|open| Some(open.id()) != parent && open.parent().is_some()) {
        if let Some(name) = open.name() {
            if is_block(open) {
                trim(out);
            }
            write!(out, "</{name}>").unwrap();
        }
        node = open.parent();
    }
}

fn trim(out: &mut String) {
    let verbatim = out.ends_with('\n');
    if !verbatim {
        out.truncate(out.trim_end_matches(' ').len());
    }
}

fn ends_with_block_tag(out: &str) -> bool {
    let Some(start) = out.rfind('<').filter(|_| out.ends_with('>')) else { return out.is_empty() };
    let name = out[start + 1..].trim_start_matches('/');
    let name = &name[..name.find([' ', '>']).unwrap_or(0)];
    BLOCKS.contains(&name)
}

fn is_block(node: NodeRef<'_>) -> bool {
    node.html().is_some_and(|name| BLOCKS.contains(&name))
}

const BLOCKS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "pre",
    "hr",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "section",
    "dl",
    "dt",
    "dd",
    "article",
    "style",
    "script",
];
