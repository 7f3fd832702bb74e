//! A book of one file, without a manifest: `bindery build story.md`.

use super::rules::ASSUMED_LANGUAGE;
use super::technical::{Code, Formulas};
use super::{
    Accessibility, Contents, Direction, DrawnCover, Entry, Facts, Images, Manifest, Metadata, Numbering, Output, Pages,
    PieceEntry, Pieces, Style, Typography, identifier, language,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Levels, Place};
use crate::source::{Located, SourceId};
use crate::world::{BookPath, Roots};
use std::collections::BTreeMap;

const LANGUAGE: &str = "en";

/// Returns the manifest of a book that is one file, with what its name tells: [`Manifest::adopt`] adds what the file
/// says of itself.
pub fn for_single_file(path: &BookPath) -> Manifest {
    let title = humanised(path.stem());
    let metadata = Metadata {
        identifiers: vec![identifier::made(&title, [].into_iter(), LANGUAGE)],
        title: Located { value: title, span: None },
        subtitle: None,
        authors: Vec::new(),
        shelf_author: None,
        contributors: Vec::new(),
        language: Located { value: LANGUAGE.to_owned(), span: None },
        direction: Direction::LeftToRight,
        publisher: None,
        date: None,
        modified: None,
        description: None,
        subjects: Vec::new(),
        rights: None,
        sources: Vec::new(),
        series: None,
        dedication: None,
        epigraph: None,
        cover: None,
    };
    let file = Located { value: path.clone(), span: None };
    Manifest {
        metadata,
        entries: vec![Entry::Piece(Box::new(PieceEntry { file, facts: Facts::default() }))],
        pieces: Pieces::default(),
        pages: Pages::plain(),
        numbering: Numbering::default(),
        contents: Contents::default(),
        typography: Typography::default(),
        style: Style::default(),
        formulas: Formulas::default(),
        code: Code::default(),
        images: Images::default(),
        cover: DrawnCover::default(),
        accessibility: Accessibility::default(),
        output: Output::default(),
        words: BTreeMap::new(),
        levels: Levels::default(),
        roots: Roots::default(),
        mdbook: None,
    }
}

impl Manifest {
    /// Takes over what the one file of a book says of itself, in its front matter or by its first heading.
    ///
    /// Only for a manifest made by [`for_single_file`]; `source` is the file's.
    pub fn adopt(&mut self, facts: &Facts, heading: Option<&str>, source: SourceId) -> Diagnostics {
        let metadata = &mut self.metadata;
        let heading = heading.map(str::trim).filter(|heading| !heading.is_empty());
        if let Some(title) = &facts.title {
            metadata.title = title.clone();
        } else if let Some(heading) = heading {
            heading.clone_into(&mut metadata.title.value);
        }
        let text = |fact: &Option<Located<String>>| fact.as_ref().map(|fact| fact.value.clone());
        metadata.subtitle = text(&facts.subtitle);
        metadata.authors.clone_from(&facts.authors);
        metadata.contributors.clone_from(&facts.translators);
        metadata.description = text(&facts.summary);
        metadata.rights = text(&facts.rights);
        metadata.sources = text(&facts.source).into_iter().collect();
        metadata.date = text(&facts.date).filter(|date| super::date::parse(date).is_some());
        let mut diagnostics = Vec::new();
        match &facts.language {
            Some(language) => metadata.language = language.clone(),
            None => diagnostics.push(
                Diagnostic::new(&ASSUMED_LANGUAGE, format!("the language is assumed to be `{LANGUAGE}`"))
                    .at(Place::File(source))
                    .help("say it in front matter: `---`, `language: en-GB`, `---` in the first three lines"),
            ),
        }
        metadata.direction = facts.direction.unwrap_or_else(|| language::direction(&metadata.language.value));
        let names = metadata.authors.iter().map(|author| author.name.as_str());
        metadata.identifiers = vec![identifier::made(&metadata.title.value, names, &metadata.language.value)];
        diagnostics
    }
}

/// Returns the stem of a file's name as a title.
fn humanised(stem: &str) -> String {
    let spaced = stem.replace(['-', '_'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let title = words.join(" ").replace(char::is_control, "");
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Untitled".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_becomes_a_title() {
        for (stem, expected) in [
            ("platform-nine", "Platform nine"),
            ("the__last_tram", "The last tram"),
            ("été", "Été"),
            ("---", "Untitled"),
        ] {
            assert_eq!(humanised(stem), expected);
        }
    }

    #[test]
    fn front_matter_comes_before_the_first_heading_and_that_before_the_file_name() {
        let path = BookPath::own("platform-nine.md");
        let source = SourceId::new(0);
        let mut manifest = for_single_file(&path);
        let named = manifest.metadata.identifiers.clone();
        assert_eq!(manifest.adopt(&Facts::default(), None, source).len(), 1);
        assert_eq!(manifest.metadata.title.value, "Platform nine");
        assert_eq!(manifest.metadata.identifiers, named);
        manifest.adopt(&Facts::default(), Some(" Platform Nine "), source);
        assert_eq!(manifest.metadata.title.value, "Platform Nine");
        assert_ne!(manifest.metadata.identifiers, named);
        let said = |text: &str| Some(Located { value: text.to_owned(), span: None });
        let facts = Facts { title: said("Nine"), language: said("he"), ..Facts::default() };
        assert!(manifest.adopt(&facts, Some("Platform Nine"), source).is_empty());
        assert_eq!(manifest.metadata.title.value, "Nine");
        assert_eq!(manifest.metadata.direction, Direction::RightToLeft);
    }
}
