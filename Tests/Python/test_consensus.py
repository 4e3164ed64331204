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

import itertools
import random
import warnings

import numpy
import pandas
import pytest
from consensus_support import COLUMNS, METHODS, consensus, simulate
from statsmodels.stats.proportion import proportion_confint

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote, OneCoinDawidSkene, Wawa

pytestmark = pytest.mark.filterwarnings("ignore")

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
