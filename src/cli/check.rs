//! `bindery check`: tells what is wrong with EPUBs, packed or not, whoever made them.

#![expect(clippy::disallowed_methods, reason = "only `cli` knows where it was called")]

use super::failure::reason;
use super::show::show;
use super::{Failure, Status, fix, format_parser, printed};
use bindery::check::{STORES, Store};
use bindery::diagnostic::{Diagnostics, Severity, once};
use bindery::report::{FORMATS, Format, Summary};
use bindery::source::Sources;
use bindery::world::{Disk, Interruption};
use bindery::{check, container};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Tell what is wrong with an EPUB
///
/// It may come from anywhere, and be packed or a folder with what would be packed.
///
/// Findings go to standard error, one line about each EPUB to standard output.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// EPUBs, or folders with the files of one
    #[arg(value_name = "FILE|FOLDER", required = true)]
    books: Vec<PathBuf>,

    /// Check what a store asks for too
    #[arg(long, value_name = "NAME", value_parser = store_parser(), conflicts_with = "fix")]
    profile: Option<&'static Store>,

    /// Mend what bindery knows how to mend, and write the result to the file that `-o` names
    ///
    /// The book itself stays as it is.
    #[arg(long, requires = "output")]
    fix: bool,

    /// Where the mended book goes
    #[arg(short, long, value_name = "FILE", requires = "fix")]
    output: Option<PathBuf>,

    /// Take warnings for errors
    #[arg(long)]
    strict: bool,

    /// How to show findings
    #[arg(long, value_name = "FORMAT", value_parser = format_parser(), default_value = FORMATS[0].name)]
    format: &'static Format,
}

/// Checks every book that is named, and shows what was found.
pub(super) fn run(arguments: &Arguments, interruption: &Interruption) -> Result<Status, Failure> {
    if arguments.fix && arguments.books.len() > 1 {
        let failure = Failure::new("`--fix` mends one book at a time");
        return Err(failure.help("call it once for each"));
    }
    let mut status = Status::Done;
    for book in &arguments.books {
        let mut shown = name_of(book);
        let (mut diagnostics, sources) = if let Some(output) = &arguments.output {
            let repaired = fix::run(book, output, &shown, !arguments.format.is_result, interruption)?;
            shown = fix::summary(&shown, output, &repaired);
            (repaired.left, repaired.sources)
        } else {
            let mut sources = Sources::default();
            (look_at(book, arguments.profile, &mut sources)?, sources)
        };
        if arguments.strict {
            for finding in diagnostics.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
                finding.severity = Severity::Error;
            }
        }
        if !arguments.format.is_result {
            diagnostics = once(&diagnostics);
        }
        show(&diagnostics, &sources, arguments.format, Path::new("."))?;
        let summary = Summary::of(&diagnostics);
        if !arguments.format.is_result {
            printed(writeln!(io::stdout(), "{shown}: {summary}"))?;
        }
        if summary.has_errors() {
            status = Status::Rejected;
        }
    }
    Ok(status)
}

/// Returns what a book is called: as it was typed, but for a separator at its end.
fn name_of(book: &Path) -> String {
    book.to_string_lossy().trim_end_matches(std::path::is_separator).to_owned()
}

fn look_at(book: &Path, store: Option<&Store>, sources: &mut Sources) -> Result<Diagnostics, Failure> {
    let name = &*name_of(book);
    let facts = fs::metadata(book).map_err(|error| unreachable(book, &error))?;
    let (package, mut diagnostics) = if facts.is_dir() {
        let world = Disk::new(book).map_err(Failure::new)?;
        container::read_folder(&world, name, sources)
    } else {
        let bytes = fs::read(book).map_err(|error| unreachable(book, &error))?;
        container::read(&bytes, name, sources)
    };
    if !diagnostics.iter().any(|finding| finding.severity == Severity::Fatal) {
        diagnostics.extend(check::run_for(&package, facts.is_file().then_some(name), store));
    }
    Ok(diagnostics)
}

/// Takes the name of a store.
fn store_parser() -> impl TypedValueParser<Value = &'static Store> {
    let values = STORES.iter().map(|store| PossibleValue::new(store.name).help(store.summary));
    PossibleValuesParser::new(values).map(|name| Store::named(&name).expect("only names in the table are let through"))
}

fn unreachable(book: &Path, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("cannot open `{}`: {}", book.display(), reason(error)));
    failure.help("name an EPUB, or a folder with the files of one")
}
