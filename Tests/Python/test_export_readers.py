"""Exports are opened with the libraries a training job uses."""

import io
import json
import tarfile

import datasets
import krippendorff
import mlcroissant
import numpy
import pyarrow.parquet as parquet
import pytest
import soundfile
import torch
import webdataset

from export_support import FORMATS, LABELS, lineage_of, manifest_of, sha256_of


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


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", ["speech", "text"])
def test_croissant_reads_the_rows(exports, kind, format):
    folder = exports[kind, format]
    described = mlcroissant.Dataset(folder / "croissant.json")
    assert not described.metadata.ctx.issues.errors
    files = {each["contentUrl"]: each["sha256"] for each in json.loads((folder / "croissant.json").read_text())["distribution"]
             if each["@type"] == "cr:FileObject"}
    assert files == {shard["path"]: shard["sha256"] for shard in manifest_of(folder)["shards"]}
    if format == "webdataset":
        return
    lines = {line["id"]: line for line in lineage_of(folder)}
    seen = set()
    for split in manifest_of(folder)["splits"]:
        for row in described.records(split["name"]):
            cells = {name.split("/")[1]: cell for name, cell in row.items()}
            line = lines[cells["id"].decode()]
            seen.add(line["id"])
            assert (line["split"], line["consensus"]["votes"]) == (split["name"], cells["votes"])
            assert cells["text" if kind == "speech" else "label"].decode() == line["consensus"]["label"]
            if kind == "speech" and format == "parquet":
                assert cells["audio"][:4] == b"fLaC"
    assert seen == set(lines)


@pytest.mark.parametrize("kind", ["speech", "text"])
def test_card_and_croissant_state_what_is_measured(exports, kind):
    folder = exports[kind, "parquet"]
    stated = {each["name"]: each for each in json.loads((folder / "croissant.json").read_text())["variableMeasured"]}
    lines = lineage_of(folder)
    rows = [parquet.read_table(folder / shard["path"]).to_pylist() for shard in manifest_of(folder)["shards"]]
    contents = {split[0]["id"]: [row["audio"]["bytes"] if kind == "speech" else row["text"] for row in split] for split in rows}
    names = [shard["split"] for shard in manifest_of(folder)["shards"]]
    by_split = dict(zip(names, contents.values()))
    for split, own in by_split.items():
        assert stated[f"duplicates.exact.surplus_rows.{split}"]["value"] == len(own) - len(set(own))
        for other in list(by_split)[:list(by_split).index(split)]:
            shared = sum(each in set(by_split[other]) for each in own)
            assert stated[f"leakage.exact_overlap.rows.{split}.{other}"]["value"] == shared
    alpha = stated["labels.agreement.krippendorff_alpha"]
    if kind == "text":
        people = sorted({vote["annotator"] for line in lines for vote in line["annotations"]})
        table = [[{vote["annotator"]: LABELS.index(vote["answer"]) for vote in line["annotations"]}.get(person, numpy.nan) for line in lines]
                 for person in people]
        assert alpha["value"] == pytest.approx(krippendorff.alpha(table, level_of_measurement="nominal"))
    else:
        lengths = [line["chunk"]["end"] - line["chunk"]["start"] for line in lines if line["split"] == "train"]
        assert stated["stats.audio.duration.median.train"]["value"] == pytest.approx(numpy.median(lengths))
    assert alpha["valueReference"]["minValue"] <= alpha["value"] <= alpha["valueReference"]["maxValue"]
    card = (folder / "README.md").read_text()
    assert "| Krippendorff's alpha" in card and f"{round(alpha['value'], 3)}" in card
    if kind == "text":
        for label in LABELS:
            counts = [sum(row["label"] == label for row in split) for split in rows]
            assert f"| `{label}` | " + " ".join(f"{count} |" for count in counts) in card


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
