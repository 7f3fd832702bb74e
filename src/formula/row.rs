//! Setting rows: what stands beside an atom decides the space around it (The `TeXbook`, chapter 18).
//!
//! Whoever draws MathML knows the space around operators by their signs. What is done here is what it cannot know: which
//! plus is a sign and which an operation, and that a function stands off from its argument.

use super::Math;
use super::parser::{Atom, unspaced};
use super::symbol::Class;
use std::ops::Range;

/// The space between a function and its argument.
const THIN: &str = "0.167em";

/// Returns the elements of a row.
pub(super) fn set(atoms: Vec<Atom>) -> Vec<Math> {
    let atoms = join_words(atoms);
    let classes: Vec<Class> = atoms.iter().map(|atom| atom.class).collect();
    let mut row = Vec::with_capacity(atoms.len());
    for (index, atom) in atoms.into_iter().enumerate() {
        let seen = |class: &&Class| **class != Class::Space;
        let before = classes[..index].iter().rev().find(seen).copied();
        let after = classes[index + 1..].iter().find(seen).copied();
        let Atom { mut math, class, .. } = atom;
        match class {
            Class::Binary => sign(&mut math, before, after),
            Class::Function => {
                let touches = |class| matches!(class, Some(Class::Ordinary | Class::Function | Class::Large));
                let range = math.range.clone();
                if matches!(before, Some(Class::Ordinary | Class::Close | Class::Fenced)) {
                    row.push(Math::space(THIN, range.clone()));
                }
                row.push(math);
                if touches(after) && classes[index + 1] != Class::Space {
                    row.push(Math::space(THIN, range));
                }
                continue;
            }
            _ => {}
        }
        row.push(math);
    }
    row
}

/// Returns a row as one element.
pub(super) fn one(atoms: Vec<Atom>, range: Range<usize>) -> Math {
    let mut row = set(atoms);
    if row.len() == 1 { row.remove(0) } else { Math::element("mrow", row, range) }
}

/// Returns what stands in braces as one element: nothing in it has to do with what is around it.
pub(super) fn alone(atoms: Vec<Atom>, range: Range<usize>) -> Math {
    let is_operator = |atom: &Atom| !matches!(atom.class, Class::Ordinary | Class::Fenced | Class::Space);
    let is_lone = atoms.len() == 1 && atoms.iter().all(is_operator);
    let math = one(atoms, range);
    if is_lone && math.name == "mo" && !math.has("minsize") { unspaced(math) } else { math }
}

/// Takes the space of an operation from a sign that is none.
fn sign(math: &mut Math, before: Option<Class>, after: Option<Class>) {
    use Class::{Binary, Close, Function, Large, Open, Punctuation, Relation};
    let is_prefix = matches!(before, None | Some(Binary | Relation | Open | Punctuation | Large | Function));
    let is_postfix = matches!(after, None | Some(Relation | Close | Punctuation));
    let Some(operator) = core(math).filter(|_| is_prefix || is_postfix) else { return };
    operator.set("form", if is_prefix { "prefix" } else { "postfix" });
    operator.set("lspace", "0");
    operator.set("rspace", "0");
}

/// Returns the operator that scripts stand on.
fn core(math: &mut Math) -> Option<&mut Math> {
    match math.name {
        "mo" => Some(math),
        "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover" => core(math.children.first_mut()?),
        _ => None,
    }
}

/// Makes words of letters that are none of their own.
fn join_words(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut joined: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        match joined.last_mut() {
            Some(last) if last.is_of_word && atom.is_of_word => {
                last.math.text.to_mut().push_str(&atom.math.text);
                last.math.range.end = atom.math.range.end.max(last.math.range.end);
                // Names of more than one letter stand upright by themselves.
                last.math.attributes.clear();
            }
            _ => joined.push(atom),
        }
    }
    joined
}
