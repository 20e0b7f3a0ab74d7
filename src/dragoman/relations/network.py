"""Third parties that matter to two countries, from the network of all dyads in the store.

Formulas and sources: docs/views.md.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from dragoman.relations.acts import read_ties
from dragoman.relations.dyads import FEW, SURE
from dragoman.store import Store

MOST = 5
UNSURE = 1.28
"""A tie has a sign when its share of conflict is so many standard errors from one half: a chance of 80 percent."""
NAMELESS = frozenset({"IGO", "NGO", "MNC", "ISM", "IMG"})
"""Codes that many unlike parties share, so none of them is a third party."""

Role = Literal["friend of both", "at odds with both", "nearer to a", "nearer to b", "unclear"]


class Tie(Struct, frozen=True, kw_only=True):
    """What passes between two parties: acts, their mean score, the share of them that is conflict, and its sign.

    ``share`` is the part that these acts are of all that the country does with anybody but the other. ``sign`` is +1
    where most of it is cooperation, -1 where most is conflict, 0 where that is not sure.
    """

    acts: int
    share: float
    mean_scale: float
    conflict: float
    sign: int


class ThirdParty(Struct, frozen=True, kw_only=True):
    """A party that two countries both deal with much; ``weight`` is the smaller of the two shares (0 to 1)."""

    code: str
    weight: float
    with_a: Tie
    with_b: Tie

    @property
    def role(self) -> Role:
        """What it is to the two by the signs of its ties (structural balance: Cartwright & Harary 1956)."""
        match self.with_a.sign, self.with_b.sign:
            case (1, 1):
                return "friend of both"
            case (-1, -1):
                return "at odds with both"
            case (one, other) if one > other:
                return "nearer to a"
            case (one, other) if one < other:
                return "nearer to b"
        return "unclear"


def third_parties(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    most: int = MOST,
    confidence: float = SURE,
) -> tuple[ThirdParty, ...]:
    """The parties that both countries, given by code, deal with much, the weightiest first.

    Fewer than five acts with either are no tie. History is left out.
    """
    a, b = a.upper(), b.upper()
    table = read_ties(store, a, b, start, end, confidence=confidence)
    ties: dict[str, dict[str, Tie]] = {a: {}, b: {}}
    rows = table.to_pylist()
    total = {code: sum(row["acts"] for row in rows if row["one"] == code) for code in (a, b)}
    for row in rows:
        if row["acts"] >= FEW:
            ties[row["one"]][row["other"]] = _tie(row, total[row["one"]])
    found = [
        ThirdParty(code=code, weight=min(tie.share, ties[b][code].share), with_a=tie, with_b=ties[b][code])
        for code, tie in ties[a].items()
        if code in ties[b] and code not in NAMELESS
    ]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.code))[:most])


def _tie(row: dict[str, float], total: float) -> Tie:
    acts = row["acts"]
    mean = row["score"] / acts
    conflict = row["conflicts"] / acts
    sign = 0 if abs(conflict - 0.5) < UNSURE * 0.5 / acts**0.5 else 1 if conflict < 0.5 else -1
    return Tie(
        acts=int(acts),
        share=acts / total,
        mean_scale=mean,
        conflict=conflict,
        sign=sign,
    )
