"""Sentences that end inside a line, by which prose is told from a heading."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_INNER = re.compile(
    r"\b(?P<word>\w{2,30})[%)\]”\"’']{0,2}\.[”\"’')\]]{0,2}\s{1,3}[“\"‘'(\[]?(?=[^\W\d_a-zß-ÿ])"
)


@cache
def _abbreviations() -> frozenset[str]:
    data = tomllib.loads(files(__package__).joinpath("stops.toml").read_text("utf-8"))
    return frozenset(data["abbreviations"])


def holds_stop(text: str) -> bool:
    """Whether a sentence ends inside the text and another begins: "He left. She stayed".

    The stops of initials ("U.S. Army"), of short forms ("Gen. Park") and of a number at the start
    ("2. The road") do not count.
    """
    return any(
        found["word"].casefold() not in _abbreviations()
        and not (found.start() == 0 and found["word"].isdigit())
        for found in _INNER.finditer(text)
    )
