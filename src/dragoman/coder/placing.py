"""A place as the text names it, with what the tables of states and regions and the gazetteer know of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from dragoman.actors import TERRITORY, lexicon
from dragoman.places import locate, region
from dragoman.records import Place

# Resolutions of a place in PLOVER.
COUNTRY, PROVINCE, CITY = 1, 2, 4
# As far behind a place as "Kananaskis, Alberta" names what it lies in.
BEHIND = 48
_POINTS = (
    r"(?:the|its|far|north|south|east|west|central|northern|southern|eastern|western|inland|coastal|nearby|rural"
    r"|(?:north|south)[- ]?(?:east|west)(?:ern)?)"
)
# What joins a place to the larger one behind it: "Mosul, Iraq", "Axum in northern Ethiopia", "Goma (Congo)".
_JOINT = re.compile(rf"(?:,? (?:in|on|of)|,| \() (?:{_POINTS} )*|, (?:in |on )?(?:{_POINTS} )*| \(")
# Where the phrase that a place ends begins: "(in) the southern Indian city of", "(in) Pakistan's province of".
_BEGINS = re.compile(
    r"[.;:(,]|\b(?:in|at|near|outside|inside|around|off|across|throughout|over|on|along|within|from|to|into|towards?|for"
    r"|with|by|between|against|through|and|or|that|who|which)\b"
)
_KIND = re.compile(
    r" (?:state|province|region|county|department|valley|district|governorate|peninsula|mountains|island|islands|city)$",
    re.IGNORECASE,
)
_RUN = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")


def place_at(
    text: str, start: int, end: int, countries: Mapping[str, int], natives: Mapping[str, int] | None = None
) -> Place:
    """The place named in a span of the text; ``countries`` counts how often the document speaks of each.

    ``natives`` are the countries of those who act there, the last resort for a place that no table knows.
    """
    words = text[start:end]
    known = [match for match in lexicon().find(words) if match.entry.kind == TERRITORY]
    whole = bool(known) and (known[0].start, known[0].end) == (0, len(words))
    own = next((match for match in known if match.entry.form == "name"), None)
    if own and (whole or words[: own.start].islower()) and own.end == len(words) and not locate_within(text, end):
        return Place(
            extracted_place=words,
            start=start,
            end=end,
            resolved_place=own.entry.name,
            country_code=own.entry.country,
            resolution=COUNTRY,
        )
    named = hints(text, start, end)
    name = words.split(",")[0]
    city = locate(name, named or countries) if words[:1].isupper() or "-" in words else None
    if city and named and city.country not in named:
        city = None
    land = region(name, named or countries) or region(_KIND.sub("", name), named or countries)
    if land and named and land not in named:
        land = None
    if land and city and not named and not countries.get(city.country):
        city = None
    country = city.country if city else land
    if not country:
        telling = named or natives or {}
        country = max(telling, key=lambda code: telling[code]) if telling else None
    capital = whole and known[0].entry.form == "capital"
    return Place(
        extracted_place=words,
        start=start,
        end=end,
        resolved_place=city.name if city else (name if land or country or capital else None),
        country_code=country,
        lat=round(city.lat, 4) if city else None,
        lon=round(city.lon, 4) if city else None,
        resolution=CITY if city or capital else (PROVINCE if land else None),
        geonameid=city.geonameid if city else None,
    )


def hints(text: str, start: int, end: int) -> Counter[str]:
    """The countries that the words beside a place put it in: "the Iraqi city of Mosul", "Austin, Texas"."""
    found: Counter[str] = Counter()
    before = text[max(0, start - 70) : start]
    begins = [match.end() for match in _BEGINS.finditer(before.removesuffix(", "))]
    for words in (before[begins[-1] :] if begins else before, text[start:end]):
        found.update(
            match.entry.country
            for match in lexicon().find(words)
            if match.entry.kind == TERRITORY and match.entry.country and match.entry.form != "capital"
        )
    inside = locate_within(text, end)
    if inside:
        found[inside] += 2
    return found


def locate_within(text: str, end: int) -> str | None:
    """The country of the larger place that stands behind one: ", Texas", " in northern Ethiopia"."""
    behind = text[end : end + BEHIND]
    joint = _JOINT.match(behind)
    if not joint:
        return None
    rest = behind[joint.end() :]
    match = next((m for m in lexicon().find(rest) if m.start == 0 and m.entry.kind == TERRITORY), None)
    if match and match.entry.form != "capital" and match.entry.country:
        return match.entry.country
    run = _RUN.match(rest)
    while run:
        name = run[0].removesuffix("'s").removesuffix("’s")
        land = region(name)
        if land:
            return land
        run = _RUN.match(name.rpartition(" ")[0])
    return None
