//! Formulas of word processors as TeX, which is what a chapter has them in.
//!
//! What the reader of TeX would not understand stays plain letters, and the report says so.

mod mathml;
mod omml;

use crate::formula::{Macros, Style, read};
use crate::xml::NodeRef;

/// Returns a formula of MathML as TeX.
pub(super) fn of_mathml(math: NodeRef<'_>) -> Option<String> {
    understood(&mathml::tex(math)?)
}

/// Returns a formula of Office Open XML as TeX.
pub(super) fn of_omml(math: NodeRef<'_>) -> Option<String> {
    understood(&omml::tex(math)?)
}

/// Tells of formulas that stay letters.
pub(super) fn remark(count: usize) -> String {
    let stand = if count == 1 { "1 formula stands".to_owned() } else { format!("{count} formulas stand") };
    stand + " as plain letters: write what they say as TeX, between dollars"
}

fn understood(tex: &str) -> Option<String> {
    let tex = tex.trim();
    let is_line = !tex.is_empty() && !tex.contains(['\n', '$', '`']);
    (is_line && read(tex, Style::Inline, &Macros::default()).is_ok()).then(|| tex.to_owned())
}

/// Functions that TeX has a command for.
#[rustfmt::skip]
const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom",
    "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// Adds a part to a formula; a command ends where no letter follows.
fn add(out: &mut String, part: &str) {
    let command = out.rfind('\\').map_or("", |at| &out[at + 1..]);
    let is_command = !command.is_empty() && command.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_command && part.starts_with(|first: char| first.is_ascii_alphabetic()) {
        out.push(' ');
    }
    out.push_str(part);
}

/// Returns signs as they stand in a formula.
fn signs(text: &str) -> String {
    let mut out = String::new();
    for sign in text.trim().chars() {
        match sign {
            '{' | '}' | '%' | '#' | '&' | '_' => out.extend(['\\', sign]),
            '\\' => add(&mut out, "\\backslash "),
            '^' => add(&mut out, "\\hat{\\ }"),
            '~' => add(&mut out, "\\sim "),
            '\u{2212}' => out.push('-'),
            // What is applied to what is to be seen without a sign.
            '\u{2061}'..='\u{2064}' | '\u{200B}' => {}
            ' ' | '\u{A0}' | '\u{2009}' => add(&mut out, "\\,"),
            sign => add(&mut out, sign.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

/// Returns a name: a letter, a function, or letters that stand upright.
fn name(text: &str) -> String {
    let text = text.trim();
    if FUNCTIONS.contains(&text) {
        return format!("\\{text}");
    }
    let is_word = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    if is_word { format!("\\mathrm{{{text}}}") } else { signs(text) }
}

/// Returns words within a formula.
fn words(text: &str) -> String {
    let mut out = String::from("\\text{");
    for letter in text.chars() {
        match letter {
            '{' | '}' | '%' | '#' | '&' | '_' => out.extend(['\\', letter]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\sim{}"),
            _ if letter.is_whitespace() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.push('}');
    out
}

/// Returns something with what stands below and above it, behind it or in the middle.
fn scripts(base: &str, below: Option<&str>, above: Option<&str>) -> String {
    let is_one = base.chars().count() == 1 || base.strip_prefix('\\').is_some_and(|name| FUNCTIONS.contains(&name));
    let mut out = if is_one { base.to_owned() } else { format!("{{{base}}}") };
    for (sign, script) in [('_', below), ('^', above)] {
        if let Some(script) = script.filter(|script| !script.is_empty()) {
            out.push(sign);
            out.extend(["{", script, "}"]);
        }
    }
    out
}

/// Tells whether what stands at something stands below and above it, as it does at a sum.
fn is_large(base: &str) -> bool {
    let is_sign = base.chars().count() == 1 && base.contains(['∑', '∏', '∐', '∫', '∬', '∭', '∮', '⋃', '⋂', '⋁', '⋀']);
    is_sign || base.strip_prefix('\\').is_some_and(|name| FUNCTIONS.contains(&name))
}

/// Returns something with a mark over it.
fn accent(base: &str, mark: &str) -> Option<String> {
    let command = match mark.trim() {
        "^" | "\u{302}" | "ˆ" => "hat",
        "~" | "\u{303}" | "˜" => "tilde",
        "¯" | "\u{304}" | "\u{305}" | "‾" | "―" => "overline",
        "→" | "\u{20D7}" => "vec",
        "˙" | "\u{307}" | "." => "dot",
        "¨" | "\u{308}" => "ddot",
        "⏞" => "overbrace",
        _ => return None,
    };
    Some(format!("\\{command}{{{base}}}"))
}

/// Returns brackets that are as high as what they hold.
fn fenced(open: &str, inner: &str, close: &str) -> String {
    let bracket = |sign: &str| if sign.trim().is_empty() { ".".to_owned() } else { signs(sign) };
    format!("\\left{} {inner} \\right{} ", bracket(open), bracket(close))
}

/// Returns rows of cells.
fn rows(environment: &str, rows: &[Vec<String>]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.join(" & ")).collect();
    format!("\\begin{{{environment}}} {} \\end{{{environment}}}", rows.join(" \\\\ "))
}

#[cfg(test)]
mod tests;
