"""Expressions that refer back: pronouns, "the two countries", "the bloc". Closed classes of English."""

from __future__ import annotations

import re

from msgspec import Struct

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
IT = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves", "both", "each"])

NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3}

STATE_WORDS = (
    r"(?:countries|nations|sides|states|neighbou?rs|governments|capitals|powers|parties|rivals|allies|foes|adversaries|"
    r"enemies|economies|militaries|armies|peoples|koreas)"
)
STATES = re.compile(STATE_WORDS + "$")
PERSONS = re.compile(
    r"(?:leaders|presidents|premiers|prime ministers|foreign ministers|defen[cs]e ministers|ministers|men|women|"
    r"diplomats|chiefs|officials|heads of state|envoys|counterparts|statesmen|politicians)$"
)
SHAPE = re.compile(
    r"^(?:(?:the|these|those|its|their|all|each of the|both of the)\s+)?"
    r"(?:(?P<number>both|two|three|four|five|2|3)(?:\s+(?:of\s+)?(?:the|these))?\s*)?"
    r"(?P<noun>(?:[a-z\-]+\s+){0,3}[a-z\-]+)?$",
    re.I,
)
# Whose somebody is: "ministers of the two countries", "both sides' negotiators".
_OWNERS = (
    r"(?P<owners>(?:(?:the|these|those|its|their)\s+(?:two|three|four|five)|both(?:\s+of\s+the|\s+the)?|the)\s+"
    rf"(?:[a-z\-]+\s+){{0,2}}?{STATE_WORDS})(?!\w)"
)
OF_STATES = re.compile(rf"(?:^|\s)(?:of|from|for|representing)\s+(?:each\s+of\s+)?{_OWNERS}", re.I)
STATES_OWN = re.compile(rf"(?<!\w){_OWNERS}['’]\s+(?:[a-z\-]+\s+){{0,2}}$", re.I)
STATES_FIRST = re.compile(rf"{_OWNERS}['’]\s", re.I)
FAR = 60

WHOLE = frozenset(
    (
        "each other",
        "one another",
        "the pair",
        "the duo",
        "each side",
        "each country",
        "either side",
        "neither side",
        "each of them",
        "both of them",
        "the others",
        "one side",
    )
)

BODIES = {
    "bloc": ("IGO", "EUR"),
    "alliance": ("IGO",),
    "organization": ("IGO", "UNO", "NGO", "EUR"),
    "organisation": ("IGO", "UNO", "NGO", "EUR"),
    "union": ("EUR",),
    "world body": ("UNO",),
    "global body": ("UNO",),
    "agency": ("IGO", "UNO"),
}
BODY_SECTORS = {
    "company": ("BUS",),
    "firm": ("BUS",),
    "bank": ("BUS",),
    "group": ("REB", "SOC", "PRM", "MED", "PTY"),
    "movement": ("REB", "SOC", "OPP", "PTY"),
    "militia": ("PRM", "REB"),
    "rebels": ("REB",),
    "militants": ("REB",),
    "insurgents": ("REB",),
    "party": ("PTY", "OPP"),
    "newspaper": ("JRN",),
    "paper": ("JRN",),
    "daily": ("JRN",),
    "broadcaster": ("JRN",),
    "news agency": ("JRN",),
    "court": ("JUD",),
    "tribunal": ("JUD",),
    "watchdog": ("SOC", "MED"),
    "spy agency": ("SPY",),
}
STATE_NOUNS = frozenset(
    (
        "country",
        "nation",
        "state",
        "kingdom",
        "republic",
        "island",
        "island nation",
        "neighbor",
        "neighbour",
        "regime",
    )
)


class Reference(Struct, frozen=True):
    """What a referring expression looks for. ``kind``: person, states, persons, state, body; ``number`` how many."""

    kind: str
    number: int = 1
    female: bool | None = None
    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    loose: bool = False


def read_reference(text: str) -> Reference | None:
    """What an expression refers to by its form; ``None`` when it names something itself."""
    lowered = " ".join(text.lower().replace("’", "'").split()).removesuffix("'s").removesuffix("'")
    if lowered in HE or lowered in SHE:
        return Reference("person", female=lowered in SHE)
    if lowered in IT:
        return Reference("state", loose=True)
    if lowered in THEY or lowered in WHOLE:
        return Reference("states", 2, loose=lowered not in WHOLE | {"both"})
    noun = re.sub(r"^(?:the|this|that)\s+", "", lowered)
    if noun != lowered:
        if noun in STATE_NOUNS:
            return Reference("state")
        last = noun.split()[-1] if noun else ""
        for name in (noun, last):
            if name in BODIES:
                return Reference("body", codes=BODIES[name])
            if name in BODY_SECTORS and (name == noun or " " not in noun):
                return Reference("body", sectors=BODY_SECTORS[name])
    shape = SHAPE.match(lowered)
    if shape is None:
        return None
    number, noun = NUMBERS.get(shape["number"] or ""), shape["noun"] or ""
    definite = lowered.startswith(("the ", "these ", "those ", "both", "its ", "their ", "each "))
    if noun.endswith("koreas"):
        return Reference("states", 2, codes=("KOR", "PRK"))
    if number and not noun:
        # a bare numeral counts something that is not named here: "another three died"
        pointed = lowered == "both" or lowered.startswith(("the ", "these ", "those ", "both of "))
        return Reference("states", number) if pointed else None
    if not definite or not noun:
        return None
    if STATES.search(noun) and (
        number or noun in {"countries", "nations", "sides", "neighbors", "neighbours"}
    ):
        return Reference("states", number or 2)
    if PERSONS.search(noun) and number:
        return Reference("persons", number)
    if noun == "leaders" and not number:
        return Reference("persons", 2)
    return None


def read_owners(words: str, before: str, after: str) -> Reference | None:
    """The states that somebody belongs to: "ministers of the two countries", "both sides' negotiators".

    ``before`` and ``after`` are the texts around the words, which may have been marked without their owners.
    """
    found = (
        OF_STATES.search(words)
        or STATES_FIRST.match(words)
        or OF_STATES.match(after[:FAR])
        or STATES_OWN.search(before[-FAR:])
    )
    reference = read_reference(found["owners"]) if found else None
    return reference if reference is not None and reference.kind == "states" else None
