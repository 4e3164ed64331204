#!/usr/bin/env bash
# Installs what Quorum needs on Debian 12 and says nothing when nothing is missing.
#
#   scripts/setup.sh          everything: build, tests, demo, benchmarks
#   scripts/setup.sh build    only what building needs
#
# System packages, the Arrow libraries and the speech model need root or sudo; Python packages go into .venv of this
# clone.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

mode=${1:-all}
case $mode in
    all | build) ;;
    *) fail "unknown mode '$mode'; use no argument, or 'build'" ;;
esac

check_swift() {
    local help="install it from https://www.swift.org/install/linux/ (swiftly is the shortest way), then run this again"
    command -v swift >/dev/null || fail "Swift 6.2 or newer is needed and 'swift' is not in PATH; $help"
    local version
    version=$(swift --version 2>&1) || fail "'swift' is in PATH but does not run; $help. It says: $version"
    version=$(sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' <<<"$version" | head -n 1)
    is_at_least 6.2 "${version:-0}" || fail "Swift 6.2 or newer is needed and this is ${version:-unknown}; $help"
}

# Names in scripts/packages.txt that this mode wants and dpkg does not have.
missing_packages() {
    local wanted
    wanted=$(awk -v mode="$mode" '/^## test/ && mode == "build" { exit } !/^#/ && NF { print $1 }' scripts/packages.txt)
    comm -23 <(sort -u <<<"$wanted") \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u)
}

install_packages() {
    command -v dpkg-query >/dev/null ||
        fail "this script installs Debian packages; elsewhere install the likes of those in scripts/packages.txt"
    local missing
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    say "installing Debian packages:" $missing
    local log
    log=$(mktemp)
    if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
        cat "$log" >&2
        fail "the packages above could not be installed; apt-get's messages say why. Mend that and run this again"
    fi
    rm "$log"
}

# PyTorch's own index has builds without CUDA, a tenth of the size. A wheel that pip is set up to find locally wins.
install_torch() {
    local pip=(.venv/bin/pip install --quiet --disable-pip-version-check) torch
    torch=$(grep '^torch==' Tests/requirements.txt)
    "${pip[@]}" --no-index --no-deps "$torch" 2>/dev/null ||
        "${pip[@]}" --retries 1 --no-deps --index-url https://download.pytorch.org/whl/cpu "$torch" 2>/dev/null ||
        say "no CPU build of $torch found; taking the default one"
}

install_python_packages() {
    local stamp=.venv/.installed wanted
    wanted=$(cat Tests/requirements.txt Tests/requirements-alone.txt | sha256sum)
    [ "$(cat $stamp 2>/dev/null)" != "$wanted" ] || return 0
    say "installing Python packages into .venv"
    [ -x .venv/bin/pip ] || /usr/bin/python3 -m venv .venv
    install_torch
    .venv/bin/pip install --quiet --disable-pip-version-check --requirement Tests/requirements.txt
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement Tests/requirements-alone.txt
    echo "$wanted" >$stamp
}

install_packages
check_swift
scripts/install-arrow.sh
scripts/install-silero.sh
[ "$mode" = build ] || install_python_packages
