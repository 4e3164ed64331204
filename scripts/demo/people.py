"""Seven simulated people. They are no model of anyone; their errors are of the kinds that transcribers make."""

import random
from dataclasses import dataclass

import vocabulary

SEED = 4
# What the guidelines ask for where nobody speaks.
NOTHING = "[silence]"
KEYBOARD = {
    "a": "s", "b": "v", "c": "x", "d": "f", "e": "r", "f": "g", "g": "h", "h": "j", "i": "o", "j": "k", "k": "l",
    "l": "k", "m": "n", "n": "m", "o": "p", "p": "o", "q": "w", "r": "t", "s": "d", "t": "y", "u": "i", "v": "b",
    "w": "e", "x": "c", "y": "u", "z": "x",
}


@dataclass(frozen=True)
class Person:
    """Someone who answers; every figure is the chance for a word, or for an answer where it says so."""

    name: str
    mishears: float
    mistypes: float
    # Writes numbers as digits, or another spelling than the guidelines' one.
    respells: float = 0.02
    # Chance of an answer with a capital and a full stop.
    tidies: float = 0.1
    # Chance of an answer given without listening to the end.
    slips: float = 0.0

    def answer(self, words: list[str], chunk: str) -> str:
        """What this person writes for a chunk in which `words` are spoken; the same each time for the same chunk.

        A word that is hard to make out in one chunk is hard for everyone who hears it, so errors come together, as
        they do with real people.
        """
        if not words:
            return NOTHING
        own = random.Random(f"{SEED}/{self.name}/{chunk}")
        shared = random.Random(f"{SEED}/{chunk}")
        heard = [self._write(word, own, hard=shared.random() < 0.12) for word in words]
        if own.random() < self.slips:
            heard = heard[:1] if len(heard) > 1 else [own.choice(["hello", "what", "yes"])]
        text = " ".join(heard)
        if own.random() < self.tidies:
            text = text[:1].upper() + text[1:] + own.choice([".", "", "!", " "])
        return text

    def _write(self, word: str, own: random.Random, hard: bool) -> str:
        others = vocabulary.heard_instead(word)
        if others and own.random() < (0.55 if hard else self.mishears):
            word = own.choice(others)
        elif vocabulary.spelled_instead(word) and own.random() < self.respells:
            word = own.choice(vocabulary.spelled_instead(word))
        if len(word) > 2 and own.random() < self.mistypes:
            word = _mistyped(word, own)
        return word


def _mistyped(word: str, own: random.Random) -> str:
    """Two letters swapped, one left out, or the neighbour of the right key."""
    place = own.randrange(len(word) - 1)
    match own.randrange(3):
        case 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case 1:
            return word[:place] + word[place + 1 :]
        case _:
            return word[:place] + KEYBOARD.get(word[place], word[place]) + word[place + 1 :]


PEOPLE = [
    Person("ada", mishears=0.02, mistypes=0.01),
    Person("ben", mishears=0.04, mistypes=0.03, tidies=0.9),
    Person("chen", mishears=0.05, mistypes=0.01, respells=0.10),
    Person("dora", mishears=0.03, mistypes=0.05),
    Person("emil", mishears=0.08, mistypes=0.02, tidies=0.5),
    Person("fatima", mishears=0.03, mistypes=0.01, respells=0.05),
    Person("gus", mishears=0.15, mistypes=0.06, slips=0.15),
]
