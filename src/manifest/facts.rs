//! What is said of one piece, in the manifest or in its own front matter, and the values that both share with the
//! book: people, language, direction, dates, levels.

use super::fields::Fields;
use super::findings::{Findings, excerpt, text};
use super::keys::{PERSON, PIECE};
use super::node::{Data, Node};
use super::rules::{BAD_DATE, BAD_LANGUAGE, BAD_VALUE, UNKNOWN_KEY, UNKNOWN_RELATOR};
use super::{Direction, Facts, Person, Split, date, language, relator, style, typography};
use crate::diagnostic::{Diagnostic, Level, Levels, Rule};
use crate::nearest::did_you_mean;
use crate::role::{ROLES, Role};
use crate::source::Located;

/// Reads what a table says of a piece.
pub(super) fn read(fields: &Fields<'_>, rules: &[&'static Rule], findings: &mut Findings) -> Facts {
    let authors = people(fields, "authors", relator::AUTHOR, findings);
    // Front matter in the wild names whoever had a part in a text as its `creator`.
    let (mut translators, authors): (Vec<Person>, Vec<Person>) =
        authors.into_iter().partition(|person| person.role == relator::TRANSLATOR);
    translators.extend(people(fields, "translators", relator::TRANSLATOR, findings));
    Facts {
        title: fields.text("title", findings),
        toc_title: fields.text("toc-title", findings),
        toc: fields.boolean("toc"),
        subtitle: fields.text("subtitle", findings),
        authors,
        translators,
        date: loose_date(fields, findings),
        source: fields.text("source", findings),
        rights: fields.text("rights", findings),
        summary: fields.text("summary", findings),
        dedication: fields.text("dedication", findings),
        epigraph: fields.text("epigraph", findings),
        notes_before: fields.text("notes-before", findings),
        notes_after: fields.text("notes-after", findings),
        recording: fields.text("recording", findings),
        timing: fields.text("timing", findings),
        narrators: people(fields, "narrators", relator::NARRATOR, findings),
        numbered: fields.boolean("numbered"),
        opening: style::opening(fields, findings),
        language: tag(fields, findings),
        direction: direction(fields, findings),
        role: piece_role(fields, findings),
        split: split(fields, findings),
        typography: typography::read(fields, findings),
        levels: fields.get("diagnostics").map_or_else(Levels::default, |node| levels(node, rules, findings)),
    }
}

/// Reads what the manifest says of a part beside its title.
pub(super) fn read_part(fields: &Fields<'_>, findings: &mut Findings) -> Facts {
    Facts {
        toc_title: fields.text("toc-title", findings),
        subtitle: fields.text("subtitle", findings),
        summary: fields.text("summary", findings),
        dedication: fields.text("dedication", findings),
        epigraph: fields.text("epigraph", findings),
        numbered: fields.boolean("numbered"),
        ..Facts::default()
    }
}

/// Reads `split`.
fn split(fields: &Fields<'_>, findings: &mut Findings) -> Option<Split> {
    let node = fields.get("split")?;
    match (fields.integer("split"), fields.boolean("split")) {
        (_, Some(false)) => Some(Split::Never),
        (Some(level @ 1..=6), _) => usize::try_from(level).ok().map(Split::At),
        _ => {
            let message = "`split` is a level of headings from 1 to 6, or `false`";
            let help = "write `split = 2` for a file whose chapters begin with `## `";
            findings.report(Diagnostic::new(&BAD_VALUE, message).at(node.span).help(help));
            None
        }
    }
}

/// Reads the facts of front matter.
pub(super) fn read_front_matter(node: &Node, rules: &[&'static Rule], findings: &mut Findings) -> Facts {
    read(&Fields::of(node, &PIECE, findings), rules, findings)
}

/// Reads `language`.
pub(super) fn tag(fields: &Fields<'_>, findings: &mut Findings) -> Option<Located<String>> {
    let said = fields.text("language", findings)?;
    match language::check(&said.value) {
        Ok(tag) => Some(Located { value: tag, span: said.span }),
        Err(bad) => {
            let message = format!("`{}` is not a language tag", excerpt(&said.value));
            let help = match bad.meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write a BCP 47 tag such as `en`, `en-GB` or `pt-BR`".to_owned(),
            };
            findings.report(Diagnostic::new(&BAD_LANGUAGE, message).at(said.span).help(help));
            None
        }
    }
}

/// Reads `direction`.
pub(super) fn direction(fields: &Fields<'_>, findings: &mut Findings) -> Option<Direction> {
    let said = fields.text("direction", findings)?;
    match said.value.to_ascii_lowercase().as_str() {
        "ltr" => Some(Direction::LeftToRight),
        "rtl" => Some(Direction::RightToLeft),
        _ => {
            findings.refuse(&BAD_VALUE, "direction", &said, ["ltr", "rtl"].into_iter());
            None
        }
    }
}

fn piece_role(fields: &Fields<'_>, findings: &mut Findings) -> Option<&'static Role> {
    let said = fields.text("role", findings)?;
    let role = Role::named(&said.value);
    if role.is_none() {
        let names = ROLES.iter().flat_map(|role| [role.name].into_iter().chain(role.synonyms.iter().copied()));
        findings.refuse(&BAD_VALUE, "role", &said, names);
    }
    role
}

/// Returns a date's letters: a text, a number that is a year, or a date without quotes.
pub(super) fn date_text(fields: &Fields<'_>, name: &str, findings: &mut Findings) -> Option<Located<String>> {
    let node = fields.get(name)?;
    match &node.data {
        Data::Integer(year) => Some(Located { value: year.to_string(), span: node.span }),
        Data::Date(date) => Some(Located { value: date.clone(), span: node.span }),
        _ => fields.text(name, findings),
    }
}

fn loose_date(fields: &Fields<'_>, findings: &mut Findings) -> Option<Located<String>> {
    let said = date_text(fields, "date", findings)?;
    if date::is_in_figures(&said.value) && date::parse(&said.value).is_none() {
        findings.report(bad_date(&said, "no calendar has it"));
    }
    Some(said)
}

/// Returns the finding about a text that is no date.
pub(super) fn bad_date(said: &Located<String>, why: &str) -> Diagnostic {
    Diagnostic::new(&BAD_DATE, format!("`{}` is not a date: {why}", excerpt(&said.value)))
        .at(said.span)
        .help("write a year, a month or a day: `2026`, `2026-11` or `2026-11-22`")
}

/// Reads one person or several, whose role is `role` where they give none.
pub(super) fn people(fields: &Fields<'_>, name: &str, role: &str, findings: &mut Findings) -> Vec<Person> {
    match fields.get(name) {
        None => Vec::new(),
        Some(Node { data: Data::List(items), .. }) => {
            items.iter().filter_map(|item| person(item, name, role, findings)).collect()
        }
        Some(node) => person(node, name, role, findings).into_iter().collect(),
    }
}

fn person(node: &Node, name: &str, role: &str, findings: &mut Findings) -> Option<Person> {
    if !matches!(node.data, Data::Table(_)) {
        let name = text(node, name, findings)?.value;
        return Some(Person::new(name, role));
    }
    let fields = Fields::of(node, &PERSON, findings);
    let name = fields.required_text("name", findings);
    let file_as = fields.text("file-as", findings).map(|text| text.value);
    let role = fields.text("role", findings).map_or(Some(role), |said| {
        let code = relator::code(&said.value);
        if code.is_none() {
            let message = format!("`{}` is no role of the MARC list", excerpt(&said.value));
            let help = did_you_mean(&said.value, relator::terms()).unwrap_or_else(|| {
                "write a role such as `editor`, `translator` or `illustrator`, or its MARC code".to_owned()
            });
            findings.report(Diagnostic::new(&UNKNOWN_RELATOR, message).at(said.span).help(help));
        }
        code
    });
    let about = fields.text("about", findings);
    Some(Person { file_as, about, ..Person::new(name?.value, role.unwrap_or(relator::CONTRIBUTOR)) })
}

/// Reads a table of levels by the names of rules.
pub(super) fn levels(node: &Node, rules: &[&'static Rule], findings: &mut Findings) -> Levels {
    let mut levels = Levels::default();
    for member in node.members() {
        if !rules.iter().any(|rule| rule.name == member.key) {
            let message = format!("there is no rule `{}`", excerpt(&member.key));
            let meant = did_you_mean(&member.key, rules.iter().map(|rule| rule.name));
            let help = meant.unwrap_or_else(|| "`bindery explain` lists all rules".to_owned());
            findings.report(Diagnostic::new(&UNKNOWN_KEY, message).at(member.key_span).help(help));
            continue;
        }
        let level = member.value.text().and_then(Level::from_word);
        match level {
            Some(level) => drop(levels.0.insert(member.key.clone(), level)),
            None if matches!(member.value.data, Data::Broken) => {}
            None => findings.report(
                Diagnostic::new(&BAD_VALUE, format!("the level of `{}` is none", member.key))
                    .at(member.value.span)
                    .help("write `allow`, `warn` or `error`, in quotes"),
            ),
        }
    }
    levels
}
