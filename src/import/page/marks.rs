//! What elements are by their names, roles, classes and ids, where they are no text: menus, buttons, boxes of the site.
//!
//! Marks are words: `social-share` and `socialShare` have two, `shadow` has none of them. What a paragraph is, its marks
//! never say (see `clutter`); and a box that is called as its own heading is called after that.

use crate::slug::key;
use crate::xml::NodeRef;

/// Words of classes and ids, by what they mark.
#[rustfmt::skip]
const MARKS: &[(&str, &[&str])] = &[
    ("menus and ways to other pages", &[
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumbs", "pager", "pagination",
        "paginator", "pagenav", "prevnext", "toolbar", "skip", "masthead", "sitemap", "topbar", "navlinks",
        "backlink", "permalink",
    ]),
    ("buttons to share and to like", &[
        "share", "sharing", "sharedaddy", "shareaholic", "sharebar", "sharethis", "addthis", "addtoany", "social",
        "socials", "likes", "wpcnt", "feedflare", "follow", "tweet", "pinterest", "facebook",
        "upvote", "vote", "kudos", "clap", "bookmark", "reaction", "reactions",
    ]),
    ("what else there is to read", &[
        "related", "relatedposts", "recommended", "recommendation", "recommendations", "recirc", "outbrain",
        "taboola", "trending", "yarpp", "readnext", "morefrom", "sidebar", "widget", "widgets",
        "carousel", "teaser", "teasers", "zergnet", "supplemental", "seealso", "mostread", "mostpopular", "bio",
        "authorbio", "authorbox", "aboutauthor",
    ]),
    ("advertisements", &[
        "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "sponsor", "sponsored",
        "promo", "promotion", "affiliate", "adslot", "adbox", "dfp", "sponsors",
    ]),
    ("boxes to subscribe, to donate and to log in", &[
        "newsletter", "subscribe", "subscription", "signup", "login", "signin", "paywall", "donate",
        "donation", "patreon", "optin", "mailchimp", "membership", "cta", "upsell",
    ]),
    ("notices of the site", &[
        "cookie", "cookies", "gdpr", "consent", "popup", "modal", "overlay", "lightbox", "copyright",
        "disclaimerbar", "colophon", "agegate", "offscreen", "hidden", "noprint", "footer",
    ]),
    ("counters and tags", &[
        "tags", "taglist", "tagcloud", "categories", "catlinks", "counter", "pageviews", "rating",
        "ratings", "readtime", "stats", "postmeta", "entrymeta", "meta", "metadata", "editlink",
        "mw-editsection",
    ]),
    ("what readers are to answer", &[
        "comment", "comments", "commentlist", "disqus", "respond", "reply", "replies", "trackback", "trackbacks",
        "pingback", "shoutbox", "guestbook", "reviews", "livefyre",
    ]),
];

/// Roles of what stands around a text.
const ROLES: &[&str] = &[
    "navigation",
    "complementary",
    "menu",
    "menubar",
    "toolbar",
    "dialog",
    "alert",
    "alertdialog",
    "search",
    "banner",
    "contentinfo",
    "button",
];

/// What class names with such a beginning say is how a page is laid out, and not what a box is.
const LAYOUT: &[&str] =
    &["has-", "no-", "with-", "is-", "js-", "wp-", "layout-", "kg-", "elementor-", "category-", "tag-"];

/// Tells whether a box tells of other texts: it has several headings, and each is a link to another page.
pub(super) fn is_of_others(node: NodeRef<'_>) -> bool {
    let is_box = matches!(node.html(), Some("div" | "section" | "ul" | "ol" | "td"));
    let mut count = 0;
    let is_linked = |heading: NodeRef<'_>| {
        let links = heading.descendants().chain(heading.ancestors().take(2)).filter(|node| node.is_html("a"));
        let mut links = links.filter(|link| link.attribute("href").is_some_and(|to| !to.starts_with('#')));
        links.any(|link| link.text_content().trim().len() >= heading.text_content().trim().len())
    };
    let is_heading = |inner: &NodeRef<'_>| matches!(inner.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    let all = is_box
        && node.descendants().filter(is_heading).all(|heading| {
            count += 1;
            is_linked(heading)
        });
    all && count > 1
}

/// Tells whether an element's name, role, class or id says that it is no text.
pub(super) fn is_marked(node: NodeRef<'_>) -> bool {
    kind(node).is_some()
}

/// Says what an element is by its name and its marks.
pub(super) fn kind(node: NodeRef<'_>) -> Option<&'static str> {
    let name = node.html()?;
    match name {
        "html" | "body" | "main" | "h1" | "a" | "em" | "i" | "b" | "strong" | "table" | "tbody" | "tr" | "td"
        | "img" | "br" | "hr" | "pre" => return None,
        "nav" | "menu" => return Some(MARKS[0].0),
        "form" | "input" | "select" | "textarea" | "button" | "fieldset" | "dialog" => {
            return Some("forms and buttons");
        }
        "iframe" | "object" | "embed" | "video" | "audio" | "canvas" | "noscript" => {
            return Some("films, sounds and what a program shows");
        }
        "footer" => return Some(MARKS[5].0),
        "aside" if !is_note(node) => return Some(MARKS[2].0),
        "article" if !says(node, &["comment"]) => return None,
        _ => {}
    }
    if node.attribute("role").is_some_and(|role| ROLES.contains(&role.trim())) {
        return Some(MARKS[0].0);
    }
    if is_note(node) {
        return None;
    }
    let marks = [node.attribute("id").filter(|id| !is_of_heading(node, id)), node.attribute("class")];
    let tokens = marks.into_iter().flatten().flat_map(str::split_ascii_whitespace);
    tokens.filter(|token| !LAYOUT.iter().any(|layout| token.starts_with(layout))).find_map(marked)
}

/// Tells whether an id is made of the heading of its box, as programs make them: `the-popular-girl`.
fn is_of_heading(node: NodeRef<'_>, id: &str) -> bool {
    let headings =
        node.descendants().filter(|inner| matches!(inner.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")));
    headings.take(1).any(|heading| key(&heading.text_content()) == key(id))
}

/// Says what a class or an id marks.
fn marked(token: &str) -> Option<&'static str> {
    let lower = token.to_ascii_lowercase();
    let words = || lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    // A box that shows the text is no clutter, whatever is said of how it does.
    if words().any(|word| matches!(word, "content" | "article" | "story" | "body" | "text" | "chapter"))
        && !words()
            .any(|word| matches!(word, "share" | "social" | "related" | "comment" | "comments" | "sidebar" | "ad"))
    {
        return None;
    }
    let camel = split_camel(token);
    let joined: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_word =
        |known: &&str| joined == *known || words().any(|word| word == *known) || camel.iter().any(|word| word == known);
    MARKS.iter().find(|(_, known)| known.iter().any(is_word)).map(|(kind, _)| *kind)
}

/// Cuts `socialShare` at its capitals.
fn split_camel(token: &str) -> Vec<String> {
    let has_both = token.contains(|c: char| c.is_ascii_uppercase()) && token.contains(|c: char| c.is_ascii_lowercase());
    if !has_both {
        return Vec::new();
    }
    let mut words = vec![String::new()];
    for letter in token.chars() {
        if letter.is_ascii_uppercase() || !letter.is_ascii_alphanumeric() {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut().filter(|_| letter.is_ascii_alphanumeric()) {
            last.push(letter.to_ascii_lowercase());
        }
    }
    words
}

/// Tells whether a box holds notes of the text.
fn is_note(node: NodeRef<'_>) -> bool {
    let is_role = node.attribute("role").is_some_and(|role| role.starts_with("doc-"));
    is_role || says(node, &["footnote", "footnotes", "endnote", "endnotes"])
}

/// Tells whether a class or an id has one of some words in it.
pub(super) fn says(node: NodeRef<'_>, wanted: &[&str]) -> bool {
    let marks = [node.attribute("id"), node.attribute("class")];
    marks.into_iter().flatten().any(|marks| {
        let lower = marks.to_ascii_lowercase();
        lower.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| wanted.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_told_by_the_words_of_their_marks() {
        for token in ["social-share", "sharedaddy", "post_nav", "relatedPosts", "site-footer", "ad", "sidebar-content"]
        {
            assert!(marked(token).is_some(), "{token}");
        }
        for token in
            ["shadow", "header-text", "padding", "chapter-content", "adventure", "navy", "entry", "post", "readmore"]
        {
            assert_eq!(marked(token), None, "{token}");
        }
    }
}
