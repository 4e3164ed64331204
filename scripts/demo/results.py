"""What the quorum made of the answers, beside what was really said."""

import collections
import re

from labeling import Ears
from people import NOTHING


def normalised(text: str) -> str:
    """As the server matches transcripts: without case, punctuation and spare white space."""
    text = re.sub(r"[-‐-―]", " ", text.lower())
    return " ".join(re.sub(r"[^\w\s']", "", text).split())


def truth(ears: Ears, task: dict) -> str:
    return normalised(" ".join(ears.words(task["id"])) or NOTHING)


def show(tasks: list[dict], ears: Ears, most: int) -> None:
    """Prints counts, cost and accuracy, and a task of each kind with its votes."""
    settled = [task for task in tasks if task["state"] == "settled"]
    contested = [task for task in tasks if task["state"] == "contested"]
    answers = sum(len(task["annotations"]) for task in tasks)
    right = [task for task in settled if normalised(task["consensus"]["label"]) == truth(ears, task)]
    single = [normalised(vote["answer"]) == truth(ears, task) for task in tasks for vote in task["annotations"]]
    counts = collections.Counter(len(task["annotations"]) for task in tasks)

    print(f"      {len(settled)} settled, {len(contested)} contested of {len(tasks)} tasks")
    print(
        f"      {answers / len(tasks):.2f} answers a task on average; asking everyone would take {most} "
        f"({100 - 100 * answers / len(tasks) / most:.0f} % saved)"
    )
    print("      answers a task: " + ", ".join(f"{count}: {counts[count]}" for count in sorted(counts)))
    print(
        f"      {len(right)} of {len(settled)} labels are what was said ({100 * len(right) / len(settled):.1f} %); "
        f"of single answers {100 * sum(single) / len(single):.1f} % are"
    )
    for task in _examples(settled, contested, right):
        _show_votes(task, ears)


def _examples(settled: list[dict], contested: list[dict], right: list[dict]) -> list[dict]:
    """A unanimous task, the most disputed one that settled rightly, one that settled wrongly, a contested one."""
    rightly = {task["id"] for task in right}
    wrong = [task for task in settled if task["id"] not in rightly]
    unanimous = [task for task in right if task["consensus"]["agreement"] == 1]
    disputed = sorted(right, key=lambda task: task["consensus"]["agreement"])
    return unanimous[:1] + disputed[:1] + wrong[:1] + contested[:1]


def _show_votes(task: dict, ears: Ears) -> None:
    chunk = task["chunk"]
    consensus = task["consensus"]
    outcome = f'"{consensus["label"]}" by {consensus["support"]} of {consensus["votes"]}' if consensus else "no quorum"
    said = truth(ears, task)
    print(f"      {chunk['filename']} {chunk['start']:.2f}-{chunk['end']:.2f} s, said: {said} -> {outcome}")
    votes = ", ".join(f'{vote["annotator"]} "{vote["answer"]}"' for vote in task["annotations"])
    print(f"         {votes}")
