"""The client against a real server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from export_support import PASSWORD, Server
from quorum_client import Client, JobFailed, QuorumError, Refusal, TimedOut, Unreachable

TEXT = "\n\n".join(f"Passage {number} is about the weather, which was as it was. " * 4 for number in range(4))


@pytest.fixture(scope="module")
def lead(tmp_path_factory):
    data = tmp_path_factory.mktemp("client") / "data"
    with Server(data) as visitor:
        client = Client(visitor.base, use_proxies=False)
        assert client.is_ready()
        yield client.set_up((data / "setup-token").read_text().strip(), "lead", PASSWORD)


def test_from_upload_to_shards(lead, tmp_path):
    project = lead.create_project({
        "name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"})["id"]
    assert [one["name"] for one in lead.projects()] == ["Mood"]
    path = tmp_path / "weather.txt"
    path.write_text(TEXT)
    source = lead.upload(project, path, group="ä & b", licence="CC0-1.0")
    assert (source["filename"], source["bytes"]) == ("weather.txt", len(TEXT))
    assert [one["state"] for one in lead.wait_for_chunks(project)] == ["ready"]

    lead.create_user("ada", PASSWORD, "annotator", [project])
    ada = lead.log_in("ada", PASSWORD)
    skipped = ada.take(project)
    ada.skip(skipped)
    while served := ada.take(project):
        assert "weather" in served["task"]["chunk"]["text"]
        assert ada.answer(served, "glad")["annotation"]["id"] > 0
    assert ada.progress(project)["mine"] == 3
    assert lead.progress(project)["tasks"] == {"open": 1, "settled": 3, "contested": 0, "discarded": 0}
    settled = list(lead.tasks(project, state="settled"))
    assert [task["consensus"]["label"] for task in settled] == ["glad"] * 3

    version = lead.freeze(project, {"train": 1, "validation": 0, "test": 0})
    assert lead.versions(project) == [version]
    jobs = [lead.measure(project, version["name"]), lead.export(project, version["name"], "jsonl")]
    lead.wait_for_jobs(project, jobs)
    assert lead.report(project, version["name"])["schema"].startswith("quorum.report/")
    manifest = lead.download_export(project, version["name"], "jsonl", tmp_path / "shards")
    rows = [line for shard in manifest["shards"] for line in (tmp_path / "shards" / shard["path"]).open()]
    assert len(rows) == 3 and all(json.loads(row)["label"] == "glad" for row in rows)


def test_refusals_say_what_is_wrong(lead, tmp_path):
    with pytest.raises(Refusal) as refused:
        lead.create_project({"name": "", "kind": "classification", "policy": "1/1"})
    assert (refused.value.status, refused.value.field) == (422, "name")
    with pytest.raises(Refusal) as unknown:
        Client(lead.address, use_proxies=False).projects()
    assert unknown.value.status == 401
    project = lead.create_project({"name": "Broken", "kind": "transcription", "policy": "1/1"})["id"]
    lead.upload(project, b"no sound at all", filename="a.wav")
    with pytest.raises(JobFailed, match="a.wav could not be cut"):
        lead.wait_for_chunks(project)
    job = lead.jobs(project)[0]
    with pytest.raises(Refusal) as ended:
        lead.cancel_job(project, job["id"])
    assert ended.value.status == 409
    with pytest.raises(JobFailed, match="failed"):
        lead.wait_for_jobs(project, [job])
    with pytest.raises(QuorumError, match="filename"):
        lead.upload(project, b"nameless")
    with pytest.raises(TimedOut):
        lead.wait_for_jobs(project, [job | {"id": 10**6}], seconds=0)


def test_settings_change_as_they_are_known(lead):
    project = lead.create_project({"name": "Settings", "kind": "rating", "policy": "2/3"})
    changed = lead.edit_project(project["id"], {"policy": "3/5", "gold": {"rate": 0.5}})
    assert changed == lead.project(project["id"]) and changed["policy"] == "3/5"
    with pytest.raises(Refusal) as refused:
        lead.edit_project(project["id"], {"kind": "span"})
    assert (refused.value.status, refused.value.field) == (422, "kind")


def test_nobody_answers():
    with pytest.raises(Unreachable):
        Client("http://127.0.0.1:9", use_proxies=False).call("POST", "/session", {})
    assert not Client("http://127.0.0.1:9", use_proxies=False).is_ready()


def test_types_are_strict():
    package = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir=/dev/null", "quorum_client"]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
