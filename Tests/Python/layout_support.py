"""What the tests of layouts share: two tables with rows in common, files of them, and what is read of those."""

import datasets
import pandas

from measure_support import measure, values


def rows(first, count):
    return pandas.DataFrame({"x": range(first, first + count), "text": [f"text of row {row}" for row in range(first, first + count)]})


TRAIN, TEST = rows(0, 30), rows(20, 15)
SHARED = 10


def put(table, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        table.to_parquet(path)
    elif path.suffix == ".csv":
        table.to_csv(path, index=False)
    else:
        table.to_json(path, orient="records", lines=True)
    return path


def card(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(f"---\nconfigs:\n{text}---\n# Card\n")
    return folder


def inputs(*arguments):
    return {each["split"]: each["rows"] for each in measure(*arguments, "--checks", "stats.columns")["inputs"]}


def leaked(*arguments):
    report = measure(*arguments, "--checks", "leakage.exact_overlap")
    return next(each["rows"] for each in values(report, "leakage.exact_overlap")["pairs"] if each["from"] == "test")


def as_datasets(folder, *configuration):
    """The splits and rows that `datasets` reads, which are those we read."""
    read = datasets.load_dataset(str(folder), *configuration, cache_dir=folder.parent / "cache")
    theirs = {name: len(part) for name, part in read.items()}
    flags = ["--config", *configuration] if configuration else []
    assert inputs(folder, *flags) == theirs
    return theirs
