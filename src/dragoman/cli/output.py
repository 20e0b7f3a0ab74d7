"""How commands write: tables on a terminal, JSON lines in a pipe, CSV or Parquet where asked for."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from dragoman.errors import InputError, ReadError, UsageError
from dragoman.records import Actor, Event

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("auto", "table", "jsonl", "csv", "parquet")
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


LONG = frozenset({"actor", "event", "recipient", "help"})


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
    json: Callable[[Any], Any] = lambda record: record,
    row: Callable[[Any], dict[str, Any]] = msgspec.to_builtins,
    line: Callable[[Any], dict[str, Any]] | None = None,
    columns: Sequence[str] = (),
) -> int:
    """Write records to a file whose suffix names the format, or to stdout. Returns how many were written.

    ``json`` gives what is written as JSON, ``row`` the cells in CSV and Parquet, ``line`` those in a table on a
    terminal; ``columns`` stand at the head of CSV, also where there is nothing below it. A file is written beside
    its place and moved there when it is whole.
    """
    kind = SUFFIXES.get(out.suffix.lower(), "") if out else format
    if out is None:
        if kind == "auto":
            kind = "table" if sys.stdout.isatty() else "jsonl"
        if kind not in FORMATS:
            raise UsageError(f"no output format {format!r}; there are {', '.join(FORMATS)}")
        if kind == "table":
            return _table(map(line or row, records))
        if kind == "jsonl":
            return _lines(map(json, records))
        if kind == "csv":
            return _csv(map(row, records), sys.stdout.buffer, columns)
        return _parquet(map(row, records), sys.stdout.buffer)
    if not kind:
        raise UsageError(f"{out}: the suffix names no format; use one of {', '.join(SUFFIXES)}")
    with replacing(out) as stream:
        if kind == "jsonl":
            return _lines(map(json, records), stream)
        if kind == "csv":
            return _csv(map(row, records), stream, columns)
        return _parquet(map(row, records), stream)


def write_arrow(
    table: pa.Table,
    *,
    format: str,
    out: Path | None = None,
    line: Callable[[dict[str, Any]], dict[str, Any]] = lambda row: row,
) -> int:
    """Write an Arrow table as ``write`` does records; with no rows, CSV and Parquet still have their columns."""
    kind = SUFFIXES.get(out.suffix.lower(), "") if out else format
    if kind in ("csv", "parquet"):
        with replacing(out) if out else contextlib.nullcontext(sys.stdout.buffer) as stream:
            if kind == "csv":
                return _csv(table.to_pylist(), stream, table.column_names)
            import pyarrow.parquet as pq

            pq.write_table(table, stream)
            return int(table.num_rows)
    return write(table.to_pylist(), format=format, out=out, line=line)


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


def _lines(records: Iterable[Any], stream: IO[bytes] | None = None) -> int:
    target = stream or sys.stdout.buffer
    encoder = msgspec.json.Encoder()
    count = 0
    for record in records:
        target.write(encoder.encode(record) + b"\n")
        count += 1
    target.flush()
    return count


def _csv(rows: Iterable[dict[str, Any]], stream: IO[bytes], names: Sequence[str] = ()) -> int:
    """Lists are joined by "; ", the way event data are exchanged in tables."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    table: csv.DictWriter[str] | None = None
    if names:
        table = csv.DictWriter(text, names)
        table.writeheader()
    count = 0
    for row in rows:
        if table is None:
            table = csv.DictWriter(text, list(row))
            table.writeheader()
        joined = {
            k: "; ".join(str(x or "") for x in v) if isinstance(v, (list, tuple)) else v
            for k, v in row.items()
        }
        table.writerow(joined)
        count += 1
    text.flush()
    text.detach()
    return count


def _parquet(rows: Iterable[dict[str, Any]], stream: IO[bytes]) -> int:
    """Events as Parquet, in the public schema, row group by row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from dragoman.schema import event_schema

    stock = iter(rows)
    count = 0
    with pq.ParquetWriter(stream, event_schema()) as writer:
        while group := list(islice(stock, 10_000)):
            writer.write_table(pa.Table.from_pylist(group, schema=event_schema()))
            count += len(group)
    return count


def _table(rows: Iterable[dict[str, Any]]) -> int:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table: Table | None = None
    count = 0
    for cells in rows:
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
