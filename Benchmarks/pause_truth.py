"""Recordings of real speech whose pauses are known to the sample, clean and spoilt in several ways."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from audibility import BACKGROUND_SECONDS, first_audible

SOUNDS = Path("/usr/share/asterisk/sounds")
RATE = 44_100
# The detector's constants were chosen on the English and French recordings; what is printed comes of other people's.
TUNING = {"languages": "en fr", "seed": 101}
HELD_OUT = {"languages": "it ru", "seed": 7001}
# Prompts that are sounds and no speech.
SOUNDS_ONLY = {
    "ascending-2tone", "beep", "beeperr", "confbridge-join", "confbridge-leave", "descending-2tone", "tt-monkeys",
}
# Speech is brought to this level, in dBFS of its root mean square.
SPEECH_LEVEL = -23.0
PAUSES = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 1.0, 1.5, 2.5, 4.0]
ODDS = [2, 3, 4, 5, 7, 7, 6, 5, 4, 3, 1, 0.5]
VARIANTS = ["clean", "noise 20 dB", "noise 10 dB", "noise 5 dB", "music 10 dB", "wandering"]


@dataclass(frozen=True)
class Truth:
    """Where somebody speaks, in samples, end exclusive."""

    speech: list[tuple[int, int]]
    length: int

    @property
    def seconds(self) -> float:
        return self.length / RATE

    def pauses(self, least: float) -> list[tuple[float, float]]:
        found = [(a[1] / RATE, b[0] / RATE) for a, b in zip(self.speech, self.speech[1:])]
        return [(start, end) for start, end in found if end - start >= least - 1e-9]


def gain(decibels: float) -> float:
    return 10 ** (decibels / 20)


def trimmed(samples: np.ndarray, rate: int) -> np.ndarray | None:
    """A clip from its first to its last sound; none if it is quiet for long in between, or hardly one at all."""
    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() * gain(-40))
    if len(loud) < 2:
        return None
    samples = samples[loud[0] : loud[-1] + 1]
    window = rate // 100
    frames = samples[: len(samples) // window * window].reshape(-1, window)
    if len(frames) < 40:
        return None
    levels = np.sqrt(np.mean(frames**2, axis=1))
    quiet = levels < np.sqrt(np.mean(samples**2)) * gain(-30)
    longest = max(len(run) for run in "".join("q" if q else " " for q in quiet).split(" "))
    return None if longest >= 9 else samples


def clips(languages: str) -> list[np.ndarray]:
    """Phrases without pauses of their own at `RATE` and `SPEECH_LEVEL`."""
    found = []
    for file in sorted(file for language in languages.split() for file in SOUNDS.glob(f"{language}_*_*/**/*.wav")):
        if file.stem in SOUNDS_ONLY or file.parent.name == "silence":
            continue
        samples, rate = soundfile.read(file)
        phrase = trimmed(samples, rate) if samples.ndim == 1 and len(samples) > rate // 2 else None
        if phrase is None:
            continue
        phrase = resample_poly(phrase, RATE, rate)
        edge = RATE // 500
        phrase[:edge] *= np.linspace(0, 1, edge)
        phrase[-edge:] *= np.linspace(1, 0, edge)
        found.append(phrase / np.sqrt(np.mean(phrase**2)) * gain(SPEECH_LEVEL))
    if not found:
        packages = " ".join(f"asterisk-core-sounds-{language}-wav" for language in languages.split())
        raise SystemExit(f"no speech under {SOUNDS}: apt-get install {packages}")
    return found


def pink(length: int, dice: np.random.Generator) -> np.ndarray:
    """Noise with as much power in every octave, of root mean square 1."""
    size = 1 << 20
    shape = 1 / np.sqrt(np.maximum(np.arange(size // 2 + 1), 16))
    blocks = [
        np.fft.irfft(np.fft.rfft(dice.standard_normal(size)) * shape).astype("float32")
        for _ in range(-(-length // size))
    ]
    noise = np.concatenate(blocks)[:length]
    return noise / np.sqrt(np.mean(noise**2))


def music(length: int, dice: np.random.Generator) -> np.ndarray:
    """Plucked chords, two a second, of root mean square 1."""
    beat = RATE // 2
    time = np.arange(beat) / RATE
    out = np.zeros(length, "float32")
    for start in range(0, length - beat, beat):
        root = 110 * 2 ** (dice.choice([0, 2, 4, 5, 7, 9]) / 12)
        for ratio in (1, 1.26, 1.5, 2):
            out[start : start + beat] += np.sin(2 * np.pi * root * ratio * time) * np.exp(-2 * time)
    return out / np.sqrt(np.mean(out**2))


@dataclass(frozen=True)
class Recording:
    """One variant: the words and, apart from them, all that sounds besides."""

    name: str
    speech: np.ndarray
    background: np.ndarray

    @property
    def samples(self) -> np.ndarray:
        return self.speech + self.background

    def audible(self, truth: Truth) -> list[tuple[float, float]]:
        """From where to where each utterance is heard above the background, in seconds."""
        around = int(BACKGROUND_SECONDS * RATE)
        found = []
        for start, end in truth.speech:
            words, besides = self.speech[start:end], self.background[start - around : end + around]
            late = first_audible(words, besides, RATE)
            early = first_audible(words[::-1], besides[::-1], RATE)
            found.append(((start + late) / RATE, (end - early) / RATE))
        return found


def recordings(seconds: int, seed: int, languages: str):
    """The truth, then every variant, one after another."""
    dice = np.random.default_rng(seed)
    phrases = clips(languages)
    length = seconds * RATE
    speech = np.zeros(length, "float32")
    levels = np.zeros(length, "float32")
    spoken = []
    position = RATE
    while True:
        words = np.concatenate([phrases[dice.integers(len(phrases))] for _ in range(dice.integers(1, 5))])
        end = position + len(words)
        if end + RATE > length:
            break
        speech[position:end] = words
        spoken.append((position, end))
        pause = int(dice.choice(PAUSES, p=np.array(ODDS) / sum(ODDS)) * RATE)
        levels[position : end + pause] = dice.choice([0, -4, -8, -12, -15])
        position = end + pause
    yield Truth(spoken, length)
    noise = pink(length, dice)
    quiet = noise * gain(-75)
    yield Recording("clean", speech, quiet)
    for ratio in (20, 10, 5):
        yield Recording(f"noise {ratio} dB", speech, noise * gain(SPEECH_LEVEL - ratio))
    yield Recording("music 10 dB", speech, music(length, dice) * gain(SPEECH_LEVEL - 10) + quiet)
    # Speakers nearer and farther, over noise that swells and fades.
    knots = np.arange(0, seconds + 40, 40)
    floor = np.interp(np.arange(length) / RATE, knots, dice.uniform(14, 40, len(knots))).astype("float32")
    background = noise * gain(SPEECH_LEVEL) * 10 ** ((levels - floor) / 20)
    yield Recording("wandering", speech * 10 ** (levels / 20), background)
