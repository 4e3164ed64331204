"""Files in a real S3-compatible storage: what goes there, who gets it, and what is said when it does not work."""

import hashlib
import io
import json
import os
import random
import shutil
import subprocess
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import set_up_token
from export_support import PASSWORD, Client, Server, quorum_binary, recording, wait_for
from storage_support import ACCESS_KEY, SECRET_KEY, Storage, aged
from test_browser import log_in
from test_uploads import client as tus_client

MIB = 1 << 20
PREFIX = "team"
MEDIA = f"s3://quorum/{PREFIX}"


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    with Storage(tmp_path_factory.mktemp("storage")) as running:
        yield running


@dataclass
class Service:
    """A server without workers, and its first admin."""

    base: str
    lead: Client
    data: Path
    storage: Storage
    projects: dict[str, dict] = field(default_factory=dict)

    def project(self, name: str) -> str:
        created = self.lead.call("POST", "/api/v1/projects", {
            "name": name, "kind": "transcription", "guidelines": "", "labels": [], "policy": "1/1",
            "chunking": {"min": 0.3, "max": 1.5, "pause": 0.2}})
        self.projects[name] = created
        return f"/api/v1/projects/{created['id']}"

    def upload(self, root: str, name: str, content: bytes) -> dict:
        return self.lead.call("POST", f"{root}/sources?filename={name}&group={name}", content, "audio/wav")

    def sources(self, root: str) -> dict[str, dict]:
        return {source["filename"]: source for source in self.lead.call("GET", f"{root}/sources")["sources"]}

    def keys(self, prefix: str = "") -> set[str]:
        """But for the mark of their owner."""
        return {key.removeprefix(f"{PREFIX}/") for key in self.storage.keys(f"{PREFIX}/{prefix}")} - {"owner.json"}

    def quorum(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess:
        command = [quorum_binary(), *arguments, "--data", str(self.data)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=60, env=os.environ | self.storage.environment)
        assert done.returncode == code, done.stdout + done.stderr
        return done


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


def admin(visitor: Client, data: Path) -> Client:
    account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
    return Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])


def answer(client: Client, method: str, path: str, **headers: str) -> tuple[int, dict, bytes]:
    """An answer as it is, redirects not followed."""
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    request = urllib.request.Request(client.base + path, method=method, headers=headers)
    if client.token:
        request.add_header("Authorization", f"Bearer {client.token}")
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as found:
            return found.status, dict(found.headers), found.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


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


def answer_upload(lead: Client, root: str, content: bytes) -> tuple[int, dict, bytes]:
    request = urllib.request.Request(
        f"{lead.base}{root}/sources?filename=b.wav&group=b.wav", data=content, method="POST",
        headers={"Authorization": f"Bearer {lead.token}", "Content-Type": "audio/wav"})
    try:
        with urllib.request.urlopen(request, timeout=60) as found:
            return found.status, dict(found.headers), found.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_machines_that_share_no_folder(storage, tmp_path):
    """On PostgreSQL a worker has a data folder of its own, which it makes; what it makes, either server shows."""
    postgres = os.environ.get("QUORUM_TEST_POSTGRES")
    if not postgres:
        pytest.skip("scripts/test.sh starts PostgreSQL and names it in QUORUM_TEST_POSTGRES")
    name = "quorum_" + uuid.uuid4().hex
    psql = ["psql", postgres, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    subprocess.run([*psql, f"--command=CREATE DATABASE {name}"], check=True)
    options = ["--media", "s3://quorum/apart", "--database", postgres.replace("///postgres?", f"///{name}?")]
    serve = ["--workers", "0", *options]
    worker = None
    try:
        with Server(tmp_path / "one", serve, storage.environment) as visitor, \
                Server(tmp_path / "two", serve, storage.environment) as other:
            service = Service(visitor.base, admin(visitor, tmp_path / "one"), tmp_path / "one", storage)
            root = service.project("Apart")
            service.upload(root, "a.wav", recording(["digits/1", "digits/2"], 7))
            command = [quorum_binary(), "worker", "--data", str(tmp_path / "three"), *options]
            worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | storage.environment)
            wait_for(lambda: service.sources(root)["a.wav"]["state"] == "ready", "the worker to cut it")
            task = service.lead.call("GET", f"{root}/tasks")["tasks"][0]["id"]
            for base in (visitor.base, other.base):
                assert answer(Client(base, service.lead.token), "GET", f"/api/v1/tasks/{task}/audio")[0] == 200
    finally:
        if worker:
            worker.terminate()
            assert worker.wait(timeout=60) == 0
        subprocess.run([*psql, f"--command=DROP DATABASE {name} WITH (FORCE)"], check=True)


def test_a_wrong_key_is_named_and_the_server_stays(storage, tmp_path):
    data = tmp_path / "data"
    wrong = storage.environment | {"AWS_SECRET_ACCESS_KEY": "not the secret"}
    server = Server(data, ["--workers", "0", "--media", "s3://quorum/wrong"], wrong)
    with server as visitor:
        log = (tmp_path / "data.log").read_text()
        assert f"does not take the access key {ACCESS_KEY}" in log and "AWS_SECRET_ACCESS_KEY" in log
        lead = admin(visitor, data)
        root = f"/api/v1/projects/{lead.call('POST', '/api/v1/projects', {'name': 'P', 'kind': 'transcription', 'policy': '1/1'})['id']}"
        status, _, body = answer_upload(lead, root, b"RIFF")
        assert status == 503 and "does not take what the server asks" in json.loads(body)["detail"]
        assert ACCESS_KEY not in body.decode()
        assert lead.call("GET", f"{root}/sources") == {"sources": []}
    assert "not the secret" not in (tmp_path / "data.log").read_text()


@pytest.mark.parametrize(("change", "complaint"), [
    ({"media": "s3://no-such-bucket"}, 'has no bucket "no-such-bucket"'),
    ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "cannot be reached"),
])
def test_what_is_wrong_with_a_place_is_said(storage, tmp_path, change, complaint):
    environment = storage.environment | {key: value for key, value in change.items() if key != "media"}
    with Server(tmp_path / "data", ["--workers", "0", "--media", change.get("media", MEDIA)], environment):
        assert complaint in (tmp_path / "data.log").read_text()


def test_the_configuration_shows_no_secret(storage, tmp_path):
    command = [quorum_binary(), "serve", "--print-config", "--media", MEDIA]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=60, env=os.environ | storage.environment)
    assert f"media = {MEDIA} at {storage.endpoint}" in done.stdout
    assert SECRET_KEY not in done.stdout
    keyless = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    refused = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=keyless)
    assert refused.returncode == 2 and "AWS_ACCESS_KEY_ID" in refused.stderr


def test_files_move_to_a_storage_and_are_backed_up_with_it(storage, tmp_path):
    """From the data folder; the database knows from then on where they are, and nothing serves it without."""
    data = tmp_path / "data"
    service = Service("", Client(""), data, storage)
    with Server(data, ["--workers", "1"]) as visitor:
        service.lead = admin(visitor, data)
        root = service.project("Moved")
        content = recording(["digits/1", "digits/2"], 5)
        service.upload(root, "a.wav", content)
        wait_for(lambda: service.sources(root)["a.wav"]["state"] == "ready", "the chunks")
        audio = f"/api/v1/tasks/{service.lead.call('GET', f'{root}/tasks')['tasks'][0]['id']}/audio"
        before = answer(service.lead, "GET", audio)[2]
        service.quorum("media", "move", "--to", "s3://quorum/moved", code=2)
    service.quorum("media", "move", "--to", "s3://quorum/moved")
    for area in ("blobs", "media"):
        shutil.rmtree(data / area)
    kept = storage.keys("moved/")
    assert any(key.endswith(".flac") for key in kept)
    refused = subprocess.run(
        [quorum_binary(), "serve", "--data", str(data), "--port", "0"], capture_output=True, text=True, check=False,
        timeout=60)
    assert refused.returncode == 2 and "kept in s3://quorum/moved" in refused.stderr
    with Server(data, ["--workers", "0", "--media", "s3://quorum/moved"], storage.environment) as visitor:
        assert answer(Client(visitor.base, service.lead.token), "GET", audio)[2] == before

    service.quorum("backup", "--out", str(tmp_path / "backup"))
    assert not (tmp_path / "backup" / "media").exists()
    stray = f"moved/media/999/1-1/{'x' * 8}.flac"
    storage.client.put_object("quorum", stray, io.BytesIO(b"left"), 4)
    survey = json.loads(service.quorum("media", "verify", "--json", "--remove-strays", "6").stdout)
    assert (survey["missing"], survey["strays"], survey["removed"]) == ([], [stray.removeprefix("moved/")], 0)
    with aged(storage) as environment:
        subprocess.run(
            [quorum_binary(), "media", "verify", "--data", str(data), "--remove-strays", "6"], check=True, timeout=60,
            env=os.environ | environment)
    assert storage.keys("moved/") == kept

    lost = next(key for key in kept if key.endswith(".flac"))
    storage.client.remove_object("quorum", lost)
    found = service.quorum("media", "verify", code=1)
    assert f"missing: {lost.removeprefix('moved/')}" in found.stdout
    for command in (["backup", "--data", str(data), "--out", str(tmp_path / "late")],
                    ["restore", "--from", str(tmp_path / "backup"), "--data", str(tmp_path / "restored")]):
        done = subprocess.run(
            [quorum_binary(), *command], capture_output=True, text=True, check=False, timeout=60,
            env=os.environ | storage.environment)
        assert done.returncode == 2 and lost.removeprefix("moved/") in done.stderr
