"""Which files `quorum measure` reads: as `datasets` lays them out, never outside the folder, and nothing left out unsaid."""

import json
import os
import tarfile

import datasets
import pandas
import pytest
import soundfile

from export_support import SOUNDS
from measure_support import measure, run, values


def rows(first, count):
    return pandas.DataFrame({"x": range(first, first + count), "text": [f"text of row {row}" for row in range(first, first + count)]})


TRAIN, TEST = rows(0, 30), rows(20, 15)
SHARED = 10


def put(table, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        table.to_parquet(path)
    elif path.suffix == ".csv":
        table.to_csv(path, index=False)
    else:
        table.to_json(path, orient="records", lines=True)
    return path


def card(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(f"---\nconfigs:\n{text}---\n# Card\n")
    return folder


def inputs(*arguments):
    return {each["split"]: each["rows"] for each in measure(*arguments, "--checks", "stats.columns")["inputs"]}


def leaked(*arguments):
    report = measure(*arguments, "--checks", "leakage.exact_overlap")
    return next(each["rows"] for each in values(report, "leakage.exact_overlap")["pairs"] if each["from"] == "test")


def as_datasets(folder, *configuration):
    """The splits and rows that `datasets` reads, which are those we read."""
    read = datasets.load_dataset(str(folder), *configuration, cache_dir=folder.parent / "cache")
    theirs = {name: len(part) for name, part in read.items()}
    flags = ["--config", *configuration] if configuration else []
    assert inputs(folder, *flags) == theirs
    return theirs


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


def test_a_card_with_recordings_and_their_list_in_one_pattern(tmp_path):
    place = card(tmp_path / "d", "- config_name: a\n  data_files:\n  - split: train\n    path: data/train/**\n  - split: test\n"
                 "    path: [data/test/audio/*, data/test/*.jsonl]\n")
    names = sorted(SOUNDS.glob("vm-*.wav"))[:6]
    for split, part in (("train", names[:4]), ("test", names[3:])):
        (place / "data" / split / "audio").mkdir(parents=True)
        for path in part:
            (place / "data" / split / "audio" / path.name).write_bytes(path.read_bytes())
        put(pandas.DataFrame({"file_name": [f"audio/{path.name}" for path in part], "transcription": [path.stem for path in part]}),
            place / "data" / split / "metadata.jsonl")
    report = measure(place, "--checks", "leakage.audio")
    assert {each["split"]: each["rows"] for each in report["inputs"]} == {"train": 4, "test": 3}
    assert values(report, "leakage.audio")["pairs"][0]["rows"] == 1


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


def test_a_list_above_the_splits_is_divided_by_its_folders(tmp_path):
    names = sorted(SOUNDS.glob("vm-*.wav"))[:6]
    listed = []
    for split, part in (("train", names[:4]), ("test", names[3:])):
        (tmp_path / "d" / split).mkdir(parents=True)
        for path in part:
            (tmp_path / "d" / split / path.name).write_bytes(path.read_bytes())
            listed.append({"file_name": f"{split}/{path.name}", "transcription": path.stem})
    put(pandas.DataFrame(listed), tmp_path / "d" / "metadata.csv")
    assert as_datasets(tmp_path / "d") == {"train": 4, "test": 3}
    assert values(measure(tmp_path / "d", "--checks", "leakage.audio"), "leakage.audio")["pairs"][0]["rows"] == 1
    for row in listed:
        row["file_name"] = row["file_name"].replace("test/", "train/test-")
    put(pandas.DataFrame(listed), tmp_path / "metadata.csv")
    assert inputs(tmp_path / "metadata.csv") == {"data": 7}


def test_a_clean_copy_and_cut_recordings_are_measured(tmp_path):
    put(TRAIN, tmp_path / "d" / "train.parquet")
    put(TEST, tmp_path / "d" / "test.parquet")
    run(tmp_path / "d", "--write-clean", tmp_path / "clean", "--checks", "stats.columns", expect=(0,))
    assert inputs(tmp_path / "clean") == {
        split: len(pandas.read_parquet(tmp_path / "clean" / f"{split}.parquet")) for split in ("train", "test")}
    name = sorted(SOUNDS.glob("vm-*.wav"))[0]
    (tmp_path / "chunks").mkdir()
    (tmp_path / "chunks" / "0.wav").write_bytes(name.read_bytes())
    put(pandas.DataFrame({"id": ["0"], "path": ["0.wav"]}), tmp_path / "chunks" / "chunks.jsonl")
    put(pandas.DataFrame({"start": [0.5], "end": [1.0]}), tmp_path / "chunks" / "pauses.csv")
    report = measure(tmp_path / "chunks", "--checks", "stats.audio")
    assert values(report, "stats.audio")["splits"][0]["faults"]["unreadable"] == 0
    assert [os.path.basename(each) for each in report["settings"]["left_out"]] == ["pauses.csv"]


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


def test_splits_without_a_list_are_read_too(tmp_path):
    recordings = [path.read_bytes() for path in sorted(SOUNDS.glob("vm-*.wav"))[:6]]
    for split, part in (("train", recordings[:4]), ("test", recordings[3:])):
        (tmp_path / "folder" / split).mkdir(parents=True)
        for row, content in enumerate(part):
            (tmp_path / "folder" / split / f"{row}.wav").write_bytes(content)
    listed = pandas.DataFrame({"file_name": [f"{row}.wav" for row in range(4)], "transcription": list("abcd")})
    put(listed, tmp_path / "folder" / "train" / "metadata.csv")
    report = measure(tmp_path / "folder", "--checks", "leakage.audio")
    assert {each["split"]: each["rows"] for each in report["inputs"]} == {"train": 4, "test": 3}
    assert values(report, "leakage.audio")["pairs"][0]["rows"] == 1

    nemo = tmp_path / "nemo"
    manifest = pandas.DataFrame({"audio_filepath": [f"../folder/train/{row}.wav" for row in range(4)], "text": list("abcd")})
    put(manifest, nemo / "train_manifest.jsonl")
    put(manifest[2:], nemo / "test.jsonl")
    assert inputs(nemo) == {"train": 4, "test": 2}


def test_labels_are_the_folders_of_all_splits(tmp_path):
    recording = SOUNDS / "vm-intro.wav"
    for name in ("train/cat/0", "train/dog/1", "test/cat/2"):
        path = tmp_path / f"{name}.wav"
        path.parent.mkdir(parents=True)
        path.write_bytes(recording.read_bytes())
    report = measure(tmp_path, "--checks", "stats.labels")
    assert [each["counts"] for each in values(report, "stats.labels")["splits"]] == [{"cat": 1, "dog": 1}, {"cat": 1}]


def test_lines_of_ljspeech_end_at_line_feeds_alone(tmp_path):
    (tmp_path / "wavs").mkdir()
    (tmp_path / "wavs" / "a.wav").write_bytes((SOUNDS / "vm-intro.wav").read_bytes())
    (tmp_path / "metadata.csv").write_text("a|one\u2028line\n\na|two\n", newline="")
    assert inputs(tmp_path) == {"data": 2}
    (tmp_path / "metadata.csv").write_text("a|one\n\na\n")
    assert "line 3" in run(tmp_path, expect=(2,)).stderr
    (tmp_path / "metadata.csv").unlink()
    put(TRAIN, tmp_path / "my_metadata.csv")
    assert inputs(tmp_path / "my_metadata.csv") == {"data": 30}


def test_equal_transcripts_of_other_recordings_are_found(tmp_path):
    names = sorted(SOUNDS.glob("vm-*.wav"))[:9]
    for split, part in (("train", names[:6]), ("test", names[6:])):
        table = pandas.DataFrame({"audio_filepath": [str(path) for path in part], "text": ["same words", *map(str, range(1, len(part)))]})
        put(table.assign(speaker=[f"{split}{row}" for row in range(len(part))]), tmp_path / f"{split}.jsonl")
    report = measure(tmp_path, "--checks", "leakage.exact_overlap,duplicates.exact")
    assert report["settings"]["compared_columns"] == ["text"]
    assert values(report, "leakage.exact_overlap")["pairs"][0]["rows"] == 3


def test_paths_alone_do_not_make_recordings_different(tmp_path):
    for split in ("train", "test"):
        for label in ("cat", "dog"):
            (tmp_path / split / label).mkdir(parents=True)
            (tmp_path / split / label / "0.wav").write_bytes((SOUNDS / "vm-intro.wav").read_bytes())
    report = measure(tmp_path, "--checks", "leakage.exact_overlap,leakage.audio")
    assert [each["verdict"] for each in report["checks"]] == ["skipped", "fail"]


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


def clean(*arguments):
    folder = arguments[-1]
    run(*arguments[:-1], "--write-clean", folder, "--checks", "stats.columns", expect=(0,))
    return {path.stem: pandas.read_csv(path) if path.suffix == ".csv" else pandas.read_parquet(path)
            for path in folder.iterdir()}


def test_a_clean_copy_finds_its_recordings(tmp_path, monkeypatch):
    names = sorted(SOUNDS.glob("vm-*.wav"))[:8]
    for split, part in (("train", names[:5]), ("test", names[5:])):
        folder = tmp_path / "data" / split
        folder.mkdir(parents=True)
        for row, path in enumerate(part):
            (folder / f"{row}.wav").write_bytes(path.read_bytes())
        # Equal names and words in both splits, of different recordings.
        listed = pandas.DataFrame({"file_name": [f"{row}.wav" for row in range(len(part))], "transcription": ["hello"] * len(part)})
        put(listed, folder / "metadata.csv")
    made = clean(tmp_path / "data", tmp_path / "deeper" / "clean")
    changes = made.pop("changes")
    assert len(changes) == 0 and {name: len(part) for name, part in made.items()} == {"train": 5, "test": 3}
    for split, part in (("train", names[:5]), ("test", names[5:])):
        for name, source in zip(made[split]["file_name"], part):
            assert (tmp_path / "deeper" / "clean" / name).read_bytes() == source.read_bytes()
    faults = values(measure(tmp_path / "deeper" / "clean", "--checks", "stats.audio"), "stats.audio")["splits"]
    assert [each["faults"]["unreadable"] for each in faults] == [0, 0]
    # Recordings alone, named from the working directory.
    for path in (tmp_path / "data").rglob("metadata.csv"):
        path.unlink()
    monkeypatch.chdir(tmp_path)
    made = clean("data", tmp_path / "clean")
    assert all((tmp_path / "clean" / name).exists() for split in ("train", "test") for name in made[split]["file_name"])


def test_a_clean_copy_of_an_archive_is_refused(tmp_path):
    with tarfile.open(tmp_path / "train.tar", "w") as archive:
        archive.add(SOUNDS / "vm-intro.wav", "a.wav")
    result = run(tmp_path, "--write-clean", tmp_path / "clean", expect=(2,))
    assert "train.tar" in result.stderr and "unpack" in result.stderr and not (tmp_path / "clean").exists()
