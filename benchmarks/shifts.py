"""Turning points measured: a table of them, false alarms on shuffled months, tails, time and memory.

    python benchmarks/shifts.py table STORE [--dyads JPN-KOR,CHN-JPN]
    python benchmarks/shifts.py alarms STORE [--least 50] [--shuffles 5]
    python benchmarks/shifts.py everyone STORE

``table`` prints the turning points of some dyads as Markdown. ``alarms`` shuffles the months of every dyad with at
least so many acts, each month with its days, so that nothing but chance orders them, and counts what is still
found; and it holds the chances that the count's tail gives to windows of those series against how often they come
up. ``everyone`` takes every dyad of a store to its monthly series and its turning points, timed.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from pathlib import Path

import numpy as np

from dragoman.relations import all_shifts, shifts
from dragoman.relations.panel import panel
from dragoman.relations.shifts import Daily, find_shifts, read_daily
from dragoman.relations.shocks import (
    BURST,
    BURST_BLOCKS,
    LEAST,
    TAIL,
    WARM_UP,
    WINDOWS,
    _exposure,
    _past,
    _window,
)
from dragoman.relations.tails import beta_negative_binomial_tail
from dragoman.store import Store, open_store

# The busiest dyads of two states in both sources.
DYADS = "JPN-KOR,CHN-JPN,CHN-TWN,CHN-USA,IRN-ISR,IRN-USA,IRQ-USA,ISR-PSE,ISR-USA,RUS-UKR,RUS-USA"


def table(store: Store, dyads: list[str]) -> None:
    """The turning points of some dyads, a row each."""
    print("| dyad | date | until | kind | turn | before > after | p | known | events | foremost |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for dyad in dyads:
        a, b = dyad.split("-")
        types = {
            row["id"]: row["event"] for row in store.event_table(a, b, columns=["id", "event"]).to_pylist()
        }
        for shift in shifts(store, a, b):
            form = ".0%" if shift.measure == "conflict" else ".1f"
            counted = Counter(types[id] for id in shift.events)
            foremost = ", ".join(f"{name} {count}" for name, count in counted.most_common(3))
            print(
                f"| {dyad} | {shift.date} | {shift.enddate or 'lasts'} | {shift.kind} | {shift.direction} |"
                f" {shift.measure} {shift.before:{form}} > {shift.after:{form}} | {shift.p_value:.1g} |"
                f" {shift.found} | {len(shift.events)} | {foremost} |"
            )


def alarms(store: Store, least: int, shuffles: int) -> None:
    """What is found where months are in no order."""
    shuffler = np.random.default_rng(1)
    named = {
        f"{a}-{b}": daily
        for a, b, daily in read_daily(store)
        if (daily.cooperation + daily.conflict).sum() >= least
    }
    chosen = list(named.values())
    rates, kinds, real = [], Counter[str](), Counter[str]()
    tails: dict[int, list[np.ndarray]] = {days: [] for days in WINDOWS}
    decades = len(chosen[0].conflict) / 3652.5
    for daily in chosen:
        real.update(f"{shift.kind} {shift.direction}" for shift in find_shifts(daily))
        for _ in range(shuffles):
            mixed = shuffle_months(daily, shuffler)
            found = find_shifts(mixed)
            kinds.update(f"{shift.kind} {shift.direction}" for shift in found)
            rates.append(len(found) / decades)
        for days in WINDOWS:
            tails[days] += [
                window_chances(acts, mixed.others, days) for acts in (mixed.conflict, mixed.cooperation)
            ]
    total = len(rates) * decades
    print(f"{len(chosen)} dyads of {least} acts and more, {10 * decades:.1f} years, {shuffles} shuffles each")
    print(f"alarms a dyad and ten years on shuffled months: {np.mean(rates):.2f}")
    print("  of them", ", ".join(f"{kind} {count / total:.2f}" for kind, count in sorted(kinds.items())))
    print(
        f"  none: {np.mean(np.array(rates) == 0):.0%}, at most one: {np.mean(np.array(rates) <= 1.05):.0%} of series"
    )
    each = dict(zip(named, np.reshape(rates, (len(named), shuffles)).mean(axis=1), strict=True))
    most = sorted(each.items(), key=lambda item: -item[1])[:10]
    print(
        f"  at most one on average: {sum(rate <= 1 for rate in each.values())} of {len(each)} dyads; the most:"
    )
    print("  " + ", ".join(f"{dyad} {rate:.1f}" for dyad, rate in most))
    told = ", ".join(f"{kind} {count / len(chosen) / decades:.2f}" for kind, count in sorted(real.items()))
    print(f"as they are: {sum(real.values()) / len(chosen) / decades:.2f} ({told})")
    for days, chances in tails.items():
        every = np.concatenate(chances)
        parts = ", ".join(
            f"{chance:g}: {(every < chance).mean() / chance:.2f}" for chance in (1e-2, 1e-3, 1e-4)
        )
        print(f"windows of {days} days below a chance, over that chance: {parts}")


def shuffle_months(daily: Daily, shuffler: np.random.Generator) -> Daily:
    """The same days with their months in another order."""
    day = np.arange(len(daily.conflict)) + daily.first
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    order = np.concatenate([np.flatnonzero(month == one) for one in shuffler.permutation(np.unique(month))])
    return Daily(
        first=daily.first,
        cooperation=daily.cooperation[order],
        conflict=daily.conflict[order],
        others=daily.others[order],
    )


def window_chances(acts: np.ndarray, others: np.ndarray, days: int) -> np.ndarray:
    """The chance of the count of every window, side by side; 1 for those too small to be looked at."""
    exposure = _window(_exposure(others), days)
    y = _window(acts, days)
    rate = (_past(y, days) + 0.5) / (_past(exposure, days) + exposure)
    mean = rate * exposure
    squares = rate**2 * _past(exposure**2, days)
    over = _past(y * y, days) - 2 * rate * _past(y * exposure, days) + squares - rate * _past(exposure, days)
    burst = (over + BURST_BLOCKS * BURST * mean**2) / (squares + BURST_BLOCKS * mean**2)
    chance = np.ones(len(y))
    look = (y >= LEAST) & (np.arange(len(y)) >= WARM_UP)
    chance[look] = beta_negative_binomial_tail(y[look], mean[look], 1 / burst[look].clip(0.05, 50), TAIL)
    return chance[WARM_UP::days]


def everyone(store: Store) -> None:
    """All dyads of a store, from its events to series and turning points."""
    events = store.summary().events
    started = time.perf_counter()
    rows = panel(store).num_rows
    measured = time.perf_counter()
    found = [len(shifts) for _, _, shifts in all_shifts(store)]
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{events} events: {rows} months of all dyads in {measured - started:.1f} s")
    print(
        f"{sum(found)} turning points of {len(found)} dyads in {done - measured:.1f} s; {peak:.0f} MB at most"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["table", "alarms", "everyone"])
    parser.add_argument("store", type=Path)
    parser.add_argument("--dyads", default=DYADS, help="as JPN-KOR,CHN-JPN")
    parser.add_argument("--least", type=int, default=50)
    parser.add_argument("--shuffles", type=int, default=5)
    given = parser.parse_args()
    store = open_store(given.store)
    if given.what == "table":
        table(store, given.dyads.split(","))
    elif given.what == "alarms":
        alarms(store, given.least, given.shuffles)
    else:
        everyone(store)


if __name__ == "__main__":
    main()
