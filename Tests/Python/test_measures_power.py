"""`leakage.target`'s predictive power score against scikit-learn."""

import numpy
import pandas
import pytest
from sklearn.metrics import f1_score

from measure_support import close, measure, values, write


def files(folder, train, test):
    return ["--train", write(train, folder / "train.parquet"), "--test", write(test, folder / "test.parquet")]


def test_predictive_power_equals_f1_over_guessing(tmp_path):
    """A column of two values is told by one rule, whatever the folds, so that sklearn has the same predictions."""
    generator = numpy.random.RandomState(8)

    def rows(count, wrong):
        label = generator.permutation(count) < 0.3 * count  # As many in either, so that all rows are compared.
        return pandas.DataFrame({"hint": (label ^ (generator.rand(count) < wrong)).astype(int), "noise": generator.rand(count),
                                 "label": numpy.where(label, "yes", "no")})

    def power(table):
        label, guess = table["label"], numpy.where(table["hint"] == 1, "yes", "no")
        shares = label.value_counts(normalize=True)
        base = max(f1_score(label, [shares.idxmax()] * len(label), average="weighted"), (shares ** 2).sum())
        return max(0, (f1_score(label, guess, average="weighted") - base) / (1 - base))

    train, test = rows(4000, 0.05), rows(4000, 0.2)
    report = measure(*files(tmp_path, train, test), "--label", "label", "--checks", "leakage.target")
    found = values(report, "leakage.target")
    assert close(next(each["pps"] for each in found["features"] if each["feature"] == "hint"), power(train))
    change, = found["changes"]
    assert (change["feature"], change["split"], change["rows"]) == ("hint", "test", 4000)
    assert close(change["pps"], power(train)) and close(change["pps_there"], power(test))
    assert change["difference"] > 0.2 and report["verdict"] == "warn"
    alike = measure(*files(tmp_path, rows(4000, 0.2), test), "--label", "label", "--checks", "leakage.target")
    assert alike["verdict"] == "pass"


@pytest.mark.parametrize("share, compared", [(1, False), (0.998, False), (0.95, True)])
def test_another_mix_of_labels_is_no_change_of_power(tmp_path, share, compared):
    generator = numpy.random.RandomState(9)

    def rows(count, share):
        label = generator.rand(count) < share
        return pandas.DataFrame({"hint": 2 * label + 1.1 * generator.randn(count), "label": numpy.where(label, "yes", "no")})

    report = measure(*files(tmp_path, rows(8000, 0.5), rows(4000, share)), "--label", "label", "--checks", "leakage.target")
    changes = values(report, "leakage.target")["changes"]
    assert report["verdict"] == "pass" and [each["feature"] for each in changes] == ["hint"] * compared


def test_one_label_has_no_power(tmp_path):
    generator = numpy.random.RandomState(10)
    train = pandas.DataFrame({"x": generator.rand(600), "label": "yes"})
    test = pandas.DataFrame({"x": generator.rand(600), "label": numpy.where(generator.rand(600) < 0.5, "yes", "no")})
    found = values(measure(*files(tmp_path, train, test), "--label", "label", "--checks", "leakage.target"), "leakage.target")
    assert [each["pps"] for each in found["features"]] == [None]
