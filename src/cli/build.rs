//! `bindery build`: makes a book, tells what is wrong with it, and writes it.

use super::progress::Progress;
use super::show::show;
use super::{Failure, Status, format_parser, locate, printed, target};
use bindery::edition::{PROFILES, Profile};
use bindery::manifest::ImageFormat;
use bindery::report::{FORMATS, Format, Summary};
use bindery::resource::cover;
use bindery::world::{Disk, Interruption, World, write_atomically};
use bindery::{Build, container};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Make a book
///
/// Findings go to standard error, one line about the result to standard output.
///
/// A book with errors is not written; an older result stays as it was.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A folder with a book.toml, a book.toml, or one Markdown, text or HTML file [default: this folder]
    #[arg(value_name = "BOOK")]
    book: Option<PathBuf>,

    /// Write to this file, or into this folder [default: build/ beside the book.toml]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Make this kind of EPUB; may be given several times
    #[arg(long = "profile", value_name = "NAME", value_parser = profile_parser(), default_value = PROFILES[0].name)]
    profiles: Vec<&'static Profile>,

    /// Write the cover into this file as well, as stores want it beside the book: a .jpg or .png
    #[arg(long, value_name = "FILE", value_parser = picture_parser)]
    export_cover: Option<PathBuf>,

    /// Take warnings for errors
    #[arg(long)]
    strict: bool,

    /// How to show findings
    #[arg(long, value_name = "FORMAT", value_parser = format_parser(), default_value = FORMATS[0].name)]
    format: &'static Format,
}

fn profile_parser() -> impl TypedValueParser<Value = &'static Profile> {
    let values = PROFILES.iter().map(|profile| PossibleValue::new(profile.name).help(profile.summary));
    PossibleValuesParser::new(values).map(|name| {
        PROFILES.iter().find(|profile| profile.name == name).expect("only names in the table are let through")
    })
}

/// Refuses a file for the cover that is neither a JPEG nor a PNG by its name.
fn picture_parser(value: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(value);
    match picture_format(&path) {
        Some(_) => Ok(path),
        None => Err("name a file that ends in .jpg or .png".to_owned()),
    }
}

fn picture_format(path: &Path) -> Option<ImageFormat> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        "png" => Some(ImageFormat::Png),
        _ => None,
    }
}

/// Makes the book, writes it where it has no errors, and shows what was found.
pub(super) fn run(arguments: &Arguments, interruption: &Interruption) -> Result<Status, Failure> {
    let profiles = profiles(arguments);
    if profiles.len() > 1 {
        target::check_folder(arguments.output.as_deref())?;
    }
    let book = locate::book(arguments.book.as_deref())?;
    let world = Disk::new(&book.folder).map_err(|message| {
        Failure::new(message).help("unset it, or set it as in `SOURCE_DATE_EPOCH=1767225600`, the first second of 2026")
    })?;
    let world = world.with_cache(target::cache(&book.folder));
    let progress = Progress::start(io::stderr().is_terminal() && !arguments.format.is_result);
    let build = bindery::build(&world, &book.input, &profiles, arguments.strict);
    let summary = Summary::of(&build.diagnostics);
    let written = if summary.has_errors() {
        Ok(Vec::new())
    } else {
        let place = Place { output: arguments.output.as_deref(), folder: &book.folder, interruption };
        write_editions(&build, &profiles, &world, &place).and_then(|mut lines| {
            lines.extend(export_cover(arguments, &build, &world, interruption)?);
            Ok(lines)
        })
    };
    world.sweep();
    drop(progress);
    if interruption.is_requested() {
        return Ok(Status::Interrupted);
    }
    show(&build.diagnostics, &build.sources, arguments.format, &book.folder)?;
    let lines = written?;
    if summary.has_errors() {
        if !arguments.format.is_result {
            printed(writeln!(io::stderr(), "no book was written: {summary}"))?;
        }
        return Ok(Status::Rejected);
    }
    if !arguments.format.is_result {
        for line in lines {
            printed(writeln!(io::stdout(), "{line}"))?;
        }
    }
    Ok(Status::Done)
}

/// Returns the profiles asked for, each once.
fn profiles(arguments: &Arguments) -> Vec<&'static Profile> {
    let mut profiles: Vec<&'static Profile> = Vec::new();
    for profile in &arguments.profiles {
        if !profiles.iter().any(|known| known.name == profile.name) {
            profiles.push(profile);
        }
    }
    profiles
}

/// Where editions go.
pub(super) struct Place<'a> {
    /// What `-o` says.
    pub(super) output: Option<&'a Path>,
    /// The book's own folder.
    pub(super) folder: &'a Path,
    pub(super) interruption: &'a Interruption,
}

/// Writes every edition; returns a line about each.
pub(super) fn write_editions(
    build: &Build,
    profiles: &[&Profile],
    world: &dyn World,
    place: &Place<'_>,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let name = if build.name.is_empty() { target::name_of(place.folder) } else { build.name.clone() };
    for (package, profile) in build.packages.iter().zip(profiles) {
        let file_name = format!("{name}.{}", profile.extension);
        let target = target::choose(place.output, place.folder, &file_name, profiles.len() > 1);
        target::check(&target)?;
        let mut bytes = 0;
        write_atomically(&target, place.interruption, |out| {
            container::write(package, world, &mut Counter { inner: out, bytes: &mut bytes })
        })
        .map_err(|error| target::unwritable(&target, &error))?;
        let plural = if build.pieces == 1 { "" } else { "s" };
        let (pieces, size) = (build.pieces, size(bytes));
        let summary = Summary::of(build.diagnostics.iter().filter(|finding| finding.concerns(profile.name)));
        let findings = if summary.is_empty() { String::new() } else { format!(" ({summary})") };
        lines.push(format!("{}: {pieces} piece{plural}, {size}, EPUB 3.3{findings}", target.display()));
    }
    Ok(lines)
}

/// Writes the cover by itself where that is asked for; returns a line about it.
fn export_cover(
    arguments: &Arguments,
    build: &Build,
    world: &Disk,
    interruption: &Interruption,
) -> Result<Option<String>, Failure> {
    let Some(target) = &arguments.export_cover else { return Ok(None) };
    let Some(front) = &build.front else {
        return Err(
            Failure::new("the book has no cover that could be written").help("name one with `cover` in `[book]`")
        );
    };
    let format = picture_format(target).unwrap_or(ImageFormat::Jpeg);
    let bytes = cover::export(world, front, format).map_err(|finding| Failure::new(finding.message))?;
    write_atomically(target, interruption, |out| out.write_all(&bytes))
        .map_err(|error| target::unwritable(target, &error))?;
    Ok(Some(format!("{}: the cover, {}", target.display(), size(bytes.len()))))
}

/// Counts what is written.
struct Counter<'a> {
    inner: &'a mut dyn Write,
    bytes: &'a mut usize,
}

impl Write for Counter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        *self.bytes += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Returns a number of bytes as people say it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{}.{} MB", (bytes + 50_000) / 1_000_000, (bytes + 50_000) % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(148_499), "148 KB");
        assert_eq!(size(999_499), "999 KB");
        assert_eq!(size(999_500), "1.0 MB");
        assert_eq!(size(12_349_999), "12.3 MB");
    }
}
