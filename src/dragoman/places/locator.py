"""Which city a name stands for: by the countries that the document speaks of, and by size."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

from msgspec import Struct

# A name that several cities bear is the largest's where it is so many times the next one's size.
LARGER = 4


class City(Struct, frozen=True, kw_only=True):
    """A city of 15,000 people or more; ``lat`` and ``lon`` in degrees, ``country`` as ISO 3166 alpha-3."""

    geonameid: int
    name: str
    country: str
    lat: float
    lon: float
    population: int


def locate(name: str, countries: Mapping[str, int] | None = None) -> City | None:
    """The city of a name, or None where there is none or nothing tells which.

    ``countries`` counts how often the document speaks of each: of cities with one name the one in the country spoken
    of most is meant. Else it is the largest, where that is four times the next one's size.
    """
    found = _cities().get(folded(name), ())
    if not found:
        return None
    spoken = [city for city in found if countries and countries.get(city.country)]
    if spoken and countries:
        return max(spoken, key=lambda city: (countries[city.country], city.population))
    if len(found) == 1 or found[0].population >= LARGER * found[1].population:
        return found[0]
    return None


def folded(name: str) -> str:
    """A name without accents, case and hyphens, so that its spellings are one."""
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.lower().replace("-", " ").replace("’", "'").split())


@cache
def _cities() -> dict[str, tuple[City, ...]]:
    """The cities of each name, the largest first, read at the first use.

    A city's usual name counts before the other spellings of others.
    """
    import pyarrow.parquet as pq

    with resources.files("dragoman.places").joinpath("gazetteer.parquet").open("rb") as file:
        table = pq.read_table(file).to_pydict()
    usual: dict[str, list[City]] = {}
    other: dict[str, list[City]] = {}
    fields = zip(*(table[name] for name in City.__struct_fields__), table["others"], strict=True)
    for geonameid, name, country, lat, lon, population, others in fields:
        city = City(geonameid=geonameid, name=name, country=country, lat=lat, lon=lon, population=population)
        usual.setdefault(folded(name), []).append(city)
        for spelling in {folded(one) for one in others}:
            other.setdefault(spelling, []).append(city)
    return {name: tuple(cities) for name, cities in (other | usual).items()}
