"""A dyad over time: counts, shares, scores, attention and levels, from day to year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dragoman.errors import UsageError
from dragoman.relations.acts import WAYS, Acts, mentions_by_day, read_acts
from dragoman.relations.dyads import SURE
from dragoman.relations.measures import Tally, measure_all
from dragoman.relations.periods import PERIODS, date_of, first_days, number_of, periods, whole
from dragoman.relations.showing import html_table
from dragoman.store import Store

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_QUADS = ("q1", "q2", "q3", "q4")


class Point(Struct, frozen=True, kw_only=True):
    """A dyad in one period; ``start`` is the period's first day. Formulas and sources: docs/measures.md.

    ``events`` are acts counted once each, ``documents`` the reports that tell them, ``by_quad`` the acts by quad code
    (1 to 4). ``score_sum`` and ``mean_scale`` are the sum and the mean of the event_scale, ``conflict`` the share of
    quad codes 3 and 4 (0 to 1); means and shares of nothing are ``None``, and ``few`` marks those of fewer than five
    events. Events of a sample count as often as their weight says; ``few`` and the bands go by those seen.
    ``attention`` counts mentions, statements and appeals included; ``attention_share`` is its part in all
    the store's events of that period, ``attention_norm`` that part over the dyad's own mean (1: as usual).
    ``level`` is the level of the share of conflict as known at the end of the period, with the bands that hold it
    with a chance of 80 and 95 percent; ``score_level`` likewise that of the mean score.
    """

    start: dt.date
    events: int
    documents: int
    by_quad: tuple[int, int, int, int]
    score_sum: float
    mean_scale: float | None
    conflict: float | None
    few: bool
    attention: int
    attention_share: float
    attention_norm: float
    level: float
    low80: float
    high80: float
    low95: float
    high95: float
    score_level: float
    score_low80: float
    score_high80: float
    score_low95: float
    score_high95: float


class Series(Struct, frozen=True, kw_only=True):
    """The points of a dyad, one a period without gaps; none where the store has no event of it.

    pandas, polars and whatever else takes Arrow streams read a Series as it is: ``polars.DataFrame(series)``.
    """

    a: str
    b: str
    by: str
    points: tuple[Point, ...]

    def to_arrow(self) -> pa.Table:
        """The points as an Arrow table of ``point_schema()``; empty and typed when there are none."""
        import pyarrow as pa

        return pa.Table.from_pylist([point_row(point) for point in self.points], schema=point_schema())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        if not self.points:
            return f"<Series {self.a}-{self.b} by {self.by}: no event>"
        events = sum(point.events for point in self.points)
        first, last = self.points[0].start, self.points[-1].start
        return f"<Series {self.a}-{self.b} by {self.by}, {first} to {last}: {events} events>"

    def _repr_html_(self) -> str:
        return html_table(
            repr(self)[1:-1],
            (self.by, "events", "documents", "mean score", "share of conflict", "level of the score"),
            (
                (
                    point.start,
                    point.events,
                    point.documents,
                    point.mean_scale,
                    point.conflict,
                    point.score_level,
                )
                for point in self.points
            ),
        )


def series(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str = "month",
    direction: str | None = None,
    context: str | None = None,
    sector: str | None = None,
    confidence: float = SURE,
) -> Series:
    """Two countries, given by code, over time.

    ``by`` is day, week (from Monday), month, quarter or year. ``direction`` asks for what ``a`` did to ``b`` (forward),
    the reverse (backward) or what both did together (mutual); ``context`` and ``sector`` (of the acting side) narrow it
    down. ``start`` and ``end`` are inclusive and widened to whole periods; without them the series runs from the
    dyad's first event that is no history at its time of report to its last. ``confidence`` is the least of an event
    counted. Raises UsageError for a period or direction that there is not.
    """
    import numpy as np

    if by not in PERIODS:
        raise UsageError(f"no period {by!r}; there are {', '.join(PERIODS)}")
    if direction is not None and direction not in WAYS:
        raise UsageError(f"no direction {direction!r}; there are {', '.join(WAYS)}")
    a, b = a.upper(), b.upper()
    start, end = whole(start, end, by)
    acts = read_acts(
        store,
        a,
        b,
        start,
        end,
        by=by,
        direction=direction,
        context=context,
        sector=sector,
        confidence=confidence,
    )
    now = acts.day[~acts.historical]
    if not len(acts) or (start is None and not len(now)):
        return Series(a=a, b=b, by=by, points=())
    first = int(periods(now.min() if start is None else number_of(start), by))
    last = int(periods(acts.day.max() if end is None else number_of(end), by))
    edges = first_days(np.arange(first, last + 2), by)
    days, _, mentions = mentions_by_day(
        store, date_of(edges[0]), date_of(edges[-1] - 1), confidence=confidence
    )
    every = np.bincount(periods(days, by) - first, weights=mentions, minlength=last - first + 1)
    columns = measure_all(_tally(acts, periods(acts.day, by) - first, every))
    return Series(a=a, b=b, by=by, points=_points(edges[:-1], columns))


def _tally(acts: Acts, period: NDArray[np.int64], every: NDArray[Any]) -> Tally:
    """One dyad's acts by period; history before the first period, where no start was asked for, is left out."""
    import numpy as np

    count = len(every)
    inside = (period >= 0) & (period < count)

    def total(weights: Any, rows: Any = True) -> NDArray[np.float64]:
        chosen = inside & rows
        return np.bincount(period[chosen], weights=weights[chosen], minlength=count)[None, :].astype(
            np.float64
        )

    stand_for = acts.acts * acts.weight
    measured = acts.quad > 0
    told = (measured & inside)[acts.row]
    reports = np.unique(np.stack([period[acts.row][told].astype(np.uint64), acts.documents[told]]), axis=1)
    return Tally(
        quads=np.stack([total(stand_for, acts.quad == quad) for quad in (1, 2, 3, 4)]),
        score=total(stand_for * acts.score, measured),
        attention=total(acts.mentions.astype(np.float64)),
        documents=np.bincount(reports[0].astype(np.int64), minlength=count)[None, :].astype(np.float64),
        seen=total(acts.acts, measured),
        conflicts=total(acts.acts, acts.quad > 2),
        every=every.astype(np.float64),
    )


def _points(firsts: NDArray[np.int64], columns: dict[str, NDArray[Any]]) -> tuple[Point, ...]:
    """The columns of one dyad as points."""
    names = [name for name in columns if name not in _QUADS]
    rows = zip(*(columns[name][0].tolist() for name in names), strict=True)
    quads = zip(*(columns[name][0].tolist() for name in _QUADS), strict=True)
    points = []
    for first, row, by_quad in zip(firsts, rows, quads, strict=True):
        cells: dict[str, Any] = {
            name: None if cell != cell else cell for name, cell in zip(names, row, strict=True)
        }
        points.append(Point(start=date_of(first), by_quad=by_quad, **cells))
    return tuple(points)


def point_row(point: Point) -> dict[str, Any]:
    """A point as a flat row of ``point_schema()``: ``by_quad`` becomes q1 to q4."""
    import msgspec

    row: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(point).items():
        if name == "by_quad":
            row.update(zip(_QUADS, value, strict=True))
        else:
            row[name] = value
    return row


def point_schema() -> pa.Schema:
    """The columns of a series as an Arrow table: those of ``Point``, with q1 to q4 for ``by_quad``."""
    import pyarrow as pa

    kinds = {"dt.date": pa.date32(), "int": pa.int64(), "bool": pa.bool_(), "float": pa.float64()}
    fields: list[Any] = []
    for name, hint in Point.__annotations__.items():
        if name == "by_quad":
            fields += [pa.field(quad, pa.int64()) for quad in _QUADS]
        else:
            fields.append(pa.field(name, kinds[hint.removesuffix(" | None")]))
    return pa.schema(fields, metadata={"dragoman.table": "series"})
