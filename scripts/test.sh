#!/usr/bin/env bash
# Runs every test: the Swift ones, with the store on SQLite and on a PostgreSQL of its own, then the Python ones.
# Arguments go to `swift test`. Exits non-zero when either part failed.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/postgres.sh

start_postgres
trap stop_postgres EXIT
trap 'exit 130' INT TERM

status=0
swift test "$@" || status=1
if compgen -G 'Tests/Python/test_*.py' >/dev/null; then
    swift build --product quorum && .venv/bin/python -m pytest -q Tests/Python || status=1
fi
exit $status
