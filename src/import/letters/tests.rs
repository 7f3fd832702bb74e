//! Letters told from what is like them.

use crate::import::markdown;
use crate::manuscript::{Input, READERS};
use crate::source::SourceId;

/// Returns what becomes of a text.
fn gathered(text: &str) -> String {
    let reader = READERS.iter().find(|reader| reader.name == "plain text").unwrap();
    let mut tree = (reader.read)(&Input::new(text.into(), SourceId::new(0), 0)).tree;
    super::gather(&mut tree);
    markdown::write(tree.root())
}

#[test]
fn letters_are_blocks() {
    for (text, expected) in [
        (
            "He wrote.\n\nDear Ann,\n\nThe boat is here.\n\nYours ever,\n\nBo\n\nShe read it.\n",
            "He wrote.\n\n::: letter\nDear Ann,\n\nThe boat is here.\n\nYours ever,\n\nBo\n:::\n\nShe read it.\n",
        ),
        (
            "A Title\n\nThe Ferry House,\n3 May\n\nLieber Hans,\n\ndas Boot ist da.\n\nDeine Anna\n",
            "# A Title\n\n::: letter\nThe Ferry House,\n3 May\n\nLieber Hans,\n\ndas Boot ist da.\n\nDeine Anna\n:::\n",
        ),
        (
            "Anna Lund, née Berg\n\nDear Bo,\n\nThe boat is here.\n\nYours ever,\n\nAnna\n",
            "# Anna Lund, née Berg\n\n::: letter\nDear Bo,\n\nThe boat is here.\n\nYours ever,\n\nAnna\n:::\n",
        ),
        (
            "Er schrieb.\n\nMon cher ami,\n\nLe bateau est là.\n\nBien à vous,\nPaul\n\nP.S. Venez.\n",
            "Er schrieb.\n\n::: letter\nMon cher ami,\n\nLe bateau est là.\n\n[Bien à vous,]{.closing}\n\n[Paul]{.signature}\n\n\
             P.S. Venez.\n:::\n",
        ),
    ] {
        assert_eq!(gathered(text), expected);
    }
}

#[test]
fn what_is_like_a_letter_is_none() {
    for text in [
        "“My dear Ann,” said he.\n\nShe left.\n\nYours was the last.\n",
        "Dear me, he thought.\n\nIt was late.\n",
        "Dear Ann,\n\nhe began, and tore it up.\n\nThe boat left.\n",
        "Sir,\n\nhe said.\n\n“Yours, then?”\n\nBo nodded.\n",
        "Dear reader,\n\nthis is a book.\n\nCHAPTER I\n\nA boat.\n\nYours ever,\n\nBo\n",
    ] {
        let written = gathered(text);
        assert!(!written.contains(":::"), "{written}");
    }
}
