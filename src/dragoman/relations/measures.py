"""The measures of docs/measures.md, computed for many dyads and periods at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dragoman.relations.dyads import FEW

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.float64]


class Tally(Struct, frozen=True, kw_only=True):
    """What was counted, dyads x periods; ``quads`` with the four quad codes before that.

    ``quads``, ``score`` (the sum) and ``attention`` are weighted in a sample; ``seen`` counts the acts themselves and
    ``conflicts`` those of them that are conflict. ``every`` is the attention that the whole store gives to
    anybody, one number a period.
    """

    quads: Counts
    score: Counts
    attention: Counts
    documents: Counts
    seen: Counts
    conflicts: Counts
    every: Counts


def measure_all(tally: Tally) -> dict[str, NDArray[Any]]:
    """The columns of ``Point`` but ``start``, each dyads x periods; q1 to q4 for ``by_quad``, NaN for ``None``."""
    import numpy as np

    from dragoman.relations.bands import score_levels, share_levels

    quads = tally.quads.round().astype(np.int64)
    events = quads.sum(axis=0)
    share = tally.attention / tally.every.clip(1)
    usual = tally.attention.sum(axis=1, keepdims=True) / max(tally.every.sum(), 1.0)
    with np.errstate(invalid="ignore"):
        mean = tally.score / np.where(events > 0, events, np.nan)
        conflict = (quads[2] + quads[3]) / np.where(events > 0, events, np.nan)
    # A level is as sure as the acts that were seen make it, not as those that they stand for.
    seen, conflicts = (counts.astype(np.int64) for counts in (tally.seen, tally.conflicts))
    return {
        "events": events,
        "documents": tally.documents.astype(np.int64),
        **{f"q{quad}": counts for quad, counts in enumerate(quads, 1)},
        "score_sum": tally.score,
        "mean_scale": mean,
        "conflict": conflict,
        "few": seen < FEW,
        "attention": tally.attention.round().astype(np.int64),
        "attention_share": share,
        "attention_norm": share / np.where(usual > 0, usual, 1),
        **share_levels(conflicts, seen).bands(),
        **score_levels(np.nan_to_num(mean), seen).bands(),
    }
