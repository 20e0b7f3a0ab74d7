"""News agencies, publishers, and the dateline that opens a report."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.readers.dates import read_day_of_year, read_stamps

_TRIM = " \t.,;:|()[]©-–—"
_DASH = r"(?:—|–|―|--+|-)"
_WITH_AGENCY = re.compile(
    r"(?P<place>[^()\n—–―]{0,80}?)\s*"
    rf"(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<wire>[A-Z][A-Za-z \-]{{2,30}})/)\s*(?P<mark>{_DASH}|:|\|)?\s*"
)
_WITHOUT_AGENCY = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’/\- ]{1,40}[A-ZÀ-Þ.](?:,\s[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3}){0,2}"
    r"(?:,?\s[A-Za-z]{3,9}\.?\s\d{1,2}(?:,\s\d{4})?|,?\s\d{1,2}\s[A-Za-z]{3,9}\.?(?:\s\d{4})?)?)(?:\s*(?:—|–|―|--+)\s*|\s-\s|:\s)"
)
# A place and a day before a dash; what follows begins with a capital, as a report does and an aside does not.
_DATED = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^\n—–―:;?!“”\"]{2,80}?)"
    r"(?:\s*(?:—|–|―|--+)\s*|\s-\s*|(?<=[\d)])-\s+)(?=[“\"‘'\[]?[A-ZÀ-Þ])"
)
_WEEKDAY = re.compile(
    r",?\s*\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s*$", re.IGNORECASE
)
_PLACE_WORD = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*|\[[A-Z][\w ]*\]|of|de|la|del|and|the|on|al|ABOARD", re.UNICODE)
HEAD = 200


class Dateline(NamedTuple):
    """The opening of a report: its place, agency, day, and the length of the words that say so.

    ``day`` is a whole date when the dateline gives the year, ``month_day`` a month and day when it does not.
    """

    place: str | None
    agency: str | None
    day: dt.date | None
    month_day: tuple[int, int] | None
    length: int


class _Names(NamedTuple):
    agencies: dict[str, str]
    publishers: dict[str, str]
    not_places: frozenset[str]
    openings: frozenset[str]


@cache
def _names() -> _Names:
    data = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text("utf-8"))
    tables: list[dict[str, str]] = []
    for part in ("agencies", "publishers"):
        table: dict[str, str] = {}
        for short, others in data[part].items():
            for name in (short, *others):
                table[name.casefold()] = short
        tables.append(table)
    datelines = data["datelines"]
    return _Names(tables[0], tables[1], frozenset(datelines["not_places"]), frozenset(datelines["openings"]))


def find_agency(words: str) -> str | None:
    """Give the short name of the agency that the words are the name of, e.g. AP for "The Associated Press"."""
    return _look_up(words, _names().agencies)


def find_publisher(words: str) -> str | None:
    """Give the name of the publisher that the words are a name of, e.g. "BBC News" for "BBC"."""
    return _look_up(words, _names().publishers)


def _look_up(words: str, table: dict[str, str]) -> str | None:
    key = words.strip(_TRIM).casefold()
    if len(key) > 60:
        return None
    return table.get(key) or table.get(key.removeprefix("the "))


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline that a paragraph opens with ("TOKYO (AP) —", "SEOUL, June 3 (Yonhap) --"), if any."""
    head = text[:HEAD]
    found = _WITH_AGENCY.match(head)
    if found:
        dateline = _accept_agency(found)
        if dateline:
            return dateline
    found = _DATED.match(head)
    if found:
        dateline = _accept_dated(found)
        if dateline:
            return dateline
    found = _WITHOUT_AGENCY.match(head)
    if not found:
        return None
    place, day, month_day = _part_day(found["place"])
    city = (place or "").split(",")[0].strip()
    if sum(char.isalpha() for char in city) < 3 or city in _names().not_places or not city.isupper():
        return None
    if len(city.split()) > 4 or not _is_place(place or ""):
        return None
    return Dateline(place, None, day, month_day, found.end())


def _accept_dated(found: re.Match[str]) -> Dateline | None:
    """Accept a dateline without an agency ("Lima, March 3 - "): all its words are a place and one day."""
    words = found["place"].replace("(", "").replace(")", "").strip()
    place, day, month_day = _part_day(words)
    if not place or not (day or month_day):
        return None
    # The day stands last: whatever the words begin with, they go on with the day.
    place = _WEEKDAY.sub("", place).strip(" ,.")
    if not place or not words.startswith(place):
        return None
    if "." in place.split()[-1] and words.startswith(f"{place}."):
        place += "."
    city = place.split(",")[0].strip()
    parts = city.split()
    if not 0 < len(parts) <= 4 or not _is_place(place) or parts[0].casefold() in _names().openings:
        return None
    not_places = _names().not_places
    if city.upper() in not_places or any(part.upper() in not_places for part in parts[1:]):
        return None
    return Dateline(place, None, day, month_day, found.end())


def _accept_agency(found: re.Match[str]) -> Dateline | None:
    words = found["agency"] or found["wire"]
    agency = None
    for part in (words, *re.split(r"[/,]| via ", words)):
        agency = find_agency(part)
        if agency:
            break
    place, day, month_day = _part_day(found["place"])
    dash = found["mark"]
    if agency is None and (read_stamps(words)[0] or read_day_of_year(words)):
        return None
    if agency is None:
        # An unknown name in brackets is an agency only in a dateline's full form.
        city = (place or "").split(",")[0]
        if not (
            dash
            and city.isupper()
            and _is_place(place or "")
            and re.fullmatch(r"[A-Z][\w.&\- ]{1,30}", words)
        ):
            return None
        agency = words
    elif place is None:
        if not dash and month_day is None and day is None:
            return None
    elif not _is_place(place) or (not dash and not (place.split(",")[0].isupper() or month_day or day)):
        return None
    return Dateline(place, agency, day, month_day, found.end())


def _part_day(words: str) -> tuple[str | None, dt.date | None, tuple[int, int] | None]:
    """Part "SEOUL, June 3, 2025" into its place and its day."""
    stamps, rest = read_stamps(words)
    if stamps:
        return rest.strip(" ,") or None, stamps[0].date if stamps[0].other is None else None, None
    found = read_day_of_year(words)
    if found:
        month, day, start, end = found
        return (words[:start] + words[end:]).strip(" ,") or None, None, (month, day)
    return words.strip(" ,") or None, None, None


def _is_place(words: str) -> bool:
    parts = words.replace(",", " ").replace("/", " ").split()
    return (
        0 < len(parts) <= 8 and parts[0][0].isupper() and all(_PLACE_WORD.fullmatch(part) for part in parts)
    )
