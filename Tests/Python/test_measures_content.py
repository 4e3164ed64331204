"""`quorum measure` against constructed cells and scikit-learn: odd values, outliers, personal data, unsafe content, copies of
rare classes; and the file of thresholds."""

import json

import numpy
import pandas
import pytest
from sklearn.ensemble import IsolationForest
from sklearn.model_selection import train_test_split

from measure_support import close, measure, processor_seconds, run, values, write


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
    table["day"] = [["1/21/2024", "12/1/2024", "1.23.4", "12.3.4"][row % 4] for row in range(rows)]
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
    table.loc[[3, 500], "c"] = [50, 50]
    table.loc[[3, 500], "d"] = [-40, 60]
    report = measure(write(table, tmp_path / "t.parquet"), "--checks", "integrity.outliers")
    ours = values(report, "integrity.outliers")
    assert ours["outliers"] == 2 and finding(report, "integrity.outliers")["verdict"] == "warn"
    assert {each["row"] for each in finding(report, "integrity.outliers")["examples"]} == {3, 500}
    scores = -IsolationForest(n_estimators=100, max_samples=256, random_state=0).fit(table).score_samples(table)
    assert ours["scores"]["mean"] == pytest.approx(scores.mean(), abs=0.01)
    levels = numpy.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert list(ours["scores"]["quantiles"].values()) == pytest.approx(levels, abs=0.015)


@pytest.mark.parametrize("drawn, planted", [
    (lambda generator, shape: generator.lognormal(size=shape), 1000),
    (lambda generator, shape: -generator.lognormal(0, 2, shape), -100_000),
    (lambda generator, shape: generator.gamma(0.3, size=shape), 1000),
    # Seven tenths of all cells are one number.
    (lambda generator, shape: numpy.where(generator.rand(*shape) < 0.7, 0.5, generator.normal(0.5, 0.1, shape)), 50),
    (lambda generator, shape: generator.poisson(0.1, shape), 200)])
def test_skewed_and_lumpy_columns_have_no_outliers_but_planted_ones(tmp_path, drawn, planted):
    table = pandas.DataFrame(drawn(numpy.random.RandomState(6), (1000, 5)).astype(float), columns=list("abcde"))
    checks = ["--checks", "integrity.outliers"]
    report = measure(write(table, tmp_path / "t.parquet"), *checks)
    assert values(report, "integrity.outliers")["outliers"] == 0 and finding(report, "integrity.outliers")["verdict"] == "pass"
    table.loc[123, list("abcd")] = planted
    report = measure(write(table, tmp_path / "t.parquet"), *checks)
    assert [each["row"] for each in finding(report, "integrity.outliers")["examples"]] == [123]


VALID = {
    "email": ["ann@example.org", "a.b+c@mail.example.co.uk"], "phone": ["+49 30 901820", "(212) 555-0123", "020 7946 0958", "1-212-555-0123"],
    "iban": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"], "card": ["4111 1111 1111 1111", "5500-0000-0000-0004", "4111 1111 1111 1111 12/25", "3782 822463 10005 07/31"],
    "ip": ["81.2.69.142", "2001:db8::ff00:42:8329"],
    "national_id": ["536-90-4399", "AB123456C", "12345678Z", "X1234567L", "RSSMRA85T10A562S", "529.982.247-25",
                    "2 55 08 14 168 025 38", "112-233-445 95"]}
INVALID = [
    "2024-01-31T12:00:05.123456789+02:00", "2024-01-31 12:00",
    "a@b", "@home", "price 12.50", "2024-01-31 12:00:05", "version 1.2.3.4", "192.168.1.1", "DE89 3704 0044 0532 0130 01",
    "4111 1111 1111 1112", "000-12-3456", "12345678A", "529.982.247-24", "tel 12345", "GB82WEST1234569876543", "3.14159265358979",
    "10:30:00", "ISBN 978-3-16-148410-0", "1234567890123456789012345",
    "01/31/2024 12:05", "31-01-2024 1205", "at 256 512 1024 Hz", "0.4111111111111111", "1 2 3 5 8 13 21 34 55 89 144 233"]


def test_personal_data_is_found_and_masked(tmp_path):
    cells = [(kind, f"write to {each}, please") for kind, list_ in VALID.items() for each in list_]
    table = pandas.DataFrame({"text": [text for _, text in cells] + [f"see {each} there" for each in INVALID]})
    # Twice, and as a category: other checks show the rows as well.
    table = pandas.concat([table, table], ignore_index=True)
    table["who"] = ([each for list_ in VALID.values() for each in list_] + ["nobody"] * len(INVALID)) * 2
    report = measure(write(table, tmp_path / "t.csv"), "--text", "text", "--checks", "privacy,stats,duplicates,labels.conflicts,integrity",
                     "--examples", "99", "--fail-on", "none")
    found = finding(report, "privacy.pii")
    kinds = {each["kind"]: each["rows"] for each in values(report, "privacy.pii")["columns"][0]["found"]}
    shown = {each["row"]: each["kind"] for each in found["examples"] if each["column"] == "text"}
    assert shown == {row + copy: kind for row, (kind, _) in enumerate(cells) for copy in (0, len(table) // 2)}
    assert kinds == {kind: 2 * len(list_) for kind, list_ in VALID.items()}
    assert found["verdict"] == "fail"
    text = json.dumps(report, ensure_ascii=False)
    assert "***" in json.dumps(finding(report, "duplicates.exact")["examples"]) and "***" in json.dumps(values(report, "stats.columns"))
    assert not any(each in text for list_ in VALID.values() for each in list_)


def luhn_digit(digits):
    doubled = [int(each) * (2 if place % 2 == 0 else 1) for place, each in enumerate(reversed(digits))]
    return str(-sum(each - 9 if each > 9 else each for each in doubled) % 10)


@pytest.mark.parametrize("kind, verdict", [("orders", "warn"), ("cards", "fail")])
def test_right_check_digits_must_be_more_than_chance_makes(tmp_path, kind, verdict):
    generator = numpy.random.RandomState(9)
    numbers = ["4" + "".join(map(str, generator.randint(0, 10, 15))) for _ in range(600)]
    if kind == "cards":
        numbers[:30] = [each[:15] + luhn_digit(each[:15]) for each in numbers[:30]]
        numbers[30:] = ["none"] * 570
    table = pandas.DataFrame({"text": [f"ORD {each} is here" for each in numbers]})
    report = measure(write(table, tmp_path / "t.csv"), "--text", "text", "--checks", "privacy", "--fail-on", "none")
    found = values(report, "privacy.pii")["columns"][0]["found"][0]
    right = sum(each[-1] == luhn_digit(each[:15]) for each in numbers if each != "none")
    assert finding(report, "privacy.pii")["verdict"] == verdict
    assert found["rows"] == right and found["numbers"] == sum(each != "none" for each in numbers)
    assert close(found["by_chance"], 0.1 * found["numbers"])
    assert ("chance" in finding(report, "privacy.pii")["summary"]) == (kind == "orders")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_columns_of_numbers_are_searched(suffix, tmp_path):
    generator = numpy.random.RandomState(10)
    numbers = ["4" + "".join(map(str, generator.randint(0, 10, 14))) for _ in range(300)]
    table = pandas.DataFrame({
        "card": [int(each + luhn_digit(each)) for each in numbers], "order": [int(each + "7") for each in numbers],
        "phone": [f"+4930{number}" for number in generator.randint(10**6, 10**7, 300)],
        "time": 1_700_000_000_000 + generator.randint(0, 10**9, 300), "small": range(300)})
    report = measure(write(table, tmp_path / f"t.{suffix}"), "--checks", "privacy", "--fail-on", "none")
    found = {each["column"]: {kind["kind"]: kind["rows"] for kind in each["found"]} for each in values(report, "privacy.pii")["columns"]}
    assert found == {"card": {"card": 300}, "phone": {"phone": 300}}
    assert finding(report, "privacy.pii")["verdict"] == "fail"


@pytest.mark.parametrize("form", ["ssn", "nino", "part numbers"])
def test_identifiers_without_check_digits_are_never_put_down_to_chance(tmp_path, form):
    generator = numpy.random.RandomState(4)
    numbers = {
        "ssn": lambda: f"{generator.randint(1, 600):03}-{generator.randint(1, 100):02}-{generator.randint(1, 10000):04}",
        "nino": lambda: f"AB{generator.randint(0, 1000000):06}{'ABCD'[generator.randint(0, 4)]}",
        "part numbers": lambda: f"{'BFGU'[generator.randint(0, 4)]}A{generator.randint(0, 1000000):06}C",
    }[form]
    table = pandas.DataFrame({"text": [f"number {numbers()} of many" for _ in range(500)]})
    report = measure(write(table, tmp_path / "t.csv"), "--text", "text", "--checks", "privacy", "--fail-on", "none")
    found = next(each for each in values(report, "privacy.pii")["columns"][0]["found"] if each["kind"] == "national_id")
    assert found["rows"] == found["by_form_alone"] and found["numbers"] == 0
    assert found["rows"] == 500 or form == "part numbers"
    assert finding(report, "privacy.pii")["verdict"] == "warn"
    summary = finding(report, "privacy.pii")["summary"]
    assert "by their form alone" in summary and "chance" not in summary


def test_a_long_list_of_numbers_takes_no_longer_a_number(tmp_path):
    def cells(count):
        return [" ".join(["1234567890123a", "12"] * count), "4" * 5 * count, " ".join(["123"] * 2 * count), "1-" * 2 * count]

    def search(count):
        path = write(pandas.DataFrame({"text": cells(count)}), tmp_path / "t.parquet")
        return processor_seconds(path, "--text", "text", "--checks", "privacy")

    # Eight times as much takes eight times as long, and not 64 times.
    start, few, many = search(1), search(10_000), search(80_000)
    assert many - start < 20 * max(few - start, 0.02)
    report = measure(tmp_path / "t.parquet", "--text", "text", "--checks", "privacy")
    assert values(report, "privacy.pii")["columns"] == []


def test_names_and_redactions_are_not_unsafe(tmp_path):
    texts = ["Merrill Lynch sold xxx shares"] * 50 + ["he was lynched"]
    report = measure(write(pandas.DataFrame({"text": texts}), tmp_path / "t.csv"), "--text", "text", "--checks", "content")
    assert values(report, "content.unsafe")["splits"][0]["rows"] == 1


def test_unsafe_words_are_counted_by_category(tmp_path):
    table = pandas.DataFrame({"text": ["a quiet day"] * 95 + ["what a Fucking day"] * 3 + ["I want to  DIE today", "Fuckingham scunthorpe"]})
    path = write(table, tmp_path / "t.csv")
    report = measure(path, "--text", "text", "--checks", "content")
    ours = {each["category"]: each["rows"] for each in values(report, "content.unsafe")["splits"][0]["categories"]}
    assert ours["profanity"] == 3 and ours["self_harm"] == 1 and sum(ours.values()) == 4
    assert finding(report, "content.unsafe")["verdict"] == "warn"
    more = tmp_path / "more.txt"
    more.write_bytes(b"# ours\r\n\r\nweather: quiet day\r\ntime: quiet\r\n")
    report = measure(path, "--text", "text", "--checks", "content", "--lexicon", more, "--fail-on", "none")
    ours = {each["category"]: each["rows"] for each in values(report, "content.unsafe")["splits"][0]["categories"]}
    assert ours["weather"] == 95 == ours["time"] and finding(report, "content.unsafe")["verdict"] == "fail"
    more.write_text("weather\n")
    assert "line 1" in run(path, "--lexicon", more, expect=(2,)).stderr


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
    report = measure(*files, "--label", "label", "--fail-on", "none", "--checks", "leakage.oversampling")
    assert finding(report, "leakage.oversampling")["verdict"] == ("fail" if copied_before else "pass")
    ours = next(each for each in values(report, "leakage.oversampling")["classes"]
                if each["class"] == "rare" and each["from"] == "test")
    seen = set(map(tuple, train.itertuples(index=False)))
    expected = sum(row in seen for row in test[test["label"] == "rare"].itertuples(index=False))
    assert ours["copied"] == expected and ours["rows"] == (test["label"] == "rare").sum()


@pytest.mark.parametrize("greetings, verdict", [("few", "warn"), ("uneven", "pass")])
def test_what_repeats_by_nature_was_not_copied(tmp_path, greetings, verdict):
    generator = numpy.random.RandomState(11)
    said = ["hello", "hi", "good morning", "hey", "hi there"]
    weights = numpy.ones(5) / 5 if greetings == "few" else 1 / numpy.arange(1, 6) ** 2 / (1 / numpy.arange(1, 6) ** 2).sum()
    rows = [(generator.choice(said, p=weights), "greeting") for _ in range(100)]
    rows += [(" ".join(generator.choice([f"w{i}" for i in range(500)], 8)), label) for label in "abc" for _ in range(300)]
    table = pandas.DataFrame(rows, columns=["text", "label"])
    train, test = (each.reset_index(drop=True) for each in train_test_split(table, test_size=0.3, random_state=0))
    files = ["--train", write(train, tmp_path / "train.csv"), "--test", write(test, tmp_path / "test.csv")]
    report = measure(*files, "--text", "text", "--label", "label", "--fail-on", "none", "--checks", "leakage.oversampling")
    assert finding(report, "leakage.oversampling")["verdict"] == verdict


def test_thresholds_come_from_a_file(tmp_path):
    generator = numpy.random.RandomState(3)
    train, test = (pandas.DataFrame({"x": generator.normal(mean, 1, 2000)}) for mean in (0, 0.4))
    files = ["--train", write(train, tmp_path / "train.csv"), "--test", write(test, tmp_path / "test.csv"), "--fail-on", "none"]
    limits = tmp_path / "limits.yaml"
    verdicts = []
    for fail in (0.1, 0.9):
        limits.write_text(f"drift.columns:\n  psi_fail: {fail}\n")
        report = measure(*files, "--thresholds", limits, "--checks", "drift.columns")
        assert report["settings"]["thresholds"] == {"drift.columns.psi_fail": fail}
        verdicts.append(finding(report, "drift.columns")["verdict"])
    assert verdicts == ["fail", "warn"]


@pytest.mark.parametrize("content, words", [
    ("drift.columns:\n  psi_warn: 0.2\n  psi_fial: 1\n", ["line 3", "psi_fial", "psi_fail"]),
    ("drift.colums:\n  psi_warn: 0.2\n", ["line 1", "drift.colums", "drift.columns"]),
    ("drift.columns:\n  psi_warn: much\n", ["line 2", "no number"]),
    ("leakage.exact_overlap:\n  tolerance: -1\n", ["line 2", "leakage.exact_overlap.tolerance", "0.0 to 1.0"]),
    ("leakage.exact_overlap:\n  tolerance: 1e300\n", ["line 2", "leakage.exact_overlap.tolerance", "0.0 to 1.0"]),
    ("drift.columns: 3\n", ["line 1"]), ("- a\n", ["line 1"]), ("a: [\n", ["not YAML"]),
])
def test_a_wrong_threshold_is_named(tmp_path, content, words):
    (tmp_path / "t.csv").write_text("a\n1\n")
    limits = tmp_path / "limits.yaml"
    limits.write_text(content)
    error = run(tmp_path / "t.csv", "--thresholds", limits, expect=(2,)).stderr
    assert all(word in error for word in ["limits.yaml", *words]), error
