#!/bin/sh
# Fetches the oracles into target/oracles, unless the pinned versions are there already:
# `sh tests/oracles/install.sh [venv] [ace]` (both if none is named).
#   venv/  Python with EPUBCheck, a Java runtime and MuPDF (requirements.txt)
#   ace/   DAISY Ace; node and Chromium come from the system
# What cannot be had is told on standard error, and the exit status is 1.
ace_version=1.4.6

cd "$(dirname "$0")/../.." || exit 1
requirements=tests/oracles/requirements.txt
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

make_venv() {
    rm -rf "$oracles/venv"
    have python3 || system_packages python3 python3-venv || return 1
    python3 -m venv "$oracles/venv" >&2 && return
    rm -rf "$oracles/venv"
    python3 -m virtualenv -q "$oracles/venv" >&2 && return
    system_packages python3-venv && python3 -m venv "$oracles/venv" >&2
}

install_venv() {
    stamp=$oracles/venv/installed
    cmp -s "$requirements" "$stamp" && return
    make_venv || missing "a Python 3.10 or later with its venv module" || return
    "$oracles/venv/bin/python" -m pip install -q --disable-pip-version-check -r "$requirements" >&2 ||
        missing "the packages of $requirements" || return
    cp "$requirements" "$stamp"
}

have_chromium() {
    [ -n "$PUPPETEER_EXECUTABLE_PATH" ] || have chromium || have chromium-browser || have google-chrome
}

install_ace() {
    { have node && have npm; } || system_packages nodejs npm || missing "node and npm" || return
    have_chromium || system_packages chromium ||
        missing "Chromium (on the PATH, or named by PUPPETEER_EXECUTABLE_PATH)" || return
    stamp=$oracles/ace/installed
    [ "$(cat "$stamp" 2>/dev/null)" = "$ace_version" ] && return
    rm -rf "$oracles/ace" && mkdir "$oracles/ace" || return
    (
        cd "$oracles/ace" && echo '{"private": true}' >package.json &&
            PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --ignore-scripts \
                "@daisy/ace@$ace_version" >&2
    ) || missing "@daisy/ace $ace_version" || return
    echo "$ace_version" >"$stamp"
}

[ $# -gt 0 ] || set -- venv ace
status=0
for part; do
    case $part in
    venv | ace) "install_$part" || status=1 ;;
    *) missing "an oracle called $part" || status=1 ;;
    esac
done
exit $status
