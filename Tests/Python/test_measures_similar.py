"""`quorum measure` against brute force: nearly equal texts, contained texts, conflicting labels."""

import random
import re

import pandas
import pytest

from measure_support import measure, normalised, values, write

# Scripts without spaces between words: each letter is a word.
WORD = re.compile(r"[぀-ヿ㐀-䶿一-鿿]|(?:[^\W぀-ヿ㐀-䶿一-鿿]|[\u0300-\u036f])+")


def words(text):
    return WORD.findall(normalised(text))


def shingles(text):
    """By kind of shingle, as a text of this length has them."""
    tokens, characters = words(text), normalised(text)
    sets = {}
    if len(tokens) >= 20:
        sets["words"] = {tuple(tokens[i:i + 5]) for i in range(len(tokens) - 4)}
    if len(tokens) < 25 and characters:
        sets["characters"] = {characters[i:i + 9] for i in range(max(1, len(characters) - 8))}
    return sets


def compare(a, b):
    """Whether two texts are near, and how much of the smaller one is in the other."""
    near, contained = False, 0.0
    for kind in a.keys() & b.keys():
        shared = len(a[kind] & b[kind])
        near |= 5 * shared >= 4 * len(a[kind] | b[kind])
        if kind == "words":
            contained = shared / min(len(a[kind]), len(b[kind]))
    return near, contained


def sharing(sets):
    """All pairs of texts with a shingle in common: others are neither near nor contained."""
    rows, pairs = {}, set()
    for row, kinds in enumerate(sets):
        for kind, own in kinds.items():
            for shingle in own:
                others = rows.setdefault((kind, shingle), [])
                pairs.update((other, row) for other in others)
                others.append(row)
    return pairs


def corpus(seed, documents):
    """Texts of all lengths: some copied, shouted, edited a little or a lot, some quoted whole in others."""
    generator = random.Random(seed)
    vocabulary = ["".join(generator.choices("abcdefghijklmnop", k=generator.randint(2, 9))) for _ in range(3000)]
    vocabulary += ["naïve", "épée", "e\u0301pe\u0301e", "Ёлка", "東京", "İstanbul", "ΌΣΟΣ", "снег"]
    texts = []
    for _ in range(documents):
        kind = generator.random()
        source = generator.choice(texts).split(" ") if texts else []
        if kind < 0.25 and source:
            for _ in range(generator.choice([0, 1, 1, 2, 5, 12])):
                source[generator.randrange(len(source))] = generator.choice(vocabulary)
            texts.append(" ".join(source))
        elif kind < 0.3 and source:
            texts.append("  ".join(source).upper() + "!")
        elif kind < 0.36 and len(source) > 30:
            around = generator.choices(vocabulary, k=100)
            texts.append(" ".join(around[:50] + source + around[50:]))
        else:
            texts.append(" ".join(generator.choices(vocabulary, k=generator.choice([1, 4, 12, 22, 24, 60, 200]))))
    return texts


def clusters(count, pairs):
    parents = list(range(count))

    def find(a):
        while parents[a] != a:
            a = parents[a]
        return a

    for a, b in pairs:
        parents[find(a)] = find(b)
    members = {}
    for row in range(count):
        members.setdefault(find(row), []).append(row)
    return [rows for rows in members.values() if len(rows) > 1]


@pytest.fixture(scope="module")
def texts():
    """Texts in two splits with labels, all similar pairs of them, and all contained ones (the shorter text first)."""
    found = corpus(3, 1200)
    generator = random.Random(4)
    table = pandas.DataFrame({
        "text": found, "split": [generator.choice(["train", "train", "test"]) for _ in found],
        "label": [generator.choice(["a", "b"]) for _ in found]})
    sets = [shingles(text) for text in found]
    near, contained = set(), set()
    for a, b in sorted(sharing(sets)):
        is_near, share = compare(sets[a], sets[b])
        if is_near:
            near.add((a, b))
        elif share >= 0.9:
            contained.add((a, b) if len(sets[a]["words"]) < len(sets[b]["words"]) else (b, a))
    assert len(near) > 200 and len(contained) > 20
    return table, near, contained


@pytest.fixture(scope="module")
def report(texts, tmp_path_factory):
    path = write(texts[0], tmp_path_factory.mktemp("similar") / "texts.jsonl")
    return measure(path, "--text", "text", "--label", "label", "--fail-on", "none", "--checks", "duplicates,leakage,labels.conflicts")


def test_clusters_equal_brute_force(texts, report):
    table, near, contained = texts
    split, label = table["split"].tolist(), table["label"].tolist()
    for ours in values(report, "duplicates.near")["splits"]:
        own = {(a, b) for a, b in near if split[a] == split[b] == ours["split"]}
        groups = clusters(len(table), own)
        assert ours["pairs"] == len(own)
        assert ours["groups"] == len(groups) and ours["rows"] == sum(map(len, groups))
        assert ours["surplus_rows"] == ours["rows"] - ours["groups"]
        assert ours["conflicting_groups"] == sum(len({label[row] for row in rows}) > 1 for rows in groups)
        inner = {a for a, b in contained if split[a] == split[b] == ours["split"]}
        assert ours["contained_rows"] == len(inner)


def test_overlaps_equal_brute_force(texts, report):
    table, near, contained = texts
    split, label = table["split"].tolist(), table["label"].tolist()
    for ours in values(report, "leakage.near_overlap")["pairs"]:
        twins = {}
        for a, b in near | {(b, a) for a, b in near}:
            if split[a] == ours["from"] and split[b] == ours["in"]:
                twins.setdefault(a, set()).add(b)
        assert ours["rows"] == len(twins) > 0
        assert ours["pairs"] == sum(map(len, twins.values()))
        assert ours["conflicting_labels"] == sum(label[a] not in {label[b] for b in twins[a]} for a in twins)
        inner = {a for a, b in contained if split[a] == ours["from"] and split[b] == ours["in"]} - twins.keys()
        assert ours["contained_rows"] == len(inner) > 0


def test_conflicts_equal_pandas(texts, report):
    table, near, _ = texts
    table = table.assign(raw=table["text"], normalised=table["text"].map(normalised))
    found = {(each["split"], each["variant"]): each for each in values(report, "labels.conflicts")["splits"]}
    assert len(found) == 9
    for name in ("all", "train", "test"):
        own = table if name == "all" else table[table["split"] == name]
        for variant in ("raw", "normalised"):
            groups = own.groupby(variant)["label"]
            conflicting = groups.size()[groups.nunique() > 1]
            assert found[name, variant]["groups"] == len(conflicting)
            assert found[name, variant]["rows"] == conflicting.sum()
        joined = clusters(len(table), {(a, b) for a, b in near if a in own.index and b in own.index})
        conflicting = [rows for rows in joined if table["label"][rows].nunique() > 1]
        assert found[name, "near"]["groups"] == len(conflicting) > 0
        assert found[name, "near"]["rows"] == sum(map(len, conflicting))


def test_features_conflict_whatever_their_label(tmp_path):
    table = pandas.DataFrame({"a": [1, 1, 2, 2, 3, 1], "b": list("xxyyzx"), "label": [0, 1, 0, 0, 1, None]})
    ours = values(measure(write(table, tmp_path / "t.parquet"), "--label", "label", "--checks", "duplicates,leakage,labels.conflicts"), "labels.conflicts")["splits"]
    assert [(each["variant"], each["groups"], each["rows"]) for each in ours] == [("features", 1, 2)]


def test_a_crowd_of_similar_texts_is_one_cluster(tmp_path):
    """More texts in a band than are compared pair by pair."""
    generator = random.Random(8)
    base = [f"word{i}" for i in range(120)]
    rows = [" ".join(base[:110] + [f"end{i}" for i in generator.sample(range(10**6), 3)]) for _ in range(400)]
    path = write(pandas.DataFrame({"text": rows}), tmp_path / "crowd.csv")
    ours = values(measure(path, "--text", "text", "--fail-on", "none", "--checks", "duplicates,leakage,labels.conflicts"), "duplicates.near")
    assert ours["splits"][0]["groups"] == 1 and ours["splits"][0]["rows"] == 400
    assert ours["splits"][0]["pairs"] is None and not ours["method"]["all_pairs_verified"]
