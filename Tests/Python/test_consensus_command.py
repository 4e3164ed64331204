"""`quorum consensus` as a command: what it reads and writes, what it says of ties, gold and policies, what it refuses."""

import csv
import json
import resource
import signal
import subprocess

import pandas
import pytest
from consensus_support import COLUMNS, METHODS, consensus, run, simulate, write
from export_support import quorum_binary


def test_measuring_gives_the_same_workers(tmp_path):
    votes, _ = simulate(42, tasks=60)
    _, report = consensus(votes, tmp_path, "--method", "dawid-skene")
    done = subprocess.run([quorum_binary(), "measure", tmp_path / "votes.csv", "--checks", "labels.workers", "--json", "-"],
                          capture_output=True, text=True)
    check = json.loads(done.stdout)["checks"][0]
    assert check["values"]["workers"] == report["workers"] and check["verdict"] in ("pass", "warn")


def text_votes():
    """Labels with commas, quotes, line breaks, semicolons, nothing, and other scripts."""
    labels = ["plain", 'say "hi"', "a,b", "two\nlines", "two\r\nlines", "", "日本 ещё é", " space ", "x;y"]
    rows = [(f"t{place}", f"w{worker}", label) for place, label in enumerate(labels) for worker in range(3)]
    return pandas.DataFrame(rows, columns=COLUMNS), labels


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "parquet"])
def test_every_format_gives_the_same_and_labels_survive(tmp_path, format):
    votes, labels = text_votes()
    source = tmp_path / f"votes.{format}"
    if format == "jsonl":
        votes.to_json(source, orient="records", lines=True, force_ascii=False)
    elif format == "parquet":
        votes.to_parquet(source)
    else:
        votes.to_csv(source, index=False, sep="," if format == "csv" else "\t", quoting=csv.QUOTE_ALL)
    run(source, "--out", tmp_path / "out.csv")
    with open(tmp_path / "out.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["task"], row["label"]) for row in rows] == [(f"t{place}", label) for place, label in enumerate(labels)]
    assert all((row["support"], row["votes"], float(row["agreement"])) == ("3", "3", 1) for row in rows)


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_rows_does_not_matter(tmp_path, method):
    votes, _ = simulate(31, tasks=60)
    texts = set()
    for seed in range(3):
        consensus(votes.sample(frac=1, random_state=seed), tmp_path, "--method", method)
        texts.add((tmp_path / "labels.csv").read_bytes() + (tmp_path / "report.json").read_bytes())
    assert len(texts) == 1


def test_repeat_votes_are_reported_and_the_last_counts(tmp_path):
    votes = pandas.DataFrame(
        [("t", "a", "x"), ("t", "b", "y"), ("t", "a", "y"), ("t", "a", "y"), ("u", "a", "z")], columns=COLUMNS)
    table, report = consensus(votes, tmp_path)
    assert (table.label["t"], table.support["t"], table.votes["t"]) == ("y", 2, 2)
    assert report["repeat_votes"] == 2 and report["votes"] == 3
    assert "last vote" in report["settings"]["repeat_votes"]
    assert "2 repeat votes" in run(tmp_path / "votes.csv", "--out", tmp_path / "out.csv").stdout


def test_ties_are_named(tmp_path):
    votes = pandas.DataFrame(
        [("t", "a", "y"), ("t", "b", "x"), ("u", "a", "x"), ("u", "b", "x"), ("u", "c", "y")], columns=COLUMNS)
    table, report = consensus(votes, tmp_path)
    assert report["ties"] == 1 and report["tied_tasks"] == [{"task": "t", "labels": ["x", "y"]}]
    assert table.label["t"] == "x" and table.confidence["t"] == 0.5
    assert "t (x | y)" in run(tmp_path / "votes.csv", "--out", tmp_path / "out.csv").stdout


def settled_by_hand(votes, agree, most):
    """The states of the tasks, and the labels of the settled ones."""
    states = {}
    for task, group in votes.groupby("task"):
        counts, states[task] = {}, "open"
        for place, label in enumerate(group.label[:most], 1):
            counts[label] = counts.get(label, 0) + 1
            if counts[label] == agree:
                states[task] = "settled"
                break
            if max(counts.values()) + most - place < agree:
                states[task] = "contested"
                break
    return states


@pytest.mark.parametrize("policy", ["1/1", "2/3", "3/5", "4/7", "2/7"])
def test_a_policy_counts_what_it_settles(tmp_path, policy):
    votes, _ = simulate(32, answers=(1, 8), labels=4)
    _, report = consensus(votes, tmp_path, "--policy", policy)
    states = settled_by_hand(votes, *map(int, policy.split("/")))
    for state in ("settled", "contested", "open"):
        assert report[state] == list(states.values()).count(state)
    for state in ("contested", "open"):
        assert report[f"{state}_tasks"] == sorted(task for task in states if states[task] == state)


def test_gold_scores_and_names_what_is_missing(tmp_path):
    votes, truth = simulate(33, tasks=100)
    gold = truth[10:].rename("label").rename_axis("task").reset_index()
    gold.loc[len(gold)] = ["nobody's task", "label a"]
    gold.to_csv(tmp_path / "gold.csv", index=False)
    table, report = consensus(votes, tmp_path, "--gold", tmp_path / "gold.csv", "--policy", "2/3")
    counts = votes.groupby("task").label.value_counts().unstack(fill_value=0)
    right = 0
    for task in truth.index[10:]:
        best = counts.loc[task][counts.loc[task] == counts.loc[task].max()].index
        right += (truth[task] in best) / len(best)
    score = report["gold"]
    assert score["tasks"] == 90 and score["accuracy"] == pytest.approx(right / 90)
    assert score["low"] < score["accuracy"] < score["high"]
    assert score["tasks_without_gold"] == 10 and score["gold_without_votes"] == ["nobody's task"]
    assert score["settled"]["tasks"] < 90 and score["settled"]["accuracy"] > score["accuracy"]
    of_worker = votes[votes.worker == "worker 03"].merge(gold, on="task")
    worker = next(each for each in report["workers"] if each["worker"] == "worker 03")["gold"]
    assert worker["tasks"] == len(of_worker)
    assert worker["accuracy"] == pytest.approx((of_worker.label_x == of_worker.label_y).mean())


@pytest.mark.parametrize("floats", ["votes", "gold"])
def test_gold_of_numbers_is_compared_as_numbers(tmp_path, floats):
    votes, truth = simulate(35, tasks=60)
    codes = {label: code for code, label in enumerate(sorted(truth.unique()))}
    votes["label"] = votes["label"].map(codes).astype(float if floats == "votes" else int)
    gold = truth.map(codes).astype(float if floats == "gold" else int).rename("label").rename_axis("task").reset_index()
    gold.to_parquet(tmp_path / "gold.parquet")
    _, report = consensus(votes, tmp_path, "--gold", tmp_path / "gold.parquet", "--policy", "2/3")
    assert report["gold"]["accuracy"] > 0.7 and report["gold"]["settled"]["accuracy"] > 0.7
    both = votes.merge(gold, on="task")
    right = (both["label_x"] == both["label_y"]).groupby(both["worker"]).mean()
    for worker in report["workers"]:
        assert worker["gold"]["accuracy"] == pytest.approx(right[worker["worker"]])


def test_json_on_the_output_is_all_there_is(tmp_path):
    write(simulate(34, tasks=5)[0], tmp_path / "votes.csv")
    done = run(tmp_path / "votes.csv", "--out", tmp_path / "out.csv", "--json", "-")
    assert json.loads(done.stdout)["schema"] == "quorum.consensus/1" and done.stderr == ""


GOOD = "task,worker,label\nt,a,x\nt,b,y\n"
BAD = {
    "an empty file": ("", [], "empty"),
    "a header alone": ("task,worker,label\n", [], "no rows"),
    "no such column": ("item,worker,label\nt,a,x\n", [], "'task'"),
    "a missing label": ("task,worker,label\nt,a,x\nt,b,\n", [], "row 2 has no label"),
    "a missing worker": ("task,worker,label\nt,,x\n", [], "row 1 has no worker"),
    "an empty task": ('task,worker,label\n"",a,x\n', [], "row 1 has an empty task"),
    "a ragged row": ("task,worker,label\nt,a\n", [], "line 2"),
    "an unknown method": (GOOD, ["--method", "vote"], "dawid-skene"),
    "more than there are": (GOOD, ["--policy", "5/3"], "5/3"),
    "words of labels": (GOOD, ["--policy", "1/2", "--match", "word"], "rover"),
    "a match without a policy": (GOOD, ["--method", "rover", "--match", "word"], "--policy"),
    "an unknown match": (GOOD, ["--method", "rover", "--policy", "1/2", "--match", "letter"], "answer nor word"),
    "half a policy": (GOOD, ["--policy", "4"], "AGREE/MAX"),
    "weights without a file": (GOOD, ["--method", "weighted-majority"], "--weights"),
    "weights for another method": (GOOD, ["--weights", "gold.csv"], "weighted-majority"),
    "gold of other tasks": (GOOD, ["--gold", "gold.csv"], "none of its 1 tasks"),
    "gold twice": (GOOD, ["--gold", "twice.csv"], "row 2 names task 't' again"),
    "an unknown normalisation": (GOOD, ["--method", "rover", "--normalise", "vowels"], "lookalikes"),
    "normalised labels": (GOOD, ["--normalise", "case"], "rover"),
    "no gold": (GOOD, ["--gold", "nowhere.csv"], "nowhere.csv"),
    "the votes as the output": (GOOD, ["--out", "votes.csv"], "votes.csv"),
    "one file for both": (GOOD, ["--json", "labels.csv"], "labels.csv"),
    "no CSV": (GOOD, ["--out", "labels.parquet"], ".csv"),
    "no folder": (GOOD, ["--out", "none/labels.csv"], "none/labels.csv"),
}


@pytest.mark.parametrize("case", BAD, ids=lambda name: name.replace(" ", "-"))
def test_bad_input_is_explained_and_leaves_nothing(tmp_path, case):
    text, options, said = BAD[case]
    (tmp_path / "votes.csv").write_text(text)
    (tmp_path / "gold.csv").write_text("task,label\nother,x\n")
    (tmp_path / "twice.csv").write_text("task,label\nt,x\nt,y\n")
    before = sorted(tmp_path.iterdir())
    if "--out" not in options:
        options = [*options, "--out", "labels.csv"]
    done = subprocess.run(
        [quorum_binary(), "consensus", "votes.csv", *options], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr and "error" in done.stderr.lower(), done.stderr
    assert sorted(tmp_path.iterdir()) == before and (tmp_path / "votes.csv").read_text() == text


def test_outputs_are_whole_or_as_they_were(tmp_path):
    write(simulate(35, tasks=5)[0], tmp_path / "votes.csv")
    (tmp_path / "kept.csv").write_text("old")
    (tmp_path / "kept.csv").chmod(0o600)
    (tmp_path / "link.csv").symlink_to("kept.csv")
    run(tmp_path / "votes.csv", "--out", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "kept.csv").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "kept.csv").read_text().startswith("task,label,support,votes,agreement,confidence\n")
    run(tmp_path / "votes.csv", "--out", "/dev/null")
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]
    # A file too large for the process: the old one stays, and nothing else.
    before = (tmp_path / "kept.csv").read_text()
    write(simulate(36, tasks=2000, answers=(1, 1))[0], tmp_path / "votes.csv")
    done = subprocess.run(
        [quorum_binary(), "consensus", tmp_path / "votes.csv", "--out", tmp_path / "kept.csv"], capture_output=True,
        text=True, preexec_fn=limit_files)
    assert done.returncode == 2 and "kept.csv" in done.stderr, done.stderr
    assert (tmp_path / "kept.csv").read_text() == before
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]


def limit_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
