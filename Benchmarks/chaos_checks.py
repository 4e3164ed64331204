"""Whether a service that was killed again and again has what it acknowledged, once, and nothing that nobody knows of."""

import hashlib
import json
import os
import random
import subprocess
import time

import labeling_store as store
from chaos_processes import Process
from common import QUORUM

# What the service calls itself in the storage.
MARK = "owner.json"


class Database(store.Postgres):
    def texts(self, query: str) -> list[tuple[str, ...]]:
        return [tuple(line.split("|")) for line in self._psql(query).splitlines() if line]


def wait_for_jobs(database, patience: float = 120) -> None:
    """Until all have ended; a machine that is slow has its time, one job that nobody ends has not."""
    left, since = None, time.monotonic()
    while jobs := database.texts("SELECT id, kind, state, attempt, failures FROM job WHERE state IN ('queued', 'running')"):
        if len(jobs) != left:
            left, since = len(jobs), time.monotonic()
        if time.monotonic() - since > patience:
            raise SystemExit(f"no job has ended for {patience} s; {left} are left, such as {jobs[0]}")
        time.sleep(0.2)


def check_files(database, files, survey: dict, uploads: dict[str, str], project: int) -> int:
    """Compares the objects of the storage with the database, and with what was uploaded; returns how many there are.

    What killed work has left is a stray, which a service removes when it is a day old.
    """
    if survey["missing"] or survey["unknown"]:
        raise SystemExit(f"objects are missing: {survey['missing'][:5]}, or nobody knows them: {survey['unknown'][:5]}")
    objects = files.keys() - {MARK}
    if elsewhere := set(survey["strays"]) - objects:
        raise SystemExit(f"strays are not there: {sorted(elsewhere)[:5]}")
    objects -= set(survey["strays"])
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


def media_verify(process: Process, environment: dict[str, str]) -> dict:
    done = subprocess.run(
        [QUORUM, "media", "verify", "--data", process.data, "--json"], env=os.environ | environment, capture_output=True,
        text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[0])


def check_record(process: Process, environment: dict[str, str]) -> None:
    audit = subprocess.run(
        [QUORUM, "audit", "verify", "--data", process.data], env=os.environ | environment, capture_output=True,
        text=True, check=False)
    if audit.returncode != 0:
        raise SystemExit(f"the record does not verify: {audit.stdout}{audit.stderr}")
