"""What is coming: dates that the reports look ahead to, and days that return each year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import happenings
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.topic import Topic
from dragoman.briefs.wording import capitalised, day, deed, period
from dragoman.records import CalendarEntry, Event

MOST = 12
RECURRING = "recurring"
YEARLY = re.compile(
    r"\b(?:each|every) year\b|\b(?:each|every) \d|\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE
)


class _Date(Struct, frozen=True):
    """One date ahead: the day it is sorted by, its words, where it is told."""

    date: dt.date
    text: str
    source: str
    references: tuple[int, ...]


def coming(a: str, b: str, events: Sequence[Event], evidence: Evidence, asof: dt.date | None) -> Section:
    """The section on what is coming after the as-of date, the nearest first. Without a date: nothing."""
    ahead = (
        []
        if asof is None
        else [*_events(a, b, events, evidence, asof), *_entries(a, b, events, evidence, asof)]
    )
    told: dict[tuple[dt.date, int], _Date] = {}
    for one in sorted(ahead, key=lambda one: (one.date, one.references)):
        # an event and a calendar entry read in one sentence are one thing
        told.setdefault((one.date, one.references[0]), one)
    statements = tuple(
        Statement(text=one.text, source=one.source, references=one.references)
        for one in list(told.values())[:MOST]
    )
    return Section(
        key="coming", heading="What is coming", groups=(Group(statements=statements),) if statements else ()
    )


def is_ahead(event: Event, asof: dt.date | None) -> bool:
    """Whether an event is dated after the as-of date."""
    return event.date is not None and asof is not None and event.date > asof


def _events(a: str, b: str, events: Sequence[Event], evidence: Evidence, asof: dt.date) -> list[_Date]:
    """Events that the reports date after the as-of date."""
    future = [
        event
        for event in events
        if is_ahead(event, asof)
        and ("future" in event.auxiliary or event.event == "AGREE")
        and not {"negated", "hypothetical"} & set(event.auxiliary)
    ]
    return [
        _Date(
            date=one.event.date or asof,
            text=f"{capitalised(period(one.event.date, one.event.enddate, one.event.date_precision))}: "
            f"{deed(one.event, first=a)}.",
            source=evidence.sentence(one.event),
            references=tuple(dict.fromkeys(evidence.event(event) for event in one.events)),
        )
        for one in happenings(future)
    ]


def _entries(a: str, b: str, events: Sequence[Event], evidence: Evidence, asof: dt.date) -> list[_Date]:
    """Calendar entries that concern either side, those of several reports on one thing joined."""
    topic = Topic([a, b], events)
    returning = _returning(evidence)
    found: dict[tuple[dt.date, str], list[tuple[CalendarEntry, str]]] = {}
    for annotation in evidence.annotations.values():
        document = annotation.document
        for entry in annotation.calendar:
            date = _next(entry, asof) if (entry.date.month, entry.date.day) in returning else entry.date
            if date > asof and topic.is_near(document, entry.start, entry.end, evidence):
                found.setdefault((date, entry.what.casefold()), []).append((entry, document.id))
    dates = []
    for (date, _), told in found.items():
        entry, document_id = told[0]
        span = evidence.around(document_id, entry.start, entry.end)
        numbers = dict.fromkeys(evidence.span(id, one.start, one.end) for one, id in told)
        certainty = "each year" if entry.certainty == RECURRING else entry.certainty
        remark = f" ({certainty})" if certainty else ""
        dates.append(
            _Date(
                date=date,
                text=f"{day(date)}{remark}: {capitalised(entry.what.strip().rstrip('.'))}.",
                source=evidence.words(document_id, span),
                references=tuple(numbers),
            )
        )
    return dates


def _returning(evidence: Evidence) -> set[tuple[int, int]]:
    """The days of the year that reports of two years speak of as an occasion, or one report as returning."""
    years: dict[tuple[int, int], set[int]] = {}
    yearly: set[tuple[int, int]] = set()
    for annotation in evidence.annotations.values():
        for entry in annotation.calendar:
            if entry.certainty == RECURRING:
                day = (entry.date.month, entry.date.day)
                years.setdefault(day, set()).add(entry.date.year)
                span = evidence.around(annotation.document.id, entry.start, entry.end)
                if YEARLY.search(evidence.words(annotation.document.id, span) or ""):
                    yearly.add(day)
    return yearly | {day for day, found in years.items() if len(found) > 1}


def _next(entry: CalendarEntry, asof: dt.date) -> dt.date:
    """The entry's date; of a day that returns each year, the first after the as-of date."""
    if entry.certainty != RECURRING or entry.date > asof:
        return entry.date
    for year in (asof.year, asof.year + 1):
        date = _in_year(entry.date, year)
        if date > asof:
            return date
    return entry.date


def _in_year(date: dt.date, year: int) -> dt.date:
    """The same day of another year; 29 February is kept on the 28th in years without it."""
    last = calendar.monthrange(year, date.month)[1]
    return date.replace(year=year, day=min(date.day, last))
