"""Levels and their bands: what a period says of a dyad beyond the luck of its few events.

Both filters go through the periods in order and use at each only what came before it, so the last period's level is
one that could have been known then. Arrays are dyads x periods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAILS = {"80": 0.1, "95": 0.025}
"""What lies beyond each end of the bands."""

DISCOUNTS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""How much of what was known is still known a period later; each dyad has the one that foretold its history best."""
STRENGTHS = (2.0, 5.0, 10.0, 20.0, 50.0, 150.0)
"""How many events a dyad's past can weigh at most, which leaves room for months that differ by more than luck."""
JEFFREYS = 0.5
CHUNK = 200
"""Dyads that are filtered at once, which keeps memory flat."""

RATIOS = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Variance of a period's step of the level over the variance of one event's score."""
PRIOR_SCALE = 5.0
"""The first score level is 0 give or take this, and so are scores about a level: PLOVER's run from -10 to +10."""
PRIOR_PERIODS = 4.0


class ShareLevels(Struct, frozen=True, kw_only=True):
    """Beta distributions of the share of conflict: before a period's events are seen, and after.

    A period's count of conflicts among its events is foretold by the beta-binomial with ``ahead_a`` and ``ahead_b``;
    the level is Beta(``a``, ``b``).
    """

    ahead_a: NDArray[np.float64]
    ahead_b: NDArray[np.float64]
    a: NDArray[np.float64]
    b: NDArray[np.float64]

    def bands(self) -> dict[str, NDArray[np.float64]]:
        """The level and the bands that hold it, by the names of ``Point``."""
        from scipy.special import betaincinv

        found = {"level": self.a / (self.a + self.b)}
        for name, tail in TAILS.items():
            found[f"low{name}"] = betaincinv(self.a, self.b, tail)
            found[f"high{name}"] = betaincinv(self.a, self.b, 1 - tail)
        return found


class ScoreLevels(Struct, frozen=True, kw_only=True):
    """Normal distributions of the level of a period's mean score; ``variance`` is that of the level.

    ``ahead`` and ``ahead_variance`` foretell the level before the period's events are seen; the mean of n events
    lies about it with ``noise`` / n more variance.
    """

    ahead: NDArray[np.float64]
    ahead_variance: NDArray[np.float64]
    level: NDArray[np.float64]
    variance: NDArray[np.float64]
    noise: NDArray[np.float64]

    def bands(self) -> dict[str, NDArray[np.float64]]:
        """The level and the bands that hold it, by the names of ``Point``."""
        import numpy as np
        from scipy.special import ndtri

        spread = np.sqrt(self.variance)
        found = {"score_level": self.level}
        for name, tail in TAILS.items():
            found[f"score_low{name}"] = self.level + ndtri(tail) * spread
            found[f"score_high{name}"] = self.level - ndtri(tail) * spread
        return found


def share_levels(
    conflicts: NDArray[np.int64], events: NDArray[np.int64], known: int | None = None
) -> ShareLevels:
    """The level of the share of conflict: a beta-binomial filter with discounting (West & Harrison 1997, ch. 14).

    What is known before a period is what was known after the last one, drawn back to Jeffreys' Beta(1/2, 1/2) by a
    discount and held to a greatest strength. Every discount and strength of the two grids counts by the
    likelihood that the dyad's own history (its first ``known`` periods, or all) has under it; the Beta given back
    has the mean and the variance of that mixture.
    """
    import numpy as np

    found = [
        _share_mixture(conflicts[rows], events[rows], known)
        for rows in np.array_split(np.arange(len(events)), len(events) // CHUNK + 1)
    ]
    a, b, ahead_a, ahead_b = np.concatenate(found, axis=1)
    return ShareLevels(a=a, b=b, ahead_a=ahead_a, ahead_b=ahead_b)


def _share_mixture(
    conflicts: NDArray[np.int64], events: NDArray[np.int64], known: int | None
) -> NDArray[np.float64]:
    """The filter under every setting, mixed: a, b after each period, and before (4 x dyads x periods)."""
    import numpy as np
    from scipy.special import betaln

    discount, strength = (grid.ravel() for grid in np.meshgrid(DISCOUNTS, STRENGTHS, indexing="ij"))
    dyads, periods = events.shape
    a = np.full((dyads, len(discount)), JEFFREYS)
    b = a.copy()
    fit = np.zeros_like(a)
    path = np.empty((4, periods, *a.shape))
    for period in range(periods):
        past = discount * (a - JEFFREYS), discount * (b - JEFFREYS)
        held = np.minimum(1.0, strength / np.maximum(past[0] + past[1], 1e-9))
        a, b = JEFFREYS + past[0] * held, JEFFREYS + past[1] * held
        path[2, period], path[3, period] = a, b
        k = conflicts[:, period, None].astype(np.float64)
        other = events[:, period, None] - k
        if known is None or period < known:
            fit += betaln(a + k, b + other) - betaln(a, b)
        a, b = a + k, b + other
        path[0, period], path[1, period] = a, b
    weight = np.exp(fit - fit.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    mixed = np.empty((4, dyads, periods))
    for first in (0, 2):
        a, b = path[first], path[first + 1]
        share = a / (a + b)
        mean = (weight * share).sum(axis=-1)
        variance = (weight * (share * (1 - share) / (a + b + 1) + share**2)).sum(axis=-1) - mean**2
        total = mean * (1 - mean) / variance - 1
        mixed[first], mixed[first + 1] = (mean * total).T, ((1 - mean) * total).T
    return mixed


def score_levels(
    mean: NDArray[np.float64], events: NDArray[np.int64], known: int | None = None
) -> ScoreLevels:
    """The level of the mean score: a local level model (Harvey 1989, ch. 2.2; Durbin & Koopman 2012, ch. 2).

    The mean of a period's n events lies about the level with variance s^2 / n; the level takes a step of variance q a
    period. Every ratio q / s^2 of a grid counts by the likelihood of the dyad's history (its first ``known`` periods,
    or all) under it and the s^2 that goes with it, which begins at the variance of PLOVER's scores, worth
    ``PRIOR_PERIODS`` periods. ``mean`` is ignored where there are no events.
    """
    import numpy as np

    ratio = np.array(RATIOS)[None, :]
    seen = slice(None, known)
    noise = np.full((len(events), ratio.shape[1]), PRIOR_SCALE**2)
    counted = (events[:, seen] > 0).sum(axis=1)[:, None]
    for _ in range(3):
        fit, error = _score_filter(mean[:, seen], events[:, seen], ratio, noise)[1:]
        noise = noise * (error + PRIOR_PERIODS * PRIOR_SCALE**2 / noise) / (counted + PRIOR_PERIODS)
    fit = _score_filter(mean[:, seen], events[:, seen], ratio, noise)[1]
    path = _score_filter(mean, events, ratio, noise)[0]
    weight = np.exp(fit - fit.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    mixed = []
    for level, variance in ((path[0], path[1]), (path[2], path[3])):
        centre = (weight * level).sum(axis=-1)
        spread = (weight * (variance + level**2)).sum(axis=-1) - centre**2
        mixed += [centre.T, spread.T]
    return ScoreLevels(
        ahead=mixed[0],
        ahead_variance=mixed[1],
        level=mixed[2],
        variance=mixed[3],
        noise=(weight * noise).sum(axis=1),
    )


def _score_filter(
    mean: NDArray[np.float64],
    events: NDArray[np.int64],
    ratio: NDArray[np.float64],
    noise: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The Kalman filter for every dyad and ratio: level and variance before and after each period, log likelihood,
    sum of squared standardised errors.
    """
    import numpy as np

    level = np.zeros_like(noise)
    variance = np.full_like(noise, PRIOR_SCALE**2)
    fit, error = np.zeros_like(noise), np.zeros_like(noise)
    path = np.empty((4, events.shape[1], *noise.shape))
    for period in range(events.shape[1]):
        if period:
            variance = variance + ratio * noise
        path[0, period], path[1, period] = level, variance
        n = events[:, period, None]
        there = n > 0
        spread = variance + noise / np.maximum(n, 1)
        miss = np.where(there, mean[:, period, None] - level, 0.0)
        fit += np.where(there, -0.5 * (np.log(spread) + miss**2 / spread), 0.0)
        error += np.where(there, miss**2 / spread, 0.0)
        gain = np.where(there, variance / spread, 0.0)
        level = level + gain * miss
        variance = variance * (1.0 - gain)
        path[2, period], path[3, period] = level, variance
    return path, fit, error


def foretell_share(
    a: NDArray[np.float64], b: NDArray[np.float64], events: NDArray[np.int64], chance: float = 0.8
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The band that holds the share of conflict among a period's ``events`` with this chance, before they are seen.

    ``a`` and ``b`` are those of ``ShareLevels.ahead_a`` and ``ahead_b``. Ends are shares that so many events can have;
    they are chosen by mid-P (Lancaster 1961; Agresti 2013, Categorical Data Analysis, 1.4), since no band of
    counts has a chance of just 80 percent: one that has at least that holds nine in ten.
    """
    import numpy as np
    from scipy.special import betaln

    low, high = np.zeros(len(a)), np.ones(len(a))
    for row, (alpha, beta, n) in enumerate(zip(a, b, events, strict=True)):
        if n:
            k = np.arange(n + 1)
            chances = np.exp(
                betaln(k + alpha, n - k + beta) - betaln(alpha, beta) - betaln(k + 1, n - k + 1)
            ) / (n + 1)
            middle = chances.cumsum() - chances / 2
            held = np.flatnonzero((middle >= (1 - chance) / 2) & (middle <= (1 + chance) / 2))
            best = held if len(held) else np.array([np.abs(middle - 0.5).argmin()])
            low[row], high[row] = best[0] / n, best[-1] / n
    return low, high


def foretell_score(
    levels: ScoreLevels, events: NDArray[np.int64], chance: float = 0.8
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The band that holds the mean score of a period's ``events`` (dyads x periods), before they are seen."""
    import numpy as np
    from scipy.special import ndtri

    spread = np.sqrt(levels.ahead_variance + levels.noise[:, None] / events.clip(1))
    reach = -ndtri((1 - chance) / 2) * spread
    return levels.ahead - reach, levels.ahead + reach
