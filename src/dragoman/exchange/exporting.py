"""A store's events written in the formats of others, in flat memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, TypedDict, Unpack

import msgspec

from dragoman.exchange import plover
from dragoman.exchange.columns import joined_lists
from dragoman.exchange.dyadic import split_event, split_rows
from dragoman.exchange.polecat import COLUMNS, polecat_lines
from dragoman.records import Event
from dragoman.schema import event_schema, row_event
from dragoman.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

TARGETS = ("plover", "polecat", "csv", "parquet")


class Choice(TypedDict, total=False):
    """Which events: those of a country or a dyad, between two days inclusive, of at least some confidence."""

    a: str | None
    b: str | None
    start: dt.date | None
    end: dt.date | None
    confidence: float


def export_events(
    store: Store, format: str, stream: IO[bytes], *, dyadic: bool = False, **choice: Unpack[Choice]
) -> int:
    """Write a store's events to a stream and give back how many lines or rows that makes.

    ``format`` is one of ``TARGETS``. ``dyadic`` makes of an event with several actors or recipients one for each
    pair. Statements and appeals go along with a type of null; POLECAT's tables have no room for them.
    """
    batches = store.event_batches(**choice)
    if format == "plover":
        return _write_lines(batches, stream, dyadic)
    tables = (batch.drop_columns("record") for batch in batches)
    return _TABLES[format](map(split_rows, tables) if dyadic else tables, stream)


def _write_lines(batches: Iterable[pa.Table], stream: IO[bytes], dyadic: bool) -> int:
    """PLOVER's JSON lines, the sentence of each event in ``text``, so that it can be read without its document."""
    count = 0
    for batch in batches:
        for part in batch.to_batches(max_chunksize=10_000):
            for row in part.to_pylist():
                for line in _lines(row, dyadic):
                    stream.write(line + b"\n")
                    count += 1
    return count


def _lines(row: dict[str, Any], dyadic: bool) -> Iterator[bytes]:
    record, typed = row.pop("record"), row["event"] is not None
    if record is not None:
        event = msgspec.json.decode(record, type=Event)
    else:
        # a type to build the record by; PLOVER has none for a statement, whose line then says so
        event = row_event(row if typed else row | plover.BLANK)
    for one in split_event(event) if dyadic else (event,):
        yield plover.write_line(one, sentence=row["sentence"], typed=typed)


def _write_parquet(tables: Iterable[pa.Table], stream: IO[bytes]) -> int:
    import pyarrow.parquet as pq

    count = 0
    with pq.ParquetWriter(stream, event_schema(), compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)
            count += table.num_rows
    return count


def _write_csv(tables: Iterable[pa.Table], stream: IO[bytes]) -> int:
    """Lists are joined by "; ", the way event data are exchanged in tables."""
    from pyarrow import csv

    stream.write(",".join(event_schema().names).encode() + b"\n")
    count = 0
    for table in tables:
        csv.write_csv(flat(table), stream, csv.WriteOptions(include_header=False))
        count += table.num_rows
    return count


def _write_polecat(tables: Iterable[pa.Table], stream: IO[bytes]) -> int:
    """Tabs between cells and no quotation marks around them, as POLECAT has it."""
    stream.write("\t".join(COLUMNS).encode() + b"\n")
    count = 0
    for table in tables:
        for line in polecat_lines(table):
            stream.write(line.encode() + b"\n")
            count += 1
    return count


def flat(table: pa.Table) -> pa.Table:
    """The table with each list as one string, an unknown value in it as nothing between two marks."""
    import pyarrow as pa

    columns = [
        joined_lists(column, "") if pa.types.is_list(column.type) else column
        for column in (one.combine_chunks() for one in table.columns)
    ]
    return pa.table(columns, names=table.column_names)


_TABLES = {"parquet": _write_parquet, "csv": _write_csv, "polecat": _write_polecat}
