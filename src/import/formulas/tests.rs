//! Formulas of word processors, each with its TeX.

use super::{of_mathml, of_omml};
use crate::xml::parse_xml;

#[test]
fn mathml_becomes_tex() {
    for (math, expected) in [
        ("<mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>", "E=mc^{2}"),
        (
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><msqrt><mi>c</mi></msqrt></mfrac>",
            "\\frac{a+b}{\\sqrt{c}}",
        ),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi>\
             <mi>i</mi></msub>",
            "∑_{i=1}^{n}x_{i}",
        ),
        ("<mi>sin</mi><mi>α</mi><mo>≤</mo><mi>rate</mi>", "\\sinα≤\\mathrm{rate}"),
        (
            "<mrow><mo fence=\"true\" stretchy=\"true\">(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>\
             </mtable><mo fence=\"true\" stretchy=\"true\">)</mo></mrow>",
            "\\left( \\begin{matrix} 1 & 2 \\end{matrix} \\right)",
        ),
        ("<mtext>a ~ b\\c_1</mtext>", "\\text{a \\sim{} b\\textbackslash{}c\\_1}"),
        ("<mfenced separators=\"·;\"><mi>a</mi><mi>b</mi></mfenced>", "\\left( a·b \\right)"),
        ("<semantics><mover><mi>v</mi><mo>→</mo></mover><annotation>v</annotation></semantics>", "\\vec{v}"),
    ] {
        let tree = parse_xml(&format!("<math>{math}</math>").as_str().into(), None).unwrap();
        let root = tree.root().elements().next().unwrap();
        assert_eq!(of_mathml(root).as_deref(), Some(expected), "{math}");
    }
    let tree = parse_xml(&"<math><maction><mi>a</mi></maction></math>".into(), None).unwrap();
    assert_eq!(of_mathml(tree.root().elements().next().unwrap()), None);
}

#[test]
fn formulas_of_word_become_tex() {
    let r = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    for (math, expected) in [
        (format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", r("a"), r("b")), "\\frac{a}{b}"),
        (
            format!(
                "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>",
                r("i=1"),
                r("n"),
                r("i")
            ),
            "∑_{i=1}^{n}i",
        ),
        (format!("<m:rad><m:deg>{}</m:deg><m:e>{}</m:e></m:rad>", r("3"), r("x")), "\\sqrt[3]{x}"),
        (format!("<m:d><m:e>{}</m:e></m:d>", r("x+y")), "\\left( x+y \\right)"),
        (format!("<m:func><m:fName>{}</m:fName><m:e>{}</m:e></m:func>", r("cos"), r("x")), "\\cos{x}"),
    ] {
        let text = format!("<m:oMath xmlns:m=\"urn:m\">{math}</m:oMath>");
        let tree = parse_xml(&text.as_str().into(), None).unwrap();
        let root = tree.root().elements().next().unwrap();
        assert_eq!(of_omml(root).as_deref(), Some(expected), "{math}");
    }
}

#[test]
fn what_stands_in_itself_many_times_is_read_once() {
    const DEPTH: usize = 60;
    let nested = |open: &str, close: &str| [&open.repeat(DEPTH), "<mi>x</mi>", &close.repeat(DEPTH)].concat();
    let math = nested("<munderover>", "<mn>1</mn><mn>2</mn></munderover>");
    let tree = parse_xml(&format!("<math>{math}</math>").as_str().into(), None).unwrap();
    assert!(super::mathml::tex(tree.root().elements().next().unwrap()).is_some());
    let math =
        nested("<limLow><lim><r><t>1</t></r></lim><e>", "</e></limLow>").replace("<mi>x</mi>", "<r><t>x</t></r>");
    let tree = parse_xml(&format!("<oMath>{math}</oMath>").as_str().into(), None).unwrap();
    assert!(super::omml::tex(tree.root().elements().next().unwrap()).is_some());
}
