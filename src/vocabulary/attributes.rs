//! Attributes: the global ones, and the shape of an entry (HTML 3.2.5; ARIA 1.2, 6.5, "Global states and properties").

use super::value::Value;

/// An attribute in no namespace, and what it may say.
#[derive(Debug)]
pub struct Attribute {
    pub name: &'static str,
    pub value: Value,
    /// Whether the element means nothing without it.
    pub required: bool,
}

/// Returns an attribute that may be left out.
pub(super) const fn may(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, required: false }
}

/// Returns an attribute that must be there.
pub(super) const fn must(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, required: true }
}

const TRUE_FALSE: Value = Value::OneOf(&["true", "false"]);

/// Those that any element may have, beside `data-*`. `role` has a table of its own.
pub const GLOBAL: &[Attribute] = &[
    may("id", Value::Id),
    may("class", Value::Tokens),
    may("title", Value::Text),
    may("lang", Value::Language),
    may("dir", Value::OneOf(&["ltr", "rtl", "auto"])),
    may("style", Value::Text),
    may("hidden", Value::OneOf(&["", "hidden", "until-found"])),
    may("translate", Value::OneOf(&["yes", "no", ""])),
    may("aria-label", Value::Text),
    may("aria-labelledby", Value::References),
    may("aria-describedby", Value::References),
    may("aria-description", Value::Text),
    may("aria-details", Value::Id),
    may("aria-hidden", TRUE_FALSE),
    may("aria-current", Value::OneOf(&["page", "step", "location", "date", "time", "true", "false"])),
    may("aria-roledescription", Value::Text),
    may("aria-flowto", Value::References),
    may("aria-owns", Value::References),
    may("aria-controls", Value::References),
    may("aria-atomic", TRUE_FALSE),
    may("aria-busy", TRUE_FALSE),
    may("aria-disabled", TRUE_FALSE),
    may("aria-live", Value::OneOf(&["off", "polite", "assertive"])),
    may("aria-keyshortcuts", Value::Text),
    may("accesskey", Value::Tokens),
    may("autocapitalize", Value::OneOf(&["off", "none", "on", "sentences", "words", "characters"])),
    may("autofocus", Value::Boolean),
    may("contenteditable", Value::OneOf(&["true", "false", "plaintext-only", ""])),
    may("draggable", TRUE_FALSE),
    may("enterkeyhint", Value::Exactly(&["enter", "done", "go", "next", "previous", "search", "send"])),
    may("inert", Value::Boolean),
    may("inputmode", Value::Exactly(&["none", "text", "tel", "url", "email", "numeric", "decimal", "search"])),
    may("nonce", Value::Text),
    may("popover", Value::Exactly(&["auto", "manual", "hint", ""])),
    may("spellcheck", Value::OneOf(&["true", "false", ""])),
    may("tabindex", Value::Integer),
];
