"""Words broken at a line's end: which hyphens belong to the word, and which only to the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")


class _Parts(NamedTuple):
    before: frozenset[str]
    after: frozenset[str]
    endings: frozenset[str]


@cache
def _parts() -> _Parts:
    data = tomllib.loads(files(__package__).joinpath("hyphens.toml").read_text("utf-8"))
    return _Parts(*(frozenset(data[field]) for field in _Parts._fields))


class Hyphens:
    """Joins two lines, deciding each hyphen at a line's end by the rest of the text.

    The joined word elsewhere in the text takes the hyphen out; the hyphenated one keeps it. Where neither
    occurs, the parts decide: a capital or a known first or second part keeps it, a mere ending takes it out,
    and for the rest it goes out only in a text whose other lines show that it breaks words.
    """

    def __init__(self, rows: Sequence[str]) -> None:
        self._words: set[str] = set()
        self._breaks_words = False
        pairs = [(_LAST.search(row[-40:]), _FIRST.match(after)) for row, after in pairwise(rows)]
        if not any(one and two for one, two in pairs):
            return
        parted = False
        for row in rows:
            words = _WORD.findall(row)
            # The two parts of a broken word are no words of the text.
            ends = bool(_LAST.search(row[-40:]))
            self._words.update(word.casefold() for word in words[int(parted) : len(words) - int(ends)])
            parted = ends
        self._breaks_words = any(one and two and self._verdict(one[1], two[0]) is False for one, two in pairs)

    def join(self, line: str, following: str) -> str:
        """Join a line with the next, with a blank, a hyphen or nothing between."""
        if line.endswith("-") and not line.endswith((" -", "--")):
            one, two = _LAST.search(line[-40:]), _FIRST.match(following)
            if not two:
                return line + following if following[:1].isdigit() or not one else f"{line} {following}"
            if not one:
                return line + following
            # "north- and south-bound" keeps its blank.
            if two[0] in ("and", "or", "to"):
                return f"{line} {following}"
            keep = self._verdict(one[1], two[0])
            if keep is None:
                keep = not self._breaks_words
            return line + following if keep else line[:-1] + following
        if line.endswith(("—", "/")) and not line.endswith((" —", " /", "//")):
            return line + following
        if following.startswith("—") and following[1:2].strip():
            return line + following
        return f"{line} {following}"

    def _verdict(self, one: str, two: str) -> bool | None:
        """True to keep the hyphen, False to take it out, ``None`` when the words do not tell."""
        small, end = one.casefold(), two.casefold()
        if f"{small}-{end}" in self._words:
            return True
        if small + end in self._words:
            return False
        if two[0].isupper() and not one.isupper():
            return True
        parts = _parts()
        if end in parts.endings:
            return False
        if small in parts.before or end in parts.after:
            return True
        if one[0].isupper() and len(one) <= 6 and not one.isupper() and len(end) <= 6:
            # A given name of two syllables: Tong-hyung, Ing-wen.
            return True
        if small in self._words and end in self._words and len(small) > 2 and len(end) > 2:
            return True
        if len(small) <= 2 or len(end) <= 3:
            return False
        return None
