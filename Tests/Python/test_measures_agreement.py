"""`quorum measure` against krippendorff, scikit-learn and statsmodels: agreement of annotators."""

import string

import krippendorff
import numpy
import pandas
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

from measure_support import close, measure, values, write


@pytest.mark.parametrize("missing", [0.0, 0.35])
def test_agreement_equals_its_oracles(tmp_path, missing):
    generator = numpy.random.RandomState(7)
    items, workers = 200, 5
    truth = generator.randint(1, 5, items)
    answers = numpy.where(generator.rand(items, workers) < 0.7, truth[:, None], generator.randint(1, 5, (items, workers)))
    answers = answers.astype(float)
    answers[generator.rand(items, workers) < missing] = numpy.nan
    votes = pandas.DataFrame([(f"t{i}", f"w{w}", int(answers[i, w])) for i in range(items) for w in range(workers)
                              if not numpy.isnan(answers[i, w])], columns=["task", "worker", "label"])
    path = write(votes.sample(frac=1, random_state=1), tmp_path / "votes.csv")
    ours = values(measure(path, "--checks", "labels"), "labels.agreement")
    assert ours["items"] == votes["task"].nunique() and ours["annotations"] == len(votes)
    for level in ("nominal", "ordinal", "interval"):
        expected = krippendorff.alpha(answers.T, level_of_measurement=level)
        assert close(ours["krippendorff_alpha"][level], expected), level
    if not missing:
        assert close(ours["fleiss_kappa"], fleiss_kappa(aggregate_raters(answers.astype(int))[0]))
    assert len(ours["pairs"]) == workers * (workers - 1) // 2
    for pair in ours["pairs"]:
        a, b = answers[:, int(pair["a"][1:])], answers[:, int(pair["b"][1:])]
        both = ~numpy.isnan(a) & ~numpy.isnan(b)
        assert pair["n"] == both.sum()
        assert close(pair["cohen_kappa"], cohen_kappa_score(a[both].astype(int), b[both].astype(int)))
        table = pandas.crosstab(pandas.Categorical(a[both], range(1, 5)), pandas.Categorical(b[both], range(1, 5)), dropna=False)
        theirs = cohens_kappa(table.to_numpy())
        assert close(pair["cohen_kappa_interval"], [theirs.kappa_low, theirs.kappa_upp])
        same = (a[both] == b[both]).sum()
        assert close(pair["percent_interval"], list(proportion_confint(same, both.sum(), method="wilson")))


def test_workers_time_gold_and_confusion(tmp_path):
    generator = numpy.random.RandomState(3)
    truth = generator.choice(["x", "y", "z"], 150)
    rows = []
    for item, right in enumerate(truth):
        for worker in range(6):
            wrong = generator.rand() < (0.4 if worker == 5 else 0.1)
            given = generator.choice([each for each in "xyz" if each != right]) if wrong else right
            rows.append((f"t{item}", f"w{worker}", given, round(generator.exponential(4), 2), right if item % 3 == 0 else None))
    votes = pandas.DataFrame(rows, columns=["task", "worker", "label", "lead_time", "gold"])
    path = write(votes, tmp_path / "votes.parquet")
    found = values(measure(path, "--checks", "labels.workers"), "labels.workers")["workers"]
    right = votes.assign(is_right=votes["label"] == votes["gold"]).dropna(subset="gold").groupby("worker")["is_right"]
    for worker in found:
        own = votes[votes["worker"] == worker["worker"]]
        assert close(worker["seconds"], own["lead_time"].median())
        assert worker["gold"]["tasks"] == 50 and close(worker["gold"]["accuracy"], right.mean()[worker["worker"]])
        assert close(worker["gold"]["low"], proportion_confint(right.sum()[worker["worker"]], 50, method="wilson")[0])
        # Expected answers, of which cells below half an answer are left out.
        table = {(each["label"], each["given"]): each for each in worker["confusion"]}
        assert sum(each["answers"] for each in worker["confusion"]) == pytest.approx(150, abs=4.5)
        known = own.assign(truth=truth).groupby(["truth", "label"]).size()
        for place, each in table.items():
            assert each["answers"] == pytest.approx(known.get(place, 0), abs=6)
        assert table["x", "x"]["share"] == pytest.approx((own["label"][truth == "x"] == "x").mean(), abs=0.1)


def test_gold_of_numbers_is_compared_as_numbers(tmp_path):
    """Gold that lacks cells has floats where the labels are whole numbers; a `duration` is a recording's."""
    generator = numpy.random.RandomState(4)
    truth = generator.randint(0, 3, 90)
    rows = [(f"t{item}", f"w{worker}", right if generator.rand() < 0.8 else (right + 1) % 3, 7.5, right if item % 3 else None)
            for item, right in enumerate(truth) for worker in range(3)]
    votes = pandas.DataFrame(rows, columns=["task", "worker", "label", "duration", "gold"])
    assert votes["label"].dtype == "int64" and votes["gold"].dtype == "float64"
    known = votes.dropna(subset="gold")
    right = (known["label"] == known["gold"]).groupby(known["worker"]).mean()
    for path in (write(votes, tmp_path / "votes.parquet"), write(votes, tmp_path / "votes.csv")):
        for worker in values(measure(path, "--checks", "labels.workers"), "labels.workers")["workers"]:
            assert worker["gold"]["tasks"] == 60 and close(worker["gold"]["accuracy"], right[worker["worker"]])
            assert "seconds" not in worker


def test_krippendorffs_example(tmp_path):
    """Four observers and twelve units: nominal .743421, ordinal .815388, interval .849107."""
    observers = ["123321412***", "1233224125*3", "*3332342251*", "12332441251*"]
    rows = [(item, worker, label) for worker, line in zip(string.ascii_lowercase, observers)
            for item, label in enumerate(line) if label != "*"]
    path = write(pandas.DataFrame(rows, columns=["task", "worker", "label"]), tmp_path / "votes.csv")
    alpha = values(measure(path, "--checks", "labels"), "labels.agreement")["krippendorff_alpha"]
    assert [round(alpha[level], 6) for level in ("nominal", "ordinal", "interval")] == [0.743421, 0.815388, 0.849107]
