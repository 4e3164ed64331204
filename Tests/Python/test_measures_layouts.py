"""Which splits `quorum measure` finds: as `datasets` reads folders, cards and what it saved, never outside the folder."""

import json

import datasets
import pytest

from layout_support import SHARED, TEST, TRAIN, as_datasets, card, inputs, leaked, put, rows
from measure_support import run


@pytest.mark.parametrize("files", [
    {"train/part-00000-of-00001.csv": TRAIN, "test/part-00000-of-00001.csv": TEST},
    {"train/test_questions.csv": TRAIN, "test/train_questions.csv": TEST},
    {"en_train/a.csv": TRAIN, "en_test/a.csv": TEST},
    {"data/train-00000-of-00001.csv": TRAIN, "data/test-00000-of-00001.csv": TEST},
    {"deep/train/x/y.csv": TRAIN, "deep/test/x/y.csv": TEST},
    {"train.csv": TRAIN, "test.csv": TEST},
])
def test_names_tell_the_splits_that_datasets_reads(files, tmp_path):
    for name, table in files.items():
        put(table, tmp_path / "data set" / name)
    assert as_datasets(tmp_path / "data set") == {"train": 30, "test": 15}
    assert leaked(tmp_path / "data set") == SHARED


CARDS = {
    "several folders deep": ("- config_name: a\n  data_files:\n  - split: train\n    path: '**/train/*.csv'\n"
                             "  - split: test\n    path: 'v*/**/b.csv'\n", "v1/train/a.csv", "v1/x/test/b.csv"),
    "all below": ("- config_name: a\n  data_files:\n  - split: train\n    path: data/train/**\n  - split: test\n    path: data/test/**\n",
                  "data/train/a.csv", "data/test/c/b.csv"),
    "as a mapping": ("- config_name: a\n  data_files:\n    train: train-?.csv\n    test: [test-0.csv]\n", "train-1.csv", "test-0.csv"),
    "a folder": ("- config_name: b\n  data_files: fr/*.csv\n- config_name: a\n  data_dir: en\n  data_files:\n  - split: train\n    path: t*.csv\n  - split: test\n    path: b.csv\n",
                 "en/t.csv", "en/b.csv"),
    "a folder alone": ("- config_name: a\n  data_dir: en\n- config_name: b\n  data_dir: fr\n", "en/train.csv", "en/test.csv"),
}


@pytest.mark.parametrize("form", CARDS)
@pytest.mark.parametrize("folder", ["plain", "b [v1]"])
def test_cards_are_read_as_datasets_reads_them(form, folder, tmp_path):
    text, train, test = CARDS[form]
    place = card(tmp_path / folder, text)
    put(TRAIN, place / train)
    put(TEST, place / test)
    put(rows(100, 7), place / "fr" / "train.csv")
    if folder == "plain" and form != "as a mapping":
        assert as_datasets(place, "a") == {"train": 30, "test": 15}
    assert inputs(place, "--config", "a") == {"train": 30, "test": 15}


def test_a_card_with_line_ends_of_windows(tmp_path):
    place = card(tmp_path / "d", "- config_name: a\n  data_files:\n  - split: test\n    path: odd.csv\n")
    (place / "README.md").write_bytes((place / "README.md").read_bytes().replace(b"\n", b"\r\n"))
    put(TEST, place / "odd.csv")
    put(TRAIN, place / "more.csv")
    assert inputs(place) == {"test": 15}


def test_an_empty_shard_is_a_part_as_any(tmp_path):
    place = tmp_path / "d"
    put(TRAIN, place / "train-0.csv")
    put(TRAIN[:0], place / "train-1.csv")
    put(TEST, place / "test.csv")
    as_datasets(place)
    put(TEST[:0], place / "test.csv")
    assert "no rows" in run(place, expect=(2,)).stderr


@pytest.mark.parametrize("text, said", [
    ("- config_name: a\n  data_files:\n  - split: train\n    path: ../x.csv\n", "'../x.csv' is not a file below"),
    ("- config_name: a\n  data_files: a/../../x.csv\n", "is not a file below"),
    ("- config_name: a\n  data_dir: ../out\n", "data_dir '../out'"),
    ("- config_name: a\n  data_files:\n  - split: ../../evil\n    path: a.csv\n", "cannot be called '../../evil'"),
    ("- config_name: a\n  data_files:\n  - split: changes\n    path: a.csv\n", "cannot be called 'changes'"),
    ("- config_name: a\n  data_files:\n  - split: a/b\n    path: a.csv\n", "cannot be called 'a/b'"),
    ("- config_name: a\n  data_files:\n  - split: t\n    path: a.csv\n  - split: t\n    path: b.csv\n", "'t' is listed twice"),
    ("- config_name: a\n  data_files: {}\n", "names no split"),
    ("- config_name: a\n  data_files: '" + "{a,b}" * 40 + ".csv'\n", "braces stand for too many"),
    ("- config_name: a\n  data_files: '" + "{a}" * 20_001 + ".csv'\n", "braces stand for too many"),
])
def test_a_card_names_nothing_outside_and_no_split_twice(text, said, tmp_path):
    place = card(tmp_path / "d", text)
    for name in ("d/a.csv", "d/b.csv", "x.csv", "out/train.csv"):
        put(TRAIN, tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    result = run(place, "--write-clean", tmp_path / "d" / "clean", expect=(2,))
    assert said in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_what_was_saved_names_nothing_outside(tmp_path):
    datasets.DatasetDict({"train": datasets.Dataset.from_pandas(TRAIN)}).save_to_disk(tmp_path / "d")
    state = json.loads((tmp_path / "d" / "train" / "state.json").read_text())
    file = state["_data_files"][0]["filename"]
    (tmp_path / "d" / file).write_bytes((tmp_path / "d" / "train" / file).read_bytes())
    state["_data_files"][0]["filename"] = "../" + file
    (tmp_path / "d" / "train" / "state.json").write_text(json.dumps(state))
    assert "not a file below" in run(tmp_path / "d", expect=(2,)).stderr
    (tmp_path / "d" / "dataset_dict.json").write_text('{"splits": ["../d/train"]}')
    assert "no folder in this one" in run(tmp_path / "d", expect=(2,)).stderr
    (tmp_path / "d" / "dataset_dict.json").write_text('{"splits": []}')
    assert "names no split" in run(tmp_path / "d", expect=(2,)).stderr
