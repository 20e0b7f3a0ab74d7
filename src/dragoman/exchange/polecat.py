"""POLECAT: yearly tables of 40 columns, with "None" for nothing and "; " between values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dragoman.errors import ReadError
from dragoman.exchange.columns import (
    BETWEEN,
    NOBODY,
    Party,
    dates,
    each,
    entity_columns,
    joined,
    joined_lists,
    mapped,
    numbers,
    same,
)
from dragoman.exchange.naming import named, of_country
from dragoman.exchange.sheets import Block, OnError, finish, first_line, read_tabbed
from dragoman.ontology import plover
from dragoman.readers.opening import Opened

if TYPE_CHECKING:
    import pyarrow as pa

PARTY = ("Name", "Country", "COW", "Primary {} Sector", "{} Sectors", "Title", "Name Raw", "Wikipedia {} ID")
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(("{} " + name if "{}" not in name else name).format(who) for who in ("Actor", "Recipient") for name in PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
NEEDED = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Actor Name",
    "Actor Country",
    "Recipient Name",
    "Recipient Country",
)
NULL = "None"
SEPARATOR = "\x1f"


def read(given: Opened, on_error: OnError) -> Iterator[pa.Table]:
    """Tables of events from one file, whose header names its columns. Raises ReadError when it has no such header."""
    names = [name.strip() for name in first_line(given).split("\t")]
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise ReadError(
            f"has no column {', '.join(lacking)}",
            source=given.name,
            place="line 1",
            cure="a table of POLECAT has a header of 40 names from Event ID to Version, with tabs",
        )
    for block in read_tabbed(given, names, on_error, header=True, null=NULL):
        yield _events(block, on_error)


def _events(block: Block, on_error: OnError) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    nothing = pa.nulls(len(block), pa.string())

    def cells(name: str) -> pa.Array:
        return block.columns.get(name, nothing)

    day, published = dates(block["Event Date"]), dates(cells("Publication Date"))
    kinds, places = each(pc.utf8_upper(block["Event Type"]), plover().types.get)
    scores = pa.array([kind.score if kind else None for kind in kinds], pa.float64()).take(places)
    words = pa.list_(pa.string())
    ids = pc.binary_join_element_wise("polecat", block["Event ID"], "-")
    columns: dict[str, Any] = {
        "id": ids,
        "document": ids,
        "published": published,
        "date": day,
        "date_precision": same("day", len(block), pa.string()),
        "event": pa.array([kind.name if kind else None for kind in kinds], pa.string()).take(places),
        "mode": _values(pc.utf8_lower(cells("Event Mode")), words),
        "context": _values(pc.utf8_lower(cells("Contexts")), words),
        "quad_code": pa.array([kind.quad_code if kind else None for kind in kinds], pa.int8()).take(places),
        "event_scale": pc.coalesce(numbers(cells("Intensity")), scores),
        "place": pc.coalesce(cells("Raw Placename"), cells("Placename")),
        "place_country": mapped(cells("Country"), _country, pa.string()),
        "lat": numbers(cells("Latitude")),
        "lon": numbers(cells("Longitude")),
        "publication": cells("Source"),
        "coder": same("POLECAT", len(block), pa.string()),
    }
    for role, who in (("actor", "Actor"), ("recipient", "Recipient")):
        names = [cells(f"{who} {what}") for what in ("Name", "Name Raw", "Country")]
        sectors = pc.coalesce(cells(f"Primary {who} Sector"), cells(f"{who} Sectors"))
        key = joined(SEPARATOR, pc.coalesce(*names), *names, sectors)
        columns |= entity_columns(role, key, _parties)
    odd = [
        ("Event ID", pc.is_null(block["Event ID"]), "an id"),
        ("Event Date", pc.and_(pc.is_null(day), pc.is_valid(block["Event Date"])), "a day, as 2018-05-31"),
        ("Event Type", pc.is_null(columns["event"]), f"one of {', '.join(plover().types)}"),
    ]
    return finish(block, columns, odd, on_error)


def _values(column: pa.Array, words: pa.DataType) -> pa.Array:
    """The values of a cell as a list."""
    import pyarrow.compute as pc

    return mapped(pc.fill_null(column, ""), lambda cell: [one for one in cell.split(BETWEEN) if one], words)


def _country(written: str) -> str | None:
    """A country's code, given by code or by name."""
    return of_country(written).code or named(written).code


@lru_cache(maxsize=1 << 17)
def _parties(key: str) -> tuple[Party, ...]:
    """Those whom a row names: one, or several where it has several countries, all cells then running in parallel."""
    _, *cells, sectors = key.split(SEPARATOR)
    several = len(cells[-1].split(BETWEEN))

    def split(cell: str) -> list[str | None]:
        values = cell.split(BETWEEN) if several > 1 and cell.count(BETWEEN) == several - 1 else [cell]
        found = [None if value in ("", NULL) else value for value in values]
        return found if len(found) == several else found * several

    primary = split(sectors if several > 1 else sectors.split(BETWEEN)[0])
    return tuple(map(_party, *map(split, cells), primary))


def _party(name: str | None, raw: str | None, country: str | None, sector: str | None) -> Party:
    """One by the country's code or name, else by what the tables of actors know of the name."""
    home = of_country(country) if country else NOBODY
    if home.code is None:
        home = named(country or name or raw or "")
    return Party(
        text=raw or name or country,
        side=home.side,
        code=home.code,
        sector=sector[:3].upper() if sector else None,
        name=name,
    )


def polecat_lines(table: pa.Table) -> list[str]:
    """Events as lines of POLECAT's columns. Statements and appeals, which have no type there, are left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = table.filter(pc.is_valid(table.column("event"))).combine_chunks()

    def text(name: str) -> pa.Array:
        return table.column(name).cast(pa.string()).combine_chunks()

    def words(name: str) -> pa.Array:
        return joined_lists(table.column(name).combine_chunks(), NULL)

    quads = {number: name.upper() for number, name in plover().quads.items()}
    cells = {
        "Event ID": pc.replace_substring_regex(text("id"), "^polecat-", ""),
        "Event Date": text("date"),
        "Event Type": text("event"),
        "Event Mode": words("mode"),
        "Intensity": text("event_scale"),
        "Quad Code": mapped(text("quad_code"), lambda code: quads.get(int(code)), pa.string()),
        "Contexts": words("context"),
        "Country": text("place_country"),
        "Latitude": text("lat"),
        "Longitude": text("lon"),
        "Raw Placename": text("place"),
        "Source": text("publication"),
        "Publication Date": text("published"),
    }
    for role, who in (("actor", "Actor"), ("recipient", "Recipient")):
        for name, column in (
            (f"{who} Name", f"{role}_name"),
            (f"{who} Country", f"{role}_code"),
            (f"Primary {who} Sector", f"{role}_sector"),
            (f"{who} Sectors", f"{role}_sector"),
            (f"{who} Name Raw", f"{role}_text"),
        ):
            cells[name] = words(column)
    nothing = pa.nulls(table.num_rows, pa.string())
    columns = [
        pc.fill_null(pc.replace_substring_regex(cells.get(name, nothing), r"\s+", " "), NULL)
        for name in COLUMNS
    ]
    lines: list[str] = pc.binary_join_element_wise(*columns, "\t").to_pylist()
    return lines
