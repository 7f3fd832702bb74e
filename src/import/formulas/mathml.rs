//! MathML to TeX: what the formulas of LibreOffice and of pages are made of. MathML Core, section 3.
//!
//! It recurses over elements in elements, which the parser bounds.

use super::{accent, add, fenced, is_large, name, rows, scripts, signs, words};
use crate::xml::NodeRef;

/// Returns an element as TeX; nothing where it holds what has no counterpart.
pub(super) fn tex(node: NodeRef<'_>) -> Option<String> {
    let all: Vec<NodeRef<'_>> = node.elements().collect();
    let part = |at: usize| tex(*all.get(at)?);
    let text = || node.text_content();
    Some(match &*node.name()?.local {
        "mi" => match node.attribute("mathvariant") {
            Some("bold" | "bold-italic") => format!("\\mathbf{{{}}}", signs(&text())),
            Some("normal") if text().trim().len() == 1 => format!("\\mathrm{{{}}}", signs(&text())),
            _ => name(&text()),
        },
        "mo" if text().trim().chars().count() > 1 => name(&text()),
        "mn" | "mo" => signs(&text()),
        "mtext" | "ms" => words(&text()),
        "mspace" => "\\ ".to_owned(),
        "mrow" => row(&all)?,
        "math" | "mstyle" | "mpadded" | "mtd" | "merror" => together(&all)?,
        "semantics" => part(0)?,
        "mphantom" => format!("\\phantom{{{}}}", together(&all)?),
        "mfrac" if node.attribute("linethickness").is_some_and(|said| said.starts_with('0')) => {
            format!("\\binom{{{}}}{{{}}}", part(0)?, part(1)?)
        }
        "mfrac" => format!("\\frac{{{}}}{{{}}}", part(0)?, part(1)?),
        "msqrt" => format!("\\sqrt{{{}}}", together(&all)?),
        "mroot" => format!("\\sqrt[{}]{{{}}}", part(1)?, part(0)?),
        "msub" => scripts(&part(0)?, Some(&part(1)?), None),
        "msup" => scripts(&part(0)?, None, Some(&part(1)?)),
        "msubsup" => scripts(&part(0)?, Some(&part(1)?), Some(&part(2)?)),
        "munderover" => {
            let (base, below, above) = (part(0)?, part(1)?, part(2)?);
            if is_large(&base) {
                scripts(&base, Some(&below), Some(&above))
            } else {
                format!("\\underset{{{below}}}{{\\overset{{{above}}}{{{base}}}}}")
            }
        }
        "munder" => under(&part(0)?, all.get(1).copied()?)?,
        "mover" => over(&part(0)?, all.get(1).copied()?)?,
        "mfenced" => {
            let inner: Option<Vec<String>> = all.iter().map(|inner| tex(*inner)).collect();
            let said = |name: &str, usual: &'static str| node.attribute(name).unwrap_or(usual).to_owned();
            let between: String = said("separators", ",").chars().take(1).collect();
            fenced(&said("open", "("), &inner?.join(&signs(&between)), &said("close", ")"))
        }
        "mtable" => {
            let cells = |row: NodeRef<'_>| row.elements().map(tex).collect::<Option<Vec<_>>>();
            rows("matrix", &all.iter().map(|row| cells(*row)).collect::<Option<Vec<_>>>()?)
        }
        _ => return None,
    })
}

fn together(all: &[NodeRef<'_>]) -> Option<String> {
    let mut out = String::new();
    for node in all {
        add(&mut out, &tex(*node)?);
    }
    Some(out)
}

/// Writes a row; one in brackets that grow is one thing.
fn row(all: &[NodeRef<'_>]) -> Option<String> {
    let grows = |node: &NodeRef<'_>| {
        let is_said = ["stretchy", "fence"].iter().all(|key| node.attribute(key) == Some("true"));
        node.name().is_some_and(|name| &*name.local == "mo") && is_said
    };
    match all {
        [open, inner @ .., close] if grows(open) && grows(close) => {
            Some(fenced(&open.text_content(), &together(inner)?, &close.text_content()))
        }
        all => together(all),
    }
}

fn under(base: &str, mark: NodeRef<'_>) -> Option<String> {
    let below = tex(mark)?;
    Some(match mark.text_content().trim() {
        _ if is_large(base) => scripts(base, Some(&below), None),
        "_" | "\u{332}" | "¯" => format!("\\underline{{{base}}}"),
        "⏟" => format!("\\underbrace{{{base}}}"),
        _ => format!("\\underset{{{below}}}{{{base}}}"),
    })
}

fn over(base: &str, mark: NodeRef<'_>) -> Option<String> {
    if let Some(accented) = accent(base, &mark.text_content()) {
        return Some(accented);
    }
    let above = tex(mark)?;
    Some(if is_large(base) { scripts(base, None, Some(&above)) } else { format!("\\overset{{{above}}}{{{base}}}") })
}
