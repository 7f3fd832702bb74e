//! Makes MathML of the TeX that readers leave in a text, and sets what stands on lines of its own apart.
//!
//! What a formula is, `formula` knows; here it gets its place. It goes into the tree as elements, never as text, and the
//! book's own check holds it against the grammar of MathML afterwards. A formula that is not understood is an error at
//! the command that is not; its TeX stays where it was.

use super::Context;
use super::classes;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::formula::{self, Fault, Formula, Style};
use crate::manuscript::Piece;
use crate::manuscript::markdown::{DISPLAY, FORMULA};
use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::ops::Range;

/// The class of what holds a formula on lines of its own, with its number.
pub(super) const HOLDER: &str = "formula";

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let mut findings = Diagnostics::new();
    let tree = &mut piece.tree;
    let has_block = || tree.has_name("pre") && classes::may_have(tree, &["language-math"]);
    if !tree.has_name(FORMULA) && !has_block() {
        return findings;
    }
    let found: Vec<(NodeId, Style)> = tree
        .root()
        .descendants()
        .filter_map(|node| {
            let is_block =
                classes::has(node, "language-math") && node.parent().is_some_and(|above| above.is_html("pre"));
            let is_display = is_block || node.attribute(FORMULA)? == DISPLAY;
            Some((node.id(), if is_display { Style::Display } else { Style::Inline }))
        })
        .collect();
    for (id, style) in found {
        let places = Places::of(tree.get(id));
        let tex = tree.get(id).text_content();
        match formula::read(&tex, style, &context.manifest.formulas.macros) {
            Ok(formula) => {
                let math = set(tree, id, &formula, style, &places);
                findings.extend(wide(tree.get(math), &places).filter(|_| style == Style::Display));
            }
            Err(faults) => {
                tree.unset(id, FORMULA);
                findings.extend(faults.into_iter().map(|fault| finding(fault, &places)));
            }
        }
    }
    findings
}

/// Where the TeX of a formula is from: it may be several texts, as a block of code is.
struct Places {
    texts: Vec<(usize, Option<Span>)>,
    whole: Option<Span>,
}

impl Places {
    fn of(node: NodeRef<'_>) -> Self {
        let mut at = 0;
        let texts = node.descendants().filter(|inner| inner.is_text()).map(|text| {
            let start = at;
            at += text.text().len();
            (start, text.span().filter(|span| span.range().len() == text.text().len()))
        });
        Self { texts: texts.collect(), whole: node.span() }
    }

    fn place(&self, range: &Range<usize>) -> Option<Span> {
        let index = self.texts.partition_point(|(start, _)| *start <= range.start).checked_sub(1)?;
        let (start, span) = self.texts[index];
        let Some(span) = span else { return self.whole };
        let end = (range.end - start).min(span.range().len());
        let first = span.range().start;
        Some(Span::new(span.source, first + (range.start - start).min(end)..first + end))
    }
}

fn finding(fault: Fault, places: &Places) -> Diagnostic {
    let finding = Diagnostic::new(&UNCLEAR_FORMULA, fault.what).at(places.place(&fault.range));
    Diagnostic { help: fault.help.map(Into::into), ..finding }
}

/// Says of a formula that no narrow page holds it: none breaks it.
fn wide(math: NodeRef<'_>, places: &Places) -> Option<Diagnostic> {
    /// The width of a small page, in the size of its text.
    const PAGE: f32 = 20.0;
    let help = "end its lines with `\\\\`, between `\\begin{aligned}` and `\\end{aligned}`; `&` says where they stand below each other";
    let message = "the formula is wider than the page of a small reader, which cuts it off";
    (formula::width(math) > PAGE).then(|| Diagnostic::new(&WIDE_FORMULA, message).at(places.whole).help(help))
}

/// Puts a formula in the place of its TeX; returns it.
fn set(tree: &mut Tree, id: NodeId, formula: &Formula, style: Style, places: &Places) -> NodeId {
    let place = |range: Range<usize>| places.place(&range);
    tree.unset(id, FORMULA);
    while let Some(text) = tree.get(id).first_child().map(NodeRef::id) {
        tree.detach(text);
    }
    let holder = match style {
        Style::Inline => {
            tree.rename(id, &Name::html("span"));
            id
        }
        Style::Display => holder(tree, id),
    };
    if let Some(tag) = &formula.tag {
        put_number(tree, holder, tag, places.whole);
    }
    let math = formula.write(tree, holder, &place);
    if style == Style::Inline && tree.get(holder).attributes().next().is_none() {
        tree.unwrap(holder);
    }
    math
}

/// Puts what a formula is called before it.
pub(super) fn put_number(tree: &mut Tree, holder: NodeId, words: &str, span: Option<Span>) {
    // For engines that leave it where it stands.
    let gap = tree.create_text(" ", span);
    tree.prepend(holder, gap);
    let label = tree.create_element(&Name::html("span"), span);
    tree.set(label, "class", "label");
    tree.append_text(label, words, span);
    tree.prepend(holder, label);
}

/// Makes what holds a formula on lines of its own: the paragraph or block of code that holds nothing else, or a span.
fn holder(tree: &mut Tree, id: NodeId) -> NodeId {
    let is_blank = |node: NodeRef<'_>| node.is_text() && node.text().trim().is_empty();
    let frame = tree.get(id).parent().filter(|frame| matches!(frame.html(), Some("p" | "pre")));
    let frame = frame.filter(|frame| frame.children().all(|child| child.id() == id || is_blank(child)));
    let Some(frame) = frame.map(NodeRef::id) else {
        tree.rename(id, &Name::html("span"));
        classes::add(tree, id, HOLDER);
        return id;
    };
    let said: Vec<(Name, String)> =
        tree.get(id).attributes().map(|attribute| (attribute.name.clone(), attribute.value.to_owned())).collect();
    while let Some(child) = tree.get(frame).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    tree.rename(frame, &Name::html("div"));
    for (name, value) in said.into_iter().filter(|(_, value)| value != "language-math") {
        tree.set_attribute(frame, &name, &value, None);
    }
    classes::add(tree, frame, HOLDER);
    frame
}

pub(super) const RULES: &[&Rule] = &[&UNCLEAR_FORMULA, &WIDE_FORMULA];

const UNCLEAR_FORMULA: Rule = Rule {
    name: "unclear-formula",
    severity: Severity::Error,
    summary: "a formula is not understood",
    explanation: r"
Formulas are TeX, as LaTeX and amsmath have it; what of it is understood, the handbook lists.
A command that is not may be given a meaning in the manifest, under `[formulas] macros`.

Wrong:

    The area is $\fraq{a}{2}$.

Right:

    The area is $\frac{a}{2}$.
",
    epubcheck: &[],
};

const WIDE_FORMULA: Rule = Rule {
    name: "wide-formula",
    severity: Severity::Info,
    summary: "a formula on lines of its own is wider than a small page",
    explanation: r"
Readers break no formula that stands on lines of its own.
What is wider than the page is cut off at its edge, on a telephone sooner than on a tablet.

Wrong:

    $$ (a + b)^5 = a^5 + 5a^4b + 10a^3b^2 + 10a^2b^3 + 5ab^4 + b^5 $$

Right:

    $$
    \begin{aligned}
    (a + b)^5 &= a^5 + 5a^4b + 10a^3b^2 \\
              &\quad + 10a^2b^3 + 5ab^4 + b^5
    \end{aligned}
    $$
",
    epubcheck: &[],
};
