"""The monthly share of conflict of a coded store against that of ICEWS, dyad by dyad.

    python benchmarks/icews.py STORE ICEWS [--dyads 50] [--from 2005-01-01] [--to 2014-12-31]

ICEWS is a store of imported ICEWS events. The dyads are those that are busiest in both: the ones with the most acts
in the poorer source of the two. For each, Spearman's rank correlation over the months in which both
sources have an event, with its number of months; for all, the median. What a month's one or two events can show at
most is told by a ceiling: of each month of ICEWS as many events as ours are drawn, without replacement and at
random, and held against the rest. The levels (docs/measures.md) are compared over all months from the first
event of both on, the shares of the whole time over the dyads.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from dragoman.ontology import plover
from dragoman.relations.acts import read_panel
from dragoman.relations.bands import share_levels
from dragoman.relations.dyads import SURE
from dragoman.relations.periods import number_of, periods
from dragoman.store import open_store

LEAST_PERIODS = 6
"""A correlation over fewer periods is not told."""

Counts = dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]


def counts(path: Path, start: dt.date, end: dt.date, by: str) -> Counts:
    """Acts and acts of conflict of every dyad of two states, by period, as seen: no event of a sample counts twice."""
    rows = read_panel(open_store(path), start, end, by=by, confidence=SURE).to_pylist()
    entities = set(plover().names("entity"))
    first, last = (int(periods(number_of(day), by)) for day in (start, end))
    found: Counts = {}
    for row in rows:
        dyad = row["a"], row["b"]
        if entities.isdisjoint(dyad):
            events, conflicts = found.setdefault(
                dyad, (np.zeros(last - first + 1, int), np.zeros(last - first + 1, int))
            )
            at = int(periods(number_of(row["start"]), by)) - first
            events[at], conflicts[at] = row["seen"], row["conflicts"]
    return found


def drawn(ours: np.ndarray, theirs: tuple[np.ndarray, np.ndarray], luck: np.random.Generator) -> list[float]:
    """What ICEWS itself would reach with as few events a month as ours: ten draws."""
    events, conflicts = theirs
    few = np.minimum(ours, events // 2)
    found = []
    for _ in range(10):
        some = luck.hypergeometric(conflicts, events - conflicts, few)
        found.append(correlation((few, some), (events - few, conflicts - some))[0])
    return [rho for rho in found if rho == rho]


def level_correlation(ours: tuple[np.ndarray, np.ndarray], theirs: tuple[np.ndarray, np.ndarray]) -> float:
    """Spearman's correlation of the two levels of the share, from the first month on in which both have begun."""
    begun = max(int((events > 0).argmax()) for events, _ in (ours, theirs))
    levels = [
        share_levels(conflicts[None, :], events[None, :]).bands()["level"][0, begun:]
        for events, conflicts in (ours, theirs)
    ]
    return float(spearmanr(*levels).statistic) if len(levels[0]) >= LEAST_PERIODS else float("nan")


def correlation(
    ours: tuple[np.ndarray, np.ndarray], theirs: tuple[np.ndarray, np.ndarray]
) -> tuple[float, int]:
    """Spearman's correlation of shares over the periods in which both have events, and how many those are."""
    both = (ours[0] > 0) & (theirs[0] > 0)
    shares = [conflicts[both] / events[both] for events, conflicts in (ours, theirs)]
    if both.sum() < LEAST_PERIODS or any(np.ptp(share) == 0 for share in shares):
        return float("nan"), int(both.sum())
    return float(spearmanr(*shares).statistic), int(both.sum())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("icews", type=Path)
    parser.add_argument("--dyads", type=int, default=50)
    parser.add_argument("--from", dest="start", default="2005-01-01")
    parser.add_argument("--to", dest="end", default="2014-12-31")
    given = parser.parse_args()
    start, end = (dt.date.fromisoformat(day) for day in (given.start, given.end))
    found: dict[str, list[float]] = {}
    luck = np.random.default_rng(0)
    for by in ("month", "quarter", "year"):
        ours, theirs = (counts(path, start, end, by) for path in (given.store, given.icews))
        shared = sorted(
            ours.keys() & theirs.keys(),
            key=lambda dyad: (-min(ours[dyad][0].sum(), theirs[dyad][0].sum()), dyad),
        )[: given.dyads]
        each = {dyad: correlation(ours[dyad], theirs[dyad]) for dyad in shared}
        found[by] = [rho for rho, _ in each.values() if rho == rho]
        if by == "month":
            print("| dyad | Spearman | months | our acts | ICEWS | our conflict | ICEWS |")
            print("| --- | --- | --- | --- | --- | --- | --- |")
            for (a, b), (rho, months) in each.items():
                (events, conflicts), (their_events, their_conflicts) = ours[a, b], theirs[a, b]
                told = f"{rho:.2f}" if rho == rho else "-"
                print(
                    f"| {a}-{b} | {told} | {months} | {events.sum()} | {their_events.sum()} |"
                    f" {conflicts.sum() / events.sum():.0%} | {their_conflicts.sum() / their_events.sum():.0%} |"
                )
            ceiling = [rho for dyad in shared for rho in drawn(ours[dyad][0], theirs[dyad], luck)]
            followed = [level_correlation(ours[dyad], theirs[dyad]) for dyad in shared]
            print(f"\nceiling: {np.median(ceiling):.2f}, the median of ICEWS thinned to our number of events")
            print(
                f"levels, median: {np.nanmedian(followed):.2f}; above .3 in {np.mean(np.array(followed) > 0.3):.0%}"
            )
            whole = [[one[dyad][1].sum() / one[dyad][0].sum() for dyad in shared] for one in (ours, theirs)]
            print(f"shares of the whole time, over {len(shared)} dyads: {spearmanr(*whole).statistic:.2f}")
    for by, rhos in found.items():
        print(f"median by {by}: {np.median(rhos):.2f} over {len(rhos)} dyads")


if __name__ == "__main__":
    main()
