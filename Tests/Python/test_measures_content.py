"""`quorum measure` against constructed cells, scikit-learn and cleanlab: odd values, outliers, personal data, unsafe
content, wrong labels, copies of rare classes; and the file of thresholds."""

import json

import numpy
import pandas
import pytest
from sklearn.datasets import load_wine
from sklearn.ensemble import IsolationForest
from sklearn.model_selection import cross_val_predict, train_test_split
from sklearn.naive_bayes import GaussianNB

from measure_support import close, measure, run, values, write


def finding(report, check):
    return next(each for each in report["checks"] if each["id"] == check)


def test_odd_values_are_counted(tmp_path):
    rows = 400
    table = pandas.DataFrame({
        "size": [str(row % 37) for row in range(rows)], "city": [["Rome", "Oslo", "Lima"][row % 3] for row in range(rows)],
        "same": ["x"] * rows, "note": [f"note number {row} of many" for row in range(rows)],
        "fine": [["<=50K", ">50K"][row % 2] for row in range(rows)]})
    table.loc[:4, "size"] = "unknown"
    table.loc[5:6, "size"] = "n/a"
    table.loc[7:9, "size"] = "NULL"
    table.loc[10:12, "city"] = "rome "
    table.loc[13, "city"] = "O.s-lo"
    table.loc[20, "note"] = "caf\u00c3\u00a9 de nuit"
    table.loc[21, "note"] = "zero\u200bwidth space here"
    table.loc[22, "note"] = "?!?!"
    table.loc[23, "note"] = "long " * 5000
    report = measure(write(table, tmp_path / "t.parquet"), "--checks", "integrity")
    found = {each["column"]: each for each in values(report, "integrity.values")["columns"]}
    assert set(found) == {"size", "city", "same", "note"}
    assert found["size"]["mixed_types"] == 5
    assert found["size"]["null_spellings"] == [{"spelling": "NULL", "rows": 3}, {"spelling": "n/a", "rows": 2}]
    assert [[each["value"] for each in group] for group in found["city"]["variants"]] == [["Oslo", "O.s-lo"], ["Rome", "rome "]]
    assert found["same"]["single_value"]
    assert (found["note"]["damaged"], found["note"]["punctuation"], found["note"]["length"]) == (2, 1, 2)
    rows = {each["row"] for each in finding(report, "integrity.values")["examples"] if each["column"] == "note"}
    assert rows == {20, 21, 22, 23}


def test_outliers_are_ranked_as_scikit_learn_does(tmp_path):
    generator = numpy.random.RandomState(4)
    table = pandas.DataFrame(generator.normal(size=(1000, 4)), columns=list("abcd"))
    table.loc[[3, 500], "b"] = [40, -35]
    table.loc[[3, 500], "d"] = [-40, 60]
    report = measure(write(table, tmp_path / "t.parquet"), "--checks", "integrity.outliers")
    ours = values(report, "integrity.outliers")
    assert ours["outliers"] == 2 and finding(report, "integrity.outliers")["verdict"] == "warn"
    assert {each["row"] for each in finding(report, "integrity.outliers")["examples"]} == {3, 500}
    scores = -IsolationForest(n_estimators=100, max_samples=256, random_state=0).fit(table).score_samples(table)
    assert ours["scores"]["mean"] == pytest.approx(scores.mean(), abs=0.01)
    levels = numpy.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert list(ours["scores"]["quantiles"].values()) == pytest.approx(levels, abs=0.015)


VALID = {
    "email": ["ann@example.org", "a.b+c@mail.example.co.uk"], "phone": ["+49 30 901820", "(212) 555-0123", "020 7946 0958"],
    "iban": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"], "card": ["4111 1111 1111 1111", "5500-0000-0000-0004"],
    "ip": ["81.2.69.142", "2001:db8::ff00:42:8329"],
    "national_id": ["536-90-4399", "AB123456C", "12345678Z", "X1234567L", "RSSMRA85T10A562S", "529.982.247-25",
                    "2 55 08 14 168 025 38", "112-233-445 95"]}
INVALID = [
    "a@b", "@home", "price 12.50", "2024-01-31 12:00:05", "version 1.2.3.4", "192.168.1.1", "DE89 3704 0044 0532 0130 01",
    "4111 1111 1111 1112", "000-12-3456", "12345678A", "529.982.247-24", "tel 12345", "GB82WEST1234569876543", "3.14159265358979",
    "10:30:00", "ISBN 978-3-16-148410-0", "1234567890123456789012345"]


def test_personal_data_is_found_and_masked(tmp_path):
    cells = [(kind, f"write to {each}, please") for kind, list_ in VALID.items() for each in list_]
    table = pandas.DataFrame({"text": [text for _, text in cells] + [f"see {each} there" for each in INVALID]})
    report = measure(write(table, tmp_path / "t.csv"), "--text", "text", "--checks", "privacy", "--examples", "99", "--fail-on", "none")
    found = finding(report, "privacy.pii")
    kinds = {each["kind"]: each["rows"] for each in values(report, "privacy.pii")["columns"][0]["found"]}
    shown = {each["row"]: each["kind"] for each in found["examples"]}
    assert shown == {row: kind for row, (kind, _) in enumerate(cells)}
    assert kinds == {kind: len(list_) for kind, list_ in VALID.items()}
    assert found["verdict"] == "fail"
    text = json.dumps(report, ensure_ascii=False)
    assert not any(each in text for list_ in VALID.values() for each in list_)


def test_unsafe_words_are_counted_by_category(tmp_path):
    table = pandas.DataFrame({"text": ["a quiet day"] * 95 + ["what a Fucking day"] * 3 + ["I want to  DIE today", "Fuckingham scunthorpe"]})
    path = write(table, tmp_path / "t.csv")
    report = measure(path, "--text", "text", "--checks", "content")
    ours = {each["category"]: each["rows"] for each in values(report, "content.unsafe")["splits"][0]["categories"]}
    assert ours["profanity"] == 3 and ours["self_harm"] == 1 and sum(ours.values()) == 4
    assert finding(report, "content.unsafe")["verdict"] == "warn"
    more = tmp_path / "more.txt"
    more.write_text("# ours\nweather: quiet day\n")
    report = measure(path, "--text", "text", "--checks", "content", "--lexicon", more, "--fail-on", "none")
    ours = {each["category"]: each["rows"] for each in values(report, "content.unsafe")["splits"][0]["categories"]}
    assert ours["weather"] == 95 and finding(report, "content.unsafe")["verdict"] == "fail"
    more.write_text("weather\n")
    assert "line 1" in run(path, "--lexicon", more, expect=(2,)).stderr


def test_wrong_labels_are_those_of_cleanlab(tmp_path):
    data = load_wine(as_frame=True)
    generator = numpy.random.RandomState(1)
    wrong = data.target.copy()
    rows = generator.choice(len(wrong), 25, replace=False)
    wrong[rows] = (wrong[rows] + generator.randint(1, 3, 25)) % 3
    shares = cross_val_predict(GaussianNB(), data.data, wrong, cv=5, method="predict_proba")
    table = data.data.copy()
    table["label"] = wrong.map({0: "a", 1: "b", 2: "c"})
    for index, label in enumerate("abc"):
        table[f"prob_{label}"] = shares[:, index]
    report = measure(write(table, tmp_path / "t.parquet"), "--label", "label", "--examples", "999", "--fail-on", "none")
    import cleanlab  # Slow to load, and of use here alone.
    expected = cleanlab.filter.find_label_issues(
        wrong.to_numpy(), shares, filter_by="confident_learning", return_indices_ranked_by="self_confidence", n_jobs=1)
    found = finding(report, "labels.errors")
    assert [each["row"] for each in found["examples"]] == list(expected) and len(expected) > 10
    assert close([each["score"] for each in found["examples"]], shares[expected, wrong[expected]])
    assert [each["suggested"] for each in found["examples"]] == ["abc"[each] for each in shares[expected].argmax(1)]
    # A model's own opinion is no property of the data.
    assert not any(each["feature"].startswith("prob_") for each in values(report, "leakage.target")["features"])


@pytest.mark.parametrize("copied_before", [True, False])
def test_copies_of_a_rare_class_across_splits(tmp_path, copied_before):
    generator = numpy.random.RandomState(2)
    table = pandas.DataFrame(generator.rand(600, 3), columns=list("abc"))
    table["label"] = numpy.where(numpy.arange(600) < 60, "rare", "common")

    def oversampled(rows):
        rare = rows[rows["label"] == "rare"]
        return pandas.concat([rows] + [rare] * 8, ignore_index=True)

    if copied_before:
        train, test = train_test_split(oversampled(table), test_size=0.3, random_state=0)
    else:
        train, test = train_test_split(table, test_size=0.3, random_state=0)
        train = oversampled(train)
    files = ["--train", write(train.reset_index(drop=True), tmp_path / "train.parquet"), "--test", write(test.reset_index(drop=True), tmp_path / "test.parquet")]
    report = measure(*files, "--label", "label", "--fail-on", "none")
    assert finding(report, "leakage.oversampling")["verdict"] == ("fail" if copied_before else "pass")
    ours = next(each for each in values(report, "leakage.oversampling")["classes"]
                if each["class"] == "rare" and each["from"] == "test")
    seen = set(map(tuple, train.itertuples(index=False)))
    expected = sum(row in seen for row in test[test["label"] == "rare"].itertuples(index=False))
    assert ours["copied"] == expected and ours["rows"] == (test["label"] == "rare").sum()


def test_thresholds_come_from_a_file(tmp_path):
    generator = numpy.random.RandomState(3)
    train, test = (pandas.DataFrame({"x": generator.normal(mean, 1, 2000)}) for mean in (0, 0.4))
    files = ["--train", write(train, tmp_path / "train.csv"), "--test", write(test, tmp_path / "test.csv"), "--fail-on", "none"]
    limits = tmp_path / "limits.yaml"
    verdicts = []
    for fail in (0.1, 0.9):
        limits.write_text(f"drift.columns:\n  psi_fail: {fail}\n")
        report = measure(*files, "--thresholds", limits)
        assert report["settings"]["thresholds"] == {"drift.columns.psi_fail": fail}
        verdicts.append(finding(report, "drift.columns")["verdict"])
    assert verdicts == ["fail", "warn"]


@pytest.mark.parametrize("content, words", [
    ("drift.columns:\n  psi_warn: 0.2\n  psi_fial: 1\n", ["line 3", "psi_fial", "psi_fail"]),
    ("drift.colums:\n  psi_warn: 0.2\n", ["line 1", "drift.colums", "drift.columns"]),
    ("drift.columns:\n  psi_warn: much\n", ["line 2", "no number"]),
    ("drift.columns: 3\n", ["line 1"]), ("- a\n", ["line 1"]), ("a: [\n", ["not YAML"]),
])
def test_a_wrong_threshold_is_named(tmp_path, content, words):
    (tmp_path / "t.csv").write_text("a\n1\n")
    limits = tmp_path / "limits.yaml"
    limits.write_text(content)
    error = run(tmp_path / "t.csv", "--thresholds", limits, expect=(2,)).stderr
    assert all(word in error for word in ["limits.yaml", *words]), error
