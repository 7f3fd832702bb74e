//! One walk over a piece: what it holds that the package must tell of, and its symbolic links.

use crate::address::has_scheme;
use crate::manuscript::Target;
use crate::resource::recording::{Kind, type_by_name};
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};
use std::collections::BTreeSet;

/// What a page may hold beside plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    Audio,
    /// A film whose sound stands in text beside it.
    CaptionedVideo,
    /// An image with a text that says the same.
    DescribedImage,
    Heading,
    Math,
    PageMarker,
    /// Words that are marked while they are read aloud.
    ReadAlong,
    Svg,
    UncaptionedVideo,
    /// An image that neither has such a text nor is marked as mere decoration.
    UndescribedImage,
    Video,
}

/// A sound or film outside the container.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Remote {
    pub(super) href: String,
    pub(super) media_type: String,
}

/// What one piece holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    pub(super) features: BTreeSet<Feature>,
    pub(super) remote: Vec<Remote>,
    /// The id of the first heading, where that has one.
    pub(super) heading: Option<String>,
    /// The pages of a printed edition that begin here: label and id.
    pub(super) pages: Vec<(String, String)>,
    /// The attributes that hold symbolic links.
    pub(super) links: Vec<(NodeId, Name, Target)>,
}

impl Survey {
    /// Looks at a piece.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut survey = Self::default();
        for node in tree.root().descendants().filter(|node| node.is_element()) {
            match node.html() {
                Some(local) => survey.html(node, local),
                None => survey.foreign(node),
            }
            survey.symbolic_links(node);
        }
        survey
    }

    fn html(&mut self, node: NodeRef<'_>, local: &str) {
        match local {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.features.insert(Feature::Heading) => {
                self.heading = node.attribute("id").map(str::to_owned);
            }
            "img" => self.features.extend(image(node)),
            "span" if node.attribute("role") == Some("doc-pagebreak") => {
                let label = node.attribute("aria-label").map(str::to_owned);
                self.pages.extend(label.zip(node.attribute("id").map(str::to_owned)));
                self.features.insert(Feature::PageMarker);
            }
            "audio" | "video" | "source" | "track" => self.media(node, local),
            _ => {}
        }
    }

    fn media(&mut self, node: NodeRef<'_>, local: &str) {
        match local {
            "audio" => drop(self.features.insert(Feature::Audio)),
            "video" => {
                let is_captions = |node: NodeRef<'_>| {
                    node.is_html("track") && matches!(node.attribute("kind"), None | Some("captions" | "subtitles"))
                };
                let has_captions = node.elements().any(is_captions);
                let captions = if has_captions { Feature::CaptionedVideo } else { Feature::UncaptionedVideo };
                self.features.extend([Feature::Video, captions]);
            }
            _ => {}
        }
        if let Some(href) = node.attribute("src").filter(|href| has_scheme(href) && Target::parse(href).is_none()) {
            let is_sound = local == "audio" || node.parent().is_some_and(|player| player.is_html("audio"));
            let (kind, usual) = if is_sound { (Kind::Sound, "audio/mpeg") } else { (Kind::Film, "video/mp4") };
            let media_type = node.attribute("type").or_else(|| type_by_name(href, kind)).unwrap_or(usual).to_owned();
            self.remote.push(Remote { href: href.to_owned(), media_type });
        }
    }

    fn foreign(&mut self, node: NodeRef<'_>) {
        if node.local_in(ns::MATHML) == Some("math") {
            self.features.insert(Feature::Math);
        }
        let is_outermost = || node.parent().is_none_or(|parent| parent.local_in(ns::SVG).is_none());
        if node.local_in(ns::SVG) == Some("svg") && is_outermost() {
            self.features.insert(Feature::Svg);
            self.features.extend(drawing(node));
        }
    }

    fn symbolic_links(&mut self, node: NodeRef<'_>) {
        for attribute in node.attributes() {
            if !LINKS.contains(&&*attribute.name.local) {
                continue;
            }
            if let Some(target) = Target::parse(attribute.value) {
                self.links.push((node.id(), attribute.name.clone(), target));
            }
        }
    }
}

/// The attributes, in whatever namespace, whose value is an address.
const LINKS: &[&str] = &["href", "src", "poster", "data", "cite", "longdesc"];

fn image(node: NodeRef<'_>) -> Option<Feature> {
    let is_decoration = matches!(node.attribute("role"), Some("presentation" | "none"));
    match node.attribute("alt") {
        _ if is_decoration => None,
        Some(text) if text.trim().is_empty() => None,
        Some(_) => Some(Feature::DescribedImage),
        None => Some(Feature::UndescribedImage),
    }
}

fn drawing(node: NodeRef<'_>) -> Option<Feature> {
    let is_decoration = matches!(node.attribute("role"), Some("presentation" | "none"));
    if is_decoration || node.attribute("aria-hidden") == Some("true") {
        return None;
    }
    let has_label = node.attribute("aria-label").or(node.attribute("aria-labelledby")).is_some();
    let has_title = node.elements().any(|child| matches!(child.local_in(ns::SVG), Some("title" | "desc")));
    Some(if has_label || has_title { Feature::DescribedImage } else { Feature::UndescribedImage })
}
