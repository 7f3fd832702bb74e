//! A clip of sound ends after it begins. EPUB 3.3, section 9.2.2.7.

use super::SMIL;
use super::clock::parse;
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&EMPTY_CLIP],
    section: "9.2.2.7",
    example: Example::Overlay,
    look: Look::Element(SMIL, &["audio"], look),
};

const EMPTY_CLIP: Rule = Rule {
    name: "empty-clip",
    severity: Severity::Error,
    summary: "a clip of sound ends where it begins, or before",
    explanation: r#"
Readers play what lies between `clipBegin`, or the beginning of the file, and `clipEnd`, or its end.

Wrong:

    <par>
      <text src="read.xhtml#p"/>
      <audio src="sound.mp3" clipBegin="0:00:12" clipEnd="0:00:02"/>
    </par>

Right:

    <par>
      <text src="read.xhtml#p"/>
      <audio src="sound.mp3" clipBegin="0:00:02" clipEnd="0:00:12"/>
    </par>
"#,
    epubcheck: &["MED-008", "MED-009"],
};

fn look(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let begin = node.attribute("clipBegin").map_or(parse("0"), parse);
    let (Some(begin), Some(end)) = (begin, node.attribute("clipEnd").and_then(parse)) else { return };
    if begin < end {
        return;
    }
    let (message, id) = if begin == end {
        ("the clip ends where it begins", "MED-009")
    } else {
        ("the clip ends before it begins", "MED-008")
    };
    let finding = Diagnostic::new(&EMPTY_CLIP, message).epubcheck(id).at(tag(node));
    resource.report(finding.help("correct `clipBegin` or `clipEnd`"));
}
