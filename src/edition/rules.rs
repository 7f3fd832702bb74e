//! What editions may find.

use crate::diagnostic::{Rule, Severity};

/// Every kind of finding that making an edition may make.
pub const RULES: &[&Rule] = &[&UNKNOWN_PROFILE, &PICTURE_NOT_SUITED];

pub(super) const UNKNOWN_PROFILE: Rule = Rule {
    name: "unknown-profile",
    severity: Severity::Warning,
    summary: "a passage is for a profile that does not exist",
    explanation: "
`only` names the profiles whose editions have the passage, as `--profile` does; the others go without it.
A passage for a profile that does not exist is in no edition.

Wrong:

    ::: {only=epbu}
    Tap the picture to see it whole.
    :::

Right:

    ::: {only=epub}
    Tap the picture to see it whole.
    :::
",
    epubcheck: &[],
};

pub(super) const PICTURE_NOT_SUITED: Rule = Rule {
    name: "picture-not-suited",
    severity: Severity::Warning,
    summary: "a picture that an edition needs otherwise, and that cannot be changed",
    explanation: "
Some readers show no SVG, some paint black what one should see through, and some show of a picture that moves only the
first frame.
For their editions an SVG, also one that stands in a page, is drawn into a PNG, and what is transparent is put on white.
Text in it is set in the fonts that bindery brings and in those of `fonts` in `[style]`.
Where a picture cannot be drawn, or moves, it stays as it is.

Wrong, for an edition without SVG: a drawing whose text is in letters that no font here has.

Right:

    ![A map](map.png)
",
    epubcheck: &[],
};
