//! The form of the files in `META-INF`. EPUB 3.3, sections 4.2.6.3 and 4.4; XML Encryption; XML Signature.

use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{CHECK as RULES, Content, Element, Grammar, MANY, Value, incomplete};
use crate::check::publication::Publication;
use crate::check::resource::file;
use crate::diagnostic::Diagnostics;
use crate::package::{ns, ocf};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[], section: RULES.section, example: Example::None, look: Look::Publication(look) };

const ENCRYPTION_PATH: &str = "META-INF/encryption.xml";

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let documents = [(ocf::PATH, &CONTAINER), (ENCRYPTION_PATH, &ENCRYPTION), ("META-INF/signatures.xml", &SIGNATURES)];
    for (path, grammar) in documents {
        let Some(entry) = publication.files.get(path) else { continue };
        // That nothing can be opened is said, and enough.
        if path == ocf::PATH && publication.rootfiles.is_empty() {
            continue;
        }
        if let Some(tree) = entry.document() {
            grammar.check(tree, file(entry), diagnostics);
            if let Some(bare) = tree.root().elements().find(|root| root.elements().next().is_none()) {
                let wanted = if path == ENCRYPTION_PATH { "enc:EncryptedData" } else { continue };
                incomplete(bare, &[wanted], diagnostics);
            }
        }
    }
}

/// The attributes by which renditions are told apart, with what they may be.
const RENDITION: &str = "http://www.idpf.org/2013/rendition";
const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

const CONTAINER: Grammar = Grammar {
    title: "`META-INF/container.xml`",
    namespace: ns::CONTAINER,
    root: "container",
    prefixes: &[("rendition", RENDITION)],
    is_open: false,
    elements: &[
        Element {
            name: "container",
            attributes: &[("!version", Value::Word(&["1.0"]))],
            content: Content::Sequence(&[("rootfiles", 1, 1), ("links", 0, 1)]),
        },
        Element { name: "rootfiles", attributes: &[], content: Content::Mixed(&[("rootfile", 1, MANY)]) },
        Element {
            name: "rootfile",
            // That the path is there, and is not empty, is looked at elsewhere.
            attributes: &[
                ("full-path", Value::Address),
                ("!media-type", Value::MediaType),
                ("rendition:media", Value::Any),
                ("rendition:layout", Value::Any),
                ("rendition:language", Value::Any),
                ("rendition:accessMode", Value::Any),
                ("rendition:label", Value::Any),
            ],
            content: Content::Empty,
        },
        Element { name: "links", attributes: &[], content: Content::Mixed(&[("link", 1, MANY)]) },
        Element {
            name: "link",
            attributes: &[
                ("!href", Value::Address),
                ("!rel", Value::Words),
                ("media-type", Value::MediaType),
                ("rendition:media", Value::Any),
            ],
            content: Content::Empty,
        },
    ],
};

const ENCRYPTION: Grammar = Grammar {
    title: "`META-INF/encryption.xml`",
    namespace: ns::CONTAINER,
    root: "encryption",
    prefixes: &[("enc", ENC), ("ds", DSIG), ("comp", "http://www.idpf.org/2016/encryption#compression")],
    is_open: true,
    elements: &[
        Element {
            name: "encryption",
            attributes: &[],
            content: Content::Mixed(&[("enc:EncryptedKey", 0, MANY), ("enc:EncryptedData", 0, MANY)]),
        },
        Element {
            name: "enc:EncryptedData",
            attributes: &[("Id", Value::Id), ("Type", Value::Any), ("MimeType", Value::Any), ("Encoding", Value::Any)],
            content: Content::Sequence(&[
                ("enc:EncryptionMethod", 0, 1),
                ("ds:KeyInfo", 0, 1),
                ("enc:CipherData", 1, 1),
                ("enc:EncryptionProperties", 0, 1),
            ]),
        },
        Element { name: "enc:EncryptedKey", attributes: ANY_KEY, content: Content::Any },
        Element { name: "enc:EncryptionMethod", attributes: &[("!Algorithm", Value::Some)], content: Content::Any },
        Element { name: "ds:KeyInfo", attributes: &[("Id", Value::Id)], content: Content::Any },
        Element {
            name: "enc:CipherData",
            attributes: &[],
            content: Content::Mixed(&[("enc:CipherReference", 0, 1), ("enc:CipherValue", 0, 1)]),
        },
        Element { name: "enc:CipherReference", attributes: &[("!URI", Value::Address)], content: Content::Any },
        Element { name: "enc:CipherValue", attributes: &[], content: Content::Text },
        Element {
            name: "enc:EncryptionProperties",
            attributes: &[("Id", Value::Id)],
            content: Content::Mixed(&[("enc:EncryptionProperty", 1, MANY)]),
        },
        Element {
            name: "enc:EncryptionProperty",
            attributes: &[("Id", Value::Id), ("Target", Value::Any)],
            content: Content::Mixed(&[("comp:Compression", 0, 1)]),
        },
        Element {
            name: "comp:Compression",
            attributes: &[("!Method", Value::Word(&["0", "8"])), ("!OriginalLength", Value::Number)],
            content: Content::Empty,
        },
    ],
};

const ANY_KEY: &[(&str, Value)] = &[
    ("Id", Value::Id),
    ("Type", Value::Any),
    ("MimeType", Value::Any),
    ("Encoding", Value::Any),
    ("Recipient", Value::Any),
];

const SIGNATURES: Grammar = Grammar {
    title: "`META-INF/signatures.xml`",
    namespace: ns::CONTAINER,
    root: "signatures",
    prefixes: &[("ds", DSIG)],
    is_open: true,
    elements: &[
        Element { name: "signatures", attributes: &[], content: Content::Mixed(&[("ds:Signature", 1, MANY)]) },
        Element {
            name: "ds:Signature",
            attributes: &[("Id", Value::Id)],
            content: Content::Sequence(&[
                ("ds:SignedInfo", 1, 1),
                ("ds:SignatureValue", 1, 1),
                ("ds:KeyInfo", 0, 1),
                ("ds:Object", 0, MANY),
            ]),
        },
        Element { name: "ds:SignedInfo", attributes: &[("Id", Value::Id)], content: Content::Any },
        Element { name: "ds:SignatureValue", attributes: &[("Id", Value::Id)], content: Content::Any },
        Element { name: "ds:KeyInfo", attributes: &[("Id", Value::Id)], content: Content::Any },
        Element {
            name: "ds:Object",
            attributes: &[("Id", Value::Id), ("MimeType", Value::Any), ("Encoding", Value::Any)],
            content: Content::Any,
        },
    ],
};
