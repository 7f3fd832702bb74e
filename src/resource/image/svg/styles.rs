//! The stylesheets of a drawing, written to the elements that they mean: small readers know none inside drawings, and in
//! a page one would reach beyond its drawing.
//!
//! CSS Cascading and Inheritance Level 4, section 6: what an element says itself in `style` wins over rules, and rules
//! over its attributes. Every reader of SVG knows the attributes; `style` gets what is none.

mod cascade;
mod properties;
mod selector;
mod sheet;

use super::references::replace_text;
use super::safe::is_href;
use crate::xml::{NodeId, NodeRef, Tree, ns};
use cascade::{Change, Into, OWN, Said, Variables, change, keep_variables};
use selector::{Budget, Key};
use sheet::{Declaration, Rule, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// How many comparisons of an element with a selector are made at the most.
const MOST_STEPS: usize = 4_000_000;

/// The most bytes that are written in their stead.
const MOST_WRITTEN: usize = 8 << 20;

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
    if !is_written {
        apply(tree, drawing, &[], Into::Page);
    }
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
    let (mut changes, mut written) = (Vec::new(), 0);
    let nodes = std::iter::once(tree.get(top)).chain(tree.get(top).descendants());
    for node in nodes.filter(|node| node.local_in(ns::SVG).is_some()) {
        let own = node.attribute("style").map(sheet::declarations).unwrap_or_default();
        let mut said = meant(node, rules, &by_key, &budget);
        written += said.iter().map(|(_, said)| said.property.len() + said.value.len()).sum::<usize>();
        if !budget.take(said.len()) || written > MOST_WRITTEN {
            return None;
        }
        let has_variables = || node.attributes().any(|attribute| attribute.value.contains("var("));
        if said.is_empty() && (own.is_empty() || into != Into::Page) && !has_variables() {
            keep_variables(node, own.iter(), &mut variables);
            continue;
        }
        said.extend(own.iter().map(|own| ((own.is_important, OWN), own)));
        // Stable: of equals the last wins.
        said.sort_by_key(|(weight, _)| *weight);
        keep_variables(node, said.iter().map(|(_, said)| *said), &mut variables);
        changes.push((node.id(), change(node, &said, &variables, into)));
    }
    let links = tree.get(top).descendants().filter(|node| node.local_in(ns::SVG) == Some("use"));
    let targets = links.flat_map(NodeRef::attributes).filter(|attribute| is_href(*attribute));
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
                "<text font-family=\"A\" font-size=\"12px\" font-style=\"normal\" font-variant=\"normal\" font-weight=\"bold\"/>",
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
            ("<g><path/></g>", "<g opacity=\".5\" stroke=\"red\"><path opacity=\".5\"/></g>"),
            (
                "<g><path id=\"a\"/></g><use href=\"#a\" stroke=\"blue\"/>",
                "<g opacity=\".5\" stroke=\"red\"><path id=\"a\" opacity=\".5\" stroke=\"red\"/></g><use href=\"#a\" stroke=\"blue\"/>",
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
        let asking = "<style>:root{--a:red} @media (width: 0){:root{--a:blue}}</style><g fill=\"var(--a)\"/>";
        assert_eq!(copy(asking), asking);
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
