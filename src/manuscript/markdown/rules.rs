//! What can be wrong with the marks of a Markdown text.

use crate::diagnostic::{Rule, Severity};

/// Every rule of this reader.
pub(in crate::manuscript) const RULES: &[&Rule] =
    &[&UNKNOWN_FENCE, &UNMATCHED_FENCE, &UNKNOWN_ATTRIBUTE, &REPEATED_ATTRIBUTE, &UNKNOWN_CLASS, &UNENDED_FORMULA];

pub(super) const UNKNOWN_FENCE: Rule = Rule {
    name: "unknown-fence",
    severity: Severity::Warning,
    summary: "a fenced block is of no known kind",
    explanation: "
After the colons of a fenced block stands one word that says what it is, or classes of your own in braces.
A block of an unknown kind is set like any text, and the word is its class.

Wrong:

    ::: vrese
    The ferry is late.
    :::

Right:

    ::: verse
    The ferry is late.
    :::
",
    epubcheck: &[],
};

pub(super) const UNMATCHED_FENCE: Rule = Rule {
    name: "unmatched-fence",
    severity: Severity::Warning,
    summary: "a fenced block has no end, or an end has no block",
    explanation: "
A block that begins with `::: verse` ends with a line of three or more colons, in the same list or quotation.
One that is not ended goes on to the end of what it stands in; colons that end nothing stay what was typed.

Wrong:

    ::: verse
    The ferry is late.

    The next chapter of the story.

Right:

    ::: verse
    The ferry is late.
    :::

    The next chapter of the story.
",
    epubcheck: &[],
};

pub(super) const UNKNOWN_ATTRIBUTE: Rule = Rule {
    name: "unknown-attribute",
    severity: Severity::Warning,
    summary: "braces hold something that is no attribute",
    explanation: "
Braces after a span, link, picture, heading or fence hold classes (`.name`), an id (`#name`) and attributes
(`name=value`) that HTML has for it, or `only` and `key`.
An attribute that is not known is left out; braces that hold something else are text.
Braces and quotation marks that are not ended hold none.
In a value, `\\\"` is a quotation mark, and `&amp;` is `&`, as elsewhere in Markdown.
The width and height of a picture are numbers of pixels; parts of the page are for a class and a stylesheet.

Wrong:

    She said [adieu]{langg=fr}.

Right:

    She said [adieu]{lang=fr}.
",
    epubcheck: &[],
};

pub(super) const REPEATED_ATTRIBUTE: Rule = Rule {
    name: "repeated-attribute",
    severity: Severity::Warning,
    summary: "braces give an attribute twice",
    explanation: "
An element has each attribute once: of several the last counts.
Classes are another matter: all of them count.

Wrong:

    She said [adieu]{lang=fr lang=en}.

Right:

    She said [adieu]{lang=fr}.
",
    epubcheck: &[],
};

pub(super) const UNKNOWN_CLASS: Rule = Rule {
    name: "unknown-class",
    severity: Severity::Info,
    summary: "a class is nearly one that the stylesheet knows",
    explanation: "
The class is kept as it is written: a stylesheet of the book may have it.

Wrong:

    It said [closed]{.smalcaps}.

Right:

    It said [closed]{.smallcaps}.
",
    epubcheck: &[],
};

pub(super) const UNENDED_FORMULA: Rule = Rule {
    name: "unended-formula",
    severity: Severity::Warning,
    summary: "a formula on lines of its own is not ended",
    explanation: "
Two dollars begin a formula, and two dollars end it, without an empty line between them.
What is not ended stays what was typed.

Wrong:

    $$
    e^{i\\pi} = -1

    That is Euler's.

Right:

    $$
    e^{i\\pi} = -1
    $$

    That is Euler's.
",
    epubcheck: &[],
};
