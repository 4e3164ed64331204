"""Two servers, two workers, one PostgreSQL, one S3 storage, and a process killed every few seconds under load.

    python Benchmarks/chaos.py SECONDS --database URL_OF_AN_EMPTY_POSTGRESQL_DATABASE [--people 6] [--seed N]

Every process has a data folder of its own, as on machines of their own. People answer through both servers, files are
uploaded through both and cut by the workers, versions are frozen and exported. At the end everything is counted: what was
acknowledged is there once, no task has an answer too many, all jobs are done, every object of the storage is accounted
for, and the record of who did what verifies.
"""

import argparse
import collections
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import kill_rounds
import labeling_store as store
from common import QUORUM, ROOT, require_binary

sys.path.insert(0, str(ROOT / "Tests" / "Python"))

from export_support import recording  # noqa: E402
from storage_support import BUCKET, Storage, free_ports  # noqa: E402

TASKS = 200_000
UPLOADERS = 2
# Seconds until a dead worker's job is taken over; the least that can be asked for.
LEASE = "4"


class Unsure(Exception):
    """No server said whether it did what it was asked."""


class Process:
    """A server or worker with a data folder of its own, which is started again after each kill."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: Path):
        self.name, self.environment = name, environment
        self.data = folder / name
        self.command = [str(QUORUM), *command, "--data", str(self.data), "--job-lease", LEASE]
        self.log = open(folder / f"{name}.log", "wb")
        self.running: subprocess.Popen | None = None
        self.kills = 0

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.command, env=os.environ | self.environment, stdout=self.log, stderr=self.log)

    def kill(self) -> None:
        self.running.kill()
        self.running.wait()
        self.kills += 1

    def stop(self) -> int:
        self.running.terminate()
        return self.running.wait(timeout=60)


class Service:
    """Both servers, as one who may use either sees them."""

    def __init__(self, ports: list[int], seed: int):
        self.bases = [f"http://127.0.0.1:{port}" for port in ports]
        self.random = random.Random(seed)

    def call(self, token: str, method: str, path: str, body=None, kind="application/json"):
        """One request to one of them.

        Raises Unsure where nothing is known of the outcome, and ValueError for a refusal that repeating does not mend.
        """
        data = json.dumps(body).encode() if body is not None and not isinstance(body, bytes) else body
        request = urllib.request.Request(self.random.choice(self.bases) + "/api/v1/" + path, data=data, method=method)
        request.add_header("Authorization", "Bearer " + token)
        request.add_header("Content-Type", kind)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                content = response.read()
        except urllib.error.HTTPError as error:
            content = error.read()
            if error.code in (500, 502, 503, 504):
                raise Unsure(f"{error.code} {content[:300]}") from error
            raise ValueError(f"{method} {path}: {error.code} {content.decode()}") from error
        except (OSError, ConnectionError, EOFError) as error:
            raise Unsure(str(error)) from error
        except Exception as error:  # http.client's own: an answer that broke off
            raise Unsure(repr(error)) from error
        return json.loads(content) if content else None


class Load(threading.Thread):
    """Does one kind of work until it is told to stop."""

    def __init__(self, service: Service, stop: threading.Event):
        super().__init__()
        self.service, self.stop = service, stop
        self.failure: Exception | None = None
        self.unsure = collections.Counter()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.step()
        except Exception as error:
            self.failure = error
            self.stop.set()

    def surely(self, *call):
        """Repeats what may be repeated until somebody says what came of it."""
        while True:
            try:
                return self.service.call(*call)
            except Unsure as error:
                self.unsure[str(error)[:40]] += 1
                time.sleep(0.05)


class Person(Load):
    """Answers tasks; the same answer to the same assignment again gives the first result."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str, seed: int):
        super().__init__(service, stop)
        self.project, self.token, self.random = project, token, random.Random(seed)
        self.confirmed: dict[int, int] = {}

    def step(self) -> None:
        served = self.surely(self.token, "POST", f"projects/{self.project}/assignments")
        answer = {"answer": "yes" if self.random.random() < 0.7 else "no"}
        path = f"assignments/{served['assignment']['id']}/annotation"
        annotation = self.surely(self.token, "POST", path, answer)["annotation"]["id"]
        assert self.confirmed.setdefault(annotation, served["task"]["id"]) == served["task"]["id"]


class Uploader(Load):
    """Uploads recordings, each another; one that is there already was taken by an attempt whose answer was lost."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str, number: int):
        super().__init__(service, stop)
        self.project, self.token, self.number = project, token, number
        self.confirmed: dict[str, str] = {}

    def step(self) -> None:
        seed = self.number * 1_000_000 + len(self.confirmed)
        words = random.Random(seed).sample([f"digits/{digit}" for digit in range(10)], 3)
        content, name = recording(words, seed), f"{seed}.wav"
        try:
            self.surely(
                self.token, "POST", f"projects/{self.project}/sources?filename={name}", content, "audio/wav")
        except ValueError as error:
            if f'as \\"{name}\\"' not in str(error):
                raise
        self.confirmed[name] = hashlib.sha256(content).hexdigest()
        self.stop.wait(0.3)


class Exporter(Load):
    """Freezes what is settled and has it exported."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str):
        super().__init__(service, stop)
        self.project, self.token = project, token
        self.asked = 0

    def step(self) -> None:
        self.stop.wait(3)
        root = f"projects/{self.project}/versions"
        try:
            version = self.surely(self.token, "POST", root, {"ratios": {"train": 1, "validation": 0, "test": 0}})
            self.surely(self.token, "POST", f"{root}/{version['name']}/exports", {"format": "jsonl"})
            self.asked += 1
        except ValueError as error:
            # Nothing is settled yet, or the export was asked for by an attempt whose answer was lost.
            if " 409 " not in str(error) and ": 409" not in str(error) and ": 422" not in str(error):
                raise


def transcribe(service: Service, token: str, project: int) -> int:
    """Answers every recording, so that the exports have some; returns how many there were."""
    count = 0
    while True:
        try:
            served = service.call(token, "POST", f"projects/{project}/assignments")
            if served is None:
                return count
            path = f"assignments/{served['assignment']['id']}/annotation"
            service.call(token, "POST", path, {"answer": "words"})
            count += 1
        except Unsure:
            time.sleep(0.05)


def wait_until(condition, what: str, seconds: float):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if result := condition():
                return result
        except (Unsure, OSError):
            pass
        time.sleep(0.2)
    raise SystemExit(f"waited {seconds} s for {what}")


def check_files(database, files: Storage, survey: dict, uploads: dict[str, str], project: int) -> int:
    """Compares the objects of the storage with the database, and with what was uploaded; returns how many there are."""
    if survey["missing"]:
        raise SystemExit(f"objects are missing: {survey['missing'][:5]}")
    objects = files.keys()
    for digest in uploads.values():
        key = f"blobs/{digest[:2]}/{digest}"
        if key not in objects:
            raise SystemExit(f"the acknowledged upload {digest} is not in the storage")
    for digest in random.Random(1).sample(sorted(uploads.values()), min(20, len(uploads))):
        if hashlib.sha256(files.read(f"blobs/{digest[:2]}/{digest}")).hexdigest() != digest:
            raise SystemExit(f"the upload {digest} is not in the storage as it was sent")
    expected = {f"blobs/{digest[:2]}/{digest}" for digest in uploads.values()}
    places = set()
    for (key,) in database.texts(f"""SELECT media_key FROM chunk c JOIN source s ON s.id = c.source
            WHERE s.project = {project}"""):
        expected |= {f"media/{key}", f"media/{key.removesuffix('.flac')}.peaks.json"}
        places.add("media/" + key.rpartition("/")[0])
    if lacking := expected - objects:
        raise SystemExit(f"objects are missing: {sorted(lacking)[:5]}")
    digests = {digest for (digest,) in database.texts("SELECT digest FROM version")}
    for key in objects - expected:
        area, name = key.split("/")[:2]
        if not (area == "media" and key.rpartition("/")[0] in places or area in ("exports", "reports") and name in digests):
            raise SystemExit(f"nobody knows of the object {key}")
    return len(objects)


def check_chunks(database, project: int) -> int:
    doubled = database.rows(f"""SELECT c.source, c.ordinal FROM chunk c JOIN source s ON s.id = c.source
        WHERE s.project = {project} GROUP BY c.source, c.ordinal HAVING COUNT(*) > 1""")
    gaps = database.rows(f"""SELECT c.source FROM chunk c JOIN source s ON s.id = c.source
        WHERE s.project = {project} GROUP BY c.source HAVING MAX(c.ordinal) + 1 <> COUNT(*)""")
    tasks = database.rows(f"""SELECT c.id FROM chunk c JOIN source s ON s.id = c.source LEFT JOIN task t ON t.chunk = c.id
        WHERE s.project = {project} GROUP BY c.id HAVING COUNT(t.id) <> 1""")
    if doubled or gaps or tasks:
        raise SystemExit(f"chunks doubled {doubled[:3]}, missing {gaps[:3]}, not one task each {tasks[:3]}")
    return database.rows(f"""SELECT COUNT(*) FROM chunk c JOIN source s ON s.id = c.source
        WHERE s.project = {project}""")[0][0]


class Database(store.Postgres):
    def texts(self, query: str) -> list[tuple[str, ...]]:
        return [tuple(line.split("|")) for line in self._psql(query).splitlines() if line]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float, nargs="?", default=300)
    parser.add_argument("--database", required=True, help="URL of an empty PostgreSQL database")
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument("--tasks", type=int, default=TASKS, help="more than are answered in the time")
    parser.add_argument("--pause", type=float, default=3, help="seconds between kills, about")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    require_binary()
    with tempfile.TemporaryDirectory() as folder, Storage(Path(folder) / "storage") as files:
        run(options, Path(folder), files)


def run(options, folder: Path, files: Storage) -> None:
    database = Database(options.database)
    environment = files.environment | {"QUORUM_DATABASE": options.database, "QUORUM_MEDIA": f"s3://{BUCKET}"}
    ports = free_ports(2)
    servers = [Process(f"server-{number}", ["serve", "--workers", "0", "--port", str(port)], environment, folder)
               for number, port in enumerate(ports)]
    workers = [Process(f"worker-{number}", ["worker", "--workers", "2"], environment, folder) for number in range(2)]
    processes = servers + workers
    service = Service(ports, options.seed)
    try:
        servers[0].start()
        wait_until(lambda: is_ready(service.bases[0]), "the first server", 60)
        servers[0].stop()
        project = store.add_project(database, options.tasks, options.people, kill_rounds.AGREE, kill_rounds.MOST)
        # Passages of no file.
        database.run("UPDATE source SET origin = 'import'")
        database.run(f"UPDATE account SET role = 'admin' WHERE name_key = '{project.tokens[0]}'")
        for process in processes:
            process.start()
        wait_until(lambda: all(is_ready(base) for base in service.bases), "both servers", 60)
        lead = project.tokens[0]
        recordings = wait_until(lambda: service.call(lead, "POST", "projects", {
            "name": "Recordings", "kind": "transcription", "guidelines": "", "labels": [], "policy": "1/1",
            "chunking": {"min": 0.3, "max": 1.5, "pause": 0.2}}), "a project", 10)["id"]
        stop = threading.Event()
        people = [Person(service, stop, project.number, token, options.seed + number)
                  for number, token in enumerate(project.tokens)]
        uploaders = [Uploader(service, stop, recordings, lead, number) for number in range(UPLOADERS)]
        loads = [*people, *uploaders, Exporter(service, stop, recordings, lead), Transcriber(service, stop, recordings, lead)]
        for load in loads:
            load.start()
        kill_now_and_then(processes, options, stop)
        stop.set()
        for load in loads:
            load.join()
            if load.failure:
                raise SystemExit(f"{type(load).__name__}: {load.failure!r}")
        report(options, database, files, processes, loads, service, project, recordings, environment)
    except BaseException:
        for process in processes:
            lines = Path(process.log.name).read_text(errors="replace").splitlines()
            print(f"--- {process.name}", *lines[-12:], sep="\n", file=sys.stderr)
        raise
    finally:
        for process in processes:
            if process.running and process.running.poll() is None:
                process.stop()
            process.log.close()


class Transcriber(Load):
    """Answers recordings as they come."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str):
        super().__init__(service, stop)
        self.project, self.token = project, token
        self.answered = 0

    def step(self) -> None:
        self.answered += transcribe(self.service, self.token, self.project)
        self.stop.wait(0.5)


def kill_now_and_then(processes: list[Process], options, stop: threading.Event) -> None:
    """One at a time, at random moments; it is started again at once."""
    chance = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    while time.monotonic() < end and not stop.wait(chance.uniform(0.5, 1.5) * options.pause):
        process = chance.choice(processes)
        process.kill()
        process.start()


def is_ready(base: str) -> bool:
    with urllib.request.urlopen(base + "/readyz", timeout=5) as answer:
        return answer.status == 200


def report(options, database, files, processes, loads, service, project, recordings, environment) -> None:
    lead = project.tokens[0]
    people = [load for load in loads if isinstance(load, Person)]
    uploads = {name: digest for load in loads if isinstance(load, Uploader) for name, digest in load.confirmed.items()}
    begin = time.monotonic()
    wait_until(lambda: not database.rows("SELECT id FROM job WHERE state IN ('queued', 'running')"), "all jobs to end", 180)
    settled = time.monotonic() - begin
    if failed := database.texts("SELECT id, kind, state, failure FROM job WHERE state <> 'done'"):
        raise SystemExit(f"{len(failed)} jobs are not done, such as {failed[0]}")
    listed = {source["filename"]: source for source in
              wait_until(lambda: service.call(lead, "GET", f"projects/{recordings}/sources"), "the list", 30)["sources"]}
    for name, digest in uploads.items():
        if name not in listed or (listed[name]["sha256"], listed[name]["state"]) != (digest, "ready"):
            raise SystemExit(f"the acknowledged upload {name} is {listed.get(name)}")
    if [process.stop() for process in processes] != [0] * len(processes):
        raise SystemExit("a process did not stop in order; its log says more")
    confirmed = {}
    for person in people:
        confirmed |= person.confirmed
    kill_rounds.check(database, confirmed)
    chunks = check_chunks(database, recordings)
    survey = media_verify(processes[0], environment)
    strays = len(survey["strays"])
    survey = media_verify(processes[0], environment, "--remove-strays", "0")
    unknown = {name: source["sha256"] for name, source in listed.items()} | uploads
    objects = check_files(database, files, survey, unknown, recordings)
    audit = subprocess.run(
        [QUORUM, "audit", "verify", "--data", processes[0].data], env=os.environ | environment, capture_output=True,
        text=True, check=False)
    if audit.returncode != 0:
        raise SystemExit(f"the record does not verify: {audit.stdout}{audit.stderr}")
    attempts = database.rows("SELECT COUNT(*), COALESCE(SUM(attempt), 0), COALESCE(SUM(failures), 0) FROM job")[0]
    exports = database.rows("SELECT COUNT(*) FROM job WHERE kind = 'export'")[0][0]
    unsure = sum(sum(load.unsure.values()) for load in loads)
    print(json.dumps({
        "seconds": options.seconds, "kills": sum(process.kills for process in processes),
        "answers": len(confirmed), "uploads": len(uploads), "chunks": chunks, "exports": exports, "jobs": attempts[0],
        "attempts_at_jobs": attempts[1], "broken_off": attempts[2], "requests_repeated": unsure, "objects": objects,
        "strays_removed": strays, "seconds_until_idle": round(settled, 1), "lost": 0, "doubled": 0,
    }))


def media_verify(process: Process, environment: dict[str, str], *more: str) -> dict:
    done = subprocess.run(
        [QUORUM, "media", "verify", "--data", process.data, "--json", *more], env=os.environ | environment,
        capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[0])


if __name__ == "__main__":
    main()
