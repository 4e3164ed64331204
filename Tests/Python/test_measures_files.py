"""Which files and rows `quorum measure` counts: each once, none left out unsaid, divided by a column where one says how."""

import json
import os
import tarfile

import pytest

from layout_support import SHARED, TEST, TRAIN, card, inputs, leaked, put
from measure_support import measure, run


@pytest.mark.parametrize("names, found", [
    (["train", "test", "holdout"], True), (["unsupervised", "train", "test"], True), (["train-clean-100", "dev-other", "x"], True),
    (["Train", "TEST", ""], True), (["red", "green", "blue"], False), (["train ticket", "test", "a/b"], False)])
def test_a_column_divides_where_a_value_is_called_like_a_split(names, found, tmp_path):
    table = TRAIN.assign(split=[names[row % 3] for row in range(len(TRAIN))])
    put(table, tmp_path / "d.csv")
    expected = {name or "none": 10 for name in names} if found else {"data": 30}
    assert inputs(tmp_path / "d.csv") == expected


def test_the_column_of_splits_is_named(tmp_path):
    put(TRAIN.assign(fold=[["a", "b"][row % 2] for row in range(30)], path=["a/b"] * 30), tmp_path / "d.csv")
    assert inputs(tmp_path / "d.csv", "--split", "fold") == {"a": 15, "b": 15}
    for column, said in (("path", "cannot be called 'a/b'"), ("x", "has 30 values"), ("none", "there is no column 'none'")):
        assert said in run(tmp_path / "d.csv", "--split", column, expect=(2,)).stderr
    put(TEST, tmp_path / "e" / "test.csv")
    put(TRAIN, tmp_path / "e" / "train.csv")
    for data in ([tmp_path / "e"], ["--train", tmp_path / "e" / "train.csv"]):
        assert "leave --split x out" in run(*data, "--split", "x", expect=(2,)).stderr


def test_a_column_that_names_the_split_hides_no_shared_row(tmp_path):
    put(TRAIN.assign(split="train"), tmp_path / "train.csv")
    put(TEST.assign(split="test"), tmp_path / "test.csv")
    assert leaked(tmp_path) == SHARED


def test_links_that_go_round_are_read_once(tmp_path):
    put(TRAIN, tmp_path / "d" / "train.csv")
    put(TEST, tmp_path / "other" / "test" / "a.csv")
    (tmp_path / "d" / "latest").symlink_to(".")
    (tmp_path / "d" / "test").symlink_to(tmp_path / "other" / "test")
    (tmp_path / "other" / "test" / "up").symlink_to("..")
    assert inputs(tmp_path / "d") == {"train": 30, "test": 15}
    card(tmp_path / "d", "- config_name: a\n  data_files: '**/*.csv'\n")
    assert inputs(tmp_path / "d") == {"train": 45}


def test_no_file_counts_twice(tmp_path):
    train = put(TRAIN, tmp_path / "train.csv")
    put(TEST, tmp_path / "test.csv")
    named = ["--train", train, str(tmp_path / "tr*.csv"), f"{tmp_path}/../{tmp_path.name}/train.csv"]
    assert inputs(*named) == {"train": 30}
    assert "several_splits" in run("--train", tmp_path, "--json", "-", expect=(2,)).stdout
    card(tmp_path, "- config_name: a\n  data_files: t*.csv\n")
    assert inputs("--train", tmp_path) == {"train": 45}


def test_every_file_that_is_not_read_is_named(tmp_path):
    for name in ("train.csv", "test.csv"):
        put(TRAIN, tmp_path / name)
    for name in ("test.csv.gz", "train-000000.tar.gz", "sheet.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "manifest.json").write_text('{"files": ["train.csv"]}\n')
    (tmp_path / "LICENSE").write_text("CC0")
    report = measure(tmp_path, "--checks", "stats.columns")
    assert {each["split"]: each["rows"] for each in report["inputs"]} == {"train": 30, "test": 30}
    assert [os.path.basename(each) for each in report["settings"]["left_out"]] == ["sheet.xlsx", "test.csv.gz", "train-000000.tar.gz"]


def test_json_of_a_split_is_data(tmp_path):
    put(TRAIN, tmp_path / "train.json")
    put(TEST, tmp_path / "test.jsonl")
    assert inputs(tmp_path) == {"train": 30, "test": 15}


def test_names_of_samples_are_not_compared(tmp_path):
    for split, first in (("train", 0), ("test", 4)):
        with tarfile.open(tmp_path / f"{split}.tar", "w") as archive:
            for row in range(first, first + 6):
                (tmp_path / "j").write_text(json.dumps({"id": f"{split}-{row}", "n": row}))
                archive.add(tmp_path / "j", f"{split}{row}.json")
    (tmp_path / "j").unlink()
    assert leaked(tmp_path) == 2


def test_a_report_replaces_nothing_but_a_report(tmp_path):
    train = put(TRAIN, tmp_path / "d" / "train.csv")
    content = train.read_bytes()
    for flags in (["--markdown", train], ["--json", train], ["--html", tmp_path / "d" / ".." / "d" / "train.csv"]):
        for data in ([tmp_path / "d"], ["--train", str(tmp_path / "d" / "*.csv")], ["--train", tmp_path / "d"]):
            assert "no report" in run(*data, *flags, "--checks", "stats.columns", expect=(2,)).stderr
    assert train.read_bytes() == content
    for name in ("--json", "--html", "--markdown"):
        path = tmp_path / name
        path.write_text("")
        for _ in range(2):
            run(train, name, path, "--checks", "stats.columns", expect=(0,))
        assert path.stat().st_size > 100
