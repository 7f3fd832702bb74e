//! Texts that are nearly the same, of which a pile has many: an export and a copy of it, two versions of one story.
//!
//! Texts are compared by their runs of three words. A sketch of each (the least number in each of some bins, after all
//! runs were hashed) finds those that may be alike; only these are compared run by run.

use super::rules::REPEATED_SOURCE;
use super::{Body, Looked, Outcome, Work};
use crate::diagnostic::{Diagnostic, Diagnostics};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// How many bins a sketch has, and how many of them make a band: texts that share a band are compared.
const BINS: usize = 64;
const BAND: usize = 4;

/// How many texts that share a band are remembered.
const MOST_ALIKE: usize = 8;

/// Texts of fewer runs are alike too often by chance.
const SHORTEST: usize = 30;

/// Finds works that are nine tenths the same as one before them.
pub(super) fn find(looked: &[Looked]) -> Diagnostics {
    let sketches: Vec<Option<[u32; BINS]>> = looked.par_iter().map(|looked| sketch(&runs(work(looked)?))).collect();
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
            let looks_alike = sketches[*other].is_some_and(|other| alike(sketch, &other) * 10 >= BINS * 6);
            looks_alike && are_twins(&looked[*other], &looked[index])
        });
        if let Some(twin) = twin {
            let message = format!("`{}` is nearly the same as `{}`", looked[index].path, looked[twin].path);
            let help = "take one of the two out of `chapters`, or out of what is imported";
            diagnostics.push(Diagnostic::new(&REPEATED_SOURCE, message).help(help));
        }
    }
    diagnostics
}

fn work(looked: &Looked) -> Option<&Work> {
    match &looked.outcome {
        Outcome::Imported { work, .. } => Some(work),
        Outcome::Skipped(_) | Outcome::Passed => None,
    }
}

/// Returns the hashes of all runs of three words of a work.
fn runs(work: &Work) -> Vec<u64> {
    let mut runs = Vec::new();
    let mut last = [0u64; 2];
    let mut add = |text: &str| {
        for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let hashed = hash(word.as_bytes());
            runs.push(mix(mix(last[0], last[1]), hashed));
            last = [last[1], hashed];
        }
    };
    for chapter in &work.chapters {
        match &chapter.body {
            Body::Verbatim(text) | Body::Written(text) => add(text),
            Body::Tree(tree) => {
                tree.root().descendants().filter(|node| node.is_text()).for_each(|node| add(node.text()));
            }
        }
    }
    runs
}

/// FNV-1a, which is enough to tell words apart.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(one: u64, other: u64) -> u64 {
    let mixed = (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

fn sketch(runs: &[u64]) -> Option<[u32; BINS]> {
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
fn alike(one: &[u32; BINS], other: &[u32; BINS]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

/// Tells whether nine tenths of the words of two works are the same, as far as their runs tell: a word that differs
/// changes three of them.
fn are_twins(one: &Looked, other: &Looked) -> bool {
    let (Some(one), Some(other)) = (work(one), work(other)) else { return false };
    let (one, other): (HashSet<u64>, HashSet<u64>) =
        (runs(one).into_iter().collect(), runs(other).into_iter().collect());
    let shared = one.intersection(&other).count();
    shared * 10 >= one.len().max(other.len()) * 7
}
