"""How `quorum measure` finds recordings and their lists: in cards, above the splits, by folders, in archives."""

import pandas

from export_support import SOUNDS
from layout_support import TRAIN, as_datasets, card, inputs, put
from measure_support import measure, run, values


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
