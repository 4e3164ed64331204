"""`quorum measure` against scipy, statsmodels and scikit-learn: drift of columns, labels, words, and of all together."""

import re

import numpy
import pandas
import pytest
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from statsmodels.stats.multitest import multipletests

from measure_support import close, measure, values, write


def shares(cells, edges=None, categories=None):
    if edges is not None:
        counts = numpy.histogram(cells, numpy.concatenate([[-numpy.inf], edges, [numpy.inf]]))[0]
    else:
        counts = numpy.array([(cells == each).sum() for each in categories])
    return counts


def stability(base, other):
    p, q = base / base.sum(), other / other.sum()
    p, q = numpy.where(p == 0, 1e-4, p), numpy.where(q == 0, 1e-4, q)
    return ((q - p) * numpy.log(q / p)).sum()


@pytest.fixture
def tables():
    generator = numpy.random.RandomState(1)
    train = pandas.DataFrame({
        "age": generator.normal(40, 10, 900), "stays": generator.gamma(2, 2, 900), "zeros": generator.poisson(0.4, 900),
        "color": generator.choice(list("rgb"), 900), "label": generator.choice(["no", "yes"], 900)})
    test = pandas.DataFrame({
        "age": generator.normal(52, 10, 400), "stays": generator.gamma(2, 2, 400), "zeros": generator.poisson(0.4, 400),
        "color": generator.choice(list("rgbq"), 400, p=[0.6, 0.2, 0.15, 0.05]),
        "label": generator.choice(["no", "yes"], 400, p=[0.8, 0.2])})
    return train, test


def verdict_of(report, check):
    return next(each["verdict"] for each in report["checks"] if each["id"] == check)


def split_files(folder, train, test):
    return ["--train", write(train, folder / "train.parquet"), "--test", write(test, folder / "test.parquet")]


def test_columns_and_labels_equal_scipy(tmp_path, tables):
    train, test = tables
    report = measure(*split_files(tmp_path, train, test), "--label", "label", "--fail-on", "none", "--checks", "drift")
    ours = {each["column"]: each for each in values(report, "drift.columns")["columns"]}
    assert set(ours) == {"age", "stays", "zeros", "color"}
    for name in ("age", "stays", "zeros"):
        a, b = train[name].to_numpy(float), test[name].to_numpy(float)
        edges = numpy.unique(numpy.quantile(a, numpy.linspace(0.1, 0.9, 9)))
        base, other = shares(a, edges), shares(b, edges)
        assert close(ours[name]["psi"], stability(base, other)), name
        assert close(ours[name]["jensen_shannon"], jensenshannon(base, other, base=2)), name
        statistic = stats.ks_2samp(a, b).statistic
        assert ours[name]["test"] == "ks" and close(ours[name]["statistic"], statistic)
        assert close(ours[name]["p"], special.kolmogorov(numpy.sqrt(900 * 400 / 1300) * statistic)), name
        low, high = min(a.min(), b.min()), max(a.max(), b.max())
        scaled = stats.wasserstein_distance((a - low) / (high - low), (b - low) / (high - low))
        assert close(ours[name]["wasserstein"], scaled)
    counts = [shares(table["color"], categories=list("bgqr")) for table in (train, test)]
    expected = stats.chi2_contingency(counts, correction=False)
    assert close(ours["color"]["psi"], stability(*counts))
    assert close(ours["color"]["jensen_shannon"], jensenshannon(*counts, base=2))
    assert close(ours["color"]["statistic"], expected.statistic) and close(ours["color"]["p"], expected.pvalue)
    order = list(ours)
    adjusted = multipletests([ours[name]["p"] for name in order], method="fdr_bh")[1]
    assert all(close(ours[name]["p_adjusted"], each) for name, each in zip(order, adjusted))
    verdict = {each["id"]: each["verdict"] for each in report["checks"]}
    assert verdict["drift.columns"] == "fail"
    labels = values(report, "drift.labels")["pairs"][0]
    counts = [shares(table["label"], categories=["no", "yes"]) for table in (train, test)]
    assert close(labels["psi"], stability(*counts))
    assert close(labels["p"], stats.chi2_contingency(counts, correction=False).pvalue)
    assert verdict["drift.labels"] == "fail"


def test_missing_cells_are_a_bin(tmp_path, tables):
    train, test = tables
    train.loc[:99, "stays"] = None
    train, test = train[["stays"]], test[["stays"]]
    report = measure(*split_files(tmp_path, train, test), "--fail-on", "none", "--checks", "drift")
    ours = values(report, "drift.columns")["columns"][0]
    a, b = train["stays"].dropna(), test["stays"]
    edges = numpy.quantile(a, numpy.linspace(0.1, 0.9, 9))
    assert close(ours["psi"], stability(numpy.append(shares(a, edges), 100), numpy.append(shares(b, edges), 0)))
    missing = stats.chi2_contingency([[100, 800], [0, 400]], correction=False).pvalue
    statistic = stats.ks_2samp(a, b).statistic
    assert close(ours["missing_p"], missing)
    assert close(ours["p"], 2 * min(missing, special.kolmogorov(numpy.sqrt(800 * 400 / 1200) * statistic)))
    assert verdict_of(report, "drift.columns") == "fail"


@pytest.mark.parametrize("share, verdict", [(0.6, "fail"), (1, "fail"), (0, "pass")])
def test_cells_that_go_missing_are_drift(tmp_path, tables, share, verdict):
    train, test = tables
    train, test = train[["stays", "zeros"]], test[["stays", "zeros"]].astype(float)
    test.loc[numpy.random.RandomState(8).rand(len(test)) < share, "stays"] = None
    for base, other in ((train, test), (test, train)):
        report = measure(*split_files(tmp_path, base, other), "--fail-on", "none", "--checks", "drift.columns")
        assert verdict_of(report, "drift.columns") == verdict
        ours = next(each for each in values(report, "drift.columns")["columns"] if each["column"] == "stays")
        if share == 1:
            assert ours["statistic"] is None
            counts = [[each["stays"].isna().sum(), each["stays"].notna().sum()] for each in (base, other)]
            assert close(ours["p"], stats.chi2_contingency(counts, correction=False).pvalue)


def test_categories_with_nothing_in_common_drift_most(tmp_path):
    train, test = (pandas.DataFrame({"unit": [each] * 150, "x": range(150)}) for each in ("kg", "lb"))
    report = measure(*split_files(tmp_path, train, test), "--fail-on", "none", "--checks", "drift.columns")
    ours = next(each for each in values(report, "drift.columns")["columns"] if each["column"] == "unit")
    assert verdict_of(report, "drift.columns") == "fail" and ours["jensen_shannon"] == 1


def test_a_reference_is_compared_with_every_split(tmp_path, tables):
    train, test = tables
    reference = write(test, tmp_path / "reference.csv")
    report = measure(write(train, tmp_path / "data.csv"), "--label", "label", "--reference", reference, "--fail-on", "none", "--checks", "drift")
    ours = next(each for each in values(report, "drift.columns")["columns"] if each["column"] == "age")
    assert (ours["from"], ours["to"]) == ("reference", "data")
    edges = numpy.quantile(test["age"], numpy.linspace(0.1, 0.9, 9))
    assert close(ours["psi"], stability(shares(test["age"], edges), shares(train["age"], edges)))


def test_words_equal_scipy(tmp_path):
    generator = numpy.random.RandomState(2)
    words = [f"word{i}" for i in range(300)]
    weights = 1 / numpy.arange(1, 301)

    def texts(count, weights):
        return [" ".join(generator.choice(words, generator.randint(3, 30), p=weights / weights.sum())) for _ in range(count)]

    train, same, other = texts(500, weights), texts(200, weights), texts(200, weights[::-1])
    for test, verdict in ((same, "pass"), (other, "fail")):
        tables = [pandas.DataFrame({"text": rows}) for rows in (train, test)]
        report = measure(*split_files(tmp_path, *tables), "--text", "text", "--fail-on", "none", "--checks", "drift")
        ours = values(report, "drift.vocabulary")["pairs"][0]
        counts = [pandas.Series(re.findall(r"\w+", " ".join(rows))).value_counts() for rows in (train, test)]
        both = pandas.concat(counts, axis=1).fillna(0).to_numpy()
        assert close(ours["jensen_shannon"], jensenshannon(both[:, 0], both[:, 1], base=2))
        assert ours["words"] == both[:, 1].sum() and ours["new_words"] == both[both[:, 0] == 0, 1].sum()
        prior = both.sum(axis=1) / both.sum() * 1000
        odds = [numpy.log((both[:, i] + prior) / (both[:, i].sum() + 1000 - both[:, i] - prior)) for i in (0, 1)]
        z = (odds[1] - odds[0]) / numpy.sqrt(1 / (both[:, 0] + prior) + 1 / (both[:, 1] + prior))
        assert close([each["z"] for each in ours["moved"][:10]], sorted(z, key=abs, reverse=True)[:10])
        assert verdict_of(report, "drift.vocabulary") == verdict
        assert ours["p"] * 200 == pytest.approx(round(ours["p"] * 200)) and (ours["p"] > 0.01) == (verdict == "pass")


def test_words_of_each_split_are_judged(tmp_path):
    # The validation split is small and differs by chance; the test split is large and does have other words.
    generator = numpy.random.RandomState(12)
    words = [f"word{i}" for i in range(2000)]

    def texts(count, words):
        return pandas.DataFrame({"text": [" ".join(generator.choice(words, 10)) for _ in range(count)]})

    train, validation = texts(400, words), texts(6, words)
    test = pandas.concat([texts(300, words), texts(100, [f"other{i}" for i in range(50)])], ignore_index=True)
    files = split_files(tmp_path, train, test) + ["--validation", write(validation, tmp_path / "validation.parquet")]
    report = measure(*files, "--text", "text", "--fail-on", "none", "--checks", "drift.vocabulary")
    ours = {each["to"]: each for each in values(report, "drift.vocabulary")["pairs"]}
    assert ours["test"]["p_adjusted"] == pytest.approx(0.01) and ours["validation"]["p_adjusted"] > 0.05
    assert verdict_of(report, "drift.vocabulary") == "warn"


def test_a_classifier_tells_splits_apart_as_scikit_learn_does(tmp_path):
    generator = numpy.random.RandomState(3)
    covariance = [[1, 0.9], [0.9, 1]]
    train = pandas.DataFrame(generator.multivariate_normal([0, 0], numpy.eye(2), 800), columns=["a", "b"])
    # Each column alone is distributed as in training; only both together show the shift.
    test = pandas.DataFrame(generator.multivariate_normal([0, 0], covariance, 600), columns=["a", "b"])
    for table in (train, test):
        table["noise"] = generator.rand(len(table))
        table["color"] = generator.choice(list("rgb"), len(table))
    report = measure(*split_files(tmp_path, train, test), "--fail-on", "none", "--checks", "drift")
    verdicts = {each["id"]: each["verdict"] for each in report["checks"]}
    ours = values(report, "drift.multivariate")["pairs"][0]
    both = pandas.concat([train, test])[["a", "b", "noise"]]
    side = numpy.repeat([0, 1], [800, 600])
    scores = cross_val_predict(HistGradientBoostingClassifier(max_iter=30), both, side, method="predict_proba",
                               cv=StratifiedKFold(5, shuffle=True, random_state=0))
    assert ours["auc"] == pytest.approx(roc_auc_score(side, scores[:, 1]), abs=0.03)
    assert {each["feature"] for each in ours["features"][:2]} == {"a", "b"}
    assert verdicts["drift.multivariate"] == "warn" and verdicts["drift.columns"] == "pass"
    split = train.sample(frac=0.5, random_state=0)
    report = measure(*split_files(tmp_path, split, train.drop(split.index)), "--fail-on", "none", "--checks", "drift")
    assert 0.4 < values(report, "drift.multivariate")["pairs"][0]["auc"] < 0.6
