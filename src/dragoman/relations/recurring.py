"""Days of the year on which the acts of two countries pile up, year after year: 15 August, 22 February.

A crisis fills one week of one year, an anniversary the same week of many. So each year is judged by itself: how
few weeks of that year are as busy as this one. What the years say is added up, and held against years that are
turned round the calendar, each by any number of days: that keeps the bursts of news and only takes away what
returns. The method and its sources: docs/views.md.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from dragoman.relations.acts import mentions_by_day, read_acts
from dragoman.relations.dyads import SURE
from dragoman.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days = NDArray[np.float64]

REACH = 3
"""A day of the year stands for itself and so many days before and after."""
LOOKS = 366
"""Days of the year that are looked at; the chance of each is multiplied by their number (Bonferroni)."""
SIGNIFICANT = 0.01
"""Half of the dyads found at .05 in ten years of ICEWS were such as turned years show too."""
FEWEST_YEARS = 3
"""A day returns when in so many different years it was busier than the year's mean."""
FEWEST_ACTS = 10
"""Dyads with fewer acts in all have no days that return."""
SEASON = 91
"""Days over which the store's volume is smoothed: a growing archive makes no Decembers busy."""
SHORTEST = 120
"""A year of which the store holds fewer days is left out."""
STEP = 1 / 16
"""Scores are kept to so fine a grain, so that their sums have a distribution that can be written down."""
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Peak(Struct, frozen=True, kw_only=True):
    """A day of the year that returns; ``years`` those that were busier about it than their mean.

    ``acts`` were counted within three days of it in all years, ``expected`` are usual in so many days. ``p_value`` is
    the chance that years turned at random show such a day anywhere.
    """

    month: int
    day: int
    years: tuple[int, ...]
    acts: int
    expected: float
    p_value: float


class Looks(Struct, frozen=True):
    """A dyad's acts seen from each of the 366 days of the year: ``chance`` before it is corrected for the looks.

    ``acts`` are the mean acts a year on each day itself. ``years`` pairs each year with the acts about every day (NaN
    where the store does not reach) and the acts usual in as many days.
    """

    chance: Days
    total: NDArray[np.int64]
    acts: Days
    years: tuple[tuple[int, Days, float], ...]

    def peak(self, place: int, looks: int) -> Peak:
        """What is to be told of one day of the year, its chance corrected for so many looks."""
        date = dt.date(2000, 1, 1) + dt.timedelta(days=place)
        seen = [(year, within[place], usual) for year, within, usual in self.years if within[place] >= 0]
        return Peak(
            month=date.month,
            day=date.day,
            years=tuple(year for year, count, usual in seen if count > usual),
            acts=int(sum(count for _, count, _ in seen)),
            expected=sum(usual for _, _, usual in seen),
            p_value=min(float(self.chance[place]) * looks, 1.0),
        )


def find_peaks(first: int, acts: Days, volume: Days) -> list[Peak]:
    """The days of the year that return, in the order of the calendar.

    ``first`` is the first day (from 1970-01-01), ``acts`` a dyad's acts a day from there on, ``volume`` as long: how
    much the store reports a day, as ``smooth`` gives it.
    """
    import numpy as np

    looks = look(first, acts, volume)
    if looks is None:
        return []
    found: list[Peak] = []
    taken = np.zeros(LOOKS, dtype=bool)
    for place in _best_first(looks):
        if looks.chance[place] * LOOKS > SIGNIFICANT:
            break
        peak = looks.peak(_middle(looks, int(place)), LOOKS)
        near = (place + np.arange(-2 * REACH, 2 * REACH + 1)) % LOOKS
        if not taken[near].any() and len(peak.years) >= FEWEST_YEARS:
            taken[place] = True
            found.append(peak)
    return sorted(found, key=lambda peak: (peak.month, peak.day))


def look(first: int, acts: Days, volume: Days) -> Looks | None:
    """Look at every day of the year; ``None`` for too few acts or years. Arguments as of ``find_peaks``."""
    import numpy as np

    if acts.sum() < FEWEST_ACTS:
        return None
    within = _within(acts)
    rate = within / (volume / (volume.mean() or 1.0) + 0.1)
    years, scores, covered, shares = [], [], [], []
    for year in _years(first, len(acts)):
        at = _centres(year, first, len(acts))
        # A year without acts tells nothing of when they come.
        if at is None or not acts[at[at >= 0]].any():
            continue
        inside = at >= 0
        usual = float(acts[at[inside]].sum()) * (2 * REACH + 1) / int(inside.sum())
        years.append((year, np.where(inside, within[at], np.nan), usual))
        scores.append(_score(rate, at))
        covered.append(inside)
        # a year of crisis weighs no more than another
        shares.append(np.where(inside, acts[at], 0) / acts[at[inside]].sum())
    if len(years) < FEWEST_YEARS:
        return None
    score = np.stack(scores)
    return Looks(_chance(score, np.stack(covered)), score.sum(axis=0), np.mean(shares, axis=0), tuple(years))


def _middle(looks: Looks, place: int) -> int:
    """Of the days near the surest one that pass the bar too, the one nearest to the median act about it."""
    import numpy as np

    offsets = np.arange(-REACH, REACH + 1)
    near = (place + offsets) % LOOKS
    done = looks.acts[near].cumsum()
    centre = offsets[np.searchsorted(done, done[-1] / 2)]
    passing = looks.chance[near] * LOOKS <= SIGNIFICANT
    return int(near[passing][np.abs(offsets[passing] - centre).argmin()])


def recurring(
    store: Store, a: str, b: str, end: dt.date | None = None, *, confidence: float = SURE
) -> list[Peak]:
    """The days of the year on which the acts of two countries, given by code, return."""
    daily = _daily(store, a, b, end, confidence)
    return [] if daily is None else find_peaks(*daily)


def named(
    store: Store,
    a: str,
    b: str,
    days: Iterable[tuple[int, int]],
    end: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> dict[tuple[int, int], Peak]:
    """What history says of days (month, day) that somebody names: one look each. Empty where there is too little."""
    daily = _daily(store, a, b, end, confidence)
    looks = None if daily is None else look(*daily)
    if looks is None:
        return {}
    new_year = dt.date(2000, 1, 1)
    return {(m, d): looks.peak((dt.date(2000, m, d) - new_year).days, 1) for m, d in days}


def all_recurring(
    store: Store, end: dt.date | None = None, *, confidence: float = SURE
) -> Iterator[tuple[str, str, list[Peak]]]:
    """Every dyad of the store that has days that return, with them."""
    from dragoman.relations.shifts import read_daily

    volume: Days | None = None
    for a, b, daily in read_daily(store, end, confidence=confidence):
        if volume is None:
            volume = _volume(store, daily.first, len(daily.conflict), end, confidence)
        found = find_peaks(daily.first, daily.cooperation + daily.conflict, volume)
        if found:
            yield a, b, found


def _daily(
    store: Store, a: str, b: str, end: dt.date | None, confidence: float
) -> tuple[int, Days, Days] | None:
    """First day, acts a day, volume a day; from the store's first report to its last."""
    import numpy as np

    span = store.ask("SELECT min(coalesce(published, date)), max(coalesce(published, date)) FROM events")
    begin, last = (span.column(side)[0].as_py() for side in (0, 1))
    acts = read_acts(store, a.upper(), b.upper(), None, end, confidence=confidence)
    if begin is None or not len(acts):
        return None
    first = begin.toordinal() - _EPOCH
    count = (min(last, end or last) - begin).days + 1
    rows = ~acts.historical & (acts.day >= first) & (acts.day < first + count)
    if count < 1 or not rows.any():
        return None
    done = (acts.acts * (acts.quad > 0))[rows]
    every = np.bincount(acts.day[rows] - first, weights=done, minlength=count).astype(np.float64)
    return first, every, _volume(store, first, count, end, confidence)


def _volume(store: Store, first: int, count: int, end: dt.date | None, confidence: float) -> Days:
    import numpy as np

    days, mentions, _ = mentions_by_day(store, None, end, confidence=confidence)
    inside = (days >= first) & (days < first + count)
    return smooth(
        np.bincount(days[inside] - first, weights=mentions[inside], minlength=count).astype(np.float64)
    )


def smooth(volume: Days) -> Days:
    """The mean a day over the season around each day."""
    import numpy as np

    total = np.concatenate([[0.0], volume.cumsum()])
    day = np.arange(len(volume))
    before, after = np.maximum(day - SEASON // 2, 0), np.minimum(day + SEASON // 2 + 1, len(volume))
    return np.asarray((total[after] - total[before]) / (after - before))


def next_date(month: int, day: int, after: dt.date) -> dt.date:
    """The first return of a day of the year after a date; 29 February is kept on the 28th in years without it."""

    def of(year: int) -> dt.date:
        return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))

    return of(after.year) if of(after.year) > after else of(after.year + 1)


def _years(first: int, count: int) -> range:
    start, last = (dt.date.fromordinal(_EPOCH + day).year for day in (first, first + count - 1))
    return range(start, last + 1)


def _centres(year: int, first: int, count: int) -> NDArray[np.int64] | None:
    """Where each of the 366 days of a year lies in the arrays, -1 for those outside; ``None`` for too short a year."""
    import numpy as np

    begin = dt.date(year, 1, 1).toordinal() - _EPOCH - first
    day = np.arange(LOOKS)
    if not calendar.isleap(year):
        day[59:] -= 1  # 29 February stands for the 28th
    at = begin + day
    inside = (at >= 0) & (at < count)
    return np.where(inside, at, -1) if inside.sum() >= SHORTEST else None


def _within(acts: Days) -> Days:
    """Acts no more than ``REACH`` days from each day."""
    import numpy as np

    total = np.concatenate([[0.0], acts.cumsum()])
    day = np.arange(len(acts))
    return np.asarray(
        total[np.minimum(day + REACH + 1, len(acts))] - total[np.maximum(day - REACH, 0)], dtype=np.float64
    )


def _score(rate: Days, at: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each day of a year, minus the logarithm of the share of that year's days that are as busy or busier."""
    import numpy as np

    inside = at >= 0
    values = rate[at[inside]]
    as_busy = len(values) - np.searchsorted(np.sort(values), values - 1e-12)
    score = np.zeros(len(at), dtype=np.int64)
    score[inside] = np.rint(-np.log(as_busy / len(values)) / STEP)
    return score


def _chance(score: NDArray[np.int64], inside: NDArray[np.bool_]) -> Days:
    """For each day the chance that years turned round at random add up to as much: their scores' convolution."""
    import numpy as np

    width = int(score.max(axis=1).sum()) + 1
    length = 1 << (width - 1).bit_length()
    spectrum = np.ones(length // 2 + 1, dtype=np.complex128)
    for row, covered in zip(score, inside, strict=True):
        histogram = np.bincount(row[covered], minlength=length)[:length] / covered.sum()
        spectrum *= np.fft.rfft(histogram)
    density = np.fft.irfft(spectrum, length).clip(0)
    tail = density[::-1].cumsum()[::-1]
    # what the transform cannot tell from nought is no certainty
    return np.asarray(np.maximum(tail[score.sum(axis=0)], 1e-13))


def _best_first(looks: Looks) -> NDArray[np.int64]:
    """The days by their chance; of a run of equals its middle first."""
    import numpy as np

    total = looks.total
    around = np.convolve(
        np.concatenate([total[-REACH:], total, total[:REACH]]), np.ones(2 * REACH + 1), "valid"
    )
    return np.asarray(np.lexsort((-around, -total, looks.chance)))
