//! `bindery explain`: the page of a rule.

use super::{Failure, Status, printed};
use bindery::diagnostic::Rule;
use bindery::nearest;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Tell what a finding means and what to do about it
///
/// `warning[missing-image]` is explained by `bindery explain missing-image`.
///
/// EPUBCheck's ids, such as RSC-007, are understood too.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The name of a rule, or an id of EPUBCheck [default: list all rules]
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints the page of the rule that is asked for, or the list of all.
pub(super) fn run(arguments: &Arguments, rules: &[&Rule], out: &mut dyn Write) -> Result<Status, Failure> {
    let Some(code) = &arguments.code else {
        printed(list(rules, out))?;
        return Ok(Status::Done);
    };
    let found = find(rules, code);
    if found.is_empty() {
        return Err(unknown(rules, code));
    }
    for (index, rule) in found.into_iter().enumerate() {
        let between = if index == 0 { "" } else { "\n\n" };
        printed(write!(out, "{between}{}", page(rule)))?;
    }
    Ok(Status::Done)
}

/// Returns the rules that `code` names: the one of that name, else those with that id of EPUBCheck.
fn find<'a>(rules: &[&'a Rule], code: &str) -> Vec<&'a Rule> {
    let code = bare(code);
    let named = rules.iter().find(|rule| rule.name.eq_ignore_ascii_case(code));
    let by_id = |rule: &&&Rule| rule.epubcheck.iter().any(|id| id.eq_ignore_ascii_case(code));
    named.map_or_else(|| rules.iter().filter(by_id).copied().collect(), |rule| vec![*rule])
}

/// Returns the name in a code that was copied with its severity: `warning[missing-image]`.
fn bare(code: &str) -> &str {
    let inside = code.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    inside.map_or(code, |(name, _)| name).trim()
}

fn page(rule: &Rule) -> String {
    let title = format!("{}[{}]: {}\n", rule.severity.word(), rule.name, rule.summary);
    let explanation = match rule.explanation.trim_matches('\n').trim_end() {
        "" => String::new(),
        explanation => format!("\n{explanation}\n"),
    };
    let ids = match rule.epubcheck {
        [] => String::new(),
        ids => format!("\nEPUBCheck calls this {}.\n", ids.join(", ")),
    };
    let section =
        bindery::check::section(rule).map_or_else(String::new, |section| format!("\nSpecification: {section}.\n"));
    title + &explanation + &section + &ids
}

fn list(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let mut rules = rules.to_vec();
    rules.sort_by_key(|rule| rule.name);
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        writeln!(out, "{:width$}  {:7}  {}", rule.name, rule.severity.word(), rule.summary)?;
    }
    Ok(())
}

fn unknown(rules: &[&Rule], code: &str) -> Failure {
    let near = near(rules, bare(code));
    let all = "`bindery explain` lists all rules";
    let help = if near.is_empty() { all.to_owned() } else { format!("did you mean {}? {all}", near.join(" or ")) };
    Failure::new(format!("no rule `{code}`")).help(help)
}

/// Returns the three names nearest to a misspelt one, or that hold it as a part.
fn near(rules: &[&Rule], code: &str) -> Vec<String> {
    let code = code.to_ascii_lowercase();
    let names = || rules.iter().flat_map(|rule| std::iter::once(&rule.name).chain(rule.epubcheck)).copied();
    let mut near = nearest::near(&code, names());
    near.extend(names().filter(|name| code.len() > 2 && name.contains(&code)));
    let mut seen = BTreeSet::new();
    near.retain(|name| seen.insert(*name));
    near.into_iter().take(3).map(|name| format!("`{name}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bindery::diagnostic::Severity;

    const MISSING_IMAGE: Rule = Rule {
        name: "missing-image",
        severity: Severity::Warning,
        summary: "a picture is not there",
        explanation: "\nThe alternative text is shown.\n\n    ![A map](mpa.png)\n",
        epubcheck: &["RSC-007", "RSC-001"],
    };
    const MISSING_LINK: Rule = Rule {
        name: "missing-link",
        severity: Severity::Error,
        summary: "a link leads to nothing",
        explanation: "",
        epubcheck: &["RSC-007"],
    };

    fn explain(code: Option<&str>) -> Result<String, String> {
        let mut out = Vec::new();
        let arguments = Arguments { code: code.map(str::to_owned) };
        match run(&arguments, &[&MISSING_LINK, &MISSING_IMAGE], &mut out) {
            Ok(_) => Ok(String::from_utf8(out).unwrap()),
            Err(failure) => Err(failure.shown(false)),
        }
    }

    const IMAGE_PAGE: &str = "\
warning[missing-image]: a picture is not there

The alternative text is shown.

    ![A map](mpa.png)

EPUBCheck calls this RSC-007, RSC-001.
";

    #[test]
    fn a_rule_is_found_by_its_name_however_it_is_copied() {
        for code in ["missing-image", "Missing-Image", "warning[missing-image]", "[missing-image]:"] {
            assert_eq!(explain(Some(code)).as_deref(), Ok(IMAGE_PAGE));
        }
    }

    #[test]
    fn a_rule_is_found_by_its_epubcheck_id() {
        assert_eq!(explain(Some("rsc-001")).as_deref(), Ok(IMAGE_PAGE));
    }

    #[test]
    fn an_id_of_two_rules_brings_both_pages() {
        let link = "error[missing-link]: a link leads to nothing\n\nEPUBCheck calls this RSC-007.\n";
        assert_eq!(explain(Some("RSC-007")), Ok(format!("{link}\n\n{IMAGE_PAGE}")));
    }

    #[test]
    fn a_misspelt_rule_brings_the_nearest_names() {
        assert_eq!(
            explain(Some("mising-image")).unwrap_err(),
            "error: no rule `mising-image`\n  = help: did you mean `missing-image`? `bindery explain` lists all rules\n"
        );
        assert!(explain(Some("missing")).unwrap_err().contains("did you mean `missing-link` or `missing-image`?"));
        assert!(explain(Some("rsc-08")).unwrap_err().contains("did you mean"));
        assert!(!explain(Some("zzz")).unwrap_err().contains("did you mean"));
    }

    #[test]
    fn without_a_code_all_are_listed_by_name() {
        assert_eq!(
            explain(None).unwrap(),
            "missing-image  warning  a picture is not there\nmissing-link   error    a link leads to nothing\n"
        );
    }
}
