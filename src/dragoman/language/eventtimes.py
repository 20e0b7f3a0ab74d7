"""Times that count from something that happened: "two days after the vote", "the 60th anniversary of the treaty".

What happened must have a date that the text gives: in the phrase itself ("six months after the coup of March 12, 2018")
or where it was named before ("The vote was held on June 3. Two days after the vote …"). Where it has none, nothing is
made of the expression: a length of time stays one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..records import Moment
from .numbers import ORDINALS, number_value
from .timevalues import days_covered, shifted
from .timewords import COUNT, ORDINAL, UNIT, UNITS

_ANCHORED = re.compile(
    rf"\b(?:(?P<count>{COUNT}|[Aa]n?|[Tt]he)\s(?:full\s)?(?P<unit>{UNIT}s?)\s(?P<way>after|before|following)"
    rf"|(?:[Tt]he\s)?(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{ORDINAL})\s(?P<anniversary>anniversary)\sof)\s"
    r"(?P<anchor>(?:(?:the|a|an|his|her|its|their|this|that)\s)?(?:[\w’'-]+\s){0,3}?(?P<head>[A-Za-z][\w-]{2,20}))"
    r"(?=[,.;:)”\"]|\s(?:of|in|on|at|by|that|which|between|with|and|but|from|to|was|were|had|has|took|for)\b|$)"
)
# The date of what is named stands at most so far behind its name, with nothing between that opens another thing.
_BEHIND, _NEAR = 50, 60
# What was named longer ago is not meant by "the vote".
_FAR = 3000
_STRAIGHT = re.compile(r"(?:,\s(?:which|held|signed|reached|that)\b)?(?!.*[.;:,]\s)(?:\s?[\w’'-]+){0,6}\s?")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s|\n")
# Words that name nothing that happens.
_NO_EVENT = frozenset(
    {
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "time",
        "times",
        "date",
        "that",
        "this",
    }
    | {"which", "other", "others", "birth"}
)


def count_from_events(text: str, moments: Sequence[Moment]) -> list[Moment]:
    """The moments of a text, those that count from an event on the calendar with its day as theirs.

    ``moments`` are in order and do not overlap; nor do those that come back.
    """
    found = list(moments)
    for match in _ANCHORED.finditer(text):
        head = match["head"]
        if head.lower() in _NO_EVENT:
            continue
        base = _date_of(text, found, match, head)
        value = _counted(match, base) if base else None
        if value is None:
            continue
        # Up to the date that stands in the phrase itself, which is an expression of its own.
        end = match.end("head")
        first = bisect_right(found, match.start(), key=_end)
        last = bisect_left(found, end, key=_start)
        if any(m.type == "DATE" for m in found[first:last]):
            end = match.end("way") if match["way"] else match.end("anniversary")
            last = bisect_left(found, end, key=_start)
        covered = days_covered(value)
        found[first:last] = [
            Moment(
                text=text[match.start() : end],
                start=match.start(),
                end=end,
                value=value,
                type="DATE",
                date=covered[0] if covered else None,
                enddate=covered[1] if covered else None,
                precision=covered[2] if covered else None,
            )
        ]
    return found


def _date_of(text: str, moments: Sequence[Moment], match: re.Match[str], head: str) -> Moment | None:
    """The moment of what an expression counts from."""
    start, end = match.start("anchor"), match.end("head")
    # In the phrase, or right behind it.
    for moment in _among(moments, start, end + _BEHIND):
        if _is_day(moment) and _STRAIGHT.fullmatch(text, min(end, moment.start), moment.start):
            return moment
    # Where it was named before, the last time first.
    back = max(0, match.start() - _FAR)
    for named in reversed(list(re.finditer(rf"\b{re.escape(head)}\b", text[back : match.start()]))):
        first, last = back + named.start(), back + named.end()
        near = [
            moment
            for moment in _among(moments, first - _NEAR, last + _NEAR)
            if _is_day(moment)
            and moment.end <= match.start()
            and not _SENTENCE_END.search(text, min(last, moment.end), max(first, moment.start))
        ]
        if near:
            return min(near, key=lambda moment: max(moment.start - last, first - moment.end))
    return None


def _among(moments: Sequence[Moment], start: int, end: int) -> Sequence[Moment]:
    """The moments that begin in a part of the text."""
    return moments[bisect_left(moments, start, key=_start) : bisect_right(moments, end, key=_start)]


def _start(moment: Moment) -> int:
    return moment.start


def _end(moment: Moment) -> int:
    return moment.end


def _is_day(moment: Moment) -> bool:
    return moment.type == "DATE" and moment.date is not None and moment.precision in ("day", "month", "year")


def _counted(match: re.Match[str], base: Moment) -> str | None:
    """The value so many units from a moment, no finer than the moment itself."""
    assert base.date is not None
    if match["nth"]:
        ordinal = match["nth"].lower()
        number = int(ordinal[:-2]) if ordinal[0].isdigit() else ORDINALS.get(ordinal)
        if number is None:
            return None
        year = base.date.year + number
        if base.precision == "day" and base.date.month * 100 + base.date.day != 229:
            return f"{year:04d}-{base.date:%m-%d}"
        return f"{year:04d}-{base.date:%m}" if base.precision == "month" else f"{year:04d}"
    words = match["count"].lower()
    count = 1.0 if words in ("a", "an", "the") else number_value(words)
    unit = UNITS.get(match["unit"].lower()) or UNITS.get(match["unit"].lower().rstrip("s"))
    grains = {"D": ("day",), "W": ("day",), "M": ("day", "month"), "Y": ("day", "month", "year")}
    if (
        count is None
        or count != int(count)
        or count > 999
        or unit not in grains
        or base.precision not in grains[unit]
    ):
        return None
    return shifted(base.date, unit, int(count) * (-1 if match["way"] == "before" else 1))
