"""Precision, recall and F1 from counts, how sure they are, and whether a confidence is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

BINS = 10
RESAMPLES = 1000


class Score(Struct, frozen=True, kw_only=True):
    """Counts of one label: ``right``, all ``predicted``, all ``wanted``; the shares are 0 where undefined."""

    right: int
    predicted: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.wanted) if self.predicted + self.wanted else 0.0


def score(right: int, predicted: int, wanted: int) -> Score:
    return Score(right=right, predicted=predicted, wanted=wanted)


def by_class(wanted: Sequence[str], predicted: Sequence[str]) -> dict[str, Score]:
    """Scores of single-label classes that occur among ``wanted`` or ``predicted``, by name."""
    right = Counter(w for w, p in zip(wanted, predicted, strict=True) if w == p)
    want, got = Counter(wanted), Counter(predicted)
    return {name: score(right[name], got[name], want[name]) for name in sorted(want.keys() | got.keys())}


def macro_f1(scores: dict[str, Score]) -> float:
    """The mean F1 over the classes that occur in the gold labels."""
    wanted = [one.f1 for one in scores.values() if one.wanted]
    return sum(wanted) / len(wanted) if wanted else 0.0


def f1_interval(scores: Sequence[Score], *, seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of F1 over passages (one Score each) by the bootstrap (Efron 1979), 1,000 resamples."""
    counts = np.array([(one.right, one.predicted, one.wanted) for one in scores], dtype=np.float64)
    if not len(counts):
        return 0.0, 0.0
    chooser = np.random.default_rng(seed)
    drawn = chooser.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), RESAMPLES) @ counts
    values = 2 * drawn[:, 0] / np.maximum(1, drawn[:, 1] + drawn[:, 2])
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error over ten bins of equal width (Naeini et al. 2015), 0 where nothing is given.

    The mean distance between the confidence of a bin and the share that is right in it, weighted by its size.
    """
    chances, truth = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = (abs((chances[bins == i] - truth[bins == i]).sum()) for i in range(BINS))
    return float(sum(gaps) / max(1, len(chances)))
