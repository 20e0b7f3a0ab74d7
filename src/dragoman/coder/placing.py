"""A place as the text names it, with what the tables of states and the gazetteer of cities know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dragoman.actors import TERRITORY, lexicon
from dragoman.places import locate
from dragoman.records import Place

# Resolutions of a place in PLOVER.
COUNTRY, CITY = 1, 4
# As far behind a place as "Kananaskis, Alberta" names what it lies in.
BEHIND = 40


def place_at(text: str, start: int, end: int, countries: Mapping[str, int]) -> Place:
    """The place named in a span of the text; ``countries`` counts how often the document speaks of each."""
    words = text[start:end]
    known = [match for match in lexicon().find(words) if match.entry.kind == TERRITORY]
    whole = bool(known) and (known[0].start, known[0].end) == (0, len(words))
    if whole and known[0].entry.form == "name":
        return Place(
            extracted_place=words,
            start=start,
            end=end,
            resolved_place=known[0].entry.name,
            country_code=known[0].entry.country,
            resolution=COUNTRY,
        )
    behind = text[end : end + BEHIND]
    within = known or [
        match
        for match in lexicon().find(behind)
        if match.entry.kind == TERRITORY
        and match.entry.form != "capital"
        and behind[: match.start].strip() == ","
    ]
    # "Austin, Texas" and "Mosul, Iraq" say where their city lies.
    named = Counter(match.entry.country for match in within if match.entry.country)
    city = locate(words.split(",")[0], named or countries) if words[:1].isupper() else None
    if city and named and city.country not in named:
        city = None
    return Place(
        extracted_place=words,
        start=start,
        end=end,
        resolved_place=city.name if city else (words if whole else None),
        country_code=city.country if city else (within[-1].entry.country if within else None),
        lat=round(city.lat, 4) if city else None,
        lon=round(city.lon, 4) if city else None,
        resolution=CITY if city or (whole and known[0].entry.form == "capital") else None,
        geonameid=city.geonameid if city else None,
    )
