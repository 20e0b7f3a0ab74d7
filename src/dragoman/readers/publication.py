"""The day a text was published, settled from all that names one."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.readers.agencies import Dateline
from dragoman.readers.dates import Stamp, date_in_url


class Publication(NamedTuple):
    """The day, ``None`` where nothing tells it for sure, and what should be known about it."""

    date: dt.date | None
    notes: tuple[str, ...] = ()


def settle_publication(stamps: Sequence[Stamp], dateline: Dateline | None, url: str | None) -> Publication:
    """Choose the day of publication: a date line first, then the dateline, then the address.

    Of several date lines one marked as published wins over one without a label, and that over an update.
    A numeric date that could be two days is settled by another date that agrees with one reading; if none
    does, no day is given.
    """
    by_url = date_in_url(url) if url else None
    by_dateline = dateline.day if dateline else None
    month_day = dateline.month_day if dateline else None
    notes: list[str] = []
    ranked = sorted(stamps, key=lambda stamp: ("published", "", "updated").index(stamp.kind))
    chosen = ranked[0] if ranked else None
    if chosen is None:
        if by_dateline:
            return _with_conflict(by_dateline, "the dateline", [("the address", by_url)], [])
        if by_url:
            return Publication(by_url, (f"dated {by_url} by its address alone",))
        if month_day:
            day = f"{calendar.month_name[month_day[0]]} {month_day[1]}"
            return Publication(None, (f"the dateline says {day} without a year",))
        return Publication(None)
    date = chosen.date
    if chosen.other:
        others = [stamp.date for stamp in stamps if stamp.other is None] + [by_url, by_dateline]
        readings = [
            day for day in (chosen.date, chosen.other) if day in others or (day.month, day.day) == month_day
        ]
        if len(readings) != 1:
            told = f"the date {chosen.words} may be {chosen.date} or {chosen.other}; neither was taken"
            return Publication(None, (told,))
        date = readings[0]
        notes.append(f"the date {chosen.words} was read as {date}, which another date in the text bears out")
    elif chosen.kind == "updated":
        notes.append(f"only the day of an update is given, {date}")
    second = next((stamp.date for stamp in ranked[1:] if _disagrees(stamp, date)), None)
    named: list[tuple[str, dt.date | None]] = [("another date line", second)]
    if by_dateline is None and month_day:
        by_dateline = _nearest(month_day, date)
    named.append(("the dateline", by_dateline))
    named.append(("the address", by_url))
    return _with_conflict(date, "the date line", named, notes)


def _disagrees(stamp: Stamp, date: dt.date) -> bool:
    return stamp.kind != "updated" and stamp.other is None and stamp.date != date


def _nearest(month_day: tuple[int, int], date: dt.date) -> dt.date | None:
    """The day with this month and day that is nearest to a date; a dateline of 31 December may run in January."""
    days: list[dt.date] = []
    for year in (date.year - 1, date.year, date.year + 1):
        try:
            days.append(dt.date(year, *month_day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - date), default=None)


def _with_conflict(
    date: dt.date, where: str, others: Sequence[tuple[str, dt.date | None]], notes: list[str]
) -> Publication:
    for other, day in others:
        if day and day != date:
            notes.append(f"dates in conflict: {where} says {date}, {other} {day}; {where} was taken")
    return Publication(date, tuple(notes))
