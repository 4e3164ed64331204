"""What can befall a server's machine: a disk that is full or cannot be written, a clock that jumps, a database that goes."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
from export_support import REPOSITORY

SHIFT = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

/* Moves the clock by the seconds that stand in the file SHIFT, a 64-bit integer that may change at any time. */
static volatile long *shift;

__attribute__((constructor)) static void start(void) {
    int file = open(getenv("SHIFT"), O_RDONLY);
    void *place = file < 0 ? MAP_FAILED : mmap(0, sizeof(long), PROT_READ, MAP_SHARED, file, 0);
    if (place != MAP_FAILED) shift = place;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*next)(clockid_t, struct timespec *);
    if (!next) next = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int result = next(clock, time);
    if (result == 0 && clock == CLOCK_REALTIME && shift) time->tv_sec += *shift;
    return result;
}
"""


class MovedClock:
    """A clock that processes started with `environment` go by."""

    def __init__(self, folder: Path):
        source, library = folder / "shift.c", folder / "shift.so"
        self.file = folder / "shift"
        source.write_text(SHIFT)
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        self.by(0)
        self.environment = {"LD_PRELOAD": str(library), "SHIFT": str(self.file)}

    def by(self, seconds: int) -> None:
        """Puts the clock so many seconds before the machine's, or behind it."""
        value = bytes(ctypes.c_long(seconds))
        if self.file.exists():
            with open(self.file, "r+b") as file:
                file.write(value)
        else:
            self.file.write_bytes(value)


COUNT = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Counts in the file SYNCS, a 64-bit integer, how often a file was put on the disk. */
static volatile long *count;

__attribute__((constructor)) static void start(void) {
    int file = open(getenv("SYNCS"), O_RDWR);
    void *place = file < 0 ? MAP_FAILED : mmap(0, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (place != MAP_FAILED) count = place;
}

int fdatasync(int file) {
    static int (*next)(int);
    if (!next) next = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int result = next(file);
    if (count) __sync_fetch_and_add(count, 1);
    return result;
}
"""


class CountedSyncs:
    """How often processes started with `environment` waited until what they had written was on the disk."""

    def __init__(self, folder: Path):
        source, library = folder / "syncs.c", folder / "syncs.so"
        self.file = folder / "syncs"
        source.write_text(COUNT)
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        self.file.write_bytes(bytes(8))
        self.environment = {"LD_PRELOAD": str(library), "SYNCS": str(self.file)}

    @property
    def count(self) -> int:
        return int.from_bytes(self.file.read_bytes(), sys.byteorder)


class SmallDisk:
    """A file system of its own, of few bytes."""

    def __init__(self, place: Path, size: str):
        self.place = place
        place.mkdir(parents=True, exist_ok=True)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(place)], capture_output=True, check=False)
        if mounted.returncode != 0:
            pytest.skip("only root can mount a disk")

    def __enter__(self) -> "SmallDisk":
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "--lazy", str(self.place)], check=True)

    def set(self, mode: str) -> None:
        """Mounts it again, as `ro` or `rw`."""
        subprocess.run(["mount", "-o", f"remount,{mode}", str(self.place)], check=True)

    def fill(self) -> Path:
        """Takes all room that is left; returns the file that has it."""
        filler = self.place / "filler"
        with open(filler, "wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass
        return filler


class OwnPostgres:
    """A PostgreSQL of its own, while the block runs, that can be stopped and run again."""

    NAMES = ("postgres_programs", "postgres_folder", "QUORUM_TEST_POSTGRES")

    def __enter__(self) -> "OwnPostgres":
        shown = self._shell("start_postgres; printf '%s\\n' " + " ".join(f'"${name}"' for name in self.NAMES), {})
        self.environment = dict(zip(self.NAMES, shown.splitlines(), strict=True))
        self.url = self.environment["QUORUM_TEST_POSTGRES"]
        return self

    def __exit__(self, *_):
        self._shell("stop_postgres", self.environment)

    def halt(self) -> None:
        """Ends it as a crash does."""
        self._shell("halt_postgres", self.environment)

    def run(self) -> None:
        self._shell("run_postgres", self.environment)

    @staticmethod
    def _shell(command: str, environment: dict[str, str]) -> str:
        return subprocess.run(
            ["bash", "-c", f". scripts/postgres.sh; {command}"], cwd=REPOSITORY, env=os.environ | environment,
            stdout=subprocess.PIPE, check=True, text=True).stdout
