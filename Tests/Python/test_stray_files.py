"""Files that nothing names go by themselves; files of others, of copies and of work under way never do."""

import hashlib
import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

from conftest import set_up_token
from export_support import PASSWORD, Client, Server, quorum_binary, wait_for
from storage_support import aged

DIGEST = "ab" * 32
DAY = 86_400


def quorum(*arguments: str, environment: dict[str, str] | None = None, code: int = 0) -> subprocess.CompletedProcess:
    done = subprocess.run([quorum_binary(), *arguments], capture_output=True, text=True, check=False, timeout=60,
                          env=os.environ | (environment or {}))
    assert done.returncode == code, done.stdout + done.stderr
    return done


def set_up(visitor: Client, data: Path) -> tuple[Client, str]:
    account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
    lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
    project = lead.call(
        "POST", "/api/v1/projects", {"name": "P", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"})
    return lead, f"/api/v1/projects/{project['id']}"


def upload(lead: Client, root: str, name: str, content: bytes) -> str:
    lead.call("POST", f"{root}/sources?filename={name}", content, "text/plain")
    digest = hashlib.sha256(content).hexdigest()
    return f"blobs/{digest[:2]}/{digest}"


def plant(data: Path, key: str, age: float) -> Path:
    path = data / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_a_server_sweeps_its_folder(tmp_path):
    data = tmp_path / "data"
    with Server(data) as visitor:
        lead, root = set_up(visitor, data)
        known = upload(lead, root, "a.txt", b"These words are known. " * 20)
        wait_for(lambda: lead.call("GET", f"{root}/sources")["sources"][0]["state"] == "ready", "the passages")
    assert json.loads((data / "owner.json").read_text())["schema"] == "quorum.owner/1"
    with sqlite3.connect(data / "quorum.sqlite") as database:
        database.execute("UPDATE media_mark SET swept_at = NULL, taken_at = taken_at - 86400000")
    database.close()
    # What the job wrote beside the passages stays too.
    kept = [data / known, *(path for path in (data / "media").rglob("*") if path.is_file())]
    assert len(kept) > 1
    for path in kept:
        os.utime(path, (time.time() - 3 * DAY,) * 2)
    old = [plant(data, key, 2 * DAY) for key in
           [f"blobs/ab/{DIGEST}", "media/999/1-1/0.flac", f"exports/{DIGEST}/jsonl/x", f"reports/{DIGEST}/report.json"]]
    young = [plant(data, key, DAY / 2) for key in ["media/998/1-1/0.flac", "blobs/cd/" + "cd" * 32]]
    with Server(data) as visitor:
        lead = Client(visitor.base, lead.token)
        wait_for(lambda: not any(path.exists() for path in old), "the sweep")
        assert all(path.exists() for path in kept + young)
        events = wait_for(
            lambda: [event for event in lead.call("GET", "/api/v1/audit")["events"] if event["action"] == "storage.swept"],
            "the record")
        assert [event["detail"] for event in events] == ["4 files"]


def test_no_other_service_nor_a_copy_touches_files(storage, tmp_path):
    """The copies come of a backup, which is of another service from then on, and of the folder as it was."""
    media = ["--media", "s3://quorum/owned"]
    one = tmp_path / "one"
    with Server(one, ["--workers", "0", *media], storage.environment) as visitor:
        lead, root = set_up(visitor, one)
        upload(lead, root, "a.txt", b"One. " * 50)
        quorum("backup", "--data", str(one), "--out", str(tmp_path / "backup"), environment=storage.environment)
        copy = shutil.copytree(one, tmp_path / "copy")
        # What the copies do not know.
        upload(lead, root, "b.txt", b"Two. " * 50)
    kept = storage.keys("owned/")
    assert len(kept) == 3 and "owned/owner.json" in kept
    # The service goes on, and the copy is behind.
    with Server(one, ["--workers", "0", *media], storage.environment):
        quorum("restore", "--from", str(tmp_path / "backup"), "--data", str(tmp_path / "restored"),
               environment=storage.environment)
        for data in (tmp_path / "new", tmp_path / "restored", copy):
            for command in ("serve", "worker") if data.exists() else ("serve",):
                refused = quorum(command, "--data", str(data), *media, *(["--port", "0"] if command == "serve" else []),
                                 environment=storage.environment, code=2)
                assert "quorum media claim" in refused.stderr
            if data.name != "new":
                for command in (["media", "verify", "--remove-strays", "6"],
                                ["erase", "--source", "1", "--project", "P", "--yes"]):
                    quorum(*command, "--data", str(data), environment=storage.environment, code=2)
        asked = json.loads(quorum("media", "claim", "--data", str(copy), "--json", environment=storage.environment).stdout)
        assert (asked["owner"], asked["strays"], asked["claimed"]) == ("other", 1, False)
    assert storage.keys("owned/") == kept
    # The copy takes the place of the other.
    quorum("media", "claim", "--data", str(tmp_path / "restored"), "--yes", environment=storage.environment)
    with Server(tmp_path / "restored", ["--workers", "0", *media], storage.environment):
        with aged(storage) as environment:
            quorum("media", "verify", "--data", str(one), "--remove-strays", "6", environment=environment, code=2)
            assert storage.keys("owned/") == kept
            quorum("media", "verify", "--data", str(tmp_path / "restored"), "--remove-strays", "6", environment=environment)
    assert len(storage.keys("owned/")) == 2


def test_files_on_their_way_stay(storage, tmp_path):
    """Uploads go on while everything that nothing names is removed, whatever its age."""
    media = ["--media", "s3://quorum/busy"]
    data = tmp_path / "data"
    with Server(data, ["--workers", "0", *media], storage.environment) as visitor:
        lead, root = set_up(visitor, data)
        storage.client.put_object("quorum", f"busy/blobs/ab/{DIGEST}", io.BytesIO(b"left"), 4)
        part = storage.client._create_multipart_upload("quorum", "busy/blobs/cd/x", {})
        quorum("media", "verify", "--data", str(data), "--remove-strays", "24", environment=storage.environment)
        assert f"busy/blobs/ab/{DIGEST}" in storage.keys("busy/")
        storage.client._upload_part("quorum", "busy/blobs/cd/x", b"x" * (5 << 20), None, part, 1)

        done = threading.Event()
        with aged(storage) as environment:
            sweeper = threading.Thread(target=sweep_until, args=(done, data, environment))
            sweeper.start()
            contents = [random.Random(n).randbytes(1 << 20) for n in range(12)]
            uploaded = {"busy/" + upload(lead, root, f"{n}.bin", content) for n, content in enumerate(contents)}
            done.set()
            sweeper.join()
    assert storage.keys("busy/") == uploaded | {"busy/owner.json"}


def sweep_until(done: threading.Event, data: Path, environment: dict[str, str]) -> None:
    while not done.is_set():
        survey = quorum("media", "verify", "--data", str(data), "--json", "--remove-strays", "6", environment=environment)
        assert json.loads(survey.stdout)["missing"] == []
