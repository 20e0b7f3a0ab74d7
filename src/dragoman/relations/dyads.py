"""Two countries, summed up: what each did to the other, how much of it was conflict, and when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dragoman.records import Event
from dragoman.relations.showing import html_table
from dragoman.schema import side
from dragoman.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

SURE = 0.5
"""Figures and briefs rest on what the coder holds for more likely than not."""

FEW = 5
"""A mean over fewer events than this says little; ``Measure.few`` marks it."""

NOT_MEASURED = frozenset({"negated", "hypothetical", "future"})
"""Events that did not happen, or not yet: kept for display, left out of every figure."""

_DATED_TO_A_YEAR = frozenset({"day", "week", "month", "season", "year"})


class Measure(Struct, frozen=True, kw_only=True):
    """Figures over some events.

    ``by_quad`` counts events by quad code (1-4), ``by_type`` by type, the most frequent first.
    ``mean_scale`` is the mean event_scale (-10 to 10), ``conflict`` the share of quad codes 3 and 4 (0 to 1);
    both are ``None`` without events. ``few``: the mean rests on fewer than five events and is to be shown with
    their number.
    """

    events: int
    documents: int
    by_quad: dict[int, int]
    by_type: dict[str, int]
    mean_scale: float | None
    conflict: float | None
    few: bool

    @property
    def conflicts(self) -> int:
        """How many of the events are conflict, verbal or material."""
        return self.by_quad.get(3, 0) + self.by_quad.get(4, 0)


class Year(Struct, frozen=True, kw_only=True):
    """The events dated to one year; ``few`` as in ``Measure``."""

    year: int
    cooperation: int
    conflict: int
    mean_scale: float
    few: bool

    @property
    def events(self) -> int:
        """How many events the year has."""
        return self.cooperation + self.conflict


class Pair(Struct, frozen=True, kw_only=True):
    """How two countries dealt with each other between ``start`` and ``end`` (``None``: from or to any date).

    ``events`` are all events of the dyad in order of date; the figures leave out those that are negated,
    hypothetical or in the future. ``forward`` is what ``a`` did to ``b``, ``backward`` the reverse, ``mutual``
    what both did together. ``first`` and ``last`` are dates of measured events.
    """

    a: str
    b: str
    start: dt.date | None
    end: dt.date | None
    events: tuple[Event, ...]
    total: Measure
    forward: Measure
    backward: Measure
    mutual: Measure
    years: tuple[Year, ...]
    first: dt.date | None
    last: dt.date | None

    def to_arrow(self) -> pa.Table:
        """One row of figures: for each way, and for all, events, mean scale and share of conflict."""
        import pyarrow as pa

        columns: dict[str, Any] = {"a": self.a, "b": self.b, "first": self.first, "last": self.last}
        fields = [("a", pa.string()), ("b", pa.string()), ("first", pa.date32()), ("last", pa.date32())]
        for name, measure in (
            ("a_to_b", self.forward),
            ("b_to_a", self.backward),
            ("together", self.mutual),
            ("all", self.total),
        ):
            columns[f"{name}_events"] = measure.events
            columns[f"{name}_scale"] = measure.mean_scale
            columns[f"{name}_conflict"] = measure.conflict
            fields.append((f"{name}_events", pa.int64()))
            fields += [(f"{name}_{what}", pa.float64()) for what in ("scale", "conflict")]
        return pa.Table.from_pylist([columns], schema=pa.schema(fields, metadata={"dragoman.table": "pair"}))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        mean = "" if self.total.mean_scale is None else f", mean score {self.total.mean_scale:+.1f}"
        return f"<Pair {self.a}-{self.b}: {self.total.events} events{mean}>"

    def _repr_html_(self) -> str:
        ways = (
            (f"{self.a} to {self.b}", self.forward),
            (f"{self.b} to {self.a}", self.backward),
            ("together", self.mutual),
            ("all", self.total),
        )
        return html_table(
            repr(self)[1:-1],
            ("direction", "events", "documents", "of conflict", "mean score", "share of conflict"),
            (
                (name, one.events, one.documents, one.conflicts, one.mean_scale, one.conflict)
                for name, one in ways
            ),
        )


def pair(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> Pair:
    """Sum up the events between two countries, given by code. No events give a Pair of zeros.

    ``confidence`` is the least that an event must have to be counted.
    """
    a, b = a.upper(), b.upper()
    return summarise(store.events(a, b, start, end, confidence=confidence), a, b, start, end)


def summarise(
    events: Sequence[Event], a: str, b: str, start: dt.date | None = None, end: dt.date | None = None
) -> Pair:
    """The same for events that are at hand already and belong to the dyad."""
    counted = [event for event in events if is_measured(event)]
    ways: dict[str, list[Event]] = {"forward": [], "backward": [], "mutual": []}
    for event in counted:
        ways[direction(event, a, b)].append(event)
    dates = [event.date for event in counted if event.date is not None]
    return Pair(
        a=a,
        b=b,
        start=start,
        end=end,
        events=tuple(events),
        total=measure(counted),
        forward=measure(ways["forward"]),
        backward=measure(ways["backward"]),
        mutual=measure(ways["mutual"]),
        years=by_year(counted),
        first=min(dates, default=None),
        last=max(dates, default=None),
    )


def is_measured(event: Event) -> bool:
    """True for events that happened: neither negated nor hypothetical nor in the future."""
    return NOT_MEASURED.isdisjoint(event.auxiliary)


def direction(event: Event, a: str, b: str) -> str:
    """``forward`` from a to b, ``backward`` from b to a, ``mutual`` when both are among the actors."""
    actors = {side(actor) for actor in event.actor}
    if a in actors and b in actors:
        return "mutual"
    return "forward" if a in actors else "backward"


def measure(events: Iterable[Event]) -> Measure:
    """Figures over the events given."""
    found = list(events)
    quads = Counter(event.quad_code for event in found)
    types = Counter(event.event for event in found)
    count = len(found)
    return Measure(
        events=count,
        documents=len({event.cite_info.document for event in found}),
        by_quad={code: quads[code] for code in sorted(quads)},
        by_type=dict(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        mean_scale=sum(event.event_scale for event in found) / count if count else None,
        conflict=(quads[3] + quads[4]) / count if count else None,
        few=count < FEW,
    )


def by_year(events: Iterable[Event]) -> tuple[Year, ...]:
    """The events by the year they are dated to; those of no year ("in the 1990s") are left out."""
    years: dict[int, list[Event]] = {}
    for event in events:
        if event.date is not None and has_year(event):
            years.setdefault(event.date.year, []).append(event)
    return tuple(
        Year(
            year=year,
            cooperation=sum(event.quad_code in (1, 2) for event in found),
            conflict=sum(event.quad_code in (3, 4) for event in found),
            mean_scale=sum(event.event_scale for event in found) / len(found),
            few=len(found) < FEW,
        )
        for year, found in sorted(years.items())
    )


def has_year(event: Event) -> bool:
    """True for events dated to one year or closer, by more than the date of a report that looks back."""
    return event.date is not None and event.date_precision in _DATED_TO_A_YEAR and is_own_date(event)


def is_own_date(event: Event) -> bool:
    """False for an event from history that only has the date of the report's publication."""
    return not ("historical" in event.auxiliary and event.date_source == "publication")
