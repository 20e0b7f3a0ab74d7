"""Whether a text is English, told by the small words that English prose is full of."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files

_SAMPLE_WORDS = 400
_SAMPLE_CHARS = 4000
# Of English news more than a quarter are words of the list, of other languages a few in a hundred.
_SHARE = 0.12
_FEWEST = 30
# So far below that share a short text must stay, in roots of its length: by chance alone one of twenty words falls
# short of it once in twenty times.
_CHANCE = 0.35
_LETTERS = 10
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = "\u024f"


@cache
def _function_words() -> frozenset[str]:
    data = tomllib.loads(files(__package__).joinpath("english.toml").read_text("utf-8"))
    return frozenset(data["function_words"])


def is_foreign(text: str) -> bool:
    """Whether a text is plainly in another language than English, by its first 400 words.

    A text in another script is; of one in Latin letters with fewer than 30 words it is not said.
    """
    known = _function_words()
    sample = text[:_SAMPLE_CHARS].lower()
    words = sample.split()[:_SAMPLE_WORDS]
    # The quick look settles nearly all texts; only one that fails it is looked at letter by letter.
    if sum(map(known.__contains__, words)) >= _SHARE * max(len(words), _FEWEST):
        return False
    letters = [char for char in sample if char.isalpha()]
    if len(letters) >= _LETTERS and 2 * sum(char > _BEYOND_LATIN for char in letters) > len(letters):
        return True
    words = _WORD.findall(sample)[:_SAMPLE_WORDS]
    fewest = _SHARE * len(words) - _CHANCE * math.sqrt(len(words))
    return len(words) >= _FEWEST and sum(map(known.__contains__, words)) < fewest
