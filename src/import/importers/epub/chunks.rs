//! Where chapters begin: the table of contents as a tree, and the pages cut at its points.

use super::publication::{Page, Publication, TocPoint};
use crate::import::contents::is_heading;
use crate::xml::{NodeId, NodeRef};

/// The table of contents as a tree.
pub(super) struct Outline {
    /// The points above each.
    pub above: Vec<Vec<usize>>,
    /// Whether others stand in each that are on other pages.
    pub is_part: Vec<bool>,
}

impl Outline {
    pub(super) fn of(points: &[TocPoint]) -> Self {
        let mut above: Vec<Vec<usize>> = Vec::new();
        let mut is_part = vec![false; points.len()];
        let mut open: Vec<usize> = Vec::new();
        for (index, point) in points.iter().enumerate() {
            while open.pop_if(|last| points[*last].level >= point.level).is_some() {}
            if let Some(parent) = open.last() {
                is_part[*parent] |= points[*parent].page != point.page;
            }
            above.push(open.clone());
            open.push(index);
        }
        Self { above, is_part }
    }

    /// Tells whether a point is a chapter or a part, and no section of a chapter.
    fn is_chapter(&self, index: usize) -> bool {
        self.above[index].iter().all(|above| self.is_part[*above])
    }
}

/// The blocks of one chapter.
pub(super) struct Chunk {
    pub point: Option<usize>,
    pub pages: Vec<(usize, Vec<NodeId>)>,
}

/// Cuts the pages at the points of the table of contents.
pub(super) fn chunks(publication: &Publication, outline: &Outline) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for (index, page) in publication.pages.iter().enumerate() {
        let mut starts = starts(publication, outline, index, page);
        let blocks: Vec<NodeId> = page.tree.root().children().map(NodeRef::id).collect();
        let has_start = starts.first().is_some_and(|(at, _)| *at == 0);
        if !has_start {
            starts.insert(0, (0, None));
        }
        let goes_on = !has_start && !chunks.is_empty() && goes_on(publication, page, chunks.last());
        for (number, (start, point)) in starts.iter().enumerate() {
            let end = starts.get(number + 1).map_or(blocks.len(), |(next, _)| *next);
            let own = blocks[*start..end].to_vec();
            match chunks.last_mut().filter(|_| number == 0 && goes_on) {
                Some(open) => open.pages.push((index, own)),
                None => chunks.push(Chunk { point: *point, pages: vec![(index, own)] }),
            }
        }
    }
    chunks
}

/// Returns where chapters begin on a page, by the numbers of its blocks.
fn starts(publication: &Publication, outline: &Outline, index: usize, page: &Page) -> Vec<(usize, Option<usize>)> {
    let mut starts: Vec<(usize, Option<usize>)> = Vec::new();
    let blocks: Vec<NodeRef<'_>> = page.tree.root().children().collect();
    let shows = |block: &NodeRef<'_>| {
        !block.text_content().trim().is_empty()
            || block.descendants().any(|node| node.is_html("img"))
            || block.is_html("img")
    };
    for (number, point) in publication.points.iter().enumerate() {
        if point.page != Some(index) || !outline.is_chapter(number) {
            continue;
        }
        let holds = |block: &NodeRef<'_>| {
            let is_it =
                |node: NodeRef<'_>| node.attribute("id").is_some() && node.attribute("id") == point.fragment.as_deref();
            is_it(*block) || block.descendants().any(is_it)
        };
        let at = point.fragment.as_ref().and_then(|_| blocks.iter().position(holds)).unwrap_or(0);
        let at = if blocks[..at].iter().any(shows) { at } else { 0 };
        match starts.iter_mut().find(|(known, _)| *known == at) {
            // A part that begins where its first chapter does has no page of its own.
            Some(known) => known.1 = Some(number),
            None => starts.push((at, Some(number))),
        }
    }
    starts.sort_by_key(|(at, _)| *at);
    starts
}

/// Tells whether a page goes on with the chapter before it.
fn goes_on(publication: &Publication, page: &Page, before: Option<&Chunk>) -> bool {
    let says = |page: &Page| page.is_nav || page.kinds.iter().any(|kind| !is_plain(kind));
    let follows_text =
        before.is_some_and(|chunk| chunk.pages.iter().all(|(index, _)| !says(&publication.pages[*index])));
    let begins = page.tree.root().elements().next().is_none_or(is_heading);
    follows_text
        && !publication.points.is_empty()
        && !says(page)
        && !begins
        && before.is_some_and(|chunk| chunk.point.is_some())
}

/// Tells whether a kind says no more of a page than that it is text.
pub(super) fn is_plain(kind: &str) -> bool {
    matches!(kind, "bodymatter" | "frontmatter" | "backmatter" | "chapter" | "text" | "start" | "division" | "volume")
        || kind.starts_with("z3998:")
}
