"""Start, memory, import and export of a server's data folder, a JSON line each, beside floors measured in the same run.

Import is put beside Python's sqlite3 inserting the same rows into the same tables, in transactions of the same size;
export beside it reading the annotations alone; start beside the program printing its help.
"""

import argparse
import csv
import json
import random
import sqlite3
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from common import best, require_binary, timed

PORT = 18474
ITEMS, VOTES = 200_000, 3
# Rows that `quorum import` adds in a transaction.
BATCH = 4000
WORDS = "the of and to in is that it was for on are as with his they at be this from have or by one had not but".split()


class Server:
    """`quorum serve`, and how long it took until it answered."""

    def __init__(self, quorum: Path, data: Path):
        self.command = [quorum, "serve", "--data", data, "--port", str(PORT)]

    def __enter__(self) -> "Server":
        start = time.perf_counter()
        self.deadline = start + 60
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self._lives():
            time.sleep(0.001)
        self.seconds = time.perf_counter() - start
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(60)

    def _lives(self) -> bool:
        if self.process.poll() is not None or time.perf_counter() > self.deadline:
            raise SystemExit("the server did not come up")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def status_mb(self, field: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split(f"{field}:")[1].split()[0]) / 1024

    def call(self, path: str, body: dict, token: str = "") -> dict:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        url = f"http://127.0.0.1:{PORT}/api/v1/{path}"
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers)) as answer:
            return json.load(answer)


def show(measure: str, **values) -> None:
    print(json.dumps({"measure": measure} | {
        name: round(value, 4) if isinstance(value, float) else value for name, value in values.items()}), flush=True)


def measure_start(quorum: Path, data: Path) -> None:
    starts, idle = [], 0.0
    for _ in range(10):
        with Server(quorum, data) as server:
            starts.append(server.seconds)
            time.sleep(1)
            idle = max(idle, server.status_mb("VmRSS"))
            own = server.status_mb("RssAnon")
    floor = best([quorum, "--help"], 10)
    starts.sort()
    show("cold start to the first 200 of /healthz", median_s=starts[5], best_s=starts[0], bar_s=0.2,
         floor="the program prints its help", floor_s=floor.wall)
    show("memory of an idle server", rss_mb=idle, bar_mb=60, of_it_anonymous_mb=own,
         floor="the program prints its help, peak", floor_mb=floor.peak_mb)


def write_tables(folder: Path) -> tuple[Path, Path]:
    """Texts, and three answers to each, of which at least two agree."""
    numbers = random.Random(7)
    items, answers = folder / "items.csv", folder / "answers.csv"
    with open(items, "w", newline="") as texts, open(answers, "w", newline="") as votes:
        (texts_csv := csv.writer(texts)).writerow(["id", "text"])
        (votes_csv := csv.writer(votes)).writerow(["id", "annotator", "label"])
        for item in range(ITEMS):
            texts_csv.writerow([f"item-{item}", " ".join(numbers.choices(WORDS, k=20))])
            for person in range(VOTES):
                label = "yes" if person or numbers.random() < 0.8 else "no"
                votes_csv.writerow([f"item-{item}", f"person-{person}", label])
    return items, answers


def raw_insert(database: Path, items: Path) -> float:
    """Processor seconds of this process for the rows an import of items adds."""
    with open(items, newline="") as file:
        rows = list(csv.DictReader(file))
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    project = connection.execute("SELECT id, max_answers FROM project").fetchone()
    start = time.process_time()
    source = connection.execute(
        """INSERT INTO source (project, filename, sha256, bytes, kind, state, created_at)
           VALUES (?, 'raw', 'raw', 1, 'text', 'ready', 0) RETURNING id""", project[:1]).fetchone()[0]
    first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM chunk").fetchone()[0]
    for begin in range(0, len(rows), BATCH):
        part = list(enumerate(rows[begin:begin + BATCH], begin))
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            """INSERT INTO chunk (id, source, ordinal, first_unit, end_unit, text, group_name)
               VALUES (?, ?, ?, 0, ?, ?, ?)""",
            [(first + n, source, n, len(row["text"]), row["text"], row["id"]) for n, row in part])
        connection.executemany(
            """INSERT INTO task (project, chunk, state, answers, leases, wanted, max_answers, position, barred, item)
               VALUES (?, ?, 'open', 0, 0, 2, ?, ?, 0, ?)""",
            [(project[0], first + n, project[1], source << 32 | n, row["id"]) for n, row in part])
        connection.execute("COMMIT")
    seconds = time.process_time() - start
    connection.close()
    return seconds


def measure_import(quorum: Path, data: Path, items: Path, folder: Path) -> None:
    raw = folder / "raw.sqlite"
    with sqlite3.connect(data / "quorum.sqlite") as original, sqlite3.connect(raw) as copy:
        original.backup(copy)
    floor = raw_insert(raw, items)
    run = timed([quorum, "import", items, "--data", data, "--project", "Bench", "--json"])
    show("import of text tasks", rows=ITEMS, rows_per_s=ITEMS / run.wall, rows_per_cpu_s=ITEMS / run.cpu,
         bar_per_s=100_000, peak_mb=run.peak_mb, floor="sqlite3 inserts the same rows",
         floor_rows_per_cpu_s=ITEMS / floor, of_floor=floor / run.cpu)


def measure_export(quorum: Path, data: Path, answers: Path, folder: Path, token: str) -> None:
    run = timed([quorum, "import", answers, "--data", data, "--project", "Bench", "--as", "annotations", "--json"])
    show("import of annotations", rows=ITEMS * VOTES, rows_per_s=ITEMS * VOTES / run.wall,
         rows_per_cpu_s=ITEMS * VOTES / run.cpu, peak_mb=run.peak_mb)
    with Server(quorum, data) as server:
        start = time.perf_counter()
        frozen = server.call("projects/1/versions", {}, token)
        show("freezing a version", examples=frozen["examples"], seconds=time.perf_counter() - start,
             peak_mb=server.status_mb("VmHWM"))
    connection = sqlite3.connect(data / "quorum.sqlite")
    start = time.process_time()
    count = sum(1 for _ in connection.execute(
        """SELECT a.id, a.task, a.annotator, a.answer, a.submitted_at FROM version_vote v
           JOIN annotation a ON a.id = v.annotation WHERE v.version = 1 ORDER BY a.id"""))
    floor = time.process_time() - start
    connection.close()
    for form in ["jsonl", "parquet"]:
        run = timed([quorum, "export", "--data", data, "--project", "Bench", "--version", "v1", "--format", form,
                     "--out", folder / form, "--json"])
        show(f"export of annotations, {form}", annotations=count, annotations_per_s=count / run.wall,
             annotations_per_cpu_s=count / run.cpu, bar_per_s=200_000, peak_mb=run.peak_mb,
             floor="sqlite3 reads the annotations", floor_per_cpu_s=count / floor, of_floor=floor / run.cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quorum", type=Path, help="the program; else QUORUM_BIN or the release build")
    quorum = parser.parse_args().quorum or require_binary()
    with tempfile.TemporaryDirectory(prefix="quorum-bench-") as name:
        folder = Path(name)
        data = folder / "data"
        with Server(quorum, data) as server:
            account = {"token": (data / "setup-token").read_text().strip(), "name": "lead", "password": "long enough"}
            token = server.call("setup", account)["token"]
            server.call("projects", {"name": "Bench", "kind": "classification", "labels": ["yes", "no"],
                                     "policy": f"2/{VOTES}"}, token)
        measure_start(quorum, data)
        items, answers = write_tables(folder)
        measure_import(quorum, data, items, folder)
        measure_export(quorum, data, answers, folder, token)


if __name__ == "__main__":
    main()
