"""Servers and workers that are killed and started again, each as on a machine of its own."""

import os
import random
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

from common import QUORUM

# Seconds until a dead worker's job is taken over; the least that can be asked for.
LEASE = "4"


class Process:
    """A server or worker with a data folder of its own, which is started again after each kill."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: Path):
        self.name, self.environment = name, environment
        self.data = folder / name
        self.command = [str(QUORUM), *command, "--data", str(self.data), "--job-lease", LEASE]
        self.log = open(folder / f"{name}.log", "wb")
        self.running: subprocess.Popen | None = None
        self.kills = 0

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.command, env=os.environ | self.environment, stdout=self.log, stderr=self.log)

    def kill(self) -> None:
        self.running.kill()
        self.running.wait()
        self.kills += 1

    def stop(self) -> int:
        self.running.terminate()
        return self.running.wait(timeout=60)


def kill_now_and_then(processes: list[Process], seconds: float, pause: float, seed: int, stop: threading.Event) -> None:
    """One at a time, at random moments; it is started again at once."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end and not stop.wait(chance.uniform(0.5, 1.5) * pause):
        process = chance.choice(processes)
        process.kill()
        process.start()


def is_ready(base: str) -> bool:
    with urllib.request.urlopen(base + "/readyz", timeout=5) as answer:
        return answer.status == 200
