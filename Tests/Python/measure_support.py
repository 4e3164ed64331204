"""What the tests of `quorum measure` share: running it, random tables, files of every format."""

import json
import random
import resource
import subprocess
import unicodedata

import pandas
import pytest

from export_support import quorum_binary


def run(*arguments, expect=(0, 1)):
    result = subprocess.run([quorum_binary(), "measure", *map(str, arguments)], capture_output=True, text=True)
    assert result.returncode in expect, result.stderr
    return result


def measure(*arguments):
    return json.loads(run(*arguments, "--json", "-").stdout)


def processor_seconds(*arguments):
    """What a run takes, whatever else the machine does."""
    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = spent()
    run(*arguments)
    return spent() - before


def values(report, check):
    return next(each["values"] for each in report["checks"] if each["id"] == check)


def close(ours, theirs):
    return ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def normalised(text):
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def frame(seed, rows, key_range=400):
    """Rows with duplicates, several scripts, quotes, line breaks and missing cells."""
    generator = random.Random(seed)
    words = ["alpha", "Beta", "GAMMA", "épée", "e\u0301pe\u0301e", "naïve", "ещё", "Ёлка", "日本", 'say "hi"', "a,b", "x\ny"]

    def text():
        return generator.choice(["", " "]) + generator.choice([" ", "  "]).join(
            generator.choice(words) for _ in range(generator.randint(1, 2)))

    return pandas.DataFrame({
        "text": [text() for _ in range(rows)],
        "count": [generator.randint(-5, key_range) for _ in range(rows)],
        "ratio": [generator.choice([None, generator.uniform(-1e3, 1e3), 0.5]) for _ in range(rows)],
        "color": [generator.choice(["red", "green", "blue", None]) for _ in range(rows)],
        "label": [generator.choice(["no", "no", "yes"]) for _ in range(rows)],
        "user": [f"u{generator.randint(0, 99)}" for _ in range(rows)],
    })


def write(table, path):
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    elif path.suffix == ".jsonl":
        table.to_json(path, orient="records", lines=True, force_ascii=False, double_precision=15)
    else:
        table.to_parquet(path)
    return path


def random_splits(suffix, folder):
    train, test = frame(1, 3000), frame(2, 900)
    # JSON as pandas writes it has 15 decimals; all formats get numbers that survive that.
    for table in (train, test):
        table["ratio"] = table["ratio"].round(6)
    paths = [write(table, folder / f"{name}.{suffix}") for name, table in (("train", train), ("test", test))]
    return train, test, *paths
