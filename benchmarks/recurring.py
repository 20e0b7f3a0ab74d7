"""Days of the year that return, over all dyads of a store: how long it takes, and how many are there by chance.

    python benchmarks/recurring.py STORE [STORE ...]

For each store: the seconds for reading and searching all dyads, the dyads with any, and the same for years that are
each turned round the calendar by a random number of days, which leaves nothing that returns. Then the surest days.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

import numpy as np

from dragoman.relations.acts import read_pairs
from dragoman.relations.recurring import all_recurring, find_days
from dragoman.store import open_store

SHOWN = 15


def measure(path: str) -> None:
    store = open_store(path)
    begun = time.perf_counter()
    found = list(all_recurring(store))
    took = time.perf_counter() - begun
    turned, tested = turn(path)
    print(f"{path}: {store.summary().events:,} events read and searched in {took:.1f} s")
    print(f"  of {tested:,} dyads with acts on three days and more {len(found)} have days that return;")
    print(f"  {turned} have with their years turned")
    days = [(day.p_value, -len(day.years), a, b, day) for a, b, every in found for day in every]
    for _, _, a, b, day in sorted(days, key=lambda one: one[:4])[:SHOWN]:
        date = dt.date(2000, 1, 1) + dt.timedelta(days=day.number)
        print(f"  {a} {b} {date:%m-%d}: {len(day.years)} of {day.of} years, {day.p_value:.3f}")


def turn(path: str) -> tuple[int, int]:
    """Dyads with days that return when each year is turned by a random number of days, of how many."""
    turner = np.random.default_rng(0)
    dyads: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in read_pairs(open_store(path), confidence=0.5).to_pylist():
        if row["acts"] > 0:
            day = (row["date"] - dt.date(1970, 1, 1)).days
            dyads.setdefault((row["a"], row["b"]), []).append((day, int(row["acts"])))
    enough = [rows for rows in dyads.values() if len(rows) >= 3]
    hits = 0
    for rows in enough:
        day, acts = (np.array(column) for column in zip(*rows, strict=True))
        years = day.astype("datetime64[D]").astype("datetime64[Y]")
        start = years.astype("datetime64[D]").astype(np.int64)
        for year in np.unique(years):
            own = years == year
            day[own] = start[own] + (day[own] - start[own] + turner.integers(365)) % 365
        order = np.argsort(day, kind="stable")
        hits += bool(find_days(day[order], acts[order]))
    return hits, len(enough)


if __name__ == "__main__":
    for path in sys.argv[1:] or sys.exit(__doc__):
        measure(path)
