//! Environments: matrices, aligned lines, cases, arrays. A new one is a line in [`ENVIRONMENTS`].

use super::bracket::fence;
use super::lexer::{Kind, Token};
use super::parser::{Atom, Parser, stray};
use super::row;
use super::special::raw;
use super::symbol::Class;
use super::{Fault, Math};
use crate::nearest::did_you_mean;
use std::ops::Range;

/// A kind of environment.
struct Environment {
    name: &'static str,
    /// What stands before and behind it.
    fences: (&'static str, &'static str),
    columns: Columns,
    /// Whether its cells are set as on lines of their own.
    display: bool,
    /// Whether it is small, as in a line of text.
    small: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// As its argument says.
    Given,
    Centred,
    Left,
    /// Right and left by turns, without space between the two of a pair.
    Pairs,
    /// The same, with an argument that says how many there are.
    CountedPairs,
    /// Right, centred, left.
    Equations,
    /// The first line to the left, the last to the right.
    Lines,
    /// No table unless there is more than one line.
    None,
}

const fn environment(name: &'static str, fences: (&'static str, &'static str), columns: Columns) -> Environment {
    let display =
        matches!(columns, Columns::Pairs | Columns::CountedPairs | Columns::Equations | Columns::Lines | Columns::None);
    Environment { name, fences, columns, display, small: false }
}

const BARE: (&str, &str) = ("", "");

const ENVIRONMENTS: &[Environment] = &[
    environment("matrix", BARE, Columns::Centred),
    environment("pmatrix", ("(", ")"), Columns::Centred),
    environment("bmatrix", ("[", "]"), Columns::Centred),
    environment("Bmatrix", ("{", "}"), Columns::Centred),
    environment("vmatrix", ("|", "|"), Columns::Centred),
    environment("Vmatrix", ("‖", "‖"), Columns::Centred),
    Environment { small: true, ..environment("smallmatrix", BARE, Columns::Centred) },
    environment("array", BARE, Columns::Given),
    Environment { small: true, ..environment("subarray", BARE, Columns::Given) },
    environment("cases", ("{", ""), Columns::Left),
    Environment { display: true, ..environment("dcases", ("{", ""), Columns::Left) },
    environment("rcases", ("", "}"), Columns::Left),
    environment("align", BARE, Columns::Pairs),
    environment("aligned", BARE, Columns::Pairs),
    environment("flalign", BARE, Columns::Pairs),
    environment("split", BARE, Columns::Pairs),
    environment("alignat", BARE, Columns::CountedPairs),
    environment("alignedat", BARE, Columns::CountedPairs),
    environment("xalignat", BARE, Columns::CountedPairs),
    environment("eqnarray", BARE, Columns::Equations),
    Environment { display: true, ..environment("gather", BARE, Columns::Centred) },
    Environment { display: true, ..environment("gathered", BARE, Columns::Centred) },
    environment("multline", BARE, Columns::Lines),
    environment("multlined", BARE, Columns::Lines),
    environment("equation", BARE, Columns::None),
    environment("displaymath", BARE, Columns::None),
    environment("math", BARE, Columns::None),
];

/// The cells of a table, and what lines go through it.
#[derive(Default)]
struct Cells {
    rows: Vec<Vec<Math>>,
    /// What each row is called by its `\tag`.
    tags: Vec<Option<String>>,
    /// The rows that a line stands over.
    lines: Vec<usize>,
}

/// Reads an environment from behind its `\begin`.
pub(super) fn begin(parser: &mut Parser<'_>, token: &Token<'_>) -> Result<Option<Atom>, Fault> {
    let named = parser.lexer.argument(token)?;
    let name = raw(&named);
    let place = match (named.first(), named.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end.max(first.range.end),
        _ => token.range.clone(),
    };
    let Some(kind) = ENVIRONMENTS.iter().find(|kind| kind.name == name.trim_end_matches('*')) else {
        let known = ENVIRONMENTS.iter().map(|kind| kind.name);
        let usual = "the usual ones are `aligned`, `cases`, `pmatrix` and `array`";
        let help = did_you_mean(&name, known).unwrap_or_else(|| usual.to_owned());
        return Err(Fault::new(format!("there is no environment `{name}`"), place).help(help));
    };
    let takes_place = matches!(&*name, "aligned" | "alignedat" | "array" | "gathered" | "multlined" | "subarray")
        || name.ends_with("matrix*");
    let place_argument = if takes_place { parser.lexer.bracketed()? } else { None };
    let given = match kind.columns {
        Columns::Given => {
            let argument = parser.lexer.argument(token)?;
            specification(&raw(&argument), &argument, token)?
        }
        Columns::CountedPairs => {
            parser.lexer.argument(token)?;
            Specification::default()
        }
        _ => Specification::default(),
    };
    let cells = parser.styled(kind.display, |parser| {
        parser.unbracketed(|parser| parser.deeper(&token.range, |parser| cells(parser, kind, &name, token)))
    })?;
    // `\begin{pmatrix*}[r]` says how its columns are set.
    let side = place_argument.map(|argument| raw(&argument)).filter(|_| kind.columns == Columns::Centred);
    Ok(Some(build(parser, kind, &given, side.as_deref(), cells, token.range.clone())))
}

fn cells(parser: &mut Parser<'_>, kind: &Environment, name: &str, token: &Token<'_>) -> Result<Cells, Fault> {
    let mut cells = Cells::default();
    let outer = parser.tag.take();
    let mut row: Vec<Math> = Vec::new();
    loop {
        if row.is_empty() {
            before_row(parser, &mut cells)?;
        }
        let mut atoms = parser.row()?;
        let is_second = matches!(kind.columns, Columns::Pairs | Columns::CountedPairs) && row.len() % 2 == 1;
        if is_second && !atoms.is_empty() {
            // What the sign at its beginning belongs to stands in the cell before.
            atoms.insert(0, Atom::ordinary(Math::element("mrow", Vec::new(), token.range.clone())));
        }
        let range = atoms.first().map_or(token.range.clone(), |atom| atom.math.range.clone());
        row.push(row::one(atoms, range));
        let Some(next) = parser.next()? else {
            let help = format!("write `\\end{{{name}}}` where it ends");
            return Err(Fault::new(format!("`\\begin{{{name}}}` is not ended"), token.range.clone()).help(help));
        };
        match next.kind {
            Kind::Align => {}
            Kind::Command("\\" | "cr" | "newline") => {
                parser.after_line()?;
                cells.rows.push(std::mem::take(&mut row));
                cells.tags.push(parser.tag.take());
            }
            Kind::Command("end") => {
                let ended = raw(&parser.lexer.argument(&next)?);
                if ended != name {
                    let what = format!("`\\begin{{{name}}}` ends as `{ended}`");
                    return Err(Fault::new(what, next.range).help(format!("write `\\end{{{name}}}`")));
                }
                break;
            }
            _ => return Err(stray(&next)),
        }
    }
    let is_blank = |math: &Math| math.name == "mrow" && math.children.is_empty();
    let tag = parser.tag.take();
    if !row.iter().all(is_blank) || cells.rows.is_empty() || tag.is_some() {
        cells.rows.push(row);
        cells.tags.push(tag);
    }
    parser.tag = outer;
    Ok(cells)
}

/// Reads what may stand before a row: lines, and words between rows.
fn before_row(parser: &mut Parser<'_>, cells: &mut Cells) -> Result<(), Fault> {
    while let Some(token) = parser.next()? {
        match token.kind {
            Kind::Command("hline" | "hdashline" | "toprule" | "midrule" | "bottomrule") => {
                cells.lines.push(cells.rows.len());
            }
            Kind::Command("cline") => drop(parser.lexer.argument(&token)?),
            Kind::Command("intertext" | "shortintertext") => {
                let words = super::text::words(parser, super::alphabet::Font::Plain, &token)?;
                cells.rows.push(vec![words]);
                cells.tags.push(None);
            }
            Kind::Command("shoveleft" | "shoveright") => {}
            _ => {
                parser.lexer.put_back(token);
                break;
            }
        }
    }
    Ok(())
}

/// What the argument of an array says.
#[derive(Default)]
struct Specification {
    sides: Vec<&'static str>,
    /// The columns that a line stands before.
    lines: Vec<usize>,
}

fn specification(text: &str, argument: &[Token<'_>], of: &Token<'_>) -> Result<Specification, Fault> {
    let mut specification = Specification::default();
    let mut rest = text;
    let mut expanded = String::new();
    // `*{3}{c}` is `ccc`.
    while let Some(star) = rest.find("*{") {
        let parts: Vec<&str> = rest[star + 2..].splitn(3, ['{', '}']).collect();
        let [count, "", after] = parts[..] else { break };
        let Some((inner, after)) = after.split_once('}') else { break };
        expanded.push_str(&rest[..star]);
        expanded.push_str(&inner.repeat(count.trim().parse::<usize>().unwrap_or(1).min(50)));
        rest = after;
    }
    expanded.push_str(rest);
    let mut signs = expanded.chars();
    while let Some(sign) = signs.next() {
        match sign {
            'l' => specification.sides.push("left"),
            'c' => specification.sides.push("center"),
            'r' => specification.sides.push("right"),
            '|' => specification.lines.push(specification.sides.len()),
            '@' | '!' => {
                let mut depth = 0usize;
                for inner in signs.by_ref() {
                    depth = if inner == '{' {
                        depth + 1
                    } else if inner == '}' {
                        depth - 1
                    } else {
                        depth
                    };
                    if depth == 0 {
                        break;
                    }
                }
            }
            ' ' | ':' => {}
            _ => {
                let range = argument.first().map_or(of.range.clone(), |token| token.range.clone());
                let help = "columns are `l`, `c` and `r`, with `|` for a line between: `{r|l}`";
                return Err(Fault::new(format!("`{sign}` is no column of an array"), range).help(help));
            }
        }
    }
    Ok(specification)
}

fn build(
    parser: &mut Parser<'_>,
    kind: &Environment,
    given: &Specification,
    side: Option<&str>,
    mut cells: Cells,
    range: Range<usize>,
) -> Atom {
    number_rows(parser, &mut cells, &range);
    if kind.columns == Columns::None && cells.rows.len() == 1 && cells.rows[0].len() == 1 {
        return Atom::ordinary(cells.rows.remove(0).remove(0));
    }
    let width = cells.rows.iter().map(Vec::len).max().unwrap_or(0);
    let sides: Vec<&str> = match kind.columns {
        Columns::Given => given.sides.clone(),
        Columns::Left => vec!["left"; width],
        Columns::Pairs | Columns::CountedPairs => ["right", "left"].into_iter().cycle().take(width).collect(),
        Columns::Equations => ["right", "center", "left"].into_iter().cycle().take(width).collect(),
        Columns::Centred => match side.map(str::trim) {
            Some("l") => vec!["left"; width],
            Some("r") => vec!["right"; width],
            _ => Vec::new(),
        },
        Columns::Lines | Columns::None => Vec::new(),
    };
    let height = cells.rows.len();
    let mut table = table(cells.rows, range.clone());
    align(&mut table, &sides);
    if kind.columns == Columns::Lines && height > 1 {
        for (row, side) in [(0, "left"), (height - 1, "right")] {
            set_side(&mut table.children[row].children[0], side);
        }
    }
    if matches!(kind.columns, Columns::Pairs | Columns::CountedPairs) {
        table.set("class", "aligned");
        let gap = if kind.columns == Columns::Pairs { "2em" } else { "0" };
        table.set("columnspacing", ["0", gap].into_iter().cycle().take(width.max(2) - 1).collect::<Vec<_>>().join(" "));
    }
    rule(&mut table, given, &cells.lines, width, height);
    if kind.display {
        table.set("displaystyle", "true");
    }
    if kind.small {
        let style = Math::element("mstyle", vec![table], range.clone());
        table = style.with("scriptlevel", "1").with("displaystyle", "false");
    }
    fenced(table, kind.fences, range)
}

/// Keeps the number of a lone row as that of the formula, and writes those of several beside them.
fn number_rows(parser: &mut Parser<'_>, cells: &mut Cells, range: &Range<usize>) {
    let mut tags: Vec<(usize, String)> =
        cells.tags.iter_mut().enumerate().filter_map(|(row, tag)| Some((row, tag.take()?))).collect();
    if tags.len() == 1 && parser.tag.is_none() {
        parser.tag = tags.pop().map(|(_, tag)| tag);
    }
    let width = cells.rows.iter().map(Vec::len).max().unwrap_or(0);
    for (row, tag) in tags {
        let row = &mut cells.rows[row];
        row.resize_with(width, || Math::element("mrow", Vec::new(), range.clone()));
        row.push(Math::token("mtext", format!("\u{2003}{tag}"), range.clone()));
    }
}

/// Returns a table of some rows.
pub(super) fn table(rows: Vec<Vec<Math>>, range: Range<usize>) -> Math {
    let cell = |math: Math| {
        let range = math.range.clone();
        let inner = if math.name == "mrow" && !math.has("class") { math.children } else { vec![math] };
        Math::element("mtd", inner, range)
    };
    let row = |cells: Vec<Math>| Math::element("mtr", cells.into_iter().map(cell).collect(), range.clone());
    Math::element("mtable", rows.into_iter().map(row).collect(), range.clone())
}

/// Sets columns to a side. What draws MathML Core goes by the classes.
fn align(table: &mut Math, sides: &[&'static str]) {
    if sides.iter().all(|side| *side == "center") {
        return;
    }
    table.set("columnalign", sides.join(" "));
    for row in &mut table.children {
        for (cell, side) in row.children.iter_mut().zip(sides).filter(|(_, side)| **side != "center") {
            cell.set("class", *side);
        }
    }
}

fn set_side(cell: &mut Math, side: &'static str) {
    cell.set("columnalign", side);
    cell.set("class", side);
}

/// Draws the lines of an array.
fn rule(table: &mut Math, given: &Specification, rows: &[usize], width: usize, height: usize) {
    let lines = |at: &[usize], count: usize| {
        let kind = |index: usize| if at.contains(&index) { "solid" } else { "none" };
        (1..count).map(kind).collect::<Vec<_>>().join(" ")
    };
    let inner = |at: &[usize], count: usize| at.iter().any(|line| (1..count).contains(line));
    if inner(&given.lines, width) {
        table.set("columnlines", lines(&given.lines, width));
    }
    if inner(rows, height) {
        table.set("rowlines", lines(rows, height));
    }
    let is_framed = [0, height].iter().all(|line| rows.contains(line))
        && [0, given.sides.len()].iter().all(|line| given.lines.contains(line));
    if is_framed {
        table.set("frame", "solid");
    }
}

fn fenced(table: Math, (open, close): (&'static str, &'static str), range: Range<usize>) -> Atom {
    if open.is_empty() && close.is_empty() {
        return Atom::ordinary(table);
    }
    let mut parts = Vec::with_capacity(3);
    parts.extend((!open.is_empty()).then(|| fence(open, "prefix", range.clone())));
    parts.push(table);
    parts.extend((!close.is_empty()).then(|| fence(close, "postfix", range.clone())));
    Atom::new(Math::element("mrow", parts, range.clone()), Class::Fenced)
}
