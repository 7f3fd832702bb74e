//! Texts that are nearly the same, of which a pile has many: an export and a copy of it, two versions of one story.
//!
//! Texts are compared by their runs of three words. A sketch of each (the least number in each of some bins, after all
//! runs were hashed) finds those that may be alike; only these are compared run by run.

use super::imported::Imported;
use super::rules::REPEATED_SOURCE;
use super::words::words;
use super::written;
use super::{Looked, Outcome};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::world::Spool;
use std::collections::{HashMap, HashSet};

/// How many bins a sketch has, and how many of them make a band: texts that share a band are compared.
const BINS: usize = 64;
const BAND: usize = 4;

/// How many texts that share a band are remembered.
const MOST_ALIKE: usize = 8;

/// Texts of fewer runs are alike too often by chance.
const SHORTEST: usize = 30;

/// Finds works that are nine tenths the same as one before them.
pub(super) fn find(looked: &[Looked], spool: &Spool) -> Diagnostics {
    let sketches: Vec<Option<&Sketch>> = looked.iter().map(|looked| work(looked)?.sketch.as_deref()).collect();
    let mut bands: HashMap<(usize, [u32; BAND]), Vec<usize>> = HashMap::new();
    let mut diagnostics = Diagnostics::new();
    for (index, sketch) in sketches.iter().enumerate() {
        let Some(sketch) = sketch else { continue };
        let mut candidates: HashSet<usize> = HashSet::new();
        for (number, band) in sketch.chunks_exact(BAND).enumerate() {
            let key = (number, [band[0], band[1], band[2], band[3]]);
            let known = bands.entry(key).or_default();
            candidates.extend(known.iter().copied());
            // Ten thousand copies of one text need not be compared with each other.
            if known.len() < MOST_ALIKE {
                known.push(index);
            }
        }
        let mut candidates: Vec<usize> = candidates.into_iter().collect();
        candidates.sort_unstable();
        let twin = candidates.into_iter().find(|other| {
            let looks_alike = sketches[*other].is_some_and(|other| alike(sketch, other) * 10 >= BINS * 6);
            looks_alike && are_twins(&looked[*other], &looked[index], spool)
        });
        if let Some(twin) = twin {
            let message = format!("`{}` is nearly the same as `{}`", looked[index].path, looked[twin].path);
            let help = "take one of the two out of `chapters`, or out of what is imported";
            diagnostics.push(Diagnostic::new(&REPEATED_SOURCE, message).help(help));
        }
    }
    diagnostics
}

fn work(looked: &Looked) -> Option<&Imported> {
    match &looked.outcome {
        Outcome::Imported { work, .. } => Some(work),
        Outcome::Skipped(_) | Outcome::Passed => None,
    }
}

/// Returns the hashes of all runs of three words of texts.
fn runs<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u64> {
    let mut runs = Vec::new();
    let mut last = [0u64; 2];
    for text in texts {
        for word in words(text) {
            let hashed = hash(word.as_bytes());
            runs.push(mix(mix(last[0], last[1]), hashed));
            last = [last[1], hashed];
        }
    }
    runs
}

/// Returns the runs of a work, the text of which is read again.
fn runs_of(looked: &Looked, spool: &Spool) -> HashSet<u64> {
    let chapters = work(looked).map_or(&[][..], |work| &work.chapters);
    let texts: Vec<String> = chapters.iter().map(|chapter| chapter.text(spool)).collect();
    let texts = texts.iter().zip(chapters).flat_map(|(text, chapter)| written::words(text, &chapter.waiting));
    runs(texts).into_iter().collect()
}

/// FNV-1a, which is enough to tell words apart.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(one: u64, other: u64) -> u64 {
    let mixed = (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

/// What of a text is compared first.
pub(super) type Sketch = [u32; BINS];

/// Returns the sketch of a work; none where it is short.
pub(super) fn sketch<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Sketch> {
    let runs = runs(texts);
    if runs.len() < SHORTEST {
        return None;
    }
    let mut sketch = [u32::MAX; BINS];
    for run in runs {
        let bin = usize::try_from(run % BINS as u64).unwrap_or_default();
        let value = u32::try_from(run >> 32).unwrap_or_default();
        sketch[bin] = sketch[bin].min(value);
    }
    Some(sketch)
}

/// Returns how many bins of two sketches are the same.
fn alike(one: &Sketch, other: &Sketch) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

/// Tells whether nine tenths of the words of two works are the same, as far as their runs tell: a word that differs
/// changes three of them.
fn are_twins(one: &Looked, other: &Looked, spool: &Spool) -> bool {
    let (one, other) = (runs_of(one, spool), runs_of(other, spool));
    let shared = one.intersection(&other).count();
    shared * 10 >= one.len().max(other.len()) * 7
}
