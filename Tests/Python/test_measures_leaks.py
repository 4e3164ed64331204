"""`quorum measure` against scipy, brute force and constructed leaks: passages, order, identifiers, scaling, times,
columns that tell the label, new values."""

import random

import numpy
import pandas
import pytest
from scipy.stats import chi2_contingency, kruskal
from sklearn import datasets
from sklearn.metrics import normalized_mutual_info_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict, train_test_split
from sklearn.tree import DecisionTreeClassifier

from measure_support import close, measure, values, write


def verdicts(report):
    return {each["id"]: each["verdict"] for each in report["checks"]}


def split_files(folder, train, test):
    return ["--train", write(train, folder / "train.parquet"), "--test", write(test, folder / "test.parquet")]


def test_rows_drawn_alike_pass_every_check(tmp_path):
    """Rows of one distribution, whose columns know nothing of each other: whatever is found is a false alarm."""
    generator = numpy.random.RandomState(1)
    vocabulary = numpy.array([f"word{index}" for index in range(3000)])
    weights = 1 / numpy.arange(1, 3001)
    rows = 1500
    table = pandas.DataFrame({
        "id": generator.permutation(10**6)[:rows],
        "text": [" ".join(generator.choice(vocabulary, generator.randint(8, 30), p=weights / weights.sum())) + " "
                 + generator.choice(["he", "she", "him", "her", "black", "white"]) for _ in range(rows)],
        "height": generator.normal(170, 10, rows), "income": generator.lognormal(10, 1, rows), "visits": generator.poisson(0.3, rows),
        "wait": generator.exponential(5, rows), "rate": numpy.where(generator.rand(rows) < 0.2, numpy.nan, generator.rand(rows)),
        "city": generator.choice(["Rome", "Oslo", "Lima"], rows, p=[0.6, 0.3, 0.1]), "sex": generator.choice(["f", "m"], rows),
        "speaker": [f"s{index}" for index in generator.randint(0, 60, rows)], "label": generator.choice(["no", "yes"], rows, p=[0.7, 0.3])})
    # Speakers stay on one side, as groups should.
    is_train = table["speaker"].str[1:].astype(int) < 42
    train, test = (table[each].reset_index(drop=True) for each in (is_train, ~is_train))
    report = measure(*split_files(tmp_path, train, test), "--id", "id", "--text", "text", "--label", "label", "--group", "speaker",
                     "--protected", "sex")
    ran = {name: verdict for name, verdict in verdicts(report).items() if verdict != "skipped"}
    assert set(ran.values()) == {"pass"}, {name: verdict for name, verdict in ran.items() if verdict != "pass"}
    assert len(ran) >= 25


@pytest.mark.parametrize("name", ["iris", "wine", "digits", "breast_cancer"])
@pytest.mark.parametrize("seed", [0, 1])
def test_random_splits_of_clean_data_do_not_fail(tmp_path, name, seed):
    bunch = getattr(datasets, f"load_{name}")(as_frame=True)
    # Iris and digits hold real duplicates, which exact checks rightly find.
    table = bunch.frame.drop_duplicates(subset=bunch.feature_names)
    train, test = train_test_split(table.reset_index(drop=True), test_size=0.3, random_state=seed)
    # Rows of wine and iris are sorted by class: their numbers, which pandas would write as a column, tell the label.
    train, test = train.reset_index(drop=True), test.reset_index(drop=True)
    report = measure(*split_files(tmp_path, train, test), "--label", "target")
    assert "fail" not in verdicts(report).values(), verdicts(report)


def test_passages_equal_brute_force(tmp_path):
    generator = random.Random(9)
    vocabulary = [f"w{i}" for i in range(20_000)]
    train = [generator.choices(vocabulary, k=generator.randint(5, 150)) for _ in range(300)]
    test = [generator.choices(vocabulary, k=generator.randint(5, 150)) for _ in range(120)]
    for row in test:
        for _ in range(generator.choice([0, 0, 1, 2])):
            source = generator.choice(train)
            length = min(len(source), generator.choice([7, 9, 13, 30, 60, 90]))
            start, place = generator.randint(0, len(source) - length), generator.randint(0, len(row))
            row[place:place + length] = source[start:start + length]
    for row in range(14):  # In too many texts to tell anything.
        train[row][:20] = train[0][:20]
    test[0][:20] = train[0][:20]
    tables = [pandas.DataFrame({"text": [" ".join(row) for row in rows]}) for rows in (train, test)]
    report = measure(*split_files(tmp_path, *tables), "--text", "text", "--checks", "leakage.ngram", "--fail-on", "none")
    sides = {"train": train, "test": test}
    for ours in values(report, "leakage.ngram")["pairs"]:
        source, other = sides[ours["from"]], sides[ours["in"]]
        n = max(8, min(13, int(numpy.quantile([len(row) for row in source], 0.05))))
        assert ours["n"] == n

        def runs(row, length):
            return [tuple(row[i:i + length]) for i in range(len(row) - length + 1)]

        texts = {}
        for row in other:
            for run in set(runs(row, n)):
                texts[run] = texts.get(run, 0) + 1
        covered = [{i + k for i, run in enumerate(runs(row, n)) if 1 <= texts.get(run, 0) <= 10 for k in range(n)}
                   for row in source]
        assert ours["rows"] == sum(map(bool, covered)) > 0
        assert ours["covered_words"] == sum(map(len, covered))
        assert ours["words"] == sum(map(len, source))
        assert ours["short_rows"] == sum(len(row) < n for row in source)
        long = {run for row in other for run in runs(row, 50)}
        assert ours["span_rows"] == sum(any(run in long for run in runs(row, 50)) for row in source) > 0


def test_order_and_identifiers_equal_scipy(tmp_path):
    generator = numpy.random.RandomState(3)
    labels = generator.choice(list("abc"), 400, p=[0.5, 0.3, 0.2])
    labels = numpy.where(generator.rand(400) < 0.6, numpy.sort(labels), labels)
    ids = generator.permutation(1000)[:400] // 2
    table = pandas.DataFrame({"id": ids, "x": generator.rand(400), "label": labels})
    report = measure(write(table, tmp_path / "t.csv"), "--id", "id", "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    ours = values(report, "leakage.order")["splits"][0]
    places = [numpy.flatnonzero(labels == label) for label in "abc"]
    expected = kruskal(*places)
    assert close(ours["statistic"], expected.statistic) and close(ours["p"], expected.pvalue)
    assert verdicts(report)["leakage.order"] == "warn"
    # Mean and deviation of the number of equal neighbours over random orders.
    assert ours["equal_neighbours"] == (labels[1:] == labels[:-1]).sum()
    counts = []
    for _ in range(20_000):
        mixed = generator.permutation(labels)
        counts.append((mixed[1:] == mixed[:-1]).sum())
    assert ours["expected_neighbours"] == pytest.approx(numpy.mean(counts), abs=0.5)
    z = (ours["equal_neighbours"] - numpy.mean(counts)) / numpy.std(counts)
    assert ours["z"] == pytest.approx(z, rel=0.05)
    order = values(report, "leakage.index")["order"]
    expected = kruskal(*(ids[labels == label] for label in "abc"))
    assert close(order["statistic"], expected.statistic) and close(order["p"], expected.pvalue)


def test_label_mix_equals_scipy(tmp_path):
    generator = numpy.random.RandomState(4)
    train = pandas.DataFrame({"color": generator.choice(list("rgb"), 300), "label": generator.choice(list("xyz"), 300)})
    test = pandas.DataFrame({"color": generator.choice(list("rgbq"), 100), "label": generator.choice(list("xxyz"), 100)})
    report = measure(*split_files(tmp_path, train, test), "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    ours = values(report, "splits.novel")
    counts = [[(table["label"] == label).sum() for label in "xyz"] for table in (train, test)]
    expected = chi2_contingency(counts, correction=False)
    assert close(ours["label_mix"]["statistic"], expected.statistic) and close(ours["label_mix"]["p"], expected.pvalue)
    color = next(each for each in ours["columns"] if each["column"] == "color")
    assert color["values"] == 1 and color["rows"] == (test["color"] == "q").sum()
    assert verdicts(report)["splits.novel"] == "warn"
    test.loc[3, "label"] = "never"
    report = measure(*split_files(tmp_path, train, test), "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    assert verdicts(report)["splits.novel"] == "fail"


def test_a_numeric_target_is_no_class(tmp_path):
    table = datasets.load_diabetes(as_frame=True).frame
    train, test = (each.reset_index(drop=True) for each in train_test_split(table, test_size=0.3, random_state=0))
    report = measure(*split_files(tmp_path, train, test), "--label", "target", "--checks", "splits")
    assert verdicts(report)["splits.novel"] == "pass" and values(report, "splits.novel")["label_mix"] is None


@pytest.mark.parametrize("fitted_on, verdict", [("all", "fail"), ("train", "pass")])
def test_scaling_before_splitting(tmp_path, fitted_on, verdict):
    generator = numpy.random.RandomState(5)
    table = pandas.DataFrame({"x": generator.gamma(2, 3, 500), "y": generator.rand(500), "label": generator.randint(0, 2, 500)})
    known = table if fitted_on == "all" else table[:350]
    table["x"] = (table["x"] - known["x"].mean()) / known["x"].std(ddof=0)
    table["x"] = table["x"].astype("float32")
    report = measure(*split_files(tmp_path, table[:350], table[350:]), "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    assert verdicts(report)["leakage.preprocessing"] == verdict
    found = [each["column"] for each in values(report, "leakage.preprocessing")["columns"]]
    assert found == (["x"] if fitted_on == "all" else [])


def test_identifiers_on_both_sides(tmp_path):
    train = pandas.DataFrame({"id": [f"p{i}" for i in range(80)], "x": range(80), "label": [0, 1] * 40})
    test = pandas.DataFrame({"id": [f"p{i}" for i in range(70, 100)], "x": range(80, 110), "label": [0, 1] * 15})
    report = measure(*split_files(tmp_path, train, test), "--id", "id", "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    assert verdicts(report)["leakage.index"] == "fail"
    assert [each["rows"] for each in values(report, "leakage.index")["columns"]] == [10, 10]


def test_training_on_the_future(tmp_path):
    days = pandas.date_range("2024-01-01", periods=100).strftime("%Y-%m-%d")
    table = pandas.DataFrame({"date": days, "x": range(100)})
    for train, test, late in ((table[:70], table[70:], 0), (table[::2], table[1::2], 49)):
        files = split_files(tmp_path, train, test)
        report = measure(*files, "--time", "date", "--fail-on", "none", "--checks", "leakage,splits")
        assert values(report, "leakage.time")["columns"][0]["rows"] == late
        assert (train["date"] > test["date"].min()).sum() == late
        assert verdicts(report)["leakage.time"] == ("fail" if late else "pass")
        # A column that nobody named as the time may be mixed on purpose.
        assert verdicts(measure(*files, "--checks", "leakage,splits"))["leakage.time"] == ("warn" if late else "pass")


def test_columns_that_tell_the_label_are_judged_as_scikit_learn_does(tmp_path):
    generator = numpy.random.RandomState(6)
    rows = 1500
    label = generator.choice(list("abc"), rows, p=[0.5, 0.3, 0.2])
    codes = pandas.Series(label).map({"a": 0.0, "b": 1.0, "c": 2.0}).to_numpy()
    table = pandas.DataFrame({
        "copy": codes * 3 + 1, "noisy": codes + generator.normal(0, 0.6, rows), "none": generator.rand(rows),
        "word": numpy.where(generator.rand(rows) < 0.9, label, "q"),
        "filled": numpy.where((label == "a") ^ (generator.rand(rows) < 0.01), generator.rand(rows), numpy.nan),
        "label": label})
    report = measure(write(table, tmp_path / "t.parquet"), "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    ours = {(each["feature"], each["kind"]): each for each in values(report, "leakage.target")["features"]}
    assert verdicts(report)["leakage.target"] == "fail"
    assert ours["copy", "value"]["accuracy"] == 1 and ours["copy", "value"]["nmi"] == pytest.approx(1)
    tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=6)
    for name in ("copy", "noisy", "none"):
        scores = cross_val_predict(tree, table[[name]], label, cv=StratifiedKFold(5, shuffle=True, random_state=1),
                                   method="predict_proba")
        predicted = numpy.array(list("abc"))[scores.argmax(1)]
        each = ours[name, "value"]
        assert each["accuracy"] == pytest.approx((predicted == label).mean(), abs=0.025), name
        assert each["auc"] == pytest.approx(roc_auc_score(label, scores, multi_class="ovr"), abs=0.025), name
        assert each["nmi"] == pytest.approx(normalized_mutual_info_score(label, predicted), abs=0.04), name
    most = table.groupby(table["filled"].isna())["label"].agg(lambda labels: labels.value_counts().iloc[0])
    assert ours["filled", "missing"]["accuracy"] == pytest.approx(most.sum() / rows, abs=0.01)
    assert "a" not in ours["noisy", "value"]["determined"]


def test_a_column_known_after_the_label_fails(tmp_path):
    generator = numpy.random.RandomState(7)
    label = generator.randint(0, 2, 600)
    table = pandas.DataFrame({"age": generator.rand(600), "alive": numpy.where(label == 1, "yes", "no"), "label": label})
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    assert values(report, "leakage.target")["features"][0]["feature"] == "alive"
    assert verdicts(report)["leakage.target"] == "fail"
    report = measure(write(table.drop(columns="alive"), tmp_path / "t.csv"), "--label", "label", "--fail-on", "none", "--checks", "leakage,splits")
    assert verdicts(report)["leakage.target"] == "pass"


@pytest.mark.parametrize("classes", [10, 20, 50])
def test_a_class_written_as_a_number_is_told_by_its_copy(classes, tmp_path):
    generator = numpy.random.RandomState(7)
    label = generator.randint(0, classes, 3000)
    table = pandas.DataFrame({"copy": label, "part": label * 0.37, "mixed": generator.permutation(classes)[label],
                              "noise": generator.randint(0, 400, 3000), "label": label})
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--fail-on", "none", "--checks", "leakage.target")
    features = values(report, "leakage.target")["features"]
    assert verdicts(report)["leakage.target"] == "fail"
    told = {each["feature"] for each in features if each["kind"] == "category" and each["accuracy"] == 1}
    assert told == {"copy", "part", "mixed"}
    assert max(each["accuracy"] for each in features if each["feature"] == "noise") < 1 / classes + 0.05


def test_numbers_of_rows_that_recur_are_no_categories(tmp_path):
    """Else every measurement would tell its row, and so the label."""
    generator = numpy.random.RandomState(7)
    rows = pandas.DataFrame({"x": generator.randn(200), "label": generator.randint(0, 3, 200)})
    report = measure(write(pandas.concat([rows] * 8), tmp_path / "t.csv"), "--label", "label", "--fail-on", "none", "--checks", "leakage.target")
    assert [each["kind"] for each in values(report, "leakage.target")["features"]] == ["value"]


NAMES = {
    "cat_0001.jpg": lambda label, row: f"{label}_{row:04}.jpg", "0001cat.jpg": lambda label, row: f"{row:04}{label}.jpg",
    "a/b/cat/0001.jpg": lambda label, row: f"a/{'bcd'[row % 3]}/{label}/{row:04}.jpg",
    "0001-cat": lambda label, row: f"{'x-' * (row % 3)}{row:04}-{label}"}


@pytest.mark.parametrize("form", NAMES)
def test_names_that_hold_the_label_fail(form, tmp_path):
    generator = numpy.random.RandomState(8)
    label = generator.choice(["cat", "dog", "eel"], 900)
    # One name in fifty is wrong.
    named = numpy.where(generator.rand(900) < 0.02, "owl", label)
    table = pandas.DataFrame({"image": [NAMES[form](each, row) for row, each in enumerate(named)], "label": label})
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--fail-on", "none", "--checks", "leakage.target")
    best = values(report, "leakage.target")["features"][0]
    assert (best["feature"], best["kind"]) == ("image", "token") and best["token"].startswith("part ")
    # Whose names are wrong, the most common label is guessed of.
    assert (named == label).mean() <= best["accuracy"] <= (named == label).mean() + 0.02
    assert verdicts(report)["leakage.target"] == "fail"
    table["image"] = [NAMES[form](each, row) for row, each in enumerate(generator.permutation(named))]
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--checks", "leakage.target")
    assert verdicts(report)["leakage.target"] == "pass"


def test_a_word_that_gives_the_label_away_fails(tmp_path):
    generator = numpy.random.RandomState(9)
    vocabulary = numpy.array([f"word{index}" for index in range(2000)])
    weights = 1 / numpy.arange(1, 2001)
    label = generator.choice(["spam", "ham"], 1200, p=[0.3, 0.7])
    is_marked = (label == "spam") ^ (generator.rand(1200) < 0.01)
    words = [list(generator.choice(vocabulary, 20, p=weights / weights.sum())) for _ in range(1200)]
    clean = pandas.DataFrame({"text": [" ".join(each) for each in words], "label": label})
    marked = clean.assign(text=[" ".join([*each, "Unsubscribe!"] if mark else each) for each, mark in zip(words, is_marked)])
    for table, verdict in ((clean, "pass"), (marked, "fail")):
        report = measure(write(table, tmp_path / "t.csv"), "--text", "text", "--label", "label", "--fail-on", "none", "--checks", "leakage.target")
        best = values(report, "leakage.target")["features"][0]
        assert verdicts(report)["leakage.target"] == verdict and (best["feature"], best["kind"]) == ("text", "token")
    assert best["token"] == "the word 'unsubscribe'"
    assert best["accuracy"] == pytest.approx((is_marked == (label == "spam")).mean(), abs=1e-9)
    assert "unsubscribe" in next(each["summary"] for each in report["checks"] if each["id"] == "leakage.target")


def test_folders_of_recordings_are_their_labels_rightly(tmp_path):
    table = pandas.DataFrame({"path": [f"{'cat' if row % 2 else 'dog'}/{row:03}.wav" for row in range(200)],
                              "label": ["cat" if row % 2 else "dog" for row in range(200)]})
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--checks", "leakage.target")
    assert verdicts(report)["leakage.target"] == "pass"
    table["path"] = [f"{row:03}-{label}.wav" for row, label in enumerate(table["label"])]
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--checks", "leakage.target", "--fail-on", "none")
    assert verdicts(report)["leakage.target"] == "fail"
