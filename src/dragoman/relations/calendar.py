"""The calendar of two countries: dates that reports look ahead to, and days that return each year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from dragoman.errors import UsageError
from dragoman.records import CalendarEntry, Document, Event
from dragoman.relations.dyads import SURE, is_measured, is_own_date
from dragoman.relations.occasions import YEARLY, occasion_of
from dragoman.relations.recurring import REACH, Peak, named, next_date, recurring
from dragoman.relations.topic import Topic
from dragoman.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

RETURNING = "recurring"
LEARNED = "learned"


class Date(Struct, frozen=True, kw_only=True):
    """A date of the calendar.

    ``kind`` is what the reports call it (scheduled, expected, recurring), or learned for a day of the year that no
    report names but history shows. ``date`` is its first day after the as-of date, ``precision`` day, week or
    month. ``document``, ``start`` and ``end`` say where the words of a report stand, ``what`` which these are
    (for what returns: its occasion, empty where no report names one).

    For what returns, ``events`` are the ids of what happened within three days of it before, the newest first, and
    ``years`` those that were busier about it than their mean; ``acts`` were counted then in all years where
    ``expected`` are usual. ``p_value`` is the chance of such a day, corrected for 366 looks where it was learned, for
    none where a report names it; ``None`` where there is too little to say.
    """

    date: dt.date
    precision: str
    kind: str
    what: str
    document: str | None = None
    start: int | None = None
    end: int | None = None
    years: tuple[int, ...] = ()
    acts: int | None = None
    expected: float | None = None
    p_value: float | None = None
    events: tuple[str, ...] = ()


class Calendar(tuple[Date, ...]):
    """Dates in order. pandas, polars and whatever takes Arrow streams read them as they are."""

    __slots__ = ()

    def to_arrow(self) -> pa.Table:
        """One row a date, with the columns of ``Date``; empty and typed when there are none."""
        import pyarrow as pa

        return pa.Table.from_pylist([asdict(date) for date in self], schema=date_schema())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def calendar(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    today: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> Calendar:
    """The dates of two countries, given by code, from ``start`` to ``end``, the nearest first.

    ``today`` is the as-of date, by default the last date of publication in the store, else that of its last event;
    what was published after it is left out, and what returns has its first date after it. ``start`` is by default
    the day after, ``end`` none.
    """
    a, b = a.upper(), b.upper()
    if start and end and end < start:
        raise UsageError(f"the calendar would begin on {start} and end on {end}")
    summary = store.summary()
    asof = today or summary.last_published or summary.last
    if asof is None:
        return Calendar()
    first = start or asof + dt.timedelta(days=1)
    events = store.events(a, b, None, None, confidence=confidence)
    events = [one for one in events if one.cite_info.date is None or one.cite_info.date <= asof]
    entries = _entries(store, a, b, events)
    dates = list(_scheduled(entries))
    returning = _returning(entries)
    told = {day for day in returning if day[1]}
    known = named(store, a, b, sorted(told), asof, confidence=confidence) if told else {}
    for season, (entry, document) in returning.items():
        date = next_date(season[0], season[1] or 1, asof)
        dates.append(_again(date, known.get(season), events, entry, document))
    for peak in recurring(store, a, b, asof, confidence=confidence):
        if not any(_days_apart((peak.month, peak.day), day) <= REACH for day in told):
            dates.append(_again(next_date(peak.month, peak.day, asof), peak, events))
    inside = [one for one in dates if first <= one.date and (end is None or one.date <= end)]
    return Calendar(sorted(inside, key=lambda one: (one.date, one.kind, one.document or "", one.start or 0)))


def about(month: int, day: int, events: list[Event]) -> list[Event]:
    """What happened within three days of a day of the year, the newest first."""
    found = [
        event
        for event in events
        if event.date is not None
        and (event.date_precision or "day") == "day"
        and is_measured(event)
        and is_own_date(event)
        and _days_apart((event.date.month, event.date.day), (month, day)) <= REACH
    ]
    return sorted(found, key=lambda event: (-(event.date or dt.date.min).toordinal(), event.id))


def _entries(store: Store, a: str, b: str, events: list[Event]) -> list[tuple[CalendarEntry, Document]]:
    """What the reports on the two say of dates, where the sentence or the one before speaks of either."""
    topic = Topic([a, b], events)
    return [
        (entry, one.document)
        for one in store.annotations(list(dict.fromkeys(event.cite_info.document for event in events)))
        for entry in one.calendar
        if topic.is_near(one.document, entry.start, entry.end)
    ]


def _scheduled(entries: list[tuple[CalendarEntry, Document]]) -> list[Date]:
    """Dates that come once, told once."""
    found: dict[tuple[dt.date, str, str], Date] = {}
    for entry, document in entries:
        if entry.certainty == RETURNING:
            continue
        key = (entry.date, entry.precision, entry.what.casefold())
        found.setdefault(
            key,
            Date(
                date=entry.date,
                precision=entry.precision,
                kind=entry.certainty,
                what=entry.what,
                document=document.id,
                start=entry.start,
                end=entry.end,
            ),
        )
    return list(found.values())


def _returning(
    entries: list[tuple[CalendarEntry, Document]],
) -> dict[tuple[int, int], tuple[CalendarEntry, Document]]:
    """The days of the year (0 for a whole month) that return: by the word of one report, or by reports of two years.

    Each stands with the entry that names its occasion, or else with the first.
    """
    found: dict[tuple[int, int], list[tuple[CalendarEntry, Document]]] = {}
    for entry, document in entries:
        if entry.certainty == RETURNING:
            season = (entry.date.month, 0 if entry.precision == "month" else entry.date.day)
            found.setdefault(season, []).append((entry, document))
    return {
        season: max(told, key=lambda one: occasion_of(one[0].what) is not None)
        for season, told in found.items()
        if len({entry.date.year for entry, _ in told}) > 1 or any(YEARLY.search(one.what) for one, _ in told)
    }


def _again(
    date: dt.date,
    peak: Peak | None,
    events: list[Event],
    entry: CalendarEntry | None = None,
    document: Document | None = None,
) -> Date:
    """A day that returns, with what happened on it before."""
    precision = entry.precision if entry else "day"
    before = about(date.month, date.day, events) if precision == "day" else []
    return Date(
        date=date,
        precision=precision,
        kind=RETURNING if entry else LEARNED,
        what=(occasion_of(entry.what) or "") if entry else "",
        document=document.id if document else None,
        start=entry.start if entry else None,
        end=entry.end if entry else None,
        years=peak.years if peak else (),
        acts=peak.acts if peak else None,
        expected=peak.expected if peak else None,
        p_value=peak.p_value if peak else None,
        events=tuple(event.id for event in before),
    )


def _days_apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Days between two days of the year, over the new year where that is nearer."""
    first, second = (dt.date(2000, *day).timetuple().tm_yday for day in (one, other))
    return min(abs(first - second), 366 - abs(first - second))


def date_schema() -> pa.Schema:
    """The columns of a calendar as an Arrow table: those of ``Date``."""
    import pyarrow as pa

    kinds = {
        "dt.date": pa.date32(),
        "str": pa.string(),
        "int": pa.int32(),
        "float": pa.float64(),
        "tuple[int, ...]": pa.list_(pa.int32()),
        "tuple[str, ...]": pa.list_(pa.string()),
    }
    return pa.schema(
        [(name, kinds[hint.removesuffix(" | None")]) for name, hint in Date.__annotations__.items()],
        metadata={"dragoman.table": "calendar"},
    )
