"""Which pairs of countries moved most: the last days against each pair's own norm."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from dragoman.actors.tables import territories
from dragoman.relations.dyads import FEW, SURE
from dragoman.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

NORM = 3 * 365
"""Days before the window that a pair's norm is made of."""
USUAL_SPREAD = 4.5
"""Standard deviation of scores that a pair without many events is given: near that of a large store of news."""
USUAL_WEIGHT = 10
"""So many events of that spread are added to a pair's own."""


class Move(Struct, frozen=True, kw_only=True):
    """How far a pair moved. ``events`` and ``mean_scale`` are of the window, ``before`` those of the norm.

    ``change`` is the difference of the means, ``weight`` that difference over its standard error: with the variance
    of the pair's scores pooled over both times and drawn towards the usual one, s = sqrt((SS + k u^2) / (n + m + k)),
    the two-sample statistic is change / (s sqrt(1/n + 1/m)). ``conflict`` is the share of conflict in the window.
    """

    a: str
    b: str
    events: int
    mean_scale: float
    conflict: float
    before_events: int
    before_scale: float
    change: float
    weight: float


_ACTS = """
told AS (
    SELECT id, date, document, event, quad_code, event_scale, actor, recipient FROM events
    WHERE event IS NOT NULL AND date > $1 AND date <= $2 AND confidence >= $3
        AND coalesce(date_precision, 'day') IN ('day', 'week', 'month')
        AND coalesce(date BETWEEN published - 366 AND published + 1, true)
        AND NOT coalesce(list_has_any(auxiliary, ['negated', 'hypothetical', 'future', 'historical']), false)
), sides AS (
    SELECT *, unnest(actor) AS one, list_distinct(list_concat(actor, recipient)) AS others FROM told
), pairs AS (
    SELECT DISTINCT id, date, document, event, quad_code, event_scale,
        least(one, other) AS a, greatest(one, other) AS b,
        CASE WHEN list_contains(actor, other) THEN 'mutual' WHEN one < other THEN 'forward' ELSE 'backward' END AS way
    FROM (SELECT *, unnest(others) AS other FROM sides)
    WHERE one <> other AND list_contains($4, one) AND list_contains($4, other)
), acts AS (
    SELECT a, b, date, quad_code, avg(event_scale) AS scale, max(n) AS n FROM (
        SELECT a, b, way, date, event, quad_code, document, avg(event_scale) AS event_scale, count(*) AS n
        FROM pairs GROUP BY ALL
    ) GROUP BY a, b, way, date, event, quad_code
)
"""
"""Acts between any two countries, each counted once however many reports tell it (see ``relations.acts``).

History is left out, and so are the weights of a sample: an act of a sample says no more on a mean than one act.
"""


def moves(
    store: Store, asof: dt.date, days: int = 90, *, most: int = 30, confidence: float = SURE
) -> tuple[Move, ...]:
    """The pairs that moved most in the ``days`` up to ``asof`` against the three years before, the farthest first.

    A pair needs five acts in the window and five before it.
    """
    since = asof - dt.timedelta(days=days)
    found = store.ask(
        f"""
        WITH {_ACTS}, sums AS (
            SELECT a, b,
                coalesce(sum(n) FILTER (date > $5), 0) AS n1, coalesce(sum(n * scale) FILTER (date > $5), 0) AS s1,
                coalesce(sum(n) FILTER (date > $5 AND quad_code >= 3), 0) AS c1,
                coalesce(sum(n) FILTER (date <= $5), 0) AS n0, coalesce(sum(n * scale) FILTER (date <= $5), 0) AS s0,
                sum(n * scale * scale) AS q
            FROM acts GROUP BY a, b
        ), means AS (
            SELECT *, s1 / n1 AS m1, s0 / n0 AS m0, q - s1 * s1 / n1 - s0 * s0 / n0 AS squares
            FROM sums WHERE n1 >= $6 AND n0 >= $6
        )
        SELECT a, b, n1::BIGINT AS events, m1 AS mean_scale, c1 / n1 AS conflict, n0::BIGINT AS before_events,
            m0 AS before_scale, m1 - m0 AS change,
            (m1 - m0) / (sqrt((greatest(squares, 0) + $7 * $8 * $8) / (n1 + n0 + $7)) * sqrt(1 / n1 + 1 / n0)) AS weight
        FROM means ORDER BY abs(weight) DESC, a, b LIMIT $9
        """,
        [
            since - dt.timedelta(days=NORM),
            asof,
            confidence,
            sorted(territories()),
            since,
            FEW,
            USUAL_WEIGHT,
            USUAL_SPREAD,
            most,
        ],
    )
    return tuple(Move(**row) for row in found.to_pylist())


def busiest(
    store: Store, asof: dt.date, days: int = 10 * 365, *, most: int = 40, confidence: float = SURE
) -> tuple[tuple[str, str], ...]:
    """The pairs of countries with the most acts in the ``days`` up to ``asof``, the busiest first."""
    found = store.ask(
        f"WITH {_ACTS} SELECT a, b FROM acts GROUP BY a, b ORDER BY sum(n) DESC, a, b LIMIT $5",
        [asof - dt.timedelta(days=days), asof, confidence, sorted(territories()), most],
    )
    return tuple((row["a"], row["b"]) for row in found.to_pylist())


def tones(
    store: Store, asof: dt.date, days: int, *, other: str | None = None, confidence: float = SURE
) -> pa.Table:
    """Each country's acts with all others (or with one) in the ``days`` up to ``asof``: how many, their mean score.

    Columns country, events, mean_scale, conflict.
    """
    return store.ask(
        f"""
        WITH {_ACTS}, halves AS (
            SELECT a AS country, b AS other, * FROM acts UNION ALL SELECT b AS country, a AS other, * FROM acts
        )
        SELECT country, sum(n)::BIGINT AS events, sum(n * scale) / sum(n) AS mean_scale,
            coalesce(sum(n) FILTER (quad_code >= 3), 0) / sum(n) AS conflict
        FROM halves WHERE $5 IS NULL OR other = $5 GROUP BY country ORDER BY events DESC, country
        """,
        [asof - dt.timedelta(days=days), asof, confidence, sorted(territories()), other],
    )


def sparks(
    store: Store, pairs: list[tuple[str, str]], asof: dt.date, quarters: int = 12, *, confidence: float = SURE
) -> dict[tuple[str, str], list[tuple[int, float | None]]]:
    """For each pair the acts and their mean score in each of the last so many spans of 91 days, the oldest first."""
    if not pairs:
        return {}
    found = store.ask(
        f"""
        WITH {_ACTS}
        SELECT a, b, ((date - $1 - 1) // 91)::INT AS span, sum(n)::BIGINT AS events,
            sum(n * scale) / sum(n) AS mean_scale
        FROM acts WHERE list_contains($5, a || b) GROUP BY ALL
        """,
        [
            asof - dt.timedelta(days=91 * quarters),
            asof,
            confidence,
            sorted(territories()),
            ["".join(sorted(pair)) for pair in pairs],
        ],
    )
    lines: dict[tuple[str, str], list[tuple[int, float | None]]] = {
        pair: [(0, None)] * quarters for pair in pairs
    }
    places = {"".join(sorted(pair)): pair for pair in pairs}
    for row in found.to_pylist():
        lines[places[row["a"] + row["b"]]][row["span"]] = (row["events"], row["mean_scale"])
    return lines
