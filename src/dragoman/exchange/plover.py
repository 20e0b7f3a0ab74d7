"""PLOVER as JSON lines: what ``dragoman code`` and ``dragoman export plover`` print, and what others write like it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from dragoman.errors import ReadError
from dragoman.exchange.sheets import OnError, decoded
from dragoman.ontology import plover
from dragoman.readers.opening import Opened
from dragoman.records import Actor, CiteInfo, Event, Place, TextInfo
from dragoman.schema import event_row, event_schema

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 512
"""Lines that are made columns at once: their rows then stay in the processor's cache, which is twice as fast."""
CURE = "a line is one event in JSON with id, date, event and actor, as `dragoman code` prints it"


class _Entity(Struct, frozen=True):
    """An entity as others may write it: PLOVER asks for no more than a code."""

    entity_text: str | None = None
    start: int = 0
    end: int = 0
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    name: str | None = None
    office: str | None = None
    identifier_id: str | None = None


class _Line(Struct, frozen=True):
    """The fields that PLOVER's table 6.1 requires, and those of ours that it leaves open."""

    id: str
    date: dt.date | None
    event: str | list[str] | None
    actor: list[_Entity]
    recipient: list[_Entity] = []
    enddate: dt.date | None = None
    date_precision: str | None = None
    date_source: str | None = None
    mode: list[str] | str | None = None
    context: list[str] | str | None = None
    auxiliary: list[str] = []
    quad_code: int | None = None
    event_scale: float | None = None
    event_loc: Place | None = None
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    size: int | None = None
    text_info: TextInfo | None = None
    cite_info: CiteInfo | None = None
    confidence: float = 1.0
    coder: str | None = None
    text: str | None = None
    cameo: str | None = None
    weight: int = 1


_event = msgspec.json.Decoder(Event)
_line = msgspec.json.Decoder(_Line)


def read(given: Opened, on_error: OnError) -> Iterator[pa.Table]:
    """Tables of events from one file, each with its record."""
    rows: list[dict[str, Any]] = []
    for number, line in decoded(given, on_error):
        if not line.strip():
            continue
        try:
            rows.append(_row(line))
        except (msgspec.MsgspecError, ValueError) as fault:
            place = f"line {number}"
            on_error(ReadError(f"is no event: {fault}", source=given.name, place=place, cure=CURE))
            continue
        if len(rows) == BLOCK:
            yield _table(rows)
            rows = []
    if rows:
        yield _table(rows)


BLANK = {"event": "", "quad_code": 0, "event_scale": 0.0}
"""What stands in a record for the type that PLOVER has not, for as long as it is one."""


def write_line(event: Event, *, sentence: str | None, typed: bool = True) -> bytes:
    """One line for an event, with the sentence as its text; a statement's type, quad code and score are null."""
    whole = event if event.text or not sentence else replace(event, text=sentence)
    if typed:
        return msgspec.json.encode(whole)
    return msgspec.json.encode(asdict(whole) | dict.fromkeys(BLANK))


def _row(line: str) -> dict[str, Any]:
    """A line as a row of events with its record; a statement has no record. Raises what says why it is neither."""
    try:
        event = _event.decode(line)
    except msgspec.ValidationError:
        found = _line.decode(line)
        event = _built(found)
        if found.event is None:
            return event_row(event) | dict.fromkeys((*BLANK, "record"))
    if event.event not in plover().types:
        raise ValueError(f"{event.event!r} is no type of PLOVER")
    return event_row(event) | {"record": msgspec.json.encode(event).decode()}


def _built(line: _Line) -> Event:
    """The event of a line that leaves fields out."""
    names = [line.event] if isinstance(line.event, str) else line.event or [""]
    if len(names) != 1:
        raise ValueError(f"it has {len(names)} types; give each an event of its own")
    kind = plover().types.get(names[0].upper())
    score = kind.score if kind else 0.0
    return Event(
        id=line.id,
        date=line.date,
        enddate=line.enddate,
        date_precision=line.date_precision or ("day" if line.date else None),
        date_source=line.date_source,
        event=names[0].upper(),
        mode=_words(line.mode),
        context=_words(line.context),
        auxiliary=tuple(line.auxiliary),
        quad_code=line.quad_code or (kind.quad_code if kind else 0),
        event_scale=score if line.event_scale is None else line.event_scale,
        actor=tuple(map(_entity, line.actor)),
        recipient=tuple(map(_entity, line.recipient)),
        event_loc=line.event_loc,
        dead=line.dead,
        injured=line.injured,
        arrested=line.arrested,
        size=line.size,
        text_info=line.text_info or TextInfo(sequence=0, start=0, end=0, trigger=(0, 0)),
        cite_info=line.cite_info or CiteInfo(document=line.id),
        confidence=line.confidence,
        coder=line.coder or "",
        text=line.text,
        cameo=line.cameo,
        weight=line.weight,
    )


def _entity(found: _Entity) -> Actor:
    """An entity of ours; a code alone says its country too, as PLOVER's own example has it."""
    text = found.entity_text or found.name or found.code or ""
    return Actor(**asdict(replace(found, entity_text=text, country=found.country or found.code)))


def _words(given: list[str] | str | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    schema = event_schema().append(pa.field("record", pa.string()))
    return pa.table(
        [pa.array([row[field.name] for row in rows], field.type) for field in schema], schema=schema
    )
