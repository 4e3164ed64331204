"""The simulated people at work, all at once, over the API that a browser uses."""

import threading
import time

from people import Person
from quorum_client import Client, TimedOut
from speech import Recording


class Ears:
    """What is really said in a task's chunk: found in the recording's own list of words, by the chunk's span."""

    def __init__(self, recordings: list[Recording], tasks: list[dict]):
        by_name = {recording.path.name: recording for recording in recordings}
        self._words = {}
        self._chunks = {}
        for task in tasks:
            chunk = task["chunk"]
            recording = by_name[chunk["filename"]]
            self._words[task["id"]] = recording.words_between(chunk["start"], chunk["end"])
            self._chunks[task["id"]] = f"{chunk['filename']}@{chunk['start']:.3f}"

    def words(self, task) -> list[str]:
        return self._words[task]

    def chunk(self, task) -> str:
        """A name of the chunk that is the same in every run."""
        return self._chunks[task]


def answer_everything(admin: Client, project, people: list[tuple[Person, Client]], ears: Ears, seconds: float = 90):
    """Lets everyone answer until no task is open. Returns the number of answers."""
    finished = threading.Event()
    failures: list[Exception] = []
    threads = [
        threading.Thread(target=_work, args=(person, client, project, ears, finished, failures), daemon=True)
        for person, client in people
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds
    try:
        while not failures:
            progress = admin.progress(project)
            if progress["tasks"]["open"] == 0:
                return progress["annotations"]
            if time.monotonic() > deadline:
                raise TimedOut(f"{progress['tasks']['open']} tasks are still open after {seconds:.0f} s")
            time.sleep(0.1)
    finally:
        finished.set()
        for thread in threads:
            thread.join(10)
    raise failures[0]


def _work(person: Person, client: Client, project, ears: Ears, finished: threading.Event, failures: list) -> None:
    """Takes a task, answers it, takes the next. Nothing to take may change: others' answers can differ."""
    try:
        while not finished.is_set():
            served = client.take(project)
            if served is None:
                finished.wait(0.1)
                continue
            task = served["task"]["id"]
            answer = person.answer(ears.words(task), ears.chunk(task))
            client.answer(served, answer)
    except Exception as error:
        failures.append(error)
