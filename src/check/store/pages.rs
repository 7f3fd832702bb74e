//! Pages hold what the store shows, and say what its converters would guess wrong.

use super::{Store, StoreCheck};
use crate::check::publication::{Listed, Publication, Reached, Rendition};
use crate::check::resource::{file, tag};
use crate::check::survey::is_run;
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::media_type;
use crate::xml::{NodeId, NodeRef, Tree, ns};
use std::collections::{HashMap, HashSet};

pub(super) const CHECK: StoreCheck =
    StoreCheck { rules: &[&STORE_TABLE, &STORE_ELEMENT, &STORE_ENCODING, &STORE_LINK], look };

const STORE_TABLE: Rule = Rule {
    name: "store-table",
    severity: Severity::Warning,
    summary: "a table has more rows than the store shows well",
    explanation: "
On a small screen nobody finds the way in a long table.
Kindle supports tables of 50 rows at the most (Kindle Publishing Guidelines).

Wrong, for Kindle: one table of the 120 stations of a line.

Right: a heading and a table for each county, of 50 rows at the most.
",
    epubcheck: &[],
};

const STORE_ELEMENT: Rule = Rule {
    name: "store-element",
    severity: Severity::Warning,
    summary: "a page holds what the store does not show",
    explanation: "
Kindle runs no scripts, and shows neither forms nor frames nor what a script would draw; of drawings in SVG it shows
some, and of none of them the text (Kindle Publishing Guidelines).
What stands in them is lost, or stands there without a use.
In a book that bindery makes, no such thing is left; its edition for Kindle has pictures of the drawings.

Wrong, for Kindle:

    <form action=\"order\"><p><input name=\"copies\"/></p></form>
    <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text y=\"5\">Quay</text></svg>

Right:

    <p>Copies: ______</p>
    <p><img src=\"quay.png\" alt=\"Quay\"/></p>
",
    epubcheck: &[],
};

const STORE_ENCODING: Rule = Rule {
    name: "store-encoding",
    severity: Severity::Warning,
    summary: "a page does not say at its beginning that it is in UTF-8",
    explanation: "
A page that says nothing is in UTF-8, but Send to Kindle takes it for Latin 1, and every curly quotation mark and accent
becomes two or three odd letters.

Wrong, for Kindle: a page that begins with `<html>`.

Right: one that begins with `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`.
",
    epubcheck: &[],
};

const STORE_LINK: Rule = Rule {
    name: "store-link",
    severity: Severity::Warning,
    summary: "a link leads to the id of `body`, which the store loses",
    explanation: "
Send to Kindle does not find the id of a page's `body`.
A link that leads nowhere, in the table of contents above all, is what it refuses most books for.

Wrong, for Kindle: a link to `page.xhtml#top`, where that is `<body id=\"top\">`.

Right: a link to `page.xhtml`, or an id on the first heading.
",
    epubcheck: &[],
};

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let pages = || rendition.items.iter().filter(|item| item.is_xhtml());
    let shows_drawings = store.pictures.contains(&media_type::SVG);
    for item in pages() {
        let Some(tree) = tree(item) else { continue };
        // Of a book that is being built, its edition has said which drawings had to stay.
        if !shows_drawings && item.entry.is_some_and(|entry| entry.zip.is_some()) {
            diagnostics.extend(drawing(store, tree));
        }
        diagnostics.extend(store.most_rows.into_iter().flat_map(|most| long_tables(store, most, tree)));
        diagnostics.extend(not_shown(store, tree));
    }
    if store.guesses_encodings {
        diagnostics.extend(unmarked(store, pages()));
    }
    if store.loses_bodies {
        diagnostics.extend(links_to_bodies(store, rendition));
    }
}

fn tree<'a>(item: &Listed<'a>) -> Option<&'a Tree> {
    item.entry?.document()
}

fn long_tables(store: &Store, most: usize, tree: &Tree) -> Diagnostics {
    if !tree.has_name("table") {
        return Diagnostics::new();
    }
    let named = |name| tree.root().descendants().filter(move |node| node.is_html(name));
    let mut rows: HashMap<NodeId, usize> = HashMap::new();
    // A row of a table in a cell is none of the table around it.
    for table in named("tr").filter_map(|row| row.ancestors().find(|above| above.is_html("table"))) {
        *rows.entry(table.id()).or_default() += 1;
    }
    let long =
        named("table").filter_map(|table| Some((table, *rows.get(&table.id())?))).filter(|(_, rows)| *rows > most);
    long.map(|(table, rows)| {
        let message = format!("the table has {rows} rows, and {} shows {most}", store.summary);
        let help = "make several tables of it, each under a heading";
        Diagnostic::new(&STORE_TABLE, message).at(tag(table)).help(help)
    })
    .collect()
}

/// Returns a finding for each kind of element of a page that is not shown, at the first of them.
fn not_shown(store: &Store, tree: &Tree) -> impl Iterator<Item = Diagnostic> {
    store.shows_no.iter().filter(|name| tree.has_name(name)).filter_map(move |name| {
        let is_such = |node: &NodeRef<'_>| node.is_html(name) && (!node.is_html("script") || is_run(*node));
        let first = tree.root().descendants().find(is_such)?;
        let message = format!("{} shows no `<{name}>`", store.summary);
        Some(Diagnostic::new(&STORE_ELEMENT, message).at(tag(first)).help("say with words what it is for"))
    })
}

/// What of SVG puts something on the page besides pictures.
const DRAWN: &[&str] = &["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"];

/// Returns a finding for the drawings of a page: at the first text in one, which is lost, else at what is drawn first.
///
/// A drawing that is nothing but the frame of a picture is shown as that.
fn drawing(store: &Store, tree: &Tree) -> Option<Diagnostic> {
    if !tree.has_name("svg") {
        return None;
    }
    let is_drawn = |node: &NodeRef<'_>| node.local_in(ns::SVG).is_some_and(|name| DRAWN.contains(&name));
    let mut drawn = tree.root().descendants().filter(is_drawn);
    let first = drawn.next()?;
    let text = std::iter::once(first).chain(drawn).find(|node| node.local_in(ns::SVG) == Some("text"));
    let what = if text.is_some() { "the text of a drawing in SVG" } else { "every drawing in SVG" };
    let message = format!("{} does not show {what}", store.summary);
    let finding = Diagnostic::new(&STORE_ELEMENT, message).at(tag(text.unwrap_or(first)));
    Some(finding.help("save it as a PNG on white, and show that"))
}

/// Returns one finding for all pages that do not name their encoding.
///
/// What has not been read from a container is yet to be written, with what it lacks.
fn unmarked<'r, 'a: 'r>(store: &Store, pages: impl Iterator<Item = &'r Listed<'a>>) -> Option<Diagnostic> {
    let is_unmarked = |item: &&Listed<'a>| {
        item.entry.is_some_and(|entry| entry.zip.is_some())
            && tree(item).is_some_and(|tree| tree.xml_version().is_none())
    };
    let mut pages = pages.filter(is_unmarked).filter_map(|item| item.entry);
    let first = pages.next()?;
    let others = match pages.count() {
        0 => String::new(),
        1 => ", nor does another page".to_owned(),
        count => format!(", nor do {count} other pages"),
    };
    let message = format!("`{}` does not say that it is in UTF-8{others}, and {} guesses", first.path, store.summary);
    let help = "begin it with `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`";
    Some(Diagnostic::new(&STORE_ENCODING, message).at(file(first)).help(help))
}

/// Returns a finding for each page to whose body links lead, at the first of them.
fn links_to_bodies(store: &Store, rendition: &Rendition<'_>) -> Diagnostics {
    let mut known = HashSet::new();
    let mut findings = Diagnostics::new();
    for (_, link) in rendition.links() {
        let (Reached::Listed(page), Target::Inside { fragment: Some(id), .. }) = (rendition.reach(link), &link.target)
        else {
            continue;
        };
        let anchor = rendition.survey(page).ids.get(id.as_str());
        let is_body = tree(page).zip(anchor).is_some_and(|(tree, anchor)| tree.get(anchor.node).is_html("body"));
        if is_body && known.insert(page.index) {
            let message = format!("`{}` leads to the id of `<body>`, which {} loses", link.href, store.summary);
            let help = "link to the page as a whole";
            findings.push(Diagnostic::new(&STORE_LINK, message).at(link.place).help(help));
        }
    }
    findings
}
