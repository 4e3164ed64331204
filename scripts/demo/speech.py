"""Recordings whose words are known: real spoken words joined with gaps of known length and a little room noise."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy
import soundfile

import vocabulary

RATE = 8000
SEED = 20
# Seconds between two words of a phrase and between two phrases. Only the latter is a pause to cut at.
GAP_IN_PHRASE = 0.12
GAP_BETWEEN_PHRASES = (0.7, 1.1)
NOISE_DBFS = -62


@dataclass(frozen=True)
class Word:
    """A word and where it is spoken, in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Recording:
    path: Path
    words: list[Word]
    seconds: float

    @property
    def group(self) -> str:
        """All recordings have one speaker; what keeps the splits apart is the sitting."""
        return self.path.stem

    def words_between(self, start: float, end: float) -> list[str]:
        """The words most of which are spoken in this span."""
        return [word.text for word in self.words if start <= (word.start + word.end) / 2 < end]


def record(folder: Path, count: int = 12, phrases: int = 28) -> list[Recording]:
    """Writes `count` recordings of `phrases` phrases each: WAV, but for one MP3, and a shorter MP4 with a picture."""
    folder.mkdir(parents=True)
    random = numpy.random.default_rng(SEED)
    clips = [(word, _trimmed(path)) for path, word in vocabulary.files().items()]
    recordings = []
    for number in range(1, count + 1):
        name = f"sitting-{number:02}"
        extension = {count - 1: "mp3", count: "mp4"}.get(number, "wav")
        length = phrases // 3 if extension == "mp4" else phrases
        samples, words = _joined(_phrases(clips, length, random), random)
        path = folder / f"{name}.{extension}"
        _write(path, samples)
        recordings.append(Recording(path, words, len(samples) / RATE))
    return recordings


def announcements(path: Path, count: int = 8) -> None:
    """A recording of whole sentences, for a person to label."""
    random = numpy.random.default_rng(SEED)
    chosen = random.permutation(len(vocabulary.sentences()))[:count]
    clips = [[("", _trimmed(vocabulary.sentences()[index]))] for index in chosen]
    _write(path, _joined(clips, random)[0])


def _phrases(clips, count: int, random) -> list:
    """Phrases of one or two words; every word comes before one comes again."""
    order: list[int] = []
    phrases = []
    for _ in range(count):
        size = int(random.integers(1, 3))
        while len(order) < size:
            order += list(random.permutation(len(clips)))
        phrases.append([clips[order.pop()] for _ in range(size)])
    return phrases


def _joined(phrases, random) -> tuple[numpy.ndarray, list[Word]]:
    parts: list[numpy.ndarray] = []
    words: list[Word] = []
    position = 0

    def append(samples: numpy.ndarray) -> None:
        nonlocal position
        parts.append(samples)
        position += len(samples)

    def silence(seconds: float) -> None:
        append(numpy.zeros(int(seconds * RATE), "float32"))

    silence(0.5)
    for phrase in phrases:
        for index, (text, samples) in enumerate(phrase):
            if index > 0:
                silence(GAP_IN_PHRASE)
            words.append(Word(text, position / RATE, (position + len(samples)) / RATE))
            append(samples)
        silence(random.uniform(*GAP_BETWEEN_PHRASES))
    speech = numpy.concatenate(parts)
    noise = random.normal(0, 10 ** (NOISE_DBFS / 20), len(speech)).astype("float32")
    return numpy.clip(speech + noise, -1, 1), words


def _trimmed(path: Path) -> numpy.ndarray:
    """A clip without the silence around it, so that the gaps are as long as said."""
    samples, rate = soundfile.read(path, dtype="float32")
    if rate != RATE or samples.ndim != 1:
        raise ValueError(f"{path}: it has {rate} Hz and {samples.ndim} channels; expected {RATE} Hz, mono")
    loud = numpy.flatnonzero(numpy.abs(samples) > 0.01 * numpy.abs(samples).max())
    margin = RATE // 50
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def _write(path: Path, samples: numpy.ndarray) -> None:
    if path.suffix == ".wav":
        soundfile.write(path, samples, RATE, subtype="PCM_16")
        return
    wav = path.with_suffix(".source.wav")
    soundfile.write(wav, samples, RATE, subtype="PCM_16")
    picture = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5", "-shortest", "-pix_fmt", "yuv420p"]
    options = ["-b:a", "32k"] if path.suffix == ".mp3" else [*picture, "-c:a", "aac", "-b:a", "32k"]
    command = ["ffmpeg", "-v", "error", "-bitexact", "-i", str(wav), *options, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"ffmpeg cannot write {path.name}: {done.stderr.strip()}")
    wav.unlink()
