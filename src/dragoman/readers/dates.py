"""Dates of publication as news pages write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s{0,3})?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"

_DATE = re.compile(
    _WEEKDAY
    + r"(?:"
    + rf"(?P<month1>{_MONTH})\s{{0,3}}{_DAY.format('day1')},?\s{{1,3}}(?P<year1>\d{{4}})(?=\b|\d{{1,2}}:\d\d)"
    + rf"|\b{_DAY.format('day2')}(?:\s+of)?[\s\-]{{0,3}}(?P<month2>{_MONTH}),?[\s\-]{{1,3}}(?P<year2>\d{{4}})\b"
    + r"|\b(?P<year3>(?:19|20)\d\d)(?P<mark3>[-/.])(?P<month3>\d{1,2})(?P=mark3)(?P<day3>\d{1,2})(?!\d)"
    + r"|\b(?P<one>\d{1,2})(?P<mark4>[-/.])(?P<two>\d{1,2})(?P=mark4)(?P<year4>(?:19|20)\d\d|(?<=/)\d\d)(?!\d)"
    + r"|(?P<year5>(?:19|20)\d\d)年(?P<month5>\d{1,2})月(?P<day5>\d{1,2})日"
    + r")",
    re.IGNORECASE,
)
_DAY_OF_YEAR = re.compile(
    rf"(?:(?P<month1>{_MONTH})\s{{0,3}}(?P<day1>\d{{1,2}})|(?P<day2>\d{{1,2}})\s{{1,3}}(?P<month2>{_MONTH}))\b",
    re.I,
)
_CLOCK = re.compile(
    r"T?(?:\bat\s{1,2})?\b\d{1,2}(?:[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?\s?(?:h(?:rs)?\b|[ap]\.?\s?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    r"|\b\d{4}\s?(?=GMT|UTC|hrs)|(?<=\s)\d{3,4}(?=\s?[ap]m)|\bnoon\b|\bmidnight\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:\b(?:GMT|UTC)\s?[+\-−]\s?\d{1,2}(?::?\d{2})?(?!\d)|[+\-−]\d{2}:?\d{2}\b|\bZ\b|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|EES?T|IST|JST|KST|MSK|HKT|"
    r"SGT|AES?T|AEDT|PKT|PHT|WIB|SAST|hrs|local time|(?:U\.?S\.? )?Eastern(?: (?:Daylight|Standard))? Time|"
    r"[A-Z][a-z]+ time)\b)"
)
_LABEL = re.compile(
    r"\b(?:(?P<updated>(?:last\s)?(?:updated|modified|revised|edited|update))|"
    r"(?P<published>(?:first\s|originally\s)?(?:published|posted|released|issued|filed|created|publication date|"
    r"release date|pubdate|date)))\b(?:\s(?:on|at|in))?\s?:?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:(?:\d{1,3}|an?) (?:second|minute|min|hour|hr|day|week|month|year)s? )?ago\b", re.IGNORECASE
)
_LEFTOVER = " \t,;:|·•/[](){}-–—.*_"
_IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/\-_]?(?P<m>0[1-9]|1[0-2]|(?<=[/\-_])[1-9](?=[/\-_])|[a-z]{3}(?=[/\-]))[/\-_]?(?P<d>0[1-9]|[12]\d|3[01]|(?<=[/\-_])[1-9](?=\D|$))(?!\d)"
)
LINE_CAP = 200


class Stamp(NamedTuple):
    """One date as a page states it. ``kind`` is ``published``, ``updated`` or ``""`` for one without a label.

    ``other`` is the second reading of a numeric date that may be day first or month first.
    """

    date: dt.date
    kind: str
    words: str
    other: dt.date | None = None


def read_stamps(line: str) -> tuple[list[Stamp], str]:
    """Take the dates out of a line: give them and the words that are neither date, clock, zone nor label."""
    if len(line) > LINE_CAP or not any(char.isdigit() for char in line):
        return [], line
    stamps: list[Stamp] = []
    rest: list[str] = []
    at = 0
    for found in _DATE.finditer(line):
        dates = _resolve(found)
        if not dates:
            continue
        before = line[at : found.start()]
        label = next(reversed(list(_LABEL.finditer(before))), None)
        kind = "" if label is None else "updated" if label["updated"] else "published"
        if kind == "" and stamps and not before.strip(_LEFTOVER):
            kind = stamps[-1].kind
        stamps.append(Stamp(dates[0], kind, found[0].strip(), dates[1] if len(dates) > 1 else None))
        rest.append(before)
        at = found.end()
    if not stamps:
        return [], line
    rest.append(line[at:])
    left = " ".join(rest)
    for pattern in (_CLOCK, _ZONE, _LABEL, _AGO):
        left = pattern.sub(" ", left)
    left = " ".join(left.split()).strip(_LEFTOVER)
    if re.fullmatch(r"(?:(?:on|at|and|as of|from|the|GMT|EDT)[\s,;|]*)*", left, re.IGNORECASE):
        left = ""
    return stamps, left


_RFC = re.compile(r"(?:[A-Z][a-z]{2},\s{1,2})?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?:\s|$)")


def read_date(value: str) -> dt.date | None:
    """Read one whole date (ISO, RFC 2822, or in words); ``None`` when it is none or could be two."""
    if len(value) >= 10 and value[4] == "-" and value[7] == "-":
        try:
            return dt.date.fromisoformat(value[:10])
        except ValueError:
            return None
    if (mail := _RFC.match(value)) and mail[2].lower() in _MONTHS:
        try:
            return dt.date(int(mail[3]), _month(mail[2]), int(mail[1]))
        except ValueError:
            return None
    stamps, _ = read_stamps(value[:LINE_CAP])
    if len(stamps) >= 1 and stamps[0].other is None:
        return stamps[0].date
    return None


def read_day_of_year(words: str) -> tuple[int, int, int, int] | None:
    """Find a day without its year ("June 3"): month, day, and where the words start and end."""
    found = _DAY_OF_YEAR.search(words)
    if not found:
        return None
    month = _month(found["month1"] or found["month2"])
    day = int(found["day1"] or found["day2"])
    return (month, day, found.start(), found.end()) if 1 <= day <= 31 else None


def date_in_url(url: str) -> dt.date | None:
    """Read the day that many sites put into an address, as in ``/2025/06/23/``."""
    for found in _IN_URL.finditer(url[:2000].lower()):
        try:
            return dt.date(int(found["y"]), _month(found["m"]), int(found["d"]))
        except ValueError:
            continue
    return None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS.index(word[:3].lower()) + 1


def _resolve(found: re.Match[str]) -> list[dt.date]:
    """Give the days that a match may mean: none when impossible, two when day and month may change places."""
    pairs: list[tuple[int, int, int]] = []
    for number in ("1", "2", "3", "5"):
        if found[f"year{number}"]:
            pairs.append(
                (int(found[f"year{number}"]), _month(found[f"month{number}"]), int(found[f"day{number}"]))
            )
    if found["year4"]:
        year = int(found["year4"]) + (2000 if len(found["year4"]) == 2 else 0)
        one, two = int(found["one"]), int(found["two"])
        # Dots and dashes between numbers are written day first; a slash may be either.
        pairs.append((year, two, one))
        if found["mark4"] == "/" or two > 12:
            pairs.append((year, one, two))
    dates: list[dt.date] = []
    for year, month, day in pairs:
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if date not in dates:
            dates.append(date)
    if len(dates) == 2 and found["weekday"]:
        named = _WEEKDAYS.index(found["weekday"][:3].lower())
        dates = [date for date in dates if date.weekday() == named] or dates
    return dates
