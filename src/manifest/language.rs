//! Language tags (BCP 47): whether one is plausible, what was meant by one that is not, and which way it is written.
//!
//! The whole registry is not here: two-letter codes and regions are looked up, three-letter codes are believed unless
//! a two-letter one says the same.

use super::Direction;
use crate::nearest::nearest;
use oxilangtag::LanguageTag;

/// Why a tag is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadTag {
    /// The tag that was probably meant.
    pub(super) meant: Option<String>,
}

/// Returns a tag in its usual letters (`en-GB`).
pub(super) fn check(tag: &str) -> Result<String, BadTag> {
    let refused = || BadTag { meant: meant(tag) };
    let parsed = LanguageTag::parse_and_normalize(tag).map_err(|_| refused())?;
    let primary = parsed.primary_language();
    // Private (`x-…`) and the registry's odd old tags (`i-klingon`) stand for themselves.
    if tag.as_bytes().get(1) == Some(&b'-') {
        return Ok(parsed.into_inner());
    }
    let is_language = match primary.len() {
        2 => is_two_letter_code(primary),
        3 => shorter(primary).is_none(),
        _ => false,
    };
    let is_region = parsed.region().is_none_or(|region| region.len() != 2 || is_country(region));
    if is_language && is_region { Ok(parsed.into_inner()) } else { Err(refused()) }
}

/// Returns the direction in which a language is written: by its script where the tag gives one.
pub fn direction(language: &str) -> Direction {
    let Ok(tag) = LanguageTag::parse_and_normalize(language) else { return Direction::LeftToRight };
    let primary = tag.primary_language();
    let is_right_to_left = match (tag.script(), primary, tag.region()) {
        (Some(script), ..) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        (None, "pa", Some("PK")) | (None, "az" | "ku", Some("IR" | "IQ")) | (None, "uz", Some("AF")) => true,
        (None, primary, _) => RIGHT_TO_LEFT_LANGUAGES.contains(&primary),
    };
    if is_right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

/// Returns the tag that somebody may have meant who wrote `text`.
fn meant(text: &str) -> Option<String> {
    // `en_GB.UTF-8`, as a locale is written.
    let plain = text.trim().split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let mut subtags = plain.split('-');
    let first = subtags.next().unwrap_or_default().to_lowercase();
    let rest: Vec<&str> = subtags.collect();
    let language = match first.len() {
        0 => return None,
        2 if is_two_letter_code(&first) => first.clone(),
        _ => by_country(&first).or_else(|| shorter(&first)).or_else(|| by_name(plain.trim())).map(str::to_owned)?,
    };
    let rest = rest.iter().map(|subtag| match subtag.to_ascii_uppercase().as_str() {
        "UK" => "GB".to_owned(),
        "EN" => String::new(),
        _ => (*subtag).to_owned(),
    });
    let mut tag = language;
    for subtag in rest.filter(|subtag| !subtag.is_empty()) {
        tag = format!("{tag}-{subtag}");
    }
    let normal = |tag: &str| LanguageTag::parse_and_normalize(tag).ok().map(LanguageTag::into_inner);
    let whole = normal(&tag).filter(|whole| whole != text && check_quietly(whole));
    whole.or_else(|| normal(tag.split('-').next().unwrap_or_default())).filter(|found| found != text)
}

fn check_quietly(tag: &str) -> bool {
    LanguageTag::parse(tag).is_ok_and(|tag| tag.region().is_none_or(|region| region.len() != 2 || is_country(region)))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    LANGUAGES.lines().filter_map(|line| {
        let (two, rest) = line.split_once(' ')?;
        let (three, name) = rest.split_once(' ')?;
        Some((two, three, name))
    })
}

fn is_two_letter_code(code: &str) -> bool {
    rows().any(|(two, ..)| two == code) || OLD_CODES.contains(&code)
}

/// Returns the two-letter code that BCP 47 wants in place of a three-letter one.
fn shorter(code: &str) -> Option<&'static str> {
    let bibliographic = BIBLIOGRAPHIC.iter().find(|(three, _)| *three == code).map(|(_, two)| *two);
    bibliographic.or_else(|| rows().find(|(_, three, _)| *three == code).map(|(two, ..)| two))
}

/// Returns the tag of a language by its name, in English or its own.
fn by_name(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let own = OWN_NAMES.iter().find(|(own, _)| *own == name).map(|(_, code)| *code);
    own.or_else(|| rows().find(|(.., english)| english.to_lowercase() == name).map(|(two, ..)| two))
        .or_else(|| nearest(&name, rows().map(|(.., english)| english)).and_then(by_exact_name))
}

fn by_exact_name(name: &str) -> Option<&'static str> {
    rows().find(|(.., english)| *english == name).map(|(two, ..)| two)
}

fn by_country(code: &str) -> Option<&'static str> {
    COUNTRIES_AS_LANGUAGES.iter().find(|(country, _)| *country == code).map(|(_, tag)| *tag)
}

fn is_country(code: &str) -> bool {
    let private = matches!(code, "AA" | "ZZ") || code.starts_with('X') || ("QM"..="QZ").contains(&code);
    private || COUNTRIES.split(' ').any(|country| country == code)
}

#[rustfmt::skip]
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Phnx", "Rohg", "Samr", "Syrc", "Syre", "Syrj", "Syrn",
    "Thaa", "Yezi",
];

#[rustfmt::skip]
const RIGHT_TO_LEFT_LANGUAGES: &[&str] = &[
    "acm", "aeb", "ajp", "aii", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bqi", "ckb",
    "dv", "fa", "glk", "haz", "he", "iw", "ji", "khw", "ks", "lki", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sam",
    "sd", "sdh", "skr", "syc", "syr", "ug", "ur", "yi",
];

/// Codes that the registry keeps for old texts.
const OLD_CODES: &[&str] = &["bh", "in", "iw", "ji", "jw", "mo"];

/// What people write who take a country's code, or a computer's, for a language's.
#[rustfmt::skip]
const COUNTRIES_AS_LANGUAGES: &[(&str, &str)] = &[
    ("us", "en-US"), ("gb", "en-GB"), ("au", "en-AU"), ("c", "en"), ("posix", "en"), ("at", "de-AT"), ("jp", "ja"),
    ("cn", "zh-Hans"), ("tw", "zh-Hant"), ("hk", "zh-Hant"), ("gr", "el"), ("cz", "cs"), ("dk", "da"), ("ua", "uk"),
    ("vn", "vi"), ("il", "he"), ("ir", "fa"), ("mx", "es-MX"), ("eg", "ar"), ("kp", "ko"), ("rs", "sr"), ("by", "be"),
    ("pk", "ur"), ("cl", "es-CL"), ("nz", "en-NZ"), ("swe", "sv"), ("eng", "en"),
];

#[rustfmt::skip]
const OWN_NAMES: &[(&str, &str)] = &[
    ("deutsch", "de"), ("français", "fr"), ("francais", "fr"), ("español", "es"), ("espanol", "es"),
    ("castellano", "es"), ("italiano", "it"), ("português", "pt"), ("portugues", "pt"), ("nederlands", "nl"),
    ("svenska", "sv"), ("dansk", "da"), ("norsk", "no"), ("suomi", "fi"), ("polski", "pl"), ("čeština", "cs"),
    ("magyar", "hu"), ("русский", "ru"), ("українська", "uk"), ("ελληνικά", "el"), ("עברית", "he"),
    ("العربية", "ar"), ("日本語", "ja"), ("中文", "zh"), ("한국어", "ko"), ("türkçe", "tr"), ("mandarin", "zh"),
    ("american", "en-US"), ("british", "en-GB"), ("farsi", "fa"), ("bokmål", "nb"), ("nynorsk", "nn"),
];

#[rustfmt::skip]
const BIBLIOGRAPHIC: &[(&str, &str)] = &[
    ("alb", "sq"), ("arm", "hy"), ("baq", "eu"), ("bur", "my"), ("chi", "zh"), ("cze", "cs"), ("dut", "nl"),
    ("fre", "fr"), ("geo", "ka"), ("ger", "de"), ("gre", "el"), ("ice", "is"), ("mac", "mk"), ("mao", "mi"),
    ("may", "ms"), ("per", "fa"), ("rum", "ro"), ("slo", "sk"), ("tib", "bo"), ("wel", "cy"),
];

/// ISO 3166-1, and what the registry keeps beside it.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW AC AN BU CP CS DD DG EA EU EZ \
    FX IC NT SU TA TP UN YD YU ZR XK";

/// ISO 639: the two-letter code, the three-letter code, the English name.
const LANGUAGES: &str = "\
aa aar Afar
ab abk Abkhazian
ae ave Avestan
af afr Afrikaans
ak aka Akan
am amh Amharic
an arg Aragonese
ar ara Arabic
as asm Assamese
av ava Avaric
ay aym Aymara
az aze Azerbaijani
ba bak Bashkir
be bel Belarusian
bg bul Bulgarian
bi bis Bislama
bm bam Bambara
bn ben Bengali
bo bod Tibetan
br bre Breton
bs bos Bosnian
ca cat Catalan
ce che Chechen
ch cha Chamorro
co cos Corsican
cr cre Cree
cs ces Czech
cu chu Church Slavonic
cv chv Chuvash
cy cym Welsh
da dan Danish
de deu German
dv div Dhivehi
dz dzo Dzongkha
ee ewe Ewe
el ell Greek
en eng English
eo epo Esperanto
es spa Spanish
et est Estonian
eu eus Basque
fa fas Persian
ff ful Fulah
fi fin Finnish
fj fij Fijian
fo fao Faroese
fr fra French
fy fry Frisian
ga gle Irish
gd gla Gaelic
gl glg Galician
gn grn Guarani
gu guj Gujarati
gv glv Manx
ha hau Hausa
he heb Hebrew
hi hin Hindi
ho hmo Hiri Motu
hr hrv Croatian
ht hat Haitian
hu hun Hungarian
hy hye Armenian
hz her Herero
ia ina Interlingua
id ind Indonesian
ie ile Interlingue
ig ibo Igbo
ii iii Nuosu
ik ipk Inupiaq
io ido Ido
is isl Icelandic
it ita Italian
iu iku Inuktitut
ja jpn Japanese
jv jav Javanese
ka kat Georgian
kg kon Kongo
ki kik Kikuyu
kj kua Kuanyama
kk kaz Kazakh
kl kal Greenlandic
km khm Khmer
kn kan Kannada
ko kor Korean
kr kau Kanuri
ks kas Kashmiri
ku kur Kurdish
kv kom Komi
kw cor Cornish
ky kir Kyrgyz
la lat Latin
lb ltz Luxembourgish
lg lug Ganda
li lim Limburgish
ln lin Lingala
lo lao Lao
lt lit Lithuanian
lu lub Luba-Katanga
lv lav Latvian
mg mlg Malagasy
mh mah Marshallese
mi mri Maori
mk mkd Macedonian
ml mal Malayalam
mn mon Mongolian
mr mar Marathi
ms msa Malay
mt mlt Maltese
my mya Burmese
na nau Nauru
nb nob Norwegian Bokmål
nd nde North Ndebele
ne nep Nepali
ng ndo Ndonga
nl nld Dutch
nn nno Norwegian Nynorsk
no nor Norwegian
nr nbl South Ndebele
nv nav Navajo
ny nya Chichewa
oc oci Occitan
oj oji Ojibwa
om orm Oromo
or ori Odia
os oss Ossetian
pa pan Punjabi
pi pli Pali
pl pol Polish
ps pus Pashto
pt por Portuguese
qu que Quechua
rm roh Romansh
rn run Rundi
ro ron Romanian
ru rus Russian
rw kin Kinyarwanda
sa san Sanskrit
sc srd Sardinian
sd snd Sindhi
se sme Northern Sami
sg sag Sango
sh hbs Serbo-Croatian
si sin Sinhala
sk slk Slovak
sl slv Slovenian
sm smo Samoan
sn sna Shona
so som Somali
sq sqi Albanian
sr srp Serbian
ss ssw Swati
st sot Sotho
su sun Sundanese
sv swe Swedish
sw swa Swahili
ta tam Tamil
te tel Telugu
tg tgk Tajik
th tha Thai
ti tir Tigrinya
tk tuk Turkmen
tl tgl Tagalog
tn tsn Tswana
to ton Tongan
tr tur Turkish
ts tso Tsonga
tt tat Tatar
tw twi Twi
ty tah Tahitian
ug uig Uyghur
uk ukr Ukrainian
ur urd Urdu
uz uzb Uzbek
ve ven Venda
vi vie Vietnamese
vo vol Volapük
wa wln Walloon
wo wol Wolof
xh xho Xhosa
yi yid Yiddish
yo yor Yoruba
za zha Zhuang
zh zho Chinese
zu zul Zulu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plausible_tags_pass_in_their_usual_letters() {
        for (tag, expected) in [
            ("en", "en"),
            ("EN-gb", "en-GB"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("gsw", "gsw"),
            ("de-CH-1996", "de-CH-1996"),
            ("uk", "uk"),
            ("se", "se"),
            ("x-elvish", "x-elvish"),
            ("mul", "mul"),
        ] {
            assert_eq!(check(tag).as_deref(), Ok(expected), "{tag}");
        }
    }

    #[test]
    fn what_is_no_language_is_refused_with_what_was_meant() {
        for (tag, meant) in [
            ("english", Some("en")),
            ("English", Some("en")),
            ("engilsh", Some("en")),
            ("us", Some("en-US")),
            ("C", Some("en")),
            ("jp", Some("ja")),
            ("en_US", Some("en-US")),
            ("en_GB.UTF-8", Some("en-GB")),
            ("en-UK", Some("en-GB")),
            ("eng", Some("en")),
            ("ger", Some("de")),
            ("deutsch", Some("de")),
            ("日本語", Some("ja")),
            ("qq", None),
            ("", None),
            ("-", None),
            ("💥", None),
        ] {
            assert_eq!(check(tag), Err(BadTag { meant: meant.map(str::to_owned) }), "{tag}");
        }
    }

    #[test]
    fn what_is_meant_is_itself_plausible() {
        let meant = COUNTRIES_AS_LANGUAGES.iter().chain(OWN_NAMES).chain(BIBLIOGRAPHIC);
        for (word, tag) in meant {
            assert_eq!(check(tag).as_deref(), Ok(*tag), "{word}");
        }
        assert_eq!(rows().count(), 184);
    }

    #[test]
    fn script_decides_the_direction_before_language() {
        for (tag, expected) in [
            ("en", Direction::LeftToRight),
            ("ar-EG", Direction::RightToLeft),
            ("he", Direction::RightToLeft),
            ("ks-Deva", Direction::LeftToRight),
            ("az-Arab", Direction::RightToLeft),
            ("pa-PK", Direction::RightToLeft),
            ("pa-IN", Direction::LeftToRight),
            ("ar-Latn", Direction::LeftToRight),
            ("", Direction::LeftToRight),
        ] {
            assert_eq!(direction(tag), expected, "{tag}");
        }
    }
}
