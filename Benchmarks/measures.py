"""Exact duplicates and overlap between splits beside polars, on a corpus with planted copies."""

import json
import random
import tempfile
import textwrap
from pathlib import Path

from common import ROOT, best, report, require_binary

DOCUMENTS = 120_000

POLARS = textwrap.dedent(
    """
    import sys, polars
    train, test = (polars.read_ndjson(path) for path in sys.argv[1:3])
    print(train.filter(polars.col("text").is_duplicated()).height,
          test.join(train.select("text").unique(), on="text", how="semi").height)
    """
)


def corpus(folder: Path) -> tuple[Path, Path]:
    """Train and test JSONL of about 140 MB, 2 % of the documents copied."""
    source = random.Random(11)
    words = ["".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=source.randint(2, 11))) for _ in range(50_000)]
    documents: list[str] = []
    for _ in range(DOCUMENTS):
        copied = documents and source.random() < 0.02
        documents.append(source.choice(documents) if copied else " ".join(source.choices(words, k=160)))
    paths = folder / "train.jsonl", folder / "test.jsonl"
    for path, part in zip(paths, (documents[: DOCUMENTS * 9 // 10], documents[DOCUMENTS * 9 // 10 :])):
        with open(path, "w") as file:
            file.writelines(json.dumps({"text": text}) + "\n" for text in part)
    return paths


def main() -> None:
    quorum = require_binary()
    with tempfile.TemporaryDirectory() as folder:
        train, test = corpus(Path(folder))
        peer = best([ROOT / ".venv/bin/python", "-c", POLARS, train, test])
        ours = best(
            [quorum, "measure", "--train", train, "--test", test, "--text", "text", "--json", Path(folder) / "r.json",
             "--checks", "duplicates.exact,leakage.exact_overlap", "--fail-on", "none"]
        )
    report(
        f"Exact duplicates and overlap, {DOCUMENTS:,} documents",
        ["tool", "wall s", "CPU s", "peak MB"],
        [
            ["Quorum", ours.wall, ours.cpu, ours.peak_mb],
            ["polars", peer.wall, peer.cpu, peer.peak_mb],
            ["ratio", ours.wall / peer.wall, ours.cpu / peer.cpu, ours.peak_mb / peer.peak_mb],
        ],
    )


if __name__ == "__main__":
    main()
