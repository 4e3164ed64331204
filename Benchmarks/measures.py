"""Exact duplicates and overlap between splits beside polars, on a corpus with planted copies; and rows of numbers of which a
copy in single precision is in another split, beside pandas and scikit-learn.

    measures.py [--documents 120000] [--rows 1000000]
"""

import argparse
import json
import random
import tempfile
import textwrap
from pathlib import Path

import numpy
import pandas

from common import ROOT, best, report, require_binary

POLARS = textwrap.dedent(
    """
    import sys, polars
    train, test = (polars.read_ndjson(path) for path in sys.argv[1:3])
    print(train.filter(polars.col("text").is_duplicated()).height,
          test.join(train.select("text").unique(), on="text", how="semi").height)
    """
)


# Both divide the numbers by the tolerance of their column, as Quorum defines it: 1e-5 of the median distance from the median.
SCALE = """
import sys, numpy, pandas
train, test = (pandas.read_parquet(path) for path in sys.argv[1:3])
middle = pandas.concat([train, test]).median()
distance = pandas.concat([(train - middle).abs(), (test - middle).abs()]).median() * 1e-5
train, test = train / distance, test / distance
"""

NEARBY = {
    # The nearest number of one column, and then all of the others: right where each number is there once.
    "pandas merge_asof": SCALE + """
first = train.columns[0]
train, test = train.sort_values(first), test.sort_values(first)
train["place"] = numpy.arange(len(train))
found = pandas.merge_asof(test[[first]], train[[first, "place"]], on=first, direction="nearest", tolerance=1.0)["place"]
has = found.notna().to_numpy()
gaps = numpy.abs(test.to_numpy()[has] - train.drop(columns="place").to_numpy()[found[has].astype(int)])
print((gaps <= 1).all(axis=1).sum())
""",
    "scikit-learn KDTree": SCALE + """
from sklearn.neighbors import KDTree
tree = KDTree(train.to_numpy(), metric="chebyshev")
print((tree.query_radius(test.to_numpy(), 1.0, count_only=True) > 0).sum())
""",
}


def numbers(folder: Path, rows: int) -> tuple[Path, Path, int]:
    """Nine tenths and a tenth of the rows, twenty columns, a fiftieth of the tenth rounded from rows of the others."""
    source = numpy.random.default_rng(5)
    train = source.normal(0, 10.0 ** source.integers(-2, 4, 20), (rows * 9 // 10, 20))
    test = source.normal(0, 1, (rows // 10, 20)) * train.std(axis=0)
    copied = len(test) // 50
    chosen = source.choice(len(train), copied, replace=False)
    test[source.choice(len(test), copied, replace=False)] = train[chosen].astype(numpy.float32)
    paths = folder / "train.parquet", folder / "test.parquet"
    for path, part in zip(paths, (train, test)):
        pandas.DataFrame(part, columns=[f"c{place}" for place in range(20)]).to_parquet(path)
    return *paths, copied


def nearby(quorum: Path, rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        train, test, copied = numbers(folder, rows)
        target = folder / "r.json"
        ours = best([quorum, "measure", "--train", train, "--test", test, "--json", target, "--checks",
                     "leakage.exact_overlap", "--fail-on", "none"])
        pairs = json.loads(target.read_text())["checks"][0]["values"]["pairs"]
        found = next(each["rows"] for each in pairs if (each["from"], each["variant"]) == ("test", "tolerance"))
        lines = [["Quorum, exact and within the tolerance", ours.wall, ours.cpu, ours.peak_mb, found]]
        for tool, script in NEARBY.items():
            run = best([ROOT / ".venv/bin/python", "-c", script, train, test], rounds=1)
            lines.append([tool, run.wall, run.cpu, run.peak_mb, int(run.output)])
    report(f"Rows whose numbers differ a little, {rows:,} x 20, {copied:,} copied in single precision",
           ["tool", "wall s", "CPU s", "peak MB", "found"], lines)


def corpus(folder: Path, count: int) -> tuple[Path, Path]:
    """Train and test JSONL, of about 140 MB with 120,000 documents; 2 % of the documents copied."""
    source = random.Random(11)
    words = ["".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=source.randint(2, 11))) for _ in range(50_000)]
    documents: list[str] = []
    for _ in range(count):
        copied = documents and source.random() < 0.02
        documents.append(source.choice(documents) if copied else " ".join(source.choices(words, k=160)))
    paths = folder / "train.jsonl", folder / "test.jsonl"
    for path, part in zip(paths, (documents[: count * 9 // 10], documents[count * 9 // 10 :])):
        with open(path, "w") as file:
            file.writelines(json.dumps({"text": text}) + "\n" for text in part)
    return paths


def copies(quorum: Path, documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        train, test = corpus(Path(folder), documents)
        peer = best([ROOT / ".venv/bin/python", "-c", POLARS, train, test])
        ours = best(
            [quorum, "measure", "--train", train, "--test", test, "--text", "text", "--json", Path(folder) / "r.json",
             "--checks", "duplicates.exact,leakage.exact_overlap", "--fail-on", "none"]
        )
    report(
        f"Exact duplicates and overlap, {documents:,} documents",
        ["tool", "wall s", "CPU s", "peak MB"],
        [
            ["Quorum", ours.wall, ours.cpu, ours.peak_mb],
            ["polars", peer.wall, peer.cpu, peer.peak_mb],
            ["ratio", ours.wall / peer.wall, ours.cpu / peer.cpu, ours.peak_mb / peer.peak_mb],
        ],
    )


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--documents", type=int, default=120_000)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    chosen = arguments.parse_args()
    quorum = require_binary()
    copies(quorum, chosen.documents)
    nearby(quorum, chosen.rows)


if __name__ == "__main__":
    main()
