"""The record of who did what: its chain recomputed from the export, and a changed row found by the command."""

import hashlib
import json
import shutil
import sqlite3
import subprocess

import pytest
from export_support import PASSWORD, Client, Server, quorum_binary


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The folder of a server that has stopped."""
    data = tmp_path_factory.mktemp("audit") / "data"
    with Server(data) as visitor:
        token = (data / "setup-token").read_text().strip()
        lead = Client(visitor.base, visitor.call(
            "POST", "/api/v1/setup", {"token": token, "name": "lead", "password": PASSWORD})["token"])
        lead.call("POST", "/api/v1/projects", {"name": "P", "kind": "transcription", "policy": "1/1"})
        lead.call("POST", "/api/v1/users", {"name": "Mona Lisa", "password": PASSWORD, "role": "annotator"})
        with pytest.raises(AssertionError, match="401"):
            visitor.call("POST", "/api/v1/session", {"name": "Mona Lisa", "password": "not hers at all"})
        with pytest.raises(AssertionError, match="401"):
            visitor.call("POST", "/api/v1/session", {"name": "my-password-typed-here", "password": "oh no"})
        lead.call("DELETE", "/api/v1/session")
    return data


def audit(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([quorum_binary(), "audit", *arguments], capture_output=True, text=True, timeout=60, check=False)


def netstring(value) -> bytes:
    content = str(value).encode()
    return b"%d:%s," % (len(content), content)


def test_the_export_chains_and_holds_no_name(data):
    lines = audit("export", "--data", str(data)).stdout
    events = [json.loads(line) for line in lines.splitlines()]
    previous = ""
    for number, event in enumerate(events, 1):
        fields = [previous, event["sequence"], event["at"], "" if event["actor"] is None else event["actor"],
                  event["action"], event["subject"], event["detail"]]
        previous = hashlib.sha256(b"".join(map(netstring, fields))).hexdigest()
        assert (event["sequence"], event["hash"]) == (number, previous)
    actions = [event["action"] for event in events]
    assert actions.count("session.refused") == 2
    assert {"user.created", "session.opened", "project.created", "member.added", "session.closed"} <= set(actions)
    assert "Mona" not in lines and "my-password" not in lines
    verified = audit("verify", "--data", str(data), "--known", events[3]["hash"], "--json")
    assert verified.returncode == 0, verified.stderr
    assert json.loads(verified.stdout) == {"intact": True, "events": len(events), "head": previous, "faults": []}


def test_a_changed_row_is_named(data, tmp_path):
    copy = shutil.copytree(data, tmp_path / "copy")
    with sqlite3.connect(copy / "quorum.sqlite") as database:
        database.execute("UPDATE audit_event SET actor = 2 WHERE sequence = 3")
    database.close()
    verified = audit("verify", "--data", str(copy))
    assert verified.returncode == 1
    assert verified.stdout == "Event 3 is not as it was written.\n"
