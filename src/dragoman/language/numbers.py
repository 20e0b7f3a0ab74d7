"""Numbers in English, in figures and in words: what they look like and what they are worth."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources


def _load() -> dict[str, dict[str, int]]:
    return tomllib.loads(resources.files(__package__).joinpath("numbers.toml").read_text("utf-8"))


_WORDS = _load()
UNITS: dict[str, int] = _WORDS["units"]
SCALES: dict[str, int] = _WORDS["scales"]
SHORT_SCALES: dict[str, int] = _WORDS["short_scales"]
VAGUE: dict[str, int] = _WORDS["vague"]
ORDINALS: dict[str, int] = _WORDS["ordinals"]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for one of ``words``, the longest first, blanks in them matching any blank."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)


# Figures are bounded: no quantity in the news has more than 24 digits, and what has is taken in part.
FIGURES = r"(?<![\w.,])\d{1,3}(?:,\d{3}){1,7}(?:\.\d{1,6})?(?![\d])|(?<![\w.,])\d{1,24}(?:\.\d{1,6})?(?!\d)"


def either_case(words: Iterable[str]) -> str:
    """``alternatives`` for words as they stand within a sentence and at its head.

    Spelt out rather than left to a flag: the engine skips literals fast, but not those that ignore case.
    """
    return alternatives({form for word in words for form in (word, word[:1].upper() + word[1:])})


_UNIT = f"(?:{either_case(UNITS)})"
SCALE = f"(?:{either_case(SCALES)})"

# "two hundred and fifty thousand": at most ten words, so that no run of number words is read twice.
WORDS = rf"\b(?:{_UNIT}|[Aa]n?[ -]{SCALE})\b(?:[ -](?:and )?(?:{_UNIT}|{SCALE})\b){{0,9}}"
NUMBER = rf"(?:(?:{FIGURES})(?:[ -]{SCALE}\b)?|{WORDS})"

# "dozens", "a couple of", "tens of thousands", "hundreds of".
VAGUE_NUMBER = (
    rf"(?:\b(?:(?:[Aa]|[Tt]wo|[Tt]hree|[Ss]everal)\s)?(?:{either_case(VAGUE)})\b"
    r"(?:\sof\s(?:thousands|millions|billions)\b)?(?:\sof\b)?"
    r"|\b(?:[Ss]everal|[Aa] [Ff]ew)\s(?:hundred|thousand|million|billion)\b)"
)

# "Several thousand" are at least two.
SEVERAL = 2.0
_SEVERAL = re.compile(r"(?:several|a few)\s(?:hundred|thousand|million|billion)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def number_value(text: str) -> float | None:
    """The value of a number in figures or words ("1,200", "2.5 million", "a hundred and six").

    ``None`` where the words hold no number. A whole number comes back whole.
    """
    total = current = 0.0
    if _SEVERAL.match(text):
        current = SEVERAL
    found = False
    for token in _TOKEN.findall(text.lower()):
        if token[0].isdigit():
            current += float(token.replace(",", ""))
        elif token in UNITS:
            current += UNITS[token]
        elif token in VAGUE and not current:
            current = VAGUE[token]
        elif scale := SCALES.get(token.rstrip("s")) or SHORT_SCALES.get(token) or VAGUE.get(token):
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif token != "and":
            continue
        found = found or token != "and"
    return total + current if found else None
