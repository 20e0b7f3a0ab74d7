"""Whom news means by a name alone: by the tables of persons, the day, and the countries the text speaks of.

The tables in ``offices/`` have heads of state and government, foreign ministers and others who speak for a state;
those in ``standing/`` opposition leaders, commanders, dissidents and others, with the days as far as they are certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dragoman.actors.holders import Holder, holders, rank, without_honorifics
from dragoman.actors.names import same_office
from dragoman.actors.resolution import Resolution
from dragoman.actors.standing import BETWEEN_STATES, FORMER, HELD, Term

# How sure a name leaves us: in full, as a surname of one in office or in a country the text speaks of, or of one
# who led a state and whose surname nobody else of the tables bears. Set by judgement; the order is what matters.
FULL_NAME, SURNAME, SOLE = 0.9, 0.75, 0.6

# So many years after the last term news still says the bare surname of who led a state.
REMEMBERED = 25

# Rodrigo Duterte remains the one whom "Duterte" means while Sara Duterte is vice president.
IN_OFFICE, LATELY = 1.5, 15


def find_holder(
    words: str,
    day: dt.date | None,
    *,
    title: str | None = None,
    former: bool = False,
    spoken: Mapping[str, float] | None = None,
) -> Resolution | None:
    """Whom a name stands for on the day that it was written, or None where the tables do not tell.

    ``spoken`` weighs the countries that the text around it speaks of. A full name is enough, and chooses among its
    bearers by day and country. A surname needs a bearer who was something on that day or in a country spoken of
    (with ``former``: had left an office by then), in the office that ``title`` speaks of, if it does.
    """
    spoken = spoken or {}
    everybody = holders()
    for written in dict.fromkeys((words, without_honorifics(words))):
        found = everybody.named(written) if " " in written.strip() else []
        if found:
            chosen = one_of(found, day, title, former, spoken)
            return resolution(words, chosen, day, FULL_NAME, former) if chosen else None
    if day is None:
        return None
    bearers = everybody.of_family(without_honorifics(words))
    fitting = [holder for holder in bearers if fits(holder, day, title, former, spoken)]
    chosen = one_of(fitting, day, title, former, spoken)
    if chosen is not None:
        return resolution(words, chosen, day, SURNAME, former)
    leaders = [holder for holder in bearers if is_remembered(holder, day)]
    if len(leaders) == 1 and not title:
        return resolution(words, leaders[0], day, SOLE, former)
    return None


def bearers(name: str) -> tuple[Holder, ...]:
    """All whom the tables know by a full name."""
    return tuple(holders().named(name))


def fits(holder: Holder, day: dt.date, title: str | None, former: bool, spoken: Mapping[str, float]) -> bool:
    """Whether a surname can mean this bearer."""
    now, left = holder.term_on(day), holder.term_before(day)
    if former or (now is None and spoken.get(holder.country)):
        return left is not None and (not title or not former or same_office(left.office, title))
    return now is not None and (not title or same_office(now.office, title))


def is_remembered(holder: Holder, day: dt.date) -> bool:
    """Whether somebody led a state and left an office so lately that the surname is known by itself."""
    left = holder.term_before(day)
    return holder.led and left is not None and left.end is not None and day.year - left.end.year <= REMEMBERED


def one_of(
    found: Sequence[Holder], day: dt.date | None, title: str | None, former: bool, spoken: Mapping[str, float]
) -> Holder | None:
    """The bearer of a name whom day, office and country speak for most; None where nothing parts two."""
    if len(found) < 2:
        return found[0] if found else None

    def weight(holder: Holder) -> tuple[bool, bool, float, float, int]:
        now = holder.term_on(day) if day else None
        left = holder.term_before(day) if day else None
        term = left if former else now or left
        return (
            term is not None and bool(title) and same_office(term.office, title or ""),
            bool(spoken.get(holder.country)),
            spoken.get(holder.country, 0.0),
            height(now, left, day),
            term.end.year if term and term.end and not now else 0,
        )

    ranked = sorted(found, key=weight, reverse=True)
    return ranked[0] if weight(ranked[0]) > weight(ranked[1]) else None


def height(now: Term | None, left: Term | None, day: dt.date | None) -> float:
    """How much a surname alone means this bearer: whoever leads now, then who led lately, then any other in office."""
    lately = (
        left is not None and left.end is not None and day is not None and day.year - left.end.year <= LATELY
    )
    then = rank(left.office) * (1.0 if lately else 0.5) if left else 0.0
    return max(IN_OFFICE + rank(now.office) if now else 0.0, then)


def resolution(
    words: str, holder: Holder, day: dt.date | None, confidence: float, former: bool
) -> Resolution:
    """The codes of a person on a day."""
    now = None if former or not day else holder.term_on(day)
    left = holder.term_before(day) if day and not now else None
    term = now or left or (None if day else holder.terms[-1])
    if now or not day:
        was = (term.office or term.sector if term else None) or "listed"
        said = f"{was} of {holder.country}{f' on {day}' if day else ''}"
    else:
        once = f"once {left.office or left.sector or 'listed'}" if left else "not yet in an office"
        said = f"of {holder.country}, {once} by {day}"
    return Resolution(
        code=holder.code,
        country=holder.country,
        sector=sector_of(holder, now, left, former) if day or former else (term.sector if term else None),
        name=holder.name,
        office=term.office if term else None,
        confidence=confidence,
        why=f"“{words}” is {holder.name}, {said}, by the table of offices.",
        identifier_id=holder.identifier,
    )


def sector_of(holder: Holder, now: Term | None, left: Term | None, former: bool) -> str | None:
    """What a person is now, or after the last term: ELI after an office, else what the person was."""
    if now is not None:
        return now.sector
    if holder.country in BETWEEN_STATES and left is not None:
        return FORMER
    if former or (left is not None and left.sector in HELD):
        return FORMER
    return left.sector if left else None
