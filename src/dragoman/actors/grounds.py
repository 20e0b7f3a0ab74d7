"""Cities and regions that tell a country: "the High Court in Bulawayo", "marched through Mandalay".

Territories, their capitals and their larger places are in the lexicon; what it lacks comes from the gazetteer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import ENGLISH, HONORIFICS, NO_NAME
from dragoman.places import locate, region

# A city of a country that the text does not name must have so many people. On our training corpus such cities were
# right in .95 of 530 places, smaller ones in two of three.
KNOWN = 50_000
NO_PLACE = ENGLISH["no_place"]

CAPITAL = r"[^\W\d_a-z][\w’'-]*\w"
NAME = rf"{CAPITAL}(?:[ -](?:(?:de|del|la|el|al|es|do|da|dos|of|sur|am)[ -])?{CAPITAL}){{0,2}}"
AT = re.compile(rf"\b(?i:in|at|near|from|outside|across|around|to|through|leave|left|of)\s+(?P<name>{NAME})")
RUN = re.compile(NAME)
OWNED = re.compile(r"['’]s?\b.*$")


def grounds(
    text: str, matches: Sequence[NameMatch], spoken: Mapping[str, float]
) -> Iterator[tuple[int, int, str]]:
    """The cities that a text names as places ("in X") and the lexicon lacks: start, end and country of each."""
    for found in AT.finditer(text):
        name = free_part(found.group("name"), found.start("name"), matches)
        country = country_of(name, frozenset(spoken))
        if country is not None:
            yield found.start("name"), found.start("name") + len(name), country


def free_part(run: str, start: int, matches: Sequence[NameMatch]) -> str:
    """A run of capitalised words up to where the lexicon knows something ("Varanasi Hindu priests") or a possessive."""
    place = bisect_right(matches, start, key=lambda match: match.end)
    if place < len(matches) and matches[place].start < start + len(run):
        run = run[: max(0, matches[place].start - start)]
    return OWNED.sub("", run.strip())


@lru_cache(maxsize=16384)
def country_of(name: str, spoken: frozenset[str]) -> str | None:
    """The country of a region or city (ISO alpha-3), chosen among those of its name by the countries spoken of."""
    words = name.split()
    if not words or any(word in NO_NAME or word in HONORIFICS or word in NO_PLACE for word in words):
        return None
    countries = dict.fromkeys(spoken, 1)
    area = region(name, countries)
    if area is not None:
        return area.country
    city = locate(name, countries)
    return city.country if city and (city.country in spoken or city.population >= KNOWN) else None


def city_in(text: str, matches: Sequence[NameMatch], spoken: Mapping[str, float]) -> str | None:
    """The country of the only city that a phrase names: "in X", or before its role word if the text speaks of X's.

    A name before the role word may as well be a person's or a people's ("Kuki women").
    """
    found = {country for _, _, country in grounds(text, matches, spoken)}
    for run in RUN.finditer(text):
        country = country_of(free_part(run.group(), run.start(), matches), frozenset(spoken))
        if country is not None and spoken.get(country):
            found.add(country)
    return next(iter(found)) if len(found) == 1 else None
