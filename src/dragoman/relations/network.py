"""Third parties that matter to a pair: the states that both deal with, and on whose side they stand.

How much a state matters is the geometric mean of its shares in each side's dealings, so that only one that both deal
with counts: weight(c) = sqrt(n(a,c)/n(a) * n(b,c)/n(b)), after the cosine of shared ties (Salton & McGill 1983).
A tie is hostile where half of it or more is conflict, friendly where less than a quarter is.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from dragoman.relations.dyads import FEW, SURE
from dragoman.store import Store
from dragoman.store.query import conditions

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 12
HOSTILE = 0.5
"""A tie of which so great a share is conflict is hostile; one with less than half of that is friendly."""
TIES = {
    ("friendly", "friendly"): "close to both",
    ("hostile", "hostile"): "at odds with both",
    ("friendly", "hostile"): "close to a, at odds with b",
    ("hostile", "friendly"): "at odds with a, close to b",
}

_HAPPENED = (
    "date IS NOT NULL AND NOT coalesce(list_has_any(auxiliary, ['negated', 'hypothetical', 'future']), false)"
)


class ThirdParty(Struct, frozen=True, kw_only=True):
    """A state that matters to a pair.

    ``events_a``, ``scale_a`` and ``conflict_a`` are the number, mean score and share of conflict of its dealings
    with the first side, the others those with the second. ``weight`` (0 to 1) is how much it matters; ``tie`` is one
    of ``TIES`` or ``mixed``. Figures of fewer than five events are ``few``.
    """

    code: str
    weight: float
    events_a: int
    scale_a: float
    conflict_a: float
    events_b: int
    scale_b: float
    conflict_b: float
    tie: str
    few: bool


class ThirdParties(tuple[ThirdParty, ...]):
    """Third parties, the weightiest first; pandas, polars and whatever takes Arrow streams read them as they are."""

    __slots__ = ()

    def to_arrow(self) -> pa.Table:
        """One row a state, with the columns of ``ThirdParty``; empty and typed when there are none."""
        import pyarrow as pa

        kinds = {str: pa.string(), float: pa.float64(), int: pa.int64(), bool: pa.bool_()}
        types = {
            name: kinds[{"str": str, "float": float, "int": int, "bool": bool}[str(kind)]]
            for name, kind in ThirdParty.__annotations__.items()
        }
        schema = pa.schema(list(types.items()), metadata={"dragoman.table": "third parties"})
        return pa.Table.from_pylist([asdict(one) for one in self], schema=schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def third_parties(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> ThirdParties:
    """The states and bodies that matter most to two countries, the weightiest first, at most twelve."""
    a, b = a.upper(), b.upper()
    sides = [_dealings(store, side, start, end, confidence) for side in (a, b)]
    totals = [sum(count for count, _, _ in side.values()) for side in sides]
    found = []
    for code in sides[0].keys() & sides[1].keys() - {a, b}:
        (n_a, scale_a, conflict_a), (n_b, scale_b, conflict_b) = sides[0][code], sides[1][code]
        found.append(
            ThirdParty(
                code=code,
                weight=math.sqrt(n_a / totals[0] * n_b / totals[1]),
                events_a=n_a,
                scale_a=scale_a,
                conflict_a=conflict_a,
                events_b=n_b,
                scale_b=scale_b,
                conflict_b=conflict_b,
                tie=TIES.get((_sign(conflict_a), _sign(conflict_b)), "mixed"),
                few=min(n_a, n_b) < FEW,
            )
        )
    return ThirdParties(sorted(found, key=lambda one: (-one.weight, one.code))[:MOST])


def _sign(conflict: float) -> str:
    return "hostile" if conflict >= HOSTILE else "friendly" if conflict < HOSTILE / 2 else "mixed"


def _dealings(
    store: Store, side: str, start: dt.date | None, end: dt.date | None, confidence: float
) -> dict[str, tuple[int, float, float]]:
    """For each state that one side deals with: events, mean score, share of conflict."""
    where, values = conditions(side, None, start, end, {"confidence": confidence})
    rows = store.ask(
        f"""
        WITH told AS (
            SELECT event_scale, quad_code, coalesce(weight, 1) AS weight,
                unnest(list_distinct(list_concat(coalesce(actor, []), coalesce(recipient, [])))) AS other
            FROM events WHERE {_HAPPENED} AND {" AND ".join(where)}
        )
        SELECT other, sum(weight)::BIGINT, sum(event_scale * weight) / sum(weight),
            sum(CASE WHEN quad_code > 2 THEN weight ELSE 0 END) / sum(weight)
        FROM told WHERE other IS NOT NULL AND other <> ? GROUP BY other ORDER BY other
        """,
        [*values, side],
    )
    return {
        code: (count, scale, conflict)
        for code, count, scale, conflict in zip(
            *(rows.column(place).to_pylist() for place in range(4)), strict=True
        )
    }
