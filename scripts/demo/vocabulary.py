"""The words that are spoken in the recordings of Debian's asterisk-core-sounds-en-wav, by what the files are called."""

from pathlib import Path

SOUNDS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = {30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
_DAYS = "sunday monday tuesday wednesday thursday friday saturday".split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_PHONETIC = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey x-ray yankee zulu"
).split()

# What one may hear in place of another over a telephone.
_CONFUSABLE = [
    "b d e p t g v c", "m n", "f s x", "a k j", "i y", "q u", "five nine", "thirteen thirty", "fourteen forty",
    "fifteen fifty", "sixteen sixty", "seventeen seventy", "eighteen eighty", "nineteen ninety", "sunday monday",
    "tuesday thursday", "june july", "march may", "september november december", "mike might", "golf gulf",
    "papa poppa", "lima lema", "two to", "four for", "eight ate", "oscar oskar", "yankee yanky",
]
# What careful people spell in more than one way.
_SPELLINGS = {
    "alpha": ["alfa"], "juliet": ["juliett"], "whiskey": ["whisky"], "x-ray": ["xray", "x ray"], "romeo": ["Romeo"],
}


def files() -> dict[Path, str]:
    """The recordings of single words, and the word each one says."""
    words = {f"digits/{number}": word for number, word in enumerate(_NUMBERS)}
    words |= {f"digits/{number}": word for number, word in _TENS.items()}
    words |= {f"digits/day-{number}": word for number, word in enumerate(_DAYS)}
    words |= {f"digits/mon-{number}": word for number, word in enumerate(_MONTHS)}
    words |= {f"letters/{letter}": letter for letter in "abcdefghijklmnopqrstuvwxy"}
    words |= {f"phonetic/{word[0]}_p": word for word in _PHONETIC}
    found = {SOUNDS / f"{name}.wav": word for name, word in words.items() if (SOUNDS / f"{name}.wav").is_file()}
    if len(found) < 90:
        raise FileNotFoundError(
            f"{SOUNDS} holds {len(found)} of {len(words)} word recordings; install asterisk-core-sounds-en-wav"
        )
    return found


def sentences() -> list[Path]:
    """Recordings of whole sentences: the announcements of a telephone system."""
    return sorted(path for path in SOUNDS.glob("vm-*.wav") if path.stat().st_size > 24_000)


def heard_instead(word: str) -> list[str]:
    """Words that `word` is mistaken for; empty when there is none like it."""
    return [other for group in _CONFUSABLE if word in group.split() for other in group.split() if other != word]


def spelled_instead(word: str) -> list[str]:
    """Other spellings of what was rightly heard, digits for numbers among them."""
    number = _NUMBERS.index(word) if word in _NUMBERS else None
    ten = next((value for value, name in _TENS.items() if name == word), None)
    digits = [str(value) for value in (number, ten) if value is not None]
    return _SPELLINGS.get(word, []) + digits
