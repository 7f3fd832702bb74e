//! The times of cues made sound: in order, none over another, none empty, none after the end of the recording.

use super::rules::CUE_TIMES;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::timing::Cue;
use std::time::Duration;

/// When a cue is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timed {
    /// Its index in the timing file.
    pub(super) cue: usize,
    pub(super) begin: Duration,
    pub(super) end: Duration,
}

/// Times differ by so much without anybody meaning it: programs round, and coders add silence.
const SLACK: Duration = Duration::from_millis(250);

/// How many cues are told of by themselves.
const MOST: usize = 10;

/// Puts cues in the order of time, and cuts off what cannot be heard.
pub(super) fn in_order(cues: &[Cue], length: Option<Duration>) -> (Vec<Timed>, Diagnostics) {
    let mut findings = Findings { list: Diagnostics::new(), more: 0 };
    let mut order: Vec<usize> = (0..cues.len()).collect();
    let mut latest = Duration::ZERO;
    for cue in cues {
        if cue.begin < latest {
            findings.add(
                cue,
                "the cue begins before the one that stands before it",
                "put the cues in the order of time",
            );
        }
        latest = latest.max(cue.begin);
    }
    order.sort_by_key(|index| cues[*index].begin);
    let mut clips: Vec<Timed> = Vec::with_capacity(cues.len());
    for (at, &index) in order.iter().enumerate() {
        let cue = &cues[index];
        let next = order.get(at + 1).map(|next| cues[*next].begin);
        let Some(mut end) = cue.end.or(next).or(length) else {
            findings.add(cue, "nothing tells when the cue ends", "give it an end");
            continue;
        };
        if end <= cue.begin {
            findings.add(cue, "the cue ends where it begins, or before", "correct its times");
            continue;
        }
        if let Some(next) = next.filter(|next| *next < end) {
            if next + SLACK < end {
                findings.add(cue, "the cue goes on when the next one begins", "let it end there");
            }
            end = next;
        }
        if let Some(length) = length.filter(|length| *length < end) {
            if length <= cue.begin {
                findings.add(cue, "the cue begins after the end of the recording", "take it out, or correct its times");
                continue;
            }
            if length + SLACK < end {
                findings.add(cue, "the cue ends after the recording does", "correct its times");
            }
            end = length;
        }
        if end > cue.begin {
            clips.push(Timed { cue: index, begin: cue.begin, end });
        }
    }
    (clips, findings.finish())
}

/// What is told of: the first cues by themselves, the rest by their number.
struct Findings {
    list: Diagnostics,
    more: usize,
}

impl Findings {
    fn add(&mut self, cue: &Cue, message: &str, help: &str) {
        if self.list.len() < MOST {
            self.list.push(Diagnostic::new(&CUE_TIMES, message).at(cue.span).help(help));
        } else {
            self.more += 1;
        }
    }

    fn finish(mut self) -> Diagnostics {
        if let Some(last) = self.list.last_mut().filter(|_| self.more > 0) {
            last.message = format!("{}; the times of {} more cues are not right", last.message, self.more);
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    fn ordered(times: &[(u64, Option<u64>)], length: u64) -> (Vec<(usize, u128, u128)>, Vec<String>) {
        let cue = |(at, (begin, end)): (usize, &(u64, Option<u64>))| Cue {
            span: Span::new(SourceId::new(0), at..at),
            begin: Duration::from_millis(*begin),
            end: end.map(Duration::from_millis),
            name: None,
            words: String::new(),
        };
        let cues: Vec<Cue> = times.iter().enumerate().map(cue).collect();
        let (clips, findings) = in_order(&cues, (length > 0).then_some(Duration::from_millis(length)));
        let clips = clips.iter().map(|clip| (clip.cue, clip.begin.as_millis(), clip.end.as_millis()));
        (clips.collect(), findings.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn cues_without_an_end_go_as_far_as_the_next_or_the_recording() {
        let cues = [(0, None), (1000, Some(1500)), (2000, None)];
        assert_eq!(ordered(&cues, 3000), (vec![(0, 0, 1000), (1, 1000, 1500), (2, 2000, 3000)], vec![]));
        assert_eq!(ordered(&cues, 0).1, ["nothing tells when the cue ends"]);
    }

    #[test]
    fn what_cannot_be_heard_is_cut_off_and_told_of() {
        let (clips, said) =
            ordered(&[(1000, Some(2000)), (0, Some(1500)), (2000, Some(2000)), (4000, Some(5000))], 3000);
        assert_eq!(clips, [(1, 0, 1000), (0, 1000, 2000)]);
        assert_eq!(
            said,
            [
                "the cue begins before the one that stands before it",
                "the cue goes on when the next one begins",
                "the cue ends where it begins, or before",
                "the cue begins after the end of the recording",
            ]
        );
        assert_eq!(ordered(&[(0, Some(3100))], 3000), (vec![(0, 0, 3000)], vec![]));
        assert_eq!(ordered(&[(0, Some(9000))], 3000).1, ["the cue ends after the recording does"]);
    }

    #[test]
    fn many_findings_are_counted() {
        let cues: Vec<_> = (0..1000).map(|_| (5, Some(1))).collect();
        let (_, said) = ordered(&cues, 3000);
        assert_eq!(said.len(), MOST);
        assert!(said[9].contains("990 more"), "{}", said[9]);
    }
}
