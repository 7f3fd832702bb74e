//! The attributes of forms and their controls (HTML 4.10).

use super::Value;
use super::attributes::{Attribute, may, must};

pub(super) const DISABLED: Attribute = may("disabled", Value::Boolean);
pub(super) const FORM_OWNER: Attribute = may("form", Value::Id);
pub(super) const NAME: Attribute = may("name", Value::NonEmpty);

const REQUIRED: Attribute = may("required", Value::Boolean);
const READ_ONLY: Attribute = may("readonly", Value::Boolean);
const AUTOCOMPLETE: Attribute = may("autocomplete", Value::Text);
const PLACEHOLDER: Attribute = may("placeholder", Value::Text);
const DIRECTION_NAME: Attribute = may("dirname", Value::NonEmpty);
const MULTIPLE: Attribute = may("multiple", Value::Boolean);
const LENGTH_MOST: Attribute = may("maxlength", Value::NonNegative);
const LENGTH_LEAST: Attribute = may("minlength", Value::NonNegative);
const COUNT: Value = Value::Span { least: 1, most: u32::MAX };
const METHODS: Value = Value::Exactly(&["get", "post", "dialog"]);
const ENCODINGS: Value = Value::Exactly(&["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]);
const FORM_ACTION: Attribute = may("formaction", Value::NonEmpty);
const FORM_ENCODING: Attribute = may("formenctype", ENCODINGS);
const FORM_METHOD: Attribute = may("formmethod", METHODS);
const FORM_NO_VALIDATION: Attribute = may("formnovalidate", Value::Boolean);
const FORM_TARGET: Attribute = may("formtarget", Value::Target);
const POPOVER_TARGET: Attribute = may("popovertarget", Value::Text);
const POPOVER_ACTION: Attribute = may("popovertargetaction", Value::Exactly(&["toggle", "show", "hide"]));

pub(super) const FORM: &[Attribute] = &[
    may("action", Value::NonEmpty),
    may("method", METHODS),
    may("enctype", ENCODINGS),
    may("accept-charset", Value::Text),
    may("autocomplete", Value::OneOf(&["on", "off"])),
    may("novalidate", Value::Boolean),
    may("target", Value::Target),
    NAME,
];

pub(super) const BUTTON: &[Attribute] = &[
    may("type", Value::OneOf(&["submit", "reset", "button"])),
    NAME,
    may("value", Value::Text),
    DISABLED,
    FORM_OWNER,
    FORM_ACTION,
    FORM_ENCODING,
    FORM_METHOD,
    FORM_NO_VALIDATION,
    FORM_TARGET,
    POPOVER_TARGET,
    POPOVER_ACTION,
];

pub(super) const SELECT: &[Attribute] =
    &[NAME, MULTIPLE, may("size", COUNT), REQUIRED, DISABLED, FORM_OWNER, AUTOCOMPLETE];

pub(super) const OPTION: &[Attribute] =
    &[may("value", Value::Text), may("label", Value::NonEmpty), may("selected", Value::Boolean), DISABLED];

pub(super) const TEXT_AREA: &[Attribute] = &[
    NAME,
    may("rows", COUNT),
    may("cols", COUNT),
    may("wrap", Value::OneOf(&["soft", "hard"])),
    LENGTH_MOST,
    LENGTH_LEAST,
    PLACEHOLDER,
    READ_ONLY,
    REQUIRED,
    DISABLED,
    DIRECTION_NAME,
    FORM_OWNER,
    AUTOCOMPLETE,
];

pub(super) const METER: &[Attribute] = &[
    must("value", Value::Number),
    may("min", Value::Number),
    may("max", Value::Number),
    may("low", Value::Number),
    may("high", Value::Number),
    may("optimum", Value::Number),
];

/// Those of `input`, whatever its type: see [`InputType`].
pub(super) const INPUT: &[Attribute] = &[
    may("type", Value::OneOf(TYPES)),
    NAME,
    may("value", Value::Text),
    DISABLED,
    FORM_OWNER,
    AUTOCOMPLETE,
    REQUIRED,
    READ_ONLY,
    PLACEHOLDER,
    LENGTH_MOST,
    LENGTH_LEAST,
    may("size", COUNT),
    may("pattern", Value::Text),
    may("list", Value::Id),
    DIRECTION_NAME,
    MULTIPLE,
    may("checked", Value::Boolean),
    may("min", Value::Text),
    may("max", Value::Text),
    may("step", Value::Text),
    may("accept", Value::Text),
    may("capture", Value::OneOf(&["user", "environment"])),
    may("src", Value::NonEmpty),
    may("alt", Value::NonEmpty),
    may("width", Value::NonNegative),
    may("height", Value::NonNegative),
    FORM_ACTION,
    FORM_ENCODING,
    FORM_METHOD,
    FORM_NO_VALIDATION,
    FORM_TARGET,
    POPOVER_TARGET,
    POPOVER_ACTION,
];

const TYPES: &[&str] = &[
    "hidden",
    "text",
    "search",
    "tel",
    "url",
    "email",
    "password",
    "date",
    "month",
    "week",
    "time",
    "datetime-local",
    "number",
    "range",
    "color",
    "checkbox",
    "radio",
    "file",
    "submit",
    "image",
    "reset",
    "button",
];

const DATE: Value = Value::Like(&["y-dd-dd"]);
const MONTH: Value = Value::Like(&["y-dd"]);
const WEEK: Value = Value::Like(&["y-Wdd"]);
const TIME: Value = Value::Like(&["dd:dd", "dd:dd:dd", "dd:dd:dd.d", "dd:dd:dd.dd", "dd:dd:dd.ddd"]);
const COLOUR: Value = Value::Like(&["#xxxxxx"]);

/// Tells whether an `input` of that type, which is in lower case, may have an attribute of `INPUT`.
pub fn input_has(kind: &str, attribute: &str) -> bool {
    match attribute {
        "type" | "name" | "disabled" | "form" | "autocomplete" => true,
        "value" => !matches!(kind, "file" | "image"),
        "accept" | "capture" => kind == "file",
        "alt" | "src" | "width" | "height" => kind == "image",
        "checked" => matches!(kind, "checkbox" | "radio"),
        "dirname" => matches!(kind, "text" | "search"),
        "multiple" => matches!(kind, "email" | "file"),
        "min" | "max" | "step" => {
            matches!(kind, "date" | "month" | "week" | "time" | "datetime-local" | "number" | "range")
        }
        "formaction" | "formenctype" | "formmethod" | "formnovalidate" | "formtarget" => {
            matches!(kind, "submit" | "image")
        }
        "popovertarget" | "popovertargetaction" => matches!(kind, "submit" | "image" | "reset" | "button"),
        "size" => !matches!(kind, "hidden" | "number" | "range"),
        _ => kind != "hidden",
    }
}

/// Returns what the `value`, `min`, `max` or `step` of an `input` of that type may say; the others say the same
/// whatever the type.
pub fn input_value(kind: &str, attribute: &str) -> Option<Value> {
    let moment = match kind {
        "date" => Some((DATE, Value::OrEmpty(&DATE))),
        "month" => Some((MONTH, Value::OrEmpty(&MONTH))),
        "week" => Some((WEEK, Value::OrEmpty(&WEEK))),
        "time" => Some((TIME, Value::OrEmpty(&TIME))),
        "datetime-local" => Some((Value::LocalMoment, Value::OrEmpty(&Value::LocalMoment))),
        _ => None,
    };
    match (attribute, kind) {
        ("min" | "max", "number" | "range") | ("value", "range") => Some(Value::Number),
        ("min" | "max", _) => moment.map(|(limit, _)| limit),
        ("step", "date" | "month" | "week") => Some(Value::OrAny(&COUNT)),
        ("step", _) => Some(Value::OrAny(&Value::Positive)),
        ("value", "number") => Some(Value::OrEmpty(&Value::Number)),
        ("value", "color") => Some(Value::OrEmpty(&COLOUR)),
        ("value", "email") => Some(Value::Emails),
        ("value", _) => moment.map(|(_, value)| value),
        _ => None,
    }
}

/// Returns the roles that an `input` of that type may be given.
pub fn input_roles(kind: &str) -> &'static [&'static str] {
    match kind {
        "text" => &["combobox", "searchbox", "spinbutton", "textbox"],
        "search" => &["searchbox"],
        "tel" | "url" | "email" => &["combobox", "textbox"],
        "number" => &["spinbutton"],
        "range" => &["slider"],
        "checkbox" => &["button", "checkbox", "menuitemcheckbox", "option", "switch"],
        "radio" => &["menuitemradio", "radio"],
        "submit" | "reset" => &["button"],
        "button" => BUTTON_ROLES,
        "image" => &["button", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "radio", "switch"],
        _ => &[],
    }
}

/// What a button may be told to be, as an element and as an `input`.
pub(super) const BUTTON_ROLES: &[&str] = &[
    "button",
    "checkbox",
    "combobox",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "switch",
    "tab",
];
