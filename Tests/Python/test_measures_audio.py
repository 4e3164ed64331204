"""`quorum measure` on recordings: levels against numpy and ffmpeg, the same recordings in other clothes."""

import csv
import io
import re
import subprocess
import tarfile

import datasets
import numpy
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
    }
    rows = {}
    for fault, samples in made.items():
        rows[fault] = tmp_path / f"{fault}.wav"
        soundfile.write(rows[fault], samples.clip(-1, 1), rate)
    rows["upsampled"] = ffmpeg(source, tmp_path / "up.wav", "-ar", "16000")
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
