"""Where files are kept: machines that share nothing but a storage, places that do not work, and moving to one."""

import io
import json
import os
import shutil
import subprocess

import pytest
from export_support import Client, Server, quorum_binary, recording, wait_for
from s3_support import MEDIA, Service, admin, answer, answer_upload
from storage_support import ACCESS_KEY, SECRET_KEY, aged


def test_machines_that_share_no_folder(storage, postgres, tmp_path):
    """On PostgreSQL a worker has a data folder of its own, which it makes; what it makes, either server shows."""
    options = ["--media", "s3://quorum/apart", "--database", postgres]
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
