"""Bylines: the reporters' names, and the agency or publisher they write for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.readers.agencies import find_agency, find_publisher

_BY = re.compile(
    r"(?:(?:written|reported|story|report|analysis|text|words|compiled)\s)?by\b:?\s*(?P<names>.*)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(?:,\s*and\s|,|;|\||/|&|•|·|\band\b|\bwith\b|\s[-–—]\s)\s*", re.IGNORECASE)
_PLACE_AFTER = re.compile(r"\s(?:in|at|reporting from|from)\s[A-Z][\w .,'’\-]{1,60}$")
_HOUSE_AFTER = re.compile(r"\s(?:of|for|from|@)\s(?P<house>[A-Z][\w .'’&/\-]{1,60})$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’\-])*", re.UNICODE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}|(?:[^\W\d_]\.)+")
CAP = 250


class Byline(NamedTuple):
    """Who wrote a report: names in print form, the agency and the publisher where the byline names them."""

    authors: tuple[str, ...] = ()
    agency: str | None = None
    publisher: str | None = None


class _Words(NamedTuple):
    east_asian: frozenset[str]
    particles: frozenset[str]
    kept: frozenset[str]
    roles: frozenset[str]
    both_capital: frozenset[str]
    not_names: frozenset[str]
    not_name_words: frozenset[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    return _Words(*(frozenset(data[field]) for field in _Words._fields))


def begins_byline(line: str) -> bool:
    """Whether a line ends with the word "By", so that the names follow on the next."""
    return bool(re.search(r"(?:^|[\s\]|])by:?$", line[-10:], re.IGNORECASE))


def goes_on(line: str) -> bool:
    """Whether a byline breaks off at the end of a line ("By JANE DOE and") and goes on in the next."""
    return bool(re.search(r"(?:\band|,|&|\bby:?|\bwith)$", line.rstrip()[-10:], re.IGNORECASE))


def read_byline(line: str, text: str = "") -> Byline | None:
    """Read a line that begins with "By"; ``None`` when what follows are no names.

    ``text`` is the article: a name that the byline gives in capitals is written as the article writes it.
    """
    if len(line) > CAP or "y" not in line[:16].lower():
        return None
    found = _BY.fullmatch(line.strip())
    if not found or not found["names"]:
        return None
    return read_names(found["names"], text, sure=True)


def read_names(words: str, text: str = "", *, sure: bool = False) -> Byline | None:
    """Read a list of names ("Jane Doe and John Roe, Reuters"); ``None`` when a part of it is no name.

    ``sure`` says that a "By" came before, so a single name is enough and a tail that is no name may follow.
    """
    if len(words) > CAP or (
        words.rstrip().endswith((".", "?", "!", ":")) and not re.search(r"\b[JS]r\.$", words)
    ):
        return None
    authors: list[str] = []
    agency = publisher = None
    for number, raw in enumerate(_PART.split(words.strip(" .|"))):
        part = re.sub(r"\s*\([^()]{0,60}\)|<[^<>]{0,80}>|\S+@\S+", "", raw).strip(" \t.:-–—[]")
        if not part or part.casefold() in _words().roles:
            continue
        # A house may also be a name's tail: "Jane Doe of The Korea Times", "Jane Doe in Seoul".
        house = _HOUSE_AFTER.search(part)
        if house and (find_agency(house["house"]) or find_publisher(house["house"])):
            part, own = part[: house.start()], house["house"]
            agency, publisher = agency or find_agency(own), publisher or find_publisher(own)
        part = _PLACE_AFTER.sub("", part)
        if known := find_agency(part):
            agency = agency or known
        elif known := find_publisher(part):
            publisher = publisher or known
        elif part.casefold() in _words().roles:
            continue
        elif _is_name(part, alone=sure):
            if not _is_place_after_name(raw, words, bool(authors), sure):
                authors.append(proper_name(part, text))
        elif not (sure and number > 0 and authors and len(part.split()) <= 8):
            return None
    if not (authors or agency or publisher):
        return None
    return Byline(tuple(dict.fromkeys(authors)), agency, publisher)


def _is_place_after_name(part: str, words: str, has_author: bool, sure: bool) -> bool:
    """Whether a lone word after a name is where it was written ("By Jane Doe, Tokyo")."""
    return has_author and len(part.split()) == 1 and f", {part.strip()}" in words


def _is_name(words: str, *, alone: bool) -> bool:
    parts = words.split()
    if not 1 <= len(parts) <= 5 or (len(parts) == 1 and not alone) or len(words) > 60:
        return False
    known = _words()
    if parts[0].casefold() in known.not_names or any(
        part.casefold() in known.not_name_words for part in parts
    ):
        return False
    for part in parts:
        if not _WORD.fullmatch(part) or part.endswith(("’s", "'s")):
            return False
        if not (
            part[0].isupper()
            or part in known.particles
            or part.lower().startswith(("al-", "el-", "d'", "d’"))
        ):
            return False
    return True


def is_role(words: str) -> bool:
    """Whether the words say what a reporter is: "Staff writer", "Diplomatic correspondent"."""
    return words.strip().casefold() in _words().roles


def proper_name(name: str, text: str = "") -> str:
    """Write a name given in capitals as print does: MARI YAMAGUCHI as Mari Yamaguchi.

    Where ``text`` holds the name in its own letters, those are taken.
    """
    parts = name.split()
    shouted = [part for part in parts if part.isupper() and len(part.replace(".", "")) > 2]
    if not shouted:
        return " ".join(parts)
    whole = len(shouted) == len([part for part in parts if len(part.replace(".", "")) > 2])
    if whole and text:
        # The article's own spelling, e.g. in "The view from Seoul, by Kim Tong-hyung".
        pattern = r"\s+".join(re.escape(part) for part in parts)
        for found in re.finditer(rf"\b{pattern}\b", text[:200_000], re.IGNORECASE):
            if not found[0].isupper():
                return " ".join(found[0].split())
    return " ".join(_proper_part(part, parts, number) for number, part in enumerate(parts))


def _proper_part(part: str, parts: list[str], number: int) -> str:
    known = _words()
    small = part.lower()
    if 0 < number < len(parts) - 1 and small in known.particles:
        return small
    if not part.isupper() or part in known.kept or _INITIALS.fullmatch(part):
        return part
    halves = small.split("-")
    # A double surname stands last and has no East Asian family name beside it: Anne Smith-Jones.
    others = {other.capitalize() for other in parts if other is not part}
    double = number == len(parts) - 1 and not (others & known.east_asian)
    if double or halves[0] in known.both_capital:
        return "-".join(_capital(half) for half in halves)
    return "-".join([_capital(halves[0]), *halves[1:]])


def _capital(word: str) -> str:
    found = re.fullmatch(r"(mc|o['’]|d['’])(\w{3,})", word)
    if found:
        return found[1].capitalize() + found[2].capitalize()
    return word[:1].upper() + word[1:]
