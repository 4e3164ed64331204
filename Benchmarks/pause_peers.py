"""Runs one peer on one WAV file in a process of its own: pause_peers.py NAME WAV OUT writes its stretches of speech."""

import json
import re
import subprocess
import sys

# The shortest pause worth cutting at, for all.
PAUSE = 0.3


def wideband(path: str):
    """The file as 16-bit mono at 16 kHz, which two of the peers need."""
    import numpy as np

    command = ["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", "16000", "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2")


def silencedetect(path: str) -> list[list[float]]:
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", f"silencedetect=n=-35dB:d={PAUSE}"]
    log = subprocess.run([*command, "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
    starts = [float(value) for value in re.findall(r"silence_start: (-?[\d.]+)", log)]
    ends = [float(value) for value in re.findall(r"silence_end: (-?[\d.]+)", log)]
    return [[a, b] for a, b in zip([0.0, *ends], [*starts, float("inf")]) if b > a]


def pydub(path: str) -> list[list[float]]:
    from pydub import AudioSegment
    from pydub.silence import detect_nonsilent

    sound = AudioSegment.from_file(path)
    found = detect_nonsilent(sound, int(PAUSE * 1000), sound.dBFS - 16, 10)
    return [[start / 1000, end / 1000] for start, end in found]


def auditok(path: str) -> list[list[float]]:
    import auditok as library

    return [[r.start, r.end] for r in library.split(path, max_dur=None, max_silence=PAUSE, drop_trailing_silence=True)]


def webrtcvad(path: str) -> list[list[float]]:
    import webrtcvad as library

    detector, samples, step = library.Vad(2), wideband(path), 480
    found: list[list[float]] = []
    for start in range(0, len(samples) - step + 1, step):
        if detector.is_speech(samples[start : start + step].tobytes(), 16_000):
            begin, end = start / 16_000, (start + step) / 16_000
            if found and begin - found[-1][1] < PAUSE:
                found[-1][1] = end
            else:
                found.append([begin, end])
    return found


def silero(path: str) -> list[list[float]]:
    import torch
    from silero_vad import get_speech_timestamps, load_silero_vad

    torch.set_num_threads(1)
    samples = torch.from_numpy(wideband(path).astype("float32") / 32768)
    found = get_speech_timestamps(
        samples, load_silero_vad(), sampling_rate=16_000, min_silence_duration_ms=int(PAUSE * 1000)
    )
    return [[part["start"] / 16_000, part["end"] / 16_000] for part in found]


PEERS = {
    "ffmpeg silencedetect": silencedetect, "pydub": pydub, "auditok": auditok, "webrtcvad": webrtcvad,
    "silero-vad": silero,
}

if __name__ == "__main__":
    with open(sys.argv[3], "w") as out:
        json.dump(PEERS[sys.argv[1]](sys.argv[2]), out)
