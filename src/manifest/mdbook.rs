//! An mdBook, built as it stands: `book.toml` without `chapters`, beside a `SUMMARY.md` that lists them.
//!
//! What mdBook's own tables say is taken out before the manifest's are read, so that both kinds of tables may stand in
//! one file; what says something for a book on paper is kept, the rest is for its web pages.

mod rules;
mod summary;

pub(super) use rules::{DRAFT_CHAPTER, PREPROCESSOR_NOT_RUN, UNCLEAR_SUMMARY};

use super::files::Files;
use super::findings::{Findings, excerpt, text};
use super::keys::OUTPUT;
use super::node::{Data, Member, Node};
use super::{Entry, Manifest};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Located, Sources, Span};
use crate::world::BookPath;
use std::collections::BTreeMap;

/// What an mdBook says of its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mdbook {
    /// Whether directives such as `{{#include a.rs}}` are followed.
    pub follows_directives: bool,
    /// What begins the hidden lines of code, by its language.
    pub hidden_lines: BTreeMap<String, String>,
    /// Whether its pages load `MathJax`, which draws formulas.
    pub has_mathjax: bool,
}

/// Takes the texts of a book for what the preprocessors made of them: none of those has to be run any more.
pub fn take_as_prepared(manifest: Option<&mut Manifest>, diagnostics: Diagnostics) -> Diagnostics {
    if let Some(mdbook) = manifest.and_then(|manifest| manifest.mdbook.as_mut()) {
        mdbook.follows_directives = false;
    }
    diagnostics.into_iter().filter(|finding| finding.rule.name != PREPROCESSOR_NOT_RUN.name).collect()
}

/// An mdBook as its manifest gives it.
pub(super) struct Plan {
    pub(super) facts: Mdbook,
    summary: Located<BookPath>,
    /// Whether the table of contents shows numbers of sections.
    shows_numbers: bool,
}

/// The tables of mdBook that say nothing of the text.
const FOREIGN: [&str; 3] = ["rust", "build", "preprocessor"];

/// The keys of `[book]` that only mdBook has.
const FOREIGN_IN_BOOK: [&str; 2] = ["src", "multilingual"];

/// What mdBook's own preprocessors are called.
const LINKS: &str = "links";
const INDEX: &str = "index";

/// Takes out of a manifest what is said in mdBook's own words; nothing where it is no mdBook.
pub(super) fn take(root: &mut Node, files: &mut Files<'_>, findings: &mut Findings) -> Option<Plan> {
    let book = root.member("book").map(|member| &member.value).filter(|book| matches!(book.data, Data::Table(_)))?;
    if book.member("chapters").is_some() {
        return None;
    }
    let summary = find_summary(book, files, findings)?;
    let preprocessors = root.member("preprocessor").map(|member| member.value.members()).unwrap_or_default();
    let runs_defaults =
        !root.at(&["build", "use-default-preprocessors"]).is_some_and(|node| matches!(node.data, Data::Boolean(false)));
    for preprocessor in preprocessors.iter().filter(|preprocessor| concerns_books(preprocessor)) {
        findings.report(not_run(preprocessor));
    }
    let hidden_lines = root.at(&["output", "html", "code", "hidelines"]).map(Node::members).unwrap_or_default();
    let plan = Plan {
        facts: Mdbook {
            follows_directives: runs_defaults || preprocessors.iter().any(|preprocessor| preprocessor.key == LINKS),
            hidden_lines: hidden_lines
                .iter()
                .filter_map(|member| Some((member.key.clone(), member.value.text()?.to_owned())))
                .collect(),
            has_mathjax: root
                .at(&["output", "html", "mathjax-support"])
                .is_some_and(|node| matches!(node.data, Data::Boolean(true))),
        },
        summary,
        shows_numbers: !root
            .at(&["output", "html", "no-section-label"])
            .is_some_and(|node| matches!(node.data, Data::Boolean(true))),
    };
    strip(root);
    Some(plan)
}

/// Returns the file that lists the chapters.
fn find_summary(book: &Node, files: &mut Files<'_>, findings: &mut Findings) -> Option<Located<BookPath>> {
    let source = book.member("src").map(|member| &member.value);
    let folder = source.and_then(Node::text).unwrap_or("src");
    let said =
        Located { value: format!("{folder}/SUMMARY.md"), span: source.or(Some(book)).and_then(|node| node.span) };
    if source.is_some() {
        return files.existing(&said, findings);
    }
    let path = files.roots.resolve(&files.folder(said.span), &said.value).ok()?;
    files.world.probe(&path).ok().map(|()| Located { value: path, span: said.span })
}

/// Tells whether a preprocessor is another than mdBook's own, and would run for a book.
fn concerns_books(preprocessor: &Member) -> bool {
    let renderers = preprocessor.value.member("renderers").map(|member| &member.value.data);
    let is_for_others = matches!(renderers, Some(Data::List(names)) if !names.is_empty());
    !matches!(preprocessor.key.as_str(), LINKS | INDEX) && !is_for_others
}

fn not_run(preprocessor: &Member) -> Diagnostic {
    let message = format!("the preprocessor `{}` is not run", excerpt(&preprocessor.key));
    Diagnostic::new(&PREPROCESSOR_NOT_RUN, message)
        .at(preprocessor.key_span)
        .help("see that the chapters read well without it, or write down what it makes of them")
}

/// Leaves what the manifest's own tables know, with what mdBook says by default.
fn strip(root: &mut Node) {
    let Data::Table(tables) = &mut root.data else { return };
    tables.retain(|member| !FOREIGN.contains(&member.key.as_str()));
    for member in tables {
        let Data::Table(members) = &mut member.value.data else { continue };
        match member.key.as_str() {
            "book" => {
                members.retain(|member| !FOREIGN_IN_BOOK.contains(&member.key.as_str()));
                for member in members.iter_mut().filter(|member| member.key == "text-direction") {
                    "direction".clone_into(&mut member.key);
                }
                if !members.iter().any(|member| member.key == "language") {
                    let value = Node { data: Data::Text("en".to_owned()), span: None };
                    members.push(Member { key: "language".to_owned(), key_span: None, value });
                }
            }
            // Each renderer has a table of its own.
            "output" => members.retain(|member| {
                let is_ours = OUTPUT.keys.iter().any(|key| key.name == member.key);
                is_ours || !matches!(member.value.data, Data::Table(_))
            }),
            _ => {}
        }
    }
}

impl Plan {
    /// Reads the chapters.
    pub(super) fn entries(
        &self,
        numbers_chapters: bool,
        sources: &mut Sources,
        files: &mut Files<'_>,
        findings: &mut Findings,
    ) -> Vec<Entry> {
        let shows_numbers = self.shows_numbers && !numbers_chapters;
        summary::read(&self.summary, shows_numbers, sources, files, findings)
    }
}

/// Returns what a summary says in one place, if it says anything.
fn said(value: &str, place: Span, name: &str, findings: &mut Findings) -> Option<Located<String>> {
    text(&Node { data: Data::Text(value.to_owned()), span: Some(place) }, name, findings)
}
