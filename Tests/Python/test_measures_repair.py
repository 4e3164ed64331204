"""`quorum measure --write-clean` and `--compare`."""

import decimal

import datasets
import numpy
import pandas
import pyarrow
import pyarrow.ipc
import pyarrow.parquet
import pytest

from measure_support import measure, normalised, run, write


def planted(rows=900, seed=1):
    generator = numpy.random.RandomState(seed)
    words = [f"word{index}" for index in range(500)]
    table = pandas.DataFrame({
        "text": [" ".join(generator.choice(words, 40)) for _ in range(rows)],
        "label": generator.choice(list("abc"), rows, p=[0.6, 0.3, 0.1]),
        "speaker": [f"s{generator.randint(0, 120)}" for _ in range(rows)]})
    copies = table.sample(60, random_state=2)
    near = table.sample(40, random_state=3).assign(text=lambda each: each["text"] + " more")
    return pandas.concat([table, copies, near], ignore_index=True)


def clean(folder, *arguments):
    run(*arguments, "--write-clean", folder, "--checks", "duplicates", "--fail-on", "none", expect=(0,))
    return {path.stem: pandas.read_csv(path) if path.suffix == ".csv" else pandas.read_parquet(path)
            for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_one_file_is_divided_without_leaks(tmp_path, suffix):
    table = planted()
    path = write(table, tmp_path / f"data.{suffix}")
    roles = ["--text", "text", "--label", "label", "--group", "speaker"]
    made = clean(tmp_path / "clean", path, *roles)
    changes = made.pop("changes")
    assert set(made) == {"train", "validation", "test"}
    rows = pandas.concat(made.values())
    assert len(rows) == table["text"].map(normalised).nunique() and len(rows) + len(changes) == len(table)
    assert set(changes["change"]) == {"dropped"}
    for _, change in changes.iterrows():
        assert normalised(table["text"][change["row"]]) == normalised(table["text"][change["kept_row"]])
    speakers = [set(part["speaker"]) for part in made.values()]
    assert sum(map(len, speakers)) == len(set.union(*speakers))
    assert len(made["train"]) == pytest.approx(0.8 * len(rows), rel=0.05)
    for label, share in rows["label"].value_counts(normalize=True).items():
        assert (made["train"]["label"] == label).mean() == pytest.approx(share, abs=0.03)
    files = [word for name in made for word in (f"--{name}", tmp_path / "clean" / f"{name}.{suffix}")]
    report = measure(*files, *roles, "--checks", "duplicates.exact,leakage.exact_overlap,leakage.near_overlap,leakage.group")
    assert {each["verdict"] for each in report["checks"]} == {"pass"}


def test_what_differs_in_anything_stays(tmp_path):
    words = [" ".join(f"w{row}-{place}" for place in range(12)) for row in range(30)]
    # Every text three times, with three labels, and the first ten once more.
    table = pandas.DataFrame({"id": range(100), "text": words * 3 + words[:10], "label": list("a" * 30 + "b" * 30 + "c" * 30 + "a" * 10)})
    made = clean(tmp_path / "texts", write(table, tmp_path / "t.csv"), "--id", "id", "--text", "text", "--label", "label")
    changes = made.pop("changes")
    assert sorted(changes["row"]) == list(range(90, 100)) and sorted(changes["kept_row"]) == list(range(10))
    rows = pandas.concat(made.values())
    assert sorted(map(tuple, rows[["text", "label"]].to_numpy())) == sorted(set(map(tuple, table[["text", "label"]].to_numpy())))
    texts = [set(part["text"]) for part in made.values()]
    assert sum(map(len, texts)) == len(set.union(*texts))


def test_recordings_of_the_same_words_stay(tmp_path):
    said = pandas.DataFrame({"path": [f"{row}.wav" for row in range(30)], "sentence": ["yes", "no"] * 15})
    made = clean(tmp_path / "named", write(said, tmp_path / "named.csv"), "--text", "sentence")
    assert len(made.pop("changes")) == 0 and sum(map(len, made.values())) == 30
    audio = pandas.DataFrame({"audio.bytes": [bytes([row % 29]) * 50 for row in range(30)], "sentence": ["yes", "no"] * 15})
    made = clean(tmp_path / "heard", write(audio, tmp_path / "heard.parquet"))
    # The last recording is the first again, with other words: both stay, in one split.
    assert len(made.pop("changes")) == 0 and sum(map(len, made.values())) == 30
    assert sum(bytes(50) in set(part["audio.bytes"]) for part in made.values()) == 1
    assert len(made["test"]) > 0 and len(made["validation"]) > 0


def test_columns_of_one_split_stay(tmp_path):
    train = pandas.DataFrame({"x": range(50), "label": list("ab") * 25, "note": [f"n{row}" for row in range(50)]})
    test = pandas.DataFrame({"x": [*range(3), *range(50, 70)], "rater": [f"r{row}" for row in range(23)]})
    files = ["--train", write(train, tmp_path / "train.parquet"), "--test", write(test, tmp_path / "test.parquet")]
    made = clean(tmp_path / "clean", *files)
    changes = made.pop("changes")
    # Training knows the first three rows of test, but not who rated them: they move, and lose nothing.
    assert set(changes["change"]) == {"moved"} and len(changes) == 3
    assert list(made["train"].columns) == ["x", "label", "note", "rater"] and list(made["test"].columns) == ["x", "rater"]
    assert made["train"]["rater"].dropna().tolist() == ["r0", "r1", "r2"] and made["train"]["note"].notna().sum() == 50
    # Without that column they say nothing new.
    files = ["--train", tmp_path / "train.parquet", "--test", write(test[["x"]], tmp_path / "test.parquet")]
    changes = clean(tmp_path / "fewer", *files)["changes"]
    assert set(changes["change"]) == {"dropped"} and len(changes) == 3


def test_leaks_between_splits_are_mended(tmp_path):
    table = planted()
    train, test = table[:700].reset_index(drop=True), table[700:].reset_index(drop=True)
    files = ["--train", write(train, tmp_path / "train.parquet"), "--test", write(test, tmp_path / "test.parquet")]
    made = clean(tmp_path / "clean", *files, "--text", "text", "--label", "label")
    changes = made.pop("changes")
    splits = {"train": train, "test": test}
    kept = {name: list(part["text"]) for name, part in splits.items()}
    for _, change in changes.iterrows():
        kept[change["split"]].remove(splits[change["split"]]["text"][change["row"]])
        if change["change"] == "moved":
            kept[change["to"]].append(splits[change["split"]]["text"][change["row"]])
    for name, part in made.items():
        assert sorted(part["text"]) == sorted(kept[name])
    assert not set(made["train"]["text"].map(normalised)) & set(made["test"]["text"].map(normalised))
    again = clean(tmp_path / "again", *files, "--text", "text", "--label", "label")
    assert all(again[name].equals(part) for name, part in made.items())
    assert "there already" in run(*files, "--write-clean", tmp_path / "again", "--fail-on", "none", expect=(2,)).stderr


def test_cells_survive(tmp_path):
    table = pandas.DataFrame({
        "n": pandas.array([1, None, 3, 4], dtype="Int64"), "x": [0.1, None, 1e-300, 4.0], "flag": [True, False, True, True],
        "text": ['a "b", c', "line\nbreak", "", None], "raw": [b"\x00\xff", b"", None, b"q"]})
    path = write(table, tmp_path / "t.parquet")
    made = clean(tmp_path / "clean", path)
    rows = pandas.concat([made[name] for name in ("train", "validation", "test")]).sort_values("x", ignore_index=True)
    expected = table.sort_values("x", ignore_index=True)
    assert rows["text"].fillna("NULL").tolist() == expected["text"].fillna("NULL").tolist()
    assert rows["raw"].tolist() == expected["raw"].tolist() and rows["flag"].tolist() == expected["flag"].tolist()
    assert rows["n"].fillna(-1).tolist() == expected["n"].fillna(-1).tolist()
    texts = write(table[["x", "text"]], tmp_path / "t.csv")
    made = clean(tmp_path / "text", texts)
    rows = pandas.concat([made[name] for name in ("train", "validation", "test")]).sort_values("x", ignore_index=True)
    assert rows["text"].fillna("").tolist() == expected["text"].fillna("").tolist()


FEATURES = datasets.Features({
    "number": datasets.Value("int16"), "tokens": datasets.Sequence(datasets.Value("string")),
    "label": datasets.ClassLabel(names=["no", "yes"]), "when": datasets.Value("timestamp[ms]"),
    "spans": [{"start": datasets.Value("int32"), "text": datasets.Value("string")}],
    "price": datasets.Value("decimal128(9, 2)"), "raw": datasets.Value("binary")})


def row(number):
    return {
        "number": number, "tokens": None if number % 7 == 0 else [f"t{number}", "ü"][:number % 3], "label": number % 2,
        "when": pandas.Timestamp(2024, 1, 1 + number % 28), "spans": [{"start": number, "text": "a, \"b\""}] * (number % 3),
        "price": decimal.Decimal(number) / 4, "raw": bytes([number % 256, 0])}


@pytest.mark.parametrize("form", ["parquet", "arrow", "several files"])
def test_types_and_features_survive(form, tmp_path):
    def dataset(numbers):
        return datasets.Dataset.from_list([row(number) for number in numbers], features=FEATURES)

    # Rows 150 to 199 are in both, and 190 to 199 twice in test.
    splits = {"train": [*range(200)], "test": [*range(150, 260), *range(190, 200)]}
    folder = tmp_path / "data"
    folder.mkdir()
    if form == "arrow":
        datasets.DatasetDict({name: dataset(numbers) for name, numbers in splits.items()}).save_to_disk(folder)
    else:
        for name, numbers in splits.items():
            for part in range(2 if form == "several files" else 1):
                own = numbers if form == "parquet" else numbers[part * 100:(part + 1) * 100]
                dataset(own).to_parquet(folder / f"{name}-{part}.parquet")
    run(folder, "--write-clean", tmp_path / "clean", "--checks", "stats.columns", expect=(0,))
    for name, numbers in (("train", range(200)), ("test", range(200, 260))):
        made = datasets.Dataset.from_parquet(str(tmp_path / "clean" / f"{name}.parquet"), cache_dir=tmp_path / "cache")
        assert made.features == FEATURES and made.to_list() == dataset(numbers).to_list()


def test_types_that_differ_become_texts(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for name, kind, first in (("train", pyarrow.int32(), 0), ("test", pyarrow.float32(), 20)):
        table = pyarrow.table({"n": pyarrow.array(range(40), pyarrow.int64()), "list": pyarrow.array([[row] for row in range(first, first + 40)], pyarrow.list_(kind)),
                               "group": pyarrow.array([row // 4 for row in range(40)])})
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet")
    run(folder, "--group", "group", "--write-clean", tmp_path / "clean", "--checks", "stats.columns", expect=(0,))
    made = pyarrow.parquet.read_table(tmp_path / "clean" / "train.parquet")
    assert made.num_rows == 80 and pyarrow.types.is_string(made.column("list").type)


@pytest.mark.parametrize("kind", ["union", "interval"])
def test_types_that_parquet_lacks_become_texts(kind, tmp_path):
    rows = range(60)
    cells = pyarrow.array([(row, 1, 2) for row in rows], pyarrow.month_day_nano_interval()) if kind == "interval" else (
        pyarrow.UnionArray.from_sparse(pyarrow.array([row % 2 for row in rows], pyarrow.int8()),
                                       [pyarrow.array(rows), pyarrow.array([f"t{row}" for row in rows])]))
    table = pyarrow.table({"n": pyarrow.array(rows, pyarrow.int16()), "odd": cells})
    with pyarrow.ipc.new_file(tmp_path / "t.arrow", table.schema) as file:
        file.write_table(table)
    run(tmp_path / "t.arrow", "--write-clean", tmp_path / "clean", "--checks", "stats.columns", expect=(0,))
    made = pyarrow.concat_tables(
        pyarrow.parquet.read_table(tmp_path / "clean" / f"{name}.parquet") for name in ("train", "validation", "test"))
    assert pyarrow.types.is_string(made.column("odd").type) and pyarrow.types.is_int64(made.column("n").type)
    odd = dict(zip(made.column("n").to_pylist(), made.column("odd").to_pylist()))
    assert sorted(odd) == list(rows) and len(set(odd.values())) == 60
    assert all(str(row) in odd[row] for row in rows)


def test_an_earlier_report_is_compared_with(tmp_path):
    table = planted(200)
    before, after = write(table, tmp_path / "a.parquet"), write(table.drop_duplicates(), tmp_path / "b.parquet")
    old = tmp_path / "old.json"
    few = ["--checks", "duplicates,leakage,stats.columns", "--fail-on", "none"]
    run(before, "--json", old, *few)
    result = run(after, "--compare", old, *few, expect=(0,))
    assert f"Since {old}:" in result.stdout and "duplicates.exact: " in result.stdout
    found = measure(after, "--compare", old, *few)["comparison"]
    change = next(each for each in found["checks"] if each["id"] == "duplicates.exact")
    assert (change["before"], change["after"]) == ("fail", "pass")
    figure = next(each for each in found["figures"] if each["check"] == "duplicates.exact" and "surplus_rows" in each["figure"])
    assert figure["before"] > 0 and figure["after"] == 0
    found = measure(before, "--compare", old, *few)["comparison"]
    assert found["checks"] == [] and found["figures"] == []
    old.write_text("{}")
    assert "not a report" in run(after, "--compare", old, expect=(2,)).stderr
