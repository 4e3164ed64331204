"""A disk that is full or cannot be written, a clock that jumps by an hour, a database that goes: clear errors, recovery
without anybody's help, and nothing lost that was acknowledged."""

import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from adversity_support import MovedClock, OwnPostgres, SmallDisk
from conftest import set_up_token
from export_support import PASSWORD, Client, Server, quorum_binary, wait_for
from test_workers import Worker, done, jobs, stand_still

TEXT = "\n\n".join(f"Passage {n} is about the weather, which was as it was. " * 4 for n in range(200))
HOUR = 3600
# Seconds without a database.
GONE = 30


class Work:
    """A project of passages, its only annotator, and what the server has acknowledged of their answers."""

    def __init__(self, visitor: Client, data: Path):
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        self.lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        project = self.lead.call("POST", "/api/v1/projects", {
            "name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"})["id"]
        self.root = f"/api/v1/projects/{project}"
        self.acknowledged: dict[int, int] = {}
        assert self.upload("a.txt", TEXT)[0] == 201
        self.wait_until_cut()

    def ask(self, method: str, path: str, body=None, kind: str = "application/json") -> tuple[int, dict, dict]:
        """Status, header and JSON of whatever is answered."""
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.lead.base + path, data=data, method=method, headers={"Content-Type": kind})
        request.add_header("Authorization", f"Bearer {self.lead.token}")
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, dict(response.headers), json.loads(response.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), json.load(error)

    def upload(self, name: str, text: str) -> tuple[int, dict, dict]:
        return self.ask("POST", f"{self.root}/sources?filename={name}", text, "text/plain")

    def wait_until_cut(self) -> None:
        def is_cut() -> bool:
            states = [one["state"] for one in self.lead.call("GET", f"{self.root}/sources")["sources"]]
            assert "failed" not in states
            return set(states) == {"ready"}

        wait_for(is_cut, "the chunks")

    def serve(self) -> tuple[int, dict, dict]:
        return self.ask("POST", f"{self.root}/assignments")

    def submit(self, served: dict) -> tuple[int, dict, dict]:
        path = f"/api/v1/assignments/{served['assignment']['id']}/annotation"
        answer = self.ask("POST", path, {"answer": "glad"})
        if answer[0] == 201:
            self.acknowledged[answer[2]["annotation"]["id"]] = served["task"]["id"]
        return answer

    def answer(self) -> tuple[int, dict, dict]:
        served = self.serve()
        return self.submit(served[2]) if served[0] == 200 else served

    def check(self) -> None:
        """All that was acknowledged is there, once, and the record of who did what is whole."""
        tasks = self.lead.call("GET", f"{self.root}/tasks?limit=500")["tasks"]
        kept = {one["id"]: task["id"] for task in tasks for one in task["annotations"]}
        assert self.acknowledged.items() <= kept.items()
        assert all(len(task["annotations"]) <= 1 for task in tasks)
        assert len({(task["chunk"]["source"], task["chunk"]["ordinal"]) for task in tasks}) == len(tasks)
        assert self.lead.call("GET", "/api/v1/audit/verification")["is_intact"]


def test_a_full_disk_is_said_and_room_is_enough_to_go_on(tmp_path):
    with SmallDisk(tmp_path / "disk", "24m") as disk:
        server = Server(disk.place / "data")
        with server as visitor:
            work = Work(visitor, server.data)
            assert [work.answer()[0] for _ in range(3)] == [201] * 3
            filler = disk.fill()
            status, _, problem = work.upload("b.txt", "Another passage. " * 20_000)
            assert status == 507 and "disk is full" in problem["detail"]
            refused = wait_for(lambda: (answer := work.answer())[0] != 201 and answer, "an answer to be refused")
            assert refused[0] == 507 and "disk is full" in refused[2]["detail"]
            # Who reads is served.
            assert work.ask("GET", f"{work.root}/progress")[0] == 200
            filler.unlink()
            wait_for(lambda: work.answer()[0] == 201, "answers to be taken again")
            assert work.upload("b.txt", "Another passage.\n\n" * 3)[0] == 201
            work.wait_until_cut()
            work.check()
        assert server.process.returncode == 0


def test_a_disk_that_cannot_be_written_is_said_and_found_writable_again(tmp_path):
    data = tmp_path / "data"
    with Server(data) as visitor:
        work = Work(visitor, data)
        for folder in ("tmp", "uploads"):
            with SmallDisk(data / folder, "1m") as disk:
                disk.set("ro")
                if folder == "tmp":
                    status, headers, problem = work.upload("b.txt", "Another passage.")
                else:
                    status, headers, problem = begin_upload(work)
                assert (status, headers["Retry-After"]) == (503, "5"), problem
                assert "cannot write to its disk" in problem["detail"]
                assert work.answer()[0] == 201
        assert work.upload("b.txt", "Another passage.")[0] == 201
        assert begin_upload(work)[0] == 201
        work.wait_until_cut()
        work.check()
    with SmallDisk(tmp_path / "disk", "1m") as disk:
        (disk.place / "data").mkdir()
        disk.set("ro")
        done = subprocess.run(
            [quorum_binary(), "serve", "--data", str(disk.place / "data"), "--port", "0"], capture_output=True, text=True,
            check=False, timeout=60)
        assert done.returncode == 2 and str(disk.place / "data") in done.stderr, done.stderr


def begin_upload(work: Work) -> tuple[int, dict, dict]:
    request = urllib.request.Request(f"{work.lead.base}{work.root}/uploads", method="POST", headers={
        "Authorization": f"Bearer {work.lead.token}", "Tus-Resumable": "1.0.0", "Upload-Length": "9",
        "Upload-Metadata": "filename Yy50eHQ="})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, dict(response.headers), {}
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), json.load(error)


def test_a_clock_that_jumps_by_an_hour_loses_nothing(tmp_path):
    clock = MovedClock(tmp_path)
    data = tmp_path / "data"
    with Server(data, ["--job-lease", "4"], clock.environment) as visitor:
        work = Work(visitor, data)
        for number, jump in enumerate([HOUR, 0, -HOUR, 0]):
            held = work.serve()[2]
            assert work.upload(f"{number}.txt", f"Passage {number} of later.\n\n" * 3)[0] == 201
            clock.by(jump)
            # Nobody else took it meanwhile.
            assert work.submit(held)[0] == 201
            assert [work.answer()[0] for _ in range(3)] == [201] * 3
            work.wait_until_cut()
            assert work.ask("GET", "/readyz")[0] == 200
            assert visitor.log_in("lead").call("GET", "/api/v1/session")["user"]["name"] == "lead"
        dates = [event["at"][:13] for event in work.lead.call("GET", "/api/v1/audit?limit=200")["events"]]
        assert len(set(dates)) >= 3, "the clock did not jump"
        work.check()


def test_a_database_that_was_gone_is_found_again(tmp_path):
    if "QUORUM_TEST_POSTGRES" not in os.environ:
        pytest.skip("PostgreSQL is under test only where scripts/test.sh starts one")
    data = tmp_path / "data"
    with OwnPostgres() as postgres:
        options = ["--database", postgres.url]
        with Server(data, ["--workers", "0", *options]) as visitor, Worker(data, options) as worker:
            work = Work(visitor, data)
            stop = threading.Event()
            statuses: list[int] = []
            people = threading.Thread(target=answer_until, args=(work, stop, statuses))
            people.start()
            wait_for(lambda: len(work.acknowledged) >= 5, "some answers")
            for number in range(3):
                assert work.upload(f"{number}.txt", f"Another passage {number}.\n\n" * 3)[0] == 201
            # The worker is at a job when the database goes, and done with it when there is none.
            child = wait_for(lambda: stand_still(worker.child), "the worker to be at work")
            postgres.halt()
            os.kill(child, signal.SIGCONT)
            end = time.monotonic() + GONE
            while time.monotonic() < end:
                status, headers, problem = work.ask("GET", f"{work.root}/progress")
                assert (status, headers.get("Retry-After")) == (503, "5"), problem
                assert "database cannot be reached just now" in problem["detail"]
                assert work.ask("GET", "/readyz")[0] == 503 and work.ask("GET", "/healthz")[0] == 200
                time.sleep(0.5)
            before = len(work.acknowledged)
            postgres.run()
            wait_for(lambda: len(work.acknowledged) >= before + 5, "answers to be taken again", 20)
            stop.set()
            people.join()
            assert set(statuses) <= {200, 503} and statuses.count(503) > GONE, set(statuses)
            work.wait_until_cut()
            assert work.upload("late.txt", "Yet another passage.\n\n" * 3)[0] == 201
            work.wait_until_cut()
            work.check()
            assert all(done(job) for job in jobs(work.lead, work.root)) and worker.process.poll() is None


def answer_until(work: Work, stop: threading.Event, statuses: list[int]) -> None:
    """Answers; the same answer to the same assignment again gives the first result."""
    while not stop.wait(0.05):
        status, _, served = work.serve()
        statuses.append(status)
        while status in (200, 503) and served.get("assignment") and (status := work.submit(served)[0]) == 503:
            statuses.append(status)
            if stop.wait(0.1):
                return
