"""Who held which office when: leaders whom news names without a word on their country.

The tables in ``offices/`` have heads of state and government, foreign ministers and others who speak for a state, with
the days of their terms as far as they are certain.
"""

from __future__ import annotations

import calendar
import datetime as dt
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

from dragoman.actors.names import HONORIFICS, SUFFIXES, name_key, same_office
from dragoman.actors.resolution import Resolution
from dragoman.errors import InputError

FULL_NAME, SURNAME = 0.9, 0.75
FORMER = "ELI"


class Term(Struct, frozen=True, kw_only=True):
    """One stay in an office. A day that the table gives only by its month or year lies anywhere within it."""

    office: str
    sector: str
    start: dt.date
    end: dt.date | None


class Holder(Struct, frozen=True, kw_only=True):
    """One person with all offices, in order of time; ``country`` is ISO alpha-3, or UNO, IGO, EUR."""

    name: str
    country: str
    terms: tuple[Term, ...]

    def term_on(self, day: dt.date) -> Term | None:
        """The office held on a day; of several the last that was entered."""
        held = [t for t in self.terms if t.start <= day and (t.end is None or day <= t.end)]
        return held[-1] if held else None

    def term_before(self, day: dt.date) -> Term | None:
        """The last office that had ended by a day."""
        ended = [t for t in self.terms if t.end and t.end < day]
        return ended[-1] if ended else None


def find_holder(
    words: str, day: dt.date | None, *, title: str | None = None, former: bool = False
) -> Resolution | None:
    """Whom a name stands for on the day that it was written, or None where the tables do not tell.

    A full name of two words and more is enough. A single word is, where exactly one of its bearers was in office that
    day (with ``former``: had left one by then), in the office that ``title`` speaks of, if it does.
    """
    by_name, by_family = _holders()
    words = " ".join(word for word in words.split() if word.rstrip(".") not in HONORIFICS)
    key = name_key(words)
    found = by_name.get(key, ())
    confidence = FULL_NAME
    if not found or " " not in key:
        bearers = dict.fromkeys((*found, *by_family.get(key, ()))) if day else {}
        found, confidence = tuple(h for h in bearers if day and _fits(h, day, title, former)), SURNAME
    if len(found) > 1 and day:
        found = tuple(holder for holder in found if _fits(holder, day, title, former))
    return _resolution(words, found[0], day, confidence, former) if len(found) == 1 else None


def bearers(name: str) -> tuple[Holder, ...]:
    """All whom the tables know by a full name."""
    return _holders()[0].get(name_key(name), ())


def _fits(holder: Holder, day: dt.date, title: str | None, former: bool) -> bool:
    term = holder.term_before(day) if former else holder.term_on(day)
    return term is not None and (not title or same_office(term.office, title))


def _resolution(
    words: str, holder: Holder, day: dt.date | None, confidence: float, former: bool
) -> Resolution:
    now = None if former or not day else holder.term_on(day)
    left = holder.term_before(day) if day and not now else None
    term = now or left or (None if day else holder.terms[-1])
    if now or not day:
        said = f"{term.office if term else ''} of {holder.country}{f' on {day}' if day else ''}"
    else:
        said = f"of {holder.country}, {f'once {left.office}' if left else 'not yet in an office'} by {day}"
    return Resolution(
        code=holder.country,
        country=holder.country,
        sector=FORMER if left or former else (term.sector if term else None),
        name=holder.name,
        office=term.office if term else None,
        confidence=confidence,
        why=f"“{words}” is {holder.name}, {said}, by the table of offices.",
    )


@cache
def _holders() -> tuple[dict[str, tuple[Holder, ...]], dict[str, tuple[Holder, ...]]]:
    """Every holder by full name and by family name. Raises InputError naming the entry that is wrong."""
    by_name: dict[str, list[Holder]] = {}
    by_family: dict[str, list[Holder]] = {}
    folder = resources.files("dragoman.actors").joinpath("offices")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            rows = tomllib.loads(file.read_text(encoding="utf-8"))["person"]
        except tomllib.TOMLDecodeError as fault:
            raise InputError(str(fault), source=file.name, cure="correct the table at that line") from fault
        for row in rows:
            try:
                holder = Holder(
                    name=row["name"],
                    country=row["country"],
                    terms=tuple(sorted((_term(term) for term in row["terms"]), key=lambda t: t.start)),
                )
            except (KeyError, ValueError) as fault:
                raise InputError(
                    f"{row.get('name', 'an entry')} lacks or misuses {fault}",
                    source=file.name,
                    cure="name, country and terms with office, sector, from (and to) as 2013-03-14, 2013-03 or 2013",
                ) from fault
            for name in {name_key(one) for one in (row["name"], *row.get("aliases", ()))}:
                by_name.setdefault(name, []).append(holder)
            words = [word for word in row["name"].split() if word not in SUFFIXES]
            by_family.setdefault(name_key(row.get("family") or words[-1]), []).append(holder)
    return (
        {name: tuple(holders) for name, holders in by_name.items()},
        {name: tuple(holders) for name, holders in by_family.items()},
    )


def _term(row: dict[str, str]) -> Term:
    return Term(
        office=row["office"],
        sector=row["sector"],
        start=_day(row["from"], last=False),
        end=_day(row["to"], last=True) if "to" in row else None,
    )


def _day(written: str, *, last: bool) -> dt.date:
    """The first or the last day that "2013", "2013-03" or "2013-03-14" can mean."""
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    if not month:
        return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
    if not day:
        day = calendar.monthrange(year, month)[1] if last else 1
    return dt.date(year, month, day)
