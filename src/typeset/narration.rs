//! Reading along: which stretch of a recording goes with which words of a piece. EPUB 3.3, section 9.
//!
//! It runs when the text stands as it will be read. The cues of a timing file are put in order of time, and each is
//! found in the text; what it covers gets an id, and a `span` where it is no element by itself. Chapters that have one
//! recording in common, as those of one file have, are read as one text.

mod clips;
mod find;
mod letters;
mod mark;
mod rules;

pub(super) use rules::RULES;

use crate::address::has_scheme;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file_findings::outside;
use crate::manifest::Manifest;
use crate::manuscript::timing::{Timing, weigh};
use crate::manuscript::{Clip, Narration, Piece, Read};
use crate::resource::recording::collect::{Collector, Packed, Request, Use};
use crate::slug::Unique;
use crate::source::Located;
use crate::world::BookPath;
use find::Stretch;
use letters::Letters;
use rules::{LENGTH_UNKNOWN, READING_ELSEWHERE, TIMING_ALONE, TIMING_WANTED};
use std::collections::BTreeMap;
use std::time::Duration;

/// The timing files, by path.
pub(super) type Timings = BTreeMap<BookPath, Timing>;

/// Gives the pieces that have a recording what is read when; returns the findings of each piece.
pub(super) fn run(
    pieces: &mut [Piece],
    manifest: &Manifest,
    timings: &Timings,
    collector: &mut Collector<'_>,
) -> Vec<Diagnostics> {
    let mut findings: Vec<Diagnostics> = pieces.iter().map(|piece| timing_alone(piece).into_iter().collect()).collect();
    let groups = groups(pieces);
    let located: Vec<Option<Request>> =
        groups.iter().map(|group| request(&pieces[group[0]], manifest, &mut findings[group[0]])).collect();
    collector.prepare(&located.iter().flatten().cloned().collect::<Vec<_>>());
    for (group, request) in groups.iter().zip(located) {
        let first = group[0];
        let Some(request) = request else { continue };
        let mut diagnostics = Diagnostics::new();
        if let Some(packed) = collector.pack(&request, &mut diagnostics) {
            narrate(pieces, group, manifest, timings, packed, &mut diagnostics);
        }
        let recording = pieces[first].facts.recording.as_ref().expect("a group has a recording");
        let at_fact = |finding: Diagnostic| {
            if finding.place == recording.span.into() { weigh(finding, recording, &pieces[first]) } else { finding }
        };
        findings[first].extend(diagnostics.into_iter().map(at_fact));
    }
    findings
}

/// Says that a piece has times and nothing that they are of.
fn timing_alone(piece: &Piece) -> Option<Diagnostic> {
    let timing = piece.facts.timing.as_ref().filter(|_| piece.facts.recording.is_none())?;
    let message = format!("`{}` tells when something is read, and there is no `recording`", timing.value);
    Some(Diagnostic::new(&TIMING_ALONE, message).at(timing.span).help("name the sound that it is about, too"))
}

/// Returns the pieces that have a recording, together where one place gives it to several.
fn groups(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let said = |index: usize| (&pieces[index].facts.recording, &pieces[index].facts.timing);
    for index in (0..pieces.len()).filter(|index| pieces[*index].facts.recording.is_some()) {
        match groups.last_mut().filter(|group| said(group[0]) == said(index)) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

fn request(piece: &Piece, manifest: &Manifest, findings: &mut Diagnostics) -> Option<Request> {
    let said = piece.facts.recording.as_ref()?;
    if has_scheme(&said.value) {
        let found = Diagnostic::new(&READING_ELSEWHERE, format!("`{}` is not in the book", said.value));
        findings.push(weigh(found.help("save it beside the chapter, and name the file"), said, piece));
        return None;
    }
    let from = piece.folder_of(said).to_owned();
    match piece.locate(said, &manifest.roots) {
        Ok(path) => Some(Request { path, from, place: said.span, wanted: Use::Reading }),
        Err(error) => {
            findings.push(weigh(outside(&said.value, error), said, piece));
            None
        }
    }
}

/// Gives the pieces of a group their narration.
fn narrate(
    pieces: &mut [Piece],
    group: &[usize],
    manifest: &Manifest,
    timings: &Timings,
    packed: Packed,
    diagnostics: &mut Diagnostics,
) {
    let first = &pieces[group[0]];
    let Some(timing) = &first.facts.timing else {
        return whole(pieces, group, packed, diagnostics);
    };
    // Where the file cannot be had, or says nothing, that was told when it was read.
    let path = first.locate(timing, &manifest.roots).ok();
    let Some(timing) = path.and_then(|path| timings.get(&path)).filter(|timing| !timing.cues.is_empty()) else {
        return;
    };
    let (clips, findings) = clips::in_order(&timing.cues, packed.length);
    diagnostics.extend(findings);
    let texts: Vec<&Piece> = group.iter().map(|index| &pieces[*index]).collect();
    let letters = Letters::of(&texts);
    let (stretches, findings) = find::find(&letters, &texts, &timing.cues, &clips);
    diagnostics.extend(findings);
    for (number, index) in group.iter().enumerate() {
        let own: Vec<&Stretch> = stretches.iter().filter(|stretch| stretch.piece == number).collect();
        let piece = &mut pieces[*index];
        let clips = mark::mark(&mut piece.tree, &own);
        piece.narration = (!clips.is_empty()).then_some(Narration { recording: packed.resource, clips });
    }
}

/// Lets a recording be of a piece as a whole.
fn whole(pieces: &mut [Piece], group: &[usize], packed: Packed, diagnostics: &mut Diagnostics) {
    let piece = &mut pieces[group[0]];
    let place = piece.facts.recording.as_ref().and_then(|said: &Located<String>| said.span);
    if group.len() > 1 {
        let message =
            format!("one recording is given to {} chapters, and nothing tells where each begins", group.len());
        let help = "say with `timing` when what is read, or give each chapter a recording";
        diagnostics.push(Diagnostic::new(&TIMING_WANTED, message).at(place).help(help));
        return;
    }
    let Some(end) = packed.length else {
        let message = "the recording does not tell how long it is";
        diagnostics.push(Diagnostic::new(&LENGTH_UNKNOWN, message).at(place).help("save it anew, as a whole file"));
        return;
    };
    let id = piece.tree.values("id").collect::<Unique>().fresh("read");
    let clip = Clip { read: Read::Whole(id), begin: Duration::ZERO, end };
    piece.narration = Some(Narration { recording: packed.resource, clips: vec![clip] });
}
