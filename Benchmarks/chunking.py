"""Chunking speed and memory beside the least any chunker must do, measured in the same run: decoding the file, which
ffmpeg does, and compressing the samples to FLAC, which libsndfile does.

QUORUM_BENCH_SECONDS says how long the recording is (3600).
"""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from common import best, report, require_binary

SOUNDS = Path("/usr/share/asterisk/sounds")
SECONDS = int(os.environ.get("QUORUM_BENCH_SECONDS", "3600"))
RATE = 44_100


def speech() -> list[np.ndarray]:
    """Real recordings at `RATE`, mono."""
    files = sorted(SOUNDS.glob("en*/**/*.wav"))
    if not files:
        raise SystemExit(f"no speech under {SOUNDS}: apt-get install asterisk-core-sounds-en-wav")
    clips = []
    for file in files:
        samples, rate = soundfile.read(file, dtype="float32")
        positions = np.arange(0, len(samples) - 1, rate / RATE)
        clips.append(np.interp(positions, np.arange(len(samples)), samples).astype("float32"))
    return clips


def recording(seconds: int, seed: int = 7) -> np.ndarray:
    """Clips joined with gaps of 0.2 to 1.5 s over faint room noise."""
    random = np.random.default_rng(seed)
    clips = speech()
    out = random.normal(0, 10 ** (-70 / 20), seconds * RATE).astype("float32")
    position = 0
    while True:
        clip = clips[random.integers(len(clips))]
        if position + len(clip) > len(out):
            return out
        out[position : position + len(clip)] += clip
        position += len(clip) + int(random.uniform(0.2, 1.5) * RATE)


FORMATS = {"wav": [], "flac": [], "mp3": ["-b:a", "64k"], "m4a": ["-b:a", "64k"], "ogg": [], "opus": ["-b:a", "64k"]}
# What recordings are: a recorder's or a microphone's for speech, a camera's.
SHAPES = {"16 kHz mono": ["-ac", "1", "-ar", "16000"], "44.1 kHz stereo": ["-ac", "2"]}


def flac_seconds(file: Path) -> float:
    """Processor time that libsndfile takes to compress what the file decodes to, at the level Quorum uses."""
    mono = file.with_suffix(".mono.wav")
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", file, "-ac", "1", mono], check=True)
    samples, rate = soundfile.read(mono, dtype="int16")
    mono.unlink()
    taken = []
    for _ in range(2):
        start = time.process_time()
        with soundfile.SoundFile("/dev/null", "w", rate, 1, "PCM_16", format="FLAC", compression_level=0.375) as out:
            for place in range(0, len(samples), 1 << 16):
                out.write(samples[place : place + (1 << 16)])
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    quorum = require_binary()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        whole = folder / "whole.wav"
        soundfile.write(whole, np.clip(recording(SECONDS), -1, 1), RATE, subtype="PCM_16")
        for shape, layout in SHAPES.items():
            rows = [measure(quorum, folder, whole, layout, name, options) for name, options in FORMATS.items()]
            report(
                f"Chunking {SECONDS / 60:.0f} minutes of {shape} (decode, find pauses, cut, write FLAC): "
                "times real time per core, from processor time",
                [
                    "input", "decode only", "FLAC only", "both", "Quorum, energy", "ratio to both",
                    "without FLAC, ratio to decode", "--jobs 2, wall ratio to decode", "Quorum, silero", "peak MB",
                ],
                rows,
            )


def measure(
    quorum: Path, folder: Path, whole: Path, layout: list[str], name: str, options: list[str]
) -> list[object]:
    file, out = folder / f"talk.{name}", folder / "chunks"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", whole, *layout, *options, file], check=True)

    def run(*more: str, by: str = "cpu"):
        command = [quorum, "chunk", file, "--out", out, *more]
        return best(command, rounds=2, before=lambda: shutil.rmtree(out, ignore_errors=True), by=by)

    decode = best(
        ["ffmpeg", "-v", "error", "-threads", "1", "-i", file, "-ac", "1", "-f", "null", "-"], rounds=2, by="cpu")
    flac = flac_seconds(file)
    energy = run("--jobs", "1", "--detector", "energy")
    parallel = run("--jobs", "2", "--detector", "energy", by="wall")
    silero = run("--jobs", "1", "--detector", "silero")
    file.unlink()
    return [
        name, SECONDS / decode.cpu, SECONDS / flac, SECONDS / (decode.cpu + flac), SECONDS / energy.cpu,
        (decode.cpu + flac) / energy.cpu, decode.cpu / (energy.cpu - flac), decode.wall / parallel.wall,
        SECONDS / silero.cpu, max(energy.peak_mb, parallel.peak_mb, silero.peak_mb),
    ]


if __name__ == "__main__":
    main()
