//! From the book to the package: names for the files, frames for the pieces, links that lead to files, and the
//! documents that tell readers of it all. It cannot fail: the passes before it have settled all doubt.
//!
//! The shape of pages is that of EPUB 3.3, section 6.1, with the roles of DPUB-ARIA.

use super::layout::{FOLDER, Layout};
use super::page::{Page, wrap};
use super::survey::Survey;
use super::volume::{PACKAGE_DOCUMENT, Volume};
use super::{Body, Entry, Package, ocf};
use crate::manifest::{Facts, Manifest, Person};
use crate::manuscript::{Book, Piece, Read, Target};
use crate::xml::Tree;
use rayon::prelude::*;

/// Binds a book: every file of it, in the order in which the container will hold them.
pub fn bind(mut book: Book) -> Package {
    let layout = Layout::of(&book);
    let stylesheets: Vec<String> =
        book.stylesheets.iter().filter_map(|&index| layout.href(&Target::Resource(index), None)).collect();
    let manifest = &book.manifest;
    let surveys: Vec<Survey> = book
        .pieces
        .par_iter_mut()
        .enumerate()
        .map(|(index, piece)| bind_piece(index, piece, manifest, &layout, &stylesheets))
        .collect();
    let volume = Volume { book: &book, layout: &layout, stylesheets: &stylesheets, surveys: &surveys };
    let generated = volume.generated();
    entries(book, &layout, generated)
}

fn entries(book: Book, layout: &Layout, generated: Vec<(String, Tree)>) -> Package {
    let inside = |name: &str| format!("{FOLDER}{name}");
    let mut entries = vec![Entry::new(ocf::PATH, Body::Document(ocf::write(&inside(PACKAGE_DOCUMENT))))];
    entries.extend(generated.into_iter().map(|(name, tree)| Entry::new(inside(&name), Body::Document(tree))));
    let pieces = layout.pieces.iter().zip(book.pieces);
    entries.extend(pieces.map(|(name, piece)| Entry::new(inside(name), Body::Document(piece.tree))));
    let resources = book.resources.into_iter();
    entries.extend(resources.map(|resource| Entry {
        file: Some(resource.facts),
        ..Entry::new(inside(&resource.name), Body::Other(resource.content))
    }));
    Package { entries }
}

fn bind_piece(index: usize, piece: &mut Piece, manifest: &Manifest, layout: &Layout, stylesheets: &[String]) -> Survey {
    // A passage that is not in this edition is not read aloud either.
    piece.narration = piece.narration.take().and_then(|narration| narration.within(&piece.tree, true));
    let mut survey = Survey::of(&piece.tree);
    for (node, name, target) in std::mem::take(&mut survey.links) {
        if let Some(href) = layout.href(&target, Some(index)) {
            piece.tree.set_attribute(node, &name, &href, None);
        }
    }
    let book_title = &manifest.metadata.title.value;
    let page = Page {
        title: if piece.title.trim().is_empty() { book_title } else { &piece.title },
        language: &piece.language,
        direction: piece.direction,
        matter: piece.role.matter,
        stylesheets,
        about: about(&piece.authors, &piece.facts),
    };
    let mut section = vec![("class", piece.role.name)];
    if !piece.continues {
        // A screen reader would else announce another chapter where the same one goes on.
        section.insert(0, ("epub:type", piece.role.epub_type));
        section.extend(piece.role.aria.map(|role| ("role", role)));
        section.extend(survey.heading.as_deref().map(|heading| ("aria-labelledby", heading)));
    }
    if let Some(Read::Whole(id)) =
        piece.narration.iter().flat_map(|narration| &narration.clips).map(|clip| &clip.read).next()
    {
        section.insert(0, ("id", id));
    }
    wrap(&mut piece.tree, &page, &section);
    survey
}

/// Returns what is said of a piece, for whoever takes its file out of the book.
fn about<'a>(authors: &'a [Person], facts: &'a Facts) -> Vec<(&'static str, &'a str)> {
    let authors = authors.iter().map(|person| ("author", person.name.as_str()));
    let translators = facts.translators.iter().map(|person| ("translator", person.name.as_str()));
    let texts = [
        ("dcterms.date", &facts.date),
        ("dcterms.source", &facts.source),
        ("dcterms.rights", &facts.rights),
        ("description", &facts.summary),
    ];
    let texts = texts.into_iter().filter_map(|(name, fact)| Some((name, fact.as_ref()?.value.as_str())));
    authors.chain(translators).chain(texts).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{self, book, resource, text};
    use super::*;
    use crate::manifest::Direction;
    use crate::role::Role;

    #[test]
    fn a_piece_becomes_a_whole_page() {
        let mut book = book(&[("one", "<h1 id='h'>One</h1><p>Text.</p>")]);
        book.resources = vec![resource("styles/a b.css", "text/css", b"p {}")];
        book.stylesheets = vec![0];
        book.pieces[0].authors = vec![samples::person("A. & B.", "aut")];
        let expected = r#"<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
<meta charset="utf-8"/>
<title>one</title>
<meta name="author" content="A. &amp; B."/>
<link rel="stylesheet" type="text/css" href="styles/a%20b.css"/>
</head>
<body epub:type="bodymatter">
<section epub:type="chapter" class="chapter" role="doc-chapter" aria-labelledby="h"><h1 id="h">One</h1><p>Text.</p></section>
</body>
</html>
"#;
        assert_eq!(text(&bind(book), "OEBPS/one.xhtml"), expected);
    }

    #[test]
    fn a_piece_without_role_for_readers_or_heading_id_gets_none() {
        let mut book = book(&[("one", "<h1>One</h1><h2 id='later'>Two</h2>")]);
        book.pieces[0].role = Role::named("titlepage").unwrap();
        book.pieces[0].direction = Direction::RightToLeft;
        let page = text(&bind(book), "OEBPS/one.xhtml");
        assert!(page.contains(r#"xml:lang="en" dir="rtl">"#), "{page}");
        assert!(page.contains(r#"<body epub:type="frontmatter" dir="rtl">"#), "{page}");
        assert!(page.contains(r#"<section epub:type="titlepage" class="titlepage"><h1>"#), "{page}");
    }

    #[test]
    fn symbolic_links_lead_to_files() {
        let content = "<p><a href='book:piece/1'>a</a><a href='book:piece/1#x y'>b</a><a href='book:piece/0#z'>c</a>\
                       <img src='book:resource/0' alt='book:resource/0'/><svg><image xlink:href='book:resource/0'/></svg>\
                       <a href='https://example.org/'>d</a></p>";
        let mut book = book(&[("one", content), ("two", "")]);
        book.resources = vec![resource("images/50%.png", "image/png", b"")];
        let page = text(&bind(book), "OEBPS/one.xhtml");
        for expected in [
            r#"<a href="two.xhtml">a"#,
            r#"<a href="two.xhtml#x%20y">b"#,
            r##"<a href="#z">c"##,
            r#"<img src="images/50%25.png" alt="book:resource/0"/>"#,
            r#"xlink:href="images/50%25.png""#,
            r#"<a href="https://example.org/">d"#,
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    }

    #[test]
    fn files_stand_in_the_order_of_reading_and_pieces_keep_their_names() {
        let mut book = book(&[("nav", ""), ("cover", ""), ("nav-2", "")]);
        book.resources = vec![resource("images/cover.png", "image/png", b"")];
        book.cover = Some(crate::manuscript::Cover { image: 0, alternative: "A door".into(), width: 1, height: 1 });
        let package = bind(book);
        let paths: Vec<&str> = package.entries.iter().map(|entry| entry.path.as_str()).collect();
        let expected = [
            "META-INF/container.xml",
            "OEBPS/package.opf",
            "OEBPS/nav-3.xhtml",
            "OEBPS/toc.ncx",
            "OEBPS/cover-2.xhtml",
            "OEBPS/nav.xhtml",
            "OEBPS/cover.xhtml",
            "OEBPS/nav-2.xhtml",
            "OEBPS/images/cover.png",
        ];
        assert_eq!(paths, expected);
        assert!(text(&package, "OEBPS/cover-2.xhtml").contains(
            r#"<section epub:type="cover" class="cover" aria-label="Cover"><img src="images/cover.png" alt="A door" role="doc-cover"/></section>"#
        ));
    }
}
