//! Light type on a dark ground, and one large disc.

use super::super::super::drawing::font::{SANS, SERIF};
use super::super::setting::Room;
use super::{Align, Design, MARGIN, Palette, Sheet};
use crate::manifest::Direction;

pub(super) const DESIGN: Design = Design {
    name: "poster",
    draw,
    palettes: &[
        palette("#14213d", "#f6efe0", ["#e07a3f", "#c65a2b", "#1d2f57"]),
        palette("#1d2a24", "#f4efe3", ["#d9a441", "#b9812c", "#283b33"]),
        palette("#2a1a2e", "#f7ece4", ["#d8576b", "#b23c55", "#3b2641"]),
        palette("#1b1b1d", "#f3efe9", ["#c9c2b2", "#a39b88", "#29292c"]),
    ],
};

const fn palette(ground: &'static str, ink: &'static str, accents: [&'static str; 3]) -> Palette {
    Palette { ground, ink, field: ground, light: ink, accents }
}

fn draw(sheet: &mut Sheet<'_>) {
    let ink = sheet.colours.ink;
    let [disc, shade, pale] = sheet.colours.accents;
    let width = sheet.width - 2.0 * MARGIN;
    let (middle, radius) = (sheet.height * 0.625, 430.0);
    let is_rtl = sheet.text.direction == Direction::RightToLeft;
    let centre = if is_rtl { 560.0 } else { sheet.width - 560.0 };
    sheet.fill(sheet.colours.ground);
    sheet.rectangle(0.0, middle, sheet.width, sheet.height - middle, pale);
    sheet.circle(centre, middle, radius, disc);
    // The half below the line lies in the shade.
    let (left, right) = (centre - radius, centre + radius);
    sheet.path(&format!("M{left} {middle} A{radius} {radius} 0 0 0 {right} {middle} Z"), shade);

    let top = 210.0;
    let end = middle - radius - 110.0;
    let face = sheet.italic(SERIF);
    let room = Room { width, height: 250.0, sizes: (82.0, 52.0), leading: 1.25 };
    let subtitle = sheet.fit(sheet.text.second_title().unwrap_or_default(), &face, room);
    let below = if subtitle.lines.is_empty() { 0.0 } else { subtitle.height() + 100.0 };

    let bold = sheet.face(SERIF, 600);
    let room = Room { width, height: end - top - below, sizes: (430.0, 96.0), leading: 1.04 };
    let title = sheet.fit(sheet.text.main_title(), &bold, room);
    let foot = sheet.block(&title, &bold, top, Align::Start, ink);
    sheet.block(&subtitle, &face, foot + 100.0, Align::Start, ink);

    let small = sheet.face(SANS, 400);
    let room = Room { width, height: 130.0, sizes: (54.0, 38.0), leading: 1.35 };
    let print = sheet.fit(&sheet.text.small_print(), &small, room);
    let mut bottom = sheet.height - 140.0;
    if !print.lines.is_empty() {
        sheet.block(&print, &small, bottom - print.height(), Align::Start, ink);
        bottom -= print.height() + 60.0;
    }
    let face = sheet.face(SANS, 700);
    let room = Room { width, height: bottom - middle - radius - 60.0, sizes: (84.0, 42.0), leading: 1.25 };
    let people = sheet.fit(&sheet.text.people(), &face, room);
    sheet.block(&people, &face, bottom - people.height(), Align::Start, ink);
}
