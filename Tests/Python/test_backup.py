"""Backing a data folder up while its server works, restoring it, and erasing a person."""

import json
import shutil
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from export_support import PASSWORD, Client, Server, quorum_binary, wait_for


def quorum(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([quorum_binary(), *arguments], capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """(data folder, backup made while two people answered, how many answers were in when it began)."""
    folder = tmp_path_factory.mktemp("backup")
    data, backup = folder / "data", folder / "backup"
    with Server(data) as visitor:
        token = (data / "setup-token").read_text().strip()
        lead = Client(visitor.base, visitor.call(
            "POST", "/api/v1/setup", {"token": token, "name": "lead", "password": PASSWORD})["token"])
        project = lead.call("POST", "/api/v1/projects", {
            "name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "2/2"})["id"]
        text = "\n\n".join(f"Passage {n} is about the weather, which was as it was. " * 4 for n in range(60))
        lead.call("POST", f"/api/v1/projects/{project}/sources?filename=a.txt", text.encode(), "text/plain")
        sources = f"/api/v1/projects/{project}/sources"
        wait_for(lambda: lead.call("GET", sources)["sources"][0]["state"] == "ready", "the passages")
        for name in ("ada", "ben"):
            lead.call("POST", "/api/v1/users", {"name": name, "password": PASSWORD, "role": "annotator"})
        people = [visitor.log_in(name) for name in ("ada", "ben")]
        before = answer(people[0], project, 5)
        with ThreadPoolExecutor() as pool:
            answered = [pool.submit(answer, one, project, 40) for one in people]
            done = quorum("backup", "--data", str(data), "--out", str(backup), "--json")
            assert all(one.result() > 0 for one in answered)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["files"] >= 2
    return data, backup, before


def answer(client: Client, project: int, most: int) -> int:
    for count in range(most):
        served = client.call("POST", f"/api/v1/projects/{project}/assignments")
        if served is None:
            return count
        client.call("POST", f"/api/v1/assignments/{served['assignment']['id']}/annotation", {"answer": "glad"})
    return most


def test_a_backup_serves_what_was_there(made, tmp_path):
    _, backup, before = made
    restored = tmp_path / "restored"
    done = quorum("restore", "--from", str(backup), "--data", str(restored))
    assert done.returncode == 0, done.stderr
    with Server(restored) as visitor:
        lead = visitor.log_in("lead")
        project = lead.call("GET", "/api/v1/projects")["projects"][0]["id"]
        assert lead.call("GET", f"/api/v1/projects/{project}/progress")["annotations"] >= before
        assert lead.call("GET", "/api/v1/audit/verification")["is_intact"]
        assert answer(visitor.log_in("ben"), project, 1) == 1


def test_every_damage_is_found_before_anything_is_made(made, tmp_path):
    _, backup, _ = made
    blob = next(path.relative_to(backup) for path in (backup / "blobs").rglob("*") if path.is_file())
    for number, (name, damage) in enumerate([
        (blob, lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!")),
        (blob, lambda path: path.unlink()),
        ("quorum.sqlite", lambda path: path.write_bytes(path.read_bytes()[:-4096])),
        ("backup.json", lambda path: path.write_text("{}")),
    ]):
        copy = shutil.copytree(backup, tmp_path / f"copy-{number}")
        damage(copy / name)
        target = tmp_path / f"target-{number}"
        done = quorum("restore", "--from", str(copy), "--data", str(target))
        assert done.returncode == 2
        assert str(name) in done.stderr
        assert not target.exists()


def test_nothing_is_overwritten(made, tmp_path):
    data, backup, _ = made
    assert quorum("backup", "--data", str(data), "--out", str(backup)).returncode == 2
    assert quorum("restore", "--from", str(backup), "--data", str(data)).returncode == 2
    empty = quorum("backup", "--data", str(tmp_path), "--out", str(tmp_path / "out"))
    assert empty.returncode == 2 and "pg_dump" in empty.stderr


def test_an_erased_person_leaves_a_number(made, tmp_path):
    data = shutil.copytree(made[0], tmp_path / "data")
    with sqlite3.connect(data / "quorum.sqlite") as database:
        answers = database.execute(
            "SELECT COUNT(*) FROM annotation WHERE annotator = (SELECT id FROM account WHERE name = 'ada')").fetchone()[0]
    database.close()
    asked = quorum("erase", "--data", str(data), "--user", "Ada", "--json")
    assert json.loads(asked.stdout) | {"user": 0} == {"user": 0, "answers": answers, "events": 0, "erased": False}
    done = quorum("erase", "--data", str(data), "--user", "Ada", "--yes", "--json")
    assert json.loads(done.stdout)["erased"], done.stderr
    assert quorum("erase", "--data", str(data), "--user", "Ada", "--yes").returncode == 2
    assert quorum("erase", "--data", str(data), "--user", "lead", "--yes").returncode == 2
    assert quorum("audit", "verify", "--data", str(data)).returncode == 0
    with Server(data) as visitor:
        with pytest.raises(AssertionError, match="401"):
            visitor.log_in("ada")
        lead = visitor.log_in("lead")
        project = lead.call("GET", "/api/v1/projects")["projects"][0]["id"]
        annotators = lead.call("GET", f"/api/v1/projects/{project}/progress")["annotators"]
        erased = next(one for one in annotators if one["name"].startswith("erased-"))
        assert erased["annotations"] == answers
        assert "ada" not in {user["name"] for user in lead.call("GET", "/api/v1/users")}
