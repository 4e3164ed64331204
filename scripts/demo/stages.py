"""One line a stage: what it does, how long it took."""

import sys
import time
from contextlib import contextmanager


class Stages:
    def __init__(self, count: int):
        self.count = count
        self.done = 0
        self.current: str | None = None
        self.start = time.monotonic()

    @contextmanager
    def stage(self, title: str):
        """Prints the title, and the seconds when the block is through; a stage that fails keeps its name."""
        self.done += 1
        self.current = title
        begin = time.monotonic()
        print(f"[{self.done:2}/{self.count}] {title}", flush=True)
        yield
        print(f"      done in {time.monotonic() - begin:.1f} s", flush=True)
        self.current = None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.start


def note(text: str) -> None:
    print(f"      {text}", flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
