//! Web archives (`.mht`, `.mhtml`): a page and all that it shows in one file, as a message of many parts.
//!
//! RFC 2557, with what of RFC 2045 and 2047 browsers write: quoted-printable, base64, encoded words in the head.

use crate::address::base64;

/// A page with what it shows.
#[derive(Debug, Default)]
pub(super) struct Archive {
    /// The page itself, in UTF-8.
    pub page: String,
    /// Where it was on the web.
    pub location: Option<String>,
    /// What it shows, by its address and by its id.
    pub pictures: Vec<Part>,
    /// The pages that it has in frames.
    pub frames: Vec<Part>,
}

/// One of the parts.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub kind: String,
    pub location: Option<String>,
    pub id: Option<String>,
    pub bytes: Vec<u8>,
    charset: Option<String>,
}

/// Tells whether a text is an archive: it begins with the head of a message that has parts.
pub(super) fn recognises(text: &str) -> bool {
    let head = text.trim_start();
    let head = head.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let is_head = head.lines().next().and_then(|line| line.split_once(':')).is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    let lower = head.to_ascii_lowercase();
    is_head && lower.contains("mime-version:") && lower.contains("content-type:") && lower.contains("multipart/")
}

/// Reads an archive.
pub(super) fn read(text: &str) -> Option<Archive> {
    let (head, body) = split_head(text.trim_start());
    let kind = field(&head, "content-type")?;
    let location = field(&head, "snapshot-content-location").or_else(|| field(&head, "content-location"));
    let mut parts = Vec::new();
    gather(body, &parameter(&kind, "boundary")?, 0, &mut parts);
    let is_page = |part: &Part| part.kind == "text/html" || part.kind == "application/xhtml+xml";
    let page = parts.remove(parts.iter().position(is_page)?);
    let (frames, mut pictures): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(is_page);
    pictures.retain(|part| part.kind.starts_with("image/"));
    Some(Archive { page: page.decoded(), location: page.location.or(location), pictures, frames })
}

impl Part {
    /// Returns a text in UTF-8.
    pub(super) fn decoded(&self) -> String {
        let encoding = self.charset.as_deref().and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
        encoding.unwrap_or(encoding_rs::UTF_8).decode(&self.bytes).0.into_owned()
    }
}

/// Parts within parts are not looked into deeper than this: it recurses.
const DEEPEST: usize = 8;

fn gather(body: &str, boundary: &str, depth: usize, parts: &mut Vec<Part>) {
    let mark = format!("--{boundary}");
    for piece in body.split(&mark).skip(1).take_while(|piece| !piece.starts_with("--")) {
        let piece = piece.strip_prefix("\r\n").or_else(|| piece.strip_prefix('\n')).unwrap_or(piece);
        let (head, content) = split_head(piece);
        let kind = field(&head, "content-type").unwrap_or_else(|| "text/plain".to_owned());
        if let Some(inner) = parameter(&kind, "boundary").filter(|_| depth < DEEPEST) {
            gather(content, &inner, depth + 1, parts);
            continue;
        }
        let bytes = match field(&head, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "base64" => base64(content),
            "quoted-printable" => quoted_printable(content),
            _ => content.as_bytes().to_vec(),
        };
        parts.push(Part {
            kind: kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
            location: field(&head, "content-location"),
            id: field(&head, "content-id").map(|id| id.trim_matches(['<', '>']).to_owned()),
            bytes,
            charset: parameter(&kind, "charset"),
        });
    }
}

/// Parts the fields of a head, each in one line, from what follows the empty line.
fn split_head(text: &str) -> (Vec<(String, String)>, &str) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => value.push_str(line.trim()),
            (_, _, Some((name, value))) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    (fields, rest)
}

fn field(head: &[(String, String)], name: &str) -> Option<String> {
    head.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
}

/// Returns a parameter of a field: `multipart/related; boundary="…"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|said| {
        let (known, said) = said.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| said.trim().trim_matches('"').to_owned())
    })
}

/// Decodes quoted-printable: `=E9`, and `=` at the end of a line that goes on.
fn quoted_printable(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |offset: usize| bytes.get(at + offset).and_then(|byte| char::from(*byte).to_digit(16));
        let rest = &bytes[at + 1..];
        let (length, value) = match (byte, digit(1), digit(2)) {
            (b'=', Some(high), Some(low)) => (3, u8::try_from(high << 4 | low).ok()),
            (b'=', ..) if rest.starts_with(b"\r\n") => (3, None),
            (b'=', ..) if rest.starts_with(b"\n") => (2, None),
            _ => (1, Some(byte)),
        };
        out.extend(value);
        at += length;
    }
    out
}

/// Returns the extension of pictures of a kind.
pub(super) fn extension(kind: &str) -> Option<&'static str> {
    Some(match kind.trim().to_ascii_lowercase().as_str() {
        "image/png" => "png",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/svg+xml" => "svg",
        "image/avif" => "avif",
        "image/bmp" => "bmp",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_has_a_page_and_its_pictures() {
        let text = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--xyz\"\r\n\r\n\r\n\
            ----xyz\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <p>Caf=C3=A9 is a lo=\r\nng word.</p>\r\n----xyz\r\nContent-Type: image/png\r\n\
            Content-Transfer-Encoding: base64\r\nContent-Location: https://example.org/b.png\r\n\r\niVBO\r\nRw==\r\n----xyz--\r\n";
        assert!(recognises(text));
        let archive = read(text).unwrap();
        assert_eq!(archive.page.trim(), "<p>Café is a long word.</p>");
        assert_eq!(archive.location.as_deref(), Some("https://example.org/a"));
        assert_eq!(archive.pictures[0].bytes, b"\x89PNG");
        assert!(read(&text.replace('\r', "")).is_some());
        assert!(!recognises("Title: A\n\nMIME-Version: Content-Type: multipart/"));
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        assert_eq!(quoted_printable("a=ZZb=3D=\nc="), b"a=ZZb=c=");
    }
}
