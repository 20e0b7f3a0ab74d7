"""Shocks: days on which a dyad's news is far from its norm. Online: each day is judged by what came before it.

Every day two windows, of 7 and of 28 days, are held against the norm of the four years before (with a gap of four
weeks, so that a crisis that builds up does not become its own norm):

* how many acts of conflict (or of cooperation): a beta negative binomial tail, that is Gamma-Poisson counts whose
  rate is itself uncertain. Counts of news burst: a plain negative binomial gave tails of 1e-6 a hundred and
  seventy times too often, this one does not (benchmarks/shifts.py alarms);
* which share of the acts is conflict: a beta-binomial tail.

A shock is a window that is far out in both. Where conflict is so much the rule that its share can hardly rise, the
count alone can be one. The bar is set once, for all dyads: with probability ``ALARM`` a dyad without shocks
raises a false alarm of one direction in ten years, counting a look a window (Bonferroni). Two tails that are both below
u have a chance of u squared if they are independent; they are not quite, and it happens ``TOGETHER`` times as often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days = NDArray[np.float64]

WINDOWS = (7, 28)
NORM_DAYS = 4 * 365
GAP = 28
WARM_UP = 180
"""Days of history before the first look."""
LEAST = 5
"""A window with fewer acts says nothing."""
ALARM = 0.1
LOOKS = sum(3652.5 / days for days in WINDOWS)
"""Windows side by side in ten years."""
TOGETHER = 5.0
"""How much oftener both tails are reached than if they were independent. On the shuffled months of ICEWS it was
twice as often for windows of 7 days and seven times for 28 (both below .009)."""
QUIET = 90
"""Alarms of one direction that are no more than so many days apart are one shock."""

TAIL = 4.0
"""Index of the tail of counts: the chance of a burst c times as large falls with c to this power."""
BURST, BURST_BLOCKS = 3.0, 4.0
"""Overdispersion of counts where a dyad has no history, and for how many windows of history that counts."""
SPREAD, SPREAD_BLOCKS = 0.05, 10.0
"""The same for shares: correlation of two acts in one window."""


class Shock(Struct, frozen=True, kw_only=True):
    """One shock; days are positions in the arrays. ``last`` is ``None`` while it goes on.

    ``seen`` acts in the ``days`` days up to ``found``, ``expected`` were the norm.
    """

    better: bool
    first: int
    last: int | None
    found: int
    days: int
    expected: float
    seen: float
    p_value: float


def find_shocks(cooperation: Days, conflict: Days, others: Days) -> list[Shock]:
    """The shocks of one dyad, from its acts a day and the mentions a day of everybody else in the store.

    ``others`` stands for how much the sources report: a norm is a rate per report, so that a growing
    archive does not make shocks.
    """
    import numpy as np

    if conflict.sum() < LEAST and cooperation.sum() < LEAST:
        return []
    exposure = _exposure(others)
    found = []
    for better, acts in ((False, conflict), (True, cooperation)):
        evidence = np.ones((len(WINDOWS), len(acts)))
        expected = np.zeros_like(evidence)
        for row, days in enumerate(WINDOWS):
            evidence[row], expected[row] = _evidence(acts, cooperation + conflict, exposure, days, better)
        found += _episodes(acts, evidence, expected, better)
    return sorted(found, key=lambda shock: (shock.first, shock.better))


def _evidence(acts: Days, both: Days, exposure: Days, days: int, better: bool) -> tuple[Days, Days]:
    """For each day the p-value of the window that ends on it, corrected for looks, and the acts expected in it.

    ``acts`` are those of the kind that would be too many: conflict, or cooperation where ``better``.
    """
    import numpy as np

    from dragoman.relations.tails import beta_binomial_tail, beta_negative_binomial_tail

    def past(values: Days) -> Days:
        return _past(values, days)

    y, n, e = _window(acts, days), _window(both, days), _window(exposure, days)
    rate = (past(y) + 0.5) / (past(e) + np.maximum(e, 1e-9))
    mean = rate * e
    # Moments: what the variance of past windows has over the Poisson's, in units of the squared mean.
    over = past(y * y) - 2 * rate * past(y * e) + rate**2 * past(e * e) - rate * past(e)
    burst = (over + BURST_BLOCKS * BURST * mean**2) / (rate**2 * past(e * e) + BURST_BLOCKS * mean**2).clip(
        1e-12
    )
    p_count = np.ones(len(y))
    look = y >= LEAST
    look[: min(WARM_UP, len(y))] = False
    p_count[look] = beta_negative_binomial_tail(y[look], mean[look], 1 / burst[look].clip(0.05, 50), TAIL)

    share = (past(y) + 0.5) / (past(n) + 1)
    high = y >= share * n
    alone = LOOKS * np.where(high & (y * 2 >= n), p_count, 1)
    p_share = np.ones(len(y))
    near = high & (TOGETHER * LOOKS * p_count**2 <= ALARM)
    if near.any():
        s, k = share[near], past(n)[near]
        over = past(y * y)[near] - 2 * s * past(y * n)[near] + s * s * past(n * n)[near] - k * s * (1 - s)
        pairs = past(n * n)[near] - k
        weight = 20 * SPREAD_BLOCKS
        within = s * (1 - s)
        spread = ((over + weight * SPREAD * within) / ((pairs + weight) * within)).clip(0.01, 0.9)
        strength = np.minimum(1 / spread - 1, k + 1)
        p_share[near] = beta_binomial_tail(y[near], n[near], s * strength, (1 - s) * strength)
    joint = TOGETHER * LOOKS * np.maximum(p_count, p_share) ** 2
    return np.minimum(joint, alone), mean


def _episodes(acts: Days, evidence: Days, expected: Days, better: bool) -> list[Shock]:
    import numpy as np

    best = evidence.min(axis=0)
    alarms = np.flatnonzero(best <= ALARM)
    if not len(alarms):
        return []
    found = []
    for run in np.split(alarms, np.flatnonzero(np.diff(alarms) > QUIET) + 1):
        day, end = int(run[0]), int(run[-1])
        row = int(evidence[:, day].argmin())
        begin = max(0, day + 1 - WINDOWS[row])
        first = begin + _onset(acts[begin : day + 1])
        # The other way round in time, the end of a shock is an onset.
        last = end - _onset(acts[first : end + 1][::-1])
        found.append(
            Shock(
                better=better,
                first=first,
                last=None if end == len(acts) - 1 else max(last, day),
                found=day,
                days=WINDOWS[row],
                expected=float(expected[row, day]),
                seen=float(acts[begin : day + 1].sum()),
                p_value=float(best[run].min()),
            )
        )
    return found


def _onset(acts: Days) -> int:
    """From where on the days of a window lie most above its mean: the CUSUM estimate (Page 1954)."""
    return int((acts - acts.mean())[::-1].cumsum()[::-1].argmax())


def _exposure(others: Days) -> Days:
    """How much the sources report, over the four weeks up to each day; five mentions a day steady a small store."""
    import numpy as np

    total = np.concatenate([[0.0], others.cumsum()])
    day = np.arange(len(others)) + 1
    before = np.maximum(day - 28, 0)
    return np.asarray((total[day] - total[before]) / (day - before) + 5)


def _window(values: Days, days: int) -> Days:
    """Sums over the ``days`` days up to each day."""
    import numpy as np

    total = np.concatenate([[0.0], values.cumsum()])
    day = np.arange(len(values)) + 1
    return np.asarray(total[day] - total[np.maximum(day - days, 0)])


def _past(windows: Days, days: int) -> Days:
    """For each day the sum over the windows, side by side, of the norm before it."""
    import numpy as np

    length = len(windows)
    padded = np.zeros(-(-length // days) * days)
    padded[:length] = windows
    # every day: itself, the day a window before, two before ...
    total = padded.reshape(-1, days).cumsum(axis=0).ravel()[:length]

    def before(lag: int) -> Days:
        return np.concatenate([np.zeros(min(lag, length)), total[: max(length - lag, 0)]])

    first = days + GAP
    return before(first) - before(first + NORM_DAYS // days * days)
