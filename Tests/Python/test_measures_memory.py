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

from export_support import REPOSITORY, quorum_binary
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


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for some megabytes, whose files are really on it."""
    image, place = tmp_path / "disk.img", tmp_path / "disk"
    image.write_bytes(b"")
    os.truncate(image, 24 << 20)
    place.mkdir()
    made = subprocess.run(["mkfs.ext4", "-q", "-O", "^has_journal", image], capture_output=True, check=False)
    mounted = subprocess.run(["mount", "-o", "loop", image, place], capture_output=True, check=False)
    if made.returncode or mounted.returncode:
        pytest.skip("only root can mount a disk")
    yield place
    subprocess.run(["umount", place], check=True)


# Takes a block while there is room, fills the disk, and only then fills the block.
FILLED_LATE = """
#include "CFileHeap.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **words) {
    if (file_heap_open(words[1], 1 << 18, 1 << 16, "the disk is full", "{}") != 0) return 3;
    size_t length = 8 << 20;
    char *block = malloc(length), part[1 << 16] = "x", name[4096];
    snprintf(name, sizeof name, "%s/filler", words[1]);
    int filler = open(name, O_CREAT | O_WRONLY, 0600), source = open(words[2], O_RDONLY);
    while (write(filler, part, sizeof part) > 0) {}
    if (errno != ENOSPC) return 4;
    if (!strcmp(words[3], "write")) memset(block, 1, length);
    for (size_t done = 0; done < length;) {
        ssize_t step = !strcmp(words[3], "read") ? read(source, block + done, length - done)
                                                 : pread(source, block + done, length - done, (off_t)done);
        if (step <= 0) return 5;
        done += (size_t)step;
    }
    return 0;
}
"""


@pytest.mark.parametrize("way", ["write", "read", "pread"])
def test_a_disk_that_fills_up_is_named(way, small_disk, tmp_path):
    """Whoever touches the page without room: the program, or the system that fills a buffer for it."""
    sources = REPOSITORY / "Sources" / "CFileHeap"
    program, data, main = tmp_path / "program", tmp_path / "data", tmp_path / "main.c"
    main.write_text(FILLED_LATE)
    data.write_bytes(b"x" * (8 << 20))
    subprocess.run(["clang", "-O1", "-I", sources / "include", main, *sources.glob("*.c"), "-o", program], check=True)
    done = subprocess.run([program, small_disk, data, way], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (2, "the disk is full", "{}")


def test_a_full_disk_ends_the_command(small_disk, tmp_path):
    path = tmp_path / "data.jsonl"
    WRITERS["jsonl"](pandas.concat([texts()] * 12), path)
    result = run(path, "--checks", "stats.columns", "--memory", "256MB", "--temporary", small_disk, "--json", "-",
                 expect=(2,))
    assert "the disk is full" in result.stderr and "--temporary" in result.stderr
    assert json.loads(result.stdout)["error"]["code"] == "disk_full"
