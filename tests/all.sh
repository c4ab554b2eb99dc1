#!/usr/bin/env bash
# The one test command: `bash tests/all.sh`. Installs the tools it needs, then checks form, lints, tests, licences and
# both pipelines. Needs Rust (rustup or a distribution's) and, the first time, the network.
#
# Everything is built in one profile (release). Build files go to CARGO_TARGET_DIR when set, else to ./target when it
# exists, else to a folder in the user's cache, else to ./target.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache="${XDG_CACHE_HOME:-${HOME:-}/.cache}"
if [[ -z "${CARGO_TARGET_DIR:-}" ]]; then
    if [[ -d target || ! -d "$cache" ]]; then
        CARGO_TARGET_DIR="$PWD/target"
    else
        CARGO_TARGET_DIR="$cache/counterpart-target"
    fi
fi
export CARGO_TARGET_DIR
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
# Tools that this script installs are found even when the shell does not know cargo's folder.
export PATH="$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

step() {
    printf '\n== %s (%d min %02d s)\n' "$1" $((SECONDS / 60)) $((SECONDS % 60))
}

# Installs a cargo subcommand that is missing; its own build files do not go among the project's.
need() {
    local tool="$1"
    if cargo "$tool" --version >/dev/null 2>&1; then
        return 0
    fi
    step "installing cargo-$tool"
    env -u CARGO_TARGET_DIR cargo install "cargo-$tool" --locked
}

# Adds a component of the toolchain that is missing, where rustup can.
component() {
    local tool="$1" name="$2"
    if ! cargo "$tool" --version >/dev/null 2>&1; then
        rustup component add "$name"
    fi
}

component fmt rustfmt
component clippy clippy
need nextest

step "form"
cargo fmt --check

step "lints"
cargo clippy --release --locked --all-targets -- -D warnings

step "tests"
cargo nextest run --release --locked --no-fail-fast 2>&1 | tee "$work/tests"

step "examples in the documentation"
cargo test --release --locked --doc 2>&1 | tee "$work/doc-tests"

step "licences, bans and sources of dependencies"
licences="passed"
if need deny; then
    cargo deny --locked check licenses bans sources
elif [[ -n "${CI:-}" ]]; then
    echo "cargo-deny could not be installed" >&2
    exit 1
else
    licences="skipped: cargo-deny could not be installed"
fi

step "pipelines"
# The program that the tests were built with: asking cargo again, without the tests, would build dependencies twice.
counterpart() { "$CARGO_TARGET_DIR/release/counterpart" "$@"; }
counterpart run pipelines/quarterly_impact.toml --out "$work/quarterly" --progress none
counterpart run pipelines/public_data.toml --out "$work/public" --progress none
for page in quarterly/{index,leaders,analysts,recruiters}.html public/{index,leaders,analysts}.html; do
    [[ -s "$work/$page" ]] || { echo "$page was not written" >&2; exit 1; }
done

step "committed data"
mkdir "$work/derived"
bash sample_data/public/derive.sh "$work/derived"
for table in "$work"/derived/*.csv; do
    cmp "$table" "sample_data/public/$(basename "$table")"
done
# Elsewhere the mathematics library may differ in the last digit, and with it a random draw.
if [[ "$(uname -sm)" == "Linux x86_64" ]]; then
    counterpart sample "$work/sample" >/dev/null
    diff -r --exclude=pipeline.toml --exclude=public --exclude=models --exclude=.gitattributes "$work/sample" sample_data
    counterpart sample "$work/models" --programmes 10 --format csv.gz >/dev/null
    diff -r "$work/models" sample_data/models
fi

step "pages in a browser"
# What only a browser can tell: links, overlaps, width, console, copying and filtering (tests/browser/pages.js).
browser="${CHROMIUM:-/usr/bin/chromium}"
pages="skipped: node, npm or chromium is missing"
if ! command -v node >/dev/null || ! command -v npm >/dev/null || [[ ! -x "$browser" ]]; then
    if [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null; then
        missing=()
        command -v node >/dev/null || missing+=(nodejs)
        command -v npm >/dev/null || missing+=(npm)
        [[ -x "$browser" ]] || missing+=(chromium)
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } ||
            echo "${missing[*]} could not be installed" >&2
    fi
fi
if command -v node >/dev/null && command -v npm >/dev/null && [[ -x "$browser" ]]; then
    cp tests/browser/{package.json,package-lock.json,pages.js,charts.js,standards.js} "$work/"
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    CHROMIUM="$browser" node "$work/pages.js" "$work/quarterly" "$work/public" | tee "$work/browser"
    pages="$(tail -1 "$work/browser")"
elif [[ -n "${CI:-}" ]]; then
    echo "pages cannot be checked: node, npm or chromium is missing" >&2
    exit 1
else
    echo "pages are not checked: node, npm or chromium is missing (apt-get install nodejs npm chromium)"
fi

plain() { sed 's/\x1b\[[0-9;]*m//g' "$1"; }
printf '\n== all passed (%d min %02d s)\n' $((SECONDS / 60)) $((SECONDS % 60))
echo "tests:       $(plain "$work/tests" | grep -E 'tests? run:' | tail -1 | sed 's/^ *Summary *//')"
echo "doc tests:   $(plain "$work/doc-tests" | grep -E '^test result:' | tail -1)"
echo "licences:    $licences"
echo "pipelines:   quarterly_impact, public_data"
echo "pages:       $pages"
