//! A landscape of flat hills, one behind the other, under a wide sky for the title.

use super::super::super::drawing::font::SERIF;
use super::super::setting::Room;
use super::{Align, Design, MARGIN, Palette, Sheet};
use std::f32::consts::TAU;
use std::fmt::Write;

pub(super) const DESIGN: Design = Design {
    name: "horizon",
    draw,
    palettes: &[
        palette("#f7e7d0", "#26304a", "#1f2a44", ["#e2703a", "#c9a28c", "#6b6f8f"]),
        palette("#e6efe9", "#17352f", "#12332d", ["#f2c14e", "#9cc0ae", "#4c8a78"]),
        palette("#e9e6f2", "#2b2447", "#221b3d", ["#ef8354", "#b7aed0", "#6f629c"]),
        palette("#f6ead9", "#4a1f1a", "#4a1f1a", ["#f3b05a", "#dba27f", "#a8553f"]),
    ],
};

const fn palette(ground: &'static str, ink: &'static str, field: &'static str, accents: [&'static str; 3]) -> Palette {
    Palette { ground, ink, field, light: "#fdf8ef", accents }
}

fn draw(sheet: &mut Sheet<'_>) {
    let (ink, light) = (sheet.colours.ink, sheet.colours.light);
    let [sun, far, near] = sheet.colours.accents;
    let width = sheet.width - 2.0 * MARGIN;
    sheet.fill(sheet.colours.ground);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let sun_x = 380.0 + sheet.chance(840) as f32;
    sheet.circle(sun_x, sheet.height * 0.60, 250.0, sun);
    for (top, colour) in [(0.60, far), (0.685, near), (0.775, sheet.colours.field)] {
        ridge(sheet, top, colour);
    }

    let bold = sheet.face(SERIF, 600);
    let italic = sheet.italic(SERIF);
    let room = Room { width, height: 230.0, sizes: (80.0, 52.0), leading: 1.25 };
    let subtitle = sheet.fit(sheet.text.second_title().unwrap_or_default(), &italic, room);
    let below = if subtitle.lines.is_empty() { 0.0 } else { subtitle.height() + 90.0 };
    let (top, end) = (200.0, sheet.height * 0.46);
    let room = Room { width, height: end - top - below, sizes: (330.0, 92.0), leading: 1.08 };
    let title = sheet.fit(sheet.text.main_title(), &bold, room);
    // Short titles hang a little lower than the top of the room.
    let slack = (end - top - below - title.height()) * 0.4;
    let foot = sheet.block(&title, &bold, top + slack, Align::Middle, ink);
    sheet.block(&subtitle, &italic, foot + 90.0, Align::Middle, ink);

    let room = Room { width, height: 110.0, sizes: (56.0, 40.0), leading: 1.35 };
    let print = sheet.fit(&sheet.text.small_print(), &italic, room);
    let mut bottom = sheet.height - 120.0;
    if !print.lines.is_empty() {
        sheet.block(&print, &italic, bottom - print.height(), Align::Middle, light);
        bottom -= print.height() + 56.0;
    }
    let face = sheet.spaced(SERIF, 400, 0.03);
    let room = Room { width, height: bottom - sheet.height * 0.85, sizes: (88.0, 40.0), leading: 1.25 };
    let people = sheet.fit(&sheet.text.people(), &face, room);
    sheet.block(&people, &face, bottom - people.height(), Align::Middle, light);
}

/// Draws a range of hills from one side to the other.
fn ridge(sheet: &mut Sheet<'_>, top: f32, colour: &str) {
    const STEPS: u8 = 40;
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let mut part = |below: u32| sheet.chance(below) as f32 / below as f32;
    let (first, second, swing) = (part(628) * TAU, part(628) * TAU, 0.6 + part(100) * 0.5);
    let (width, height) = (sheet.width, sheet.height);
    let mut data = format!("M0 {height}");
    for step in 0..=STEPS {
        let along = f32::from(step) / f32::from(STEPS);
        let wave = (along * 5.0 * swing + first).sin() * 0.022 + (along * 11.0 * swing + second).sin() * 0.009;
        let _ = write!(data, " L{:.1} {:.1}", along * width, (top + wave) * height);
    }
    let _ = write!(data, " L{width} {height} Z");
    sheet.path(&data, colour);
}
