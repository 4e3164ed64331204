"""Durable label cycles a second over HTTP, beside the disk's own rate of durable appends and, if asked, Label Studio.

A cycle is a next task and a submitted answer. The load comes from a small C program, whose own share of the processors
is told.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import labeling_store as store
import labeling_studio as studio
from common import QUORUM, ROOT, allow_many_files, report, require_binary

PORT = 18473
HEADER = ["tasks, people, calls a cycle", "clients", "cycles/s", "of floor", "p50 ms", "p95 ms", "p99 ms",
          "server CPU µs", "load CPU µs"]


class Server:
    """A Quorum over a folder, with its processor time."""

    def __init__(self, folder: Path, options: list[str]):
        self.command = [QUORUM, "serve", "--data", folder, "--port", str(PORT), *options]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1)
                return self
            except OSError:
                time.sleep(0.02)
        raise SystemExit("the server did not come up")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)

    @property
    def cpu(self) -> float:
        return studio.processor_seconds(self.process.pid)

    @property
    def memory_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


class Load:
    """The compiled load generator."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.program = folder / "load"
        compiler = shutil.which("cc") or shutil.which("clang")
        if not compiler:
            raise SystemExit("the load needs a C compiler; Swift's toolchain holds clang: put its bin folder on the PATH")
        subprocess.run([compiler, "-O2", "-D_GNU_SOURCE", "-o", self.program, ROOT / "Benchmarks/load/load.c"], check=True)

    def run(self, port: int, project: int, tokens: list[str], clients: int, mode: str, *more: str,
            may_fail: bool = False) -> dict:
        file = self.folder / "tokens"
        file.write_text("\n".join(tokens))
        command = [self.program, "--port", str(port), "--project", str(project), "--tokens", file,
                   "--clients", str(clients), "--mode", mode, *more]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if result["errors"] and not may_fail:
            raise SystemExit(f"{result['errors']} requests failed; the first: {result['first_error']}")
        return result


def durable_appends(folder: Path, seconds: float = 2) -> float:
    """4 KiB appends a second, each followed by fdatasync: the floor for one writer that commits one answer a time."""
    with open(folder / "floor", "wb", buffering=0) as file:
        count, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            file.write(b"\0" * 4096)
            os.fdatasync(file.fileno())
            count += 1
    return count / seconds


def row(name: str, clients: int, result: dict, floor: float, server_cpu: float) -> list[object]:
    cycles = max(result["cycles"], 1)
    rate = result["cycles"] / result["wall"]
    return [name, clients, rate, rate / floor, result["p50"], result["p95"], result["p99"],
            server_cpu / cycles * 1e6, result["cpu"] / cycles * 1e6]


def measure(size: int, options, folder: Path, load: Load, floor: float) -> list[list[object]]:
    """A server with `size` tasks in each project: new people, one with a long history, all tasks leased."""
    database = store.Postgres(options.database) if options.database else store.SQLite(folder)
    with Server(folder, database.options):
        pass
    warm = store.add_project(database, size, 1)
    # Each its own, or the last would find nothing left to do.
    fresh = {
        (mode, clients): store.add_project(database, size, clients)
        for mode in ("ahead", "single") for clients in options.clients
    }
    history = store.add_project(database, size, 1, agree=2, most=3)
    store.add_history(database, history, 0.9)
    leased = store.add_project(database, size, 1)
    store.lease_all(database, leased)
    rows = []

    def add(name, project, clients, mode, seconds=options.seconds):
        before = server.cpu
        result = load.run(PORT, project.number, project.tokens, clients, mode, "--seconds", str(seconds))
        rows.append(row(f"{size:,}, {name}", clients, result, floor, server.cpu - before))
        # Half a second for the log to be folded in.
        time.sleep(0.5)

    with Server(folder, database.options) as server:
        add("new, one (warm-up)", warm, 1, "ahead", 1)
        for (mode, clients), project in fresh.items():
            add("new, one" if mode == "ahead" else "new, two", project, clients, mode)
        add("90 % answered, one", history, 1, "ahead")
        add("all leased, one", leased, 1, "poll")
        print(f"  {size:,} tasks in each project: server RSS {server.memory_mb:.0f} MB")
    return rows


def count_surplus(options, folder: Path, load: Load) -> None:
    """Clients who answer until so many answers are in, of tasks that take one each."""
    database = store.SQLite(folder)
    with Server(folder, []):
        pass
    project = store.add_project(database, options.dispatches + 1000, 64)
    with Server(folder, []):
        result = load.run(PORT, project.number, project.tokens, 64, "ahead", "--seconds", "86400",
                          "--cycles", str(options.dispatches))
    [(stored, tasks)] = database.rows("SELECT COUNT(*), COUNT(DISTINCT task) FROM annotation")
    print(f"\n64 clients, {result['cycles']:,} dispatches in {result['wall']:.0f} s: {result['surplus']} surplus "
          f"answers by the load's count, {stored - tasks} in the database ({stored:,} answers to {tasks:,} tasks)")
    if result["surplus"] or stored != tasks or stored < result["cycles"]:
        raise SystemExit("a task got an answer too many, or an acknowledged answer is missing")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=[10_000])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--dispatches", type=int, default=0, help="count surplus answers in so many dispatches")
    parser.add_argument("--database", help="URL of an empty PostgreSQL database; SQLite otherwise")
    parser.add_argument("--label-studio", action="store_true", help="install Label Studio and measure it beside")
    options = parser.parse_args()
    require_binary()
    allow_many_files()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        load = Load(folder)
        floor = durable_appends(folder)
        rows = []
        for size in options.tasks:
            rows += measure(size, options, folder / str(size), load, floor)
        report(f"Labeling over HTTP, answers durable; durable appends {floor:,.0f}/s", HEADER, rows)
        if options.label_studio:
            peer = studio.measure(load, folder, options.clients, options.seconds)
            report("Label Studio, 10,000 tasks", studio.HEADER, studio.compared(peer, rows))
        if options.dispatches:
            count_surplus(options, folder / "surplus", load)


if __name__ == "__main__":
    main()
