"""`quorum measure --memory`: the same report with less in memory, and what is said where that cannot be."""

import io
import json
import os
import random
import re
import signal
import subprocess
import tarfile

import numpy
import pandas
import pyarrow
import pyarrow.parquet
import pytest

from export_support import quorum_binary
from measure_support import run

CHECKS = "stats.columns,stats.labels,duplicates.exact,integrity.values"


def texts():
    """Some megabytes, with copies, beside numbers and missing cells."""
    random_numbers = random.Random(3)
    words = [f"word{place}" for place in range(50)] + ["épée", "日本"]
    lines = [" ".join(random_numbers.choices(words, k=200)) for _ in range(2000)]
    lines += lines[:40]
    return pandas.DataFrame({
        "text": lines, "number": [float(place % 97) for place in range(len(lines))],
        "note": [None if place % 3 == 0 else f"note {place % 11}" for place in range(len(lines))],
        "label": ["yes" if place % 5 else "no" for place in range(len(lines))]})


def tar(table, path):
    with tarfile.open(path, "w") as archive:
        for place, row in enumerate(table.to_dict("records")):
            content = json.dumps({key: None if pandas.isna(each) else each for key, each in row.items()}).encode()
            member = tarfile.TarInfo(f"{place:06}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


WRITERS = {
    "csv": lambda table, path: table.to_csv(path, index=False),
    "tsv": lambda table, path: table.to_csv(path, index=False, sep="\t"),
    "jsonl": lambda table, path: table.to_json(path, orient="records", lines=True, force_ascii=False),
    "parquet": lambda table, path: table.to_parquet(path),
    "arrow": lambda table, path: table.to_feather(path, compression="uncompressed"),
    "tar": tar,
}


def taken(output):
    """Bytes of memory and of disk, as the command says."""
    memory, disk = re.search(r"Took (\d+) MB of memory and (\d+) MB of disk", output).groups()
    return int(memory) * 10**6, int(disk) * 10**6


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_report_is_the_same(suffix, tmp_path):
    path = tmp_path / f"data.{suffix}"
    WRITERS[suffix](texts(), path)
    reports = []
    for bound in ([], ["--memory", "256MB", "--temporary", tmp_path]):
        target = tmp_path / "report.json"
        output = run(path, "--checks", CHECKS, "--json", target, *bound).stdout
        report = json.loads(target.read_text())
        report.pop("seconds")
        reports.append(json.dumps(report))
    assert reports[0] == reports[1]
    assert taken(output)[1] > 0
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name, "report.json"]


def test_memory_stays_below_the_bound(tmp_path):
    path = tmp_path / "data.parquet"
    rows = 3000
    blocks = [numpy.random.default_rng(place).bytes(1000) * 100 for place in range(10)]
    pyarrow.parquet.write_table(
        pyarrow.table({
            "picture": pyarrow.array([blocks[place % 10] for place in range(rows)], pyarrow.binary()),
            "label": [place % 2 for place in range(rows)]}), path, row_group_size=200)
    sizes = [
        taken(run(path, "--label", "label", "--checks", "stats.labels", "--memory", bound, "--temporary", tmp_path).stdout)
        for bound in ("2GB", "256MB")]
    assert sizes[0][0] > 300_000_000
    assert sizes[1][0] < 256_000_000 and sizes[1][1] > 300_000_000


def test_nothing_stays_after_a_failure(tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    path = tmp_path / "data.csv"
    texts().to_csv(path, index=False)
    with open(path, "a") as file:
        file.write("one,field,too,many,here\n")
    result = run(path, "--memory", "256MB", "--temporary", folder, expect=(2,))
    assert "5 fields where the header has 4" in result.stderr
    assert not list(folder.iterdir())


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_however_it_ends(end, tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    path = tmp_path / "data.csv"
    os.mkfifo(path)
    process = subprocess.Popen([quorum_binary(), "measure", path, "--memory", "256MB", "--temporary", folder])
    # The command has opened its file before it opens the data, and waits for more of that.
    with open(path, "w") as file:
        file.write("a,b\n")
        file.flush()
        with open(f"/proc/{process.pid}/maps") as maps:
            assert f"{folder}/#" in maps.read(), "a file that never had a name"
        process.send_signal(end)
        assert process.wait() == -end
    assert not list(folder.iterdir())


@pytest.mark.parametrize("flags, words", [
    (["--memory", "much"], ["'much' is no size", "4GB"]),
    (["--memory", "1XB"], ["'1XB' is no size"]),
    (["--memory", "99999999TB"], ["'99999999TB' is no size"]),
    (["--memory", "10MB"], ["too few", "256MB"]),
    (["--memory", "1GB", "--temporary", "/nowhere"], ["/nowhere", "No such file", "--temporary"]),
    (["--temporary", "/tmp"], ["--memory"]),
])
def test_bad_bounds_are_named(tmp_path, flags, words):
    path = tmp_path / "data.csv"
    path.write_text("a\n1\n")
    result = run(path, *flags, "--json", "-", expect=(2,))
    message = json.loads(result.stdout)["error"]["message"]
    for word in words:
        assert word in result.stderr and word in message


def test_a_folder_in_memory_is_refused(tmp_path):
    kinds = {line.split()[1]: line.split()[2] for line in open("/proc/mounts")}
    if kinds.get("/dev/shm") != "tmpfs":
        pytest.skip("/dev/shm is not in memory here")
    path = tmp_path / "data.csv"
    path.write_text("a\n1\n")
    result = run(path, "--memory", "1GB", "--temporary", "/dev/shm", expect=(2,))
    assert "/dev/shm is itself in memory" in result.stderr
