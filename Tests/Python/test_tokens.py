"""`quorum token`: ways in for programs, made on the server's own data."""

import json
import subprocess

import pytest
from export_support import PASSWORD, Client, Server, quorum_binary


def token(data, database, *arguments):
    command = [quorum_binary(), "token", *arguments, "--data", str(data), *database]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_pipeline_gets_its_token_where_the_data_is(tmp_path, database):
    data = tmp_path / "data"
    with Server(data, database) as visitor:
        account = {"token": (data / "setup-token").read_text().strip(), "name": "lead", "password": PASSWORD}
        admin = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        for name in ("Calls", "Other"):
            admin.call("POST", "/api/v1/projects", {"name": name, "kind": "transcription", "policy": "1/1"})
        made = token(
            data, database, "create", "--user", "lead", "--name", "nightly", "--scope", "read", "--project", "Calls")
        assert made.returncode == 0, made.stderr
        program = Client(visitor.base, made.stdout.strip())
        assert [one["name"] for one in program.call("GET", "/api/v1/projects")["projects"]] == ["Calls"]
        with pytest.raises(AssertionError, match="403"):
            program.call("POST", "/api/v1/projects", {"name": "x", "kind": "transcription", "policy": "1/1"})

        listed = [json.loads(line) for line in token(data, database, "list", "--json").stdout.splitlines()]
        assert [(one["user"], one["name"], one["scopes"], one["project"]) for one in listed] == [
            ("lead", "nightly", ["read"], 1)]
        assert made.stdout.strip() not in token(data, database, "list").stdout
        assert "token" not in listed[0]

        revoked = token(data, database, "revoke", str(listed[0]["id"]))
        assert revoked.returncode == 0, revoked.stderr
        with pytest.raises(AssertionError, match="401"):
            program.call("GET", "/api/v1/projects")
        events = admin.call("GET", "/api/v1/audit")["events"]
        assert [(event["action"], event["actor"]) for event in events[:2]] == [
            ("token.revoked", None), ("token.made", None)]


@pytest.mark.parametrize("arguments, words", [
    (["create", "--user", "nobody", "--name", "a", "--scope", "read"], "Nobody is named"),
    (["create", "--user", "lead", "--name", "a", "--scope", "read", "--days", "367"], "1 to 366 days"),
    (["create", "--user", "lead", "--name", "a", "--scope", "read", "--project", "None"], "no such project"),
    (["create", "--user", "lead", "--name", "a", "--scope", "write"], "scope"),
    (["revoke", "999"], "no token 999"),
])
def test_what_cannot_be_is_said(site, arguments, words):
    done = token(site.data, [], *arguments)
    assert done.returncode == 2 and words in done.stderr and not done.stdout
