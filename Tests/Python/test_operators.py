"""`quorum project`, `user` and `version`: what an operator and a data lead do where the data is."""

import json
import subprocess

import pytest
from conftest import set_up_token
from export_support import PASSWORD, Client, Server, quorum_binary

PROJECT = {"name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"}


def run(data, database, *arguments, content: str | None = None) -> subprocess.CompletedProcess:
    return subprocess.run([quorum_binary(), *arguments, "--data", str(data), *database], input=content,
                          capture_output=True, text=True, timeout=60, check=False)


def log_in(visitor: Client, name: str, password: str) -> Client:
    session = visitor.call("POST", "/api/v1/session", {"name": name, "password": password})
    return Client(visitor.base, session["token"])


def test_a_project_from_its_settings_to_a_version(tmp_path, database):
    data = tmp_path / "data"

    def quorum(*arguments, content=None):
        done = run(data, database, *arguments, "--json", content=content)
        assert done.returncode == 0, done.stdout + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    with Server(data, database) as visitor:
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        [made] = quorum("project", "create", "-", "--owner", "lead", content=json.dumps(PROJECT))
        assert PROJECT.items() <= made.items() <= lead.call("GET", f"/api/v1/projects/{made['id']}").items()
        assert quorum("project", "show", "Mood") == [made]
        file = tmp_path / "second.json"
        file.write_text(json.dumps(PROJECT | {"name": "Second"}))
        quorum("project", "create", str(file), "--owner", "lead")

        table = tmp_path / "items.csv"
        table.write_text("id,text,annotator,label\n" + "".join(f"{n},Text {n},ada,glad\n" for n in range(20)))
        for subject in ("items", "annotations"):
            quorum("import", str(table), "--project", "Mood", "--as", subject)
        [listed, _] = quorum("project", "list")
        assert (listed["name"], listed["tasks"]["settled"], listed["tasks"]["open"]) == ("Mood", 20, 0)
        [frozen] = quorum("version", "freeze", "--project", "Mood", "--by", "lead", "--ratios", "6:2:2")
        assert lead.call("GET", f"/api/v1/projects/{made['id']}/versions")["versions"] == [frozen]
        assert frozen["examples"] == 20 and frozen["ratios"] == {"train": 0.6, "validation": 0.2, "test": 0.2}
        assert quorum("version", "list", "--project", "Mood") == [frozen]
        assert quorum("version", "show", frozen["digest"][:8], "--project", "Mood") == [frozen]
        actions = {event["action"]: event["actor"] for event in lead.call("GET", "/api/v1/audit")["events"]}
        [user, _] = quorum("user", "list")
        assert actions["project.created"] == actions["version.frozen"] == user["id"]


def test_who_is_locked_out_gets_in_and_who_left_does_not(tmp_path, database):
    data = tmp_path / "data"
    with Server(data, database) as visitor:
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        project = lead.call("POST", "/api/v1/projects", PROJECT)["id"]
        for _ in range(9):
            with pytest.raises(AssertionError):
                log_in(visitor, "lead", "wrong")
        with pytest.raises(AssertionError, match="429"):
            log_in(visitor, "lead", PASSWORD)
        password = run(data, database, "user", "reset", "--user", "Lead").stdout.strip()
        with pytest.raises(AssertionError, match="401"):
            lead.call("GET", "/api/v1/projects")
        with pytest.raises(AssertionError, match="401"):
            log_in(visitor, "lead", PASSWORD)
        lead = log_in(visitor, "lead", password)

        path = run(data, database, "user", "invite", "--project", "Mood", "--role", "manager", "--by", "lead").stdout
        place, _, secret = path.strip().partition("#")
        assert place == "/invitation"
        session = visitor.call(
            "POST", "/api/v1/invitation/account", {"token": secret, "name": "ada", "password": PASSWORD})
        ada = Client(visitor.base, session["token"])
        assert ada.call("POST", f"/api/v1/projects/{project}/assignments") is None
        way_in = ada.call("POST", f"/api/v1/projects/{project}/invitations", {"role": "annotator"})
        visitor.call("POST", "/api/v1/invitation/account", {"token": way_in["token"], "name": "eve", "password": PASSWORD})
        for words, *arguments in (
            ("Only an owner", "user", "invite", "--project", "Mood", "--role", "owner", "--by", "ada"),
            ("may make no projects", "project", "create", "-", "--owner", "ada"),
            ("may not do that", "user", "invite", "--project", "Mood", "--role", "annotator", "--by", "eve"),
            ("may not do that", "version", "freeze", "--project", "Mood", "--by", "eve"),
        ):
            refused = run(data, database, *arguments, content=json.dumps(PROJECT | {"name": "Hers"}))
            assert refused.returncode == 2 and words in refused.stderr, refused.stderr
        way_in = ada.call("POST", f"/api/v1/projects/{project}/invitations", {"role": "annotator"})
        disabled = run(data, database, "user", "disable", "--user", "ada")
        assert disabled.returncode == 0, disabled.stderr
        for call in (lambda: ada.call("GET", "/api/v1/projects"), lambda: visitor.log_in("ada")):
            with pytest.raises(AssertionError, match="401"):
                call()
        with pytest.raises(AssertionError, match="404"):
            visitor.call("POST", "/api/v1/invitation/account",
                         {"token": way_in["token"], "name": "ada2", "password": PASSWORD})
        for arguments in (["token", "create", "--user", "ada", "--name", "ci", "--scope", "read"],
                          ["version", "freeze", "--project", "Mood", "--by", "ada"]):
            refused = run(data, database, *arguments)
            assert refused.returncode == 2 and "can no longer log in" in refused.stderr, refused.stderr
        users = [json.loads(line) for line in run(data, database, "user", "list", "--json").stdout.splitlines()]
        assert [(one["name"], one["role"], one["can_log_in"]) for one in users] == [
            ("lead", "admin", True), ("ada", "member", False), ("eve", "member", True)]
        refused = run(data, database, "user", "disable", "--user", "lead")
        assert refused.returncode == 2 and "No other admin" in refused.stderr
        assert run(data, database, "user", "reset", "--user", "ada").returncode == 0
        events = [event["action"] for event in lead.call("GET", "/api/v1/audit")["events"]]
        assert events.count("user.password_reset") == 2 and events.count("user.disabled") == 1
    assert run(data, database, "audit", "verify").returncode == 0


@pytest.mark.parametrize("arguments, words", [
    (["project", "create", "/nowhere.json", "--owner", "lead"], "cannot be read"),
    (["project", "create", "-", "--owner", "nobody"], "Nobody is named"),
    (["project", "create", "-", "--owner", "lead"], "policy"),
    (["project", "create", "-", "--owner", "Lead"], "gold.rte"),
    (["project", "show", "None"], "no such project"),
    (["version", "list", "--project", "None"], "no such project"),
    (["version", "freeze", "--project", "None", "--by", "lead", "--ratios", "1:2"], "three shares"),
    (["user", "reset", "--user", "nobody"], "Nobody is named"),
    (["user", "disable", "--user", "nobody"], "Nobody is named"),
])
def test_what_cannot_be_is_said(site, arguments, words):
    wish = json.dumps(PROJECT | {"policy": "3/2" if "lead" in arguments else "1/1"}
                      | ({"gold": {"rte": 0.1}} if "Lead" in arguments else {}))
    done = run(site.data, [], *arguments, content=wish)
    assert done.returncode == 2 and words in done.stderr and not done.stdout
