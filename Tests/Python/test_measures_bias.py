"""`quorum measure` against fairlearn, statsmodels, scipy and brute force: label rates by group, company of terms, columns
that go together."""

import math
import re

import numpy
import pandas
import pytest
from fairlearn.metrics import demographic_parity_difference, demographic_parity_ratio
from scipy import stats
from sklearn.metrics import mutual_info_score
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.outliers_influence import variance_inflation_factor
from statsmodels.stats.proportion import proportion_confint

from measure_support import close, measure, values, write


def verdicts(report):
    return {each["id"]: each["verdict"] for each in report["checks"]}


def people(rows=2000, seed=1):
    generator = numpy.random.RandomState(seed)
    table = pandas.DataFrame({
        "sex": generator.choice(["f", "m"], rows), "race": generator.choice(list("abc"), rows, p=[0.6, 0.3, 0.1]),
        "job": generator.choice(["clerk", "cook", "judge"], rows), "age": generator.randint(18, 80, rows)})
    chance = 0.2 + 0.25 * (table["sex"] == "m") + 0.1 * (table["job"] == "judge")
    table["label"] = numpy.where(generator.rand(rows) < chance, ">50K", "<=50K")
    return table


def test_label_rates_equal_fairlearn_and_statsmodels(tmp_path):
    table = people()
    report = measure(write(table, tmp_path / "t.csv"), "--checks", "bias", "--label", "label", "--protected", "sex", "--protected", "race",
                     "--fail-on", "none")
    found = {each["column"]: each for each in values(report, "bias.label_rate")["columns"]}
    positive = (table["label"] == ">50K").astype(int)
    for name in ("sex", "race"):
        ours = found[name]
        assert ours["label"] == ">50K"
        arguments = dict(y_true=positive, y_pred=positive, sensitive_features=table[name])
        assert close(ours["ratio"], demographic_parity_ratio(**arguments))
        assert close(ours["difference"], demographic_parity_difference(**arguments))
        counts = pandas.crosstab(table[name], positive)
        expected = stats.chi2_contingency(counts, correction=False)
        assert close(ours["statistic"], expected.statistic) and close(ours["p"], expected.pvalue)
        for group in ours["groups"]:
            own = positive[table[name] == group["value"]]
            assert group["n"] == len(own) and close(group["rate"], own.mean())
            assert close(group["interval"], list(proportion_confint(own.sum(), len(own), method="wilson")))
    ours = next(each for each in found["sex"]["adjusted"] if each["by"] == "job")
    strata = [pandas.crosstab(rows["sex"], rows["label"]).loc[["m", "f"], [">50K", "<=50K"]].to_numpy()
              for _, rows in table.groupby("job")]
    expected = StratifiedTable(strata)
    assert close(ours["statistic"], expected.test_null_odds().statistic)
    assert close(ours["p"], expected.test_null_odds().pvalue)
    assert close(ours["odds_ratio"], expected.oddsratio_pooled) and not ours["reversed"]
    assert 0.5 < found["sex"]["ratio"] < 0.8 and verdicts(report)["bias.label_rate"] == "warn"


def test_the_rarer_of_two_labels_is_compared(tmp_path):
    table = pandas.DataFrame([("f", "fraud")] * 20 + [("f", "legit")] * 980 + [("m", "fraud")] * 210 + [("m", "legit")] * 790,
                             columns=["sex", "label"])
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--protected", "sex", "--fail-on", "none", "--checks", "bias")
    ours = values(report, "bias.label_rate")["columns"][0]
    assert ours["label"] == "fraud" and close(ours["ratio"], 0.02 / 0.21) and verdicts(report)["bias.label_rate"] == "fail"


def test_small_groups_are_listed_and_not_compared(tmp_path):
    generator = numpy.random.RandomState(6)
    table = pandas.DataFrame({"race": ["a"] * 400 + ["b"] * 400 + [f"c{row % 10}" for row in range(100)]})
    # Half of the large groups have the label, of each small one all or none.
    table["label"] = numpy.where(generator.rand(900) < 0.5, "yes", "no")
    table.loc[800:, "label"] = ["yes" if name[1] < "5" else "no" for name in table["race"][800:]]
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--protected", "race", "--checks", "bias")
    ours = values(report, "bias.label_rate")["columns"][0]
    assert {each["value"] for each in ours["groups"] if each["compared"]} == {"a", "b"} and len(ours["groups"]) == 12
    counts = pandas.crosstab(table["race"], table["label"]).loc[["a", "b"]]
    assert close(ours["p"], stats.chi2_contingency(counts, correction=False).pvalue)
    assert verdicts(report)["bias.label_rate"] == "pass"


def test_paradoxes_are_sought_in_many_columns(tmp_path):
    # Of forty columns of noise the first thirty are looked at; their tests are adjusted for how many there are.
    generator = numpy.random.RandomState(3)
    table = pandas.DataFrame({"sex": generator.choice(list("fm"), 600), "label": generator.choice(list("ny"), 600)})
    for column in range(40):
        table[f"x{column:02}"] = generator.choice(list("pq"), 600)
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--protected", "sex", "--checks", "bias")
    found = values(report, "bias.label_rate")
    adjusted = found["columns"][0]["adjusted"]
    assert (found["adjusted_columns"], found["of_columns"]) == (30, 41) and len(adjusted) == 29
    expected = multipletests([each["p"] for each in adjusted], method="fdr_bh")[1]
    assert close([each["p_adjusted"] for each in adjusted], list(expected))


def test_a_paradox_is_named(tmp_path):
    # Berkeley's admissions, in short: women lead in both departments and lag in all.
    rows = [("m", "a", 480, 320), ("f", "a", 80, 20), ("m", "b", 20, 180), ("f", "b", 200, 600)]
    table = pandas.DataFrame([(sex, part, label) for sex, part, yes, no in rows
                              for label, count in (("yes", yes), ("no", no)) for _ in range(count)],
                             columns=["sex", "department", "admitted"])
    report = measure(write(table, tmp_path / "t.csv"), "--label", "admitted", "--fail-on", "none", "--checks", "bias,pairs")
    ours = values(report, "bias.label_rate")["columns"][0]
    assert ours["adjusted"][0]["by"] == "department" and ours["adjusted"][0]["reversed"]
    found = next(each for each in report["checks"] if each["id"] == "bias.label_rate")
    assert "Simpson" in found["summary"] and found["verdict"] == "warn"


def test_equal_rates_pass(tmp_path):
    generator = numpy.random.RandomState(5)
    table = pandas.DataFrame({"sex": generator.choice(list("fm"), 1000), "label": generator.choice(list("ny"), 1000)})
    report = measure(write(table, tmp_path / "t.csv"), "--label", "label", "--protected", "sex", "--checks", "bias,pairs")
    assert verdicts(report)["bias.label_rate"] == "pass"


def test_company_of_terms_equals_brute_force(tmp_path):
    generator = numpy.random.RandomState(2)
    texts = []
    for _ in range(1500):
        words = list(generator.choice(["the", "town", "rain", "bread", "road", "song"], 6))
        if generator.rand() < 0.5:
            words += ["she", "nurse"] if generator.rand() < 0.7 else ["he", "nurse" if generator.rand() < 0.1 else "pilot"]
        if generator.rand() < 0.1:
            words += ["native", "american", "bread"]
        texts.append(" ".join(words))
    report = measure(write(pandas.DataFrame({"text": texts}), tmp_path / "t.csv"), "--text", "text", "--fail-on", "none", "--checks", "bias,pairs")
    ours = values(report, "bias.npmi")

    def has(text, phrase):
        return re.search(rf"\b{phrase}\b", text) is not None

    def npmi(term, word):
        # Half a text in each cell of the table of term by word.
        count = len(texts) + 2
        both = (sum(has(text, term) and has(text, word) for text in texts) + 0.5) / count
        a, b = ((sum(has(text, each) for text in texts) + 1) / count for each in (term, word))
        return math.log(both / (a * b)) / -math.log(both)

    terms = {each["term"]: each["texts"] for each in ours["terms"]}
    assert set(terms) == {"she", "he", "native american", "american"}
    assert all(count == sum(has(text, term) for text in texts) for term, count in terms.items())
    for each in ours["differences"]:
        assert close(each["npmi"], npmi(each["term"], each["word"]))
        assert close(each["npmi_other"], npmi(each["other"], each["word"]))
        low, high = each["interval"]
        assert low <= each["difference"] <= high

    def resampled(each):
        """The difference in texts drawn with replacement."""
        names = [each["term"], each["other"], each["word"]]
        present = numpy.array([[has(text, name) for name in names] for text in texts])
        cells = numpy.bincount(present @ [1, 2, 4], minlength=8)
        drawn = generator.multinomial(len(texts), cells / len(texts), 4000) + 0.25
        total, word = drawn.sum(1), drawn[:, 4:].sum(1)

        def of(bit):
            both, term = drawn[:, [cell for cell in range(4, 8) if cell & bit]].sum(1), drawn[:, [cell for cell in range(8) if cell & bit]].sum(1)
            return numpy.log(both * total / (term * word)) / -numpy.log(both / total)

        return numpy.quantile(of(1) - of(2), [0.025, 0.975])

    frequent = [each for each in ours["differences"] if min(each["together"], each["together_other"]) >= 30]
    assert len(frequent) >= 5
    for each in frequent:
        low, high = resampled(each)
        if low == high == 0:
            continue  # "american" is in every text of "native american", and nowhere else.
        assert each["interval"] == pytest.approx([low, high], abs=0.12 * (high - low))
    assert verdicts(report)["bias.npmi"] == "warn"
    first = ours["differences"][0]
    assert {first["term"], first["other"], first["word"]} == {"she", "he", "pilot"} and first["p_adjusted"] < 1e-6
    for each in ours["differences"]:
        one, other = ([text for text in texts if has(text, a) and not has(text, b)]
                      for a, b in ((each["term"], each["other"]), (each["other"], each["term"])))
        counts = [[sum(has(text, each["word"]) == present for text in side) for present in (True, False)] for side in (one, other)]
        if each["together"] and min(map(len, (one, other))):
            p = stats.chi2_contingency(counts, correction=False, lambda_="log-likelihood").pvalue
            assert each["p_adjusted"] >= p * (1 - 1e-9)
    terms = tmp_path / "terms.txt"
    terms.write_text("rain\nroad\n")
    report = measure(tmp_path / "t.csv", "--text", "text", "--terms", terms, "--fail-on", "none", "--checks", "bias,pairs")
    assert {each["term"] for each in values(report, "bias.npmi")["terms"]} == {"rain", "road"}


@pytest.mark.parametrize("seed", range(3))
def test_company_by_chance_is_no_bias(tmp_path, seed):
    generator = numpy.random.RandomState(seed)
    vocabulary = numpy.array([f"w{index}" for index in range(3000)])
    weights = 1 / numpy.arange(1, 3001)
    weights /= weights.sum()
    texts = []
    for _ in range(3000):
        words = list(generator.choice(vocabulary, 12, p=weights))
        # A pronoun stands with its own forms, and with no word more than the other does.
        words += [["he", "himself", "his"], ["she", "herself", "hers", "she\'s"], [], []][generator.randint(4)]
        texts.append(" ".join(words))
    report = measure(write(pandas.DataFrame({"text": texts}), tmp_path / "t.csv"), "--text", "text", "--checks", "bias")
    ours = values(report, "bias.npmi")
    assert verdicts(report)["bias.npmi"] == "pass" and ours["tested"] > 20
    assert not {each["word"] for each in ours["differences"]} & {"himself", "herself", "his", "hers", "she\'s"}


def test_pairs_of_columns_equal_scipy(tmp_path):
    generator = numpy.random.RandomState(3)
    rows = 700
    x = generator.normal(size=rows)
    table = pandas.DataFrame({
        "x": x, "y": 0.6 * x + generator.normal(size=rows), "z": generator.gamma(2, size=rows),
        "steps": generator.randint(0, 5, rows), "color": generator.choice(list("rgb"), rows),
        "shape": generator.choice(["disc", "ring"], rows)})
    table["color"] = numpy.where(table["x"] > 0.5, "r", table["color"])
    table.loc[::7, "z"] = numpy.nan
    table["copy"], table["tinted"] = table["y"], table["color"].map({"r": "red", "g": "green", "b": "blue"})
    report = measure(write(table, tmp_path / "t.parquet"), "--fail-on", "none", "--checks", "bias,pairs")
    found = values(report, "pairs.correlation")
    assert found["identical"] == [["y", "copy"]] and found["recoded"] == [["color", "tinted"]]
    ours = {(frozenset((each["a"], each["b"])), each["kind"]): each for each in found["pairs"]}
    tested = [each for each in found["pairs"] if each["p"] is not None]
    expected = multipletests([each["p"] for each in tested], method="fdr_bh")[1]
    assert len(tested) > 20 and close([each["p_adjusted"] for each in tested], list(expected))
    for a, b in (("x", "y"), ("x", "z"), ("y", "steps")):
        cells = table[[a, b]].dropna()
        for kind, test in (("pearson", stats.pearsonr), ("spearman", stats.spearmanr)):
            each, expected = ours[frozenset((a, b)), kind], test(cells[a], cells[b])
            assert close(each["value"], expected.statistic) and close(each["p"], expected.pvalue), (a, b, kind)
    groups = [rows["x"] for _, rows in table.groupby("color")]
    between = sum(len(each) * (each.mean() - x.mean()) ** 2 for each in groups)
    each = ours[frozenset(("x", "color")), "correlation_ratio"]
    assert close(each["value"], math.sqrt(between / ((x - x.mean()) ** 2).sum()))
    assert close(each["p"], stats.f_oneway(*groups).pvalue)
    counts = pandas.crosstab(table["color"], table["shape"])
    statistic, p = stats.chi2_contingency(counts, correction=False)[:2]
    unbiased = max(0, statistic / rows - 2 / (rows - 1))
    each = ours[frozenset(("color", "shape")), "cramers_v"]
    assert close(each["value"], math.sqrt(unbiased / (min(3 - 4 / (rows - 1), 2 - 1 / (rows - 1)) - 1)))
    assert close(each["p"], p)
    each = ours[frozenset(("color", "steps")), "mutual_information"]
    assert close(each["value"], mutual_info_score(table["color"], table["steps"]))
    complete = table[["x", "y", "z", "steps"]].dropna()
    design = numpy.column_stack([numpy.ones(len(complete)), complete])
    factors = {name: variance_inflation_factor(design, index + 1) for index, name in enumerate(complete.columns)}
    # A column and its copy explain each other wholly; the others are as without the copy.
    assert found["vif"]["y"] is found["vif"]["copy"] is None
    assert all(close(found["vif"][name], factors[name]) for name in ("x", "z", "steps"))
    report = measure(write(table.drop(columns=["copy", "tinted"]), tmp_path / "t.csv"), "--checks", "bias,pairs")
    assert all(close(values(report, "pairs.correlation")["vif"][name], factor) for name, factor in factors.items())
    assert verdicts(report)["pairs.correlation"] == "pass"
