"""The acts of a dyad as arrays: what its series and turning points are counted from.

An act is counted once, however many reports tell it. The rule is the one-a-day filter of event data
(Schrodt & Gerner 2012, Analyzing International Event Data, ch. 2), kept from swallowing two acts that one report
tells apart: of the events of one type, on one day, in one direction, as many acts are counted as the report
that tells most of them has. Left out are events that are negated, hypothetical or in the future (their date
may be one day after the report's, as clocks differ), those without a date, and those of history that have no date
but the report's.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dragoman.store import Store
from dragoman.store.query import conditions

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

WAYS = ("forward", "backward", "mutual")
PRECISION = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "week", "month"),
    "quarter": ("day", "week", "month"),
    "year": ("day", "week", "month", "season", "year"),
}
"""For each period, how finely an event has to be dated to be counted in it."""

_HAPPENED = (
    "date IS NOT NULL AND coalesce(date <= published + 1, true)"
    " AND NOT coalesce(list_has_any(auxiliary, ['negated', 'hypothetical', 'future']), false)"
    " AND NOT coalesce(list_contains(auxiliary, 'historical') AND date_source = 'publication', false)"
)
_HISTORY = "coalesce(list_contains(auxiliary, 'historical') OR date < published - 366, false)"
_WAY = (
    "CASE WHEN NOT list_contains(actor, ?) THEN 'backward' WHEN list_contains(actor, ?) THEN 'mutual'"
    " ELSE 'forward' END"
)
_SECTOR = "len(list_filter(list_zip(actor, actor_sector), lambda x: x[1] IN (?, ?) AND x[2] = ?)) > 0"


class Acts(Struct, frozen=True, kw_only=True):
    """Arrays of one length, a row an act (or several of one type on one day), in order of day.

    ``day`` counts from 1970-01-01; ``quad`` is 1 to 4, or 0 for what has no PLOVER type (statements, appeals),
    which is attention and never counted as an act. ``acts`` is the number counted, ``score`` their mean score,
    ``weight`` how many events each stands for (1, or more in a sample), ``mentions`` how often reports tell them,
    weighted. ``documents`` holds a number for each report, ``row`` the row that it belongs to. ``historical`` marks
    rows that reports only look back at, from more than a year later or by saying so.
    """

    day: NDArray[np.int64]
    quad: NDArray[np.int64]
    acts: NDArray[np.int64]
    score: NDArray[np.float64]
    weight: NDArray[np.float64]
    mentions: NDArray[np.int64]
    historical: NDArray[np.bool_]
    documents: NDArray[np.uint64]
    row: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.day)


def read_acts(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str = "day",
    direction: str | None = None,
    context: str | None = None,
    sector: str | None = None,
    confidence: float = 0.0,
) -> Acts:
    """The acts between two countries that are dated finely enough for periods of ``by``.

    ``sector`` asks for acts of one of the two sides' actors in that sector.
    """
    import numpy as np
    import pyarrow.compute as pc

    where, values = conditions(
        a, b, start, end, {"confidence": confidence, "context": context}, attention=True
    )
    where.append(f"{_HAPPENED} AND coalesce(date_precision, 'day') IN (SELECT unnest(?))")
    values.append(list(PRECISION[by]))
    if sector is not None:
        where.append(_SECTOR)
        values += [a, b, sector]
    wanted = "" if direction is None else f"WHERE way = '{direction}'"
    found = store.ask(
        f"""
        WITH told AS (
            SELECT date, document, event,
                {_WAY} AS way,
                coalesce(quad_code, 0) AS quad, count(*) AS acts, avg(event_scale) AS score,
                avg(coalesce(weight, 1)) AS weight,
                bool_and({_HISTORY}) AS historical
            FROM events WHERE {" AND ".join(where)} GROUP BY ALL
        )
        SELECT date, quad, max(acts) AS acts, avg(score) AS score, avg(weight) AS weight,
            sum(acts * weight) AS mentions,
            bool_and(historical) AS historical, list(hash(document)) AS documents
        FROM told {wanted} GROUP BY date, way, event, quad ORDER BY date, way, event, quad
        """,
        [a, b, *values],
    )
    documents = found.column("documents").combine_chunks()

    def column(name: str, kind: Any) -> Any:
        return found.column(name).to_numpy().astype(kind)

    return Acts(
        day=found.column("date").to_numpy().astype("datetime64[D]").astype(np.int64),
        quad=column("quad", np.int64),
        acts=column("acts", np.int64),
        score=np.nan_to_num(column("score", np.float64)),
        weight=column("weight", np.float64),
        mentions=column("mentions", np.int64),
        historical=column("historical", np.bool_),
        documents=pc.list_flatten(documents).to_numpy(zero_copy_only=False).astype(np.uint64),
        row=pc.list_parent_indices(documents).to_numpy(zero_copy_only=False).astype(np.int64),
    )


def mentions_by_day(
    store: Store, start: dt.date | None = None, end: dt.date | None = None, *, confidence: float = 0.0
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Days (from 1970-01-01) that the store has events of, how many, and how many those stand for.

    These are all events, whatever became of them: the list of auxiliaries is not read, which halves the time that
    ten million events take.
    """
    import numpy as np

    where, values = conditions(None, None, start, end, {"confidence": confidence}, attention=True)
    found = store.ask(
        "SELECT date, count(*) AS found, sum(coalesce(weight, 1)) AS mentions FROM events"
        f" WHERE {' AND '.join(['date IS NOT NULL', *where])} GROUP BY date ORDER BY date",
        values,
    )
    days = found.column("date").to_numpy().astype("datetime64[D]").astype(np.int64)
    return days, *(found.column(name).to_numpy().astype(np.int64) for name in ("found", "mentions"))


_PAIRS = """
    WITH sides AS (
        SELECT *, unnest(list_distinct(actor)) AS x FROM events WHERE {where}
    ), told AS (
        SELECT date, document, event, x, y, list_contains(actor, y) AS together, coalesce(quad_code, 0) AS quad,
            count(*) AS acts, avg(event_scale) AS score, avg(coalesce(weight, 1)) AS weight
        FROM sides, unnest(list_distinct(list_concat(coalesce(recipient, []), actor))) AS other(y)
        WHERE y <> x AND NOT (x > y AND list_contains(actor, y))
        GROUP BY ALL
    ), once AS (
        SELECT date, least(x, y) AS a, greatest(x, y) AS b, x < y AS way, together, quad, event,
            max(acts) AS acts, avg(score) AS score, avg(weight) AS weight,
            sum(acts) AS told, sum(acts * weight) AS mentions
        FROM told GROUP BY ALL
    )
"""


def read_pairs(store: Store, end: dt.date | None = None, *, confidence: float = 0.0) -> pa.Table:
    """The acts of all dyads, dated to a day: a, b (in the order of the alphabet), date, conflict, acts, told.

    History is left out. One row for each day and kind of act; dyads stand together. ``told`` counts reports.
    """
    where, values = conditions(None, None, None, end, {"confidence": confidence}, attention=True)
    where += [_HAPPENED, f"NOT {_HISTORY}", "coalesce(date_precision, 'day') = 'day'"]
    return store.ask(
        _PAIRS.format(where=" AND ".join(where))
        + """
        SELECT a, b, date, quad > 2 AS conflict,
            sum(CASE WHEN quad > 0 THEN acts ELSE 0 END)::DOUBLE AS acts,
            sum(told)::DOUBLE AS told
        FROM once GROUP BY ALL ORDER BY a, b
        """,
        values,
    )


def read_panel(store: Store, start: dt.date, end: dt.date, *, by: str, confidence: float = 0.0) -> pa.Table:
    """The acts of all dyads by period, one row a dyad and period that has any; dyads stand together.

    Columns: a, b, start (the period's first day), q1 to q4, score, attention, documents, seen, conflicts, as in
    ``measures.Tally``.
    """
    where, values = conditions(None, None, start, end, {"confidence": confidence}, attention=True)
    where += [_HAPPENED, "coalesce(date_precision, 'day') IN (SELECT unnest(?))"]
    quads = ", ".join(
        f"sum(CASE WHEN quad = {quad} THEN acts * weight ELSE 0 END) AS q{quad}" for quad in (1, 2, 3, 4)
    )
    return store.ask(
        _PAIRS.format(where=" AND ".join(where))
        + f"""
        , reports AS (
            SELECT least(x, y) AS a, greatest(x, y) AS b, date_trunc('{by}', date)::DATE AS start,
                count(DISTINCT document) AS documents
            FROM told WHERE quad > 0 GROUP BY ALL
        ), tally AS (
            SELECT a, b, date_trunc('{by}', date)::DATE AS start, {quads},
                sum(CASE WHEN quad > 0 THEN acts * weight * score ELSE 0 END) AS score,
                sum(mentions) AS attention, sum(CASE WHEN quad > 0 THEN acts ELSE 0 END)::DOUBLE AS seen,
                sum(CASE WHEN quad > 2 THEN acts ELSE 0 END)::DOUBLE AS conflicts
            FROM once GROUP BY ALL
        )
        SELECT tally.*, coalesce(documents, 0) AS documents
        FROM tally LEFT JOIN reports USING (a, b, start) ORDER BY a, b, start
        """,
        [*values, list(PRECISION[by])],
    )


def read_evidence(
    store: Store,
    a: str,
    b: str,
    start: dt.date,
    end: dt.date | None,
    *,
    conflict: bool,
    direction: str | None = None,
    confidence: float = 0.0,
) -> list[str]:
    """The ids of a dyad's acts of conflict, or of cooperation, the most telling first.

    That is those with the strongest event_scale that the coder is surest of; types take turns, so that ten
    reports of one kind of act do not hide another.
    """
    where, values = conditions(a, b, start, end, {"confidence": confidence})
    where += [_HAPPENED, "coalesce(date_precision, 'day') = 'day'", f"NOT {_HISTORY}"]
    where.append("quad_code > 2" if conflict else "quad_code < 3")
    wanted = "" if direction is None else f"WHERE way = '{direction}'"
    found = store.ask(
        f"""
        WITH acts AS (
            SELECT id, date, {_WAY} AS way, abs(event_scale) * confidence AS weight,
                row_number() OVER (PARTITION BY event ORDER BY abs(event_scale) * confidence DESC, date, id) AS turn
            FROM events WHERE {" AND ".join(where)}
        )
        SELECT id FROM acts {wanted} ORDER BY turn, weight DESC, date, id
        """,
        [a, b, *values],
    )
    return [str(id) for id in found.column("id").to_pylist()]
