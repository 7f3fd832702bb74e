//! `[typography]`, and the same in front matter: which steps of typography run.
//!
//! The table of keys names the steps; what a step does where nothing is said is the step's own affair.

use super::fields::Fields;
use super::findings::Findings;
use super::keys::{Kind, TYPOGRAPHY};
use super::node::Data;
use super::rules::BAD_VALUE;
use std::collections::BTreeMap;

/// What a book or a piece says of its typography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// What holds for every step that is not named: `false` turns it off, `true` leaves it as it is by itself.
    pub all: Option<bool>,
    /// By the names of steps.
    pub steps: BTreeMap<&'static str, bool>,
    pub french_space: Option<FrenchSpace>,
}

/// The no-break space before French `; ! ?` and inside guillemets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrenchSpace {
    /// U+00A0, which every reader shows.
    #[default]
    Full,
    /// U+202F, as printed books have it.
    Narrow,
}

impl FrenchSpace {
    /// The spaces by their names.
    const NAMES: [(&'static str, Self); 2] = [("nbsp", Self::Full), ("nnbsp", Self::Narrow)];
}

impl Typography {
    /// Returns this, with what `weaker` says where this is silent. A word on all steps outweighs each of `weaker`.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        let french_space = self.french_space.or(weaker.french_space);
        if self.all.is_some() {
            return Self { french_space, ..self };
        }
        let mut steps = weaker.steps;
        steps.extend(self.steps);
        Self { all: weaker.all, steps, french_space }
    }

    /// Tells whether a step runs, which does so by itself or not.
    pub fn runs(&self, step: &str, by_itself: bool) -> bool {
        self.steps.get(step).copied().unwrap_or(by_itself && self.all != Some(false))
    }
}

/// Reads the key `typography` of a manifest, a chapter or front matter.
pub(super) fn read(fields: &Fields<'_>, findings: &mut Findings) -> Typography {
    let all = fields.boolean("typography");
    let Some(node) = fields.get("typography").filter(|node| matches!(node.data, Data::Table(_))) else {
        return Typography { all, ..Typography::default() };
    };
    let fields = Fields::of(node, &TYPOGRAPHY, findings);
    let switches = TYPOGRAPHY.keys.iter().filter(|key| matches!(key.kind, Kind::Boolean));
    let steps = switches.filter_map(|key| Some((key.name, fields.boolean(key.name)?))).collect();
    Typography { all, steps, french_space: french_space(&fields, findings) }
}

fn french_space(fields: &Fields<'_>, findings: &mut Findings) -> Option<FrenchSpace> {
    let said = fields.text("french-space", findings)?;
    let known = FrenchSpace::NAMES.iter().find(|(name, _)| *name == said.value).map(|(_, space)| *space);
    if known.is_none() {
        findings.refuse(&BAD_VALUE, "french-space", &said, FrenchSpace::NAMES.iter().map(|(name, _)| *name));
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(all: Option<bool>, steps: &[(&'static str, bool)]) -> Typography {
        Typography { all, steps: steps.iter().copied().collect(), french_space: None }
    }

    #[test]
    fn the_nearer_word_holds_and_one_on_all_outweighs_the_farther() {
        let book = said(None, &[("quotes", false), ("signs", true)]);
        let silent = said(None, &[]).or(book.clone());
        assert!(!silent.runs("quotes", true) && silent.runs("signs", false) && silent.runs("dashes", true));
        let off = said(Some(false), &[]).or(book.clone());
        assert!(!off.runs("signs", false) && !off.runs("dashes", true));
        let on = said(Some(true), &[]).or(book.clone());
        assert!(on.runs("quotes", true) && !on.runs("signs", false));
        let one = said(None, &[("quotes", true)]).or(said(Some(false), &[]));
        assert!(one.runs("quotes", true) && !one.runs("dashes", true));
    }
}
