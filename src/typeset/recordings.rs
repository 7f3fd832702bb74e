//! Sounds and films on pages: each file packed once, each player saying something to readers that play nothing.
//!
//! A player whose file cannot be had gives way to what is said inside it.

use super::Context;
use crate::address::{has_scheme, split_path};
use crate::diagnostic::Diagnostics;
use crate::manifest::Manifest;
use crate::manuscript::{Piece, Target};
use crate::resource::recording::collect::{Collector, Request, Use, locate};
use crate::resource::recording::{Kind, kind_by_name};
use crate::world::BookPath;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// What of an `img` a player takes over.
const KEPT: &[&str] = &["id", "class", "title", "src", "width", "height", "lang", "dir"];

/// Makes a player of a picture whose file is called as a sound or film: Markdown has no other way to write one.
pub(super) fn from_pictures(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let tree = &mut piece.tree;
    if !tree.has_name("img") {
        return Diagnostics::new();
    }
    let pictures = tree.root().descendants_named(&["img"]);
    let named = pictures.filter_map(|node| Some((node.id(), kind_by_name(node.attribute("src")?)?)));
    let found: Vec<(NodeId, Kind)> = named.collect();
    for (id, kind) in found {
        let node = tree.get(id);
        let (words, span) = (node.attribute("alt").unwrap_or_default().trim().to_owned(), node.span());
        let others: Vec<Name> = node.attributes().map(|attribute| attribute.name.clone()).collect();
        for name in others.iter().filter(|name| !KEPT.contains(&&*name.local)) {
            tree.unset_attribute(id, name);
        }
        tree.rename(id, &Name::html(kind.element()));
        tree.append_text(id, &words, span);
    }
    Diagnostics::new()
}

/// Packs what the pages play; returns the findings of each piece.
pub(super) fn run(pieces: &mut [Piece], manifest: &Manifest, collector: &mut Collector<'_>) -> Vec<Diagnostics> {
    let found = pieces.iter().map(|piece| players(piece, manifest));
    let (players, mut findings): (Vec<Vec<Player>>, Vec<Diagnostics>) = found.unzip();
    // All at once, so that they are named in the order of their paths.
    let parts = players.iter().flatten().flat_map(|player| &player.parts);
    collector.prepare(&parts.filter_map(|part| part.request.clone()).collect::<Vec<_>>());
    for ((piece, players), findings) in pieces.iter_mut().zip(players).zip(&mut findings) {
        for player in players {
            settle(&mut piece.tree, &player, collector, findings);
        }
    }
    findings
}

/// Something on a page that plays.
struct Player {
    node: NodeId,
    /// Itself, where it names a file, and what is in it: sources and text tracks of the book.
    parts: Vec<Part>,
}

/// An element that names a file.
struct Part {
    node: NodeId,
    /// The file; none where the address cannot be one.
    request: Option<Request>,
}

fn players(piece: &Piece, manifest: &Manifest) -> (Vec<Player>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let folder = piece.path.as_ref().map_or("", BookPath::folder);
    let mut part = |node: NodeRef<'_>| {
        let address = node.attribute("src").filter(|address| !has_scheme(address))?;
        let place = node.nearest_span();
        let wanted = if node.is_html("track") { Use::Captions } else { Use::Player };
        let located = locate(&manifest.roots, folder, address, place).map_err(|finding| diagnostics.push(*finding));
        let request = located.ok().map(|path| Request { path, from: folder.to_owned(), place, wanted });
        Some(Part { node: node.id(), request })
    };
    let players = piece.tree.root().descendants_named(&["audio", "video"]).map(|player| {
        let inside = player.elements().filter(|part| matches!(part.html(), Some("source" | "track")));
        Player { node: player.id(), parts: std::iter::once(player).chain(inside).filter_map(&mut part).collect() }
    });
    (players.collect(), diagnostics)
}

/// Points a player at the files that are packed for it; without any, leaves what it says in its place.
fn settle(tree: &mut Tree, player: &Player, collector: &mut Collector<'_>, findings: &mut Diagnostics) {
    say_something(tree, player.node);
    let mut kinds = Vec::new();
    for part in &player.parts {
        let packed = part.request.as_ref().and_then(|request| collector.pack(request, findings));
        match packed {
            Some(packed) => {
                kinds.extend(packed.kind);
                tree.set(part.node, "src", &Target::Resource(packed.resource).to_string());
                if tree.get(part.node).is_html("source") {
                    tree.set(part.node, "type", packed.media_type);
                }
            }
            None if part.node == player.node => tree.unset(part.node, "src"),
            None => tree.detach(part.node),
        }
    }
    let node = tree.get(player.node);
    let plays = |node: NodeRef<'_>| !node.is_html("track") && node.attribute("src").is_some();
    if !plays(node) && !node.elements().any(plays) {
        let tracks: Vec<NodeId> = node.elements().filter(|part| part.is_html("track")).map(NodeRef::id).collect();
        for track in tracks {
            tree.detach(track);
        }
        return tree.unwrap(player.node);
    }
    let is_named = |kind: Kind| node.is_html(kind.element());
    match kinds.as_slice() {
        [] => {}
        kinds if is_named(Kind::Sound) && kinds.contains(&Kind::Film) => {
            tree.rename(player.node, &Name::html(Kind::Film.element()));
        }
        kinds if is_named(Kind::Film) && !kinds.contains(&Kind::Film) && node.attribute("poster").is_none() => {
            tree.rename(player.node, &Name::html(Kind::Sound.element()));
            for name in ["width", "height"] {
                tree.unset(player.node, name);
            }
        }
        _ => {}
    }
}

/// Puts into a player that says nothing what it is called, or how its file is named.
fn say_something(tree: &mut Tree, player: NodeId) {
    let node = tree.get(player);
    if !node.text_content().trim().is_empty() || node.descendants().any(|inner| inner.is_html("img")) {
        return;
    }
    let (words, span) = (called(node), node.span());
    tree.append_text(player, &words, span);
}

/// Returns what a player is called: its label, else the name of its file.
fn called(player: NodeRef<'_>) -> String {
    let label = ["aria-label", "title"].iter().find_map(|name| player.attribute(name));
    if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
        return label.to_owned();
    }
    let address = std::iter::once(player).chain(player.elements()).find_map(|part| part.attribute("src"));
    let (path, _) = split_path(address.unwrap_or_default());
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
