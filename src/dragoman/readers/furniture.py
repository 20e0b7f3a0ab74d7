"""What a saved page holds beside its article: navigation, advertisements, rules, footers, copyright."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.readers.agencies import find_agency, find_publisher
from dragoman.readers.bylines import Byline, read_names

# No line of furniture is longer; beyond, a paragraph is somebody's prose and no pattern is tried.
CAP = 600
_SHORT = 300
_MARK_BEFORE = re.compile(r"^\|\s+(?=[^|]*$)")
_MARK_AFTER = re.compile(r"(?<=[^|])\s\|$")
_COLUMN = re.compile(r"\|?\s*\d{0,2}\s*\|?|\[?(?:back )?to (?:the )?top.{0,40}", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)”\"]\.)\s+(?=[A-Z(])")
_MARK = r"(?:©|\(c\)|copyright\b"
_HOLDER = re.compile(
    rf"{_MARK})[\s,]*(?:{_MARK}|by|the year)[\s,]*)*"
    r"(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?)?[\s,]*(?:by\s)?"
    r"(?P<holder>[A-ZÀ-Þ][^.|©]{1,60}?)"
    r"(?:\s*(?:\.|\||,? (?:Inc|Ltd|LLC|Co|Corp|Limited|PLC)\b|All\b|$|\(|,? all\b))",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\(?(?:reporting|reported|written|writing) by:? (?P<names>[^;.()]{3,150})", re.IGNORECASE
)
_IN_PLACE = re.compile(r"\s(?:in|from)\s(?:(?!\sand\s|,)[\w .'’\-]){2,40}")


class _Patterns(NamedTuple):
    anywhere: re.Pattern[str]
    alone: re.Pattern[str]
    lists: re.Pattern[str]
    prefix: re.Pattern[str]
    copyright: re.Pattern[str]
    footer: re.Pattern[str]
    kickers: frozenset[str]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))
    alternatives = {
        name: re.compile("|".join(f"(?:{one})" for one in data[name]), re.IGNORECASE)
        for name in ("anywhere", "alone", "lists", "prefix", "copyright")
    }
    # In a footer, capitals tell a name from a word: "Kim reported from Seoul" and "he reported from Seoul".
    footers = [one if "[A-ZÀ-Þ]" in one else f"(?i:{one})" for one in data["footer"]]
    footer = re.compile("|".join(f"(?:{one})" for one in footers))
    return _Patterns(**alternatives, footer=footer, kickers=frozenset(data["kickers"]))


def strip_markers(line: str) -> str:
    """Take a column's rule off the ends of a line, leaving a table's row of several rules alone."""
    if "|" not in line or len(line) > CAP:
        return line
    return _MARK_BEFORE.sub("", _MARK_AFTER.sub("", line))


def is_column_marker(line: str) -> bool:
    """Whether a line only marks where a column or page ends ("|", "[to top of second column] |")."""
    return len(line) <= 60 and bool(_COLUMN.fullmatch(line))


def is_furniture_anywhere(line: str) -> bool:
    """Whether a line is furniture even when it stands in the middle of a paragraph."""
    return len(line) <= 90 and bool(_patterns().anywhere.fullmatch(line))


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph is furniture: navigation, an invitation to share, a link to another story."""
    if len(paragraph) > _SHORT:
        return False
    patterns = _patterns()
    return bool(
        patterns.alone.fullmatch(paragraph)
        or patterns.anywhere.fullmatch(paragraph)
        or patterns.prefix.match(paragraph)
        or re.fullmatch(r"(?:\w+:\s*)?https?://\S+", paragraph)
    )


def opens_list(paragraph: str) -> bool:
    """Whether a line stands above a list of other stories or topics, whose short lines are furniture too."""
    return len(paragraph) <= 90 and bool(_patterns().lists.fullmatch(paragraph))


def is_copyright(paragraph: str) -> bool:
    """Whether a paragraph is a line of copyright."""
    return len(paragraph) <= CAP and bool(_patterns().copyright.fullmatch(paragraph))


def is_footer(paragraph: str) -> bool:
    """Whether every sentence of a paragraph tells who reported, wrote or edited."""
    if len(paragraph) > CAP:
        return False
    patterns = _patterns()
    parts = [part for part in _SENTENCE.split(paragraph) if part]
    return all(patterns.footer.fullmatch(part) or is_furniture(part) for part in parts)


def is_kicker(line: str) -> bool:
    """Whether a line above a title only names a section of the site."""
    return line.strip(" |>:").casefold() in _patterns().kickers


def copyright_holder(paragraph: str) -> tuple[str | None, str | None]:
    """Give the agency and the publisher that a line of copyright names, each or both ``None``."""
    found = _HOLDER.search(paragraph[:CAP])
    if not found:
        return None, None
    holder = found["holder"].strip(" ,-–")
    agency = find_agency(holder)
    if agency:
        return agency, None
    known = find_publisher(holder)
    return None, known or (holder if len(holder.split()) <= 6 and holder[0].isupper() else None)


def footer_byline(paragraph: str) -> Byline | None:
    """Read the names that "Reporting by …" gives, for a report that has no byline of its own."""
    found = _REPORTING.search(paragraph[:CAP])
    return read_names(_IN_PLACE.sub("", found["names"]), sure=True) if found else None
