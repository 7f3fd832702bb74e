pub(super) const CASES: &[(&str, &str, &[&str])] = &[];
