//! Tiles of simple shapes below, type above, as posters and textbooks of the sixties have it.

use super::super::super::drawing::font::SANS;
use super::super::setting::Room;
use super::{Align, Design, MARGIN, Palette, Sheet};

pub(super) const DESIGN: Design = Design {
    name: "grid",
    draw,
    palettes: &[
        palette("#f8f3e9", "#20242c", ["#e4572e", "#17637e", "#f3b62f"]),
        palette("#f3f2ed", "#1e2a26", ["#2d7d62", "#e9a23b", "#1f3f52"]),
        palette("#f7f1ee", "#2a1f2d", ["#c8385a", "#3d4a8a", "#f0a35e"]),
        palette("#f4f1ea", "#222222", ["#3a3a3a", "#b5472f", "#a9a294"]),
    ],
};

const fn palette(ground: &'static str, ink: &'static str, accents: [&'static str; 3]) -> Palette {
    Palette { ground, ink, field: ground, light: ink, accents }
}

/// The side of a tile: four of them are as wide as the cover.
const TILE: f32 = 400.0;

fn draw(sheet: &mut Sheet<'_>) {
    let ink = sheet.colours.ink;
    let width = sheet.width - 2.0 * MARGIN;
    let tiles_top = sheet.height - 3.0 * TILE;
    sheet.fill(sheet.colours.ground);
    for row in 0..3_u8 {
        for column in 0..4_u8 {
            tile(sheet, f32::from(column) * TILE, tiles_top + f32::from(row) * TILE);
        }
    }

    let bold = sheet.face(SANS, 700);
    let plain = sheet.face(SANS, 400);
    let room = Room { width, height: 200.0, sizes: (76.0, 42.0), leading: 1.25 };
    let people = sheet.fit(&sheet.text.people(), &bold, room);
    let room = Room { width, height: 90.0, sizes: (50.0, 38.0), leading: 1.3 };
    let print = sheet.fit(&sheet.text.small_print(), &plain, room);
    let mut bottom = tiles_top - 100.0;
    if !print.lines.is_empty() {
        sheet.block(&print, &plain, bottom - print.height(), Align::Start, ink);
        bottom -= print.height() + 56.0;
    }
    let bottom = bottom - people.height();
    sheet.block(&people, &bold, bottom, Align::Start, ink);

    let room = Room { width, height: 190.0, sizes: (68.0, 46.0), leading: 1.25 };
    let subtitle = sheet.fit(sheet.text.second_title().unwrap_or_default(), &plain, room);
    let below = if subtitle.lines.is_empty() { 0.0 } else { subtitle.height() + 100.0 };
    let top = 170.0;
    let room = Room { width, height: bottom - 110.0 - top - below, sizes: (340.0, 84.0), leading: 1.12 };
    let title = sheet.fit(sheet.text.main_title(), &bold, room);
    let foot = sheet.block(&title, &bold, top, Align::Start, ink);
    sheet.block(&subtitle, &plain, foot + 100.0, Align::Start, ink);
}

/// Draws a tile: a ground of one colour and a shape of another.
fn tile(sheet: &mut Sheet<'_>, x: f32, y: f32) {
    let accents = sheet.colours.accents;
    let first = sheet.chance(4) as usize;
    let second = (first + 1 + sheet.chance(3) as usize) % 4;
    let colour = |index: usize| accents.get(index).copied().unwrap_or(sheet.colours.ground);
    let (ground, shape) = (colour(first), colour(second));
    sheet.rectangle(x, y, TILE, TILE, ground);
    let (right, bottom, middle) = (x + TILE, y + TILE, TILE / 2.0);
    match sheet.chance(6) {
        0 => sheet.circle(x + middle, y + middle, middle, shape),
        1 => sheet.path(&format!("M{x} {y} L{right} {y} A{TILE} {TILE} 0 0 1 {x} {bottom} Z"), shape),
        2 => sheet.path(&format!("M{x} {y} A{TILE} {TILE} 0 0 1 {right} {bottom} L{x} {bottom} Z"), shape),
        3 => sheet.path(&format!("M{x} {y} A{middle} {middle} 0 0 0 {right} {y} Z"), shape),
        4 => sheet.path(&format!("M{x} {bottom} A{middle} {middle} 0 0 1 {right} {bottom} Z"), shape),
        _ => sheet.path(&format!("M{x} {bottom} L{right} {y} L{right} {bottom} Z"), shape),
    }
}
