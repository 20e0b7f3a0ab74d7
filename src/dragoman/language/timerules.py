"""The grammar of English time expressions: each rule is a regular expression and how to read its match.

A rule's function takes the match and the context and gives the TIMEX3 value and type, or ``None`` where the
words are no time after all. Rules that stand first win where several match at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from . import relativerules as relative
from .numbers import ORDINALS, alternatives
from .timecontext import Context
from .timevalues import real_day, week
from .timewords import (
    BC,
    CLOCK,
    COUNTED,
    DAY,
    DAY_PARTS,
    HOLIDAY,
    HOLIDAYS,
    LONG_MONTH,
    MOD,
    MONTH,
    MONTHS,
    ORDINAL,
    PART,
    SEASON,
    SEASONS,
    SETS,
    WEEKDAY,
    YEAR,
    ZONE,
)

Reading = tuple[str, str]
Rule = tuple[str, str, Callable[[re.Match[str], Context], Reading | None]]

_PART_OF = rf"(?:[Tt]he\s)?(?:early\s|late\s)?(?P<part>{PART})(?:\shours)?\sof\s(?:the\s)?"
_SHORT_YEAR = r"['’]\d{2}(?!\w)"
_THAT_YEAR = r"(?P<that>\s(?:of\s)?(?:that|the\ssame)\syear)"
_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|early|late|mid|last|next|this|through|during|between|before|after"
    r"|every|each|to|around|about|for|as of|and|or|circa|ca\.|c\.|the|year|years|than|back to|dated?|pre|post)"
    r"[\s-]|[(\[–—/-]\s?|^)$",
    re.IGNORECASE,
)
_BEFORE_BARE_MAY = re.compile(
    r"\b(?:in|since|until|till|by|from|of|early|late|mid|last|next|this past|through|during|between|before|after"
    r"|every|each|to|this)[\s-]$|\b(?:January|February|March|April|June|July|Jan\.|Feb\.)[\s,]{1,2}(?:and|or|to)\s$",
    re.IGNORECASE,
)
_NOT_A_YEAR = re.compile(
    r"[\w$€£¥.,:/#+°-]$|\b(?:No\.|about|some|nearly|over|than|least|approximately|only|all)\s$"
)
_YEAR_AFTER_DASH = re.compile(r"\b(?:pre|post|mid|late|early)-$|(?<!\d)-$|\s[-–—]$|(?:1\d{3}|20\d\d)[-–/]$")
_COUNTS = re.compile(r"\b(?:with|had|of its|sent|lost)\s$")
_NEXT_WORD = re.compile(r"\s(?P<word>[A-Za-z]+)")


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _year_text(m: re.Match[str]) -> str | None:
    """The four figures of the year a match gives: "1998", or "'98" as of this and the last century."""
    year = m["year"]
    if year is None or year[0].isdigit():
        return year
    return ("20" if int(year[1:]) < 30 else "19") + year[1:]


def _yearless(m: re.Match[str], context: Context, month: int, day: int | None) -> int | None:
    """The year of a month or day written without one, or with "of that year"."""
    if m["that"] and context.reached and context.reached[:4].isdigit():
        return int(context.reached[:4])
    return context.year_of(month, day, m.start(), m.end())


def _with_part(value: str, m: re.Match[str]) -> Reading:
    if part := m.groupdict().get("part"):
        return f"{value}T{DAY_PARTS[part.lower()]}", "TIME"
    return value, "DATE"


def _day(m: re.Match[str], context: Context) -> Reading | None:
    """A day of a month, with or without a year; of a range the first and last."""
    month, day = _month(m["month"]), int(re.match(r"\d+", m["day"])[0])  # type: ignore[index]
    if m.groupdict().get("bc"):
        return f"BC{int(m['bc']):04d}-{month:02d}-{day:02d}", "DATE"
    text = _year_text(m)
    year = int(text) if text else _yearless(m, context, month, day)
    left = f"{year:04d}" if year else "XXXX"
    value = f"{left}-{month:02d}-{day:02d}"
    if last := m.groupdict().get("last"):
        return f"{value}/{left}-{month:02d}-{int(last):02d}", "DATE"
    if day == 29 and month == 2 and year is None:
        return value, "DATE"
    if real_day(year or 2000, month, day) is None:
        return f"{left}-{month:02d}-XX" if day > 31 else value, "DATE"
    return _with_part(value, m)


def _numeric(m: re.Match[str], context: Context) -> Reading | None:
    """Days in figures: "17.06.2025" has the day first, "6/17/2025" the month unless that cannot be."""
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    month, day = (second, first) if m["dot"] == "." or first > 12 else (first, second)
    return (f"{year:04d}-{month:02d}-{day:02d}", "DATE") if real_day(year, month, day) else None


def _iso(m: re.Match[str], context: Context) -> Reading | None:
    value = m[0].replace("/", "-").replace(" ", "T")
    return value, "TIME" if "T" in value else "DATE"


def _month_year(m: re.Match[str], context: Context) -> Reading | None:
    if m.groupdict().get("bc"):
        return f"BC{int(m['bc']):04d}-{_month(m['month']):02d}", "DATE"
    return f"{_year_text(m)}-{_month(m['month']):02d}", "DATE"


def _month_alone(m: re.Match[str], context: Context) -> Reading | None:
    name = m["month"].rstrip(".")
    before = context.text[max(0, m.start() - 16) : m.start()]
    follow = _NEXT_WORD.match(context.text, m.end())
    anchored = m["mod"] is not None or _PREPOSITION.search(before) is not None
    if name.lower() in ("may", "march"):
        if m["mod"] is None and not _BEFORE_BARE_MAY.search(before):
            return None
    elif (name.isupper() and not anchored) or (
        follow and follow["word"][0].isupper() and not anchored and name in ("April", "June", "August")
    ):
        return None
    month = _month(name)
    if before_christ := context.before_christ():
        return f"{before_christ}-{month:02d}", "DATE"
    year = _yearless(m, context, month, None)
    return f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}", "DATE"


def _week_of(m: re.Match[str], context: Context) -> Reading | None:
    """ "the second week of May": a week belongs to the month that its Thursday lies in, as ISO counts them."""
    month = _month(m["month"])
    text = _year_text(m)
    year = int(text) if text else _yearless(m, context, month, None)
    if year is None:
        return "XXXX-WXX", "DATE"
    thursdays = [day for n in range(1, 32) if (day := real_day(year, month, n)) and day.isoweekday() == 4]
    name = m["ordinal"].lower()
    number = len(thursdays) if name in ("last", "final") else ORDINALS.get(name) or int(name[0])
    return (week(thursdays[number - 1]), "DATE") if number <= len(thursdays) else None


def _season(m: re.Match[str], context: Context) -> Reading | None:
    season = SEASONS[m["season"].lower()]
    if text := _year_text(m):
        return f"{text}-{season}", "DATE"
    if m["the"] is None and m["mod"] is None:
        before = context.text[max(0, m.start() - 16) : m.start()]
        if not _PREPOSITION.search(before) or not before.endswith(" ") or before.endswith((" the ", " of ")):
            return None
    if (
        m["season"].lower() == "fall"
        and m["mod"] is None
        and not context.text.startswith(("in", "In"), m.start() - 3)
    ):
        return None
    if before_christ := context.before_christ():
        return f"{before_christ}-{season}", "DATE"
    base = context.base()
    if base is None:
        return f"XXXX-{season}", "DATE"
    year = base.year
    if not context.chronicle:
        # "By spring" said in July is the next one, "in autumn" told of in July the last.
        begins, tense = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season], context.tense(m.start(), m.end())
        if begins + 2 < base.month and (context.due(m.start()) or tense == "future"):
            year += 1
        elif begins > base.month and tense == "past" and not context.due(m.start()):
            year -= 1
    return f"{year:04d}-{season}", "DATE"


def _part_year(m: re.Match[str], context: Context) -> Reading | None:
    """Quarters and halves of a year."""
    number = ORDINALS.get(m["ordinal"].lower()) or int(m["ordinal"][0])
    letter = "Q" if m["piece"].lower() == "quarter" else "H"
    if number > (4 if letter == "Q" else 2):
        return None
    if m["year"]:
        return f"{m['year']}-{letter}{number}", "DATE"
    base = context.base()
    if base is None:
        return f"XXXX-{letter}{number}", "DATE"
    return f"{base.year - (m['which'] == 'last'):04d}-{letter}{number}", "DATE"


def _decade(m: re.Match[str], context: Context) -> Reading | None:
    figures = m["decade"]
    return (figures[:3] if figures[0].isdigit() else f"19{figures[1]}"), "DATE"


def _century(m: re.Match[str], context: Context) -> Reading | None:
    number = ORDINALS.get(m["ordinal"].lower()) or int(re.match(r"\d+", m["ordinal"])[0])  # type: ignore[index]
    return f"{'BC' if m['bcera'] else ''}{number - 1:02d}", "DATE"


def _bc_year(m: re.Match[str], context: Context) -> Reading | None:
    return f"BC{int(m['bcyear']):04d}", "DATE"


def _year(m: re.Match[str], context: Context) -> Reading | None:
    """A bare year, where nothing says that the figure counts things."""
    text = context.text
    year = m["year"]
    before = text[max(0, m.start("year") - 14) : m.start("year")]
    if _NOT_A_YEAR.search(before) and not _YEAR_AFTER_DASH.search(before):
        return None
    follow = _NEXT_WORD.match(text, m.end())
    if follow and follow["word"].lower() in COUNTED:
        return None
    plausible = 1600 <= int(year) <= 2099
    if not plausible and m["mod"] is None and not _PREPOSITION.search(before):
        return None
    plural = follow and m["mod"] is None and follow["word"].islower() and follow["word"].endswith("s")
    # "the 2020 elections", but "with 1800 rifles".
    if plural and (not re.search(r"[A-Za-z’')]\s$", before) or _COUNTS.search(before)):
        return None
    return year, "DATE"


def _range_end(m: re.Match[str], context: Context) -> Reading | None:
    """The last two figures of a range of years: "1980-88"."""
    first = context.text[m.start() - 5 : m.start() - 1]
    return (first[:2] + m["last"], "DATE") if m["last"] > first[2:] else None


def _clock(m: re.Match[str], context: Context) -> Reading | None:
    """A time of day: T and hours, minutes in 24 hours."""
    words = m["clock"].lower()
    if words in ("noon", "midnight"):
        return "T12:00" if words == "noon" else "T24:00", "TIME"
    figures = re.findall(r"\d+", words)
    if len(figures[0]) == 4:
        figures = [figures[0][:2], figures[0][2:]]
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if "p" in words.replace("pt", "") and "m" in words and hour < 12:
        hour += 12
    elif "a" in words and hour == 12:
        hour = 0
    return (f"T{hour:02d}:{minute:02d}", "TIME") if hour <= 24 and minute < 60 else None


def _holiday(m: re.Match[str], context: Context) -> Reading | None:
    month_day = HOLIDAYS[m["holiday"].lower()]
    if m["year"]:
        return f"{m['year']}-{month_day}", "DATE"
    month, day = (int(part) for part in month_day.split("-"))
    year = context.year_of(month, day, m.start(), m.end())
    return f"{year:04d}-{month_day}" if year else f"XXXX-{month_day}", "DATE"


def _fiscal_year(m: re.Match[str], context: Context) -> Reading | None:
    """ "Fiscal 2019", "the third quarter of FY2020": a year that begins where its state says, so without days."""
    year = m["year"] or m["fy"]
    value = f"FY{year if len(year) == 4 else '20' + year}"
    if m["ordinal"]:
        number = ORDINALS.get(m["ordinal"].lower()) or int(m["ordinal"][0])
        return (f"{value}-{m['piece'][0].upper()}{number}", "DATE") if number <= 4 else None
    return value, "DATE"


def _set(m: re.Match[str], context: Context) -> Reading | None:
    return SETS[m[0].lower()], "SET"


# "2006-07" is a pair of years; any other year with a hyphen and two figures up to 12 is a month.
_SEASONS_OF_YEARS = "|".join(f"{year}-{year % 100 + 1:02d}" for year in range(2000, 2012))
_DASH = r"\s?(?:-|–|—|to|through|and)\s?"

RULES: tuple[Rule, ...] = (
    (
        "iso",
        r"\d{4}(?P<d>[-/])(?:0[1-9]|1[0-2])(?P=d)(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\w-])",
        _iso,
    ),
    ("isomonth", rf"(?!{_SEASONS_OF_YEARS})(?:19|20)\d{{2}}-(?:0[1-9]|1[0-2])(?![\w-])", _iso),
    (
        "numeric",
        r"(?P<first>\d{1,2})(?P<dot>[./])(?P<second>\d{1,2})(?P=dot)(?P<year>(?:19|20)\d{2})(?![\w.]\w)",
        _numeric,
    ),
    (
        "dayfirst",
        rf"(?:{_PART_OF})?(?:(?:{WEEKDAY}),?\s)?(?:the\s)?(?P<day>{DAY})(?:\s?(?:-|–|to|and)\s?(?P<last>[12]\d|3[01]|[1-9]))?"
        rf"(?:\sof)?\s(?P<month>{MONTH})(?:(?:,?\s(?:of\s)?(?P<year>{YEAR}))|\s(?P<bc>\d{{1,4}}){BC}|{_THAT_YEAR})?",
        _day,
    ),
    (
        "monthfirst",
        rf"(?:{_PART_OF})?(?:(?:{WEEKDAY}),?\s)?(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})"
        rf"(?:{_DASH}(?P<last>[12]\d|3[01]|[1-9])(?![\w:]|[.,]\d))?"
        rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})|\s(?P<bc>\d{{1,4}}){BC}|{_THAT_YEAR})?",
        _day,
    ),
    (
        "weekof",
        rf"(?:[Tt]he\s)?(?P<ordinal>[1-5](?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|last|final))\s(?:full\s)?week\s(?:of|in)\s"
        rf"(?P<month>{MONTH})(?:,?\s(?:of\s)?(?P<year>{YEAR})|{_THAT_YEAR})?",
        _week_of,
    ),
    (
        "monthyear",
        rf"{MOD}?(?P<month>{MONTH}),?\s(?:of\s)?(?:(?P<year>{YEAR}|{_SHORT_YEAR})|(?P<bc>\d{{1,4}}){BC})",
        _month_year,
    ),
    (
        "seasonyear",
        rf"(?:[Tt]he\s)?{MOD}?(?P<season>{SEASON})(?:,?\s(?:of\s)?|\s[Oo]f\s)(?P<year>{YEAR})",
        _season,
    ),
    (
        "fiscalyear",
        rf"(?:(?:[Tt]he\s)?(?P<ordinal>{ORDINAL})\s(?P<piece>quarter|half)\sof\s)?(?:the\s)?"
        r"(?:(?i:fiscal|financial)\s(?:year\s)?(?P<year>\d{4})|FY\s?(?P<fy>\d{4}|\d{2}))(?:[/–-]\d{2,4})?(?!\w)",
        _fiscal_year,
    ),
    (
        "partyear",
        rf"(?:[Tt]he\s|(?P<which>this|last)\syear[’']s\s)?(?P<ordinal>{ORDINAL})[\s-](?P<piece>quarter|half)"
        rf"(?:\s(?:of\s)?(?:(?P<year>{YEAR})|(?:this|the)\syear)|(?<=quarter))(?!-?final)",
        _part_year,
    ),
    ("decade", rf"{MOD}?(?:[Tt]he\s)?{MOD}?(?P<decade>(?:1\d|20)\d0['’]?s|['’]\d0s)\b", _decade),
    (
        "century",
        rf"{MOD}?(?:[Tt]he\s)?{MOD}?(?P<ordinal>{ORDINAL})(?:-|\s)[Cc]entury(?P<bcera>{BC})?\b",
        _century,
    ),
    (
        "bcyear",
        rf"{MOD}?(?:(?:c\.|ca\.|circa)\s)?(?P<bcyear>\d{{1,4}})(?:{BC}|(?=[-–]\d{{1,4}}{BC}))",
        _bc_year,
    ),
    *relative.RULES,
    ("holiday", rf"(?P<holiday>{HOLIDAY})(?!\w)(?:,?\s(?P<year>{YEAR}))?", _holiday),
    (
        "seasonalone",
        rf"(?P<mod>{MOD})?(?P<the>[Tt]he\s(?:following\s)?)?(?P<year>$^)?(?P<season>{SEASON})(?!\s(?:in|of|from)\s(?!\d))(?![-’'])",
        _season,
    ),
    ("monthalone", rf"(?P<mod>{MOD})?(?P<month>{LONG_MONTH}){_THAT_YEAR}?", _month_alone),
    ("clock", rf"(?P<clock>{CLOCK}|\b(?:noon|midnight)\b){ZONE}", _clock),
    ("set", rf"(?i:{alternatives(SETS)})\b", _set),
    ("year", rf"(?P<mod>{MOD}|(?:[Tt]he\s)?years?\s|(?:c\.|ca\.|circa)\s)?(?P<year>{YEAR})", _year),
    ("rangeend", r"(?<=(?:1\d\d\d|20\d\d)[-–/])(?P<last>\d\d)(?![\w%-]|[.,]\d)", _range_end),
)
