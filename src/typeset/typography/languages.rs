//! The table of languages: a row a language, variants after the row whose words they share.
//!
//! Marks are those of the country's printed books, as Unicode's CLDR and the usual style guides have them; where
//! publishers differ, the commoner habit.

use super::language::{Dash, Language, Pair};

#[rustfmt::skip]
pub(super) const LANGUAGES: &[Language] = &[
    EN,
    Language { tag: "en-US", ..EN },
    Language { tag: "en-GB", dash: SPACED_EN.joined("—"), ..EN },
    DE,
    Language { tag: "de-AT", ..DE },
    Language { tag: "de-CH", double: pair("«", "»"), single: pair("‹", "›"), ..DE },
    FR,
    Language { tag: "fr-CH", single: pair("‹\u{a0}", "\u{a0}›"), ..FR },
    Language { tag: "fr-CA", high: ":", ..FR },
    ES,
    Language { tag: "es-419", double: CURLY, single: CURLY_SINGLE, ..ES },
    IT,
    Language { tag: "it-CH", single: pair("‹", "›"), ..IT },
    PT,
    Language { tag: "pt-BR", double: CURLY, single: CURLY_SINGLE, groups: false, ..PT },
    Language {
        elisions: &["s", "t", "k", "m", "r", "ns", "n"],
        clipped: &["zo"],
        titles: &["dr", "drs", "ir", "ing", "mr", "mw", "dhr", "prof", "St"],
        counted: &["nr", "p", "blz", "hfst", "dl", "vgl", "ca"],
        units: &["uur", "mln", "mld"],
        ..plain("nl", CURLY, CURLY_SINGLE, SPACED_EN)
    },
    Language {
        titles: &["dr", "prof"], counted: &["nr", "s", "kap", "ca"], units: &["kr", "mkr", "st"], groups: true,
        ..plain("sv", pair("”", "”"), pair("’", "’"), SPACED_EN.leading("–\u{a0}"))
    },
    Language {
        titles: &["dr", "prof", "hr", "fr", "skt"], counted: &["nr", "s", "kap", "ca", "kl"], units: &["kr"],
        ..plain("da", CURLY, CURLY_SINGLE, SPACED_EN.leading("–\u{a0}"))
    },
    NB,
    Language { tag: "nn", ..NB },
    Language {
        titles: &["tri", "prof"], counted: &["s", "nro", "n"], units: &["mk", "milj", "mrd"], groups: true,
        ..plain("fi", pair("”", "”"), pair("’", "’"), SPACED_EN.leading("–\u{a0}"))
    },
    Language { counted: &["nr", "bls"], units: &["kr"], ..plain("is", GERMAN, GERMAN_SINGLE, SPACED_EN) },
    Language {
        counted: &["nr", "lk"], groups: true, ..plain("et", GERMAN, GERMAN_SINGLE, SPACED_EN.leading("–\u{a0}"))
    },
    Language { counted: &["nr"], groups: true, ..plain("lv", GERMAN, GERMAN_SINGLE, SPACED_EM.leading("—\u{a0}")) },
    Language { counted: &["nr", "p"], groups: true, ..plain("lt", GERMAN, GERMAN_SINGLE, SPACED_EN.leading("–\u{a0}")) },
    Language {
        titles: &["dr", "prof", "ks", "inż", "mgr", "św", "im", "ul"], bare_titles: &["dr", "mgr"],
        counted: &["nr", "s", "str", "t", "rozdz", "art", "ok"], units: &["zł", "gr", "tys", "mln", "mld", "r", "w"],
        clings: true, groups: true,
        ..plain("pl", pair("„", "”"), pair("«", "»"), SPACED_EM.leading("—\u{a0}"))
    },
    CS,
    Language { tag: "sk", counted: &["č", "s", "str", "kap", "obr"], ..CS },
    Language {
        titles: &["dr", "prof", "g", "ga", "sv"], counted: &["št", "str"],
        ..plain("sl", GERMAN, GERMAN_SINGLE, SPACED_EN)
    },
    Language {
        titles: &["dr", "prof", "gosp", "gđa", "sv"], counted: &["br", "str"],
        ..plain("hr", pair("„", "”"), CURLY_SINGLE, SPACED_EN.leading("–\u{a0}"))
    },
    Language {
        titles: &["dr", "prof", "id", "ifj", "özv"], counted: &["kb"], units: &["Ft"], groups: true,
        ..plain("hu", pair("„", "”"), pair("»", "«"), SPACED_EN.leading("–\u{a0}"))
    },
    Language {
        titles: &["dr", "prof", "dl", "dna", "sf", "Sf"], counted: &["nr", "p", "pag", "cap"], units: &["lei"],
        ..plain("ro", pair("„", "”"), pair("«", "»"), SPACED_EN.leading("—\u{a0}"))
    },
    Language {
        titles: &["г", "д-р", "проф", "св"], counted: &["с", "стр", "гл"], units: &["лв", "г", "см", "км", "кг", "м"],
        groups: true,
        ..plain("bg", pair("„", "“"), pair("’", "’"), SPACED_EN.leading("–\u{a0}"))
    },
    Language {
        titles: &["г", "гг", "им", "ул", "св", "проф", "акад", "тов"],
        counted: &["с", "стр", "гл", "рис", "табл", "т", "п", "ст", "кв", "д"],
        units: CYRILLIC_UNITS, clings: true, groups: true,
        ..plain("ru", pair("«", "»"), pair("„", "“"), SPACED_EM.leading("—\u{a0}"))
    },
    Language {
        titles: &["ім", "вул", "св", "проф", "акад", "п", "м"],
        counted: &["с", "стор", "розд", "рис", "табл", "т", "п", "ст", "кв", "буд"],
        units: CYRILLIC_UNITS, clings: true, groups: true,
        ..plain("uk", pair("«", "»"), CURLY, SPACED_EM.leading("—\u{a0}"))
    },
    plain("sr", pair("„", "”"), pair("’", "’"), SPACED_EN.leading("—\u{a0}")),
    Language { counted: &["σ", "αρ", "κεφ"], ..plain("el", pair("«", "»"), CURLY_SINGLE, SPACED_EN.leading("—\u{a0}")) },
    Language {
        titles: &["Dr", "Prof", "Av", "Hz"], counted: &["s", "no", "No"], units: &["TL"],
        ..plain("tr", CURLY, CURLY_SINGLE, SPACED_EN.leading("—\u{a0}"))
    },
    Language {
        clipped: ROMANCE_CLIPPED, titles: &["Sr", "Sra", "Dr", "Dra"], counted: &["p", "pàg", "núm", "cap"],
        ..plain("ca", pair("«", "»"), CURLY, SPACED_EM.leading("—"))
    },
    Language { counted: &["p", "páx", "núm"], ..plain("gl", pair("«", "»"), CURLY, SPACED_EM.leading("—")) },
    plain("eu", pair("«", "»"), CURLY, SPACED_EN.leading("—\u{a0}")),
    Language { elisions: &["r", "n", "i", "w", "u", "th", "ch"], ..plain("cy", CURLY, CURLY_SINGLE, SPACED_EN.joined("—")) },
    Language { elisions: &["sé", "sí", "na", "un", "ur"], ..plain("ga", CURLY, CURLY_SINGLE, SPACED_EN.joined("—")) },
    plain("la", CURLY, CURLY_SINGLE, SPACED_EN.joined("—")),
    plain("eo", CURLY, CURLY_SINGLE, SPACED_EN.joined("—")),
    plain("vi", CURLY, CURLY_SINGLE, SPACED_EN.leading("–\u{a0}")),
    plain("ko", CURLY, CURLY_SINGLE, SPACED_EN.joined("—")),
    plain("he", pair("”", "”"), pair("’", "’"), SPACED_EN),
    plain("ar", pair("«", "»"), CURLY, SPACED_EN.joined("—")),
    Language { is_wide: true, ..plain("ja", CORNER, CORNER_INNER, WIDE.joined("――")) },
    Language { is_wide: true, ..plain("zh", CURLY, CURLY_SINGLE, WIDE) },
    Language { is_wide: true, ..plain("zh-Hant", CORNER, CORNER_INNER, WIDE) },
];

const CURLY: Pair = pair("“", "”");
const CURLY_SINGLE: Pair = pair("‘", "’");
const GERMAN: Pair = pair("„", "“");
const GERMAN_SINGLE: Pair = pair("‚", "‘");
const CORNER: Pair = pair("「", "」");
const CORNER_INNER: Pair = pair("『", "』");

const CLOSED_EM: Dash = Dash { spaced: "—", joined: "—", closes: true, leading: None };
const SPACED_EN: Dash = Dash { spaced: "–", joined: "–", closes: false, leading: None };
const SPACED_EM: Dash = Dash { spaced: "—", joined: "—", closes: false, leading: None };
const WIDE: Dash = Dash { spaced: "——", joined: "——", closes: true, leading: None };

#[rustfmt::skip]
const EN: Language = Language {
    elisions: &[
        "tis", "twas", "twasn't", "twere", "tweren't", "twill", "twould", "twouldn't", "twixt", "tain't", "tisn't",
        "em", "im", "til", "cept", "scuse", "gainst", "neath", "pon", "spect", "spose", "n", "nother", "nuff", "ello", "fraid",
        "allo", "ullo", "ospital", "ighness", "eavens", "ole", "alf", "ouse", "orse", "orses", "ouses", "undred",
        "arry", "enry", "erbert", "orace", "arold", "enery", "ampton", "appen", "appened", "andsome", "appy", "onour",
        "eard", "eld", "elp", "ere's", "isself", "erself", "imself", "tatoes", "possum", "cross't", "twon't", "twa",
        "phone", "baccy", "sblood", "swounds", "sdeath", "struth", "strewth",
    ],
    // Words that begin a speech as they are, such as `O` and `Er`, are not here: in lower case they need no list.
    doubtful_elisions: &[
        "e's", "e'd", "e'll", "es", "ell", "till", "cause", "cos", "cuz", "coz", "bout", "round", "ere", "ow", "ow's",
        "ave", "avin", "ad", "ome", "ood", "ud", "un", "uns", "midst", "mongst", "ard", "ead", "ands", "igh", "ope",
        "urt", "ung", "eart", "eaven", "ell's", "oo", "oo's", "ot", "em's",
    ],
    clipped: &["o", "ol", "th", "an", "wi", "lil", "mo", "po", "fo", "fa", "de", "do", "t", "i", "ha", "gi", "tho"],
    titles: &[
        "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon", "St", "Ste", "Mt", "Capt", "Lt", "Lieut", "Col", "Gen",
        "Sgt", "Maj", "Cpl", "Pvt", "Adm", "Cmdr", "Gov", "Sen", "Rep", "Pres", "Messrs", "Fr", "Ft", "Insp", "Supt",
    ],
    bare_titles: &["Mr", "Mrs", "Ms", "Mx", "Dr", "St", "Messrs", "Mme", "Mlle"],
    counted: &[
        "No", "Nos", "no", "nos", "p", "pp", "vol", "vols", "Vol", "ch", "chap", "Ch", "fig", "figs", "Fig", "sec",
        "art", "col", "fol", "l", "ll", "v", "vv", "c", "ca", "op", "Op", "Bd", "pt", "Pt",
    ],
    units: &[
        "mph", "lb", "lbs", "oz", "ft", "mi", "yd", "yds", "gal", "pt", "a.m", "p.m", "am", "pm", "AM", "PM", "BC",
        "AD", "BCE", "CE", "B.C", "A.D",
    ],
    ..plain("en", CURLY, CURLY_SINGLE, CLOSED_EM)
};

#[rustfmt::skip]
const DE: Language = Language {
    elisions: &[
        "s", "ne", "nen", "nem", "ner", "nes", "n", "m", "rum", "rauf", "raus", "rein", "rüber", "runter", "ran",
        "was", "mal", "türlich", "st", "is",
    ],
    titles: &["Hr", "Fr", "Dr", "Prof", "Hrn", "St", "Frl", "Ing", "Dipl", "Mag"],
    counted: &["Nr", "S", "Bd", "Bde", "Kap", "Abb", "Tab", "Art", "Abs", "Z", "ca", "Jg", "H"],
    units: &["Uhr", "Mio", "Mrd", "Mill", "Jh", "Std", "Sek", "Fr", "v", "n", "Euro"],
    ..plain("de", GERMAN, GERMAN_SINGLE, SPACED_EN)
};

#[rustfmt::skip]
const FR: Language = Language {
    high: ";:!?",
    clipped: ROMANCE_CLIPPED,
    titles: &["M", "MM", "St", "Ste", "Pr", "Dr", "Me"],
    bare_titles: &["Mme", "Mmes", "Mlle", "Mlles", "Mgr", "Dr", "Me"],
    counted: &["p", "pp", "art", "chap", "fig", "vol", "t", "n°", "no", "ch"],
    units: &["F", "fr", "millions", "milliards", "av", "ap"],
    groups: true,
    ..plain("fr", pair("«\u{a0}", "\u{a0}»"), CURLY, SPACED_EN.joined("—").leading("—\u{a0}"))
};

#[rustfmt::skip]
const ES: Language = Language {
    titles: &["Sr", "Sra", "Srta", "Dr", "Dra", "D", "Dña", "Ud", "Uds", "Sto", "Sta", "Prof", "Lic", "Gral"],
    counted: &["p", "pp", "pág", "págs", "núm", "cap", "vol", "fig", "n.º", "art", "t"],
    units: &["ptas", "h", "a", "d"],
    ..plain("es", pair("«", "»"), CURLY, SPACED_EM.leading("—"))
};

#[rustfmt::skip]
const IT: Language = Language {
    elisions: &["sto", "sta", "sti", "ste", "ndrangheta", "na", "nu", "o", "a", "l", "n", "ste"],
    clipped: &[
        "po", "mo", "va", "fa", "da", "di", "sta", "be", "to", "ca", "a", "de", "ne", "co", "l", "d", "un", "dell",
        "all", "dall", "nell", "sull", "quest", "quell", "bell", "c", "m", "t", "s", "v", "n", "com", "dov", "quand",
        "sant", "mezz", "tutt", "senz", "anch", "cos",
    ],
    titles: &["sig", "Sig", "dott", "Dott", "prof", "Prof", "avv", "ing", "on", "S", "mons"],
    counted: &["p", "pp", "n", "nn", "vol", "cap", "fig", "art", "c"],
    ..plain("it", pair("«", "»"), CURLY, SPACED_EN.leading("—\u{a0}"))
};

#[rustfmt::skip]
const PT: Language = Language {
    titles: &["Sr", "Sra", "Dr", "Dra", "D", "Prof", "Eng", "Sto", "Sta"],
    counted: &["p", "pp", "pág", "n", "vol", "cap", "fig", "art"],
    groups: true,
    ..plain("pt", pair("«", "»"), CURLY, SPACED_EM.leading("—\u{a0}"))
};

#[rustfmt::skip]
const NB: Language = Language {
    titles: &["dr", "prof", "hr", "fr", "st"], counted: &["nr", "s", "kap", "ca", "kl"], units: &["kr"], groups: true,
    ..plain("nb", pair("«", "»"), CURLY_SINGLE, SPACED_EN.leading("–\u{a0}"))
};

#[rustfmt::skip]
const CS: Language = Language {
    titles: &["dr", "Dr", "prof", "ing", "Ing", "p", "sv", "sl", "Mgr"],
    counted: &["č", "s", "str", "kap", "obr", "sv"],
    units: &["Kč", "hod", "tis", "mil", "mld", "r"],
    clings: true,
    groups: true,
    ..plain("cs", GERMAN, GERMAN_SINGLE, SPACED_EN.leading("–\u{a0}"))
};

const ROMANCE_CLIPPED: &[&str] =
    &["l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"];

const CYRILLIC_UNITS: &[&str] = &[
    "г", "гг", "в", "вв", "кг", "мг", "т", "км", "м", "см", "мм", "л", "мл", "га", "ч", "мин", "с", "сек", "руб",
    "коп", "тыс", "млн", "млрд", "ст", "р", "грн", "хв", "год",
];

const fn pair(open: &'static str, close: &'static str) -> Pair {
    Pair { open, close }
}

const fn plain(tag: &'static str, double: Pair, single: Pair, dash: Dash) -> Language {
    Language {
        tag,
        double,
        single,
        dash,
        high: "",
        elisions: &[],
        doubtful_elisions: &[],
        clipped: &[],
        titles: &[],
        bare_titles: &[],
        counted: &[],
        units: &[],
        clings: false,
        groups: false,
        is_wide: false,
    }
}

impl Dash {
    const fn joined(mut self, joined: &'static str) -> Self {
        self.joined = joined;
        self
    }

    const fn leading(mut self, leading: &'static str) -> Self {
        self.leading = Some(leading);
        self
    }
}
