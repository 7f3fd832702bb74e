//! The formulas of Word to TeX. Office Open XML (ECMA-376) part 1, section 22.1.
//!
//! It recurses over elements in elements, which the parser bounds.

use super::{accent, add, fenced, is_large, name, rows, scripts, signs, words};
use crate::xml::NodeRef;

/// Returns an element as TeX; nothing where it holds what has no counterpart.
pub(super) fn tex(node: NodeRef<'_>) -> Option<String> {
    let part = |local: &str| child(node, local).map_or(Some(String::new()), together);
    let said = |local: &str| property(node, local);
    Some(match &*node.name()?.local {
        "r" => run(node),
        "f" => match said("type") {
            Some("noBar") => format!("\\binom{{{}}}{{{}}}", part("num")?, part("den")?),
            Some("lin") => format!("{{{}}}/{{{}}}", part("num")?, part("den")?),
            _ => format!("\\frac{{{}}}{{{}}}", part("num")?, part("den")?),
        },
        "rad" => match part("deg")? {
            degree if degree.is_empty() => format!("\\sqrt{{{}}}", part("e")?),
            degree => format!("\\sqrt[{degree}]{{{}}}", part("e")?),
        },
        "sSub" => scripts(&part("e")?, Some(&part("sub")?), None),
        "sSup" => scripts(&part("e")?, None, Some(&part("sup")?)),
        "sSubSup" => scripts(&part("e")?, Some(&part("sub")?), Some(&part("sup")?)),
        "sPre" => format!("{}{}", scripts("", Some(&part("sub")?), Some(&part("sup")?)), part("e")?),
        "nary" => {
            let sign = signs(said("chr").unwrap_or("∫"));
            let mut out = scripts(&sign, Some(&part("sub")?), Some(&part("sup")?));
            add(&mut out, &part("e")?);
            out
        }
        "d" => {
            let inner: Option<Vec<String>> = node.elements().filter(|inner| is(*inner, "e")).map(together).collect();
            let between = signs(said("sepChr").unwrap_or("|"));
            fenced(said("begChr").unwrap_or("("), &inner?.join(&between), said("endChr").unwrap_or(")"))
        }
        "func" => {
            let mut out = part("fName")?;
            add(&mut out, &format!("{{{}}}", part("e")?));
            out
        }
        "acc" => accent(&part("e")?, said("chr").unwrap_or("\u{302}"))?,
        "bar" if said("pos") == Some("top") => format!("\\overline{{{}}}", part("e")?),
        "bar" => format!("\\underline{{{}}}", part("e")?),
        "groupChr" if said("chr") == Some("⏞") => format!("\\overbrace{{{}}}", part("e")?),
        "groupChr" => format!("\\underbrace{{{}}}", part("e")?),
        "limLow" => under(&part("e")?, &part("lim")?),
        "limUpp" => format!("\\overset{{{}}}{{{}}}", part("lim")?, part("e")?),
        "m" => {
            let cells = |row: NodeRef<'_>| {
                row.elements().filter(|cell| is(*cell, "e")).map(together).collect::<Option<Vec<_>>>()
            };
            rows("matrix", &node.elements().filter(|row| is(*row, "mr")).map(cells).collect::<Option<Vec<_>>>()?)
        }
        "eqArr" => {
            let lines = node.elements().filter(|line| is(*line, "e"));
            rows("aligned", &lines.map(|line| Some(vec![together(line)?])).collect::<Option<Vec<_>>>()?)
        }
        "oMath" | "oMathPara" | "e" | "box" | "borderBox" | "phant" | "sdt" | "sdtContent" => together(node)?,
        name if name.ends_with("Pr") || name.starts_with("bookmark") || name == "proofErr" => String::new(),
        _ => return None,
    })
}

fn under(base: &str, below: &str) -> String {
    if is_large(base) { scripts(base, Some(below), None) } else { format!("\\underset{{{below}}}{{{base}}}") }
}

fn is(node: NodeRef<'_>, local: &str) -> bool {
    node.name().is_some_and(|name| &*name.local == local)
}

fn child<'a>(node: NodeRef<'a>, local: &str) -> Option<NodeRef<'a>> {
    node.elements().find(|child| is(*child, local))
}

/// Returns what the properties of an element say.
fn property<'a>(node: NodeRef<'a>, local: &str) -> Option<&'a str> {
    let properties = node.elements().find(|child| child.name().is_some_and(|name| name.local.ends_with("Pr")))?;
    child(properties, local)?.attributes().find(|said| &*said.name.local == "val").map(|said| said.value)
}

fn together(node: NodeRef<'_>) -> Option<String> {
    let mut out = String::new();
    for inner in node.elements() {
        add(&mut out, &tex(inner)?);
    }
    Some(out)
}

/// Writes letters and signs, which stand slanted where nothing else is said of them.
fn run(node: NodeRef<'_>) -> String {
    let text: String = node.elements().filter(|inner| is(*inner, "t")).map(NodeRef::text_content).collect();
    let properties = || node.elements().filter(|inner| is(*inner, "rPr"));
    let has = |local: &str| properties().any(|properties| child(properties, local).is_some());
    if has("nor") && !text.trim().is_empty() {
        return words(&text);
    }
    let style = property(node, "sty");
    match style {
        Some("p") => name(&text),
        Some("b" | "bi") => format!("\\mathbf{{{}}}", signs(&text)),
        _ if super::FUNCTIONS.contains(&text.trim()) => name(&text),
        _ => signs(&text),
    }
}
