"""Days of the year on which a pair's events pile up: 15 August, 22 February.

For each day of the year the week around it (three days either way) is looked at in every year that the pair has. A
year speaks for a day when its week holds more events than nine of ten of the year's other weeks do. By chance the full
weeks of a year would lie anywhere in it: turning each year's calendar by a random number of days, a thousand times with
a fixed seed, shows how many years then speak for the best of all 366 days. The p-value is the share of turns whose best
day has as many as the day in question, so all looks are paid for (Westfall & Young 1993, the max-T method). Years
without events have no say.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from dragoman.relations.acts import read_acts, read_pairs
from dragoman.relations.dyads import SURE
from dragoman.store import Store
from dragoman.store.query import conditions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days = NDArray[np.int64]

AROUND = 3
"""Days before and after that belong to a day of the year."""
FULL = 0.9
"""A year's week is full when it holds more than this share of the year's weeks do."""
YEARS = 3
"""Fewer years than this are no custom."""
LEVEL = 0.05
TURNS = 999
SEED = 20250622
LOOKS = 366
_LEAP = 2000
"""A year with all 366 days, in which days of the year are counted."""


class Recurring(Struct, frozen=True, kw_only=True):
    """A day of the year on which two countries' events pile up.

    ``month`` and ``day`` name it; ``years`` are those that speak for it and ``of`` how many have any events;
    ``p_value`` is corrected for the 366 days looked at. ``next`` is its first date after the day asked for. ``events``
    are the ids of what happened on it before, the latest first.
    """

    month: int
    day: int
    years: tuple[int, ...]
    of: int
    p_value: float
    next: dt.date
    events: tuple[str, ...] = ()


class Day(Struct, frozen=True):
    """What ``find_days`` finds: the day of a leap year counted from 0, the years for it, its p-value."""

    number: int
    years: tuple[int, ...]
    of: int
    p_value: float


def recurring(
    store: Store, a: str, b: str, asof: dt.date | None = None, *, confidence: float = SURE
) -> tuple[Recurring, ...]:
    """The days of the year on which the events between two countries pile up, in order of their next return.

    ``asof`` hides what came after it; by default it is the last day of the store's reports.
    """
    import numpy as np

    a, b = a.upper(), b.upper()
    asof = asof or store.summary().last_published or store.summary().last
    if asof is None:
        return ()
    acts = read_acts(store, a, b, None, asof, by="day", confidence=confidence)
    typed = (acts.quad > 0) & ~acts.historical
    found = find_days(acts.day[typed], np.maximum(acts.acts[typed], 1))
    return tuple(
        sorted(
            (
                Recurring(
                    month=(date := _date(one.number)).month,
                    day=date.day,
                    years=one.years,
                    of=one.of,
                    p_value=one.p_value,
                    next=next_return(one.number, asof),
                    events=_events(store, a, b, one, confidence),
                )
                for one in found
            ),
            key=lambda one: one.next,
        )
    )


def all_recurring(store: Store, *, confidence: float = SURE) -> Iterator[tuple[str, str, tuple[Day, ...]]]:
    """The days of every dyad of the store that has any."""
    import numpy as np

    rows = read_pairs(store, confidence=confidence)
    rows = rows.filter(np.greater(rows.column("acts").to_numpy(), 0))
    if not rows.num_rows:
        return
    sides = [np.asarray(rows.column(name).combine_chunks().dictionary_encode().indices) for name in "ab"]
    cuts = np.flatnonzero(np.diff(sides[0]) | np.diff(sides[1])) + 1
    day = rows.column("date").to_numpy().astype("datetime64[D]").astype(np.int64)
    acts = rows.column("acts").to_numpy().astype(np.int64)
    edges = [0, *cuts.tolist(), rows.num_rows]
    for first, last in itertools.pairwise(edges):
        if last - first < YEARS:
            continue
        found = find_days(day[first:last], acts[first:last])
        if found:
            yield rows.column("a")[first].as_py(), rows.column("b")[first].as_py(), found


def find_days(day: Days, acts: Days) -> tuple[Day, ...]:
    """The days of the year on which acts pile up. ``day`` counts from 1970-01-01, ``acts`` the acts of each."""
    import numpy as np

    if not len(day):
        return ()
    dates = day.astype("datetime64[D]")
    years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    first = int(years.min())
    number = _numbers(dates, years)
    counts = np.zeros((int(years.max()) - first + 1, LOOKS))
    np.add.at(counts, (years - first, number), acts)
    counts = counts[kept := np.flatnonzero(counts.sum(1) > 0)]
    if len(counts) < YEARS:
        return ()
    # The week around a day runs over the turn of the year within its own year: a ring.
    ring = np.concatenate((counts[:, -AROUND:], counts, counts[:, :AROUND]), axis=1)
    total = np.concatenate((np.zeros((len(ring), 1)), ring.cumsum(1)), axis=1)
    weeks = total[:, 2 * AROUND + 1 :] - total[:, : -(2 * AROUND + 1)]
    bar = np.quantile(weeks, FULL, axis=1, keepdims=True)
    full = (weeks > bar) | ((weeks == bar) & (weeks > 0) & (bar == weeks.max(1, keepdims=True)))
    speaking = full.sum(0)
    if speaking.max() < YEARS:
        return ()
    best = _by_chance(full)
    p_values = (1 + (best[None, :] >= speaking[:, None]).sum(1)) / (1 + TURNS)
    found: list[Day] = []
    # The nearest to the middle of a run of equal days stands for it, and none within a fortnight beside it.
    for place in np.lexsort((-weeks.sum(0) - counts.sum(0) / 2, p_values)):
        if p_values[place] > LEVEL:
            break
        if speaking[place] < YEARS or any(_apart(one.number, int(place)) <= 2 * AROUND + 1 for one in found):
            continue
        found.append(
            Day(
                int(place),
                tuple(int(first + kept[year]) for year in np.flatnonzero(full[:, place])),
                len(counts),
                float(p_values[place]),
            )
        )
    return tuple(sorted(found, key=lambda one: one.number))


def _by_chance(full: NDArray[np.bool_]) -> Days:
    """How many years speak for the best day, in each turn of the years' calendars by random numbers of days."""
    import numpy as np

    chooser = np.random.default_rng(SEED)
    years, days = full.shape
    counts = np.zeros((TURNS, days), dtype=np.int16)
    doubled = np.concatenate((full, full), axis=1).astype(np.int16)
    rolls = np.lib.stride_tricks.sliding_window_view(doubled, days, axis=1)
    for year in range(years):
        counts += rolls[year, chooser.integers(0, days, TURNS)]
    best: Days = counts.max(1).astype(np.int64)
    return best


def _numbers(dates: NDArray[np.datetime64], years: Days) -> Days:
    """The day of a leap year, from 0, that each date falls on."""
    import numpy as np

    start = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    number = (dates - start).astype(np.int64)
    leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    after_february = 59
    found: Days = np.where(~leap & (number >= after_february), number + 1, number)
    return found


def _apart(one: int, other: int) -> int:
    """How many days of the year lie between two, the short way round."""
    return min(abs(one - other), LOOKS - abs(one - other))


def _date(number: int) -> dt.date:
    return dt.date(_LEAP, 1, 1) + dt.timedelta(days=number)


def next_return(number: int, asof: dt.date) -> dt.date:
    """The first date after a day that falls on a day of the year; 29 February is the 28th where there is none."""
    date = _date(number)
    for year in (asof.year, asof.year + 1):
        day = min(date.day, 28) if date.month == 2 and not _is_leap(year) else date.day
        if (found := dt.date(year, date.month, day)) > asof:
            return found
    raise AssertionError("a day of the year returns within two")


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _events(store: Store, a: str, b: str, one: Day, confidence: float) -> tuple[str, ...]:
    """The ids of the events around a day of the year in the years that speak for it, the latest first."""
    date = _date(one.number)
    found: list[str] = []
    for year in reversed(one.years):
        day = dt.date(year, date.month, min(date.day, 28) if date.month == 2 else date.day)
        around = dt.timedelta(days=AROUND)
        where, values = conditions(a, b, day - around, day + around, {"confidence": confidence})
        where.append("NOT coalesce(list_has_any(auxiliary, ['negated', 'hypothetical', 'future']), false)")
        where.append("coalesce(date_precision, 'day') = 'day'")
        rows = store.ask(f"SELECT id FROM events WHERE {' AND '.join(where)} ORDER BY date, id", values)
        found.extend(rows.column(0).to_pylist())
    return tuple(found)
