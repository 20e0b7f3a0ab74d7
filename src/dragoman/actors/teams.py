"""Whether a text is about sport, where "India attacked" is about eleven players."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from dragoman.actors.lexicon import lexicon
from dragoman.actors.tables import ROLE

# So many different words of sport make a text one of sport; in a short item two are enough.
TELLING, TELLING_IN_AN_ITEM = 4, 2
ITEM = 60

# Whom politics has and sport has not, or hardly: officials, forces, courts, lawmakers, rebels.
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "PRM", "SPY"})


@cache
def _words() -> re.Pattern[str]:
    table = tomllib.loads(
        resources.files("dragoman.actors").joinpath("teams.toml").read_text(encoding="utf-8")
    )
    return re.compile(
        r"\b(?:" + "|".join(sorted(map(re.escape, table["words"]), key=len, reverse=True)) + r")\b"
    )


def speaks_of_sport(text: str) -> bool:
    """Whether a text (a whole document) is full of words that only sport uses."""
    found = set(_words().findall(text))
    if len(found) < TELLING_IN_AN_ITEM:
        return False
    return len(found) >= TELLING or text.count(" ") < ITEM


def names_official(text: str) -> bool:
    """Whether an official, a force, a court or the like stands in a text by role: more than a country's name."""
    return any(
        senses[0].kind == ROLE and senses[0].sector in STATE and not senses[0].weak
        for _, _, senses in lexicon().hits(text)
    )
