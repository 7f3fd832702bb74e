//! JSON as pages carry it (RFC 8259), for what they say of themselves; line ends in strings are let pass.

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// `null`, `true`, `false` and numbers, as they are written.
    Bare(String),
    Text(String),
    List(Vec<Json>),
    Table(Vec<(String, Json)>),
}

/// Values are not read deeper than this: it recurses.
const DEEPEST: usize = 64;

impl Json {
    /// Reads a value; `None` where the text is no JSON. What follows the value is passed over.
    pub(super) fn read(text: &str) -> Option<Self> {
        Parser { rest: text }.value(0)
    }

    /// Returns a member of a table.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Table(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Returns a text that says something.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    /// Returns the items of a list, or the value itself.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            '"' => self.string().map(Json::Text),
            '[' => self.list(depth),
            '{' => self.table(depth),
            _ => {
                let end = self.rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !"+-.".contains(letter));
                let (bare, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                self.rest = rest;
                (!bare.is_empty()).then(|| Json::Bare(bare.to_owned()))
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        self.take('[');
        let mut items = Vec::new();
        while !self.take(']') {
            items.push(self.value(depth + 1)?);
            if !self.take(',') && self.peek()? != ']' {
                return None;
            }
        }
        Some(Json::List(items))
    }

    fn table(&mut self, depth: usize) -> Option<Json> {
        self.take('{');
        let mut members = Vec::new();
        while !self.take('}') {
            let name = (self.peek()? == '"').then(|| self.string())??;
            if !self.take(':') {
                return None;
            }
            members.push((name, self.value(depth + 1)?));
            if !self.take(',') && self.peek()? != '}' {
                return None;
            }
        }
        Some(Json::Table(members))
    }

    fn string(&mut self) -> Option<String> {
        self.take('"');
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\'])?;
            text.push_str(&self.rest[..end]);
            let is_end = self.rest[end..].starts_with('"');
            self.rest = &self.rest[end + 1..];
            if is_end {
                return Some(text);
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
        let letter = self.rest.chars().next()?;
        self.rest = &self.rest[letter.len_utf8()..];
        Some(match letter {
            'n' | 'r' => '\n',
            't' => '\t',
            'b' | 'f' => ' ',
            'u' => {
                let first = self.unit()?;
                let second = (0xD800..0xDC00).contains(&first) && self.rest.starts_with("\\u");
                if !second {
                    return Some(char::from_u32(first).unwrap_or('\u{FFFD}'));
                }
                self.rest = &self.rest[2..];
                let second = self.unit()?.checked_sub(0xDC00).filter(|low| *low < 0x400);
                let joined = second.and_then(|low| char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low));
                joined.unwrap_or('\u{FFFD}')
            }
            other => other,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }

    /// Returns the next letter that is no white space.
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    /// Passes a sign, if it is next.
    fn take(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(sign);
        if is_next {
            self.rest = &self.rest[sign.len_utf8()..];
        }
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let json = Json::read(
            r#" {"a": [1, "b\u00e9\ud83d\ude00 \"c\"
                d"], "e": {"f": null, "g": true}, "h": []} "#,
        )
        .unwrap();
        let items = json.get("a").unwrap().items();
        assert_eq!(items[0], Json::Bare("1".to_owned()));
        assert!(items[1].text().unwrap().starts_with("bé😀 \"c\"\n"));
        assert_eq!(json.get("e").unwrap().get("f"), Some(&Json::Bare("null".to_owned())));
        assert!(json.get("h").unwrap().items().is_empty() && json.get("x").is_none());
    }

    #[test]
    fn what_is_no_json_is_none() {
        for text in ["", "{", "{\"a\"}", "[1 2]", "\"a", "{a:1}", "\"\\u12\"", "\"\\ud83d\\u0000\"x"] {
            let _ = Json::read(text);
        }
        assert_eq!(Json::read("{\"a\"}"), None);
        assert_eq!(Json::read("[1 2]"), None);
        assert_eq!(Json::read(&"[".repeat(100_000)), None);
    }
}
