//! The kinds of findings about markup that a book cannot hold.

use crate::diagnostic::{Rule, Severity};

/// All of them.
pub(crate) const RULES: &[&Rule] = &[
    &SCRIPT_REMOVED,
    &EVENT_HANDLER,
    &FORM_CONTROL,
    &EMBEDDED_CONTENT,
    &REMOTE_RESOURCE,
    &REMOTE_RECORDING,
    &BROKEN_IMAGE_ADDRESS,
    &STYLE_ELEMENT,
    &HIDDEN_CONTENT,
    &UNSAFE_LINK,
    &UNKNOWN_ELEMENT,
    &OBSOLETE_ELEMENT,
    &MISPLACED_ELEMENT,
    &INVALID_MATH,
    &INVALID_ID,
    &DUPLICATE_ID,
    &INVALID_LANGUAGE,
];

/// The kinds that are only remarked on, once a piece, with what to do about each.
pub(super) const REMARKS: [(&Rule, &str); 8] = [
    (&EVENT_HANDLER, "leave it out, or link to where the reader should go"),
    (&STYLE_ELEMENT, "put the styles of the book into its stylesheet"),
    (&HIDDEN_CONTENT, "leave it out, or take away what hides it"),
    (&UNKNOWN_ELEMENT, "use an element of HTML, with a class; its content was kept"),
    (&OBSOLETE_ELEMENT, "use the element or class that it became"),
    (&MISPLACED_ELEMENT, "put it where HTML allows it; no word of it was lost"),
    (&INVALID_ID, "write ids as one word"),
    (&DUPLICATE_ID, "give each element an id of its own; the first kept it"),
];

pub(crate) const SCRIPT_REMOVED: Rule = Rule {
    name: "script-removed",
    severity: Severity::Warning,
    summary: "a script was left out",
    explanation: r#"
Few reading systems run scripts, and those that do ask for the book to be marked for it.
What a script would have written is not in the book; what `noscript` holds is.

Wrong:

    <script>document.write("the end")</script>

Right:

    <p>the end</p>
"#,
    epubcheck: &["OPF-014"],
};

pub(crate) const EVENT_HANDLER: Rule = Rule {
    name: "event-handler",
    severity: Severity::Info,
    summary: "an event handler was left out",
    explanation: r#"
Attributes such as `onclick` are scripts, which a book cannot count on.

Wrong:

    <p onclick="next()">Go on</p>

Right:

    <p><a href="next.md">Go on</a></p>
"#,
    epubcheck: &["OPF-014"],
};

pub(crate) const FORM_CONTROL: Rule = Rule {
    name: "form-control",
    severity: Severity::Warning,
    summary: "a control of a form became the text it shows",
    explanation: r#"
Nobody can fill in a form in a book.
A field became its value, a button its label, a choice what was chosen.

Wrong:

    <input name="who" value="Your name">

Right:

    <p>Your name: ______</p>
"#,
    epubcheck: &["OPF-014"],
};

pub(crate) const EMBEDDED_CONTENT: Rule = Rule {
    name: "embedded-content",
    severity: Severity::Warning,
    summary: "a frame or plug-in was left out",
    explanation: r#"
Frames and plug-ins load other documents, most of them from the network.
What stood in their place for browsers without them was kept, else a link to their address.

Wrong:

    <iframe src="https://example.com/film"></iframe>

Right:

    <a href="https://example.com/film">The film</a>
"#,
    epubcheck: &["RSC-006", "RSC-007"],
};

pub(crate) const REMOTE_RESOURCE: Rule = Rule {
    name: "remote-resource",
    severity: Severity::Warning,
    summary: "a picture, sound or film from the network was left out",
    explanation: r#"
A book must hold its pictures; readers are often without a network.
The alternative text was kept for a picture, a link for a sound or a film.

Wrong:

    <img src="https://example.com/map.png" alt="The map">

Right, with the file beside the chapter:

    <img src="map.png" alt="The map">
"#,
    epubcheck: &["RSC-006"],
};

pub(crate) const REMOTE_RECORDING: Rule = Rule {
    name: "remote-recording",
    severity: Severity::Warning,
    summary: "a sound or film is played from the network",
    explanation: r#"
EPUB allows it, and the book says that it does so.
But it plays only where there is a network, where the reading system takes part, and for as long as the address lives.
It is kept as it is; its type is told by the end of its address.

Wrong:

    <audio src="https://example.com/bell.mp3"></audio>

Right, with the file beside the chapter:

    <audio src="bell.mp3">The bell rings twice.</audio>
"#,
    epubcheck: &[],
};

pub(crate) const BROKEN_IMAGE_ADDRESS: Rule = Rule {
    name: "broken-image-address",
    severity: Severity::Warning,
    summary: "a picture says no address that a book can follow",
    explanation: r#"
The picture has no `src`, or one that leads to no file of the book.
Its alternative text was kept.

Wrong:

    <img src="file:///C:/map.png" alt="The map">

Right:

    <img src="map.png" alt="The map">
"#,
    epubcheck: &["RSC-005", "RSC-030"],
};

pub(crate) const STYLE_ELEMENT: Rule = Rule {
    name: "style-element",
    severity: Severity::Info,
    summary: "a `style` element was left out",
    explanation: r#"
The look of a book is one for all pieces.
Add a stylesheet in the manifest instead.
The rules of a `style` in a drawing are written to the parts of the drawing that they mean; what no part can say, as a
font or a rule for some screens, is left out.

Wrong, in a chapter:

    <style>p { color: red }</style>

Right, in book.toml:

    [style]
    css = ["book.css"]
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const HIDDEN_CONTENT: Rule = Rule {
    name: "hidden-content",
    severity: Severity::Info,
    summary: "something that no browser shows was left out",
    explanation: r#"
Content with `hidden` or `display: none` is not shown in browsers.
Some reading systems would show it all the same.

Wrong:

    <p style="display: none">Not to be seen</p>

Right: leave it out, or remove the style.
"#,
    epubcheck: &[],
};

pub(crate) const UNSAFE_LINK: Rule = Rule {
    name: "unsafe-link",
    severity: Severity::Warning,
    summary: "a link that a book cannot follow was left out",
    explanation: r#"
Links with `javascript:`, `data:`, `file:` and the like, and malformed addresses, lead nowhere from a book.
The text of the link was kept.

Wrong:

    <a href="javascript:go()">On</a>

Right:

    <a href="next.md">On</a>
"#,
    epubcheck: &["RSC-020", "RSC-029", "RSC-030"],
};

pub(crate) const UNKNOWN_ELEMENT: Rule = Rule {
    name: "unknown-element",
    severity: Severity::Info,
    summary: "an element that is not HTML was taken away from around its content",
    explanation: r#"
Custom elements and those of word processors mean nothing to a reading system.
What they hold was kept.

Wrong:

    <my-box>Hello</my-box>

Right:

    <div class="box">Hello</div>
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const OBSOLETE_ELEMENT: Rule = Rule {
    name: "obsolete-element",
    severity: Severity::Info,
    summary: "an obsolete element became what it meant",
    explanation: r#"
EPUB allows no element that HTML has given up.
It became the element or class of the same meaning.

Wrong:

    <center>The End</center>

Right:

    <div class="center">The End</div>
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const MISPLACED_ELEMENT: Rule = Rule {
    name: "misplaced-element",
    severity: Severity::Info,
    summary: "an element stood where HTML does not allow it",
    explanation: "
Each element may stand in some places only: a list in a list item, not in a heading.
What was misplaced was moved as little as possible, and no word of it was lost.

Wrong:

    <h2><p>Title</p></h2>

Right:

    <h2>Title</h2>
",
    epubcheck: &["RSC-005"],
};

pub(crate) const INVALID_MATH: Rule = Rule {
    name: "invalid-math",
    severity: Severity::Warning,
    summary: "a formula is not valid MathML, and only its text was kept",
    explanation: "
EPUB allows presentation MathML only, and each element with the number of parts that it is made for.

Wrong:

    <math><mfrac><mn>1</mn></mfrac></math>

Right:

    <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>
",
    epubcheck: &["RSC-005"],
};

pub(crate) const INVALID_ID: Rule = Rule {
    name: "invalid-id",
    severity: Severity::Info,
    summary: "an id was changed, since ids are one word",
    explanation: r#"
An `id` has no spaces and is not empty.
Spaces became hyphens, in the links of the piece as well.

Wrong:

    <h2 id="part two">

Right:

    <h2 id="part-two">
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const DUPLICATE_ID: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Info,
    summary: "an id was used twice in a piece; the first counts",
    explanation: r#"
Links lead to the first element with an id, in browsers too.
The others lost it.

Wrong:

    <p id="a">…</p> <p id="a">…</p>

Right:

    <p id="a">…</p> <p id="b">…</p>
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const INVALID_LANGUAGE: Rule = Rule {
    name: "invalid-language",
    severity: Severity::Warning,
    summary: "a language tag that is not one was left out",
    explanation: r#"
Languages are named by BCP 47 tags.
Without one, hyphenation and reading aloud follow the language of the text around.

Wrong:

    <p lang="french!">

Right:

    <p lang="fr">
"#,
    epubcheck: &["OPF-092", "RSC-005"],
};
