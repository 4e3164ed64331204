"""Damaged files go through `quorum chunk`: it ends in time, with 0 or 2, and leaves a whole folder or none.

QUORUM_FUZZ_COUNT says how many files are tried (150), QUORUM_FUZZ_SEED where to begin.
"""

import json
import os
import random
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from export_support import quorum_binary

COUNT = int(os.environ.get("QUORUM_FUZZ_COUNT", "150"))
SEED = int(os.environ.get("QUORUM_FUZZ_SEED", "1"))
# A debug build decodes slower; a hang is still far beyond it.
PATIENCE = 10
MEMORY = 512 << 20
# What the limits themselves may end a process with.
LIMIT_SIGNALS = {signal.SIGXCPU, signal.SIGKILL}

MEDIA = {
    "wav": [], "w64": [], "aiff": [], "au": [], "caf": [], "flac": [], "wv": [], "tta": [], "mp2": [],
    "mp3": ["-b:a", "32k"], "aac": ["-b:a", "32k"], "m4a": ["-c:a", "aac"], "mp4": ["-c:a", "alac"],
    "mov": ["-c:a", "pcm_s24le"], "3gp": ["-c:a", "aac"], "mkv": ["-c:a", "ac3"], "webm": ["-c:a", "libopus"],
    "ogg": ["-c:a", "libvorbis"], "opus": ["-c:a", "libopus"], "spx": ["-c:a", "libspeex"], "avi": ["-c:a", "mp2"],
    "wma": ["-c:a", "wmav2"], "flv": ["-ar", "22050", "-c:a", "libmp3lame"], "ts": ["-c:a", "mp2"],
    "gsm": ["-ar", "8000"], "mka": ["-c:a", "dca", "-strict", "-2"],
}
TEXTS = {
    "txt": "Größe und Maß. Noch ein Satz.\n\nEin Absatz.\n",
    "md": "# T\n\n- a\n- b\n\n```\ncode\n```\n\nText. Mehr Text.\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nEins.\n\n2\n00:00:03,000 --> 00:00:04,000\nZwei.\n",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Eins &amp; zwei.\n",
    "csv": 'id,text\n1,"Ein ""Zitat"", ja."\n2,Zwei\n',
    "jsonl": '{"id": 1, "text": "Eins \\u00e9 \\ud83d\\ude00."}\n{"text": "Zwei", "x": [{"y": "}"}]}\n',
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory) -> dict[str, bytes]:
    """A small valid file of every kind."""
    folder = tmp_path_factory.mktemp("seeds")
    found = {name: text.encode() for name, text in TEXTS.items()}
    for name, options in MEDIA.items():
        path = folder / f"seed.{name}"
        tone = "aevalsrc=exprs='0.4*sin(700*t)*lt(mod(t,0.8),0.5)|0.2*sin(900*t)':d=2:s=16000"
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", tone, *options, path], check=True)
        found[name] = path.read_bytes()
    return found


def mutated(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(max(1, len(data)))
        # Headers decide most.
        if dice.random() < 0.5:
            place = min(place, dice.randrange(256))
        match dice.randrange(6):
            case 0:
                del data[place:]
            case 1:
                for _ in range(dice.randint(1, 40)):
                    if data:
                        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            case 2:
                data[place : place + 4] = dice.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"])
            case 3:
                del data[place : place + dice.randint(1, 600)]
            case 4:
                data[place:place] = dice.randbytes(dice.randint(1, 300))
            case 5:
                data[place : place + 16] = dice.randbytes(16)
    return bytes(data)


def trouble(folder: Path, name: str, content: bytes, options: list[str]) -> str | None:
    """What went wrong with one file, if anything did."""
    folder.mkdir()
    source = folder / f"in.{name}"
    source.write_bytes(content)
    command = [
        quorum_binary(), "chunk", source, "--out", folder / "out", "--min", "0.2", "--max", "1", "--jobs", "1", "--json",
        f"--limit-memory={MEMORY}", "--limit-cpu=20", *options,
    ]
    start = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE * 6, check=False)
    except subprocess.TimeoutExpired:
        return "it hangs"
    taken = time.monotonic() - start
    left = sorted(path.name for path in folder.iterdir())
    if done.returncode < 0:
        if -done.returncode in LIMIT_SIGNALS:
            return None
        return f"it died of {signal.Signals(-done.returncode).name}: {done.stderr[-300:]!r}"
    if done.returncode not in (0, 2):
        return f"it exits with {done.returncode}: {done.stderr[-300:]!r}"
    if taken > PATIENCE and os.getloadavg()[0] < 4:
        return f"it took {taken:.1f} s"
    if done.returncode == 2:
        if "out" in left or len(left) != 1:
            return f"a failure left {left}"
        return None if json.loads(done.stdout)["error"]["message"] else "a failure without words"
    if left != [source.name, "out"] and left != sorted([source.name, "out"]):
        return f"a success left {left}"
    return incomplete(folder / "out")


def incomplete(out: Path) -> str | None:
    """Whether chunks and records don't fit each other."""
    report = json.loads((out / "source.json").read_text())
    records = [json.loads(line) for line in (out / "chunks.jsonl").read_text().splitlines()]
    if len(records) != report["chunks"]:
        return f"{len(records)} records for {report['chunks']} chunks"
    if report["kind"] == "text":
        return None
    ends: dict[int | None, int] = {}
    for record in records:
        if record["start_sample"] != ends.get(record.get("channel"), 0):
            return f"chunks don't meet at {record['start_sample']}"
        ends[record.get("channel")] = record["end_sample"]
        if not (out / record["path"]).exists():
            return f"{record['path']} is missing"
    total = round(report["duration"] * report["sample_rate"])
    return None if all(end == total for end in ends.values()) else f"chunks end at {ends}, the source at {total}"


def test_damaged_files_are_survived(seeds, tmp_path):
    names = sorted(seeds)

    def one(number: int) -> str | None:
        dice = random.Random(SEED * 1_000_003 + number)
        name = names[number % len(names)]
        options = dice.choice([[], [], ["--channels=split"], ["--rate=16000"], ["--bits=16"]])
        folder = tmp_path / str(number)
        found = trouble(folder, name, mutated(seeds[name], dice), options)
        if found:
            return f"seed {SEED}, file {number} ({folder}/in.{name} {' '.join(options)}): {found}"
        subprocess.run(["rm", "-rf", folder], check=True)
        return None

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        troubles = [found for found in pool.map(one, range(COUNT)) if found]
    assert not troubles, "\n".join(troubles)


def test_the_files_are_fine_before_they_are_damaged(seeds, tmp_path):
    for name, content in seeds.items():
        assert trouble(tmp_path / name, name, content, []) is None, name
        assert (tmp_path / name / "out" / "chunks.jsonl").stat().st_size > 0, name
