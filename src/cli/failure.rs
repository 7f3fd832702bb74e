//! Why a command was not carried out, as told to whoever typed it.

use std::io;

/// A wrong command, or a world that fails; looks like a finding without a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// Returns a failure; the message has the shape of a diagnostic's.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says what to do.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns it as standard error shows it.
    pub(super) fn shown(&self, colour: bool) -> String {
        let (red, cyan, bold, reset) =
            if colour { ("\x1B[1;91m", "\x1B[1;96m", "\x1B[1m", "\x1B[0m") } else { ("", "", "", "") };
        let message = harmless(&self.message);
        let title = format!("{red}error{reset}{bold}: {message}{reset}\n");
        let Some(help) = &self.help else { return title };
        let lines: Vec<String> = help.lines().map(harmless).collect();
        format!("{title}  = {cyan}help:{reset} {}\n", lines.join("\n          "))
    }
}

/// Returns `text` without what a terminal would act on: it may quote a file's name.
fn harmless(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

/// Returns what the system says of an error, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_looks_like_a_finding() {
        let failure = Failure::new("no `a\u{1B}`").help("write one\nor two");
        assert_eq!(failure.shown(false), "error: no `a\u{FFFD}`\n  = help: write one\n          or two\n");
        assert!(failure.shown(true).starts_with("\x1B[1;91merror\x1B[0m\x1B[1m: no"));
    }

    #[test]
    fn the_systems_reasons_read_as_part_of_a_sentence() {
        assert_eq!(reason(&io::Error::from_raw_os_error(13)), "permission denied");
    }
}
