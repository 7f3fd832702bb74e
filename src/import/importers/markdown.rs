//! Markdown: it stays as its author wrote it, its front matter with it.

use crate::import::{Body, Chapter, Removed, Text, Work, dialects, front, layouts};
use crate::manifest::{Facts, front_matter};
use crate::manuscript::{Input, READERS, first_lines};
use crate::source::{Located, Span};

/// Tells whether a text is Markdown: it is named so, or has headings, links or code as only Markdown writes them.
pub(in crate::import) fn recognises(text: &Text) -> bool {
    let extension = text.path.extension();
    let is_named_so = READERS[0].extensions.contains(&&*extension) || matches!(&*extension, "rmd" | "qmd");
    is_named_so || has_marks(&text.content)
}

fn has_marks(text: &str) -> bool {
    const LOOKED_AT: usize = 400;
    let mut lines = text.lines().take(LOOKED_AT).peekable();
    if lines.peek().is_some_and(|first| matches!(first.trim_end(), "---" | "+++"))
        && front_matter::read(text, &[], |_| None).facts.title.is_some()
    {
        return true;
    }
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && rest.trim().len() > 1
    };
    let marks = lines
        .filter(|line| is_heading(line) || line.starts_with("-# ") || line.starts_with("```") || line.contains("]("))
        .count();
    marks > 0
}

/// Imports a text.
pub(in crate::import) fn import(text: &Text) -> Work {
    let translated = dialects::translate(&text.content);
    let content = translated.text.as_deref().unwrap_or(&text.content);
    // Only what is as it was typed has places in its source.
    let is_as_typed = translated.text.is_none();
    let front = front_matter::read(content, &[], |range| is_as_typed.then(|| Span::new(text.source, range)));
    let start = front.end.min(content.len());
    let mut reading = (READERS[0].read)(&Input::new(content.into(), text.source, start));
    let (said, _) = first_lines::take(&mut reading.tree);
    let heading = reading.tree.root().elements().find(|block| block.is_html("h1"));
    let title = heading.map(|heading| Located {
        value: super::super::clean::label(heading),
        span: heading.span().filter(|_| is_as_typed),
    });
    let of_bookdown = layouts::of_bookdown(&content[..start]);
    let is_of_book = of_bookdown.is_some();
    // What a book says of itself in its first text is not said of that text.
    let of_text = if is_of_book { Facts { language: front.facts.language, ..Facts::default() } } else { front.facts };
    let facts = of_text.or(said).or(Facts { title, ..Facts::default() });
    let own = if is_of_book { content[start..].trim_start() } else { content };
    let body = Body::Verbatim(own.replace("\r\n", "\n").replace('\r', "\n"));
    let chapter = Chapter { facts: facts.clone(), parts: Vec::new(), is_part: false, body };
    let (mut removed, mut remarks) = (translated.removed, translated.remarks);
    if is_of_book {
        let what = "what is said of the whole book, which `book.toml` says now".to_owned();
        removed.push(Removed { what, text: content[..start].to_owned() });
    }
    let book = of_bookdown.or_else(|| layouts::of_whole_book(&content[..start])).map(Box::new);
    if let Some(cover) = book.as_ref().and_then(|book| book.cover.as_ref()) {
        remarks.push(format!("its cover is `{cover}`: say so by `cover` in `book.toml`"));
    }
    let book = book.map(|book| Box::new(front::Book { cover: None, ..*book }));
    Work {
        facts,
        book,
        chapters: vec![chapter],
        removed,
        remarks,
        seen: vec![text.content.to_string()],
        ..Work::default()
    }
}
