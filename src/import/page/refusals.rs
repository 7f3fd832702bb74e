//! Pages that hold no text: why nothing is made of them.
//!
//! A page of few words that says what only the program of a site says was saved in place of a text: the site did not
//! find it, asked who reads it, or looked for robots.

use super::article::Cut;
use crate::import::contents::is_heading;
use crate::xml::{NodeRef, Tree};

/// What pages say that hold no text, in lower case, and what that means.
#[rustfmt::skip]
const SAID: &[(&str, &[&str])] = &[
    ("the site did not find the page that was asked for", &[
        "404 not found", "error 404", "404 error", "page not found", "page cannot be found", "page could not be found",
        "requested url was not found", "page you are looking for", "page you requested", "story not found",
        "this page doesn’t exist", "this page doesn't exist", "this page isn’t available", "this page isn't available",
    ]),
    ("it was saved before the site had let the browser in", &[
        "checking your browser", "enable javascript and cookies", "verify you are human", "verifying you are human",
        "are you a robot", "not a robot", "ddos protection by", "needs to review the security of your connection",
    ]),
    ("the site asks first whether its reader is an adult: it was saved before anybody had answered", &[
        "could have adult content", "may contain adult content", "contains adult content", "you must be 18",
        "you must be over 18", "you are over 18", "are you over 18", "at least 18 years", "confirm your age",
        "age verification",
    ]),
    ("the site gave no answer but an error", &[
        "403 forbidden", "access denied", "500 internal server error", "internal server error", "502 bad gateway",
        "503 service", "service unavailable", "504 gateway", "too many requests", "site can’t be reached",
        "site can't be reached", "retry later",
    ]),
];

/// Says why there is no text on a page, where there is none.
pub(super) fn find(cut: &Cut, titles: &[String], tree: &Tree, has_password: bool) -> Option<String> {
    const FEW: usize = 200;
    const SOME: usize = 600;
    let left = letters(tree.root());
    let shows = tree.root().descendants().any(|node| node.is_html("img"));
    if has_password && left < FEW {
        return Some("it asks for a password: it was saved before anybody had logged in".to_owned());
    }
    if left == 0 && !shows {
        return Some("there is no article on the page".to_owned());
    }
    if left < SOME && !shows {
        let words =
            titles.iter().map(String::as_str).chain([&*tree.root().text_content()]).collect::<Vec<_>>().join("\n");
        let words = words.to_lowercase();
        let said = SAID.iter().find(|(_, phrases)| phrases.iter().any(|phrase| words.contains(phrase)));
        if let Some((why, _)) = said {
            return Some((*why).to_owned());
        }
    }
    // Of a list with a heading, that or less is left.
    let is_bare = !shows && tree.root().elements().all(|block| is_heading(block) || is_list_of_links(block));
    let is_list = cut.plain < cut.linked / 3.0 && (is_bare || cut.linked > 200.0 && cut.plain < 400.0);
    is_list.then(|| "there is no article on the page, but links to other pages".to_owned())
}

/// Tells whether each item of a list is a link and nothing else.
fn is_list_of_links(block: NodeRef<'_>) -> bool {
    let is_linked = |text: NodeRef<'_>| text.ancestors().any(|above| above.is_html("a"));
    let mut texts = block.descendants().filter(|node| node.is_text() && !node.text().trim().is_empty());
    matches!(block.html(), Some("ul" | "ol")) && texts.all(is_linked)
}

fn letters(root: NodeRef<'_>) -> usize {
    let texts = root.descendants().filter(|node| node.is_text());
    texts.map(|node| node.text().chars().filter(|letter| letter.is_alphanumeric()).count()).sum()
}
