//! The macros of a book: names of commands, and the TeX that they stand for.

use std::collections::BTreeMap;

/// What one command stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// How many arguments it takes: as many as `body` uses.
    pub arguments: usize,
    pub body: String,
}

/// Macros by name, without backslash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Macros(BTreeMap<String, Macro>);

impl Macros {
    /// Adds a macro by its name, with or without backslash. Tells whether that is a name that TeX can read.
    pub fn add(&mut self, name: &str, body: &str) -> bool {
        let name = name.strip_prefix('\\').unwrap_or(name);
        let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_word && name.chars().count() != 1 {
            return false;
        }
        let used = |number: &usize| body.contains(&format!("#{number}"));
        let arguments = (1..=9).rev().find(used).unwrap_or(0);
        self.0.insert(name.to_owned(), Macro { arguments, body: body.to_owned() });
        true
    }

    pub(super) fn get(&self, name: &str) -> Option<&Macro> {
        self.0.get(name)
    }
}
