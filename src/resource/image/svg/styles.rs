//! The stylesheets of a drawing, written to the elements that they mean: small readers know none inside drawings, and in
//! a page one would reach beyond its drawing.
//!
//! CSS Cascading and Inheritance Level 4, section 6: what an element says itself in `style` wins over rules, and rules
//! over its attributes. Every reader of SVG knows the attributes; `style` gets what is none.

mod properties;
mod selector;
mod sheet;

use super::references::replace_text;
use super::safe::is_href;
use crate::xml::{NodeId, NodeRef, Tree, ns};
use properties::Form;
use selector::{Budget, Key};
use sheet::{Declaration, Rule, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// How many comparisons of an element with a selector are made at the most.
const MOST_STEPS: usize = 4_000_000;

/// What became of the stylesheets of a drawing.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub is_changed: bool,
    /// Whether a stylesheet stays that may say otherwise than the elements do.
    pub is_unsettled: bool,
}

/// Writes the stylesheets of an SVG file to its elements. One that says more than elements can stays, as far as it must.
pub(super) fn write(tree: &mut Tree) -> Written {
    let styles = styles(tree.root());
    if styles.is_empty() {
        return Written::default();
    }
    let sheets: Vec<Sheet> = styles.iter().map(|style| read(tree.get(*style))).collect();
    let is_unsettled = sheets.iter().any(|sheet| sheet.is_unsettled);
    let rules: Vec<&Rule> = sheets.iter().flat_map(|sheet| &sheet.rules).collect();
    let into = if is_unsettled { Into::Attributes } else { Into::Elements };
    let Some(mut is_changed) = apply(tree, tree.document(), &rules, into) else {
        return Written { is_changed: false, is_unsettled: true };
    };
    if !is_unsettled {
        for (style, sheet) in styles.into_iter().zip(&sheets) {
            if sheet.apart.trim().is_empty() {
                tree.detach(style);
                is_changed = true;
            } else if !sheet.rules.is_empty() {
                replace_text(tree, style, sheet.apart.trim());
                is_changed = true;
            }
        }
    }
    Written { is_changed, is_unsettled }
}

/// Writes the stylesheets of a drawing in a page, and its `style` attributes, as attributes, and takes the stylesheets
/// away; returns what each said that no element can say.
pub(crate) fn write_in_page(tree: &mut Tree, drawing: NodeId) -> Vec<(NodeId, Vec<String>)> {
    let styles = styles(tree.get(drawing));
    let sheets: Vec<Sheet> = styles.iter().map(|style| read(tree.get(*style))).collect();
    let rules: Vec<&Rule> = sheets.iter().flat_map(|sheet| &sheet.rules).collect();
    let is_written = apply(tree, drawing, &rules, Into::Page).is_some();
    for style in &styles {
        replace_text(tree, *style, "");
    }
    let too_costly = || vec!["too many rules".to_owned()];
    let left = sheets.into_iter().map(|sheet| if is_written { sheet.left } else { too_costly() });
    styles.into_iter().zip(left).filter(|(_, left)| !left.is_empty()).collect()
}

/// Returns the `style` elements of CSS.
fn styles(node: NodeRef<'_>) -> Vec<NodeId> {
    let is_css = |kind: &str| kind.trim().is_empty() || kind.trim().eq_ignore_ascii_case("text/css");
    let is_style =
        |node: &NodeRef<'_>| node.local_in(ns::SVG) == Some("style") && node.attribute("type").is_none_or(is_css);
    node.descendants().filter(is_style).map(NodeRef::id).collect()
}

fn read(style: NodeRef<'_>) -> Sheet {
    sheet::read(&style.text_content(), style.attribute("media").unwrap_or_default())
}

/// Where what a stylesheet says is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    /// Attributes, and `style` for what is none; `style` attributes stay.
    Elements,
    /// Attributes only, since the stylesheet stays.
    Attributes,
    /// As elements of a page can have it.
    Page,
}

/// What is said of a property, and how much it weighs: whether it is important, and its specificity.
type Said<'a> = ((bool, Specificity), &'a Declaration);

/// That of a rule, or more than any.
type Specificity = [u16; 4];

/// The values of a drawing's own properties (`--x`), by element.
type Variables = BTreeMap<NodeId, BTreeMap<String, String>>;

/// Writes rules to all that they mean in a drawing; tells whether that changed it, or nothing where it costs too much.
fn apply(tree: &mut Tree, top: NodeId, rules: &[&Rule], into: Into) -> Option<bool> {
    let mut by_key: BTreeMap<Key<'_>, Vec<(usize, usize)>> = BTreeMap::new();
    for (number, rule) in rules.iter().enumerate() {
        for (index, selector) in rule.selectors.iter().enumerate() {
            by_key.entry(selector.key()).or_default().push((number, index));
        }
    }
    let budget = Budget::new(MOST_STEPS);
    let mut variables = Variables::new();
    // All are matched before one is changed: a selector may ask for an attribute that is written.
    let mut changes = Vec::new();
    let nodes = std::iter::once(tree.get(top)).chain(tree.get(top).descendants());
    for node in nodes.filter(|node| node.local_in(ns::SVG).is_some()) {
        let own = node.attribute("style").map(sheet::declarations).unwrap_or_default();
        let mut said = meant(node, rules, &by_key, &budget);
        if budget.is_spent() {
            return None;
        }
        let has_variables = || node.attributes().any(|attribute| attribute.value.contains("var("));
        if said.is_empty() && (own.is_empty() || into != Into::Page) && !has_variables() {
            keep_variables(node, own.iter(), &mut variables);
            continue;
        }
        said.extend(own.iter().map(|own| ((own.is_important, [u16::MAX; 4]), own)));
        // Stable: of equals the last wins.
        said.sort_by_key(|(weight, _)| *weight);
        keep_variables(node, said.iter().map(|(_, said)| *said), &mut variables);
        changes.push((node.id(), change(node, &said, &variables, into)));
    }
    let uses = tree.get(top).descendants().filter(|node| node.local_in(ns::SVG) == Some("use"));
    let targets = uses.flat_map(NodeRef::attributes).filter(|attribute| is_href(*attribute));
    let used: BTreeSet<String> =
        targets.filter_map(|attribute| Some(attribute.value.trim().strip_prefix('#')?.to_owned())).collect();
    let mut is_changed = false;
    for (id, change) in changes {
        is_changed |= make(tree, id, change, &used);
    }
    Some(is_changed)
}

/// Returns what rules say of an element, in the order of the rules.
fn meant<'a>(
    node: NodeRef<'_>,
    rules: &[&'a Rule],
    by_key: &BTreeMap<Key<'_>, Vec<(usize, usize)>>,
    budget: &Budget,
) -> Vec<Said<'a>> {
    let mut found: BTreeMap<usize, selector::Specificity> = BTreeMap::new();
    let classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace().map(Key::Class);
    let keys = classes.chain(node.attribute("id").map(Key::Id)).chain(node.name().map(|name| Key::Type(&name.local)));
    for key in keys.chain([Key::All]) {
        for (number, index) in by_key.get(&key).into_iter().flatten() {
            let selector = &rules[*number].selectors[*index];
            let weight = found.get(number);
            if weight.is_none_or(|weight| *weight < selector.specificity) && selector.matches(node, budget) {
                found.insert(*number, selector.specificity);
            }
        }
    }
    let said = found.into_iter().flat_map(|(number, [ids, classes, types])| {
        let weight = move |said: &Declaration| (said.is_important, [0, ids, classes, types]);
        rules[number].declarations.iter().map(move |said| (weight(said), said))
    });
    said.collect()
}

fn keep_variables<'a>(node: NodeRef<'_>, said: impl Iterator<Item = &'a Declaration>, variables: &mut Variables) {
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
struct Change {
    attributes: Vec<(String, String)>,
    /// The value of `style`; nothing where that stays.
    style: Option<String>,
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

fn change(node: NodeRef<'_>, said: &[Said<'_>], variables: &Variables, into: Into) -> Change {
    // By property, in the order in which they are said first.
    let mut winners: Vec<(String, Winner)> = Vec::new();
    for ((_, weight), said) in said {
        let Some(value) = resolved(node, &said.value, variables) else { continue };
        let is_own = weight[0] == u16::MAX;
        let parts = properties::parts(&said.property, &value);
        let whole = || vec![(&*said.property, value.clone())];
        for (property, value) in parts.unwrap_or_else(whole) {
            let form = properties::form(property, &value);
            if form == Form::Nothing {
                continue;
            }
            let index = winners.iter().position(|(name, _)| name == property).unwrap_or_else(|| {
                winners.push((property.to_owned(), Winner::default()));
                winners.len() - 1
            });
            let winner = &mut winners[index].1;
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
    for attribute in node.attributes().filter(|attribute| attribute.value.contains("var(")) {
        let property = &*attribute.name.local;
        if properties::is_attribute(property) && !winners.iter().any(|(name, _)| name == property) {
            let value = resolved(node, attribute.value, variables);
            winners.push((property.to_owned(), Winner { attribute: value, ..Winner::default() }));
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

fn written(node: NodeRef<'_>, winners: Vec<(String, Winner)>, into: Into) -> Change {
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

fn make(tree: &mut Tree, id: NodeId, change: Change, used: &BTreeSet<String>) -> bool {
    let Change { attributes, style } = change;
    let is_changed = !attributes.is_empty() || style.is_some();
    for (name, value) in attributes {
        if !comes_from_above(tree.get(id), &name, &value, used) {
            tree.set(id, &name, &value);
        }
    }
    match style.as_deref() {
        Some("") => tree.unset(id, "style"),
        Some(style) => tree.set(id, "style", style),
        None => {}
    }
    is_changed
}

/// Tells whether an element has a value without saying it, wherever it is shown.
fn comes_from_above(node: NodeRef<'_>, property: &str, value: &str, used: &BTreeSet<String>) -> bool {
    if !properties::is_inherited(property, value) || node.attribute(property).is_some() {
        return false;
    }
    // What a `use` shows takes from that, and not from what stands around it.
    let is_used = |node: NodeRef<'_>| node.attribute("id").is_some_and(|id| used.contains(id));
    if is_used(node) {
        return false;
    }
    for above in node.ancestors() {
        if above.attribute("style").is_some_and(|style| style.contains(property) || style.contains("font:")) {
            return false;
        }
        if let Some(found) = above.attribute(property) {
            return found == value;
        }
        if is_used(above) || above.local_in(ns::SVG).is_none() {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::safe;
    use super::*;
    use crate::xml::{parse_xml, write_xml};

    /// Returns what is in the copy of a drawing.
    fn copy(content: &str) -> String {
        safe(content).0.unwrap_or_else(|| content.to_owned())
    }

    #[test]
    fn a_stylesheet_is_written_to_what_it_means_and_goes() {
        let cases = [
            ("<style>.a{fill:red}</style><g class=\"a\"/><g/>", "<g class=\"a\" fill=\"red\"/><g/>"),
            ("<style>g{fill:red}g{fill:#00f}</style><g fill=\"green\"/>", "<g fill=\"#00f\"/>"),
            (
                "<style>#a{fill:red}g.b{fill:blue}</style><g id=\"a\" class=\"b\"/>",
                "<g id=\"a\" class=\"b\" fill=\"red\"/>",
            ),
            (
                "<style>g{fill:red;stroke:red!important}</style><g style=\"fill:blue;stroke:blue\"/>",
                "<g style=\"fill:blue\" stroke=\"red\"/>",
            ),
            ("<style>g{mix-blend-mode:screen}</style><g/>", "<g style=\"mix-blend-mode:screen\"/>"),
            (
                "<style>g{fill:red;fill:color(display-p3 1 0 0)}</style><g/>",
                "<g fill=\"red\" style=\"fill:color(display-p3 1 0 0)\"/>",
            ),
            ("<style>g{fill:red;fill:3px}</style><g/>", "<g fill=\"red\"/>"),
            ("<style media=\"print\">g{fill:red}</style><g/>", "<g/>"),
            (
                "<style>:root{--a:red}g{fill:var(--a)}</style><g/><path fill=\"var(--b, blue)\"/>",
                "<g fill=\"red\"/><path fill=\"blue\"/>",
            ),
            (
                "<style>text{font:bold 12px A}</style><text/>",
                "<text font-style=\"normal\" font-variant=\"normal\" font-weight=\"bold\" font-size=\"12px\" font-family=\"A\"/>",
            ),
        ];
        for (content, expected) in cases {
            assert_eq!(copy(content), expected, "{content}");
        }
    }

    #[test]
    fn what_comes_from_above_is_not_said_again() {
        let all = "<style>g,path{stroke:red;opacity:.5}</style>";
        let cases = [
            ("<g><path/></g>", "<g stroke=\"red\" opacity=\".5\"><path opacity=\".5\"/></g>"),
            (
                "<g><path id=\"a\"/></g><use href=\"#a\" stroke=\"blue\"/>",
                "<g stroke=\"red\" opacity=\".5\"><path id=\"a\" stroke=\"red\" opacity=\".5\"/></g><use href=\"#a\" stroke=\"blue\"/>",
            ),
        ];
        for (content, expected) in cases {
            assert_eq!(copy(&format!("{all}{content}")), expected, "{content}");
        }
    }

    #[test]
    fn a_stylesheet_that_says_more_stays_as_far_as_it_must() {
        let font = "@font-face{font-family:A;src:url(data:font/woff;base64,AA==)}";
        let written = copy(&format!("<style>g{{fill:red}} {font} </style><g/>"));
        assert_eq!(written, format!("<style>{font}</style><g fill=\"red\"/>"));
        let dark = "<style>g{fill:red} @media (prefers-color-scheme: dark){g{fill:blue}}</style>";
        assert_eq!(copy(&format!("{dark}<g/>")), format!("{dark}<g fill=\"red\"/>"));
    }

    #[test]
    fn a_stylesheet_beyond_measure_stays_as_it_is() {
        let sheet = format!("<style>{}</style>{}", "g *{fill:red}".repeat(5000), "<g><g/></g>".repeat(1000));
        assert!(copy(&sheet) == sheet);
    }

    #[test]
    fn in_a_page_a_drawing_says_everything_in_attributes() {
        let page = "<svg xmlns=\"http://www.w3.org/2000/svg\" style=\"position:fixed;background:#fff\"><style>rect{fill:red} \
                    @font-face{font-family:A}</style><rect style=\"stroke:blue\"/></svg>";
        let mut tree = parse_xml(&page.into(), None).unwrap();
        let drawing = tree.root().first_child().unwrap().id();
        let left = write_in_page(&mut tree, drawing);
        assert_eq!(left.into_iter().map(|(_, left)| left).collect::<Vec<_>>(), [["@font-face"]]);
        let mut text = String::new();
        write_xml(tree.root(), &mut text);
        let expected = "<svg xmlns=\"http://www.w3.org/2000/svg\" style=\"background:#fff\"><style/>\
                        <rect fill=\"red\" stroke=\"blue\"/></svg>";
        assert_eq!(text.trim_end(), expected);
    }
}
