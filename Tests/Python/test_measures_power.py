"""`leakage.target`'s predictive power score against scikit-learn."""

import numpy
import pandas
from sklearn.metrics import f1_score

from measure_support import close, measure, values, write


def files(folder, train, test):
    return ["--train", write(train, folder / "train.parquet"), "--test", write(test, folder / "test.parquet")]


def test_predictive_power_equals_f1_over_guessing(tmp_path):
    """A column of two values is told by one rule, whatever the folds, so that sklearn has the same predictions."""
    generator = numpy.random.RandomState(8)

    def rows(count, wrong):
        label = generator.rand(count) < 0.3
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
