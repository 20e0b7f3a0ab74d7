"""ICEWS: the tables of the Dataverse release, and tables of source, relation and target made from it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.errors import ReadError
from dragoman.exchange.columns import (
    NOBODY,
    Party,
    cameo_columns,
    dates,
    entity_columns,
    joined,
    mapped,
    numbers,
    same,
    visitor_first,
)
from dragoman.exchange.naming import holders, named, of_country, person, role_sector, table
from dragoman.exchange.sheets import (
    Block,
    OnError,
    finish,
    first_line,
    read_quoted,
    read_tabbed,
)
from dragoman.ontology.crosswalk import cameo
from dragoman.readers.opening import Opened

if TYPE_CHECKING:
    import pyarrow as pa

RELEASE = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
RELATION = ("date", "source", "relation", "target")
WEIGHT = "weight"
DAY = "a day, as 2014-05-31"
SEPARATOR = "\x1f"


def read(given: Opened, on_error: OnError) -> Iterator[pa.Table]:
    """Tables of events from one file; its header says which of the two kinds it is.

    Raises ReadError when it is neither.
    """
    head = first_line(given)
    separator = "\t" if "\t" in head else ","
    names = [name.strip().strip('"') for name in head.split(separator)]
    lowered = [name.lower() for name in names]
    header = not names[0].isdecimal()
    if len(names) == len(RELEASE) and (not header or lowered == [name.lower() for name in RELEASE]):
        shape, names = _release, list(RELEASE)
    elif set(RELATION) <= set(lowered) <= {*RELATION, WEIGHT}:
        shape, names = _relations, lowered
    else:
        raise ReadError(
            f"begins with {head[:80]!r}, which is no header of ICEWS",
            source=given.name,
            place="line 1",
            cure="the release has 20 columns from Event ID to Longitude; others have date, source, relation, target",
        )
    if header and (separator == "," or head.startswith('"')):
        blocks = read_quoted(given, names, on_error, separator=separator)
    else:
        blocks = read_tabbed(given, names, on_error, header=header)
    for block in blocks:
        yield shape(block, on_error)


def _release(block: Block, on_error: OnError) -> pa.Table:
    """Rows of the release: an id, codes, countries, sectors and places are given."""
    import pyarrow as pa
    import pyarrow.compute as pc

    day = dates(block["Event Date"])
    written = joined(SEPARATOR, pc.fill_null(block["CAMEO Code"], ""), block["Event Text"])
    codes = mapped(written, _code, pa.string())
    meant, unknown = cameo_columns(codes)
    number = pc.match_substring_regex(block["Event ID"], r"^\d+$")
    keys = [
        joined(SEPARATOR, *(block[f"{role} {what}"] for what in ("Name", "Sectors", "Country")), month(day))
        for role in ("Source", "Target")
    ]
    actor, recipient = visitor_first(codes, *keys)
    story = block["Story ID"]
    ids = pc.binary_join_element_wise("icews", pc.utf8_lpad(block["Event ID"], 10, "0"), "-")
    place = pc.coalesce(*(block[name] for name in ("City", "District", "Province", "Country")))
    columns = {
        "id": ids,
        "document": pc.coalesce(pc.binary_join_element_wise("icews-story", story, "-"), ids),
        "published": day,
        "date": day,
        "date_precision": same("day", len(block), pa.string()),
        **meant,
        **entity_columns("actor", actor, _release_party),
        **entity_columns("recipient", recipient, _release_party),
        "place": place,
        "place_country": mapped(block["Country"], lambda name: _home(name).code, pa.string()),
        "lat": numbers(block["Latitude"]),
        "lon": numbers(block["Longitude"]),
        "publication": block["Publisher"],
        "sequence": pc.fill_null(numbers(block["Sentence Number"]), 0).cast(pa.int32()),
        "coder": same("ICEWS", len(block), pa.string()),
    }
    odd = [
        ("Event ID", pc.invert(pc.fill_null(number, False)), "a number"),
        ("Event Date", pc.is_null(day), DAY),
        ("CAMEO Code", unknown, "a code of CAMEO, as 042"),
        ("Source Name", pc.is_null(block["Source Name"]), "who acts"),
    ]
    return finish(block, columns, odd, on_error)


def _relations(block: Block, on_error: OnError) -> pa.Table:
    """Rows of date, source, relation, target: the names say who they are, and a row's content is its id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    day = dates(block["date"])
    codes = mapped(pc.coalesce(block["relation"], pa.scalar("")), relation_code, pa.string())
    meant, unknown = cameo_columns(codes)
    source, target = (mapped(block[name], _written, pa.string()) for name in ("source", "target"))
    months = month(day)
    actor, recipient = visitor_first(codes, *(joined(SEPARATOR, name, months) for name in (source, target)))
    whole = joined(SEPARATOR, block["date"], codes, source, target)
    ids = pa.array([row_id(row) for row in whole.to_pylist()], pa.string())
    weight = block.columns.get(WEIGHT)
    weights = same(1, len(block), pa.int32()) if weight is None else numbers(weight).cast(pa.int32())
    columns = {
        "id": ids,
        "document": ids,
        "published": day,
        "date": day,
        "date_precision": same("day", len(block), pa.string()),
        **meant,
        **entity_columns("actor", actor, _relation_party),
        **entity_columns("recipient", recipient, _relation_party),
        "coder": same("ICEWS", len(block), pa.string()),
        "weight": weights,
    }
    odd = [
        ("date", pc.is_null(day), DAY),
        ("relation", unknown, "the name of a relation, as Make a visit"),
        ("source", pc.is_null(source), "who acts"),
        ("target", pc.is_null(target), "whom it is done to"),
    ]
    if weight is not None:
        odd.append((WEIGHT, pc.invert(pc.fill_null(pc.greater(weights, 0), False)), "a number of 1 or more"))
    return finish(block, columns, odd, on_error)


def month(day: pa.Array) -> pa.Array:
    """The month of each day, as 2014-05."""
    import pyarrow.compute as pc

    return pc.strftime(day, "%Y-%m")


def row_id(row: str | None) -> str:
    """An id of a row's content; it begins with the date, so that ids lie together as dates do."""
    content = row or ""
    digest = hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
    return f"icews-{content[:10].replace('-', '')}-{digest}"


@cache
def relation_code(name: str) -> str | None:
    """The CAMEO code of a relation's name."""
    found = table("icews")["relations"].get(re.sub(r"[\s_-]+", " ", name).strip().lower())
    return str(found) if found else None


def _code(written: str) -> str | None:
    """The code of a row of the release: as it stands there, or with the nought that a spreadsheet took away."""
    code, _, text = written.partition(SEPARATOR)
    named_so = relation_code(text) if text else None
    if named_so and named_so.lstrip("0") == code.lstrip("0"):
        return named_so
    return code if code in cameo() or code[:2] in cameo() else named_so


def _written(name: str) -> str:
    """A name with blanks where a table put underscores, and without quotation marks around it."""
    return " ".join(name.replace("_", " ").strip('"').replace('""', '"').split())


def _relation_party(key: str) -> tuple[Party]:
    name, _, when = key.partition(SEPARATOR)
    return (replace(_actor(name, when), text=name),)


def _release_party(key: str) -> tuple[Party]:
    """A row of the release tells the country, and the sectors of those whose name tells none."""
    name, sectors, country, when = key.split(SEPARATOR)
    found = _actor(name, when)
    known = table("icews")["sectors"]
    sector = next((known[one] for one in sectors.split(",") if one in known), None)
    home = _home(country) if country else NOBODY
    if home.code is not None and found.side != home.side:
        found = replace(found, side=home.side, code=home.code)
    return (replace(found, text=name, sector=found.sector or sector),)


def _actor(name: str, when: str) -> Party:
    """Who a name stands for in a month: those who hold offices change, the others are looked up once."""
    found, known_as = _standing(name)
    held = person(known_as, when) if known_as and when else NOBODY
    return held if held.side else found


@lru_cache(maxsize=1 << 17)
def _standing(name: str) -> tuple[Party, str | None]:
    """Who a name stands for, by ICEWS's own table, as role and country, or by the tables of actors.

    Beside it the name by which the table of offices knows a person.
    """
    own = table("icews")["names"].get(name)
    if own is not None:
        return _own(own), None
    role, home = _taken_apart(name)
    if home is not None:
        place = _home(home)
        sector = table("icews")["roles"].get(role) or role_sector(role) or place.sector
        return Party(side=place.side, code=place.code, sector=sector), None
    known_as = table("icews")["persons"].get(name, name)
    return named(name), known_as if holders(known_as) else None


def _taken_apart(name: str) -> tuple[str, str | None]:
    """``Citizen (India)`` as role and home; brackets may stand within the home."""
    if not name.endswith(")") or " (" not in name:
        return name, None
    role, _, home = name.partition(" (")
    return role, home[:-1]


@cache
def _home(name: str) -> Party:
    """The state or group in brackets; a group's members have its sector where their role has none."""
    own = table("icews")["names"].get(name)
    found = _own(own) if own is not None else named(name)
    return replace(found, sector=None) if found.sector == "GOV" else found


def _own(row: dict[str, str]) -> Party:
    code = row.get("country") or row.get("code")
    return replace(of_country(code) if code else NOBODY, sector=row.get("sector"))
