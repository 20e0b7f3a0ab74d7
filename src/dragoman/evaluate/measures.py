"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct


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
