"""Labels from 1,000,000 votes beside crowd-kit, method by method.

Twice: from the same CSV to a file of labels, where Quorum's time is the whole process and crowd-kit's begins after its
imports; and the method alone, on votes in memory whose tasks, workers and labels are numbers for both.
crowd-kit's MACE and GLAD would take hours, so they do a part of their work (one of ten restarts of two rounds instead of
fifty, one round of one step), and the ratio is a lower bound.
"""

import json
import os
import re
import sys
import tempfile
import textwrap
from pathlib import Path

import numpy
from common import report, require_binary, timed

TASKS, WORKERS, LABELS, VOTES = 200_000, 2_000, 5, 5

# What crowd-kit runs, and what of it is left out.
METHODS = {
    "majority": ("MajorityVote()", ""),
    "wawa": ("Wawa()", ""),
    "dawid-skene": ("DawidSkene()", ""),
    "one-coin": ("OneCoinDawidSkene()", ""),
    "mace": ("MACE(n_restarts=1, n_iter=2)", "1/250 of it"),
    "glad": ("GLAD(n_iter=1, m_step_max_iter=1)", "1 step of it"),
}

# crowd-kit 1.4.2 cannot apply Wawa's skills under scikit-learn 1.9; that second step is a weighted majority vote.
CROWD_KIT = textwrap.dedent(
    """
    import json, resource, sys, time, warnings
    warnings.filterwarnings("ignore")
    import pandas
    from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote, OneCoinDawidSkene, Wawa
    start, cpu = time.perf_counter(), time.process_time()
    votes = pandas.read_csv(sys.argv[1])
    def fit(votes):
        model = eval(sys.argv[2])
        fitted = model.fit(votes)
        return MajorityVote().fit(votes, skills=fitted.skills_) if isinstance(model, Wawa) else fitted
    fit(votes).labels_.to_csv(sys.argv[3])
    whole = time.perf_counter() - start, time.process_time() - cpu
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    codes = votes.apply(lambda column: column.astype("category").cat.codes)
    start = time.perf_counter()
    fit(codes)
    json.dump([*whole, used, time.perf_counter() - start], open(sys.argv[4], "w"))
    """
)


def write_votes(path: Path) -> None:
    """Five votes on each task by workers with an accuracy from 0.4 to 0.95, in random order."""
    source = numpy.random.default_rng(1)
    truth = source.integers(0, LABELS, TASKS)
    skill = source.uniform(0.4, 0.95, WORKERS)
    tasks = numpy.repeat(numpy.arange(TASKS), VOTES)
    # Five different workers: a random first one, and random steps between the following.
    steps = source.integers(1, WORKERS // VOTES, (TASKS, VOTES)).cumsum(axis=1)
    workers = ((source.integers(0, WORKERS, (TASKS, 1)) + steps) % WORKERS).ravel()
    known = source.random(tasks.size) < skill[workers]
    labels = numpy.where(known, truth[tasks], source.integers(0, LABELS, tasks.size))
    order = source.permutation(tasks.size)
    with open(path, "w") as file:
        file.write("task,worker,label\n")
        file.writelines(f"task{t},worker{w},label{l}\n" for t, w, l in zip(tasks[order], workers[order], labels[order]))


def main() -> None:
    quorum = require_binary()
    wanted = os.environ.get("METHODS", ",".join(METHODS)).split(",")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        votes, out, result = (Path(folder) / name for name in ("votes.csv", "out.csv", "result.json"))
        write_votes(votes)
        for method in wanted:
            expression, part = METHODS[method]
            ours = min((timed([quorum, "consensus", votes, "--out", out, "--method", method]) for _ in range(3)),
                       key=lambda run: run.wall)
            timed([sys.executable, "-c", CROWD_KIT, votes, expression, Path(folder) / "peer.csv", result])
            wall, cpu, peak, fit = json.loads(result.read_text())
            decided = float(re.search(r"decided in ([\d.]+)s", ours.output)[1])
            rows.append([method, ours.wall, ours.cpu, ours.peak_mb, wall, cpu, peak, wall / ours.wall, decided, fit,
                         fit / decided, part])
    report(
        f"Labels from {TASKS * VOTES:,} votes on {TASKS:,} tasks",
        ["method", "Quorum wall s", "CPU s", "peak MB", "crowd-kit wall s", "CPU s", "peak MB", "ratio of wall",
         "method alone s", "crowd-kit's s", "ratio", ""],
        rows,
    )


if __name__ == "__main__":
    main()
