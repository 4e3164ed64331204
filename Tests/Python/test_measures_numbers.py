"""`quorum measure` on numbers that programs get wrong: of another spelling, beyond 53 bits, infinite, huge; and on files
that are held as bytes with a name."""

import os

import numpy
import pandas
import pyarrow
import pyarrow.parquet
import pytest

from measure_support import measure, run, values, write


def finding(report, check):
    return next(each for each in report["checks"] if each["id"] == check)


def leaked(report):
    return {each["variant"]: (each["rows"], each["conflicting_labels"])
            for each in values(report, "leakage.exact_overlap")["pairs"] if each["from"] == "test"}


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_whole_numbers_that_one_split_has_as_floats_are_equal(suffix, tmp_path):
    generator = numpy.random.default_rng(0)
    train = pandas.DataFrame({"age": generator.integers(18, 90, 60), "income": generator.integers(1, 10**6, 60),
                              "ratio": generator.normal(size=60).round(6), "speaker": numpy.arange(60) % 12, "label": numpy.arange(60) % 2})
    test = train[20:50].astype({"age": float, "income": float, "speaker": float, "label": float})
    test.loc[49, "age"] = None
    files = ["--train", write(train, tmp_path / f"train.{suffix}"), "--test", tmp_path / f"test.{suffix}"]
    if suffix == "jsonl":  # As a program writes it that has floats; pandas writes 23 for 23.0.
        lines = [str({name: None if value != value else value for name, value in row.items()}).replace("'", '"').replace("None", "null")
                 for row in test.to_dict("records")]
        files[-1].write_text("\n".join(lines) + "\n")
    else:
        write(test, files[-1])
    shared = len(test.merge(train.drop_duplicates()))
    assert shared == 29
    report = measure(*files, "--label", "label", "--group", "speaker", "--checks",
                     "leakage.exact_overlap,leakage.group,splits.novel,drift.labels,stats.labels")
    assert all(each == (shared, 0) for each in leaked(report).values())
    assert {each["groups"] for each in values(report, "leakage.group")["columns"]} == {12}
    assert all(each["values"] == 0 for each in values(report, "splits.novel")["columns"])
    assert [each["counts"] for each in values(report, "stats.labels")["splits"]] == [{"0": 30, "1": 30}, {"0": 15, "1": 15}]


def test_names_of_digits_stay_names(tmp_path):
    train = pandas.DataFrame({"code": [f"{row:03}" for row in range(60)], "label": ["a", "b"] * 30})
    test = pandas.DataFrame({"code": [str(row) for row in range(60)], "label": ["a", "b"] * 30})
    report = measure("--train", write(train, tmp_path / "train.csv"), "--test", write(test, tmp_path / "test.csv"),
                     "--label", "label", "--checks", "leakage.exact_overlap")
    assert set(leaked(report).values()) == {(0, 0)}


def test_long_numbers_are_told_apart(tmp_path):
    rows = range(200)
    ids = [2**60 + 1024 * row for row in rows]
    hashes = [2**64 - 1 - row for row in rows]
    table = pandas.DataFrame({"a": [each + 1 for each in ids], "b": [each + 3 for each in ids], "c": [each + 1 for each in ids],
                              "hash": [str(each) for each in hashes]})
    for path in (write(table, tmp_path / "t.csv"), write(table, tmp_path / "t.parquet")):
        report = measure(path, "--checks", "pairs.correlation,stats.columns")
        assert values(report, "pairs.correlation")["identical"] == [["a", "c"]]
        column = values(report, "stats.columns")["splits"][0]["columns"][3]
        assert (column["distinct"], column["constant"], column["top"]) == (200, False, [])


@pytest.mark.parametrize("of_label", [("inf", None), ("-inf", None), ("inf", "-inf"), ("1e308", "-1e308"), ("1e308", "inf")])
def test_infinite_and_huge_numbers_tell_the_label_as_any(of_label, tmp_path):
    generator = numpy.random.default_rng(1)
    labels = generator.integers(0, 2, 1000)
    table = pandas.DataFrame({"x": [of_label[label] or str(generator.normal()) for label in labels], "y": generator.normal(size=1000),
                              "label": [["no", "yes"][label] for label in labels]})
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--checks", "leakage.target", "--fail-on", "none")
    best = values(report, "leakage.target")["features"][0]
    assert (best["feature"], best["accuracy"]) == ("x", 1) and finding(report, "leakage.target")["verdict"] == "fail"


def test_one_huge_number_hides_nothing(tmp_path):
    generator = numpy.random.default_rng(2)
    table = pandas.DataFrame({"x": generator.normal(size=300), "y": generator.normal(size=300), "z": generator.normal(size=300)})
    table.loc[17, "y"] = 1e308
    report = measure(write(table, tmp_path / "t.parquet"), "--checks", "pairs.correlation,integrity.outliers")
    scaled = table.assign(y=table["y"] / 1e308)
    for pair in values(report, "pairs.correlation")["pairs"]:
        if pair["kind"] == "pearson":
            assert pair["value"] == pytest.approx(scaled[pair["a"]].corr(scaled[pair["b"]]), rel=1e-9)
    assert 17 in {each["row"] for each in finding(report, "integrity.outliers")["examples"]}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_every_check_takes_odd_numbers(suffix, tmp_path):
    row = numpy.arange(40)
    table = pandas.DataFrame({
        "nan": numpy.where(row % 3 == 0, numpy.nan, row), "infinite": numpy.where(row % 4 == 0, numpy.inf, -numpy.inf * (row % 2) + 0.0),
        "huge": numpy.where(row % 2, 1.7e308, -1.7e308), "tiny": 5e-324 * row, "long": 2**62 + row, "void": [None] * 40,
        "one": [1] * 40, "text": [f"a text of row {each}" for each in row], "label": row % 2})
    table["infinite"] = table["infinite"].fillna(0)
    files = [write(part, tmp_path / f"{name}.{suffix}") for name, part in (("train", table[:25]), ("test", table[20:]))]
    report = measure("--train", files[0], "--test", files[1], "--label", "label", "--markdown", tmp_path / "t.md")
    assert dict(leaked(report))["raw"] == (5, 0)
    assert "nan" not in (tmp_path / "t.md").read_text().replace("'nan'", "").replace("| nan |", "")


def test_an_image_under_another_name_is_the_same(tmp_path):
    images = [os.urandom(50) for _ in range(40)]

    def put(name, rows, prefix):
        cells = [{"bytes": images[row], "path": f"{prefix}{row}.png"} for row in rows]
        pyarrow.parquet.write_table(pyarrow.table({"image": pyarrow.array(cells), "label": [row % 2 for row in rows]}), tmp_path / name)
        return tmp_path / name

    report = measure("--train", put("train.parquet", [*range(30), 3], "a"), "--test", put("test.parquet", range(25, 40), "b"), "--label", "label",
                     "--checks", "leakage.exact_overlap,duplicates.exact")
    assert report["settings"]["compared_columns"] == ["image.bytes", "label"]
    assert leaked(report)["raw"] == (5, 0)
    assert values(report, "duplicates.exact")["splits"][0]["rows"] == 2


def test_a_missing_label_contradicts_none(tmp_path):
    train = pandas.DataFrame({"text": ["same words", "other words", "third words", "twice here", "twice here"], "label": ["x", None, "y", "x", None]})
    test = pandas.DataFrame({"text": ["same words", "other words", "third words", "more words"], "label": [None, "x", "x", "x"]})
    report = measure("--train", write(train, tmp_path / "train.csv"), "--test", write(test, tmp_path / "test.csv"), "--text", "text",
                     "--label", "label", "--checks", "leakage.exact_overlap,duplicates.exact", "--fail-on", "none")
    assert leaked(report)["raw"] == (3, 1)
    assert values(report, "duplicates.exact")["splits"][0]["conflicting_groups"] == 0


MOMENTS = [
    ("2024-01-01T10:00:00+02:00", "2024-01-01T09:00:00Z", False), ("2024-01-01T00:00:00Z", "2024-01-01 00:00:00", False),
    ("2024-01-01T09:30:00.5", "2024-01-01T09:30:00,25Z", True), ("2024-03-01", "2024-02-29T23:59:59", True),
    ("2024-01-01T23:00-0500", "2024-01-02T03:30+00", True), ("1969-12-31", "1970-01-01", False)]


@pytest.mark.parametrize("train, test, is_late", MOMENTS)
def test_moments_are_compared_whatever_their_zone(train, test, is_late, tmp_path):
    files = ["--train", write(pandas.DataFrame({"t": [train] * 20, "x": range(20)}), tmp_path / "train.csv"),
             "--test", write(pandas.DataFrame({"t": [test] * 9, "x": range(9)}), tmp_path / "test.csv")]
    report = measure(*files, "--time", "t", "--checks", "leakage.time", "--fail-on", "none")
    assert values(report, "leakage.time")["columns"][0]["rows"] == (20 if is_late else 0)


@pytest.mark.parametrize("cell", ["01/02/2024", "2024-1-5", "2024-13-01", "2024-01-01T10", "soon"])
def test_a_column_named_as_the_time_holds_times(cell, tmp_path):
    table = pandas.DataFrame({"t": ["2024-01-01"] * 3 + [cell] + ["2024-01-01"] * 6, "x": range(10)})
    path = write(table, tmp_path / "t.csv")
    assert f"row 3: '{cell}'" in run("--train", path, "--test", path, "--time", "t", expect=(2,)).stderr
