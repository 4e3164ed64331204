"""`quorum chunk --probabilities` against onnxruntime running Silero's own model over real speech."""

import csv
import importlib.util
import subprocess
from pathlib import Path

import numpy
import onnxruntime
import pytest
import soundfile

from export_support import quorum_binary

SOUNDS = Path("/usr/share/asterisk/sounds")
WINDOW, CONTEXT, RATE = 512, 64, 16_000


@pytest.fixture(scope="module")
def oracle():
    """The package's streaming model, one window at a time; not the file that Quorum reads."""
    package = Path(importlib.util.find_spec("silero_vad").origin).parent
    session = onnxruntime.InferenceSession(str(package / "data" / "silero_vad.onnx"), providers=["CPUExecutionProvider"])

    def probabilities(samples):
        samples = numpy.concatenate([samples, numpy.zeros(-len(samples) % WINDOW, numpy.float32)])
        state, context, found = numpy.zeros((2, 1, 128), numpy.float32), numpy.zeros(CONTEXT, numpy.float32), []
        for start in range(0, len(samples), WINDOW):
            window = numpy.concatenate([context, samples[start:start + WINDOW]])
            value, state = session.run(
                None, {"input": window[None], "state": state, "sr": numpy.array(RATE, numpy.int64)})
            found.append(value[0, 0])
            context = window[-CONTEXT:]
        return numpy.array(found)

    return probabilities


def chunk(source, out, *options):
    done = subprocess.run(
        [quorum_binary(), "chunk", source, "--out", out, *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done


def recordings():
    """The longest English and French recordings, and some short ones."""
    found = sorted(SOUNDS.glob("*/*.wav"), key=lambda path: (-path.stat().st_size, path))
    return found[:4] + found[200:1600:200]


def test_probabilities_equal_those_of_onnxruntime(oracle, tmp_path):
    worst = 0
    for number, recording in enumerate(recordings()):
        source = tmp_path / f"{number}.wav"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-i", recording, "-ar", str(RATE), "-ac", "1", "-c:a", "pcm_s16le", source],
            check=True)
        chunk(source, tmp_path / str(number), "--probabilities")
        with open(tmp_path / str(number) / "speech.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        expected = oracle(soundfile.read(source, dtype="int16")[0].astype(numpy.float32) / 32768)
        ours = numpy.array([float(row["probability"]) for row in rows])
        assert len(ours) == len(expected)
        assert [float(row["start"]) for row in rows] == pytest.approx(numpy.arange(len(ours)) * 0.032)
        worst = max(worst, numpy.abs(ours - expected).max())
    assert worst < 1e-4


def test_levels_alone_need_no_model_and_a_wrong_one_is_refused(tmp_path):
    recording = recordings()[0]
    assert "warning" not in chunk(recording, tmp_path / "out", "--detector", "energy").stdout
    refused = subprocess.run(
        [quorum_binary(), "chunk", recording, "--out", tmp_path / "other", "--vad-weights", __file__],
        capture_output=True, text=True)
    assert refused.returncode == 2 and "speech model is damaged" in refused.stderr
