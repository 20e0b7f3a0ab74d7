"""The rules for time expressions that count from another time: "last week", "two days ago", "on Monday"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from .numbers import alternatives, number_value
from .timecontext import Context
from .timevalues import days_covered, moved, shifted
from .timewords import (
    COUNT,
    DAY_PARTS,
    LONG_MONTH,
    MONTHS,
    PART,
    REFERENCES,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
)

Reading = tuple[str, str]
Rule = tuple[str, str, Callable[[re.Match[str], Context], Reading | None]]

_STEP = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
_INDEFINITE = {"few", "several", "some", "many", "couple"}


def _unit(name: str) -> str:
    """The letters of a unit in any number: "weeks", "centuries"."""
    name = name.lower()
    if name.startswith("centur"):
        return UNITS["century"]
    return UNITS.get(name) or UNITS[name.rstrip("s")]


def _unknown(unit: str) -> str:
    return _UNKNOWN.get(unit[-1], "XXXX-XX-XX") if unit[0] != "T" else "XXXX-XX-XX"


def _duration(count: str | None, unit: str) -> str:
    """The TIMEX3 value of a length of time; X stands for a number that is not told."""
    words = (count or "").lower()
    factor = int(re.match(r"\d*", unit)[0] or 1)  # type: ignore[index]
    letters = ("T" if unit[0] == "T" else "") + unit[-1]
    if not words or set(re.findall(r"[a-z]+", words)) & _INDEFINITE:
        return f"P{letters[:-1]}X{letters[-1]}"
    half = words.startswith("half")
    number = 1.0 if words in ("a", "an") or half else number_value(words) or 1.0
    number *= factor * (0.5 if half else 1)
    if half and factor == 1:
        smaller = {"Y": (6, "M"), "TH": (30, "TM"), "D": (12, "TH"), "M": (2, "W")}.get(letters)
        if smaller:
            return f"P{smaller[1][:-1]}{smaller[0]}{smaller[1][-1]}"
    figure = str(int(number)) if number == int(number) and number < 1e12 else f"{number:g}"
    return f"P{letters[:-1]}{figure}{letters[-1]}"


def _from(context: Context, base: dt.date | None, unit: str, by: int) -> str:
    return (shifted(base, unit, by) if base else None) or _unknown(unit)


def _deictic_unit(m: re.Match[str], context: Context) -> Reading | None:
    """ "last week", "this year", "the following month", "later this year", "that day"."""
    which, unit = m["which"].lower(), _unit(m["unit"])
    story = which in ("previous", "following", "same", "that") or (which == "next" and m["the"] is not None)
    base = context.base()
    if story:
        if context.reached and context.reached.startswith("BC") and unit == "Y":
            return f"BC{max(1, int(context.reached[2:6]) - _STEP[which]):04d}", "DATE"
        covered = days_covered(context.reached) if context.reached else None
        base = covered[0] if covered else (None if which in ("same", "that") else base)
        if covered and unit in "DWM" and covered[2] not in ("day", "week", "month"[: 5 * (unit == "M")]):
            return f"{_unknown(unit)}", "DATE"
    if unit[0] == "T":
        return None
    if unit == "10Y":
        return (f"{base.year // 10 + _STEP[which]}" if base else "XXX"), "DATE"
    if unit == "100Y":
        return (f"{base.year // 100 + _STEP[which]}" if base else "XX"), "DATE"
    value = _from(context, base, unit, _STEP[which])
    return _in_part(value, m.groupdict().get("part"))


def _weekend(m: re.Match[str], context: Context) -> Reading | None:
    base = context.base()
    if base is None:
        return "XXXX-WXX-WE", "DATE"
    step = _STEP.get((m["which"] or "this").lower(), 0)
    if step == 0 and base.isoweekday() <= 4 and context.tense(m.start(), m.end()) == "past":
        step = -1
    return f"{_from(context, base, 'W', step)}-WE", "DATE"


def _in_part(value: str, part: str | None) -> Reading:
    return (f"{value}T{DAY_PARTS[part.lower()]}", "TIME") if part else (value, "DATE")


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    """A day of the week, alone or with "last", "next", and the part of the day that follows it."""
    number = WEEKDAYS[m["weekday"].lower()]
    which = (m["which"] or "").lower()
    if context.text.startswith("s", m.end()):
        return None
    day = context.weekday(number, m.start(), m.end())
    base = context.published
    if day and base and which:
        ahead = (number - base.isoweekday()) % 7
        if which in ("last", "past", "previous"):
            day = moved(base, -((base.isoweekday() - number) % 7 or 7))
        elif which in ("next", "coming", "following"):
            day = moved(base, ahead or 7)
    return _in_part(day.isoformat() if day else f"XXXX-WXX-{number}", m["part"])


def _deictic_month(m: re.Match[str], context: Context) -> Reading | None:
    """ "last December", "next May", "this summer", "the previous April"."""
    which = m["which"].lower()
    base = context.base()
    name = m["name"].rstrip(".").lower()
    month, season = MONTHS.get(name), SEASONS.get(name)
    if season == "FA" and name == "fall" and m["the"]:
        return None
    if base is None:
        return (f"XXXX-{month:02d}" if month else f"XXXX-{season}"), "DATE"
    at = month or {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season or "SP"]
    year = base.year
    if _STEP[which] < 0 and (at >= base.month or (season and at + 2 >= base.month)):
        year -= 1
    elif _STEP[which] > 0 and at <= base.month:
        year += 1
    elif season == "WI" and base.month < 3:
        year -= 1
    return (f"{year:04d}-{month:02d}" if month else f"{year:04d}-{season}"), "DATE"


def _ago(m: re.Match[str], context: Context) -> Reading | None:
    """So many units before publication, or before or after what the story has reached."""
    unit, count = _unit(m["unit"]), (m["count"] or "").lower()
    way = m["way"].lower()
    base = context.base()
    if way not in ("ago", "from now"):
        covered = days_covered(context.reached) if context.reached else None
        if context.reached and context.reached.startswith("BC") and unit.endswith("Y"):
            years = int(re.sub(r"\D", "", _duration(count, unit)) or 0)
            year = int(context.reached[2:6]) + (-years if way in ("later", "after") else years)
            return (f"BC{year:04d}" if year > 0 else _unknown(unit)), "DATE"
        base = covered[0] if covered else None
        if covered and unit in ("D", "W") and covered[2] not in ("day", "week"):
            base = None
    ahead = way in ("later", "from now", "after", "on", "afterward", "afterwards")
    if not count or set(count.split()) & _INDEFINITE:
        return ("FUTURE_REF" if ahead and way != "ago" else "PAST_REF"), "DATE"
    length = _duration(count, unit)
    figure = re.search(r"\d+", length)
    if base is None or figure is None or len(figure[0]) > 5:
        return (
            (_unknown(unit), "DATE")
            if way in ("ago", "from now") or context.chronicle
            else (length, "DURATION")
        )
    letters = ("T" if "T" in length else "") + length[-1]
    return _from(context, base, letters, int(figure[0]) * (1 if ahead else -1)), "DATE"


def _named_day(m: re.Match[str], context: Context) -> Reading | None:
    """Today and its neighbours, with the part of the day."""
    word = m["word"].lower()
    base = context.base()
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if "after" in word:
        step = 2
    elif "before" in word:
        step = -2
    value = _from(context, base, "D", step)
    return (
        _in_part(value, "night" if word in ("tonight", "last night") and not m["part"] else m["part"])
        if (word != "last night")
        else (f"{_from(context, base, 'D', -1)}TNI", "TIME")
    )


def _part(m: re.Match[str], context: Context) -> Reading | None:
    """ "this morning", "the next evening", "in the afternoon", "at night"."""
    which = (m["which"] or "").lower()
    part = DAY_PARTS[m["part"].lower()]
    if not which:
        return f"T{part}", "TIME"
    base = context.published if which == "this" else context.reached_day()
    return f"{_from(context, base, 'D', max(_STEP.get(which, 0), -1))}T{part}", "TIME"


def _reference(m: re.Match[str], context: Context) -> Reading | None:
    phrase = re.sub(r"\s", " ", m[0].lower())
    if value := REFERENCES.get(phrase):
        return value, "DATE"
    return ("FUTURE_REF" if re.search(r"coming|next|ahead", phrase) else "PAST_REF"), "DATE"


def _length(m: re.Match[str], context: Context) -> Reading | None:
    """A duration: "for three years", "60 years", "three-day", "the past decade", "years"."""
    count, unit = m.groupdict().get("count"), _unit(m["unit"])
    if context.text[m.end() : m.end() + 4] in ("-old", " old", "-Old") or context.text.startswith(
        " of age", m.end()
    ):
        return None
    if (count or "").lower() in ("a", "an") and m["unit"].lower() in ("second", "minute", "day", "fall"):
        return None
    if m["unit"].lower() == "second":
        return None
    return _duration(count or ("one" if not m["unit"].endswith("s") else None), unit), "DURATION"


def _each(m: re.Match[str], context: Context) -> Reading | None:
    if day := m["weekday"]:
        return f"XXXX-WXX-{WEEKDAYS[day.lower()]}", "SET"
    if part := m["part"]:
        return f"XXXX-XX-XXT{DAY_PARTS[part.lower()]}", "SET"
    return _duration(m["count"] or "one", _unit(m["unit"])), "SET"


def _rate(m: re.Match[str], context: Context) -> Reading | None:
    """ "30 a day", "twice a year"."""
    return _duration("one", _unit(m["unit"])), "SET"


def _month_day(m: re.Match[str], context: Context) -> Reading | None:
    """ "the 28th of that month"."""
    left = context.reached[:7] if context.reached and re.match(r"\d{4}-\d\d", context.reached) else "XXXX-XX"
    return f"{left}-{int(m['day']):02d}", "DATE"


def _ends(m: re.Match[str], context: Context) -> Reading | None:
    """ "the end of the year", "later in the month": within the unit that the text is in."""
    unit = _unit(m["unit"])
    return _from(context, context.base(), unit, 0), "DATE"


def _mondays(m: re.Match[str], context: Context) -> Reading | None:
    return f"XXXX-WXX-{WEEKDAYS[m['weekday'].lower()]}", "SET"


_PARTS = rf"(?:\s(?P<part>{PART}))?"
_THE = r"(?P<the>[Tt]he\s)?"
_MODIFIED = (
    r"(?:(?i:earlier|later|early|late|mid|the end of|the beginning of|the start of)[\s-](?:in\s|the\s)?)?"
)
_UNITS = rf"(?P<unit>{UNIT}s?)\b"
_ABOUT = r"(?:(?i:about|around|some|almost|nearly|over|more than|less than|at least|just|only|up to|exactly|under)\s)?"
_NO_AGE = r"(?![\s-]old)"

RULES: tuple[Rule, ...] = (
    (
        "each",
        rf"(?i:every|each|per|(?:once|twice|three times|four times)\s(?:an?|every|per))\s(?:(?P<count>{COUNT})\s)?"
        rf"(?:{_UNITS}|(?P<weekday>{WEEKDAY})|(?P<part>{PART}))",
        _each,
    ),
    ("mondays", rf"(?P<weekday>{WEEKDAY})s\b", _mondays),
    (
        "rate",
        r"(?:(?<=\d\s)|(?<=times\s)|(?<=\)\s)|(?<=\b[Oo]nce\s)|(?<=\b[Tt]wice\s))an?\s(?P<unit>hour|day|week|month|year)\b",
        _rate,
    ),
    (
        "monthday",
        r"(?:[Tt]he\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)\sof\s(?:that|the\ssame|the)\smonth\b",
        _month_day,
    ),
    (
        "ends",
        r"(?:(?:[Tt]he\s)?(?i:end|start|beginning|middle|rest|close)\sof|(?i:later|earlier|late|early)\sin|(?<=\bby\s))\s?the\s(?P<unit>year|month|week)\b"
        r"|(?P<dummy>$^)",
        _ends,
    ),
    (
        "ago",
        rf"{_ABOUT}(?:(?P<count>{COUNT})[\s-](?:more\s)?)?{_UNITS}\s(?P<way>ago|later|earlier|from\snow|previously|afterwards?)\b",
        _ago,
    ),
    (
        "recent",
        r"(?:(?i:in|over|during)\s)?(?:the\s)?(?i:recent|coming|(?:past|last|next)\s(?:few|several))"
        r"\s(?:hours|days|weeks|months|years|decades|times)\b",
        _reference,
    ),
    (
        "pastlength",
        rf"(?:[Tt]he\s)(?i:past|last|next|coming|first|final|previous|following|ensuing)\s"
        rf"(?:(?P<count>{COUNT})[\s-]|(?=(?:decade|century)\b)|(?<=past\s)){_UNITS}",
        _length,
    ),
    (
        "deicticunit",
        rf"{_MODIFIED}{_THE}(?P<same>same\s)?(?P<which>(?i:last|previous|this|current|same|that|next|coming|following|upcoming))"
        rf"\s(?:same\s)?(?P<unit>day|week|month|year|decade|century)(?![\w-])(?:[’']s(?=\s))?{_PARTS}",
        _deictic_unit,
    ),
    (
        "weekend",
        r"(?:[Tt]he\s)?(?:(?P<which>(?i:last|this|past|next|coming|previous|following))\s)?weekend\b",
        _weekend,
    ),
    (
        "weekday",
        rf"(?:(?:[Tt]he\s)?(?:early\s|late\s)?(?P<which>(?i:last|next|this|past|coming|previous|following))\s)?(?P<weekday>{WEEKDAY}){_PARTS}",
        _weekday,
    ),
    (
        "deicticmonth",
        rf"{_MODIFIED}{_THE}(?P<which>(?i:last|next|this|previous|following|coming))\s(?P<name>{LONG_MONTH}|{SEASON})(?!\w)",
        _deictic_month,
    ),
    (
        "namedday",
        rf"(?P<word>(?i:the\sday\s(?:after\stomorrow|before\syesterday)|today|yesterday|tomorrow|tonight|last\snight))\b{_PARTS}",
        _named_day,
    ),
    (
        "daypart",
        rf"(?:(?:(?i:early|late)\s)?(?:the\s)?(?P<which>(?i:this|that|next|following|same|previous))\s|(?<=\b[Ii]n\s)the\s|(?<=\b[Aa]t\s)(?=night))"
        rf"(?P<part>{PART})",
        _part,
    ),
    ("reference", rf"(?i:{alternatives(REFERENCES)})\b", _reference),
    (
        "length",
        rf"{_ABOUT}(?P<count>{COUNT})[\s-](?:(?i:consecutive|full|straight|whole|long|more)\s)?(?P<unit>{UNIT}s?)\b{_NO_AGE}(?:-long\b)?",
        _length,
    ),
    (
        "lengths",
        r"(?:(?<=\b[Ff]or\s)|(?<=\b[Ii]n\s))(?P<unit>(?:hours|days|weeks|months|years|decades|centuries))\b(?!\s(?:ago|later|earlier))",
        _length,
    ),
)
