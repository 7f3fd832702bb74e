//! What can be wrong with a timing file by itself.

use crate::diagnostic::{Rule, Severity};

pub(crate) const RULES: &[&Rule] = &[&TIMING_SYNTAX];

pub(super) const TIMING_SYNTAX: Rule = Rule {
    name: "timing-syntax",
    severity: Severity::Warning,
    summary: "a line of a timing file is not understood",
    explanation: "
A timing file is WebVTT, SRT, or the labels that Audacity exports.
What is not understood is left out, and is not marked while it is read aloud.

Wrong:

    WEBVTT

    0:1 - 0:4
    It was late.

Right:

    WEBVTT

    00:01.000 --> 00:04.000
    It was late.
",
    epubcheck: &[],
};
