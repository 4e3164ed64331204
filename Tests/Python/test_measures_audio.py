"""`quorum measure` on recordings: levels against numpy and ffmpeg, the same recordings in other clothes."""

import csv
import io
import json
import re
import struct
import subprocess
import tarfile

import datasets
import numpy
import pyarrow.parquet
import pytest
import soundfile

from export_support import SOUNDS
from measure_support import measure, values


def listed(path, recordings, **columns):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["audio", *columns])
        table.writerows(zip(recordings, *columns.values()))
    return path


def ffmpeg(source, target, *options):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, *options, target], check=True)
    return target


def loudness(path):
    said = subprocess.run(["ffmpeg", "-nostats", "-i", path, "-af", "ebur128", "-f", "null", "-"],
                          capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])


def decibels(power):
    return 10 * numpy.log10(power)


def expected(samples, rate):
    """As the report defines its figures; `samples` by frame and channel."""
    at_full = numpy.abs(samples) >= 32767 / 32768
    in_runs = 0
    for channel in at_full.T:
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], channel, [0]])))
        lengths = edges[1::2] - edges[::2]
        in_runs += lengths[lengths >= 3].sum()
    mono = samples.mean(axis=1)
    length = rate // 50
    powers = (mono[:len(mono) // length * length].reshape(-1, length) ** 2).mean(axis=1)
    return {
        "duration": len(samples) / rate, "peak": 2 * decibels(numpy.abs(samples).max()), "rms": decibels((samples ** 2).mean()),
        "clipping": in_runs / samples.size, "dc_offset": numpy.abs(samples.mean(axis=0)).max(),
        "silence_ratio": (powers < max(1e-8, powers.max() * 1e-4)).mean(),
        "snr": decibels(numpy.quantile(powers, 0.95) / numpy.quantile(powers, 0.05)),
    }


def test_levels_equal_numpy_and_ffmpeg(tmp_path):
    generator = numpy.random.default_rng(3)
    made = {}
    for name, rate, channels, subtype in (("train", 16000, 1, "PCM_16"), ("dev", 44100, 2, "PCM_24"), ("test", 48000, 6, "PCM_16")):
        swell = numpy.interp(numpy.arange(3 * rate) / rate, [0, 0.5, 1, 1.5, 2, 3], [1e-5, 0.3, 0.002, 1.2, 0.05, 0.3])
        samples = (swell[:, None] * generator.normal(0.003, 0.35, (3 * rate, channels))).clip(-1, 1)
        path = tmp_path / f"{name}.wav"
        soundfile.write(path, samples, rate, subtype=subtype)
        made[name] = path
        listed(tmp_path / f"{name}.csv", [path])
    report = measure(tmp_path, "--checks", "stats.audio")
    for found in values(report, "stats.audio")["splits"]:
        samples, rate = soundfile.read(made[found["split"]], always_2d=True)
        for figure, value in expected(samples, rate).items():
            assert found[figure]["mean"] == pytest.approx(value, rel=1e-6, abs=1e-9), (found["split"], figure)
        assert found["loudness"]["mean"] == pytest.approx(loudness(made[found["split"]]), abs=0.06)
        assert found["sample_rates"] == {str(rate): 1} and found["channels"] == {str(samples.shape[1]): 1}
        assert found["bandwidth"]["mean"] > 0.98 * rate / 2


def test_faults_are_found(tmp_path):
    source = SOUNDS / "privacy-prompt.wav"
    speech, rate = soundfile.read(source)
    good = [SOUNDS / f"{name}.wav" for name in ("vm-intro", "vm-options", "conf-onlyperson", "demo-thanks")]
    wide = tmp_path / "wide.wav"
    soundfile.write(wide, numpy.random.default_rng(1).normal(0, 0.1, 40000), 16000)
    made = {
        "clipped": 2 * numpy.sin(numpy.arange(3 * rate) * 0.31), "dc_offset": speech * 0.5 + 0.05, "silent": speech * 1e-4,
        "mostly_silent": numpy.concatenate([speech, 1e-6 * speech[:1].repeat(20 * len(speech))]),
    }
    rows = {}
    for fault, samples in made.items():
        rows[fault] = tmp_path / f"{fault}.wav"
        soundfile.write(rows[fault], samples.clip(-1, 1), rate)
    rows["narrow_band"] = ffmpeg(source, tmp_path / "up.wav", "-ar", "16000")
    rows["unreadable"] = tmp_path / "bad.wav"
    rows["unreadable"].write_bytes(b"RIFF nothing")
    list_ = listed(tmp_path / "list.csv", [*good, wide, *rows.values(), tmp_path / "missing.wav"])
    report = measure(list_, "--checks", "stats.audio")
    check = report["checks"][0]
    assert check["verdict"] == "fail"
    assert {each["what"]: each["row"] for each in reversed(check["examples"])} == {
        fault: 5 + place for place, fault in enumerate(rows)}
    assert check["values"]["splits"][0]["faults"] == {**dict.fromkeys(rows, 1), "unreadable": 2, "pace": 0}
    assert "missing.wav" in str(check["examples"])


def test_text_that_does_not_fit_its_recording(tmp_path):
    names = sorted(path.stem for path in SOUNDS.glob("vm-*.wav"))[:24]
    lengths = [soundfile.info(SOUNDS / f"{name}.wav").duration for name in names]
    texts = ["x" * round(12 * length + row % 3) for row, length in enumerate(lengths)]
    texts[7] *= 5
    list_ = listed(tmp_path / "list.csv", [SOUNDS / f"{name}.wav" for name in names], text=texts)
    examples = measure(list_, "--checks", "stats.audio")["checks"][0]["examples"]
    assert [each["row"] for each in examples if each["what"] == "pace"] == [7]


@pytest.fixture(scope="module")
def speech():
    """Recordings of 1.5 s and more, all different."""
    found = [path for path in sorted(SOUNDS.glob("*.wav")) if 1.5 < soundfile.info(path).duration < 3]
    return found[:70]


VERSIONS = {
    "a.mp3": ["-b:a", "32k"], "b.opus": ["-c:a", "libopus", "-b:a", "16k"], "c.m4a": ["-c:a", "aac", "-b:a", "48k"],
    "d.wav": ["-af", "volume=-9dB"], "e.flac": ["-ar", "44100"], "f.wav": ["-af", "atrim=start=0.25"],
    "g.opus": ["-af", "atrim=start=0.15,volume=4dB", "-c:a", "libopus", "-b:a", "24k"], "h.flac": [],
}


def test_the_same_recordings_are_found(speech, tmp_path):
    train, others = speech[:40], speech[40:]
    copies = [ffmpeg(train[5 * place], tmp_path / name, *options) for place, (name, options) in enumerate(VERSIONS.items())]
    listed(tmp_path / "train.csv", [*train, train[3]], label=["x"] * 41)
    listed(tmp_path / "test.csv", [*copies, *others], label=["y", "x"] * 19)
    report = measure(tmp_path, "--label", "label", "--checks", "leakage.audio,duplicates.audio", "--examples", "50")
    pairs = {(each["from"], each["in"], each["variant"]): each for each in values(report, "leakage.audio")["pairs"]}
    near, equal = pairs["test", "train", "fingerprint"], pairs["test", "train", "pcm"]
    assert (near["rows"], near["distinct"], near["conflicting_labels"]) == (8, 8, 4)
    assert (equal["rows"], equal["distinct"]) == (1, 1)
    assert pairs["train", "test", "fingerprint"]["rows"] == 8
    check = next(each for each in report["checks"] if each["id"] == "leakage.audio")
    shown = {each["row"]: (each["twin_row"], each["variant"]) for each in check["examples"]}
    assert shown == {place: (5 * place, "pcm" if place == 7 else "fingerprint") for place in range(8)}
    assert all(each["differing_bits"] <= (0 if each["variant"] == "pcm" else 0.3) for each in check["examples"])
    assert [(each["recording"], each["twin_recording"]) for each in sorted(check["examples"], key=lambda each: each["row"])] == [
        (str(copies[place]), str(train[5 * place])) for place in range(8)]
    within = {(each["split"], each["variant"]): each for each in values(report, "duplicates.audio")["splits"]}
    assert (within["train", "pcm"]["groups"], within["train", "fingerprint"]["surplus_rows"]) == (1, 1)
    assert within["test", "fingerprint"]["groups"] == 0


def test_bytes_in_parquet_and_tar_are_the_recordings(speech, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for name, rows in (("train", speech[:4]), ("test", speech[3:6])):
        table = datasets.Dataset.from_dict({"audio": [{"bytes": path.read_bytes(), "path": path.name} for path in rows],
                                            "text": [path.stem for path in rows]})
        table.to_parquet(folder / f"{name}-00000-of-00001.parquet")
        with tarfile.open(tmp_path / f"{name}.tar", "w") as archive:
            for path in rows:
                file = io.BytesIO()
                soundfile.write(file, *soundfile.read(path, dtype="int16"), format="FLAC")
                for ending, content in (("flac", file.getvalue()), ("txt", path.stem.encode())):
                    member = tarfile.TarInfo(f"{path.stem}.{ending}")
                    member.size = len(content)
                    archive.addfile(member, io.BytesIO(content))
    for inputs in ([folder], ["--train", tmp_path / "train.tar", "--test", tmp_path / "test.tar"]):
        report = measure(*inputs, "--checks", "leakage.audio")
        found = [each for each in values(report, "leakage.audio")["pairs"] if each["from"] == "test"]
        assert [(each["variant"], each["rows"]) for each in found] == [("pcm", 1), ("fingerprint", 1)]


def test_what_cannot_be_decoded_is_not_compared(speech, tmp_path):
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"RIFF nothing")
    listed(tmp_path / "train.csv", [speech[0], bad])
    listed(tmp_path / "test.csv", [speech[1], tmp_path / "missing.wav", bad])
    report = measure(tmp_path, "--checks", "leakage.audio,duplicates.audio")
    for check in report["checks"]:
        assert check["values"]["undecoded"] == 3 and "3 recordings not compared" in check["summary"]
    (tmp_path / "none").mkdir()
    for split in ("train", "test"):
        listed(tmp_path / "none" / f"{split}.csv", [bad])
    report = measure(tmp_path / "none", "--checks", "leakage.audio,duplicates.audio,stats.audio")
    assert {each["id"]: each["verdict"] for each in report["checks"]} == {
        "stats.audio": "fail", "leakage.audio": "skipped", "duplicates.audio": "skipped"}


def test_parts_of_one_recording_are_recordings(speech, tmp_path):
    """NeMo's `offset` and `duration`: the parts are measured as if they were files."""
    rate = 8000
    parts = [soundfile.read(path)[0] for path in speech[:6]]
    whole = tmp_path / "whole.wav"
    soundfile.write(whole, numpy.concatenate(parts), rate)
    starts = numpy.cumsum([0] + [len(part) for part in parts])
    def manifest(name, rows):
        lines = [{"audio_filepath": "whole.wav", "offset": starts[row] / rate, "duration": len(parts[row]) / rate, "text": f"t{row}"}
                 for row in rows]
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines))
    manifest("train_manifest.json", range(4))
    manifest("test_manifest.json", (4, 5))
    report = measure(tmp_path, "--checks", "leakage.audio,stats.audio")
    assert [each["rows"] for each in values(report, "leakage.audio")["pairs"]] == [0, 0, 0, 0]
    for found, rows in zip(values(report, "stats.audio")["splits"], (range(4), (4, 5))):
        assert found["seconds"] == pytest.approx(sum(len(parts[row]) for row in rows) / rate, abs=1e-9)
        figures = [expected(parts[row][:, None], rate) for row in rows]
        for figure in ("peak", "rms", "silence_ratio"):
            assert found[figure]["mean"] == pytest.approx(numpy.mean([each[figure] for each in figures]), rel=1e-6)
    manifest("test_manifest.json", (2, 5))
    report = measure(tmp_path, "--checks", "leakage.audio")
    found = [each for each in values(report, "leakage.audio")["pairs"] if each["from"] == "test"]
    assert [(each["variant"], each["rows"]) for each in found] == [("pcm", 1), ("fingerprint", 1)]


def tone(frequencies, seconds, rate=8000):
    time = numpy.arange(int(rate * seconds)) / rate
    edge = numpy.minimum(1, numpy.minimum(time, time[::-1]) / 0.004)
    return sum(0.2 * edge * numpy.sin(2 * numpy.pi * each * time) for each in frequencies)


def dialled(generator):
    keys = [([697, 770, 852, 941][key // 3], [1209, 1336, 1477][key % 3]) for key in generator.integers(0, 12, 11)]
    return numpy.concatenate([part for key in keys for part in (tone(key, 0.12), numpy.zeros(800))])


def beeped(generator):
    return numpy.concatenate([
        part for length, pause in zip(generator.choice([0.06, 0.18], 30), generator.choice([480, 1440], 30))
        for part in (tone([700], length), numpy.zeros(pause))])


@pytest.mark.parametrize("sound", [dialled, beeped])
def test_tones_of_the_same_pitches_are_not_the_same_recording(sound, tmp_path):
    generator = numpy.random.default_rng(0)
    names = []
    for row in range(18):
        samples = sound(generator)
        names.append(tmp_path / f"{row}.wav")
        soundfile.write(names[-1], samples + generator.normal(0, 3e-4, len(samples)), 8000)
    copies = [ffmpeg(names[row], tmp_path / f"c{row}.mp3", "-af", "atrim=start=0.25", "-b:a", "32k") for row in range(3)]
    listed(tmp_path / "train.csv", names[:10])
    listed(tmp_path / "test.csv", names[10:] + copies)
    report = measure(tmp_path, "--checks", "leakage.audio,duplicates.audio", "--examples", "40")
    shown = next(each["examples"] for each in report["checks"] if each["id"] == "leakage.audio")
    assert {each["row"]: each["twin_row"] for each in shown} == {8: 0, 9: 1, 10: 2}
    within = values(report, "duplicates.audio")["splits"]
    assert [each["groups"] for each in within if each["variant"] == "fingerprint"] == [0, 0]


@pytest.mark.parametrize("rate", [7, 1_500_000_000])
def test_a_rate_that_no_recording_has_is_a_fault(rate, tmp_path):
    samples = (numpy.random.default_rng(0).normal(0, 0.1, 200_000) * 32767).astype("<i2").tobytes()
    header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate & 0xFFFFFFFF, 2, 16,
                         b"data", len(samples))
    (tmp_path / "odd.wav").write_bytes(header + samples)
    report = measure(listed(tmp_path / "list.csv", [tmp_path / "odd.wav"]), "--checks", "stats.audio")
    check = report["checks"][0]
    assert check["values"]["splits"][0]["faults"]["unreadable"] == 1 and str(rate) in check["examples"][0]["recording"]
    assert check["values"]["splits"][0]["fault_intervals"]["unreadable"][1] == 1


def test_recordings_that_are_held_are_whole_whatever_was_cut(tmp_path):
    sounds = [path.read_bytes() for path in sorted(SOUNDS.glob("vm-*.wav"))[:9]]

    def put(name, rows):
        table = pyarrow.table({"audio": [{"bytes": sounds[row], "path": f"{row}.wav"} for row in rows], "text": [f"t{row}" for row in rows],
                               "offset": [100.0 * row + 50 for row in rows], "duration": [1.5] * len(rows)})
        pyarrow.parquet.write_table(table, tmp_path / name)

    put("train.parquet", range(6))
    put("test.parquet", (0, 7, 8))
    report = measure(tmp_path, "--checks", "stats.audio,leakage.audio")
    assert [each["faults"]["unreadable"] for each in values(report, "stats.audio")["splits"]] == [0, 0]
    assert values(report, "leakage.audio")["pairs"][0]["rows"] == 1


def test_recordings_beside_their_table_are_found(tmp_path):
    cells = [{"bytes": None, "path": str(path)} for path in sorted(SOUNDS.glob("vm-*.wav"))[:3]]
    type_ = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])
    pyarrow.parquet.write_table(pyarrow.table({"audio": pyarrow.array(cells, type_), "text": ["a b", "c d", "e f"]}), tmp_path / "t.parquet")
    report = measure(tmp_path / "t.parquet", "--checks", "stats.audio")
    assert values(report, "stats.audio")["splits"][0]["sample_rates"] == {"8000": 3}
