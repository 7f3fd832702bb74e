//! The speeches of a play, each behind the name of who says it: `ANNA: Where is it?`

use super::line::Line;
use super::set_off::go_on_as_verse;
use std::ops::Range;

/// Cuts lines into speeches, where each begins with a name; the lines of verse in them stay as they are.
pub(super) fn find(source: &str, lines: &[Line], group: Range<usize>) -> Option<Vec<Range<usize>>> {
    let name = |at: usize| name(lines[at].text(source));
    name(group.start)?;
    let starts: Vec<usize> = group.clone().filter(|at| name(*at).is_some()).collect();
    let mut names: Vec<&str> = starts.iter().filter_map(|at| name(*at)).collect();
    names.sort_unstable();
    let are_in_capitals = !names.iter().any(|name| name.contains(char::is_lowercase));
    let say_more = names.len() > 2 && names.windows(2).any(|pair| pair[0] == pair[1]);
    let is_sure = names.len() > 1 && (are_in_capitals || say_more);
    let hanging = group.clone().filter(|at| name(*at).is_none()).map(|at| (lines[at - 1], lines[at]));
    if !is_sure || go_on_as_verse(source, hanging) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([group.end]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// Returns who speaks: a short name with capitals before a colon, and words after it.
fn name(text: &str) -> Option<&str> {
    const LONGEST: usize = 32;
    let (name, said) = text.split_once(':')?;
    let has_capitals = || name.split_whitespace().all(|word| word.starts_with(|first: char| first.is_uppercase()));
    let is_of_name = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '\'' | '’' | '-');
    let is_name = name.len() <= LONGEST && name.chars().all(is_of_name) && name.split_whitespace().count() <= 3;
    (is_name && has_capitals() && said.starts_with(char::is_whitespace)).then_some(name)
}

/// Tells whether a line begins a scene of a film: `INT. KITCHEN – DAY`.
pub(crate) fn is_scene_of_film(text: &str) -> bool {
    const PLACES: [&str; 6] = ["INT. ", "EXT. ", "INT/EXT. ", "INT./EXT. ", "EXT./INT. ", "I/E. "];
    PLACES.iter().any(|place| text.starts_with(place))
}
