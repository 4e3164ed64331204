"""Makes databases as a released Quorum left them, for the test that brings them up to date.

    python make.py PATH_OF_THAT_QUORUM SCHEMA_VERSION

Writes schema-VERSION.sqlite and, where QUORUM_TEST_POSTGRES names a server, schema-VERSION.postgres.sql. Each holds a
classification 2/3 of five passages: the first settled, the second contested, the third answered once and leased once,
the fourth skipped by one person, the fifth untouched. From schema 9 on there is also a classification 1/1 of imported
rows: of eight with predictions the confident half is accepted, one of the others is answered, one is gold; the labels
are frozen; one person is paused. From schema 16 on it also has a confirmed group, a webhook, a token of its own, and
rules on what it keeps.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PORT = 18391
HERE = Path(__file__).parent
PASSWORD = "fixture-password"


def call(method, path, body=None, token=None, raw=None):
    data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data=data, method=method)
    request.add_header("Content-Type", "application/json" if raw is None else "text/plain")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.loads(response.read() or b"null")


def serve(quorum, folder, options):
    server = subprocess.Popen([quorum, "serve", "--data", folder, "--port", str(PORT), *options],
                              stdout=subprocess.DEVNULL)
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1)
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not come up")


def fill(folder, version):
    token = (folder / "setup-token").read_text().strip()
    lead = call("POST", "/api/v1/setup", {"token": token, "name": "lead", "password": PASSWORD})["token"]
    project = call("POST", "/api/v1/projects", {
        "name": "Animals", "kind": "classification", "labels": ["cat", "dog", "cow"], "policy": "2/3",
        "chunking": {"min": 2, "max": 8, "pause": 0.3},
    }, lead)["id"]
    text = "\n\n".join(f"Passage {n}. " + "It has fur and four legs and sleeps. " * 3 for n in range(1, 6))
    call("POST", f"/api/v1/projects/{project}/sources?filename=animals.txt", token=lead, raw=text.encode())
    while call("GET", f"/api/v1/projects/{project}/sources", token=lead)["sources"][0]["state"] != "ready":
        time.sleep(0.1)
    people = {}
    for name in ("ada", "ben", "chen"):
        call("POST", "/api/v1/users", {"name": name, "password": PASSWORD, "role": "annotator"}, lead)
        people[name] = call("POST", "/api/v1/session", {"name": name, "password": PASSWORD})["token"]

    def take(name):
        return call("POST", f"/api/v1/projects/{project}/assignments", token=people[name])["assignment"]["id"]

    def answer(name, label):
        call("POST", f"/api/v1/assignments/{take(name)}/annotation", {"answer": label}, people[name])

    for name, label in (("ada", "cat"), ("ben", "cat"), ("ada", "cat"), ("ben", "dog"), ("chen", "cow")):
        answer(name, label)
    answer("ada", "dog")
    take("ben")
    call("DELETE", f"/api/v1/assignments/{take('chen')}", token=people["chen"])
    states = [task["state"] for task in call("GET", f"/api/v1/projects/{project}/tasks", token=lead)["tasks"]]
    assert states == ["settled", "contested", "open", "open", "open"], states
    if version >= 9:
        imported = fill_imported(lead, people)
    if version >= 16:
        fill_platform(imported, lead)


def fill_imported(lead, people):
    project = call("POST", "/api/v1/projects", {
        "name": "Reviews", "kind": "classification", "labels": ["good", "bad"], "policy": "1/1",
        "dispatch": {"order": "entropy"}, "gold": {"rate": 0, "feedback": True},
    }, lead)["id"]
    users = {user["name"]: user["id"] for user in call("GET", "/api/v1/users", token=lead)}
    for name in ("ada", "ben"):
        call("POST", f"/api/v1/projects/{project}/members", {"name": name, "role": "annotator"}, lead)
    rows = ["id,text,prediction,score"]
    rows += [f"r{n},Review number {n}.,{'good' if n % 2 else 'bad'},{0.95 if n <= 4 else 0.6}" for n in range(1, 9)]
    path = f"/api/v1/projects/{project}/imports"
    call("POST", f"{path}?filename=reviews.csv&model=m1", token=lead, raw="\n".join(rows).encode())
    call("POST", f"{path}?filename=gold.csv&as=gold", token=lead, raw=b"id,label\nr8,bad\n")
    call("POST", f"/api/v1/projects/{project}/acceptances",
         {"model": "m1", "threshold": 0.9, "checked_share": 0, "seed": 1}, lead)
    taken = call("POST", f"/api/v1/projects/{project}/assignments", token=people["ada"])["assignment"]["id"]
    call("POST", f"/api/v1/assignments/{taken}/annotation", {"answer": "good"}, people["ada"])
    call("POST", f"/api/v1/projects/{project}/versions", {"ratios": {"train": 0.5, "validation": 0.25, "test": 0.25}, "seed": 1}, lead)
    call("POST", f"/api/v1/projects/{project}/members/{users['ben']}/pause", token=lead)
    return project


def fill_platform(project, lead):
    path = f"/api/v1/projects/{project}"
    call("POST", f"{path}/groups", {"basis": "text", "likeness": 0.8}, lead)
    group = call("GET", f"{path}/groups", token=lead)["groups"][0]["group"]
    call("POST", f"{path}/groups/{group['id']}/acts", {"action": "confirm", "revision": group["revision"]}, lead)
    call("POST", f"{path}/webhooks", {"url": "https://1.1.1.1/quorum", "events": ["task.settled"]}, lead)
    call("POST", "/api/v1/tokens", {"name": "nightly", "scopes": ["read"], "project": project, "days": 366}, lead)
    call("PUT", f"{path}/storage/rules", {"types": ["wav"], "needs_consent": True, "retention": {"media_days": 90}}, lead)
    call("PUT", f"{path}/storage/quota", {"bytes": 1_000_000}, lead)


def main():
    quorum, version = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        server = serve(quorum, folder, [])
        try:
            fill(folder, int(version))
        finally:
            server.terminate()
            server.wait()
        target = HERE / f"schema-{version}.sqlite"
        target.unlink(missing_ok=True)
        with sqlite3.connect(folder / "quorum.sqlite") as database:
            database.execute("DELETE FROM session")
            database.commit()
            database.execute(f"VACUUM INTO '{target}'")
    url = os.environ.get("QUORUM_TEST_POSTGRES")
    if not url:
        return
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subprocess.run(["psql", url, "--quiet", "--command=CREATE DATABASE quorum_fixture"], check=True)
        fixture = url.replace("///postgres?", "///quorum_fixture?")
        server = serve(quorum, folder, ["--database", fixture])
        try:
            fill(folder, int(version))
        finally:
            server.terminate()
            server.wait()
        subprocess.run(["psql", fixture, "--quiet", "--command=DELETE FROM session"], check=True)
        dump = subprocess.run(["pg_dump", "--no-owner", "--inserts", fixture], check=True, capture_output=True, text=True)
        (HERE / f"schema-{version}.postgres.sql").write_text(dump.stdout)
        subprocess.run(["psql", url, "--quiet", "--command=DROP DATABASE quorum_fixture"], check=True)


main()
