"""Days of the year that return, over all dyads of a store: how long it takes, and how many are there by chance.

    python benchmarks/recurring.py STORE [STORE ...]

For each store: the seconds for reading the acts and for finding the days, the dyads with any, and the same for
years that are each turned round the calendar by a random number of days, which keeps their bursts and leaves
nothing that returns. Then the days that are surest.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from dragoman.relations.recurring import FEWEST_ACTS, find_peaks, smooth
from dragoman.relations.shifts import read_daily
from dragoman.store import open_store

SHOWN = 20


def measure(path: str) -> None:
    begun = time.perf_counter()
    store = open_store(path)
    dyads = list(read_daily(store))
    read = time.perf_counter() - begun
    volume = smooth(dyads[0][2].others) if dyads else np.zeros(0)
    enough = [
        (a, b, daily.first, acts)
        for a, b, daily in dyads
        if (acts := daily.cooperation + daily.conflict).sum() >= FEWEST_ACTS
    ]
    begun = time.perf_counter()
    found = [
        (peak.p_value, a, b, peak) for a, b, first, acts in enough for peak in find_peaks(first, acts, volume)
    ]
    took = time.perf_counter() - begun
    turner = np.random.default_rng(0)
    turned = sum(bool(find_peaks(first, _turned(acts, turner), volume)) for _, _, first, acts in enough)
    print(
        f"{path}: {store.summary().events:,} events, {len(dyads):,} dyads, {len(enough):,} with acts enough"
    )
    print(f"  read in {read:.1f} s, found in {took:.1f} s")
    print(
        f"  {len({(a, b) for _, a, b, _ in found})} dyads have days that return, {turned} with their years turned"
    )
    for chance, a, b, peak in sorted(found, key=lambda one: one[:3])[:SHOWN]:
        day = f"{peak.month:02}-{peak.day:02}"
        print(
            f"  {a} {b} {day}: {peak.acts} acts, {peak.expected:.1f} usual, {len(peak.years)} years, {chance:.2g}"
        )


def _turned(acts: np.ndarray, turner: np.random.Generator) -> np.ndarray:
    parts = [np.roll(acts[at : at + 365], turner.integers(365)) for at in range(0, len(acts), 365)]
    return np.concatenate(parts)


if __name__ == "__main__":
    for path in sys.argv[1:] or sys.exit(__doc__):
        measure(path)
