"""Chunking speed and memory beside ffmpeg's decode of the same file: the least any chunker must do."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from common import best, report, require_binary

SOUNDS = Path("/usr/share/asterisk/sounds")
SECONDS = 3600
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


def main() -> None:
    quorum = require_binary()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        wav = folder / "hour.wav"
        soundfile.write(wav, np.clip(recording(SECONDS), -1, 1), RATE, subtype="PCM_16")
        inputs = [wav]
        for name, options in {"hour.mp3": ["-b:a", "64k"], "hour.m4a": ["-b:a", "64k"], "hour.flac": []}.items():
            subprocess.run(["ffmpeg", "-v", "error", "-i", wav, *options, folder / name], check=True)
            inputs.append(folder / name)
        out = folder / "chunks"
        for file in inputs:
            floor = best(["ffmpeg", "-v", "error", "-threads", "1", "-i", file, "-ac", "1", "-f", "null", "-"])
            ours = best(
                [quorum, "chunk", file, "--out", out, "--jobs", "1"],
                before=lambda: shutil.rmtree(out, ignore_errors=True),
            )
            rows.append(
                [file.name, SECONDS / ours.wall, SECONDS / floor.wall, floor.wall / ours.wall, ours.cpu, ours.peak_mb]
            )
    report(
        "Chunking one hour (decode, find pauses, cut, write FLAC)",
        ["input", "Quorum x real time", "decode only x real time", "ratio", "CPU s", "peak MB"],
        rows,
    )


if __name__ == "__main__":
    main()
