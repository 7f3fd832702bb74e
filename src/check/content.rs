//! Checks of XHTML, SVG and MathML content. EPUB 3.3, section 6.

mod anywhere;
mod aria;
mod attributes;
mod combinations;
mod controls;
mod custom;
mod discouraged;
mod head;
mod html;
mod ids;
mod known;
mod language;
mod math;
mod nesting;
mod old;
mod placement;
mod references;
mod speech;
mod structure;
mod svg;
mod switch;
#[cfg(test)]
mod tests;

pub(super) use attributes::MISSING_HTML_ATTRIBUTE;
pub(super) use custom::data_fault;
pub(super) use known::Progress;
pub(super) use placement::{MISPLACED_CONTENT, UNKNOWN_HTML};

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[
    &html::CHECK,
    &anywhere::CHECK,
    &nesting::CHECK,
    &head::CHECK,
    &controls::CHECK,
    &references::CHECK,
    &discouraged::CHECK,
    &switch::CHECK,
    &math::CHECK,
    &svg::CHECK,
    &svg::LINKS,
    &svg::HTML_LINKS,
    &old::CHECK,
];
