//! Strangers' files by chance: whatever comes in, reading and checking end, soon and in little memory, and never panic.
//!
//! The inputs are those in `fuzz/corpus`, spoilt over and over by a seeded mutator. `BINDERY_FUZZ_SECONDS` says for how
//! long, `BINDERY_FUZZ_SEED` where chance begins. What brings one of these down is written to `fuzz/crashes`, and every
//! file there is tried first, for ever.

#![allow(clippy::disallowed_methods, reason = "these tests read and write real files, and look at the clock")]
#![allow(clippy::print_stdout, reason = "they say how much was tried")]

mod support;

use bindery::package::{Body, Entry, Package};
use bindery::resource::Content;
use bindery::source::Sources;
use bindery::world::Memory;
use bindery::xml::{beginning, parse_xml, write_xml};
use bindery::{check, container, repair};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use support::markdown::Random;

/// The longest that one input may take, in a build that is not optimised, on a machine that is busy.
const LONGEST: Duration = Duration::from_secs(20);
/// The most memory that the tests may ever have needed.
const MOST_MEBIBYTES: usize = 2048;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

/// The files of the corpus by name, in order.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder("corpus")).unwrap().map(Result::unwrap);
    let mut files: Vec<_> =
        entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect();
    files.sort();
    files
}

/// A book of the corpus, packed.
fn book(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let path = |name: &str| match name {
        "container.xml" | "encryption.xml" => format!("META-INF/{name}"),
        _ => format!("EPUB/{name}"),
    };
    let entry = |path: String, bytes: &[u8]| Entry::new(path, Body::Other(Content::Bytes(bytes.into())));
    let mut entries: Vec<Entry> = files.iter().map(|(name, bytes)| entry(path(name), bytes)).collect();
    entries.push(entry("EPUB/map.png".to_owned(), &support::picture::png(2, 2)));
    entries.push(entry("EPUB/sea.mp3".to_owned(), b"ID3"));
    container::write_to_vec(&Package { entries }, &Memory::default()).unwrap()
}

/// What is put into inputs besides their own bytes.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"&",
    b"\"",
    b"'",
    b"]]>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<?",
    b"?>",
    b"</p>",
    b"<p>",
    b"<a:b>",
    b"&x;",
    b"&#0;",
    b"&#x10FFFF;",
    b"xmlns:a=''",
    b" id='a'",
    b"<!DOCTYPE a [",
    b"<!ENTITY x '&x;&x;'>",
    b"\0",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"{",
    b"}",
    b"url(",
    b"/*",
    b"\\",
    b"@import",
    b"../",
    b"%",
    b"#",
    b"epubcfi(/6/4!)",
    b"-1",
    b"99999999999",
    b"PK\x01\x02",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"\xFF\xFF\xFF\xFF",
    b"\x01\0\0\0",
    b"\xE2\x80\xAE",
    b"\xCC\x81",
];

/// Spoils an input in one place or a few.
fn spoil(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let to = (at + random.below(40)).min(bytes.len());
        match random.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            2 => drop(bytes.drain(at..to)),
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..to, piece.iter().copied());
            }
            5 => {
                let copy = bytes[at..to].to_vec();
                let place = random.below(bytes.len() + 1);
                bytes.splice(place..place, copy);
            }
            // Much of the same.
            6 if random.below(8) == 0 => {
                let copy = bytes[at..to].repeat(1 + random.below(3000));
                bytes.splice(at..at, copy);
            }
            7 if random.below(8) == 0 => bytes.truncate(at),
            _ => {
                let (one, other) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
                if one < bytes.len() && other < bytes.len() {
                    bytes.swap(one, other);
                }
            }
        }
    }
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Tries inputs until the time is up; `make` makes the next by chance.
fn fuzz(target: &str, make: impl Fn(&mut Random) -> Vec<u8>, attempt: impl Fn(&[u8])) {
    let crashes = fs::read_dir(folder("crashes")).into_iter().flatten().map(|entry| entry.unwrap().path());
    for path in crashes.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(target))) {
        one(target, &fs::read(&path).unwrap(), &attempt);
    }
    let (start, limit) = (Instant::now(), Duration::from_secs(number("BINDERY_FUZZ_SECONDS", 2)));
    let mut random = Random(number("BINDERY_FUZZ_SEED", 1));
    let mut count = 0u64;
    while start.elapsed() < limit {
        one(target, &make(&mut random), &attempt);
        count += 1;
    }
    println!("{target}: {count} inputs");
}

fn one(target: &str, input: &[u8], attempt: &impl Fn(&[u8])) {
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| attempt(input)));
    let why = match result {
        Err(_) => "it panics".to_owned(),
        Ok(()) if start.elapsed() > LONGEST => format!("it takes {:?}", start.elapsed()),
        Ok(()) if peak_mebibytes() > MOST_MEBIBYTES => format!("it takes {} MiB", peak_mebibytes()),
        Ok(()) => return,
    };
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    let file = folder("crashes").join(format!("{target}-{:016x}", hasher.finish()));
    fs::write(&file, input).unwrap();
    panic!("{why}: {}", file.display());
}

/// The most memory that the process has ever had, where the system tells it.
fn peak_mebibytes() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) / 1024
}

fn read_and_check(bytes: &[u8]) {
    let mut sources = Sources::default();
    let (package, mut found) = container::read(bytes, "book.epub", &mut sources);
    found.extend(check::run(&package, Some("book.epub")));
    for finding in &found {
        if let bindery::diagnostic::Place::At(span) = finding.place {
            let text = &sources.get(span.source).text;
            assert!(text.get(span.range()).is_some(), "{} points out of its text", finding.rule.name);
        }
    }
}

#[test]
fn any_container_is_read_and_checked() {
    let files = corpus();
    let sound = book(&files);
    let make = |random: &mut Random| {
        let mut bytes = sound.clone();
        spoil(&mut bytes, random);
        bytes
    };
    fuzz("container", make, read_and_check);
}

#[test]
fn any_file_in_a_container_is_checked_and_mended() {
    let files = corpus();
    let make = |random: &mut Random| {
        let mut files = files.clone();
        for _ in 0..=random.below(2) {
            let at = random.below(files.len());
            spoil(&mut files[at].1, random);
        }
        book(&files)
    };
    let attempt = |bytes: &[u8]| {
        read_and_check(bytes);
        if let Ok(repaired) = repair::repair(bytes, "book.epub") {
            read_and_check(&repaired.bytes);
        }
    };
    fuzz("file", make, attempt);
}

#[test]
fn any_text_is_xml_that_reads_back_or_none() {
    let files = corpus();
    let make = |random: &mut Random| {
        let mut bytes = files[random.below(files.len())].1.clone();
        spoil(&mut bytes, random);
        bytes
    };
    let attempt = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into();
        match parse_xml(&text, None) {
            Ok(tree) => {
                let mut written = String::new();
                write_xml(tree.root(), &mut written);
                let again = parse_xml(&written.as_str().into(), None);
                assert!(again.is_ok_and(|again| again == tree), "it reads back as another document:\n{written}");
            }
            Err(failure) => drop(beginning(&text, &failure, None)),
        }
    };
    fuzz("xml", make, attempt);
}
