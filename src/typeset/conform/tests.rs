//! What goes in and what comes out, and what must hold of anything that goes in.

use super::conform;
use crate::source::{SourceId, Span};
use crate::xml::{HtmlBuilder, NodeRef, Tree, ns, parse_xml, write_xml};

#[path = "../../../tests/support/nasty.rs"]
#[expect(unreachable_pub, reason = "other tests include it too")]
mod nasty;

fn parse(html: &str) -> Tree {
    let builder = HtmlBuilder::body("".into());
    for part in html.split_inclusive('>') {
        let start = part.as_ptr().addr() - html.as_ptr().addr();
        builder.feed(part, Some(Span::new(SourceId::new(0), start..start + part.len())));
    }
    builder.finish()
}

/// Writes a tree as the content of a section.
fn written(tree: &Tree) -> String {
    let mut out =
        String::from("<section xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\">");
    for child in tree.root().children() {
        write_xml(child, &mut out);
    }
    out.push_str("</section>");
    out
}

/// Returns what becomes of some HTML, with the names of the findings in order.
fn conformed(html: &str) -> (String, Vec<&'static str>) {
    let mut tree = parse(html);
    let found = conform(&mut tree);
    let mut out = String::new();
    for child in tree.root().children() {
        write_xml(child, &mut out);
    }
    let out = out
        .replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", "")
        .replace(" xmlns:epub=\"http://www.idpf.org/2007/ops\"", "");
    (out, found.iter().map(|found| found.rule.name).collect())
}

/// What goes in; after `=` what comes out, with `↵` for a line break; after `!` the names of the findings.
const CASES: &str = include_str!("tests/cases.txt");

#[test]
fn each_case_becomes_what_it_should() {
    let mut failures = Vec::new();
    let cases = CASES.split("\n\n").filter(|case| !case.trim().is_empty());
    for case in cases {
        let mut lines = case.lines();
        let html = lines.next().unwrap_or_default();
        let (out, found) = conformed(html);
        let mut became = format!("{html}\n= {}", out.replace('\n', "↵"));
        if !found.is_empty() {
            became.extend(["\n! ", &found.join(" ")]);
        }
        if became.trim_end() != case.trim_end() {
            failures.push(format!("became\n{became}\nnot\n{case}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn what_a_link_leads_to_survives_whatever_stands_around_it() {
    let wrappers = [
        "<font>",
        "<center>",
        "<x-y>",
        "<b><p>",
        "<h1><div>",
        "<ul>",
        "<table><tr><td>",
        "<button>",
        "<ruby>",
        "<span>",
    ];
    for wrapper in wrappers {
        let (out, _) = conformed(&format!("{wrapper}<a name=\"here\"></a>"));
        assert!(out.contains("id=\"here\""), "{wrapper} gave {out}");
    }
}

/// The words that a browser shows, and those of which it depends.
fn words(node: NodeRef<'_>) -> (Vec<String>, Vec<String>) {
    let (mut shown, mut perhaps) = (Vec::new(), Vec::new());
    let is_run = |node: &NodeRef<'_>| node.is_text() && !node.previous().is_some_and(NodeRef::is_text);
    for text in node.descendants().filter(is_run) {
        let hidden = text.ancestors().any(|above| {
            let style = above.attribute("style").unwrap_or_default();
            let local = above.name().map_or("", |name| &*name.local);
            above.attribute("hidden").is_some()
                || style.contains("display:none")
                || matches!(
                    local,
                    "script" | "style" | "template" | "title" | "noframes" | "iframe" | "datalist" | "rp" | "head"
                )
                || matches!(
                    local,
                    "select" | "audio" | "video" | "annotation" | "annotation-xml" | "object" | "metadata"
                )
                || local == "dialog" && above.attribute("open").is_none()
        });
        let list = if hidden { &mut perhaps } else { &mut shown };
        let run = std::iter::successors(Some(text), |node| node.next()).take_while(|node| node.is_text());
        let run: String = run.map(NodeRef::text).collect();
        list.extend(run.split_inclusive(';').filter_map(|part| part.rfind('w').map(|at| part[at..].to_owned())));
    }
    let is_word =
        |word: &String| word.ends_with(';') && word[1..word.len() - 1].bytes().all(|byte| byte.is_ascii_digit());
    shown.retain(is_word);
    perhaps.retain(is_word);
    (shown, perhaps)
}

#[test]
fn whatever_comes_in_stays_whole_and_becomes_well_formed() {
    for seed in 0..400 {
        let html = nasty::nasty_html(seed);
        let mut tree = parse(&html);
        let (mut expected, perhaps) = words(tree.root());
        conform(&mut tree);
        let xml = written(&tree);
        let again = parse_xml(&xml.as_str().into(), None);
        assert!(again.is_ok(), "seed {seed}: {xml}");
        let (mut shown, mut hidden) = words(tree.root());
        shown.append(&mut hidden);
        shown.retain(|word| !perhaps.contains(word));
        if !seed.is_multiple_of(2) {
            expected.sort();
            shown.sort();
        }
        assert_eq!(shown, expected, "seed {seed}\n{html}\n{xml}");
    }
}

#[test]
fn what_conforms_is_left_as_it_is() {
    for seed in 0..200 {
        let mut tree = parse(&nasty::nasty_html(seed));
        conform(&mut tree);
        let once = written(&tree);
        conform(&mut tree);
        assert_eq!(written(&tree), once, "seed {seed}");
    }
}

#[test]
fn nothing_is_nested_that_may_not_be() {
    let forbidden = [("a", "a"), ("header", "header"), ("header", "footer"), ("footer", "header"), ("dfn", "dfn")];
    let text_only = ["p", "h1", "h2", "pre", "b", "i", "span", "em", "rt", "summary", "code", "font"];
    let blocks = ["p", "div", "ul", "table", "h1", "section", "li", "td", "pre", "hr", "blockquote", "dl", "figure"];
    for seed in 0..200 {
        let mut tree = parse(&nasty::nasty_html(seed));
        conform(&mut tree);
        for node in tree.root().descendants() {
            let above = |local: &str| node.ancestors().any(|above| above.is_html(local));
            assert!(forbidden.iter().all(|(outer, inner)| !(node.is_html(inner) && above(outer))), "seed {seed}");
            let in_text = node.parent().and_then(NodeRef::html).is_some_and(|parent| text_only.contains(&parent));
            assert!(!(in_text && node.html().is_some_and(|local| blocks.contains(&local))), "seed {seed}");
        }
    }
}

#[test]
fn deep_and_wide_trees_take_no_longer_than_long_ones() {
    let deep: String = "<b><i class=x><font><x-y>".repeat(100) + &"<p>x<div>y".repeat(5000);
    let mut tree = parse(&deep);
    conform(&mut tree);
    let nodes = tree.root().descendants().count();
    assert!(nodes < 1_000_000, "{nodes}");
    let lists = "<li>x<dd>y".repeat(20_000);
    conform(&mut parse(&lists));
    let controls = "<input value=x><script></script><marquee>".repeat(100) + &"<td><blink>".repeat(20_000);
    conform(&mut parse(&controls));
}

#[test]
fn plain_pieces_are_not_touched() {
    let html = "<h1 id=\"a\">T</h1><p class=\"x\">One <em>two</em> <a href=\"https://example.com/\">three</a><br>four</p>\
                <ul><li>x</li></ul><pre><code>y</code></pre><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr>\
                </tbody></table><p><img src=\"a.png\" alt=\"\"></p>";
    assert!(super::plain::is_plain(&parse(html)));
    for spoilt in [
        "<p style=x>",
        "<center>",
        "<p onclick=x>",
        "<!-- x -->",
        "<a href='javascript:x'>y</a>",
        "<i></i>",
        "<img>",
        "<p id=a><p id=a>",
        "<img src='https://example.com/x.png'>",
        "<b><p>x</b>",
        "<ul>x</ul>",
        "<table><caption>x</table>",
        "<svg></svg>",
        "<a href='x'><b><a href='y'></b></a>",
        "<p data-x=1>",
        "<p lang=''>",
        "<span>x</span>",
        "<a href='a b'>x</a>",
    ] {
        let tree = parse(&format!("{html}{spoilt}"));
        let plain = super::plain::is_plain(&tree);
        let mut after = tree.clone();
        conform(&mut after);
        assert!(!plain || written(&after) == written(&tree), "{spoilt}");
    }
    assert!(!super::plain::is_plain(&parse("<h2><div>x</div></h2>")));
}

#[test]
fn findings_say_where_and_how_often() {
    let mut tree = parse("<font>x</font><font>y</font><font>z</font><script>x</script>");
    let found = conform(&mut tree);
    let said: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said, ["`<font>` is obsolete, and 2 times more in this piece", "a script was left out"]);
    assert!(found.iter().all(|found| matches!(found.place, crate::diagnostic::Place::At(_))));
}

#[test]
fn no_script_or_remote_address_is_loaded_by_what_comes_out() {
    for seed in 0..200 {
        let mut tree = parse(&nasty::nasty_html(seed));
        conform(&mut tree);
        for node in tree.root().descendants() {
            assert!(!matches!(
                node.html(),
                Some("script" | "iframe" | "object" | "embed" | "form" | "style" | "input")
            ));
            assert!(node.local_in(ns::SVG) != Some("script"));
            for attribute in node.attributes() {
                // EPUB lets sounds and films be elsewhere, and nothing else.
                let may_load = &*attribute.name.local == "src"
                    && matches!(node.html(), Some("audio" | "video" | "source"))
                    && attribute.value.starts_with("https:");
                let loads = matches!(&*attribute.name.local, "src" | "poster" | "data")
                    && attribute.value.contains("//")
                    && !may_load;
                assert!(!loads && !attribute.name.local.starts_with("on"), "seed {seed}: {attribute:?}");
                assert!(!attribute.value.contains("javascript:"), "seed {seed}: {attribute:?}");
            }
        }
    }
}
