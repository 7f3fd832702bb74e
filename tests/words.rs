//! The helper that says what a browser shows is itself tested: other tests trust it.

mod support;

use bindery::xml::parse_html;

#[test]
fn visible_words_are_those_that_a_browser_shows() {
    let cases = [
        ("<p>one <em>tw</em>o</p><p>three</p>", "one two three"),
        ("a<br>b<hr>c<i>d</i>", "a b cd"),
        ("<title>no</title><style>no</style><script>no</script>yes<!-- no -->", "yes"),
        ("<div hidden>no</div><p>yes<template>no</template></p>", "yes"),
        ("<img alt='no'>yes<a title='no' href='no'>, all</a>", "yes, all"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b c"),
        ("<ul><li>a<li>b</ul>c", "a b c"),
        ("<svg><title>no</title><text>yes</text></svg>", "yes"),
        ("<x-custom>a</x-custom>b", "ab"),
        ("<dialog>no</dialog><details><summary>a</summary>b</details>", "a b"),
        ("", ""),
    ];
    for (html, expected) in cases {
        let tree = parse_html(&html.into(), |_| None).expect("it is not deep");
        assert_eq!(support::words::visible_words(tree.root()).join(" "), expected, "{html}");
    }
}
