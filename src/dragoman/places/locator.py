"""Which place a name stands for: by what it lies in, by the countries that the document speaks of, and by size."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dragoman.places.gazetteer import CITY, COUNTRY, PROVINCE, Spot, fold, spots

# A name that several places bear is the largest's where it is so many times the next one's size.
LARGER = 4
# What nothing in the text points to must be no small town: GeoNames has the population of cities of so many people.
KNOWN = 15_000
# What a town without a count may have, to be weighed against its namesakes.
TOWN = 5_000
# Of cities of so many people news uses other spellings too.
FAMOUS = 100_000


def locate(
    name: str,
    countries: Mapping[str, int] | None = None,
    *,
    within: Collection[str] = (),
    resolution: int | None = None,
) -> Spot | None:
    """The place of a name, or None where there is none or nothing tells which.

    ``within`` are the countries (ISO alpha-3) one of which the text says it lies in; ``resolution`` is the level that
    the text says it has ("the province of"). ``countries`` counts how often the document speaks of each: of places with
    one name the one in the country spoken of most is meant. Else it is the largest city, where that is four times the
    next one's size and no small one.
    """
    found = [spot for spot in spots(fold(name)) if spot.resolution != COUNTRY]
    if within:
        found = [spot for spot in found if spot.country in within]
    if resolution is not None:
        found = [spot for spot in found if spot.resolution == resolution] or found
    spoken = found if within else [spot for spot in found if countries and countries.get(spot.country)]
    if spoken:
        return max(spoken, key=lambda spot: (*_weight(spot, countries or {}), spot.population))
    usual = [spot for spot in found if spot.usual] or found
    usual.sort(key=lambda spot: -spot.population)
    if not usual or usual[0].population < KNOWN:
        # A province that bears its name alone needs no introduction either.
        areas = [spot for spot in found if spot.resolution == PROVINCE and spot.usual]
        return areas[0] if len(areas) == 1 and len({spot.country for spot in found}) == 1 else None
    if len(usual) == 1 or usual[0].population >= LARGER * max(usual[1].population, TOWN):
        return usual[0]
    return None


def _weight(spot: Spot, countries: Mapping[str, int]) -> tuple[int, bool, bool]:
    """What speaks for a place before its size: its country, a usual name, and being a city or province.

    Of a great city news uses other spellings than GeoNames: Basra, which it has as Al Basrah.
    """
    known = spot.usual or spot.population >= FAMOUS
    return countries.get(spot.country, 0), known, spot.resolution in (CITY, PROVINCE)
