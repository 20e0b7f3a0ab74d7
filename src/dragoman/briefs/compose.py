"""A brief on two countries, composed by rules from the evidence in a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from dragoman.briefs.brief import Brief, Row, Statement
from dragoman.briefs.coming import coming, is_ahead
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.figures import line, stands
from dragoman.briefs.issues import issues
from dragoman.briefs.rests import rests
from dragoman.briefs.thirds import thirds
from dragoman.briefs.turns import lately, turning_points
from dragoman.briefs.views import view
from dragoman.briefs.wording import action, entities, period
from dragoman.errors import InputError
from dragoman.records import Event
from dragoman.relations.countries import country_name
from dragoman.relations.dyads import SURE, by_year, is_measured
from dragoman.relations.network import third_parties
from dragoman.relations.reciprocity import reciprocity
from dragoman.relations.recurring import recurring
from dragoman.relations.shifts import shifts
from dragoman.store import Store


def compose(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    today: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> Brief:
    """How the countries ``a`` and ``b``, given by code, get along.

    ``start`` and ``end`` bound the dates of the events told. ``today`` is the as-of date, by default the last
    date of publication in the store; reports published after it are left out. The same store and arguments
    give the same brief. Two countries without events give a brief that says so. Raises InputError when the two
    are one.
    """
    a, b = a.upper(), b.upper()
    if a == b:
        raise InputError("a brief needs two countries", source=a, cure="name two different ones")
    summary = store.summary()
    asof = today or summary.last_published
    events = [
        event for event in store.events(a, b, start, end, confidence=confidence) if _known_by(event, today)
    ]
    told = list(dict.fromkeys(event.cite_info.document for event in events))
    evidence = Evidence(store.annotations(told))
    past = [event for event in events if not is_ahead(event, asof)]
    # what history books tell is left to the long line, what is still ahead to the calendar
    recent = [event for event in past if "historical" not in event.auxiliary]
    years = by_year(event for event in past if is_measured(event))
    last = min((day for day in (end, asof) if day is not None), default=None)
    turns = turning_points(shifts(store, a, b, start, last, confidence=confidence), a, past, evidence)
    third = third_parties(store, a, b, start, last, confidence=confidence)
    sections = (
        stands(a, b, past, summary, evidence, asof),
        lately(a, b, past, turns, evidence, asof),
        line(a, b, past, years, turns, evidence),
        view("view_a", a, b, recent, evidence, asof),
        view("view_b", b, a, recent, evidence, asof),
        issues(a, b, recent, reciprocity(store, a, b, start, last, confidence=confidence), evidence),
        thirds(store, a, b, third, evidence, start, last, confidence),
        coming(a, b, events, evidence, asof, recurring(store, a, b, asof, confidence=confidence)),
        rests(f"{country_name(a)} and {country_name(b)}", past, evidence, confidence),
    )
    rows = tuple(_row(event, evidence, asof) for event in events)
    return _renumbered(
        Brief(
            a=a,
            b=b,
            names=(country_name(a), country_name(b)),
            asof=asof,
            start=start,
            end=end,
            documents=len(told),
            sections=tuple(section for section in sections if section.groups),
            years=years,
            turns=tuple(turns),
            rows=rows,
            references=evidence.references(),
        )
    )


def excerpt(brief: Brief, keys: Collection[str]) -> Brief:
    """Some sections of a brief, by key, as a brief of its own with its references numbered anew."""
    kept = tuple(section for section in brief.sections if section.key in keys)
    whole = "line" in keys
    return _renumbered(replace(brief, sections=kept, turns=brief.turns if whole else ()))


def _known_by(event: Event, today: dt.date | None) -> bool:
    """Whether the report of an event was out by the as-of date."""
    return today is None or event.cite_info.date is None or event.cite_info.date <= today


def _row(event: Event, evidence: Evidence, asof: dt.date | None) -> Row:
    """An event as a line of the list of all events."""
    when = period(event.date, event.enddate, event.date_precision)
    remarks: Sequence[str] = event.auxiliary
    if event.date is not None and event.date_source == "publication":
        remarks = (*remarks, "date of the report")
    return Row(
        when=when or "no date",
        who=entities(event.actor) or "not named",
        what=action(event),
        whom=entities(event.recipient),
        remarks=tuple(remarks),
        scale=event.event_scale,
        counted=is_measured(event) and not is_ahead(event, asof),
        reference=evidence.event(event),
    )


def _renumbered(brief: Brief) -> Brief:
    """The brief with its references numbered in the order of reading, and without those nothing leads to."""
    order: dict[int, int] = {}
    for section in brief.sections:
        for group in section.groups:
            for statement in group.statements:
                for number in statement.references:
                    order.setdefault(number, len(order) + 1)
    for row in brief.rows:
        order.setdefault(row.reference, len(order) + 1)

    def statement_of(old: Statement) -> Statement:
        return replace(old, references=tuple(sorted(order[number] for number in old.references)))

    sections = tuple(
        replace(
            section,
            groups=tuple(
                replace(group, statements=tuple(map(statement_of, group.statements)))
                for group in section.groups
            ),
        )
        for section in brief.sections
    )
    known = {one.number: one for one in brief.references}
    return replace(
        brief,
        sections=tuple(section for section in sections if section.groups),
        turns=tuple(replace(turn, statement=statement_of(turn.statement)) for turn in brief.turns),
        rows=tuple(replace(row, reference=order[row.reference]) for row in brief.rows),
        references=tuple(replace(known[old], number=new) for old, new in order.items()),
    )
