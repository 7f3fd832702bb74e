//! What `META-INF/encryption.xml` makes unreadable: only fonts may be obfuscated, and the rest is not looked at.
//! EPUB 3.3, section 4.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::is_core_font;
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::attribute;
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&OBFUSCATED_OTHER, &ENCRYPTED],
    section: "4.4.2",
    example: Example::None,
    look: Look::Rendition(look),
};

const OBFUSCATED_OTHER: Rule = Rule {
    name: "obfuscated-other",
    severity: Severity::Error,
    summary: "something that is no font is obfuscated",
    explanation: "
Obfuscation makes fonts hard to take out of a book, and readers undo it for fonts alone.

Wrong: a picture in `META-INF/encryption.xml` with the algorithm `http://www.idpf.org/2008/embedding`.

Right: only files that the manifest declares as `font/ttf`, `font/otf`, `font/woff` or `font/woff2`.
",
    epubcheck: &["PKG-026"],
};

const ENCRYPTED: Rule = Rule {
    name: "encrypted-file",
    severity: Severity::Info,
    summary: "a file is encrypted, and cannot be checked",
    explanation: "
What is in it is for the readers that have the key.

Wrong where it can be avoided: books that a shop has encrypted.

Right: check the book before it is encrypted.
",
    epubcheck: &["RSC-004"],
};

const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";
const OBFUSCATION: &str = "http://www.idpf.org/2008/embedding";

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let encryption = publication.files.get("META-INF/encryption.xml").and_then(|entry| entry.document());
    let Some(tree) = encryption else { return };
    for data in tree.root().descendants().filter(|node| node.local_in(ENC) == Some("EncryptedData")) {
        let within = |name: &'static str| data.descendants().find(move |node| node.local_in(ENC) == Some(name));
        let algorithm = within("EncryptionMethod").and_then(|method| method.attribute("Algorithm"));
        let Some(reference) = within("CipherReference") else { continue };
        look_at(reference, algorithm.map(str::trim) == Some(OBFUSCATION), publication, rendition, diagnostics);
    }
}

fn look_at(
    reference: NodeRef<'_>,
    is_obfuscated: bool,
    publication: &Publication<'_>,
    rendition: &Rendition<'_>,
    diagnostics: &mut Diagnostics,
) {
    let address = reference.attribute("URI").unwrap_or_default();
    let Target::Inside { path, .. } = resolve(&Base::Inside(String::new()), address) else { return };
    let listed = rendition.item_listing(&path);
    let is_font = listed.is_some_and(|listed| is_core_font(listed.media_type()));
    if is_obfuscated && !is_font && (listed.is_some() || rendition.is_first) {
        let message = format!("`{path}` is obfuscated, but the manifest does not call it a font");
        let finding = Diagnostic::new(&OBFUSCATED_OTHER, message).at(attribute(reference, "URI"));
        diagnostics.push(finding.help("obfuscate fonts alone"));
    } else if !is_obfuscated && listed.is_some() && publication.files.contains_key(path.as_str()) {
        let finding = Diagnostic::new(&ENCRYPTED, format!("`{path}` is encrypted, and was not checked"));
        diagnostics.push(finding.at(attribute(reference, "URI")).help("check the book before it is encrypted"));
    }
}
