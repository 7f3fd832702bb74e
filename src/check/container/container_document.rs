//! `META-INF/container.xml` is there and names a package document that is there too. EPUB 3.3, section 4.2.6.3.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Version};
use crate::check::resource::{attribute, file};
use crate::check::resources::address::fault;
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::{Body, ocf};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &MISSING_CONTAINER_DOCUMENT,
        &MISSING_ROOTFILE,
        &ROOTFILE_WITHOUT_PATH,
        &SEVERAL_PACKAGES,
        &MISSING_PACKAGE_DOCUMENT,
    ],
    section: "4.2.6.3.1",
    example: Example::Container,
    look: Look::Publication(look),
};

const MISSING_CONTAINER_DOCUMENT: Rule = Rule {
    name: "missing-container-document",
    severity: Severity::Fatal,
    summary: "`META-INF/container.xml` is not there",
    explanation: "
Readers find a book through this one file, which names its package document.
Without it nothing can be opened.

Wrong: a container without the folder `META-INF`.

Right: a container with `META-INF/container.xml` that names the package document.
",
    epubcheck: &["RSC-002"],
};

const MISSING_ROOTFILE: Rule = Rule {
    name: "missing-rootfile",
    severity: Severity::Error,
    summary: "`META-INF/container.xml` names no package document",
    explanation: r#"
A `rootfile` with the media type of package documents tells readers where the book begins.

Wrong:

    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles><rootfile full-path="EPUB/package.opf" media-type="text/xml"/></rootfiles>
    </container>

Right:

    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
    </container>
"#,
    epubcheck: &["RSC-003"],
};

const ROOTFILE_WITHOUT_PATH: Rule = Rule {
    name: "rootfile-without-path",
    severity: Severity::Error,
    summary: "`rootfile` does not say where the package document is",
    explanation: r#"
`full-path` is the path from the root of the container.

Wrong: `<rootfile media-type="application/oebps-package+xml"/>`.

Right: `<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>`.
"#,
    epubcheck: &["OPF-016", "OPF-017"],
};

const SEVERAL_PACKAGES: Rule = Rule {
    name: "several-packages",
    severity: Severity::Error,
    summary: "an EPUB 2 has more than one package document",
    explanation: "
In EPUB 2 a container holds one book in one form; only EPUB 3 lets it hold several renditions.

Wrong: two `rootfile` with the media type `application/oebps-package+xml`.

Right: one.
",
    epubcheck: &["PKG-013"],
};

const MISSING_PACKAGE_DOCUMENT: Rule = Rule {
    name: "missing-package-document",
    severity: Severity::Fatal,
    summary: "the package document that the container names is not there",
    explanation: r#"
The path of `rootfile` begins at the root of the container, whatever folder `container.xml` is in.

Wrong, where the file is `EPUB/package.opf`:

    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles>
    </container>

Right:

    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
    </container>
"#,
    epubcheck: &["OPF-002"],
};

/// Says what is wrong with the path in a `rootfile`.
fn path_fault(rootfile: &ocf::Rootfile) -> Option<Diagnostic> {
    match rootfile.path.as_deref() {
        None => {
            let finding = Diagnostic::new(&ROOTFILE_WITHOUT_PATH, "`rootfile` has no `full-path`");
            Some(finding.help("add it, with the path of the package document"))
        }
        Some("") => {
            let finding = Diagnostic::new(&ROOTFILE_WITHOUT_PATH, "`full-path` is empty").epubcheck("OPF-017");
            Some(finding.help("write the path of the package document"))
        }
        Some(path) => {
            let target = resolve(&Base::Inside(String::new()), path);
            matches!(target, Target::Inside { .. }).then(|| fault(path, &target, true)).flatten()
        }
    }
}

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let Some(container) = publication.files.get(ocf::PATH) else {
        let finding = Diagnostic::new(&MISSING_CONTAINER_DOCUMENT, "the container has no `META-INF/container.xml`");
        diagnostics.push(finding.help("add it, with a `rootfile` that names the package document"));
        return;
    };
    if let Body::Broken { .. } = &container.body {
        let rootfiles = container.beginning().map(|beginning| ocf::read(&beginning.tree)).unwrap_or_default();
        if rootfiles.into_iter().all(|rootfile| rootfile.package_path().is_none()) {
            let finding = Diagnostic::new(&MISSING_ROOTFILE, "no package document is named before the fault");
            diagnostics.push(finding.at(file(container)).help("make the document well-formed"));
        }
    }
    if container.document().is_none() {
        return;
    }
    let rootfiles = container.document().map(ocf::read).unwrap_or_default();
    for rootfile in &rootfiles {
        diagnostics.extend(path_fault(rootfile).map(|finding| match container.document() {
            Some(tree) => finding.at(attribute(tree.get(rootfile.node), "full-path")),
            None => finding,
        }));
    }
    let paths = &publication.rootfiles;
    if paths.is_empty() {
        let message = "`META-INF/container.xml` names no package document";
        let help = "add a `rootfile` of the media type `application/oebps-package+xml`";
        diagnostics.push(Diagnostic::new(&MISSING_ROOTFILE, message).at(file(container)).help(help));
    }
    if paths.len() > 1 && publication.version() == Version::Two {
        let message = format!("`META-INF/container.xml` names {} package documents", paths.len());
        let finding = Diagnostic::new(&SEVERAL_PACKAGES, message).at(file(container));
        diagnostics.push(finding.help("keep one of them, or make an EPUB 3"));
    }
    for path in paths.iter().filter(|path| !publication.files.contains_key(path.as_str())) {
        let message = format!("the package document `{path}` is not in the container");
        let help = "write the path from the root of the container in `full-path`";
        diagnostics.push(Diagnostic::new(&MISSING_PACKAGE_DOCUMENT, message).at(file(container)).help(help));
    }
}
