//! A stylesheet of a drawing as rules that can be written to elements, and what is left of it.

use super::selector::{self, Selector};
use crate::css::{self, Found};

/// What a stylesheet says.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    /// What no element can say: fonts, steps of animations. It stands in the way of nothing.
    pub(super) apart: String,
    /// Whether there are rules that hold at times only, or whose selectors are not known here: they may win over those
    /// that are known.
    pub(super) is_unsettled: bool,
    /// What is none of `rules`, by the words before its `{`.
    pub(super) left: Vec<String>,
}

/// A rule without conditions.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selectors: Vec<Selector>,
    pub(super) declarations: Vec<Declaration>,
}

/// What is said of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declaration {
    pub(super) property: String,
    pub(super) value: String,
    pub(super) is_important: bool,
}

/// What an at-rule is to a picture that stands still.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// What is in it holds always.
    Always,
    /// What is in it never holds.
    Never,
    /// It says nothing of elements.
    Apart,
    Unsettled,
}

fn at(prelude: &str) -> At {
    let prelude = prelude.to_ascii_lowercase();
    let (name, condition) = prelude.split_once(char::is_whitespace).unwrap_or((&prelude, ""));
    match name {
        "@media" => medium(condition),
        "@font-face" | "@counter-style" | "@property" | "@page" | "@font-feature-values" => At::Apart,
        _ if name.ends_with("keyframes") => At::Apart,
        _ => At::Unsettled,
    }
}

fn medium(condition: &str) -> At {
    match condition.trim() {
        "" | "all" | "screen" | "only screen" | "all, screen" | "screen, print" | "print, screen" => At::Always,
        "print" | "only print" | "speech" => At::Never,
        _ => At::Unsettled,
    }
}

/// Reads a stylesheet that holds for some media.
pub(super) fn read(text: &str, media: &str) -> Sheet {
    let mut sheet = Sheet { is_unsettled: text.contains("@namespace"), ..Sheet::default() };
    match medium(&media.to_ascii_lowercase()) {
        At::Always => {}
        At::Never => return sheet,
        _ => {
            sheet.is_unsettled = true;
            sheet.left.push(format!("@media {media}"));
            return sheet;
        }
    }
    // The blocks that are open, and where one begins that is kept as it stands.
    let (mut open, mut apart): (Vec<At>, Option<usize>) = (Vec::new(), None);
    for found in css::scan(text) {
        if let (Found::Opening { range, .. } | Found::Import { range, .. }, true) = (&found, open.is_empty())
            && let Some(start) = apart.take()
        {
            sheet.apart.push_str(&text[start..range.start]);
        }
        sheet.take(found, &mut open, &mut apart);
    }
    if let Some(start) = apart {
        sheet.apart.push_str(&text[start..]);
    }
    sheet
}

impl Sheet {
    fn take(&mut self, found: Found<'_>, open: &mut Vec<At>, apart: &mut Option<usize>) {
        let is_outside = open.iter().any(|at| *at != At::Always);
        match found {
            Found::Opening { prelude, range } => {
                let kind = if prelude.starts_with('@') { at(prelude) } else { At::Always };
                if kind == At::Always && !prelude.starts_with('@') && !is_outside {
                    self.begin(prelude);
                }
                if kind == At::Apart && open.is_empty() {
                    *apart = Some(range.start);
                }
                if matches!(kind, At::Apart | At::Unsettled) && !is_outside {
                    self.left.push(prelude.to_owned());
                    self.is_unsettled |= kind == At::Unsettled || !open.is_empty();
                }
                open.push(kind);
            }
            Found::Closing { .. } => drop(open.pop()),
            Found::Declaration { property, value, selector, .. } if !is_outside && !selector.starts_with('@') => {
                if let Some(rule) = self.rules.last_mut() {
                    rule.declarations.extend(declaration(property, value));
                }
            }
            Found::Import { range, .. } => {
                *apart = Some(range.start);
                self.left.push("@import".to_owned());
            }
            // What comes after a fault may be read otherwise elsewhere; a semicolon too many changes nothing.
            Found::Fault { what, .. } if !what.starts_with("a `;`") => self.is_unsettled = true,
            Found::Declaration { .. } | Found::Url { .. } | Found::Fault { .. } => {}
        }
    }

    fn begin(&mut self, prelude: &str) {
        let selectors = selector::read(prelude);
        if selectors.is_none() {
            self.is_unsettled = true;
            self.left.push(prelude.to_owned());
        }
        self.rules.push(Rule { selectors: selectors.unwrap_or_default(), declarations: Vec::new() });
    }
}

/// Returns what is said of a property; nothing where it is nothing.
fn declaration(property: &str, value: &str) -> Option<Declaration> {
    let property = if property.starts_with("--") { property.to_owned() } else { property.to_ascii_lowercase() };
    let value = selector::without_comments(value);
    let (value, is_important) = match value.rsplit_once('!') {
        Some((value, word)) if word.trim().eq_ignore_ascii_case("important") => (value, true),
        _ => (&*value, false),
    };
    let value = value.trim().to_owned();
    (!value.is_empty()).then_some(Declaration { property, value, is_important })
}

/// Reads the value of a `style` attribute.
pub(super) fn declarations(text: &str) -> Vec<Declaration> {
    let found = css::scan_declarations(text).into_iter();
    let declarations = found.filter_map(|found| match found {
        Found::Declaration { property, value, .. } => declaration(property, value),
        _ => None,
    });
    declarations.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sheet: &Sheet) -> String {
        let mark = |said: &Declaration| if said.is_important { "!;" } else { ";" };
        let rules = sheet.rules.iter().flat_map(|rule| &rule.declarations);
        rules.flat_map(|said| [&*said.property, ":", &*said.value, mark(said)]).collect()
    }

    #[test]
    fn rules_that_hold_always_are_told_from_the_rest() {
        let text = "@import 'a.css'; @font-face{font-family:A} a{FILL:Red;--X:y} @media screen{b{fill:blue !important}} \
                    @media print{c{fill:none}} @keyframes k{from{fill:red}to{fill:green}} d{x:y/* z */;}";
        let sheet = read(text, "");
        assert_eq!(said(&sheet), "fill:Red;--X:y;fill:blue!;x:y;");
        assert_eq!(
            sheet.apart,
            "@import 'a.css'; @font-face{font-family:A} @keyframes k{from{fill:red}to{fill:green}} "
        );
        assert_eq!((sheet.is_unsettled, sheet.left.join(" ")), (false, "@import @font-face @keyframes k".to_owned()));
    }

    #[test]
    fn what_may_win_at_times_unsettles_a_stylesheet() {
        let cases = [
            "a{x:y} @media (prefers-color-scheme: dark){b{x:z}}",
            "a{x:y} @supports (fill:red){b{x:z}}",
            "a{x:y} b:lang(de){x:z}",
            "a{x:y} b{x}",
        ];
        for text in cases {
            let sheet = read(text, "");
            assert_eq!((sheet.is_unsettled, &*said(&sheet).replace("x:z;", "")), (true, "x:y;"), "{text}");
        }
        assert!(read("a{x:y;;}", "screen").rules.len() == 1 && read("a{x:y}", "print").rules.is_empty());
        assert!(read("a{x:y}", "(width: 3px)").is_unsettled);
    }
}
