//! Documents of other programs, written by the tests as small zips, and what the import makes of them.

#![allow(clippy::disallowed_methods, reason = "tests write zips")]

#[path = "documents/folders.rs"]
mod folders;
mod support;

use bindery::import::{Draft, Group, IMPORTERS, Order, Request, Sort, Source};
use bindery::world::{BookPath, Memory};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in entries {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn import_all(files: &[(&str, Vec<u8>)], sources: &[&str], order: Order) -> Draft {
    let world = Memory::new(files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())));
    let sources = sources.iter().map(|name| Source::Path(BookPath::own(name))).collect();
    let request = Request { sources, title: "A Pile".to_owned(), order, ..Request::default() };
    bindery::import::run(&world, &request, IMPORTERS)
}

/// Returns what the files of the chapters are called, in their order.
fn chapters(draft: &Draft) -> Vec<String> {
    let stem = |path: &BookPath| Some(path.as_str().strip_prefix("chapters/")?.strip_suffix(".md")?.to_owned());
    draft.files.iter().filter_map(|file| stem(&file.path)).collect()
}

/// Imports a document and builds it.
#[track_caller]
fn import(name: &str, bytes: Vec<u8>) -> Draft {
    let draft = import_all(&[(name, bytes)], &[name], Order::default());
    assert_builds(&draft);
    draft
}

#[track_caller]
fn assert_builds(draft: &Draft) {
    let errors: Vec<_> = draft.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let book = support::drafted(draft);
    let build = support::build(&book);
    let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
    assert!(errors.is_empty() && !build.packages.is_empty(), "{errors:#?}");
}

#[track_caller]
fn file(draft: &Draft, path: &str) -> String {
    let file = draft.files.iter().find(|file| file.path.as_str() == path);
    let paths: Vec<&str> = draft.files.iter().map(|file| file.path.as_str()).collect();
    String::from_utf8(draft.bytes(file.unwrap_or_else(|| panic!("{path} is not among {paths:?}"))).unwrap()).unwrap()
}

#[track_caller]
fn assert_has(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "`{wanted}` is not in:\n{text}");
    }
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Returns a document with these blocks.
fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Mine\"><w:name w:val=\"mine\"/><w:basedOn w:val=\"H1\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"E\"><w:name w:val=\"Emphasis\"/></w:style></w:styles>"
    );
    let mut entries =
        vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document), ("word/styles.xml", &styles)];
    entries.extend(others);
    zipped(&entries)
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn a_word_document_is_divided_at_its_headings_and_keeps_notes_links_and_changes() {
    let body = [
        paragraph("H1", &(String::from("<w:bookmarkStart w:name=\"one\"/>") + &run("One"))),
        paragraph(
            "",
            &(run("It was ")
                + "<w:r><w:rPr><w:rStyle w:val=\"E\"/></w:rPr><w:t>late</w:t></w:r><w:ins><w:r><w:t> and dar</w:t></w:r></w:ins>\
                   <w:r><w:rPr><w:i/></w:rPr><w:t>k</w:t></w:r>\
                   <w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
        ),
        paragraph("Mine", &run("Two")),
        paragraph(
            "",
            &("<w:hyperlink w:anchor=\"one\">".to_owned()
                + &run("Back")
                + "</w:hyperlink><w:hyperlink r:id=\"r1\">"
                + &run(" out")
                + "</w:hyperlink>"),
        ),
    ]
    .concat();
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("", &run(" As nights are."))
    );
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"https://example.org/\" TargetMode=\"External\"/></Relationships>";
    let comments = format!(
        "<w:comments {W}><w:comment w:author=\"Ed\">{}</w:comment></w:comments>",
        paragraph("", &run("Really?"))
    );
    let core = "<cp xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>The Ferry</dc:title><dc:creator>Ann; Bo</dc:creator><dc:language>en</dc:language></cp>";
    let draft = import(
        "ferry.docx",
        docx(
            &body,
            &[
                ("word/footnotes.xml", &notes),
                ("word/_rels/document.xml.rels", links),
                ("word/comments.xml", &comments),
                ("docProps/core.xml", core),
            ],
        ),
    );
    assert_has(
        &file(&draft, "book.toml"),
        &["title = \"The Ferry\"\nauthors = [\"Ann\", \"Bo\"]\nlanguage = \"en\"\n"],
    );
    assert_has(
        &file(&draft, "chapters/one.md"),
        &["title: \"One\"", "It was *late* and dar*k*[^1]\n\n[^1]: As nights are.\n"],
    );
    assert_has(&file(&draft, "chapters/two.md"), &["[Back](one.md)[ out](https://example.org/)"]);
    let report = file(&draft, "IMPORT.md");
    assert_has(&report, &["what tracked changes deleted (1 word)", "never", "Ed: Really?"]);
}

#[test]
fn a_word_document_without_headings_is_divided_at_its_pages() {
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let body = [
        paragraph("", &run("THE FERRY")),
        paragraph("", &run("It was late.")),
        page.to_owned(),
        paragraph("", &run("THE TRAIN")),
        paragraph("", &run("It was early.")),
    ];
    let draft = import("two.docx", docx(&body.concat(), &[]));
    assert_eq!(chapters(&draft), ["the-ferry", "the-train"]);
}

#[test]
fn a_box_of_a_word_document_is_kept_once_and_parts_no_scenes() {
    let content = format!(
        "<w:txbxContent>{}{}</w:txbxContent>",
        paragraph("", &run("Closed on")),
        paragraph("", &run("Sundays."))
    );
    let twice = format!(
        "<w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">\
         <mc:Choice><w:drawing><wps:txbx xmlns:wps=\"urn:wps\">{content}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox xmlns:v=\"urn:v\">{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let lines = ["The door", "was shut.", "She", "read", "the sign."].map(|line| paragraph("", &run(line)));
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>to</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>戸</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let body =
        [&lines[..2].concat(), &paragraph("", &twice), &lines[2..].concat(), &paragraph("", ""), &paragraph("", ruby)];
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("", &run("Lonely."))
    );
    let body = body.map(String::as_str).concat();
    let draft = import("door.docx", docx(&body, &[("word/footnotes.xml", &notes)]));
    let text = file(&draft, "chapters/door.md");
    assert_has(&text, &["was shut.\n\nClosed on\n\nSundays.\n\nShe\n", "sign.\n\n* * *\n\n<ruby>戸<rt>to</rt></ruby>"]);
    assert_eq!(text.matches("Closed").count(), 1);
    assert_has(&file(&draft, "IMPORT.md"), &["it has 1 text box:", "notes that nothing mentions (1 word)", "Lonely."]);
}

#[test]
fn words_of_a_word_document_that_are_nowhere_in_its_draft_stop_the_import() {
    // A paragraph in a run is no text that any program writes.
    let odd = format!(
        "<w:p><w:r><w:odd>{}</w:odd></w:r></w:p>{}",
        paragraph("", &run("Hidden.")),
        paragraph("", &run("Shown."))
    );
    let draft = import_all(&[("odd.docx", docx(&odd, &[]))], &["odd.docx"], Order::default());
    let codes: Vec<&str> = draft.diagnostics.iter().map(|finding| finding.rule.name).collect();
    assert!(codes.contains(&"lost-words"), "{codes:?}");
}

const ODT: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

#[test]
fn an_open_document_keeps_stress_lists_tables_and_notes() {
    let content = format!(
        "<office:document-content {ODT}><office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\">\
         <style:text-properties fo:font-style=\"italic\"/></style:style><text:list-style style:name=\"L1\">\
         <text:list-level-style-number text:level=\"1\"/></text:list-style></office:automatic-styles><office:body><office:text>\
         <text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p text:style-name=\"Title\">The Ferry</text:p><text:h text:outline-level=\"1\">One</text:h>\
         <text:p>It<text:s text:c=\"2\"/>was <text:span text:style-name=\"T1\">late</text:span>.<text:note><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>As nights are.</text:p></text:note-body></text:note></text:p>\
         <text:list text:style-name=\"L1\"><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>\
         </text:list-item></text:list><text:h text:outline-level=\"1\">Two</text:h><table:table><table:table-header-rows><table:table-row>\
         <table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>\
         <text:p>y</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
    );
    let mut bytes = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    bytes.start_file("mimetype", stored).unwrap();
    bytes.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    bytes.start_file("content.xml", stored).unwrap();
    bytes.write_all(content.as_bytes()).unwrap();
    let draft = import("ferry.odt", bytes.finish().unwrap().into_inner());
    assert_has(&file(&draft, "book.toml"), &["title = \"The Ferry\""]);
    assert_has(&file(&draft, "chapters/one.md"), &["It was *late*.[^1]\n\n[^1]: As nights are.\n\n1. a\n   - b\n"]);
    assert_has(&file(&draft, "chapters/two.md"), &["| x |\n|---|\n| y |"]);
    assert_has(&file(&draft, "IMPORT.md"), &["what tracked changes deleted (1 word)"]);
}

#[test]
fn a_flat_open_document_holds_its_pictures_and_formulas_itself() {
    const MATH: &str = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow><mi>m</mi><msup><mi>c</mi>\
        <mn>2</mn></msup></mrow><annotation encoding=\"StarMath 5.0\">m c^2</annotation></semantics></math>";
    let text = format!(
        "<?xml version=\"1.0\"?>\n<office:document {ODT} \
         xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:meta><dc:title>The Ferry</dc:title></office:meta>\
         <office:body><office:text><text:p>It is <draw:frame><draw:object>{MATH}</draw:object></draw:frame> or so.</text:p>\
         <text:p><draw:frame><draw:object>{MATH}</draw:object></draw:frame></text:p>\
         <text:p>Here <draw:frame><draw:image><office:binary-data>R0lGODlhAQABAAAAACw=</office:binary-data></draw:image>\
         </draw:frame></text:p></office:text></office:body></office:document>"
    );
    let draft = import_all(&[("ferry.fodt", text.into_bytes())], &["ferry.fodt"], Order::default());
    assert_has(&file(&draft, "book.toml"), &["title = \"The Ferry\""]);
    let chapter = "It is $mc^{2}$ or so.\n\n$$mc^{2}$$\n\nHere ![](../images/picture-1.gif)\n";
    assert_has(&file(&draft, "chapters/the-ferry.md"), &[chapter]);
    assert!(draft.files.iter().any(|file| file.path.as_str() == "images/picture-1.gif"));
}

#[test]
fn shapes_ruby_and_numbered_paragraphs_of_an_open_document_are_kept() {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<office:document {ODT} xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body>\
         <office:text><text:p>The door.</text:p><text:p><draw:custom-shape><text:p>Closed.</text:p></draw:custom-shape></text:p>\
         <text:p><text:ruby><text:ruby-base>戸</text:ruby-base><text:ruby-text>to</text:ruby-text></text:ruby><office:annotation>\
         <dc:creator>Ed</dc:creator><text:p>Really?</text:p></office:annotation></text:p>\
         <text:numbered-paragraph><text:p>First</text:p></text:numbered-paragraph><table:table><table:table-row><table:table-cell>\
         <text:p>x</text:p></table:table-cell><table:covered-table-cell><text:p>Below.</text:p></table:covered-table-cell>\
         </table:table-row></table:table></office:text></office:body></office:document>"
    );
    let draft = import("door.fodt", text.into_bytes());
    assert_has(&file(&draft, "chapters/door.md"), &["door.\n\nClosed.\n\n<ruby>戸<rt>to</rt></ruby>\n\n- First\n"]);
    assert_has(
        &file(&draft, "IMPORT.md"),
        &["it has 1 text box:", "Really?", "cells of tables that others cover (1 word)", "Below."],
    );
}

#[test]
fn formulas_of_a_word_document_are_tex() {
    let math = "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:f><m:num><m:r><m:t>a</m:t>\
        </m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>";
    let odd = "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:odd><m:r><m:t>xy</m:t></m:r>\
        </m:odd></m:oMath>";
    let touching = format!("<w:p>{}{math}{math}{}</w:p>", run("The x"), run("th boat"));
    let body = format!("<w:p>{}{math}{}{odd}</w:p>{touching}", run("It is "), run(", or "));
    let draft = import("ferry.docx", docx(&body, &[]));
    assert_has(&file(&draft, "chapters/ferry.md"), &["It is $\\frac{a}{b}$, or xy"]);
    assert_has(
        &file(&draft, "chapters/ferry.md"),
        &["The x<!-- -->$\\frac{a}{b}$<!-- -->$\\frac{a}{b}$<!-- -->th boat"],
    );
    assert_has(&file(&draft, "IMPORT.md"), &["1 formula stands as plain letters"]);
}

#[test]
fn an_fb2_book_keeps_its_parts_poems_and_notes() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\" \
        xmlns:l=\"http://www.w3.org/1999/xlink\"><description><title-info><author><first-name>Ann</first-name><last-name>Author</last-name></author>\
        <book-title>The Ferry</book-title><lang>en</lang><sequence name=\"Boats\" number=\"2\"/></title-info></description><body>\
        <section><title><p>Part One</p></title><section id=\"a\"><title><p>Chapter 1</p><p>Boats</p></title><p>It was late.<a l:href=\"#n1\" type=\"note\">[1]</a></p>\
        <poem><stanza><v>One</v><v>two</v></stanza></poem></section><section><title><p>Two</p></title><p>See <a l:href=\"#a\">there</a>.</p><empty-line/><p>\u{CF}.</p></section>\
        </section></body><body name=\"notes\"><section id=\"n1\"><title><p>1</p></title><p>As nights are.</p></section></body></FictionBook>";
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let draft = import("ferry.fb2", bytes);
    assert_has(
        &file(&draft, "book.toml"),
        &[
            "series = { name = \"Boats\", number = 2 }",
            "{ part = \"Part One\", chapters = [",
            "file-as = \"Author, Ann\"",
        ],
    );
    assert_has(
        &file(&draft, "chapters/chapter-1-boats.md"),
        &["title: \"Chapter 1: Boats\"", "It was late.[^1]\n\n[^1]: As nights are.\n\n::: verse\nOne\ntwo\n:::"],
    );
    assert_has(&file(&draft, "chapters/two.md"), &["See [there](chapter-1-boats.md).\n\n* * *\n\nП."]);
}

/// Returns an EPUB of these pages, of the version before last, as a converter writes it.
fn epub(pages: &[&str], points: &str, css: &str) -> Vec<u8> {
    let html = |body: &str| {
        format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>{body}</body></html>")
    };
    let pages: Vec<(String, String)> =
        pages.iter().enumerate().map(|(at, body)| (format!("p{at}.html"), html(body))).collect();
    let (mut items, mut spine) = (String::new(), String::new());
    for (name, _) in &pages {
        write!(items, "<item id=\"{name}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>").unwrap();
        write!(spine, "<itemref idref=\"{name}\"/>").unwrap();
    }
    let opf = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\" unique-identifier=\"i\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:opf=\"http://www.idpf.org/2007/opf\"><dc:title>The Ferry</dc:title><dc:creator opf:role=\"aut\" opf:file-as=\"Author, Ann\">Ann Author</dc:creator>\
         <dc:language>en</dc:language><dc:identifier id=\"i\">urn:x:1</dc:identifier></metadata><manifest>{items}<item id=\"ncx\" href=\"toc.ncx\" \
         media-type=\"application/x-dtbncx+xml\"/><item id=\"css\" href=\"a.css\" media-type=\"text/css\"/></manifest><spine toc=\"ncx\">{spine}</spine></package>"
    );
    let ncx = format!(
        "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"><navMap>{points}</navMap></ncx>"
    );
    let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles><rootfile full-path=\"a.opf\" \
        media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let mut entries = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("a.opf", &opf),
        ("toc.ncx", &ncx),
        ("a.css", css),
    ];
    entries.extend(pages.iter().map(|(name, page)| (name.as_str(), page.as_str())));
    zipped(&entries)
}

fn point(label: &str, to: &str, inner: &str) -> String {
    format!("<navPoint><navLabel><text>{label}</text></navLabel><content src=\"{to}\"/>{inner}</navPoint>")
}

#[test]
fn a_converters_epub_gives_back_stress_chapters_and_notes() {
    let first = "<div class=\"calibre\"><h2 id=\"c1\" class=\"calibre1\">One</h2><p>It was <span class=\"calibre3\">late</span>.<a id=\"r1\"></a>\
        <sup><a href=\"p2.html#f1\">1</a></sup></p><h2 id=\"c2\">Two</h2><p>It went on</p></div>";
    let second = "<p>and on.</p><p>See <a href=\"p0.html#c1\">One</a>.</p>";
    let third = "<h2>Notes</h2><p id=\"f1\"><a href=\"p0.html#r1\">1</a> As nights are.</p>";
    let points =
        [point("One", "p0.html#c1", ""), point("Two", "p0.html#c2", "")].concat() + &point("Notes", "p2.html", "");
    let draft = import("ferry.epub", epub(&[first, second, third], &points, ".calibre3 { font-style: italic }"));
    assert_has(&file(&draft, "book.toml"), &["authors = [{ name = \"Ann Author\", file-as = \"Author, Ann\" }]"]);
    assert_has(&file(&draft, "chapters/one.md"), &["It was *late*.", "[^1]\n\n[^1]: As nights are.\n"]);
    assert_has(&file(&draft, "chapters/two.md"), &["It went on\n\nand on.\n\nSee [One](one.md)."]);
}

#[test]
fn nested_points_on_other_pages_make_parts_and_those_on_the_same_page_sections() {
    let inner =
        [point("One", "p1.html", &point("Section", "p1.html#s", "")), point("Two: The Boat", "p2.html", "")].concat();
    let points = point("Part A", "p0.html", &inner);
    let pages = [
        "<h1>Part A</h1>",
        "<h1>One</h1><p>x</p><h2 id=\"s\">Section</h2><p>y</p>",
        "<h1>Two<br/>The Boat</h1><p>z</p>",
    ];
    let draft = import("parts.epub", epub(&pages, &points, ""));
    assert_has(
        &file(&draft, "book.toml"),
        &["  { part = \"Part A\", chapters = [\n    \"chapters/one.md\",\n    \"chapters/two-the-boat.md\",\n  ] },\n"],
    );
    assert_has(&file(&draft, "chapters/one.md"), &["## Section"]);
    assert_has(&file(&draft, "chapters/two-the-boat.md"), &["title: \"Two: The Boat\""]);
    assert_has(
        &file(&draft, "IMPORT.md"),
        &["became 2 chapters:\n\n- `chapters/one.md`\n- `chapters/two-the-boat.md`\n"],
    );
}

#[test]
fn the_mention_of_a_note_in_fb2_may_be_a_word() {
    let book = "<FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\" xmlns:l=\"http://www.w3.org/1999/xlink\"><body>\
                <section><title><p>One</p></title><p>A w<emphasis>or</emphasis><a l:href=\"#n\" type=\"note\">note</a> here.</p></section>\
                </body><body name=\"notes\"><section id=\"n\"><p>So.</p></section></body></FictionBook>";
    let draft = import("one.fb2", book.as_bytes().to_vec());
    assert_has(&file(&draft, "chapters/one.md"), &["A w*or*[^1] here.\n\n[^1]: So.\n"]);
    assert_has(
        &file(&draft, "IMPORT.md"),
        &["the marks of notes, which the book numbers by itself (1 word).\n\n~~~\nnote\n"],
    );
}

#[test]
fn what_is_broken_or_locked_is_named_and_the_rest_is_imported() {
    let locked = zipped(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<x/>"),
        ("META-INF/rights.xml", "<x/>"),
    ]);
    let whole = epub(&["<h1>One</h1><p>x</p>"], &point("One", "p0.html", ""), "");
    let files = [
        ("pile/a: “b”?. .txt", b"It was late.\n\nIt was later.".to_vec()),
        ("pile/cut.docx", docx("", &[])[..60].to_vec()),
        ("pile/cut.epub", whole[..whole.len() / 2].to_vec()),
        ("pile/emoji \u{1F6F6}.md", b"# Boat\n\nx\n".to_vec()),
        ("pile/locked.epub", locked),
        ("pile/old.zip", zipped(&[("a.txt", "x")])),
    ];
    let draft = import_all(&files, &["pile"], Order::default());
    assert_builds(&draft);
    assert_eq!(draft.chapters, 2);
    let report = file(&draft, "IMPORT.md");
    assert_has(
        &report,
        &[
            "## `pile/cut.docx`\n\nNot imported",
            "## `pile/cut.epub`\n\nNot imported",
            "## `pile/locked.epub`\n\nNot imported",
            "- `pile/old.zip`",
        ],
    );
}

#[test]
fn texts_are_sorted_grouped_and_compared() {
    let text = |author: &str, date: &str, body: &str| {
        format!("---\nauthor: {author}\ndate: {date}\n---\n# {body}\n\n{}\n", format!("{body} was late. ").repeat(3))
            .into_bytes()
    };
    let long = (0..120).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ") + " ";
    let files = [
        ("p/10.md", text("Bo", "2001-01-01", "Ten")),
        ("p/2.md", text("Ann", "2003-01-01", "Two")),
        ("p/9.md", text("Bo", "2002-01-01", "Nine")),
        ("q/a.txt", long.clone().into_bytes()),
        ("q/b.txt", (long + "and more").into_bytes()),
    ];
    let names = ["p/10.md", "p/2.md", "p/9.md"];
    let sorted = |order| chapters(&import_all(&files, &names, order));
    assert_eq!(sorted(Order::default()), ["ten", "two", "nine"]);
    assert_eq!(sorted(Order { sort: Sort::Name, group: None }), ["two", "nine", "ten"]);
    assert_eq!(sorted(Order { sort: Sort::Date, group: None }), ["ten", "nine", "two"]);
    let draft = import_all(&files, &names, Order { sort: Sort::Name, group: Some(Group::Author) });
    assert_has(
        &file(&draft, "book.toml"),
        &[
            "{ part = \"Ann\", chapters = [\n    \"chapters/two.md\",\n  ] },\n  { part = \"Bo\", chapters = [\n    \"chapters/nine.md\",\n    \"chapters/ten.md\",",
        ],
    );
    let draft = import_all(&files, &["q"], Order::default());
    let twins: Vec<_> = draft.diagnostics.iter().filter(|finding| finding.rule.name == "repeated-source").collect();
    assert_eq!(twins.len(), 1);
    assert_eq!(twins[0].message, "`q/b.txt` is nearly the same as `q/a.txt`");
}
