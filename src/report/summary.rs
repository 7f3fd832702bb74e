//! How many findings of each weight there are.

use crate::diagnostic::{Diagnostic, Severity};
use std::fmt;

/// The number of findings by severity; shown as `2 errors, 1 warning`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub fatals: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub usages: usize,
}

impl Summary {
    /// Counts `diagnostics`.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut summary = Self::default();
        for diagnostic in diagnostics {
            *match diagnostic.severity {
                Severity::Fatal => &mut summary.fatals,
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Info => &mut summary.infos,
                Severity::Usage => &mut summary.usages,
            } += 1;
        }
        summary
    }

    /// Tells whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Tells whether a book with such findings is not written.
    pub fn has_errors(&self) -> bool {
        self.fatals + self.errors > 0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.fatals, "fatal error"),
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.infos, "info"),
            (self.usages, "usage"),
        ];
        let mut between = "";
        for (count, word) in counts.into_iter().filter(|(count, _)| *count > 0) {
            let plural = if count == 1 { "" } else { "s" };
            write!(formatter, "{between}{count} {word}{plural}")?;
            between = ", ";
        }
        if self.is_empty() { formatter.write_str("no findings") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_are_said_the_heaviest_first() {
        let summary = Summary { errors: 2, warnings: 1, ..Summary::default() };
        assert_eq!(summary.to_string(), "2 errors, 1 warning");
        let summary = Summary { fatals: 1, infos: 3, usages: 1, ..Summary::default() };
        assert_eq!(summary.to_string(), "1 fatal error, 3 infos, 1 usage");
        assert_eq!(Summary::default().to_string(), "no findings");
    }
}
