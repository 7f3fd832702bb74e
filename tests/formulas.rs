//! Formulas as data: what is typed, how it reads on a line, and why, in `tests/formulas/*.txt`.
//!
//! A line is a case: TeX, what the formula is as plain text, and the reason, with ` :: ` between; in `errors.txt`, TeX,
//! the part of it that is at fault, and what is told of it. `UPDATE_EXPECT=1` writes the plain text anew.
//! All of them make one book, whose MathML our own check finds valid here, and EPUBCheck among the oracles.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

mod support;

use bindery::formula::{Macros, Style, plain_text, read};
use bindery::world::Memory;
use bindery::xml::{Tree, parse_xml, write_xml};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formulas");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.file_name().unwrap() != "errors.txt");
    paths
}

/// Returns TeX, expectation and reason of each line; the expectation is empty in a case that is new.
fn cases(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(|line| {
        let cells: Vec<&str> = line.split(" :: ").map(str::trim).collect();
        match cells[..] {
            [tex, reason] => (tex, "", reason),
            [tex, expected, reason] => (tex, expected, reason),
            _ => panic!("not two cells, and not three: {line}"),
        }
    })
}

fn math(tex: &str, style: Style) -> Tree {
    let formula = read(tex, style, &Macros::default()).unwrap_or_else(|faults| panic!("{tex}: {faults:#?}"));
    let mut tree = Tree::default();
    let document = tree.document();
    formula.write(&mut tree, document, &|_| None);
    tree
}

#[test]
fn formulas_read_as_they_should() {
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = String::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut written = String::new();
        for line in text.lines().take_while(|line| line.starts_with("# ")) {
            writeln!(written, "{line}").unwrap();
        }
        for (tex, expected, reason) in cases(&text) {
            let tree = math(tex, Style::Display);
            let found = plain_text(tree.root().first_child().unwrap());
            writeln!(written, "{tex} :: {found} :: {reason}").unwrap();
            if found != expected {
                writeln!(wrong, "{tex}\n    expected {expected}\n    found    {found}").unwrap();
            }
        }
        if updates {
            std::fs::write(&path, written).unwrap();
        }
    }
    assert!(updates || wrong.is_empty(), "\n{wrong}");
}

#[test]
fn what_is_written_is_xml_and_reads_back_as_it_was() {
    for path in files() {
        for (tex, ..) in cases(&std::fs::read_to_string(&path).unwrap()) {
            for style in [Style::Display, Style::Inline] {
                let tree = math(tex, style);
                let mut written = String::new();
                write_xml(tree.root(), &mut written);
                let again = parse_xml(&written.into(), None).unwrap_or_else(|failure| panic!("{tex}: {failure:?}"));
                assert!(again == tree, "{tex}");
            }
        }
    }
}

#[test]
fn what_is_not_understood_is_told_at_its_place() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formulas/errors.txt");
    let text = std::fs::read_to_string(path).unwrap();
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let cells: Vec<&str> = line.split(" :: ").map(str::trim).collect();
        let [tex, part, what] = cells[..] else { panic!("not three cells: {line}") };
        let faults = read(tex, Style::Display, &Macros::default()).expect_err(tex);
        assert_eq!((&tex[faults[0].range.clone()], &*faults[0].what), (part, what), "{tex}");
    }
}

#[test]
fn every_formula_makes_valid_pages() {
    let mut page = String::from("# Formulas\n\n");
    let mut count = 0;
    for path in files() {
        for (tex, _, reason) in cases(&std::fs::read_to_string(&path).unwrap()) {
            write!(page, "{reason}: ${tex}$.\n\n$$\n{tex}\n$$\n\n").unwrap();
            count += 1;
        }
    }
    assert!(count >= 200, "{count} formulas");
    let world = Memory::new([("book.toml", support::STOCK_MANIFEST.to_owned()), ("chapters/formulas.md", page)]);
    let build = support::build(&world);
    assert!(build.diagnostics.is_empty(), "{}", support::findings(&build.diagnostics, &build.sources));
    let (_, body) =
        support::pages(&build.packages[0]).find(|(entry, _)| entry.path.ends_with("formulas.xhtml")).unwrap();
    let formulas = body.descendants().filter(|node| node.name().is_some_and(|name| &*name.local == "math")).count();
    assert_eq!(formulas, 2 * count);
    support::hand_over_book("formulas", &build.packages[0], &world);
}

/// Whatever stands between dollars, it is a formula or a fault at characters that are there.
#[test]
fn any_tex_is_taken() {
    let mut all: Vec<String> = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formulas");
    for path in files().into_iter().chain([folder.join("errors.txt")]) {
        all.extend(cases(&std::fs::read_to_string(path).unwrap()).map(|(tex, ..)| tex.to_owned()));
    }
    for deep in ["{", "\\frac{", "\\left(", "x^{", "\\begin{pmatrix}", "\\text{$", "\\sqrt[", "\\not", "a\\over "] {
        assert!(read(&deep.repeat(2000), Style::Inline, &Macros::default()).is_err(), "{deep}");
    }
    let mut state = 1u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    };
    for _ in 0..4_000 {
        let (one, other) = (&all[next(all.len())], &all[next(all.len())]);
        let cut = |tex: &str, at: usize| (0..=at.min(tex.len())).rev().find(|at| tex.is_char_boundary(*at)).unwrap();
        let (end, start) = (cut(one, next(one.len() + 1)), cut(other, next(other.len() + 1)));
        let tex = [&one[..end], ["", "{", "}", "\\", "é", "&", "^", "\\left", "#1"][next(9)], &other[start..]].concat();
        match read(&tex, Style::Display, &Macros::default()) {
            Ok(formula) => {
                let mut tree = Tree::default();
                let document = tree.document();
                formula.write(&mut tree, document, &|range| {
                    assert!(tex.get(range.clone()).is_some(), "{tex} {range:?}");
                    None
                });
                plain_text(tree.root().first_child().unwrap());
            }
            Err(faults) => faults.iter().for_each(|fault| {
                assert!(
                    tex.get(fault.range.clone()).is_some_and(|part| !part.is_empty() || tex.is_empty()),
                    "{tex} {fault:?}"
                );
            }),
        }
    }
}
