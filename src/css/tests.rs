//! What is found in small stylesheets, sound and broken.

use super::{Found, scan, scan_declarations};

fn written(text: &str) -> Vec<String> {
    let one = |found: &Found<'_>| match found {
        Found::Import { address, range } => format!("import {address} [{}]", &text[range.clone()]),
        Found::Url { address, range } => format!("url {address} [{}]", &text[range.clone()]),
        Found::Declaration { selector, property, value, .. } => format!("{selector} | {property} | {value}"),
        Found::Opening { prelude, .. } => format!("open {prelude}"),
        Found::Closing { .. } => String::new(),
        Found::Fault { what, range } => format!("{what} at {}", range.start),
    };
    scan(text).iter().map(one).filter(|line| !line.is_empty()).collect()
}

/// Returns where a text breaks the grammar.
fn faults(text: &str) -> Vec<&str> {
    let fault = |found| match found {
        Found::Fault { range, .. } => text.get(range),
        _ => None,
    };
    scan(text).into_iter().filter_map(fault).collect()
}

#[test]
fn declarations_know_their_block() {
    let text = "/* a { */ @media x { p, q:first-child { color: red; margin:0 } }";
    let expected =
        ["open @media x", "open p, q:first-child", "p, q:first-child | color | red", "p, q:first-child | margin | 0"];
    assert_eq!(written(text), expected);
}

#[test]
fn addresses_are_found_in_every_form() {
    let text = "@import 'a.css';@IMPORT url( \"b.css\" ) print; p{background:url(c.png);q:URL('d;}.png')}";
    let expected = [
        "import a.css [@import 'a.css']",
        "import b.css [@IMPORT url( \"b.css\" ) print]",
        "open p",
        "url c.png [url(c.png)]",
        "p | background | url(c.png)",
        "url d;}.png [URL('d;}.png')]",
        "p | q | URL('d;}.png')",
    ];
    assert_eq!(written(text), expected);
    assert_eq!(written("@namespace svg url(http://www.w3.org/2000/svg);"), [""; 0]);
}

#[test]
fn addresses_are_found_where_the_grammar_is_broken_too() {
    for text in ["url(a)", "p { url(a) }", "p url(a) {}", "p { q: {url(a)} }", "@x url(a)", "p { q: url(a"] {
        assert!(scan(text).iter().any(|found| matches!(found, Found::Url { address: "a" | "a}", .. })), "{text}");
    }
    assert!(matches!(scan_declarations("url(a)")[..], [Found::Fault { .. }, Found::Url { address: "a", .. }]));
}

#[test]
fn what_never_ends_is_told() {
    assert_eq!(written("p { q:r"), ["open p", "p | q | r", "a `{` is never closed at 2"]);
    assert_eq!(written("}"), ["a `}` without a `{` at 0"]);
    assert_eq!(written("/* x"), ["a comment is never closed at 0"]);
    assert_eq!(written("p{content:'x"), ["open p", "a string is never closed at 10", "p | content | 'x"]);
}

#[test]
fn sound_css_has_no_fault() {
    for text in [
        "",
        "p {}",
        "<!-- p { a: b } -->",
        "@charset \"utf-8\"; @import url(a.css) layer(x) screen; @layer a, b;",
        "@media print { @supports (a: b) { p { c: d } } } @page :first { margin: 0 } @unknown x { a: b }",
        "@keyframes x { from { a: b } 50%, 60.5% { a: b } to { a: b } }",
        "@font-face { font-family: x; src: url(a.ttf) format(\"truetype\"), local(\"y\") }",
        ".a.b > c + d ~ e f, #g[h], *|i, j|*, |k, [l|m='n'], [o|=p][q$=\"r\"], [s ^= t ] { a: b }",
        "p::before, q:not(.a, b > c):nth-child(2n + 1), :is(a, b):has(> c), .\\31 a, .é { a: b }",
        "p { a: -0.5em, calc(1% + (2px * 3)); b: #fff !important; c: U+26; d: alpha(opacity=50); --e: f }",
        "p { /* c */ a /* d */ : /* e */ b /* f */ ; /* g */ content: '\\\n\\201C' }",
        "p { a: b ] ) ; c: progid:X.Y(z='#1'); d: url(data:image/png;base64,AA==) }",
    ] {
        assert_eq!(faults(text), [""; 0], "{text}");
    }
}

#[test]
fn each_fault_is_told_once_and_what_follows_is_read() {
    for (text, fault) in [
        ("p { color red; }", "red"),
        ("p { color: ; }", "color"),
        ("p { color }", "}"),
        ("p { a: b;; c: d }", ";"),
        ("p { *a: b }", "*"),
        ("p { a: {b} }", "{"),
        ("p { a: @b }", "@b"),
        ("p { a: (b; }", ";"),
        ("p { &:hover { a: b } }", "&"),
        ("p { q { a: b } }", "{"),
        ("p color: red; }", ";"),
        (", p {}", ","),
        ("p, {}", " "),
        ("p > > q {}", ">"),
        ("p..q {}", "."),
        (".1a {}", ".1a"),
        ("p:not() {}", ")"),
        ("[a=1] {}", "1"),
        ("[a=b {}", " "),
        ("{}", "{"),
        ("// p {}", "/"),
        ("p {} garbage", "garbage"),
        ("p {} @media", "@media"),
        ("p {};", ";"),
        ("p { a: 'b }\n q: c }", "'"),
        ("p { a: b", "{"),
    ] {
        let text = format!("{text} ");
        assert_eq!(faults(&text).len(), 1, "{text}: {:?}", written(&text));
        assert_eq!(faults(&text)[0].trim_start_matches(' '), fault.trim(), "{text}: {:?}", written(&text));
        if !text.starts_with(['{', '[']) && fault != "garbage" && fault != "@media" && fault != "{" && fault != ";" {
            let more = written(&format!("{text}\nq {{ y: z }}"));
            assert!(more.iter().any(|line| line == "q | y | z"), "{more:?}");
        }
    }
}

#[test]
fn any_text_is_scanned_without_harm() {
    let parts =
        ["{", "}", "'", "\"", "url(", "/*", "*/", "\\", ";", ":", "@import", "é", ")", " ", "[", "a", "|", ".", "-"];
    for a in parts {
        for b in parts {
            for c in parts {
                let _ = (scan(&[a, b, c].concat()), scan_declarations(&[a, b, c].concat()));
            }
        }
    }
    scan(&"@a{".repeat(100_000));
}
