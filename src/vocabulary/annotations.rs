//! What any element may say to programs beside its own attributes: RDFa, microdata, shadow trees, event handlers.
//!
//! RDFa Core 1.1, 5; HTML 5 (microdata), 4.12.4, 4.13 and 8.1.8.2.1. Books made from text have no use for them; other
//! people's may have them all.

use super::Value;
use super::attributes::{Attribute, may};

/// The attributes of RDFa, microdata and shadow trees.
pub const ANNOTATIONS: &[Attribute] = &[
    may("property", Value::Curies),
    may("itemprop", Value::NonEmpty),
    may("itemscope", Value::Boolean),
    may("itemtype", Value::Urls),
    may("itemid", Value::Url),
    may("itemref", Value::Text),
    may("typeof", Value::Curies),
    may("about", Value::CurieOrUrl),
    may("resource", Value::CurieOrUrl),
    may("vocab", Value::Url),
    may("prefix", Value::Prefixes),
    may("datatype", Value::Curies),
    may("content", Value::Text),
    may("inlist", Value::Text),
    may("rel", Value::Curies),
    may("rev", Value::Curies),
    may("is", Value::Text),
    may("slot", Value::Text),
];

/// Tells whether an attribute is an event handler; `body` has those of the window too.
pub fn is_event_handler(element: &str, attribute: &str) -> bool {
    let Some(event) = attribute.strip_prefix("on") else { return false };
    EVENTS.binary_search(&event).is_ok() || element == "body" && WINDOW_EVENTS.binary_search(&event).is_ok()
}

/// In the order of the alphabet.
const EVENTS: &[&str] = &[
    "auxclick",
    "beforeinput",
    "beforematch",
    "blur",
    "cancel",
    "canplay",
    "canplaythrough",
    "change",
    "click",
    "close",
    "contextlost",
    "contextmenu",
    "contextrestored",
    "copy",
    "cuechange",
    "cut",
    "dblclick",
    "drag",
    "dragend",
    "dragenter",
    "dragleave",
    "dragover",
    "dragstart",
    "drop",
    "durationchange",
    "emptied",
    "ended",
    "error",
    "focus",
    "formdata",
    "gotpointercapture",
    "input",
    "invalid",
    "keydown",
    "keypress",
    "keyup",
    "load",
    "loadeddata",
    "loadedmetadata",
    "loadstart",
    "lostpointercapture",
    "mousedown",
    "mouseenter",
    "mouseleave",
    "mousemove",
    "mouseout",
    "mouseover",
    "mouseup",
    "paste",
    "pause",
    "play",
    "playing",
    "pointercancel",
    "pointerdown",
    "pointerenter",
    "pointerleave",
    "pointermove",
    "pointerout",
    "pointerover",
    "pointerrawupdate",
    "pointerup",
    "progress",
    "ratechange",
    "reset",
    "resize",
    "scroll",
    "scrollend",
    "securitypolicyviolation",
    "seeked",
    "seeking",
    "select",
    "slotchange",
    "stalled",
    "submit",
    "suspend",
    "timeupdate",
    "toggle",
    "volumechange",
    "waiting",
    "wheel",
];

/// In the order of the alphabet.
const WINDOW_EVENTS: &[&str] = &[
    "afterprint",
    "beforeprint",
    "beforeunload",
    "hashchange",
    "languagechange",
    "message",
    "messageerror",
    "offline",
    "online",
    "pagehide",
    "pageshow",
    "popstate",
    "rejectionhandled",
    "storage",
    "unhandledrejection",
    "unload",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_events_are_in_the_order_of_the_alphabet() {
        assert!(EVENTS.is_sorted() && WINDOW_EVENTS.is_sorted());
        assert!(is_event_handler("p", "onclick") && is_event_handler("body", "onunload"));
        assert!(!is_event_handler("p", "onunload") && !is_event_handler("p", "on") && !is_event_handler("p", "onfoo"));
    }
}
