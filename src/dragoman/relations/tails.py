"""Tails of the two distributions that shocks are judged by, summed term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def beta_negative_binomial_tail(count: Floats, mean: Floats, size: Floats, tail: float) -> Floats:
    """P(Y >= count) of the beta negative binomial (Johnson, Kemp & Kotz 2005, Univariate Discrete Distributions, 6.2).

    A negative binomial of shape ``size`` whose odds have a beta distribution: its tail falls as a power, ``tail``, of
    the count. ``mean`` is the mean of Y.
    """
    import numpy as np
    from scipy.special import betaln

    if not len(count):
        return np.zeros(0)
    beta = mean * (tail - 1) / size
    term = np.exp(betaln(tail + size, beta) - betaln(tail, beta))
    below = np.zeros(len(count))
    for k in range(int(count.max())):
        below += np.where(k < count, term, 0.0)
        term = term * (size + k) * (beta + k) / ((k + 1) * (tail + beta + size + k))
    return np.maximum(1 - below, 1e-15)


def beta_binomial_tail(count: Floats, n: Floats, a: Floats, b: Floats) -> Floats:
    """P(K >= count) of n acts of which each has a chance from Beta(a, b) (Johnson, Kemp & Kotz 2005, 6.2)."""
    import numpy as np
    from scipy.special import betaln

    total = np.zeros(len(count))
    for step in range(int((n - count).max(initial=-1)) + 1):
        k = count + step
        inside = k <= n
        k = np.minimum(k, n)
        chosen = -betaln(k + 1, n - k + 1) - np.log(n + 1)
        total += np.where(inside, np.exp(chosen + betaln(k + a, n - k + b) - betaln(a, b)), 0.0)
    return np.minimum(total, 1.0)
