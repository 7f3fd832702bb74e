//! What a book of photographs costs: its first build, which scales them all, and its second, which decodes none.
//!
//! `cargo bench --bench photographs -- 300` makes 300 photographs of 12 million pixels; twelve where nothing is said.
//! Each build runs as a process of its own. `convert` scales the same files beside, where it is installed.

#![allow(clippy::disallowed_methods, reason = "a benchmark touches the disk and the clock")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the colours of made pictures"
)]

use bindery::edition::PROFILES;
use bindery::world::{BookPath, Disk, Interruption};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const WIDTH: u16 = 4000;
const HEIGHT: u16 = 3000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, folder] = arguments.as_slice()
        && flag == "--build"
    {
        let start = Instant::now();
        build(Path::new(folder));
        println!("{} {} {}", start.elapsed().as_secs_f64(), cpu_seconds(), peak_mebibytes());
        return;
    }
    let count = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(12);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("photographs");
    let bytes = write_book(&folder, count);
    println!("\n{count} photographs of 12 million pixels, {} MB\n", bytes / 1_000_000);
    println!("| | wall s | CPU s | peak MiB |");
    println!("|---|---|---|---|");
    for name in ["first build", "second build"] {
        let program = std::env::current_exe().unwrap();
        let output = Command::new(program).arg("--build").arg(&folder).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let figures: Vec<f64> = text.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
        println!("| {name} | {:.2} | {:.2} | {:.0} |", figures[0], figures[1], figures[2]);
    }
    if let Some(seconds) = convert(&folder, count) {
        println!("| `convert -resize`, a process a file, as many at once as there are cores | {seconds:.2} | | |");
    }
}

/// Writes a book of photographs; returns how many bytes they have.
fn write_book(folder: &Path, count: usize) -> usize {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder.join("photographs")).unwrap();
    let manifest = "[book]\ntitle = \"Photographs\"\nauthors = [\"A. Author\"]\nlanguage = \"en\"\n\
        modified = \"2026-01-01T00:00:00Z\"\nchapters = [\"book.md\"]\n\n[cover]\ndesign = \"none\"\n";
    std::fs::write(folder.join("book.toml"), manifest).unwrap();
    let mut text = "# Photographs\n".to_owned();
    for index in 0..count {
        let _ = write!(text, "\n![Number {index}]({})\n", name(index));
    }
    std::fs::write(folder.join("book.md"), text).unwrap();
    let write = |index| {
        let jpeg = photograph(index);
        std::fs::write(folder.join(name(index)), &jpeg).unwrap();
        jpeg.len()
    };
    (0..count).into_par_iter().map(write).sum()
}

fn name(index: usize) -> String {
    format!("photographs/{index:03}.jpg")
}

/// Draws hills under a sky, with the grain of a camera.
fn photograph(index: usize) -> Vec<u8> {
    let mut grain = index as u64 + 1;
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    let phase = index as f64;
    for y in 0..HEIGHT {
        let down = f64::from(y) / f64::from(HEIGHT);
        for x in 0..WIDTH {
            let along = f64::from(x) / f64::from(WIDTH);
            grain = grain.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let noise = (grain >> 58) as f64 / 64.0 * 14.0 - 7.0;
            let hill = 0.5 + 0.12 * (along * 7.0 + phase).sin() + 0.05 * (along * 23.0 + phase * 3.0).sin();
            let colour = if down < hill {
                [120.0 + 90.0 * down, 150.0 + 80.0 * down, 230.0 - 40.0 * down]
            } else {
                let leaf = 30.0 * ((along * 300.0).sin() * (down * 400.0 + along * 90.0).cos());
                [70.0 + leaf, 110.0 + leaf - 60.0 * (down - hill), 50.0 + leaf / 2.0]
            };
            pixels.extend(colour.map(|value| (value + noise).clamp(0.0, 255.0) as u8));
        }
    }
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 92);
    encoder.encode(&pixels, WIDTH, HEIGHT, jpeg_encoder::ColorType::Rgb).unwrap();
    jpeg
}

fn build(folder: &Path) {
    let world = Disk::new(folder).unwrap().with_cache(folder.join("build/.cache"));
    let input = bindery::Input::Manifest(BookPath::own("book.toml"));
    let build = bindery::build(&world, &input, &[&PROFILES[0]], false);
    let package = build.packages.first().unwrap_or_else(|| panic!("{:?}", build.diagnostics.first()));
    bindery::world::write_atomically(&folder.join("book.epub"), &Interruption::default(), |file| {
        bindery::container::write(package, &world, file)
    })
    .unwrap();
}

/// Scales the same files with `convert`; returns how long that took.
fn convert(folder: &Path, count: usize) -> Option<f64> {
    let version = Command::new("convert").arg("-version").output().ok()?;
    // Other programs are called so, too.
    if !String::from_utf8_lossy(&version.stdout).contains("ImageMagick") {
        return None;
    }
    std::fs::create_dir_all(folder.join("converted")).unwrap();
    let start = Instant::now();
    (0..count).into_par_iter().for_each(|index| {
        let target = folder.join("converted").join(format!("{index:03}.jpg"));
        let mut command = Command::new("convert");
        command.env("MAGICK_THREAD_LIMIT", "1").arg(folder.join(name(index)));
        assert!(command.args(["-resize", "4000000@>", "-quality", "85"]).arg(target).status().unwrap().success());
    });
    Some(start.elapsed().as_secs_f64())
}

/// Sums what every thread of this process has run.
fn cpu_seconds() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
    let statistics = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    statistics.filter_map(|text| text.split_whitespace().next()?.parse::<f64>().ok()).sum::<f64>() / 1e9
}

fn peak_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
