"""`quorum measure` against pandas: columns, labels, words."""

import random
import re

import numpy
import pandas
import pytest

from measure_support import close, measure, random_splits, values, write


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def splits(request, tmp_path):
    return random_splits(request.param, tmp_path)


def test_columns_equal_pandas(splits):
    train, test, train_path, test_path = splits
    report = measure("--train", train_path, "--test", test_path, "--checks", "stats.columns,stats.text,stats.labels")
    for table, ours in zip((train, test), values(report, "stats.columns")["splits"]):
        assert ours["rows"] == len(table)
        by_name = {column["name"]: column for column in ours["columns"]}
        assert list(by_name) == list(table.columns)
        for name in table.columns:
            assert by_name[name]["missing"] == table[name].isna().sum(), name
            assert by_name[name]["distinct"] == table[name].nunique(), name
        for name in ("count", "ratio"):
            column, cells = by_name[name], table[name]
            assert close(column["mean"], cells.mean()) and close(column["std"], cells.std())
            assert close(column["min"], cells.min()) and close(column["max"], cells.max())
            for level, value in column["quantiles"].items():
                assert close(value, cells.quantile(float(level))), (name, level)
        assert {each["value"]: each["count"] for each in by_name["color"]["top"]} == table["color"].value_counts().to_dict()


def test_labels_equal_pandas(splits):
    train, test, train_path, test_path = splits
    report = measure("--train", train_path, "--test", test_path, "--label", "label", "--checks", "stats.columns,stats.text,stats.labels")
    for table, ours in zip((train, test), values(report, "stats.labels")["splits"]):
        counts = table["label"].value_counts()
        shares = counts / counts.sum()
        assert ours["counts"] == counts.to_dict()
        assert close(ours["entropy"], -(shares * numpy.log2(shares)).sum())
        assert close(ours["imbalance_ratio"], counts.max() / counts.min())


def test_words_equal_a_regular_expression(tmp_path):
    generator = random.Random(5)
    words = ["don't", "3.14", "1,000", "end", "A_b", "x", "Hello", "hello", "42"]
    texts = [" ".join(generator.choice(words) + generator.choice(["", ".", ",", " -", "!"])
                      for _ in range(generator.randint(1, 12))) for _ in range(2000)]
    path = write(pandas.DataFrame({"text": texts}), tmp_path / "texts.parquet")
    ours = values(measure(path, "--text", "text", "--checks", "stats.columns,stats.text,stats.labels"), "stats.text")["splits"][0]
    # On words set apart by spaces, marks at their ends are all that word boundaries take away.
    tokens = [[token.strip(".,-!").lower() for token in re.split(r"\s+", text)] for text in texts]
    tokens = [[token for token in row if token] for row in tokens]
    counts = pandas.Series([token for row in tokens for token in row]).value_counts()
    assert ours["words"] == counts.sum() and ours["vocabulary"] == len(counts)
    assert ours["characters"] == sum(map(len, texts))
    assert {each["text"]: each["count"] for each in ours["top"]["1"]} == counts.to_dict()
    pairs = pandas.Series([" ".join(pair) for row in tokens for pair in zip(row, row[1:])]).value_counts()
    assert [each["count"] for each in ours["top"]["2"]] == pairs.tolist()[:20]
    lengths = pandas.Series([len(row) for row in tokens])
    assert close(ours["length"]["words"]["mean"], lengths.mean())
    assert close(ours["length"]["words"]["quantiles"]["0.95"], lengths.quantile(0.95))
