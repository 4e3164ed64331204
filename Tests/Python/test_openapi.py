"""The API does what its own OpenAPI document says: random requests, good and bad, by schemathesis."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from export_support import PASSWORD, Client, Server

HERE = Path(__file__).parent
# What stands in no schema: names that are taken, tasks that are closed, policies that make no sense.
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "missing_required_header", "ignored_auth",
    "unsupported_method",
]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A server with a project in use, and a token for everything a token may do."""
    data = tmp_path_factory.mktemp("openapi") / "data"
    with Server(data) as visitor:
        token = (data / "setup-token").read_text().strip()
        lead = Client(visitor.base, visitor.call(
            "POST", "/api/v1/setup", {"token": token, "name": "lead", "password": PASSWORD})["token"])
        project = lead.call("POST", "/api/v1/projects", {
            "name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"})
        text = "\n\n".join(f"Passage {n} is about the weather, which was as it was. " * 4 for n in range(8))
        lead.call("POST", f"/api/v1/projects/{project['id']}/sources?filename=a.txt", text.encode(), "text/plain")
        program = lead.call("POST", "/api/v1/tokens", {"name": "all", "scopes": ["read", "annotate", "manage"]})
        yield visitor.base, program["token"]


def test_schemathesis_finds_nothing(service, tmp_path):
    base, token = service
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run",
        base + "/openapi.json", "--url", base,
        "--header", f"Authorization: Bearer {token}", "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing",
        "--max-examples", "4", "--seed", "20261", "--workers", "1", "--request-timeout", "30", "--no-color",
        "--generation-database", "none", "--exclude-path-regex", "/events$",
    ]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, timeout=900, check=False, env=environment)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    with urllib.request.urlopen(base + "/readyz", timeout=30) as ready:
        assert json.load(ready) == {"status": "ready"}
