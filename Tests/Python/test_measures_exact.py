"""`quorum measure` against pandas: equal rows, overlaps of splits, groups on both sides."""

import math

import pytest
from statsmodels.stats.proportion import proportion_confint

from measure_support import close, measure, normalised, random_splits, values, write


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def splits(request, tmp_path):
    return random_splits(request.param, tmp_path)


def expected_duplicates(table, columns):
    sizes = table.groupby(columns, dropna=False).size()
    repeated = sizes[sizes > 1]
    labels = table.groupby(columns, dropna=False)["label"].nunique()
    return {"groups": len(repeated), "rows": int(repeated.sum()), "surplus_rows": int(repeated.sum() - len(repeated)),
            "conflicting_groups": int((labels > 1).sum())}


def expected_overlap(source, other, columns):
    known = {key: set(rows["label"]) for key, rows in other.groupby(columns, dropna=False)}
    keys = [key for key in source[columns].itertuples(index=False, name=None)]
    keys = [tuple(None if isinstance(cell, float) and math.isnan(cell) else cell for cell in key) for key in keys]
    known = {tuple(None if isinstance(cell, float) and math.isnan(cell) else cell for cell in key): labels
             for key, labels in known.items()}
    hits = [(key, label) for key, label in zip(keys, source["label"]) if key in known]
    return {"rows": len(hits), "distinct": len({key for key, _ in hits}),
            "conflicting_labels": sum(label not in known[key] for key, label in hits)}


@pytest.mark.parametrize("by_text", [True, False])
def test_duplicates_and_overlaps_equal_pandas(splits, by_text):
    train, test, train_path, test_path = splits
    if not by_text:  # Few values, so that whole rows recur.
        for table, path in ((train, train_path), (test, test_path)):
            table["count"] %= 7
            table["ratio"] = table["ratio"].where(table["ratio"] == 0.5)
            table["user"] = table["user"].str[:2]
            write(table, path)
    flags = ["--label", "label"] + (["--text", "text"] if by_text else [])
    report = measure("--train", train_path, "--test", test_path, *flags, "--checks", "duplicates.exact,leakage.exact_overlap,leakage.group")
    for table in (train, test):
        table["normalised"] = table["text"].map(normalised)
    others = [] if by_text else ["count", "ratio", "color", "user"]
    variants = {"raw": ["text"] + others, "normalised": ["normalised"] + others}
    if not by_text:
        variants = {name: columns + ["label"] for name, columns in variants.items()}
        variants["features"] = ["text"] + others
    tables = {"train": train, "test": test}

    found = values(report, "duplicates.exact")["splits"]
    assert {(each["split"], each["variant"]) for each in found} == {(s, v) for s in tables for v in variants}
    for each in found:
        expected = expected_duplicates(tables[each["split"]], variants[each["variant"]])
        assert {key: each[key] for key in expected} == expected, each
    assert any(each["conflicting_groups"] for each in found)

    pairs = values(report, "leakage.exact_overlap")["pairs"]
    assert len(pairs) == 2 * len(variants)
    for each in pairs:
        expected = expected_overlap(tables[each["from"]], tables[each["in"]], variants[each["variant"]])
        assert {key: each[key] for key in expected} == expected, each
    assert any(each["rows"] for each in pairs)


def test_groups_equal_pandas(splits):
    train, test, train_path, test_path = splits
    report = measure("--train", train_path, "--test", test_path, "--group", "user", "--checks", "duplicates.exact,leakage.exact_overlap,leakage.group")
    for each in values(report, "leakage.group")["columns"]:
        source, other = (train, test) if each["from"] == "train" else (test, train)
        shared = set(source["user"]) & set(other["user"])
        assert each["groups"] == len(shared)
        assert each["rows"] == source["user"].isin(shared).sum()
        assert close(each["rows_interval"], list(proportion_confint(each["rows"], len(source), method="wilson")))
