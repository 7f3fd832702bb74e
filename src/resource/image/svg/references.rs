//! Ids of an SVG, and what refers to them: each id once and a name, and nothing that leads nowhere.
//!
//! XML 1.0 and XML Schema say what a name is; EPUB 3.3, section 6.2, wants files that hold to them. Programs that draw
//! name layers as people do ("Layer 1"), and leave references to what was deleted; readers pass over both, stores do not.

use super::safe::{Tally, Thing, edited, is_href};
use crate::address::{decode, encode};
use crate::css::{self, Found};
use crate::slug::Unique;
use crate::vocabulary::Value;
use crate::xml::{Attribute, Name, NodeId, NodeRef, Tree, ns};
use std::collections::BTreeMap;

const NO_NAME: Thing = Thing { one: "id that is no name", many: "ids that are no names" };
const TWICE: Thing = Thing { one: "id that another element has", many: "ids that another element has" };
const NOWHERE: Thing = Thing { one: "reference that leads nowhere", many: "references that lead nowhere" };

/// An element that can be referred to.
struct Known {
    /// Its id, where that had to become another.
    renamed: Option<String>,
    is_paint: bool,
    is_clip: bool,
}

/// Mends the ids of a drawing and what refers to them.
pub(super) fn mend(tree: &mut Tree, mended: &mut Tally) {
    let known = mend_ids(tree, mended);
    let has_renamed = known.values().any(|known| known.renamed.is_some());
    for id in tree.root().descendant_ids() {
        let node = tree.get(id);
        if has_renamed && node.local_in(ns::SVG) == Some("style") {
            let text = rename_in_style(&node.text_content(), &known);
            replace_text(tree, id, &text);
            continue;
        }
        let changes: Vec<(Name, Change)> = node
            .attributes()
            .filter_map(|attribute| Some((attribute.name.clone(), change(node, attribute, &known)?)))
            .collect();
        for (name, change) in changes {
            if let Some(thing) = change.thing {
                *mended.entry(thing).or_default() += 1;
            }
            match change.value {
                Some(value) => tree.set_attribute(id, &name, &value, None),
                None => tree.unset_attribute(id, &name),
            }
        }
    }
}

/// Takes away what is no id or one too many, renames what is no name, and returns the rest by their old names.
fn mend_ids(tree: &mut Tree, mended: &mut Tally) -> BTreeMap<String, Known> {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let (mut refused, mut unfit) = (Vec::new(), Vec::new());
    for node in tree.root().descendants() {
        let (Some(local), Some(id)) = (node.local_in(ns::SVG), node.attribute("id")) else { continue };
        if id.trim_ascii().is_empty() || known.contains_key(id) {
            refused.push((node.id(), if id.trim_ascii().is_empty() { NO_NAME } else { TWICE }));
            continue;
        }
        if !Value::NcName.accepts("id", id) {
            unfit.push((node.id(), id.to_owned()));
        }
        let is_paint = matches!(local, "linearGradient" | "radialGradient" | "pattern");
        known.insert(id.to_owned(), Known { renamed: None, is_paint, is_clip: local == "clipPath" });
    }
    for (id, thing) in refused {
        *mended.entry(thing).or_default() += 1;
        tree.unset(id, "id");
    }
    let mut names: Unique = known.keys().map(String::as_str).collect();
    for (id, old) in unfit {
        let new = names.fresh(&as_name(&old));
        tree.set(id, "id", &new);
        *mended.entry(NO_NAME).or_default() += 1;
        if let Some(known) = known.get_mut(&old) {
            known.renamed = Some(new);
        }
    }
    known
}

/// Makes a name of an id.
fn as_name(id: &str) -> String {
    let fits = |text: &str| Value::NcName.accepts("id", text);
    let plain = |character: char| if fits(&format!("a{character}")) { character } else { '_' };
    let name: String = id.trim().chars().map(plain).collect();
    if fits(&name) { name } else { format!("_{name}") }
}

/// What becomes of an attribute.
struct Change {
    /// Nothing where it is taken away.
    value: Option<String>,
    /// What was wrong with it; nothing where it only follows an id to its new name.
    thing: Option<Thing>,
}

fn change(node: NodeRef<'_>, attribute: Attribute<'_>, known: &BTreeMap<String, Known>) -> Option<Change> {
    let Attribute { name, value, .. } = attribute;
    if is_href(attribute) {
        return change_href(node, value.trim().strip_prefix('#')?, known);
    }
    if name.local.starts_with("aria-") {
        let renamed = |token| known.get(token)?.renamed.as_deref();
        let tokens = value.split_ascii_whitespace();
        let has_renamed = tokens.clone().any(|token| renamed(token).is_some());
        let tokens: Vec<&str> = tokens.map(|token| renamed(token).unwrap_or(token)).collect();
        return has_renamed.then(|| Change { value: Some(tokens.join(" ")), thing: None });
    }
    if !value.contains('(') {
        return None;
    }
    let wants_paint = matches!(&*name.local, "fill" | "stroke");
    let mut thing = None;
    let edits = css::scan_declarations(value).into_iter().filter_map(|found| {
        let Found::Url { address, range } = found else { return None };
        let fragment = address.trim().strip_prefix('#')?;
        match find(fragment, known) {
            Some(known) if !wants_paint || known.is_paint => {
                known.renamed.as_ref().map(|new| (range, format!("url(#{new})")))
            }
            _ => {
                thing = Some(NOWHERE);
                let rest = value[range.end..].split(';').next().unwrap_or_default().trim();
                // What stands behind it is for such a case.
                let instead = if rest.is_empty() || rest.starts_with('!') { "none" } else { "" };
                Some((range, instead.to_owned()))
            }
        }
    });
    let value = edited(value, edits)?.trim().to_owned();
    Some(Change { value: Some(value), thing })
}

fn change_href(node: NodeRef<'_>, fragment: &str, known: &BTreeMap<String, Known>) -> Option<Change> {
    let refuse = |thing| Some(Change { value: None, thing: Some(thing) });
    let local = node.local_in(ns::SVG)?;
    if fragment.is_empty() || fragment.contains(['(', '=']) {
        return None;
    }
    match find(fragment, known) {
        None => refuse(NOWHERE),
        Some(known) if local == "use" && (known.is_paint || known.is_clip) => refuse(NOWHERE),
        Some(known) => known.renamed.as_ref().map(|new| Change { value: Some(format!("#{new}")), thing: None }),
    }
}

fn find<'a>(fragment: &str, known: &'a BTreeMap<String, Known>) -> Option<&'a Known> {
    known.get(fragment).or_else(|| known.get(&decode(fragment)))
}

/// Returns a stylesheet with the new ids, in selectors and addresses.
fn rename_in_style(text: &str, known: &BTreeMap<String, Known>) -> String {
    let mut forms: Vec<(String, &str)> = Vec::new();
    for (old, known) in known {
        let Some(new) = &known.renamed else { continue };
        forms.extend([(old.clone(), &**new), (escaped(old), new), (encode(old), new)]);
    }
    // The longest first, so that none is taken for the beginning of another.
    forms.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.cmp(other)));
    let mut parts = text.split('#');
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || "-_\\%".contains(next));
        let found =
            forms.iter().find_map(|(old, new)| Some((part.strip_prefix(&**old).filter(|rest| ends(rest))?, new)));
        let (rest, new) = found.map_or((part, ""), |(rest, new)| (rest, *new));
        renamed.extend(["#", new, rest]);
    }
    renamed
}

/// Returns an id as a selector has it.
fn escaped(id: &str) -> String {
    let mut escaped = String::new();
    for (index, character) in id.chars().enumerate() {
        let is_digit = character.is_ascii_digit();
        match character {
            _ if index == 0 && is_digit => escaped.extend(["\\3", character.encode_utf8(&mut [0; 4]), " "]),
            '-' | '_' => escaped.push(character),
            _ if is_digit || character.is_alphabetic() || !character.is_ascii() => escaped.push(character),
            _ => escaped.extend(['\\', character]),
        }
    }
    escaped
}

/// Makes `text` all that is in an element.
pub(super) fn replace_text(tree: &mut Tree, id: NodeId, text: &str) {
    while let Some(child) = tree.get(id).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    tree.append_text(id, text, None);
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::mended;
    use super::*;

    #[test]
    fn what_leads_nowhere_is_dropped() {
        let cases = [
            ("<g fill=\"url(#a)\"/>", "<g fill=\"none\"/>", NOWHERE),
            ("<g fill=\"url(#a) red\"/>", "<g fill=\"red\"/>", NOWHERE),
            ("<g style=\"mask:url(#a);fill:red\"/>", "<g style=\"mask:none;fill:red\"/>", NOWHERE),
            ("<g id=\"a\" stroke=\"url(#a)\"/>", "<g id=\"a\" stroke=\"none\"/>", NOWHERE),
            ("<use href=\"#a\"/>", "<use/>", NOWHERE),
            ("<clipPath id=\"a\"/><use xlink:href=\"#a\"/>", "<clipPath id=\"a\"/><use/>", NOWHERE),
        ];
        for (content, expected, thing) in cases {
            assert_eq!(mended(content), (Some(expected.to_owned()), vec![(thing, 1)]), "{content}");
        }
    }

    #[test]
    fn ids_become_names_that_one_element_has() {
        let cases = [
            ("<g id=\"a\"/><g id=\"a\"/>", "<g id=\"a\"/><g/>", TWICE),
            ("<g id=\"\"/>", "<g/>", NO_NAME),
            ("<g id=\"1 a\"/><g id=\"_1_a\"/>", "<g id=\"_1_a-2\"/><g id=\"_1_a\"/>", NO_NAME),
            ("<g id=\"日本\"/><g id=\"a:b\"/>", "<g id=\"日本\"/><g id=\"a_b\"/>", NO_NAME),
        ];
        for (content, expected, thing) in cases {
            assert_eq!(mended(content), (Some(expected.to_owned()), vec![(thing, 1)]), "{content}");
        }
    }

    #[test]
    fn what_refers_to_an_id_follows_it_to_its_new_name() {
        let refers = "<style>@media (width){#Layer\\ 1{fill:red}#a{fill:url('#Layer 1')}}</style><use href=\"#Layer%201\"/>\
                      <g clip-path=\"url('#Layer 1')\"/><use xlink:href=\"#Layer 1\"/>";
        let (copy, things) = mended(&format!("<g id=\"Layer 1\"/>{refers}"));
        let expected = "<g id=\"Layer_1\"/><style>@media (width){#Layer_1{fill:red}#a{fill:url('#Layer_1')}}</style>\
                        <use href=\"#Layer_1\"/><g clip-path=\"url(#Layer_1)\"/><use xlink:href=\"#Layer_1\"/>";
        assert_eq!((copy.as_deref(), things), (Some(expected), vec![(NO_NAME, 1)]));
        let (copy, _) = mended("<g id=\"a:b\"/><g aria-labelledby=\"c a:b\"/>");
        assert_eq!(copy.as_deref(), Some("<g id=\"a_b\"/><g aria-labelledby=\"c a_b\"/>"));
    }
}
