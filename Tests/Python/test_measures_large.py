"""`quorum measure` on more rows than checks look at: what is a sample says so, and is close to all rows."""

import numpy
import pandas
import pytest
from scipy.stats import pearsonr
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier

from measure_support import measure, processor_seconds, values, write

ROWS = 130_000


@pytest.fixture(scope="module")
def table():
    generator = numpy.random.default_rng(5)
    height = generator.normal(size=ROWS)
    return pandas.DataFrame({
        "height": height, "width": height * 0.6 + generator.normal(size=ROWS) * 0.8,
        "color": generator.choice(["red", "green", "blue"], ROWS, p=[0.7, 0.2, 0.1]),
        "label": numpy.where(height + generator.normal(0, 0.5, ROWS) > 0, "yes", "no")})


@pytest.fixture(scope="module")
def report(table, tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "data.parquet"
    table.to_parquet(path)
    return measure(path, "--label", "label", "--checks", "leakage.target,pairs.correlation,stats.columns")


def test_samples_are_named_and_close_to_all_rows(report, table):
    target = values(report, "leakage.target")
    assert (target["rows"], target["of_rows"]) == (100_000, ROWS)
    assert "100,000 of 130,000" in next(each["summary"] for each in report["checks"] if each["id"] == "leakage.target")
    ours = {each["feature"]: each for each in target["features"]}
    tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=ROWS // 200)
    for column in ("height", "width"):
        theirs = (cross_val_predict(tree, table[[column]], table["label"]) == table["label"]).mean()
        assert ours[column]["accuracy"] == pytest.approx(theirs, abs=0.005)
        low, high = ours[column]["accuracy_interval"]
        assert low < ours[column]["accuracy"] < high and high - low < 0.0062
    pairs = values(report, "pairs.correlation")
    assert (pairs["rows"], pairs["of_rows"]) == (100_000, ROWS)
    r = next(each["value"] for each in pairs["pairs"] if each["kind"] == "pearson")
    assert r == pytest.approx(pearsonr(table["height"], table["width"])[0], abs=0.0062)


def test_what_is_no_sample_is_exact(report, table):
    columns = {each["name"]: each for each in values(report, "stats.columns")["splits"][0]["columns"]}
    assert columns["height"]["distinct"] == table["height"].nunique()
    assert columns["height"]["quantiles"]["0.95"] == pytest.approx(table["height"].quantile(0.95), rel=1e-12)
    assert {each["value"]: each["count"] for each in columns["color"]["top"]} == table["color"].value_counts().to_dict()


def test_columns_of_other_types_with_the_same_numbers_are_identical(tmp_path):
    rows = 600
    whole = numpy.random.default_rng(2).permutation(rows)
    table = pandas.DataFrame({
        "a": whole, "b": whole.astype(float), "c": [f"{each}.0" for each in whole], "d": whole + 0.5,
        "e": [f"word {each}" for each in whole], "f": [f"word {each}" for each in whole], "g": whole % 7,
        "h": [f"day {each % 7}" for each in whole], "label": whole % 2})
    table.to_parquet(tmp_path / "data.parquet")
    found = values(measure(tmp_path / "data.parquet", "--label", "label", "--checks", "pairs.correlation"), "pairs.correlation")
    identical = {tuple(each) for each in found["identical"]}
    assert {("a", "b"), ("e", "f")} <= identical
    assert not any("d" in pair for pair in identical)
    assert ["g", "h"] in found["recoded"]


def test_time_grows_with_the_columns_and_no_faster(tmp_path):
    generator = numpy.random.default_rng(3)

    def seconds(columns):
        table = pandas.DataFrame({f"c{place}": generator.integers(0, 9, 40) if place % 2 else generator.choice(list("abc"), 40)
                                  for place in range(columns)})
        table["label"] = generator.choice(["no", "yes"], 40)
        path = write(table, tmp_path / "t.parquet")
        return processor_seconds("--train", path, "--test", path, "--label", "label", "--fail-on", "none", "--checks",
                                 "stats,duplicates,leakage,integrity.values,drift.columns,privacy,bias,splits")

    # Eight times as many columns take eight times as long, and not 64 times.
    start, few, many = seconds(1), seconds(250), seconds(2000)
    assert many - start < 20 * max(few - start, 0.02)
