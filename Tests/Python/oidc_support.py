"""A real OpenID Connect provider, and a server that logs people in through it."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

from conftest import set_up_token
from export_support import PASSWORD, Client, Server, wait_for

LABEL = "Continue with Acme"
PEOPLE = [{"sub": "a-1", "name": "Ada Lovelace"}, {"sub": "b-2", "preferred_username": "ben"}]


class Provider:
    """A process of its own, with new keys at each start."""

    def __init__(self, port: int, log: Path, *options: str, module: str = "oidc_provider_mock"):
        self.port, self.log, self.options, self.module = port, log, options, module
        self.issuer = f"http://localhost:{port}"

    def __enter__(self) -> "Provider":
        people = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
        command = [sys.executable, "-m", self.module, "--port", str(self.port), *people, *self.options]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, cwd=Path(__file__).parent)
        wait_for(self._answers, "the provider to answer")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urllib.request.urlopen(self.issuer + "/jwks", timeout=5):
                return True
        except OSError:
            return False

    def register(self, redirect: str, method: str = "client_secret_basic") -> tuple[str, str]:
        """Id and secret of a client that may send browsers to one address alone, and proves itself by one method."""
        body = json.dumps({"redirect_uris": [redirect], "token_endpoint_auth_method": method}).encode()
        request = urllib.request.Request(
            self.issuer + "/oauth2/clients", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as response:
            client = json.load(response)
        return client["client_id"], client["client_secret"]


class Service:
    """A server with that provider, and its first admin."""

    def __init__(
        self, data: Path, provider: Provider, *options: str, registered: bool = False, is_public: bool = False
    ):
        self.server = Server(data)
        self.base = f"http://127.0.0.1:{self.server.port}"
        # What is not registered may have any secret, but must have one.
        client, self.secret = "quorum", "any"
        if registered:
            client, self.secret = provider.register(self.base + "/login/callback")
        if is_public:
            client, _ = provider.register(self.base + "/login/callback", "none")
            self.secret = ""
        self.server.options = [
            "--public-url", self.base, "--oidc-issuer", provider.issuer, "--oidc-client", client,
            "--oidc-label", LABEL, *options]

    def __enter__(self) -> "Service":
        self.server.environment["QUORUM_OIDC_SECRET"] = self.secret
        visitor = self.server.__enter__()
        account = {"token": set_up_token(self.server.data), "name": "lead", "password": PASSWORD}
        self.lead = Client(self.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        return self

    def __exit__(self, *arguments):
        self.server.__exit__(*arguments)

    def invitation(self, role: str = "annotator") -> str:
        projects = self.lead.call("GET", "/api/v1/projects")["projects"] or [self.lead.call(
            "POST", "/api/v1/projects", {"name": "Calls", "kind": "transcription", "policy": "1/1"})]
        made = self.lead.call("POST", f"/api/v1/projects/{projects[0]['id']}/invitations", {"role": role})
        return f"/invitation#{made['token']}"

    def actions(self) -> list[str]:
        return [event["action"] for event in self.lead.call("GET", "/api/v1/audit")["events"]]
