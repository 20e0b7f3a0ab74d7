"""Time expressions of a text with their TIMEX3 values and their days on the calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from ..records import Moment
from .eventtimes import count_from_events
from .timecontext import Context
from .timerules import RULES
from .timevalues import days_covered, moved
from .timewords import CORE, LONG_MONTH, WEEKDAY

_NAMES = re.compile(r"\(\?P<\w+>")
_BACKREFERENCE = re.compile(r"\(\?P=(\w+)\)")


def _nameless(pattern: str) -> str:
    """A rule's expression without its own groups, to stand as one branch of the grammar."""
    return _NAMES.sub("(?:", _BACKREFERENCE.sub(r"[-/.]", pattern))


_GRAMMAR = re.compile(
    r"(?:" + "|".join(f"(?P<{name}>{_nameless(pattern)})" for name, pattern, _ in RULES) + ")"
)
_READ: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str], Context], tuple[str, str] | None]]] = {
    name: (re.compile(pattern), read) for name, pattern, read in RULES
}

# A chronicle names months and days of years long past and hardly ever a bare day of the week.
_OLD_DATE = re.compile(rf"(?:{LONG_MONTH})(?:\s\d{{1,2}})?,?\s(?P<year>1\d{{3}}|20\d\d)\b")
_ANY_YEAR = re.compile(r"(?<![\w.,$€£-])(?P<year>1[0-9]\d\d|20\d\d)(?![\w%]|[.,]\d)|\b\d{3}\s(?:BC|B\.C\.)")
_YEARLESS = re.compile(rf"\d\s(?:{LONG_MONTH})(?!,?\s\d)|(?:{LONG_MONTH})\s\d{{1,2}}\b(?!,?\s\d)")
_BARE_WEEKDAY = re.compile(WEEKDAY)
_LEAST_DATES, _LEAST_YEARS, _SAMPLE = 4, 8, 40_000

_WORD = re.compile(r"(?<!\w)['’]?\w")
_REACH = 60

_JOINT = re.compile(r",?\s(?:on\s)?")

# "between A and B", "from A to B": one stretch of time with its two ends.
_OPENS_RANGE = re.compile(r"\b(?:(?P<between>[Bb]etween)|[Ff]rom)\s$")
_AND, _TO = re.compile(r"\sand\s"), re.compile(r"\s(?:up\s)?(?:to|until|till|through)\s")
_YEAR_NAMED = re.compile(r"\d{4}|['’]\d\d")


# What only glances at another time does not move a story there.
_GLANCE_BACK = re.compile(r"\b(?:previous|ago|earlier|previously|last)\b", re.IGNORECASE)
_GLANCE_AHEAD = re.compile(r"\b(?:until|till|by|before)\s$", re.IGNORECASE)

# A line that dates what stands below it: "2005: Elections and a transitional government".
_HEADING = re.compile(r"^(?P<year>1\d{3}|20\d\d)(?::|\s?[–—-])\s[^\n.]{3,80}$", re.MULTILINE)

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def find_moments(text: str, published: dt.date | None) -> list[Moment]:
    """Find the time expressions of ``text`` in order; none overlap.

    ``published`` is the day that "today" means; without it relative expressions keep a value with X for what
    is unknown, and no date. In a text that tells of a distant past in order, such as an encyclopaedia's
    account of a war, dates without a year count from the date told before.
    """
    context = Context(text, published, chronicle=_is_chronicle(text, published))
    moments: list[Moment] = []
    breaks = iter([*(gap.start() for gap in _PARAGRAPH.finditer(text)), len(text) + 1])
    paragraph_end = next(breaks)
    headings = iter([*_HEADING.finditer(text), None])
    heading = next(headings)
    at = 0
    for core in CORE.finditer(text):
        # An expression begins at most so far before its core; each place is tried once.
        for place in _WORD.finditer(text, max(at, core.start() - _REACH), core.end()):
            if place.start() < at:
                continue
            at = place.end()
            found = _GRAMMAR.match(text, place.start())
            if found is None:
                continue
            while place.start() > paragraph_end:
                context.paragraph, paragraph_end = None, next(breaks)
            while heading and heading.end() <= place.start():
                context.heading = int(heading["year"])
                heading = next(headings)
            pattern, read = _READ[found.lastgroup or ""]
            match = pattern.match(text, place.start())
            reading = read(match, context) if match and match.end() > match.start() else None
            if match is None or reading is None:
                continue
            if not (context.chronicle and _looks_away(text, match)):
                context.note(reading[0])
            _add(moments, text, match.start(), match.end(), *reading)
            _join_range(moments, text, context)
            at = match.end()
    return count_from_events(text, moments)


def _looks_away(text: str, match: re.Match[str]) -> bool:
    """Whether a chronicle only glances at another time: back ("the previous year") or ahead ("until 1976")."""
    if _GLANCE_BACK.search(match[0]):
        return True
    bare = match.end() - match.start() == 4 and match[0].isdigit()
    return bare and _GLANCE_AHEAD.search(text, max(0, match.start() - 8), match.start()) is not None


def _join_range(moments: list[Moment], text: str, context: Context) -> None:
    """Make one moment of the last two where they are the ends of a range."""
    if len(moments) < 2:
        return
    first, last = moments[-2:]
    opened = _OPENS_RANGE.search(text, max(0, first.start - 9), first.start)
    if opened is None or not (_AND if opened["between"] else _TO).fullmatch(text, first.end, last.start):
        return
    if first.type != "DATE" or last.type != "DATE" or "/" in first.value + last.value:
        return
    begin = first.value
    if (
        last.date
        and _YEAR_NAMED.search(last.text)
        and not _YEAR_NAMED.search(first.text)
        and begin[4:5] == "-"
    ):
        # The year that the last day names is the first one's too, or the one after it.
        begin = f"{last.date.year:04d}{begin[4:]}"
        covered = days_covered(begin)
        if covered and covered[0] > last.date:
            begin = f"{last.date.year - 1:04d}{begin[4:]}"
    end = last.value
    if first.date and last.date and first.date > last.date and _BARE_WEEKDAY.fullmatch(first.text):
        # Each day of the week was read alone: the two stand in one week behind or ahead.
        if context.tense(first.start, first.end) == "past":
            begin = str(moved(first.date, -7))
        else:
            end = str(moved(last.date, 7))
    value = f"{begin}/{end}"
    if days_covered(value):
        moments[-2:] = [_moment(text, first.start, last.end, value, "DATE")]


def _add(moments: list[Moment], text: str, start: int, end: int, value: str, kind: str) -> None:
    """Append a moment, giving a time of day the day that stands beside it ("3 p.m. Monday")."""
    before = moments[-1] if moments else None
    if (
        before
        and _JOINT.fullmatch(text, before.end, start)
        and not _PARAGRAPH.search(text, before.end, start)
    ):
        if before.value.startswith("T") and kind == "DATE" and len(value) == 10 and value[0] in "12X":
            moments[-1] = _moment(text, before.start, before.end, value + before.value, "TIME")
        elif value.startswith("T") and before.precision == "day" and "/" not in before.value:
            value = before.value.partition("T")[0] + value
    elif (
        before and before.precision == "day" and value.startswith("T") and text[before.end : start] == " at "
    ):
        value = before.value.partition("T")[0] + value
    moments.append(_moment(text, start, end, value, kind))


def _moment(text: str, start: int, end: int, value: str, kind: str) -> Moment:
    covered = days_covered(value) if kind in ("DATE", "TIME") else None
    first, last, precision = covered if covered else (None, None, None)
    return Moment(
        text=text[start:end], start=start, end=end, value=value, type=kind,
        date=first, enddate=last, precision=precision,
    )  # fmt: skip


def _is_chronicle(text: str, published: dt.date | None) -> bool:
    sample = text[:_SAMPLE]
    newest = published.year - 2 if published else 9999
    dates = sum(int(found["year"]) <= newest for found in _OLD_DATE.finditer(sample))
    years = old = 0
    for found in _ANY_YEAR.finditer(sample):
        years += 1
        old += found["year"] is None or int(found["year"]) <= newest
    weekdays = sum(1 for _ in _BARE_WEEKDAY.finditer(sample))
    if weekdays == 0 and 5 <= old == years and sum(1 for _ in _YEARLESS.finditer(sample)) >= old:
        return True
    told = dates >= _LEAST_DATES or old >= 3 * _LEAST_YEARS
    return told and old >= _LEAST_YEARS and old > 0.7 * years and weekdays <= max(1, old // 10)
