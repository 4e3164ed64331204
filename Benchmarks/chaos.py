"""Two servers, two workers, one PostgreSQL, one S3 storage, and a process killed every few seconds under load.

    python Benchmarks/chaos.py SECONDS --database URL_OF_AN_EMPTY_POSTGRESQL_DATABASE [--people 6] [--seed N]

Every process has a data folder of its own, as on machines of their own. People answer through both servers, files are
uploaded through both and cut by the workers, versions are frozen and exported. At the end everything is counted: what was
acknowledged is there once, no task has an answer too many, all jobs are done, every object of the storage is accounted
for, and the record of who did what verifies.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from pathlib import Path

import kill_rounds
import labeling_store as store
from chaos_checks import Database, check_chunks, check_files, check_record, media_verify, wait_for_jobs
from chaos_load import Exporter, Person, Service, Transcriber, Uploader, wait_until
from chaos_processes import Process, is_ready, kill_now_and_then
from common import ROOT, require_binary

sys.path.insert(0, str(ROOT / "Tests" / "Python"))

from storage_support import BUCKET, Storage, free_ports  # noqa: E402

TASKS = 200_000
UPLOADERS = 2


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
        kill_now_and_then(processes, options.seconds, options.pause, options.seed, stop)
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


def report(options, database, files, processes, loads, service, project, recordings, environment) -> None:
    lead = project.tokens[0]
    people = [load for load in loads if isinstance(load, Person)]
    uploads = {name: digest for load in loads if isinstance(load, Uploader) for name, digest in load.confirmed.items()}
    begin = time.monotonic()
    wait_for_jobs(database)
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
    unknown = {name: source["sha256"] for name, source in listed.items()} | uploads
    objects = check_files(database, files, survey, unknown, recordings)
    check_record(processes[0], environment)
    attempts = database.rows("SELECT COUNT(*), COALESCE(SUM(attempt), 0), COALESCE(SUM(failures), 0) FROM job")[0]
    exports = database.rows("SELECT COUNT(*) FROM job WHERE kind = 'export'")[0][0]
    unsure = sum(sum(load.unsure.values()) for load in loads)
    print(json.dumps({
        "seconds": options.seconds, "kills": sum(process.kills for process in processes),
        "answers": len(confirmed), "uploads": len(uploads), "chunks": chunks, "exports": exports, "jobs": attempts[0],
        "attempts_at_jobs": attempts[1], "broken_off": attempts[2], "requests_repeated": unsure, "objects": objects,
        "strays": len(survey["strays"]), "seconds_until_idle": round(settled, 1), "lost": 0, "doubled": 0,
    }))


if __name__ == "__main__":
    main()
