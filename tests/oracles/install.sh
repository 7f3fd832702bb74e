#!/bin/sh
# Fetches the oracles into target/oracles, unless the pinned versions are there already:
# `sh tests/oracles/install.sh [venv] [ace] [makers] [calibre]` (all if none is named).
#   venv/  Python with EPUBCheck, a Java runtime and MuPDF (requirements.txt)
#   ace/   DAISY Ace; node and Chromium come from the system
#   makers/  pandoc, Sphinx (makers.txt) and html-to-epub: other tools that make EPUBs; calibre comes from the system
# What cannot be had is told on standard error, and the exit status is 1.
ace_version=1.4.6
html_to_epub_version=4.5.2

cd "$(dirname "$0")/../.." || exit 1
oracles=${CARGO_TARGET_DIR:-target}/oracles
mkdir -p "$oracles" || exit 1

have() { command -v "$1" >/dev/null 2>&1; }

missing() {
    echo "missing: $*" >&2
    return 1
}

# Installs system packages where that needs no question: as root, with apt-get.
system_packages() {
    have apt-get && [ "$(id -u)" = 0 ] || return 1
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update >&2 && apt-get -qq install -y --no-install-recommends "$@" >&2
}

# make_venv FOLDER
make_venv() {
    rm -rf "$1"
    have python3 || system_packages python3 python3-venv || return 1
    python3 -m venv "$1" >&2 && return
    rm -rf "$1"
    python3 -m virtualenv -q "$1" >&2 && return
    system_packages python3-venv && python3 -m venv "$1" >&2
}

# fill_venv FOLDER REQUIREMENTS
fill_venv() {
    cmp -s "$2" "$1/installed" && return
    make_venv "$1" || missing "a Python 3.10 or later with its venv module" || return
    "$1/bin/python" -m pip install -q --disable-pip-version-check -r "$2" >&2 || missing "the packages of $2" || return
    cp "$2" "$1/installed"
}

install_venv() {
    fill_venv "$oracles/venv" tests/oracles/requirements.txt
}

have_chromium() {
    [ -n "$PUPPETEER_EXECUTABLE_PATH" ] || have chromium || have chromium-browser || have google-chrome
}

have_node() {
    { have node && have npm; } || system_packages nodejs npm || missing "node and npm"
}

# fill_node FOLDER PACKAGE@VERSION
fill_node() {
    [ "$(cat "$1/installed" 2>/dev/null)" = "$2" ] && return
    rm -rf "$1" && mkdir -p "$1" || return
    (
        cd "$1" && echo '{"private": true}' >package.json &&
            PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --ignore-scripts "$2" >&2
    ) || missing "$2" || return
    echo "$2" >"$1/installed"
}

install_makers() {
    have_node || return
    fill_venv "$oracles/makers/venv" tests/oracles/makers.txt || return
    fill_node "$oracles/makers/node" "@lesjoursfr/html-to-epub@$html_to_epub_version"
}

install_calibre() {
    have ebook-convert || system_packages calibre || missing "calibre (ebook-convert on the PATH)"
}

install_ace() {
    have_node || return
    have_chromium || system_packages chromium ||
        missing "Chromium (on the PATH, or named by PUPPETEER_EXECUTABLE_PATH)" || return
    fill_node "$oracles/ace" "@daisy/ace@$ace_version"
}

[ $# -gt 0 ] || set -- venv ace makers calibre
status=0
for part; do
    case $part in
    venv | ace | makers | calibre) "install_$part" || status=1 ;;
    *) missing "an oracle called $part" || status=1 ;;
    esac
done
exit $status
