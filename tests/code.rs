//! Code as data: what is typed, and what its words are, in `tests/code/cases.txt`.
//!
//! A line is a case: language, code, and the same code with its parts in `letter⟦…⟧`, with ` :: ` between.
//! `UPDATE_EXPECT=1` writes what is found.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

use bindery::code::{Class, LANGUAGES, Language, named};
use std::fmt::Write;
use std::path::Path;

fn letter(class: Class) -> char {
    match class {
        Class::Comment => 'c',
        Class::Keyword => 'k',
        Class::Builtin => 'b',
        Class::String => 's',
        Class::Number => 'n',
        Class::Name => 'a',
        Class::Meta => 'm',
        Class::Inserted => '+',
        Class::Deleted => '-',
    }
}

fn marked(code: &str, language: &Language) -> String {
    let mut text = String::new();
    let mut at = 0;
    for part in language.parts(code) {
        write!(text, "{}{}⟦{}⟧", &code[at..part.range.start], letter(part.class), &code[part.range.clone()]).unwrap();
        at = part.range.end;
    }
    text.push_str(&code[at..]);
    text.replace('\n', "↵")
}

#[test]
fn words_of_code_are_what_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/code/cases.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    let (mut written, mut wrong) = (String::new(), String::new());
    for line in text.lines() {
        if line.starts_with("# ") {
            writeln!(written, "{line}").unwrap();
            continue;
        }
        let cells: Vec<&str> = line.splitn(3, " :: ").collect();
        let (name, code) = (cells[0], cells[1]);
        let found = marked(&code.replace('↵', "\n"), named(name).expect(name));
        writeln!(written, "{name} :: {code} :: {found}").unwrap();
        if cells.get(2) != Some(&&*found) {
            writeln!(wrong, "{line}\n    found {found}").unwrap();
        }
    }
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    if updates {
        std::fs::write(path, written).unwrap();
    }
    assert!(updates || wrong.is_empty(), "\n{wrong}");
}

/// Whatever a text is, the parts are in order, apart, and cut no character.
#[test]
fn any_text_is_taken_in_any_language() {
    let nasty = "é\"'`#[/*(*{-<!--&é;<a b='ü\n\\é\\\n--[[@é0x1.e+$$%é```\n=begin r#\"R\"(\u{300}\r\n- [x]: y\n{a:#é;";
    let starts: Vec<usize> = nasty.char_indices().map(|(at, _)| at).collect();
    for language in LANGUAGES {
        for &start in &starts {
            let text = &nasty[start..];
            let mut at = 0;
            for part in language.parts(text) {
                assert!(at <= part.range.start && part.range.start < part.range.end, "{:?} {text:?}", language.names);
                assert!(text.get(part.range.clone()).is_some());
                at = part.range.end;
            }
        }
    }
}

#[test]
fn a_name_is_that_of_one_language() {
    let names: Vec<&str> = LANGUAGES.iter().flat_map(|language| language.names).copied().collect();
    for (index, name) in names.iter().enumerate() {
        assert!(!names[..index].contains(name), "{name}");
    }
    assert!(named("Rust").is_some() && named("klingon").is_none());
}
