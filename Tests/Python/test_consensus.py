"""`quorum consensus` against crowd-kit 1.4.2 on simulated votes with known truth, and on votes of awkward shapes.

Where crowd-kit does not determine a result, each test says how that is handled:

* Ties. crowd-kit takes the label that comes first in a table of its own, `quorum` the first by its bytes; labels are
  compared where crowd-kit's best two differ by more than 1e-6, probabilities everywhere.
* Dawid–Skene. crowd-kit adds the labels' prior to its bound once for every vote, not once for every task, so it may stop
  in another round. It is run for as many rounds as `quorum` took; all probabilities must then be equal.
* MACE. crowd-kit starts from random numbers, the same for each of its ten restarts, and `quorum` from equal workers.
  crowd-kit is given that start. It also adds up habits by sorted names but reads them by order of appearance, so workers
  and labels are named by their order of appearance.
* GLAD. crowd-kit climbs with few, inexact steps; it is run to its end here, and probabilities are equal to 0.01.
* Wawa. crowd-kit 1.4.2 cannot apply its skills under scikit-learn 1.9, so its two steps are done by hand.
"""

import csv
import itertools
import json
import random
import resource
import signal
import subprocess
import warnings

import krippendorff
import numpy
import pandas
import pytest
from statsmodels.stats.proportion import proportion_confint

from export_support import quorum_binary

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote, OneCoinDawidSkene, Wawa

pytestmark = pytest.mark.filterwarnings("ignore")

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


SHAPES = {
    "two labels": dict(seed=1, labels=2),
    "three labels": dict(seed=2),
    "five labels": dict(seed=3, labels=5, answers=(5, 9)),
    "ten labels": dict(seed=4, labels=10, tasks=150),
    "sparse": dict(seed=5, workers=60, answers=(1, 3)),
    "dense": dict(seed=6, workers=8, answers=(8, 8), tasks=100),
    "even votes": dict(seed=7, labels=2, answers=(4, 4)),
    "poor workers": dict(seed=8, skill=(0.1, 0.6), labels=4),
    "one vote a task": dict(seed=9, answers=(1, 1), tasks=60),
    "one worker": dict(seed=10, workers=1, answers=(1, 1), tasks=20),
    "one task": dict(seed=11, tasks=1, answers=(7, 7)),
    "many votes a task": dict(seed=12, tasks=6, workers=400, answers=(300, 400)),
}


@pytest.fixture(params=SHAPES, ids=lambda name: name.replace(" ", "-"))
def votes(request):
    return simulate(**SHAPES[request.param])[0]


def assert_same_labels(ours, theirs):
    """`theirs`: tasks × labels."""
    best = numpy.sort(theirs.to_numpy(), axis=1)
    sure = best[:, -1] - best[:, -2] > 1e-6 if theirs.shape[1] > 1 else numpy.full(len(theirs), True)
    expected = theirs.idxmax(axis=1)[sure]
    assert (ours.label[expected.index] == expected).all()
    return sure.sum()


def assert_same(ours, theirs, tolerance):
    """Labels, and how sure the methods are of them."""
    theirs = theirs.sort_index()
    theirs = theirs[sorted(theirs.columns)]
    assert list(ours.index) == list(theirs.index)
    assert_same_labels(ours, theirs)
    difference = numpy.abs(ours.confidence.to_numpy() - theirs.max(axis=1).to_numpy())
    assert difference.max() <= tolerance


def test_counts_equal_pandas(votes, tmp_path):
    table, report = consensus(votes, tmp_path)
    counts = votes.groupby("task").label.value_counts().unstack(fill_value=0)
    assert (table.votes == counts.sum(axis=1)).all() and (table.support == counts.max(axis=1)).all()
    assert numpy.allclose(table.agreement, table.support / table.votes)
    tied = counts.eq(counts.max(axis=1), axis=0).sum(axis=1) > 1
    assert report["ties"] == tied.sum() and report["tasks"] == len(counts) and report["votes"] == len(votes)
    assert {each["task"]: each["labels"] for each in report["tied_tasks"]} == {
        task: sorted(label for label in counts.columns if row[label] == row.max()) for task, row in counts[tied].iterrows()}
    assert [each["worker"] for each in report["workers"]] == sorted(set(votes.worker))


def test_majority_equals_crowd_kit(votes, tmp_path):
    table, _ = consensus(votes, tmp_path)
    assert_same(table, MajorityVote().fit(votes).probas_, 1e-12)


def test_weighted_majority_equals_crowd_kit(votes, tmp_path):
    source = random.Random(1)
    weights = pandas.DataFrame({"worker": sorted(set(votes.worker))})
    weights["weight"] = [round(source.uniform(0.1, 2), 3) for _ in weights.worker]
    weights.to_csv(tmp_path / "weights.csv", index=False)
    table, _ = consensus(votes, tmp_path, "--method", "weighted-majority", "--weights", tmp_path / "weights.csv")
    theirs = MajorityVote().fit(votes, weights.set_index("worker").weight)
    assert_same(table, theirs.probas_, 1e-12)


def without_ties(votes):
    counts = votes.groupby("task").label.value_counts().unstack(fill_value=0)
    clear = counts.eq(counts.max(axis=1), axis=0).sum(axis=1) == 1
    return votes[votes.task.map(clear)]


def test_wawa_equals_crowd_kit(votes, tmp_path):
    """On the tasks without a tie: crowd-kit gives a tie's first label full credit, `quorum` each of k labels 1/k."""
    votes = without_ties(votes)
    if votes.empty:
        pytest.skip("every task is tied")
    table, report = consensus(votes, tmp_path, "--method", "wawa")
    skills = Wawa().fit(votes).skills_
    found = pandas.Series({each["worker"]: each["skill"] for each in report["workers"]})
    assert numpy.allclose(found, skills[found.index], rtol=0, atol=1e-12)
    assert_same(table, MajorityVote().fit(votes, skills).probas_, 1e-12)


# crowd-kit takes seconds for what it iterates over, so the shapes are small there.
SMALL = {name: {**shape, "tasks": min(shape.get("tasks", 30), 30)} for name, shape in SHAPES.items()}


@pytest.fixture(params=SMALL, ids=lambda name: name.replace(" ", "-"))
def few_votes(request):
    return simulate(**SMALL[request.param])[0]


@pytest.mark.parametrize("method, peer", [("dawid-skene", DawidSkene), ("one-coin", OneCoinDawidSkene)])
def test_dawid_skene_equals_crowd_kit(few_votes, tmp_path, method, peer):
    votes = few_votes
    if votes.label.nunique() == 1:
        pytest.skip("crowd-kit divides by the number of other labels")
    table, report = consensus(votes, tmp_path, "--method", method)
    rounds = report["settings"]["rounds"]
    assert 1 <= rounds <= 100 and report["settings"]["converged"] == (rounds < 100)
    theirs = peer(n_iter=rounds, tol=-numpy.inf).fit(votes)
    assert_same(table, theirs.probas_, 1e-7)


class EqualStart(MACE):
    """crowd-kit's MACE from equal workers."""

    def _initialize(self, n_workers, n_labels):
        super()._initialize(n_workers, n_labels)
        self.spamming_[:] = 0.5
        self.thetas_[:] = 1 / n_labels


def by_appearance(votes):
    """Workers and labels named by their order of appearance, which crowd-kit's MACE takes for the sorted order."""
    names = {column: {name: f"{place:04}" for place, name in enumerate(votes[column].unique())} for column in COLUMNS[1:]}
    return votes.assign(**{column: votes[column].map(names[column]) for column in COLUMNS[1:]})


def test_mace_equals_crowd_kit(few_votes, tmp_path):
    votes = few_votes
    if len(votes) > 1000:
        pytest.skip("crowd-kit multiplies the probabilities of all votes on a task, which underflows")
    votes = by_appearance(votes)
    table, report = consensus(votes, tmp_path, "--method", "mace")
    theirs = EqualStart(n_restarts=1).fit(votes)
    assert_same(table, theirs.probas_, 1e-7)
    competences = theirs.spamming_[:, 1] / theirs.spamming_.sum(axis=1)
    found = pandas.Series({each["worker"]: each["skill"] for each in report["workers"]})
    assert numpy.allclose(found, pandas.Series(competences, votes.worker.unique())[found.index], atol=1e-7)


@pytest.mark.parametrize("shape", ["two labels", "three labels", "one worker"])
def test_glad_equals_crowd_kit(tmp_path, shape):
    votes, _ = simulate(**{**SHAPES[shape], "tasks": 10})
    table, _ = consensus(votes, tmp_path, "--method", "glad")
    theirs = GLAD(n_iter=60, tol=-numpy.inf, m_step_tol=1e-4, m_step_max_iter=50).fit(votes)
    assert_same(table, theirs.probas_, 0.01)


@pytest.mark.parametrize("method", METHODS)
def test_models_come_near_the_truth(tmp_path, method):
    """Better than single answers, and the models no worse than two percentage points below the majority."""
    right = {"single": 0, "majority": 0, method: 0}
    for seed in range(2):
        votes, truth = simulate(100 + seed, labels=4, answers=(5, 7))
        right["single"] += (votes.label == votes.task.map(truth)).mean() / 2
        for name in {"majority", method}:
            table, _ = consensus(votes, tmp_path, "--method", name)
            right[name] += (table.label == truth[table.index]).mean() / 2
    assert right[method] > right["single"] + 0.1 and right[method] > right["majority"] - 0.02, right


def test_worker_measures_equal_crowd_kit(tmp_path):
    votes, _ = simulate(21, tasks=80, answers=(3, 5))
    table, report = consensus(votes, tmp_path, "--method", "one-coin")
    theirs = OneCoinDawidSkene(n_iter=report["settings"]["rounds"], tol=-numpy.inf).fit(votes)
    probabilities = theirs.probas_.stack()
    chances = votes.assign(right=[probabilities[task, label] for task, label in zip(votes.task, votes.label)])
    skills = chances.groupby("worker").right.mean()
    for worker in report["workers"]:
        name = worker["worker"]
        own = chances[chances.worker == name]
        assert worker["answers"] == worker["compared"] == len(own)
        assert worker["reliability"] == pytest.approx(skills[name], abs=1e-7)
        low, high = proportion_confint(own.right.sum(), len(own), method="wilson")
        assert (worker["low"], worker["high"]) == pytest.approx((low, high), abs=1e-7)
        # Raykar and Yu's score of the worker's expected confusions; labels met less than once say nothing.
        truths = theirs.probas_.loc[own.task].groupby(own.label.to_numpy()).sum()
        matrix = (truths / truths.sum()).loc[:, truths.sum() >= 1].to_numpy()
        pairs = list(itertools.combinations(range(matrix.shape[1]), 2))
        if pairs:
            score = sum(((matrix[:, a] - matrix[:, b]) ** 2).sum() for a, b in pairs) / (2 * len(pairs))
            assert worker["spammer"] == pytest.approx(score, abs=1e-6)


def edits(a, b):
    """Word edit distance over the length of the longer text."""
    a, b = a.split(), b.split()
    row = list(range(len(b) + 1))
    for i, word in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, other in enumerate(b):
            last, row[j + 1] = row[j + 1], min(last + (word != other), row[j + 1] + 1, row[j] + 1)
    return row[-1] / max(len(a), len(b))


def test_agreement_of_transcripts_is_krippendorffs_alpha_by_word_errors(tmp_path):
    source = numpy.random.default_rng(3)
    said = [[f"w{word}" for word in source.integers(0, 40, source.integers(1, 9))] for _ in range(40)]
    rows = []
    for task, words in enumerate(said):
        for worker in range(source.integers(1, 5)):
            heard = [word if source.random() < 0.8 else f"w{source.integers(0, 40)}" for word in words]
            rows.append((f"t{task}", f"p{worker}", " ".join(heard)))
    votes = pandas.DataFrame(rows, columns=COLUMNS)
    agreement = consensus(votes, tmp_path, "--method", "rover")[1]["agreement"]
    counts = pandas.crosstab(votes.task, votes.label)
    alpha = krippendorff.alpha(
        value_counts=counts.to_numpy(), value_domain=counts.columns.to_numpy(),
        level_of_measurement=lambda a, b, **_: numpy.vectorize(edits)(*numpy.broadcast_arrays(a, b)))
    assert agreement["krippendorff_alpha"]["word_error"] == pytest.approx(alpha, rel=1e-9)
    low, high = agreement["intervals_95"]["krippendorff_alpha"]["word_error"]
    assert low < alpha < high and high - low < 0.3


def test_agreement_equals_krippendorff(tmp_path):
    votes, _ = simulate(22)
    agreement = consensus(votes, tmp_path)[1]["agreement"]
    matrix = votes.assign(code=votes.label.rank(method="dense")).pivot(index="worker", columns="task", values="code")
    alpha = krippendorff.alpha(matrix.to_numpy(), level_of_measurement="nominal")
    assert agreement["krippendorff_alpha"]["nominal"] == pytest.approx(alpha, rel=1e-9)
    low, high = agreement["intervals_95"]["krippendorff_alpha"]["nominal"]
    # The bootstrap by hand, with other random numbers.
    source = numpy.random.default_rng(1)
    drawn = [krippendorff.alpha(matrix.to_numpy()[:, source.integers(0, matrix.shape[1], matrix.shape[1])],
                                level_of_measurement="nominal") for _ in range(300)]
    assert (low, high) == pytest.approx(tuple(numpy.quantile(drawn, [0.025, 0.975])), abs=0.02)


# --- Transcripts ----------------------------------------------------------------------------------------------------

TRANSCRIPTS = ["rover", "weighted-rover", "classic-rover", "wer-medoid"]


def misheard(seed, tasks=20, people=5):
    """Sentences as several people write them: words wrong, missing or added, capitals and full stops at will."""
    source = random.Random(seed)
    vocabulary = ["".join(source.choices("abcdefghijklmnoprstuvw", k=source.randint(2, 8))) for _ in range(200)]
    truth, rows = {}, []
    for task in range(tasks):
        words = source.choices(vocabulary, k=source.randint(4, 12))
        truth[f"t{task:02}"] = " ".join(words)
        for person in range(people):
            heard = []
            for word in words:
                chance = source.random()
                heard += [word] if chance > 0.15 else [source.choice(vocabulary)] if chance > 0.05 else []
            text = " ".join(heard) or "nothing"
            rows.append((f"t{task:02}", f"p{person}", source.choice([text, text.capitalize() + "."])))
    return pandas.DataFrame(rows, columns=COLUMNS), pandas.Series(truth)


def distance(a, b):
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for place, left in enumerate(a, 1):
        row, above = [place], row
        for column, right in enumerate(b, 1):
            row.append(min(above[column - 1] + (left != right), above[column] + 1, row[-1] + 1))
    return row[-1]


@pytest.mark.parametrize("options, drop", [([], ""), (["--normalise", "case,punctuation,space"], ".")])
@pytest.mark.parametrize("method", TRANSCRIPTS)
def test_transcripts_are_scored_by_their_errors(tmp_path, method, options, drop):
    votes, truth = misheard(41)
    truth.rename("label").rename_axis("task").to_csv(tmp_path / "gold.csv")
    table, report = consensus(votes, tmp_path, "--method", method, "--gold", tmp_path / "gold.csv", *options)

    def words(text):
        return (text.lower().replace(drop, "") if drop else text.lower()).split()

    pairs = [(words(truth[task]), words(table.label[task])) for task in truth.index]
    spoken = [(" ".join(known), " ".join(made)) for known, made in pairs]
    for name, lists in (("wer", pairs), ("cer", spoken)):
        errors = [distance(*pair) for pair in lists]
        assert report["gold"][f"{name}_corpus"] == pytest.approx(sum(errors) / sum(len(known) for known, _ in lists))
        assert report["gold"][f"{name}_mean"] == pytest.approx(
            numpy.mean([error / len(known) for error, (known, _) in zip(errors, lists)]))
    single = sum(distance(words(truth[task]), words(label)) for task, label in zip(votes.task, votes.label)) / 5
    assert sum(distance(*pair) for pair in pairs) < 0.6 * single or not drop
    assert report["gold"]["tasks"] == len(truth) and "accuracy" not in report["gold"]
    assert [worker["worker"] for worker in report["workers"]] == [f"p{person}" for person in range(5)]
    assert all(0 <= worker["reliability"] <= 1 for worker in report["workers"])


def test_transcripts_match_whatever_their_case_and_punctuation(tmp_path):
    answers = ["Good morning.", "good morning", "GOOD  morning!", "good evening"]
    votes = pandas.DataFrame([("t", f"w{place}", answer) for place, answer in enumerate(answers)], columns=COLUMNS)
    _, report = consensus(votes, tmp_path, "--method", "rover", "--policy", "3/4")
    assert (report["settled"], report["contested"]) == (1, 0)
    assert report["settings"]["matched_without"] == ["case", "punctuation", "space"]
    assert report["settings"]["scored_without"] == ["case"]
    assert consensus(votes, tmp_path, "--method", "rover", "--policy", "3/4", "--normalise", "none")[1]["settled"] == 0
    assert consensus(votes, tmp_path, "--policy", "3/4")[1]["settled"] == 0, "labels are matched as they are"


def test_a_policy_settles_transcripts_word_by_word(tmp_path):
    answers = ["One two three for.", "one too three four", "won two three four", "One two levelled four", "one"]
    votes = pandas.DataFrame([("t", f"w{place}", answer) for place, answer in enumerate(answers)], columns=COLUMNS)
    settings = consensus(votes.head(3), tmp_path, "--method", "rover", "--policy", "2/3")[1]["settings"]
    assert settings["match"] == "word"
    assert settings["quorum_matched_without"] == ["case", "punctuation", "space", "spelling"]
    for policy, match, states in [("2/3", "word", (1, 0, 0)), ("2/3", "answer", (0, 1, 0)), ("3/4", "word", (1, 0, 0)),
                                  ("4/5", "word", (0, 1, 0)), ("4/5", "answer", (0, 1, 0)), ("3/9", "answer", (0, 0, 1))]:
        _, report = consensus(votes, tmp_path, "--method", "rover", "--policy", policy, "--match", match)
        found = tuple(report[state] for state in ("settled", "contested", "open"))
        assert found == states and report["settings"]["match"] == match, (policy, match)
    assert "quorum 3/4, word by word: 1 settled" in run(
        tmp_path / "votes.csv", "--out", tmp_path / "out.csv", "--method", "rover", "--policy", "3/4").stdout
    assert consensus(votes, tmp_path, "--policy", "3/5")[1]["settings"]["match"] == "answer", "labels have no words"


def test_words_settle_more_transcripts_and_what_settles_is_right(tmp_path):
    votes, truth = misheard(44, tasks=60)
    truth.rename("label").rename_axis("task").to_csv(tmp_path / "gold.csv")
    options = ["--method", "rover", "--gold", tmp_path / "gold.csv", "--normalise", "case,punctuation,space"]
    found = {match: consensus(votes, tmp_path, *options, "--policy", "3/5", "--match", match)[1]
             for match in ("word", "answer")}
    assert found["word"]["settled"] >= 2 * found["answer"]["settled"] > 0
    assert found["word"]["settled"] == found["word"]["gold"]["settled"]["tasks"]
    assert found["word"]["gold"]["settled"]["wer_corpus"] < 0.03


def test_measuring_gives_the_same_workers(tmp_path):
    votes, _ = simulate(42, tasks=60)
    _, report = consensus(votes, tmp_path, "--method", "dawid-skene")
    done = subprocess.run([quorum_binary(), "measure", tmp_path / "votes.csv", "--checks", "labels.workers", "--json", "-"],
                          capture_output=True, text=True)
    check = json.loads(done.stdout)["checks"][0]
    assert check["values"]["workers"] == report["workers"] and check["verdict"] in ("pass", "warn")


# --- The command -----------------------------------------------------------------------------------------------------

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
