"""What a brief tells out of all there is: happenings told once, weighed by force and freshness."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dragoman.briefs.brief import Statement
from dragoman.records import Event
from dragoman.relations.dyads import is_measured

HALF_LIFE = 365.0
"""Days in which an event loses half its weight against a new one of the same force."""
VERBAL = 0.8
"""Words weigh less than deeds of the same score."""
UNREAL = 0.3
"""What did not happen, or only might, weighs little."""


class Happening(Struct, frozen=True):
    """One thing that happened, in the words of every report of it; the surest event stands first."""

    events: tuple[Event, ...]

    @property
    def event(self) -> Event:
        """The event that stands for all."""
        return self.events[0]


def happenings(events: Iterable[Event]) -> list[Happening]:
    """Join the events that tell of one thing: same type, same day, same actors on both sides.

    An event that only has the date of its report can be one of several of that kind in the report: the
    first of one report is joined with the first of another, the second with the second.
    """
    told: dict[tuple[object, ...], list[Event]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for event in events:
        key = _likeness(event)
        if event.date is None or event.date_source == "publication" or event.date_precision != "day":
            turn = (key, event.cite_info.document)
            seen[turn] += 1
            key = (*key, seen[turn], event.cite_info.document if event.date is None else None)
        told.setdefault(key, []).append(event)
    return [
        Happening(tuple(sorted(same, key=lambda event: (-event.confidence, event.id))))
        for same in told.values()
    ]


def _likeness(event: Event) -> tuple[object, ...]:
    """What two events must share to be one happening."""
    sides = (
        frozenset((actor.country or actor.code, actor.sector, actor.name) for actor in actors)
        for actors in (event.actor, event.recipient)
    )
    return (event.event, event.date, event.date_precision, frozenset(event.auxiliary), *sides)


def weight(event: Event, asof: dt.date | None) -> float:
    """How much an event matters now: the force of its score, faded by age, from 0 to about 1."""
    force = abs(event.event_scale) / 10 * event.confidence
    if event.quad_code in (1, 3):
        force *= VERBAL
    if not is_measured(event):
        force *= UNREAL
    if event.date is None or asof is None:
        return force * 0.5
    age = max((asof - event.date).days, 0)
    return float(force * 0.5 ** (age / HALF_LIFE))


def foremost(found: Sequence[Happening], asof: dt.date | None, most: int) -> list[Happening]:
    """The weightiest happenings, in order from the newest to the oldest, the undated last."""

    def rank(happening: Happening) -> tuple[float, str]:
        # told by several reports, a happening weighs a little more
        told = min(len({event.cite_info.document for event in happening.events}), 5)
        return -weight(happening.event, asof) * (1 + 0.1 * (told - 1)), happening.event.id

    return newest_first(sorted(found, key=rank)[:most])


def told_once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements of the same words as one, with the references of all and the sentence of the first."""
    found: dict[str, Statement] = {}
    for one in statements:
        same = found.get(one.text)
        if same is None:
            found[one.text] = one
        elif one.spoken or same.spoken:
            found[f"{one.text} {one.source}"] = one
        else:
            references = tuple(dict.fromkeys((*same.references, *one.references)))
            found[one.text] = replace(same, references=references)
    return tuple(found.values())


def newest_first(found: Iterable[Happening]) -> list[Happening]:
    """From the newest to the oldest, the undated last; of one day, the order given."""
    return sorted(found, key=lambda one: -(one.event.date or dt.date.min).toordinal())
