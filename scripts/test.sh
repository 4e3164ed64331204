#!/usr/bin/env bash
# Runs every test: the Swift ones, with the store on SQLite and on a PostgreSQL of its own, then the Python ones.
# Arguments go to the Swift tests (`--filter Name`). Exits non-zero when either part failed, and says last which Swift
# tests did, or where they crashed.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/postgres.sh

log=$(mktemp)
start_postgres
trap 'stop_postgres; rm -f "$log"' EXIT
trap 'exit 130' INT TERM

# C is compiled for speed: hashing a password without takes seconds, and the tests log in hundreds of times.
flags=(-Xcc -O2)
status=0
# All of them at once would hold more than a thousand files open and keep one another waiting, so the bundle is run
# itself: `swift test` has no option for how many run at a time.
swift_tests() {
    swift build "${flags[@]}" --build-tests || return
    NO_COLOR=1 SWIFT_BACKTRACE=enable=yes,color=no "$(swift build "${flags[@]}" --show-bin-path)/QuorumPackageTests.xctest" \
        --testing-library swift-testing --experimental-maximum-parallelization-width 16 "$@"
}
swift_tests "$@" 2>&1 | tee "$log" || status=1
if compgen -G 'Tests/Python/test_*.py' >/dev/null; then
    swift build "${flags[@]}" && .venv/bin/python -m pytest -q --durations=15 Tests/Python || status=1
    .venv/bin/python -m pytest -q clients/python/tests || status=1
fi
# Between them stand thousands of lines.
grep -E '^(✘|error:|[^ ]+: error:)' "$log" | head -n 50
sed -n '/^\*\*\* Program crashed/,/^Registers/p' "$log" | head -n 60
exit $status
