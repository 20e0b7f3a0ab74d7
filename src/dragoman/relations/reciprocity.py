"""Who answers whom in kind, and how fast (the question of Goldstein & Freeman 1990, Three-Way Street).

Formula and limits: docs/views.md.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from dragoman.relations.acts import read_acts
from dragoman.relations.dyads import SURE
from dragoman.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WITHIN = 14
"""An act is answered by one in kind on one of so many days after it."""
FEWEST = 10
"""Fewer days with acts, on either side, are too few to speak of an answer."""
SIGNIFICANT = 0.05 / 4
"""Four answers are asked for: conflict and cooperation, each way."""


class Response(Struct, frozen=True, kw_only=True):
    """How often ``by`` answers ``to`` in kind within 14 days.

    ``kind`` is conflict or cooperation. Of the ``acts`` (days on which ``to`` did such a thing) ``answered`` were
    followed by one of ``by``; ``rate`` is their share, ``base`` that of all days of the pair's time, ``days`` the
    median of days until the answer. ``p_value`` is the chance of as many answers when the acts are moved to another
    time as they are; ``None`` with ``few``, for fewer than ten days with acts on either side.
    """

    by: str
    to: str
    kind: Literal["conflict", "cooperation"]
    acts: int
    answered: int
    rate: float | None
    base: float | None
    days: float | None
    p_value: float | None
    few: bool

    @property
    def reciprocates(self) -> bool:
        """Whether answers are more frequent than chance has them, corrected for the four that are asked for."""
        return self.p_value is not None and self.p_value <= SIGNIFICANT


def reciprocity(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> tuple[Response, ...]:
    """Who of the two answers whom: conflict by b to a, by a to b, then cooperation. Acts done together are left out."""
    import numpy as np

    a, b = a.upper(), b.upper()
    done = {}
    for code, way in ((a, "forward"), (b, "backward")):
        acts = read_acts(store, a, b, start, end, direction=way, confidence=confidence)
        now = ~acts.historical & (acts.quad > 0)
        done[code] = {
            "conflict": np.unique(acts.day[now & (acts.quad > 2)]),
            "cooperation": np.unique(acts.day[now & (acts.quad < 3)]),
        }
    days = np.concatenate([one for kinds in done.values() for one in kinds.values()])
    if not len(days):
        return ()
    span = int(days.min()), int(days.max()) + WITHIN + 1
    kinds: tuple[Literal["conflict", "cooperation"], ...] = ("conflict", "cooperation")
    return tuple(
        respond(done[to][kind], done[by][kind], span, by=by, to=to, kind=kind)
        for kind in kinds
        for to, by in ((a, b), (b, a))
    )


def respond(
    acts: NDArray[np.int64],
    answers: NDArray[np.int64],
    span: tuple[int, int],
    *,
    by: str,
    to: str,
    kind: Literal["conflict", "cooperation"],
) -> Response:
    """The answers to some acts, both as sorted days; ``span`` is the pair's time, its end left out."""
    import numpy as np

    following = np.searchsorted(answers, acts, side="right")
    wait = np.append(answers, span[1] + WITHIN + 1)[following] - acts if len(acts) else np.zeros(0)
    hit = wait <= WITHIN
    few = min(len(acts), len(answers)) < FEWEST
    base = chance = None
    if len(acts) and len(answers):
        length = span[1] - span[0]
        answered, acted = np.zeros(length), np.zeros(length)
        for day in answers - span[0]:
            answered[np.arange(day - WITHIN, day) % length] = 1
        acted[acts - span[0]] = 1
        base = float(answered.mean())
        # every turn of the acts against the answers at once
        turned = np.fft.irfft(np.fft.rfft(answered) * np.fft.rfft(acted).conj(), length)
        chance = float((turned >= hit.sum() - 1e-6).mean())
    return Response(
        by=by,
        to=to,
        kind=kind,
        acts=len(acts),
        answered=int(hit.sum()),
        rate=float(hit.mean()) if len(acts) else None,
        base=base,
        days=float(np.median(wait[hit])) if hit.any() else None,
        p_value=None if few else chance,
        few=few,
    )
