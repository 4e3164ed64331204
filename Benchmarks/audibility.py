"""Where words stand out of what sounds with them: the edges that anyone, person or program, can hear."""

import numpy as np

# Spectra of 23 ms at 44.1 kHz, one every 5 ms.
WINDOW = 1024
HOP = 220
# Thirds of an octave, about what the ear tells apart, from 200 Hz to 8 kHz.
CENTRES = 200 * 2 ** (np.arange(17) / 3)
# The level of a background is its mean over this long before and after.
BACKGROUND_SECONDS = 0.25
# A sound this short, 50 ms, is heard in noise from about twice the noise's power in its band on: the ear sums over
# some 200 ms, over which a steady tone may lie 4 dB lower than the noise (Zwicker and Fastl, Psychoacoustics).
SHORT = 10
SHORT_RATIO = 2.0


def band_powers(samples: np.ndarray, centres: np.ndarray, rate: int) -> np.ndarray:
    """Power in each third of an octave around every given sample: rows for the samples, columns for the bands."""
    reach = WINDOW // 2
    samples = samples[: centres[-1] + reach]
    padded = np.pad(samples, (reach, reach + max(0, centres[-1] - len(samples))))
    frames = np.stack([padded[centre : centre + WINDOW] for centre in centres]) * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(frames)) ** 2
    bins = np.fft.rfftfreq(WINDOW, 1 / rate)
    bands = [(bins >= centre * 2 ** (-1 / 6)) & (bins < centre * 2 ** (1 / 6)) for centre in CENTRES]
    return np.stack([power[:, band].sum(axis=1) for band in bands], axis=1)


def first_audible(speech: np.ndarray, background: np.ndarray, rate: int, longest: float = 0.6) -> int:
    """Samples from the start of some words to the first place that is heard.

    Words are heard from where they are as loud as the background in some third of an octave and stay, for 50 ms, twice as
    loud on average; before that nobody can tell them from it. `speech` starts with the words; `background` starts `BACKGROUND_SECONDS` before them and goes
    on as much longer than they do.
    """
    around = int(BACKGROUND_SECONDS * rate)
    last = min(len(speech), int(longest * rate))
    centres = np.arange(0, last + SHORT * HOP, HOP)
    words = band_powers(speech, centres, rate)
    near = np.arange(0, centres[-1] + 2 * around, HOP)
    summed = np.cumsum(np.pad(band_powers(background, near, rate), ((1, 0), (0, 0))), axis=0)
    span = 2 * around // HOP
    ratio = words / ((summed[span:] - summed[:-span])[: len(centres)] / span)
    sustained = np.lib.stride_tricks.sliding_window_view(ratio, SHORT, axis=0).mean(axis=-1)
    heard = np.flatnonzero(((ratio[: len(sustained)] >= 1) & (sustained >= SHORT_RATIO)).any(axis=1))
    return int(centres[heard[0]]) if len(heard) else last
