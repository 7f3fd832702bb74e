//! What Markdown of other tools says in words of its own: Obsidian's links in double brackets and comments, bookdown's
//! parts. What has a word here is translated; what has none stays as it was typed, and the report tells of it.

use super::Removed;
use super::layouts::{TitleBlock, bookdown_part};

/// A text in the Markdown of books.
#[derive(Debug, Default)]
pub(super) struct Translated {
    /// Nothing where the text is as it was.
    pub text: Option<String>,
    pub removed: Vec<Removed>,
    pub remarks: Vec<String>,
}

/// Translates a text.
pub(super) fn translate(text: &str) -> Translated {
    let mut translated = Translated::default();
    let mut out = String::new();
    let mut hidden: Vec<String> = Vec::new();
    let mut links = Links::default();
    let mut parts: Vec<String> = Vec::new();
    let block = TitleBlock::read(text.trim_start_matches('\u{feff}'));
    let with_front = block.map(|block| block.front_matter() + block.rest);
    translated.text.clone_from(&with_front);
    let text = with_front.as_deref().unwrap_or(text);
    let has_any = text.contains("[[")
        || text.contains("%%")
        || text.contains("# (PART")
        || text.contains(" {-}")
        || text.contains("-# ");
    if has_any {
        let mut fence: Option<String> = None;
        let mut is_hidden = false;
        for line in text.split_inclusive('\n') {
            let start = line.trim_start();
            let mark: String = start.chars().take_while(|letter| matches!(letter, '`' | '~')).collect();
            if mark.len() >= 3 && fence.as_ref().is_none_or(|open| mark.starts_with(open.as_str())) {
                fence = if fence.is_some() { None } else { Some(mark) };
                out.push_str(line);
            } else if fence.is_some() {
                out.push_str(line);
            } else if bookdown_part(line).is_some() {
                parts.push(line.trim().to_owned());
            } else {
                let shown = comments(line, &mut is_hidden, &mut hidden);
                brackets(&unnumbered(&shown), &mut out, &mut links);
            }
        }
        if out != text {
            translated.text = Some(out);
        }
    }
    for (what, texts) in [
        ("what a comment hides", hidden),
        ("the titles of parts, which `chapters` has now", parts),
        ("the headings that links lead to, which their addresses name in their own way", links.places),
        ("how wide pictures are", links.widths),
    ] {
        if !texts.is_empty() {
            translated.removed.push(Removed { what: what.to_owned(), text: texts.join("\n") });
        }
    }
    translated.remarks = signs(text);
    translated
}

/// Takes out `%% what is hidden %%`, which may go over lines.
fn comments(line: &str, is_hidden: &mut bool, hidden: &mut Vec<String>) -> String {
    let mut shown = String::new();
    for (number, part) in line.split("%%").enumerate() {
        if number > 0 {
            *is_hidden = !*is_hidden;
        }
        if *is_hidden {
            hidden.push(part.trim().to_owned());
        } else {
            shown.push_str(part);
        }
    }
    hidden.retain(|text| !text.is_empty());
    shown
}

/// Takes `{-}` from a heading: what is numbered is for the manifest to say; and the stroke from that of a part.
fn unnumbered(line: &str) -> String {
    let line = line.strip_prefix('-').filter(|rest| rest.starts_with("# ")).unwrap_or(line);
    let end = line.trim_end();
    match end.strip_suffix(" {-}").filter(|_| line.starts_with('#')) {
        Some(heading) => heading.to_owned() + &line[end.len()..],
        None => line.to_owned(),
    }
}

/// What links in double brackets say that their Markdown does not.
#[derive(Default)]
struct Links {
    places: Vec<String>,
    widths: Vec<String>,
}

/// Makes links of `[[note|words]]`, and pictures of `![[picture.png]]`.
fn brackets(line: &str, out: &mut String, links: &mut Links) {
    const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp"];
    let mut rest = line;
    while let Some(at) = rest.find("[[") {
        let inner = &rest[at + 2..];
        let Some(end) = inner.find("]]").filter(|end| !inner[..*end].contains(['\n', '['])) else { break };
        let is_embed = rest[..at].ends_with('!');
        let before = if is_embed { &rest[..at - 1] } else { &rest[..at] };
        out.push_str(before);
        let (target, words) =
            inner[..end].split_once('|').map_or((&inner[..end], None), |(to, words)| (to, Some(words)));
        // In a table, a backslash stands before the stroke.
        let target = target.trim_end_matches('\\');
        let (file, place) = target.split_once('#').map_or((target, None), |(file, place)| (file, Some(place)));
        let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
        if is_embed && PICTURES.contains(&&*extension) {
            // After the stroke stands a width, or what the picture shows.
            let is_width =
                |words: &&str| words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b' '));
            let (width, words) = (words.filter(is_width), words.filter(|words| !is_width(words)).unwrap_or_default());
            out.extend(["![", words.trim(), "](<", file.trim(), ">)"]);
            links.widths.extend(width.map(str::to_owned));
        } else {
            let shown = words.map_or_else(|| target.replace('#', " › "), str::to_owned);
            let name = if file.is_empty() || extension == "md" {
                file.trim().to_owned()
            } else {
                format!("{}.md", file.trim())
            };
            if words.is_some() {
                links.places.extend(place.map(str::to_owned));
            }
            out.extend(["[", shown.trim(), "](<", &name, &place.map(fragment).unwrap_or_default(), ">)"]);
        }
        rest = &inner[end + 2..];
    }
    out.push_str(rest);
}

/// Returns what an address ends in that leads to a heading; one below another is named after it. A block in a note is no
/// place in a book.
fn fragment(place: &str) -> String {
    let heading = place.rsplit('#').next().unwrap_or(place);
    if heading.starts_with('^') { String::new() } else { format!("#{}", crate::slug::slug(heading)) }
}

/// Tells of what stays as it was typed.
fn signs(text: &str) -> Vec<String> {
    let mut remarks = Vec::new();
    let count = |mark: &str| text.matches(mark).count();
    let shortcodes = count("{{<") + count("{{%");
    if shortcodes > 0 {
        remarks.push(format!("{} of Hugo in it as typed: `{{{{< … >}}}}`", count_of(shortcodes, "shortcode")));
    }
    let leanpub = text.lines().filter(|line| is_of_leanpub(line)).count();
    if leanpub > 0 {
        remarks.push(format!("{} of Leanpub in it as typed: `A> …`, `{{title=…}}`", count_of(leanpub, "line")));
    }
    if count("\\@ref(") > 0 {
        remarks.push(format!("{} of bookdown in it as typed: `\\@ref(…)`", count_of(count("\\@ref("), "reference")));
    }
    if count("{{#") > 0 {
        remarks.push(format!("{} of mdBook in it as typed: `{{{{#… }}}}`", count_of(count("{{#"), "directive")));
    }
    if count("{% ") > 0 {
        remarks.push(format!("{} of Liquid in it as typed: `{{% … %}}`", count_of(count("{% "), "tag")));
    }
    if text.contains("```{r") {
        remarks.push("its programs are not run: their code stands in the text".to_owned());
    }
    remarks
}

/// Tells whether a line is what only Leanpub understands: of an aside, a warning and the like, or settings of a block.
fn is_of_leanpub(line: &str) -> bool {
    let is_block = line.starts_with(['A', 'B', 'C', 'D', 'E', 'I', 'Q', 'T', 'W', 'X']) && line[1..].starts_with("> ");
    let names = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).and_then(|inner| inner.split_once('='));
    let is_id = line.starts_with("{#") && line.ends_with('}') && !line.contains(' ');
    is_block
        || is_id
        || names.is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn count_of(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing} stands") } else { format!("{number} {thing}s stand") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(text: &str) -> String {
        translate(text).text.unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn links_in_double_brackets_are_links() {
        let cases = [
            ("See [[Two]] and [[a/Two|the *second*]].\n", "See [Two](<Two.md>) and [the *second*](<a/Two.md>).\n"),
            ("![[map.png|300]] [[#Later on]]\n", "![](<map.png>) [› Later on](<#later-on>)\n"),
            ("```\n[[x]]\n```\n[[y]]\n", "```\n[[x]]\n```\n[y](<y.md>)\n"),
            ("[[Two#A#B b|there]] and [[Two#^1f|here]]\n", "[there](<Two.md#b-b>) and [here](<Two.md>)\n"),
            ("![[a.png|A map]]\n", "![A map](<a.png>)\n"),
            ("a [[ b\n", "a [[ b\n"),
            ("a %%b%% c\n", "a  c\n"),
            ("# One {-}\n# (PART) Two\nx\n", "# One\nx\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(translated(text), expected);
        }
    }
}
