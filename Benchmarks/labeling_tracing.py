"""What tracing costs: label cycles a second with spans sent to a collector on the same machine, and without."""

import argparse
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import labeling_store as store
from common import allow_many_files, report, require_binary
from labeling import HEADER, PORT, Load, Server, durable_appends, row

TASKS = 100_000


class Collector:
    """Answers every batch of spans with 200, and counts them."""

    def __init__(self):
        self.spans = 0
        collector = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                collector.spans += self.rfile.read(int(self.headers["Content-Length"])).count(b'"spanId"')
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Collector":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def measure(folder: Path, load: Load, floor: float, clients: int, seconds: float) -> list[list[object]]:
    """One call a cycle by so many clients, off and on in turns, each time with people and tasks of its own."""
    database = store.SQLite(folder)
    with Server(folder, []):
        pass
    projects = [store.add_project(database, TASKS, clients) for _ in range(4)]
    rows = []
    with Collector() as collector:
        for number, project in enumerate(projects):
            is_traced = number % 2 == 1
            options = ["--otlp-endpoint", collector.url] if is_traced else []
            with Server(folder, options) as server:
                begun, before, own = collector.spans, server.cpu, time.process_time()
                result = load.run(PORT, project.number, project.tokens, clients, "ahead",
                                  "--seconds", str(seconds))
                name = "traced" if is_traced else "not traced"
                rows.append(row(name, clients, result, floor, server.cpu - before))
            if is_traced:
                # Those that the server sends when it stops are in it.
                print(f"  traced: {(collector.spans - begun) / result['cycles']:.2f} spans a cycle, collector's processor "
                      f"time {(time.process_time() - own) / result['cycles'] * 1e6:.0f} µs a cycle")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    require_binary()
    allow_many_files()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        floor = durable_appends(folder)
        rows = measure(folder / "data", Load(folder), floor, options.clients, options.seconds)
        report(f"Labeling with and without traces; durable appends {floor:,.0f}/s", HEADER, rows)


if __name__ == "__main__":
    main()
