"""Uploads that go on where they stopped: by tuspy, over a server that is killed, and in Chromium."""

import hashlib
import http.client
import io
import random
import re
import urllib.parse
import urllib.request

import pytest
from conftest import set_up_token
from export_support import PASSWORD, Client, Server, recording, wait_for
from playwright.sync_api import expect
from test_browser import log_in
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

MIB = 1 << 20


@pytest.fixture(scope="module")
def project(site):
    return site.create_project("Large files")


def test_tuspy_uploads_a_recording_with_checksums(site, project):
    speech = recording(["digits/3", "digits/5", "digits/8"], 11)
    uploader = client(site.lead, project).uploader(
        file_stream=io.BytesIO(speech), chunk_size=10_000, upload_checksum=True,
        metadata={"filename": "tüs.wav", "group": "Allison", "sha256": hashlib.sha256(speech).hexdigest()})
    uploader.upload()
    source = source_named(site.lead, project, "tüs.wav")
    assert source["sha256"] == hashlib.sha256(speech).hexdigest()
    assert source["bytes"] == len(speech)
    assert source["group"] == "Allison"
    with pytest.raises(TusCommunicationError) as refusal:
        client(site.lead, project).uploader(
            file_stream=io.BytesIO(speech), metadata={"filename": "again.wav", "sha256": source["sha256"]},
        ).upload()
    assert refusal.value.status_code == 409
    assert "tüs.wav" in refusal.value.response_content.decode()


def test_what_was_given_up_is_gone(site, project):
    uploader = client(site.lead, project).uploader(
        file_stream=io.BytesIO(b"x" * 100), chunk_size=10, metadata={"filename": "a.txt"})
    uploader.upload_chunk()
    assert uploader.get_offset() == 10
    request = urllib.request.Request(uploader.url, method="DELETE", headers=uploader.get_headers())
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 204
    with pytest.raises(TusCommunicationError) as refusal:
        uploader.get_offset()
    assert refusal.value.status_code == 404


def test_an_upload_outlives_kill_9(tmp_path, database):
    """The server dies with half a piece on its way; another one has what it had secured, and the whole is right."""
    content = random.Random(5).randbytes(48 * MIB)
    data = tmp_path / "data"
    server = Server(data, database)
    with server as visitor:
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        project = lead.call("POST", "/api/v1/projects", {
            "name": "Killed", "kind": "transcription", "guidelines": "", "labels": [], "policy": "1/1"})
        uploader = client(lead, project).uploader(
            file_stream=io.BytesIO(content), metadata={"filename": "large.wav"})
        uploader.set_url(uploader.create_url())
        connection = send_part(uploader, content[:40 * MIB], of=len(content))
        wait_for(lambda: uploader.get_offset() >= 16 * MIB, "some of it to be secured")
        server.process.kill()
        server.process.wait(timeout=30)
        connection.close()
    with Server(data, database) as visitor:
        lead = Client(visitor.base, lead.token)
        url = visitor.base + uploader.url[uploader.url.index("/api/"):]
        again = client(lead, project).uploader(file_stream=io.BytesIO(content), url=url, chunk_size=5 * MIB)
        assert 16 * MIB <= again.get_offset() <= 40 * MIB
        again.offset = again.get_offset()
        again.upload()
        source = source_named(lead, project, "large.wav")
        assert source["sha256"] == hashlib.sha256(content).hexdigest()
        wait_for(lambda: source_named(lead, project, "large.wav")["state"] == "failed", "noise to be refused")
        assert list((data / "uploads").iterdir()) == []


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    """Longer than the piece that the page sends at once."""
    path = tmp_path_factory.mktemp("long") / "long.wav"
    path.write_bytes((recording([f"digits/{n % 10}" for n in range(60)], 5) * 30)[:9 * MIB])
    return path


def test_the_page_goes_on_after_a_lost_connection(site, new_page, long_file):
    """The second piece never arrives, the third time it does; each byte is sent for good once."""
    project = site.create_project("Lost connection")
    page = new_page(site.base)
    page.expected.append("ERR_")
    log_in(page, "lead", "/")
    page.goto(f"/projects/{project['id']}#sources")
    sent = []

    def lose(route):
        offset = int(route.request.headers["upload-offset"])
        sent.append(offset)
        if offset and sent.count(offset) < 3:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", lambda route: lose(route) if route.request.method == "PATCH" else route.continue_())
    with page.expect_file_chooser() as chooser:
        page.get_by_text("choose files").click()
    chooser.value.set_files(long_file)
    expect(page.locator("#uploads")).to_contain_text("connection lost; trying again")
    expect(page.locator("#uploads")).to_contain_text("uploaded", timeout=60_000)
    assert sent == [0, 8 * MIB, 8 * MIB, 8 * MIB]
    assert source_named(site.lead, project, "long.wav")["sha256"] == digest_of(long_file)
    assert page.evaluate("localStorage.length") == 0


def test_a_file_chosen_anew_goes_on_where_it_was(site, new_page, long_file):
    project = site.create_project("Reloaded page")
    page = new_page(site.base)
    page.expected.append("ERR_")
    log_in(page, "lead", "/")
    page.on("dialog", lambda dialog: dialog.accept())
    offsets = []

    def hold(route):
        offset = int(route.request.headers["upload-offset"])
        offsets.append(offset)
        if len(offsets) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", lambda route: hold(route) if route.request.method == "PATCH" else route.continue_())
    for _ in range(2):
        page.goto(f"/projects/{project['id']}#sources")
        page.reload()
        with page.expect_file_chooser() as chooser:
            page.get_by_text("choose files").click()
        chooser.value.set_files(long_file)
        if len(offsets) < 2:
            expect(page.locator("#uploads")).to_contain_text("connection lost")
    expect(page.locator("#uploads")).to_contain_text(re.compile("uploaded$"), timeout=60_000)
    assert offsets.count(0) == 1
    assert source_named(site.lead, project, "long.wav")["sha256"] == digest_of(long_file)


def send_part(uploader, part: bytes, of: int) -> http.client.HTTPConnection:
    """Announces the whole file and sends the first part of it; the connection stays open until it is forgotten."""
    address = urllib.parse.urlsplit(uploader.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    connection.putrequest("PATCH", address.path)
    headers = uploader.get_headers() | {
        "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream", "Content-Length": str(of)}
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(part)
    return connection


def digest_of(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def client(lead: Client, project: dict) -> TusClient:
    return TusClient(
        f"{lead.base}/api/v1/projects/{project['id']}/uploads", headers={"Authorization": f"Bearer {lead.token}"})


def source_named(lead: Client, project: dict, name: str) -> dict:
    sources = lead.call("GET", f"/api/v1/projects/{project['id']}/sources")["sources"]
    return next(source for source in sources if source["filename"] == name)


def test_nothing_is_kept_of_a_file_that_is_refused(site):
    project = site.create_project("Small")
    root = f"/api/v1/projects/{project['id']}"
    site.lead.call("PUT", f"{root}/storage/quota", {"bytes": 10}, headers={"If-Match": "*"})
    blobs = {path for path in (site.data / "blobs").rglob("*") if path.is_file()}
    # In chunks, so that its length is known only when it is there.
    body = (part for part in [b"It was a bright cold day in April, ", b"and the clocks were striking."])
    connection = http.client.HTTPConnection(site.lead.base.removeprefix("http://"), timeout=60)
    connection.request("POST", f"{root}/sources?filename=a.txt", body, {
        "Authorization": f"Bearer {site.lead.token}", "Content-Type": "text/plain"}, encode_chunked=True)
    assert connection.getresponse().status == 413
    assert {path for path in (site.data / "blobs").rglob("*") if path.is_file()} == blobs
