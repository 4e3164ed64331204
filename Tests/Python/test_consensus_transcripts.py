"""`quorum consensus` on what several people heard: how far they agree, and the text that it makes of theirs."""

import random

import krippendorff
import numpy
import pandas
import pytest
from consensus_support import COLUMNS, consensus, run, simulate


def edits(a, b):
    """Word edit distance over the length of the longer text."""
    a, b = a.split(), b.split()
    row = list(range(len(b) + 1))
    for i, word in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, other in enumerate(b):
            last, row[j + 1] = row[j + 1], min(last + (word != other), row[j + 1] + 1, row[j] + 1)
    return row[-1] / max(len(a), len(b))


def test_agreement_of_transcripts_is_krippendorffs_alpha_by_word_errors(tmp_path):
    source = numpy.random.default_rng(3)
    said = [[f"w{word}" for word in source.integers(0, 40, source.integers(1, 9))] for _ in range(40)]
    rows = []
    for task, words in enumerate(said):
        for worker in range(source.integers(1, 5)):
            heard = [word if source.random() < 0.8 else f"w{source.integers(0, 40)}" for word in words]
            rows.append((f"t{task}", f"p{worker}", " ".join(heard)))
    votes = pandas.DataFrame(rows, columns=COLUMNS)
    agreement = consensus(votes, tmp_path, "--method", "rover")[1]["agreement"]
    counts = pandas.crosstab(votes.task, votes.label)
    alpha = krippendorff.alpha(
        value_counts=counts.to_numpy(), value_domain=counts.columns.to_numpy(),
        level_of_measurement=lambda a, b, **_: numpy.vectorize(edits)(*numpy.broadcast_arrays(a, b)))
    assert agreement["krippendorff_alpha"]["word_error"] == pytest.approx(alpha, rel=1e-9)
    low, high = agreement["intervals_95"]["krippendorff_alpha"]["word_error"]
    assert low < alpha < high and high - low < 0.3


def test_agreement_equals_krippendorff(tmp_path):
    votes, _ = simulate(22)
    agreement = consensus(votes, tmp_path)[1]["agreement"]
    matrix = votes.assign(code=votes.label.rank(method="dense")).pivot(index="worker", columns="task", values="code")
    alpha = krippendorff.alpha(matrix.to_numpy(), level_of_measurement="nominal")
    assert agreement["krippendorff_alpha"]["nominal"] == pytest.approx(alpha, rel=1e-9)
    low, high = agreement["intervals_95"]["krippendorff_alpha"]["nominal"]
    # The bootstrap by hand, with other random numbers.
    source = numpy.random.default_rng(1)
    drawn = [krippendorff.alpha(matrix.to_numpy()[:, source.integers(0, matrix.shape[1], matrix.shape[1])],
                                level_of_measurement="nominal") for _ in range(300)]
    assert (low, high) == pytest.approx(tuple(numpy.quantile(drawn, [0.025, 0.975])), abs=0.02)


TRANSCRIPTS = ["rover", "weighted-rover", "classic-rover", "wer-medoid"]


def misheard(seed, tasks=20, people=5):
    """Sentences as several people write them: words wrong, missing or added, capitals and full stops at will."""
    source = random.Random(seed)
    vocabulary = ["".join(source.choices("abcdefghijklmnoprstuvw", k=source.randint(2, 8))) for _ in range(200)]
    truth, rows = {}, []
    for task in range(tasks):
        words = source.choices(vocabulary, k=source.randint(4, 12))
        truth[f"t{task:02}"] = " ".join(words)
        for person in range(people):
            heard = []
            for word in words:
                chance = source.random()
                heard += [word] if chance > 0.15 else [source.choice(vocabulary)] if chance > 0.05 else []
            text = " ".join(heard) or "nothing"
            rows.append((f"t{task:02}", f"p{person}", source.choice([text, text.capitalize() + "."])))
    return pandas.DataFrame(rows, columns=COLUMNS), pandas.Series(truth)


def distance(a, b):
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for place, left in enumerate(a, 1):
        row, above = [place], row
        for column, right in enumerate(b, 1):
            row.append(min(above[column - 1] + (left != right), above[column] + 1, row[-1] + 1))
    return row[-1]


@pytest.mark.parametrize("options, drop", [([], ""), (["--normalise", "case,punctuation,space"], ".")])
@pytest.mark.parametrize("method", TRANSCRIPTS)
def test_transcripts_are_scored_by_their_errors(tmp_path, method, options, drop):
    votes, truth = misheard(41)
    truth.rename("label").rename_axis("task").to_csv(tmp_path / "gold.csv")
    table, report = consensus(votes, tmp_path, "--method", method, "--gold", tmp_path / "gold.csv", *options)

    def words(text):
        return (text.lower().replace(drop, "") if drop else text.lower()).split()

    pairs = [(words(truth[task]), words(table.label[task])) for task in truth.index]
    spoken = [(" ".join(known), " ".join(made)) for known, made in pairs]
    for name, lists in (("wer", pairs), ("cer", spoken)):
        errors = [distance(*pair) for pair in lists]
        assert report["gold"][f"{name}_corpus"] == pytest.approx(sum(errors) / sum(len(known) for known, _ in lists))
        assert report["gold"][f"{name}_mean"] == pytest.approx(
            numpy.mean([error / len(known) for error, (known, _) in zip(errors, lists)]))
    single = sum(distance(words(truth[task]), words(label)) for task, label in zip(votes.task, votes.label)) / 5
    assert sum(distance(*pair) for pair in pairs) < 0.6 * single or not drop
    assert report["gold"]["tasks"] == len(truth) and "accuracy" not in report["gold"]
    assert [worker["worker"] for worker in report["workers"]] == [f"p{person}" for person in range(5)]
    assert all(0 <= worker["reliability"] <= 1 for worker in report["workers"])


def test_transcripts_match_whatever_their_case_and_punctuation(tmp_path):
    answers = ["Good morning.", "good morning", "GOOD  morning!", "good evening"]
    votes = pandas.DataFrame([("t", f"w{place}", answer) for place, answer in enumerate(answers)], columns=COLUMNS)
    _, report = consensus(votes, tmp_path, "--method", "rover", "--policy", "3/4")
    assert (report["settled"], report["contested"]) == (1, 0)
    assert report["settings"]["matched_without"] == ["case", "punctuation", "space"]
    assert report["settings"]["scored_without"] == ["case"]
    assert consensus(votes, tmp_path, "--method", "rover", "--policy", "3/4", "--normalise", "none")[1]["settled"] == 0
    assert consensus(votes, tmp_path, "--policy", "3/4")[1]["settled"] == 0, "labels are matched as they are"


def test_a_policy_settles_transcripts_word_by_word(tmp_path):
    answers = ["One two three for.", "one too three four", "won two three four", "One two levelled four", "one"]
    votes = pandas.DataFrame([("t", f"w{place}", answer) for place, answer in enumerate(answers)], columns=COLUMNS)
    settings = consensus(votes.head(3), tmp_path, "--method", "rover", "--policy", "2/3")[1]["settings"]
    assert settings["match"] == "word"
    assert settings["quorum_matched_without"] == ["case", "punctuation", "space", "spelling"]
    for policy, match, states in [("2/3", "word", (1, 0, 0)), ("2/3", "answer", (0, 1, 0)), ("3/4", "word", (1, 0, 0)),
                                  ("4/5", "word", (0, 1, 0)), ("4/5", "answer", (0, 1, 0)), ("3/9", "answer", (0, 0, 1))]:
        _, report = consensus(votes, tmp_path, "--method", "rover", "--policy", policy, "--match", match)
        found = tuple(report[state] for state in ("settled", "contested", "open"))
        assert found == states and report["settings"]["match"] == match, (policy, match)
    assert "quorum 3/4, word by word: 1 settled" in run(
        tmp_path / "votes.csv", "--out", tmp_path / "out.csv", "--method", "rover", "--policy", "3/4").stdout
    assert consensus(votes, tmp_path, "--policy", "3/5")[1]["settings"]["match"] == "answer", "labels have no words"


def test_words_settle_more_transcripts_and_what_settles_is_right(tmp_path):
    votes, truth = misheard(44, tasks=60)
    truth.rename("label").rename_axis("task").to_csv(tmp_path / "gold.csv")
    options = ["--method", "rover", "--gold", tmp_path / "gold.csv", "--normalise", "case,punctuation,space"]
    found = {match: consensus(votes, tmp_path, *options, "--policy", "3/5", "--match", match)[1]
             for match in ("word", "answer")}
    assert found["word"]["settled"] >= 2 * found["answer"]["settled"] > 0
    assert found["word"]["settled"] == found["word"]["gold"]["settled"]["tasks"]
    assert found["word"]["gold"]["settled"]["wer_corpus"] < 0.03
