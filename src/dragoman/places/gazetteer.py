"""The gazetteer: cities, towns, districts, provinces and countries by their names, read from the package at first use.

The data are GeoNames' (geonames.org, CC BY 4.0); ``tools/make_gazetteer.py`` makes the two tables. They stay Arrow
tables: a name is found by bisection, so that of the 172,000 places none is made an object before a text names it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import pyarrow as pa

# Resolutions of a place in PLOVER.
COUNTRY, PROVINCE, DISTRICT, CITY, SITE = 1, 2, 3, 4, 5


class Spot(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer; ``lat`` and ``lon`` in degrees, ``country`` as ISO 3166 alpha-3.

    ``resolution`` is PLOVER's: 1 country, 2 province, 3 district, 4 city. Areas lie in the middle of their towns.
    ``population`` is 0 where GeoNames' extract has none: areas, and towns below 15,000 people. ``usual`` tells that
    it was found by its usual name and not by another spelling.
    """

    geonameid: int | None
    name: str
    country: str
    province: str | None
    lat: float
    lon: float
    population: int
    resolution: int
    usual: bool = True


@lru_cache(maxsize=32768)
def fold(name: str) -> str:
    """A name without accents, case and hyphens."""
    plain = name.replace("’", "'").replace("‘", "'").replace("`", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.lower().replace("-", " ").replace(".", " ").split())


@lru_cache(maxsize=32768)
def spots(name: str) -> tuple[Spot, ...]:
    """All places of a folded name, those first whose usual name it is, and of these the largest first."""
    written = _written()
    at = bisect_left(written, name)
    if at == len(written) or written[at] != name:
        return ()
    names, _ = _tables()
    return tuple(
        _spot(row, usual=kind == "usual") for kind in ("usual", "other") for row in names[kind][at].as_py()
    )


@cache
def middle(country: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a country's towns, by its ISO alpha-3 code."""
    import pyarrow.compute as pc

    _, places = _tables()
    row = pc.index(
        pc.and_(pc.equal(places["resolution"], COUNTRY), pc.equal(places["country"], country)), True
    )
    if row.as_py() < 0:
        return None
    spot = _spot(row.as_py())
    return spot.lat, spot.lon


def _spot(row: int, *, usual: bool = True) -> Spot:
    _, places = _tables()
    return Spot(**{field: places[field][row].as_py() for field in places.column_names}, usual=usual)


@cache
def _written() -> list[str]:
    """The folded names in order."""
    names: list[str] = _tables()[0]["name"].to_pylist()
    return names


@cache
def _tables() -> tuple[pa.Table, pa.Table]:
    import pyarrow.parquet as pq

    tables = []
    for file in ("names", "gazetteer"):
        with resources.files("dragoman.places").joinpath(f"{file}.parquet").open("rb") as stream:
            tables.append(pq.read_table(stream).combine_chunks())
    return tables[0], tables[1]
