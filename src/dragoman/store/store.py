"""The store: reports and their events, queried with DuckDB over Parquet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import msgspec

from dragoman.errors import StoreError
from dragoman.records import Annotation, CalendarEntry, Document, Event, Quote
from dragoman.schema import document_row, document_schema, event_row, event_schema, row_event
from dragoman.store.folder import Folder, Manifest, Part
from dragoman.store.query import Filters, conditions
from dragoman.store.tables import JSON, conformed, first_of_each, selected, store_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH = 1000
"""Documents a part is begun with; keeps a writer's memory flat."""
BATCH_EVENTS = 20_000
"""A batch ends early at so many events."""
BATCH_IMPORTED = 131_072
"""Imported events a part is begun with: two row groups, and too many to be merged with others."""
RETRIES = 3

_ORDER = "date NULLS LAST, id"


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What was stored: documents, events, and how many were there already.

    ``known`` counts documents after ``Store.add`` and events after ``Store.add_events``.
    """

    documents: int = 0
    known: int = 0
    events: int = 0


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds. ``first`` and ``last`` are dates of events, the others of publication.

    ``events`` counts statements and appeals too.
    """

    documents: int
    events: int
    first: dt.date | None
    last: dt.date | None
    first_published: dt.date | None
    last_published: dt.date | None


def open_store(path: str | Path, *, create: bool = False) -> Store:
    """Open the store in a folder; ``create`` makes one where there is nothing yet.

    Raises StoreError when there is no store, when the folder belongs to something else, or when a part is
    missing or cut short; the message names the file and the cure.
    """
    folder = Folder(Path(path))
    manifest = folder.path / "manifest.json"
    if not manifest.is_file():
        if not folder.is_vacant():
            raise StoreError(
                f"{path}: holds other files and no manifest.json, so it is not a Dragoman store;"
                " name a new or an empty folder"
            )
        if not create:
            raise StoreError(f"{path}: there is no store here; `dragoman add FILE --store {path}` makes one")
        folder.create()
    store = Store(folder)
    folder.check(folder.manifest())
    return store


class Store:
    """Documents and events in a folder. Open one with ``open_store``.

    Reading needs no lock and sees what was committed when the question was asked; one process at a time
    writes. A store may be read from several threads.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._base: duckdb.DuckDBPyConnection | None = None

    def __repr__(self) -> str:
        parts = self.parts()
        documents, events = sum(part.documents for part in parts), sum(part.events for part in parts)
        return f"<Store {self.path}: {documents} documents, {events} events>"

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._folder.path

    @property
    def serial(self) -> int:
        """Grows with every change: what was worked out at one serial holds until the next."""
        return self._folder.manifest().serial

    def add(self, annotations: Iterable[Annotation]) -> Added:
        """Store annotated documents with their events, quotes and calendars, batch by batch.

        A document whose id is there already changes nothing. When the iterable fails half way, what it gave
        before is stored and the error goes on. Raises StoreError when another process is writing.
        """
        added = Added()
        with self._folder.writing():
            batch: dict[str, Annotation] = {}
            repeated = events = 0
            try:
                for annotation in annotations:
                    if annotation.document.id in batch:
                        repeated += 1
                        continue
                    batch[annotation.document.id] = annotation
                    events += len(annotation.events)
                    if len(batch) >= BATCH or events >= BATCH_EVENTS:
                        full, batch, events = batch, {}, 0
                        added = self._commit(full, added)
            finally:
                if batch:
                    added = self._commit(batch, added)
            self._folder.merge()
        return msgspec.structs.replace(added, known=added.known + repeated)

    def add_events(self, tables: Iterable[pa.Table]) -> Added:
        """Store events that come without their documents, as tables of ``schema.event_schema()``.

        Columns may be missing; a column ``record`` may hold an event's JSON, and where it does not the event is
        made of its columns. ``id`` must be given, and says what is there already. When the iterable fails half
        way, or is interrupted, what it gave before is stored and the error goes on. Raises StoreError when another
        process is writing.
        """
        added = Added()
        with self._folder.writing():
            stock: list[pa.Table] = []
            rows = 0
            try:
                for table in tables:
                    stock.append(conformed(table))
                    rows += table.num_rows
                    if rows >= BATCH_IMPORTED:
                        full, stock, rows = stock, [], 0
                        added = self._commit_events(full, added)
            finally:
                if stock:
                    added = self._commit_events(stock, added)
            self._folder.merge()
        return added

    def events(
        self,
        a: str | None = None,
        b: str | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        **filters: Unpack[Filters],
    ) -> list[Event]:
        """Events in order of date, then id; those without a date come last.

        ``a`` and ``b`` are country codes (or PLOVER codes of entities without a country). With both, the
        events of the dyad: one is actor and the other recipient, or both are actors. With one, every event
        it takes part in. ``start`` and ``end`` are inclusive and leave out events without a date. ``filters``
        are id, event (a type or several), mode, context, quad_code, document and confidence (the least).
        Statements and appeals that were imported have no type in PLOVER and are in ``event_table`` alone.
        """
        where, values = conditions(a, b, start, end, filters)
        found = self._query("events", "record", [*where, "record IS NOT NULL"], values, _ORDER)
        decoder = msgspec.json.Decoder(Event)
        events = [] if found is None else [decoder.decode(record) for record in found.column(0).to_pylist()]
        bare = self._query(
            "events", selected(event_schema().names), [*where, "record IS NULL"], values, _ORDER
        )
        if bare is None or not bare.num_rows:
            return events
        events += [row_event(row) for row in bare.to_pylist()]
        return sorted(events, key=lambda event: (event.date or dt.date.max, event.id))

    def event_table(
        self,
        a: str | None = None,
        b: str | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        columns: Sequence[str] | None = None,
        attention: bool = False,
        **filters: Unpack[Filters],
    ) -> pa.Table:
        """The same events as an Arrow table of ``schema.event_schema()``, or some of its columns.

        With ``attention`` statements and appeals are in it too; their ``event``, ``quad_code`` and
        ``event_scale`` are null. Where ``id`` is not asked for, the events of one day stand as they were stored.
        Raises StoreError when a column is not in the schema.
        """
        import pyarrow as pa

        schema = event_schema()
        names = list(columns) if columns is not None else schema.names
        strange = sorted(set(names) - set(schema.names))
        if strange:
            raise StoreError(
                f"events have no column {', '.join(strange)}; there are {', '.join(schema.names)}"
            )
        schema = pa.schema([schema.field(name) for name in names], metadata=schema.metadata)
        where, values = conditions(a, b, start, end, filters, attention=attention)
        found = self._query("events", selected(dict.fromkeys((*names, "date"))), where, values)
        if found is None:
            return schema.empty_table()
        # sorted here and not by the query, which would have to read the ids of all: half of the time of a dyad
        order = [(name, "ascending") for name in ("date", "id") if name in found.column_names]
        found = found.sort_by(order)
        return pa.table([found.column(name).cast(schema.field(name).type) for name in names], schema=schema)

    def ask(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """The answer to a question in DuckDB's SQL, in which ``events`` names the events of this store.

        ``documents`` names its documents. ``values`` stand for the question marks, in order. Columns are those of
        ``schema.event_schema()`` and ``schema.document_schema()``; where a part was written before there was such a
        column, its rows have null in it.
        Raises StoreError when a part cannot be read, and duckdb.Error for SQL that DuckDB does not take.
        """
        import duckdb

        for _ in range(RETRIES):
            manifest = self._folder.manifest()
            base = self._connection()
            files = self._folder.files(manifest.parts, "events")
            try:
                # DuckDB finds tables by the names of these variables, so that threads do not share a view.
                events: Any = event_schema().empty_table()
                if files:
                    parts = base.read_parquet(files, union_by_name=True)
                    whole = set(events.column_names) <= set(parts.columns)
                    events = parts if whole else base.sql("FROM parts UNION ALL BY NAME FROM events")
                if "FROM documents" in sql:
                    files = self._folder.files(manifest.parts, "documents")
                    documents: Any = (  # noqa: F841
                        base.read_parquet(files) if files else document_schema().empty_table()
                    )
                return base.sql(sql, params=list(values)).to_arrow_table()
            except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
                raise
            except duckdb.Error as error:
                if self._unchanged(manifest):
                    raise self._folder.blame(manifest, error) from error
        raise StoreError(f"{self.path}: the store is being rewritten faster than it can be read; try again")

    def event_batches(
        self,
        a: str | None = None,
        b: str | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        **filters: Unpack[Filters],
    ) -> Iterator[pa.Table]:
        """The same events, statements and appeals too, part by part in the order in which they were stored.

        For what is longer than memory. The tables have the columns of ``event_table`` and ``record``, the JSON of
        the event, null where the columns say all there is.
        """
        import pyarrow as pa

        schema = store_schema("events")
        where, values = conditions(a, b, start, end, filters, attention=True)
        for part in self._folder.manifest().parts:
            found = self._query("events", selected(schema.names), where, values, parts=(part,))
            if found is not None and found.num_rows:
                yield pa.table([found.column(field.name).cast(field.type) for field in schema], schema=schema)

    def documents(self) -> Iterator[Document]:
        """Every document, in order of publication, then id; those without a date come last."""
        found = self._query("documents", "id", [], [], "published NULLS LAST, id")
        ids = [] if found is None else found.column(0).to_pylist()
        for first in range(0, len(ids), BATCH):
            for annotation in self.annotations(ids[first : first + BATCH]):
                yield annotation.document

    def document(self, id: str) -> Document:
        """The document with this id. Raises StoreError when there is none."""
        found = self.annotations([id])
        if not found:
            raise StoreError(f"{self.path}: there is no document {id} in this store")
        return found[0].document

    def annotations(self, ids: Sequence[str]) -> list[Annotation]:
        """These documents with quotes and calendars, in the order asked for, without their events."""
        if not ids:
            return []
        wanted = ", ".join(("id", *JSON["documents"]))
        found = self._query("documents", wanted, ["id IN (SELECT unnest(?))"], [list(ids)], "id")
        if found is None:
            return []
        known = {
            row["id"]: Annotation(
                document=msgspec.json.decode(row["record"], type=Document),
                quotes=msgspec.json.decode(row["quotes"], type=tuple[Quote, ...]),
                calendar=msgspec.json.decode(row["calendar"], type=tuple[CalendarEntry, ...]),
            )
            for row in found.to_pylist()
        }
        return [known[id] for id in ids if id in known]

    def summary(self) -> Summary:
        """How many documents and events there are, and the first and last of their dates."""
        manifest = self._folder.manifest()
        events = self._span("events", ("date", "published"))
        published = [
            date for date in (*events[2:], *self._span("documents", ("published",))) if date is not None
        ]
        return Summary(
            documents=sum(part.documents for part in manifest.parts),
            events=sum(part.events for part in manifest.parts),
            first=events[0],
            last=events[1],
            first_published=min(published, default=None),
            last_published=max(published, default=None),
        )

    def parts(self) -> tuple[Part, ...]:
        """The parts that the store is made of, oldest first."""
        return self._folder.manifest().parts

    def part_rows(self, name: str, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of one part of a table, documents or events, a batch at a time."""
        import pyarrow.parquet as pq

        part = next((part for part in self.parts() if part.name == name), None)
        if part is None:
            return
        file = pq.ParquetFile(self._folder.file(table, part))
        for batch in file.iter_batches(BATCH, columns=list(columns)):
            yield from zip(*(batch.column(column).to_pylist() for column in columns), strict=True)

    def _span(self, table: str, columns: Sequence[str]) -> list[dt.date | None]:
        """The first and the last date in each of a table's columns."""
        found = self._query(table, ", ".join(f"min({name}), max({name})" for name in columns), [], [])
        if found is None:
            return [None, None] * len(columns)
        return [found.column(index)[0].as_py() for index in range(2 * len(columns))]

    def _commit(self, batch: dict[str, Annotation], added: Added) -> Added:
        """Store those of a batch that are new, as one part."""
        import pyarrow as pa

        known = self._known("documents", pa.array(list(batch), pa.string()))
        new = [annotation for id, annotation in batch.items() if id not in known]
        if new:
            documents = [
                document_row(one)
                | {
                    "record": _json(one.document),
                    "quotes": _json(one.quotes),
                    "calendar": _json(one.calendar),
                }
                for one in new
            ]
            # an event may have come before its document, from somebody who exported it
            ids = [event.id for one in new for event in one.events]
            there = self._known("events", pa.array(ids, pa.string()))
            events = [
                event_row(event, one.document) | {"record": _json(event)}
                for one in new
                for event in one.events
                if event.id not in there
            ]
            self._folder.commit(
                pa.Table.from_pylist(documents, schema=store_schema("documents")),
                pa.Table.from_pylist(events, schema=store_schema("events")),
            )
        return Added(
            documents=added.documents + len(new),
            known=added.known + len(known),
            events=added.events + (len(events) if new else 0),
        )

    def _commit_events(self, stock: list[pa.Table], added: Added) -> Added:
        """Store those of some imported events that are new, as one part."""
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = first_of_each(pa.concat_tables(stock))
        known = self._known("events", rows.column("id"))
        new = rows
        if known:
            there = pa.array(sorted(known), pa.string())
            new = rows.filter(pc.invert(pc.is_in(rows.column("id"), value_set=there)))
        if new.num_rows:
            self._folder.commit(store_schema("documents").empty_table(), new)
        return Added(
            documents=added.documents,
            known=added.known + sum(one.num_rows for one in stock) - new.num_rows,
            events=added.events + new.num_rows,
        )

    def _known(self, table: str, ids: pa.Array | pa.ChunkedArray) -> set[str]:
        """Which of some ids are in a table already.

        The bounds let the query pass over parts whose ids lie elsewhere: those of imported events begin with a
        date or a number that grows.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        if not len(ids):
            return set()
        bounds = pc.min_max(ids).as_py()
        asked = pa.table({"id": ids})
        found = self._query(
            table,
            "id",
            ["id BETWEEN ? AND ?", "id IN (SELECT id FROM asked)"],
            [bounds["min"], bounds["max"]],
            asked=asked,
        )
        return set() if found is None else set(found.column(0).to_pylist())

    def _query(
        self,
        table: str,
        wanted: str,
        where: list[str],
        values: list[Any],
        order: str | None = None,
        *,
        asked: pa.Table | None = None,
        parts: tuple[Part, ...] | None = None,
    ) -> pa.Table | None:
        """Ask one table; ``None`` when the store has no part yet.

        ``asked`` is a table to look up, by that name; ``parts`` are those to ask, else all.
        """
        import duckdb

        for _ in range(RETRIES):
            manifest = self._folder.manifest()
            if not manifest.parts:
                return None
            files = self._folder.files(parts or manifest.parts, table)
            # by name, with an empty table of all columns: parts of an earlier Dragoman lack those that came since
            query = f"SELECT {wanted} FROM (FROM read_parquet(?, union_by_name = true) UNION ALL BY NAME FROM shape)"
            query += f" WHERE {' AND '.join(where)}" if where else ""
            query += f" ORDER BY {order}" if order else ""
            try:
                connection = self._connection()
                connection.register("shape", store_schema(table).empty_table())
                if asked is not None:
                    connection.register("asked", asked)
                return connection.sql(query, params=[files, *values]).to_arrow_table()
            except duckdb.Error as error:
                if self._unchanged(manifest):
                    raise self._folder.blame(manifest, error) from error
        raise StoreError(f"{self.path}: the store is being rewritten faster than it can be read; try again")

    def _unchanged(self, manifest: Manifest) -> bool:
        """False when a writer merged parts while they were being read: then the question is asked again."""
        return self._folder.manifest() == manifest

    def _connection(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        if self._base is None:
            self._base = duckdb.connect(
                ":memory:",
                config={
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                },
            )
        return self._base.cursor()


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()
