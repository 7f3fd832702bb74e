//! `bindery import`: makes a book of texts, tells what became of them, and writes it where nothing of its owner's is.

use super::failure::reason;
use super::folder::{self, Holds};
use super::show::show;
use super::{Failure, Status, format_parser, printed};
use bindery::import::{
    Action, Comments, Digest, Draft, DraftFile, Group, IMPORTERS, Ledger, Options, Order, Request, Sort, Source,
};
use bindery::report::{FORMATS, Format, Summary};
use bindery::world::{BookPath, Disk, Interruption, PathError, Roots, World};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Make a book of texts
///
/// Writes book.toml, a Markdown file for each chapter, the pictures, and IMPORT.md, which tells what became of each
/// source and what was taken out. Run again, it writes over nothing that was changed since.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, folders and patterns: EPUB, DOCX, ODT, FB2, Markdown, HTML and plain text, told by what they hold
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,

    /// The folder of the book
    #[arg(short, long, value_name = "FOLDER", required = true)]
    output: PathBuf,

    /// What the order of the texts goes by
    #[arg(long, value_name = "ORDER", value_enum, default_value = "given")]
    sort: SortChoice,

    /// Make parts of the texts by their authors, folders or years
    #[arg(long, value_name = "BY", value_enum)]
    group: Option<GroupChoice>,

    /// What becomes of the comments below a web page: in the report alone, or behind the text
    #[arg(long, value_name = "CHOICE", value_enum, default_value = "drop")]
    comments: CommentChoice,

    /// Go on where much of a web page's article is taken for menus, advertisements and the like
    #[arg(long)]
    allow_loss: bool,

    /// Show what would be written, and what IMPORT.md would say, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// How to show findings
    #[arg(long, value_name = "FORMAT", value_parser = format_parser(), default_value = FORMATS[0].name)]
    format: &'static Format,
}

/// What the order of texts may go by.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum SortChoice {
    Given,
    Name,
    Date,
}

/// What parts may be made by.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum GroupChoice {
    Author,
    Folder,
    Date,
}

/// Returns how the texts are to be ordered.
fn order(arguments: &Arguments) -> Order {
    let sort = match arguments.sort {
        SortChoice::Given => Sort::Given,
        SortChoice::Name => Sort::Name,
        SortChoice::Date => Sort::Date,
    };
    let group = arguments.group.map(|group| match group {
        GroupChoice::Author => Group::Author,
        GroupChoice::Folder => Group::Folder,
        GroupChoice::Date => Group::Date,
    });
    Order { sort, group }
}

/// What may become of comments.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum CommentChoice {
    Drop,
    Keep,
}

/// Imports the sources and writes the book, unless words would be lost.
pub(super) fn run(arguments: &Arguments, interruption: &Interruption) -> Result<Status, Failure> {
    let target = &arguments.output;
    if folder::holds(target)? == Holds::Other {
        let message = format!("`{}` is not empty, and holds no book", target.display());
        return Err(Failure::new(message).help("name another folder with `-o`, or one with a `book.toml`"));
    }
    let (root, mut request) = request(arguments)?;
    let world = disk(&root)?;
    let there = disk(target)?;
    request.earlier = Ledger::read(&there);
    let draft = bindery::import::run(&world, &request, IMPORTERS);
    show(&draft.diagnostics, &draft.sources, arguments.format, &root)?;
    let summary = Summary::of(&draft.diagnostics);
    if summary.has_errors() {
        // Its owner must see what was taken for what, to decide.
        let report = draft.report().map(std::slice::from_ref).unwrap_or_default();
        let done = write(&draft, report, request.earlier, arguments, interruption)?;
        let is_written = done.iter().any(|done| done.action != Action::Keep) && !arguments.dry_run;
        if !arguments.format.is_result {
            if arguments.dry_run {
                print_report(&draft, &mut io::stdout().lock())?;
            }
            let what = if is_written { "nothing but IMPORT.md" } else { "nothing" };
            printed(writeln!(io::stderr(), "{what} was written: {summary}"))?;
        }
        return Ok(Status::Rejected);
    }
    let done = write(&draft, &draft.files, request.earlier.clone(), arguments, interruption)?;
    if !arguments.format.is_result {
        tell(&draft, &done, &request.earlier, arguments)?;
    }
    Ok(Status::Done)
}

/// What was done with a file, or would be.
struct Done<'a> {
    file: &'a DraftFile,
    action: Action,
    digest: Digest,
    /// Whether an earlier import wrote something else to it.
    is_new: bool,
}

/// Writes files of a draft where nothing of their owner's is.
fn write<'a>(
    draft: &Draft,
    files: &'a [DraftFile],
    mut ledger: Ledger,
    arguments: &Arguments,
    interruption: &Interruption,
) -> Result<Vec<Done<'a>>, Failure> {
    let target = &arguments.output;
    let there = disk(target)?;
    let judge = |file: &'a DraftFile| {
        let bytes = draft.bytes(file).map_err(|error| {
            Failure::new(format!("cannot read what `{}` is to hold: {}", file.path, reason(&error)))
        })?;
        let digest = Ledger::digest(&bytes);
        let is_new = !ledger.wrote(&file.path, digest);
        Ok(Done { file, action: ledger.action(&file.path, &bytes, &there), digest, is_new })
    };
    let done = files.par_iter().map(judge).collect::<Result<Vec<_>, Failure>>()?;
    let is_written = |done: &&Done<'_>| matches!(done.action, Action::Write | Action::Replace);
    let written: Vec<_> = done.iter().filter(is_written).map(|done| (&done.file.path, done.file)).collect();
    if arguments.dry_run || files.is_empty() {
        return Ok(done);
    }
    folder::write_all(target, &written, interruption, |file, out| draft.write(file, out))?;
    for Done { file, action, digest, .. } in &done {
        if *action != Action::Keep {
            ledger.note(&file.path, *digest, file.source.as_ref());
        }
    }
    // Last of all: what it tells of is on the disk by then.
    folder::write(target, &Ledger::path(), ledger.text().as_bytes(), interruption)?;
    Ok(done)
}

fn disk(folder: &Path) -> Result<Disk, Failure> {
    Disk::new(folder).map_err(Failure::new)
}

/// Tells what was written, or would be, and what the owner of the book is to do.
fn tell(draft: &Draft, done: &[Done<'_>], earlier: &Ledger, arguments: &Arguments) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for Done { file, action, is_new, .. } in done {
        let word = match (action, arguments.dry_run) {
            (Action::Keep, _) if *is_new && file.source.is_some() => {
                "kept as you changed it; what its source says now is another text, and is not in it"
            }
            (Action::Keep, _) => "kept as you changed it",
            (_, false) => continue,
            (Action::Write, true) => "would be written",
            (Action::Replace, true) => "would be written anew",
            (Action::Same, true) => "is there already",
        };
        printed(writeln!(out, "{}: {word}", file.path))?;
    }
    let known: HashSet<&str> = done.iter().map(|done| done.file.path.as_str()).collect();
    for path in earlier.sources().map(|(path, _)| path).filter(|path| !known.contains(path)) {
        printed(writeln!(out, "{path}: stays from an earlier import; none of these sources is in it"))?;
    }
    let unlisted = unlisted(done, &disk(&arguments.output)?);
    if !unlisted.is_empty() {
        printed(writeln!(out, "add to `chapters` in book.toml, which is kept as you changed it:"))?;
    }
    for path in unlisted {
        printed(writeln!(out, "    \"{path}\","))?;
    }
    if arguments.dry_run {
        print_report(draft, &mut out)?;
    }
    let (shown, chapters) = (arguments.output.display(), draft.chapters);
    let plural = if chapters == 1 { "" } else { "s" };
    let report = arguments.output.join("IMPORT.md");
    printed(if arguments.dry_run {
        writeln!(out, "{shown}: {chapters} chapter{plural}; nothing was written")
    } else {
        writeln!(out, "{shown}: {chapters} chapter{plural}; {} tells what became of each source", report.display())
    })
}

/// Prints what `IMPORT.md` would say.
fn print_report(draft: &Draft, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(report) = draft.report() else { return Ok(()) };
    printed(writeln!(out).and_then(|()| draft.write(report, out)).and_then(|()| writeln!(out)))
}

/// Returns the chapters that are new and that a manifest of the owner does not name.
fn unlisted<'a>(done: &[Done<'a>], there: &dyn World) -> Vec<&'a BookPath> {
    let is_manifest = |done: &&Done<'_>| done.file.path.as_str() == "book.toml" && done.action == Action::Keep;
    let Some(manifest) = done.iter().find(is_manifest) else { return Vec::new() };
    let bytes = there.read(&manifest.file.path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let is_named = |path: &BookPath| text.contains("chapters/*") || text.contains(&format!("\"{path}\""));
    let written = done.iter().filter(|done| done.action == Action::Write).map(|done| &done.file.path);
    written.filter(|path| path.as_str().starts_with("chapters/") && !is_named(path)).collect()
}

/// Returns the folder that holds all sources, and what is asked for below it.
fn request(arguments: &Arguments) -> Result<(PathBuf, Request), Failure> {
    let mut found: Vec<(PathBuf, Option<String>)> = Vec::new();
    for source in &arguments.sources {
        found.push(match real(source) {
            Ok(path) => (path, None),
            Err(failure) => pattern(source)?.ok_or(failure)?,
        });
    }
    let folder_of = |(path, pattern): &(PathBuf, Option<String>)| match pattern {
        None if !path.is_dir() => path.parent().unwrap_or(path).to_owned(),
        _ => path.clone(),
    };
    let mut root = found.first().map(folder_of).unwrap_or_default();
    for source in &found {
        while !source.0.starts_with(&root) {
            if !root.pop() {
                return Err(Failure::new("the sources are on different disks").help("import them one disk at a time"));
            }
        }
    }
    let mut sources = Vec::new();
    for (path, pattern) in &found {
        let below = below(&root, path)?;
        sources.push(match pattern {
            Some(pattern) => Source::Pattern { folder: below.as_str().to_owned(), pattern: pattern.clone() },
            None => Source::Path(below),
        });
    }
    let except = real(&arguments.output).ok().filter(|output| output.starts_with(&root) && *output != root);
    let except = except.map(|output| below(&root, &output)).transpose()?;
    let comments = match arguments.comments {
        CommentChoice::Drop => Comments::Drop,
        CommentChoice::Keep => Comments::Keep,
    };
    let options = Options { comments, allow_loss: arguments.allow_loss };
    let title = folder::title(&arguments.output);
    Ok((root, Request { sources, except, title, order: order(arguments), options, ..Request::default() }))
}

/// Returns where a path really leads.
fn real(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| {
        Failure::new(format!("cannot open `{}`: {}", path.display(), reason(&error)))
            .help("name files, folders, or patterns such as `'stories/*.txt'`")
    })
}

/// Reads a pattern that the shell has left alone: the folder that it begins in, and the rest.
fn pattern(source: &Path) -> Result<Option<(PathBuf, Option<String>)>, Failure> {
    let parts: Vec<_> = source.components().collect();
    let is_pattern = |part: &std::path::Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?']);
    let Some(first) = parts.iter().position(is_pattern) else { return Ok(None) };
    let folder: PathBuf = parts[..first].iter().collect();
    let folder = real(if first == 0 { Path::new(".") } else { &folder })?;
    let rest: Vec<_> = parts[first..].iter().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(Some((folder, Some(rest.join("/")))))
}

/// Returns the path from one folder to what is below it.
fn below(root: &Path, path: &Path) -> Result<BookPath, Failure> {
    let rest = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
    let rest = if rest.is_empty() { ".".to_owned() } else { rest };
    // A letter and a colon begin a name here, and no disk.
    Roots::default().resolve("", &format!("./{rest}")).map_err(|_: PathError| {
        Failure::new(format!("`{rest}` is a name that not every system can hold")).help("rename the file")
    })
}
