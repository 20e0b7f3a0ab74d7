"""The monthly share of conflict of a coded store against that of ICEWS, dyad by dyad.

    python benchmarks/icews.py STORE ICEWS [--dyads 50] [--from 2005-01] [--to 2014-12]

ICEWS is a store of imported ICEWS events. The dyads are those that are busiest in both: the ones with the most acts
in the poorer source of the two. For each, Spearman's rank correlation over the months in which both
sources have an event, with its number of months; for all, the median. The months of a dyad have few events in news
that is not all the news, so quarters and the correlation of dyads' shares over the whole time are told too.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from dragoman.ontology import plover
from dragoman.relations.panel import panel
from dragoman.store import open_store

LEAST_PERIODS = 6
"""A correlation over fewer periods is not told."""

Counts = dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]


def counts(path: Path, start: dt.date, end: dt.date, by: str) -> Counts:
    """Acts and acts of conflict of every dyad of two states, by period."""
    rows = panel(open_store(path), start, end, by=by)
    entities = set(plover().names("entity"))
    periods = len(set(rows.column("start").to_pylist()))
    sides = [rows.column(side).to_pylist()[::periods] for side in ("a", "b")]
    events, q3, q4 = (rows.column(name).to_numpy().reshape(-1, periods) for name in ("events", "q3", "q4"))
    return {
        (a, b): (events[row], q3[row] + q4[row])
        for row, (a, b) in enumerate(zip(*sides, strict=True))
        if not {a, b} & entities
    }


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
    parser.add_argument("--from", dest="start", default="2005-01")
    parser.add_argument("--to", dest="end", default="2014-12")
    given = parser.parse_args()
    start, end = (dt.date.fromisoformat(f"{month}-01") for month in (given.start, given.end))
    found: dict[str, list[float]] = {}
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
            levels = [[one[dyad][1].sum() / one[dyad][0].sum() for dyad in shared] for one in (ours, theirs)]
            print(f"\nshares of the whole time, over {len(shared)} dyads: {spearmanr(*levels).statistic:.2f}")
    for by, rhos in found.items():
        print(f"median by {by}: {np.median(rhos):.2f} over {len(rhos)} dyads")


if __name__ == "__main__":
    main()
