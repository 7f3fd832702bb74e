//! WebVTT and SRT: blocks between empty lines, each with a line of times and what is read below it.

use super::{Cue, Reader};
use crate::diagnostic::Diagnostics;
use crate::resource::recording::times::clock;
use crate::source::Span;
use std::time::Duration;

const ARROW: &str = "-->";

const TIMES: &str = "write the times of a cue so: `00:01.500 --> 00:04.000`";

pub(super) fn read(mut reader: Reader<'_>) -> (Vec<Cue>, Diagnostics) {
    let mut block: Vec<(&str, Span)> = Vec::new();
    let mut is_head = true;
    loop {
        let line = reader.lines.next();
        if let Some((line, span)) = line.filter(|(line, _)| !line.trim().is_empty()) {
            block.push((line, span));
            continue;
        }
        let is_header = std::mem::take(&mut is_head)
            && block.first().is_some_and(|(line, _)| line.trim_start_matches('\u{FEFF}').starts_with("WEBVTT"));
        if !is_header {
            read_block(&mut reader, &block);
        }
        block.clear();
        if line.is_none() || reader.is_lost() {
            return reader.finish();
        }
    }
}

fn read_block(reader: &mut Reader<'_>, block: &[(&str, Span)]) {
    let Some(&(first, span)) = block.first() else { return };
    let is_no_cue = ["NOTE", "STYLE", "REGION"].iter().any(|word| first.split_whitespace().next() == Some(*word));
    let at = block.iter().position(|(line, _)| line.contains(ARROW));
    let Some(at) = at.filter(|at| *at < 2) else {
        if !is_no_cue {
            reader.complain("a cue has no times", span, TIMES);
        }
        return;
    };
    let (line, span) = block[at];
    let Some((begin, end)) = times(line) else {
        return reader.complain("the times of a cue are not understood", span, TIMES);
    };
    let words: Vec<String> = block[at + 1..].iter().map(|(line, _)| plain(line)).collect();
    let name = (at == 1).then(|| first.trim().to_owned());
    reader.cues.push(Cue { span, begin, end: Some(end), name, words: words.join(" ").trim().to_owned() });
}

/// Reads a line of times; what follows them tells where captions are shown.
fn times(line: &str) -> Option<(Duration, Duration)> {
    let (begin, rest) = line.split_once(ARROW)?;
    Some((clock(begin)?, clock(rest.split_whitespace().next()?)?))
}

/// Returns a line of what is read without tags, and with its characters.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let close = if rest[at..].starts_with('<') { '>' } else { '}' };
        if close == '}' && !rest[at..].starts_with("{\\") {
            text.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        }
        // Where one is not closed, none after it is.
        let Some(end) = rest[at..].find(close) else { break };
        text.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    text.push_str(rest);
    if !text.contains('&') {
        return text;
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&")];
    named.iter().fold(text, |text, (name, character)| text.replace(name, character))
}
