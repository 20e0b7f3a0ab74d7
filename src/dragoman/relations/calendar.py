"""The calendar of a pair: what the reports look ahead to, and the days that come back every year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from dragoman.records import CalendarEntry, Document
from dragoman.relations.dyads import SURE
from dragoman.relations.recurring import recurring
from dragoman.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

HISTORY = "history"


class Date(Struct, frozen=True, kw_only=True):
    """One date of a pair's calendar.

    ``certainty`` is scheduled, expected or recurring; ``what`` says what the report names, and for a day learned from
    history how often events piled up on it. ``document``, ``start`` and ``end`` lead to the words, or are ``None``
    with ``source`` history; ``events`` are then the ids of what happened on the day before, the latest first.
    """

    date: dt.date
    precision: str
    certainty: str
    what: str
    source: str
    document: str | None = None
    start: int | None = None
    end: int | None = None
    events: tuple[str, ...] = ()
    p_value: float | None = None


class Calendar(tuple[Date, ...]):
    """Dates in order. pandas, polars and whatever takes Arrow streams read them as they are."""

    __slots__ = ()

    def to_arrow(self) -> pa.Table:
        """One row a date, with the columns of ``Date``; empty and typed when there are none."""
        import pyarrow as pa

        schema = pa.schema(
            [
                ("date", pa.date32()),
                ("precision", pa.string()),
                ("certainty", pa.string()),
                ("what", pa.string()),
                ("source", pa.string()),
                ("document", pa.string()),
                ("start", pa.int64()),
                ("end", pa.int64()),
                ("events", pa.list_(pa.string())),
                ("p_value", pa.float64()),
            ],
            metadata={"dragoman.table": "calendar"},
        )
        return pa.Table.from_pylist([asdict(one) for one in self], schema=schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def calendar(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> Calendar:
    """The dates that concern two countries, given by code, from ``start`` to ``end``.

    By default from the day after the store's last report, for a year. Dates of texts are those of reports that tell of
    the pair; what several reports name in the same words is told once, in the words of the latest.
    """
    a, b = a.upper(), b.upper()
    summary = store.summary()
    last = summary.last_published or summary.last
    if start is None:
        if last is None:
            return Calendar()
        start = last + dt.timedelta(days=1)
    end = end or start + dt.timedelta(days=365)
    told: dict[tuple[dt.date, str], Date] = {}
    for document, entry in _entries(store, a, b, start - dt.timedelta(days=1), confidence):
        date = _upcoming(entry, start)
        if date is None or date > end:
            continue
        told[date, entry.what.casefold()] = Date(
            date=date,
            precision=entry.precision,
            certainty=entry.certainty,
            what=entry.what,
            source="text",
            document=document.id,
            start=entry.start,
            end=entry.end,
        )
    learned = [
        Date(
            date=one.next,
            precision="day",
            certainty="recurring",
            what=f"events piled up around this day in {len(one.years)} of {one.of} years",
            source=HISTORY,
            events=one.events,
            p_value=one.p_value,
        )
        for one in recurring(store, a, b, start - dt.timedelta(days=1), confidence=confidence)
        if one.next <= end
    ]
    return Calendar(sorted((*told.values(), *learned), key=lambda one: (one.date, one.source, one.what)))


def _entries(
    store: Store, a: str, b: str, asof: dt.date, confidence: float
) -> list[tuple[Document, CalendarEntry]]:
    """The calendar entries of the reports that tell of the pair and were out by a day, the oldest report first."""
    ids = list(dict.fromkeys(event.cite_info.document for event in store.events(a, b, confidence=confidence)))
    reports = [
        one for one in store.annotations(ids) if not one.document.published or one.document.published <= asof
    ]
    reports.sort(key=lambda one: (one.document.published or dt.date.min, one.document.id))
    return [(one.document, entry) for one in reports for entry in one.calendar]


def _upcoming(entry: CalendarEntry, start: dt.date) -> dt.date | None:
    """The first day from ``start`` on which an entry falls; ``None`` for one that is over."""
    if entry.certainty != "recurring":
        return entry.date if entry.date >= start else None
    for year in (start.year, start.year + 1):
        day = min(entry.date.day, 28) if entry.date.month == 2 else entry.date.day
        date = entry.date.replace(year=year, day=day)
        if date >= start:
            return max(date, entry.date)
    return None
