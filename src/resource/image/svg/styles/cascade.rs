//! What an element of a drawing is to say, where several rules and its own `style` speak of it.

use super::properties::{self, Form};
use super::sheet::Declaration;
use crate::xml::{Attribute, NodeId, NodeRef};
use std::collections::BTreeMap;

/// Where what a stylesheet says is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Into {
    /// Attributes, and `style` for what is none; `style` attributes stay.
    Elements,
    /// Attributes only, since the stylesheet stays.
    Attributes,
    /// As elements of a page can have it.
    Page,
}

/// What is said of a property, and how much it weighs: whether it is important, and its specificity.
pub(super) type Said<'a> = ((bool, Specificity), &'a Declaration);

/// How many ids, classes and types the selector of a rule names, behind a nought.
pub(super) type Specificity = [u16; 4];

/// That of an element's own `style`: more than any.
pub(super) const OWN: Specificity = [u16::MAX; 4];

/// The values of a drawing's own properties (`--x`), by element.
pub(super) type Variables = BTreeMap<NodeId, BTreeMap<String, String>>;

/// Keeps what is said of a drawing's own properties.
pub(super) fn keep_variables<'a>(
    node: NodeRef<'_>,
    said: impl Iterator<Item = &'a Declaration>,
    variables: &mut Variables,
) {
    for said in said.filter(|said| said.property.starts_with("--")) {
        variables.entry(node.id()).or_default().insert(said.property.clone(), said.value.clone());
    }
}

/// Returns a value with those of the drawing's own properties in it; nothing where one of them has none.
fn resolved(node: NodeRef<'_>, value: &str, variables: &Variables) -> Option<String> {
    let mut value = value.to_owned();
    // A property that holds itself would never end.
    for _ in 0..16 {
        let Some(start) = value.rfind("var(") else { return Some(value) };
        let length = value[start..].find(')')?;
        let inside = &value[start + "var(".len()..start + length];
        let (name, instead) = inside.split_once(',').map_or((inside, None), |(name, other)| (name, Some(other.trim())));
        let own = |node: NodeRef<'_>| variables.get(&node.id())?.get(name.trim()).map(String::as_str);
        let found = std::iter::once(node).chain(node.ancestors()).find_map(own).or(instead)?.to_owned();
        if value.len() + found.len() > 1 << 12 {
            return None;
        }
        value.replace_range(start..=start + length, &found);
    }
    None
}

/// What an element is to say.
pub(super) struct Change {
    pub(super) attributes: Vec<(String, String)>,
    /// The value of `style`; nothing where that stays.
    pub(super) style: Option<String>,
}

/// What wins of what is said of a property.
#[derive(Default)]
struct Winner {
    attribute: Option<String>,
    /// What no attribute can say; it wins over the attribute.
    style: Option<String>,
    /// Whether it stands in the element's own `style`, and whether something does that it is not.
    is_own: bool,
    is_other: bool,
}

/// Returns what is to be written of what is said, the least of it first.
pub(super) fn change(node: NodeRef<'_>, said: &[Said<'_>], variables: &Variables, into: Into) -> Change {
    let mut winners: BTreeMap<String, Winner> = BTreeMap::new();
    for ((_, weight), said) in said {
        let Some(value) = resolved(node, &said.value, variables) else { continue };
        let is_own = *weight == OWN;
        let parts = properties::parts(&said.property, &value);
        let whole = || vec![(&*said.property, value.clone())];
        for (property, value) in parts.unwrap_or_else(whole) {
            let form = properties::form(property, &value);
            if form == Form::Nothing {
                continue;
            }
            let winner = winners.entry(property.to_owned()).or_default();
            winner.is_other |= winner.is_own && !is_own || is_own && value != said.value;
            winner.is_own = is_own;
            match form {
                Form::Attribute(_) if is_own && into == Into::Elements => {
                    (winner.attribute, winner.style) = (None, Some(value));
                }
                Form::Attribute(value) => (winner.attribute, winner.style) = (Some(value), None),
                _ => winner.style = Some(value),
            }
        }
    }
    // Where the stylesheet stays, it may give a property another value at times.
    let is_asking = |attribute: &Attribute<'_>| into != Into::Attributes && attribute.value.contains("var(");
    for attribute in node.attributes().filter(is_asking) {
        let property = &*attribute.name.local;
        if properties::is_attribute(property) && !winners.contains_key(property) {
            let value = resolved(node, attribute.value, variables);
            winners.insert(property.to_owned(), Winner { attribute: value, ..Winner::default() });
        }
    }
    written(node, winners, into)
}

/// The properties without an attribute that a drawing of a page may have: none of them moves it about.
const IN_PAGES: &[&str] = &[
    "background",
    "background-color",
    "isolation",
    "mix-blend-mode",
    "paint-order",
    "transform",
    "transform-box",
    "transform-origin",
    "vector-effect",
];

fn written(node: NodeRef<'_>, winners: BTreeMap<String, Winner>, into: Into) -> Change {
    let mut change = Change { attributes: Vec::new(), style: None };
    let (mut style, mut has_style_changed) = (Vec::new(), into == Into::Page);
    for (property, Winner { attribute, style: in_style, is_own, is_other }) in winners {
        has_style_changed |= is_other;
        if let Some(value) = attribute
            && !(is_own && into == Into::Attributes)
            && node.attribute(&property) != Some(&*value)
        {
            change.attributes.push((property.clone(), value));
        }
        let may_have = into != Into::Page || properties::is_attribute(&property) || IN_PAGES.contains(&&*property);
        if let Some(value) = in_style.filter(|_| may_have) {
            has_style_changed |= !is_own;
            style.push(format!("{property}:{value}"));
        }
    }
    if has_style_changed && into != Into::Attributes {
        change.style = Some(style.join(";"));
    }
    change
}
