"""`labels.errors` against cleanlab: every filter, the scores and the confident joint."""

import numpy
import pandas
import pytest
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.naive_bayes import GaussianNB
from statsmodels.stats.proportion import proportion_confint

from measure_support import close, measure, values, write

FILTERS = ["confident_learning", "prune_by_noise_rate", "prune_by_class", "both", "predicted_neq_given",
           "low_normalized_margin", "low_self_confidence"]


def wine():
    data = load_wine(as_frame=True)
    generator = numpy.random.RandomState(1)
    wrong = data.target.to_numpy().copy()
    rows = generator.choice(len(wrong), 25, replace=False)
    wrong[rows] = (wrong[rows] + generator.randint(1, 3, 25)) % 3
    return data.data, wrong, cross_val_predict(GaussianNB(), data.data, wrong, cv=5, method="predict_proba")


def rare():
    """Seven classes, some of a few rows; more wrong labels of one than right ones."""
    generator = numpy.random.RandomState(2)
    true = generator.choice(7, 1500, p=[0.4, 0.3, 0.15, 0.1, 0.03, 0.015, 0.005])
    data = pandas.DataFrame(generator.randn(1500, 3) + 1.4 * numpy.eye(7)[true] @ generator.randn(7, 3))
    wrong = numpy.where(generator.rand(1500) < 0.25, generator.choice(7, 1500), true)
    return data, wrong, cross_val_predict(LogisticRegression(), data, wrong, cv=5, method="predict_proba")


def two():
    generator = numpy.random.RandomState(3)
    true = generator.randint(0, 2, 400)
    data = pandas.DataFrame({"x": true + 0.7 * generator.randn(400)})
    wrong = numpy.where(generator.rand(400) < 0.2, 1 - true, true)
    return data, wrong, cross_val_predict(GaussianNB(), data, wrong, cv=5, method="predict_proba")


def table(labels, shares):
    names = "abcdefg"[:shares.shape[1]]
    return pandas.DataFrame({"label": [names[each] for each in labels]} | {
        f"prob_{name}": shares[:, place] for place, name in enumerate(names)})


def errors(folder, labels, shares):
    report = measure(write(table(labels, shares), folder / "t.parquet"), "--label", "label", "--examples", "9999", "--fail-on",
                     "none", "--checks", "labels.errors")
    return report["checks"][0]


@pytest.mark.parametrize("data", [wine, rare, two])
def test_rows_scores_and_joint_are_those_of_cleanlab(tmp_path, data):
    import cleanlab  # Slow to load, and of use here alone.
    _, labels, shares = data()
    found = errors(tmp_path, labels, shares)
    ours = {each["filter"]: each for each in found["values"]["filters"]}
    assert list(ours) == FILTERS
    for name in FILTERS:
        theirs = cleanlab.filter.find_label_issues(
            labels, shares, filter_by=name, return_indices_ranked_by="self_confidence", n_jobs=1).tolist()
        assert [each["row"] for each in ours[name]["places"]] == theirs and len(theirs) > 5, name
        assert ours[name]["issues"] == len(theirs)
        assert close(ours[name]["issues_interval"], proportion_confint(len(theirs), len(labels), method="wilson"))
    names = "abcdefg"[:shares.shape[1]]
    for place, example in zip(ours["confident_learning"]["places"], found["examples"], strict=True):
        row = place["row"]
        assert example["row"] == row and example["suggested"] == names[shares[row].argmax()]
        assert example["given"] == names[labels[row]]
        assert example["found_by"] == [name for name in FILTERS if {"split": "data", "row": row} in ours[name]["places"]]
    joint = cleanlab.count.compute_confident_joint(labels, shares)
    assert found["values"]["confident_joint"] == {"labels": list(names), "counts": joint.tolist()}
    assert found["values"]["estimated_errors"] == joint.sum() - joint.trace()
    assert close(list(found["values"]["thresholds"].values()), cleanlab.count.get_confident_thresholds(labels, shares))
    for method in ("self_confidence", "normalized_margin", "confidence_weighted_entropy"):
        scores = cleanlab.rank.get_label_quality_scores(labels, shares, method=method)
        spread, = (each[method] for each in found["values"]["quality"])
        assert close([spread["mean"], spread["min"], spread["max"]], [scores.mean(), scores.min(), scores.max()])
        assert close(list(spread["quantiles"].values()), numpy.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95]))
        key = "score" if method == "self_confidence" else method
        assert close([each[key] for each in found["examples"]], scores[[each["row"] for each in found["examples"]]])


def test_a_label_that_no_row_has_may_be_the_right_one(tmp_path):
    import cleanlab
    _, labels, shares = rare()
    kept = labels < 5
    found = errors(tmp_path, labels[kept], shares[kept])
    theirs = cleanlab.filter.find_label_issues(
        labels[kept], shares[kept], filter_by="confident_learning", return_indices_ranked_by="self_confidence", n_jobs=1)
    assert [each["row"] for each in found["examples"]] == theirs.tolist()
    assert found["values"]["confident_joint"]["labels"] == list("abcdefg")
    # Another column with the prefix is no label.
    other = table(labels[kept], shares[kept]).drop(columns=["prob_f", "prob_g"]).assign(prob_value=1234.5)
    other.loc[:, "prob_a":"prob_e"] /= shares[kept][:, :5].sum(axis=1)[:, None]
    report = measure(write(other, tmp_path / "o.parquet"), "--label", "label", "--fail-on", "none", "--checks", "labels.errors")
    assert values(report, "labels.errors")["confident_joint"]["labels"] == list("abcde")


def test_labels_as_probable_as_another_are_no_findings(tmp_path):
    shares = numpy.array([[0.6, 0.4]] * 20 + [[0.4, 0.6]] * 20 + [[0.5, 0.5]] * 3 + [[0.4999999, 0.5000001]] * 3)
    found = errors(tmp_path, numpy.array([0] * 20 + [1] * 20 + [0, 1, 0] * 2), shares)
    assert found["verdict"] == "pass" and found["values"]["issues"] == 0


def test_what_is_no_probability_is_not_counted(tmp_path):
    _, labels, shares = two()
    whole = errors(tmp_path, labels, shares)["values"]
    odd = numpy.array([[numpy.nan, 1], [2, -1], [numpy.inf, 0], [1 + 1e-7, -1e-7]])
    found = errors(tmp_path, numpy.append(labels, [0] * 4), numpy.vstack([shares, odd]))["values"]
    assert found["rows"] == whole["rows"] + 1
    assert errors(tmp_path, labels, shares * 40 - 20)["verdict"] == "skipped"


def test_the_model_is_no_property_of_the_data(tmp_path):
    data, labels, shares = wine()
    report = measure(write(pandas.concat([data, table(labels, shares)], axis=1), tmp_path / "t.parquet"), "--label", "label",
                     "--fail-on", "none", "--checks", "leakage.target")
    assert not any(each["feature"].startswith("prob_") for each in values(report, "leakage.target")["features"])


def many(classes=3, rows=300, digits=None):
    generator = numpy.random.RandomState(4)
    true = generator.randint(0, classes, rows)
    scores = generator.randn(rows, classes) + 2.5 * numpy.eye(classes)[true]
    shares = numpy.exp(scores) / numpy.exp(scores).sum(axis=1)[:, None]
    wrong = numpy.where(generator.rand(rows) < 0.1, generator.randint(0, classes, rows), true)
    return wrong, scores, shares if digits is None else shares.round(digits)


def frame(labels, shares):
    names = [f"c{each:02}" for each in range(shares.shape[1])]
    return pandas.DataFrame({"id": range(len(labels)), "label": [names[each] for each in labels]} | {
        f"prob_{name}": shares[:, place] for place, name in enumerate(names)})


def check(folder, data):
    report = measure(write(data, folder / "t.csv"), "--label", "label", "--id", "id", "--probabilities", "prob_", "--examples",
                     "9999", "--fail-on", "none", "--checks", "labels.errors")
    return report["checks"][0]


def test_rows_that_are_left_out_are_told(tmp_path):
    labels, scores, shares = many()
    logits = check(tmp_path, frame(labels, scores))
    assert logits["verdict"] == "skipped" and "of 300 labeled rows" in logits["summary"] and "outside 0 to 1" in logits["summary"]
    some = frame(labels, shares)
    some.loc[:280, "prob_c00"] = numpy.nan
    nearly = check(tmp_path, some)
    assert nearly["verdict"] == "skipped" and "only 19 of 300 labeled rows" in nearly["summary"] and "281 lack one" in nearly["summary"]
    some = frame(numpy.arange(300) % 3, numpy.eye(3)[numpy.arange(300) % 3])
    assert check(tmp_path, some)["verdict"] == "pass"
    some.loc[:19, "prob_c00"] = numpy.nan
    some.loc[20, "prob_c00"] = 7
    found = check(tmp_path, some)
    assert found["verdict"] == "warn" and "21 of 300 labeled rows left out: 20 lack one, 1 has a number" in found["summary"]
    assert found["values"]["left_out"] == {"missing": 20, "out_of_range": 1}
    assert (found["values"]["rows"], found["values"]["of_rows"]) == (279, 300)


@pytest.mark.parametrize("factor, verdict", [(0.5, "warn"), (1, "pass"), (1.0001, "pass")])
def test_probabilities_that_do_not_make_one_are_told(tmp_path, factor, verdict):
    labels = numpy.arange(300) % 3
    shares = (numpy.eye(3)[labels] * 0.88 + 0.04) * factor
    found = check(tmp_path, frame(labels, shares))
    assert found["verdict"] == verdict and found["values"]["sums_off"] == (300 if verdict == "warn" else 0)
    assert ("do not make 1" in found["summary"]) == (verdict == "warn")
    assert check(tmp_path, frame(*many(digits=2)[::2]))["values"]["sums_off"] == 0


def test_the_order_of_rows_changes_nothing(tmp_path):
    labels, _, shares = many(rows=600, digits=1)
    data = frame(labels, shares)

    def found(seed):
        mixed = data.sample(frac=1, random_state=seed, ignore_index=True)
        checked = check(tmp_path, mixed)
        places = {each["filter"]: mixed["id"][[place["row"] for place in each["places"]]].tolist()
                  for each in checked["values"].pop("filters")}
        return places, checked["values"], [mixed["id"][each["row"]] for each in checked["examples"]]

    first = found(0)
    assert found(1) == first and found(2) == first and all(len(each) > 5 for each in first[0].values())


def test_a_joint_of_many_labels_differs_from_that_of_cleanlab_by_tied_remainders_alone(tmp_path):
    import cleanlab
    labels, _, shares = many(classes=20, rows=2000)
    ours = numpy.array(check(tmp_path, frame(labels, shares))["values"]["confident_joint"]["counts"])
    theirs = cleanlab.count.compute_confident_joint(labels, shares)
    assert abs(ours - theirs).max() <= 1 and (ours.sum(axis=1) == theirs.sum(axis=1)).all() and (ours == theirs).mean() > 0.9


def test_why_probabilities_cannot_be_used(tmp_path):
    labels, _, shares = many()
    data = frame(labels, shares)
    text = data.astype({"prob_c01": object})
    text.loc[3, "prob_c01"] = "abc"
    for table, reason in [
        (data.assign(label="c00"), "all labeled rows have the label 'c00'; two labels are needed"),
        (data.drop(columns="prob_c02"), "there is no column 'prob_c02' for the label 'c02'"),
        (text, "column 'prob_c01' has other things than numbers; row 3: 'abc'"),
    ]:
        found = check(tmp_path, table)
        assert found["verdict"] == "skipped" and reason in found["summary"]
    report = measure("--train", write(data[["id", "label"]], tmp_path / "train.csv"), "--test", write(data, tmp_path / "test.csv"),
                     "--label", "label", "--id", "id", "--probabilities", "prob_", "--checks", "labels.errors")
    assert "no columns named 'prob_' and a label in split 'train'" in report["checks"][0]["summary"]
