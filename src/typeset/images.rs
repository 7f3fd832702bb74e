//! Pictures: each collected once, each mention pointing at it; where there is none, its alternative text.

use crate::address::data;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::manifest::{ImageFormat, Images, Manifest, QUALITIES, SIDES};
use crate::manuscript::markdown::PICTURE_WISHES;
use crate::manuscript::{Piece, Target};
use crate::resource::collect::{Collection, Reference, collect, locate};
use crate::resource::image::examine;
use crate::resource::{Content, Names, Resource};
use crate::source::SourceId;
use crate::world::{BookPath, Overlay, World};
use crate::xml::{Name, NodeId, NodeRef, ns};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Collects the pictures of all pieces; returns them, and the findings of each piece.
pub(super) fn run(
    pieces: &mut [Piece],
    manifest: &Manifest,
    world: &dyn World,
    names: &mut Names,
) -> (Vec<Resource>, Vec<Diagnostics>) {
    let found: Vec<(Vec<Mention>, Diagnostics)> =
        pieces.par_iter_mut().map(|piece| mentions(piece, manifest)).collect();
    let (mut mentioned, mut findings): (Vec<Vec<Mention>>, Vec<Diagnostics>) = found.into_iter().unzip();
    let held = held(&mut mentioned);
    let located: Vec<Reference> = mentioned.iter().flatten().filter_map(|mention| mention.reference.clone()).collect();
    let language = Some(&*manifest.metadata.language.value).filter(|language| !language.is_empty());
    let collection = if held.is_empty() {
        collect(world, &located, names, language)
    } else {
        collect_held(world, &located, names, &held, language)
    };
    let mut pictures = collection.found.into_iter();
    for (piece, mentions) in pieces.iter_mut().zip(mentioned) {
        for mention in mentions {
            let picture = mention.reference.and_then(|_| pictures.next().flatten());
            match picture {
                Some(resource) => {
                    let target = Target::Resource(resource).to_string();
                    piece.tree.set_attribute(mention.node, &mention.attribute, &target, None);
                }
                None if piece.tree.get(mention.node).is_html("video") => piece.tree.unset(mention.node, "poster"),
                None => show_alternative(piece, mention.node),
            }
        }
    }
    let by_source: BTreeMap<SourceId, usize> =
        pieces.iter().enumerate().filter_map(|(index, piece)| Some((piece.source?, index))).collect();
    for finding in collection.diagnostics {
        let piece = source(finding.place).and_then(|source| by_source.get(&source));
        findings[piece.copied().unwrap_or_default()].push(finding);
    }
    (collection.resources, findings)
}

/// A place that shows a picture.
struct Mention {
    node: NodeId,
    attribute: Name,
    /// Its file; none where the address cannot be one.
    reference: Option<Reference>,
    /// What its address holds itself.
    held: Option<Vec<u8>>,
}

/// Makes files of the pictures that addresses hold themselves; returns what each is to hold.
///
/// What is said of such a picture names it by its place among them.
fn held(mentioned: &mut [Vec<Mention>]) -> BTreeMap<BookPath, Vec<u8>> {
    let mut files = BTreeMap::new();
    for mention in mentioned.iter_mut().flatten() {
        let (Some(reference), Some(bytes)) = (&mut mention.reference, mention.held.take()) else { continue };
        let extension = examine(&bytes).map_or("png", |picture| picture.extension);
        reference.path = BookPath::own(&format!("data:/picture-{}.{extension}", files.len() + 1));
        files.insert(reference.path.clone(), bytes);
    }
    files
}

/// Collects pictures some of which stand in addresses: these are no files that could be read later.
fn collect_held(
    world: &dyn World,
    references: &[Reference],
    names: &mut Names,
    held: &BTreeMap<BookPath, Vec<u8>>,
    language: Option<&str>,
) -> Collection {
    let mut collection = collect(&Overlay::new(world, held.clone()), references, names, language);
    for resource in &mut collection.resources {
        let own = match &resource.content {
            Content::File(path) => held.get(path),
            _ => None,
        };
        if let Some(bytes) = own {
            resource.content = Content::Bytes(bytes.as_slice().into());
        }
    }
    collection
}

fn source(place: Place) -> Option<SourceId> {
    match place {
        Place::Nowhere => None,
        Place::File(source) => Some(source),
        Place::At(span) => Some(span.source),
    }
}

fn mentions(piece: &mut Piece, manifest: &Manifest) -> (Vec<Mention>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut mentions = Vec::new();
    let mut bare = Vec::new();
    let folder = piece.path.as_ref().map_or("", BookPath::folder);
    for node in piece.tree.root().descendants() {
        let Some(attribute) = address(node) else { continue };
        let place = node.nearest_span();
        if node.is_html("img") && node.attribute("alt").is_none() {
            let message = "a picture has no alternative text";
            let help = "say what it shows with `alt=\"…\"`, or that it only decorates with `alt=\"\"`";
            diagnostics.push(Diagnostic::new(&MISSING_ALT, message).at(place).help(help));
            bare.push(node.id());
        } else if node.is_html("img")
            && is_set_off(node)
            && node.attribute("alt").is_some_and(|alt| alt.trim().is_empty())
        {
            let message = "a picture with a caption or a number has no alternative text";
            let help = "say what it shows between the brackets, `![…](…)`: the caption is read beside it, not for it";
            diagnostics.push(Diagnostic::new(&MISSING_ALT, message).at(place).help(help));
        }
        let address = node.attribute_in(&attribute.namespace, &attribute.local).unwrap_or_default();
        if address.starts_with('#') {
            continue;
        }
        let held = data(address);
        let located = match held {
            // It gets a name when all are known.
            Some(_) => Ok(BookPath::own("data:")),
            None => locate(&manifest.roots, folder, address, place).map_err(|finding| diagnostics.push(*finding)),
        };
        let wanted = wanted(node, &manifest.images, &mut diagnostics);
        let reference = located.ok().map(|path| Reference { path, from: folder.to_owned(), place, wanted });
        mentions.push(Mention { node: node.id(), attribute, reference, held });
    }
    for node in bare {
        piece.tree.set(node, "alt", "");
    }
    for mention in &mentions {
        for (_, attribute) in PICTURE_WISHES {
            piece.tree.unset(mention.node, attribute);
        }
    }
    (mentions, diagnostics)
}

/// Tells whether a picture says something, since it has a caption, or a number that is referred to.
fn is_set_off(picture: NodeRef<'_>) -> bool {
    let is_figure = |above: &NodeRef<'_>| above.is_html("figure") || above.has_token("class", "figure");
    let has_caption =
        || picture.ancestors().find(is_figure).is_some_and(|figure| !figure.text_content().trim().is_empty());
    let is_said = |name: &str| picture.attribute(name).is_some_and(|said| !said.trim().is_empty());
    is_said("title") || is_said("id") || has_caption()
}

/// Returns what is to be done to a picture: as the book says, and as it says itself.
fn wanted(node: NodeRef<'_>, usual: &Images, diagnostics: &mut Diagnostics) -> Images {
    let mut wanted = usual.clone();
    for (name, attribute) in PICTURE_WISHES {
        let Some(value) = node.attribute(attribute).map(str::trim) else { continue };
        let number = |range: RangeInclusive<u32>| value.parse().ok().filter(|number| range.contains(number));
        let is_good = match *name {
            "quality" => number(QUALITIES).and_then(|number| u8::try_from(number).ok()).is_some_and(|quality| {
                (wanted.quality, wanted.is_own_quality) = (quality, true);
                true
            }),
            "format" => ImageFormat::named(value).is_some_and(|format| {
                (wanted.format, wanted.is_own_format) = (format, true);
                true
            }),
            name => number(SIDES).is_some_and(|side| {
                let most = if name == "max-width" { &mut wanted.max_width } else { &mut wanted.max_height };
                *most = Some(side);
                true
            }),
        };
        if !is_good {
            let message = format!("`{value}` is no `{name}` of a picture");
            let help = match *name {
                "quality" => format!("write a number from {} to {}", QUALITIES.start(), QUALITIES.end()),
                "format" => "write `auto`, `jpeg` or `png`".to_owned(),
                _ => format!("write a number of pixels, from {} to {}", SIDES.start(), SIDES.end()),
            };
            diagnostics.push(Diagnostic::new(&BAD_PICTURE_WISH, message).at(node.nearest_span()).help(help));
        }
    }
    wanted
}

/// Returns the attribute that holds the address of a picture.
fn address(node: NodeRef<'_>) -> Option<Name> {
    if node.is_html("img") && node.attribute("src").is_some() {
        return Some(Name::attribute("src"));
    }
    if node.is_html("video") && node.attribute("poster").is_some() {
        return Some(Name::attribute("poster"));
    }
    if node.local_in(ns::SVG) != Some("image") {
        return None;
    }
    let plain = node.attribute("href").map(|_| Name::attribute("href"));
    plain.or_else(|| node.attribute_in(ns::XLINK, "href").map(|_| Name::prefixed("xlink", ns::XLINK, "href")))
}

/// Puts the words that stand for a picture in its place.
fn show_alternative(piece: &mut Piece, node: NodeId) {
    let picture = piece.tree.get(node);
    let (words, span) = (picture.attribute("alt").unwrap_or_default().to_owned(), picture.span());
    if picture.is_html("img") && !words.is_empty() {
        let text = piece.tree.create_text(&words, span);
        piece.tree.insert_before(node, text);
    }
    piece.tree.detach(node);
}

pub(super) const RULES: &[&Rule] = &[&MISSING_ALT, &BAD_PICTURE_WISH];

const MISSING_ALT: Rule = Rule {
    name: "missing-alt",
    severity: Severity::Warning,
    summary: "a picture has no alternative text",
    explanation: r#"
People who do not see a picture are read its alternative text, and stores ask for it.
An empty one says that the picture only decorates; none at all says nothing.
A picture with a caption or an id does not only decorate.

Wrong:

    <img src="map.png">
    ![](map.png "The harbour in 1912")

Right:

    <img src="map.png" alt="A map of the harbour, with the ferry house at its mouth">
    ![A map of the harbour, with the ferry house at its mouth](map.png)
"#,
    epubcheck: &["RSC-005"],
};

const BAD_PICTURE_WISH: Rule = Rule {
    name: "bad-picture-wish",
    severity: Severity::Warning,
    summary: "a picture is to have a size, quality or format that it cannot have",
    explanation: "
What is done to one picture is said in braces after it: the most pixels that it may have from side to side and from top
to bottom, how true a JPEG is that is made of it (from 1 to 100), and what it becomes.
What cannot be done is passed over, and the picture comes out as `[images]` says.

Wrong:

    ![A map](map.png){quality=high}

Right:

    ![A map](map.png){quality=90 max-width=1200 format=jpeg}
",
    epubcheck: &[],
};
