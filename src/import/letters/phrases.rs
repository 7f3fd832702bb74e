//! What letters say in each language: how they greet, how they take their leave.

/// What a language says in its letters, in small letters.
struct Language {
    /// What a greeting begins with, the name after it.
    greetings: &'static [&'static str],
    /// What is a whole greeting.
    addresses: &'static [&'static str],
    /// What words of parting begin with.
    partings: &'static [&'static str],
    /// What the last sentence of a letter may end with, the name on a line below it.
    ends: &'static [&'static str],
}

#[rustfmt::skip]
const LANGUAGES: &[Language] = &[
    Language {
        greetings: &[
            "dear", "dearest", "my dear", "my dearest", "my very dear", "my own", "my darling", "my beloved",
            "darling", "beloved", "esteemed", "honoured", "honored", "hi", "hello",
        ],
        addresses: &[
            "sir", "sirs", "dear sirs", "madam", "gentlemen", "my lord", "my lady", "reverend sir", "honoured sir",
            "to whom it may concern",
        ],
        partings: &[
            "yours", "ever yours", "always yours", "ever your", "truly yours", "very truly yours", "sincerely",
            "most sincerely", "faithfully", "respectfully", "cordially", "affectionately", "lovingly", "love,",
            "with love", "much love", "all my love", "lots of love", "with all my", "with much love", "best wishes",
            "with best", "with warm", "best,", "best regards", "kind regards", "warm regards", "regards", "warmly,",
            "your loving", "your affectionate", "your most", "your obedient", "your humble", "your faithful",
            "your devoted", "your true", "your sincere", "your own", "your friend", "your son", "your daughter",
            "your brother", "your sister", "your father", "your mother", "your husband", "your wife", "your old",
            "your servant", "your grateful", "your very", "your respectful", "i am,", "i remain", "believe me",
            "in haste", "cheers,",
        ],
        ends: &[
            "yours", "servant", "friend", "brother", "sister", "son", "daughter", "niece", "nephew", "sincerely",
            "truly", "faithfully", "affectionately", "respectfully", "yours ever", "i am", "i remain", "adieu",
        ],
    },
    Language {
        greetings: &[
            "liebe", "lieber", "liebes", "liebste", "liebster", "mein lieber", "meine liebe", "mein liebster",
            "meine liebste", "meine lieben", "sehr geehrte", "sehr geehrter", "geehrter", "verehrter", "verehrte",
            "hochverehrter", "hochgeehrter", "teurer", "teure", "mein teurer", "werter", "geliebte", "geliebter",
            "hallo",
        ],
        addresses: &[
            "gnädige frau", "gnädiges fräulein", "mein herr", "meine herren", "euer gnaden",
        ],
        partings: &[
            "dein", "deine", "ihr", "ihre", "euer", "eure", "mit freundlichen", "mit freundlichem", "mit herzlichen",
            "mit herzlichem", "mit besten", "mit lieben", "mit vorzüglicher", "herzlichst", "herzliche grüße",
            "hochachtungsvoll", "in liebe", "viele grüße", "liebe grüße", "beste grüße", "ganz der", "ganz die",
            "immer dein", "immer deine", "ewig dein", "in treue",
        ],
        ends: &[
            "dein", "deine", "ihr", "ihre", "verbleibe ich", "euer", "eure",
        ],
    },
    Language {
        greetings: &[
            "cher", "chère", "chers", "chères", "mon cher", "ma chère", "mes chers", "mes chères", "très cher",
            "très chère", "ma bien-aimée", "mon bien-aimé", "bonjour",
        ],
        addresses: &[
            "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "madame, monsieur", "mon ami", "mon amie",
            "mon amour", "monsieur le comte", "monseigneur",
        ],
        partings: &[
            "votre", "ton", "ta", "bien à vous", "bien à toi", "tout à vous", "tout à toi", "à toi", "à vous",
            "cordialement", "bien cordialement", "amicalement", "affectueusement", "sincèrement", "respectueusement",
            "je vous embrasse", "je t'embrasse", "je t’embrasse", "veuillez agréer", "agréez", "recevez",
        ],
        ends: &[
            "votre serviteur", "serviteur", "distingués", "dévoué", "dévouée", "amitié", "embrasse",
        ],
    },
];

/// No greeting is longer, in characters and in words.
const WIDEST: usize = 48;
const MOST_WORDS: usize = 8;

/// Returns a line without the marks of quotation and emphasis around it, and without its full stop.
pub(super) fn bare(line: &str) -> &str {
    let bare = line.trim_start_matches(['"', '“', '„', '«', '»', '‘', '\'', '_', '*', '-', '–', '—', ' ']);
    bare.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'', '_', '*', '.', ' '])
}

/// Tells whether a line begins with a mark of quotation.
pub(super) fn is_quoted(line: &str) -> bool {
    line.trim_start_matches(['_', '*']).starts_with(['"', '“', '„', '«', '»', '‘', '\''])
}

fn begins_with(lower: &str, phrase: &str) -> bool {
    let rest = lower.strip_prefix(phrase);
    rest.is_some_and(|rest| phrase.ends_with(',') || !rest.starts_with(char::is_alphanumeric))
}

/// Tells whether a line is a greeting and nothing else: `Dear Ann,`.
pub(super) fn is_greeting(line: &str) -> bool {
    let opened = line.trim_start_matches(['"', '“', '„', '«', '»', '_', '*', ' ']).trim_end_matches(['_', '*', ' ']);
    let words = opened.trim_end_matches(['—', '–', '-']);
    let Some(words) = words.strip_suffix([',', ':', '!']) else { return false };
    is_call(words, true)
}

/// Tells whether a paragraph opens with a greeting, which a dash parts from the rest: `MY DEAR ANN,—I write …`.
pub(super) fn opens_with_greeting(line: &str) -> bool {
    let opened = line.trim_start_matches(['"', '“', '„', '«', '»', '_', '*', ' ']);
    let Some(at) = opened.find([',', ':', '!', '.']) else { return false };
    let after = opened[at + 1..].trim_start_matches(['_', '*']);
    // In speech, what follows the dash goes on in the same breath; no letter begins it in a small letter.
    let rest = after.trim_start_matches(['—', '–', '-']);
    let dashes = after.len() - rest.len();
    dashes > 1 && !rest.trim_start().starts_with(char::is_lowercase) && is_call(&opened[..at], false)
}

/// Tells whether words call somebody.
fn is_call(words: &str, may_be_address: bool) -> bool {
    let words = words.trim_matches(['_', '*', ' ']);
    let is_short = words.chars().count() <= WIDEST && words.split_whitespace().count() <= MOST_WORDS;
    if !is_short || !words.starts_with(char::is_uppercase) || words.contains(['"', '”', ';', '?', '!']) {
        return false;
    }
    let lower = words.to_lowercase();
    LANGUAGES.iter().any(|language| {
        let is_named = |greeting: &str| begins_with(&lower, greeting) && lower.len() > greeting.len();
        language.greetings.iter().any(|greeting| is_named(greeting))
            || may_be_address && language.addresses.contains(&&*lower)
    })
}

/// Tells whether a line begins words of parting.
pub(super) fn is_parting(line: &str) -> bool {
    let lower = line.trim_start_matches(['"', '“', '„', '«', '_', '*', '-', '–', '—', ' ']).to_lowercase();
    LANGUAGES.iter().any(|language| language.partings.iter().any(|parting| begins_with(&lower, parting)))
        && !line.ends_with(['?', '!', ':'])
}

/// Tells whether words of parting leave out the name with the rest: `Yours, etc.`
pub(super) fn is_cut_short(line: &str) -> bool {
    let words = line.trim_end_matches(['"', '”', '_', '*', ' ']);
    is_parting(line) && ["etc.", "&c.", "&c"].iter().any(|end| words.ends_with(end))
}

/// Tells whether the last sentence of a letter ends in words of parting.
pub(super) fn ends_in_parting(text: &str) -> bool {
    let words = text.trim_end_matches(['"', '”', '_', '*', ' ']);
    if !words.ends_with([',', '—', '-']) && !words.ends_with("&c.") && !words.ends_with("etc.") {
        return false;
    }
    let lower = words.trim_end_matches([',', '—', '-', '.']).to_lowercase();
    let lower = lower.trim_end_matches("&c").trim_end_matches("etc").trim_end_matches(['.', ',', ' ', '_']);
    LANGUAGES.iter().any(|language| {
        language
            .ends
            .iter()
            .any(|end| lower.strip_suffix(end).is_some_and(|before| !before.ends_with(char::is_alphanumeric)))
    })
}

/// Tells whether a line begins what is added below a name.
pub(super) fn is_postscript(line: &str) -> bool {
    let bare: String = line.chars().filter(|letter| !letter.is_whitespace()).take(8).collect();
    let bare = bare.trim_start_matches(['"', '“', '„', '«', '_', '*', '(']);
    ["P.S.", "P.-S.", "PS:", "PS.", "PS—", "P.P.S.", "PPS"].iter().any(|mark| bare.starts_with(mark))
}
