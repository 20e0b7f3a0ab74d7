"""Of the 80 % bands that foretell held-out months, the share that hold the value.

    python benchmarks/coverage.py STORE [--least 100] [--months 24]

For every dyad with at least so many acts the last months are held out: the filters are fitted to the months before,
go on month by month, and each month's share of conflict and mean score is looked for in the band that was
foretold for it from the months before. Months with fewer than five events, whose means say little, are left out.
The share has only so many values in a month, so the chance of the value itself is also drawn (randomised
probability integral transform, Czado, Gneiting & Held 2009), which is exact for counts.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.stats import betabinom

from dragoman.relations.acts import read_panel
from dragoman.relations.bands import foretell_score, foretell_share, score_levels, share_levels
from dragoman.relations.dyads import FEW, SURE
from dragoman.store import open_store


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--least", type=int, default=100)
    parser.add_argument("--months", type=int, default=24)
    given = parser.parse_args()
    store = open_store(given.store)
    span = store.ask("SELECT min(coalesce(published, date)), max(coalesce(published, date)) FROM events")
    rows = read_panel(
        store, span.column(0)[0].as_py(), span.column(1)[0].as_py(), by="month", confidence=SURE
    )
    month = rows.column("start").to_numpy().astype("datetime64[M]").astype(int)
    dyads = list(zip(rows.column("a").to_pylist(), rows.column("b").to_pylist(), strict=True))
    place = {dyad: number for number, dyad in enumerate(dict.fromkeys(dyads))}
    count = int(month.max() - month.min()) + 1

    def total(weights: np.ndarray) -> np.ndarray:
        found = np.zeros((len(place), count))
        np.add.at(found, ([place[dyad] for dyad in dyads], month - month.min()), weights)
        return found

    columns = {name: rows.column(name).to_numpy().astype(float) for name in rows.column_names[3:]}
    events, conflicts = (total(columns[name]).astype(int) for name in ("seen", "conflicts"))
    weighted = total(sum(columns[f"q{quad}"] for quad in (1, 2, 3, 4)))
    mean = total(columns["score"]) / np.maximum(weighted, 1)
    chosen = events.sum(axis=1) >= given.least
    events, conflicts, mean = events[chosen], conflicts[chosen], mean[chosen]
    known = count - given.months
    held = (events >= FEW) & (np.arange(count) >= known)
    print(
        f"{chosen.sum()} dyads of {given.least} acts and more, {held.sum()} held-out months of {FEW} events and more"
    )

    shares = share_levels(conflicts, events, known)
    a, b, n, k = (values[held] for values in (shares.ahead_a, shares.ahead_b, events, conflicts))
    for chance in (0.8, 0.95):
        low, high = foretell_share(a, b, n, chance)
        inside = (k / n >= low - 1e-9) & (k / n <= high + 1e-9)
        below = betabinom.cdf(k - 1, n, a, b)
        drawn = below + np.random.default_rng(0).random(len(k)) * betabinom.pmf(k, n, a, b)
        exact = np.abs(drawn - 0.5) < chance / 2
        print(f"share of conflict, {chance:.0%} band: holds {inside.mean():.1%}; drawn {exact.mean():.1%}")
    scores = score_levels(mean, events, known)
    for chance in (0.8, 0.95):
        low, high = (band[held] for band in foretell_score(scores, events, chance))
        inside = (mean[held] >= low) & (mean[held] <= high)
        print(f"mean score, {chance:.0%} band: holds {inside.mean():.1%}")


if __name__ == "__main__":
    main()
