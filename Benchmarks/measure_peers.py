"""Quorum's measures beside the tools people use for them, in one run: near and exact duplicates, words, a profile.

    measure_peers.py [--documents 100000] [--rows 1000000] [--install]

The peers are installed in environments of their own under ~/.cache, for some need older packages than the tests, and
text-dedup older ones than the others; --install does only that.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from common import best, report, require_binary
from planted import Corpus, table

# By environment.
PACKAGES = {
    "quorum-measure-peers": [
        "pyarrow", "rensa==0.5.0", "datasketch==2.0.0", "polars", "duckdb", "ydata-profiling", "setuptools<81"],
    "quorum-measure-text-dedup": ["text-dedup==0.4.0"],
}

LOAD = """
import json, re, sys
texts = [json.loads(line)["text"] for line in open(sys.argv[1])]
def shingles(text):
    words = re.findall(r"\\w+", text.lower())
    return [" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))]
def write(pairs):
    json.dump(sorted(pairs), open(sys.argv[2], "w"))
"""

PEERS = {
    "near": {
        "rensa": LOAD + """
from rensa import RMinHash, RMinHashLSH
index, sketches, pairs = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16), [], []
for number, text in enumerate(texts):
    sketch = RMinHash(num_perm=128, seed=42)
    sketch.update(shingles(text))
    pairs += [(other, number) for other in index.query(sketch) if sketch.jaccard(sketches[other]) >= 0.8]
    index.insert(number, sketch)
    sketches.append(sketch)
write(pairs)
""",
        "datasketch": LOAD + """
from datasketch import MinHash, MinHashLSH
index, pairs = MinHashLSH(threshold=0.8, num_perm=128), []
for number, text in enumerate(texts):
    sketch = MinHash(num_perm=128)
    sketch.update_batch([each.encode() for each in set(shingles(text))])
    pairs += [(other, number) for other in index.query(sketch)]
    index.insert(number, sketch)
write(pairs)
""",
        # Its clusters; no text of the corpus is in more than a few pairs.
        "text-dedup": """
import collections, itertools, json, os, sys, tempfile
with tempfile.TemporaryDirectory() as folder:
    os.environ["HF_HOME"] = os.environ["HF_DATASETS_CACHE"] = folder
    from text_dedup import minhash
    minhash.main(standalone_mode=False, args=[
        "--path", "json", "--data_files", sys.argv[1], "--split", "train", "--column", "text", "--cache_dir", folder,
        "--output", folder + "/kept", "--num_perm", "128", "--threshold", "0.8", "--ngram", "5", "--min_length", "1",
        "--hash_func", "xxh3", "--num_proc", "2"])
clusters = collections.defaultdict(list)
for number in list(minhash.uf.parent):
    clusters[minhash.uf.find(number)].append(int(number))
json.dump([pair for each in clusters.values() for pair in itertools.combinations(sorted(each), 2)], open(sys.argv[2], "w"))
""",
    },
    "exact": {
        "polars": "import polars, sys; print(polars.read_ndjson(sys.argv[1]).filter(polars.col('text').is_duplicated()).height)",
        "duckdb": """
import duckdb, sys
duckdb.execute("set threads=2")
print(duckdb.sql(f"select sum(n) from (select count(*) n from read_json('{sys.argv[1]}', format='newline_delimited') group by text having n > 1)").fetchall())
""",
    },
    "words": {
        "polars": """
import polars, sys
words = polars.read_ndjson(sys.argv[1]).select(polars.col("text").str.to_lowercase().str.extract_all(r"\\w+").alias("w")).with_row_index().explode("w")
print(words.group_by("w").len().height)
print(words.with_columns(polars.col("w").shift(-1).over("index").alias("next")).drop_nulls().group_by("w", "next").len().height)
""",
        "duckdb (no pairs)": """
import duckdb, sys
duckdb.execute("set threads=2")
print(duckdb.sql(f"select count(distinct w) from (select unnest(regexp_extract_all(lower(text), '[\\\\p{{L}}\\\\p{{N}}_]+')) w from read_json('{sys.argv[1]}', format='newline_delimited'))").fetchall())
""",
    },
    "profile": {
        "ydata-profiling, minimal": """
import pandas, sys
from ydata_profiling import ProfileReport
ProfileReport(pandas.read_parquet(sys.argv[1]), minimal=True, progress_bar=False).to_file(sys.argv[2] + ".html")
""",
        "polars describe": "import polars, sys; frame = polars.read_parquet(sys.argv[1]); print(frame.describe(), [frame[c].value_counts().height for c in frame.columns])",
    },
}


def environments() -> list[Path]:
    """The Pythons of the peers; those that cannot be installed are left out, and named."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return [environment(cache / name, packages) for name, packages in PACKAGES.items()]


def environment(home: Path, packages: list[str]) -> Path:
    python = home / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    have = subprocess.run([python, "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout.lower()
    for package in packages:
        name = package.split("=")[0].split("<")[0]
        if f"{name}==" in have or name == "setuptools" and installed(python, "pkg_resources"):
            continue
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package], check=False)
        if done.returncode:
            print(f"{name} cannot be installed here and is left out")
    return python


def installed(python: Path, module: str) -> bool:
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def quorum(data: Path, target: Path, checks: str | None, *options: str) -> list[object]:
    chosen = ["--checks", checks] if checks else []
    return [require_binary(), "measure", data, *chosen, "--json", target, "--fail-on", "none", *options]


def section(title: str, kind: str, pythons: list[Path], data: Path, ours: dict[str, list[object]], folder: Path, judge=None) -> None:
    header = ["tool", "wall s", "CPU s", "peak MB"] + (["recall", "precision", "contained found"] if judge else [])
    commands = dict(ours)
    for name, script in PEERS[kind].items():
        module = name.split()[0].split(",")[0].replace("-", "_")
        python = next((each for each in pythons if installed(each, module)), None)
        if python:
            commands[name] = [python, "-c", script, data, folder / "pairs.json"]
    rows = []
    for name, command in commands.items():
        run = best(command, rounds=1 if kind == "near" else 3, by="cpu")
        found = judge(folder, name) if judge else ()
        rows.append([name, run.wall, run.cpu, run.peak_mb, *(f"{figure:.4f}" for figure in found)])
    report(title, header, rows)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--documents", type=int, default=100_000)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--install", action="store_true", help="install the peers and do nothing else")
    chosen = arguments.parse_args()
    pythons = environments()
    if chosen.install:
        return
    corpus = Corpus(chosen.documents)

    def judge(folder: Path, name: str) -> tuple[float, float, float]:
        if name != "Quorum":
            return corpus.judge({tuple(sorted(pair)) for pair in json.loads((folder / "pairs.json").read_text())})
        examples = json.loads((folder / "report.json").read_text())["checks"][0]["examples"]
        return corpus.judge({tuple(sorted((each["row"], each["twin_row"]))) for each in examples})

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, rows, target = folder / "texts.jsonl", folder / "table.parquet", folder / "report.json"
        corpus.write(texts)
        size = f"{len(corpus.texts):,} texts, {texts.stat().st_size / 1e6:.0f} MB"
        section(f"Near duplicates, {size}", "near", pythons, texts,
                {"Quorum": quorum(texts, target, "duplicates.near", "--text", "text", "--examples", "10000000")}, folder, judge)
        section(f"Exact duplicates, {size}", "exact", pythons, texts,
                {"Quorum": quorum(texts, target, "duplicates.exact", "--text", "text")}, folder)
        section(f"Words and pairs of words, {size}", "words", pythons, texts,
                {"Quorum": quorum(texts, target, "stats.text", "--text", "text")}, folder)
        table(rows, chosen.rows)
        section(f"Profile of {chosen.rows:,} rows x 20 columns", "profile", pythons, rows,
                {"Quorum, every check": quorum(rows, target, None),
                 "Quorum, columns": quorum(rows, target, "stats.columns,stats.labels,integrity.values")}, folder)


if __name__ == "__main__":
    main()
