//! A field of strong colour with a bold title at its foot.

use super::super::super::drawing::font::SANS;
use super::super::setting::Room;
use super::{Align, Design, MARGIN, Palette, Sheet};

pub(super) const DESIGN: Design = Design {
    name: "banner",
    draw,
    palettes: &[
        palette("#faf6ee", "#1d1d24", "#b3261e", "#f2b632"),
        palette("#f4f6f3", "#10231c", "#14533f", "#e98a4b"),
        palette("#f6f4f0", "#161a2e", "#243a82", "#f06a4d"),
        palette("#faf4ea", "#24161f", "#6d2257", "#e7b84c"),
    ],
};

const fn palette(ground: &'static str, ink: &'static str, field: &'static str, accent: &'static str) -> Palette {
    Palette { ground, ink, field, light: "#ffffff", accents: [accent; 3] }
}

fn draw(sheet: &mut Sheet<'_>) {
    let (ink, light) = (sheet.colours.ink, sheet.colours.light);
    let width = sheet.width - 2.0 * MARGIN;
    let foot = sheet.height * 0.64;
    sheet.fill(sheet.colours.ground);
    sheet.rectangle(0.0, 0.0, sheet.width, foot, sheet.colours.field);
    sheet.rectangle(0.0, foot, sheet.width, 26.0, sheet.colours.accents[0]);

    let face = sheet.face(SANS, 400);
    let room = Room { width, height: 120.0, sizes: (58.0, 40.0), leading: 1.3 };
    let series = sheet.fit(sheet.text.series.as_deref().unwrap_or_default(), &face, room);
    let top = sheet.block(&series, &face, 170.0, Align::Start, light);

    let face = sheet.face(SANS, 700);
    let room = Room { width, height: foot - top - 260.0, sizes: (400.0, 92.0), leading: 1.12 };
    let title = sheet.fit(sheet.text.main_title(), &face, room);
    sheet.block(&title, &face, foot - 150.0 - title.height(), Align::Start, light);

    let room = Room { width, height: 250.0, sizes: (92.0, 46.0), leading: 1.25 };
    let people = sheet.fit(&sheet.text.people(), &face, room);
    let face = sheet.face(SANS, 400);
    let room = Room { width, height: 90.0, sizes: (54.0, 40.0), leading: 1.3 };
    let credits = sheet.fit(&sheet.text.credits.join("\n"), &face, room);
    let mut bottom = sheet.height - 150.0;
    if !credits.lines.is_empty() {
        sheet.block(&credits, &face, bottom - credits.height(), Align::Start, ink);
        bottom -= credits.height() + 60.0;
    }
    let top_of_people = bottom - people.height();
    sheet.block(&people, &sheet.face(SANS, 700), top_of_people, Align::Start, ink);

    if let Some(subtitle) = sheet.text.second_title() {
        let top = foot + 120.0;
        let room = Room { width, height: top_of_people - 80.0 - top, sizes: (78.0, 44.0), leading: 1.25 };
        let block = sheet.fit(subtitle, &face, room);
        sheet.block(&block, &face, top, Align::Start, ink);
    }
}
