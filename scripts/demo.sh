#!/usr/bin/env bash
# From recordings of real speech to a training run, then a server to try. With DEMO_EXIT=1 it ends after the run.
set -euo pipefail
cd "$(dirname "$0")/.."

for needed in .venv/bin/python .build/release/quorum; do
    if [ ! -x "$needed" ]; then
        echo "error: $needed is not there; run 'make demo', which makes it" >&2
        exit 1
    fi
done
PYTHONPATH=clients/python exec .venv/bin/python scripts/demo
