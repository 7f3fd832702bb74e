//! Decoding, as a table: bytes, the text they hold, and the rules that fire.

use super::*;

fn check(name: &str, declaration: Declaration, bytes: &[u8], text: &str, rules: &[&str]) {
    let decoded = decode(bytes.to_vec(), declaration, SourceId::new(0));
    assert_eq!(decoded.text, text, "{name}");
    let fired: Vec<&str> = decoded.diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
    assert_eq!(fired, rules, "{name}: {:#?}", decoded.diagnostics);
}

#[test]
fn unicode_and_legacy_encodings_are_told_apart() {
    let long_cp1251: Vec<u8> = encoding_rs::WINDOWS_1251.encode("Все счастливые семьи похожи друг на друга.").0.into();
    let sjis: Vec<u8> = encoding_rs::SHIFT_JIS.encode("国境の長いトンネルを抜けると雪国であった。").0.into();
    let jis: Vec<u8> = encoding_rs::ISO_2022_JP.encode("国境の長いトンネル").0.into();
    let cases: &[(&str, &[u8], &str, &[&str])] = &[
        ("empty", b"", "", &[]),
        ("ascii", b"plain\r\ntext\n", "plain\r\ntext\n", &[]),
        ("utf-8", "één".as_bytes(), "één", &[]),
        ("utf-8 with a mark", b"\xEF\xBB\xBFa", "a", &[]),
        ("only a mark", b"\xEF\xBB\xBF", "", &[]),
        ("utf-16le with a mark", b"\xFF\xFEa\0\xE9\0", "aé", &[]),
        ("utf-16be with a mark", b"\xFE\xFF\0a\0\xE9", "aé", &[]),
        ("utf-32le with a mark", b"\xFF\xFE\0\0a\0\0\0\x00\xF6\x01\0", "a\u{1F600}", &[]),
        ("utf-32be with a mark", b"\0\0\xFE\xFF\0\0\0a", "a", &[]),
        ("utf-32 that is broken", b"\0\0\xFE\xFF\0\0\xD8\0\0\0\0a", "\u{FFFD}a", &["invalid-bytes"]),
        ("utf-16le without a mark", b"T\0h\0e\0 \0e\0n\0d\0", "The end", &[]),
        ("utf-16be without a mark", b"\0T\0h\0e\0 \0e\0n\0d", "The end", &[]),
        ("a lone surrogate", b"\xFF\xFEa\0\x00\xD8b\0", "a\u{FFFD}b", &["invalid-bytes"]),
        ("utf-16 of odd length", b"\xFF\xFEa\0b", "a\u{FFFD}", &["invalid-bytes"]),
        ("windows-1252", b"\x93caf\xE9\x94 \x97 na\xEFve", "“café” — naïve", &["legacy-encoding"]),
        ("one letter of windows-1252", b"caf\xE9", "café", &["legacy-encoding"]),
        ("windows-1251", &long_cp1251, "Все счастливые семьи похожи друг на друга.", &["legacy-encoding"]),
        ("Shift_JIS", &sjis, "国境の長いトンネルを抜けると雪国であった。", &["legacy-encoding"]),
        ("ISO-2022-JP", &jis, "国境の長いトンネル", &["legacy-encoding"]),
        ("a mark promises utf-8", b"\xEF\xBB\xBFIt\x92s", "It\u{FFFD}s", &["invalid-bytes"]),
    ];
    for (name, bytes, text, rules) in cases {
        check(name, Declaration::None, bytes, text, rules);
    }
}

#[test]
fn isolated_quotation_marks_are_not_cyrillic() {
    let english = "Go home and wait at the train.”’\n";
    let bytes = encoding_rs::WINDOWS_1252.encode(english).0.repeat(200);
    check("english", Declaration::None, &bytes, &english.repeat(200), &["legacy-encoding"]);
    let russian = "Он сказал: «Да». Она ответила: «Нет, это не так, мой друг». И он ушёл.\n";
    let bytes = encoding_rs::IBM866.encode(&russian.replace(['«', '»'], "\"")).0.repeat(200);
    check("russian", Declaration::None, &bytes, &russian.replace(['«', '»'], "\"").repeat(200), &["legacy-encoding"]);
}

#[test]
fn utf16_of_other_scripts_is_known_without_a_mark() {
    for text in ["Все счастливые семьи похожи.\r\nКаждая иначе.\r\n", "国境の 長い\nトンネルを 抜けると\n"]
    {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check("little", Declaration::None, &little, text, &[]);
        check("big", Declaration::None, &big, text, &[]);
    }
}

#[test]
fn a_stray_nul_does_not_make_ordinary_text_utf16() {
    let controls = ["control-character"; 4];
    check(
        "ascii",
        Declaration::None,
        b"Hi\0there \x01\x0B\x1B[31mred\x02",
        "Hi\u{FFFD}there \u{FFFD}\n\u{FFFD}[31mred\u{FFFD}",
        &controls,
    );
    let russian = "Все счастливые семьи похожи.\0\u{1}\u{2}\u{3}";
    let shown = russian.replace(|character| character < ' ', "\u{FFFD}");
    check("russian", Declaration::None, russian.as_bytes(), &shown, &controls);
}

#[test]
fn a_few_bad_bytes_do_not_make_utf8_a_legacy_encoding() {
    let text = "é".repeat(30);
    let bytes = [text.as_bytes(), b"\x92s \xC3"].concat();
    check("pasted and cut", Declaration::None, &bytes, &format!("{text}\u{FFFD}s \u{FFFD}"), &["invalid-bytes"; 2]);
}

#[test]
fn a_page_may_declare_its_encoding() {
    let html = Declaration::Html;
    let koi8 = b"<!-- <meta charset=big5> --><META http-equiv=x content=\"text/html; charset=koi8-r\">\xC4\xC1";
    let decoded = decode(koi8.to_vec(), html, SourceId::new(0));
    assert!(decoded.text.ends_with(">да"), "{}", decoded.text);
    assert_eq!(decoded.diagnostics[0].severity, crate::diagnostic::Severity::Info);
    let cases: &[(&str, &[u8], &str, &[&str])] = &[
        ("quoted", b"<meta charset='windows-1251'>\xC4", "<meta charset='windows-1251'>Д", &["legacy-encoding"]),
        (
            "xml",
            b"<?xml version='1.0' encoding=\"iso-8859-1\"?>\xE9",
            "<?xml version='1.0' encoding=\"iso-8859-1\"?>é",
            &["legacy-encoding"],
        ),
        ("valid utf-8 wins", "<meta charset=latin1>é".as_bytes(), "<meta charset=latin1>é", &[]),
        (
            "utf-8 with a fault",
            b"<meta charset=utf-8>\xC3\xA9\x92",
            "<meta charset=utf-8>é\u{FFFD}",
            &["invalid-bytes"],
        ),
        ("utf-8 that it is not", b"<meta charset=utf-8>caf\xE9", "<meta charset=utf-8>café", &["legacy-encoding"]),
        ("no such encoding", b"<meta charset=none><p>caf\xE9", "<meta charset=none><p>café", &["legacy-encoding"]),
        ("unclosed", b"<meta charset=latin1 \xE9", "<meta charset=latin1 é", &["legacy-encoding"]),
    ];
    for (name, bytes, text, rules) in cases {
        check(name, html, bytes, text, rules);
    }
    check(
        "plain text does not declare",
        Declaration::None,
        b"<meta charset=koi8-r>\xE9",
        "<meta charset=koi8-r>é",
        &["legacy-encoding"],
    );
}

#[test]
fn what_xml_cannot_hold_is_replaced_at_its_place() {
    let cases: &[(&str, &[u8], &str, &[&str])] = &[
        ("nul", b"a\0b", "a\u{FFFD}b", &["control-character"]),
        ("escape", b"a\x1B[0m", "a\u{FFFD}[0m", &["control-character"]),
        ("nonchars", "a\u{FFFE}\u{FFFF}".as_bytes(), "a\u{FFFD}\u{FFFD}", &["control-character"; 2]),
        ("form feed", b"a\n\x0Cb\x0Bc", "a\n\nb\nc", &[]),
        ("inner mark", "a\u{FEFF}b".as_bytes(), "ab", &[]),
        ("end of a DOS file", b"a\r\n\x1A\x1A", "a\r\n", &[]),
        ("in utf-16", b"\xFF\xFEa\0\x01\0\xFF\xFF", "a\u{FFFD}\u{FFFD}", &["control-character"; 2]),
        ("lines of an old Mac", b"a\rb\r\rc\r\nd\r", "a\nb\n\nc\r\nd\n", &[]),
        ("tab", b"a\tb\x7F", "a\tb\x7F", &[]),
    ];
    for (name, bytes, text, rules) in cases {
        check(name, Declaration::None, bytes, text, rules);
    }
    for lead in [0, 1, 254, 255, 256, 257, 511, 512] {
        let text = format!("{}\u{FFFE}é\0{}", "é".repeat(lead), "z".repeat(600));
        let decoded = decode(text.clone().into(), Declaration::None, SourceId::new(0));
        assert_eq!(decoded.text, text.replace(['\0', '\u{FFFE}'], "\u{FFFD}"));
        let place = Place::At(Span::new(SourceId::new(0), 2 * lead..2 * lead + 3));
        assert_eq!(decoded.diagnostics[0].place, place);
    }
}

#[test]
fn many_faults_are_counted_and_not_all_shown() {
    let text = "a line of text that is long enough to be one\0\n".repeat(100);
    let diagnostics = decode(text.into(), Declaration::None, SourceId::new(0)).diagnostics;
    assert_eq!(diagnostics.len(), SHOWN + 1);
    assert!(diagnostics[SHOWN].message.ends_with("and 89 more places like this follow"), "{:?}", diagnostics[SHOWN]);
}

#[test]
fn what_is_not_text_is_refused_by_name() {
    let noise: Vec<u8> = (0..5000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
    let cases: &[(&[u8], &str)] = &[
        (b"%PDF-1.7\n%", "a PDF document"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a PNG picture"),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "an Office document"),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml", "a Word document (DOCX)"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip", "an EPUB"),
        (b"PK\x03\x04", "an archive (zip)"),
        (&noise, "control characters"),
        (&[0; 100], "control characters"),
    ];
    for (bytes, message) in cases {
        let decoded = decode(bytes.to_vec(), Declaration::None, SourceId::new(0));
        assert_eq!(decoded.text, "");
        let diagnostic = &decoded.diagnostics[0];
        assert_eq!((diagnostic.rule.name, decoded.diagnostics.len()), ("not-text", 1), "{diagnostic:?}");
        assert!(diagnostic.message.contains(message), "{diagnostic:?}");
    }
    check(
        "a text on zips",
        Declaration::None,
        b"PK means zip; OTTO and ID3 do not.",
        "PK means zip; OTTO and ID3 do not.",
        &[],
    );
}

#[test]
fn any_bytes_give_text_that_xml_can_hold() {
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..4000 {
        let length = random() % 60;
        let mask = if round % 2 == 0 { 0xFF } else { 0x7F };
        let bytes: Vec<u8> = (0..length).map(|_| random().to_le_bytes()[3] & mask).collect();
        let declaration = if round % 3 == 0 { Declaration::Html } else { Declaration::None };
        let decoded = decode(bytes.clone(), declaration, SourceId::new(0));
        assert!(decoded.text.chars().all(crate::xml::is_xml_char), "{bytes:?}");
        for diagnostic in decoded.diagnostics {
            if let Place::At(span) = diagnostic.place {
                assert!(!decoded.text[span.range()].is_empty(), "{bytes:?}");
            }
        }
    }
}

#[test]
fn places_stay_true_when_text_before_them_grows() {
    let text = "é".repeat(30);
    let bytes = [b"\0\0", text.as_bytes(), b"\x92", b"\0"].concat();
    let decoded = decode(bytes, Declaration::None, SourceId::new(0));
    let places: Vec<Place> = decoded.diagnostics.iter().map(|diagnostic| diagnostic.place).collect();
    let at = |start: usize| Place::At(Span::new(SourceId::new(0), start..start + 3));
    assert_eq!(places, [at(66), at(0), at(3), at(69)]);
}
