"""The last day of a period, and what a period is called."""

from __future__ import annotations

import datetime as dt


def last_day(start: dt.date, by: str) -> dt.date:
    """The last day of the period of ``by`` (day, week, month, quarter, year) that begins on ``start``."""
    match by:
        case "day":
            return start
        case "week":
            return start + dt.timedelta(days=6)
        case "year":
            return start.replace(month=12, day=31)
    months = start.month - 1 + {"month": 1, "quarter": 3}[by]
    if start.year + months // 12 > dt.MAXYEAR:
        return dt.date.max
    return start.replace(year=start.year + months // 12, month=months % 12 + 1, day=1) - dt.timedelta(days=1)


def called(start: dt.date, by: str) -> str:
    """``4 July 2019``, ``the week of 1 July 2019``, ``July 2019``, ``July to September 2019``, ``2019``."""
    day = f"{start.day} {start:%B} {start.year}"
    match by:
        case "day":
            return day
        case "week":
            return f"the week of {day}"
        case "month":
            return f"{start:%B} {start.year}"
        case "quarter":
            return f"{start:%B} to {last_day(start, by):%B} {start.year}"
        case _:
            return str(start.year)
