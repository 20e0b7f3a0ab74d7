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

BANDS = (0.80, 0.95)

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
"""The first score level is 0 give or take this: PLOVER's scores run from -10 to +10."""


class ShareLevels(Struct, frozen=True, kw_only=True):
    """Beta distributions of the share of conflict: before a period's events are seen, and after.

    A period's count of conflicts among its events is foretold by the beta-binomial with ``ahead_a`` and ``ahead_b``;
    the level is Beta(``a``, ``b``).
    """

    ahead_a: NDArray[np.float64]
    ahead_b: NDArray[np.float64]
    a: NDArray[np.float64]
    b: NDArray[np.float64]


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
    period. q / s^2 is, for each dyad, the ratio under which its history (the first ``known`` periods, or all) is
    likeliest; s^2 follows from it. ``mean`` is ignored where there are no events.
    """
    import numpy as np

    ratio = np.array(RATIOS)[None, :]
    seen = slice(None, known)
    # The scale is first that of the scores about zero, then what the likeliest ratio leaves over.
    counts = events[:, seen].sum(axis=1).clip(1)
    noise = np.maximum((mean[:, seen] ** 2 * events[:, seen]).sum(axis=1) / counts, 1.0)[:, None]
    for _ in range(2):
        fit, left = _score_filter(mean[:, seen], events[:, seen], ratio, noise)[1:]
        best = fit.argmax(axis=1)[:, None]
        noise = np.maximum(noise * np.take_along_axis(left, best, axis=1), 0.25)
    return _score_filter(mean, events, ratio[0][best], noise)[0]


def _score_filter(
    mean: NDArray[np.float64],
    events: NDArray[np.int64],
    ratio: NDArray[np.float64],
    noise: NDArray[np.float64],
) -> tuple[ScoreLevels, NDArray[np.float64], NDArray[np.float64]]:
    """The Kalman filter for every dyad and ratio; log likelihood, and mean squared standardised error, of each."""
    import numpy as np

    dyads, periods = events.shape
    shape = np.broadcast_shapes((dyads, 1), ratio.shape)
    level, variance = np.zeros(shape), np.full(shape, PRIOR_SCALE**2)
    fit, error = np.zeros(shape), np.zeros(shape)
    path = np.empty((4, dyads, periods))
    for period in range(periods):
        if period:
            variance = variance + ratio * noise
        path[0, :, period], path[1, :, period] = level[:, 0], variance[:, 0]
        n = events[:, period, None]
        there = n > 0
        spread = variance + noise / np.maximum(n, 1)
        miss = np.where(there, mean[:, period, None] - level, 0.0)
        fit += np.where(there, -0.5 * (np.log(spread) + miss**2 / spread), 0.0)
        error += np.where(there, miss**2 / spread, 0.0)
        gain = np.where(there, variance / spread, 0.0)
        level = level + gain * miss
        variance = variance * (1.0 - gain)
        path[2, :, period], path[3, :, period] = level[:, 0], variance[:, 0]
    seen = (events > 0).sum(axis=1).clip(1)[:, None]
    found = ScoreLevels(
        ahead=path[0], ahead_variance=path[1], level=path[2], variance=path[3], noise=noise[:, 0]
    )
    return found, fit, error / seen
