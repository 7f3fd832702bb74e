//! What `META-INF/encryption.xml` says is hidden from readers. EPUB 3.3, sections 4.2.6.3.2 and 4.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::is_core_font;
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::{attribute, file};
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::xml::NodeRef;
use std::collections::HashSet;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&ENCRYPTED_FILE, &OBFUSCATED_NO_FONT],
    section: "4.4",
    example: Example::None,
    look: Look::Publication(look),
};

const ENCRYPTED_FILE: Rule = Rule {
    name: "encrypted-file",
    severity: Severity::Info,
    summary: "a file is encrypted or obfuscated, and was not looked at",
    explanation: "
Nobody can look into such a file without the key.

Wrong, if the book shall be checked as a whole.

Right, if the file was checked before it was encrypted.
",
    epubcheck: &["RSC-004"],
};

const OBFUSCATED_NO_FONT: Rule = Rule {
    name: "obfuscated-no-font",
    severity: Severity::Error,
    summary: "a file that is no font of a core media type is obfuscated",
    explanation: "
The obfuscation of EPUB is for fonts, and readers undo it for fonts only.

Wrong: `<enc:CipherReference URI=\"EPUB/map.png\"/>`.

Right: `<enc:CipherReference URI=\"EPUB/fonts/serif.otf\"/>`.
",
    epubcheck: &["PKG-026"],
};

const XML_ENCRYPTION: &str = "http://www.w3.org/2001/04/xmlenc#";
const OBFUSCATION: &str = "http://www.idpf.org/2008/embedding";

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let Some(tree) = publication.files.get("META-INF/encryption.xml").and_then(|entry| entry.document()) else {
        return;
    };
    let is = |node: NodeRef<'_>, name: &str| node.local_in(XML_ENCRYPTION) == Some(name);
    let renditions: Vec<Rendition<'_>> = publication.renditions().collect();
    let mut told = HashSet::new();
    for data in tree.root().descendants().filter(|node| is(*node, "EncryptedData")) {
        let method = data.elements().find(|node| is(*node, "EncryptionMethod"));
        let is_obfuscated = method.and_then(|node| node.attribute("Algorithm")) == Some(OBFUSCATION);
        for reference in data.descendants().filter(|node| is(*node, "CipherReference")) {
            let root = Base::Inside(String::new());
            let Target::Inside { path, .. } = resolve(&root, reference.attribute("URI").unwrap_or_default()) else {
                continue;
            };
            if let Some(entry) = publication.files.get(path.as_str())
                && told.insert(path.clone())
            {
                let finding = Diagnostic::new(&ENCRYPTED_FILE, format!("`{path}` is encrypted, and was not looked at"));
                diagnostics.push(finding.at(file(entry)).help("check the book before it is encrypted"));
            }
            for listed in renditions.iter().filter_map(|rendition| rendition.item_listing(&path)) {
                if is_obfuscated && !is_core_font(listed.media_type()) {
                    let message = format!("`{path}` is obfuscated, and is of the type `{}`", listed.media_type());
                    let finding = Diagnostic::new(&OBFUSCATED_NO_FONT, message).at(attribute(reference, "URI"));
                    diagnostics.push(finding.help("obfuscate fonts only, and declare them as such"));
                }
            }
        }
    }
}
