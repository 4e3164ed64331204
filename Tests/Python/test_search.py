"""`quorum search`: the nearest texts, rows and recordings, against brute force."""

import json
import random
import subprocess

import numpy
import pandas
import pytest
import soundfile

from export_support import SOUNDS, quorum_binary
from measure_support import normalised, write
from test_measures_audio import ffmpeg, listed


def search(*arguments, expect=(0,)):
    result = subprocess.run([quorum_binary(), "search", *map(str, arguments), "--json"], capture_output=True, text=True)
    assert result.returncode in expect, result.stderr
    return json.loads(result.stdout)


def places(found):
    return [(example["split"], example["row"]) for example in found["examples"]]


def runs(text, words):
    """The different runs of five words, or of nine characters, of a text of ASCII words and single spaces."""
    parts = text.split() if words else list(text)
    each = 5 if words else min(9, len(parts))
    return {tuple(parts[start:start + each]) for start in range(len(parts) - each + 1)}


def nearest(query, texts, limit, words):
    wanted = runs(normalised(query), words)
    found = []
    for place, text in texts.items():
        own = runs(normalised(text), words)
        if shared := len(own & wanted):
            found.append((shared / len(own | wanted), shared / len(wanted), place))
    found.sort(key=lambda match: (-max(match[:2]), -match[0], match[2]))
    return found[:limit]


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Two splits of random texts, some with parts of others."""
    dice = random.Random(5)
    vocabulary = [f"w{number:03}" for number in range(300)]
    train = [" ".join(dice.choices(vocabulary, k=dice.randint(1, 80))) for _ in range(400)]
    for _ in range(100):
        words = dice.choice(train).split()
        start = dice.randrange(len(words))
        train.append(" ".join(dice.choices(vocabulary, k=5) + words[start:start + 30] + dice.choices(vocabulary, k=5)))
    test = [text.upper() for text in dice.sample(train, 50)] + ["", "w001"]
    folder = tmp_path_factory.mktemp("texts")
    for name, column in ("train", train), ("test", test):
        pandas.DataFrame({"text": column, "label": "x"}).to_parquet(folder / f"{name}.parquet")
    named = {("train", row): text for row, text in enumerate(train)}
    return folder, named | {("test", row): text for row, text in enumerate(test)}


@pytest.mark.parametrize("seed", range(8))
def test_nearest_texts_equal_brute_force(texts, seed):
    folder, rows = texts
    dice = random.Random(seed)
    words = dice.choice([text for text in rows.values() if len(text.split()) > 30]).split()
    length = dice.choice([2, 6, 19, 20, 30])
    query = "  ".join(words[:length]).title()
    # Splits come in the order train, test.
    order = {place: number for number, place in enumerate(rows)}
    known = nearest(query, {number: rows[place] for place, number in order.items()}, 25, words=length >= 20)
    found = search(folder, "--text", "text", "--for", query, "--limit", 25)
    assert found["rows"] == len(rows)
    assert [order[place] for place in places(found)] == [place for _, _, place in known]
    for example, (similarity, containment, _) in zip(found["examples"], known):
        assert example["similarity"] == pytest.approx(similarity, rel=1e-12)
        assert example["containment"] == pytest.approx(containment, rel=1e-12)
        assert example["label"] == "x"


def test_a_row_finds_its_copies_and_not_itself(texts):
    folder, rows = texts
    copy = next(row for row in range(50) if len(rows["test", row].split()) > 25)
    found = search(folder, "--text", "text", "--row", f"test:{copy}", "--limit", 3)
    assert ("test", copy) not in places(found)
    best = found["examples"][0]
    assert best["similarity"] == 1 and rows[best["split"], best["row"]].upper() == rows["test", copy]


def gower(row, table, ranges):
    sums, counts = numpy.zeros(len(table)), numpy.zeros(len(table))
    for column in table:
        if column in ranges:
            like = 1 - (table[column] - row[column]).abs().to_numpy() / ranges[column]
            known = ~numpy.isnan(like)
        else:
            like = (table[column] == row[column]).to_numpy().astype(float)
            known = (table[column].notna() & pandas.notna(row[column])).to_numpy()
        sums[known] += like[known]
        counts += known
    with numpy.errstate(invalid="ignore"):
        return sums / counts


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_nearest_rows_equal_gowers_similarity(tmp_path, suffix):
    dice = numpy.random.default_rng(3)
    table = pandas.DataFrame({
        "price": dice.normal(20, 5, 300), "pieces": dice.integers(1, 9, 300),
        "weight": numpy.where(dice.random(300) < 0.2, numpy.nan, dice.random(300)),
        "colour": dice.choice(["red", "green", None], 300)})
    for name, part in (("train", table[:200]), ("test", table[200:])):
        write(part.reset_index(drop=True), tmp_path / f"{name}.{suffix}")
    ranges = {name: table[name].max() - table[name].min() for name in ("price", "pieces", "weight")}
    similarity = gower(table.iloc[217], table, ranges)
    similarity[217] = -1
    found = search("--train", tmp_path / f"train.{suffix}", "--test", tmp_path / f"test.{suffix}", "--row", "test:17",
                   "--limit", 20)
    assert [example["similarity"] for example in found["examples"]] == pytest.approx(sorted(similarity)[:-21:-1])
    rows = [row if split == "train" else row + 200 for split, row in places(found)]
    assert similarity[rows] == pytest.approx([example["similarity"] for example in found["examples"]])


def test_a_recording_is_found_in_other_clothes(tmp_path):
    recordings = [path for path in sorted(SOUNDS.glob("*.wav")) if soundfile.info(path).duration > 1.5][:12]
    listed(tmp_path / "train.csv", recordings[:8], label=["x"] * 8)
    listed(tmp_path / "test.csv", recordings[8:], label=["x"] * 4)
    softer = ffmpeg(recordings[9], tmp_path / "softer.mp3", "-b:a", "32k", "-af", "volume=-9dB")
    found = search(tmp_path, "--sound", softer)
    assert places(found) == [("test", 1)] and 0.7 < found["examples"][0]["similarity"] < 1
    assert search(tmp_path, "--sound", recordings[2])["examples"][0]["similarity"] == 1


def test_nothing_alike_and_wrong_searches_are_told(texts, tmp_path):
    folder, _ = texts
    assert search(folder, "--text", "text", "--for", "zzzzzzzzzzzz", expect=(1,))["examples"] == []
    for arguments, said in [
        ((), "one thing to search for"), (("--for", "w001", "--row", "train:1"), "one thing to search for"),
        (("--row", "train:9999"), "has no row 9999"), (("--row", "dev:1"), "the splits are: train, test"),
        (("--row", "train"), "write it as in train:17"), (("--for", " "), "there is nothing in it"),
        (("--sound", tmp_path / "none.wav"), "recording"), (("--for", "w001", "--limit", "0"), "--limit: 0"),
    ]:
        failure = search(folder, "--text", "text", *arguments, expect=(2,))["error"]
        assert said in failure["message"], failure
