"""Servers and workers that are killed every few seconds under load: a short run of what `make chaos` does for minutes."""

import json
import os
import subprocess
import sys

import pytest
from export_support import REPOSITORY, quorum_binary

SECONDS = 20


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_nothing_is_lost_or_doubled_while_processes_die(database):
    command = [
        sys.executable, REPOSITORY / "Benchmarks" / "chaos.py", str(SECONDS), *database, "--tasks", "20000", "--people", "4",
        "--pause", "2"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300,
        env=os.environ | {"QUORUM_BIN": quorum_binary()})
    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(done.stdout.splitlines()[-1])
    assert counts["kills"] >= 4 and counts["answers"] > 50 and counts["uploads"] > 5 and counts["exports"] > 0, counts
