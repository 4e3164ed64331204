"""A person's recordings leave the data folder, the versions and the exports; what the rules erase goes by itself."""

import json
import sqlite3
import subprocess
import time

import pytest
from conftest import Site, set_up_token
from export_support import PASSWORD, Client, Server, manifest_of, quorum_binary, wait_for
from test_workers import Worker


@pytest.fixture(scope="module")
def labeled(site):
    """Two speakers' recordings, labeled by one person, frozen as v1 and exported."""
    project = site.create_project("Erasure", policy="1/1")
    site.add_annotator("ina")
    for number, name in enumerate(["Ada", "Ben"]):
        site.upload_speech(project, name, seed=number)
    while site.answer("ina", project, f"words {time.monotonic_ns()}"):
        pass
    root = f"/api/v1/projects/{project['id']}"
    version = site.lead.call("POST", f"{root}/versions", {"ratios": {"train": 1, "validation": 0, "test": 0}})
    export(site, root)
    return project, root, version


def export(site, root):
    job = site.lead.call("POST", f"{root}/versions/v1/exports", {"format": "jsonl"})
    wait_for(lambda: state_of(site, root, job) == "done", "the export")


def state_of(site, root, job) -> str:
    jobs = site.lead.call("GET", f"{root}/jobs")["jobs"]
    state = next(other["state"] for other in jobs if other["id"] == job["id"])
    assert state != "failed"
    return state


def quorum(site, *arguments: str) -> list[dict]:
    command = [quorum_binary(), arguments[0], "--data", str(site.data), *arguments[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def files(site) -> set[str]:
    return {str(path.relative_to(site.data)) for path in site.data.rglob("*") if path.is_file()
            and path.relative_to(site.data).parts[0] in ("blobs", "media", "reports", "exports")}


def test_a_speaker_is_listed_and_erased(site, labeled):
    project, root, version = labeled
    sources = {source["filename"]: source for source in site.lead.call("GET", f"{root}/sources")["sources"]}
    records = quorum(site, "person", "--speaker", "Ada")
    answers = [record["values"]["answer"] for record in records if record["record"] == "answer"]
    assert len(answers) >= 5 and all(answer.startswith("words ") for answer in answers)
    assert [record["values"]["sha256"] for record in records if record["record"] == "source"] == [
        sources["Ada"]["sha256"]]

    before = files(site)
    wish = ["erase", "--speaker", "Ada", "--project", project["name"], "--json"]
    [foreseen] = quorum(site, *wish)
    assert files(site) == before
    [done] = quorum(site, *wish, "--yes")
    assert done == foreseen | {"erased": True}
    assert done["answers"] == done["examples"] == len(answers)

    left = files(site)
    assert not any(sources["Ada"]["sha256"] in name or name.startswith(f"media/{sources['Ada']['id']}/") for name in left)
    assert any(sources["Ben"]["sha256"] in name for name in left)
    assert not any(name.startswith("exports/") for name in left)
    assert quorum(site, "person", "--speaker", "Ada") == []
    assert answers[0] not in [answer["answer"] for answer in annotations(site, root)]

    [frozen] = site.lead.call("GET", f"{root}/versions")["versions"]
    assert (frozen["digest"], frozen["examples"], frozen["erased"]) == (
        version["digest"], version["examples"], len(answers))
    export(site, root)
    folder = site.data / "exports" / version["digest"] / "jsonl"
    manifest = manifest_of(folder)
    assert manifest["version"]["erased"] == len(answers)
    assert manifest["rows"] == version["examples"] - len(answers)
    assert "were erased since" in (folder / "README.md").read_text()
    assert site.lead.call("GET", "/api/v1/audit/verification")["is_intact"]


def test_rows_that_go_are_found_by_an_index(site):
    """For each row that goes the database looks for others that refer to it; without an index, through a whole table."""
    going = {"adjudication", "annotation", "assignment", "chunk", "prediction", "source", "task", "webhook"}
    with sqlite3.connect(f"file:{site.data / 'quorum.sqlite'}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        references = {
            (table, column) for table in tables
            for _, _, target, column, *_ in database.execute(f"PRAGMA foreign_key_list({table})") if target in going}
        found = {
            (table, next(database.execute(f"PRAGMA index_info({index})"))[2]) for table in tables
            for _, index, *_ in database.execute(f"PRAGMA index_list({table})")}
        keys = {(table, row[1]) for table in tables for row in database.execute(f"PRAGMA table_info({table})")
                if row[2] == "INTEGER" and row[5] == 1}
    assert len(references) > 15
    assert references - found - keys == set()


def test_the_rules_erase_what_is_due_and_show_it_first(tmp_path):
    data = tmp_path / "data"
    with Server(data, ["--workers", "0"]) as visitor:
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        site = Site(visitor, Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"]), data)
        project = site.create_project("Rules", policy="1/1")
        root = f"/api/v1/projects/{project['id']}"
        with Worker(data, []):
            site.upload_speech(project, "Ben")
        while site.answer("lead", project, "words"):
            pass
        site.lead.call("POST", f"{root}/versions", {"ratios": {"train": 1, "validation": 0, "test": 0}})
        [source] = site.lead.call("GET", f"{root}/sources")["sources"]
        before = annotations(site, root)
        assert site.lead.call("GET", f"{root}/storage/retention") == {"expired": []}
        rules = {"retention": {"media_days": 0, "media_after": "frozen"}}
        site.lead.call("PUT", f"{root}/storage/rules", rules, headers={"If-Match": "*"})
        # Nobody sweeps yet: there is no worker.
        due = site.lead.call("GET", f"{root}/storage/retention")["expired"]
        assert due == [{"source": source["id"], "filename": "Ben", "erases": "media"}]
        assert any(source["sha256"] in name for name in files(site))
        with Worker(data, []):
            wait_for(lambda: not any(source["sha256"] in name for name in files(site)), "the worker to sweep")
            wait_for(lambda: not any(name.startswith("media/") for name in files(site)), "the chunks to go")
        assert annotations(site, root) == before
        assert site.lead.call("GET", f"{root}/storage/retention") == {"expired": []}
        events = site.lead.call("GET", "/api/v1/audit?limit=20")["events"]
        assert "source.expired" in [event["action"] for event in events]


def annotations(site, root) -> list[dict]:
    tasks = site.lead.call("GET", f"{root}/tasks?limit=500")["tasks"]
    return [annotation for task in tasks for annotation in task["annotations"]]
