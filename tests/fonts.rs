//! A book with fonts of its own: brought by a stylesheet, and named in the manifest.

mod support;

use bindery::package::Body;
use bindery::resource::Content;
use bindery::world::Memory;

fn font(name: &str) -> &'static [u8] {
    let fits = |data: &&[u8]| bindery::resource::font::read(data).is_ok_and(|font| font.family == name);
    typst_assets::fonts().find(fits).expect("a bundled font")
}

fn world() -> Memory {
    let manifest =
        support::STOCK_MANIFEST.to_owned() + "[style]\ncss = \"styles/book.css\"\nfonts = \"fonts/Libertinus.otf\"\n";
    let css = "@font-face { font-family: Mono; src: url(../fonts/mono.ttf) format('truetype') }\n\
               p { font-family: \"Libertinus Serif\", serif } code { font-family: 'mono', monospace }\n";
    let page = "# Fonts\n\nWords in *Größe* and `code`, office.\n";
    Memory::new([
        ("book.toml", manifest.as_bytes()),
        ("styles/book.css", css.as_bytes()),
        ("fonts/Libertinus.otf", font("Libertinus Serif")),
        ("fonts/mono.ttf", font("DejaVu Sans Mono")),
        ("chapters/one.md", page.as_bytes()),
    ])
}

#[test]
fn fonts_are_packed_cut_and_the_same_each_time() {
    let build = support::build(&world());
    assert!(build.diagnostics.is_empty(), "{}", support::findings(&build.diagnostics, &build.sources));
    let package = &build.packages[0];
    let content = |path: &str| match &package.entries.iter().find(|entry| entry.path == path).expect(path).body {
        Body::Other(Content::Bytes(bytes)) => bytes.clone(),
        other => panic!("{path}: {other:?}"),
    };
    let serif = content("OEBPS/fonts/libertinus.otf");
    let mono = content("OEBPS/fonts/mono.ttf");
    assert!(mono.len() * 3 < font("DejaVu Sans Mono").len());
    // Outlines of PostScript leave zeros behind, which deflate to nothing.
    let is_zero = |bytes: &&[u8]| bytes.iter().all(|byte| *byte == 0);
    assert!(serif.chunks(64).filter(is_zero).count() * 64 > serif.len() / 4);
    let css = String::from_utf8(content("OEBPS/styles/book-2.css").to_vec()).unwrap();
    assert!(css.contains("src: url(\"../fonts/mono.ttf\") format('truetype')"), "{css}");
    let faces = String::from_utf8(content("OEBPS/styles/fonts.css").to_vec()).unwrap();
    assert!(faces.contains("font-family: \"Libertinus Serif\"") && faces.contains("url(\"../fonts/libertinus.otf\")"));
    let again = support::build(&world());
    assert_eq!(format!("{:?}", again.packages[0].entries), format!("{:?}", package.entries));
    support::hand_over("fonts", package, &world());
}
