"""`quorum chunk` decodes what strangers made: no network, and no more memory, time and disk than it is given."""

import json
import os
import subprocess

import numpy
import pytest
import soundfile

from export_support import quorum_binary

# Runs in the process under test when it ends, and notes whether it may open a socket.
PROBE = """
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
__attribute__((destructor)) static void note(void) {
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    FILE *file = fopen(getenv("PROBE_RESULT"), "w");
    fprintf(file, "%d %d", descriptor >= 0, errno == EACCES);
    fclose(file);
}
"""


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.wav"
    soundfile.write(path, 0.1 * numpy.sin(numpy.arange(160_000) / 9), 16_000, subtype="PCM_16")
    return path


def chunk(talk, *options, **environment):
    return subprocess.run(
        [quorum_binary(), "chunk", talk, "--out", talk.parent / "out", "--json", *options], capture_output=True,
        text=True, env=os.environ | environment)


def test_no_socket_can_be_opened(talk, tmp_path):
    source, library, result = tmp_path / "probe.c", tmp_path / "probe.so", tmp_path / "result"
    source.write_text(PROBE)
    subprocess.run(["clang", "-shared", "-fPIC", "-o", library, source], check=True)
    done = chunk(talk, LD_PRELOAD=str(library), PROBE_RESULT=str(result))
    assert done.returncode == 0, done.stderr
    assert result.read_text() == "0 1"


def test_a_file_that_grows_too_long_is_an_error(talk):
    done = chunk(talk, "--limit-file-size=100000")
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "unwritable" and "too large" in error["message"]
    assert sorted(path.name for path in talk.parent.iterdir()) == ["talk.wav"]


def test_limits_that_suffice_change_nothing(talk):
    done = chunk(talk, "--limit-file-size=1000000", "--limit-cpu=60", "--limit-memory=512000000")
    assert done.returncode == 0, done.stderr
