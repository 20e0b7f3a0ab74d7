"""The store: reports and their events, queried with DuckDB over Parquet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import msgspec

from dragoman.errors import StoreError
from dragoman.records import Annotation, CalendarEntry, Document, Event, Quote
from dragoman.schema import document_row, document_schema, event_row, event_schema
from dragoman.store.folder import Folder, Manifest, Part
from dragoman.store.query import Filters, conditions

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH = 1000
"""Documents a part is begun with; keeps a writer's memory flat."""
BATCH_EVENTS = 20_000
"""A batch ends early at so many events."""
RETRIES = 3

_DOCUMENT_JSON = ("record", "quotes", "calendar")


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What ``Store.add`` did: documents stored, documents that were there already, events stored."""

    documents: int = 0
    known: int = 0
    events: int = 0


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds. ``first`` and ``last`` are dates of events, the others of publication."""

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
        """
        where, values = conditions(a, b, start, end, filters)
        found = self._query("events", "record", where, values, "date NULLS LAST, id")
        decoder = msgspec.json.Decoder(Event)
        return [] if found is None else [decoder.decode(record) for record in found.column(0).to_pylist()]

    def event_table(
        self,
        a: str | None = None,
        b: str | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        columns: Sequence[str] | None = None,
        **filters: Unpack[Filters],
    ) -> pa.Table:
        """The same events as an Arrow table of ``schema.event_schema()``, or some of its columns.

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
        where, values = conditions(a, b, start, end, filters)
        wanted = ", ".join(f'"{name}"' for name in names)
        found = self._query("events", wanted, where, values, "date NULLS LAST, id")
        if found is None:
            return schema.empty_table()
        return pa.table([found.column(name).cast(schema.field(name).type) for name in names], schema=schema)

    def ask(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """The answer to a question in DuckDB's SQL, in which ``events`` names the events of this store.

        ``documents`` names its documents. ``values`` stand for the question marks, in order. Columns are those of
        ``schema.event_schema()`` and ``schema.document_schema()``.
        Raises StoreError when a part cannot be read, and duckdb.Error for SQL that DuckDB does not take.
        """
        import duckdb

        for _ in range(RETRIES):
            manifest = self._folder.manifest()
            base = self._connection()
            files = self._folder.files(manifest, "events")
            try:
                # DuckDB finds the table by the name of this variable, so threads do not share a view.
                events = base.read_parquet(files) if files else event_schema().empty_table()  # noqa: F841
                if "documents" in sql:
                    files = self._folder.files(manifest, "documents")
                    documents = (  # noqa: F841
                        base.read_parquet(files) if files else document_schema().empty_table()
                    )
                return base.sql(sql, params=list(values)).to_arrow_table()
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                if self._unchanged(manifest):
                    raise self._folder.blame(manifest, error) from error
        raise StoreError(f"{self.path}: the store is being rewritten faster than it can be read; try again")

    def event(self, id: str) -> Event:
        """The event with this id. Raises StoreError when there is none."""
        found = self.events(id=id)
        if not found:
            raise StoreError(f"{self.path}: there is no event {id} in this store")
        return found[0]

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
        wanted = ", ".join(("id", *_DOCUMENT_JSON))
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
        events = self._query("events", "min(date), max(date)", [], [])
        documents = self._query("documents", "min(published), max(published)", [], [])
        spans = [
            (None, None) if found is None else tuple(found.column(side)[0].as_py() for side in (0, 1))
            for found in (events, documents)
        ]
        return Summary(
            documents=sum(part.documents for part in manifest.parts),
            events=sum(part.events for part in manifest.parts),
            first=spans[0][0],
            last=spans[0][1],
            first_published=spans[1][0],
            last_published=spans[1][1],
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

    def _commit(self, batch: dict[str, Annotation], added: Added) -> Added:
        """Store those of a batch that are new, as one part."""
        import pyarrow as pa

        there = self._query("documents", "id", ["id IN (SELECT unnest(?))"], [list(batch)])
        known = set() if there is None else set(there.column(0).to_pylist())
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
            events = [
                event_row(event, one.document) | {"record": _json(event)}
                for one in new
                for event in one.events
            ]
            self._folder.commit(
                pa.Table.from_pylist(documents, schema=_with(document_schema(), _DOCUMENT_JSON)),
                pa.Table.from_pylist(events, schema=_with(event_schema(), ("record",))),
            )
        return Added(
            documents=added.documents + len(new),
            known=added.known + len(known),
            events=added.events + sum(len(one.events) for one in new),
        )

    def _query(
        self, table: str, wanted: str, where: list[str], values: list[Any], order: str | None = None
    ) -> pa.Table | None:
        """Ask one table; ``None`` when the store has no part yet."""
        import duckdb

        for _ in range(RETRIES):
            manifest = self._folder.manifest()
            if not manifest.parts:
                return None
            query = f"SELECT {wanted} FROM read_parquet(?)"
            query += f" WHERE {' AND '.join(where)}" if where else ""
            query += f" ORDER BY {order}" if order else ""
            try:
                return (
                    self._connection()
                    .sql(query, params=[self._folder.files(manifest, table), *values])
                    .to_arrow_table()
                )
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


def _with(schema: pa.Schema, names: Iterable[str]) -> pa.Schema:
    """The schema with columns of JSON added: what only the store itself reads."""
    import pyarrow as pa

    for name in names:
        schema = schema.append(pa.field(name, pa.string(), nullable=False))
    return schema
