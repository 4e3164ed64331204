"""Exports are read back with the libraries a training job uses, and followed back to the uploads they come from."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile

import numpy
import pytest
import soundfile

from export_support import label_project, quorum_binary, speech_uploads, text_uploads

datasets = pytest.importorskip("datasets")
parquet = pytest.importorskip("pyarrow.parquet")
webdataset = pytest.importorskip("webdataset")
torch = pytest.importorskip("torch")

FORMATS = ["parquet", "webdataset", "jsonl"]
LABELS = ["even", "odd"]


@pytest.fixture(scope="module")
def speech(tmp_path_factory):
    """Recordings transcribed with quorum 2/3; on every other one the second person mishears, and a third is asked."""

    def answer(task, person):
        right = f"Example number {task['id']}."
        if person == 1:
            return right if int(task["id"]) % 2 else "something else"
        return right.upper() if person else right.lower()

    data = tmp_path_factory.mktemp("speech") / "data"
    project = {
        "name": "Spoken digits", "kind": "transcription", "guidelines": "Write what you hear.", "labels": [],
        "policy": "2/3", "chunking": {"min": 0.5, "max": 6, "pause": 0.3},
    }
    return label_project(data, project, speech_uploads(), answer)


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Passages classified with quorum 2/3."""

    def answer(task, person):
        return LABELS[len(task["chunk"]["text"]) % 2]

    data = tmp_path_factory.mktemp("texts") / "data"
    project = {
        "name": "Text lengths", "kind": "classification", "guidelines": "Is the length even?", "labels": LABELS,
        "policy": "2/3", "chunking": {"min": 2, "max": 30, "pause": 0.3},
    }
    return label_project(data, project, text_uploads(), answer)


@pytest.fixture(scope="module")
def exports(speech, texts, tmp_path_factory):
    """(kind, format) -> the folder of that export."""
    root = tmp_path_factory.mktemp("exports")
    folders = {}
    for kind, project in (("speech", speech), ("text", texts)):
        for format in FORMATS:
            folders[kind, format] = root / kind / format
            done = project.export(format, folders[kind, format], "--json")
            assert done.returncode == 0, done.stderr
            assert json.loads(done.stdout) == manifest_of(folders[kind, format])
    return folders


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_bytes())


def lineage_of(folder):
    return [json.loads(line) for line in (folder / "lineage.jsonl").read_text().splitlines()]


def sha256_of(content):
    return hashlib.sha256(content).hexdigest()


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def load(folder, tmp_path):
    """What `load_dataset(FOLDER)` gives, recordings left encoded."""
    loaded = datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    for split in loaded:
        for name, feature in loaded[split].features.items():
            if isinstance(feature, datasets.Audio):
                loaded[split] = loaded[split].cast_column(name, datasets.Audio(decode=False))
    return loaded


def expected_samples(project, line):
    """The span of the upload that a line of the lineage names."""
    samples, rate = soundfile.read(io.BytesIO(project.uploads[line["source"]["sha256"]]), dtype="int16")
    assert rate == line["chunk"]["sample_rate"]
    return samples[line["chunk"]["start_sample"] : line["chunk"]["end_sample"]]


def decoded(flac):
    return soundfile.read(io.BytesIO(flac), dtype="int16")[0]


@pytest.mark.parametrize("kind", ["speech", "text"])
@pytest.mark.parametrize("format", FORMATS)
def test_the_manifest_accounts_for_every_byte(exports, speech, texts, kind, format):
    folder = exports[kind, format]
    manifest = manifest_of(folder)
    project = speech if kind == "speech" else texts
    assert manifest["version"]["name"] == "v1" and manifest["version"]["digest"] == project.digest
    assert manifest["project"]["name"] == project.name and manifest["policy"] == "2/3"
    files = files_of(folder)
    for entry in manifest["shards"] + manifest["files"]:
        content = files.pop(entry["path"])
        assert (len(content), sha256_of(content)) == (entry["bytes"], entry["sha256"])
    del files["manifest.json"]
    recordings = [path for path in files if path.endswith(".flac")]
    assert set(files) == set(recordings)
    if format == "jsonl" and kind == "speech":
        lines = [json.loads(line) for shard in manifest["shards"] for line in open(folder / shard["path"])]
        assert {sha256_of(content) for content in files.values()} == {line["audio_sha256"] for line in lines}
        assert len(recordings) == manifest["rows"] == len(lines)
    else:
        assert not recordings
    assert manifest["rows"] == sum(split["rows"] for split in manifest["splits"]) == len(lineage_of(folder)) > 10


def test_datasets_opens_the_parquet_export(exports, speech, tmp_path):
    folder = exports["speech", "parquet"]
    loaded = load(folder, tmp_path)
    raw = datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    assert raw["train"].features["audio"] == datasets.Audio(sampling_rate=8000)
    assert list(raw["train"].features) == [
        "audio", "text", "id", "source", "group", "start", "end", "agreement", "support", "votes",
    ]
    assert {split: len(rows) for split, rows in loaded.items()} == {
        split["name"]: split["rows"] for split in manifest_of(folder)["splits"]
    }
    by_id = {line["id"]: line for line in lineage_of(folder)}
    for split, rows in loaded.items():
        for row in rows:
            line = by_id.pop(row["id"])
            assert line["split"] == split and row["text"] == line["consensus"]["label"]
            assert row["audio"]["path"] == row["id"] + ".flac"
            numpy.testing.assert_array_equal(decoded(row["audio"]["bytes"]), expected_samples(speech, line))
    assert not by_id


def test_datasets_decodes_the_recordings(exports, speech, tmp_path):
    pytest.importorskip("torchcodec", exc_type=(ImportError, OSError, RuntimeError))
    folder = exports["speech", "parquet"]
    row = datasets.load_dataset(str(folder), split="train", cache_dir=str(tmp_path / "cache"))[0]
    line = next(line for line in lineage_of(folder) if line["id"] == row["id"])
    samples = row["audio"].get_all_samples()
    assert samples.sample_rate == 8000
    expected = expected_samples(speech, line).astype("float32") / 32768
    numpy.testing.assert_allclose(samples.data.numpy().mean(axis=0), expected, atol=1e-6)


def test_parquet_files_are_laid_out_for_the_hub(exports):
    folder = exports["speech", "parquet"]
    for shard in manifest_of(folder)["shards"]:
        file = parquet.ParquetFile(folder / shard["path"])
        assert file.metadata.num_rows == shard["rows"]
        features = json.loads(file.schema_arrow.metadata[b"huggingface"])["info"]["features"]
        assert features["audio"] == {"sampling_rate": 8000, "_type": "Audio"}
        assert features["text"] == {"dtype": "string", "_type": "Value"}
        group = file.metadata.row_group(0)
        for index in range(group.num_columns):
            column = group.column(index)
            assert (column.compression == "UNCOMPRESSED") == column.path_in_schema.startswith("audio.")
            assert column.has_offset_index
            # Values as long as recordings have no bounds worth indexing.
            assert column.has_column_index or column.path_in_schema == "audio.bytes"


def test_shards_roll_at_the_size_asked_for(speech, tmp_path):
    for format, limit in (("parquet", 60_000), ("webdataset", 60_000)):
        out = tmp_path / format
        assert speech.export(format, out, "--shard-size", str(limit)).returncode == 0
        manifest = manifest_of(out)
        train = [shard["path"] for shard in manifest["shards"] if shard["split"] == "train"]
        assert len(train) > 1
        if format == "parquet":
            assert train == [f"data/train-{index:05}-of-{len(train):05}.parquet" for index in range(len(train))]
            assert sum(len(rows) for rows in load(out, tmp_path).values()) == manifest["rows"]
        else:
            assert train == [f"train-{index:06}.tar" for index in range(len(train))]
            assert all(shard["bytes"] <= limit for shard in manifest["shards"] if shard["rows"] > 1)
        for line in lineage_of(out):
            assert 0 <= line["row"] < next(s["rows"] for s in manifest["shards"] if s["path"] == line["shard"])


def test_webdataset_feeds_a_data_loader(exports, speech):
    folder = exports["speech", "webdataset"]
    lines = {line["id"]: line for line in lineage_of(folder)}
    seen = set()
    for split in manifest_of(folder)["splits"]:
        urls = [str(folder / s["path"]) for s in manifest_of(folder)["shards"] if s["split"] == split["name"]]
        pipeline = (
            webdataset.WebDataset(urls, shardshuffle=False, empty_check=False)
            .to_tuple("__key__", "flac", "txt", "json")
            .map_tuple(str, decoded, bytes.decode, json.loads)
        )
        loader = torch.utils.data.DataLoader(pipeline, batch_size=4, num_workers=2, collate_fn=list)
        rows = [row for batch in loader for row in batch]
        assert len(rows) == split["rows"]
        for key, samples, text, record in rows:
            line = lines[key]
            seen.add(key)
            assert (text, record["text"]) == (line["consensus"]["label"],) * 2
            assert record["id"] == key and record["group"] == line["source"]["group"]
            numpy.testing.assert_array_equal(samples, expected_samples(speech, line))
    assert seen == set(lines)


def test_webdataset_decodes_labels_and_texts(exports):
    folder = exports["text", "webdataset"]
    urls = [str(folder / shard["path"]) for shard in manifest_of(folder)["shards"]]
    rows = list(webdataset.WebDataset(urls, shardshuffle=False).decode().to_tuple("cls", "txt", "json"))
    assert len(rows) == manifest_of(folder)["rows"]
    for number, text, record in rows:
        assert LABELS[number] == record["label"] == LABELS[len(text) % 2]
        assert record["text"] == text


def test_tar_members_are_plain_and_in_order(exports):
    folder = exports["speech", "webdataset"]
    for shard in manifest_of(folder)["shards"]:
        with tarfile.open(folder / shard["path"], format=tarfile.USTAR_FORMAT) as tar:
            members = tar.getmembers()
        assert len(members) == 3 * shard["rows"]
        names = [member.name.split(".", 1) for member in members]
        for index in range(0, len(names), 3):
            key = names[index][0]
            assert names[index : index + 3] == [[key, "flac"], [key, "json"], [key, "txt"]]
        for member in members:
            assert (member.mode, member.mtime, member.uid, member.gid) == (0o444, 0, 0, 0)
            assert (member.uname, member.gname, member.type) == ("", "", tarfile.REGTYPE)
            assert "/" not in member.name and member.name.isascii()


@pytest.mark.parametrize("format", FORMATS)
def test_datasets_opens_the_text_exports(exports, texts, tmp_path, format):
    folder = exports["text", format]
    loaded = load(folder, tmp_path)
    lines = {line["id"]: line for line in lineage_of(folder)}
    assert sum(len(rows) for rows in loaded.values()) == len(lines)
    for split, rows in loaded.items():
        for row in rows:
            record = row["json"] if format == "webdataset" else row
            line = lines[record["id"]]
            upload = texts.uploads[line["source"]["sha256"]]
            span = upload[line["chunk"]["start_byte"] : line["chunk"]["end_byte"]].decode()
            assert record["text"] == span and record["label"] == LABELS[len(span) % 2]
            assert line["split"] == split


def test_datasets_opens_the_audio_folder(exports, speech, tmp_path):
    pytest.importorskip("torchcodec", exc_type=(ImportError, OSError, RuntimeError))
    folder = exports["speech", "jsonl"]
    lines = {line["id"]: line for line in lineage_of(folder)}
    for rows in load(folder, tmp_path).values():
        for row in rows:
            samples = soundfile.read(row["audio"]["path"], dtype="int16")[0]
            numpy.testing.assert_array_equal(samples, expected_samples(speech, lines[row["id"]]))


def test_json_lines_name_their_recordings(exports, speech):
    folder = exports["speech", "jsonl"]
    lines = {line["id"]: line for line in lineage_of(folder)}
    for shard in manifest_of(folder)["shards"]:
        path = folder / shard["path"]
        for row, text in enumerate(path.read_text().splitlines()):
            record = json.loads(text)
            line = lines[record["id"]]
            assert (line["shard"], line["row"]) == (shard["path"], row)
            content = (path.parent / record["file_name"]).read_bytes()
            assert sha256_of(content) == record["audio_sha256"]
            numpy.testing.assert_array_equal(decoded(content), expected_samples(speech, line))


@pytest.mark.parametrize("kind", ["speech", "text"])
def test_lineage_is_walked_both_ways(exports, speech, texts, kind):
    project = speech if kind == "speech" else texts
    folder = exports[kind, "parquet"]
    lines = lineage_of(folder)
    tables = {shard["path"]: parquet.read_table(folder / shard["path"]) for shard in manifest_of(folder)["shards"]}
    for line in lines:
        row = tables[line["shard"]].slice(line["row"], 1).to_pylist()[0]
        assert row["id"] == line["id"]
        votes = line["annotations"]
        assert line["version"]["digest"] == project.digest
        assert row["votes"] == line["consensus"]["votes"] == len(votes)
        assert row["support"] == line["consensus"]["support"] == sum(vote["supports"] for vote in votes) >= 2
        assert row["agreement"] == pytest.approx(row["support"] / row["votes"])
        assert len({vote["annotator"] for vote in votes}) == len(votes)
        assert all(vote["annotator"].startswith("annotator-") for vote in votes)
        details = project.details[line["source"]["sha256"]]
        for name in ("filename", "group", "language", "licence", "consent"):
            assert line["source"][name] == details.get(name), name
    for sha256 in project.uploads:
        own = [line for line in lines if line["source"]["sha256"] == sha256]
        found = {tables[line["shard"]]["id"][line["row"]].as_py() for line in own}
        assert len(found) == len(own) > 0
        assert len({line["split"] for line in own}) == 1
    splits_of_groups = {(line["source"]["group"], line["split"]) for line in lines}
    assert len(splits_of_groups) == len({group for group, _ in splits_of_groups})


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_version_gives_the_same_bytes(exports, speech, tmp_path, format):
    assert speech.export(format, tmp_path / "again").returncode == 0
    assert files_of(tmp_path / "again") == files_of(exports["speech", format])


def test_the_card_says_what_the_data_is(exports):
    yaml = pytest.importorskip("yaml")
    text = (exports["speech", "parquet"] / "README.md").read_text()
    header = yaml.safe_load(text.split("---\n")[1])
    assert header["license"] == "cc-by-sa-3.0" and header["language"] == ["en"]
    assert header["task_categories"] == ["automatic-speech-recognition"] and header["size_categories"] == ["n<1K"]
    splits = {split["name"]: split["num_examples"] for split in header["dataset_info"]["splits"]}
    assert splits == {s["name"]: s["rows"] for s in manifest_of(exports["speech", "parquet"])["splits"]}
    for fact in ("quorum policy 2/3", "3 people", "No consent is recorded for 1 upload", "Write what you hear."):
        assert fact in text, fact


class TestFailures:
    """Whatever goes wrong, the exit code is 2, the message names the culprit, and nothing is left behind."""

    def refused(self, done, out, *words):
        assert done.returncode == 2, done.stdout + done.stderr
        assert done.stderr.startswith("error: ")
        for word in words:
            assert word in done.stderr, (word, done.stderr)
        left = [path for path in out.parent.iterdir() if path != out]
        assert not [path for path in left if "partial" in path.name], left

    def test_a_folder_with_something_in_it_is_kept(self, speech, tmp_path):
        out = tmp_path / "out"
        out.mkdir()
        (out / "mine").write_text("mine")
        self.refused(speech.export("parquet", out), out, str(out), "not empty")
        assert files_of(out) == {"mine": b"mine"}

    def test_a_missing_recording_is_named(self, speech, tmp_path):
        copy = shutil.copytree(speech.data, tmp_path / "data")
        victim = sorted((copy / "media").rglob("*.flac"))[0]
        victim.unlink()
        broken = type(speech)(data=copy, name=speech.name, digest=speech.digest)
        for format in FORMATS:
            done = broken.export(format, tmp_path / "out")
            self.refused(done, tmp_path / "out", "chunk ", victim.name)
            assert not (tmp_path / "out").exists()

    def test_a_full_disk_leaves_nothing(self, speech, tmp_path):
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)], capture_output=True, check=False
        )
        if not mounted or mounted.returncode != 0:
            pytest.skip("only root can mount a small disk")
        try:
            for format in FORMATS:
                done = speech.export(format, disk / "sub" / "out")
                assert done.returncode == 2 and "No space left" in done.stderr, done.stderr
                assert list(disk.iterdir()) == []
        finally:
            subprocess.run(["umount", str(disk)], check=True)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"project": "Nobody's"}, ["Nobody's", "Spoken digits"]),
            ({"version": "v9"}, ["v9", "v1"]),
            ({"data": "/nonexistent"}, ["/nonexistent", "data folder"]),
        ],
    )
    def test_what_is_not_there_is_named(self, speech, tmp_path, changes, words):
        settings = {"data": str(speech.data), "project": speech.name, "version": "v1", **changes}
        command = [quorum_binary(), "export", "--format", "parquet", "--out", str(tmp_path / "out"), "--json"]
        for name, value in settings.items():
            command += [f"--{name}", value]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.refused(done, tmp_path / "out", *words)
        assert words[0] in json.loads(done.stdout)["error"]["message"]
        assert not (tmp_path / "out").exists()

    def test_a_version_is_found_by_its_digest(self, speech, tmp_path):
        command = [quorum_binary(), "export", "--data", str(speech.data), "--project", "1", "--format", "jsonl"]
        command += ["--version", speech.digest[:12], "--out", str(tmp_path / "out")]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        assert manifest_of(tmp_path / "out")["version"]["digest"] == speech.digest
