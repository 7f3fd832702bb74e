//! How a whole file is laid out: wrapped or a paragraph a line, indented or not, and what blank lines mean in it.
//!
//! A wrapped line is known by this: the first word of the next line would not have fitted.

use super::line::{Line, Start, WIDEST, columns, ends_sentence, start};

/// Lines of verse are hardly ever wider.
pub(super) const WIDEST_VERSE: u16 = 72;

/// What the lines of a file have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// The width at which lines are wrapped, where they are.
    pub wrap: Option<u16>,
    /// The indent that all lines have.
    pub base: u16,
    /// Whether an indented line begins a paragraph.
    pub indented: bool,
    /// Whether all of it is verse.
    pub verse: bool,
    /// How many blank lines usually stand between paragraphs.
    pub usual_gap: u32,
    /// How many blank lines make a scene break, where any number does.
    pub break_gap: Option<u32>,
}

impl Layout {
    /// Judges a file by all its lines.
    pub(super) fn of(source: &str, lines: &[Line]) -> Self {
        let base = base_indent(lines);
        let is_pair = |pair: &&[Line]| pair[1].gap == 0 && pair[1].indent <= base;
        let wrap = wrap_width(source, || lines.windows(2).filter(is_pair).map(|pair| (pair[0], pair[1])));
        let indented = wrap.is_some() && are_paragraphs_indented(source, lines, base);
        let verse = wrap.is_none() && is_verse(source, lines);
        let begins = |line: &Line| line.gap > 0 || !indented || line.indent > base;
        let (usual_gap, break_gap) = gaps(lines, begins, indented || wrap.is_none() && !verse);
        Self { wrap, base, indented, verse, usual_gap, break_gap }
    }

    /// Tells whether a line stands further in than the others.
    pub(super) fn is_indented(&self, line: Line) -> bool {
        line.indent > self.base
    }
}

/// Returns the indent that nine lines in ten have at least.
fn base_indent(lines: &[Line]) -> u16 {
    let mut indents: Vec<u16> = lines.iter().map(|line| line.indent).collect();
    if indents.is_empty() {
        return 0;
    }
    let tenth = indents.len() / 10;
    *indents.select_nth_unstable(tenth).1
}

/// Returns the width at which lines that follow each other are wrapped, if they are.
pub(super) fn wrap_width<I: Iterator<Item = (Line, Line)>>(source: &str, pairs: impl Fn() -> I) -> Option<u16> {
    const NARROWEST: u16 = 20;
    const WIDEST_WRAP: u16 = 130;
    let mut widths = vec![0_usize; usize::from(WIDEST) + 1];
    let mut count = 0;
    for (line, _) in pairs() {
        widths[usize::from(line.width)] += 1;
        count += 1;
    }
    let mut below = 0;
    let width = widths.iter().position(|here| {
        below += here;
        below * 20 >= count * 19
    });
    let width = u16::try_from(width?).ok().filter(|width| (NARROWEST..=WIDEST_WRAP).contains(width))?;
    let mut seen = Continuations::default();
    for (line, next) in pairs() {
        seen.add(source, width, line, next);
    }
    (seen.is_wrapped() || seen.reads_on(source, pairs())).then_some(width)
}

/// Tells whether lines are of sentences that go on from line to line, however long each is: those of a page that was
/// read by a machine, or cut where it ended.
pub(super) fn reads_on<I: Iterator<Item = (Line, Line)>>(source: &str, pairs: impl Fn() -> I) -> bool {
    let width = pairs().map(|(line, _)| line.width).max().unwrap_or(0);
    let mut seen = Continuations::default();
    for (line, next) in pairs() {
        seen.add(source, width, line, next);
    }
    seen.reads_on(source, pairs())
}

/// Tells whether a sentence ends in the midst of one line in four, as it does in prose.
pub(super) fn has_sentences(source: &str, pairs: impl Iterator<Item = (Line, Line)>) -> bool {
    let ends_within = |line: Line| {
        let text = line.text(source);
        let mut stops = text.match_indices(['.', '?', '!']).map(|(at, stop)| &text[at + stop.len()..]);
        stops.any(|rest| rest.starts_with([' ', '"', '”', '\'', '’']) && start(rest) == Start::Upper)
    };
    let (count, within) = pairs
        .fold((0_usize, 0_usize), |(count, within), (line, _)| (count + 1, within + usize::from(ends_within(line))));
    within * 4 >= count
}

/// What lines that go on after another line are like.
#[derive(Default)]
struct Continuations {
    count: usize,
    full: usize,
    open: usize,
    upper: usize,
    lower: usize,
    /// How many are nearly as wide as the widest.
    even: usize,
}

impl Continuations {
    fn add(&mut self, source: &str, width: u16, line: Line, next: Line) {
        self.count += 1;
        self.full += usize::from(is_full(source, width, line, next));
        self.even += usize::from(u32::from(line.width) * 5 >= u32::from(width) * 4);
        self.open += usize::from(!ends_sentence(line.text(source)));
        match start(next.text(source)) {
            Start::Upper => self.upper += 1,
            Start::Lower => self.lower += 1,
            Start::Other => {}
        }
    }

    /// Most lines are full, many end within a sentence, and not all begin with capitals as lines of verse do.
    fn is_wrapped(&self) -> bool {
        let begins_low = self.upper * 10 <= (self.upper + self.lower) * 6;
        self.count > 0 && self.full * 10 >= self.count * 6 && self.open * 4 >= self.count && begins_low
    }

    /// All lines begin within a sentence, and are as even as verse is not.
    fn is_even(&self) -> bool {
        self.count > 3 && self.upper * 10 <= self.lower && self.even == self.count
    }

    /// Nearly all lines begin within a sentence, and enough are full not to have been broken at will.
    fn reads_on(&self, source: &str, pairs: impl Iterator<Item = (Line, Line)>) -> bool {
        let begins_low = self.lower > 0 && self.lower * 10 >= (self.upper + self.lower) * 7;
        let may_read_on = self.full * 10 >= self.count * 3 && self.open * 2 >= self.count && begins_low;
        may_read_on && (self.is_even() || has_sentences(source, pairs))
    }
}

/// Tells whether the first word of the next line would not have fitted on a line.
pub(super) fn is_full(source: &str, width: u16, line: Line, next: Line) -> bool {
    line.width + 1 + first_word(next.text(source)) > width
}

/// Tells whether a line ends far from the edge although the next word would have fitted.
pub(super) fn is_short(source: &str, width: u16, line: Line, next: Line) -> bool {
    u32::from(line.width + 1 + first_word(next.text(source))) * 4 <= u32::from(width) * 3
}

fn first_word(text: &str) -> u16 {
    let mut characters = text.chars().take(WIDEST.into());
    let first = characters.next().map_or(0, columns);
    if first > 1 {
        return first;
    }
    first
        + characters
            .take_while(|character| !character.is_whitespace() && columns(*character) == 1)
            .map(columns)
            .sum::<u16>()
}

/// Tells whether paragraphs begin with an indented line: often enough one stands before a line that is not.
fn are_paragraphs_indented(source: &str, lines: &[Line], base: u16) -> bool {
    const DEEPEST: u16 = 10;
    let begins = |pair: &&[Line]| {
        let is_first = pair[0].indent > base && pair[0].indent <= base + DEEPEST;
        is_first && pair[1].gap == 0 && pair[1].indent <= base
    };
    let begun = lines.windows(2).filter(begins).count();
    let blocks = lines.iter().skip(1).filter(|line| line.gap > 0).count() + 1;
    // An indented line that goes on with a sentence hangs below a line that begins further out.
    let hangs = |pair: &&[Line]| {
        let is_below = pair[1].gap == 0 && pair[0].indent <= base && pair[1].indent > base;
        is_below && start(pair[1].text(source)) == Start::Lower
    };
    begun * 5 >= blocks + begun && lines.windows(2).filter(hangs).count() * 3 <= begun
}

/// Tells whether lines that are not wrapped are verse: short, and often breaking within a sentence.
fn is_verse(source: &str, lines: &[Line]) -> bool {
    let long = lines.iter().filter(|line| line.width > WIDEST_VERSE).count();
    let joints = lines.windows(2).filter(|pair| pair[1].gap == 0);
    let (count, open) = joints.fold((0_usize, 0_usize), |(count, open), pair| {
        (count + 1, open + usize::from(!ends_sentence(pair[0].text(source))))
    });
    count > 1 && long * 20 <= lines.len() && open * 10 >= count * 4
}

/// Returns how many blank lines are usual between paragraphs, and how many make a break, by the lines that may begin
/// one.
fn gaps(lines: &[Line], begins: impl Fn(&Line) -> bool, lines_may_be_paragraphs: bool) -> (u32, Option<u32>) {
    let gaps = || lines.iter().skip(1).filter(|line| begins(line)).map(|line| line.gap);
    let (none, single, wide) = gaps().fold((0_usize, 0_usize, 0_usize), |(none, single, wide), gap| match gap {
        0 => (none + 1, single, wide),
        1 => (none, single + 1, wide),
        _ => (none, single, wide + 1),
    });
    let is_close = single + wide == 0 || lines_may_be_paragraphs && none >= 3 * (single + wide);
    if none > 0 && is_close {
        // Paragraphs follow each other without blank lines, so that any blank line says more.
        return (0, Some(1));
    }
    if wide > 2 * single {
        let double = gaps().filter(|gap| *gap == 2).count();
        return (2, (double * 2 >= wide).then_some(3));
    }
    (1, Some(2))
}
