//! In which language a text is, where nothing says it: by its script, or by the small words that it cannot do without.
//!
//! It is a guess, and whoever imports is told so; a text of which too little speaks is not guessed at.

use super::words::words;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The small words of a language that its neighbours have not, or seldom.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "was", "that", "with", "his", "she", "had", "not", "you", "they", "were", "this", "from"]),
    ("de", &["und", "der", "die", "das", "nicht", "ist", "ich", "ein", "eine", "mit", "sich", "auf", "dem", "den", "war"]),
    ("fr", &["et", "les", "des", "une", "dans", "qui", "pas", "est", "que", "elle", "était", "vous", "pour", "sur", "avec"]),
    ("es", &["y", "el", "los", "las", "una", "que", "por", "con", "del", "más", "pero", "había", "ella", "estaba", "muy"]),
    ("it", &["il", "di", "che", "non", "una", "della", "per", "era", "gli", "più", "anche", "sono", "nel", "perché", "è"]),
    ("pt", &["não", "uma", "os", "do", "da", "que", "com", "em", "ele", "ela", "mas", "estava", "seu", "ao", "você"]),
    ("nl", &["het", "een", "van", "niet", "zij", "hij", "ik", "was", "maar", "ook", "naar", "dat", "met", "zijn", "haar"]),
    ("sv", &["och", "att", "det", "inte", "jag", "som", "hade", "var", "på", "han", "hon", "ett", "för", "från", "är"]),
    ("da", &["og", "af", "ikke", "jeg", "det", "til", "havde", "var", "på", "hun", "han", "et", "fra", "hvad", "mig"]),
    ("nb", &["og", "av", "ikke", "jeg", "det", "til", "hadde", "var", "på", "hun", "han", "et", "fra", "hva", "meg"]),
    ("fi", &["ja", "oli", "että", "hän", "ei", "se", "mutta", "kun", "minä", "niin", "ollut", "joka", "mitä", "sen", "olen"]),
    ("pl", &["nie", "się", "że", "był", "była", "jest", "ale", "jak", "tak", "przez", "było", "już", "mnie", "jego", "czy"]),
    ("cs", &["se", "že", "není", "byl", "byla", "jsem", "ale", "jako", "když", "jeho", "bylo", "už", "před", "který", "jen"]),
    ("hu", &["a", "az", "és", "nem", "hogy", "egy", "volt", "meg", "is", "de", "csak", "mint", "már", "ki", "azt"]),
    ("ro", &["și", "să", "nu", "cu", "era", "din", "pe", "care", "mai", "ca", "într", "fost", "pentru", "lui", "sunt"]),
    ("tr", &["ve", "bir", "bu", "için", "çok", "ama", "değil", "gibi", "daha", "onun", "ben", "olarak", "kadar", "sonra", "ne"]),
    ("ru", &["и", "не", "на", "что", "он", "она", "был", "это", "как", "его", "но", "была", "из", "всё", "так"]),
    ("uk", &["і", "не", "на", "що", "він", "вона", "був", "це", "як", "його", "але", "була", "з", "та", "від"]),
    ("bg", &["и", "не", "на", "че", "той", "тя", "беше", "това", "как", "да", "но", "се", "от", "са", "му"]),
    ("el", &["και", "το", "να", "του", "δεν", "που", "ήταν", "με", "στο", "για", "την", "από", "ένα", "είναι", "μου"]),
];

/// The words of [`WORDS`], each with the place of a language that has it, in buckets: words of every text are looked up.
static BUCKETS: LazyLock<Vec<Vec<(&str, usize)>>> = LazyLock::new(|| {
    let mut buckets = vec![Vec::new(); 512];
    for (at, (_, words)) in WORDS.iter().enumerate() {
        for word in *words {
            buckets[bucket(word.as_bytes())].push((*word, at));
        }
    }
    buckets
});

/// Returns the bucket of a word: its length and its first and last byte tell words apart well enough.
fn bucket(word: &[u8]) -> usize {
    let byte = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
    (byte(word.first()) ^ byte(word.last()) << 2 ^ word.len() << 5) % 512
}

/// None of them is of more bytes, however it is written.
const LONGEST: usize = 16;

/// So many letters or words must speak for a language.
const ENOUGH: usize = 12;

/// Guesses the language of texts by some words from the middle; where these leave it open, by more from the start.
///
/// What stands before a text, such as its title and whoever gave it away, may be in another language.
pub(super) fn guess(texts: &[String]) -> Option<&'static str> {
    const OF_THE_MIDDLE: usize = 200;
    const OF_THE_START: usize = 1_000;
    let bytes: usize = texts.iter().map(String::len).sum();
    let told = |place: usize, most: usize| Tally::of(from(texts, place).flat_map(words).take(most)).language();
    told(bytes / 2, OF_THE_MIDDLE).or_else(|| told(0, OF_THE_START))
}

/// Returns what stands behind a place in texts, counted in bytes.
fn from(texts: &[String], mut place: usize) -> impl Iterator<Item = &str> {
    texts.iter().map(move |text| {
        let start = text.floor_char_boundary(place);
        place = place.saturating_sub(text.len());
        &text[start..]
    })
}

/// What speaks for a language.
#[derive(Debug, Default)]
struct Tally {
    /// The words of each of [`WORDS`].
    counts: [usize; WORDS.len()],
    words: usize,
    scripts: Scripts,
}

impl Tally {
    fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut tally = Self::default();
        words.for_each(|word| tally.add(word));
        tally
    }

    fn add(&mut self, word: &str) {
        self.words += 1;
        self.scripts.add(word);
        if word.len() > LONGEST {
            return;
        }
        let lower = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        };
        for (_, language) in BUCKETS[bucket(lower.as_bytes())].iter().filter(|(known, _)| *known == lower) {
            self.counts[*language] += 1;
        }
    }

    fn language(&self) -> Option<&'static str> {
        if let Some(language) = self.scripts.language() {
            return Some(language);
        }
        let (best, most) = self.counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
        let second = self.counts.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, count)| *count).max()?;
        // One word in ten is among them in any of these languages; neighbours share some.
        let is_clear = *most >= ENOUGH && most * 20 >= self.words && most * 4 >= second * 5;
        is_clear.then(|| WORDS[best].0)
    }
}

/// Letters of scripts that one language has for itself.
#[derive(Debug, Default)]
struct Scripts {
    kana: usize,
    han: usize,
    hangul: usize,
    arabic: usize,
    hebrew: usize,
    thai: usize,
    devanagari: usize,
    letters: usize,
}

impl Scripts {
    fn add(&mut self, word: &str) {
        if word.is_ascii() {
            self.letters += word.len();
            return;
        }
        word.chars().for_each(|letter| self.add_letter(letter));
    }

    fn add_letter(&mut self, letter: char) {
        match letter {
            '\u{3041}'..='\u{30FF}' => self.kana += 1,
            '\u{4E00}'..='\u{9FFF}' => self.han += 1,
            '\u{AC00}'..='\u{D7A3}' => self.hangul += 1,
            '\u{0600}'..='\u{06FF}' => self.arabic += 1,
            '\u{05D0}'..='\u{05EA}' => self.hebrew += 1,
            '\u{0E01}'..='\u{0E5B}' => self.thai += 1,
            '\u{0900}'..='\u{097F}' => self.devanagari += 1,
            letter if letter.is_alphabetic() => {}
            _ => return,
        }
        self.letters += 1;
    }

    fn language(&self) -> Option<&'static str> {
        let is_most = |count: usize| count >= ENOUGH && count * 2 > self.letters;
        match () {
            () if self.kana >= ENOUGH && is_most(self.kana + self.han) => Some("ja"),
            () if is_most(self.han) => Some("zh"),
            () if is_most(self.hangul) => Some("ko"),
            () if is_most(self.arabic) => Some("ar"),
            () if is_most(self.hebrew) => Some("he"),
            () if is_most(self.thai) => Some("th"),
            () if is_most(self.devanagari) => Some("hi"),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_a_language() {
        let english = "It was late, and the ferry had not come. She stood with her back to the wall that was there, and they \
            were not speaking of this. He had his coat with him, and the boat was not from here.";
        let german = "Es war spät, und die Fähre war nicht gekommen. Sie stand mit dem Rücken an der Wand, und das war \
            nicht gut. Ich habe den Mantel auf dem Boden, und der Mann ist nicht mit dem Boot und sich.";
        let guess = |text: &str| guess(&[text.to_owned()]);
        assert_eq!(guess(english), Some("en"));
        assert_eq!(guess(german), Some("de"));
        assert_eq!(guess("昔々、あるところにおじいさんとおばあさんが住んでいました。"), Some("ja"));
        assert_eq!(guess("The end."), None);
        assert_eq!(guess(&"Lorem ipsum dolor sit amet, consectetur adipisicing elit. ".repeat(20)), None);
        assert_eq!(guess(&format!("{english}{}", german.repeat(3))), Some("de"), "the front is not the text");
    }
}
