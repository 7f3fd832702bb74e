//! Quotation marks, apostrophes and primes.
//!
//! Three readings of a block: [`token`] tells what each mark may be by what stands beside it, [`outlook`] counts from
//! the end what still closes, and [`settle`] goes through them with a stack and decides. The stack is never forced to
//! be even: a speech over several paragraphs opens each and closes the last.
//! Marks that are curly already stay, but open and close for those that are not.

mod outlook;
mod settle;
mod token;
mod words;

use super::language::Language;
use super::line::{Line, Wakes};

pub(super) fn wakes(_language: &Language, wakes: &mut Wakes) {
    // The last two begin the curly marks and the guillemets.
    wakes.at(b"\"'`,\xE2\xC2");
}

pub(super) fn run(line: &mut Line) {
    let mut tokens = token::tokens(line);
    if !tokens.is_empty() {
        outlook::run(&mut tokens);
        settle::run(line, &tokens);
    }
}
