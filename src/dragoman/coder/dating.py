"""When an act was done: its own time expression, else one of its sentence, else the day of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.coder.attaching import within
from dragoman.coder.decoder import Act
from dragoman.records import Moment

VERBAL_CONFLICT = 3
ELSEWHEN = frozenset({"historical", "future", "hypothetical"})


def date_of(
    act: Act,
    moments: Sequence[Moment],
    sentence: tuple[int, int],
    offset: int,
    siblings: Sequence[Act],
    published: dt.date | None,
    *,
    quad_code: int,
) -> tuple[Moment | None, str | None]:
    """The moment of an act and where it comes from: ``event``, ``passage`` or ``publication``.

    ``moments`` are the text's, ``offset`` is where the acts' passage begins in it, ``siblings`` are all acts of the
    sentence. The moment is None for publication, and where the text tells no date at all.
    """
    here = [m for m in within(moments, *sentence) if m.date and m.precision]
    own = {(offset + start, offset + end) for start, end in act.times}
    # A date of another sentence is the act's only where its own sentence has none.
    dated = [m for m in here or moments if m.date and m.precision and (m.start, m.end) in own]
    if dated:
        # The finest of several belongs to the act itself: "on Tuesday, in the second year of the war".
        return min(
            dated, key=lambda m: (m.enddate or m.date or dt.date.max) - (m.date or dt.date.min)
        ), "event"
    claimed = {(offset + s, offset + e) for sibling in siblings for s, e in sibling.times}
    near = [m for m in here if (m.start, m.end) not in claimed]
    if len(near) == 1 and _fits(act, near[0], published, quad_code):
        return near[0], "passage"
    if not published or ELSEWHEN.intersection(act.auxiliaries):
        return None, None
    # A sentence whose dates all lie ahead tells of no act of the day of publication.
    if here and all(m.date and m.date > published for m in here):
        return None, None
    return None, "publication"


def _fits(act: Act, moment: Moment, published: dt.date | None, quad_code: int) -> bool:
    """Whether a date of the same sentence can be the act's: its past or future must agree with the act's."""
    if not published or not moment.date:
        return True
    if "future" in act.auxiliaries:
        return True
    if moment.precision == "year" and moment.date.year < published.year:
        # "Accused Delhi of breaking the 2003 ceasefire": the year of what words are about is not the words'.
        spoken = quad_code == VERBAL_CONFLICT
        return not spoken or "historical" in act.auxiliaries or moment.text.lower().startswith("in ")
    return moment.date <= published
