"""What the benchmarks share: the binary under test, timed child processes, a table of results."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUORUM = Path(os.environ.get("QUORUM_BIN", ROOT / ".build/release/quorum"))


@dataclass(frozen=True)
class Run:
    """One child process: wall and CPU seconds, peak resident memory in MB, what it printed."""

    wall: float
    cpu: float
    peak_mb: float
    output: str


# A process inherits the peak memory of the one that starts it, so a small one stands between.
STARTER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(child.pid, 0)
result = [time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]
os.write(int(sys.argv[1]), json.dumps(result).encode())
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""


def timed(command: list[str], **options) -> Run:
    """Runs a command to its end; a failing one ends the benchmark with what it printed."""
    command = [str(part) for part in command]
    reader, writer = os.pipe()
    try:
        child = subprocess.run(
            [sys.executable, "-S", "-c", STARTER, str(writer), *command], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, pass_fds=[writer], check=False, **options
        )
        output = child.stdout.decode(errors="replace")
        if child.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{output}")
        return Run(*json.loads(os.read(reader, 4096)), output)
    finally:
        os.close(reader)
        os.close(writer)


def best(command: list[str], rounds: int = 3, before=lambda: None, by: str = "wall") -> Run:
    """The round with the least of a figure: wall time, or processor time, which other programs disturb less."""
    runs = []
    for _ in range(rounds):
        before()
        runs.append(timed(command))
    return min(runs, key=lambda run: getattr(run, by))


def require_binary() -> Path:
    if not QUORUM.exists():
        sys.exit(f"{QUORUM} is not built: swift build -c release")
    # Building the product quorum alone leaves this one as it was.
    library = QUORUM.with_name("libQuorumArrow.so")
    sources = [*(ROOT / "Sources/ArrowLibrary").iterdir(), *(ROOT / "Sources/CArrow/include").iterdir()]
    if library.exists() and library.stat().st_mtime < max(each.stat().st_mtime for each in sources):
        sys.exit(f"{library} is older than its sources: swift build -c release")
    return QUORUM


def report(title: str, header: list[str], rows: list[list[object]]) -> None:
    cells = [header] + [[f"{c:,.2f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    print(f"\n{title}")
    for row in cells:
        print("  " + "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))))


def allow_many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
