//! Formulas for readers that draw none: MathML becomes letters, signs, superscripts and subscripts on a line.
//!
//! MuPDF and old Kindles show the bare signs of MathML one after the other, so that a fraction loses its stroke and a
//! power becomes a factor. What stands here instead reads rightly, with brackets where a line needs them.

use super::EditionPass;
use crate::diagnostic::Diagnostics;
use crate::formula::append_html;
use crate::manuscript::Book;
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};
use rayon::prelude::*;

/// The pass, for the profiles of such readers.
pub(super) const ON_A_LINE: EditionPass = EditionPass { name: "formulas on a line", run };

fn run(book: &mut Book) -> Diagnostics {
    book.pieces.par_iter_mut().for_each(|piece| flatten(&mut piece.tree));
    Diagnostics::new()
}

fn flatten(tree: &mut Tree) {
    if !tree.has_name("math") {
        return;
    }
    let is_math = |node: &NodeRef<'_>| node.local_in(ns::MATHML) == Some("math");
    let formulas: Vec<NodeId> = tree.root().descendants().filter(is_math).map(NodeRef::id).collect();
    for math in formulas {
        let span = tree.get(math).span();
        let line = tree.create_element(&Name::html("span"), span);
        tree.set(line, "class", "math");
        tree.insert_before(math, line);
        append_html(tree, line, math);
        if let Some(id) = tree.get(math).attribute("id").map(str::to_owned) {
            tree.set(line, "id", &id);
        }
        tree.detach(math);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{Macros, Style, read};
    use crate::xml::write_xml;

    #[test]
    fn a_formula_reads_rightly_on_a_line() {
        let mut tree = Tree::default();
        let paragraph = tree.append_element(tree.document(), &Name::html("p"), None);
        let formula = read(r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}", Style::Inline, &Macros::default()).unwrap();
        formula.write(&mut tree, paragraph, &|_| None);
        flatten(&mut tree);
        let mut written = String::new();
        write_xml(tree.root(), &mut written);
        let expected =
            "<span class=\"math\"><i>x</i> = (−<i>b</i> ± √(<i>b</i><sup>2</sup> − 4<i>ac</i>))/(2<i>a</i>)</span>";
        assert!(written.contains(&expected.replace("<i>ac</i>", "<i>a</i><i>c</i>")), "{written}");
    }

    #[test]
    fn letters_of_other_alphabets_are_other_letters() {
        for (tex, expected) in [
            (r"\mathbf{x} \neq x", "<b>x</b> ≠ <i>x</i>"),
            (r"\boldsymbol{\alpha} \neq \alpha", "<b><i>α</i></b> ≠ <i>α</i>"),
            (r"\mathfrak{g} \neq g", "𝔤 ≠ <i>g</i>"),
            (r"\mathbf{A}\mathbf{v} = \mathbf{0}", "<b>A</b><b>v</b> = <b>0</b>"),
            (r"\vec{\mathbf{v}} \in \mathbb{R}^n", "<b>v\u{20d7}</b> ∈ ℝ<sup><i>n</i></sup>"),
        ] {
            let mut tree = Tree::default();
            let paragraph = tree.append_element(tree.document(), &Name::html("p"), None);
            read(tex, Style::Inline, &Macros::default()).unwrap().write(&mut tree, paragraph, &|_| None);
            flatten(&mut tree);
            let mut written = String::new();
            write_xml(tree.root(), &mut written);
            assert!(written.contains(&format!("<span class=\"math\">{expected}</span>")), "{written}");
        }
    }
}
