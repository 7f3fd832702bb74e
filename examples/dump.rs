use bindery::typeset::conform::conform;
use bindery::xml::*;
#[path = "../tests/support/nasty.rs"]
mod nasty;
fn body(html: &str) -> Tree {
    let b = HtmlBuilder::body("".into());
    for c in html.split_inclusive('>') {
        b.feed(c, None);
    }
    b.finish()
}
fn page(tree: &Tree) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" xml:lang=\"en\"><head><title>t</title></head><body><section>",
    );
    for c in tree.root().children() {
        write_xml(c, &mut out);
        out.push('\n');
    }
    out.push_str("</section></body></html>\n");
    out
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    match a[1].as_str() {
        "seeds" => {
            let (from, to): (u64, u64) = (a[2].parse().unwrap(), a[3].parse().unwrap());
            for s in from..to {
                let mut t = body(&nasty::nasty_html(s));
                conform(&mut t);
                std::fs::write(format!("{}/s{s}.xhtml", a[4]), page(&t)).unwrap();
            }
        }
        "file" => {
            let bytes = std::fs::read(&a[2]).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let t0 = std::time::Instant::now();
            let text: std::sync::Arc<str> = text.into();
            let whole =
                parse_html(&text, |r| Some(bindery::source::Span::new(bindery::source::SourceId::new(0), r))).unwrap();
            let b = whole.root().descendants().find(|n| n.is_html("body")).unwrap().id();
            let mut t = whole;
            let doc = t.document();
            let kids: Vec<_> = t.get(b).children().map(|n| n.id()).collect();
            for r in t.root().children().map(|n| n.id()).collect::<Vec<_>>() {
                t.detach(r);
            }
            for k in kids {
                t.append(doc, k);
            }
            let before = t.root().text_content();
            let t1 = std::time::Instant::now();
            let d = conform(&mut t);
            eprintln!("{}: parse {:?} conform {:?}, {} findings", a[2], t1 - t0, t1.elapsed(), d.len());
            if a.len() > 4 {
                for x in &d {
                    eprintln!("  {} {} {:?}", x.rule.name, x.message, x.place);
                }
            }
            let _ = before;
            std::fs::write(&a[3], page(&t)).unwrap();
        }
        "show" => {
            let h = std::fs::read_to_string(&a[2]).unwrap();
            let mut t = body(&h);
            let d = conform(&mut t);
            println!("{}", page(&t));
            for x in d {
                println!("{} {}", x.rule.name, x.message);
            }
        }
        "nasty" => println!("{}", nasty::nasty_html(a[2].parse().unwrap())),
        "time" => {
            let cases: Vec<(&str, String)> = vec![
              ("deep", "<b><i class=x><font><x-y>".repeat(100) + &"<p>x<div>y".repeat(5000)),
              ("lists", "<li>x<dd>y".repeat(20_000)),
              ("controls", "<input value=x><script></script><marquee>".repeat(100) + &"<td><blink>".repeat(20_000)),
              ("flatblocks", "<span><div>x</div></span>".repeat(50_000)),
              ("wide in b", "<b><i><u>".to_string() + &"<section>x</section>".repeat(50_000)),
              ("flat attrs", "<p style='text-align:center' id=a align=right onclick=x>x</p>".repeat(50_000)),
              ("plain", "<p>One <em>two</em> three, four <a href=\"https://example.com/x\">five</a> six and so on, a line of text.</p>\n".repeat(100_000)),
              ("plain with comment", "<p>One <em>two</em> three, four <a href=\"https://example.com/x\">five</a> six and so on, a line of text.</p>\n".repeat(100_000) + "<!-- x -->"),
            ];
            for (n, h) in cases {
                let t0 = std::time::Instant::now();
                let mut t = body(&h);
                let t1 = std::time::Instant::now();
                let c = t.root().descendants().count();
                let t2 = std::time::Instant::now();
                conform(&mut t);
                println!(
                    "{n}: {} bytes, {c} nodes, parse {:?}, conform {:?}, after {}",
                    h.len(),
                    t1 - t0,
                    t2.elapsed(),
                    t.root().descendants().count()
                );
            }
        }
        _ => panic!(),
    }
}
