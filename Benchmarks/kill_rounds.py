"""Kills the server at random moments under load, again and again: is every acknowledged answer there, once?

    python Benchmarks/kill_rounds.py [--rounds 100] [--database URL_OF_AN_EMPTY_POSTGRESQL_DATABASE] [--seed N]

After each kill the server starts again, timed to its first answer, and the database is looked at before people go on.
"""

import argparse
import http.client
import json
import random
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import labeling_store as store
from common import QUORUM, require_binary

PORT = 18475
PEOPLE = 12
AGREE, MOST = 2, 3


class Person(threading.Thread):
    """Answers until the server is gone; keeps what it has confirmed."""

    def __init__(self, project: int, token: str, seed: int):
        super().__init__()
        self.project, self.random = project, random.Random(seed)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.confirmed: dict[int, int] = {}
        self.refused: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        try:
            served = self.call(connection, "POST", f"projects/{self.project}/assignments?take=2")
            while served:
                path = f"assignments/{served['assignment']['id']}/annotation"
                chance = self.random.random()
                if chance < 0.05:
                    self.call(connection, "DELETE", f"assignments/{served['assignment']['id']}")
                    served = self.call(connection, "POST", f"projects/{self.project}/assignments?take=2")
                    continue
                answer = "yes" if chance < 0.7 else "no"
                sent = self.call(connection, "POST", path, {"answer": answer, "take": 2})
                self.confirmed[sent["annotation"]["id"]] = served["task"]["id"]
                served = sent["served"]
        except (OSError, http.client.HTTPException):
            pass

    def call(self, connection, method, path, body=None):
        connection.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, self.headers)
        response = connection.getresponse()
        content = response.read()
        if response.status >= 400:
            self.refused.append(f"{method} {path}: {response.status} {content[:200]}")
            raise ConnectionAbortedError
        return json.loads(content) if content else None


def start(folder: Path, options: list[str]) -> tuple[subprocess.Popen, float]:
    """The server, and the seconds until it answered."""
    begin = time.perf_counter()
    server = subprocess.Popen([QUORUM, "serve", "--data", folder, "--port", str(PORT), *options],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while time.perf_counter() - begin < 30:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=1)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return server, time.perf_counter() - begin
        except OSError:
            time.sleep(0.005)
        finally:
            connection.close()
    raise SystemExit("the server did not come up")


# Each finds nothing in a sound database.
INVARIANTS = {
    "a task with an answer too many": f"SELECT task FROM annotation GROUP BY task HAVING COUNT(*) > {MOST}",
    "a person twice": "SELECT task FROM annotation GROUP BY task, annotator HAVING COUNT(*) > 1",
    "a wrong count of answers": """SELECT t.id FROM task t LEFT JOIN (SELECT task, COUNT(*) AS n FROM annotation
        GROUP BY task) a ON a.task = t.id WHERE t.answers <> COALESCE(a.n, 0)""",
    "a wrong count of leases": """SELECT t.id FROM task t LEFT JOIN (SELECT task, COUNT(*) AS n FROM assignment
        WHERE state = 'live' GROUP BY task) a ON a.task = t.id WHERE t.leases <> COALESCE(a.n, 0)""",
    "an answer without its assignment": """SELECT n.id FROM annotation n JOIN assignment a ON a.id = n.assignment
        WHERE a.state <> 'answered' OR a.task <> n.task OR a.annotator <> n.annotator""",
    "an assignment without its answer": """SELECT a.id FROM assignment a LEFT JOIN annotation n ON n.assignment = a.id
        WHERE a.state = 'answered' AND n.id IS NULL""",
    "a settled task without label, or the reverse": """SELECT t.id FROM task t LEFT JOIN consensus c ON c.task = t.id
        WHERE (t.state = 'settled') <> (c.task IS NOT NULL)""",
    "a task with enough matching answers that is not settled": f"""SELECT t.id FROM task t JOIN annotation n
        ON n.task = t.id WHERE t.state <> 'settled' GROUP BY t.id, n.answer_key HAVING COUNT(*) >= {AGREE}""",
    "a gap in the audit chain": """SELECT h.sequence FROM audit_head h
        WHERE h.sequence <> (SELECT COUNT(*) FROM audit_event)""",
    "an answer without its audit event": """SELECT 1 WHERE (SELECT COUNT(*) FROM annotation)
        <> (SELECT COUNT(*) FROM audit_event WHERE action = 'annotation.submitted')""",
}


def check(database, confirmed: dict[int, int]) -> None:
    for what, query in INVARIANTS.items():
        found = database.rows(query)
        if found:
            raise SystemExit(f"{what}: {found[:5]}")
    stored = dict(database.rows("SELECT id, task FROM annotation"))
    missing = [number for number, task in confirmed.items() if stored.get(number) != task]
    if missing:
        raise SystemExit(f"{len(missing)} acknowledged answers are missing, such as {missing[:5]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--database", help="URL of an empty PostgreSQL database; SQLite otherwise")
    parser.add_argument("--tasks", type=int, default=50_000, help="more than are answered in all rounds")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    require_binary()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        database = store.Postgres(options.database) if options.database else store.SQLite(folder)
        server, _ = start(folder, database.options)
        server.terminate()
        server.wait()
        project = store.add_project(database, options.tasks, PEOPLE, AGREE, MOST)
        confirmed: dict[int, int] = {}
        restarts = []
        server, _ = start(folder, database.options)
        for number in range(options.rounds):
            people = [Person(project.number, token, chance.getrandbits(32)) for token in project.tokens]
            for person in people:
                person.start()
            # Until answers flow, so that every kill hits some.
            flowing = time.perf_counter() + 10
            while not any(person.confirmed for person in people) and time.perf_counter() < flowing:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.5))
            server.send_signal(signal.SIGKILL)
            server.wait()
            for person in people:
                person.join()
                confirmed |= person.confirmed
                if person.refused:
                    raise SystemExit(f"refused: {person.refused[0]}")
            server, seconds = start(folder, database.options)
            restarts.append(seconds)
            check(database, confirmed)
            if (number + 1) % 10 == 0:
                print(f"  round {number + 1}: {len(confirmed):,} acknowledged answers, all there", flush=True)
        server.terminate()
        server.wait()
        print(f"{options.rounds} rounds of kill -9: {len(confirmed):,} acknowledged answers, each there once; invariants "
              f"hold; restart median {1000 * statistics.median(restarts):.0f} ms, slowest {1000 * max(restarts):.0f} ms")


if __name__ == "__main__":
    main()
