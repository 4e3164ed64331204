"""Pauses found in an hour of speech where every pause is known, beside the peers, and the cuts that come of it.

QUORUM_BENCH_SECONDS changes the length, QUORUM_BENCH_VARIANTS (as in `clean,music 10 dB`) what is tried, and
QUORUM_BENCH_TUNING=1 takes the recordings that the detector's constants were chosen on.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from common import Run, report, require_binary, timed
from pause_peers import PAUSE, PEERS
from pause_truth import HELD_OUT, RATE, TUNING, VARIANTS, Truth, recordings

SECONDS = int(os.environ.get("QUORUM_BENCH_SECONDS", "3600"))
WANTED = os.environ.get("QUORUM_BENCH_VARIANTS", ",".join(VARIANTS)).split(",")
CORPUS = TUNING if os.environ.get("QUORUM_BENCH_TUNING") else HELD_OUT
LONGEST = 30.0
# A known pause counts from this length on.
LEAST = 0.4
# A cut so near to the edge of a word cuts nothing that can be heard.
EDGE = 0.03


def inside(truth: Truth, places: list[float]) -> int:
    """How many places lie within speech."""
    starts = np.array([start for start, _ in truth.speech]) / RATE
    ends = np.array([end for _, end in truth.speech]) / RATE
    at = np.array(places)
    if not len(at):
        return 0
    index = np.maximum(np.searchsorted(starts, at, side="right") - 1, 0)
    return int(((at > starts[index] + EDGE) & (at < ends[index] - EDGE)).sum())


def score(
    truth: Truth, audible: list[tuple[float, float]], gaps: list[tuple[float, float]], cuts: list[float]
) -> list[object]:
    """Recall, false pauses, boundary errors in ms (against what is heard, then against all there is), cuts in speech."""
    middles = np.array([(start + end) / 2 for start, end in gaps])
    heard: list[float] = []
    exact: list[float] = []
    found = known = 0
    for index, (this, following) in enumerate(zip(truth.speech, truth.speech[1:])):
        start, end = this[1] / RATE, following[0] / RATE
        if end - start < LEAST - 1e-9:
            continue
        known += 1
        hits = np.flatnonzero((middles >= start) & (middles <= end)) if len(middles) else []
        if len(hits):
            found += 1
            first, last = gaps[hits[0]][0], gaps[hits[-1]][1]
            heard += [abs(first - audible[index][1]) * 1000, abs(last - audible[index + 1][0]) * 1000]
            exact += [abs(first - start) * 1000, abs(last - end) * 1000]
    errors = [float(np.percentile(of, share)) if of else float("nan") for of in (heard, exact) for share in (50, 95)]
    return [found / known, inside(truth, list(middles)), *errors, inside(truth, cuts), len(cuts)]


def packed(speech: list[list[float]], length: float) -> list[float]:
    """Cuts that join stretches of speech into chunks up to the longest length, as tools built on the peers do."""
    cuts: list[float] = []
    start = 0.0
    for this, following in zip(speech, [*speech[1:], [length, length]]):
        while this[1] - start > LONGEST:
            start += LONGEST
            cuts.append(start)
        if following[1] - start > LONGEST and following[0] < length:
            start = (this[1] + following[0]) / 2
            cuts.append(start)
    return cuts


def quorum(binary: Path, wav: Path, folder: Path, options: list[str]) -> tuple[Run, list, list[float]]:
    out = folder / "chunks"
    run = timed([binary, "chunk", wav, "--out", out, "--jobs", "1", "--pause", str(PAUSE), *options])
    with open(out / "pauses.csv") as file:
        gaps = [(float(row["start"]), float(row["end"])) for row in csv.DictReader(file)]
    records = [json.loads(line) for line in (out / "chunks.jsonl").read_text().splitlines()]
    shutil.rmtree(out)
    return run, gaps, [record["end"] for record in records[:-1]]


def peer(name: str, wav: Path, folder: Path, length: float) -> tuple[Run, list, list[float]]:
    result = folder / "speech.json"
    run = timed([sys.executable, Path(__file__).with_name("pause_peers.py"), name, wav, result])
    speech = [[start, min(end, length)] for start, end in json.loads(result.read_text())]
    return run, [(a[1], b[0]) for a, b in zip(speech, speech[1:])], packed(speech, length)


def has_detectors(binary: Path) -> bool:
    """Whether the program can be told how to detect speech."""
    return "--detector" in subprocess.run([binary, "chunk", "--help"], capture_output=True, text=True, check=True).stdout


def main() -> None:
    binary = require_binary()
    ours = {"Quorum": []}
    if has_detectors(binary):
        ours = {"Quorum, energy": ["--detector", "energy"], "Quorum, silero": ["--detector", "silero"]}
    made = recordings(SECONDS, **CORPUS)
    truth = next(made)
    print(f"{CORPUS['languages']}, seed {CORPUS['seed']}: {truth.seconds:.0f} s, {len(truth.speech)} utterances, {len(truth.pauses(LEAST))} pauses of {LEAST} s or more")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        wav = folder / "hour.wav"
        for recording in made:
            variant = recording.name
            if variant not in WANTED:
                continue
            soundfile.write(wav, np.clip(recording.samples, -1, 1), RATE, subtype="PCM_16")
            audible = recording.audible(truth)
            del recording
            rows = []
            for name, options in ours.items():
                rows.append((name, *quorum(binary, wav, folder, options)))
            for name in PEERS:
                rows.append((name, *peer(name, wav, folder, truth.seconds)))
            floor = timed(["ffmpeg", "-v", "error", "-threads", "1", "-i", wav, "-f", "null", "-"])
            table = [
                [name, truth.seconds / run.wall, truth.seconds / run.cpu, run.peak_mb, *score(truth, audible, gaps, cuts)]
                for name, run, gaps, cuts in rows
            ]
            table.append(["ffmpeg decodes only", truth.seconds / floor.wall, truth.seconds / floor.cpu, floor.peak_mb])
            table[-1] += ["-"] * 8
            header = [
                variant, "x real time", "x a CPU s", "peak MB", "recall", "false pauses", "median ms", "p95 ms",
                "exact median", "exact p95", "cuts in speech", "of cuts",
            ]
            report(f"Pauses: {variant}", header, table)


if __name__ == "__main__":
    main()
