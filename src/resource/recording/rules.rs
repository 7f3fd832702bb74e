//! What can be wrong with the files of sounds, films and captions.

use crate::diagnostic::{Rule, Severity};

/// Every rule about recordings.
pub const RULES: &[&Rule] = &[
    &MISSING_RECORDING,
    &BROKEN_RECORDING,
    &FOREIGN_RECORDING,
    &NO_RECORDING,
    &MISNAMED_RECORDING,
    &FILM_AS_SOUND,
    &RARE_CODING,
    &CAPTION_SYNTAX,
];

pub(crate) const MISSING_RECORDING: Rule = Rule {
    name: "missing-recording",
    severity: Severity::Warning,
    summary: "a sound or film that is not there",
    explanation: "
A chapter plays a file that does not exist.
What is said inside the player, or what it is called, then stands in its place.

Paths count from the file that names the recording, here `chapters/one.md`.

Wrong:

    ![The bell rings twice](audio/bell.mp3)

Right:

    ![The bell rings twice](../audio/bell.mp3)
",
    epubcheck: &["RSC-007"],
};

pub(crate) const BROKEN_RECORDING: Rule = Rule {
    name: "broken-recording",
    severity: Severity::Error,
    summary: "a sound or film that is damaged, cut short or empty",
    explanation: "
The file begins as a recording, and then breaks off or makes no sense.
Often a download was broken off, or a version-control system changed bytes in the file.

Wrong:

    audio/bell.mp3     0 bytes

Right:

    audio/bell.mp3     48,213 bytes
",
    epubcheck: &[],
};

pub(crate) const FOREIGN_RECORDING: Rule = Rule {
    name: "foreign-recording",
    severity: Severity::Warning,
    summary: "a sound or film of a kind that readers need not play",
    explanation: "
Every reader plays three kinds of sound: MP3, AAC in MP4 (`.m4a`), and Opus in Ogg.
Films play where they are MP4 with H.264 and AAC; WebM plays on many readers.
Another recording is left out, and what is said inside its player stands in its place.
Any audio editor, or `ffmpeg -i bell.wav bell.mp3`, converts a file.

Wrong:

    ![The bell rings twice](bell.wav)

Right:

    ![The bell rings twice](bell.mp3)
",
    epubcheck: &["RSC-032", "MED-005"],
};

pub(crate) const NO_RECORDING: Rule = Rule {
    name: "no-recording",
    severity: Severity::Error,
    summary: "a file that is to be played is neither sound nor film",
    explanation: "
What a file is is told by its content, whatever its name says.

Wrong, where the file is a page that a server sent in place of the sound:

    ![The bell rings twice](bell.mp3)

Right: the same, with the sound itself in the file.
",
    epubcheck: &["OPF-029"],
};

pub(crate) const MISNAMED_RECORDING: Rule = Rule {
    name: "misnamed-recording",
    severity: Severity::Warning,
    summary: "a sound or film whose name says another kind than it is",
    explanation: "
The kind of a recording is told by its content.
Here the extension of the file says something else, which confuses other programs.
The book gets the recording under its true kind.

Wrong, where the file holds MP3:

    ![The bell rings twice](bell.m4a)

Right:

    ![The bell rings twice](bell.mp3)
",
    epubcheck: &["OPF-029"],
};

pub(crate) const FILM_AS_SOUND: Rule = Rule {
    name: "film-as-sound",
    severity: Severity::Error,
    summary: "a film is given as the reading of a text",
    explanation: r#"
A text is read aloud by a sound; no reader shows a film beside it.

Wrong:

    { file = "one.md", recording = "one.mp4" }

Right, with the sound of the film:

    { file = "one.md", recording = "one.m4a" }
"#,
    epubcheck: &["MED-005"],
};

pub(super) const RARE_CODING: Rule = Rule {
    name: "rare-coding",
    severity: Severity::Warning,
    summary: "a film in a coding that only some readers play",
    explanation: "
EPUB asks for no coding of films; what readers play is H.264 in MP4, and on many of them VP8 and VP9 in WebM.
Newer cameras and telephones write HEVC into an MP4, which Apple Books plays, and most other readers show as a black
frame. The film is in the book all the same.
Any video editor, or `ffmpeg -i wave.mp4 -c:v libx264 -c:a aac wave-2.mp4`, converts it.

Wrong, where the film is in HEVC:

    ![A wave](wave.mp4)

Right:

    ![A wave](wave-2.mp4)
",
    epubcheck: &[],
};

pub(super) const CAPTION_SYNTAX: Rule = Rule {
    name: "caption-syntax",
    severity: Severity::Warning,
    summary: "a caption of a film is not understood",
    explanation: "
Captions in SRT are made into WebVTT, which is what readers show.
A caption whose times make no sense is left out, since nobody knows when to show it.

Wrong:

    1
    00:00:01,500 -> 00:00:04,000
    A wave breaks.

Right:

    1
    00:00:01,500 --> 00:00:04,000
    A wave breaks.
",
    epubcheck: &[],
};
