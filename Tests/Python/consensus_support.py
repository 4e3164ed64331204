"""Votes, and what `quorum consensus` makes of them."""

import csv
import json
import subprocess

import numpy
import pandas
from export_support import quorum_binary

METHODS = ["majority", "wawa", "dawid-skene", "one-coin", "mace", "glad"]
COLUMNS = ["task", "worker", "label"]


def run(*arguments, expect=0):
    done = subprocess.run([quorum_binary(), "consensus", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == expect, done.stdout + done.stderr
    return done


def write(votes, path):
    votes.to_csv(path, index=False, quoting=csv.QUOTE_NONNUMERIC)
    return path


def consensus(votes, folder, *options):
    """The labels, a row a task, and the report."""
    source = write(votes, folder / "votes.csv")
    out, report = folder / "labels.csv", folder / "report.json"
    run(source, "--out", out, "--json", report, *options)
    table = pandas.read_csv(out, dtype={"task": str, "label": str}, keep_default_na=False)
    assert list(table.columns) == ["task", "label", "support", "votes", "agreement", "confidence"]
    return table.set_index("task"), json.loads(report.read_text())


def simulate(seed, tasks=200, workers=20, labels=3, answers=(3, 6), skill=(0.4, 0.95)):
    """Votes of workers with an accuracy of their own who otherwise pick any label, and the truth."""
    source = numpy.random.default_rng(seed)
    names = [f"label {chr(97 + code)}" for code in range(labels)]
    truth = source.choice(names, tasks, p=source.dirichlet([5] * labels))
    skills = source.uniform(*skill, workers)
    rows = []
    for task in range(tasks):
        for worker in source.choice(workers, min(workers, source.integers(answers[0], answers[1] + 1)), replace=False):
            label = truth[task] if source.random() < skills[worker] else source.choice(names)
            rows.append((f"task {task:04}", f"worker {worker:02}", label))
    source.shuffle(rows)
    return pandas.DataFrame(rows, columns=COLUMNS), pandas.Series(truth, [f"task {task:04}" for task in range(tasks)])
