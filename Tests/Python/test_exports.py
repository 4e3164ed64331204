"""An export accounts for every byte and every example, followed back to the uploads they come from."""

import json
import os
import shutil
import subprocess

import pyarrow.parquet as parquet
import pytest

from export_support import FORMATS, files_of, lineage_of, manifest_of, quorum_binary, sha256_of


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
