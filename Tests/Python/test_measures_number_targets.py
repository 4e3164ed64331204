"""`leakage.target` where the label is a number, against scikit-learn's regression trees."""

import numpy
import pandas
import pytest
from sklearn.datasets import load_diabetes
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.tree import DecisionTreeRegressor

from measure_support import close, measure, values, write

TREE = DecisionTreeRegressor(max_depth=10, min_samples_leaf=5)


def files(folder, train, test):
    return ["--train", write(train, folder / "train.parquet"), "--test", write(test, folder / "test.parquet")]


def target(*arguments):
    report = measure(*arguments, "--label", "label", "--checks", "leakage.target", "--fail-on", "none")
    return report["checks"][0]["verdict"], values(report, "leakage.target")


def features(found):
    return {(each["feature"], each["kind"]): each for each in found["features"]}


def test_trees_equal_those_of_sklearn(tmp_path):
    """Each row is there five times and so once in each fold: what is learned is the same whatever fold a row came to."""
    generator = numpy.random.RandomState(3)
    size = 400
    x = generator.permutation(4 * size)[:size] / 64  # Exact in single precision, which sklearn's trees compare in.
    label = numpy.sin(x) * 4 + x / 3 + generator.randn(size)
    holes = generator.rand(size) < 0.2
    color = generator.choice(["red", "green", "blue"], size)
    label[color == "red"] += 2
    rows = pandas.DataFrame({"x": numpy.where(holes, numpy.nan, x), "color": color, "whole": x, "label": label})
    learned = pandas.concat([rows] * 4)
    predicted = {
        ("whole", "value"): TREE.fit(learned[["whole"]], learned["label"]).predict(rows[["whole"]]),
        ("color", "value"): rows.groupby("color")["label"].transform("mean"),
        ("x", "missing"): rows.groupby(holes)["label"].transform("mean"),
    }
    present = learned[learned["x"].notna()]
    of_present = TREE.fit(present[["x"]], present["label"]).predict(rows[["x"]].fillna(0))
    predicted["x", "value"] = numpy.where(holes, label[holes].mean(), of_present)
    copies = pandas.concat([rows] * 5).sample(frac=1, random_state=1, ignore_index=True)
    _, found = target(write(copies, tmp_path / "t.parquet"))
    ours = features(found)
    assert set(ours) == set(predicted) and found["label_kind"] == "number" and found["rows"] == 5 * size
    guesses = numpy.abs(label - numpy.median(label))
    for key, guess in predicted.items():
        errors = numpy.abs(guess - label)
        ratio = errors.mean() / guesses.mean()
        # Five times the same rows.
        margin = 1.959963984540054 * numpy.sqrt(((errors - ratio * guesses) ** 2).mean() / (5 * size - 1)) / guesses.mean()
        assert close(ours[key]["mae"], errors.mean()) and close(ours[key]["baseline_mae"], guesses.mean()), key
        assert close(ours[key]["pps"], max(0, 1 - ratio)), key
        assert close(ours[key]["pps_interval"], [max(0, 1 - ratio - margin), 1 - ratio + margin]), key


def test_power_is_that_of_rows_that_were_not_learned_from(tmp_path):
    generator = numpy.random.RandomState(4)
    x = generator.randn(4000)
    table = pandas.DataFrame({"x": x, "noise": generator.randn(4000), "label": x ** 2 + 0.3 * generator.randn(4000)})
    _, found = target(write(table, tmp_path / "t.parquet"))
    for name in ("x", "noise"):
        folds = KFold(5, shuffle=True, random_state=0)
        errors = numpy.abs(cross_val_predict(TREE, table[[name]], table["label"], cv=folds) - table["label"])
        theirs = 1 - errors.mean() / numpy.abs(table["label"] - table["label"].median()).mean()
        ours = features(found)[name, "value"]
        assert ours["pps"] == pytest.approx(max(0, theirs), abs=0.02)
        assert ours["pps_interval"][0] <= ours["pps"] <= ours["pps_interval"][1]
    shuffled = write(table.sample(frac=1, random_state=2, ignore_index=True), tmp_path / "shuffled.parquet")
    assert target(shuffled)[1] == found


def houses(generator, rows):
    """Prices that no one column tells, as of California's districts."""
    income, rooms, age = generator.lognormal(1.2, 0.5, rows), generator.gamma(5, 1, rows), generator.randint(1, 53, rows)
    place = generator.rand(rows, 2)
    price = 0.4 * income + 0.3 * numpy.sin(9 * place[:, 0]) * place[:, 1] - 0.01 * age + generator.gumbel(1, 0.5, rows)
    return pandas.DataFrame({"income": income, "rooms": rooms, "age": age, "lon": place[:, 0], "lat": place[:, 1],
                             "id": [f"D{row:05}" for row in range(rows)], "label": price})


def diabetes(generator, rows):
    return load_diabetes(as_frame=True).frame.rename(columns={"target": "label"}).sample(frac=1, random_state=generator, ignore_index=True)


@pytest.mark.parametrize("data", [houses, diabetes])
def test_clean_data_passes(tmp_path, data):
    table = data(numpy.random.RandomState(5), 5000)
    split = len(table) * 4 // 5
    verdict, found = target(*files(tmp_path, table[:split], table[split:].reset_index(drop=True)))
    assert verdict == "pass" and 0.05 < found["features"][0]["pps"] < 0.5


@pytest.mark.parametrize("noise, verdict", [(0, "fail"), (0.2, "warn"), (1, "pass")])
def test_a_column_that_says_the_label_in_other_words(tmp_path, noise, verdict):
    generator = numpy.random.RandomState(6)
    table = houses(generator, 3000)
    table["euros"] = (table["label"] * 0.92 + noise * table["label"].std() * generator.randn(3000)).round(4)
    found = target(write(table, tmp_path / "t.csv"))
    assert found[0] == verdict
    assert features(found[1])["euros", "value"]["pps"] == pytest.approx({0: 0.985, 0.2: 0.8, 1: 0.2}[noise], abs=0.06)


def test_a_number_in_a_name_says_the_label(tmp_path):
    generator = numpy.random.RandomState(7)
    steps = generator.randint(0, 120, 3000)
    table = pandas.DataFrame({"path": [f"run{row}/step{step}.npy" for row, step in enumerate(steps)], "label": steps * 0.25})
    verdict, found = target(write(table, tmp_path / "t.csv"))
    best = found["features"][0]
    assert (verdict, best["feature"], best["kind"]) == ("fail", "path", "token") and best["mae"] < 0.01


def test_what_tells_the_label_in_training_alone(tmp_path):
    generator = numpy.random.RandomState(8)

    def rows(count, noise, shift=0):
        label = generator.randn(count) + shift
        return pandas.DataFrame({"hint": label + noise * generator.randn(count), "label": label})

    verdict, found = target(*files(tmp_path, rows(6000, 0.5), rows(3000, 5)))
    change, = found["changes"]
    assert verdict == "warn" and change["feature"] == "hint" and change["difference"] > 0.4
    assert change["pps"] == pytest.approx(found["features"][0]["pps"], abs=0.03)
    # Another mix of labels is no change: equally many rows of each tenth are compared.
    verdict, found = target(*files(tmp_path, rows(6000, 0.5), rows(6000, 0.5, shift=1)))
    assert verdict == "pass" and abs(found["changes"][0]["difference"]) < 0.1


@pytest.mark.parametrize("label", [[1e308, -1e308] * 30 + list(range(60)), [float("inf")] * 5 + list(range(100)), list(range(40)) * 3])
def test_odd_labels_are_no_error(tmp_path, label):
    label = numpy.array(label, float)
    table = pandas.DataFrame({"x": numpy.random.RandomState(9).rand(len(label)), "label": label})
    verdict, found = target(write(table, tmp_path / "t.parquet"))
    assert verdict == "pass" and (len(set(label)) < 50) == (found["label_kind"] == "category")
    assert found["rows"] == numpy.isfinite(label).sum() and all(each["pps"] is not None for each in found["features"])


@pytest.mark.parametrize("exponent", [307, 160, -170, -310])
def test_the_unit_of_labels_changes_nothing(tmp_path, exponent):
    generator = numpy.random.RandomState(10)
    x = generator.randn(500)
    table = pandas.DataFrame({"x": x, "noise": generator.randn(500), "label": x + 0.3 * generator.randn(500)})
    plain = features(target(write(table, tmp_path / "plain.parquet"))[1])
    table["label"] *= 10.0 ** exponent
    assert table["label"].abs().max() < numpy.inf
    verdict, found = target(write(table, tmp_path / "t.parquet"))
    for key, feature in features(found).items():
        assert feature["pps"] == pytest.approx(plain[key]["pps"], abs=0.02), key
        assert feature["mae"] == pytest.approx(plain[key]["mae"] * 10.0 ** exponent, rel=0.05), key
    table["x"] = table["label"]
    assert target(write(table, tmp_path / "copy.parquet"))[0] == "fail"


def test_labels_that_are_all_the_same_cannot_be_told(tmp_path):
    table = pandas.DataFrame({"x": range(100), "label": [1.5] * 100})
    other = pandas.DataFrame({"x": range(100), "label": numpy.arange(100) / 7})
    report = measure(*files(tmp_path, table, other), "--label", "label", "--checks", "leakage.target", "--fail-on", "none")
    assert report["checks"][0]["verdict"] == "skipped" and "same number" in report["checks"][0]["summary"]


@pytest.mark.parametrize("draw", [
    *(lambda generator, size=size: generator.randn(size) for size in (60, 100, 400)),
    lambda generator: generator.lognormal(0, 1, 2000), lambda generator: generator.lognormal(0, 3, 2000),
    lambda generator: generator.pareto(1.1, 2000),
    lambda generator: numpy.where(generator.rand(2000) < 0.9, 0, generator.randint(1, 1000, 2000)),
])
@pytest.mark.parametrize("copy", [lambda label: label, lambda label: -numpy.cbrt(label)])
def test_a_copy_fails_whatever_the_distribution(tmp_path, draw, copy):
    label = draw(numpy.random.RandomState(11))
    verdict, found = target(write(pandas.DataFrame({"x": copy(label), "label": label}), tmp_path / "t.parquet"))
    best = found["features"][0]
    assert (verdict, best["kind"]) == ("fail", "order") and best["pps"] == pytest.approx(1, abs=1e-6) and best["mae"] is None


def test_what_is_near_a_copy_or_tells_a_part_is_none(tmp_path):
    generator = numpy.random.RandomState(12)
    x = generator.randn(2000)
    amount = numpy.where(generator.rand(2000) < 0.95, 0, generator.lognormal(3, 2, 2000))
    for table in ({"x": x, "label": x + 0.1 * generator.randn(2000)}, {"x": (amount > 0) * 1, "label": amount},
                  {"x": numpy.where(amount > 0, amount, generator.randn(2000)), "label": amount}):
        verdict, found = target(write(pandas.DataFrame(table), tmp_path / "t.parquet"))
        assert verdict != "fail" and all(each["kind"] != "order" for each in found["features"])


@pytest.mark.parametrize("size", [100, 500])
def test_an_identifier_that_is_a_number_tells_as_much_as_a_name(tmp_path, size):
    generator = numpy.random.RandomState(13)
    person = generator.randint(0, size, 10000)
    table = pandas.DataFrame({"person": person, "noise": generator.randint(0, size, 10000), "label": generator.randn(size)[person]})
    verdict, found = target(write(table, tmp_path / "t.parquet"))
    best = found["features"][0]
    assert (verdict, best["feature"], best["kind"]) == ("fail", "person", "category") and best["pps"] == pytest.approx(1)
    assert max(each["pps"] for each in found["features"] if each["feature"] == "noise") < 0.1
