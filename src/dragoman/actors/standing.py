"""Persons, parties and bodies whose standing depends on the day: in government, in opposition, out of office.

The tables in ``offices/`` and ``standing/`` and a user's own file have one form, three kinds of entries:

    [[person]]  name, aliases, country, spans = [{sector, office, from, to}, ...], family, sex, wikidata
    [[party]]   name, aliases, country, spans = [{sector, from, to}, ...], wikidata
    [[body]]    name, aliases, country, sector, wikidata

``country`` is an ISO 3166 alpha-3 code or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``code`` stands beside it where
the two differ (HKG of CHN). A day is written 2013-03-14, 2013-03 or 2013; what is left out is open.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct

from dragoman.errors import InputError

KINDS = ("person", "party", "body")

# Of these no head is a member of a state's government, so PLOVER's sectors say nothing of them.
BETWEEN_STATES = frozenset(("IGO", "UNO", "EUR"))

# Sectors whose former holders are PLOVER's ELI: "do not hold positions in the government or armed forces".
HELD = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", None))
FORMER = "ELI"

STATE = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "OPP", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"))
SOCIETY = frozenset(("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC"))
SECTORS = STATE | SOCIETY
CODE = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.M)

FORM = (
    "a name, a country as ISO 3166 alpha-3, and spans with sector, from and to as 2013-03-14, 2013-03 or 2013"
)


class Term(Struct, frozen=True, kw_only=True):
    """One time in an office or a standing. A day given only by its month or year lies anywhere within it."""

    office: str | None = None
    sector: str | None = None
    start: dt.date = dt.date.min
    end: dt.date | None = None


class Listed(Struct, frozen=True, kw_only=True):
    """One entry of a table. ``terms`` are in order of time; ``identifier`` is Wikidata's or the user's own."""

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    terms: tuple[Term, ...] = ()
    family: str | None = None
    female: bool | None = None
    identifier: str | None = None


def term_on(terms: Sequence[Term], day: dt.date) -> Term | None:
    """The term that holds on a day; of several the one that began last."""
    held = [term for term in terms if term.start <= day and (term.end is None or day <= term.end)]
    return held[-1] if held else None


def term_before(terms: Sequence[Term], day: dt.date) -> Term | None:
    """The last term that had ended by a day."""
    ended = [term for term in terms if term.end and term.end < day]
    return max(ended, key=lambda term: term.end or term.start) if ended else None


def sector_on(terms: Sequence[Term], day: dt.date | None, sector: str | None) -> str | None:
    """A party's standing on a day; ``sector`` where the table does not tell."""
    term = term_on(terms, day) if day else None
    return term.sector if term else sector


@cache
def shipped(folder: str) -> tuple[Listed, ...]:
    """Every entry of the tables in ``offices/`` or ``standing/``. Raises InputError naming the one that is wrong."""
    files = resources.files("dragoman.actors").joinpath(folder).iterdir()
    return tuple(
        entry
        for file in sorted(files, key=lambda one: one.name)
        if file.name.endswith(".toml")
        for entry in read_toml(file.read_text(encoding="utf-8"), f"{folder}/{file.name}")
    )


_own: list[Listed] = []


def own() -> Sequence[Listed]:
    """The entries of the user's own file, in use for this process (see ``dragoman.actors.own``)."""
    return _own


def use(entries: Sequence[Listed]) -> None:
    """Take these as the user's own, in place of those before."""
    _own[:] = entries


def read_toml(text: str, source: str) -> Iterator[Listed]:
    """The entries of a table. Raises InputError with the line of the entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(str(fault), source=source, cure="correct the table at that line") from fault
    if strange := [key for key in table if key not in KINDS]:
        raise InputError(
            f"no entries of kind {', '.join(strange)}",
            source=source,
            place=f"line {line_of(text, strange[0])}",
            cure="write [[person]], [[party]] or [[body]]",
        )
    for kind in KINDS:
        for number, row in enumerate(table.get(kind, ())):
            try:
                yield read_entry(kind, row)
            except (KeyError, ValueError, TypeError, AttributeError) as fault:
                raise InputError(
                    f"{row.get('name', 'an entry')}: {told(fault)}",
                    source=source,
                    place=f"line {line_of(text, kind, number)}",
                    cure=f"give {FORM}",
                ) from fault


def told(fault: Exception) -> str:
    """What is wrong, in words."""
    return f"no {fault.args[0]}" if isinstance(fault, KeyError) else str(fault)


def line_of(text: str, kind: str, number: int = 0) -> int:
    """The line on which the entry of a kind and number begins."""
    headers = [found for found in HEADER.finditer(text) if found.group(1) == kind]
    start = headers[number].start(1) if number < len(headers) else 0
    return text.count("\n", 0, start) + 1


def read_entry(kind: str, row: Mapping[str, Any]) -> Listed:
    """One entry. Raises KeyError or ValueError telling what is wrong."""
    name = row["name"].strip()
    if not name:
        raise ValueError("the name is empty")
    code = row.get("code") or row.get("country")
    country = row.get("country") or code
    if kind == "person" and not code:
        raise KeyError("country")
    for one in (code, country):
        if one is not None and not CODE.fullmatch(one):
            raise ValueError(f"{one!r} is no code of three capital letters")
    rows = row.get("spans") or row.get("terms") or ()
    if not rows and (kind == "person" or "from" in row or "to" in row):
        rows = [{key: row[key] for key in ("sector", "office", "from", "to") if key in row}]
    terms = sorted((read_term(one, country) for one in rows), key=lambda term: term.start)
    return Listed(
        kind=kind,
        name=name,
        aliases=tuple(alias.strip() for alias in row.get("aliases", ()) if alias.strip()),
        code=code,
        country=country,
        sector=known_sector(row.get("sector")) or ("PTY" if kind == "party" else None),
        terms=tuple(terms),
        family=row.get("family"),
        female={"f": True, "m": False}.get(row.get("sex", "")),
        identifier=row.get("wikidata") or row.get("identifier"),
    )


def read_term(row: Mapping[str, Any], country: str | None) -> Term:
    """One span. Raises ValueError for a day that is none or an end before the start."""
    sector = known_sector(row.get("sector"))
    start = first_day(row["from"]) if row.get("from") else dt.date.min
    end = last_day(row["to"]) if row.get("to") else None
    if end is not None and end < start:
        raise ValueError(f"{row['to']} comes before {row['from']}")
    return Term(
        office=row.get("office"),
        sector=None if country in BETWEEN_STATES and sector == "GOV" else sector,
        start=start,
        end=end,
    )


def known_sector(sector: str | None) -> str | None:
    if sector and sector not in SECTORS:
        raise ValueError(f"{sector!r} is no sector of PLOVER; there are {' '.join(sorted(SECTORS))}")
    return sector or None


def first_day(written: str | int | dt.date) -> dt.date:
    """The first day that "2013", "2013-03" or "2013-03-14" can mean."""
    year, month, day = parts(written)
    return dt.date(year, month or 1, day or 1)


def last_day(written: str | int | dt.date) -> dt.date:
    """The last day that "2013", "2013-03" or "2013-03-14" can mean."""
    year, month, day = parts(written)
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def parts(written: str | int | dt.date) -> tuple[int, int, int]:
    """Year, month and day, 0 where not given; of "2013-03-14T00:00:00Z" the day alone."""
    found = DAY.fullmatch(str(written).split("T")[0].strip())
    if found is None:
        raise ValueError(f"{written!r} is no day")
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day
