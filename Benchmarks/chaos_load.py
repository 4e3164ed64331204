"""What people and programs do to a service whose processes die under them, and what it acknowledged of that."""

import collections
import hashlib
import json
import random
import sys
import threading
import time
import urllib.error
import urllib.request

from common import ROOT

sys.path.insert(0, str(ROOT / "Tests" / "Python"))

from export_support import recording  # noqa: E402


class Unsure(Exception):
    """No server said whether it did what it was asked."""


class Service:
    """Both servers, as one who may use either sees them."""

    def __init__(self, ports: list[int], seed: int):
        self.bases = [f"http://127.0.0.1:{port}" for port in ports]
        self.random = random.Random(seed)

    def call(self, token: str, method: str, path: str, body=None, kind="application/json"):
        """One request to one of them.

        Raises Unsure where nothing is known of the outcome, and ValueError for a refusal that repeating does not mend.
        """
        data = json.dumps(body).encode() if body is not None and not isinstance(body, bytes) else body
        request = urllib.request.Request(self.random.choice(self.bases) + "/api/v1/" + path, data=data, method=method)
        request.add_header("Authorization", "Bearer " + token)
        request.add_header("Content-Type", kind)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                content = response.read()
        except urllib.error.HTTPError as error:
            content = error.read()
            if error.code in (500, 502, 503, 504):
                raise Unsure(f"{error.code} {content[:300]}") from error
            raise ValueError(f"{method} {path}: {error.code} {content.decode()}") from error
        except (OSError, ConnectionError, EOFError) as error:
            raise Unsure(str(error)) from error
        except Exception as error:  # http.client's own: an answer that broke off
            raise Unsure(repr(error)) from error
        return json.loads(content) if content else None


class Load(threading.Thread):
    """Does one kind of work until it is told to stop."""

    def __init__(self, service: Service, stop: threading.Event):
        super().__init__()
        self.service, self.stop = service, stop
        self.failure: Exception | None = None
        self.unsure = collections.Counter()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.step()
        except Exception as error:
            self.failure = error
            self.stop.set()

    def surely(self, *call):
        """Repeats what may be repeated until somebody says what came of it."""
        while True:
            try:
                return self.service.call(*call)
            except Unsure as error:
                self.unsure[str(error)[:40]] += 1
                time.sleep(0.05)


class Person(Load):
    """Answers tasks; the same answer to the same assignment again gives the first result."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str, seed: int):
        super().__init__(service, stop)
        self.project, self.token, self.random = project, token, random.Random(seed)
        self.confirmed: dict[int, int] = {}

    def step(self) -> None:
        served = self.surely(self.token, "POST", f"projects/{self.project}/assignments")
        answer = {"answer": "yes" if self.random.random() < 0.7 else "no"}
        path = f"assignments/{served['assignment']['id']}/annotation"
        annotation = self.surely(self.token, "POST", path, answer)["annotation"]["id"]
        assert self.confirmed.setdefault(annotation, served["task"]["id"]) == served["task"]["id"]


class Uploader(Load):
    """Uploads recordings, each another; one that is there already was taken by an attempt whose answer was lost."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str, number: int):
        super().__init__(service, stop)
        self.project, self.token, self.number = project, token, number
        self.confirmed: dict[str, str] = {}

    def step(self) -> None:
        seed = self.number * 1_000_000 + len(self.confirmed)
        words = random.Random(seed).sample([f"digits/{digit}" for digit in range(10)], 3)
        content, name = recording(words, seed), f"{seed}.wav"
        try:
            self.surely(
                self.token, "POST", f"projects/{self.project}/sources?filename={name}", content, "audio/wav")
        except ValueError as error:
            if f'as \\"{name}\\"' not in str(error):
                raise
        self.confirmed[name] = hashlib.sha256(content).hexdigest()
        self.stop.wait(0.3)


class Exporter(Load):
    """Freezes what is settled and has it exported."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str):
        super().__init__(service, stop)
        self.project, self.token = project, token
        self.asked = 0

    def step(self) -> None:
        self.stop.wait(3)
        root = f"projects/{self.project}/versions"
        try:
            version = self.surely(self.token, "POST", root, {"ratios": {"train": 1, "validation": 0, "test": 0}})
            self.surely(self.token, "POST", f"{root}/{version['name']}/exports", {"format": "jsonl"})
            self.asked += 1
        except ValueError as error:
            # Nothing is settled yet, or the export was asked for by an attempt whose answer was lost.
            if " 409 " not in str(error) and ": 409" not in str(error) and ": 422" not in str(error):
                raise


class Transcriber(Load):
    """Answers recordings as they come."""

    def __init__(self, service: Service, stop: threading.Event, project: int, token: str):
        super().__init__(service, stop)
        self.project, self.token = project, token
        self.answered = 0

    def step(self) -> None:
        self.answered += self.transcribe()
        self.stop.wait(0.5)

    def transcribe(self) -> int:
        """Answers every recording, so that the exports have some; returns how many there were."""
        count = 0
        while True:
            try:
                served = self.service.call(self.token, "POST", f"projects/{self.project}/assignments")
                if served is None:
                    return count
                path = f"assignments/{served['assignment']['id']}/annotation"
                self.service.call(self.token, "POST", path, {"answer": "words"})
                count += 1
            except Unsure:
                time.sleep(0.05)


def wait_until(condition, what: str, seconds: float):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if result := condition():
                return result
        except (Unsure, OSError):
            pass
        time.sleep(0.2)
    raise SystemExit(f"waited {seconds} s for {what}")
