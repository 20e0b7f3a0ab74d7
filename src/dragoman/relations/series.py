"""A dyad over time: counts, shares, scores, attention and levels, from day to year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from dragoman.errors import UsageError
from dragoman.relations.acts import WAYS, Acts, mentions_by_day, read_acts
from dragoman.relations.dyads import FEW, SURE
from dragoman.store import Store

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dragoman.relations.bands import ScoreLevels, ShareLevels

PERIODS = ("day", "week", "month", "quarter", "year")
By = Literal["day", "week", "month", "quarter", "year"]


class Point(Struct, frozen=True, kw_only=True):
    """A dyad in one period; ``start`` is the period's first day. Formulas and sources: docs/measures.md.

    ``events`` are acts counted once each, ``documents`` the reports that tell them, ``by_quad`` the acts by quad code
    (1 to 4). ``score_sum`` and ``mean_scale`` are the sum and the mean of the event_scale, ``conflict`` the share of
    quad codes 3 and 4 (0 to 1); means and shares of nothing are ``None``, and ``few`` marks those of fewer than five
    events. Events of a sample count as often as their weight says; ``few`` and the bands go by those seen.
    ``attention`` counts mentions, statements and appeals included; ``attention_share`` is its part in all the
    store's mentions of that period, ``attention_norm`` that part over the dyad's own mean (1: as usual).
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
    counted.
    Raises UsageError for a period or direction that there is not.
    """
    import numpy as np

    if by not in PERIODS:
        raise UsageError(f"no period {by!r}; there are {', '.join(PERIODS)}")
    if direction is not None and direction not in WAYS:
        raise UsageError(f"no direction {direction!r}; there are {', '.join(WAYS)}")
    a, b = a.upper(), b.upper()
    start = None if start is None else _day(first_days(periods(_number(start), by), by))
    end = None if end is None else _day(first_days(periods(_number(end), by) + 1, by) - 1)
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
    first = int(periods(now.min() if start is None else _number(start), by))
    last = int(periods(acts.day.max() if end is None else _number(end), by))
    edges = first_days(np.arange(first, last + 2), by)
    days, _, mentions = mentions_by_day(store, _day(edges[0]), _day(edges[-1] - 1), confidence=confidence)
    every = np.bincount(periods(days, by) - first, weights=mentions, minlength=last - first + 1)
    points = _points(acts, periods(acts.day, by) - first, edges[:-1], every)
    return Series(a=a, b=b, by=by, points=points)


def periods(day: Any, by: str) -> Any:
    """The number of the period that a day (from 1970-01-01) is in, counted from 1970."""
    if by == "day":
        return day
    if by == "week":
        return (day + 3) // 7
    import numpy as np

    months = np.asarray(day).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months // {"month": 1, "quarter": 3, "year": 12}[by]


def first_days(period: Any, by: str) -> Any:
    """The first day (from 1970-01-01) of a numbered period."""
    if by == "day":
        return period
    if by == "week":
        return period * 7 - 3
    import numpy as np

    months = np.asarray(period) * {"month": 1, "quarter": 3, "year": 12}[by]
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _points(
    acts: Acts, period: NDArray[np.int64], firsts: NDArray[np.int64], every: NDArray[Any]
) -> tuple[Point, ...]:
    import numpy as np

    from dragoman.relations.bands import score_levels, share_levels

    count = len(firsts)
    inside = period >= 0  # history before the first report, where no start was asked for
    shown = np.where(inside, period, 0)

    def total(weights: Any, rows: Any = True) -> NDArray[Any]:
        return np.bincount(shown, weights=np.where(inside & rows, weights, 0), minlength=count)

    stand_for = acts.acts * acts.weight
    quads = np.stack([total(stand_for, acts.quad == quad) for quad in (1, 2, 3, 4)]).round().astype(np.int64)
    events = quads.sum(axis=0)
    conflicts = quads[2] + quads[3]
    scores = total(stand_for * acts.score, acts.quad > 0)
    # A level is as sure as the acts that were seen make it, not as those that they stand for.
    seen = total(acts.acts, acts.quad > 0).astype(np.int64)
    seen_conflicts = total(acts.acts, acts.quad > 2).astype(np.int64)
    attention = total(acts.mentions)
    told = (acts.quad > 0)[acts.row] & inside[acts.row]
    reports = np.unique(np.stack([shown[acts.row][told].astype(np.uint64), acts.documents[told]]), axis=1)
    documents = np.bincount(reports[0].astype(np.int64), minlength=count)
    share = attention / every.clip(1)
    usual = attention.sum() / every.sum()
    mean = scores / events.clip(1)
    return tuple(
        Point(
            start=_day(firsts[i]),
            events=int(events[i]),
            documents=int(documents[i]),
            by_quad=(int(quads[0, i]), int(quads[1, i]), int(quads[2, i]), int(quads[3, i])),
            score_sum=float(scores[i]),
            mean_scale=float(mean[i]) if events[i] else None,
            conflict=float(conflicts[i] / events[i]) if events[i] else None,
            few=bool(seen[i] < FEW),
            attention=int(attention[i]),
            attention_share=float(share[i]),
            attention_norm=float(share[i] / usual),
            **bands,
        )
        for i, bands in enumerate(
            _bands(
                share_levels(seen_conflicts[None, :], seen[None, :]),
                score_levels(mean[None, :], seen[None, :]),
            )
        )
    )


def _bands(share: ShareLevels, score: ScoreLevels) -> list[dict[str, float]]:
    """The levels of one dyad and their bands, a dictionary a period."""
    import numpy as np
    from scipy.special import betaincinv, ndtri

    a, b = share.a[0], share.b[0]
    level, spread = score.level[0], np.sqrt(score.variance[0])
    found = {"level": a / (a + b)}
    for name, tail in (("80", 0.1), ("95", 0.025)):
        found[f"low{name}"] = betaincinv(a, b, tail)
        found[f"high{name}"] = betaincinv(a, b, 1 - tail)
    found["score_level"] = level
    for name, tail in (("80", 0.1), ("95", 0.025)):
        found[f"score_low{name}"] = level + ndtri(tail) * spread
        found[f"score_high{name}"] = level - ndtri(tail) * spread
    return [{name: float(column[i]) for name, column in found.items()} for i in range(len(level))]


def point_row(point: Point) -> dict[str, Any]:
    """A point as a flat row of ``point_schema()``: ``by_quad`` becomes q1 to q4."""
    import msgspec

    row: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(point).items():
        if name == "by_quad":
            row.update({f"q{quad}": number for quad, number in enumerate(value, 1)})
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
            fields += [pa.field(f"q{quad}", pa.int64()) for quad in (1, 2, 3, 4)]
        else:
            fields.append(pa.field(name, kinds[hint.removesuffix(" | None")]))
    return pa.schema(fields, metadata={"dragoman.table": "series"})


def _number(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days


def _day(number: Any) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(number))
