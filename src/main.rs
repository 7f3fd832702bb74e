//! The `bindery` command: arguments in, exit code out.

fn main() {}
