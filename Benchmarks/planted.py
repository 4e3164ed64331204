"""Data with what measures look for planted in it, the same on every run: texts with duplicates, a table to profile."""

import json
from pathlib import Path

import numpy

LEVELS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.5)


def shingles(words: list[str], length: int = 5) -> set[tuple[str, ...]]:
    return {tuple(words[place:place + length]) for place in range(max(1, len(words) - length + 1))}


def jaccard(a: list[str], b: list[str]) -> float:
    a, b = shingles(a), shingles(b)
    return len(a & b) / len(a | b)


class Corpus:
    """`documents` texts of 25 words and more; a fifth as many more are copies of some: equal, changed by words until a
    Jaccard index of 5-word shingles is reached, or standing whole in a longer text."""

    def __init__(self, documents: int, seed: int = 7):
        random = numpy.random.default_rng(seed)
        vocabulary = ["".join(random.choice(list("abcdefghijklmnopqrstuvwxyz"), random.integers(2, 11))) for _ in range(60_000)]
        lengths = numpy.exp(random.normal(4.9, 0.6, documents)).clip(25, 1200).astype(int)
        draws = numpy.minimum(random.zipf(1.15, lengths.sum()) - 1, 59_999)
        words = numpy.array(vocabulary)[draws].tolist()
        ends = lengths.cumsum().tolist()
        self.texts = [words[end - length:end] for end, length in zip(ends, lengths.tolist())]
        self.near: dict[tuple[int, int], float] = {}
        self.contained: set[tuple[int, int]] = set()
        sources = iter(random.permutation([place for place in range(documents) if lengths[place] >= 60]).tolist())
        for _ in range(documents // 20):
            self._plant(next(sources), lambda text: text)
        for level in LEVELS:
            for _ in range(documents // 50):
                self._plant(next(sources), lambda text: self._changed(text, level, vocabulary, random))
        for _ in range(documents // 50):
            inner, before, after = next(sources), next(sources), next(sources)
            self.contained |= {(place, len(self.texts)) for place in (inner, before, after)}
            self.texts.append(self.texts[before] + self.texts[inner] + self.texts[after])

    def _plant(self, source: int, change) -> None:
        copy = change(self.texts[source])
        self.near[source, len(self.texts)] = jaccard(self.texts[source], copy)
        self.texts.append(copy)

    @staticmethod
    def _changed(text, level, vocabulary, random):
        changed = list(text)
        for place in random.permutation(len(text)):
            if jaccard(text, changed) <= level:
                break
            changed[place] = vocabulary[random.integers(len(vocabulary))]
        return changed

    def write(self, path: Path) -> None:
        with open(path, "w") as file:
            for number, text in enumerate(self.texts):
                file.write(json.dumps({"id": number, "text": " ".join(text)}) + "\n")

    def judge(self, pairs: set[tuple[int, int]]) -> tuple[float, float, float]:
        """Recall and precision at a Jaccard index of 0.8, and recall of contained texts."""
        wanted = {pair for pair, value in self.near.items() if value >= 0.8}
        right = sum(jaccard(self.texts[a], self.texts[b]) >= 0.8 for a, b in pairs - self.contained)
        return (len(wanted & pairs) / len(wanted), right / max(1, len(pairs - self.contained)),
                len(self.contained & pairs) / len(self.contained))


def table(path: Path, rows: int) -> None:
    """Twenty columns of numbers, categories, dates and flags, some of them related, as Parquet."""
    import pandas
    random = numpy.random.default_rng(7)
    columns = {f"num{place}": random.normal(place, 1 + place, rows) for place in range(8)}
    columns["num1"] = columns["num0"] * 0.8 + random.normal(0, 0.6, rows)
    columns["num6"] = numpy.exp(columns["num6"] / 8)
    columns["num7"][random.random(rows) < 0.05] = numpy.nan
    columns |= {f"int{place}": random.integers(0, 10 ** (place + 1), rows) for place in range(3)}
    for place, values in enumerate((2, 5, 20, 1000)):
        names = numpy.array([f"c{place}_{value}" for value in range(values)])
        columns[f"cat{place}"] = names[numpy.minimum(random.zipf(1.5, rows) - 1, values - 1)]
    columns["flag"] = random.random(rows) < 0.1
    columns["const"] = numpy.full(rows, "k")
    columns["date"] = pandas.Timestamp("2020-01-01") + pandas.to_timedelta(random.integers(0, 10**8, rows), unit="s")
    columns["id"] = numpy.arange(rows)
    columns["label"] = numpy.where(columns["num0"] + random.normal(0, 0.3, rows) > 0, "pos", "neg")
    pandas.DataFrame(columns).to_parquet(path)
