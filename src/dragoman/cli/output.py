"""How commands write: tables on a terminal, JSON lines in a pipe, CSV or Parquet where asked for."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from dragoman.errors import DragomanError, InputError, ReadError
from dragoman.records import Actor, Event

FORMATS = ("auto", "table", "jsonl", "csv")
SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}


class Aside:
    """What was set aside: each told on stderr as it happens, and counted for the exit code."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: ReadError) -> None:
        self.count += 1
        print(f"set aside: {error}", file=sys.stderr)

    def exit_code(self, done: int) -> int:
        """0 when nothing was set aside, 3 when something else was done, 1 when nothing was."""
        if not self.count:
            return 0
        print(f"{self.count} set aside, {done} done", file=sys.stderr)
        return 3 if done else 1


def event_row(event: Event) -> dict[str, Any]:
    """An event as one flat row: lists joined by '; ', the way event data are exchanged in tables."""

    def joined(actors: Sequence[Actor], field: str) -> str:
        return "; ".join(str(getattr(actor, field) or "") for actor in actors)

    place = event.event_loc
    money = event.amounts[0] if event.amounts else None
    return {
        "id": event.id,
        "date": event.date.isoformat() if event.date else None,
        "enddate": event.enddate.isoformat() if event.enddate else None,
        "date_precision": event.date_precision,
        "event": event.event,
        "mode": "; ".join(event.mode),
        "context": "; ".join(event.context),
        "auxiliary": "; ".join(event.auxiliary),
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "actor": joined(event.actor, "entity_text"),
        "actor_code": joined(event.actor, "code"),
        "actor_sector": joined(event.actor, "sector"),
        "recipient": joined(event.recipient, "entity_text"),
        "recipient_code": joined(event.recipient, "code"),
        "recipient_sector": joined(event.recipient, "sector"),
        "place": place.extracted_place if place else None,
        "place_country": place.country_code if place else None,
        "money": money.value if money else None,
        "money_unit": money.unit if money else None,
        "dead": event.dead,
        "injured": event.injured,
        "arrested": event.arrested,
        "size": event.size,
        "document": event.cite_info.document,
        "title": event.cite_info.title,
        "sequence": event.text_info.sequence,
        "start": event.text_info.start,
        "end": event.text_info.end,
        "confidence": event.confidence,
        "coder": event.coder,
    }


LONG = frozenset({"actor", "event", "recipient"})


def _day(event: Event) -> str:
    """The date as finely as it is known: 2019-07-04, 2019-07, 2019."""
    if event.date is None:
        return "no date"
    return event.date.isoformat()[: {"day": 10, "week": 10, "month": 7}.get(event.date_precision or "", 4)]


def event_line(event: Event) -> dict[str, Any]:
    """An event as a table on a terminal has room for it: when, who, what, whom."""

    def named(actors: Sequence[Actor]) -> str:
        return "; ".join(f"{actor.entity_text} [{actor.code or '?'}]" for actor in actors)

    plan = f" ({', '.join(event.auxiliary)})" if event.auxiliary else ""
    return {
        "date": _day(event),
        "actor": named(event.actor),
        "event": " ".join((event.event, *event.mode)) + plan,
        "recipient": named(event.recipient),
        "sure": f"{event.confidence:.0%}",
    }


def write(
    records: Iterable[Any],
    *,
    format: str,
    out: Path | None = None,
    row: Callable[[Any], dict[str, Any]] = msgspec.to_builtins,
    line: Callable[[Any], dict[str, Any]] | None = None,
) -> int:
    """Write records to a file whose suffix names the format, or to stdout. Returns how many were written.

    ``row`` gives a record's cells in CSV and Parquet, ``line`` those in a table on a terminal. A file is
    written beside its place and moved there when it is whole.
    """
    if out is None:
        kind = ("table" if sys.stdout.isatty() else "jsonl") if format == "auto" else format
        if kind not in FORMATS:
            raise DragomanError(f"no output format {format!r}; there are {', '.join(FORMATS)}")
        if kind == "table":
            return _table(records, line or row)
        return _lines(records, kind, row, sys.stdout.buffer)
    kind = SUFFIXES.get(out.suffix.lower(), "")
    if not kind:
        raise InputError(
            "the suffix names no format", source=str(out), cure=f"use one of {', '.join(SUFFIXES)}"
        )
    with replacing(out) as stream:
        return _parquet(records, row, stream) if kind == "parquet" else _lines(records, kind, row, stream)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content takes the path's place when all went well, and leaves it alone otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        reason = f"cannot be written: {error.strerror}"
        raise InputError(reason, source=str(path), cure="choose another place") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _lines(records: Iterable[Any], kind: str, row: Callable[[Any], dict[str, Any]], stream: IO[bytes]) -> int:
    count = 0
    if kind == "jsonl":
        encoder = msgspec.json.Encoder()
        for record in records:
            stream.write(encoder.encode(record) + b"\n")
            count += 1
        stream.flush()
        return count
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    table: csv.DictWriter[str] | None = None
    for record in records:
        cells = row(record)
        if table is None:
            table = csv.DictWriter(text, list(cells))
            table.writeheader()
        table.writerow(cells)
        count += 1
    text.flush()
    text.detach()
    return count


def _parquet(records: Iterable[Any], row: Callable[[Any], dict[str, Any]], stream: IO[bytes]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [row(record) for record in records]
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return len(rows)


def _table(records: Iterable[Any], line: Callable[[Any], dict[str, Any]]) -> int:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table: Table | None = None
    count = 0
    for record in records:
        cells = line(record)
        if table is None:
            table = Table(box=None, header_style="bold", pad_edge=False)
            for name in cells:
                # Short cells (dates, figures) are never cut; long ones share what room is left.
                most = max(12, (console.width - 24) // len(LONG)) if name in LONG else None
                table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=most)
        # Words of a text are shown as they are, never read as markup.
        table.add_row(*(str("" if cell is None else cell).replace("[", "\\[") for cell in cells.values()))
        count += 1
    if table is not None:
        console.print(table)
    return count
