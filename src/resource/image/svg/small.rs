//! What small readers do not know is said so that they do: nothing looks otherwise in a browser.
//!
//! MuPDF, and the readers that are made with it, know no stylesheets in drawings and no `switch`, draw nothing of what is
//! in a link, and draw what is hidden.

use super::{hidden, links, styles, switch};
use crate::xml::Tree;

/// What was done to a drawing.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) is_changed: bool,
    /// How many labels are whole now.
    pub(super) labels: usize,
    pub(super) lost_words: Vec<String>,
}

/// Makes a drawing one for small readers, for people who read `language`.
pub(super) fn say_simply(tree: &mut Tree, language: Option<&str>) -> Said {
    // First: selectors tell where elements stand.
    let styles = styles::write(tree);
    let switches = switch::resolve(tree, language);
    let mut is_changed = styles.is_changed || switches.is_changed;
    // A stylesheet that holds at times may show what is hidden.
    is_changed |= !styles.is_unsettled && hidden::take_out(tree);
    is_changed |= links::unwrap(tree);
    is_changed |= links::drop_percent(tree);
    Said { is_changed, labels: switches.labels, lost_words: switches.lost_words }
}
