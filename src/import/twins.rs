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
use std::collections::HashSet;
use std::ops::Range;

/// How many bins a sketch has, and how many of them make a band: texts that share a band are compared.
const BINS: usize = 64;
const BAND: usize = 4;

/// How many texts that share a band are remembered.
const MOST_ALIKE: usize = 8;

/// Texts of fewer runs are alike too often by chance.
const SHORTEST: usize = 30;

/// What of a text is compared first.
#[derive(Debug)]
pub(super) struct Sketch {
    /// A hash of each band of bins.
    bands: [u32; BINS / BAND],
    /// Where the bins lie.
    place: Range<u64>,
}

/// Finds works that are nine tenths the same as one before them.
pub(super) fn find(looked: &[Looked], spool: &Spool) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for candidates in candidates(looked).chunk_by(|one, other| one.0 == other.0) {
        let index = candidates[0].0;
        let own = bins(&looked[index], spool);
        let twin = candidates.iter().map(|(_, other)| *other).find(|other| {
            alike(&own, &bins(&looked[*other], spool)) * 10 >= BINS * 6
                && are_twins(&looked[*other], &looked[index], spool)
        });
        if let Some(twin) = twin {
            let message = format!("`{}` is nearly the same as `{}`", looked[index].path, looked[twin].path);
            let help = "take one of the two out of `chapters`, or out of what is imported";
            diagnostics.push(Diagnostic::new(&REPEATED_SOURCE, message).help(help));
        }
    }
    diagnostics
}

/// Returns which works may be like ones before them, in their order, as the sketches have it.
fn candidates(looked: &[Looked]) -> Vec<(usize, usize)> {
    let sketches = || looked.iter().enumerate().filter_map(|(index, looked)| Some((index, sketch(looked)?)));
    let mut pairs = Vec::new();
    // One band after the other, which takes less room than all together.
    for number in 0..BINS / BAND {
        let mut bands: Vec<(u32, usize)> = sketches().map(|(index, sketch)| (sketch.bands[number], index)).collect();
        bands.sort_unstable();
        for same in bands.chunk_by(|one, other| one.0 == other.0) {
            for (at, (_, index)) in same.iter().enumerate() {
                // Ten thousand copies of one text need not be compared with each other.
                pairs.extend(same[..at.min(MOST_ALIKE)].iter().map(|(_, other)| (*index, *other)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs
}

fn work(looked: &Looked) -> Option<&Imported> {
    match &looked.outcome {
        Outcome::Imported { work, .. } => Some(work),
        Outcome::Skipped(_) | Outcome::Passed => None,
    }
}

/// Returns the hashes of all runs of three words of texts.
fn runs<'a>(texts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = u64> {
    let mut last = [0u64; 2];
    texts.flat_map(words).map(move |word| {
        let hashed = hash(word.as_bytes());
        let run = mix(mix(last[0], last[1]), hashed);
        last = [last[1], hashed];
        run
    })
}

/// Returns the runs of a work, the text of which is read again.
fn runs_of(looked: &Looked, spool: &Spool) -> HashSet<u64> {
    let chapters = work(looked).map_or(&[][..], |work| &work.chapters);
    let texts: Vec<String> = chapters.iter().map(|chapter| chapter.text(spool)).collect();
    let texts = texts.iter().zip(chapters).flat_map(|(text, chapter)| written::words(text, &chapter.waiting));
    runs(texts).collect()
}

/// A hash of eight bytes at a time, which is enough to tell words apart.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks();
    let hash = eights.iter().fold(bytes.len() as u64, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    mix(hash, rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte)))
}

fn mix(one: u64, other: u64) -> u64 {
    let mixed = (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

fn sketch(looked: &Looked) -> Option<&Sketch> {
    work(looked)?.sketch.as_deref()
}

type Bins = [u32; BINS];

impl Sketch {
    /// Returns the sketch of a work; none where it is short.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>, spool: &Spool) -> Option<Self> {
        let mut bins: Bins = [u32::MAX; BINS];
        let mut length = 0;
        for run in runs(texts) {
            length += 1;
            let bin = usize::try_from(run % BINS as u64).unwrap_or_default();
            let value = u32::try_from(run >> 32).unwrap_or_default();
            bins[bin] = bins[bin].min(value);
        }
        if length < SHORTEST {
            return None;
        }
        let bytes: Vec<u8> = bins.iter().flat_map(|bin| bin.to_le_bytes()).collect();
        let mut bands = [0; BINS / BAND];
        for (band, bytes) in bands.iter_mut().zip(bytes.chunks_exact(BAND * size_of::<u32>())) {
            *band = u32::try_from(mix(0, hash(bytes)) >> 32).unwrap_or_default();
        }
        Some(Self { bands, place: spool.append(&bytes) })
    }
}

/// Returns the bins of a work, which are read again; all empty where they cannot be.
fn bins(looked: &Looked, spool: &Spool) -> Bins {
    let mut bytes = Vec::new();
    if let Some(sketch) = sketch(looked) {
        // What cannot be read cannot be written either, and whoever writes it is told.
        let _ = spool.copy(sketch.place.clone(), &mut bytes);
    }
    let mut bins = [u32::MAX; BINS];
    for (bin, bytes) in bins.iter_mut().zip(bytes.as_chunks().0) {
        *bin = u32::from_le_bytes(*bytes);
    }
    bins
}

/// Returns how many bins of two sketches are the same.
fn alike(one: &Bins, other: &Bins) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

/// Tells whether nine tenths of the words of two works are the same, as far as their runs tell: a word that differs
/// changes three of them.
fn are_twins(one: &Looked, other: &Looked, spool: &Spool) -> bool {
    let (one, other) = (runs_of(one, spool), runs_of(other, spool));
    let shared = one.intersection(&other).count();
    shared * 10 >= one.len().max(other.len()) * 7
}
