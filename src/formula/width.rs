//! How wide a formula is, in the size of its text: a guess that tells what no narrow page holds.

use super::linear::is_fence;
use crate::xml::{NodeRef, ns};

/// What a letter or a digit takes, and a sign between two things with the space around it.
const LETTER: f32 = 0.5;
const SIGN: f32 = 1.3;
const FENCE: f32 = 0.4;
const SUM: f32 = 1.0;

/// What scripts are set smaller by.
const SMALL: f32 = 0.7;

/// Returns the width of MathML. It recurses no deeper than a document may be.
pub fn width(node: NodeRef<'_>) -> f32 {
    let children: Vec<NodeRef<'_>> = node.elements().collect();
    let widths = || children.iter().map(|child| width(*child));
    let all = || widths().sum::<f32>();
    match (node.local_in(ns::MATHML).unwrap_or_default(), &children[..]) {
        ("mi" | "mn" | "mtext" | "ms", _) => letters(node.text_content().trim()),
        ("mo", _) if is_fence(node) => FENCE,
        ("mo", _) => sign(node.text_content().trim()),
        ("mspace", _) => {
            let said = node.attribute("width").and_then(|width| width.strip_suffix("em"));
            said.and_then(|number| number.parse().ok()).unwrap_or(0.0)
        }
        ("annotation" | "annotation-xml" | "none" | "mprescripts", _) => 0.0,
        ("mfrac", _) => widths().fold(0.0, f32::max),
        ("msqrt", _) => all() + LETTER,
        ("mroot", [base, index]) => width(*base) + LETTER + SMALL * width(*index),
        ("msub" | "msup" | "msubsup" | "mmultiscripts", [base, scripts @ ..]) => {
            let script = scripts.iter().map(|script| width(*script)).fold(0.0, f32::max);
            width(*base) + SMALL * script
        }
        ("munder" | "mover" | "munderover", [base, scripts @ ..]) => {
            let script = scripts.iter().map(|script| width(*script)).fold(0.0, f32::max);
            width(*base).max(SMALL * script)
        }
        ("mtable", rows) => table(rows),
        _ => all(),
    }
}

/// Returns the width of a table: of its columns with the space between them.
fn table(rows: &[NodeRef<'_>]) -> f32 {
    let mut columns: Vec<f32> = Vec::new();
    for row in rows {
        for (index, cell) in row.elements().enumerate() {
            let own = width(cell);
            match columns.get_mut(index) {
                Some(column) => *column = column.max(own),
                None => columns.push(own),
            }
        }
    }
    let gaps = columns.len().saturating_sub(1);
    (0..gaps).fold(columns.into_iter().sum(), |width: f32, _| width + LETTER)
}

fn letters(text: &str) -> f32 {
    text.chars().fold(0.0, |width, _| width + LETTER)
}

fn sign(text: &str) -> f32 {
    match text {
        _ if text.chars().count() > 1 => letters(text),
        "" | "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => 0.0,
        "," | ";" | "." | "!" | "′" | "″" => LETTER,
        "∑" | "∏" | "∐" | "∫" | "∮" | "⋃" | "⋂" => SUM,
        _ => SIGN,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Macros, Style, read};
    use super::*;
    use crate::xml::Tree;

    fn ems(tex: &str) -> f32 {
        let mut tree = Tree::default();
        let top = tree.document();
        let math = read(tex, Style::Display, &Macros::default()).unwrap().write(&mut tree, top, &|_| None);
        width(tree.get(math))
    }

    #[test]
    fn what_stands_above_something_makes_no_formula_wider() {
        for (wide, narrow) in [
            (r"a+b+c", r"a+b"),
            (r"\frac{a+b}{c+d+e}", r"\frac{a+b+c}{c+d}"),
            (r"(a,b)", r"(a)"),
            (r"x^{2n+1}", r"x^{2}"),
            (r"\begin{aligned}a&=b+c+d\\c&=d\end{aligned}", r"\begin{aligned}a&=b\\c&=d\\e&=f+g\end{aligned}"),
        ] {
            let (wide, narrow) = (ems(wide), ems(narrow));
            assert!(narrow > 0.0 && wide >= narrow && wide < 12.0, "{wide} {narrow}");
        }
        assert!(ems(r"a_0 + a_1 x + a_2 x^2 + a_3 x^3 + a_4 x^4 + a_5 x^5 + a_6 x^6 + a_7 x^7 + a_8 x^8") > 24.0);
    }
}
