//! Markdown of every kind, the same for the same seed.
//!
//! Its words are `w1x`, `w2x`, … in document order, each once, so that a test can tell which arrived.

/// Returns a Markdown text.
pub(crate) fn random_markdown(seed: u64) -> String {
    let mut writer = Writer { random: Random(seed), words: 0 };
    let blocks = 3 + writer.random.below(12);
    (0..blocks).map(|_| writer.block(0)).collect()
}

/// The numbers of `SplitMix64`.
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

struct Writer {
    random: Random,
    words: usize,
}

impl Writer {
    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}x", self.words)
    }

    fn block(&mut self, depth: usize) -> String {
        let inner = |text: &str, prefix: &str| text.trim_end().replace('\n', &format!("\n{prefix}"));
        match self.random.below(if depth < 3 { 20 } else { 6 }) {
            0 => format!("{} {}\n\n", "#".repeat(1 + self.random.below(6)), self.inlines()),
            1 => format!("{}\n===\n\n", self.word()),
            2 => format!("```{}\n{} <&>\n```\n\n", ["", "rust", "a\"b"][self.random.below(3)], self.word()),
            3 => format!("    {}\n\n", self.word()),
            4 => "***\n\n".to_owned(),
            6 => {
                let text = self.block(depth + 1) + &self.block(depth + 1);
                format!("> {}\n\n", inner(&text, "> "))
            }
            7 => {
                let text = self.block(depth + 1);
                format!("> [!WARNING]\n> {}\n\n", inner(&text, "> "))
            }
            8 | 9 => {
                let (first, second) = (self.block(depth + 1), self.block(depth + 1));
                let mark = ["- ", "7. "][self.random.below(2)];
                let indent = " ".repeat(mark.len());
                format!("{mark}{}\n{mark}{}\n\n", inner(&first, &indent), inner(&second, &indent))
            }
            10 => {
                let cells: Vec<String> = (0..4).map(|_| self.word()).collect();
                format!("| {} | *{}* |\n|:-:|---|\n| {} | {} |\n\n", cells[0], cells[1], cells[2], cells[3])
            }
            11 => format!("{}\n: {}\n\n", self.word(), self.word()),
            12 => {
                let (open, close) = self.tags();
                let text = self.block(depth + 1);
                format!("{open}\n\n{text}{close}\n\n")
            }
            13 | 14 => {
                // Not all of them end, and some end in what they did not begin in.
                let fence = ["verse", "letter", "{.mine #x lang=de}", "epigraph", "vrese of", "{only=epub}"];
                let open = fence[self.random.below(fence.len())];
                let close = ["\n:::", "\n::::::", "", "\n\n> :::"][self.random.below(4)];
                let text = self.block(depth + 1) + &self.block(depth + 1);
                format!("::: {open}\n{}{close}\n\n", text.trim_end())
            }
            15 => format!("   {}\n     {}\n\\\n -- {}\n\n", self.inline(), self.inlines(), self.word()),
            _ => format!("{}\n\n", self.inlines()),
        }
    }

    /// Returns block tags, not all of which fit each other.
    fn tags(&mut self) -> (&'static str, &'static str) {
        const TAGS: &[(&str, &str)] = &[
            ("<div>", "</div>"),
            ("<center>", "</center>"),
            ("<section id=\"a b\">", ""),
            ("<blockquote cite=\"x y\">", "</blockquote>"),
            ("<!-- a -- b -->", ""),
            ("<p align=right>", "</p>"),
            ("<details open><summary>", "</details>"),
            ("<font size=7>", "</font></div>"),
        ];
        TAGS[self.random.below(TAGS.len())]
    }

    fn inlines(&mut self) -> String {
        let count = 1 + self.random.below(6);
        let inlines: Vec<String> = (0..count).map(|_| self.inline()).collect();
        inlines.join([" ", "\n", "  \n", "\\\n"][self.random.below(4)].trim_start_matches('\n'))
    }

    fn inline(&mut self) -> String {
        match self.random.below(27) {
            0 => format!("*{}*", self.word()),
            1 => format!("**{} {}**", self.word(), self.word()),
            2 => format!("`{}`", self.word()),
            3 => format!("[{}](#{})", self.word(), self.random.below(9)),
            4 => format!("[{}](https://example.org/?a=1&b=2 \"t\")", self.word()),
            5 => format!("~~{}~~", self.word()),
            6 => format!("<b>{}", self.word()),
            7 => format!("<x-y>{}</x-y> & {}", self.word(), self.word()),
            8 => format!("<span lang=\"de\" style=\"color: red\">{}</span>", self.word()),
            9 => format!("{}&nbsp;&copy;&#1;", self.word()),
            10 => format!("[{}][none] {}^2^", self.word(), self.word()),
            11 => format!("<a name=\"1\">{}</a><br>", self.word()),
            12 => format!("[{}](javascript:x())", self.word()),
            13 => format!("[{} *{}*]{{.smallcaps lang=fr}}", self.word(), self.word()),
            14 => format!("[{}](#1){{.mine x=\"*a*\"}}", self.word()),
            15 => format!("`{}`{{.a}} [{}]{{}} {{{}}}", self.word(), self.word(), self.word()),
            16 => format!("{{漢{}字|かん}}**「{}」**で", self.word(), self.word()),
            17 => format!("[{}]{{.term}} [@fig-{}]", self.word(), self.word()),
            _ => self.word(),
        }
    }
}
