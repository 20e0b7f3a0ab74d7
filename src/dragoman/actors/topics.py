"""Whether a text is about politics at all: in one of sport, "India attacked" is about eleven players."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from dragoman.actors.lexicon import lexicon
from dragoman.actors.tables import ORGANISATION, ROLE

# So many different words of sport make a text one of sport; in a short item two are enough.
TELLING, TELLING_IN_AN_ITEM = 4, 2
ITEM = 60

# Whom politics has and sport has not, or hardly: officials, forces, courts, lawmakers, rebels.
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "PRM", "SPY"})
BODIES = frozenset({"IGO", "UNO", "EUR", "IMG"})

# A text of politics that is this long names some official or body; a shorter one may do with names of states.
LONG = 120


@cache
def _words() -> re.Pattern[str]:
    table = tomllib.loads(
        resources.files("dragoman.actors").joinpath("topics.toml").read_text(encoding="utf-8")
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


def is_unpolitical(text: str) -> bool:
    """Whether a whole document is one of sport, or long and without any official or political body in it."""
    return speaks_of_sport(text) or (text.count(" ") >= LONG and not names_official(text))


def names_official(text: str) -> bool:
    """Whether an official, a force, a court or a political body stands in a text: more than a country's name."""
    return any(
        (senses[0].kind == ROLE and senses[0].sector in STATE and not senses[0].weak)
        or (senses[0].kind == ORGANISATION and (senses[0].sector in STATE or senses[0].code in BODIES))
        for _, _, senses in lexicon().hits(text)
    )
