"""Turning points told by the events that made them, and what changed lately against the norm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.briefs.brief import Group, Section, Statement, Turn
from dragoman.briefs.choose import Happening, foremost, happenings, told_once
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.wording import capitalised, count, day, deed, lead, numeral
from dragoman.records import Event
from dragoman.relations.countries import country_name
from dragoman.relations.dyads import FEW, Measure, is_measured, measure
from dragoman.relations.shifts import Shift

NAMED = 2
"""So many events name a turning point."""
MOST = 8
"""So many turning points stand in the long line: those least likely to be chance."""
RECENT = 365
"""Turning points that began, ended or went on in so many days before the as-of date are news."""
QUARTER = 91


def turning_points(found: Sequence[Shift], a: str, events: Sequence[Event], evidence: Evidence) -> list[Turn]:
    """The turning points that events at hand make up, in order of date."""
    known = {event.id: event for event in events}
    turns = []
    for shift in found:
        own = [known[id] for id in shift.events if id in known]
        # a change too small to be told in figures is none for a reader
        if own and f"{shift.before:.2f}" != f"{shift.after:.2f}":
            turns.append((shift.p_value, shift.date, _turn(shift, own, a, evidence)))
    kept = sorted(turns, key=lambda one: one[:2])[:MOST]
    return [turn for _, _, turn in sorted(kept, key=lambda one: (one[1], one[0]))]


def _turn(shift: Shift, own: Sequence[Event], a: str, evidence: Evidence) -> Turn:
    named = happenings(own)[:NAMED]
    deeds = [deed(one.event, first=a) for one in named]
    which = (
        "The event behind it"
        if len(own) == 1
        else "The most telling events"
        if len(named) > 1
        else "Above all"
    )
    when = f"{shift.date:%B} {shift.date.year}"
    return Turn(
        date=shift.date,
        enddate=shift.enddate,
        better=shift.direction == "better",
        lasting=shift.kind == "regime",
        statement=Statement(
            text=f"{when}: {_change(shift)} {which}: {'; '.join(deeds)}.",
            references=tuple(
                dict.fromkeys(evidence.event(event) for one in named for event in one.events[:NAMED])
            ),
            counted=len(own),
        ),
    )


def _change(shift: Shift) -> str:
    """What a turning point changed, in a sentence with its figures."""
    better = shift.direction == "better"
    until = f" It lasted until {shift.enddate:%B} {shift.enddate.year}." if shift.enddate else ""
    if shift.kind == "shock":
        what = "cooperation" if better else "conflict"
        found = shift.after if shift.after >= 1 else 1
        return (
            f"a burst of {what}. {capitalised(_acts(found))} came within days,"
            f" where {_usual(shift.before)} would have been usual."
        )
    went = "fell" if better else "rose"
    if shift.measure == "conflict":
        change = f"the share of conflict {went} from {shift.before:.0%} to {shift.after:.0%}."
    else:
        change = f"acts of conflict {went} from {_rate(shift.before)} to {_rate(shift.after)} a month."
    return change + until


def _acts(number: float) -> str:
    return count(round(number), "act")


def _rate(number: float) -> str:
    return "almost none" if number < 0.05 else f"{number:.1f}"


def _usual(number: float) -> str:
    return "fewer than one" if number < 0.95 else f"about {numeral(round(number))}"


def lately(
    a: str,
    b: str,
    events: Sequence[Event],
    turns: Sequence[Turn],
    evidence: Evidence,
    asof: dt.date | None,
) -> Section:
    """What changed in the last months against the norm; ``events`` are the dyad's up to the as-of date."""
    said = []
    current = [
        event
        for event in events
        if is_measured(event) and "historical" not in event.auxiliary and event.date is not None
    ]
    if asof is not None and current:
        quarter = _quarter(f"{country_name(a)} and {country_name(b)}", current, asof)
        said.append(quarter)
        since = asof - dt.timedelta(days=QUARTER)
        fresh = foremost(
            happenings(event for event in current if event.date and since < event.date <= asof), asof, NAMED
        )
        said += told_once(_named(one, a, evidence) for one in fresh)
        since = asof - dt.timedelta(days=RECENT)
        # what began lately, and what lately came to an end
        news = [
            turn
            for turn in turns
            if turn.date > since or (turn.enddate is not None and since < turn.enddate <= asof)
        ]
        if news:
            said += [turn.statement for turn in reversed(news)]
        else:
            last = max((turn.date for turn in turns), default=None)
            said.append(
                Statement(
                    text="By the bar that is set for all pairs"
                    + (
                        f" the last turning point is that of {last:%B} {last.year}."
                        if last
                        else " none is a turning point yet."
                    ),
                    counted=len(current),
                )
            )
    return Section(
        key="lately", heading="What changed lately", groups=(Group(statements=tuple(said)),) if said else ()
    )


def _named(one: Happening, a: str, evidence: Evidence) -> Statement:
    return Statement(
        text=lead(one.event, first=a),
        references=tuple(dict.fromkeys(evidence.event(event) for event in one.events)),
    )


def _quarter(names: str, current: Sequence[Event], asof: dt.date) -> Statement:
    """The last three months against the three years before."""
    since = asof - dt.timedelta(days=QUARTER)
    before = since - dt.timedelta(days=12 * QUARTER)
    now = measure(event for event in current if event.date and since < event.date <= asof)
    norm = measure(event for event in current if event.date and before < event.date <= since)
    usual = norm.events / 12
    span = (
        f"In the three months to {day(asof)} the reports tell of {count(now.events, 'event')} between {names}"
    )
    if not norm.events:
        said = f"{span}; of the three years before they tell nothing."
    elif abs(now.events - usual) <= 2 * max(usual, 1) ** 0.5:
        said = f"{span}, about as many as usual ({_mean(usual)} in three months)."
    else:
        more = "more" if now.events > usual else "fewer"
        said = f"{span}, {more} than the usual {_mean(usual)}."
    if now.events >= FEW and norm.events >= FEW:
        said += f" Conflict makes up {_of(now)}, against {_of(norm)} in the three years before."
    return Statement(text=said, counted=now.events + norm.events)


def _mean(number: float) -> str:
    return f"{number:.1f}" if number < 10 else f"{number:.0f}"


def _of(found: Measure) -> str:
    return f"{found.conflict or 0:.0%} of them ({found.conflicts} of {found.events})"
