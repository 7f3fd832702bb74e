//! Every fixture gives the pages and the findings that it expects, and nothing else fires.

mod support;

use bindery::world::Memory;
use support::fixture;

#[test]
fn every_fixture_is_as_expected() {
    let wrong: Vec<String> = fixture::all("tests/fixtures").iter().filter_map(fixture::Fixture::check).collect();
    assert!(wrong.is_empty(), "{} fixtures differ\n{}", wrong.len(), wrong.join("\n"));
}

/// One book of all that the fixtures hold, for oracles that take long.
#[test]
fn all_fixtures_make_one_book() {
    let mut gathered = Memory::new([("book.toml", support::STOCK_MANIFEST)]);
    for fixture in fixture::all("tests/fixtures").iter().filter(|fixture| !fixture.has_manifest()) {
        let world = fixture.world();
        if support::build(&world).packages.is_empty() {
            continue;
        }
        for (path, bytes) in world.files {
            let path = match path.strip_prefix("chapters/") {
                Some(chapter) => format!("chapters/{}/{chapter}", fixture.name),
                None if path == "book.toml" => continue,
                None => format!("chapters/{path}"),
            };
            gathered.files.insert(path, bytes);
        }
    }
    let build = support::build(&gathered);
    let package = build.packages.first().unwrap_or_else(|| panic!("{:#?}", build.diagnostics));
    support::hand_over("all-fixtures", package, &gathered);
}
