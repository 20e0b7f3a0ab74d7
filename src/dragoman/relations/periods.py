"""Days, weeks, months, quarters and years as numbers counted from 1970, and back."""

from __future__ import annotations

import datetime as dt
from typing import Any

PERIODS = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_EPOCH = dt.date(1970, 1, 1)


def periods(day: Any, by: str) -> Any:
    """The number of the period that a day (from 1970-01-01) is in, counted from 1970; weeks begin on Monday."""
    if by == "day":
        return day
    if by == "week":
        return (day + 3) // 7
    import numpy as np

    months = np.asarray(day).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months // _MONTHS[by]


def first_days(period: Any, by: str) -> Any:
    """The first day (from 1970-01-01) of a numbered period."""
    if by == "day":
        return period
    if by == "week":
        return period * 7 - 3
    import numpy as np

    months = np.asarray(period) * _MONTHS[by]
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def whole(start: dt.date | None, end: dt.date | None, by: str) -> tuple[dt.date | None, dt.date | None]:
    """A range of days widened to whole periods."""
    return (
        None if start is None else date_of(first_days(periods(number_of(start), by), by)),
        None if end is None else date_of(first_days(periods(number_of(end), by) + 1, by) - 1),
    )


def number_of(day: dt.date) -> int:
    """A date as days from 1970-01-01."""
    return (day - _EPOCH).days


def date_of(number: Any) -> dt.date:
    """Days from 1970-01-01 as a date."""
    return _EPOCH + dt.timedelta(days=int(number))
