"""`leakage.exact_overlap` within a tolerance of numbers, against brute force in numpy."""

import numpy
import pandas
import pytest
from sklearn import datasets
from sklearn.model_selection import train_test_split

from measure_support import measure, values, write

SHARE = 1e-5
SINGLE = 2.0 ** -24


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
            allowed = numpy.maximum(most, SINGLE * numpy.minimum(abs(a), abs(b)))
            near &= (a == b) | (abs(a - b) <= allowed) | (numpy.isnan(a) & numpy.isnan(b))
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


def overlaps(folder, train, test, *options):
    """The check, and its rows of test in train within the tolerance."""
    paths = [write(table.reset_index(drop=True), folder / f"{name}.parquet") for name, table in (("train", train), ("test", test))]
    report = measure("--train", paths[0], "--test", paths[1], "--checks", "leakage.exact_overlap", "--fail-on", "none", *options)
    check, = report["checks"]
    return check, next(each for each in check["values"]["pairs"] if each["variant"] == "tolerance" and each["from"] == "test")


@pytest.mark.parametrize("reverse", [False, True])
def test_columns_that_hardly_vary_do_not_hide_copies(tmp_path, reverse):
    """Three rows have a number in each of the first columns; by those alone, rows would be told apart three at a time."""
    random = numpy.random.default_rng(5)
    count, sparse, dense = 3000, 200, 12
    cells = numpy.zeros((count, sparse + dense))
    for column in range(sparse):
        cells[random.choice(range(40, count), 3, replace=False), column] = random.random(3)
    cells[:, sparse:] = numpy.where(random.random((count, dense)) < 0.5, 0, random.integers(1, 256, (count, dense)) / 255)
    rows = pandas.DataFrame(cells, columns=[f"x{place:03}" for place in range(sparse + dense)])
    test = pandas.concat([rows[2500:], rows[:40].astype("float32").astype(float)], ignore_index=True)
    order = rows.columns[::-1] if reverse else rows.columns
    check, found = overlaps(tmp_path, rows.loc[:2499, order], test[order])
    assert found["complete"] and found["rows"] == 40 and check["verdict"] == "fail"


def test_a_search_that_is_given_up_does_not_pass(tmp_path):
    """Each row is near nearly all others in each column alone, and none of test is in train."""
    random = numpy.random.default_rng(6)
    steps = random.integers(0, 4, (10_000, 10)) * 0.2
    steps[:, 0] = random.integers(1, 3, len(steps))
    steps[:, 1] = 3 - steps[:, 0]
    steps[:40, :2] = 0  # Near 1, but not near 2.
    cells = 0.5 + steps * 1.5e-6
    cells[:30] = random.permuted(numpy.tile(numpy.linspace(0, 1, 30)[:, None], 10), axis=0)
    rows = pandas.DataFrame(cells).add_prefix("x").drop_duplicates()
    check, found = overlaps(tmp_path, rows[40:], rows[:40])
    assert not found["complete"] and found["rows"] == 0
    assert check["verdict"] == "warn"
    assert check["summary"].startswith("no row of a split was found in another one; not all rows")


@pytest.mark.parametrize("column", [lambda random: 1e6 + random.random(3000), lambda random: random.lognormal(0, 4, 3000)])
def test_copies_in_single_precision_are_found_whatever_the_numbers(tmp_path, column):
    random = numpy.random.default_rng(7)
    rows = pandas.DataFrame({"x": column(random), "y": random.random(3000), "whole": random.integers(0, 50, 3000)})
    copies = rows[:200].astype({"x": "float32", "y": "float32"}).astype({"x": float, "y": float})
    check, found = overlaps(tmp_path, rows[:2000], pandas.concat([rows[2000:], copies], ignore_index=True))
    assert found["rows"] >= 200 and found["by_chance"] < 20 and check["verdict"] == "fail"
    limits = tmp_path / "limits.yaml"
    limits.write_text("leakage.exact_overlap:\n  tolerance: 0\n")
    assert overlaps(tmp_path, rows[:2000], pandas.concat([rows[2000:], copies]), "--thresholds", limits)[1]["rows"] == 0
