"""`quorum measure` on rows that are equal but for small differences of their numbers, against brute force."""

import numpy
import pandas
import pytest
from sklearn.model_selection import train_test_split

from measure_support import measure, values, write

TOLERANCE = 1e-6


def report_of(folder, train, test, *flags):
    files = ["--train", write(train, folder / "train.parquet"), "--test", write(test, folder / "test.parquet")]
    return measure(*files, "--checks", "leakage.exact_overlap", "--fail-on", "none", *flags)


def found(report):
    pairs = values(report, "leakage.exact_overlap")["pairs"]
    return {each["from"]: each for each in pairs if each["variant"] == "tolerance"}


def expected(source, other, tolerance=TOLERANCE):
    """Rows of `source` near one of `other`: each pair of rows is compared."""
    numbers = [name for name in source.columns if source[name].dtype == float]
    near = numpy.ones((len(source), len(other)), bool)
    for name in source.columns:
        a, b = source[name].to_numpy()[:, None], other[name].to_numpy()[None]
        if name not in numbers:
            near &= a == b
            continue
        both = numpy.concatenate([source[name], other[name]])
        usual = numpy.sort(numpy.abs(both[(both != 0) & numpy.isfinite(both)]))
        usual = usual[len(usual) // 2]
        with numpy.errstate(invalid="ignore"):
            alike = numpy.abs(a - b) <= tolerance * numpy.maximum(numpy.maximum(numpy.abs(a), numpy.abs(b)), usual)
        near &= (a == b) | (numpy.isnan(a) & numpy.isnan(b)) | (numpy.isfinite(a) & numpy.isfinite(b) & alike)
    return int(near.any(1).sum())


def numbers(seed, rows):
    generator = numpy.random.default_rng(seed)
    table = pandas.DataFrame({
        "height": generator.normal(170, 10, rows), "scaled": generator.normal(size=rows), "income": generator.lognormal(10, 4, rows),
        "count": generator.integers(0, 10**9, rows), "city": generator.choice(["Rome", "Oslo"], rows)})
    table.loc[generator.random(rows) < 0.1, "scaled"] = numpy.nan
    table.loc[generator.random(rows) < 0.05, "scaled"] = numpy.inf
    table.loc[generator.random(rows) < 0.05, "height"] = 0.0
    return table


def rounded(table, how):
    table = table.copy()
    for name in ("height", "scaled", "income"):
        table[name] = how(table[name])
    return table


HOWS = {
    "in single precision": lambda column: column.astype("float32").astype(float),
    "with six decimals": lambda column: column.round(6),
    "as text of seven digits": lambda column: column.map(lambda cell: float(f"{cell:.7g}")),
    "moved by up to twice the tolerance": lambda column: column * (1 + numpy.random.default_rng(5).uniform(-2e-6, 2e-6, len(column))),
}


@pytest.mark.parametrize("how", HOWS)
def test_rows_with_other_digits_are_found(how, tmp_path):
    train = numbers(1, 600)
    test = pandas.concat([rounded(train[100:300], HOWS[how]), numbers(2, 300)], ignore_index=True)
    report = report_of(tmp_path, train, test)
    ours = found(report)
    assert ours["test"]["rows"] == expected(test, train) > 10
    assert ours["train"]["rows"] == expected(train, test)
    assert ours["test"]["by_chance"] == 0
    check = report["checks"][0]
    assert check["verdict"] == "fail" and "small differences" in check["summary"]
    assert all(each["variant"] == "tolerance" and each["twin_row"] == each["row"] + 100 for each in check["examples"])


def test_the_tolerance_is_set_by_a_file(tmp_path):
    train = numbers(3, 400)
    test = rounded(train[:200].reset_index(drop=True), lambda column: column * 1.0005)
    assert found(report_of(tmp_path, train, test))["test"]["rows"] == expected(test, train) < 10
    limits = tmp_path / "limits.yaml"
    for tolerance in (0.001, 0.09):
        limits.write_text(f"leakage.exact_overlap:\n  tolerance: {tolerance}\n")
        report = report_of(tmp_path, train, test, "--thresholds", limits)
        assert found(report)["test"]["rows"] == expected(test, train, tolerance) == 200
        assert values(report, "leakage.exact_overlap")["tolerance"] == tolerance


def test_whole_numbers_and_texts_must_be_equal(tmp_path):
    train = numbers(4, 200)
    for column, change in (("count", lambda cells: cells + 1), ("city", lambda cells: cells + "!")):
        test = rounded(train, HOWS["in single precision"])
        test[column] = change(test[column])
        assert found(report_of(tmp_path, train, test))["test"]["rows"] == 0
    whole = train[["count", "city"]]
    assert found(report_of(tmp_path, whole, whole)) == {}


def test_numbers_that_are_near_by_chance_are_no_leak(tmp_path):
    # One column of many numbers: half of them lie within the tolerance of another one.
    generator = numpy.random.default_rng(6)
    table = pandas.DataFrame({"x": generator.random(400_000)})
    train, test = train_test_split(table, test_size=0.2, random_state=0)
    report = report_of(tmp_path, train.reset_index(drop=True), test.reset_index(drop=True))
    ours = found(report)["test"]
    assert ours["rows"] == pytest.approx(ours["by_chance"], rel=0.05) and ours["rows"] > 10_000
    assert report["checks"][0]["verdict"] == "pass"
    leaked = pandas.concat([test, train[:5000].astype("float32").astype(float)])
    report = report_of(tmp_path, train.reset_index(drop=True), leaked.reset_index(drop=True))
    assert report["checks"][0]["verdict"] == "fail"
