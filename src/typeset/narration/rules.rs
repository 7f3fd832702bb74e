//! What can be wrong with a text that is read aloud.

use crate::diagnostic::{Rule, Severity};

pub(in crate::typeset) const RULES: &[&Rule] =
    &[&CUE_TIMES, &UNMATCHED_CUE, &OTHER_TEXT, &TIMING_WANTED, &TIMING_ALONE, &LENGTH_UNKNOWN, &READING_ELSEWHERE];

pub(super) const CUE_TIMES: Rule = Rule {
    name: "cue-times",
    severity: Severity::Warning,
    summary: "a cue is out of order, over another, empty, or beyond the end of its recording",
    explanation: "
Readers play the cues of a piece one after the other, each from its beginning to its end.
Cues are put in the order of time, and cut off where another begins or the recording ends.
What then takes no time is left out.

Wrong:

    00:01.000 --> 00:05.000
    It was late.

    00:03.000 --> 00:06.000
    The ferry had gone.

Right:

    00:01.000 --> 00:03.000
    It was late.

    00:03.000 --> 00:06.000
    The ferry had gone.
",
    epubcheck: &["MED-008", "MED-009"],
};

pub(super) const UNMATCHED_CUE: Rule = Rule {
    name: "unmatched-cue",
    severity: Severity::Warning,
    summary: "the words or the id of a cue are not in the text",
    explanation: r#"
A cue is found by its words, in the order of the text.
Letters and digits count; case, accents and punctuation do not.
Or it names an element by its id, with `#` before it.
What is read in a cue that is not found is not heard by those who read along.

Wrong, where the text says "It was late":

    00:01.000 --> 00:03.000
    It was very late.

Right:

    00:01.000 --> 00:03.000
    It was late.
"#,
    epubcheck: &["RSC-012"],
};

pub(super) const OTHER_TEXT: Rule = Rule {
    name: "timing-of-other-text",
    severity: Severity::Error,
    summary: "most of a timing file is not in the text that it is given to",
    explanation: r#"
The file belongs to another chapter, to another translation, or to an older state of the text.

Wrong:

    { file = "one.md", recording = "one.mp3", timing = "two.vtt" }

Right:

    { file = "one.md", recording = "one.mp3", timing = "one.vtt" }
"#,
    epubcheck: &[],
};

pub(super) const TIMING_WANTED: Rule = Rule {
    name: "timing-wanted",
    severity: Severity::Error,
    summary: "several chapters have one recording, and nothing tells where in it each begins",
    explanation: r#"
Without `timing`, a recording is of one chapter as a whole.

Wrong:

    { file = "chapters/*.md", recording = "all.mp3" }

Right:

    { file = "chapters/*.md", recording = "all.mp3", timing = "all.vtt" }
"#,
    epubcheck: &[],
};

pub(super) const TIMING_ALONE: Rule = Rule {
    name: "timing-alone",
    severity: Severity::Warning,
    summary: "a chapter has a `timing` and no `recording`",
    explanation: r#"
The times are of nothing, and the chapter is not read aloud.

Wrong:

    { file = "one.md", timing = "one.vtt" }

Right:

    { file = "one.md", recording = "one.mp3", timing = "one.vtt" }
"#,
    epubcheck: &[],
};

pub(super) const READING_ELSEWHERE: Rule = Rule {
    name: "reading-elsewhere",
    severity: Severity::Error,
    summary: "the recording of a chapter is in the network",
    explanation: r#"
What a reader plays beside the text is packed, and its length is read from the file.

Wrong:

    { file = "one.md", recording = "https://example.com/one.mp3" }

Right, with the file in the book's folder:

    { file = "one.md", recording = "one.mp3" }
"#,
    epubcheck: &[],
};

pub(super) const LENGTH_UNKNOWN: Rule = Rule {
    name: "length-unknown",
    severity: Severity::Error,
    summary: "a recording does not tell how long it is",
    explanation: "
Readers show how long the listening takes, and a recording without cues tells it by itself.
Files that were written while somebody was still recording do not say it.

Wrong: an MP4 in fragments, as streaming has it.

Right: the same saved as one whole file, or as MP3.
",
    epubcheck: &["RSC-005"],
};
