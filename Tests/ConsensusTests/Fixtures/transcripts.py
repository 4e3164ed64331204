"""Makes transcripts.json: word and character error rates by jiwer, and consensus texts by crowd-kit's ROVER.

    .venv/bin/python Tests/ConsensusTests/Fixtures/transcripts.py
"""

import json
import random
from pathlib import Path

import jiwer
import pandas as pd
from crowdkit.aggregation import ROVER

here = Path(__file__).parent
random.seed(20)
SENTENCES = (here / "sentences.txt").read_text().splitlines()


def damaged(words: list[str], vocabulary: list[str], rate: float) -> list[str]:
    heard = []
    for word in words:
        if random.random() < rate / 3:
            continue
        heard.append(random.choice(vocabulary) if random.random() < rate / 3 else word)
        if random.random() < rate / 3:
            heard.append(random.choice(vocabulary))
    return heard


def pairs() -> list[tuple[str, str]]:
    """Sentences with errors, and short sequences of few words in which many alignments are equally good."""
    vocabulary = sorted({word for sentence in SENTENCES for word in sentence.split()})
    made = [("the café is näve", "the cafe is naïve now"), ("one", ""), ("Ünï cödé", "uni code")]
    for sentence in SENTENCES:
        made.append((sentence, " ".join(damaged(sentence.split(), vocabulary, random.choice([0.1, 0.4, 1.0])))))
    for _ in range(150):
        few = ["a", "b", "ab", "ba"][: random.randint(1, 4)]
        made.append(tuple(" ".join(random.choices(few, k=random.randint(low, 9))) for low in (1, 0)))
    return made


def rates() -> list[dict]:
    rows = []
    for reference, hypothesis in pairs():
        rows.append(
            {
                "reference": reference, "hypothesis": hypothesis, "wer": jiwer.wer(reference, hypothesis),
                "cer": jiwer.cer(reference, hypothesis),
            }
        )
    return rows


def consensus() -> list[dict]:
    """Tasks of one to seven answers; two thirds of them short and of few words, full of ties."""
    vocabulary = sorted({word for sentence in SENTENCES for word in sentence.split()})
    tasks = []
    for number in range(180):
        if number % 3:
            few = ["a", "b", "ab", "ba", "é"][: random.randint(2, 5)]
            answers = [random.choices(few, k=random.randint(0, 6)) for _ in range(random.randint(1, 7))]
        else:
            words = random.choice(SENTENCES).split()
            answers = [damaged(words, vocabulary, 0.5) for _ in range(random.randint(1, 7))]
        tasks.append([" ".join(answer) for answer in answers])
    frame = pd.DataFrame(
        [(task, worker, text) for task, answers in enumerate(tasks) for worker, text in enumerate(answers)],
        columns=["task", "worker", "text"],
    )
    texts = ROVER(str.split, " ".join).fit_predict(frame)
    return [{"answers": answers, "text": texts[task]} for task, answers in enumerate(tasks)]


if __name__ == "__main__":
    content = {"rates": rates(), "rover": consensus()}
    (here / "transcripts.json").write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n")
