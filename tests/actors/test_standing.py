"""The tables in ``standing/``: spans that follow one another, codes that exist, names that mean one actor."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from dragoman.actors.standing import shipped
from dragoman.actors.tables import territories

SPECIAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def test_every_code_is_a_territory_or_one_of_plovers() -> None:
    known = SPECIAL | set(territories())
    assert [e.name for e in shipped("standing") if e.code not in known or e.country not in known] == []


def test_no_party_stands_twice_on_one_day() -> None:
    wrong = [
        (entry.name, one.end, other.start)
        for entry in shipped("standing")
        if entry.kind == "party"
        for one, other in pairwise(entry.terms)
        if one.end is None or one.end.year > other.start.year
    ]
    assert wrong == []


def test_a_name_stands_once_in_a_country() -> None:
    seen: dict[tuple[str, str | None, str], int] = defaultdict(int)
    for entry in shipped("standing"):
        seen[entry.name, entry.country, entry.kind] += 1
    twice = {key for key, count in seen.items() if count > 1}
    # those meant where a text names no country stand in a_usual.toml as well
    assert {key for key in twice if key[2] != "party" and key[0] != "Syrian Democratic Forces"} == set()
