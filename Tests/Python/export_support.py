"""A data folder made as a user makes one: over HTTP, with recordings, people and a quorum."""

import hashlib
import io
import json
import os
import random
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import soundfile

REPOSITORY = Path(__file__).resolve().parents[2]
SOUNDS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
PASSWORD = "correct horse battery staple"
FORMATS = ["parquet", "webdataset", "jsonl"]
LABELS = ["even", "odd"]


def quorum_binary() -> str:
    """The built program: $QUORUM, else the debug build of this repository."""
    return os.environ.get("QUORUM", str(REPOSITORY / ".build" / "debug" / "quorum"))


class Client:
    """One user's way into the HTTP API."""

    def __init__(self, base: str, token: str | None = None):
        self.base = base
        self.token = token

    def call(
        self, method: str, path: str, body=None, content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ):
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method, headers=headers or {})
        if data is not None:
            request.add_header("Content-Type", content_type)
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                content = response.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
        return json.loads(content) if content else None

    def log_in(self, name: str) -> "Client":
        session = self.call("POST", "/api/v1/session", {"name": name, "password": PASSWORD})
        return Client(self.base, session["token"])


class Server:
    """`quorum serve` on a data folder, while the block runs."""

    def __init__(self, data: Path, options: list[str] | None = None, environment: dict[str, str] | None = None):
        self.data = data
        self.options = options or []
        self.environment = os.environ | (environment or {})
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def __enter__(self) -> Client:
        self.log = open(self.data.parent / (self.data.name + ".log"), "wb")
        command = [quorum_binary(), "serve", "--data", str(self.data), "--port", str(self.port)]
        command += self.options
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=subprocess.STDOUT, cwd=REPOSITORY, env=self.environment)
        base = f"http://127.0.0.1:{self.port}"
        wait_for(lambda: self._is_ready(base), "the server to be ready")
        return Client(base)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()

    def _is_ready(self, base: str) -> bool:
        assert self.process.poll() is None, f"the server ended early; see {self.log.name}"
        try:
            with urllib.request.urlopen(base + "/readyz", timeout=5):
                return True
        except OSError:
            return False


def wait_for(condition, what: str, seconds: float = 90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        result = condition()
        if result:
            return result
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s for {what}")


def recording(words: list[str], seed: int) -> bytes:
    """A WAV file of words with pauses of faint noise, 8 kHz as the words were recorded."""
    noise = numpy.random.default_rng(seed)
    parts = []
    for word in words:
        samples, rate = soundfile.read(SOUNDS / f"{word}.wav", dtype="int16")
        assert rate == 8000
        parts += [samples, noise.integers(-6, 7, size=4800, dtype="int16")]
    target = io.BytesIO()
    soundfile.write(target, numpy.concatenate(parts), 8000, format="WAV", subtype="PCM_16")
    return target.getvalue()


@dataclass
class LabeledProject:
    """A project whose tasks are answered and whose version `v1` is frozen."""

    data: Path
    name: str
    digest: str
    # SHA-256 of an upload -> its bytes
    uploads: dict[str, bytes] = field(default_factory=dict)
    # SHA-256 of an upload -> what was said of it
    details: dict[str, dict[str, str]] = field(default_factory=dict)

    def export(self, format: str, out: Path, *options: str) -> subprocess.CompletedProcess:
        command = [quorum_binary(), "export", "--data", str(self.data), "--project", self.name, "--version", "v1"]
        command += ["--format", format, "--out", str(out), *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def speech_uploads() -> list[tuple[str, bytes, dict[str, str]]]:
    """Six recordings of three groups; one file name would be unsafe as a path."""
    digits = [f"digits/{number}" for number in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    uploads = []
    for index in range(6):
        words = random.Random(index).sample(digits, 8)
        name = "../../odd name é|.v2.wav" if index == 5 else f"digits-{index}.wav"
        details = {"group": f"speaker-{index % 3}", "language": "en", "licence": "CC BY-SA 3.0"}
        if index != 4:
            details["consent"] = "public release"
        uploads.append((name, recording(words, index), details))
    return uploads


def text_uploads() -> list[tuple[str, bytes, dict[str, str]]]:
    """Three texts of paragraphs long enough to be passages of their own."""
    uploads = []
    for index in range(3):
        generator = random.Random(index)
        paragraphs = []
        for number in range(8):
            words = [generator.choice(["ruhig", "laut", "née", "日本", "rain", "\"quoted\""]) for _ in range(60)]
            paragraphs.append(f"Paragraph {number} of text {index}: " + " ".join(words) + ".")
        uploads.append((f"text-{index}.txt", "\n\n".join(paragraphs).encode(), {"group": f"author-{index}"}))
    return uploads


def label_project(data: Path, project: dict, uploads, answer) -> LabeledProject:
    """Creates the project, uploads, lets three people answer everything, and freezes `v1`.

    `answer(task, person)` is what a person, 0 to 2, says of a task.
    """
    with Server(data) as visitor:
        token = (data / "setup-token").read_text().strip()
        admin_account = {"token": token, "name": "admin", "password": PASSWORD}
        admin = Client(visitor.base, visitor.call("POST", "/api/v1/setup", admin_account)["token"])
        created = admin.call("POST", "/api/v1/projects", project)
        root = f"/api/v1/projects/{created['id']}"
        result = LabeledProject(data=data, name=project["name"], digest="")
        for filename, content, details in uploads:
            query = urllib.parse.urlencode({"filename": filename, **details})
            admin.call("POST", f"{root}/sources?{query}", content, "application/octet-stream")
            sha256 = hashlib.sha256(content).hexdigest()
            result.uploads[sha256] = content
            result.details[sha256] = {"filename": filename, **details}
        wait_for(lambda: _all_chunked(admin, root), "the uploads to be chunked")
        for person in range(3):
            account = {"name": f"person-{person}", "password": PASSWORD, "role": "annotator"}
            admin.call("POST", "/api/v1/users", account)
        people = [visitor.log_in(f"person-{person}") for person in range(3)]
        for person, client in enumerate(people):
            _answer_everything(client, root, lambda task, person=person: answer(task, person))
        version = admin.call(
            "POST", f"{root}/versions", {"ratios": {"train": 0.5, "validation": 0.25, "test": 0.25}, "seed": 7}
        )
        result.digest = version["digest"]
        return result


def _all_chunked(admin: Client, root: str) -> bool:
    sources = admin.call("GET", f"{root}/sources")["sources"]
    failed = [source for source in sources if source["state"] == "failed"]
    assert not failed, failed
    return all(source["state"] == "ready" for source in sources)


def _answer_everything(client: Client, root: str, answer):
    while True:
        served = client.call("POST", f"{root}/assignments")
        if served is None:
            return
        path = f"/api/v1/assignments/{served['assignment']['id']}/annotation"
        client.call("POST", path, {"answer": answer(served["task"])})


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_bytes())


def lineage_of(folder):
    return [json.loads(line) for line in (folder / "lineage.jsonl").read_text().splitlines()]


def sha256_of(content):
    return hashlib.sha256(content).hexdigest()


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
