"""Arithmetic on TIMEX3 values: from a value to the days it covers, and from a day to a value of some grain."""

from __future__ import annotations

import datetime as dt
import re

Reach = tuple[dt.date, dt.date, str]

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")),
    ("weekend", re.compile(r"(\d{4})-W(\d\d)-WE")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("half", re.compile(r"(\d{4})-H([12])")),
    ("season", re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    ("year", re.compile(r"(\d{4})")),
    ("decade", re.compile(r"(\d{3})")),
    ("century", re.compile(r"(\d{2})")),
)
# Meteorological seasons of the northern hemisphere, where most datelines of the world's news lie.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def days_covered(value: str) -> Reach | None:
    """The first day, the last day and the grain of a value; ``None`` where it has no place on the calendar.

    An interval ``A/B`` reaches from the first day of A to the last of B, in the grain of A.
    """
    first, slash, last = value.partition("/")
    if slash:
        left, right = days_covered(first), days_covered(last)
        return (left[0], right[1], left[2]) if left and right and left[0] <= right[1] else None
    for grain, shape in _SHAPES:
        if found := shape.fullmatch(value):
            try:
                return _reach(grain, *found.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _reach(grain: str, first: str, second: str = "", third: str = "") -> Reach:
    year = int(first)
    if grain == "day":
        day = dt.date(year, int(second), int(third))
        return day, day, "day"
    if grain in ("week", "weekend"):
        monday = dt.date.fromisocalendar(year, int(second), 1)
        begin = 5 if grain == "weekend" else 0
        # A weekend is named by days though it is not one: its grain is the week it closes.
        return monday + dt.timedelta(begin), monday + dt.timedelta(6), "week"
    if grain == "month":
        return _months(year, int(second), 1, "month")
    if grain == "quarter":
        return _months(year, 3 * int(second) - 2, 3, "season")
    if grain == "half":
        return _months(year, 6 * int(second) - 5, 6, "season")
    if grain == "season":
        return _months(year, _SEASON_MONTHS[second], 3, "season")
    if grain == "year":
        return _months(year, 1, 12, "year")
    years = 10 if grain == "decade" else 100
    return dt.date(year * years, 1, 1), dt.date(year * years + years - 1, 12, 31), grain


def _months(year: int, month: int, count: int, grain: str) -> Reach:
    first = dt.date(year, month, 1)
    year, month = shift_month(year, month, count)
    return first, dt.date(year, month, 1) - dt.timedelta(1), grain


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month that lie ``by`` months later."""
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def week(day: dt.date, by: int = 0) -> str:
    """The ISO week of a day, ``by`` weeks later."""
    year, number, _ = (day + dt.timedelta(7 * by)).isocalendar()
    return f"{year:04d}-W{number:02d}"


def shifted(base: dt.date, unit: str, by: int) -> str | None:
    """The value, in the grain of ``unit``, of the time ``by`` units from ``base`` (units as in ``time.toml``).

    ``None`` beyond the years 1 to 9999.
    """
    count = int(re.match(r"\d*", unit)[0] or 1) * by  # type: ignore[index]
    letter = unit[-1]
    try:
        if unit.startswith("T"):
            return base.isoformat() if letter != "H" else (base + dt.timedelta(hours=count)).isoformat()
        if letter == "D":
            return (base + dt.timedelta(count)).isoformat()
        if letter == "W":
            return week(base, count)
        if letter == "M":
            year, month = shift_month(base.year, base.month, count)
            return f"{dt.date(year, month, 1):%Y-%m}" if year > 999 else None
        year = base.year + count
        return f"{year:04d}" if 0 < year <= 9999 else None
    except (ValueError, OverflowError):
        return None


def moved(day: dt.date, days: int) -> dt.date | None:
    """The date so many days later; ``None`` beyond the years 1 to 9999."""
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return None


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
