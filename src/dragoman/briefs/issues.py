"""What binds two countries and what divides them; where they differ, and who answers whom."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import foremost, happenings
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.wording import capitalised, count, day, deed, numeral, phrases, signed
from dragoman.records import Event
from dragoman.relations.countries import country_name
from dragoman.relations.dyads import direction, is_measured, measure
from dragoman.relations.reciprocity import WITHIN, Response
from dragoman.relations.views import Contrast, contrasts
from dragoman.schema import side

LEAST = 3
"""An issue with fewer events is none."""
MOST = 3
BINDS, DIVIDES = 1 / 3, 2 / 3
"""Shares of conflict up to which an issue binds, and from which on it divides."""


def issues(
    a: str,
    b: str,
    events: Sequence[Event],
    responses: Sequence[Response],
    evidence: Evidence,
) -> Section:
    """The section on the issues; ``events`` are the dyad's up to the as-of date, history left out."""
    counted = [event for event in events if is_measured(event) and not _against_others(event, a, b)]
    told: dict[str, list[Statement]] = {"What binds": [], "What divides": [], "What does both": []}
    for name, found in _by_issue(counted).items():
        share = measure(found).conflict or 0.0
        heading = "What binds" if share <= BINDS else "What divides" if share >= DIVIDES else "What does both"
        if len(told[heading]) < MOST:
            told[heading].append(_issue(name, found, heading, a, evidence))
    own, others = (
        [event for event in counted if direction(event, a, b) == way] for way in ("forward", "backward")
    )
    told["Where the two differ"] = [
        Statement(text=_contrast(one, a, b), counted=len(own) + len(others))
        for one in contrasts(own, others)[:MOST]
    ]
    told["Who answers whom"] = _answers(responses)
    groups = tuple(Group(heading=heading, statements=tuple(said)) for heading, said in told.items() if said)
    return Section(key="issues", heading="What binds and what divides", groups=groups)


def _against_others(event: Event, a: str, b: str) -> bool:
    """Whether both together stood against somebody else: no quarrel of theirs."""
    return (
        event.quad_code > 2
        and direction(event, a, b) == "mutual"
        and bool(event.recipient)
        and not {a, b} & {side(one) for one in event.recipient}
    )


def _by_issue(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Events by context, the most frequent first; those that only say by what means are no issue."""
    found: dict[str, list[Event]] = {}
    for event in events:
        for context in event.context:
            if context not in phrases()["means"]["contexts"]:
                found.setdefault(context, []).append(event)
    return {
        name: told
        for name, told in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        if len(told) >= LEAST
    }


def _issue(name: str, found: Sequence[Event], heading: str, a: str, evidence: Evidence) -> Statement:
    """An issue with its figures, and the weightiest event of the kind that makes it bind or divide."""
    what = measure(found)
    one = heading == "What binds"
    part = what.events - what.conflicts if one else what.conflicts
    kind = "cooperation" if one else "conflict"
    share = (
        f"all {numeral(what.events)} events are {kind}"
        if part == what.events
        else f"{numeral(part)} of {numeral(what.events)} events are {kind}"
    )
    own = [event for event in found if (event.quad_code < 3) == one]
    last = max((event.date for event in own if event.date), default=None)
    weightiest = foremost(happenings(own), last, 1)[0]
    when = f", {day(weightiest.event.date)}" if weightiest.event.date else ""
    matter = capitalised(str(phrases()["contexts"][name]))
    return Statement(
        text=f"{matter}: {share}. The weightiest{when}: {deed(weightiest.event, first=a)}.",
        references=tuple(dict.fromkeys(evidence.event(event) for event in weightiest.events)),
        counted=what.events,
    )


def _contrast(one: Contrast, a: str, b: str) -> str:
    names = country_name(a), country_name(b)
    if one.kind == "tone":
        return (
            f"The tone differs: the mean score of what {names[0]} does is {signed(one.a)},"
            f" that of {names[1]} {signed(one.b)}."
        )
    what = capitalised(str(phrases()["contexts" if one.kind == "context" else "nouns"][one.name]))
    sides = sorted(
        ((one.a, one.total_a, names[0]), (one.b, one.total_b, names[1])), key=lambda side: -side[0] / side[1]
    )
    (most, of, who), (least, of_other, other) = sides
    return (
        f"{what}: {numeral(int(most))} of {numeral(of)} events on the side of {who},"
        f" {numeral(int(least))} of {numeral(of_other)} on that of {other}."
    )


def _answers(responses: Sequence[Response]) -> list[Statement]:
    """Who answers whom in kind, a sentence each; nothing where neither did anything to the other."""
    told = [one for one in responses if one.acts]
    if not told:
        return []
    said = [
        Statement(
            text=f"{capitalised(country_name(one.by))} answers {one.kind} in kind: of {count(one.acts, 'day')} on"
            f" which {country_name(one.to)} acted so, {numeral(one.answered)} were followed by such an act of its own"
            f" within {WITHIN} days, half of them within {count(max(round(one.days), 1), 'day')};"
            f" by chance it would be {one.base:.0%}.",
            counted=one.acts,
        )
        for one in told
        if one.reciprocates and one.days is not None
    ]
    if said:
        return said
    text = f"Neither answers the other in kind within {WITHIN} days more often than chance would have it."
    if all(one.few for one in told):
        text = "There are too few days with acts to say whether the two answer each other in kind."
    return [Statement(text=text, counted=sum(one.acts for one in told))]
