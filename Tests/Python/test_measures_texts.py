"""`quorum measure` against scipy, powerlaw and a model written down here: frequencies of words, perplexity of texts."""

import math
import warnings
from collections import Counter, defaultdict

import numpy
import pandas
import pytest
from scipy.optimize import minimize_scalar
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
    # The start is that of the least distance, among those that leave 50 words.
    starts = [each for each in sorted(set(counts))[:100] if (counts >= each).sum() >= 50]

    def fitted(xmin):
        own = counts[counts >= xmin]
        return minimize_scalar(lambda alpha: len(own) * math.log(zeta(alpha, xmin)) + alpha * numpy.log(own).sum(),
                               bounds=(1.001, 12), method="bounded", options={"xatol": 1e-7}).x

    distances = {start: distance(fitted(start), start) for start in starts}
    assert ours["xmin"] == min(distances, key=distances.get)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import powerlaw
        fit = powerlaw.Fit(counts, discrete=True, estimate_discrete=False, xmin=ours["xmin"], verbose=0)
    assert ours["alpha"] == pytest.approx(fit.power_law.alpha, abs=1e-3)
    assert finding(report, "stats.zipf")["verdict"] == "pass"


@pytest.mark.parametrize("law, is_plausible", [("zipf", True), ("geometric", False)])
def test_a_power_law_is_told_from_another(tmp_path, law, is_plausible):
    generator = numpy.random.RandomState(3)
    counts = generator.zipf(2.5, 3000) if law == "zipf" else generator.geometric(0.25, 3000)
    words = generator.permutation(numpy.repeat([f"w{index}" for index in range(3000)], counts))
    texts = [" ".join(words[place:place + 20]) for place in range(0, len(words), 20)]
    path = write(pandas.DataFrame({"text": texts}), tmp_path / "t.parquet")
    ours = values(measure(path, "--text", "text", "--checks", "stats.zipf", "--fail-on", "none"), "stats.zipf")["splits"][0]
    assert (ours["p"] > 0.1) == is_plausible
    if is_plausible:
        assert ours["alpha"] == pytest.approx(2.5, abs=0.1) and ours["xmin"] < 5


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
    # Equal texts count once.
    assert found["values"]["texts"] == found["values"]["of_texts"] == len(set(texts))
    different = list(dict.fromkeys(texts))
    expected = perplexities([text.split() for text in different], [fifth(text) for text in different])
    ours = found["values"]["perplexity"]
    assert close(found["examples"][0]["perplexity"], expected[7])
    assert close([ours["min"], ours["max"], ours["mean"]], [min(expected), max(expected), numpy.mean(expected)])
    assert close(list(ours["quantiles"].values()), numpy.quantile(expected, [0.05, 0.25, 0.5, 0.75, 0.95]))


def test_one_common_text_does_not_decide_what_is_odd(tmp_path):
    generator = numpy.random.RandomState(6)
    texts = natural(generator, 300, words=300)
    medians = []
    for last in ("now", "here", "again"):
        common = ["nothing at all was said " + last] * 12_000
        path = write(pandas.DataFrame({"text": texts + common}), tmp_path / "t.parquet")
        ours = values(measure(path, "--text", "text", "--checks", "stats.perplexity"), "stats.perplexity")
        assert ours["texts"] == 301
        medians.append(ours["perplexity"]["quantiles"]["0.5"])
    assert max(medians) < 1.01 * min(medians)


def test_a_sample_has_copies_as_all_texts_have(tmp_path):
    # Of 30,000 texts 20,000 are taken; half of all are one sentence.
    generator = numpy.random.RandomState(7)
    tables = []
    for half in (150, 15_000):
        rare = [f"{generator.randint(100)} b" for _ in range(half)]
        tables.append(pandas.DataFrame({"text": ["a"] * half + rare}))
    files = ["--train", write(tables[0], tmp_path / "train.parquet"), "--test", write(tables[1], tmp_path / "test.parquet")]
    report = measure(*files, "--text", "text", "--checks", "drift.vocabulary")
    ours = values(report, "drift.vocabulary")["pairs"][0]
    assert ours["texts"] == [300, 20_000] and ours["of_texts"] == [300, 30_000]
    # "a" is one word of a text, a rare text has two.
    assert ours["words"] == pytest.approx(30_000, rel=0.01)
    assert "a sample of 20,300 of 30,300 texts" in finding(report, "drift.vocabulary")["summary"]
