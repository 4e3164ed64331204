"""`quorum measure` against pandas, scikit-learn, statsmodels and krippendorff on random data."""

import hashlib
import json
import math
import os
import random
import re
import string
import subprocess
import unicodedata
import urllib.request

import krippendorff
import numpy
import pandas
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from export_support import Server, label_project, quorum_binary, text_uploads, wait_for


def run(*arguments, expect=(0, 1)):
    result = subprocess.run([quorum_binary(), "measure", *map(str, arguments)], capture_output=True, text=True)
    assert result.returncode in expect, result.stderr
    return result


def measure(*arguments):
    return json.loads(run(*arguments, "--json", "-").stdout)


def values(report, check):
    return next(each["values"] for each in report["checks"] if each["id"] == check)


def close(ours, theirs):
    return ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def normalised(text):
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def frame(seed, rows, key_range=400):
    """Rows with duplicates, several scripts, quotes, line breaks and missing cells."""
    generator = random.Random(seed)
    words = ["alpha", "Beta", "GAMMA", "épée", "e\u0301pe\u0301e", "naïve", "ещё", "Ёлка", "日本", 'say "hi"', "a,b", "x\ny"]

    def text():
        return generator.choice(["", " "]) + generator.choice([" ", "  "]).join(
            generator.choice(words) for _ in range(generator.randint(1, 2)))

    return pandas.DataFrame({
        "text": [text() for _ in range(rows)],
        "count": [generator.randint(-5, key_range) for _ in range(rows)],
        "ratio": [generator.choice([None, generator.uniform(-1e3, 1e3), 0.5]) for _ in range(rows)],
        "color": [generator.choice(["red", "green", "blue", None]) for _ in range(rows)],
        "label": [generator.choice(["no", "no", "yes"]) for _ in range(rows)],
        "user": [f"u{generator.randint(0, 99)}" for _ in range(rows)],
    })


def write(table, path):
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    elif path.suffix == ".jsonl":
        table.to_json(path, orient="records", lines=True, force_ascii=False, double_precision=15)
    else:
        table.to_parquet(path)
    return path


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def splits(request, tmp_path):
    train, test = frame(1, 3000), frame(2, 900)
    # JSON as pandas writes it has 15 decimals; all formats get numbers that survive that.
    for table in (train, test):
        table["ratio"] = table["ratio"].round(6)
    paths = [write(table, tmp_path / f"{name}.{request.param}") for name, table in (("train", train), ("test", test))]
    return train, test, *paths


def test_columns_equal_pandas(splits):
    train, test, train_path, test_path = splits
    report = measure("--train", train_path, "--test", test_path)
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
    report = measure("--train", train_path, "--test", test_path, "--label", "label")
    for table, ours in zip((train, test), values(report, "stats.labels")["splits"]):
        counts = table["label"].value_counts()
        shares = counts / counts.sum()
        assert ours["counts"] == counts.to_dict()
        assert close(ours["entropy"], -(shares * numpy.log2(shares)).sum())
        assert close(ours["imbalance_ratio"], counts.max() / counts.min())


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
    report = measure("--train", train_path, "--test", test_path, *flags)
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
    report = measure("--train", train_path, "--test", test_path, "--group", "user")
    for each in values(report, "leakage.group")["columns"]:
        source, other = (train, test) if each["from"] == "train" else (test, train)
        shared = set(source["user"]) & set(other["user"])
        assert each["groups"] == len(shared)
        assert each["rows"] == source["user"].isin(shared).sum()


def test_words_equal_a_regular_expression(tmp_path):
    generator = random.Random(5)
    words = ["don't", "3.14", "1,000", "end", "A_b", "x", "Hello", "hello", "42"]
    texts = [" ".join(generator.choice(words) + generator.choice(["", ".", ",", " -", "!"])
                      for _ in range(generator.randint(1, 12))) for _ in range(2000)]
    path = write(pandas.DataFrame({"text": texts}), tmp_path / "texts.parquet")
    ours = values(measure(path, "--text", "text"), "stats.text")["splits"][0]
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


@pytest.mark.parametrize("missing", [0.0, 0.35])
def test_agreement_equals_its_oracles(tmp_path, missing):
    generator = numpy.random.RandomState(7)
    items, workers = 200, 5
    truth = generator.randint(1, 5, items)
    answers = numpy.where(generator.rand(items, workers) < 0.7, truth[:, None], generator.randint(1, 5, (items, workers)))
    answers = answers.astype(float)
    answers[generator.rand(items, workers) < missing] = numpy.nan
    votes = pandas.DataFrame([(f"t{i}", f"w{w}", int(answers[i, w])) for i in range(items) for w in range(workers)
                              if not numpy.isnan(answers[i, w])], columns=["task", "worker", "label"])
    path = write(votes.sample(frac=1, random_state=1), tmp_path / "votes.csv")
    ours = values(measure(path), "labels.agreement")
    assert ours["items"] == votes["task"].nunique() and ours["annotations"] == len(votes)
    for level in ("nominal", "ordinal", "interval"):
        expected = krippendorff.alpha(answers.T, level_of_measurement=level)
        assert close(ours["krippendorff_alpha"][level], expected), level
    if not missing:
        assert close(ours["fleiss_kappa"], fleiss_kappa(aggregate_raters(answers.astype(int))[0]))
    assert len(ours["pairs"]) == workers * (workers - 1) // 2
    for pair in ours["pairs"]:
        a, b = answers[:, int(pair["a"][1:])], answers[:, int(pair["b"][1:])]
        both = ~numpy.isnan(a) & ~numpy.isnan(b)
        assert pair["n"] == both.sum()
        assert close(pair["cohen_kappa"], cohen_kappa_score(a[both].astype(int), b[both].astype(int)))


def test_same_input_same_report(splits, tmp_path):
    _, _, train_path, test_path = splits
    reports = []
    for threads in (1, 2, 2):
        report = measure("--train", train_path, "--test", test_path, "--threads", threads)
        assert report.pop("seconds") > 0
        reports.append(json.dumps(report))
    assert len(set(reports)) == 1
    first = json.loads(reports[0])["inputs"][0]
    assert first["sha256"] == hashlib.sha256(train_path.read_bytes()).hexdigest()


def test_files_are_written_and_gates_hold(tmp_path):
    table = frame(3, 50)
    train, test = write(table, tmp_path / "train.csv"), write(table.head(5), tmp_path / "test.csv")
    out = [tmp_path / name for name in ("report.json", "report.html", "report.md")]
    flags = ["--train", train, "--test", test, "--json", out[0], "--html", out[1], "--markdown", out[2]]
    run(*flags, expect=(1,))
    assert json.loads(out[0].read_text())["verdict"] == "fail"
    assert out[1].read_text().startswith("<!doctype html>") and out[2].read_text().startswith("# Data report: fail")
    run(*flags, "--fail-on", "none", expect=(0,))
    run(*flags, "--fail-on", "stats:fail,labels", expect=(0,))
    run(*flags, "--fail-on", "leakage.exact_overlap:fail", expect=(1,))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "report.html", "report.json", "report.md", "test.csv", "train.csv"]


@pytest.mark.parametrize("content, flags, words", [
    ("a,b\n1,2\n3\n", [], ["bad.csv", "line 3"]),
    ("a,b\n1,2\n", ["--label", "c"], ["bad.csv", "no column 'c'", "a, b"]),
    ("", [], ["bad.csv", "empty"]),
    ("a,b\n", [], ["bad.csv", "no rows"]),
    ("a\n1\n", ["--checks", "leaks"], ["--checks", "leakage.group"]),
    ("a\n1\n", ["--fail-on", "bad"], ["--fail-on", "'bad'"]),
    ("a\n1\n", ["--html", "/nowhere/report.html"], ["/nowhere/report.html", "cannot be written"]),
    ("a\n1\n", ["--project", "p"], ["exclude each other"]),
    ("a\n1\n", ["--threads", "99999999"], ["--threads", "too many"]),
])
def test_bad_input_is_named(tmp_path, content, flags, words):
    path = tmp_path / "bad.csv"
    path.write_text(content)
    result = run(path, *flags, expect=(2,))
    assert result.stderr.startswith("error: ")
    for word in words:
        assert word in result.stderr
    assert os.listdir(tmp_path) == ["bad.csv"]


@pytest.mark.parametrize("option", ["--json", "--html", "--markdown"])
def test_a_report_does_not_replace_its_data(tmp_path, option):
    path = tmp_path / "data.csv"
    path.write_text("a\n1\n")
    (tmp_path / "link.csv").symlink_to(path)
    for out in (path, tmp_path / "link.csv", f"{tmp_path}/./data.csv"):
        assert f"{option}: {out} is the data itself" in run(path, option, out, expect=(2,)).stderr
    assert path.read_text() == "a\n1\n"


def test_krippendorffs_example(tmp_path):
    """Four observers and twelve units: nominal .743421, ordinal .815388, interval .849107."""
    observers = ["123321412***", "1233224125*3", "*3332342251*", "12332441251*"]
    rows = [(item, worker, label) for worker, line in zip(string.ascii_lowercase, observers)
            for item, label in enumerate(line) if label != "*"]
    path = write(pandas.DataFrame(rows, columns=["task", "worker", "label"]), tmp_path / "votes.csv")
    alpha = values(measure(path), "labels.agreement")["krippendorff_alpha"]
    assert [round(alpha[level], 6) for level in ("nominal", "ordinal", "interval")] == [0.743421, 0.815388, 0.849107]


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    """Passages that three people classify; the first one says the opposite on every third task."""
    labels = ["even", "odd"]

    def answer(task, person):
        right = len(task["chunk"]["text"]) % 2
        return labels[1 - right if person == 0 and int(task["id"]) % 3 == 0 else right]

    data = tmp_path_factory.mktemp("frozen") / "data"
    project = {
        "name": "Lengths", "kind": "classification", "guidelines": "Is the length even?", "labels": labels,
        "policy": "2/3", "chunking": {"min": 2, "max": 30, "pause": 0.3},
    }
    return label_project(data, project, text_uploads(), answer)


def test_a_frozen_version(frozen):
    arguments = ["--data", frozen.data, "--project", frozen.name, "--version", "v1"]
    report = measure(*arguments)
    assert [each["split"] for each in report["inputs"]] == ["train", "validation", "test"]
    assert report["settings"]["source"].endswith(f"({frozen.digest})")
    assert [each["groups"] for each in values(report, "leakage.group")["columns"]] == [0] * 6
    rows = sum(each["rows"] for each in report["inputs"])
    agreement = values(report, "labels.agreement")
    assert agreement["items"] == rows
    # The first of three is wrong on a third of the tasks, where a third vote is asked for.
    assert 2 * rows < agreement["annotations"] < 3 * rows
    assert agreement["percent"] < 1 and {pair["a"][:10] for pair in agreement["pairs"]} == {"annotator-"}
    result = run(*arguments[:-1], "v9", expect=(2,))
    assert 'there is v1' in result.stderr
    result = run(*arguments, "--label", "label", expect=(2,))
    assert "the columns of a version are known" in result.stderr


def test_the_server_makes_the_report(frozen):
    with Server(frozen.data) as visitor:
        admin = visitor.log_in("admin")
        project = admin.call("GET", "/api/v1/projects")["projects"][0]
        root = f"/api/v1/projects/{project['id']}"
        job = admin.call("POST", f"{root}/versions/v1/report")

        def finished():
            found = next(each for each in admin.call("GET", f"{root}/jobs")["jobs"] if each["id"] == job["id"])
            assert found["state"] != "failed", found["failure"]
            return found["state"] not in ("queued", "running")

        wait_for(finished, "the report")
        report = admin.call("GET", f"{root}/versions/v1/report.json")
        assert report["schema"] == "quorum.report/1"
        request = urllib.request.Request(visitor.base + f"{root}/versions/v1/report.html")
        request.add_header("Authorization", f"Bearer {admin.token}")
        with urllib.request.urlopen(request, timeout=60) as response:
            assert "style-src 'unsafe-inline'" in response.headers["Content-Security-Policy"]
            page = response.read().decode()
    assert f"project &quot;{frozen.name}&quot;" in page and "<script" not in page
