//! What the head of a page says of it: JSON-LD (schema.org), metas (Open Graph, Dublin Core and their kin), links, and
//! what browsers note when they save a page. Which of it holds for the article is decided in `credits`.

use super::json::Json;
use crate::address::is_absolute;
use crate::manifest::Direction;
use crate::xml::{Kind, NodeRef};

/// What a head says, each fact from the most trustworthy place that has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// Titles, the most trustworthy first; that of the document, which may name the site, too, is last.
    pub titles: Vec<String>,
    pub site: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<String>,
    pub source: Option<String>,
    pub language: Option<String>,
    pub direction: Option<Direction>,
    pub summary: Option<String>,
    /// What addresses on the page are relative to, where it says so.
    pub base: Option<String>,
}

/// Types of schema.org that are texts.
const TEXTS: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "ReviewNewsArticle",
    "CreativeWork",
    "ShortStory",
    "Book",
    "Chapter",
    "Poem",
    "Review",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "WebPage",
];

/// Reads a whole page.
pub(super) fn read(root: NodeRef<'_>) -> Said {
    let mut linked = Said::default();
    let mut metas: Vec<(String, String)> = Vec::new();
    let mut said = Said::default();
    let mut document_title = None;
    let mut saved_from = None;
    for node in root.descendants() {
        match node.html() {
            Some("script") if is_json_ld(node) => json_ld(&node.text_content(), &mut linked),
            Some("meta") => metas.extend(meta(node)),
            Some("link") if node.has_token("rel", "canonical") => {
                said.source = said.source.or(node.attribute("href").filter(|to| is_web(to)).map(str::to_owned));
            }
            Some("base") => said.base = said.base.or(node.attribute("href").map(str::to_owned)),
            Some("title") if document_title.is_none() => document_title = some(&node.text_content()),
            Some("html" | "body") => root_attributes(node, &mut said),
            None if node.kind() == Kind::Comment => saved_from = saved_from.or(saved(node.text())),
            _ => {}
        }
    }
    let named = |names: &[&str]| {
        let find = |name: &&str| metas.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        names.iter().find_map(find)
    };
    said.titles = [linked.titles, metas_of(&metas, TITLES), document_title.into_iter().collect()].concat();
    said.site = linked.site.or(named(&["og:site_name", "application-name"]));
    said.authors = if linked.authors.is_empty() { metas_of(&metas, AUTHORS) } else { linked.authors };
    said.authors.retain(|author| !is_absolute(author) && !author.starts_with('@'));
    said.date = linked.date.or(named(DATES));
    said.source = said.source.or(named(&["og:url"]).filter(|to| is_web(to))).or(linked.source).or(saved_from);
    said.language = said.language.or(linked.language).or(named(&["content-language", "og:locale", "dc.language"]));
    said.summary = linked.summary.or(named(SUMMARIES));
    said
}

const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"];
const AUTHORS: &[&str] =
    &["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "sailthru.date",
    "date",
];
const SUMMARIES: &[&str] = &["og:description", "twitter:description", "description", "dc.description"];

fn metas_of(metas: &[(String, String)], names: &[&str]) -> Vec<String> {
    let of = |name: &&str| metas.iter().filter(|(known, _)| known == *name).map(|(_, value)| value.clone()).collect();
    names.iter().map(of).find(|found: &Vec<String>| !found.is_empty()).unwrap_or_default()
}

fn is_json_ld(node: NodeRef<'_>) -> bool {
    node.attribute("type").is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn some(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Returns name and value of a meta, the name in lower case.
fn meta(node: NodeRef<'_>) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| node.attribute(name))?;
    Some((name.trim().to_ascii_lowercase(), some(node.attribute("content")?)?))
}

fn root_attributes(node: NodeRef<'_>, said: &mut Said) {
    let language = node.attribute("lang").or_else(|| node.attribute("xml:lang")).and_then(some);
    said.language = said.language.take().or(language);
    said.direction = match node.attribute("dir").map(str::to_ascii_lowercase).as_deref() {
        Some("rtl") => Some(Direction::RightToLeft),
        Some("ltr") => Some(Direction::LeftToRight),
        _ => said.direction,
    };
}

/// Reads where a browser saved a page from, as it notes it: `saved from url=(0020)https://…`, and as archivers do.
fn saved(comment: &str) -> Option<String> {
    let at = if let Some((_, rest)) = comment.split_once("saved from url=(") {
        rest.split_once(')')?.1
    } else if comment.contains("SingleFile") {
        comment.split_once("url:")?.1.trim_start()
    } else {
        return None;
    };
    at.split_whitespace().next().filter(|to| is_web(to)).map(str::to_owned)
}

/// Reads what JSON-LD says of the text on its page.
fn json_ld(text: &str, said: &mut Said) {
    // Some programs hide it from browsers of old.
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let Some(json) = Json::read(text) else { return };
    let mut things: Vec<&Json> = Vec::new();
    for thing in json.items() {
        things.push(thing);
        things.extend(thing.get("@graph").into_iter().flat_map(Json::items));
    }
    let kinds = |thing: &Json| -> Vec<String> {
        let kinds = thing.get("@type").into_iter().flat_map(Json::items).filter_map(Json::text);
        kinds.map(|kind| kind.rsplit('/').next().unwrap_or_default().to_owned()).collect()
    };
    let rank =
        |thing: &&&Json| kinds(thing).iter().filter_map(|kind| TEXTS.iter().position(|known| known == kind)).min();
    // The kinds are in the order of how much they say of a text.
    let Some(thing) = things.iter().filter(|thing| rank(thing).is_some()).min_by_key(|thing| rank(thing)) else {
        return;
    };
    let text = |name: &str| thing.get(name).and_then(Json::text).and_then(unescaped);
    let resolved = |value: &Json| named(value, &things);
    if said.titles.is_empty() {
        said.titles = ["headline", "name"].iter().filter_map(|name| text(name)).take(1).collect();
    }
    let people = ["author", "creator"].iter().find_map(|name| thing.get(name));
    if said.authors.is_empty() {
        said.authors = people.into_iter().flat_map(Json::items).filter_map(resolved).collect();
    }
    let publisher = ["publisher", "isPartOf"].iter().find_map(|name| thing.get(name));
    said.site = said.site.take().or_else(|| publisher.and_then(resolved));
    said.date = said.date.take().or_else(|| text("datePublished")).or_else(|| text("dateCreated"));
    said.language = said.language.take().or_else(|| text("inLanguage"));
    said.summary = said.summary.take().or_else(|| text("description"));
    let page = thing.get("mainEntityOfPage").map(|page| page.get("@id").unwrap_or(page)).and_then(Json::text);
    said.source =
        said.source.take().or_else(|| text("url")).or_else(|| page.map(str::to_owned)).filter(|to| is_web(to));
}

/// Returns the name of a person or a house, which may stand elsewhere in the graph.
fn named(value: &Json, things: &[&Json]) -> Option<String> {
    let own = value.text().or_else(|| value.get("name").and_then(|name| name.items().first()?.text()));
    own.and_then(unescaped).or_else(|| {
        let id = value.get("@id")?.text()?;
        let other = things.iter().find(|thing| thing.get("@id").and_then(Json::text) == Some(id))?;
        other.get("name").and_then(Json::text).and_then(unescaped)
    })
}

/// Reads the few references of HTML that programs leave in JSON.
fn unescaped(text: &str) -> Option<String> {
    if !text.contains('&') {
        return some(text);
    }
    let pairs = [("&quot;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&#8217;", "’"), ("&nbsp;", " "), ("&amp;", "&")];
    some(&pairs.iter().fold(text.to_owned(), |text, (reference, letter)| text.replace(reference, letter)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_html;

    fn said(page: &str) -> Said {
        read(parse_html(&page.into(), |_| None).unwrap().root())
    }

    #[test]
    fn linked_data_goes_before_metas_and_metas_before_the_title() {
        let page = r#"<!-- saved from url=(0024)https://example.org/a --><html lang=en-GB><title>The Van - A Site</title>
            <meta property="og:title" content="The Van"><meta name=author content="Site Team">
            <meta property="article:published_time" content="2020-01-02T03:04:05Z"><meta property=og:site_name content="A Site">
            <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "Page"},
            {"@type": ["BlogPosting"], "headline": "The Van &amp; I", "author": {"@id": "x"}},
            {"@type": "Person", "@id": "x", "name": "Ann Author"}]}</script>"#;
        let said = said(page);
        assert_eq!(said.titles, ["The Van & I", "The Van", "The Van - A Site"]);
        assert_eq!(said.authors, ["Ann Author"]);
        assert_eq!(said.date.as_deref(), Some("2020-01-02T03:04:05Z"));
        assert_eq!(said.site.as_deref(), Some("A Site"));
        assert_eq!(said.source.as_deref(), Some("https://example.org/a"));
        assert_eq!(said.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn where_a_page_was_saved_from_is_read_from_its_comment() {
        let page = "<!--\n Page saved with SingleFile \n url: https://example.org/b?x=1 \n saved date: Sat -->";
        assert_eq!(said(page).source.as_deref(), Some("https://example.org/b?x=1"));
        assert_eq!(said("<!-- url: https://example.org -->").source, None);
        let address = "<link rel=canonical href='/c'><meta property=og:url content='https://example.org/c'>";
        assert_eq!(said(address).source.as_deref(), Some("https://example.org/c"));
    }
}
