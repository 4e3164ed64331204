"""Files in a real S3-compatible storage: what goes there, who gets it, and what is said when it does not work."""

import hashlib
import io
import json
import os
import random
import subprocess
import urllib.error
import urllib.request

import pytest
from export_support import Client, Server, quorum_binary, recording, wait_for
from s3_support import MEDIA, PREFIX, Service, admin, answer, answer_upload
from storage_support import SECRET_KEY
from test_browser import log_in
from test_uploads import client as tus_client

MIB = 1 << 20


@pytest.fixture(scope="module")
def service(storage, tmp_path_factory):
    """Its storage is open to browsers too, which changes nothing for programs."""
    data = tmp_path_factory.mktemp("service") / "data"
    options = ["--workers", "0", "--media", MEDIA, "--media-public", storage.endpoint]
    with Server(data, options, storage.environment) as visitor:
        yield Service(visitor.base, admin(visitor, data), data, storage)


@pytest.fixture(scope="module")
def worker(service):
    """A worker beside it."""
    command = [quorum_binary(), "worker", "--data", str(service.data), "--media", MEDIA]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | service.storage.environment)
    yield process
    process.terminate()
    assert process.wait(timeout=60) == 0


def test_a_large_file_arrives_in_parts_and_is_erased(service):
    """More than a part of 16 MiB, by tus and at once; nobody works on it."""
    root = service.project("Large")
    content = random.Random(1).randbytes(36 * MIB + 7)
    digest = hashlib.sha256(content).hexdigest()
    tus_client(service.lead, service.projects["Large"]).uploader(
        file_stream=io.BytesIO(content), chunk_size=20 * MIB, metadata={"filename": "tus.wav", "sha256": digest},
    ).upload()
    key = f"blobs/{digest[:2]}/{digest}"
    assert service.keys() == {key}
    assert hashlib.sha256(service.storage.read(f"{PREFIX}/{key}")).hexdigest() == digest
    assert list((service.data / "uploads").iterdir()) == []
    with pytest.raises(AssertionError, match="409"):
        service.upload(root, "again.wav", content)
    assert service.keys() == {key}
    assert list((service.data / "tmp").iterdir()) == []
    # Another project has the same file; it stays until neither does.
    other = service.project("Other")
    service.upload(other, "same.wav", content)
    for root, name, left in ((root, "Large", {key}), (other, "Other", set())):
        [source] = service.sources(root).values()
        service.quorum("erase", "--source", str(source["id"]), "--project", name, "--yes")
        assert service.keys() == left


def test_a_recording_from_upload_to_erasure(service, worker, new_page):
    root = service.project("Digits")
    words = [f"digits/{number}" for number in (4, 7, 1, 9)]
    content = recording(words, 1)
    service.upload(root, "a.wav", content)
    wait_for(lambda: service.sources(root)["a.wav"]["state"] == "ready", "the worker to cut it")
    # Each chunk with its waveform beside it, in a place of the attempt's own.
    media = {key for key in service.keys("media/") if key.endswith(".flac")}
    tasks = service.lead.call("GET", f"{root}/tasks")["tasks"]
    assert len(media) == len(tasks) > 1 and len({key.rpartition("/")[0] for key in media}) == 1
    assert {key.replace(".flac", ".peaks.json") for key in media} < service.keys("media/")
    audio = f"/api/v1/tasks/{tasks[0]['id']}/audio"
    stored = service.storage.read(f"{PREFIX}/{min(media)}")
    assert_served_in_ranges(service, audio, stored)
    assert_played_in_a_browser(service, new_page)
    assert_sent_to_the_storage(service, audio, stored)
    exported = answer_and_export(service, root)
    assert exported == {hashlib.sha256(service.storage.read(f"{PREFIX}/{key}")).hexdigest() for key in media}
    survey = json.loads(service.quorum("media", "verify", "--json").stdout)
    assert (survey["missing"], survey["strays"], survey["files"]) == ([], [], len(service.keys()))

    [source] = service.sources(root).values()
    service.quorum("erase", "--source", str(source["id"]), "--project", "Digits", "--yes")
    assert service.keys() == set()


def assert_served_in_ranges(service, audio: str, stored: bytes) -> None:
    status, headers, body = answer(service.lead, "GET", audio)
    assert (status, body, headers["Content-Type"]) == (200, stored, "audio/flac")
    status, headers, body = answer(service.lead, "GET", audio, Range="bytes=100-299")
    assert (status, body) == (206, stored[100:300])
    assert headers["Content-Range"] == f"bytes 100-299/{len(stored)}"
    assert answer(service.lead, "GET", audio, **{"If-None-Match": headers["ETag"]})[0] == 304
    assert answer(service.lead, "GET", audio, Range=f"bytes={len(stored)}-")[0] == 416
    status, headers, body = answer(service.lead, "HEAD", audio)
    assert (status, headers["Content-Length"], body) == (200, str(len(stored)), b"")
    assert answer(Client(service.base), "GET", audio)[0] == 401


def assert_played_in_a_browser(service, new_page) -> None:
    """On the page of tasks, which loads ahead, and by an element's own address; the policy lets both."""
    page = new_page(service.base)
    log_in(page, "lead", "/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/annotate/{service.projects['Digits']['id']}")
    page.wait_for_function("() => document.getElementById('audio').duration > 0")
    task = page.evaluate(
        """async () => {
          const audio = new Audio("/api/v1/tasks/1/audio");
          await new Promise((resolve, reject) => { audio.onloadeddata = resolve; audio.onerror = reject; });
          return audio.duration;
        }""".replace("tasks/1", f"tasks/{first_task(service)}"))
    assert task > 0
    assert any(url.startswith(service.storage.endpoint) and "X-Amz-Signature=" in url for url in asked)


def first_task(service) -> int:
    root = f"/api/v1/projects/{service.projects['Digits']['id']}"
    return service.lead.call("GET", f"{root}/tasks")["tasks"][0]["id"]


def assert_sent_to_the_storage(service, audio: str, stored: bytes) -> None:
    """A browser gets an address of the storage, whoever may not hear it gets none; it works for that file alone."""
    status, headers, _ = answer(service.lead, "GET", audio, **{"Sec-Fetch-Mode": "no-cors"})
    assert status == 307 and headers["Cache-Control"] == "no-store"
    address = headers["Location"]
    assert SECRET_KEY not in address
    with urllib.request.urlopen(address, timeout=30) as found:
        assert (found.read(), found.headers["Content-Type"]) == (stored, "audio/flac")
    for changed in (address.replace("chunk-00000", "chunk-00001"), address.replace("Expires=300", "Expires=3000")):
        assert changed != address
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(changed, timeout=30)
    assert answer(Client(service.base), "GET", audio, **{"Sec-Fetch-Mode": "no-cors"})[0] == 401


def answer_and_export(service, root: str) -> set[str]:
    """SHA-256 of the recordings of an export, read over the server."""
    while served := service.lead.call("POST", f"{root}/assignments"):
        path = f"/api/v1/assignments/{served['assignment']['id']}/annotation"
        service.lead.call("POST", path, {"answer": "words"})
    service.lead.call("POST", f"{root}/versions", {"ratios": {"train": 1, "validation": 0, "test": 0}})
    for job in ("exports", "report"):
        service.lead.call("POST", f"{root}/versions/v1/{job}", {"format": "jsonl"} if job == "exports" else {})
    wait_for(lambda: not unfinished(service, root), "the export and the report")
    assert answer(service.lead, "GET", f"{root}/versions/v1/report.json")[0] == 200
    export = f"{root}/versions/v1/exports/jsonl"
    files = json.loads(answer(service.lead, "GET", export)[2])
    names = [row.split("\t")[0] for row in
             answer(service.lead, "GET", f"{export}/data/train/metadata.jsonl")[2].decode().splitlines()]
    assert files["rows"] == len(names)
    recordings = [json.loads(name)["file_name"] for name in names]
    return {hashlib.sha256(answer(service.lead, "GET", f"{export}/data/train/{name}")[2]).hexdigest()
            for name in recordings}


def unfinished(service, root: str) -> list[dict]:
    jobs = service.lead.call("GET", f"{root}/jobs")["jobs"]
    assert not [job for job in jobs if job["state"] == "failed"], jobs
    return [job for job in jobs if job["state"] != "done"]


def test_a_storage_that_was_away_is_found_again(service, worker):
    """What cannot be taken is refused with a reason, and taken when the storage is back; a job waits for it."""
    root = service.project("Away")
    content = recording(["digits/5", "digits/6"], 2)
    service.storage.kill()
    try:
        status, headers, body = answer_upload(service.lead, root, content)
        assert (status, headers["Retry-After"]) == (503, "5")
        assert "cannot be reached just now" in json.loads(body)["detail"]
        assert list((service.data / "tmp").glob("upload-*")) == []
        assert service.lead.call("GET", f"{root}/progress")["tasks"]["open"] == 0
    finally:
        service.storage.start()
    assert answer_upload(service.lead, root, content)[0] == 201
    wait_for(lambda: service.sources(root)["b.wav"]["state"] == "ready", "the worker to cut it")
    service.quorum("erase", "--speaker", "b.wav", "--project", "Away", "--yes")
    assert service.keys() == set()
