//! The fonts of a book: each file read once, cut, and packed under one name, whoever names it.

use super::rules::{BROKEN_FONT, FONT_CHECKSUM, RESTRICTED_FONT, UNKNOWN_FONT_KIND};
use super::{Characters, Fault, Font, read};
use crate::address::split_path;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file_findings::{Search, outside, unreadable};
use crate::resource::alike::{Alike, Digest, digest};
use crate::resource::{Names, Resource};
use crate::source::Span;
use crate::world::{BookPath, ReadError, Roots, World};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a font is in the package.
#[derive(Clone, Debug)]
pub struct Face {
    /// Its path below the package document's folder.
    pub name: String,
    pub family: String,
    weight: (u16, u16),
    is_italic: bool,
}

/// The fonts of a book, as far as they are packed.
pub struct Fonts<'a> {
    world: &'a dyn World,
    roots: &'a Roots,
    /// What each font is cut to.
    characters: Characters,
    any_feature: bool,
    known: BTreeMap<BookPath, Result<Face, Fault>>,
    alike: Alike<Face>,
    search: Search<'a>,
    pub resources: Vec<Resource>,
    pub diagnostics: Diagnostics,
}

impl<'a> Fonts<'a> {
    /// Returns the fonts of a book with these characters; `any_feature` says that stylesheets ask for features by name.
    pub fn new(world: &'a dyn World, roots: &'a Roots, characters: Characters, any_feature: bool) -> Self {
        let (known, search) = (BTreeMap::new(), Search::new(world));
        let (resources, diagnostics) = (Vec::new(), Diagnostics::new());
        let alike = Alike::default();
        Self { world, roots, characters, any_feature, known, alike, search, resources, diagnostics }
    }

    /// Packs the font that an address in a file of `folder` means.
    pub fn pack_address(
        &mut self,
        folder: &str,
        address: &str,
        place: Option<Span>,
        names: &mut Names,
    ) -> Option<Face> {
        let (path, _) = split_path(address);
        match self.roots.resolve(folder, &path) {
            Ok(path) => self.pack(&path, folder, place, names),
            Err(error) => {
                self.diagnostics.push(outside(&path, error).at(place));
                None
            }
        }
    }

    /// Packs a font; says at every place that names it why it cannot be had.
    pub fn pack(&mut self, path: &BookPath, folder: &str, place: Option<Span>, names: &mut Names) -> Option<Face> {
        if !self.known.contains_key(path) {
            match self.world.read(path) {
                Ok(bytes) => {
                    let font = read(&bytes);
                    let doubt = font.as_ref().ok().and_then(|font| doubted(path, font));
                    self.diagnostics.extend(doubt.map(|finding| finding.at(place)));
                    let face = font.map(|font| self.add(path, &font, digest(&bytes), names));
                    self.known.insert(path.clone(), face);
                }
                Err(error) => {
                    let mut finding = unreadable(path.as_str(), &error).at(place);
                    if error == ReadError::Missing {
                        finding.help = self.search.suggest(path, folder).map(Into::into).or(finding.help);
                    }
                    self.diagnostics.push(finding);
                    return None;
                }
            }
        }
        match self.known.get(path)? {
            Ok(face) => Some(face.clone()),
            Err(fault) => {
                self.diagnostics.push(faulty(path, fault).at(place));
                None
            }
        }
    }

    fn add(&mut self, path: &BookPath, font: &Font, digest: Digest, names: &mut Names) -> Face {
        self.alike.once(self.world, path, digest, || {
            let (media_type, extension) = font.kind();
            let name = names.give("fonts", path.stem(), extension);
            self.resources.push(match font.cut(&self.characters, self.any_feature, digest.0) {
                Some(cut) => Resource::in_memory(name.clone(), media_type, cut),
                None => Resource::of_file(name.clone(), media_type, path.clone(), digest.0),
            });
            // One that has no name is called as its file.
            let family = if font.family.is_empty() { path.stem().to_owned() } else { font.family.clone() };
            Face { name, family, weight: font.weight, is_italic: font.is_italic }
        })
    }
}

impl Face {
    /// Appends the rule that brings the font, to a stylesheet in a folder beside that of fonts.
    pub fn write(&self, css: &mut String) {
        let style = if self.is_italic { "italic" } else { "normal" };
        let weight = match self.weight {
            (lightest, heaviest) if lightest == heaviest => lightest.to_string(),
            (lightest, heaviest) => format!("{lightest} {heaviest}"),
        };
        let family = self.family.replace(['"', '\\'], "");
        // Writing to a string cannot fail.
        let _ = write!(
            css,
            "@font-face {{\n  font-family: \"{family}\";\n  font-style: {style};\n  font-weight: {weight};\n  src: url(\"../{}\");\n}}\n",
            self.name
        );
    }
}

/// Says of a font that it is not what its own checksums say.
pub(in crate::resource) fn doubted(path: &BookPath, font: &Font) -> Option<Diagnostic> {
    let tables: Vec<String> = font.doubtful().iter().map(|tag| format!("`{tag}`")).collect();
    let message = format!("`{path}` does not match its own checksums: {}", tables.join(", "));
    let help = "copy the file again from where it came from; if it is the same there, ask its maker";
    (!tables.is_empty()).then(|| Diagnostic::new(&FONT_CHECKSUM, message).help(help))
}

pub(in crate::resource) fn faulty(path: &BookPath, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::Empty => Diagnostic::new(&BROKEN_FONT, format!("`{path}` is empty"))
            .help("copy the file again from where it came from"),
        Fault::Unknown(help) => {
            Diagnostic::new(&UNKNOWN_FONT_KIND, format!("`{path}` is no font for a book")).help(*help)
        }
        Fault::Broken(what) => Diagnostic::new(&BROKEN_FONT, format!("`{path}` is broken: {what}"))
            .help("copy the file again from where it came from"),
        Fault::Restricted => {
            Diagnostic::new(&RESTRICTED_FONT, format!("the licence of `{path}` keeps it from being embedded"))
                .help("use another font, or a version of this one with a licence for books")
        }
    }
}
