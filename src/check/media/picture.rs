//! A picture is what its item says, is named as what it is, and is whole. EPUB 3.3, sections 3.2 and 5.6.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::of_picture;
use crate::check::mend;
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Fix, Rule, Severity};
use crate::resource::image::{Fault, beginning, examine, has_size};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&CORRUPT_PICTURE, &OTHER_PICTURE, &MISNAMED_PICTURE, &DAMAGED_PICTURE],
    section: "3.2",
    example: Example::None,
    look: Look::Resource(look),
};

const CORRUPT_PICTURE: Rule = Rule {
    name: "corrupt-picture",
    severity: Severity::Error,
    summary: "a picture cannot be shown",
    explanation: "
The file ends before it says how large the picture is, or its name has no extension that readers know.

Wrong: an empty `map.png`; `map.bin`, which the manifest calls `image/png`.

Right: `map.png`, as the program that drew it saved it.
",
    epubcheck: &["PKG-021", "MED-004"],
};

const OTHER_PICTURE: Rule = Rule {
    name: "other-picture",
    severity: Severity::Error,
    summary: "a picture is not of the type that the manifest says",
    explanation: "
Readers choose by the media type how they decode a picture.

Wrong: a JPEG with `media-type=\"image/png\"`.

Right: a JPEG with `media-type=\"image/jpeg\"`.
",
    epubcheck: &["OPF-029"],
};

const MISNAMED_PICTURE: Rule = Rule {
    name: "misnamed-picture",
    severity: Severity::Warning,
    summary: "the name of a picture says that it is of another kind",
    explanation: "
Some readers go by the extension of the name.

Wrong: `map.png`, which is a JPEG.

Right: `map.jpg`.
",
    epubcheck: &["PKG-022"],
};

const DAMAGED_PICTURE: Rule = Rule {
    name: "damaged-picture",
    severity: Severity::Warning,
    summary: "a picture is cut short or damaged",
    explanation: "
Readers show the part that is there, a grey field, or nothing.

Wrong: a photograph whose copying was broken off.

Right: the file as the camera or program saved it.
",
    epubcheck: &[],
};

/// The types that are looked into, with the names of the kinds.
const TYPES: &[(&str, &str)] = &[("image/png", "PNG"), ("image/gif", "GIF"), ("image/jpeg", "JPEG")];

fn look(resource: &mut Resource<'_, '_>) {
    let media_type = resource.item.media_type();
    if !media_type.starts_with("image/") {
        return;
    }
    let Some(bytes) = resource.bytes() else { return };
    let Some((_, kind)) = TYPES.iter().find(|(known, _)| *known == media_type) else {
        if media_type == "image/webp" {
            damaged(bytes, resource);
        }
        return;
    };
    let findings = faults(&resource.entry.path, bytes, media_type, kind);
    let is_sound = findings.is_empty();
    for finding in findings {
        let is_other = finding.rule.name == OTHER_PICTURE.name;
        let fix = of_picture(bytes).filter(|_| is_other).and_then(|found| {
            let item = resource.rendition.node(resource.item.item.node)?;
            let change = mend::set(resource.rendition.entry, item, "media-type", found);
            Fix::new(format!("declare `{}` to be `{found}`", resource.entry.path), [change])
        });
        resource.report(finding.at(resource.place()).fix(fix));
    }
    if is_sound {
        damaged(bytes, resource);
    }
}

fn faults(path: &str, bytes: &[u8], media_type: &str, kind: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let corrupt = |what: &str, id: &'static str| {
        let finding = Diagnostic::new(&CORRUPT_PICTURE, format!("`{path}` {what}")).epubcheck(id);
        finding.help("put the picture into the book again")
    };
    let found = beginning(bytes);
    if bytes.len() < SIGNATURE {
        findings.push(corrupt("does not even begin as a picture", "MED-004"));
    } else if found.is_none_or(|(found, _)| found != kind) {
        let message = format!("`{path}` is not of the type `{media_type}`");
        findings.push(Diagnostic::new(&OTHER_PICTURE, message).help("correct the media type"));
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase());
    let is_known = matches!(extension.as_str(), "png" | "gif" | "jpg" | "jpeg" | "svg");
    match found {
        _ if extension == "svg" => {}
        _ if !is_known => findings.push(corrupt("has no extension that readers know for a picture", "PKG-021")),
        Some((found, extensions)) if !extensions.contains(&extension.as_str()) => {
            let message = format!("`{path}` is a {found} by its content");
            let help = format!("name it `.{}`, and correct the manifest and the pages", extensions[0]);
            findings.push(Diagnostic::new(&MISNAMED_PICTURE, message).help(help));
        }
        // Others than these are not what they are said to be, which is told already.
        Some(("PNG" | "GIF" | "JPEG", _)) if has_size(bytes) => {}
        _ => findings.push(corrupt("ends before it says how large it is", "PKG-021")),
    }
    findings
}

/// How many bytes tell the kind of a picture.
const SIGNATURE: usize = 4;

/// Looks at the whole of a picture whose beginning is sound.
fn damaged(bytes: &[u8], resource: &mut Resource<'_, '_>) {
    if let Err(fault @ (Fault::Truncated(_) | Fault::Broken(..))) = examine(bytes) {
        let finding = Diagnostic::new(&DAMAGED_PICTURE, format!("`{}` {fault}", resource.entry.path));
        resource.report(finding.at(resource.place()).help("put the picture into the book again"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_judged_by_its_beginning_and_its_name() {
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55";
        for (path, bytes, ids) in [
            ("a.png", &png[..], &[][..]),
            ("a.jpg", png, &["PKG-022"]),
            ("a.bin", png, &["PKG-021"]),
            ("a", png, &["PKG-021"]),
            ("a.png", &png[..25], &["PKG-021"]),
            ("a.png", b"", &["MED-004", "PKG-021"]),
            ("a.png", b"hello world", &["OPF-029", "PKG-021"]),
            ("a.png", b"BM........", &["OPF-029", "PKG-022"]),
        ] {
            let found: Vec<_> =
                faults(path, bytes, "image/png", "PNG").iter().filter_map(|one| one.epubcheck).collect();
            assert_eq!(found, ids, "{path}");
        }
    }
}
