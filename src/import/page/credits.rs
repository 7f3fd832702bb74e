//! Which title, authors, date and summary are those of the article, of all that its page says and shows.

use super::clutter::shown;
use super::facts::Said;
use super::marks::is_marked;
use super::root::Article;
use super::select::Index;
use super::sites::{AUTHORS, DATES, SUBTITLES};
use crate::import::clean::is_block;
use crate::import::copied::{Credit, credit};
use crate::manifest::{Facts, Person};
use crate::slug::key;
use crate::source::Located;
use crate::xml::{NodeId, NodeRef};

/// What is said of an article, and the elements that show it: they leave the text.
#[derive(Debug, Default)]
pub(super) struct Credits {
    pub facts: Facts,
    pub shown: Vec<NodeId>,
}

/// Decides what is said of an article.
pub(super) fn decide(index: &Index<'_>, said: &Said, article: &Article, roots: &[NodeRef<'_>]) -> Credits {
    let mut credits = Credits::default();
    let is_inside = |node: NodeRef<'_>| holds(roots, node);
    let is_apart = |node: &NodeRef<'_>| !is_inside(*node) && (is_marked(*node) || node.ancestors().any(is_marked));
    let near = |selectors: &[&str], anywhere: bool| -> Vec<NodeRef<'_>> {
        let of =
            |selector: &&str| index.select(selector).into_iter().filter(|node| anywhere || !is_apart(node)).collect();
        let is_label =
            |found: &Vec<NodeRef<'_>>| found.first().is_some_and(|first| words(*first).split(' ').count() < 30);
        selectors.iter().map(of).find(is_label).unwrap_or_default()
    };
    let site = &article.site;
    let is_one = roots.len() == 1 || !site.chapters.is_empty();
    let own_title = index.first(site.title).or_else(|| styled_title(index, said));
    let own_title = own_title.filter(|node| is_one && !words(*node).is_empty());
    let subtitle = near(SUBTITLES, false).into_iter().find(|node| words(*node).chars().count() <= 250);
    credits.facts.subtitle = located(subtitle.map(words));
    credits.shown.extend(subtitle.filter(|node| is_inside(*node)).map(NodeRef::id));
    let (title, heading) = title(index, said, own_title, roots);
    credits.facts.title = located(title);
    credits.shown.extend(heading.filter(|heading| is_inside(*heading)).map(NodeRef::id));

    if let Some(repeated) = credits.facts.title.as_ref().and_then(|title| first_words(roots, &title.value)) {
        credits.shown.push(repeated.id());
    }
    let shown_authors = near(site.authors, true);
    let is_sites_own = !site.marks.is_empty() && !shown_authors.is_empty();
    let mut nodes = Vec::new();
    let names = if is_sites_own || said.authors.is_empty() {
        let found = if shown_authors.is_empty() { near(AUTHORS, false) } else { shown_authors };
        nodes = if is_sites_own { found } else { found.into_iter().take(1).collect() };
        nodes.iter().flat_map(|node| names(&words(*node))).collect()
    } else {
        said.authors.iter().flat_map(|author| names(author)).collect::<Vec<_>>()
    };
    let site_key = said.site.as_deref().map(key).filter(|key| !key.is_empty());
    for name in names.into_iter().filter(|name| site_key.as_ref() != Some(&key(name))) {
        if !credits.facts.authors.iter().any(|known| known.name == name) {
            credits.facts.authors.push(Person::author(name));
        }
    }
    let mut dates = near(site.date, true);
    if dates.is_empty() && said.date.is_none() {
        dates = near(DATES, false);
    }
    let date = said.date.as_deref().and_then(date).or_else(|| dates.first().and_then(|node| date_of(*node)));
    credits.facts.date = located(date);
    if credits.facts.authors.is_empty()
        && let Some((line, credit)) = credit_line(heading, roots)
    {
        credits.facts.authors = credit.authors.into_iter().map(Person::author).collect();
        credits.facts.date = credits.facts.date.or_else(|| located(credit.date));
        nodes.push(line);
    }
    nodes.extend(dates.into_iter().take(1));
    let lines = nodes.into_iter().filter(|node| is_inside(*node)).filter_map(|node| line_of(node, roots));
    credits.shown.extend(lines.map(NodeRef::id));
    credits.shown.sort_unstable();
    credits.shown.dedup();
    credits
}

/// Returns the line in which an element says who wrote a text or when; none where it stands in a sentence of the text.
fn line_of<'a>(node: NodeRef<'a>, roots: &[NodeRef<'a>]) -> Option<NodeRef<'a>> {
    const LONGEST: usize = 16;
    let is_short = |line: &NodeRef<'_>| words(*line).split(' ').count() < LONGEST;
    let block = std::iter::once(node).chain(node.ancestors()).find(|above| is_block(*above))?;
    let is_root = roots.iter().any(|root| root.id() == block.id() || root.ancestors().any(|up| up.id() == block.id()));
    // Right in the article, words without a paragraph of their own are a line by themselves.
    let line = if is_root { node } else { block };
    Some(line).filter(is_short)
}

/// Tells whether an element stands in an article.
fn holds(roots: &[NodeRef<'_>], node: NodeRef<'_>) -> bool {
    roots.iter().any(|root| root.id() == node.id() || node.ancestors().any(|above| above.id() == root.id()))
}

/// Returns the first words of an article, where they are its title again.
fn first_words<'a>(roots: &[NodeRef<'a>], title: &str) -> Option<NodeRef<'a>> {
    let root = roots.first()?;
    let is_leaf = |node: &NodeRef<'_>| is_block(*node) && !node.elements().any(is_block) && !words(*node).is_empty();
    let first = root.descendants().filter(|node| node.is_element()).find(is_leaf)?;
    let is_heading = matches!(first.html(), Some("h1" | "h2" | "h3"));
    (!is_heading && key(&words(first)) == key(title)).then_some(first)
}

/// Returns the line of credits below the title, wherever it stands, or at the beginning of the article.
fn credit_line<'a>(title: Option<NodeRef<'a>>, roots: &[NodeRef<'a>]) -> Option<(NodeRef<'a>, Credit)> {
    const NEAR: usize = 6;
    let top = |node: NodeRef<'a>| node.ancestors().last().unwrap_or(node).id();
    let is_leaf = |node: &NodeRef<'_>| is_block(*node) && !node.elements().any(is_block) && !words(*node).is_empty();
    let starts = [title, roots.first().copied()];
    let mut lines = starts.into_iter().flatten().flat_map(|start| {
        let top = top(start);
        std::iter::successors(start.following_within(top), move |node| node.following_within(top))
            .filter(is_leaf)
            .take(NEAR)
    });
    lines.find_map(|line| Some((line, credit(&words(line))?)))
}

/// Decides on the title; returns the heading that shows it.
fn title<'a>(
    index: &Index<'a>,
    said: &Said,
    own: Option<NodeRef<'a>>,
    roots: &[NodeRef<'a>],
) -> (Option<String>, Option<NodeRef<'a>>) {
    let is_inside = |node: NodeRef<'_>| holds(roots, node);
    if let Some(own) = own {
        return (Some(words(own)), Some(own));
    }
    let headings = ["h1", "h2", "h3"].iter().flat_map(|name| index.select(name));
    let headings: Vec<NodeRef<'a>> = headings.filter(|node| !words(*node).is_empty()).collect();
    let said_keys: Vec<String> = said.titles.iter().map(|title| key(title)).collect();
    let repeats = |node: &&NodeRef<'a>| {
        let own = key(&words(**node));
        let is_site = said.site.as_deref().is_some_and(|site| key(site) == own);
        !is_site
            && own.len() > 2
            && said_keys.iter().any(|said| *said == own || said.contains(&own) && own.len() * 3 > said.len())
    };
    // A heading inside the article goes before one around it, and a longer one before a shorter.
    let weight = |node: &&NodeRef<'a>| (is_inside(**node), key(&words(**node)).len());
    if let Some(heading) = headings.iter().rev().filter(repeats).max_by_key(weight) {
        return (Some(words(*heading)), Some(*heading));
    }
    let firsts: Vec<NodeRef<'a>> = headings.into_iter().filter(|node| node.is_html("h1")).collect();
    let cut = said.titles.first().map(|title| without_site(title, said));
    let only = match &*firsts {
        [only] => Some(*only),
        more => {
            more.iter().copied().find(|node| roots.iter().any(|root| node.ancestors().any(|up| up.id() == root.id())))
        }
    };
    let is_title = |node: &NodeRef<'a>| {
        let marks = [node.attribute("class"), node.attribute("id"), node.attribute("itemprop")];
        let is_said = marks.into_iter().flatten().any(|marks| marks.contains("title") || marks.contains("headline"));
        let is_of_site = cut.as_deref().is_none_or(|cut| said.site.as_deref() == Some(cut) || is_host(cut, said));
        is_said || is_of_site || node.ancestors().take(3).any(|above| above.is_html("header")) && is_inside(*node)
    };
    match only.filter(is_title) {
        Some(heading) => (Some(words(heading)), Some(heading)),
        None => (cut, None),
    }
}

/// Returns the paragraph that a program for documents writes in its style for titles.
fn styled_title<'a>(index: &Index<'a>, said: &Said) -> Option<NodeRef<'a>> {
    let is_said = |node: &NodeRef<'_>| said.titles.iter().any(|title| key(title) == key(&words(*node)));
    let titled = index.select("p.title").into_iter().next();
    // Pages of other programs have such paragraphs, too.
    titled.filter(|node| said.titles.is_empty() || is_said(node)).or_else(|| index.first(&["p.MsoTitle"]))
}

/// Cuts the name of the site off the title of a document.
fn without_site(title: &str, said: &Said) -> String {
    const MARKS: &[&str] = &[" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " « ", " » ", " / ", " ~ "];
    let is_site = |part: &str| said.site.as_deref().is_some_and(|site| key(site) == key(part)) || is_host(part, said);
    for mark in MARKS {
        let Some((rest, last)) = title.rsplit_once(mark) else { continue };
        let Some((first, after)) = title.split_once(mark) else { continue };
        // Without its name, the site is what stands last, where enough is left before it.
        let is_enough = rest.split_whitespace().count() > 3 && rest.len() > last.len();
        if is_site(last) || is_enough && said.site.is_none() {
            return without_site(rest.trim(), said);
        }
        if is_site(first) {
            return without_site(after.trim(), said);
        }
    }
    title.to_owned()
}

/// Tells whether words are the name of the host that a page is from: `The Van Blog`, `thevanblog.example.org`.
fn is_host(words: &str, said: &Said) -> bool {
    let host = said.source.as_deref().and_then(|source| source.split('/').nth(2)).unwrap_or_default();
    let key = key(words);
    key.len() > 3 && host.split('.').any(|part| part.replace('-', "") == key || format!("{part}com") == key)
}

/// Returns the words of an element in one line.
fn words(node: NodeRef<'_>) -> String {
    node.attribute("content").filter(|_| node.is_html("meta")).map_or_else(|| shown(node).join(" "), str::to_owned)
}

/// Returns the names that a byline has: without `by`, and without what stands behind them.
fn names(line: &str) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(credit) = credit(&line) {
        return credit.authors;
    }
    let line = line.strip_prefix("Author:").or_else(|| line.strip_prefix("author:")).unwrap_or(&line).trim();
    let is_name =
        line.split(' ').count() <= 6 && line.chars().any(char::is_alphanumeric) && !line.ends_with(['.', '!', '?']);
    if is_name { vec![line.to_owned()] } else { Vec::new() }
}

/// Returns the date that an element shows.
fn date_of(node: NodeRef<'_>) -> Option<String> {
    if let Some(seconds) = node.attribute("data-xutime").and_then(|seconds| seconds.parse::<i64>().ok()) {
        return Some(day(seconds.div_euclid(86_400)));
    }
    let inner = || node.descendants().find(|inner| inner.is_html("time"));
    let machine = ["datetime", "content", "title"].iter().find_map(|name| node.attribute(name));
    let machine = machine.or_else(|| inner().and_then(|time| time.attribute("datetime")));
    machine.and_then(date).or_else(|| date(&words(node)))
}

/// Returns a date as books write it, or as it is shown.
fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let is_iso = text.len() >= 10
        && text
            .bytes()
            .take(10)
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    if is_iso {
        return Some(text[..10].to_owned());
    }
    let has_year = text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() == 4);
    (has_year && text.chars().count() <= 40).then(|| text.to_owned())
}

/// Returns the date of a day that is counted from the first of 1970, by the civil calendar.
fn day(days: i64) -> String {
    // The years begin in March, so that the leap day is the last of one.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{date:02}")
}

fn located(value: Option<String>) -> Option<Located<String>> {
    value.filter(|value| !value.is_empty()).map(|value| Located { value, span: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        let said = |site: Option<&str>| Said {
            site: site.map(str::to_owned),
            source: Some("https://vanblog.example.org/x".to_owned()),
            ..Said::default()
        };
        for (title, site, expected) in [
            ("The Van | A Site", Some("A Site"), "The Van"),
            ("A Site – The Van", Some("A Site"), "The Van"),
            ("The Van - Van Blog", None, "The Van"),
            ("Mary - A Story of Four Winters", None, "Mary - A Story of Four Winters"),
            ("A Story of Four Winters - Mary", None, "A Story of Four Winters"),
            ("One - Two", Some("A Site"), "One - Two"),
        ] {
            assert_eq!(without_site(title, &said(site)), expected, "{title}");
        }
    }

    #[test]
    fn dates_are_brought_to_days() {
        assert_eq!(date("2020-01-02T23:59:00+02:00").as_deref(), Some("2020-01-02"));
        assert_eq!(date("2 January 2020").as_deref(), Some("2 January 2020"));
        assert_eq!(date("yesterday"), None);
        assert_eq!((day(0), day(19_782)), ("1970-01-01".to_owned(), "2024-02-29".to_owned()));
    }

    #[test]
    fn bylines_are_brought_to_names() {
        assert_eq!(names("By Ann Author and Bo Other"), ["Ann Author", "Bo Other"]);
        assert_eq!(names("Author: Ann Author"), ["Ann Author"]);
        assert_eq!(names("moonwriter42"), ["moonwriter42"]);
        assert!(names("We write about trains, boats and everything.").is_empty());
    }
}
