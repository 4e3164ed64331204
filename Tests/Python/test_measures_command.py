"""The command `quorum measure`: reports, gates, errors."""

import hashlib
import json
import os

import pytest

from measure_support import frame, measure, random_splits, run, write


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def splits(request, tmp_path):
    return random_splits(request.param, tmp_path)


def test_same_input_same_report(splits, tmp_path):
    _, _, train_path, test_path = splits
    reports = []
    for threads in (1, 2):
        report = measure("--train", train_path, "--test", test_path, "--threads", threads)
        assert report.pop("seconds") > 0
        reports.append(json.dumps(report))
    assert len(set(reports)) == 1
    first = json.loads(reports[0])["inputs"][0]
    assert first["sha256"] == hashlib.sha256(train_path.read_bytes()).hexdigest()


def test_files_are_written_and_gates_hold(tmp_path):
    table = frame(3, 50)
    train, test = write(table, tmp_path / "train.csv"), write(table.head(5), tmp_path / "test.csv")
    out = [tmp_path / name for name in ("report.json", "report.html", "report.md")]
    flags = ["--train", train, "--test", test, "--json", out[0], "--html", out[1], "--markdown", out[2]]
    run(*flags, expect=(1,))
    assert json.loads(out[0].read_text())["verdict"] == "fail"
    assert out[1].read_text().startswith("<!doctype html>") and out[2].read_text().startswith("# Data report: fail")
    run(*flags, "--fail-on", "none", expect=(0,))
    run(*flags, "--fail-on", "stats:fail,labels", expect=(0,))
    run(*flags, "--fail-on", "leakage.exact_overlap:fail", expect=(1,))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "report.html", "report.json", "report.md", "test.csv", "train.csv"]


@pytest.mark.parametrize("content, flags, words", [
    ("a,b\n1,2\n3\n", [], ["bad.csv", "line 3"]),
    ("a,b\n1,2\n", ["--label", "c"], ["bad.csv", "no column 'c'", "a, b"]),
    ("", [], ["bad.csv", "empty"]),
    ("a,b\n", [], ["bad.csv", "no rows"]),
    ("a\n1\n", ["--checks", "leaks"], ["--checks", "leakage.group"]),
    ("a\n1\n", ["--fail-on", "bad"], ["--fail-on", "'bad'"]),
    ("a\n1\n", ["--html", "/nowhere/report.html"], ["/nowhere/report.html", "cannot be written"]),
    ("a\n1\n", ["--project", "p"], ["exclude each other"]),
    ("a\n1\n", ["--threads", "99999999"], ["--threads", "too many"]),
])
def test_bad_input_is_named(tmp_path, content, flags, words):
    path = tmp_path / "bad.csv"
    path.write_text(content)
    result = run(path, *flags, expect=(2,))
    assert result.stderr.startswith("error: ")
    for word in words:
        assert word in result.stderr
    assert os.listdir(tmp_path) == ["bad.csv"]


@pytest.mark.parametrize("option", ["--json", "--html", "--markdown"])
def test_a_report_does_not_replace_its_data(tmp_path, option):
    path = tmp_path / "data.csv"
    path.write_text("a\n1\n")
    (tmp_path / "link.csv").symlink_to(path)
    for out in (path, tmp_path / "link.csv", f"{tmp_path}/./data.csv"):
        assert f"{option}: {out} is there already and no report" in run(path, option, out, expect=(2,)).stderr
    assert path.read_text() == "a\n1\n"
