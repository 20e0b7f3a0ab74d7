"""The turning points of a pair as a page and a chart show them."""

from __future__ import annotations

from msgspec import Struct

from dragoman.briefs.wording import lead
from dragoman.charts import Turn, shown_shifts
from dragoman.records import Event
from dragoman.relations import Series, Shift, Shifts, shifts
from dragoman.web.ask import Ask
from dragoman.web.shelf import Shelf

EVENTS = 3


class Turning(Struct, frozen=True):
    """A turning point: how a chart marks it, what a page says of it, and the events that make it up."""

    turn: Turn
    shift: Shift
    told: str
    events: tuple[Event, ...] = ()


def turnings(shelf: Shelf, ask: Ask, line: Series) -> tuple[Turning, ...]:
    """The turning points within a line, in order of date.

    They are found in the whole of what the two did, so a question that is narrowed to a context or a sector has none.
    """
    if not line.points or ask.context or ask.sector or not ask.a or not ask.b:
        return ()
    a, b = ask.a, ask.b
    found = found_shifts(shelf, a, b, ask.direction, ask.confidence)
    chosen = shown_shifts(line, found)
    return shelf.keep(("turns", a, b, tuple(chosen)), lambda: _told(shelf, chosen, a))


def _told(shelf: Shelf, chosen: list[Shift], a: str) -> tuple[Turning, ...]:
    ids = list(dict.fromkeys(id for one in chosen for id in one.events[:EVENTS]))
    known = {event.id: event for event in shelf.store.events(id=ids)} if ids else {}
    turns = []
    for shift in chosen:
        events = tuple(known[id] for id in shift.events[:EVENTS] if id in known)
        named = lead(events[0], first=a) if events else ""
        turns.append(
            Turning(
                turn=Turn(date=shift.date, worse=shift.direction == "worse", words=named),
                shift=shift,
                told=f"{said(shift)} {named}".strip(),
                events=events,
            )
        )
    return tuple(turns)


def found_shifts(shelf: Shelf, a: str, b: str, direction: str | None, confidence: float) -> Shifts:
    """The turning points of a pair; without a direction they are the same from either side."""
    if direction is None:
        a, b = sorted((a, b))
    return shelf.keep(
        ("shifts", a, b, direction, confidence),
        lambda: shifts(shelf.store, a, b, direction=direction, confidence=confidence),
    )


def said(shift: Shift) -> str:
    """A turning point in figures: "For worse, lastingly: the share of conflict went from 31 % to 58 %."."""
    way = "For worse" if shift.direction == "worse" else "For better"
    if shift.kind == "shock":
        kind = "conflict" if shift.direction == "worse" else "cooperation"
        return (
            f"{way}, at once: {shift.after:g} acts of {kind} in days where {shift.before:.1f} are the norm."
        )
    if shift.measure == "conflict":
        return f"{way}, lastingly: the share of conflict went from {shift.before:.0%} to {shift.after:.0%}."
    return f"{way}, lastingly: acts of conflict went from {shift.before:.1f} to {shift.after:.1f} a month."
