//! The table of words: one row a language, in the order of `Word::ALL`; English first, on which all fall back.

use super::COUNT;

#[rustfmt::skip]
pub(super) const TERMS: &[(&str, [&str; COUNT])] = &[
    ("en", [
        "Contents", "Cover", "Notes", "Note", "Landmarks", "Title page", "Part", "Chapter", "by {name}",
        "Begin reading", "Back to the text", "Tip", "Important", "Warning", "Caution", "and", "Dedication",
        "Epigraph", "Foreword", "Preface", "Introduction", "Prologue", "Epilogue", "Conclusion", "Afterword",
        "Acknowledgments", "Appendix", "Glossary", "Bibliography", "Colophon",
    ]),
    ("de", [
        "Inhalt", "Umschlag", "Anmerkungen", "Anmerkung", "Orientierungspunkte", "Titelseite", "Teil",
        "Kapitel", "von {name}", "Textbeginn", "Zurück zum Text", "Tipp", "Wichtig", "Warnung", "Vorsicht",
        "und", "Widmung", "Motto", "Geleitwort", "Vorwort", "Einleitung", "Prolog", "Epilog", "Schluss",
        "Nachwort", "Danksagung", "Anhang", "Glossar", "Literaturverzeichnis", "Impressum",
    ]),
    ("fr", [
        "Table des matières", "Couverture", "Notes", "Note", "Points de repère", "Page de titre", "Partie",
        "Chapitre", "par {name}", "Début du texte", "Retour au texte", "Conseil", "Important",
        "Avertissement", "Attention", "et", "Dédicace", "Épigraphe", "Avant-propos", "Préface",
        "Introduction", "Prologue", "Épilogue", "Conclusion", "Postface", "Remerciements", "Annexe",
        "Glossaire", "Bibliographie", "Colophon",
    ]),
    ("es", [
        "Índice", "Cubierta", "Notas", "Nota", "Puntos de referencia", "Portada", "Parte", "Capítulo",
        "por {name}", "Comienzo del texto", "Volver al texto", "Consejo", "Importante", "Advertencia",
        "Precaución", "y", "Dedicatoria", "Epígrafe", "Proemio", "Prefacio", "Introducción", "Prólogo",
        "Epílogo", "Conclusión", "Posfacio", "Agradecimientos", "Apéndice", "Glosario", "Bibliografía",
        "Colofón",
    ]),
    ("it", [
        "Indice", "Copertina", "Note", "Nota", "Punti di riferimento", "Frontespizio", "Parte", "Capitolo",
        "di {name}", "Inizio del testo", "Torna al testo", "Consiglio", "Importante", "Avvertenza",
        "Attenzione", "e", "Dedica", "Epigrafe", "Premessa", "Prefazione", "Introduzione", "Prologo",
        "Epilogo", "Conclusione", "Postfazione", "Ringraziamenti", "Appendice", "Glossario", "Bibliografia",
        "Colophon",
    ]),
    ("pt", [
        "Índice", "Capa", "Notas", "Nota", "Pontos de referência", "Página de rosto", "Parte", "Capítulo",
        "por {name}", "Início do texto", "Voltar ao texto", "Dica", "Importante", "Aviso", "Cuidado", "e",
        "Dedicatória", "Epígrafe", "Apresentação", "Prefácio", "Introdução", "Prólogo", "Epílogo",
        "Conclusão", "Posfácio", "Agradecimentos", "Apêndice", "Glossário", "Bibliografia", "Colofão",
    ]),
    ("nl", [
        "Inhoud", "Omslag", "Noten", "Noot", "Oriëntatiepunten", "Titelpagina", "Deel", "Hoofdstuk",
        "door {name}", "Begin van de tekst", "Terug naar de tekst", "Tip", "Belangrijk", "Waarschuwing",
        "Let op", "en", "Opdracht", "Motto", "Ten geleide", "Voorwoord", "Inleiding", "Proloog", "Epiloog",
        "Besluit", "Nawoord", "Dankwoord", "Bijlage", "Verklarende woordenlijst", "Bibliografie", "Colofon",
    ]),
    ("sv", [
        "Innehåll", "Omslag", "Noter", "Not", "Landmärken", "Titelsida", "Del", "Kapitel", "av {name}",
        "Textens början", "Tillbaka till texten", "Tips", "Viktigt", "Varning", "Var försiktig", "och",
        "Dedikation", "Motto", "Till läsaren", "Förord", "Inledning", "Prolog", "Epilog", "Slutsats",
        "Efterord", "Tack", "Bilaga", "Ordlista", "Litteraturförteckning", "Kolofon",
    ]),
    ("da", [
        "Indhold", "Omslag", "Noter", "Note", "Pejlemærker", "Titelblad", "Del", "Kapitel", "af {name}",
        "Tekstens begyndelse", "Tilbage til teksten", "Tip", "Vigtigt", "Advarsel", "Forsigtig", "og",
        "Dedikation", "Motto", "Til læseren", "Forord", "Indledning", "Prolog", "Epilog", "Konklusion",
        "Efterord", "Tak", "Bilag", "Ordliste", "Litteraturliste", "Kolofon",
    ]),
    ("nb", [
        "Innhold", "Omslag", "Noter", "Note", "Landemerker", "Tittelside", "Del", "Kapittel", "av {name}",
        "Tekstens begynnelse", "Tilbake til teksten", "Tips", "Viktig", "Advarsel", "Forsiktig", "og",
        "Dedikasjon", "Motto", "Til leseren", "Forord", "Innledning", "Prolog", "Epilog", "Konklusjon",
        "Etterord", "Takk", "Vedlegg", "Ordliste", "Litteraturliste", "Kolofon",
    ]),
    ("fi", [
        "Sisällys", "Kansi", "Viitteet", "Viite", "Maamerkit", "Nimiölehti", "Osa", "Luku",
        "kirjoittanut {name}", "Tekstin alku", "Takaisin tekstiin", "Vinkki", "Tärkeää", "Varoitus",
        "Huomio", "ja", "Omistus", "Motto", "Lukijalle", "Esipuhe", "Johdanto", "Prologi", "Epilogi",
        "Päätelmät", "Jälkisanat", "Kiitokset", "Liite", "Sanasto", "Lähdeluettelo", "Kolofoni",
    ]),
    ("pl", [
        "Spis treści", "Okładka", "Przypisy", "Przypis", "Punkty orientacyjne", "Strona tytułowa", "Część",
        "Rozdział", "autor: {name}", "Początek tekstu", "Powrót do tekstu", "Wskazówka", "Ważne",
        "Ostrzeżenie", "Uwaga", "i", "Dedykacja", "Motto", "Słowo wstępne", "Przedmowa", "Wstęp", "Prolog",
        "Epilog", "Zakończenie", "Posłowie", "Podziękowania", "Dodatek", "Słowniczek", "Bibliografia",
        "Kolofon",
    ]),
    ("cs", [
        "Obsah", "Obálka", "Poznámky", "Poznámka", "Orientační body", "Titulní strana", "Část", "Kapitola",
        "autor: {name}", "Začátek textu", "Zpět k textu", "Tip", "Důležité", "Varování", "Pozor", "a",
        "Věnování", "Motto", "Úvodní slovo", "Předmluva", "Úvod", "Prolog", "Epilog", "Závěr", "Doslov",
        "Poděkování", "Příloha", "Slovníček", "Literatura", "Tiráž",
    ]),
    ("hu", [
        "Tartalom", "Borító", "Jegyzetek", "Jegyzet", "Tájékozódási pontok", "Címoldal", "Rész", "Fejezet",
        "írta: {name}", "A szöveg kezdete", "Vissza a szöveghez", "Tipp", "Fontos", "Figyelmeztetés",
        "Vigyázat", "és", "Ajánlás", "Mottó", "Beköszöntő", "Előszó", "Bevezetés", "Prológus", "Epilógus",
        "Befejezés", "Utószó", "Köszönetnyilvánítás", "Függelék", "Szójegyzék", "Irodalomjegyzék", "Kolofon",
    ]),
    ("ru", [
        "Содержание", "Обложка", "Примечания", "Примечание", "Ориентиры", "Титульная страница", "Часть",
        "Глава", "автор: {name}", "Начало текста", "Вернуться к тексту", "Совет", "Важно", "Предупреждение",
        "Осторожно", "и", "Посвящение", "Эпиграф", "Вступительное слово", "Предисловие", "Введение",
        "Пролог", "Эпилог", "Заключение", "Послесловие", "Благодарности", "Приложение", "Словарь терминов",
        "Библиография", "Выходные данные",
    ]),
    ("uk", [
        "Зміст", "Обкладинка", "Примітки", "Примітка", "Орієнтири", "Титульна сторінка", "Частина", "Розділ",
        "автор: {name}", "Початок тексту", "Повернутися до тексту", "Порада", "Важливо", "Попередження",
        "Обережно", "і", "Присвята", "Епіграф", "Вступне слово", "Передмова", "Вступ", "Пролог", "Епілог",
        "Висновки", "Післямова", "Подяки", "Додаток", "Словник термінів", "Бібліографія", "Вихідні дані",
    ]),
    ("el", [
        "Περιεχόμενα", "Εξώφυλλο", "Σημειώσεις", "Σημείωση", "Ορόσημα", "Σελίδα τίτλου", "Μέρος", "Κεφάλαιο",
        "συγγραφή: {name}", "Αρχή του κειμένου", "Επιστροφή στο κείμενο", "Συμβουλή", "Σημαντικό",
        "Προειδοποίηση", "Προσοχή", "και", "Αφιέρωση", "Προμετωπίδα", "Προλογικό σημείωμα", "Πρόλογος",
        "Εισαγωγή", "Προοίμιο", "Επίλογος", "Συμπέρασμα", "Επίμετρο", "Ευχαριστίες", "Παράρτημα", "Γλωσσάρι",
        "Βιβλιογραφία", "Κολοφώνας",
    ]),
    ("he", [
        "תוכן העניינים", "כריכה", "הערות", "הערה", "נקודות ציון", "עמוד השער", "חלק", "פרק", "מאת {name}",
        "תחילת הטקסט", "חזרה לטקסט", "טיפ", "חשוב", "אזהרה", "זהירות", "ו", "הקדשה", "מוטו", "דברי פתיחה",
        "הקדמה", "מבוא", "פרולוג", "אפילוג", "סיכום", "אחרית דבר", "תודות", "נספח", "מילון מונחים",
        "ביבליוגרפיה", "קולופון",
    ]),
    ("ar", [
        "المحتويات", "الغلاف", "الهوامش", "هامش", "معالم الكتاب", "صفحة العنوان", "الجزء", "الفصل",
        "بقلم {name}", "بداية النص", "العودة إلى النص", "نصيحة", "مهم", "تحذير", "تنبيه", "و", "إهداء",
        "عبارة استهلالية", "تصدير", "تمهيد", "مقدمة", "مدخل", "خاتمة الحكاية", "خاتمة", "كلمة ختامية",
        "شكر وتقدير", "ملحق", "مسرد المصطلحات", "المراجع", "بيانات النشر",
    ]),
    ("ja", [
        "目次", "表紙", "注", "注", "ランドマーク", "扉", "部", "章", "{name} 著", "本文の始まり", "本文に戻る", "ヒント", "重要", "警告",
        "注意", "、", "献辞", "題辞", "序言", "まえがき", "序論", "プロローグ", "エピローグ", "結び", "あとがき", "謝辞", "付録", "用語集", "参考文献",
        "奥付",
    ]),
    ("zh", [
        "目录", "封面", "注释", "注", "导航点", "扉页", "部", "章", "{name} 著", "正文开始", "返回正文", "提示", "重要", "警告", "注意",
        "和", "献词", "题词", "序言", "前言", "导言", "序幕", "尾声", "结语", "后记", "致谢", "附录", "词汇表", "参考文献", "版权说明",
    ]),
    ("zh-Hant", [
        "目錄", "封面", "註釋", "註", "導航點", "扉頁", "部", "章", "{name} 著", "正文開始", "返回正文", "提示", "重要", "警告", "注意",
        "和", "獻詞", "題詞", "序言", "前言", "導言", "序幕", "尾聲", "結語", "後記", "致謝", "附錄", "詞彙表", "參考文獻", "版權說明",
    ]),
];
