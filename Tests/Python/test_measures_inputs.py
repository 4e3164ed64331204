"""`quorum measure` reads data sets as others lay them out: the Hub, save_to_disk, WebDataset, lists of recordings."""

import hashlib
import io
import json
import os
import subprocess
import tarfile
from contextlib import nullcontext

import datasets
import numpy
import pandas
import pytest
import soundfile
import webdataset

from measure_support import frame, measure, run, values


@pytest.fixture
def splits():
    train, test = frame(1, 500), frame(2, 200)
    for table in (train, test):
        table["ratio"] = table["ratio"].round(6)
    return {"train": train, "test": test}


def overlap(report):
    pairs = values(report, "leakage.exact_overlap")["pairs"]
    return {(each["from"], each["in"]): each["rows"] for each in pairs if each["variant"] == "raw"}


def checked(path, splits, *flags):
    """The report on a data set equals that on the same rows in memory."""
    report = measure(path, "--text", "text", "--checks", "leakage.exact_overlap", *flags)
    assert {each["split"]: each["rows"] for each in report["inputs"]} == {n: len(t) for n, t in splits.items()}
    for (source, other), rows in overlap(report).items():
        assert rows == splits[source]["text"].isin(splits[other]["text"]).sum() > 0
    return report


def shards(table, folder, name, count):
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        part = table.iloc[index * len(table) // count:(index + 1) * len(table) // count]
        part.to_parquet(folder / f"{name}-{index:05}-of-{count:05}.parquet")


def test_what_a_link_names_is_digested_and_a_pipe_is_read_once(tmp_path):
    table = pandas.DataFrame({"x": range(40), "label": list("ab") * 20})
    table.to_csv(tmp_path / "data.csv", index=False)
    (tmp_path / "link.csv").symlink_to("data.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "piped.csv").symlink_to("pipe.csv")
    digest = hashlib.sha256((tmp_path / "data.csv").read_bytes()).hexdigest()
    for name, expected in (("link.csv", digest), ("pipe.csv", None), ("piped.csv", None)):
        with subprocess.Popen(["cp", tmp_path / "data.csv", tmp_path / "pipe.csv"]) if expected is None else nullcontext():
            report = measure(tmp_path / name, "--checks", "stats.labels")
        assert [(each["rows"], each["sha256"]) for each in report["inputs"]] == [(40, expected)]


def test_shards_of_the_hub(splits, tmp_path):
    shards(splits["train"], tmp_path / "data", "train", 3)
    shards(splits["test"], tmp_path / "data", "test", 1)
    report = checked(tmp_path, splits)
    files = report["inputs"][0]["files"]
    assert [each["rows"] for each in files] == [166, 167, 167]
    for each in files:
        with open(each["path"], "rb") as file:
            assert each["sha256"] == hashlib.sha256(file.read()).hexdigest()
    (tmp_path / "data" / "train-00001-of-00003.parquet").unlink()
    assert "file 2 of 3 of 'data/train' is missing" in run(tmp_path, expect=(2,)).stderr


def test_rows_are_numbered_in_their_file(splits, tmp_path):
    shards(splits["train"], tmp_path, "train", 3)
    splits["test"].to_parquet(tmp_path / "test-00000-of-00001.parquet")
    report = measure("--train", *sorted(tmp_path.glob("train*")), "--test", tmp_path / "test-*.parquet",
                     "--checks", "duplicates.exact,leakage.exact_overlap", "--text", "text")
    shown = [each for check in report["checks"] for each in check["examples"] if each["split"] == "train"]
    assert shown
    for each in shown:
        assert pandas.read_parquet(each["file"])["text"][each["row"]].strip() == each["text"].strip()


def test_folders_named_like_splits(splits, tmp_path):
    for name, table in splits.items():
        for part, rows in enumerate((table.iloc[:90], table.iloc[90:])):
            (tmp_path / name).mkdir(exist_ok=True)
            rows.to_csv(tmp_path / name / f"part{part}.csv", index=False)
    checked(tmp_path, splits)


def test_configurations_of_a_card(splits, tmp_path):
    shards(splits["train"], tmp_path / "en", "a", 2)
    shards(splits["test"], tmp_path / "en", "b", 2)
    shards(splits["test"], tmp_path / "fr", "c", 1)
    (tmp_path / "README.md").write_text(
        "---\nlicense: mit\nconfigs:\n- config_name: en\n  data_files:\n"
        "  - split: train\n    path: en/a-*.parquet\n  - split: test\n    path:\n    - en/b-00000*\n    - en/b-00001*\n"
        "- config_name: fr\n  data_dir: fr\n  data_files: '*.parquet'\n---\n# A card\n")
    checked(tmp_path, splits, "--config", "en")
    ours = measure(tmp_path, "--config", "fr", "--checks", "stats.columns")["inputs"]
    theirs = datasets.load_dataset(str(tmp_path), "fr", cache_dir=tmp_path / "cache")
    assert [(each["split"], each["rows"]) for each in ours] == [(n, len(d)) for n, d in theirs.items()]
    assert "en, fr" in run(tmp_path, expect=(2,)).stderr


def test_save_to_disk(splits, tmp_path):
    saved = {name: datasets.Dataset.from_pandas(table) for name, table in splits.items()}
    datasets.DatasetDict(saved).save_to_disk(tmp_path / "dict", num_shards={"train": 3, "test": 1})
    checked(tmp_path / "dict", splits)
    report = measure("--train", tmp_path / "dict" / "train", "--test", tmp_path / "dict" / "test", "--text", "text",
                     "--checks", "leakage.exact_overlap")
    assert [each["rows"] for each in report["inputs"]] == [500, 200]


def sound(seed, seconds=0.5):
    file = io.BytesIO()
    samples = numpy.random.default_rng(seed).normal(0, 0.1, int(16000 * seconds))
    soundfile.write(file, samples, 16000, format="FLAC")
    return file.getvalue()


def test_webdataset(splits, tmp_path):
    for name, table in splits.items():
        with webdataset.ShardWriter(str(tmp_path / f"{name}-%06d.tar"), maxcount=120, verbose=0) as writer:
            for row, (text, label) in enumerate(zip(table["text"], table["label"])):
                writer.write({"__key__": f"{name}/{row:04}", "txt": text, "cls": int(label == "yes"),
                              "json": {"user": table["user"][row], "nested": {"a": [1, "x\ny"]}}, "flac": sound(row % 7)})
    report = measure(tmp_path, "--label", "cls", "--text", "txt", "--checks", "leakage.exact_overlap,stats.labels")
    assert {each["split"]: each["rows"] for each in report["inputs"]} == {"train": 500, "test": 200}
    assert report["inputs"][0]["columns"] == ["__key__", "cls", "flac.digest", "user", "nested", "txt"]
    stripped = {name: table["text"].str.strip() for name, table in splits.items()}
    assert overlap(report)["test", "train"] == stripped["test"].isin(stripped["train"]).sum()
    counts = values(report, "stats.labels")["splits"][0]["counts"]
    assert counts["1"] == (splits["train"]["label"] == "yes").sum()
    by_sound = measure(tmp_path, "--text", "flac.digest", "--checks", "duplicates.exact")
    assert values(by_sound, "duplicates.exact")["splits"][0]["groups"] == 7


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_every_kind_of_tar(form, tmp_path):
    folder = "a" * 90 + "/" + ("b" * 60 if form == tarfile.USTAR_FORMAT else "é" * 100)
    with tarfile.open(tmp_path / "train.tar", "w", format=form) as archive:
        archive.addfile(tarfile.TarInfo("empty folder/"))
        for row in range(3):
            for ending, content in (("json", b'{\n "n": %d\n}\n' % row), ("seg.txt", b"x" * row)):
                member = tarfile.TarInfo(f"{folder}/{row}.{ending}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    report = measure(tmp_path / "train.tar", "--checks", "stats.columns")
    columns = {each["name"]: each for each in values(report, "stats.columns")["splits"][0]["columns"]}
    assert columns["n"]["max"] == 2 and columns["__key__"]["distinct"] == 3 and columns["seg.txt"]["distinct"] == 3


def test_links_and_large_members_of_a_tar(tmp_path):
    content = numpy.random.default_rng(0).bytes(3_000_000)
    (tmp_path / "a.bin").write_bytes(content)
    (tmp_path / "b.bin").hardlink_to(tmp_path / "a.bin")
    (tmp_path / "c.bin").symlink_to("a.bin")
    (tmp_path / "._a.flac").write_bytes(b"of macOS")
    with tarfile.open(tmp_path / "train.tar", "w") as archive:
        for name in ("._a.flac", "a.bin", "b.bin", "c.bin"):
            archive.add(tmp_path / name, f"deep/{name}")
    report = measure(tmp_path / "train.tar", "--checks", "stats.columns")
    columns = {each["name"]: each for each in values(report, "stats.columns")["splits"][0]["columns"]}
    assert report["inputs"][0]["rows"] == 3 and columns["__key__"]["distinct"] == 3
    assert [each["value"] for each in columns["bin.digest"]["top"]] == [hashlib.sha256(content).hexdigest()]
    with tarfile.open(tmp_path / "train.tar", "w") as archive:
        archive.add(tmp_path / "c.bin", "c.bin")
    assert "link to 'a.bin'" in run(tmp_path / "train.tar", expect=(2,)).stderr
    # A text that is said to be larger than the memory, in a file that has holes.
    member = tarfile.TarInfo("a.json")
    member.size = 1 << 36
    (tmp_path / "train.tar").write_bytes(member.tobuf(tarfile.GNU_FORMAT))
    os.truncate(tmp_path / "train.tar", (1 << 36) + 2048)
    assert "member 'a.json' is a text of 68719476736 bytes" in run(tmp_path / "train.tar", expect=(2,)).stderr


@pytest.mark.parametrize("damage, said", [
    (lambda tar: tar[:1500], "cut off"), (lambda tar: tar[:1000], "cut off"), (lambda tar: b"\x1f\x8b" + tar[2:], "compressed"),
    (lambda tar: tar.replace(b'{"n"', b'["n"'), "JSON object"), (lambda tar: tar.replace(b'"n": 1', b'"n": +'), "sample 'b'"),
])
def test_damaged_tars(damage, said, tmp_path):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for key in "abc":
            member = tarfile.TarInfo(f"{key}.json")
            content = b'{"n": 1, "text": "' + b"word " * 120 + b'"}'
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    (tmp_path / "x.tar").write_bytes(damage(file.getvalue()) if said != "sample 'b'" else
                                     file.getvalue()[:2048] + damage(file.getvalue()[2048:]))
    error = run(tmp_path / "x.tar", expect=(2,)).stderr
    assert said in error and "x.tar" in error


def test_lists_of_recordings(tmp_path):
    wavs = tmp_path / "lj" / "wavs"
    wavs.mkdir(parents=True)
    for row in range(4):
        (wavs / f"LJ{row}.wav").write_bytes(sound(row))
    (tmp_path / "lj" / "metadata.csv").write_text('LJ0|He said "so|He said so\nLJ1|Two; three|Two; three\nLJ2|x|x\nLJ3|4|four\n')
    report = measure(tmp_path / "lj", "--checks", "stats.columns")
    assert report["inputs"][0]["columns"] == ["id", "text", "normalised_text", "audio"]
    assert report["settings"]["columns"]["audio"] == {"column": "audio", "chosen": "by its name"}
    assert report["settings"]["text_is_the_answer"]

    for split in ("train", "test"):
        folder = tmp_path / "folder" / split
        folder.mkdir(parents=True)
        (folder / "a.flac").write_bytes(sound(9))
        (folder / "metadata.csv").write_text("file_name,transcription\na.flac,hello\n")
    report = measure(tmp_path / "folder", "--checks", "leakage.exact_overlap")
    assert [each["split"] for each in report["inputs"]] == ["train", "test"]
    assert overlap(report) == {("train", "test"): 1, ("test", "train"): 1}

    nemo = tmp_path / "nemo"
    nemo.mkdir()
    for split in ("train", "dev"):
        lines = [{"audio_filepath": f"../lj/wavs/LJ{row}.wav", "text": f"word {row}", "duration": 0.5} for row in range(4)]
        (nemo / f"{split}_manifest.json").write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = measure(nemo, "--checks", "leakage.exact_overlap")
    assert [(each["split"], each["rows"]) for each in report["inputs"]] == [("train", 4), ("dev", 4)]
    assert overlap(report) == {("train", "dev"): 4, ("dev", "train"): 4}


def test_recordings_in_folders_of_their_labels(tmp_path):
    for split, label, count in (("train", "dog", 3), ("train", "cat", 2), ("test", "cat", 1), ("test", "dog", 1)):
        folder = tmp_path / split / label
        folder.mkdir(parents=True)
        for row in range(count):
            (folder / f"{row}.flac").write_bytes(sound(row))
    report = measure(tmp_path, "--checks", "stats.labels")
    assert values(report, "stats.labels")["splits"][0]["counts"] == {"dog": 3, "cat": 2}


def test_what_belongs_to_no_split_is_said(splits, tmp_path):
    for name in ("train", "test", "validated"):
        splits["test" if name == "test" else "train"].to_csv(tmp_path / f"{name}.tsv", sep="\t", index=False)
    report = checked(tmp_path, splits)
    assert report["settings"]["left_out"] == [str(tmp_path / "validated.tsv")]
    assert "validated.tsv" in run(tmp_path).stdout


def test_parts_that_do_not_fit_are_named(tmp_path):
    (tmp_path / "train-a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "train-b.csv").write_text("a,c\n1,2\n")
    error = run(tmp_path, expect=(2,)).stderr
    assert "train-b.csv" in error and "'b'" in error
    (tmp_path / "train.jsonl").write_text('{"a": 1}\n')
    assert "several formats" in run(tmp_path, expect=(2,)).stderr
    assert "no file matches" in run(tmp_path / "*.parquet", expect=(2,)).stderr
    (tmp_path / "empty").mkdir()
    assert "there is no data in it" in run(tmp_path / "empty", expect=(2,)).stderr
