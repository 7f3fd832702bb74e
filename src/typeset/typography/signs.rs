//! A hyphen before a number becomes a minus, an `x` between numbers a times sign.
//!
//! It does not run by itself: codes, names and options have the same hyphens and letters.

use super::language::Language;
use super::line::{Line, Mark, Side, Wakes};

pub(super) fn wakes(_language: &Language, wakes: &mut Wakes) {
    wakes.at(b"-x");
}

pub(super) fn run(line: &mut Line) {
    for index in 0..line.marks.len() {
        let mark = line.marks[index];
        match mark.byte {
            b'-' if !mark.is_escaped => minus(line, mark),
            b'x' => times(line, mark.at),
            _ => {}
        }
    }
}

/// Sets the minus of a number, or of a difference between spaces.
fn minus(line: &mut Line, mark: Mark) {
    let end = mark.at + 1;
    let before = line.side_before(mark.at);
    let next = line.spaces_after(end);
    let is_number = line.side_after(next) == Side::Digit;
    let is_sign = next == end && matches!(before, Side::Edge | Side::Space | Side::Opens);
    let start = line.spaces_before(mark.at);
    let is_difference = next > end && start < mark.at && line.side_before(start) == Side::Digit;
    // A number of several parts is a telephone number or a date.
    let digits = line.text[next..].bytes().take_while(u8::is_ascii_digit).count();
    let is_simple = line.after(next + digits) != Some('-');
    if is_number && is_simple && (is_sign || is_difference) {
        line.replace(mark.at..end, &["\u{2212}"]);
    }
}

/// Sets the times sign between two numbers.
fn times(line: &mut Line, at: usize) {
    let (start, next) = (line.spaces_before(at), line.spaces_after(at + 1));
    let is_even = (start < at) == (next > at + 1);
    // `0x10` is a number in another notation.
    let number = line.text[..start].bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_notation = start == at && &line.text[start - number..start] == "0";
    if is_even && number > 0 && !is_notation && line.side_after(next) == Side::Digit {
        if start < at {
            line.replace(start..next, &["\u{a0}×\u{a0}"]);
        } else {
            line.replace(at..at + 1, &["×"]);
        }
    }
}
