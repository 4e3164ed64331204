"""What tests share: a real server on an empty data folder, and a real browser."""

import json
import os
import shutil
import subprocess
import urllib.parse
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from export_support import (
    FORMATS,
    LABELS,
    PASSWORD,
    Client,
    Server,
    label_project,
    manifest_of,
    recording,
    speech_uploads,
    text_uploads,
    wait_for,
)

CHROMIUM = "/usr/bin/chromium"
# Milliseconds; a debug build takes seconds to check a password.
PATIENCE = 30_000


@dataclass
class Site:
    """A running server and its first admin, `lead`."""

    visitor: Client
    lead: Client
    # The server's data folder.
    data: Path | None = None
    people: dict[str, Client] = field(default_factory=dict)
    annotators: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.visitor.base

    def create_project(self, name: str, **changes) -> dict:
        """A transcription of short chunks that two matching answers of at most three settle, unless changed."""
        project = {
            "name": name,
            "kind": "transcription",
            "guidelines": "Write every word in small letters.",
            "labels": [],
            "policy": "2/3",
            "chunking": {"min": 1, "max": 4, "pause": 0.2},
        }
        created = self.lead.call("POST", "/api/v1/projects", project | changes)
        for name in self.annotators:
            self.lead.call("POST", f"/api/v1/projects/{created['id']}/members", {"name": name, "role": "annotator"})
        return created

    def add_annotator(self, name: str) -> None:
        """An annotator of all projects, also of those that are created after."""
        self.lead.call("POST", "/api/v1/users", {"name": name, "password": PASSWORD, "role": "annotator"})
        self.annotators.append(name)

    def answer(self, name: str, project: dict, answer: str) -> bool:
        """Lets a person answer a task over the API; false when none is left for them."""
        if name not in self.people:
            self.people[name] = self.visitor.log_in(name)
        client = self.people[name]
        served = client.call("POST", f"/api/v1/projects/{project['id']}/assignments")
        if served is None:
            return False
        client.call("POST", f"/api/v1/assignments/{served['assignment']['id']}/annotation", {"answer": answer})
        return True

    def upload(self, project: dict, filename: str, content: bytes) -> None:
        """Uploads a file and waits until it is cut into chunks."""
        root = f"/api/v1/projects/{project['id']}"
        query = urllib.parse.urlencode({"filename": filename, "group": filename})
        self.lead.call("POST", f"{root}/sources?{query}", content, "application/octet-stream")
        wait_for(lambda: self._is_cut(root, filename), f"{filename} to be cut into chunks")

    def upload_speech(self, project: dict, filename: str = "digits.wav", seed: int = 1) -> None:
        words = [f"digits/{number}" for number in (4, 7, 1, 9, 2, 8, 3, 6, 5, 0)]
        self.upload(project, filename, recording(words, seed))

    def _is_cut(self, root: str, filename: str) -> bool:
        sources = self.lead.call("GET", f"{root}/sources")["sources"]
        source = next(source for source in sources if source["filename"] == filename)
        assert source["state"] != "failed", source["failure"]
        return source["state"] == "ready"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    data = tmp_path_factory.mktemp("site") / "data"
    with Server(data) as visitor:
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        yield Site(visitor, lead, data)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request) -> list[str]:
    """Options of `quorum serve` for an empty database."""
    return [] if request.param == "sqlite" else ["--database", request.getfixturevalue("postgres")]


@pytest.fixture
def postgres():
    """The URL of an empty PostgreSQL database."""
    server = os.environ.get("QUORUM_TEST_POSTGRES")
    if not server:
        pytest.skip("scripts/test.sh starts PostgreSQL and names it in QUORUM_TEST_POSTGRES")
    name = "quorum_" + uuid.uuid4().hex
    psql = ["psql", server, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    subprocess.run([*psql, f"--command=CREATE DATABASE {name}"], check=True)
    yield server.replace("///postgres?", f"///{name}?")
    subprocess.run([*psql, f"--command=DROP DATABASE {name} WITH (FORCE)"], check=True)


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    """An S3-compatible storage."""
    from storage_support import Storage

    with Storage(tmp_path_factory.mktemp("storage")) as running:
        yield running


def set_up_token(data: Path) -> str:
    return (data / "setup-token").read_text().strip()


@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    if not shutil.which(CHROMIUM):
        pytest.fail(f"{CHROMIUM} is missing; scripts/setup.sh installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium):
    """Opens pages, each as in a browser of its own, and fails the test over whatever their consoles complain of.

    That covers the content security policy: Chromium reports each violation as an error. `page.expected` takes the
    parts of messages that a test provokes.
    """
    pages = []

    def open_page(base: str):
        page = chromium.new_context(base_url=base, viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(PATIENCE)
        page.complaints = []
        page.expected = []
        page.on("console", lambda message: _note(page, message.type, message.text))
        page.on("pageerror", lambda error: _note(page, "error", str(error)))
        pages.append(page)
        return page

    yield open_page
    complaints = [
        complaint
        for page in pages
        for complaint in page.complaints
        if not any(part in complaint for part in page.expected)
    ]
    for page in pages:
        page.context.close()
    assert complaints == []


def _note(page, kind: str, text: str) -> None:
    if kind == "error":
        page.complaints.append(text)


@pytest.fixture(scope="session")
def speech(tmp_path_factory):
    """Recordings transcribed with quorum 2/3; on every other one the second person mishears, and a third is asked."""

    def answer(task, person):
        right = f"Example number {task['id']}."
        if person == 1:
            return right if int(task["id"]) % 2 else "something else"
        return right.upper() if person else right.lower()

    data = tmp_path_factory.mktemp("speech") / "data"
    project = {
        "name": "Spoken digits", "kind": "transcription", "guidelines": "Write what you hear.", "labels": [],
        "policy": "2/3", "chunking": {"min": 0.5, "max": 6, "pause": 0.3},
    }
    return label_project(data, project, speech_uploads(), answer)


@pytest.fixture(scope="session")
def texts(tmp_path_factory):
    """Passages classified with quorum 2/3."""

    def answer(task, person):
        return LABELS[len(task["chunk"]["text"]) % 2]

    data = tmp_path_factory.mktemp("texts") / "data"
    project = {
        "name": "Text lengths", "kind": "classification", "guidelines": "Is the length even?", "labels": LABELS,
        "policy": "2/3", "chunking": {"min": 2, "max": 30, "pause": 0.3},
    }
    return label_project(data, project, text_uploads(), answer)


@pytest.fixture(scope="session")
def exports(speech, texts, tmp_path_factory):
    """(kind, format) -> the folder of that export."""
    root = tmp_path_factory.mktemp("exports")
    folders = {}
    for kind, project in (("speech", speech), ("text", texts)):
        for format in FORMATS:
            folders[kind, format] = root / kind / format
            done = project.export(format, folders[kind, format], "--json")
            assert done.returncode == 0, done.stderr
            assert json.loads(done.stdout) == manifest_of(folders[kind, format])
    return folders
