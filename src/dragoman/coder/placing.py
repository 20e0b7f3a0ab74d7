"""A place as the text names it, with what the tables of states and regions and the gazetteer know of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from dragoman.actors import TERRITORY, lexicon
from dragoman.coder.sites import NOUN, site_words
from dragoman.places import CITY, COUNTRY, DISTRICT, PROVINCE, SITE, Spot, locate, middle, region
from dragoman.records import Place

# As far behind a place as "Kananaskis, Alberta" names what it lies in.
BEHIND = 48
# As far before it "the southern Indian city of" does.
AHEAD = 70
_POINTS = (
    r"(?:the|its|far|north|south|east|west|central|northern|southern|eastern|western|inland|coastal|nearby|rural"
    r"|(?:north|south)[- ]?(?:east|west)(?:ern)?)"
)
# What joins a place to the larger one behind it: "Mosul, Iraq", "Axum in northern Ethiopia", "Goma (Congo)".
_JOINT = re.compile(rf"(?:,? (?:in|on|of)|,| \() (?:{_POINTS} )*|, (?:in |on )?(?:{_POINTS} )*| \(")
_KIND = re.compile(rf" (?:{NOUN})$", re.IGNORECASE)
_BESIDE = re.compile(rf" (?:{NOUN})\b")
_NOUN_OF = re.compile(rf"\b(?:{NOUN}) of (?:the )?$")
# What stands between a country and a place that it holds: "the southern Indian city of", "Pakistan's",
# "the Greenlandic capital,".
_PUTS = re.compile(
    r"(?:['’]s)?(?: (?!(?:on|in|at|near|from|to|of)\b)[\w-]+){0,3}? "
    rf"(?:{NOUN})(?:,| of(?: the)?)? (?:[a-z]+ of )?(?:the )?"
    r"|(?:['’]s)?(?: [a-z]+ern)? "
)
_LAND = re.compile(rf"(?: [a-z-]+){{0,2}} (?!border)(?:{NOUN})\b")
# "El Baraf, north of Mogadishu": what a place lies beside.
_NEARBY = re.compile(
    r",? (?:about |some |just |\()?(?:[\d,.]+ ?(?:km|kilometers|kilometres|miles) )?(?:\([^)]{1,20}\) )?"
    r"(?:(?:to the )?(?:north|south|east|west)[a-z-]*(?: of| from)|near|outside|from)(?: the)?"
    r"(?: capital| city| town)?,? "
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
    if (
        own
        and (whole or words[: own.start].islower())
        and own.end == len(words)
        and not locate_within(text, end)
    ):
        point = middle(own.entry.code or "")
        return Place(
            extracted_place=words,
            start=start,
            end=end,
            resolved_place=own.entry.name,
            country_code=own.entry.code,
            lat=round(point[0], 4) if point else None,
            lon=round(point[1], 4) if point else None,
            resolution=COUNTRY,
        )
    name = words.split(",")[0]
    bare = _KIND.sub("", name)
    named = hints(text, start, end)
    level = _level(text, start, end, name)
    spot = None
    seat = whole and not named and known[0].entry.form in ("capital", "place") and known[0].entry.code
    if seat:
        # A capital bears its name before all namesakes, unless something puts it elsewhere.
        named = Counter([str(seat)])
    if words[:1].isupper() or "-" in words:
        spot = locate(name, countries, within=named, resolution=level) or (
            locate(bare, countries, within=named, resolution=level) if bare != name else None
        )
    land = region(name, countries, within=named) or region(bare, countries, within=named)
    if land and not land.country and not named:
        spot = None
    elif land and (land.city or (spot and (level == PROVINCE or not _speaks(spot, named, countries)))):
        # The tables of news know better than a namesake somewhere else: the Tak of Thailand, the Pool of Congo.
        within = (land.country,) if land.country else tuple(named)
        spot = locate(land.city or bare, within=within, resolution=level) if within else None
    country = spot.country if spot else land.country if land else None
    if not country and not (land and not named):
        telling = named or _nearby(text, end, countries) or natives or {}
        country = max(telling, key=lambda code: telling[code]) if telling else None
    capital = whole and known[0].entry.form == "capital"
    # The tables spell it as news does: Axum and Basra, which GeoNames has as Aksum and Basrah.
    spelt = (land and land.city) or (spot and not spot.usual and (land or seat))
    resolved = spot.name if spot and not spelt else name
    resolution = spot.resolution if spot else land.resolution if land else CITY if capital else level
    return Place(
        extracted_place=words,
        start=start,
        end=end,
        resolved_place=resolved if spot or land or country or capital else None,
        country_code=country,
        lat=round(spot.lat, 4) if spot else None,
        lon=round(spot.lon, 4) if spot else None,
        resolution=SITE if land and land.city else resolution,
        geonameid=spot.geonameid if spot and not (land and land.city) else None,
        province=spot.province if spot else None,
    )


def _speaks(spot: Spot, named: Mapping[str, int], countries: Mapping[str, int]) -> bool:
    """Whether the text speaks of the country that a place lies in."""
    return bool(named.get(spot.country) or countries.get(spot.country))


def _level(text: str, start: int, end: int, name: str) -> int | None:
    """The level that the noun beside a place tells: "Anbar province", "the town of Baidoa"."""
    beside = (
        _KIND.search(name) or _BESIDE.match(text, end) or _NOUN_OF.search(text, max(0, start - 40), start)
    )
    if not beside:
        return None
    noun = beside[0].strip().lower().removesuffix(" the").removesuffix(" of")
    words = site_words()
    levels = ((PROVINCE, "provinces"), (DISTRICT, "districts"), (CITY, "cities"))
    return next((level for level, key in levels if noun in words[key]), None)


def hints(text: str, start: int, end: int) -> Counter[str]:
    """The countries that the words beside a place put it in: "the Iraqi city of Mosul", "Austin, Texas"."""
    found: Counter[str] = Counter()
    before = text[max(0, start - AHEAD) : start]
    for words, own in ((before, False), (text[start:end], True)):
        found.update(
            match.entry.code
            for match in lexicon().find(words)
            if match.entry.kind == TERRITORY
            and match.entry.code
            and match.entry.form not in ("capital", "people")
            # A place does not lie in its namesake: St. Petersburg in Florida.
            and (match.entry.form != "place" or match.end - match.start < len(words))
            and (own or _PUTS.fullmatch(words, match.end))
        )
    inside = locate_within(text, end)
    if inside:
        found[inside] += 2
    return found


def _nearby(text: str, end: int, countries: Mapping[str, int]) -> Counter[str]:
    """The country of the place that one lies beside: "El Baraf, north of Mogadishu"."""
    joint = _NEARBY.match(text, end)
    run = _RUN.match(text, joint.end()) if joint else None
    if not run:
        return Counter()
    known = next((m for m in lexicon().find(run[0]) if m.start == 0 and m.entry.kind == TERRITORY), None)
    spot = None if known else locate(run[0], countries)
    code = known.entry.code if known else spot.country if spot else None
    return Counter([code] if code else [])


def locate_within(text: str, end: int) -> str | None:
    """The country of the larger place that stands behind one: ", Texas", " in northern Ethiopia"."""
    behind = text[end : end + BEHIND]
    joint = _JOINT.match(behind)
    if not joint:
        return None
    rest = behind[joint.end() :]
    match = next((m for m in lexicon().find(rest) if m.start == 0 and m.entry.kind == TERRITORY), None)
    if match and match.entry.code:
        if match.entry.form in ("name", "place"):
            return match.entry.code
        # "In the Australian state of Queensland", not "the Ukrainian president" or "the Ukrainian border".
        if match.entry.form == "adjective" and _LAND.match(rest, match.end):
            return match.entry.code
    run = _RUN.match(rest)
    while run:
        name = run[0].removesuffix("'s").removesuffix("’s")
        land = region(name)
        if land and land.country:
            return land.country
        run = _RUN.match(name.rpartition(" ")[0])
    return None
