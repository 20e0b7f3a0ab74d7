"""The tables of the pages as files: the same rows as CSV, JSON and Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import UsageError
from dragoman.ontology import plover
from dragoman.relations.moves import Move, moves, tones
from dragoman.web.ask import Ask, code, number, one_of
from dragoman.web.questions import list_documents, list_events, months, partners, sources
from dragoman.web.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 50_000
FOUND = 1_000
"""Hits of a search that a file holds."""
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}

Given = Mapping[str, str]


def make(name: str, shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    """The table of that name; raises UsageError for another name, a question that lacks a part, or too many rows."""
    if name not in TABLES:
        raise UsageError(f"no table {name[:40]!r}; there are {', '.join(TABLES)}")
    return TABLES[name](shelf, ask, given)


def _events(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    table, more = list_events(shelf.store, ask, most=MOST_ROWS)
    return _whole(table, more)


def _documents(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    table, more = list_documents(shelf.store, ask, most=MOST_ROWS)
    return _whole(table, more)


def _whole(table: pa.Table, more: str | None) -> pa.Table:
    if more is not None:
        raise UsageError(
            f"more than {MOST_ROWS:,} rows: name a shorter span, or write all with dragoman events -o FILE"
        )
    return table


def _series(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    from dragoman.web.pages.pair import measured

    if not ask.a or not ask.b or ask.a == ask.b:
        raise UsageError("a and b: a series is of two different countries")
    return shelf.keep(("series", ask), lambda: measured(shelf, ask)).to_arrow()


def _compare(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    import pyarrow as pa

    from dragoman.web.pages.compare import asked_pairs_of, compared

    found = compared(shelf, ask, asked_pairs_of(given.get("pairs", "")))
    parts = []
    for line in found:
        table = line.to_arrow()
        parts.append(
            table.add_column(0, "a", [pa.array([line.a] * len(table), pa.string())]).add_column(
                1, "b", [pa.array([line.b] * len(table), pa.string())]
            )
        )
    if not parts:
        raise UsageError("pairs: name at least one, as JPN-KOR,FRA-DEU")
    return pa.concat_tables(parts)


def _partners(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    if not ask.a:
        raise UsageError("a: whose partners?")
    return partners(shelf.store, ask)


def last_day(shelf: Shelf) -> dt.date:
    """The last day of the store."""
    summary = shelf.keep("summary", shelf.store.summary)
    return summary.last_published or summary.last or dt.date.today()


def _moves(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    import pyarrow as pa

    days = number(given.get("days"), "days", 90, 1, 3650)
    found = moves(shelf.store, last_day(shelf), days, most=1000, confidence=ask.confidence)
    kinds = {"str": pa.string(), "int": pa.int64(), "float": pa.float64()}
    schema = pa.schema([(name, kinds[str(kind)]) for name, kind in Move.__annotations__.items()])
    return pa.Table.from_pylist([msgspec.structs.asdict(one) for one in found], schema=schema)


def _tones(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    days = number(given.get("days"), "days", 90, 1, 3650)
    other = code(given["with"]) if given.get("with") else None
    return tones(shelf.store, last_day(shelf), days, other=other, confidence=ask.confidence)


def _search(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    import pyarrow as pa

    where = one_of(given.get("in"), "in", ("reports", "events")) or "reports"
    find = shelf.index.documents if where == "reports" else shelf.index.events
    hits = find(given.get("q", ""), most=FOUND).hits
    names = ("id", "document", "date", "title", "publication", "text")
    rows = [
        {
            **{name: getattr(hit, name) for name in names if name != "text"},
            "text": "".join(text for text, _ in hit.pieces),
        }
        for hit in hits
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))


def _codebook(shelf: Shelf, ask: Ask, given: Given) -> pa.Table:
    import pyarrow as pa

    book = plover()
    rows: list[dict[str, Any]] = [
        {
            "kind": "type",
            "type": kind.name,
            "name": kind.name,
            "quad_code": kind.quad_code,
            "score": kind.score,
            "definition": kind.definition,
            "example": kind.example,
        }
        for kind in book.types.values()
    ]
    rows += [
        {
            "kind": one.kind,
            "type": one.type,
            "name": one.name,
            "definition": one.definition,
            "example": one.example,
        }
        for one in book.entries
    ]
    words = [(name, pa.string()) for name in ("kind", "type", "name", "definition", "example")]
    schema = pa.schema([*words[:3], ("quad_code", pa.int8()), ("score", pa.float64()), *words[3:]])
    return pa.Table.from_pylist(rows, schema=schema)


TABLES: dict[str, Callable[[Shelf, Ask, Given], Any]] = {
    "events": _events,
    "series": _series,
    "compare": _compare,
    "partners": _partners,
    "moves": _moves,
    "tones": _tones,
    "documents": _documents,
    "sources": lambda shelf, ask, given: sources(shelf.store),
    "months": lambda shelf, ask, given: months(shelf.store, ask),
    "search": _search,
    "codebook": _codebook,
}


def written(table: pa.Table, kind: str) -> bytes:
    """A table as the bytes of a file: csv, json or parquet."""
    return {"csv": _csv, "json": _json, "parquet": _parquet}[kind](table)


def _csv(table: pa.Table) -> bytes:
    """Lists are joined by "; ", the way event data are exchanged in tables."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            rows.writerow(
                "; ".join("" if part is None else str(part) for part in cell)
                if isinstance(cell, list)
                else cell
                for cell in row
            )
    return text.getvalue().encode()


def _json(table: pa.Table) -> bytes:
    return msgspec.json.encode({"data": table.to_pylist()})


def _parquet(table: pa.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())
