"""`leakage.exact_overlap` within a tolerance of numbers, against brute force in numpy."""

import numpy
import pandas
import pytest
from sklearn import datasets
from sklearn.model_selection import train_test_split

from measure_support import measure, values, write

SHARE = 1e-5


def tolerance(cells):
    different = numpy.unique(cells[numpy.isfinite(cells)])
    if len(different) < 2 or (different == different.round()).all():
        return 0
    return SHARE * numpy.sort(abs(different - different[len(different) // 2]))[len(different) // 2]


def overlap(source, other, tolerances, exact):
    """Rows of `source` with a row of `other` within the tolerances, each against each."""
    near = numpy.ones((len(source), len(other)), bool)
    for column in exact:
        near &= source[column].to_numpy()[:, None] == other[column].to_numpy()[None, :]
    for column, most in tolerances.items():
        a, b = source[column].to_numpy()[:, None], other[column].to_numpy()[None, :]
        with numpy.errstate(invalid="ignore"):
            near &= (a == b) | (abs(a - b) <= most) | (numpy.isnan(a) & numpy.isnan(b))
    rows = near.any(axis=1)
    return int(rows.sum()), len(source[rows].drop_duplicates())


def tables(seed):
    """Rows of several shapes, and copies of some moved by about a tolerance in some of their numbers."""
    random = numpy.random.default_rng(seed)

    def rows(count):
        return pandas.DataFrame({
            "dense": random.normal(100, 1, count),
            "sparse": numpy.where(random.random(count) < 0.8, 0, random.exponential(5, count)),
            "coarse": random.integers(0, 5, count) / 10,
            "wild": random.standard_cauchy(count) * 10.0 ** random.integers(-5, 12, count),
            "gaps": numpy.where(random.random(count) < 0.2, numpy.nan, random.random(count)),
            "whole": random.integers(0, 3, count), "name": random.choice(["a", "b"], count),
        })[["dense", "sparse", "coarse", "wild", "gaps", "whole", "name"][seed % 3:]]

    train, test = rows(700), rows(300)
    numbers = [name for name in train if name not in ("whole", "name")]
    steps = {name: tolerance(pandas.concat([train, test])[name].to_numpy()) for name in numbers}
    copies = train.sample(250, random_state=seed)
    for name in numbers:
        moves = random.choice([0, 0.5, 0.9, 1.1, 3], len(copies), p=[0.4, 0.2, 0.2, 0.1, 0.1])
        copies[name] += random.choice([-1, 1], len(copies)) * moves * steps[name]
    return train, pandas.concat([test, copies, train.sample(20, random_state=seed)], ignore_index=True)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("seed", range(3))
def test_overlaps_within_a_tolerance_equal_brute_force(tmp_path, seed, suffix):
    train, test = tables(seed)
    paths = write(train, tmp_path / f"train.{suffix}"), write(test, tmp_path / f"test.{suffix}")
    report = measure("--train", paths[0], "--test", paths[1], "--checks", "leakage.exact_overlap", "--fail-on", "none")
    both = pandas.concat([train, test])
    exact = [name for name in both if name in ("whole", "name")]
    tolerances = {name: tolerance(both[name].to_numpy()) for name in both if name not in exact}
    found = [each for each in values(report, "leakage.exact_overlap")["pairs"] if each["variant"] == "tolerance"]
    assert len(found) == 2
    for each in found:
        source, other = (train, test) if each["from"] == "train" else (test, train)
        assert (each["rows"], each["distinct"]) == overlap(source, other, tolerances, exact)
        assert each["rows"] > 60 and each["complete"] and each["conflicting_labels"] == 0
    assert report["verdict"] == "fail"


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer"])
def test_clean_data_has_no_more_than_its_equal_rows(tmp_path, name):
    table = getattr(datasets, f"load_{name}")(as_frame=True).frame
    train, test = train_test_split(table, test_size=0.3, random_state=3)
    paths = write(train.reset_index(drop=True), tmp_path / "train.csv"), write(test.reset_index(drop=True), tmp_path / "test.csv")
    report = measure("--train", paths[0], "--test", paths[1], "--label", "target", "--checks", "leakage.exact_overlap", "--fail-on", "none")
    pairs = values(report, "leakage.exact_overlap")["pairs"]
    rows = {variant: [each["rows"] for each in pairs if each["variant"] == variant] for variant in ("raw", "tolerance")}
    assert rows["raw"] == rows["tolerance"] and len(rows["raw"]) == 2


@pytest.mark.parametrize("change", ["float32", "rounded"])
def test_copies_of_a_clean_data_set_are_found(tmp_path, change):
    table = datasets.load_breast_cancer(as_frame=True).frame
    table.iloc[:, :-1] *= 1.2345678901  # Another unit, so that numbers have all digits.
    train, test = train_test_split(table.drop_duplicates(), test_size=0.3, random_state=0)
    copies = train.head(40)
    copies = copies.astype({name: "float32" for name in copies.columns[:-1]}).astype(float) if change == "float32" else copies.map(
        lambda cell: float(f"{cell:.7g}"))
    copies["target"] = copies["target"].astype(int)
    test = pandas.concat([test, copies])
    paths = write(train.reset_index(drop=True), tmp_path / "train.parquet"), write(test.reset_index(drop=True), tmp_path / "test.parquet")
    report = measure("--train", paths[0], "--test", paths[1], "--label", "target", "--checks", "leakage.exact_overlap", "--fail-on", "none")
    found = {(each["from"], each["variant"]): each["rows"] for each in values(report, "leakage.exact_overlap")["pairs"]}
    assert found["test", "raw"] == 0 and found["test", "tolerance"] == 40
    assert report["verdict"] == "fail"
