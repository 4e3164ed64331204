"""Clean copies that `quorum measure --write-clean` makes of recordings, and that are measured again."""

import os
import tarfile

import pandas

from export_support import SOUNDS
from layout_support import TEST, TRAIN, inputs, put
from measure_support import measure, run, values


def clean(*arguments):
    folder = arguments[-1]
    run(*arguments[:-1], "--write-clean", folder, "--checks", "stats.columns", expect=(0,))
    return {path.stem: pandas.read_csv(path) if path.suffix == ".csv" else pandas.read_parquet(path)
            for path in folder.iterdir()}


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
