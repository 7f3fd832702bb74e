//! Cutting CSS into tokens. CSS Syntax Level 3, section 4.
//!
//! Comments count as white space. Escapes are followed but not decoded.

/// A token, with its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// What stands between the quotes of a string, or in `url()`.
    pub(super) inner: (usize, usize),
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    Ident,
    /// A name with its opening parenthesis.
    Function,
    At,
    Hash,
    String,
    /// A string that its line ends before its quote does.
    OpenString,
    Url,
    /// `url(` without its end.
    OpenUrl,
    /// A comment without its end.
    OpenComment,
    /// A number, with its unit or percent sign.
    Number,
    /// `<!--` or `-->`, which may stand around a stylesheet.
    Dash,
    /// Any other character, by its byte.
    Sign(u8),
}

/// The tokens of a text, front to back.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    fn byte(&self, ahead: usize) -> u8 {
        // No CSS holds NUL: it stands for the end.
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn begins_name(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b'-' => {
                matches!(self.byte(ahead + 1), b'-') || is_name_start(self.byte(ahead + 1)) || self.escape(ahead + 1)
            }
            b'\\' => self.escape(ahead),
            byte => is_name_start(byte),
        }
    }

    fn escape(&self, ahead: usize) -> bool {
        self.byte(ahead) == b'\\' && !matches!(self.byte(ahead + 1), b'\n' | 0)
    }

    fn begins_number(&self) -> bool {
        let sign = usize::from(matches!(self.byte(0), b'+' | b'-'));
        let point = usize::from(self.byte(sign) == b'.');
        self.byte(sign + point).is_ascii_digit()
    }

    fn name(&mut self) {
        loop {
            if self.escape(0) {
                self.at += 2;
            } else if is_name(self.byte(0)) && self.at < self.bytes.len() {
                self.at += 1;
            } else {
                // An escape may have led past the end.
                self.at = self.at.min(self.bytes.len());
                return;
            }
        }
    }

    fn space(&mut self) -> Kind {
        loop {
            if self.byte(0).is_ascii_whitespace() {
                self.at += 1;
            } else if self.bytes[self.at..].starts_with(b"/*") {
                let end = self.bytes[self.at + 2..].windows(2).position(|pair| pair == b"*/");
                let Some(end) = end else { return Kind::OpenComment };
                self.at += end + 4;
            } else {
                return Kind::Space;
            }
        }
    }

    fn string(&mut self) -> (Kind, (usize, usize)) {
        let (quote, start) = (self.byte(0), self.at + 1);
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'\n' => break,
                _ if byte == quote => {
                    self.at += 1;
                    return (Kind::String, (start, self.at - 1));
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        (Kind::OpenString, (start, self.at))
    }

    /// Reads what follows `url(`.
    fn url(&mut self) -> (Kind, (usize, usize)) {
        self.space();
        let inner = matches!(self.byte(0), b'"' | b'\'').then(|| self.string().1);
        let start = self.at;
        let Some(length) = self.bytes[start..].iter().position(|&byte| byte == b')') else {
            self.at = self.bytes.len();
            return (Kind::OpenUrl, inner.unwrap_or((start, self.at)));
        };
        self.at += length + 1;
        (Kind::Url, inner.unwrap_or((start, start + length)))
    }

    fn number(&mut self) {
        self.at += usize::from(matches!(self.byte(0), b'+' | b'-'));
        while self.byte(0).is_ascii_digit() || (self.byte(0) == b'.' && self.byte(1).is_ascii_digit()) {
            self.at += 1;
        }
        if self.byte(0) == b'%' {
            self.at += 1;
        } else if self.begins_name(0) {
            self.name();
        }
    }

    fn word(&mut self) -> (Kind, (usize, usize)) {
        let start = self.at;
        self.name();
        if self.byte(0) != b'(' {
            return (Kind::Ident, (start, self.at));
        }
        let is_url = self.bytes[start..self.at].eq_ignore_ascii_case(b"url");
        self.at += 1;
        if is_url { self.url() } else { (Kind::Function, (start, self.at - 1)) }
    }

    /// Takes a character of its own, whole.
    fn sign(&mut self) -> Kind {
        let byte = self.byte(0);
        self.at += 1;
        Kind::Sign(byte)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let first = *self.bytes.get(start)?;
        let mut inner = (start, start);
        let kind = match first {
            _ if first.is_ascii_whitespace() => self.space(),
            b'/' if self.byte(1) == b'*' => self.space(),
            b'"' | b'\'' => {
                let (kind, range) = self.string();
                inner = range;
                kind
            }
            b'<' if self.bytes[start..].starts_with(b"<!--") => {
                self.at += 4;
                Kind::Dash
            }
            b'-' if self.bytes[start..].starts_with(b"-->") => {
                self.at += 3;
                Kind::Dash
            }
            b'#' if is_name(self.byte(1)) || self.escape(1) => {
                self.at += 1;
                self.name();
                Kind::Hash
            }
            b'@' if self.begins_name(1) => {
                self.at += 1;
                self.name();
                Kind::At
            }
            _ if self.begins_number() => {
                self.number();
                Kind::Number
            }
            _ if self.begins_name(0) => {
                let (kind, range) = self.word();
                inner = range;
                kind
            }
            _ => self.sign(),
        };
        if kind == Kind::OpenComment {
            self.at = self.bytes.len();
        }
        Some(Token { kind, start, end: self.at, inner })
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_as_css_says() {
        let text = "a-b --c #1 @m .5em -1% +x \"s\\\"\" url( q ) url('r') f( <!-- é\\31";
        let cut: Vec<&str> = Tokens::new(text)
            .filter(|token| token.kind != Kind::Space)
            .map(|token| &text[token.start..token.end])
            .collect();
        let expected = [
            "a-b",
            "--c",
            "#1",
            "@m",
            ".5em",
            "-1%",
            "+",
            "x",
            "\"s\\\"\"",
            "url( q )",
            "url('r')",
            "f(",
            "<!--",
            "é\\31",
        ];
        assert_eq!(cut, expected);
    }
}
