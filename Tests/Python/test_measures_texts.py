"""`quorum measure` against scipy, powerlaw and a model written down here: frequencies of words, perplexity of texts."""

import math
import warnings
from collections import Counter, defaultdict

import numpy
import pandas
import pytest
from scipy.special import zeta

from measure_support import close, measure, values, write


def natural(generator, texts, words=4000):
    vocabulary = [f"w{index}" for index in range(words)]
    weights = 1 / numpy.arange(1, words + 1) ** 1.1
    return [" ".join(generator.choice(vocabulary, generator.randint(5, 25), p=weights / weights.sum())) for _ in range(texts)]


def finding(report, check):
    return next(each for each in report["checks"] if each["id"] == check)


def test_the_power_law_is_that_of_scipy_and_powerlaw(tmp_path):
    texts = natural(numpy.random.RandomState(1), 1500)
    report = measure(write(pandas.DataFrame({"text": texts}), tmp_path / "t.csv"), "--text", "text", "--checks", "stats.zipf")
    ours = values(report, "stats.zipf")["splits"][0]
    counts = numpy.array(sorted(Counter(" ".join(texts).split()).values()))
    tail = counts[counts >= ours["xmin"]]
    assert ours["tail"] == len(tail) and ours["vocabulary"] == len(counts)

    def likelihood(alpha):
        return -len(tail) * math.log(zeta(alpha, ours["xmin"])) - alpha * numpy.log(tail).sum()

    assert likelihood(ours["alpha"]) >= max(likelihood(ours["alpha"] + step) for step in (-1e-5, 1e-5))

    def distance(alpha, xmin):
        own = counts[counts >= xmin]
        every = numpy.arange(xmin, own.max() + 1)
        reached = numpy.searchsorted(own, every, side="right") / len(own)
        return abs(reached - (1 - zeta(alpha, every + 1) / zeta(alpha, xmin))).max()

    assert close(ours["ks"], distance(ours["alpha"], ours["xmin"]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import powerlaw
        fit = powerlaw.Fit(counts, discrete=True, estimate_discrete=False, xmin=ours["xmin"], verbose=0)
    assert ours["alpha"] == pytest.approx(fit.power_law.alpha, abs=1e-3)
    assert 0 <= ours["p"] <= 1 and finding(report, "stats.zipf")["verdict"] == "pass"


def perplexities(texts, folds):
    """Interpolated Kneser-Ney trigrams, learned from the texts of other folds."""
    found = []
    for text, fold in zip(texts, folds):
        trigrams = Counter()
        for other, place in zip(texts, folds):
            if place != fold:
                words = ["<s>", "<s>", *other, "</s>"]
                trigrams.update(zip(words, words[1:], words[2:]))
        bigrams, unigrams = Counter((b, c) for _, b, c in trigrams), None
        unigrams = Counter(c for _, c in bigrams)

        def discount(counts):
            once, twice = (sum(count == n for count in counts.values()) for n in (1, 2))
            return once / (once + 2 * twice)

        d3, d2, d1 = map(discount, (trigrams, bigrams, unigrams))
        two, one = defaultdict(list), defaultdict(list)
        for (a, b, _), count in trigrams.items():
            two[a, b].append(count)
        for (b, _), count in bigrams.items():
            one[b].append(count)

        def probability(a, b, c):
            p = max(unigrams[c] - d1, 0) / len(bigrams) + d1 * len(unigrams) / len(bigrams) / (len(unigrams) + 1)
            if b in one:
                p = (max(bigrams[b, c] - d2, 0) + d2 * len(one[b]) * p) / sum(one[b])
            if (a, b) in two:
                p = (max(trigrams[a, b, c] - d3, 0) + d3 * len(two[a, b]) * p) / sum(two[a, b])
            return p

        words = ["<s>", "<s>", *text, "</s>"]
        found.append(math.exp(-sum(math.log(probability(*each)) for each in zip(words, words[1:], words[2:])) / (len(text) + 1)))
    return found


def fifth(text):
    """Where the hash of a text puts it."""
    keys, every = (0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3), (1 << 64) - 1
    data, place, state = text.encode(), 0, keys[0]

    def mix(a, b):
        return ((a * b >> 64) ^ (a * b)) & every

    def word(start, length=8):
        return int.from_bytes(data[start:start + length], "little")

    while len(data) - place > 16:
        state = mix(word(place) ^ keys[1], word(place + 8) ^ state)
        place += 16
    a, b = (word(place), word(len(data) - 8)) if len(data) - place >= 8 else (word(place, 4), word(len(data) - 4))
    assert len(data) - place >= 4
    return mix(keys[2] ^ len(data), mix(a ^ keys[1], b ^ state)) % 5


def test_perplexity_is_that_of_a_model_written_down(tmp_path):
    generator = numpy.random.RandomState(2)
    texts = [text for text in natural(generator, 400, words=60) if len(text) % 16 == 0 or len(text) % 16 > 4][:150]
    texts[7] = " ".join(f"zq{index}" for index in range(13))
    texts[9] = texts[8]
    path = write(pandas.DataFrame({"text": texts}), tmp_path / "t.csv")
    report = measure(path, "--text", "text", "--checks", "stats.perplexity")
    found = finding(report, "stats.perplexity")
    assert [each["row"] for each in found["examples"]] == [7] and found["verdict"] == "warn"
    expected = perplexities([text.split() for text in texts], [fifth(text) for text in texts])
    ours = found["values"]["perplexity"]
    assert close(found["examples"][0]["perplexity"], expected[7])
    assert close([ours["min"], ours["max"], ours["mean"]], [min(expected), max(expected), numpy.mean(expected)])
    assert close(list(ours["quantiles"].values()), numpy.quantile(expected, [0.05, 0.25, 0.5, 0.75, 0.95]))
