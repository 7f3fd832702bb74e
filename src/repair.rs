//! Mending a book that is there: it is read, checked and mended, and that again until no finding knows a fix.
//!
//! Rounds are needed where two fixes touch the same bytes, or where one brings to light what another mends.

use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Place, Severity};
use crate::source::Sources;
use crate::{check, container};
use std::io;

/// More rounds than any book has needed; whoever mends one thing and breaks another is stopped here.
const MOST_ROUNDS: usize = 12;

/// A book that was mended as far as may be.
#[derive(Debug)]
pub struct Repaired {
    /// The container; the very bytes that were given where nothing was changed.
    pub bytes: Vec<u8>,
    /// What was changed, in order.
    pub made: Vec<Made>,
    /// What is wrong with it still.
    pub left: Diagnostics,
    /// The texts that the findings left point into.
    pub sources: Sources,
}

/// One repair that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The name of the rule that was broken.
    pub rule: &'static str,
    /// The file in the container, or the container; with the line and column where they are known.
    pub place: String,
    /// What was done.
    pub title: String,
}

/// Mends a container as far as its findings know how; `name` is what people call it.
///
/// # Errors
/// Where the container is so damaged that what is sound in it cannot be copied.
pub fn repair(bytes: &[u8], name: &str) -> io::Result<Repaired> {
    let mut repaired =
        Repaired { bytes: bytes.to_vec(), made: Vec::new(), left: Vec::new(), sources: Sources::default() };
    for round in 0.. {
        let mut sources = Sources::default();
        let (package, mut found) = container::read(&repaired.bytes, name, &mut sources);
        if !found.iter().any(|finding| finding.severity == Severity::Fatal) {
            found.extend(check::run(&package, Some(name)));
        }
        let fixes = found.iter().filter_map(|finding| finding.fix.as_deref());
        let (bytes, taken) = if round < MOST_ROUNDS && fixes.clone().next().is_some() {
            container::repair(&repaired.bytes, &package, &sources, fixes)?
        } else {
            (Vec::new(), Vec::new())
        };
        if taken.is_empty() {
            (repaired.left, repaired.sources) = (found, sources);
            break;
        }
        repaired.made.extend(taken.iter().filter_map(|fix| made(fix, &found, &sources)));
        repaired.bytes = bytes;
    }
    Ok(repaired)
}

/// Says what a fix did, and for which finding.
fn made(fix: &Fix, found: &[Diagnostic], sources: &Sources) -> Option<Made> {
    let finding = found.iter().find(|finding| finding.fix.as_deref() == Some(fix))?;
    let place = match finding.place {
        Place::Nowhere => String::new(),
        Place::File(source) => sources.get(source).name.clone(),
        Place::At(span) => {
            let source = sources.get(span.source);
            let (line, column) = source.line_column(span.range().start);
            format!("{}:{line}:{column}", source.name)
        }
    };
    Some(Made { rule: finding.rule.name, place, title: fix.title.clone() })
}
