//! Front matter and `book.toml`: what is said of chapters and book, as people write it.

use crate::manifest::{Direction, Facts, Person, Series, front_matter};
use crate::source::Located;
use crate::world::BookPath;

/// Returns the front matter of a chapter, between its lines of dashes; empty where there is nothing to say.
pub(super) fn matter(facts: &Facts) -> String {
    let mut lines = String::new();
    let mut say = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.extend([key, ": ", &value, "\n"]);
        }
    };
    let text = |said: &Option<Located<String>>| said.as_ref().map(|said| value(&said.value));
    say("title", text(&facts.title));
    say("toc-title", text(&facts.toc_title));
    say("toc", facts.toc.map(|toc| toc.to_string()));
    say("subtitle", text(&facts.subtitle));
    say("authors", names(&facts.authors));
    say("translators", names(&facts.translators));
    say("date", text(&facts.date));
    say("language", text(&facts.language));
    say("direction", facts.direction.map(|direction| direction.word().to_owned()));
    say("role", facts.role.map(|role| role.name.to_owned()));
    say("numbered", facts.numbered.map(|numbered| numbered.to_string()));
    say("source", text(&facts.source));
    say("rights", text(&facts.rights));
    say("dedication", text(&facts.dedication));
    say("epigraph", text(&facts.epigraph));
    say("summary", text(&facts.summary));
    say("notes-before", text(&facts.notes_before));
    say("notes-after", text(&facts.notes_after));
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n\n") }
}

fn names(people: &[Person]) -> Option<String> {
    let names: Vec<String> = people.iter().map(|person| value(&person.name)).collect();
    (!names.is_empty()).then(|| format!("[{}]", names.join(", ")))
}

/// Returns a text in double quotes, as YAML and TOML both read it.
pub(super) fn value(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Says in the front matter of a text when it was written, where that does not say it.
pub(super) fn with_date(text: String, date: &str) -> String {
    let front = front_matter::read(&text, &[], |_| None);
    if front.facts.date.is_some() {
        return text;
    }
    let first = text.split_inclusive('\n').next().filter(|_| front.end > 0).map_or(0, str::len);
    let sign = if text.starts_with("+++") { " =" } else { ":" };
    let line = format!("date{sign} {}\n", value(date));
    match first {
        0 => format!("---\n{line}---\n\n{text}"),
        first => format!("{}{line}{}", &text[..first], &text[first..]),
    }
}

/// What `book.toml` says.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    pub title: String,
    pub subtitle: Option<String>,
    pub authors: Vec<Person>,
    pub translators: Vec<Person>,
    pub contributors: Vec<Person>,
    /// Empty where it is not said.
    pub language: String,
    pub direction: Option<Direction>,
    pub identifiers: Vec<String>,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub rights: Option<String>,
    pub description: Option<String>,
    pub subjects: Vec<String>,
    pub sources: Vec<String>,
    pub series: Option<Series>,
    pub cover: Option<String>,
    pub chapters: Vec<Entry>,
    /// What the other tables say: a table, empty for none, a key and its value as TOML.
    pub settings: Vec<(&'static str, &'static str, String)>,
}

/// An entry of `chapters`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Chapter(BookPath),
    Part(Box<Part>),
}

/// A part with its chapters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub title: String,
    /// What else is said of it: keys with their values as TOML.
    pub said: Vec<(&'static str, String)>,
    pub chapters: Vec<Entry>,
}

/// Returns what an entry for a part says of it, but for its title.
pub(super) fn part(facts: &Facts) -> Vec<(&'static str, String)> {
    let texts = [
        ("toc-title", &facts.toc_title),
        ("subtitle", &facts.subtitle),
        ("summary", &facts.summary),
        ("dedication", &facts.dedication),
        ("epigraph", &facts.epigraph),
    ];
    let texts = texts.into_iter().filter_map(|(key, said)| Some((key, value(&said.as_ref()?.value))));
    texts.chain(facts.numbered.map(|numbered| ("numbered", numbered.to_string()))).collect()
}

/// Returns `book.toml`.
pub(super) fn book(book: &Book) -> String {
    let mut out = String::new();
    settings(book, true, &mut out);
    out.extend(["[book]\ntitle = ", &value(&book.title), "\n"]);
    let mut say = |key: &str, said: Option<String>| {
        if let Some(said) = said {
            out.extend([key, " = ", &said, "\n"]);
        }
    };
    let text = |said: &Option<String>| said.as_deref().map(value);
    let translators = book.translators.iter().map(|person| Person { role: "translator".to_owned(), ..person.clone() });
    let contributors: Vec<Person> = translators.chain(book.contributors.iter().cloned()).collect();
    say("subtitle", text(&book.subtitle));
    say("authors", people(&book.authors, "aut"));
    say("contributors", people(&contributors, "ctb"));
    say("language", Some(value(&book.language)));
    say("direction", book.direction.map(|direction| value(direction.word())));
    let identifiers = &book.identifiers;
    say("identifier", if let [only] = &identifiers[..] { Some(value(only)) } else { texts(identifiers) });
    say("publisher", text(&book.publisher));
    say("date", text(&book.date));
    say("description", text(&book.description));
    say("subjects", texts(&book.subjects));
    say("rights", text(&book.rights));
    say("source", texts(&book.sources));
    say("series", book.series.as_ref().map(series));
    say("cover", text(&book.cover));
    out.push_str("chapters = [\n");
    entries(&book.chapters, "  ", &mut out);
    out.push_str("]\n");
    settings(book, false, &mut out);
    out
}

/// Writes what stands in no table, which comes before all of them, or what stands in the others.
fn settings(book: &Book, is_before: bool, out: &mut String) {
    let mut open = "";
    for (table, key, value) in book.settings.iter().filter(|(table, _, _)| table.is_empty() == is_before) {
        if *table != open {
            out.extend(["\n[", table, "]\n"]);
            open = table;
        }
        out.extend([key, " = ", value, "\n"]);
    }
    if is_before && !out.is_empty() {
        out.push('\n');
    }
}

fn texts(all: &[String]) -> Option<String> {
    let written: Vec<String> = all.iter().map(|text| value(text)).collect();
    (!written.is_empty()).then(|| format!("[{}]", written.join(", ")))
}

fn series(series: &Series) -> String {
    let number = series.number.as_ref().map(|number| format!(", number = {number}")).unwrap_or_default();
    format!("{{ name = {}{number} }}", value(&series.name))
}

/// Returns people as the manifest names them: by their names, where there is no more to say than their usual role.
fn people(people: &[Person], usual: &str) -> Option<String> {
    let written: Vec<String> = people
        .iter()
        .map(|person| {
            let role = (person.role != usual).then(|| format!(", role = {}", value(&person.role)));
            let file_as = person.file_as.as_ref().map(|name| format!(", file-as = {}", value(name)));
            let about = person.about.as_ref().map(|about| format!(", about = {}", value(&about.value)));
            let more: String = [role, file_as, about].into_iter().flatten().collect();
            if more.is_empty() { value(&person.name) } else { format!("{{ name = {}{more} }}", value(&person.name)) }
        })
        .collect();
    (!written.is_empty()).then(|| format!("[{}]", written.join(", ")))
}

/// Recurses over parts in parts, of which there are two levels at most.
fn entries(all: &[Entry], indent: &str, out: &mut String) {
    for entry in all {
        match entry {
            Entry::Chapter(file) => out.extend([indent, &value(file.as_str()), ",\n"]),
            Entry::Part(part) => {
                out.extend([indent, "{ part = ", &value(&part.title)]);
                for (key, value) in &part.said {
                    out.extend([", ", key, " = ", value]);
                }
                out.push_str(", chapters = [\n");
                entries(&part.chapters, &format!("{indent}  "), out);
                out.extend([indent, "] },\n"]);
            }
        }
    }
}

/// Tells whether a date begins as those of EPUB do: a year, a month, a day, or a moment.
pub(super) fn is_date(date: &str) -> bool {
    let is_number = |text: &str, digits: usize| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = date.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    parts.len() <= 3 && is_number(parts[0], 4) && parts[1..].iter().all(|part| is_number(part, 2))
}
