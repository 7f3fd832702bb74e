//! What siunitx calls units, what stands before them, and their powers.

use crate::formula::Fault;
use crate::formula::lexer::Token;
use crate::nearest::did_you_mean;

/// What stands before a unit.
#[rustfmt::skip]
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("quecto", "q"), ("ronto", "r"), ("yocto", "y"), ("zepto", "z"), ("atto", "a"), ("femto", "f"), ("pico", "p"),
    ("nano", "n"), ("micro", "µ"), ("milli", "m"), ("centi", "c"), ("deci", "d"), ("deca", "da"), ("deka", "da"),
    ("hecto", "h"), ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"), ("peta", "P"), ("exa", "E"),
    ("zetta", "Z"), ("yotta", "Y"), ("ronna", "R"), ("quetta", "Q"), ("kibi", "Ki"), ("mebi", "Mi"), ("gibi", "Gi"),
    ("tebi", "Ti"),
];

/// The units by their names; a few by the short names that siunitx has for them.
#[rustfmt::skip]
pub(super) const UNITS: &[(&str, &str)] = &[
    ("ampere", "A"), ("candela", "cd"), ("kelvin", "K"), ("gram", "g"), ("kilogram", "kg"), ("metre", "m"),
    ("meter", "m"), ("mole", "mol"), ("second", "s"), ("becquerel", "Bq"), ("degreeCelsius", "°C"), ("celsius", "°C"),
    ("coulomb", "C"), ("farad", "F"), ("gray", "Gy"), ("hertz", "Hz"), ("henry", "H"), ("joule", "J"), ("katal", "kat"),
    ("lumen", "lm"), ("lux", "lx"), ("newton", "N"), ("ohm", "Ω"), ("pascal", "Pa"), ("radian", "rad"),
    ("siemens", "S"), ("sievert", "Sv"), ("steradian", "sr"), ("tesla", "T"), ("volt", "V"), ("watt", "W"),
    ("weber", "Wb"), ("astronomicalunit", "au"), ("bel", "B"), ("decibel", "dB"), ("dalton", "Da"), ("day", "d"),
    ("electronvolt", "eV"), ("hectare", "ha"), ("hour", "h"), ("litre", "L"), ("liter", "L"), ("minute", "min"),
    ("neper", "Np"), ("tonne", "t"), ("arcminute", "′"), ("arcsecond", "″"), ("degree", "°"), ("percent", "%"),
    ("angstrom", "Å"), ("bar", "bar"), ("atmosphere", "atm"), ("bit", "bit"), ("byte", "B"), ("gauss", "G"),
    ("atomicmassunit", "u"), ("fg", "fg"), ("pg", "pg"), ("ng", "ng"), ("ug", "µg"), ("mg", "mg"), ("g", "g"),
    ("kg", "kg"), ("pm", "pm"), ("nm", "nm"), ("um", "µm"), ("mm", "mm"), ("cm", "cm"), ("dm", "dm"), ("m", "m"),
    ("km", "km"), ("as", "as"), ("fs", "fs"), ("ps", "ps"), ("ns", "ns"), ("us", "µs"), ("ms", "ms"), ("s", "s"),
    ("mol", "mol"), ("mmol", "mmol"), ("kmol", "kmol"), ("pA", "pA"), ("nA", "nA"), ("uA", "µA"), ("mA", "mA"),
    ("A", "A"), ("kA", "kA"), ("ul", "µL"), ("ml", "mL"), ("l", "L"), ("uL", "µL"), ("mL", "mL"), ("L", "L"),
    ("mHz", "mHz"), ("Hz", "Hz"), ("kHz", "kHz"), ("MHz", "MHz"), ("GHz", "GHz"), ("THz", "THz"), ("mN", "mN"),
    ("N", "N"), ("kN", "kN"), ("MN", "MN"), ("Pa", "Pa"), ("kPa", "kPa"), ("MPa", "MPa"), ("GPa", "GPa"),
    ("mohm", "mΩ"), ("kohm", "kΩ"), ("Mohm", "MΩ"), ("mV", "mV"), ("V", "V"), ("kV", "kV"), ("W", "W"), ("mW", "mW"),
    ("uW", "µW"), ("kW", "kW"), ("MW", "MW"), ("GW", "GW"), ("J", "J"), ("kJ", "kJ"), ("MJ", "MJ"), ("eV", "eV"),
    ("meV", "meV"), ("keV", "keV"), ("MeV", "MeV"), ("GeV", "GeV"), ("TeV", "TeV"), ("kWh", "kWh"), ("F", "F"),
    ("nF", "nF"), ("uF", "µF"), ("pF", "pF"), ("K", "K"), ("dB", "dB"),
];

/// Powers that stand before a unit, and behind one.
pub(super) const BEFORE: &[(&str, &str)] = &[("square", "2"), ("cubic", "3")];
pub(super) const BEHIND: &[(&str, &str)] = &[("squared", "2"), ("cubed", "3")];

/// Units that follow their number without a space.
pub(super) const TOUCHING: &[&str] = &["degree", "arcminute", "arcsecond"];

/// Returns what a name means.
pub(super) fn find(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
}

/// Returns the fault that there is no unit of that name.
pub(super) fn unknown(name: &str, token: &Token<'_>) -> Fault {
    let known = PREFIXES.iter().chain(UNITS).map(|(known, _)| *known).filter(|known| known.len() > 2);
    let help = did_you_mean(name, known).map(|meant| meant.replacen('`', "`\\", 1));
    let usual = "write the unit in letters: `\\qty{5}{km}`";
    Fault::new(format!("there is no unit `\\{name}`"), token.range.clone())
        .help(help.unwrap_or_else(|| usual.to_owned()))
}
