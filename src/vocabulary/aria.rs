//! States and properties of ARIA: what they may say, and which roles and elements have them.
//!
//! ARIA 1.2, chapter 6, as far as EPUBCheck knows it; ARIA in HTML, 4, for what elements are by themselves.

use super::Value;

/// A state or property.
#[derive(Debug)]
pub struct Property {
    /// Without `aria-`.
    pub name: &'static str,
    pub value: Value,
    /// Whether every role has it.
    global: bool,
}

const fn global(name: &'static str, value: Value) -> Property {
    Property { name, value, global: true }
}

const fn of_roles(name: &'static str, value: Value) -> Property {
    Property { name, value, global: false }
}

const TRUE_FALSE: Value = Value::Exactly(&["true", "false"]);
const TRUE_FALSE_UNDEFINED: Value = Value::Exactly(&["true", "false", "undefined"]);
const TRISTATE: Value = Value::Exactly(&["true", "false", "mixed", "undefined"]);
const FROM_ONE: Value = Value::Span { least: 1, most: u32::MAX };

/// In the order of the alphabet.
const PROPERTIES: &[Property] = &[
    of_roles("activedescendant", Value::Id),
    global("atomic", TRUE_FALSE),
    of_roles("autocomplete", Value::Exactly(&["inline", "list", "both", "none"])),
    global("busy", TRUE_FALSE),
    of_roles("checked", TRISTATE),
    of_roles("colcount", Value::Integer),
    of_roles("colindex", FROM_ONE),
    of_roles("colspan", FROM_ONE),
    global("controls", Value::References),
    global("current", Value::Exactly(&["page", "step", "location", "date", "time", "true", "false"])),
    global("describedby", Value::References),
    global("description", Value::Text),
    global("details", Value::Id),
    global("disabled", TRUE_FALSE),
    global("errormessage", Value::Id),
    of_roles("expanded", TRUE_FALSE_UNDEFINED),
    global("flowto", Value::References),
    global("haspopup", Value::Exactly(&["true", "false", "menu", "listbox", "tree", "grid", "dialog"])),
    global("hidden", TRUE_FALSE),
    global("invalid", Value::Exactly(&["true", "false", "grammar", "spelling"])),
    global("keyshortcuts", Value::Text),
    global("label", Value::Text),
    global("labelledby", Value::References),
    of_roles("level", FROM_ONE),
    global("live", Value::Exactly(&["off", "polite", "assertive"])),
    of_roles("modal", TRUE_FALSE),
    of_roles("multiline", TRUE_FALSE),
    of_roles("multiselectable", TRUE_FALSE),
    of_roles("orientation", Value::Exactly(&["horizontal", "vertical", "undefined"])),
    global("owns", Value::References),
    of_roles("placeholder", Value::Text),
    of_roles("posinset", FROM_ONE),
    of_roles("pressed", TRISTATE),
    of_roles("readonly", TRUE_FALSE),
    global("relevant", RELEVANT),
    of_roles("required", TRUE_FALSE),
    global("roledescription", Value::Text),
    of_roles("rowcount", Value::Integer),
    of_roles("rowindex", FROM_ONE),
    of_roles("rowspan", FROM_ONE),
    of_roles("selected", TRUE_FALSE_UNDEFINED),
    of_roles("setsize", SET_SIZE),
    of_roles("sort", Value::Exactly(&["ascending", "descending", "none", "other"])),
    of_roles("valuemax", Value::Number),
    of_roles("valuemin", Value::Number),
    of_roles("valuenow", Value::Number),
    of_roles("valuetext", Value::Text),
];

const RELEVANT: Value = Value::SomeOf(&["additions", "removals", "text", "all"]);
/// Minus one where nobody knows.
const SET_SIZE: Value = Value::OrMinusOne(&Value::NonNegative);

/// Returns the property of that name, which is written without `aria-`.
pub fn property(name: &str) -> Option<&'static Property> {
    PROPERTIES.binary_search_by(|property| property.name.cmp(name)).ok().map(|index| &PROPERTIES[index])
}

impl Property {
    /// Tells whether an element has it, by its role, or without one by what it is itself.
    pub fn is_of(&self, role: Option<&str>, element: &str, kind: Option<&str>) -> bool {
        self.global
            || match role {
                Some(role) => supports(role).contains(&self.name),
                None => implicit_properties(element, kind).contains(&self.name),
            }
    }
}

/// Returns the properties of a role, beside the global ones.
pub fn supports(role: &str) -> &'static [&'static str] {
    match role {
        "alert" | "application" | "article" | "banner" | "complementary" | "contentinfo" | "definition"
        | "directory" | "document" | "feed" | "figure" | "form" | "img" | "link" | "list" | "log" | "main"
        | "marquee" | "math" | "navigation" | "note" | "region" | "status" | "tabpanel" | "term" | "timer"
        | "tooltip" => &["expanded"],
        "group" | "rowgroup" => &["activedescendant", "expanded"],
        "alertdialog" | "dialog" => &["expanded", "modal"],
        "button" => &["expanded", "pressed"],
        "cell" => &["colindex", "colspan", "rowindex", "rowspan"],
        "checkbox" | "menuitemcheckbox" | "switch" => &["checked"],
        "menuitemradio" | "option" | "radio" => &["checked", "posinset", "selected", "setsize"],
        "columnheader" | "rowheader" => {
            &["colspan", "expanded", "readonly", "required", "rowindex", "rowspan", "selected", "sort"]
        }
        "combobox" => &["activedescendant", "autocomplete", "expanded", "orientation", "readonly", "required"],
        "grid" => &["activedescendant", "colcount", "expanded", "level", "multiselectable", "readonly", "rowcount"],
        "gridcell" => {
            &["colindex", "colspan", "expanded", "level", "readonly", "required", "rowindex", "rowspan", "selected"]
        }
        "heading" => &["expanded", "level"],
        "listbox" | "tree" => &["activedescendant", "expanded", "multiselectable", "orientation", "required"],
        "listitem" => &["expanded", "level", "posinset", "setsize"],
        "menu" | "menubar" | "toolbar" => &["activedescendant", "expanded", "orientation"],
        "search" | "separator" => &["expanded", "orientation"],
        "menuitem" => &["expanded", "posinset", "setsize"],
        "progressbar" => &["valuemax", "valuemin", "valuenow", "valuetext"],
        "radiogroup" => &["activedescendant", "expanded", "orientation", "required"],
        "row" => &["activedescendant", "colindex", "expanded", "level", "rowindex", "selected"],
        "scrollbar" | "slider" => &["orientation", "valuemax", "valuemin", "valuenow", "valuetext"],
        "spinbutton" => &["required", "valuemax", "valuemin", "valuenow", "valuetext"],
        "searchbox" | "textbox" => &["activedescendant", "autocomplete", "multiline", "readonly", "required"],
        "tab" => &["expanded", "posinset", "selected", "setsize"],
        "table" => &["colcount", "rowcount"],
        "tablist" => &["activedescendant", "expanded", "level", "multiselectable", "orientation"],
        "treegrid" => &[
            "activedescendant",
            "colcount",
            "expanded",
            "level",
            "multiselectable",
            "orientation",
            "readonly",
            "required",
            "rowcount",
        ],
        "treeitem" => &["checked", "expanded", "level", "posinset", "selected", "setsize"],
        _ => &[],
    }
}

/// Returns the properties without which a role means nothing.
pub fn required_properties(role: &str) -> &'static [&'static str] {
    match role {
        "checkbox" | "menuitemcheckbox" | "menuitemradio" | "radio" | "switch" => &["checked"],
        "combobox" => &["expanded"],
        "scrollbar" => &["orientation", "valuemax", "valuemin", "valuenow"],
        "slider" | "spinbutton" => &["valuemax", "valuemin", "valuenow"],
        _ => &[],
    }
}

/// Returns the properties of an element that has no role, beside the global ones; `kind` is the type of an `input`.
///
/// An `a` that leads nowhere is no link.
pub fn implicit_properties(element: &str, kind: Option<&str>) -> &'static [&'static str] {
    match element {
        "a" | "area" | "article" | "aside" | "body" | "dd" | "dialog" | "dt" | "figure" | "footer" | "form"
        | "header" | "img" | "main" | "menu" | "nav" | "ol" | "output" | "search" | "section" | "ul" => &["expanded"],
        "details" | "fieldset" | "optgroup" | "tbody" | "tfoot" | "thead" => &["activedescendant", "expanded"],
        "button" | "summary" => &["expanded", "pressed"],
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &["expanded", "level"],
        "hr" => &["orientation", "valuemax", "valuemin", "valuenow", "valuetext"],
        "input" => implicit_of_input(kind.unwrap_or("text")),
        "textarea" => &["activedescendant", "autocomplete", "multiline", "placeholder", "readonly", "required"],
        "li" => &["expanded", "level", "posinset", "setsize"],
        "meter" => &["valuemax", "valuemin"],
        "option" => &["checked", "posinset", "selected", "setsize"],
        "progress" => &["valuemax", "valuemin", "valuenow", "valuetext"],
        "select" => &["activedescendant", "autocomplete", "expanded", "multiselectable", "readonly", "required"],
        "table" => &["colcount", "rowcount"],
        "td" => &["colspan", "rowindex", "rowspan"],
        "th" => &["colindex", "colspan", "expanded", "readonly", "required", "rowindex", "rowspan", "selected", "sort"],
        "tr" => &["activedescendant", "expanded", "level", "selected"],
        _ => &[],
    }
}

fn implicit_of_input(kind: &str) -> &'static [&'static str] {
    match kind {
        "hidden" => &[],
        "password" | "file" => &["placeholder", "required"],
        "date" | "month" | "week" | "time" | "datetime-local" => &["placeholder", "required", "valuemax", "valuemin"],
        "number" => &["placeholder", "required", "valuemax", "valuemin", "valuenow", "valuetext"],
        "range" => &["orientation", "placeholder", "valuemax", "valuemin", "valuenow", "valuetext"],
        "color" => &["placeholder"],
        "checkbox" => &["checked", "placeholder", "required"],
        "radio" => &["checked", "placeholder", "posinset", "required", "selected", "setsize"],
        "submit" | "reset" | "button" | "image" => &["expanded", "placeholder", "pressed"],
        _ => &["activedescendant", "autocomplete", "multiline", "placeholder", "readonly", "required"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_found_and_roles_have_only_those() {
        assert!(PROPERTIES.is_sorted_by(|one, other| one.name < other.name));
        for role in ["grid", "treegrid", "columnheader", "scrollbar", "combobox", "radio", "treeitem"] {
            assert!(supports(role).iter().all(|name| property(name).is_some()), "{role}");
            assert!(required_properties(role).iter().all(|name| supports(role).contains(name)), "{role}");
        }
        assert!(property("foo").is_none() && property("grabbed").is_none());
    }

    #[test]
    fn a_role_takes_the_place_of_what_the_element_is() {
        let level = property("level").unwrap();
        assert!(level.is_of(None, "h1", None) && !level.is_of(Some("presentation"), "h1", None));
        assert!(level.is_of(Some("heading"), "div", None) && !level.is_of(None, "div", None));
        assert!(property("label").unwrap().is_of(None, "div", None));
    }
}
