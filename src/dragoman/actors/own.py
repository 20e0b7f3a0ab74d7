"""A user's own actors, from TOML or CSV, beside those that ship and before them.

TOML has the form of ``standing.py``. CSV has a line for each span, with the columns ``name``, ``aliases`` (parted by
|), ``kind`` (person, party or body; without it a line with an office is a person's), ``code``, ``country``, ``sector``,
``office``, ``from``, ``to`` and ``identifier``: all but ``name`` may be missing. Lines of one name, kind and country
are one actor.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from dragoman.actors.coding import code_phrase
from dragoman.actors.holders import holders
from dragoman.actors.lexicon import lexicon
from dragoman.actors.phrase import read_phrase
from dragoman.actors.resolver import dossier_of
from dragoman.actors.standing import KINDS, Listed, read_entry, read_toml, told, use
from dragoman.errors import InputError

COLUMNS = ("name", "aliases", "kind", "code", "country", "sector", "office", "from", "to", "identifier")
ENTITY = "/entity/"
# How Wikidata writes that a value exists and nobody knows it.
UNKNOWN = "/.well-known/genid/"


def use_actors(file: Path | None) -> Sequence[Listed]:
    """Resolve with the actors of a file as well, from now on in this process; None takes them out again.

    Returns what the file holds. Raises InputError, with the line and the cure, where it cannot be read; what was in
    use before then stays.
    """
    found = read_actors(file) if file else ()
    use(found)
    for cached in (lexicon, holders, read_phrase, code_phrase, dossier_of):
        cached.cache_clear()
    return found


def read_actors(file: Path) -> tuple[Listed, ...]:
    """The actors of a file. Raises InputError, with the line and the cure, where it cannot be read."""
    source = str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(
            fault.strerror or str(fault), source=source, cure="name a TOML or CSV file that can be read"
        ) from fault
    except UnicodeDecodeError as fault:
        raise InputError(f"is not UTF-8: {fault}", source=source, cure="save it as UTF-8") from fault
    read = {".toml": read_toml, ".csv": read_csv}.get(file.suffix.lower())
    if read is None:
        raise InputError(
            "is neither .toml nor .csv", source=source, cure="name a file that ends in .toml or .csv"
        )
    found = tuple(read(text, source))
    if not found:
        raise InputError("holds no actor", source=source, cure="write one, as docs/own-actors.md shows")
    return found


def read_csv(text: str, source: str) -> Iterator[Listed]:
    """The actors of a CSV table, those of several lines as one."""
    reader = csv.DictReader(io.StringIO(text))
    columns = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = columns
    strange = [name for name in columns if name not in COLUMNS]
    if strange or "name" not in columns:
        raise InputError(
            f"no column {', '.join(strange)} is known" if strange else "no column name",
            source=source,
            place="line 1",
            cure=f"the columns are {', '.join(COLUMNS)}",
        )
    actors: dict[tuple[str, str, str | None], Listed] = {}
    for row in reader:
        try:
            entry = read_line(row)
        except (KeyError, ValueError) as fault:
            raise InputError(
                told(fault),
                source=source,
                place=f"line {reader.line_num}",
                cure="name, country as ISO 3166 alpha-3, sector as in PLOVER, days as 2013-03-14, 2013-03 or 2013",
            ) from fault
        key = entry.kind, entry.name, entry.country
        same = actors.get(key)
        actors[key] = entry if same is None else joined(same, entry)
    yield from actors.values()


def read_line(row: dict[str | None, str | list[str] | None]) -> Listed:
    """One line of a CSV table. Raises KeyError or ValueError telling what is wrong."""
    if None in row:
        raise ValueError("more fields than columns; put a field that holds a comma in quotation marks")
    cells = {key: value.strip() for key, value in row.items() if key and isinstance(value, str)}
    given = {key: value for key, value in cells.items() if value and UNKNOWN not in value}
    kind = given.pop("kind", "person" if "office" in given else "body")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind; there are {', '.join(KINDS)}")
    if ENTITY in given.get("identifier", ""):
        given["identifier"] = given["identifier"].rpartition("/")[2]
    aliases = given.pop("aliases", "").split("|")
    return read_entry(kind, {**given, "aliases": aliases})


def joined(one: Listed, other: Listed) -> Listed:
    """Two lines of one actor."""
    return replace(
        one,
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        terms=tuple(sorted((*one.terms, *other.terms), key=lambda term: term.start)),
        sector=one.sector or other.sector,
        identifier=one.identifier or other.identifier,
    )
