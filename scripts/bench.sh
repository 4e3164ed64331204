#!/usr/bin/env bash
# Runs the benchmarks one after another, alone on the machine's processors: scripts/bench.sh [chunking] [labeling] …
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- chunking labeling measures consensus service
for name in "$@"; do
    if [ ! -f "Benchmarks/$name.py" ]; then
        echo "error: there is no benchmark '$name'; there are chunking, labeling, measures, consensus and service" >&2
        exit 2
    fi
done
for name in "$@"; do
    .venv/bin/python "Benchmarks/$name.py"
done
