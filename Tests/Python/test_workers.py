"""Several workers on one database and data folder: what one was at when it was killed, another does, once."""

import os
import signal
import subprocess
import time
from pathlib import Path

from export_support import PASSWORD, Client, Server, quorum_binary, recording, wait_for

# Seconds until a dead worker's job is taken over; the least that can be asked for.
LEASE = "4"
FILES = 4


class Worker:
    """`quorum worker`, while the block runs."""

    def __init__(self, data: Path, options: list[str]):
        self.command = [
            quorum_binary(), "worker", "--data", str(data), "--workers", "1", "--job-lease", LEASE, *options,
        ]

    def __enter__(self) -> "Worker":
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)

    @property
    def child(self) -> int | None:
        """The process of the job it is at."""
        try:
            tasks = list(Path(f"/proc/{self.process.pid}/task").iterdir())
            return next((int(pid) for task in tasks for pid in (task / "children").read_text().split()), None)
        except OSError:
            return None


def test_killed_worker_loses_and_doubles_nothing(tmp_path, database):
    data = tmp_path / "data"
    with Server(data, ["--workers", "0", *database]) as visitor:
        admin = lead(visitor, data)
        project = admin.call("POST", "/api/v1/projects", {
            "name": "Digits", "kind": "transcription", "policy": "1/1",
            "chunking": {"min": 0.3, "max": 1.5, "pause": 0.2},
        })["id"]
        root = f"/api/v1/projects/{project}"
        for number in range(FILES):
            content = recording([f"digits/{digit}" for digit in range(1, 7)], seed=number)
            admin.call("POST", f"{root}/sources?filename={number}.wav", content, "audio/wav")
        assert {job["state"] for job in admin.call("GET", f"{root}/jobs")["jobs"]} == {"queued"}

        with Worker(data, database) as first, Worker(data, database):
            stop_in_the_middle(first)
            wait_for(lambda: all(done(job) for job in jobs(admin, root)), "the other worker to do all of it")
            attempts = sorted(job["attempt"] for job in jobs(admin, root))
            assert attempts == [1] * (FILES - 1) + [2]

        sources = admin.call("GET", f"{root}/sources")["sources"]
        assert [source["state"] for source in sources] == ["ready"] * FILES
        tasks = admin.call("GET", f"{root}/tasks?limit=500")["tasks"]
        chunks = [(task["chunk"]["source"], task["chunk"]["ordinal"]) for task in tasks]
        assert len(chunks) == len(set(chunks))
        for source in sources:
            ordinals = sorted(ordinal for number, ordinal in chunks if number == source["id"])
            assert ordinals == list(range(len(ordinals))) and ordinals


def test_servers_share_a_database(tmp_path, database):
    """What one server is told, the other knows: the set-up, log-ins, wrong passwords, uploads. SQLite has one server."""
    data = tmp_path / "data"
    with Server(data, database) as visitor:
        if not database:
            other = subprocess.run(
                [quorum_binary(), "serve", "--data", str(data), "--port", "0"], capture_output=True, text=True, timeout=60)
            assert other.returncode == 2 and "in use by another server" in other.stderr
            return
        with Server(data, database) as second:
            token = (data / "setup-token").read_text().strip()
            account = {"token": token, "name": "lead", "password": PASSWORD}
            admin = Client(second.base, visitor.call("POST", "/api/v1/setup", account)["token"])
            project = admin.call("POST", "/api/v1/projects", {
                "name": "Digits", "kind": "transcription", "policy": "1/1",
                "chunking": {"min": 0.3, "max": 1.5, "pause": 0.2},
            })["id"]
            root = f"/api/v1/projects/{project}"
            content = recording(["digits/1", "digits/2"], seed=1)
            admin.call("POST", f"{root}/sources?filename=a.wav", content, "audio/wav")
            wait_for(lambda: all(done(job) for job in jobs(admin, root)), "the chunks")
            statuses = [try_log_in((visitor, second)[number % 2]) for number in range(10)]
            assert statuses == [401] * 8 + [429] * 2


def stop_in_the_middle(worker: Worker):
    """Kills a worker with `kill -9` while the process of its job stands still, and so cannot end first."""
    child = wait_for(lambda: stand_still(worker.child), "the worker to be at work")
    worker.process.kill()
    worker.process.wait()
    os.kill(child, signal.SIGCONT)
    wait_for(lambda: state(child) in (None, "Z"), "the job's process to end with its worker")


def stand_still(child: int | None) -> int | None:
    """The process, once it is stopped; None when it ends before."""
    if child is None:
        return None
    try:
        os.kill(child, signal.SIGSTOP)
    except ProcessLookupError:
        return None
    while (now := state(child)) not in ("T", "Z", None):
        time.sleep(0.01)
    return child if now == "T" else None


def state(pid: int) -> str | None:
    """The kernel's letter for it: `T` is stopped, `Z` has ended; None when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return None


def try_log_in(visitor: Client) -> int:
    try:
        visitor.call("POST", "/api/v1/session", {"name": "lead", "password": "a wrong password"})
    except AssertionError as refusal:
        return int(str(refusal).split(": ")[1].split()[0])
    return 201


def jobs(admin: Client, root: str) -> list[dict]:
    return admin.call("GET", f"{root}/jobs")["jobs"]


def done(job: dict) -> bool:
    assert job["state"] in ("queued", "running", "done"), job
    return job["state"] == "done"


def lead(visitor: Client, data: Path) -> Client:
    token = (data / "setup-token").read_text().strip()
    account = {"token": token, "name": "lead", "password": PASSWORD}
    return Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
