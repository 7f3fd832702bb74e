//! The command line: what was typed, who does it, and what the shell is told.
//!
//! One file a command. Only this room prints. A mistake in the book is a diagnostic, shown by `report`; a mistake in
//! the command, or a failing disk, is a [`Failure`].

mod build;
mod check;
mod explain;
mod failure;
mod fix;
mod folder;
mod import;
mod locate;
mod mdbook;
mod new;
mod progress;
mod show;
mod target;

use anstream::{AutoStream, ColorChoice};
use bindery::report::{FORMATS, Format};
use bindery::world::Interruption;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use failure::Failure;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// Makes EPUBs from texts: Markdown, HTML and plain text in, a book that validators and readers accept out.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  bindery build                  make the book whose book.toml is in this folder
  bindery build story.md         make a book of one file; no book.toml is needed
  bindery check book.epub        tell what is wrong with an EPUB, whoever made it
  bindery import stories -o book make a book of the texts in a folder
  bindery new book               begin an empty one
  bindery explain missing-image  tell what a finding means and what to do about it

Exit status:
    0  done
    1  the book has errors: nothing was written, an older result stays as it was;
       or an EPUB that was checked has some
    2  the command was wrong, or a file could not be written
  130  interrupted: nothing was written"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Import(import::Arguments),
    New(new::Arguments),
    Explain(explain::Arguments),
    Mdbook(mdbook::Arguments),
}

/// How a command ended, where nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Done,
    /// The book has errors.
    Rejected,
    Interrupted,
}

/// What the shell is told where a command could not be carried out.
const FAILED: u8 = 2;
/// What the shell is told of an interrupted command: 128 and the number of the signal.
const INTERRUPTED: u8 = 130;

/// Carries out the command in `arguments`, the first of which is the program's own name.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and version are answers too. Nobody is left to tell if they cannot be printed.
            let _ = answer.print();
            return if answer.use_stderr() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS };
        }
    };
    let interruption = Arc::new(Interruption::default());
    stop_on_signal(&interruption);
    let result = match arguments.command {
        Command::Build(arguments) => build::run(&arguments, &interruption),
        Command::Check(arguments) => check::run(&arguments, &interruption),
        Command::Import(arguments) => import::run(&arguments, &interruption),
        Command::New(arguments) => new::run(&arguments, &interruption),
        Command::Mdbook(arguments) => mdbook::run(&arguments, &interruption),
        Command::Explain(arguments) => explain::run(&arguments, &bindery::rules(), &mut io::stdout().lock()),
    };
    match result {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Rejected) => ExitCode::from(1),
        Ok(Status::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(failure) => {
            let _ = anstream::stderr().write_all(failure.shown(has_colours()).as_bytes());
            ExitCode::from(FAILED)
        }
    }
}

/// Leaves the program on Ctrl-C and its kin, as soon as nothing half-written is there.
///
/// Reading and setting a book write nothing, so the program can be left at any moment of them.
fn stop_on_signal(interruption: &Arc<Interruption>) {
    let interruption = Arc::clone(interruption);
    let stop = move || {
        let _gate = interruption.request();
        if io::stderr().is_terminal() {
            // Ends the line with the progress, or with the `^C` that the terminal shows.
            let _ = writeln!(io::stderr());
        }
        #[expect(clippy::disallowed_methods, reason = "`main` is busy; it may be anywhere but in a write")]
        std::process::exit(i32::from(INTERRUPTED));
    };
    // Where the system refuses, the signal ends the program as it always does.
    let _ = ctrlc::set_handler(stop);
}

/// Tells whether standard error shows colours: it is a terminal that can, and nobody asked for none.
fn has_colours() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Takes the name of a format.
fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    let values = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.summary));
    PossibleValuesParser::new(values)
        .map(|name| FORMATS.iter().find(|format| format.name == name).expect("only names in the table are let through"))
}

/// Turns a failure to print into one of the command, but for a reader who has left: `bindery explain | head`.
fn printed(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot print: {}", failure::reason(&error))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
