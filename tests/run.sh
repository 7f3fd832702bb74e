#!/bin/sh
# All tests: the crate's own, then the oracles over the books that those built and over the books shipped here.
# `sh tests/run.sh`, from any folder. A failure stops nothing; the last line is `N passed, N failed`.
cd "$(dirname "$0")/.." || exit 1
mkdir -p "${CARGO_TARGET_DIR:-target}/oracles" || exit 1
oracles=$(cd "${CARGO_TARGET_DIR:-target}/oracles" && pwd) || exit 1
books=$oracles/books samples=$oracles/samples log=$oracles/step.log
passed=0 failed=0
export PYTHONDONTWRITEBYTECODE=1 CARGO_TERM_COLOR=never RUSTDOCFLAGS=-Dwarnings BINDERY_TEST_OUT="$books"

# step NAME COMMAND...: runs it; tells its name and seconds, and all its output if it failed.
# Counts the tests that cargo's lines or a last line like our own tell of, else one.
step() {
    name=$1 began=$(date +%s)
    shift
    "$@" >"$log" 2>&1
    status=$?
    counts=$(awk -v status=$status '
        /^test result:/ { told = 1; good += $4; bad += $6 }
        { last = $0 }
        END {
            if (last ~ /^[0-9]+ passed, [0-9]+ failed$/) { told = 1; split(last, word); good += word[1]; bad += word[3] }
            if (status == 0 && !told) good = 1
            if (status != 0 && !bad) bad = 1
            print good + 0, bad + 0
        }' "$log")
    passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
    if [ $status = 0 ]; then verdict=ok; else verdict=FAILED; fi
    echo "$verdict  $name  $(($(date +%s) - began)) s"
    [ $status = 0 ] || cat "$log"
    return $status
}

# cannot WHY: what is left out is a failure in CI, and said loudly elsewhere.
cannot() {
    echo "SKIPPED: $*"
    [ -z "$CI" ] || failed=$((failed + 1))
}

# fetch ORACLE: whether it is there, or could be installed.
fetch() {
    try_fetch "$1" && return
    cannot "the oracle '$1' is not to be had, as told above"
    return 1
}

# try_fetch ORACLE: the same of one that can be done without, which is said and no failure.
try_fetch() {
    sh tests/oracles/install.sh "$1" >"$log" 2>&1 && return
    cat "$log"
    echo "SKIPPED: '$1' is not to be had, as told above"
    return 1
}

build_sample() {
    rm -f "$1"/build/*.epub
    cargo run --release --quiet -- build "$1" && cp "$1"/build/*.epub "$samples"
}

rm -rf "$books" "$samples" && mkdir "$books" "$samples" || exit 1
step "cargo fmt" cargo fmt --check -- --color never
step "cargo clippy" cargo clippy --quiet --all-targets -- -D warnings
step "cargo test" cargo test --no-fail-fast
step "strangers' files by chance" env BINDERY_FUZZ_SECONDS=45 cargo test --test fuzz
step "cargo doc" cargo doc --quiet --no-deps
for manifest in book.toml */book.toml */*/book.toml; do
    case $manifest in
    tests/* | target/* | build/*) ;;
    *) [ ! -f "$manifest" ] || step "build $manifest" build_sample "$(dirname "$manifest")" ;;
    esac
done

[ -n "$(find "$books" -name '*.epub')" ] || cannot "no test wrote a book into $books"
[ -n "$(find "$samples" -name '*.epub')" ] || cannot "no book shipped here was built"
if fetch venv; then
    step "the oracles' examples" "$oracles/venv/bin/python" -m doctest tests/oracles/mupdf_reader.py
    step "EPUBCheck and MuPDF" "$oracles/venv/bin/python" tests/oracles/judge.py "$books" "$samples"
    for maker in makers calibre; do
        if try_fetch $maker; then step "books of $maker" python3 tests/oracles/foreign.py $maker "$books"; fi
    done
    step "bindery as EPUBCheck" "$oracles/venv/bin/python" tests/oracles/agreement.py "$books" "$samples"
    step "bindery as EPUBCheck of 500 faults" "$oracles/venv/bin/python" tests/oracles/mutations.py "$samples/leave-takings.epub"
fi
if fetch ace; then
    set --
    for book in "$books"/sample-*.epub "$books"/handbook-*.epub "$books/all-fixtures.epub"; do
        [ ! -f "$book" ] || set -- "$@" "$book"
    done
    [ $# = 0 ] || step "Ace" python3 tests/oracles/ace.py "$@"
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
