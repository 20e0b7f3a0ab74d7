"""Regimes: lasting shifts of a dyad's level, found in its months by looking back.

Two levels are followed: the share of acts that are conflict, and the number of acts of conflict per report of the
sources, where conflict is the rule and its share says little. Each goes through

1. PELT (Killick, Fearnhead & Eckley 2012; ``ruptures``, C kernel) for the best cut into segments of at least six
   months, at the price that the Bayesian information criterion sets for two more parameters (a level and a date):
   2 s^2 log T, the same rule for all dyads. s^2 is half the mean squared step between neighbouring months, steps
   held to three times their median, so that overdispersion counts and the shifts themselves do not. A month's
   share is drawn to the dyad's mean as if by five more events, so that months of one or two events carry little;
2. permutation tests (Manly 2007, Randomization, ch. 8), in which the search for the best date is part of what is
   repeated on shuffled months. First of the whole series: is there any stretch of half a year or more that differs
   as much from the rest? Then of every cut, in the months of its two segments: the largest CUSUM over all dates,
   times the number of cuts (Bonferroni). The least certain cut is taken out until all are below
   ``SIGNIFICANT``, which the two levels share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Months = NDArray[np.float64]

SHORTEST = 6
"""Months that a level must hold."""
PRICE = 2.0
SHUFFLES = 999
SIGNIFICANT = 0.1
LEVELS = 2
"""The share and the number: each is tested at half the level."""
DRAWN = 5.0
"""Events by which a month's share is drawn to the mean."""
LEAST = 20
"""A dyad with fewer acts has no levels."""


class Regime(Struct, frozen=True, kw_only=True):
    """A lasting shift; months are positions in the arrays: the first of the new level, the one after its last.

    ``before`` and ``after`` are the levels on both sides, shares of conflict where ``share``, else acts of conflict a
    month (at the store's mean size). ``known`` is the month at whose end the shift could be told.
    """

    share: bool
    month: int
    begins: int
    ends: int
    known: int
    before: float
    after: float
    p_value: float


def find_regimes(cooperation: Months, conflict: Months, others: Months) -> list[Regime]:
    """The regimes of one dyad, from its acts a month and the mentions a month of everybody else in the store."""
    import numpy as np

    events = cooperation + conflict
    if events.sum() < LEAST or len(events) < 2 * SHORTEST:
        return []
    exposure = others + 0.1 * others.mean() + 5
    exposure = exposure / exposure.mean()
    mean = conflict.sum() / events.sum()
    drawn = (conflict + DRAWN * mean) / (events + DRAWN)
    found = [
        _regime(True, cut, conflict, events, known=_known(drawn, cut.month)) for cut in level_shifts(drawn)
    ]
    intensity = np.sqrt(conflict / exposure)  # stabilises the variance of counts
    for cut in level_shifts(intensity):
        one = _regime(False, cut, conflict, exposure, known=_known(intensity, cut.month))
        busier = slice(cut.begins, cut.month) if one.before > one.after else slice(cut.month, cut.ends)
        ruled = conflict[busier].sum() * 2 >= events[busier].sum()
        if ruled and all(abs(cut.month - other.month) >= SHORTEST for other in found):
            found.append(one)
    return sorted(found, key=lambda regime: regime.month)


class Cut(Struct, frozen=True, kw_only=True):
    """A change of level at ``month``, between the segment from ``begins`` and that up to ``ends``."""

    month: int
    begins: int
    ends: int
    p_value: float


def level_shifts(level: Months) -> list[Cut]:
    """The lasting changes of a level, one value a month."""
    import numpy as np
    from ruptures import KernelCPD

    length = len(level)
    if length < 2 * SHORTEST or np.ptp(level) == 0:
        return []
    price = PRICE * _noise(level) * np.log(length)
    ends = KernelCPD(kernel="linear", min_size=SHORTEST).fit(level[:, None]).predict(pen=price)
    cuts = [int(end) for end in ends[:-1]]
    if not cuts:
        return []
    shuffler = np.random.default_rng(0)
    whole = _chance(level, shuffler, _largest_stretch) * LEVELS
    if whole > SIGNIFICANT:
        return []
    while cuts:
        edges = [0, *cuts, length]
        tested = [
            Cut(
                month=edges[i],
                begins=edges[i - 1],
                ends=edges[i + 1],
                p_value=max(
                    whole,
                    _chance(level[edges[i - 1] : edges[i + 1]], shuffler, _largest_step) * len(cuts) * LEVELS,
                ),
            )
            for i in range(1, len(edges) - 1)
        ]
        worst = max(range(len(cuts)), key=lambda i: tested[i].p_value)
        if tested[worst].p_value <= SIGNIFICANT:
            return tested
        cuts.pop(worst)
    return []


def _chance(level: Months, shuffler: np.random.Generator, statistic: Callable[[Months], Months]) -> float:
    """How likely shuffled months show as much of a statistic as these do."""
    import numpy as np

    shuffled = shuffler.permuted(np.tile(level, (SHUFFLES, 1)), axis=1)
    as_large = (statistic(shuffled) >= statistic(level[None, :]) - 1e-12).sum()
    return float((1 + as_large) / (SHUFFLES + 1))


def _largest_stretch(level: Months) -> Months:
    """The largest standardised difference of a stretch of months from all, over stretches of half a year and more."""
    import numpy as np

    length = level.shape[1]
    total = np.zeros((level.shape[0], length + 1))
    (level - level.mean(axis=1, keepdims=True)).cumsum(axis=1, out=total[:, 1:])
    best = np.zeros(level.shape[0])
    stretch = SHORTEST
    while stretch < length:
        sums = np.abs(total[:, stretch:] - total[:, :-stretch]).max(axis=1)
        best = np.maximum(best, sums / np.sqrt(stretch * (1 - stretch / length)))
        stretch = stretch * 4 // 3
    return best


def _largest_step(level: Months) -> Months:
    """The largest standardised difference of means before and after, over all cuts (rows x months)."""
    import numpy as np

    length = level.shape[1]
    at = np.arange(SHORTEST, length - SHORTEST + 1)
    total = (level - level.mean(axis=1, keepdims=True)).cumsum(axis=1)
    return np.asarray((np.abs(total[:, at - 1]) / np.sqrt(at * (length - at))).max(axis=1))


def _noise(level: Months) -> float:
    """The variance of a month about its level."""
    import numpy as np

    steps = np.abs(np.diff(level))
    usual = np.median(steps) / 0.6745 or steps.std()
    return float((np.minimum(steps, 3 * usual) ** 2).mean() / 2)


def _known(level: Months, month: int) -> int:
    """The first month at whose end the change would have been found; the last of all where only that showed it.

    Found by halving: what is certain after some months is taken to be so after more.
    """
    early, late = month + SHORTEST, len(level)
    while early < late:
        end = (early + late) // 2
        if any(abs(cut.month - month) < SHORTEST for cut in level_shifts(level[:end])):
            late = end
        else:
            early = end + 1
    return late - 1


def _regime(share: bool, cut: Cut, above: Months, below: Months, known: int) -> Regime:
    """The levels on both sides of a cut, as one sum over another."""
    before, after = slice(cut.begins, cut.month), slice(cut.month, cut.ends)
    return Regime(
        share=share,
        month=cut.month,
        begins=cut.begins,
        ends=cut.ends,
        known=known,
        before=float(above[before].sum() / max(below[before].sum(), 1e-9)),
        after=float(above[after].sum() / max(below[after].sum(), 1e-9)),
        p_value=cut.p_value,
    )
