//! `bindery mdbook`: mdBook's renderer. Its standard input is what mdBook tells a renderer: the book as its
//! preprocessors left it, the configuration, and where the result goes.

use super::build::{Place, write_editions};
use super::failure::reason;
use super::show::show;
use super::{Failure, Status, printed};
use bindery::Input;
use bindery::edition::{PROFILES, Profile};
use bindery::nearest::did_you_mean;
use bindery::report::{FORMATS, Summary};
use bindery::world::{BookPath, Disk, Interruption, Overlay, Roots};
use serde_json::Value;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

/// Make the EPUB of an mdBook when mdBook calls
///
/// In the book.toml of an mdBook, `[output.bindery]` with `command = "bindery mdbook"` has `mdbook build` make an EPUB
/// of what its preprocessors leave. `profile = "kobo"`, or a list of such names, chooses the editions.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Makes the book that standard input tells of.
pub(super) fn run(_: &Arguments, interruption: &Interruption) -> Result<Status, Failure> {
    let call = read_call()?;
    let disk = Disk::new(&call.root).map_err(Failure::new)?;
    let world = Overlay::new(&disk, call.texts);
    let input = Input::Prepared(BookPath::own("book.toml"));
    let build = bindery::build(&world, &input, &call.profiles, false);
    show(&build.diagnostics, &build.sources, &FORMATS[0], &call.root)?;
    let summary = Summary::of(&build.diagnostics);
    if summary.has_errors() {
        printed(writeln!(io::stderr(), "no book was written: {summary}"))?;
        return Ok(Status::Rejected);
    }
    // A folder by its last letter, whether it is there or not.
    let output = call.destination.join("");
    let place = Place { output: Some(&output), folder: &call.root, interruption };
    for line in write_editions(&build, &call.profiles, &world, &place)? {
        printed(writeln!(io::stderr(), "{line}"))?;
    }
    Ok(Status::Done)
}

/// What mdBook asks for.
struct Call {
    root: PathBuf,
    destination: PathBuf,
    profiles: Vec<&'static Profile>,
    /// The chapters as the preprocessors left them.
    texts: Vec<(BookPath, Vec<u8>)>,
}

fn read_call() -> Result<Call, Failure> {
    let mut input = io::stdin();
    if input.is_terminal() {
        return Err(Failure::new("`bindery mdbook` is for mdBook to call").help(
            "write `command = \"bindery mdbook\"` in `[output.bindery]` of the book.toml, and run `mdbook build`;\n\
                   or make the EPUB without mdBook, with `bindery build`",
        ));
    }
    let mut text = String::new();
    input.read_to_string(&mut text).map_err(|error| Failure::new(format!("cannot read: {}", reason(&error))))?;
    let context: Value = serde_json::from_str(&text).map_err(|error| {
        Failure::new(format!("standard input is not what mdBook tells a renderer: {error}"))
            .help("let `mdbook build` call `bindery mdbook`")
    })?;
    let said = |name: &str| {
        let missing = || Failure::new(format!("mdBook does not say the `{name}`")).help("use mdBook 0.4 or later");
        context[name].as_str().map(PathBuf::from).ok_or_else(missing)
    };
    let source = context["config"]["book"]["src"].as_str().unwrap_or("src");
    Ok(Call {
        root: said("root")?,
        destination: said("destination")?,
        profiles: profiles(&context["config"]["output"]["bindery"]["profile"])?,
        texts: texts(&context["book"], source),
    })
}

/// Returns the profiles that the table of this renderer names; the default one where it names none.
fn profiles(said: &Value) -> Result<Vec<&'static Profile>, Failure> {
    let names: Vec<&str> = match said {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => vec![PROFILES[0].name],
    };
    let known = || PROFILES.iter().map(|profile| profile.name);
    let found = names.into_iter().map(|name| {
        Profile::named(name).ok_or_else(|| {
            let all = || format!("the profiles are `{}`", known().collect::<Vec<_>>().join("`, `"));
            let help = did_you_mean(name, known()).unwrap_or_else(all);
            Failure::new(format!("there is no profile `{name}`")).help(help)
        })
    });
    found.collect()
}

/// Returns the chapters of a book, and those in them, by their files. mdBook 0.5 calls `items` what were `sections`.
fn texts(book: &Value, source: &str) -> Vec<(BookPath, Vec<u8>)> {
    let mut open: Vec<&Value> = [&book["sections"], &book["items"]].to_vec();
    let mut texts = Vec::new();
    while let Some(items) = open.pop() {
        for chapter in items.as_array().into_iter().flatten().map(|item| &item["Chapter"]) {
            open.push(&chapter["sub_items"]);
            // A page that mdBook calls `index.md` is a `README.md` on disk.
            let path = chapter["source_path"].as_str().or(chapter["path"].as_str());
            let content = chapter["content"].as_str();
            let resolved = path.and_then(|path| Roots::default().resolve(source, &path.replace('\\', "/")).ok());
            texts.extend(resolved.zip(content).map(|(path, content)| (path, content.as_bytes().to_vec())));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_found_at_every_depth_and_under_both_names() {
        for name in ["sections", "items"] {
            let book = serde_json::json!({ name: [
                { "PartTitle": "Part" },
                "Separator",
                { "Chapter": { "content": "a", "path": "index.md", "source_path": "README.md", "sub_items": [
                    { "Chapter": { "content": "b", "path": "b/c.md", "source_path": null, "sub_items": [] } },
                    { "Chapter": { "content": "", "path": null, "source_path": null, "sub_items": [] } },
                ] } },
            ] });
            let found = texts(&book, "text");
            let found: Vec<_> = found.iter().map(|(path, text)| (path.as_str(), text.as_slice())).collect();
            assert_eq!(found, [("text/README.md", &b"a"[..]), ("text/b/c.md", b"b")]);
        }
    }

    #[test]
    fn profiles_are_one_or_many_and_known() {
        let names = |said: Value| profiles(&said).map(|all| all.iter().map(|profile| profile.name).collect::<Vec<_>>());
        assert_eq!(names(Value::Null).unwrap(), ["epub"]);
        assert_eq!(names("kobo".into()).unwrap(), ["kobo"]);
        assert_eq!(names(vec!["epub", "kindle"].into()).unwrap(), ["epub", "kindle"]);
        assert!(names("kindel".into()).unwrap_err().shown(false).contains("did you mean `kindle`?"));
    }
}
