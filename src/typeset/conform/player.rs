//! Sounds and films: a player of files of the book stays, and one of recordings in the network where EPUB allows that;
//! of another, a link is left. EPUB 3.3, section 3.6.
//!
//! Whether the files are there, and what they hold, is for the pass over recordings to say.

use super::clean::Cleaner;
use super::media::{link, shorten, warn};
use super::rules::{REMOTE_RECORDING, REMOTE_RESOURCE};
use super::style;
use super::url::{self, Address};
use crate::resource::recording::{Kind, is_core_sound, type_by_name};
use crate::vocabulary;
use crate::xml::{NodeId, NodeRef};

/// Keeps an `audio` or `video` that has something to play, with controls.
pub(super) fn player(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let kind = if node.is_html("audio") { Kind::Sound } else { Kind::Film };
    let sources = node.elements().filter(|child| child.is_html("source"));
    let places = std::iter::once(node).chain(sources);
    let named: Vec<Named> = places.filter_map(|place| Named::of(place, kind)).collect();
    let best = |wanted: Whence| named.iter().find(|named| named.whence == wanted);
    let Some(first) = best(Whence::Book).or_else(|| best(Whence::Network)) else {
        let message = format!("the {} is not in the book", kind.word());
        let help = "save it beside the chapter; a link to it was kept where it is in the network";
        warn(cleaner, id, &REMOTE_RESOURCE, message, help);
        let words = cleaner.tree.get(id).text_content().split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            cleaner.tree.set(id, "title", &words);
        }
        let address = named.into_iter().find(|named| named.whence == Whence::Elsewhere).map(|named| named.address);
        return link(cleaner, id, address);
    };
    if first.whence == Whence::Network {
        let message = format!("the {} `{}` is played from the network", kind.word(), shorten(&first.address));
        let help = "save it beside the chapter and give its file as `src`: few readers are always in a network";
        warn(cleaner, id, &REMOTE_RECORDING, message, help);
    }
    // What is in the book needs no second form in the network.
    let (whence, own) = (first.whence, first.place == id);
    for named in &named {
        if named.whence == whence && (own == (named.place == id)) {
            cleaner.tree.set(named.place, "src", &named.address);
        } else if named.place == id {
            cleaner.tree.unset(id, "src");
        } else {
            cleaner.tree.detach(named.place);
        }
    }
    poster(cleaner, id);
    let style = cleaner.tree.get(id).attribute("style").map(style::read);
    cleaner.tree.set(id, "controls", "controls");
    let element = vocabulary::element(kind.element())?;
    cleaner.finish(id, element, style.as_ref())
}

/// Where a recording is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whence {
    Book,
    /// In the network, in a form that every reader plays.
    Network,
    /// In the network, and no player of a book may name it.
    Elsewhere,
    Nowhere,
}

/// A place that names a recording.
struct Named {
    place: NodeId,
    address: String,
    whence: Whence,
}

impl Named {
    fn of(place: NodeRef<'_>, kind: Kind) -> Option<Self> {
        let (address, whence) = match url::read(place.attribute("src")?) {
            Address::Local(address) if address.is_empty() || address.starts_with('#') => (address, Whence::Nowhere),
            Address::Local(address) => (address, Whence::Book),
            Address::Remote(address) => {
                let said = place.attribute("type").map(str::trim).filter(|said| !said.is_empty());
                let media_type = said.or_else(|| type_by_name(&address, kind));
                let is_fit = media_type.is_some_and(|media_type| kind == Kind::Film || is_core_sound(media_type));
                let is_safe = address.starts_with("https:");
                (address, if is_fit && is_safe { Whence::Network } else { Whence::Elsewhere })
            }
            _ => (String::new(), Whence::Nowhere),
        };
        Some(Self { place: place.id(), address, whence })
    }
}

/// Keeps the picture that a film shows before it is played, where it is a file of the book.
fn poster(cleaner: &mut Cleaner<'_>, id: NodeId) {
    let poster = cleaner.tree.get(id).attribute("poster").map(url::read);
    match poster {
        Some(Address::Local(poster)) if !poster.is_empty() => cleaner.tree.set(id, "poster", &poster),
        _ => cleaner.tree.unset(id, "poster"),
    }
}

/// Keeps a `source` of a player, which has chosen those that stay.
pub(super) fn source(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    if !is_in_player(node) || node.attribute("src").is_none() {
        return cleaner.unwrap(id);
    }
    for name in ["width", "height"] {
        cleaner.tree.unset(id, name);
    }
    let element = vocabulary::element("source")?;
    cleaner.finish(id, element, None)
}

/// Keeps a text track that is a file of the book: EPUB lets none be in the network.
pub(super) fn track(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    match node.attribute("src").map(url::read) {
        Some(Address::Local(address)) if is_in_player(node) && !address.is_empty() => {
            cleaner.tree.set(id, "src", &address);
            if cleaner.tree.get(id).attribute("label").is_some_and(|label| label.trim().is_empty()) {
                cleaner.tree.unset(id, "label");
            }
            let node = cleaner.tree.get(id);
            let before = std::iter::successors(node.previous(), |node| node.previous());
            let is_default = |track: NodeRef<'_>| track.is_html("track") && track.attribute("default").is_some();
            if before.into_iter().any(is_default) {
                cleaner.tree.unset(id, "default");
            }
            let element = vocabulary::element("track")?;
            cleaner.finish(id, element, None)
        }
        Some(Address::Remote(address)) if is_in_player(node) => {
            let message = format!("the captions `{}` are not in the book", shorten(&address));
            warn(cleaner, id, &REMOTE_RESOURCE, message, "save them beside the chapter and give their file as `src`");
            cleaner.remove(id)
        }
        _ => cleaner.remove(id),
    }
}

fn is_in_player(node: NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.html(), Some("audio" | "video")))
}
