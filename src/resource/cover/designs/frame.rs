//! A page of quiet type in a double frame, as old editions have it.

use super::super::super::drawing::font::SERIF;
use super::super::setting::Room;
use super::{Align, Design, Palette, Sheet};

pub(super) const DESIGN: Design = Design {
    name: "frame",
    draw,
    palettes: &[
        palette("#f6f0e2", "#2b2320", "#9d2f2a"),
        palette("#eef1ea", "#1f2d2a", "#2f6f5e"),
        palette("#f3ede6", "#22283a", "#33548c"),
        palette("#f5efe0", "#33251a", "#b06a1c"),
    ],
};

const fn palette(ground: &'static str, ink: &'static str, accent: &'static str) -> Palette {
    Palette { ground, ink, field: ground, light: ink, accents: [accent; 3] }
}

/// How far text stays from the edges: the frame needs some of the room.
const SIDE: f32 = 230.0;

fn draw(sheet: &mut Sheet<'_>) {
    let (ink, accent) = (sheet.colours.ink, sheet.colours.accents[0]);
    let width = sheet.width - 2.0 * SIDE;
    sheet.fill(sheet.colours.ground);
    sheet.outline(76.0, 10.0, accent);
    sheet.outline(104.0, 3.0, accent);

    let face = sheet.spaced(SERIF, 400, 0.05);
    let room = Room { width, height: 330.0, sizes: (88.0, 44.0), leading: 1.35 };
    let people = sheet.fit(&sheet.text.people(), &face, room);
    sheet.block(&people, &face, 270.0, Align::Middle, ink);

    let face = sheet.face(SERIF, 600);
    let room = Room { width, height: sheet.height * 0.38, sizes: (310.0, 92.0), leading: 1.08 };
    let title = sheet.fit(sheet.text.main_title(), &face, room);
    let middle = sheet.height * 0.44;
    let foot = sheet.block(&title, &face, middle - title.height() / 2.0, Align::Middle, ink);

    let ornament = foot + 130.0;
    let center = sheet.width / 2.0;
    sheet.rectangle(center - 250.0, ornament - 1.5, 200.0, 3.0, accent);
    sheet.rectangle(center + 50.0, ornament - 1.5, 200.0, 3.0, accent);
    let (left, right, top, bottom) = (center - 24.0, center + 24.0, ornament - 24.0, ornament + 24.0);
    sheet.path(&format!("M{left} {ornament} L{center} {top} L{right} {ornament} L{center} {bottom} Z"), accent);

    let face = sheet.italic(SERIF);
    if let Some(subtitle) = sheet.text.second_title() {
        let room = Room { width, height: 360.0, sizes: (84.0, 52.0), leading: 1.25 };
        let block = sheet.fit(subtitle, &face, room);
        sheet.block(&block, &face, ornament + 110.0, Align::Middle, ink);
    }
    let room = Room { width, height: 170.0, sizes: (60.0, 42.0), leading: 1.35 };
    let small = sheet.fit(&sheet.text.small_print(), &face, room);
    sheet.block(&small, &face, sheet.height - 210.0 - small.height(), Align::Middle, ink);
}
