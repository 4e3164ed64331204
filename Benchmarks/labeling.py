"""Durable label cycles a second beside the rate at which the disk can make small appends durable."""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from common import QUORUM, allow_many_files, report, require_binary

PORT = 18473
BASE = f"http://127.0.0.1:{PORT}/api/v1"


def call(method: str, path: str, body=None, token: str | None = None, raw: bytes | None = None):
    data = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
    request = urllib.request.Request(BASE + path, data=data, method=method)
    request.add_header("Content-Type", "application/json" if raw is None else "application/octet-stream")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=120) as response:
        return json.loads(response.read() or b"null")


def start(folder: Path) -> subprocess.Popen:
    server = subprocess.Popen(
        [QUORUM, "serve", "--data", folder, "--port", str(PORT)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1)
            return server
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not come up")


def prepare(folder: Path, clients: int, passages: int) -> tuple[int, list[str]]:
    """An admin, a project whose policy is 1/1, its tasks, an account for each client; returns project and tokens."""
    token = (folder / "setup-token").read_text().strip()
    admin = call("POST", "/setup", {"token": token, "name": "lead", "password": "benchmark-lead"})["token"]
    project = call(
        "POST",
        "/projects",
        {
            "name": "benchmark", "kind": "classification", "guidelines": "", "labels": ["yes", "no"],
            "policy": "1/1", "chunking": {"min": 2, "max": 30, "pause": 0.3},
        },
        admin,
    )["id"]
    text = "\n\n".join(f"Passage {n}. " + "The quick brown fox jumps over the lazy dog. " * 12 for n in range(passages))
    call("POST", f"/projects/{project}/sources?filename=text.txt", token=admin, raw=text.encode())
    while True:
        progress = call("GET", f"/projects/{project}/progress", token=admin)
        if progress["sources"]["failed"]:
            raise SystemExit("the text could not be cut into passages")
        if progress["sources"]["ready"]:
            break
        time.sleep(0.2)
    tokens = []
    for n in range(clients):
        credentials = {"name": f"annotator{n}", "password": f"benchmark-{n:04}"}
        call("POST", "/users", credentials | {"role": "annotator"}, admin)
        tokens.append(call("POST", "/session", credentials)["token"])
    return project, tokens


def client(project: int, token: str, stop_at: float, cycles: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    while time.perf_counter() < stop_at:
        begin = time.perf_counter()
        connection.request("POST", f"/api/v1/projects/{project}/assignments", b"", headers)
        response = connection.getresponse()
        body = response.read()
        if response.status == 204:
            return
        assignment = json.loads(body)["assignment"]["id"]
        connection.request("POST", f"/api/v1/assignments/{assignment}/annotation", b'{"answer":"yes"}', headers)
        response = connection.getresponse()
        body = response.read()
        if response.status != 201:
            raise SystemExit(f"submit answered {response.status}: {body.decode()}")
        cycles.append(time.perf_counter() - begin)


def durable_appends(folder: Path, seconds: float = 2) -> float:
    """4 KiB appends a second, each followed by fdatasync: the floor for one writer that commits one answer a time."""
    with open(folder / "floor", "wb", buffering=0) as file:
        count, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            file.write(b"\0" * 4096)
            os.fdatasync(file.fileno())
            count += 1
    return count / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=60_000)
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    require_binary()
    allow_many_files()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        floor = durable_appends(folder)
        server = start(folder)
        try:
            project, tokens = prepare(folder, 32, options.passages)
            for clients in (1, 8, 32):
                cycles: list[float] = []
                stop_at = time.perf_counter() + options.seconds
                threads = [
                    threading.Thread(target=client, args=(project, token, stop_at, cycles))
                    for token in tokens[:clients]
                ]
                begin = time.perf_counter()
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                rate = len(cycles) / (time.perf_counter() - begin)
                percentiles = statistics.quantiles(cycles, n=100)
                rows.append([clients, rate, rate / floor] + [1000 * percentiles[p - 1] for p in (50, 95, 99)])
            memory = Path(f"/proc/{server.pid}/status").read_text().split("VmRSS:")[1].split()[0]
        finally:
            server.terminate()
            server.wait(30)
    report(
        f"Labeling over HTTP (serve + durable answer); durable appends {floor:,.0f}/s; server RSS {int(memory) // 1024} MB",
        ["clients", "cycles/s", "of floor", "p50 ms", "p95 ms", "p99 ms"],
        rows,
    )


if __name__ == "__main__":
    main()
