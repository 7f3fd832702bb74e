//! What a build costs, beside the least that any compiler must do and beside a peer, all in one run.
//!
//! Each contestant runs as a process of its own, five times; the table gives medians.
//! The floor is pulldown-cmark's own parse and HTML push, and deflate of the result at level 6.
//! CPU time and peak memory are the system's own accounting, which only Linux offers as files.

#![allow(clippy::disallowed_methods, reason = "a benchmark touches the disk and the clock")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]
#![allow(clippy::cast_precision_loss, reason = "figures for people")]

mod corpus;

use bindery::edition::PROFILES;
use bindery::import::{Request, Source};
use bindery::manuscript::{Input, READERS};
use bindery::source::SourceId;
use bindery::world::{BookPath, Disk, Interruption};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use pulldown_cmark::{Options, Parser, html};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// A way of turning a folder of chapters into a book.
struct Contestant {
    name: &'static str,
    run: fn(&Path),
}

const CONTESTANTS: &[Contestant] = &[
    Contestant { name: "floor", run: floor },
    Contestant { name: "bindery", run: compile },
    Contestant { name: "pulldown-cmark + epub-builder", run: peer },
];

/// The folder of what imports write.
const OUTPUTS: &str = "outputs";

/// Ways of turning a pile of texts into Markdown; an import may take three times what the first does.
const IMPORTERS: &[Contestant] = &[
    Contestant { name: "read, parse and write", run: read_parse_write },
    Contestant { name: "bindery import", run: import },
];

const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--contestant") {
        let contestant =
            CONTESTANTS.iter().chain(IMPORTERS).find(|contestant| contestant.name == arguments[at + 1]).unwrap();
        let start = Instant::now();
        (contestant.run)(Path::new(&arguments[at + 2]));
        println!("{} {} {}", start.elapsed().as_secs_f64(), cpu_seconds(), peak_mebibytes());
        return;
    }
    for book in corpus::books() {
        table(&book.title, &book.folder, book.bytes, CONTESTANTS);
    }
    let pile = corpus::pile();
    table(&pile.title, &pile.folder, pile.bytes, IMPORTERS);
}

/// Seconds of wall clock and of CPU, and mebibytes at the most.
#[derive(Clone, Copy)]
struct Figures([f64; 3]);

fn table(title: &str, folder: &Path, bytes: usize, contestants: &[Contestant]) {
    println!("\n{title}: {:.1} MB of source\n", bytes as f64 / 1e6);
    println!("| | CPU s | × floor | wall s | × floor | peak MiB | × source |");
    println!("|---|---|---|---|---|---|---|");
    let mut floor = None;
    for contestant in contestants {
        let Figures([wall, cpu, peak]) = measure(contestant, folder);
        let Figures([floor_wall, floor_cpu, _]) = *floor.get_or_insert(Figures([wall, cpu, peak]));
        let of_source = peak * 1_048_576.0 / bytes as f64;
        println!(
            "| {} | {cpu:.3} | {:.2} | {wall:.3} | {:.2} | {peak:.0} | {of_source:.1} |",
            contestant.name,
            cpu / floor_cpu,
            wall / floor_wall,
        );
    }
    let _ = std::fs::remove_dir_all(folder.join(OUTPUTS));
}

fn measure(contestant: &Contestant, folder: &Path) -> Figures {
    let run = || {
        let program = std::env::current_exe().unwrap();
        let output = Command::new(program).args(["--contestant", contestant.name]).arg(folder).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let figures: Vec<f64> = text.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
        Figures([figures[0], figures[1], figures[2]])
    };
    run();
    let runs: Vec<Figures> = (0..RUNS).map(|_| run()).collect();
    let median = |figure: usize| {
        let mut figures: Vec<f64> = runs.iter().map(|run| run.0[figure]).collect();
        figures.sort_by(f64::total_cmp);
        figures[RUNS / 2]
    };
    Figures([median(0), median(1), median(2)])
}

/// Sums what every thread of this process has run.
fn cpu_seconds() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
    let statistics = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    statistics.filter_map(|text| text.split_whitespace().next()?.parse::<f64>().ok()).sum::<f64>() / 1e9
}

fn peak_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

fn chapters(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder.join("chapters")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

fn floor(folder: &Path) {
    let mut total = 0;
    for path in chapters(folder) {
        let text = std::fs::read_to_string(path).unwrap();
        let mut page = String::with_capacity(text.len() * 5 / 4);
        html::push_html(&mut page, Parser::new_ext(&text, options()));
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(page.as_bytes()).unwrap();
        total += encoder.finish().unwrap().len();
    }
    assert!(total > 0);
}

fn compile(folder: &Path) {
    let world = Disk::new(folder).unwrap();
    let input = bindery::Input::Manifest(BookPath::own("book.toml"));
    let build = bindery::build(&world, &input, &[&PROFILES[0]], false);
    let package = build.packages.first().unwrap_or_else(|| panic!("{:?}", build.diagnostics.first()));
    let target = folder.join("bindery.epub");
    bindery::world::write_atomically(&target, &Interruption::default(), |file| {
        bindery::container::write(package, &world, file)
    })
    .unwrap();
}

fn peer(folder: &Path) {
    let zip = epub_builder::ZipLibrary::new().unwrap();
    let mut book = epub_builder::EpubBuilder::new(zip).unwrap();
    book.epub_version(epub_builder::EpubVersion::V33);
    book.metadata("title", "Anthology").unwrap();
    for (index, path) in chapters(folder).iter().enumerate() {
        let text = std::fs::read_to_string(path).unwrap();
        let mut page = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">\
             <head><title>Chapter</title></head><body>",
        );
        html::push_html(&mut page, Parser::new_ext(&text, options()));
        page.push_str("</body></html>");
        let content = epub_builder::EpubContent::new(format!("{index}.xhtml"), page.as_bytes()).title("Chapter");
        book.add_content(content).unwrap();
    }
    book.generate(std::fs::File::create(folder.join("peer.epub")).unwrap()).unwrap();
}

/// Returns an empty folder for what an import writes, another one for each run: file systems look long for a place
/// where many files were deleted a moment ago, and what that takes would be measured too.
fn output(folder: &Path) -> PathBuf {
    let out = folder.join(OUTPUTS).join(std::process::id().to_string());
    std::fs::create_dir_all(out.join("chapters")).unwrap();
    out
}

fn read_parse_write(folder: &Path) {
    let out = output(folder);
    let reader = READERS.iter().find(|reader| reader.name == "plain text").unwrap();
    for (index, path) in chapters(folder).iter().enumerate() {
        let text = std::fs::read_to_string(path).unwrap();
        let tree = (reader.read)(&Input::new(text.into(), SourceId::new(0), 0)).tree;
        let written = bindery::import::markdown::write(tree.root());
        std::fs::write(out.join(format!("chapters/{index}.md")), written).unwrap();
    }
}

fn import(folder: &Path) {
    let out = output(folder);
    let world = Disk::new(folder).unwrap();
    let sources = vec![Source::Path(BookPath::own("chapters"))];
    let request = Request { sources, title: "Pile".to_owned(), ..Request::default() };
    let draft = bindery::import::run(&world, &request, bindery::import::IMPORTERS);
    assert!(draft.chapters > 0);
    for file in &draft.files {
        std::fs::write(out.join(file.path.as_str()), draft.bytes(file).unwrap()).unwrap();
    }
}
