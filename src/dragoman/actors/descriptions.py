"""Descriptions read by their own words: what kind of actor "the kingdom", "his host", "both men" can stand for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from dragoman.actors.newcomers import noun_table
from dragoman.actors.phrase import Phrase, read_phrase
from dragoman.actors.references import NUMBERS

DETERMINER = re.compile(
    r"(?P<word>the|this|that|these|those|its|his|her|their|our|my|both|an?|neither|either|each|all|some|no|another)\s+",
    re.I,
)
POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my"))
POINTS = frozenset(
    ("the", "this", "that", "these", "those", "both", "neither", "either", "each", *POSSESSIVES)
)
_CORE = re.compile(
    r"\s+(?:of|for|in|from|who|whom|whose|that|which|with|at|on|behind|to|against|now|then)\s|[,(]"
)
_NUMBER = re.compile(
    r"^(?:the\s+|these\s+|those\s+|its\s+|their\s+|all\s+|other\s+)*(?P<number>both|two|three|four|five|2|3)(?:\s+of)?(?:\s+the|\s+these)?(?:\s+|$)",
    re.I,
)
_AGE = re.compile(r"^\d{2}-year-old$|^(?:sexa|septua|octo|nona)genarian$")
# Endings of nouns that name a person by a calling or a trait, where no table has the noun.
_CALLING = re.compile(r"(?:ist|ian|eer|ologist|monger|crat|man|woman|oclast|naire|maker|holder|bearer)$")
_WOMAN = re.compile(r"(?:woman|ess|ix)$")
_PEER = re.compile(r"^(?:the\s+)?(?:latter|former|other|pair|duo|trio|first|second)$", re.I)

# Relations that need no owner beside them: "the visitor", "a neighbour".
UNOWNED = frozenset(("visitor", "host", "guest", "captor", "captive", "neighbour", "neighbor"))

PERSON, STATE, BODY, RELATION, SEVERAL, PEER = "person", "state", "body", "relation", "several", "peer"


class Description(Struct, frozen=True, kw_only=True):
    """What a description looks for.

    ``kind`` is person, state, body, relation, several or peer ("the latter"); ``determiner`` the word before it;
    ``allowed`` the sectors or codes that its noun can stand for, none for any; ``number`` how many it counts,
    0 where it does not say; ``sort`` of several whether persons, states or either.
    """

    words: str
    kind: str
    determiner: str
    noun: str
    phrase: Phrase
    allowed: frozenset[str] = frozenset()
    female: bool | None = None
    number: int = 0
    sort: str = ""

    @property
    def owned(self) -> bool:
        return self.determiner in POSSESSIVES


@cache
def nouns(table: str, key: str = "") -> frozenset[str]:
    """The nouns of a table of descriptions.toml, or of a list within it."""
    rows: Any = noun_table()[table]
    return frozenset(str(row) for row in (rows[key] if key else rows))


@cache
def _allowed() -> dict[str, frozenset[str]]:
    return {noun: frozenset(map(str, kinds)) for noun, kinds in noun_table()["body"].items()}  # type: ignore[call-overload]


@cache
def all_nouns() -> re.Pattern[str]:
    """Every noun of the tables, longest first, behind a word that points back."""
    words: set[str] = set()
    for table, key in (
        ("person", "any"), ("person", "male"), ("person", "female"), ("relation", "other"), ("state", "nouns"),
        ("several", "persons"), ("several", "states"), ("several", "either"),
    ):  # fmt: skip
        words |= nouns(table, key)
    words |= nouns("body")
    listed = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(
        r"(?<![\w-])(?:the|this|that|these|those|its|his|her|their|both|either|neither)\s+"
        r"(?:(?!(?:its|his|her|their|this|these|those|both|of|for|in|to|and|that|who|is|was|were|are|has|had|said|on|at|by|with|from|as|or|the|not|would|will|he|she|it|they|we|i|had|no)\s)[\w'’.-]+\s+){0,4}?"
        rf"(?:{listed}|(?:[a-z]{(4,)}ist|[a-z]+crat|[a-z]+(?:ologist|man|woman)))(?![\w'’-]*\w)",
        re.I,
    )


@lru_cache(maxsize=16384)
def read_description(words: str) -> Description | None:
    """Take a description apart; None where the words name somebody themselves or describe nobody."""
    lowered = " ".join(words.lower().replace("’", "'").split())
    if _PEER.match(lowered):
        noun = lowered.split()[-1]
        pair = {"pair": 2, "duo": 2, "trio": 3}.get(noun)
        kind = SEVERAL if pair else PEER
        return Description(
            words=words,
            kind=kind,
            determiner="the",
            noun=noun,
            phrase=Phrase(text=words),
            number=pair or 0,
            sort="persons",
        )
    if lowered in {"neither", "both", "either", "each", "both of them", "neither of them", "each of them"}:
        return Description(
            words=words,
            kind=SEVERAL,
            determiner="both",
            noun="",
            phrase=Phrase(text=words),
            number=2,
            sort="either",
        )
    found = DETERMINER.match(words)
    determiner = found["word"].lower() if found else ""
    counted = _NUMBER.match(lowered)
    number = NUMBERS.get(counted["number"].lower(), 0) if counted else 0
    rest = lowered[counted.end() :] if counted else lowered[found.end() :] if found else lowered
    core = _CORE.split(rest + " ", maxsplit=1)[0].strip()
    if not core and not number:
        return None
    noun, last = core, core.split()[-1] if core else ""
    phrase = read_phrase(words)
    if determiner in {"neither", "either", "each"}:
        number = 2
    if phrase.person is not None:
        return None

    def made(kind: str, noun: str, **more: Any) -> Description:
        return Description(
            words=words, kind=kind, noun=noun, determiner=determiner, phrase=phrase, number=number, **more
        )

    if phrase.relative is not None:
        return None
    if number > 1:
        sort = (
            "either" if not core or _in("several", "either", noun, last)
            else "states" if _in("several", "states", noun, last)
            else "persons" if _in("several", "persons", noun, last) or phrase.head is not None
            else "named" if core.endswith("s") and not determiner.startswith("a") and words.split()[-1][:1].isupper()
            else "either"
        )  # fmt: skip
        if determiner == "" and not lowered.startswith("both"):
            return None
        return made(SEVERAL, noun, sort=sort)
    if (
        determiner in POINTS
        and (
            _in("several", "persons", noun, last)
            or (_in("several", "either", noun, last) and phrase.head is None)
        )
        and (last not in _allowed() or last in {"generals", "mediators"})
    ):
        sort = "persons" if _in("several", "persons", noun, last) and last != "mediators" else "either"
        return made(SEVERAL, noun, sort=sort)
    if (
        _in("several", "states", noun, last)
        and determiner in {"these", "those", "both", "the"}
        and last in {"countries", "nations"}
    ):
        return made(SEVERAL, noun, sort="states")
    related = determiner in POSSESSIVES or (determiner in {"a", "an", "the"} and last in UNOWNED)
    if related and _in("relation", "other", noun, last):
        return made(RELATION, last)
    if determiner not in POINTS and found is not None:
        return None
    if (
        _in("state", "nouns", noun, last)
        and (phrase.head is None or phrase.head.weak or last == "regime")
        and not (last in {"power", "giant", "territory", "regime"} and determiner in POSSESSIVES)
    ):
        return made(STATE, noun if noun in nouns("state", "nouns") else last)
    if re.fullmatch(r"(?:south|north|east|west)", core):
        return made(STATE, core)
    body = next((name for name in (noun, last) if name in _allowed()), None)
    if body is not None:
        return made(BODY, body, allowed=_allowed()[body])
    head = phrase.head
    if head is not None and head.form == "group":
        return made(BODY, last, allowed=frozenset((head.sector,) if head.sector else ()))
    female = True if _in("person", "female", noun, last) or _WOMAN.search(last) else None
    female = False if _in("person", "male", noun, last) else female
    if head is not None and head.form == "person":
        return made(PERSON, last, female=female)
    telling = (
        last == "secretary"
        or _in("person", "any", noun, last)
        or female is not None
        or _CALLING.search(last) is not None
        or any(_AGE.match(word) for word in core.split())
        or _in("relation", "kin", noun, last)
    )
    # "The 61-year-old South Korean", "the Russian": one person where an age or a bare adjective stands alone
    if telling or (
        phrase.nation is not None
        and phrase.nation.form == "adjective"
        and not last.endswith(("s", "ese", "sh", "ch"))
    ):
        return made(PERSON, last, female=female)
    return None


def _in(table: str, key: str, noun: str, last: str) -> bool:
    listed = nouns(table, key)
    return noun in listed or last in listed
