"""When in doubt whose files are, nothing of them is removed and the operator is asked."""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from export_support import Server, wait_for
from storage_support import BUCKET, aged
from test_stray_files import DAY, DIGEST, quorum, set_up, upload


def serve_once(data: Path, options: list[str], environment: dict[str, str] | None = None) -> str:
    """Starts a service with one upload.

    Returns: the key of it.
    """
    with Server(data, options, environment) as visitor:
        lead, root = set_up(visitor, data)
        key = upload(lead, root, "a.txt", f"The words of {data.name}. ".encode() * 20)
        if "--workers" not in options:
            wait_for(lambda: lead.call("GET", f"{root}/sources")["sources"][0]["state"] == "ready", "the passages")
    return key


def forget_mark(data: Path) -> None:
    """As a service from before there were marks."""
    with contextlib.closing(sqlite3.connect(data / "quorum.sqlite")) as database, database:
        database.execute("DELETE FROM media_mark")


def wait_for_log(data: Path, words: str) -> None:
    log = data.parent / (data.name + ".log")
    wait_for(lambda: words in log.read_text(), f"the log to say {words}")


def test_a_folder_with_files_of_another_database(tmp_path):
    """Such as a service that keeps its tables elsewhere and is started without saying where."""
    data, aside = tmp_path / "data", tmp_path / "aside"
    key = serve_once(data, [])
    forget_mark(data)
    (data / "owner.json").unlink()
    for path in (data / "blobs").rglob("*"):
        os.utime(path, (time.time() - 3 * DAY,) * 2)
    aside.mkdir()
    for path in data.glob("quorum.sqlite*"):
        path.rename(aside / path.name)
    with Server(data):
        wait_for_log(data, "quorum media claim")
        assert (data / key).exists() and not (data / "owner.json").exists()
    quorum("media", "verify", "--data", str(data), "--remove-strays", "24", code=2)
    assert (data / key).exists()
    for path in data.glob("quorum.sqlite*"):
        path.unlink()
    for path in aside.iterdir():
        shutil.move(path, data / path.name)
    with Server(data):
        wait_for(lambda: (data / "owner.json").exists(), "the mark of whose files they are")
    assert (data / key).exists()


def test_a_service_within_the_place_of_another(storage, tmp_path):
    outer, inner = tmp_path / "outer", tmp_path / "inner"
    serve_once(outer, ["--media", "s3://quorum/outer"], storage.environment)
    serve_once(inner, ["--media", "s3://quorum/outer/media"], storage.environment)
    kept = storage.keys("outer/")
    survey = json.loads(quorum("media", "verify", "--data", str(outer), "--json", environment=storage.environment).stdout)
    within = {key.removeprefix("outer/") for key in kept if key.startswith(("outer/media/blobs/", "outer/media/owner"))}
    assert len(within) == 2 and survey["strays"] == [] and within <= set(survey["unknown"])
    with aged(storage) as environment:
        refused = quorum("media", "verify", "--data", str(outer), "--remove-strays", "6", environment=environment, code=2)
        assert "media/owner.json" in refused.stderr
        assert storage.keys("outer/") == kept
        # Also one from before there were marks.
        storage.client.remove_object(BUCKET, "outer/media/owner.json")
        quorum("media", "verify", "--data", str(outer), "--remove-strays", "6", environment=environment)
    assert storage.keys("outer/") == kept - {"outer/media/owner.json"}


def test_a_move_into_files_of_others(storage, tmp_path):
    data, other = tmp_path / "data", f"taken/blobs/ab/{DIGEST}"
    key = serve_once(data, ["--workers", "0"])
    storage.client.put_object(BUCKET, other, io.BytesIO(b"theirs"), 6)
    move = ["media", "move", "--data", str(data), "--to", "s3://quorum/taken"]
    refused = quorum(*move, environment=storage.environment, code=2)
    assert DIGEST in refused.stderr
    # Of the same key and with other bytes.
    storage.client.remove_object(BUCKET, other)
    storage.client.put_object(BUCKET, f"taken/{key}", io.BytesIO(b"theirs"), 6)
    quorum(*move, environment=storage.environment, code=2)
    assert storage.keys("taken/") == {f"taken/{key}"} and storage.read(f"taken/{key}") == b"theirs"
    # What a move that broke off has copied is no obstacle, not even what nothing names.
    stray = data / "media/999/1-1/0.flac"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left")
    storage.client.put_object(BUCKET, f"taken/{key}", io.BytesIO((data / key).read_bytes()), (data / key).stat().st_size)
    storage.client.put_object(BUCKET, "taken/media/999/1-1/0.flac", io.BytesIO(b"left"), 4)
    quorum(*move, environment=storage.environment)
    assert storage.keys("taken/") == {f"taken/{key}", "taken/media/999/1-1/0.flac", "taken/owner.json"}


def test_a_server_without_workers_keeps_the_mark(storage, tmp_path):
    data, options = tmp_path / "data", ["--workers", "0", "--media", "s3://quorum/kept"]
    serve_once(data, options, storage.environment)
    forget_mark(data)
    storage.client.remove_object(BUCKET, "kept/owner.json")
    with Server(data, options, storage.environment):
        wait_for(lambda: "kept/owner.json" in storage.keys("kept/"), "the mark")


def test_a_trial_restore_takes_nothing(storage, tmp_path):
    data, trial, media = tmp_path / "data", tmp_path / "trial", ["--media", "s3://quorum/tried"]
    serve_once(data, media, storage.environment)
    forget_mark(data)
    storage.client.remove_object(BUCKET, "tried/owner.json")
    quorum("backup", "--data", str(data), "--out", str(tmp_path / "backup"), environment=storage.environment)
    quorum("restore", "--from", str(tmp_path / "backup"), "--data", str(trial), environment=storage.environment)
    with Server(trial, media, storage.environment):
        wait_for_log(trial, "quorum media claim")
        assert "tried/owner.json" not in storage.keys("tried/")
        claim = ["media", "claim", "--data", str(trial)]
        assert "Stop every other service" in quorum(*claim, environment=storage.environment).stdout
        quorum(*claim, "--yes", environment=storage.environment)
        assert "tried/owner.json" in storage.keys("tried/")
        for command in (claim, [*claim, "--yes"]):
            said = quorum(*command, environment=storage.environment).stdout
            assert "own already" in said and "Stop" not in said


def test_a_restored_folder_is_its_own(tmp_path):
    serve_once(tmp_path / "data", [])
    quorum("backup", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "backup"))
    quorum("restore", "--from", str(tmp_path / "backup"), "--data", str(tmp_path / "restored"))
    with Server(tmp_path / "restored"):
        wait_for(lambda: (tmp_path / "restored" / "owner.json").exists(), "the mark")


@pytest.mark.parametrize("mark", ["", "garbage", '{"schema": "quorum.owner/2", "owner": "x"}'])
def test_a_mark_that_cannot_be_read(tmp_path, mark):
    data = tmp_path / "data"
    serve_once(data, ["--workers", "0"])
    (data / "owner.json").write_text(mark)
    for command in (["serve", "--port", "0"], ["media", "verify", "--remove-strays", "6"]):
        refused = quorum(*command, "--data", str(data), code=2)
        assert "quorum media claim --yes" in refused.stderr
    asked = json.loads(quorum("media", "claim", "--data", str(data), "--json").stdout)
    assert (asked["owner"], asked["claimed"]) == ("unreadable", False)
    assert (data / "owner.json").read_text() == mark
    quorum("media", "claim", "--data", str(data), "--yes")
    with Server(data, ["--workers", "0"]):
        pass


@pytest.mark.parametrize("hours", ["0", "5"])
def test_strays_of_work_under_way_are_not_asked_for(tmp_path, hours):
    refused = quorum("media", "verify", "--data", str(tmp_path), "--remove-strays", hours, code=2)
    assert "work under way" in refused.stderr
