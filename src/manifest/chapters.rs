//! `chapters`: files, patterns and parts, each file once and there.

use super::facts;
use super::fields::Fields;
use super::files::Files;
use super::findings::{Findings, excerpt, text};
use super::glob;
use super::keys::{BOOK, PART, PIECE};
use super::listed::Listed;
use super::node::{Data, Node};
use super::rules::{EMPTY_PART, NO_CHAPTERS, PATTERN_WITHOUT_MATCH, UNCLEAR_CHAPTER, WRONG_TYPE};
use super::{Entry, Facts, PartEntry, PieceEntry};
use crate::diagnostic::{Diagnostic, Rule};
use crate::nearest::nearest;
use crate::source::{Located, Span};
use crate::world::BookPath;

/// Reads the entries of the book.
pub(super) fn read(
    book: &Fields<'_>,
    rules: &[&'static Rule],
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> Vec<Entry> {
    if !book.has("chapters") {
        if !findings.lost.holds("chapters") {
            findings.report(no_chapters("the book has no `chapters`", book.span()));
        }
        return Vec::new();
    }
    let Some(node) = book.get("chapters") else { return Vec::new() };
    let reported = findings.list.len();
    let mut reader = Reader { rules, files, findings, listed: Listed::default() };
    let plan = reader.plan(node);
    let entries = reader.entries(plan);
    // Where something else has been said about the entries, that is why there are none.
    if entries.is_empty() && findings.list.len() == reported {
        findings.report(no_chapters("`chapters` is empty", node.span));
    } else if entries.is_empty() && !findings.list[reported..].iter().any(|found| found.severity.is_error()) {
        findings.report(no_chapters("`chapters` finds no file", node.span));
    }
    entries
}

fn no_chapters(message: &str, span: Option<Span>) -> Diagnostic {
    let example = BOOK.keys.iter().find(|key| key.name == "chapters").map_or("", |key| key.example);
    Diagnostic::new(&NO_CHAPTERS, message).at(span).help(format!("list the files in `[book]`: `chapters = {example}`"))
}

/// What an entry asks for, before patterns are looked up: they leave out what is listed by name anywhere.
enum Plan {
    File(Located<BookPath>, Facts),
    Pattern(Located<String>, Facts),
    Part(Box<PartEntry>, Vec<Plan>),
}

struct Reader<'a, 'w> {
    rules: &'a [&'static Rule],
    files: &'a mut Files<'w>,
    findings: &'a mut Findings,
    listed: Listed,
}

impl Reader<'_, '_> {
    /// Reads a list of entries. Parts nest as deep as TOML lets them, which is bounded.
    fn plan(&mut self, list: &Node) -> Vec<Plan> {
        let Data::List(items) = &list.data else { return Vec::new() };
        items.iter().filter_map(|item| self.plan_one(item)).collect()
    }

    fn plan_one(&mut self, node: &Node) -> Option<Plan> {
        match &node.data {
            Data::Text(_) | Data::Plain(_) => {
                let said = text(node, "file", self.findings)?;
                self.file(said, Facts::default())
            }
            Data::Table(_) if node.member("part").is_some() => Some(self.part(node)),
            Data::Table(_) if node.member("file").is_some() => {
                let fields = Fields::of(node, &PIECE, self.findings);
                let mut facts = facts::read(&fields, self.rules, self.findings);
                for path in [&mut facts.recording, &mut facts.timing] {
                    *path = path.take().map(|said| self.files.as_from_book(said));
                }
                let said = fields.text("file", self.findings)?;
                self.file(said, facts)
            }
            Data::Table(_) => {
                self.unclear(node);
                None
            }
            Data::Broken | Data::Nothing => None,
            _ => {
                let message = format!("an entry of `chapters` is a file or a table, and this is {}", node.kind());
                let help = "write a file in quotes, or `{ file = \"…\" }`, or `{ part = \"…\", chapters = […] }`";
                self.findings.report(Diagnostic::new(&WRONG_TYPE, message).at(node.span).help(help));
                None
            }
        }
    }

    fn part(&mut self, node: &Node) -> Plan {
        let fields = Fields::of(node, &PART, self.findings);
        // A part without a right title was reported; its chapters are looked at all the same.
        let title = fields.required_text("part", self.findings).unwrap_or_else(|| stand_in(node.span));
        let facts = facts::read_part(&fields, self.findings);
        let file =
            fields.text("file", self.findings).and_then(|said| self.listed.file(&said, self.files, self.findings));
        let chapters = fields.get("chapters").map(|list| self.plan(list));
        if !fields.has("chapters") {
            self.findings.missing(&PART, "chapters", node.span);
        }
        let facts = Facts { title: Some(title.clone()), ..facts };
        let part = PartEntry { title, file, facts, entries: Vec::new() };
        Plan::Part(Box::new(part), chapters.unwrap_or_default())
    }

    fn unclear(&mut self, node: &Node) {
        let message = "an entry of `chapters` has neither a `file` nor a `part`";
        let near = node
            .members()
            .iter()
            .find_map(|member| nearest(&member.key, ["file", "part"]).map(|meant| (member, meant)));
        let mut diagnostic = Diagnostic::new(&UNCLEAR_CHAPTER, message)
            .at(node.span)
            .help("write `{ file = \"…\" }` for a chapter, `{ part = \"…\", chapters = […] }` for a part");
        if let Some((member, meant)) = near {
            diagnostic = diagnostic.at(member.key_span).help(format!("did you mean `{meant}`?"));
        }
        self.findings.report(diagnostic);
    }

    fn file(&mut self, said: Located<String>, facts: Facts) -> Option<Plan> {
        if glob::is_pattern(&said.value) {
            self.files.resolve(&said, self.findings)?;
            return Some(Plan::Pattern(said, facts));
        }
        self.listed.file(&said, self.files, self.findings).map(|path| Plan::File(path, facts))
    }

    fn entries(&mut self, plans: Vec<Plan>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for plan in plans {
            match plan {
                Plan::File(file, facts) => entries.push(piece(file, facts)),
                Plan::Pattern(said, facts) => self.expand(&said, &facts, &mut entries),
                Plan::Part(mut part, plans) => {
                    part.entries = self.entries(plans);
                    if part.entries.is_empty() {
                        let title = excerpt(&part.title.value);
                        let message = format!("the part `{title}` has no chapters and is left out");
                        let help = "list its files in `chapters`, or take the part out";
                        self.findings.report(Diagnostic::new(&EMPTY_PART, message).at(part.title.span).help(help));
                    } else {
                        entries.push(Entry::Part(part));
                    }
                }
            }
        }
        entries
    }

    fn expand(&mut self, said: &Located<String>, facts: &Facts, entries: &mut Vec<Entry>) {
        let folder = self.files.folder(said.span);
        let mut found = glob::expand(self.files, &folder, &said.value);
        // A pattern means the texts among the files it matches: pictures may lie beside them.
        found.retain(|path| self.files.is_text(path));
        if found.is_empty() {
            let message = format!("no file matches `{}`", excerpt(&said.value));
            let help = "see to the folder and the ending of the names, or take the pattern out";
            self.findings.report(Diagnostic::new(&PATTERN_WITHOUT_MATCH, message).at(said.span).help(help));
        }
        for path in found {
            if !self.listed.is_new(&path, said.span) {
                continue;
            }
            match self.files.world.probe(&path) {
                Ok(()) => entries.push(piece(Located { value: path, span: said.span }, facts.clone())),
                Err(error) => {
                    let found = Located { value: path.to_string(), span: said.span };
                    let diagnostic = self.files.explain(&path, &found, &error);
                    self.findings.report(diagnostic);
                }
            }
        }
    }
}

fn piece(file: Located<BookPath>, facts: Facts) -> Entry {
    Entry::Piece(Box::new(PieceEntry { file, facts }))
}

fn stand_in(span: Option<Span>) -> Located<String> {
    Located { value: String::new(), span }
}
