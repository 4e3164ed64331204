"""`quorum measure` on frozen versions, and the server's own reports."""

import urllib.request

import pytest

from export_support import Server, label_project, text_uploads, wait_for
from measure_support import measure, run, values


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    """Passages that three people classify; the first one says the opposite on every third task."""
    labels = ["even", "odd"]

    def answer(task, person):
        right = len(task["chunk"]["text"]) % 2
        return labels[1 - right if person == 0 and int(task["id"]) % 3 == 0 else right]

    data = tmp_path_factory.mktemp("frozen") / "data"
    project = {
        "name": "Lengths", "kind": "classification", "guidelines": "Is the length even?", "labels": labels,
        "policy": "2/3", "chunking": {"min": 2, "max": 30, "pause": 0.3},
    }
    return label_project(data, project, text_uploads(), answer)


def test_a_frozen_version(frozen):
    arguments = ["--data", frozen.data, "--project", frozen.name, "--version", "v1"]
    report = measure(*arguments)
    assert [each["split"] for each in report["inputs"]] == ["train", "validation", "test"]
    assert report["settings"]["source"].endswith(f"({frozen.digest})")
    assert [each["groups"] for each in values(report, "leakage.group")["columns"]] == [0] * 6
    rows = sum(each["rows"] for each in report["inputs"])
    agreement = values(report, "labels.agreement")
    assert agreement["items"] == rows
    # The first of three is wrong on a third of the tasks, where a third vote is asked for.
    assert 2 * rows < agreement["annotations"] < 3 * rows
    assert agreement["percent"] < 1 and {pair["a"][:10] for pair in agreement["pairs"]} == {"annotator-"}
    result = run(*arguments[:-1], "v9", expect=(2,))
    assert 'there is v1' in result.stderr
    result = run(*arguments, "--label", "label", expect=(2,))
    assert "the columns of a version are known" in result.stderr


def test_what_keeps_splits_apart_is_no_category(frozen):
    report = measure("--data", frozen.data, "--project", frozen.name, "--version", "v1", "--checks", "splits.novel")
    assert {each["column"] for each in values(report, "splits.novel")["columns"]} == {"label"}


def test_the_recordings_of_a_version_are_measured(speech):
    report = measure("--data", speech.data, "--project", speech.name, "--version", "v1", "--checks", "stats.audio,leakage.audio")
    rows = {each["split"]: each["rows"] for each in report["inputs"]}
    assert {each["split"]: each["sample_rates"] for each in values(report, "stats.audio")["splits"]} == {
        split: {"8000": count} for split, count in rows.items()}
    assert len(values(report, "leakage.audio")["pairs"]) == 2 * len(rows) * (len(rows) - 1)


def test_the_server_makes_the_report(frozen):
    with Server(frozen.data) as visitor:
        admin = visitor.log_in("admin")
        project = admin.call("GET", "/api/v1/projects")["projects"][0]
        root = f"/api/v1/projects/{project['id']}"
        job = admin.call("POST", f"{root}/versions/v1/report")

        def finished():
            found = next(each for each in admin.call("GET", f"{root}/jobs")["jobs"] if each["id"] == job["id"])
            assert found["state"] != "failed", found["failure"]
            return found["state"] not in ("queued", "running")

        wait_for(finished, "the report")
        report = admin.call("GET", f"{root}/versions/v1/report.json")
        assert report["schema"] == "quorum.report/1"
        request = urllib.request.Request(visitor.base + f"{root}/versions/v1/report.html")
        request.add_header("Authorization", f"Bearer {admin.token}")
        with urllib.request.urlopen(request, timeout=60) as response:
            assert "style-src 'unsafe-inline'" in response.headers["Content-Security-Policy"]
            page = response.read().decode()
    assert f"project &quot;{frozen.name}&quot;" in page and "<script" not in page
