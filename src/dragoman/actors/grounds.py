"""Cities that tell a country: "the High Court in Bulawayo", "Curitiba prosecutors", "marched through Mandalay".

Territories, their capitals and their larger places are in the lexicon; what it lacks comes from the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import HONORIFICS, NO_NAME
from dragoman.places import locate

# A city of a country that the text does not name must be one that news may call by its bare name.
KNOWN = 100_000

CAPITAL = r"[^\W\d_a-z][\w’'-]*\w"
NAME = rf"{CAPITAL}(?:[ -](?:(?:de|del|la|el|al|es|do|da|dos|of|sur|am)[ -])?{CAPITAL}){{0,2}}"
AT = re.compile(rf"\b(?:in|at|near|from|outside|across|around|to|through|leave|left|of)\s+(?P<name>{NAME})")
RUN = re.compile(NAME)
OWNED = re.compile(r"['’]s?$")


def grounds(
    text: str, matches: Sequence[NameMatch], spoken: Mapping[str, float]
) -> Iterator[tuple[int, int, str]]:
    """The cities that a text names as places ("in X") and the lexicon lacks: start, end and country of each."""
    taken = {position for match in matches for position in range(match.start, match.end)}
    for found in AT.finditer(text):
        start = found.start("name")
        named = city_at(found.group("name"), spoken) if start not in taken else None
        if named is not None:
            yield start, start + named[1], named[0]


def city_at(run: str, spoken: Mapping[str, float]) -> tuple[str, int] | None:
    """The country of the city whose name opens a run of capitalised words, and how many characters name it."""
    words = [OWNED.sub("", word) for word in re.split(r"(?<=\w) ", run)]
    for number in range(len(words), 0, -1):
        if any(word in NO_NAME or word in HONORIFICS for word in words[:number]):
            continue
        name = " ".join(words[:number])
        country = country_of(name, frozenset(spoken))
        if country is not None:
            return country, len(name)
    return None


@lru_cache(maxsize=16384)
def country_of(name: str, spoken: frozenset[str]) -> str | None:
    """The country of a city (ISO alpha-3), chosen among those of its name by the countries spoken of."""
    city = locate(name, dict.fromkeys(spoken, 1))
    return city.country if city and (city.country in spoken or city.population >= KNOWN) else None


def city_in(text: str, matches: Sequence[NameMatch], spoken: Mapping[str, float]) -> str | None:
    """The country of the only city that a phrase names: "in X", or before its role word if the text speaks of X's.

    A name before the role word may as well be a person's or a people's ("Kuki women").
    """
    taken = {position for match in matches for position in range(match.start, match.end)}
    found = {country for _, _, country in grounds(text, matches, spoken)}
    for run in RUN.finditer(text):
        if not taken & set(range(run.start(), run.end())):
            named = city_at(run.group(), spoken)
            if named is not None and spoken.get(named[0]):
                found.add(named[0])
    return next(iter(found)) if len(found) == 1 else None
