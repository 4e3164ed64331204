"""A server that keeps its files in an S3-compatible storage, as the tests of that talk to it."""

import os
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from conftest import set_up_token
from export_support import PASSWORD, Client, quorum_binary
from storage_support import Storage

PREFIX = "team"
MEDIA = f"s3://quorum/{PREFIX}"


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


def answer_upload(lead: Client, root: str, content: bytes) -> tuple[int, dict, bytes]:
    request = urllib.request.Request(
        f"{lead.base}{root}/sources?filename=b.wav&group=b.wav", data=content, method="POST",
        headers={"Authorization": f"Bearer {lead.token}", "Content-Type": "audio/wav"})
    try:
        with urllib.request.urlopen(request, timeout=60) as found:
            return found.status, dict(found.headers), found.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()
